"""Skeleton: passages of two languages matched by what is the same in all: order, labels, numbers.

Words say nothing here. What does is the kind of a passage, what its label counts, how deep it
stands, how many footnote markers it has, and the numbers in it: years, document symbols.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Sequence

from unres.comparison.alignment import Pair, align, gaps
from unres.comparison.difference import Aspect, Passage
from unres.comparison.passages import bare
from unres.languages import ascii_digits

#: Numbers that stand in every language: of three digits at least, so no day and no counted word.
_NUMBER = re.compile(r"\d{3,}")

#: `1.2` counts in every language.
_DECIMAL = re.compile(r"\d+(?:\.\d+)+")


def pairs(old: Sequence[Passage], new: Sequence[Passage]) -> list[Pair]:
    """Passages that go together, in order: what agrees in most first, then in less and less."""
    found: list[Pair] = []
    for keys in (_full, _numbered, _dated, _counted, _labelled, _kind):
        found = align(
            [keys(passage) or ("old", place) for place, passage in enumerate(old)],
            [keys(passage) or ("new", place) for place, passage in enumerate(new)],
            found,
        )
    return sorted([*found, *_in_step(old, new, found)])


def _in_step(old: Sequence[Passage], new: Sequence[Passage], found: Sequence[Pair]) -> list[Pair]:
    """What is left between pairs, where it is as much and as deep in both: read as another kind."""
    more: list[Pair] = []
    for i, i_end, j, j_end in gaps(found, len(old), len(new)):
        levels = [passage.level for passage in old[i:i_end]]
        if levels == [passage.level for passage in new[j:j_end]]:
            more += zip(range(i, i_end), range(j, j_end), strict=True)
    return more


def aspects(old: Passage, new: Passage, ignored: Collection[str]) -> tuple[Aspect, ...]:
    """In what the skeletons of two passages differ."""
    found: list[Aspect] = []
    if "labels" not in ignored and _label(old) != _label(new):
        found.append("label")
    if "structure" not in ignored:
        found += ["kind"] if old.kind != new.kind else []
        found += ["level"] if old.level != new.level else []
        found += ["cells"] if old.shape != new.shape else []
    if "notes" not in ignored and len(old.marks) != len(new.marks):
        found.append("notes")
    return tuple(found)


def _label(passage: Passage) -> Hashable:
    """What the label counts; a label that counts nothing is only there or not there."""
    if passage.kind == "title":
        return ascii_digits(passage.label or "").strip(" .")
    if passage.ordinal is not None:
        return passage.ordinal
    core = bare(passage.label or "")
    return core if _DECIMAL.fullmatch(core) else bool(core)


def _numbers(passage: Passage) -> tuple[str, ...]:
    return tuple(sorted(_NUMBER.findall(ascii_digits(passage.text))))


def _full(passage: Passage) -> Hashable:
    numbers = _numbers(passage)
    if not numbers:
        return None
    return (*_counted(passage), numbers)


def _numbered(passage: Passage) -> Hashable:
    numbers = _numbers(passage)
    return (passage.kind, numbers) if numbers else None


def _dated(passage: Passage) -> Hashable:
    """Without its numbers, but whether it has any: it then goes with none that has not."""
    return (*_counted(passage), bool(_numbers(passage)))


def _counted(passage: Passage) -> tuple[Hashable, ...]:
    return (passage.kind, _label(passage), passage.level, len(passage.marks), passage.shape)


def _labelled(passage: Passage) -> Hashable:
    return (passage.kind, _label(passage))


def _kind(passage: Passage) -> Hashable:
    return passage.kind
