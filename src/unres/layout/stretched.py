"""Stretched lines: where the lines of justified Chinese text begin and end, by their widths.

Ideographs are all as wide, so a page has one measure: every line of a paragraph fills it
except the last, and the first lacks the indent. Some extractors break a stretched line at its
punctuation and print its pieces as lines; others keep the lines but not the indents. Either
way the widths tell which rows make a line and which lines make a paragraph: the cheapest way
to fill lines with the rows of a document is looked for, and each row is told how much dearer
it gets if a paragraph begins there, or if none does.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.lines import Line

#: Widths are in halves of an ideograph, the width of a letter; the indent is two ideographs.
INDENT: Final = 4.0
#: What a label takes from its line, besides the indent, when it is printed on it or above it.
LABELLED: Final = 2.0
BELOW_LABEL: Final = 6.0
#: By how much spaces, signs, signs side by side and markers are narrower than counted.
SPACE: Final = 0.5
SIGN: Final = 0.25
BESIDE: Final = 0.6
MARKER: Final = 0.5
#: No measure is narrower or wider.
NARROW: Final = 40
WIDE: Final = 120
#: How many full lines a measure needs, and the share of short unended lines that pieces make.
ENOUGH: Final = 5
PIECES: Final = 0.4
SHORT: Final = 0.62
#: No line is printed in more pieces.
MOST: Final = 16

#: What a line costs that misses its measure by so much (the last: by more), as logarithms of
#: how seldom that is seen; a paragraph's last line may have any width below the measure.
MISSES: Final[tuple[float, ...]] = (1.3, 1.3, 2.6, 4.6, 5.0, 6.0, 8.0)
LAST: Final = 3.0
#: The same in tenths of a letter.
_PARTS: Final = 10
_FAR: Final = len(MISSES) - 1
_MISSES: Final = [
    low + (high - low) * part / _PARTS for low, high in pairwise(MISSES) for part in range(_PARTS)
]
#: What it costs to end a paragraph without punctuation, to go on before a label, and to go on
#: with a line where nothing but its end can have broken it.
UNENDED: Final = 5.0
LABEL: Final = 8.0
UNBROKEN: Final = 4.0
#: The same for a break at a marker where no other lines are in pieces, and for a paragraph
#: that begins with a sign.
PARTED: Final = 3.0
SIGNED: Final = 4.0
_NEVER: Final = 1e9
#: So much is told at most.
SURE: Final = 5.0
#: So many rows are looked at together at least.
WINDOW: Final = 400
#: So many rows are measured at once.
AT_ONCE: Final = 128
#: What ends a paragraph beyond doubt.
_ENDS: Final = "\u3002\uff1b;."
#: Signs that follow a word, and all signs at which a stretched line may break.
_CLOSING: Final = "\uff0c\u3002\u3001\uff1b\uff1a\u300b\u201d\u2019\uff09"
_SIGNED: Final = _CLOSING + "\u300a\u201c\u2018\uff08()"
#: The last but one of a character's bytes as `s`, where its block is one of signs, or `i`: found
#: ten times as fast as by a pattern.
_SIGN: Final = ord("s")
_BLOCKS: Final = bytes(_SIGN if first in (0x20, 0x30, 0xFF) else ord("i") for first in range(256))
_UNSPACED: Final = re.compile("[0-9](?<=[\u4e00-\u9fff][0-9])")  # found by its digit: those are few


def weigh(rows: Sequence[Line]) -> None:
    """Set `starts` of the rows: what their widths say for a new paragraph, 0 for nothing."""
    widths = _widths(rows)
    common = measure(rows, widths)
    if not common:
        return
    full = _measures(rows, widths, common)
    pieces = _in_pieces(rows, widths, full)
    for begin, end in pairwise(_windows(rows)):
        _Filling(rows[begin:end], widths[begin:end], full, pieces=pieces).run()


def _windows(rows: Sequence[Line]) -> list[int]:
    """Where to begin anew, so that memory stays small: at numbered paragraphs behind an end."""
    bounds = [0]
    for at in range(1, len(rows)):
        if at - bounds[-1] >= WINDOW:
            row = rows[at]
            if row.label is not None and row.label.number and rows[at - 1].end in _ENDS:
                bounds.append(at)
    return [*bounds, len(rows)]


def _in_pieces(rows: Sequence[Line], widths: Sequence[float], full: dict[int, float]) -> bool:
    """Whether lines are printed in pieces: many a row is neither full nor ended."""
    short = unended = 0
    for row, width in zip(rows, widths, strict=True):
        if not (row.ends or row.broken or row.bare) and row.label is None:
            unended += 1
            short += width < SHORT * full[row.page]
    return short > PIECES * unended


def _widths(rows: Sequence[Line]) -> list[float]:
    """The widths of rows as they are set.

    The space between ideographs and figures is half as wide as a letter, and is set where
    the extractor prints none; signs give way a little, more so side by side; markers are small.
    """
    out: list[float] = []
    for first in range(0, len(rows), AT_ONCE):
        _add_widths(rows[first : first + AT_ONCE], out)
    return out


def _add_widths(rows: Sequence[Line], out: list[float]) -> None:
    # some rows as one text: what is counted is counted in it, and nothing is cut out
    whole = "\n".join([row.text for row in rows])
    blocks = whole.encode("utf-32-be", "surrogatepass")[2::4].translate(_BLOCKS)
    unspaced = [found.start() for found in _UNSPACED.finditer(whole)]
    unspaced.reverse()
    begin = 0
    for row in rows:
        end = begin + len(row.text)
        spaces = whole.count(" ", begin, end)
        while unspaced and unspaced[-1] < end:
            unspaced.pop()
            spaces -= 1
        width = row.width - SPACE * spaces
        if signs := blocks.count(b"s", begin, end):
            runs = blocks.count(b"is", begin, end) + (blocks[begin] == _SIGN)
            width -= SIGN * signs + BESIDE * (signs - runs)
        for mark in row.marks:
            width -= MARKER * (mark.end - mark.start)
        out.append(width)
        begin = end + 1


def _measures(rows: Sequence[Line], widths: Sequence[float], common: int) -> dict[int, float]:
    """The measure of each page: an annex may have another than the pages before it."""
    out = {}
    start = 0
    for at in range(1, len(rows) + 1):
        page = rows[start].page
        if at == len(rows) or rows[at].page != page:
            full = _full_lines(rows[start:at], widths[start:at])
            own = _best(full)
            if not _enough(full, own) or _near(full, common):
                own = common
            out[page] = _exact(full, own)
            start = at
    return out


def measure(rows: Sequence[Line], widths: Sequence[float]) -> int:
    """The width of a full line, 0 where the lines have no common one."""
    full = _full_lines(rows, widths)
    best = _best(full)
    return best if _enough(full, best) else 0


def _full_lines(rows: Sequence[Line], widths: Sequence[float]) -> list[int]:
    """How many rows of each width may be full lines: nothing but its end has broken them."""
    seen = [0] * (WIDE + 4)
    for row, width in zip(rows, widths, strict=True):
        if not row.ends and not row.broken and NARROW - 2 * INDENT < width < WIDE:
            seen[round(width)] += 1
    return seen


def _near(seen: list[int], width: int) -> int:
    return seen[width - 1] + seen[width] + seen[width + 1]


def _fit(seen: list[int], width: int) -> int:
    """How many lines have a measure, more for those that have it exactly."""
    first = width - int(INDENT)
    return _near(seen, width) + seen[width] + _near(seen, first) + seen[first]


def _best(seen: list[int]) -> int:
    """The measure that most lines have, or their first lines, and few exceed."""
    best, most, wider = 0, 0, 0
    for width in range(WIDE, NARROW - 1, -1):
        wider += seen[width + 3]
        if _near(seen, width) and (fit := _fit(seen, width) - wider) > most:
            best, most = width, fit
    return best


def _exact(seen: list[int], width: int) -> float:
    """The mean width of the lines that have about a measure."""
    near = _near(seen, width)
    return width + (seen[width + 1] - seen[width - 1]) / near if near else width


def _enough(seen: list[int], width: int) -> bool:
    return width > 0 and _near(seen, width) + _near(seen, width - int(INDENT)) >= ENOUGH


class _Filling:
    """The dearness of all ways to make lines and paragraphs of the rows."""

    def __init__(
        self, rows: Sequence[Line], widths: list[float], full: dict[int, float], *, pieces: bool
    ) -> None:
        self.rows = rows
        self.widths = widths
        self.full = [full[row.page] for row in rows]
        count = len(rows)
        #: What it costs to go on with the line, to begin one, to begin a paragraph at a row.
        self.inside = [_NEVER] * (count + 1)
        self.line = [0.0] * (count + 1)
        self.starts = [0.0] * (count + 1)
        #: The measure of the first line if a paragraph begins at a row.
        self.first = [width - INDENT for width in self.full]
        self._bounds(pieces=pieces)

    def _bounds(self, *, pieces: bool) -> None:
        last = self.rows[0]
        for at, row in enumerate(self.rows[1:], 1):
            if row.label is not None:
                self.first[at] -= LABELLED
                self.line[at] = LABEL if last.ends else 0.0
            elif last.alone:
                self.first[at] -= BELOW_LABEL
            self.starts[at] = 0.0 if last.ends or last.alone else UNENDED
            if row.bare:
                self.starts[at] = _NEVER
            elif row.label is None and row.text[0] in _SIGNED:
                self.starts[at] += SIGNED
            if row.page == last.page:
                self.inside[at] = _parted(row, last, pieces=pieces)
                if row.text[0] in _SIGNED and last.text[-1] in _CLOSING:
                    self.widths[at] -= BESIDE
            last = row

    def run(self) -> None:
        """Tell the rows how much dearer it gets if a paragraph begins there, or if none does."""
        lines = [self._lines(at) for at in range(len(self.rows))]
        starts, goes = self._before(lines)
        count = len(self.rows)
        #: The least cost of what follows the row below: a paragraph begins there, or a line.
        after, later = [_NEVER] * count + [0.0], [_NEVER] * (count + 1)
        #: The least cost of all if the row goes on with a line.
        within = [_NEVER] * (count + 1)
        for at in range(count - 1, -1, -1):
            own = lines.pop()  # so that memory goes as it is used
            begun = gone = _NEVER
            for end, first, inner, only, last in own:
                ends, goes_on = after[end], later[end]
                # `min` costs three times as much as this, and there are many
                begins = min(first + goes_on, only + ends)
                joins = min(inner + goes_on, last + ends)
                begun = min(begun, begins)
                gone = min(gone, joins)
                if end > at + 1:
                    total = min(starts[at] + begins, goes[at] + joins)
                    for piece in range(at + 1, end):
                        within[piece] = min(within[piece], total)
            after[at], later[at] = begun, gone
        for at, row in enumerate(self.rows):
            told = min(goes[at] + later[at], within[at]) - starts[at] - after[at]
            row.starts = max(min(told, SURE), -SURE)

    def _before(
        self, lines: list[list[tuple[int, float, float, float, float]]]
    ) -> tuple[list[float], list[float]]:
        """The least cost of what comes before a row: a paragraph begins there, or a line of one."""
        starts, goes = [_NEVER] * (len(lines) + 1), [_NEVER] * (len(lines) + 1)
        starts[0] = 0.0
        for at, own in enumerate(lines):
            start, go = starts[at], goes[at]
            for end, first, inner, only, last in own:
                ends = min(go + last, start + only)
                goes_on = min(go + inner, start + first)
                starts[end] = min(starts[end], ends)
                goes[end] = min(goes[end], goes_on)
        return starts, goes

    def _lines(self, at: int) -> list[tuple[int, float, float, float, float]]:
        """The lines that may begin at a row: where the next begins, and what they cost.

        The costs: a first line, an inner one, the only one, the last one.
        """
        first, full = self.first[at], self.full[at]
        total = self.widths[at]
        out = [self._costs(at + 1, total - first, total - full, 0.0)]
        inside = self.inside
        if inside[at + 1] >= _NEVER:
            return out  # most lines are not in pieces
        broken = 0.0
        for end in range(at + 2, min(at + MOST, len(self.rows)) + 1):
            broken += inside[end - 1]
            total += self.widths[end - 1]
            if broken >= _NEVER or total > full + 4:
                break
            out.append(self._costs(end, total - first, total - full, broken))
        return out

    def _costs(
        self, end: int, first: float, full: float, broken: float
    ) -> tuple[int, float, float, float, float]:
        """What a line costs by what it has more than the two measures, and its breaks."""
        line = self.line[end] + broken
        last = LAST + self.starts[end] + broken
        if first <= -_FAR:
            return end, line + MISSES[-1], line + MISSES[-1], last, last
        of_first = _MISSES[int(abs(first) * _PARTS)] if abs(first) < _FAR else _MISSES[-1]
        of_full = _MISSES[int(abs(full) * _PARTS)] if abs(full) < _FAR else _MISSES[-1]
        return (
            end,
            line + of_first,
            line + of_full,
            last + (of_first - MISSES[0] if first > 0 else 0.0),
            last + (of_full - MISSES[0] if full > 0 else 0.0),
        )


def _parted(row: Line, last: Line, *, pieces: bool) -> float:
    """What it costs that an extractor parted one line into these two rows."""
    if pieces:
        signs = last.ends or last.end in _SIGNED or row.text[0] in _SIGNED
        return 0.0 if signs or last.broken or row.bare or last.bare else UNBROKEN
    if row.piece and row.text[0] in _SIGNED:
        return 0.0
    return PARTED if last.broken or row.bare or last.bare else _NEVER
