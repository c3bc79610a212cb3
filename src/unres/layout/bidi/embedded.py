"""Embedded lines: Arabic in reading order, what is no Arabic set from left to right in marks.

    (RLE)text (LRE),75/90(PDF)text(PDF)

Where columns are kept the left one stands first, though it is read last. A vowel sign that
the extractor could not place stands on a line of its own, and breaks the line below it:
what follows the sign comes first, what precedes it comes after. Here chunks, columns and
broken lines are put in reading order.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from unres.layout.bidi import doubled
from unres.layout.bidi.visual import KASHIDA, SPACE, Part, Turned, clean_arabic, stretches, turn

if TYPE_CHECKING:
    from collections.abc import Iterator

_LRE: Final = "\u202a"
_RLE: Final = "\u202b"
_PDF: Final = "\u202c"
CONTROL: Final = re.compile("[\u202a\u202b\u202c]")
_MARKS: Final = doubled.SIGNS
_SIGNS: Final = frozenset(map(chr, (*range(0x64B, 0x660), 0x670)))
_LETTERS: Final = frozenset(map(chr, range(0x621, 0x64B)))
_ONLY_MARKS: Final = re.compile(rf"[\s{_MARKS}]+$")
_STRAY: Final = re.compile(rf"\s+[{_MARKS}]+\s*$")
#: The same with a letter, which is not lost but printed twice: in its word as well.
_COPY: Final = re.compile(rf"(?:^|\s+)([{_MARKS}]+[\u0621-\u064a])\s*$")
#: No farther off stands the word, in characters.
_FAR: Final = 400
#: A label, a note's number, the number of a title: what belongs to the text left of it.
_LABEL: Final = re.compile(
    r"(?:\d{1,3} ?- ?|\(\d{1,3}\)|\([\u0621-\u064a]{1,2}(?: [\u0621-\u064a])?\)"
    r"|\d+/\d+(?: ?[A-Z])? ?\. ?)$"
)
_PAGE: Final = re.compile(r"(\d{1,3})/(\d{1,3})$")
#: So many signs in one line are believed.
_DEEP: Final = 6
#: A line broken in two is this much wider than full at the most: both halves are counted.
_ROOM: Final = 1.06
#: As many spaces as this part two columns.
_COLUMN: Final = 3
#: Lines that all begin at tab stops are not where they were printed.
_TAB: Final = 8
#: The space between two columns where it was lost.
_LOST: Final = "\t"


class Segment:
    """What stands between two outermost marks: a column, or the whole line."""

    __slots__ = ("copy", "end", "left", "parts", "right", "sign", "start", "stray", "text")

    def __init__(self, start: int, left: int) -> None:
        self.start = start
        self.end = start
        #: Columns as printed: marks do not count.
        self.left = left
        self.right = left
        self.parts: list[Part] = []
        #: Whether a sign that lost its letter stands at the end.
        self.stray = False
        #: Whether it is nothing but a sign with a copy of its letter.
        self.copy = False
        #: The sign at the end and its letter, where that is a copy.
        self.sign = ""
        self.text = ""

    def close(self, end: int, column: int, source: str) -> None:
        """Fix the end; take a sign that lost its letter off the parts."""
        self.end = end
        self.right = column
        self.text = "".join(part.text for part in self.parts)
        while stray := _STRAY.search(self.text) or self._copied(source):
            if not stray.start():
                self.copy = stray.re is _COPY
                self.sign = stray[0].strip() if self.copy else ""
                return
            self.stray = True
            self.sign = stray[0].strip() if stray.re is _COPY else ""
            self.parts = _cut(self.parts, stray.start())
            self.text = self.text[: stray.start()]

    def _copied(self, source: str) -> re.Match[str] | None:
        """A sign with its letter at the end, if both stand inside a word near by as well."""
        sign = self.text.rstrip()[-2:-1]
        if not sign or sign not in _SIGNS:  # most lines
            return None
        found = _COPY.search(self.text)
        if not found:
            return None
        near = source[max(self.start - _FAR, 0) : self.end + _FAR]
        word = any(near[at - 1] in _LETTERS for at in _places(found[1], near) if at)
        return found if word else None

    @property
    def marks(self) -> bool:
        """Whether it holds nothing but signs that lost their letter."""
        return self.copy or _ONLY_MARKS.match(self.text) is not None

    @property
    def label(self) -> bool:
        """Whether it holds nothing but a label."""
        return _LABEL.match(clean_arabic(self.text).strip()) is not None

    @property
    def width(self) -> int:
        """Characters as printed."""
        return self.right - self.left


class Row:
    """A physical line."""

    __slots__ = ("gap", "page", "segments")

    def __init__(self, segments: list[Segment], page: int, gap: int) -> None:
        self.segments = segments
        self.page = page
        self.gap = gap

    @property
    def marks(self) -> bool:
        """Whether it holds nothing but signs that lost their letter."""
        return all(segment.marks for segment in self.segments)

    @property
    def broken(self) -> bool:
        """Whether a sign at an end tells that the line goes on in another row."""
        return any(segment.stray or segment.marks for segment in self.segments)

    @property
    def text(self) -> str:
        """The text, its columns apart."""
        return " ".join(segment.text for segment in self.segments).strip()

    @property
    def stray(self) -> bool:
        """Whether a sign at its end tells that it is the first half of a line."""
        return self.segments[-1].stray

    @property
    def width(self) -> int:
        """Characters as printed."""
        return sum(segment.width for segment in self.segments)


def lines(source: str) -> list[Turned]:
    """The lines of a source with embedding marks, in reading order."""
    rows = list(_rows(source))
    if doubled.doubles(source):
        for segment in (segment for row in rows for segment in row.segments):
            segment.parts = list(doubled.once(segment.parts))
    _turn_pages(rows)
    if any(len(row.segments) > 1 and _parted(row) and not _hangs(row) for row in rows):
        placed = _LOST not in source and any(row.segments[0].left % _TAB for row in rows)
        return list(_with_columns(rows, placed=placed))
    found: list[Turned] = []
    for line in _without_columns(rows):
        if len(line) == 1 and len(line[0].segments) > 1 and not _hangs(line[0]):
            found += _with_columns(line, placed=False)
        else:
            segments = [segment for row in line for segment in row.segments]
            found.append(_line(_labelled(segments), min(line, key=_first)))
    return found


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _hangs(row: Row) -> bool:
    """Whether a row is a text and the label that stands right of it."""
    return len(row.segments) == len(("text", "label")) and row.segments[1].label


def _parted(row: Row) -> bool:
    """Whether white space parts segments of a row: else they are pieces of one running head."""
    return any(left.right < right.left for left, right in pairwise(row.segments))


def _labelled(segments: list[Segment]) -> list[Segment]:
    """The segments of a line with the label that stands right of one in front."""
    at = next((k for k, segment in enumerate(segments) if k and segment.label), 0)
    return [segments[at], *segments[:at], *segments[at + 1 :]] if at else segments


def _rows(source: str) -> Iterator[Row]:
    for start, end, page, gap in stretches(source):
        segments = _segments(source, start, end)
        for segment in segments:
            if not segment.parts:  # marks around nothing
                segment.parts = [Part(source[segment.start : segment.end], segment.start, 1)]
        yield Row(segments, page, gap)


def _segments(source: str, start: int, end: int) -> list[Segment]:
    """Cut a line at its outermost marks, and turn what is set from left to right."""
    found: list[Segment] = []
    stack: list[str] = []
    segment: Segment | None = None
    column, at = 0, start
    for control in CONTROL.finditer(source, start, end):
        stop = control.start()
        if stop > at:
            segment = _filled(segment, source[at:stop], at, column, stack)
            column += stop - at + source.count(_LOST, at, stop) * _COLUMN
        at = control.end()
        segment = segment or Segment(stop, column)
        if control[0] != _PDF:
            stack.append(control[0])
        elif stack:
            stack.pop()
        if not stack:
            segment.close(at, column, source)
            found.append(segment)
            segment = None
    if at < end:
        segment = _filled(segment, source[at:end], at, column, stack)
    if segment:
        segment.close(end, column + end - at, source)
        found.append(segment)
    return found


def _filled(
    segment: Segment | None, raw: str, at: int, column: int, stack: list[str]
) -> Segment | None:
    """The segment with a stretch of text added; a new one where none is open and it is no gap."""
    if segment is None:
        if raw.isspace():
            return None
        space = len(raw) - len(raw.lstrip())
        segment = Segment(at + space, column + space)
    if len(stack) < len((_RLE, _LRE)) or stack[-1] != _LRE:
        segment.parts.append(Part(raw, at, 1))
        return segment
    if raw[0].isalpha() and segment.parts and segment.parts[-1].text[-1:].isalpha():
        segment.parts.append(SPACE)  # a running head: its symbol is a column of its own
    segment.parts += turn(raw, at)
    return segment


def _cut(parts: list[Part], length: int) -> list[Part]:
    """The parts up to a length of text."""
    kept: list[Part] = []
    for part in parts:
        if length <= 0:
            break
        kept.append(part._replace(text=part.text[:length]))
        length -= len(part.text)
    return kept


def _turn_pages(rows: list[Row]) -> None:
    """Turn `13/2` round where it stands for page 2 of 13: all have the same total in front."""
    paged = [
        (segment, found)
        for row in rows
        for segment in row.segments
        if (found := _PAGE.match(segment.text.strip()))
    ]
    if len({found[1] for _, found in paged}) != 1:
        return
    if any(int(found[2]) > int(found[1]) for _, found in paged):
        return
    for segment, found in paged:
        number = next(part for part in segment.parts if part.text.strip())
        begin = number.start
        total, page = found[1], found[2]
        segment.parts = [
            Part(page, begin + len(total) + 1, 1),
            Part("/", begin + len(total), 1),
            Part(total, begin, 1),
        ]
        segment.text = f"{page}/{total}"


def _full_width(rows: list[Row]) -> int:
    widths = sorted(row.width for row in rows if not row.marks)
    return widths[len(widths) * 9 // 10] if widths else 0


def _group(rows: list[Row], at: int, full: int) -> int:
    """The end of the rows from `at` that are one line, broken by signs that lost their letter.

    They are no wider than a full line, unless that is 0.
    """
    end = at + 1
    width = rows[at].width
    settled = False  # what the sign at the end of the last row broke off stands above it
    while end < len(rows) and rows[end].gap == 0:
        settled, whole = _answers(rows[end], rows[end - 1]), settled
        if not settled and (whole or not rows[end - 1].broken):
            break
        if rows[end].marks and not rows[end - 1].marks:
            break
        width += rows[end].width
        if width > full > 0:
            break
        end += 1
    return end


def _answers(row: Row, above: Row) -> bool:
    """Whether a sign in a row stands, with its letter, at the head of a text in the row above."""
    signs = [segment.sign for segment in row.segments if segment.sign]
    return bool(signs) and any(
        sign in segment.text.strip().partition(" ")[0]
        for sign in signs
        for segment in above.segments
        if not segment.marks
    )


def _with_columns(rows: list[Row], *, placed: bool) -> Iterator[Turned]:
    """The lines of rows whose segments stand where they were printed, or beside each other."""
    at = 0
    full = 0 if placed else round(_full_width(rows) * _ROOM)
    while at < len(rows):
        end = _group(rows, at, full)
        if placed or end == at + 1:
            segments = [segment for row in rows[at:end] for segment in row.segments]
            segments.sort(key=lambda segment: segment.right, reverse=True)
        else:
            segments = _unplaced(rows[at:end])
        gap = rows[at].gap
        line: list[Segment] = []
        for segment in segments:
            if line and end == at + 1 and _apart(line[-1], segment):
                yield _line(line, Row([], rows[at].page, gap))
                line, gap = [], 0
            line.append(segment)
        yield _line(line, Row([], rows[at].page, gap))
        at = end


def _unplaced(rows: list[Row]) -> list[Segment]:
    """The segments of rows that are one line, in reading order, where indents were taken away.

    What follows a sign that lost its letter stands in another row: that row goes there.
    """
    line: list[Segment] = []
    signs: list[Segment] = []
    for row in rows:
        more = row.segments[::-1]
        if row.marks:
            signs += more
            continue
        if len(more) > 1 and more[0].label:
            line.insert(0, more.pop(0))
        at = _hole(more)
        if at and line:
            line = [*more[:at], *line, *more[at:]]
        else:
            at = next((k for k, s in enumerate(line, 1) if s.stray or s.marks), len(line))
            line[at:at] = more
    return line + signs


def _hole(segments: list[Segment]) -> int:
    """How many segments stand before the hole that a sign without its letter tells; or 0."""
    for number, (right, left) in enumerate(pairwise(segments), 1):
        if (right.stray or right.marks) and right.left - left.right >= _COLUMN:
            return number
    return 0


def _apart(right: Segment, left: Segment) -> bool:
    """Whether two columns are no one text: not words side by side, nor a label and its text."""
    if right.left - left.right < _COLUMN:
        return False
    return not right.label


def _without_columns(rows: list[Row]) -> list[list[Row]]:
    """The rows of each line, in reading order, where rows are all that is known."""
    full = _full_width(rows)
    found: list[list[Row]] = []
    at = 0
    while at < len(rows):
        line, end = _unbroken(rows, at, full, _DEEP)
        last = line[-1]
        if found and last.stray and len(line) == 1 and _fits([last], found[-1], full):
            found[-1] = [last, *found[-1]]
        else:
            found.append(line)
        at = end
    return found


def _unbroken(rows: list[Row], at: int, full: int, depth: int) -> tuple[list[Row], int]:
    """The rows of one line from `at` on, in reading order, and where the next line starts.

    After a row of signs stands what follows them, then what precedes them.
    """
    row = rows[at]
    end = at + 1
    if not depth or not row.broken or end == len(rows) or rows[end].page != row.page:
        return [row], end
    if not row.marks:
        below = rows[end]
        if _told(below, row) and not _told(row, below) and _fits([below], [row], full):
            end += 1  # it was printed behind what it begins
            if end < len(rows) and _told(row, rows[end]):
                rest, end = _unbroken(rows, end, full, depth - 1)
                return [below, row, *rest], end
            return [below, row], end
        if below.gap or not _fits([row], [below], full):
            return [row], end
        rest, end = _unbroken(rows, end, full, depth - 1)
        return [row, *rest], end
    after, end = _unbroken(rows, end, full, depth - 1)
    if end < len(rows) and not rows[end].broken and _fits([rows[end]], after, full):
        return [row, rows[end], *after], end + 1
    return [row, *after], end


def _fits(before: list[Row], after: list[Row], full: int) -> bool:
    """Whether two halves, side by side on the page, are no wider than a line."""
    first, last = after[0].text, before[-1].text
    if last.endswith(KASHIDA) and first.startswith(KASHIDA):
        return True
    gap = max(before[0].gap, after[0].gap)
    if gap > 0 and before[0].gap != after[0].gap and not _told(before[-1], after[0]):
        return False
    if any(_LABEL.match(text) for text in (first, last)):
        return False
    return sum(row.width for row in (*before, *after)) <= full * _ROOM


def _told(before: Row, after: Row) -> bool:
    """Whether the sign at the end of a row stands, with its letter, in another's first word."""
    sign = before.segments[-1].sign
    return bool(sign) and sign in after.text.partition(" ")[0]


def _first(row: Row) -> int:
    return row.segments[0].start


def _line(segments: list[Segment], row: Row) -> Turned:
    parts: list[Part] = []
    for segment in segments:
        if not segment.marks:
            parts += segment.parts if not parts else [SPACE, *segment.parts]
    if not parts:
        parts = [part for segment in segments for part in segment.parts]
    return Turned(parts, [(s.start, s.end) for s in segments], row.page, row.gap)
