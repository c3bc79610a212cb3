"""Fragments: Arabic whose numbers, slashes and brackets stand on lines of their own.

One extractor prints what stands side by side on the page from left to right, and words
backwards; another keeps words in order. Both print a symbol's letters and digits apart:
`A/RES/`, `/`, `75 298`. Here the pieces of one printed line become one line again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.bidi import doubled
from unres.layout.bidi.visual import KASHIDA, SPACE, Part, Turned, stretches, turn

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
#: The second names of the months.
SECOND_NAMES: Final = (
    "\u064a\u0646\u0627\u064a\u0631",
    "\u0641\u0628\u0631\u0627\u064a\u0631",
    "\u0645\u0627\u0631\u0633",
    "\u0623\u0628\u0631\u064a\u0644",
    "\u0645\u0627\u064a\u0648",
    "\u064a\u0648\u0646\u064a\u0647",
    "\u064a\u0648\u0644\u064a\u0647",
    "\u0623\u063a\u0633\u0637\u0633",
    "\u0633\u0628\u062a\u0645\u0628\u0631",
    "\u0623\u0643\u062a\u0648\u0628\u0631",
    "\u0646\u0648\u0641\u0645\u0628\u0631",
    "\u062f\u064a\u0633\u0645\u0628\u0631",
)
#: The same as it stands behind the first name: before it goes the slash.
MONTH: Final = re.compile(
    "[\u0627\u0622-\u064a\u0640]+ (?=\u0640*(?:"
    + "|".join("\u0640*".join(name) for name in SECOND_NAMES)
    + r"))"
)
#: The letters of a symbol with their slashes; its digits.
_SYMBOL: Final = re.compile(
    r"[A-Z][A-Za-z.]*(?:/[A-Za-z]*)*(?:-(?=$|[\s/]))?|/[A-Za-z]*(?:-(?=$|\s))?"
    r"|-(?=\s*$)|\.?\d+(?:[.,]\d+)*"
)
_JOB: Final = re.compile(r"(\d\d) (\d{5})$")
PAIR: Final = re.compile(r"\s*\d+ \d+\s*$")
_PAIRED: Final = re.compile(r"\d \d")
_WORD: Final = re.compile(r"\s*[A-Z][a-z]{2}")
#: What stands at the right end of a printed line, and what is a line of its own.
_RIGHTMOST: Final = re.compile(r"\s*(?:\d{1,3} ?- ?|\(\d{1,3}\)|\[|\d{1,3}/\d{1,3})\s*$")
_OWN: Final = re.compile(r"\s*(?:\([A-Z]\)|\d{1,3}/\d{1,3}|A/RES/.*|Distr.*)\s*$")
BARE: Final = re.compile(r"\s*\d{1,4}\s*$")
#: A whole symbol at a page's top: a running head.
_HEAD: Final = re.compile(r"\s*A/RES/(?:[A-Z]+-)?\d+/\d+ ?[A-Z]?\s*$")
#: What a numbered paragraph begins with, at a line's right end: a verb in the present.
_VERB: Final = re.compile("\\S{2,}[\u062a\u064a]\\s*$")
#: What a symbol or a job number is spelt with.
_SPELT: Final = re.compile(r"\s*(?:[A-Z][A-Za-z./\-]*|/[A-Za-z\-]*|[\d .]*\d/?|-)\s*$")
#: A line with more characters than so many times a full one's is none, one with fewer is short.
_OVER: Final = 1.06
_UNDER: Final = 0.82
#: What stands at the left end of the last line of a paragraph.
_ENDED: Final = "\u060c\u061b.:"
#: Where a space stood between a letter and a number, in either order.
_LOST_SPACE: Final = re.compile(
    rf"{_LETTER.pattern}(?:[A-Za-z\d]|\((?!\d{{1,3}}\)))|[A-Za-z\d)]{_LETTER.pattern}"
)
#: Fewer pieces do not tell whether white space was taken away.
_MANY: Final = 20
#: No double name of a month is longer.
_MONTHS: Final = 24
#: So many lines back a piece may find the line that it belongs to.
_BACK: Final = 4
_AND: Final = "\u0648"
LABEL: Final = re.compile(r"\s*\d{1,3} ?- ?$")
NOTE: Final = re.compile(r"\s*\(\d{1,3}\)\s*$")
#: A marker that lost its end, or a number behind a hyphen: stands on its word's heels.
_HEELED: Final = re.compile(
    r"\s*(?:\(\d{1,3}[^\d)]*$|\(\d{1,3}[^\d\s]+\)|\(\d{1,3}[\u060c.\u061b:]|-)"
)
#: A number, in groups of three where it is long: what begins with it keeps its order.
_NUMBER: Final = re.compile(r"\s*([(\-]?\d[\d.,]*(?: \d{1,3}(?!\d))*)")


class Piece:
    """A line of the dump, white space at its ends kept: it tells what stands beside it."""

    __slots__ = ("arabic", "gap", "page", "start", "text")

    def __init__(self, text: str, start: int, page: int, gap: int) -> None:
        self.text = text
        self.start = start
        self.page = page
        self.gap = gap
        self.arabic = _LETTER.search(text) is not None

    @property
    def range(self) -> tuple[int, int]:
        """Its source range, white space left out."""
        start = self.start + len(self.text) - len(self.text.lstrip())
        return start, start + len(self.text.strip())


def split_pieces(source: str) -> list[Piece]:
    """The lines of a source that hold something."""
    return [Piece(source[a:b], a, page, gap) for a, b, page, gap in stretches(source)]


class Sheet:
    """What the pieces of a dump tell about its lines, together."""

    __slots__ = ("full", "left", "right")

    def __init__(self, pieces: list[Piece]) -> None:
        #: Whether the white space at the left and at the right ends of pieces was taken away;
        #: at a page's top it may be left.
        many = len(pieces) >= _MANY
        self.left = many and not any(p.text[0].isspace() and p.gap >= 0 for p in pieces)
        self.right = many and not any(piece.text[-1].isspace() for piece in pieces)
        widths = sorted(_width(piece) for piece in pieces if piece.arabic)
        #: The characters of a full line, the shortest half of the pieces left out.
        self.full = widths[len(widths) * 9 // 10] if widths else 0

    def holds(self, group: list[Piece], right: Piece) -> bool:
        """Whether a piece has room on the line of a group."""
        return sum(map(_width, group)) + len(group) + _width(right) <= _OVER * self.full

    def leads(self, group: list[Piece], right: Piece) -> bool:
        """Whether Arabic may go on a line that ends, so far, in a number."""
        left = group[-1]
        if left.arabic or (right.text[0] in _ENDED and 3 * _width(right) > self.full):
            return False
        return _WORD.match(group[0].text) is None and self.holds(group, right)

    def fills(self, group: list[Piece], right: Piece) -> bool:
        """Whether Arabic makes a full line of one that is not."""
        width = sum(map(_width, group)) + len(group) + _width(right)
        return self.waits(group) and _UNDER * self.full <= width <= self.full

    def waits(self, group: list[Piece]) -> bool:
        """Whether a line is not full, and none that ends a paragraph."""
        width = sum(map(_width, group)) + len(group)
        return width < _UNDER * self.full and group[0].text[0] not in _ENDED


def _width(piece: Piece) -> int:
    """The characters of a piece: what stretches it does not count."""
    return len(piece.text.strip().replace(KASHIDA, ""))


def visual_lines(source: str) -> list[Turned]:
    """The lines of a source in visual order, in reading order."""
    groups: list[list[Piece]] = []
    pieces = split_pieces(source)
    sheet = Sheet(pieces)
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        if groups and _swapped(groups, piece, after, sheet):
            groups[-2:] = [groups[-1], [*groups[-2], piece]]
        elif groups and _beside(groups[-1], piece, after, sheet):
            groups[-1].append(piece)
        elif groups and (number := _displaced(groups, piece, sheet)) is not None:
            groups.append([*groups.pop(number), piece])
        else:
            groups.append([piece])
    turned = [list(_turned(group)) for group in groups]
    if sheet.left or sheet.right:
        turned = [_spaced(parts) for parts in turned]
    if carried := doubled.carriers(turned):
        turned = [list(doubled.bare(parts, carried)) for parts in turned]
    return [_line(parts, group) for parts, group in zip(turned, groups, strict=True)]


def _swapped(groups: list[list[Piece]], label: Piece, after: Piece | None, sheet: Sheet) -> bool:
    """Whether a label belongs to the line before the last, and that one is a paragraph's end.

    A label hangs in the margin and is aligned with the last line above it: they are one box, which
    is printed behind the first line of the label's own paragraph.
    """
    if label.gap or sheet.left or len(groups) < 2 or not LABEL.match(label.text):  # noqa: PLR2004
        return False
    first, last = groups[-2], groups[-1]
    if last[0].page != label.page or first[-1].page != label.page or not first[-1].arabic:
        return False
    ended = last[0].text[0] in _ENDED and last[-1].arabic
    goes_on = first[0].text[0].isspace() and first[0].gap and last[0].gap > 0
    if not (ended and goes_on and _VERB.search(first[-1].text)):
        return False
    return after is None or not after.arabic or not _VERB.search(after.text)


def _spaced(parts: list[Part]) -> list[Part]:
    """The parts of a line with the spaces between words and numbers that their ends lost."""
    spaced: list[Part] = []
    for part in parts:
        if spaced and _LOST_SPACE.match(spaced[-1].text[-1:] + part.text[:5]):
            spaced.append(SPACE)
        spaced.append(part)
    return spaced


def _displaced(groups: list[list[Piece]], piece: Piece, sheet: Sheet) -> int | None:
    """Which group a piece goes on that begins inside a line: one that a number left open."""
    if not piece.arabic or not (piece.text[0].isspace() or sheet.left):
        return None
    for number in range(len(groups) - 1, max(-1, len(groups) - 1 - _BACK), -1):
        last = groups[number][-1]
        if last.page == piece.page and BARE.match(last.text):
            fits = not sheet.left or (not sheet.right and sheet.leads(groups[number], piece))
            return number if fits else None
    return None


def _beside(group: list[Piece], right: Piece, after: Piece | None, sheet: Sheet) -> bool:
    """Whether a piece stands on the same printed line, right of the pieces before it."""
    left = group[-1]
    head = left.gap < 0 and _HEAD.match(left.text)
    whole = head or (group[0].text.startswith("A/RES/") and PAIR.match(left.text))
    if left.page != right.page or whole or _RIGHTMOST.match(left.text) or _OWN.match(right.text):
        return False
    if right.arabic:
        if sheet.right and not sheet.left and left.arabic and sheet.fills(group, right):
            return True
        return _leads(group, right) or (sheet.left and sheet.leads(group, right))
    if LABEL.match(right.text) or NOTE.match(right.text):
        return True
    if _ends(group, right, after):
        return True
    if left.arabic:
        return (sheet.left or sheet.right) and (_dates(left) or sheet.waits(group))
    return sheet.left and after is not None and right.text == "/" and sheet.leads(group, after)


def _ends(group: list[Piece], right: Piece, after: Piece | None) -> bool:
    """Whether a number or a mark goes on, to the right, a line."""
    left, text = group[-1], right.text.strip()
    if text == "*":
        return left.text.strip().isdigit() and len(group) > 1 and group[-2].text.strip() == "*"
    if left.arabic:
        if text == "/" and after and after.arabic:
            return right.text[0].isspace() or not after.text[-1].isspace() or _open_right(left)
        return text in _OPENERS or right.text[0].isspace() or _open_right(left)
    if text == "/" and after and after.arabic and not after.text[0].isspace():
        return not BARE.match(left.text)  # it begins a line: the slash of a month
    if _WORD.match(text):
        return _WORD.match(left.text) is not None or left.text.strip() == "." or "," in left.text
    return True


#: Marks that stand inside the line they are printed behind.
_OPENERS: Final = frozenset("[\u201c\u201d(-")


def _open_right(piece: Piece) -> bool:
    """Whether its right end, where reading begins, cannot begin a printed line."""
    return piece.text[-1].isspace() or piece.text[-1] in "\u060c.\u061b:()]/-"


def _dates(piece: Piece) -> bool:
    """Whether a number must stand at a piece's right end, where a month or `and` begins it."""
    text = piece.text.strip()[::-1].replace(KASHIDA, "")
    found = MONTH.search(text, 0, _MONTHS)
    return text == _AND or (found is not None and text[: found.start()].count(" ") <= 1)


def _leads(group: list[Piece], right: Piece) -> bool:
    """Whether Arabic goes on, to the right, a line whose last piece so far is known."""
    left = group[-1]
    if left.arabic:
        return left.text[-1].isspace()
    if right.text[0].isspace() or right.text.strip() == _AND:
        return True
    text = left.text.strip()
    before = group[-2] if len(group) > 1 else None
    if text in ("(", "-", "/") and before and before.arabic and not _open_right(before):
        return False  # the mark stood inside the line that it follows
    if text == "/":
        return before is None or not _PAIRED.search(before.text)
    return text in ("(", ")", "-") or _HEELED.match(left.text) is not None


def _turned(group: list[Piece]) -> Iterator[Part]:
    """The parts of a line, read from its right end."""
    clusters: list[list[Piece]] = []
    for piece in group:
        if clusters and not piece.arabic and not clusters[-1][0].arabic:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
    words = [cluster[0].arabic for cluster in clusters]
    turned: list[list[Part]] = []
    for number, cluster in enumerate(clusters):
        if words[number]:
            parts = turn(cluster[0].text, cluster[0].start)
            beside = (clusters[number - 1] if number else [], *clusters[number + 1 : number + 2])
            turned.append(_dated(parts, *beside))
        else:
            turned.append([])
    for cluster, parts in zip(reversed(clusters), reversed(turned), strict=True):
        yield from parts or _cluster(cluster)


def _dated(parts: list[Part], left: list[Piece], right: list[Piece] | None = None) -> list[Part]:
    """Put the slash of a double month name, which stands beside it, between its names."""
    if left and left[-1].text.strip() == "/":
        beside, at = left, len(left) - 1
    elif right and right[0].text.strip() == "/":
        beside, at = right, 0
    else:
        return parts
    if any(_PAIRED.search(piece.text) for piece in beside):
        return parts
    for number, part in enumerate(parts):
        found = MONTH.search(part.text)
        if found:
            slash = Part("/", beside.pop(at).range[0], 1)
            return [*parts[:number], *parted(part, found.end() - 1, slash), *parts[number + 1 :]]
    return parts


def parted(part: Part, at: int, between: Part) -> tuple[Part, Part, Part]:
    """A part with another in the place of its space at `at`."""
    rest = part._replace(text=part.text[at + 1 :], start=part.start + part.step * (at + 1))
    return part._replace(text=part.text[:at]), between, rest


def _cluster(pieces: list[Piece]) -> Iterator[Part]:
    """Pieces without Arabic, side by side: Latin words, a symbol, or numbers."""
    if any(_WORD.match(piece.text) for piece in pieces):
        yield from _latin(pieces)
        return
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _SPELT.match(piece.text) and _SPELT.match(runs[-1][-1].text):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    for run in reversed(runs):
        yield from symbol(run) or _numbers(run)


def _numbers(pieces: list[Piece]) -> Iterator[Part]:
    """Pieces of numbers and punctuation, from the right end."""
    for number, piece in enumerate(reversed(pieces)):
        if number and _both_digits(pieces, number):
            yield SPACE
        yield from _number(piece)


def _latin(pieces: list[Piece]) -> Iterator[Part]:
    """Latin words read from left to right, after a note's number at the right end."""
    if NOTE.match(pieces[-1].text):
        yield from (Part(pieces[-1].text, pieces[-1].start, 1), SPACE)
        pieces = pieces[:-1]
    first, last = [], []
    if pieces[0].text.strip() == ".":
        last, pieces = pieces[:1], pieces[1:]
    elif (
        len(pieces) > 1
        and pieces[-1].text.strip().isdigit()
        and len(pieces[-1].text.strip()) < len("2000")
    ):
        first, pieces = pieces[-1:], pieces[:-1]  # a date: the day stands at the right end
    for piece in (*first, *pieces, *last):
        if piece.text.startswith("Distr ") and len(pieces) > 1:
            colon = pieces.pop()
            yield from parted(
                Part(piece.text, piece.start, 1), len("Distr"), Part(colon.text, colon.start, 1)
            )
            return
        yield Part(piece.text, piece.start, 1)
        if piece in first:
            yield SPACE


def _both_digits(pieces: list[Piece], number: int) -> bool:
    before, piece = pieces[-number], pieces[-number - 1]
    return before.text.strip()[-1:].isdigit() and piece.text.strip()[:1].isdigit()


def symbol(pieces: list[Piece]) -> list[Part]:
    """Letters and digits of a symbol in turns: `A/`, `/L`, `77 .45` is A/77/L.45.

    Empty where the pieces are no symbol.
    """
    if not any("/" in piece.text or _JOB.match(piece.text) for piece in pieces):
        return []
    letters: list[Part] = []
    digits: list[Part] = []
    for piece in pieces:
        at = 0
        for found in _SYMBOL.finditer(piece.text):
            if piece.text[at : found.start()].strip():
                return []
            part = Part(found[0], piece.start + found.start(), 1)
            (digits if part.text[-1].isdigit() else letters).append(part)
            at = found.end()
        if piece.text[at:].strip():
            return []
    if letters and letters[0].text[0] in "/-":
        if len(digits) <= len(letters):
            return []
        letters, digits = digits, letters
    return [
        part
        for number in range(max(len(letters), len(digits)))
        for part in (*letters[number : number + 1], *digits[number : number + 1])
    ]


def _number(piece: Piece) -> list[Part]:
    """A piece without Arabic: the number that begins it keeps its place, the rest is turned."""
    text = piece.text
    if LABEL.match(text) or NOTE.match(text):
        return [Part(text, piece.start, 1), SPACE]
    if not (found := _NUMBER.match(text)):
        return (
            [Part(text, piece.start, 1)] if re.search("[A-Za-z]", text) else turn(text, piece.start)
        )
    rest = text[found.end() :]
    lead = Part(found[0], piece.start, 1)
    return [lead, *turn(rest, piece.start + found.end())] if rest else [lead]


def _line(parts: list[Part], group: list[Piece]) -> Turned:
    return Turned(parts, [piece.range for piece in group], group[0].page, group[0].gap)
