"""Grids: the cells of a table as aligned lines.

    | Island        | Lamps |        a row a line, a bar before and behind each cell
    | North Skerry  |       |        an empty cell
    |                                a row without cells

Where a cell has to be folded, lines of dashes stand around each row:

    |---------------+-------|
    | Skerry of the | 2     |
    | North         |       |
    |---------------+-------|

Rows of one length share their columns; a cell of more than 60 columns sticks out of its own.
Cells are written as they come: a bar inside one must be escaped already, so that every bare bar
in a line ends a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from unres.folding import columns, folded, longest

BAR: Final = "|"
#: How a line of dashes begins; no row does.
DASHED: Final = "|-"
#: What a column needs beside its cell: a bar and two spaces.
_FRAME: Final = 3
#: No column is made narrower.
_NARROWEST: Final = 8
#: No cell is filled up to more: one long cell would blow up every row of its table.
_WIDEST: Final = 60


def drawn(rows: Sequence[Sequence[str]], width: int | None = None) -> list[str]:
    """The lines of a table; `width` columns at most, if its words allow it."""
    sizes = _sizes(rows)
    if width is not None:
        alike: dict[int, list[Sequence[str]]] = {}
        for row in rows:
            alike.setdefault(len(row), []).append(row)
        fitted = {count: _fitted(alike[count], each, width) for count, each in sizes.items()}
        if fitted != sizes:
            return _folded(rows, fitted)
    return [_line(row, sizes[len(row)]) for row in rows]


def _folded(rows: Sequence[Sequence[str]], sizes: dict[int, list[int]]) -> list[str]:
    """The lines of a table whose cells take several."""
    pieces = [
        [folded(cell, size) for cell, size in zip(row, sizes[len(row)], strict=True)]
        for row in rows
    ]
    lines = [_dashes(sizes[len(rows[0])])]
    for row in pieces:
        height = max(map(len, row), default=1)
        cells = [[*cell, *[""] * (height - len(cell))] for cell in row]
        lines += [_line([cell[k] for cell in cells], sizes[len(row)]) for k in range(height)]
        lines.append(_dashes(sizes[len(row)]))
    return lines


def _sizes(rows: Sequence[Sequence[str]]) -> dict[int, list[int]]:
    """The columns' widths, for each length of row."""
    sizes: dict[int, list[int]] = {}
    for row in rows:
        own = [columns(cell) for cell in row]
        known = sizes.setdefault(len(row), own)
        for k, size in enumerate(own):
            known[k] = max(known[k], size)
    return sizes


def _fitted(rows: Sequence[Sequence[str]], sizes: list[int], width: int) -> list[int]:
    """The widths of rows of one length, made to fit.

    Narrow columns keep theirs, the wide ones share what is left.
    """
    left = width - _FRAME * len(sizes) - 1
    if sum(sizes) <= left or len(sizes) * _NARROWEST > width:  # so many cannot be made to fit
        return sizes
    least = [min(max(longest(row[k]) for row in rows), _WIDEST) for k in range(len(sizes))]
    fitted = list(sizes)
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    for done, k in enumerate(order):
        share = max(left // (len(sizes) - done), _NARROWEST)
        fitted[k] = min(sizes[k], max(share, least[k]))
        left -= fitted[k]
    return fitted


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    inside = "".join(
        f" {cell}{' ' * (min(size, _WIDEST) - columns(cell))} {BAR}"
        for cell, size in zip(cells, sizes, strict=True)
    )
    return BAR + inside


def _dashes(sizes: Sequence[int]) -> str:
    return BAR + "+".join("-" * (min(size, _WIDEST) + 2) for size in sizes or [0]) + BAR
