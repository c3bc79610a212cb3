"""Stretched lines: where the lines of justified Chinese text begin and end, by their widths.

Ideographs are all as wide, so a page has one measure: every line of a paragraph fills it
except the last, and the first lacks the indent. Some extractors break a stretched line at its
punctuation and print its pieces as lines; others keep the lines but not the indents. Either
way the widths tell which rows make a line and which lines make a paragraph: the cheapest way
to fill lines with the rows of a document is looked for, and each row is told how much dearer
it gets if a paragraph begins there, or if none does.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from unres.compiling import mypyc_attr
from unres.layout.widths import (
    BESIDE,
    BEYOND,
    IDEOGRAPHS,
    INDENT,
    keep_set_width,
    measure,
    measures,
)

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.layout.lines import Line

#: What a label takes from its line, besides the indent, when it is printed on it or above it.
LABELLED: Final = 2.0
BELOW_LABEL: Final = 6.0
#: The share of short unended lines that pieces make, and how much of its measure one fills.
PIECES: Final = 0.4
SHORT: Final = 0.62
#: No line is printed in more pieces.
MOST: Final = 16

#: What a line costs that misses its measure by so much (the last: by more), as logarithms of
#: how seldom that is seen; a paragraph's last line may have any width below the measure.
MISSES: Final[tuple[float, ...]] = (1.3, 1.3, 2.6, 4.6, 5.0, 6.0, 8.0)
LAST: Final = 3.0
#: The same in tenths of a letter, so far as they go; what it costs to miss nothing, and to be
#: shorter than that, or longer.
_PARTS: Final = 10
_MISSES: Final[list[float]] = [
    low + (high - low) * part / _PARTS for low, high in pairwise(MISSES) for part in range(_PARTS)
]
_FAR: Final = 6.0
_MET: Final = 1.3
_SHORTEST: Final = 8.0
_LONGEST: Final = 7.8
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
#: These by their code points, and the first of those that take more than a byte.
_SIGNS: Final = frozenset(map(ord, _SIGNED))
_ROUND: Final = 0x28
_ROUND_CLOSED: Final = 0x29
_FIRST_SIGN: Final = 0x2018


def weigh(rows: list[Line]) -> None:
    """Set `starts` of the rows: what their widths say for a new paragraph, 0 for nothing.

    Meanwhile it is how wide they are set: a list of all widths would be a part of the peak.
    """
    for row in rows:
        keep_set_width(row)
    common = measure(rows)
    if not common:
        for row in rows:
            row.starts = 0.0
        return
    full = measures(rows, common)
    pieces = _in_pieces(rows, full)
    for begin, end in pairwise(_windows(rows)):
        _Filling(rows, (begin, end), full, pieces=pieces).run()


def _windows(rows: list[Line]) -> list[int]:
    """Where to begin anew, so that memory stays small: at numbered paragraphs behind an end."""
    bounds = [0]
    at = WINDOW
    while at < len(rows):
        row = rows[at]
        if row.label is not None and row.label.number and rows[at - 1].end in _ENDS:
            bounds.append(at)
            at += WINDOW
        else:
            at += 1
    return [*bounds, len(rows)]


def _in_pieces(rows: list[Line], full: dict[int, float]) -> bool:
    """Whether lines are printed in pieces: many a row is neither full nor ended."""
    short = unended = 0
    page = -1
    narrow = 0.0
    for row in rows:
        if not (row.ends or row.broken or row.bare) and row.label is None:
            unended += 1
            if row.page != page:
                page = row.page
                narrow = SHORT * full[page]
            if row.starts < narrow:
                short += 1
    return short > PIECES * unended


@mypyc_attr(acyclic=True)
class _Costs:
    """What a line costs as a paragraph's first one, an inner one, its only one or its last."""

    __slots__ = ("as_first", "as_inner", "as_last", "as_only")

    def __init__(self) -> None:
        self.as_first = self.as_inner = self.as_only = self.as_last = 0.0

    def reckon(self, line: float, last: float, first: float, full: float) -> None:
        """Reckon with what the breaks cost, and with what it has more than the two measures."""
        if first <= -_FAR:
            self.as_first = self.as_inner = line + _SHORTEST
            self.as_only = self.as_last = last
            return
        of_first = _missed(first)
        of_full = _missed(full)
        self.as_first = line + of_first
        self.as_inner = line + of_full
        self.as_only = last + (of_first - _MET) if first > 0 else last
        self.as_last = last + (of_full - _MET) if full > 0 else last


def _missed(by: float) -> float:
    """What it costs to miss the measure by so much."""
    if by < 0:
        by = -by
    return _MISSES[int(by * _PARTS)] if by < _FAR else _LONGEST


@mypyc_attr(acyclic=True)
class _Longer(_Costs):
    """A line of more than one row."""

    __slots__ = ("end",)

    def __init__(self, end: int) -> None:
        super().__init__()
        #: The row behind its last one.
        self.end = end


@mypyc_attr(acyclic=True)
class _Step(_Costs):
    """A row, what it costs as a line of its own, and what it costs to come to it and go on."""

    __slots__ = (
        "after", "before", "begins", "first", "full", "goes", "inside", "later", "line", "longer",
        "width",
    )  # fmt: skip

    def __init__(self, width: float, full: float) -> None:
        self.width = width
        #: The measure of its page, and of the first line if a paragraph begins here.
        self.full = full
        self.first = full - INDENT
        #: What it costs to go on with the line, to begin one, to begin a paragraph here.
        self.inside = _NEVER
        self.line = 0.0
        self.begins = 0.0
        #: The lines of more rows that may begin here.
        self.longer: list[_Longer] | None = None
        #: The least cost of what comes before: a paragraph begins here, or a line of one.
        self.before = _NEVER
        self.goes = _NEVER
        #: The least cost of what follows: a paragraph begins here, or a line of one.
        self.after = 0.0
        self.later = _NEVER


class _Filling:
    """The dearness of all ways to make lines and paragraphs of rows."""

    __slots__ = ("rows", "steps")

    def __init__(
        self,
        rows: list[Line],
        bounds: tuple[int, int],
        full: dict[int, float],
        *,
        pieces: bool,
    ) -> None:
        begin, end = bounds
        self.rows = rows[begin:end]
        self.steps: list[_Step] = []
        page = -1
        own = 0.0
        last: Line | None = None
        for row in self.rows:
            if row.page != page:
                page = row.page
                own = full[page]
            step = _Step(row.starts, own)
            if last is not None:
                _bound(step, row, last, pieces=pieces)
            last = row
            self.steps.append(step)
        #: The end is a step as well: nothing follows.
        self.steps.append(_Step(0.0, 0.0))

    def run(self) -> None:
        """Tell the rows how much dearer it gets if a paragraph begins there, or if none does."""
        self._come()
        self._go()

    def _come(self) -> None:
        """Reckon from the first row on what it costs to come to each."""
        steps = self.steps
        after = steps[0]
        after.before = 0.0
        at: i64
        for at in range(len(self.rows)):
            step, after = after, steps[at + 1]
            width = step.width
            step.reckon(after.line, LAST + after.begins, width - step.first, width - step.full)
            _lead(step, step, after)
            if after.inside < _NEVER:  # most lines are not in pieces
                step.longer = self._longer(at)
                for line in step.longer:
                    _lead(step, line, steps[line.end])

    def _longer(self, at: i64) -> list[_Longer]:
        """The lines of more than one row that may begin at a row."""
        steps = self.steps
        first, full = steps[at].first, steps[at].full
        total = steps[at].width
        broken = 0.0
        lines: list[_Longer] = []
        end: i64
        for end in range(at + 2, min(at + MOST, len(self.rows)) + 1):
            broken += steps[end - 1].inside
            total += steps[end - 1].width
            if broken >= _NEVER or total > full + 4:
                break
            after = steps[end]
            line = _Longer(end)
            line.reckon(
                after.line + broken, LAST + after.begins + broken, total - first, total - full
            )
            lines.append(line)
        return lines

    def _go(self) -> None:
        """Reckon from the last row back what it costs to go on from each, and tell it."""
        rows, steps = self.rows, self.steps
        # of the step behind: a paragraph begins there, or a line of one
        ends, goes_on = 0.0, _NEVER
        at: i64
        for at in range(len(rows) - 1, -1, -1):
            step = steps[at]
            begins = min(step.as_first + goes_on, step.as_only + ends)
            joins = min(step.as_inner + goes_on, step.as_last + ends)
            ends, goes_on = min(begins, _NEVER), min(joins, _NEVER)
            if step.longer is not None:
                for line in step.longer:
                    after = steps[line.end]
                    begins = min(line.as_first + after.later, line.as_only + after.after)
                    joins = min(line.as_inner + after.later, line.as_last + after.after)
                    ends, goes_on = min(ends, begins), min(goes_on, joins)
                    self._tell_within(at, line.end, min(step.before + begins, step.goes + joins))
            step.after, step.later = ends, goes_on
            rows[at].starts = _sure(step.goes + goes_on - step.before - ends)

    def _tell_within(self, at: i64, end: int, total: float) -> None:
        """Tell the rows inside of a line what it costs that none of them begins a paragraph."""
        rows, steps = self.rows, self.steps
        piece: i64
        for piece in range(at + 1, end):
            step, row = steps[piece], rows[piece]
            row.starts = min(row.starts, _sure(total - step.before - step.after))


def _sure(told: float) -> float:
    """As much of what is told as is sure at most."""
    return max(min(told, SURE), -SURE)


def _bound(step: _Step, row: Line, last: Line, *, pieces: bool) -> None:
    """See what a row and the one above say of lines and paragraphs, but for their widths."""
    code: i64 = ord(row.text[0])
    signed = code in (_ROUND, _ROUND_CLOSED) or (
        code >= _FIRST_SIGN and not IDEOGRAPHS <= code < BEYOND and code in _SIGNS
    )
    if row.label is not None:
        step.first -= LABELLED
        step.line = LABEL if last.ends else 0.0
    elif last.alone:
        step.first -= BELOW_LABEL
    if row.bare:
        step.begins = _NEVER
    else:
        if not (last.ends or last.alone):
            step.begins = UNENDED
        if signed and row.label is None:
            step.begins += SIGNED
    if row.page == last.page:
        step.inside = _parted(row, last, signed=signed, pieces=pieces)
        if signed and last.text[-1] in _CLOSING:
            step.width -= BESIDE


def _lead(step: _Step, line: _Costs, after: _Step) -> None:
    """See whether a line that begins at a step is the cheapest way to the one behind it."""
    before, goes = step.before, step.goes
    ends = min(goes + line.as_last, before + line.as_only)
    goes_on = min(goes + line.as_inner, before + line.as_first)
    after.before = min(after.before, ends)
    after.goes = min(after.goes, goes_on)


def _parted(row: Line, last: Line, *, signed: bool, pieces: bool) -> float:
    """What it costs that an extractor parted one line into these two rows."""
    if pieces:
        signs = signed or last.ends or last.end in _SIGNED
        return 0.0 if signs or last.broken or row.bare or last.bare else UNBROKEN
    if signed and row.piece:
        return 0.0
    return PARTED if last.broken or row.bare or last.bare else _NEVER
