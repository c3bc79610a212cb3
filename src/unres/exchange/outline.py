"""The outline: a flat record of a resolution, for programs that want no tree.

First one record of the document, then its blocks in reading order, then its footnotes,
and on request its furniture. Every value is ready for `json.dumps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from unres import symbols
from unres.nodes import (
    Adoption,
    Annex,
    Block,
    Footnote,
    Furniture,
    Heading,
    Inner,
    Item,
    Masthead,
    NoteRef,
    Opening,
    Operative,
    Part,
    Preambular,
    Resolution,
    Section,
    Table,
    Text,
    Unparsed,
    walk_body,
)
from unres.spans import LineIndex
from unres.words import agenda_items

Record: TypeAlias = dict[str, Any]

#: The kind of a block's record. What fits nowhere is text: its words are kept, no more is claimed.
_KINDS: dict[type, str] = {
    Opening: "opening",
    Preambular: "preambular",
    Operative: "operative",
    Item: "item",
    Heading: "heading",
    Text: "text",
    Table: "table",
    Unparsed: "text",
}
#: The General Assembly numbers its resolutions `62/22`, `ES-11/1`, `217 A (III)`.
_ASSEMBLY_NUMBER = re.compile(r"(?:(?:ES|S)-)?\d{1,3}/\d|\d{1,4}(?: [A-Z])? \((?:ES-|S-)?[IVXL]+\)")
_SESSION = re.compile(r"\d{1,4}")
_JOB_DIGITS = re.compile(r"[0-9]{7}")
_ASSEMBLY = "General Assembly"


def records(res: Resolution, file: str) -> Iterator[Record]:
    """The records of one resolution: the document, its blocks, its footnotes.

    Offsets are code points, spans ranges of `res.source`, lines count from 1.
    """
    lines = LineIndex(res.source)
    yield document(res, file)
    for block in res.body:
        yield from _block(block, "body", lines)
    for annex in res.annexes:
        yield from _block(annex, "annex", lines)
    for note in res.footnotes:
        yield _footnote(note, lines)


def furniture(res: Resolution) -> Iterator[Record]:
    """The records of the page furniture: running heads, page numbers, rules."""
    lines = LineIndex(res.source)
    for piece in res.furniture:
        yield _furniture(piece, lines)


def document(res: Resolution, file: str) -> Record:
    """The record of the document itself; `file` is given back as it came."""
    head = res.masthead
    title = res.title
    organ = _organ(res)
    meeting = next((a.meeting for a in _closings(res) if a.meeting is not None), None)
    session = head.value("session")
    return {
        "kind": "resolution",
        "file": file,
        "organ": organ,
        "symbol": res.symbol or _completed(res.number, organ),
        "number": res.number,
        "language": res.language,
        "title": (title.text or None) if title else None,
        "session": int(session) if session and _SESSION.fullmatch(session) else None,
        "agenda_items": _agenda(res),
        "distribution": head.value("distribution") or head.printed("distribution"),
        "issued": head.value("issued"),
        "adopted": head.value("adopted") or next((a.date for a in _closings(res) if a.date), None),
        "adopted_line": head.printed("adopted"),
        "proponent": head.printed("proponent"),
        "meeting": meeting,
        "job": _job(head),
        "notes": _notes(title.notes) if title else [],
    }


def _organ(res: Resolution) -> str | None:
    """The organ's English name; a number in the Assembly's style tells it too."""
    named = res.masthead.value("organ")
    if named:
        return named
    if res.symbol:
        return _ASSEMBLY if res.symbol.startswith("A/RES/") else None
    return _ASSEMBLY if res.number and _ASSEMBLY_NUMBER.match(res.number) else None


def _completed(number: str | None, organ: str | None) -> str | None:
    return symbols.complete(number, organ) if number and organ else None


def _closings(res: Resolution) -> list[Adoption]:
    """The closing lines, the last first: it is the one of the whole."""
    found = [node for node in walk_body(res.body) if isinstance(node, Adoption)]
    found += [node for node in walk_body(res.annexes) if isinstance(node, Adoption)]
    return found[::-1]


def _job(head: Masthead) -> str | None:
    """The job number without the letter of its language: `23-20100`."""
    printed = head.value("job") or head.printed("job")
    if not printed:
        return None
    number = printed.partition("(")[0].strip()
    # a soft hyphen, which is no text elsewhere, is the number's own
    return f"{number[:2]}-{number[2:]}" if _JOB_DIGITS.fullmatch(number) else number


def _agenda(res: Resolution) -> list[str]:
    """The numbers of the agenda items, in ASCII digits: `["13", "72 (b)"]`."""
    fields = (field for field in res.masthead.fields if field.kind == "agenda_item")
    return [item for field in fields for item in agenda_items(field.value or field.text)]


def _block(node: Block | Annex, part: str, lines: LineIndex) -> Iterator[Record]:
    if isinstance(node, Section | Part | Annex):
        yield _record(node.heading, part, 0, lines)
        for block in node.body:
            yield from _block(block, part, lines)
    elif not isinstance(node, Adoption):
        yield from _deep(node, part, 0, lines)


def _deep(
    node: Inner | Opening | Preambular | Operative | Heading | Unparsed,
    part: str,
    level: int,
    lines: LineIndex,
) -> Iterator[Record]:
    yield _record(node, part, level, lines)
    if isinstance(node, Preambular | Operative | Item):
        for child in node.children:
            yield from _deep(child, part, level + 1, lines)


def _record(
    node: Inner | Opening | Preambular | Operative | Heading | Unparsed,
    part: str,
    level: int,
    lines: LineIndex,
) -> Record:
    record: Record = {
        "kind": _KINDS[type(node)],
        "label": node.label if isinstance(node, Operative | Item) else None,
        "level": level,
        "part": part,
        "text": node.text,
        "notes": [] if isinstance(node, Unparsed) else _notes(node.notes),
        "span": list(node.span),
        "line": lines.line(node.span.start),
    }
    if isinstance(node, Table):
        record["rows"] = [list(row) for row in node.rows]
    return record


def _notes(notes: Sequence[NoteRef]) -> list[Record]:
    return [{"marker": note.marker, "offset": note.offset} for note in notes]


def _footnote(note: Footnote, lines: LineIndex) -> Record:
    return {
        "kind": "footnote",
        "marker": note.marker,
        "text": note.text,
        "span": list(note.span),
        "line": lines.line(note.span.start),
    }


def _furniture(piece: Furniture, lines: LineIndex) -> Record:
    return {
        "kind": "furniture",
        "type": piece.kind,
        "text": piece.text,
        "span": list(piece.span),
        "line": lines.line(piece.span.start),
    }


def shifted(record: Record, begin: int, line: int) -> Record:
    """A record of a resolution that stands further down in its file, by code points and lines."""
    if not (begin or line) or "span" not in record:
        return record
    start, end = record["span"]
    return {**record, "span": [start + begin, end + begin], "line": record["line"] + line}
