"""What a reader of a page must see of a tree: its blocks in order, as plain data.

Written apart from the writers: what they leave out, twist or double shows in a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unres import nodes as n


class Seen(NamedTuple):
    """One block as a reader sees it."""

    #: heading, paragraph or cell.
    kind: str
    #: A heading's rank; how many lists a paragraph stands in.
    depth: int
    #: Label and text; a marker whose footnote is there is no text, one whose is lost is `[m]`.
    text: str


def visible(text: str) -> str:
    """Controls as pictures, line ends as spaces, what no page may hold as U+FFFD."""
    found = ""
    for c in text:
        if c in "\t\n\v\f\r\x85\u2028\u2029":
            found += " "
        elif ord(c) < 0x20:
            found += chr(0x2400 + ord(c))
        elif ord(c) == 0x7F:
            found += "\u2421"
        elif 0x80 <= ord(c) < 0xA0 or ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF:
            found += "\ufffd"
        else:
            found += "\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c
    return found


def prose(text: str, notes: tuple[n.NoteRef, ...], lost: str = "[{}]") -> str:
    """The text with its lost markers."""
    for note in reversed(notes):
        if note.footnote is None:
            at = note.offset
            text = text[:at] + lost.format(note.marker or "?") + text[at:]
    return text


def labelled(label: str | None, text: str) -> str:
    return " ".join(filter(None, (label, text)))


def blocks(res: n.Resolution, lost: str = "[{}]") -> Iterator[Seen]:
    """Masthead, title and blocks in reading order; nothing that is empty; no footnotes."""
    for seen in _blocks(res, lost):
        if text := folded(visible(seen.text)):
            yield seen._replace(text=text)


def folded(text: str) -> str:
    """A line end that became a space may stand beside one, or at an end: no reader can tell."""
    return re.sub(" +", " ", text).strip(" ")


def _blocks(res: n.Resolution, lost: str) -> Iterator[Seen]:
    for field in res.masthead.fields:
        yield Seen("paragraph", 0, prose(field.text, field.notes, lost))
    if res.title:
        number = f"{res.title.number}." if res.title.number else None
        yield Seen("heading", 1, labelled(number, prose(res.title.text, res.title.notes, lost)))
    for node in (*res.body, *res.annexes):
        yield from _block(node, 2, 0, lost)


def _block(node: n.Node, rank: int, depth: int, lost: str) -> Iterator[Seen]:
    match node:
        case n.Section() | n.Part() | n.Annex():
            yield from _block(node.heading, rank, 0, lost)
            for below in node.body:
                yield from _block(below, rank + 1, 0, lost)
        case n.Heading():
            yield Seen("heading", min(rank, 6), prose(node.text, node.notes, lost))
        case n.Table():
            *cells, homeless = noted_cells(node, lost)
            yield from (Seen("cell", depth, cell) for cell in cells)
            yield Seen("paragraph", depth, homeless)
        case n.Unparsed():
            yield Seen("paragraph", depth, node.text)
        case _:
            depth += isinstance(node, n.Item)
            label = getattr(node, "label", None)
            text = prose(node.text, node.notes, lost)
            yield Seen("paragraph", depth, labelled(label, text))
            for below in getattr(node, "children", ()):
                yield from _block(below, rank, depth, lost)


def noted_cells(table: n.Table, lost: str) -> list[str]:
    """The cells, with the lost markers in them, and last the lost markers that are in none."""
    notes = list(table.notes)
    found = []
    at = 0
    for row in table.rows:
        for cell in row:
            inside = [note for note in notes if note.offset <= at + len(cell)]
            notes = notes[len(inside) :]
            moved = tuple(
                n.NoteRef(
                    marker=note.marker, offset=max(0, note.offset - at), footnote=note.footnote
                )
                for note in inside
            )
            found.append(prose(cell, moved, lost))
            at += len(cell) + 1 if cell else 0
    nowhere = tuple(n.NoteRef(marker=m.marker, offset=0, footnote=m.footnote) for m in notes)
    return [*found, prose("", nowhere, lost)]
