"""Lines of clean text as they were before they were folded, and where they stand.

No meaning is read here but that of line ends, indentation, and the bars of tables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from unres.cleanform import INDENT, SIGN
from unres.folding import joint
from unres.grid import BAR, DASHED


class Piece(NamedTuple):
    """A physical line without the spaces around it: its text, where it starts in the source."""

    text: str
    at: int
    depth: int
    #: How many blank lines are above it.
    blanks: int


class Line(NamedTuple):
    """A line as it was before it was folded; of a table, its first line."""

    text: str
    pieces: Sequence[Piece]
    #: For each piece, where it starts in `text`.
    starts: Sequence[int]

    @property
    def level(self) -> int:
        """How deep it stands: two spaces a level."""
        return self.pieces[0].depth // len(INDENT)

    @property
    def gap(self) -> bool:
        """Whether two blank lines are above it."""
        return self.pieces[0].blanks > 1

    def place(self, offset: int) -> int:
        """Where in the source a character of `text` stands."""
        which = bisect_right(self.starts, offset) - 1
        return self.pieces[which].at + offset - self.starts[which]


def physical(text: str) -> Iterator[Piece]:
    """All physical lines that are not blank. Only a line feed ends a line."""
    at = blanks = 0
    for line in text.split("\n"):
        bare = line.rstrip(" \r")
        if bare:
            inner = bare.lstrip(" ")
            depth = len(bare) - len(inner)
            yield Piece(inner, at + depth, depth, blanks)
            blanks = 0
        else:
            blanks += 1
        at += len(line) + 1


def hanging(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of the masthead or of the footnotes: what is indented goes on."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.depth and groups:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [unfolded(group) for group in groups]


def unfolded(pieces: Sequence[Piece]) -> Line:
    """The line that was folded to these."""
    if len(pieces) == 1:
        return Line(pieces[0].text, pieces, (0,))
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for piece in pieces:
        space = joint(parts[-1], piece.text) if parts else ""
        starts.append(length + len(space))
        parts += [space, piece.text] if space else [piece.text]
        length += len(space) + len(piece.text)
    return Line("".join(parts), pieces, starts)


def table_rows(pieces: Sequence[Piece]) -> Iterator[list[Line]]:
    """The cells of each row, unfolded. Lines of dashes part the rows where there are any."""
    lines = [piece for piece in pieces if piece.text.startswith(BAR)]
    if not any(piece.text.startswith(DASHED) for piece in lines):
        for piece in lines:
            yield [unfolded([cell]) for cell in _split(piece)]
        return
    for dashes, row in groupby(lines, lambda piece: piece.text.startswith(DASHED)):
        if not dashes:
            yield _unfolded_cells([_split(piece) for piece in row])


def _unfolded_cells(lines: Sequence[Sequence[Piece]]) -> list[Line]:
    """The cells of a row on several lines."""
    columns: list[list[Piece]] = []
    for line in lines:
        for k, piece in enumerate(line):
            if k == len(columns):
                columns.append([piece])
            elif piece.text:
                columns[k].append(piece)
    # an empty piece counts only where there is no other
    return [unfolded([p for p in column if p.text] or column) for column in columns]


def _split(piece: Piece) -> list[Piece]:
    """The cells of a line: what stands between bare bars."""
    bars = [sign.start() for sign in SIGN.finditer(piece.text) if sign["bar"]]
    ends = bars[1:] if piece.text.endswith(BAR) and len(bars) > 1 else [*bars[1:], len(piece.text)]
    cells = []
    for bar, end in zip(bars, ends, strict=False):
        raw = piece.text[bar + 1 : end]
        inner = raw.lstrip(" ")
        start = bar + 1 + len(raw) - len(inner)
        cells.append(Piece(inner.rstrip(" "), piece.at + start, 0, 0))
    return [] if piece.text == BAR else cells
