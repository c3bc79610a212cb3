"""Unrolled texts: a dump whose line ends were taken away, cut where only one can have stood.

    … of its mandate; 3. Requests the Secretary-General to report: (a) On lamps; (b) On oil.

Each cut needs a sign of its own: a field of the masthead, the opening formula, a number that
continues the sequence, a point of a list behind its stop, a lead word behind a comma, a rule,
a running head, a note's number, the closing lines. What follows decides as it does for
physical lines, so a cut too many costs little.

Guarantees: every visible character lies in exactly one line, in source order. Texts with
line ends are not touched. Linear.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from unres.grammar import lexicon as lexicon_of
from unres.layout import labels
from unres.layout.lines import MARKDOWN, Line, tidy
from unres.layout.rewrapped import interrupted
from unres.layout.rewrapped.leaves import FURNITURE, Leaves
from unres.symbols import NUMBER, SYMBOL

if TYPE_CHECKING:
    from unres.grammar import Lexicon

#: No dump with line ends has lines of this mean length, in characters.
_MEAN: Final = 400
#: A line as long as this that is most of the text is one that lost its ends.
_LONG: Final = 2_000
#: How far down the opening formula is looked for, and how far up a heading's beginning.
_HEAD: Final = 6_000
_HEADING: Final = 160
#: How much of a text a lead word is looked for in.
_WORD: Final = 80
#: How far behind a title's number the body begins, and how long number and first word are.
_LEADLESS: Final = 600
_NUMBERED_TITLE: Final = 16
#: The letter of a part, as it stands behind the symbol of a resolution in parts.
_PART: Final = re.compile(r" [A-Z](?= )")
#: Languages whose points begin with a capital.
_CAPITALS: Final = ("en", "es")
#: What begins a field of the masthead. A date is one only where it does not belong to another.
_FIELDS: Final = ("PUBLISHER", "ORGAN", "DISTRIBUTION", "ISSUED", "SESSION", "AGENDA_ITEM")
#: Those that the titles of others may name again.
_ONCE: Final = ("PUBLISHER", "ORGAN")
_COMMAS: Final = ",\uff0c\u060c:"
#: What may stand between a paragraph's end and the next: quotes, a marker.
_TAIL: Final = (
    "[\"'\u201d\u2019\u00bb)\\]\u300d\u300b\uff09]*\\s?(?:\\(\\d{1,3}\\)|\\d{1,3}|\\*{1,3})?"
)
_STOP: Final = "[;:.,\uff1b\uff1a\u3002\uff0c\u061b\u060c]"
#: The end of what may be a paragraph, and the space behind it.
_END: Final = re.compile(rf"{_STOP}{_TAIL}\s+")
_NUMBERED: Final = re.compile(
    r"(?<!\S)(\d{1,3})\s?(?:[.\uff0e]\s?|[-\u2013]\s|\u3001)(?=[^\W\d_]|[\u201c\u00ab\"\[])"
)
_ENDED: Final = re.compile(rf"{_STOP}{_TAIL}\s*$")
#: `(a)`, `a)`, `(i)`, `'1'` behind a stop or behind `and`.
_POINT: Final = re.compile(
    rf"(?:{_STOP}{_TAIL}|(?<=\s)(?:and|or|et|ou|y|o|\u0438|\u0438\u043b\u0438))\s*"
    r"(?=(?:[(\uff08]\s?(?:[^\W\d_]{1,4}|\d{1,2})\s?[)\uff09]|(?<=\s)(?:[^\W\d_]{1,4}|\d{1,2})\)"
    r"|[\u3220-\u3229]|(?<=\s)['\u2018\u2019]\d{1,2}['\u2018\u2019])\s*[^\s\d,;.])"
)
_ROMAN: Final = re.compile(r"(?<=\s)([IVX]{1,5})\.?\s+(?=[^\W\d_])")
_ROMANS: Final = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
)
_NOTE: Final = re.compile(r"(?<!\S)[(\[]?(\d{1,3})[)\]]?\s?(?=[^\W\d_]|[\u00ab\u201c\"(])")
_MARKER: Final = re.compile(r"(\d{1,3})(?![\d/])")
#: How many numbers of notes may be lost in a row.
_LOST: Final = 3
#: What an opening formula may stand behind: a stop, or the letter of a part.
_BEFORE_OPENING: Final = re.compile(rf"(?:{_STOP}{_TAIL}|(?:^|\s)(?:[A-Z]|[IVX]+)\.?)\s*$")
_MARKUP: Final = re.compile(r"(?<=\s)(?:#{1,6} (?=\S)|<!-- |- (?=\d|\(|[a-z]\)))")
#: What begins and ends as a line of its own where there are such marks.
_COMMENT: Final = re.compile(r"<!-- [^<>]{0,80}-->\s*(?:- (?=[A-Z]))?")
#: A space between ideographs is a line end, and nothing else.
_BETWEEN: Final = re.compile(
    "(?<=[\u3001-\u9fff\uff01-\uffe5\u201d]) (?=[\u300a-\u9fff\uff08\u201c\u300c])"
    "|(?<=[\u3002\uff0c\uff1b\uff1a]) (?=\\S)"
)


def applies(source: str, lines: list[Line]) -> bool:
    """Whether a text has so few line ends that they say nothing.

    `lines` are its lines, as far as they are known: where they are many that is all.
    """
    if len(lines) * _MEAN // 2 > len(source):
        return False
    breaks = source.count("\n") + source.count("\f")
    if (breaks + 1) * _MEAN // 2 > len(source):
        return False
    sizes = [len(line.strip()) for line in re.split("[\n\f]", source)]
    sizes = [size for size in sizes if size]
    if not sizes:
        return False
    whole, longest = sum(sizes), max(sizes)
    if len(sizes) > 1 and MARKDOWN.search(source):
        return False  # its writer sets a paragraph a line
    return whole > _MEAN * len(sizes) or (longest > _LONG and longest * 2 > whole)


def lines(source: str, language: str) -> list[Line]:
    """The lines of such a text, in source order. `source` is even."""
    bounds = sorted({0, len(source), *_Cutter(source, lexicon_of(language)).find()})
    found: list[Line] = []
    page = 0
    gap = -1
    for begin, end in pairwise(bounds):
        raw = source[begin:end]
        text = raw.strip()
        if text:
            start = begin + raw.find(text[0])
            found.append(Line(text, start, len(text), 0, page, gap))
            gap = 0
        if source[end : end + 1] == "\f":
            page, gap = page + 1, -1
    return tidy(found, "\n".join(line.text for line in found))


@cache
def _search(language: str, name: str) -> re.Pattern[str]:
    """A terminal of the lexicon, to be found anywhere in a text."""
    return re.compile(rf"(?<![^\W_])(?:{lexicon_of(language).source(name)})")


class _Cutter:
    """Finds the offsets at which the lines of one text began."""

    def __init__(self, source: str, lexicon: Lexicon) -> None:
        self.source = source
        self.lexicon = lexicon
        self.cuts: set[int] = set()
        #: Where the body begins.
        self.body = 0
        self.title = ""
        #: Where the opening formulas end.
        self.openings: list[int] = []
        self.symbol = ""

    def find(self) -> set[int]:
        """All offsets, in no order."""
        source = self.source
        self.cuts.update(found.start() for found in re.finditer("[\n\f]", source))
        self.cuts.update(found.start() for found in _MARKUP.finditer(source))
        self._masthead()
        self._openings()
        leaves = Leaves(source, self.cuts, self.body, self.symbol, self.title)
        pages = leaves.find()
        numbers = self._numbers()
        self._points()
        self._leads(numbers)
        self._notes(pages)
        self._closing()
        language = self.lexicon.language
        capitals = language in _CAPITALS
        if capitals or language in ("fr", "ru"):
            for cut in interrupted.find(source, self.body, capitals=capitals):
                self.cuts.update(cut)
        if "<!-- " in source:
            self.cuts.update(found.end() for found in _COMMENT.finditer(source))
        # a mark of Markdown belongs to what stands behind it
        self.cuts.difference_update(found.end() for found in _MARKUP.finditer(source))
        if self.lexicon.language == "zh":
            self.cuts.update(found.end() for found in _BETWEEN.finditer(source))
        return self.cuts

    def _search(self, name: str) -> re.Pattern[str]:
        return _search(self.lexicon.language, name)

    # -- masthead -----------------------------------------------------------------------

    def _masthead(self) -> None:
        """Cut before each field, before the title's number, around the opening formula."""
        limit, self.body = self._opening()
        if not self.body:
            limit = self.body = self._unopened()
            self.cuts.add(limit)
        head = self.source[:limit]
        symbol = SYMBOL.search(head) if head else None
        part = _PART.match(head, symbol.end()) if symbol else None
        self.symbol = symbol[0] + (part[0] if part else "") if symbol else ""
        number = self._title_number(head)
        adopted = self._search("ADOPTED").search(head)
        end = min(x for x in (adopted.start() if adopted else limit, number))
        if adopted:
            self.cuts.add(adopted.start())
        if symbol:
            self.cuts.add(symbol.start())
        for name in _FIELDS:
            if name in self.lexicon:
                found = [hit.start() for hit in self._search(name).finditer(head, 0, end)]
                self.cuts.update(found[:1] if name in _ONCE else found)
        self.title = head[number:].strip()
        self.cuts.add(number)

    def _opening(self) -> tuple[int, int]:
        """Where the first opening formula begins and ends; (0, 0) where there is none.

        One without its comma is known by the verb behind it, if no other has one.
        """
        bare = (0, 0)
        for found in self._search("OPENING").finditer(self.source, 0, _HEAD):
            if found[0][0].islower():
                continue
            if found[0].rstrip()[-1] in _COMMAS:
                return found.span()
            verb = self.source[found.end() : found.end() + _WORD].lstrip()
            if bare == (0, 0) and self.lexicon.OPERATIVE_LEAD.match(verb):
                bare = found.span()
        return bare

    def _unopened(self) -> int:
        """Where the first lead word stands behind the title; 0 where it is not found."""
        head = self.source[:_HEAD]
        if not self._search("ADOPTED").search(head):
            return 0
        number = self._title_number(head)
        words = re.finditer(r"(?<=\s)\S", head[number : number + _LEADLESS])
        leads = (number + word.start() for word in words if word.start() > _NUMBERED_TITLE)
        return next((at for at in leads if self._lead(at)), 0)

    def _title_number(self, head: str) -> int:
        """Where the title's number stands: behind the proponent or the date of adoption."""
        at = 0
        adopted = self._search("ADOPTED").search(head)
        if adopted:
            date = self._search("DATE").search(head, adopted.end())
            at = date.end() if date else adopted.end()
        proponent = self._search("PROPONENT").search(head, at)
        if proponent:
            self.cuts.add(proponent.start())
            close = head.find("]", proponent.end())
            close = close if close >= 0 else head.find("\uff3d", proponent.end())
            at = close + 1 if close >= 0 else proponent.end()
        for hit in re.finditer(r"(?<!\S)(?=\d)", head[at:]):
            start = at + hit.start()
            number = NUMBER.match(head, start)
            if number and re.match(r"\s*[.\uff0e\u3002]\s", head[number.end() :]):
                return start
        return at or len(head)

    def _openings(self) -> None:
        """Cut around each opening formula; part A and section I have their own."""
        for found in self._search("OPENING").finditer(self.source):
            start = found.start()
            comma = found[0].rstrip()[-1] in _COMMAS and not found[0][0].islower()
            if found.end() == self.body or (
                comma
                and start > self.body
                and _BEFORE_OPENING.search(self.source[start - 12 : start])
            ):
                self.cuts.update((start, found.end()))
                self.openings.append(found.end())

    # -- paragraphs ---------------------------------------------------------------------

    def _numbers(self) -> list[int]:
        """Cut before the paragraph numbers, and before the headings above them."""
        source = self.source
        candidates = []
        for found in _NUMBERED.finditer(source, self.body):
            at = found.start()
            ended = at in self.cuts or _ENDED.search(source, max(at - 12, 0), at)
            candidates.append(labels.Candidate(at, int(found[1]), 0.9 if ended else -0.6))
        numbers = labels.chain(candidates)
        for at in numbers:
            self.cuts.add(at)
            before = source[max(at - _HEADING, 0) : at]
            if _ENDED.search(before[-12:]) or at - 1 in self.cuts:
                continue
            stops = [m.end() for m in re.finditer(rf"[;.,\uff1b\u3002\u061b]{_TAIL}\s+", before)]
            if stops:
                self.cuts.add(at - len(before) + stops[-1])
        return numbers

    def _points(self) -> None:
        """Cut before the points of lists, where a stop or `and` stands before them."""
        for found in _POINT.finditer(self.source, self.body):
            self.cuts.add(found.end())

    def _leads(self, numbers: list[int]) -> None:
        """Cut behind commas of the preamble where the next word leads a paragraph."""
        source = self.source
        begins = [self.body]
        begins += self.openings
        begins += self._sections()
        begins.sort()
        ends = sorted({*numbers, *begins[1:], len(source)})
        upto = 0
        for begin in begins:
            while ends[upto] <= begin and upto + 1 < len(ends):
                upto += 1
            for found in _END.finditer(source, begin, ends[upto]):
                if self._lead(found.end()):
                    self.cuts.add(found.end())

    def _sections(self) -> list[int]:
        """Cut around the numbers of sections, and below their titles; gives where they begin."""
        source = self.source
        begins = []
        patterns = [_ROMAN]
        if "SECTION" in self.lexicon:
            patterns.append(self._search("SECTION"))
        last = 0
        for found in (hit for pattern in patterns for hit in pattern.finditer(source, self.body)):
            start, end = found.span()
            if not _ENDED.search(source, max(start - 12, 0), start):
                continue
            if found.re is _ROMAN:
                if found[1] not in _ROMANS[:1] + _ROMANS[last : last + 1]:
                    continue
                last = _ROMANS.index(found[1]) + 1
            begins.append(start)
            self.cuts.update((start, end))
            words = re.finditer(r"(?<=\s)\S", source[end : end + _HEADING])
            leads = (end + word.start() for word in words if word.start() > 1)
            below = next((at for at in leads if self._lead(at)), None)
            if below is not None:
                self.cuts.add(below)
        return begins

    def _lead(self, at: int) -> bool:
        return bool(self.lexicon.LEAD.match(self.source[at : at + _WORD]))

    # -- notes and closing --------------------------------------------------------------

    def _notes(self, pages: list[tuple[int, int]]) -> None:
        """Cut before the notes at each page's foot: their numbers go on from page to page."""
        last = 0
        for begin, end in pages:
            rule = max(
                (m.end() for m in FURNITURE.finditer(self.source, begin, end) if m[0][0] in "_-"),
                default=-1,
            )
            last = self._ruled(rule, end, last) if rule >= 0 else self._unruled(begin, end, last)

    def _ruled(self, rule: int, end: int, last: int) -> int:
        """Cut before the notes below a rule: numbers that go on; gives back the last."""
        first = True
        for found in _NOTE.finditer(self.source, rule, end):
            number = int(found[1])
            ended = found.start() <= rule + 1 or _ENDED.search(
                self.source, max(found.start() - 12, 0), found.start()
            )
            if ended and (last < number <= last + _LOST or (first and number == 1)):
                self.cuts.add(found.start())
                last = number
                first = False
        return last

    def _unruled(self, begin: int, end: int, last: int) -> int:
        """Cut before the notes at a page's foot that no rule shows: each number stands twice."""
        starts = {int(m[1]): m.start() for m in _NOTE.finditer(self.source, begin, end)}
        seen: dict[int, int] = {}
        for m in _MARKER.finditer(self.source, begin, end):
            seen.setdefault(int(m[1]), m.start())
        above = begin
        while above < starts.get(last + 1, -1) and seen[last + 1] < starts[last + 1]:
            above = starts[last + 1]
            self.cuts.add(above)
            last += 1
        return last

    def _closing(self) -> None:
        """Cut around the closing lines, and around the annex's own that follows."""
        source = self.source
        date, annex = self._search("DATE"), self.lexicon.ANNEX
        for found in self._search("MEETING").finditer(source, self.body):
            behind = date.match(source, found.end() + 1)
            ahead = list(date.finditer(source, max(found.start() - 40, 0), found.start()))
            if behind:
                start, end = found.start(), behind.end()
                self.cuts.update((start, behind.start(), end))
            elif ahead and not source[ahead[-1].end() : found.start()].strip():
                start, end = ahead[-1].start(), found.end()
                self.cuts.update((start, found.start(), end))
            else:
                continue
            word = re.compile(r"\s*(\S+(?:\s+[IVX]{1,4}(?=\s))?)").match(source, end)
            if word and annex.fullmatch(word[1]):
                self.cuts.add(word.end())
