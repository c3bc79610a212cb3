"""Footnote markers in the text: which numbers are markers, found as one alignment.

Every number in the body that may be a marker is a candidate with a weight that tells how
much it looks like one; the notes tell which numbers are wanted, and in what order. The
heaviest increasing alignment of the two wins, so a year, a day or an article number is
never taken for a marker because it happens to be next.

Guarantees: markers are in source order, at most one for each wanted number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from unres.layout.join import ideographic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.lines import Line
    from unres.layout.notes import Note

_DIGIT: Final = "[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]"
#: Every number; what begins with one sign of a class is found fastest.
_NUMBER: Final = re.compile(f"{_DIGIT}{_DIGIT}*")
#: The same in texts that have no digits but these: found in a third of the time.
_PLAIN_NUMBER: Final = re.compile("[0-9][0-9]*")
_FULL_WIDTH: Final = tuple(map(chr, range(0xFF10, 0xFF1A)))
#: A marker glued to a year: `2030 Agenda` against `12 December 20206`.
_YEAR: Final = re.compile(r"((?:19|20)\d\d)(\d{1,3})$")
#: What stands before the second number of a resolution: `resolution 70/112` with note 12 wanted.
_RESOLUTION: Final = re.compile(r"(?:^|[^\d/])[0-9]\d{0,2}/$")
#: A date, a section, another resolution or the Chinese measure word behind a resolution's
#: number: no marker ends it.
_DATED: Final = re.compile(
    r"(?: ?[A-Z])?(?:,? (?:of|de|du|\u043e\u0442)(?: \d|$)| ?\u53f7)| [A-Z]{1,2}$"
    r"|,? ?(?:section|secci|\u0440\u0430\u0437\u0434\u0435\u043b)"
)
#: Resolutions of one session hardly ever reach this number.
_LAST_RESOLUTION: Final = 340
#: Decisions are numbered from here.
_FIRST_DECISION: Final = 400
#: `Programa 21` with note 5: a marker glued to a number that a title ends with; backwards.
_NAME: Final = re.compile(r"[a-z\u00e0-\u00ff]{3,}[A-Z\u00c0-\u00dd]")
#: No name is longer, in characters.
_LONGEST_NAME: Final = 40
_YEAR_STOP: Final = re.compile(r"(?<!\d)(?:19|20)\d\d\.$")
_AFTER_YEAR: Final = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d|\d{1,3}/\d{1,3}|[A-Z][-\u2010\u2011]\d{2})$"
)
#: A marker glued to a name that ends in a number: `COVID-19` with note 14.
_NAME_TAIL: Final = re.compile("[A-Z][-\u2010\u2011]")
#: What a symbol's number stands behind, with a slash: `XII/3`, `DEC/2/7`.
_PARTS: Final = frozenset("IVXL0123456789")
#: What ends a part before its paragraph's number, which never has four digits: `VIII.7441`.
_ROMAN: Final = frozenset("IVX")
_LONG_TAILED: Final = 4
#: So many digits have a number and a marker of one or two that is glued to it.
_TAILED: Final = (3, 4)
_LISTED: Final = re.compile(r"\d\s?[,\u3001\u060c]$")
#: Behind a number that counts: `1 to 10`, `1 D-1`.
_RANGE: Final = re.compile("(?:to|\u00e0|al?|\u043f\u043e) \\d{1,3}(?![/\\d])|[A-Z]-\\d")
_LITTLE: Final = re.compile(r"(?:^|[\s'\u2019])[a-z\u00e0-\u00ff\u0430-\u044f]{1,3}$")
#: The words beside a marker that lost the space behind it: `Protocol2and`; `propos1tion` is none.
_SMALL: Final = re.compile("[a-z\u00e0-\u00ff\u0430-\u044f]{4}$")
_JOINING: Final = re.compile("(?:and|of|et|de|y|o|\u0438|\u0432|\u043e)\\s")
_STAR: Final = re.compile(r"(?<=\S)\s?(\*{1,3})(?!\*)")
#: How much of a line is looked at on either side of a number, in characters.
_NEAR: Final = 40
_CLOSING: Final = (
    ",.;:!?)]\"'\u2026\u00bb\u201d\u2019\u060c\u061b"
    "\u3001\u3002\uff0c\uff1b\uff1a\u300b\u300d\uff09"
)
#: Ideographs behind a number that count or date something: year, month, day, number, paragraph …
_COUNTED: Final = tuple("\u5e74\u6708\u65e5\u53f7\u6bb5\u6761\u9879\u5c4a\u6b21\u5377\u4e2a\u540d")
#: Ideographs before a number that count or join: ordinal, to, and.
_ORDINAL: Final = "\u7b2c\u81f3\u548c"
_THOUSANDS: Final = 3
_YEAR_SIZE: Final = 4
_CENTURIES: Final = ("19", "20")
#: No marker is glued to a number of so few digits, but for a resolution's.
_LITTLE_SIZE: Final = 2
#: A line of so few characters is a number alone.
_SHORTEST: Final = 5
_NO_MARKER_BEFORE: Final = "(/-\u2013\u2014.\u2116#$\u00a7+=<>\u2011"

#: How much a place looks like a marker's. One table, so that the evidence can be read.
GLUED: Final = 3.0  # Summit,1  Agenda1
ALONE: Final = 2.5  # a line of its own
BRACKETED: Final = 3.0  # (1), where the dump's markers are bracketed
BEFORE_STOP: Final = 2.5  # Summit 1 ,
SPACED_STOP: Final = 2.0  # Summit, 1 to
SPACED: Final = 0.9  # Summit 1 to
ON_PAGE: Final = 2.0  # its note stands on the same page
NEXT_PAGE: Final = 0.5  # its note stands on the next one
TAIL: Final = 1.6  # glued to a year or a number
NUMBER_TAIL: Final = 1.0  # glued to a resolution's number that would be too high with it
WORD_TAIL: Final = -1.6  # glued to one that would not
DATE: Final = -3.0  # a month follows
GAP: Final = -1.4  # each number skipped
#: How many notes in a row may be lost between two that are there.
LOST: Final = 120
LITTLE: Final = -1.1  # a short small word stands before: of 3, de 3, the 17
LISTED: Final = 0.3  # a number and a comma stand before: paragraphs 15, 18
LOST_NOTE: Final = -1.0  # its note is not in the dump
#: How many numbers behind the last note's are looked for.
BEYOND: Final = 80
#: How many lines are searched for digits at once.
_AT_ONCE: Final = 128
#: How many of the places of one number before and behind a page are tried.
_AROUND: Final = 6
#: So many lines below its paragraph's next marker one that was printed too late may stand.
AWAY: Final = 12
#: How many wanted numbers in a row may lack a marker.
REACH: Final = 12


class Mark(NamedTuple):
    """A marker: the line it stands on, its place in the line's text, and what it says."""

    row: int
    start: int
    end: int
    marker: str
    #: Where the digits begin (behind a bracket).
    weight: float


class Wanted(NamedTuple):
    """A number that some place in the text should bear, and the page of its note, if known."""

    number: int
    page: int | None


def wanted(notes: Sequence[Note]) -> list[Wanted]:
    """The numbers to look for, in order: those of the notes, and those missing between them."""
    out: list[Wanted] = []
    last = 0
    for note in notes:
        if note.marker is None or not note.marker.isdigit():
            continue
        number = int(note.marker)
        if number <= last:  # numbering restarts in an annex
            last = 0 if number < last else last
        if number - last <= LOST:
            out += [Wanted(n, None) for n in range(last + 1, number)]
        out.append(Wanted(number, note.page))
        last = number
    return out


def find(
    lines: list[Line],
    notes: Sequence[Note],
    month: re.Pattern[str],
    *,
    bracketed: bool,
    sparse: bool,
) -> dict[int, list[Mark]]:
    """The markers of the body, by index of the line they stand on.

    `bracketed`: markers stand in brackets, as in Arabic. `sparse`: the dump lost most notes, so
    that markers without one are to be expected.
    """
    targets = wanted(notes)
    last = targets[-1].number if targets else 0
    known = len(targets)
    targets += [Wanted(n, None) for n in range(last + 1, last + BEYOND)]  # notes that are lost
    places: dict[int, list[int]] = {}
    for index, want in enumerate(targets):
        places.setdefault(want.number, []).append(index)
    sure = len(targets) if sparse else known
    candidates = _Search(lines, targets, places, month, sure, bracketed=bracketed).run()
    chosen = _align(candidates, lines, targets, places, sure)
    marks: dict[int, list[Mark]] = {}
    for mark in chosen:
        here = marks.setdefault(mark.row, [])
        if not here or mark.start >= here[-1].end:  # `7` and `47` of `447` are not both markers
            here.append(mark)
    if not sparse:
        _displaced(lines, targets[:known], marks)
    _stars(lines, notes, marks)
    return marks


def _displaced(lines: list[Line], targets: Sequence[Wanted], marks: dict[int, list[Mark]]) -> None:
    """Numbers alone on a line below the line of the next one: raised, and printed too late."""
    found = {int(mark.marker): row for row, here in marks.items() for mark in here}
    if len(found) >= len(targets):
        return
    for want in targets:
        number, below = want.number, found.get(want.number + 1)
        if number in found or below is None or number - 1 not in found:
            continue
        digits = str(number)
        for row in range(below + 1, min(below + AWAY, len(lines))):
            line = lines[row]
            if line.page != lines[below].page:
                break
            if line.text == digits and row not in marks:
                marks[row] = [Mark(row, 0, len(digits), digits, ALONE)]
                break


def _stars(lines: list[Line], notes: Sequence[Note], marks: dict[int, list[Mark]]) -> None:
    """Asterisks, only where a note has one."""
    stars = dict.fromkeys(n.marker for n in notes if n.marker and n.marker[0] == "*")
    for star in stars:
        for row, line in enumerate(lines):
            found = _STAR.search(line.text) if "*" in line.text else None
            if found and found[1] == star:
                marks.setdefault(row, []).append(Mark(row, found.start(1), found.end(), star, 1))
                marks[row].sort(key=lambda m: m.start)
                break


class _Search:
    """Looks for all that may be a marker. Most numbers are none, and get two glances."""

    def __init__(
        self,
        lines: list[Line],
        targets: list[Wanted],
        places: dict[int, list[int]],
        month: re.Pattern[str],
        known: int,
        *,
        bracketed: bool,
    ) -> None:
        self.lines = lines
        self.month = month
        self.bracketed = bracketed
        self.numbers = {str(number) for number in places}
        self.pages = _pages(targets, places, known)
        self.found: list[Mark] = []
        #: The lines that are searched at once, as one text that ends in a line feed.
        self.texts: list[str] = []
        self.whole = ""

    def run(self) -> list[Mark]:
        """All candidates, in source order."""
        for first in range(0, len(self.lines), _AT_ONCE):
            begun = len(self.found)
            self.texts = [line.text for line in self.lines[first : first + _AT_ONCE]]
            self.whole = "\n".join(self.texts) + "\n"
            if self._search(first):
                self.found[begun:] = sorted(self.found[begun:], key=_place)
        return self.found

    def _search(self, first: int) -> bool:
        """Search some lines; gives whether any marker may be glued to another number."""
        whole, numbers = self.whole, self.numbers
        begins = [0, *accumulate([len(text) + 1 for text in self.texts])]
        tails = False
        plain = not (self.bracketed or any(sign in whole for sign in _FULL_WIDTH))
        for hit in (_PLAIN_NUMBER if plain else _NUMBER).finditer(whole):
            digits = hit[0]
            start, end = hit.span()
            size = end - start
            before, after = whole[start - 1], whole[end]
            if size == _YEAR_SIZE and before == " " and digits[:2] in _CENTURIES:
                continue  # a year: no name ends in 19 or 20 with a marker behind it
            part = (
                before == "/" or after in "/%" or size > _THOUSANDS
            )  # of a symbol, a share, a year
            if not part and (digits in numbers or not digits.isascii()):
                at = bisect_right(begins, start) - 1
                spaced = before == after == " "
                if not (spaced and self._is_plain(start, end, self.lines[first + at])):
                    self._whole(first + at, start - begins[at], end - begins[at])
            if (
                size > 1
                and (before == "/" or size > _LITTLE_SIZE)
                and (digits[-1] in numbers or digits[-2:] in numbers or digits[-3:] in numbers)
            ):
                at = bisect_right(begins, start) - 1
                if len(self.texts[at]) >= _SHORTEST:
                    tails = self._tails(first + at, start, start - begins[at], digits) or tails
        return tails

    def _is_plain(self, start: int, end: int, line: Line) -> bool:
        """Whether a number between words is too far from its note for so little evidence."""
        whole = self.whole
        if not (whole[start - 2].isalnum() and whole[end + 1].isalnum()):
            return False
        pages = self.pages.get(int(whole[start:end]), ())
        return pages is not None and line.page not in pages

    def _whole(self, row: int, start: int, end: int) -> None:
        """A number that may be a marker as a whole, at its place in its line."""
        text = self.texts[row % _AT_ONCE]
        if int(text[start:end]) in self.pages:
            mark = _weigh(row, text, (start, end), self.month, bracketed=self.bracketed)
            if mark is not None:
                self.found.append(mark)

    def _tails(self, row: int, start: int, begin: int, digits: str) -> bool:
        """Markers glued to a number that stands at `start` of all, `begin` of its line."""
        whole, numbers, found = self.whole, self.numbers, self.found
        size = len(digits)
        end = begin + size
        had = len(found)
        self._of_name(row, start, begin, digits)
        if size == _LONG_TAILED and whole[start - 1] == "." and whole[start - 2] in _ROMAN:
            found += _cut(row, end, digits, numbers, TAIL)
        if whole[start - 1] == "/" and whole[start + size] != "/":
            if _RESOLUTION.search(whole[max(start - 5, 0) : start]):
                if not _DATED.match(self.texts[row % _AT_ONCE], end):
                    self._of_resolution(row, end, digits)
            elif whole[start - 2] in _PARTS:
                found += _cut(row, end, digits, numbers, WORD_TAIL)
        return len(found) > had

    def _of_name(self, row: int, start: int, begin: int, digits: str) -> None:
        """Markers glued to a year or to the number that a name ends with."""
        whole, numbers, found = self.whole, self.numbers, self.found
        size = len(digits)
        end = begin + size
        year = _YEAR.match(digits)
        if year and year[2] in numbers:
            found.append(Mark(row, begin + 4, end, year[2], TAIL))
        if size in _TAILED and (tail := digits[2:]) in numbers:
            if _NAME_TAIL.match(whole, max(start - 2, 0)) and start > 1:
                found.append(Mark(row, begin + 2, end, tail, TAIL))
            elif whole[start - 1] == " " and whole[start + size] not in "/.":
                text = self.texts[row % _AT_ONCE]
                above = text[max(begin - 1 - _LONGEST_NAME, 0) : begin - 1].rstrip()
                if _NAME.match(above[::-1]):
                    found.append(Mark(row, begin + 2, end, tail, WORD_TAIL))

    def _of_resolution(self, row: int, end: int, digits: str) -> None:
        """Markers glued to the second number of a resolution, which ends at `end`."""
        for length in (1, 2):
            tail = digits[-length:]
            if not length < len(digits) <= 3 + length or tail not in self.numbers:
                continue
            sure = len(digits) > 3 or _LAST_RESOLUTION < int(digits) < _FIRST_DECISION  # noqa: PLR2004
            weight = NUMBER_TAIL if sure else WORD_TAIL
            self.found.append(Mark(row, end - length, end, tail, weight))


def _cut(row: int, end: int, digits: str, numbers: set[str], weight: float) -> list[Mark]:
    """Markers of one or two digits glued to a number of at most three, which ends at `end`."""
    return [
        Mark(row, end - length, end, digits[-length:], weight)
        for length in (1, 2)
        if length < len(digits) <= _THOUSANDS + length and digits[-length:] in numbers
    ]


def _pages(
    targets: list[Wanted], places: dict[int, list[int]], known: int
) -> dict[int, set[int] | None]:
    """Of each number the pages on which one between two words may be a marker; None for all."""
    pages: dict[int, set[int] | None] = {}
    for number, indexes in places.items():
        here: set[int] | None = set()
        for want in [targets[at] for at in indexes if at < known]:
            if want.page is None:
                here = None
                break
            assert here is not None
            here |= {want.page, want.page - 1}
        pages[number] = here
    return pages


def _place(mark: Mark) -> tuple[int, int]:
    return mark.row, mark.start


def _weigh(
    row: int, text: str, place: tuple[int, int], month: re.Pattern[str], *, bracketed: bool
) -> Mark | None:
    """What a number at a place is worth as a marker; None where it cannot be one."""
    start, end = place
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if start == 0 and end == len(text):
        return Mark(row, 0, end, text[start:end], ALONE)
    if before and after and before + after in ("()", "[]"):
        if not bracketed and before == "(":
            return None
        return Mark(row, start - 1, end + 1, text[start:end], BRACKETED)
    if bracketed:
        return None
    if _belongs(text, start, end, before, after):
        return None
    if not before or before.isspace():
        return _spaced(row, text, start, end, month)
    if before in _CLOSING or before.isalpha():
        between = ideographic(before) and ideographic(after) and before in _ORDINAL
        return Mark(row, start, end, text[start:end], -1.0 if between else GLUED)
    return None


def _belongs(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Whether the signs beside a number make it part of the text: `2-9`, `4.5`, `1,204`, `3km`."""
    if before and before in _NO_MARKER_BEFORE and not _sentence_stop(text, start):
        return True
    if after and (after in _COUNTED or after in "-\u2013(\u2011"):
        return True
    if after == " " and text[end + 1 : end + 2] in _COUNTED:
        return True
    if after == "." and text[end + 1 : end + 2].isalnum():
        return True
    if after == "," and text[end + 1 : end + 2].isdigit() and (not before or before.isspace()):
        return not text[max(start - 3, 0) : start].rstrip().endswith(tuple(_CLOSING))
    if after.isalpha() and not ideographic(after):
        return not (_JOINING.match(text, end) and _SMALL.search(text, max(start - 4, 0), start))
    thousands = end - start == _THOUSANDS and start > 1
    return thousands and before in ",." and text[start - 2].isdigit()


def _sentence_stop(text: str, start: int) -> bool:
    """Whether the dot before a number ends a sentence: a word stands before it, no digit."""
    if text[start - 1] != "." or start <= 2:  # noqa: PLR2004
        return False
    word = text[start - 3 : start - 1]
    if word.isdecimal():
        return _YEAR_STOP.search(text, max(start - 6, 0), start) is not None and _ends(text, start)
    return word.isalpha() and not ideographic(word[1])


def _ends(text: str, start: int) -> bool:
    """Whether a sentence begins behind a number, or the line ends: `in 2030.7 We`."""
    rest = text[start:].lstrip("0123456789")
    return not rest or (rest[0] == " " and rest[1:2].isupper())


def _spaced(row: int, text: str, start: int, end: int, month: re.Pattern[str]) -> Mark | None:
    before = text[max(start - _NEAR, 0) : start].rstrip()
    after = text[end : end + _NEAR].lstrip()
    if not before and (text[end : end + 1] in tuple(".-)\uff0e") or text[end : end + 3] == "   "):
        return None  # a label
    weight = SPACED
    if not before:  # at a line's start: the word stands on the line above
        weight = SPACED - 0.3
    elif before[-1] in _CLOSING:
        weight = SPACED_STOP if not _LISTED.search(before, max(len(before) - 3, 0)) else LISTED
    elif before[-1].isdigit():
        if _AFTER_YEAR.search(before, max(len(before) - 8, 0)):
            weight = TAIL
        elif end - start < _THOUSANDS and text[end : end + 1] == " " and after[:1].islower():
            weight += LITTLE  # `at least 565 14 of them`: no thousands
        else:
            return None
    elif _LITTLE.search(before, max(len(before) - 4, 0)):
        weight += LITTLE
    if after and after[0] in ",;.:\uff0c\uff1b\u3002\u060c\u061b" and end < len(text):
        weight = max(weight, BEFORE_STOP if text[end].isspace() else SPACED)
    if month.match(after.removeprefix("de ")) or after[:1] in _COUNTED or _RANGE.match(after):
        weight = DATE
    return Mark(row, start, end, text[start:end], weight)


def _best_before(score: list[float], at: int) -> tuple[float, int]:
    """The best score that a marker at a place can go on from, and its place; -1 for none."""
    base, source = GAP * min(at, REACH), -1
    for back in range(1, min(REACH, at) + 1):
        value = score[at - back] + GAP * (back - 1)
        if value > base:
            base, source = value, at - back
    return base, source


def _align(
    candidates: list[Mark],
    lines: list[Line],
    targets: list[Wanted],
    places: dict[int, list[int]],
    known: int,
) -> list[Mark]:
    """The heaviest increasing run of candidates. Linear in the candidates."""
    size = len(targets)
    least = SPACED_STOP if known else TAIL  # without any note a number between words is none
    score: list[float] = [-1e9] * size
    trail: list[tuple[Mark, object] | None] = [None] * size
    best, best_at = 0.0, -1
    for mark in candidates:
        page = lines[mark.row].page
        for at in _near(places[int(mark.marker)], targets, page):
            if at >= known and mark.weight < least:
                continue
            weight = mark.weight + _page_weight(targets[at].page, page)
            if at >= known:
                weight += LOST_NOTE
            if weight <= 0:
                continue
            base, source = _best_before(score, at)
            if base + weight > score[at]:
                score[at] = base + weight
                trail[at] = (mark, trail[source] if source >= 0 else None)
                if score[at] > best:
                    best, best_at = score[at], at
    chosen: list[Mark] = []
    link = trail[best_at] if best_at >= 0 else None
    while link is not None:
        chosen.append(link[0])
        link = link[1]  # type: ignore[assignment]
    chosen.reverse()
    return chosen


def _near(places: list[int], targets: list[Wanted], page: int) -> list[int]:
    """Of the many places of a number that starts anew again and again, those around a page."""
    if len(places) <= 2 * _AROUND:
        return places
    at = bisect_left(places, page, key=lambda place: _page_of(targets, place))
    return places[max(at - _AROUND, 0) : at + _AROUND]


def _page_of(targets: list[Wanted], place: int) -> int:
    """The page of a note, or of the next one whose page is known."""
    for want in targets[place : place + REACH]:
        if want.page is not None:
            return want.page
    return 0 if place < REACH else 1 << 30


def _page_weight(note: int | None, page: int) -> float:
    """A marker stands on its note's page, or, where a page broke badly, on the one before."""
    if note is None:
        return 0.0
    if note == page:
        return ON_PAGE
    return NEXT_PAGE if note == page + 1 else -2.0
