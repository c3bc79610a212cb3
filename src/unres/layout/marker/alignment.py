"""Alignment: which of the candidates are markers, as the heaviest increasing run of them.

So a year, a day or an article number is never taken for a marker because it happens to be next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout.marker.wanted import NO_PAGE, REACH
from unres.layout.marks import SPACED_STOP, TAIL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.lines import Line
    from unres.layout.marker.wanted import Wanted
    from unres.layout.marks import Mark

#: What the place of a marker's note adds to its weight.
ON_PAGE: Final = 2.0  # its note stands on the same page
NEXT_PAGE: Final = 0.5  # its note stands on the next one
ELSEWHERE: Final = -2.0
LOST_NOTE: Final = -1.0  # its note is not in the dump
GAP: Final = -1.4  # each number skipped
_NONE: Final = -1


class _Runs:
    """Increasing runs of markers: of each wanted number the best one that ends with it."""

    __slots__ = ("before", "best", "ends", "marks", "scores")

    def __init__(self, size: int) -> None:
        self.scores: list[float] = [-1e9] * size
        #: Of each number the last link of its run.
        self.ends: list[int] = [_NONE] * size
        #: The links: a marker each, and the link before it.
        self.marks: list[Mark] = []
        self.before: list[int] = []
        #: The number that the best of all runs ends with.
        self.best = _NONE

    def add(self, mark: Mark, at: int, weight: float) -> None:
        """Let a marker go on from the best run that it can go on from."""
        scores = self.scores
        best = scores[self.best] if self.best != _NONE else 0.0
        base, source = GAP * min(at, REACH), _NONE
        for back in range(1, min(REACH, at) + 1):
            gap = GAP * (back - 1)
            if best + gap <= base:
                break  # no run farther back is as heavy
            value = scores[at - back] + gap
            if value > base:
                base, source = value, at - back
        score = base + weight
        if score <= scores[at]:
            return
        scores[at] = score
        self.ends[at] = len(self.marks)
        self.marks.append(mark)
        self.before.append(self.ends[source] if source != _NONE else _NONE)
        if score > best:
            self.best = at

    def heaviest(self) -> list[Mark]:
        """The markers of the best run."""
        chosen: list[Mark] = []
        link = self.ends[self.best] if self.best != _NONE else _NONE
        while link != _NONE:
            chosen.append(self.marks[link])
            link = self.before[link]
        chosen.reverse()
        return chosen


def heaviest(candidates: Sequence[Mark], lines: Sequence[Line], wanted: Wanted) -> list[Mark]:
    """The heaviest increasing run of candidates. Linear in them."""
    runs = _Runs(wanted.size)
    sure = wanted.sure
    least = SPACED_STOP if sure else TAIL  # without any note a number between words is none
    for mark in candidates:
        page = lines[mark.row].page
        for at in wanted.places(mark.number, page):
            if at >= sure:
                weight = mark.weight + LOST_NOTE if mark.weight >= least else 0.0
            else:
                weight = mark.weight + _page_weight(wanted.page(at), page)
            if weight > 0:
                runs.add(mark, at, weight)
    return runs.heaviest()


def _page_weight(note: int, page: int) -> float:
    """A marker stands on its note's page, or, where a page broke badly, on the one before."""
    if note == NO_PAGE:
        return 0.0
    if note == page:
        return ON_PAGE
    return NEXT_PAGE if note == page + 1 else ELSEWHERE
