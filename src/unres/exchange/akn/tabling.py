"""Tables, both ways: the markers of a table stand in its cells."""

from __future__ import annotations

from lxml.etree import _Element as Element

from unres.exchange.akn.inline import Texts, children, find, hint
from unres.exchange.akn.making import Notes, add, note_hint, prose
from unres.exchange.akn.page import Page, Piece
from unres.nodes import NoteRef, Table


def write_table(parent: Element, table: Table, eid: str, notes: Notes) -> None:
    """A table; a row without cells, or a table without rows, gets an empty cell that says so."""
    element = add(parent, "table", eId=eid)
    cells: list[tuple[Element, str]] = []
    for row in table.rows:
        line = add(element, "tr")
        cells += [(add(add(line, "td"), "p"), cell) for cell in row]
        if not row:
            note_hint(line, "cells", "0")
            add(add(line, "td"), "p")
    if not table.rows:
        note_hint(element, "rows", "0")
        add(add(add(element, "tr"), "td"), "p")
    if not cells and table.notes:
        cells = [(next(element.iter("{*}p")), "")]
    _fill(cells, list(table.notes), notes)


def _fill(cells: list[tuple[Element, str]], refs: list[NoteRef], notes: Notes) -> None:
    """The texts of the cells; each marker stands in the first cell that reaches so far."""
    at = 0
    filled = [(element, cell) for element, cell in cells if cell] or cells[:1]
    for number, (element, cell) in enumerate(filled):
        end = at + len(cell)
        last = number == len(filled) - 1
        own = []
        while refs and (refs[0].offset <= end or last):
            ref = refs.pop(0)
            own.append((ref, max(ref.offset - at, 0)))
        placed = [NoteRef(marker=r.marker, offset=offset, footnote=r.footnote) for r, offset in own]
        prose(element, cell, placed, notes)
        at = end + 1


def read_table(element: Element, texts: Texts, page: Page) -> Table:
    """The table that `write_table` wrote."""
    rows = []
    for row in children(element, "tr"):
        paragraphs = (find(cell, "p") for cell in children(row, "td"))
        rows.append([texts.piece(p) if p is not None else Piece("") for p in paragraphs])
    shape = tuple(
        () if hint(row, "cells") == "0" else tuple(cell.text for cell in cells)
        for row, cells in zip(children(element, "tr"), rows, strict=True)
    )
    return page.set_table(rows, () if hint(element, "rows") == "0" else shape)
