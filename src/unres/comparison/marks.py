"""Footnote markers: where those of one passage are in the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve

from unres.comparison.difference import Change, Mark, MarkChange, Passage
from unres.comparison.passages import bare
from unres.comparison.words import Compared, Token

#: So many markers of one place are looked at: more stand together in no text that is read.
_NEAR = 8


def mark_changes(old: Passage, new: Passage, found: Compared) -> tuple[MarkChange, ...]:
    """What became of the markers of two passages that go together.

    A marker stands between two words: where these still are, it is in its place.
    """
    before, after = _places(old.marks, found.old), _places(new.marks, found.new)
    taken = [False] * len(after)
    changes: list[MarkChange] = []
    homeless: list[Mark] = []
    start = 0  # markers of the new text before it stand before all that are still to come
    for mark, place in zip(old.marks, before, strict=True):
        low, high = _bounds(place, found)
        start = max(start, bisect_left(after, low))
        index = _at(mark, new.marks, range(start, bisect_right(after, high)), taken)
        if index is None:
            homeless.append(mark)
            continue
        taken[index] = True
        now = new.marks[index]
        if not _is_same(mark, now):
            changes.append(
                MarkChange("renumbered", mark.marker, mark.offset, now.offset, now=now.marker)
            )
    free: defaultdict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(after))):
        if not taken[index]:
            free[_core(new.marks[index])].append(index)
    for mark in homeless:
        places = free.get(_core(mark))
        if not places:
            changes.append(MarkChange("lost", mark.marker, old=mark.offset))
            continue
        to = new.marks[places.pop()]
        changes.append(MarkChange("moved", mark.marker, mark.offset, to.offset))
    left = sorted(index for places in free.values() for index in places)
    changes += (MarkChange("added", new.marks[k].marker, new=new.marks[k].offset) for k in left)
    return tuple(changes)


def _at(mark: Mark, marks: Sequence[Mark], places: range, taken: Sequence[bool]) -> int | None:
    """The marker that stands in the place of another: one of the same number, else the first."""
    free = [index for index in places[:_NEAR] if not taken[index]]
    return next((k for k in free if _is_same(mark, marks[k])), free[0] if free else None)


def settle(rows: Sequence[Change]) -> list[Change]:
    """The rows, with each marker that one passage lost and another got told as moved."""
    places: dict[str, defaultdict[str, list[tuple[int, int]]]] = {
        "lost": defaultdict(list),
        "added": defaultdict(list),
    }
    for at, row in enumerate(rows):
        for index, change in enumerate(row.marks):
            if change.fate in places:
                places[change.fate][bare(change.marker)].append((at, index))
    settled = list(rows)
    for marker, lost in places["lost"].items():
        added = places["added"].get(marker, [])
        if len(lost) == len(added) == 1:
            (here, k), (there, m) = lost[0], added[0]
            _told(settled, here, k, settled[there].new[0].name)
            _told(settled, there, m, settled[here].old[0].name)
    return settled


def _told(rows: list[Change], at: int, index: int, elsewhere: str) -> None:
    marks = list(rows[at].marks)
    marks[index] = evolve(marks[index], fate="moved", elsewhere=elsewhere)
    rows[at] = evolve(rows[at], marks=tuple(marks))


def _core(mark: Mark) -> str:
    return bare(mark.marker) or mark.marker


def _is_same(old: Mark, new: Mark) -> bool:
    return _core(old) == _core(new)


def _places(marks: Sequence[Mark], words: Sequence[Token]) -> list[int]:
    """Behind how many words each marker stands."""
    ends = [word.end for word in words]
    return [bisect_right(ends, mark.offset) for mark in marks]


def _bounds(place: int, found: Compared) -> tuple[int, int]:
    """Between which places of the new text a place of the old one may be."""
    past = bisect_left(found.pairs, (place, -1))
    low = found.pairs[past - 1][1] + 1 if past else 0
    high = found.pairs[past][1] if past < len(found.pairs) else len(found.new)
    return low, high
