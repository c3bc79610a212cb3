"""Footnote markers: where those of one passage are in the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve

from unres.comparison.difference import Change, Mark, MarkChange, Passage
from unres.comparison.passages import bare
from unres.comparison.words import Compared


def mark_changes(old: Passage, new: Passage, found: Compared) -> tuple[MarkChange, ...]:
    """What became of the markers of two passages that go together.

    A marker stands between two words: where these still are, it is in its place.
    """
    after = [_place(mark, found.new) for mark in new.marks]
    free = list(range(len(new.marks)))
    changes: list[MarkChange] = []
    homeless: list[Mark] = []
    for mark in old.marks:
        low, high = _bounds(_place(mark, found.old), found)
        here = [index for index in free if low <= after[index] <= high]
        index = next((k for k in here if _same(mark, new.marks[k])), here[0] if here else None)
        if index is None:
            homeless.append(mark)
            continue
        free.remove(index)
        now = new.marks[index]
        if not _same(mark, now):
            changes.append(
                MarkChange("renumbered", mark.marker, mark.offset, now.offset, now=now.marker)
            )
    for mark in homeless:
        index = next((k for k in free if _same(mark, new.marks[k])), None)
        if index is None:
            changes.append(MarkChange("lost", mark.marker, old=mark.offset))
            continue
        free.remove(index)
        changes.append(MarkChange("moved", mark.marker, mark.offset, new.marks[index].offset))
    changes += (MarkChange("added", new.marks[k].marker, new=new.marks[k].offset) for k in free)
    return tuple(changes)


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


def _same(old: Mark, new: Mark) -> bool:
    return bare(old.marker) == bare(new.marker) or old.marker == new.marker


def _place(mark: Mark, words: Sequence[tuple[str, int, int]]) -> int:
    """Behind how many words a marker stands."""
    return bisect_right([end for _, _, end in words], mark.offset)


def _bounds(place: int, found: Compared) -> tuple[int, int]:
    """Between which places of the new text a place of the old one may be."""
    past = bisect_left(found.pairs, (place, -1))
    low = found.pairs[past - 1][1] + 1 if past else 0
    high = found.pairs[past][1] if past < len(found.pairs) else len(found.new)
    return low, high
