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

    from unres.layout.rows import Row

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
#: What ends a paragraph beyond doubt.
_ENDS: Final = "\u3002\uff1b;."
#: Signs that follow a word, and all signs at which a stretched line may break.
_CLOSING: Final = "\uff0c\u3002\u3001\uff1b\uff1a\u300b\u201d\u2019\uff09"
_SIGNED: Final = _CLOSING + "\u300a\u201c\u2018\uff08()"
#: The first of a character's two bytes as `s`, where its block is one of signs, or `i`: found
#: ten times as fast as by a pattern.
_SIGN: Final = ord("s")
_BLOCKS: Final = bytes(_SIGN if first in (0x20, 0x30, 0xFF) else ord("i") for first in range(256))
_UNSPACED: Final = re.compile("[0-9](?<=[\u4e00-\u9fff][0-9])")  # found by its digit: those are few


def weigh(rows: Sequence[Row]) -> None:
    """Set `starts` of the rows: what their widths say for a new paragraph, 0 for nothing."""
    widths = [_width(row) for row in rows]
    common = measure(rows, widths)
    if not common:
        return
    full = _measures(rows, widths, common)
    pieces = _in_pieces(rows, widths, full)
    for begin, end in pairwise(_windows(rows)):
        _Filling(rows[begin:end], widths[begin:end], full, pieces=pieces).run()


def _windows(rows: Sequence[Row]) -> list[int]:
    """Where to begin anew, so that memory stays small: at numbered paragraphs behind an end."""
    bounds = [0]
    for at in range(1, len(rows)):
        if at - bounds[-1] >= WINDOW:
            row = rows[at]
            if row.label is not None and row.label.number and rows[at - 1].end in _ENDS:
                bounds.append(at)
    return [*bounds, len(rows)]


def _in_pieces(rows: Sequence[Row], widths: Sequence[float], full: dict[int, float]) -> bool:
    """Whether lines are printed in pieces: many a row is neither full nor ended."""
    short = unended = 0
    for row, width in zip(rows, widths, strict=True):
        if not (row.ends or row.broken or row.bare) and row.label is None:
            unended += 1
            short += width < SHORT * full[row.line.page]
    return short > PIECES * unended


def _width(row: Row) -> float:
    """The width of a row as it is set.

    The space between ideographs and figures is half as wide as a letter, and is set where
    the extractor prints none; signs give way a little, more so side by side; markers are small.
    """
    text = row.line.text
    width = row.width - SPACE * (text.count(" ") - len(_UNSPACED.findall(text)))
    blocks = text.encode("utf-16-be", "surrogatepass")[::2].translate(_BLOCKS)
    if signs := blocks.count(b"s"):
        runs = blocks.count(b"is") + (blocks[0] == _SIGN)
        width -= SIGN * signs + BESIDE * (signs - runs)
    for mark in row.marks:
        width -= MARKER * (mark.end - mark.start)
    return width


def _measures(rows: Sequence[Row], widths: Sequence[float], common: int) -> dict[int, float]:
    """The measure of each page: an annex may have another than the pages before it."""
    out = {}
    start = 0
    for at in range(1, len(rows) + 1):
        page = rows[start].line.page
        if at == len(rows) or rows[at].line.page != page:
            full = _full_lines(rows[start:at], widths[start:at])
            own = _best(full)
            if not _enough(full, own) or _near(full, common):
                own = common
            out[page] = _exact(full, own)
            start = at
    return out


def measure(rows: Sequence[Row], widths: Sequence[float]) -> int:
    """The width of a full line, 0 where the lines have no common one."""
    full = _full_lines(rows, widths)
    best = _best(full)
    return best if _enough(full, best) else 0


def _full_lines(rows: Sequence[Row], widths: Sequence[float]) -> list[int]:
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
        self, rows: Sequence[Row], widths: list[float], full: dict[int, float], *, pieces: bool
    ) -> None:
        self.rows = rows
        self.widths = widths
        self.full = [full[row.line.page] for row in rows]
        count = len(rows)
        #: What it costs to go on with the line, to begin one, to begin a paragraph at a row.
        self.inside = [_NEVER] * (count + 1)
        self.line = [0.0] * (count + 1)
        self.starts = [0.0] * (count + 1)
        #: What each row costs as the first line, an inner one, the only one, the last one.
        self.first_cost: list[float] = []
        self.inner_cost: list[float] = []
        self.only_cost: list[float] = []
        self.last_cost: list[float] = []
        #: The lines of several rows: by the row at which they begin.
        self.longer: dict[int, list[tuple[int, float, float, float, float]]] = {}
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
            elif row.label is None and row.line.text[0] in _SIGNED:
                self.starts[at] += SIGNED
            if row.line.page == last.line.page:
                self.inside[at] = _parted(row, last, pieces=pieces)
                if row.line.text[0] in _SIGNED and last.line.text[-1] in _CLOSING:
                    self.widths[at] -= BESIDE
            last = row

    def run(self) -> None:
        """Tell the rows how much dearer it gets if a paragraph begins there, or if none does."""
        count = len(self.rows)
        self._alone()
        starts, goes = self._before()
        first_cost, inner_cost = self.first_cost, self.inner_cost
        only_cost, last_cost = self.only_cost, self.last_cost
        #: The least cost of what follows the row below: a paragraph begins there, or a line.
        after, later = 0.0, _NEVER
        afters, laters = [0.0] * (count + 1), [_NEVER] * (count + 1)
        #: The least cost of all if the row goes on with a line.
        within = [_NEVER] * (count + 1)
        for at in range(count - 1, -1, -1):
            begun, other = first_cost[at] + later, only_cost[at] + after
            if other < begun:
                begun = other
            gone, other = inner_cost[at] + later, last_cost[at] + after
            if other < gone:
                gone = other
            for end, first, inner, only, last in self.longer.get(at, ()):
                begins = min(first + laters[end], only + afters[end])
                joins = min(inner + laters[end], last + afters[end])
                begun = min(begun, begins)
                gone = min(gone, joins)
                total = min(starts[at] + begins, goes[at] + joins)
                for piece in range(at + 1, end):
                    within[piece] = min(within[piece], total)
            after, later = begun, gone
            afters[at], laters[at] = begun, gone
        for at, row in enumerate(self.rows):
            told = min(goes[at] + laters[at], within[at]) - starts[at] - afters[at]
            row.starts = max(min(told, SURE), -SURE)

    def _before(self) -> tuple[list[float], list[float]]:
        """The least cost of what comes before a row: a paragraph begins there, or a line of one."""
        count = len(self.rows)
        starts, goes = [_NEVER] * (count + 1), [_NEVER] * (count + 1)
        starts[0] = 0.0
        first_cost, inner_cost = self.first_cost, self.inner_cost
        only_cost, last_cost = self.only_cost, self.last_cost
        for at in range(count):
            start, go = starts[at], goes[at]
            ends, other = go + last_cost[at], start + only_cost[at]
            if other < ends:
                ends = other
            if ends < starts[at + 1]:
                starts[at + 1] = ends
            goes_on, other = go + inner_cost[at], start + first_cost[at]
            if other < goes_on:
                goes_on = other
            if goes_on < goes[at + 1]:
                goes[at + 1] = goes_on
            for end, first, inner, only, last in self.longer.get(at, ()):
                starts[end] = min(starts[end], go + last, start + only)
                goes[end] = min(goes[end], go + inner, start + first)
        return starts, goes

    def _alone(self) -> None:
        """What each row costs as a line of its own; and the lines of several rows there may be."""
        inside = self.inside
        for at, width in enumerate(self.widths):
            first, full = self.first[at], self.full[at]
            costs = _costs(width - first, width - full, self.line[at + 1], self.starts[at + 1])
            self.first_cost.append(costs[0])
            self.inner_cost.append(costs[1])
            self.only_cost.append(costs[2])
            self.last_cost.append(costs[3])
            if inside[at + 1] < _NEVER and (longer := self._longer(at)):
                self.longer[at] = longer

    def _longer(self, at: int) -> list[tuple[int, float, float, float, float]]:
        """The lines of several rows that may begin at a row: where each ends, and what it costs."""
        first, full = self.first[at], self.full[at]
        total = self.widths[at]
        inside = self.inside
        broken = 0.0
        out = []
        for end in range(at + 2, min(at + MOST, len(self.rows)) + 1):
            broken += inside[end - 1]
            total += self.widths[end - 1]
            if broken >= _NEVER or total > full + 4:
                break
            line, start = self.line[end] + broken, self.starts[end] + broken
            out.append((end, *_costs(total - first, total - full, line, start)))
        return out


def _costs(
    first: float, full: float, line: float, start: float
) -> tuple[float, float, float, float]:
    """What a line costs as the first, as an inner one, as the only one, as the last one.

    It has so much more than the two measures; `line` and `start` are the costs of what begins
    below it.
    """
    last = LAST + start
    if first <= -_FAR:
        return line + MISSES[-1], line + MISSES[-1], last, last
    of_first = _MISSES[int(abs(first) * _PARTS)] if abs(first) < _FAR else MISSES[-1]
    of_full = _MISSES[int(abs(full) * _PARTS)] if abs(full) < _FAR else MISSES[-1]
    return (
        line + of_first,
        line + of_full,
        last + (of_first - MISSES[0] if first > 0 else 0.0),
        last + (of_full - MISSES[0] if full > 0 else 0.0),
    )


def _parted(row: Row, last: Row, *, pieces: bool) -> float:
    """What it costs that an extractor parted one line into these two rows."""
    if pieces:
        signs = last.ends or last.end in _SIGNED or row.line.text[0] in _SIGNED
        return 0.0 if signs or last.broken or row.bare or last.bare else UNBROKEN
    if row.piece and row.line.text[0] in _SIGNED:
        return 0.0
    return PARTED if last.broken or row.bare or last.bare else _NEVER
