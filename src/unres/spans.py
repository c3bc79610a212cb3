"""Positions: ranges of the source text, and the index that turns an offset into a line and column.

All offsets are code points of `Dump.text`, half open. This module imports nothing of the package.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, cast


class Span(NamedTuple):
    """A half-open range of the source text, in code points."""

    start: int
    end: int


_new: Final = cast("Callable[[type, object], object]", tuple.__new__)
_SPAN: Final = Span


def as_span(run: object) -> Span:
    """A pair as a span: a named tuple's own constructor costs twice as much."""
    return cast("Span", _new(_SPAN, run))


class Position(NamedTuple):
    """A place as an editor shows it: line and column both count from 1."""

    line: int
    column: int


def hull(runs: Iterable[tuple[int, int]]) -> Span:
    """The smallest span that covers all runs, or an empty one at 0 where there is none.

    Runs need not be in source order: an extractor may have displaced a label.
    """
    low = high = -1
    for start, end in runs:
        if low < 0 or start < low:
            low = start
        high = max(high, end)
    return as_span((max(low, 0), max(high, 0)))


def stretch(at: int, size: int, length: int) -> tuple[int, int]:
    """Where the stretch of so many that holds a place begins and ends; the last may be longer."""
    start = min(at // size, max(length // size - 1, 0)) * size
    return start, start + size if start + 2 * size <= length else length


class LineIndex:
    """Turns offsets into lines and columns; built in one pass, asked in logarithmic time."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        starts = [0]
        find = text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        self.starts = starts

    def position(self, offset: int) -> Position:
        """The line and column (both from 1) of a code point offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        """The line (from 1) on which an offset stands."""
        return bisect_right(self.starts, offset)
