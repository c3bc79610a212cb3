"""The page: the visible text of a document as it is read, and where each node stands in it."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from unres.nodes import NoteRef, Prose, Table
from unres.spans import Span, hull

_Node = TypeVar("_Node", bound=Prose)


class Mark(NamedTuple):
    """A footnote marker in a text."""

    marker: str
    #: In the text, in code points.
    offset: int
    #: Index of the footnote, or None.
    footnote: int | None
    #: With its brackets, where the document prints some.
    printed: str


class Piece(NamedTuple):
    """A text of one line, with its markers in order."""

    text: str
    marks: tuple[Mark, ...] = ()


class Page:
    """A text that grows node by node, a line each: the `source` of the tree."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._end = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def write(self, text: str) -> Span:
        """Appends a text, and tells where it stands."""
        start = self._end
        self._parts.append(text)
        self._end += len(text)
        return Span(start, self._end)

    def set(self, cls: type[_Node], piece: Piece, head: str = "", **more: Any) -> _Node:  # noqa: ANN401 (what the class has)
        """A node with a text, set on a line of its own; `head` is printed before its text."""
        runs = [self.write(head)] if head else []
        if head and piece.text:
            self.write(" ")
        refs = self._prose(piece, runs)
        self.write("\n")
        own = tuple(run for run in runs if run.end > run.start)
        return cls(text=piece.text, notes=refs, span=hull(own), runs=own, **more)

    def set_table(self, rows: list[list[Piece]], shape: tuple[tuple[str, ...], ...]) -> Table:
        """A table, a row a line; `shape` is its rows as the tree has them."""
        runs: list[Span] = []
        refs: list[NoteRef] = []
        at = 0
        for row in rows:
            for cell in row:
                base = at + 1 if at and cell.text else at
                refs += self._prose(cell, runs, base)
                self.write("  ")
                at = base + len(cell.text)
            self.write("\n")
        own = tuple(run for run in runs if run.end > run.start)
        return Table(rows=shape, notes=tuple(refs), span=hull(own), runs=own)

    def _prose(self, piece: Piece, runs: list[Span], base: int = 0) -> tuple[NoteRef, ...]:
        """Writes a text with its markers; its own runs are added to `runs`."""
        at = 0
        refs = []
        for mark in piece.marks:
            runs.append(self.write(piece.text[at : mark.offset]))
            span = self.write(mark.printed)
            refs.append(
                NoteRef(
                    marker=mark.marker,
                    offset=base + mark.offset,
                    footnote=mark.footnote,
                    span=span,
                    runs=(span,) if mark.printed else (),
                )
            )
            at = mark.offset
        runs.append(self.write(piece.text[at:]))
        return tuple(refs)
