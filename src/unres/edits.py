"""Edits: changes of a text as data, applied all at once, with what they do to positions.

A fix is a handful of edits. Every character outside them stays as it is, by construction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import evolve, frozen

from unres.spans import Span

_WORD = re.compile(r"\w+")


class Edit(NamedTuple):
    """One range of a text, in code points, and what stands there instead."""

    start: int
    end: int
    text: str


@frozen
class Fix:
    """Something that mends one damage."""

    #: The name of the diagnostic that it removes, or of the repair where none has the name.
    name: str
    #: In source order, without overlap.
    edits: tuple[Edit, ...]
    #: What it does, for a person: `10 for IO`.
    what: str
    #: Whether the document itself proves it. Else it is a judgement, applied only when asked.
    safe: bool = True

    @property
    def span(self) -> Span:
        """From the first to the last character that it touches."""
        return Span(self.edits[0].start, self.edits[-1].end)

    def shifted(self, offset: int) -> Fix:
        """The same in a text in which another of that many code points stands before."""
        edits = tuple(Edit(e.start + offset, e.end + offset, e.text) for e in self.edits)
        return evolve(self, edits=edits)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits made. Raises ValueError where they overlap or are out of order."""
    pieces = []
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edits overlap or leave the text at {edit.start}")
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


class Shift:
    """Where offsets of a text are after some edits; built once, asked in logarithmic time."""

    __slots__ = ("_edits", "_ends", "_moved")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._ends = [edit.end for edit in edits]
        moved = [0]
        for edit in edits:
            moved.append(moved[-1] + len(edit.text) - (edit.end - edit.start))
        self._moved = moved

    def __call__(self, offset: int) -> int:
        """The new place of an offset; inside an edit, the edit's start."""
        past = bisect_right(self._ends, offset)
        if past < len(self._edits) and self._edits[past].start < offset:
            return self._edits[past].start + self._moved[past]
        return offset + self._moved[past]

    def ranges(self) -> list[Span]:
        """What was put in, as ranges of the new text, one an edit."""
        return [
            Span(edit.start + moved, edit.start + moved + len(edit.text))
            for edit, moved in zip(self._edits, self._moved, strict=False)
        ]

    def edit(self, edit: Edit) -> Edit:
        """An edit of the old text, made for the new one. It overlaps none of these edits."""
        start = self(edit.start)
        return Edit(start, start + edit.end - edit.start, edit.text)


def disjoint(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes in source order, without those that meet one before them."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: fix.edits):
        if not kept or fix.span.start > kept[-1].span.end:
            kept.append(fix)
    return kept


def touches(edit: Edit, ranges: Sequence[Span]) -> bool:
    """Whether an edit and one of the ranges (sorted, disjoint) meet or share a character."""
    at = bisect_right(ranges, (edit.end, len(ranges) and ranges[-1].end)) - 1
    return at >= 0 and ranges[at].end >= edit.start


def words_outside(text: str, ranges: Sequence[Span]) -> list[str]:
    """The words of a text that no range (sorted, disjoint) touches, in order."""
    found: list[str] = []
    at = 0
    for start, end in [*ranges, Span(len(text), len(text))]:
        words = list(_WORD.finditer(text, at, start))
        # A word that ends where a range begins, or begins where one ended, is a part of its word.
        if words and words[-1].end() == start < len(text):
            words.pop()
        if words and words[0].start() == at > 0:
            words = words[1:]
        found += (word[0] for word in words)
        at = end
    return found
