"""Rows: what one document gives, in the columns of `columns`. Pure; nothing here ever raises.

Dates are `datetime.date`, times `datetime.datetime` in UTC, structs dicts, lists lists.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from unres import pdf
from unres.batch.columns import Kind, empty
from unres.batch.files import UnusableError
from unres.nodes import (
    Annex,
    Heading,
    Item,
    Operative,
    Preambular,
    Resolution,
    Table,
    Unparsed,
    walk_body,
)

if TYPE_CHECKING:
    from unres.diagnostics import Diagnostic

Row: TypeAlias = dict[str, Any]

#: How many findings a row holds: a dump of noise has a hundred thousand.
FIRST = 20
_SEVERITIES = ("error", "warning", "info")
_LONE = re.compile("[\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: The largest number of type int32.
_LARGEST = 2**31 - 1
#: What a row of a block holds of its document.
_HEAD = ("organ", "symbol", "number", "language", "title", "session", "meeting")


def rows_of(
    name: str, content: bytes | str, kind: Kind, *, modified: int | None = None
) -> list[Row]:
    """The rows of one document: one of kind `documents`, one or more of kind `blocks`.

    `content` is a file's bytes, of a dump or a PDF, or a text. `modified` is in nanoseconds
    since 1970. What cannot be read gives one row with its `error`.
    """
    begun = time.perf_counter()
    head: Row = {"file": plain_name(name), "modified": _moment(modified)}
    try:
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        head |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        head["format"] = "pdf" if pdf.is_pdf(data) else "text"
        res = _read(content)
        rows = _document(res) if kind == "documents" else _blocks(res)
    except Exception as error:
        rows = [{"error": reason(error)}]
    rows = [empty(kind) | head | row for row in rows]
    if kind == "documents":
        rows[0]["seconds"] = round(time.perf_counter() - begun, 6)
    return rows


def error_row(
    name: str, error: str, kind: Kind, *, modified: int | None = None, size: int | None = None
) -> Row:
    """The row of a document that could not be read at all."""
    head = {"file": plain_name(name), "modified": _moment(modified), "bytes": size}
    return empty(kind) | head | {"error": error}


def reason(error: BaseException) -> str:
    """What went wrong, in one line for a person."""
    said = " ".join(str(error).split())
    if isinstance(error, OSError):
        return (error.strerror or said or type(error).__name__).lower()
    if isinstance(error, UnusableError | pdf.PdfError):
        return said
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def plain_name(name: str) -> str:
    r"""A file's name as text: bytes of it that are no UTF-8 are written `\xe9`."""
    if not _LONE.search(name):
        return name
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", name)


def _read(content: bytes | str) -> Resolution:
    """The tree. Imported here: who only lists columns needs no parser."""
    from unres.parse import parse, read  # noqa: PLC0415

    # Neither JSON nor Parquet can hold half a surrogate pair; one for one, so offsets hold.
    res = read(content) if isinstance(content, bytes) else parse(_LONE.sub("\ufffd", content))
    if not res.source.strip():
        raise UnusableError("holds no text")
    return res


# -- one row a document --


def _document(res: Resolution) -> list[Row]:
    from unres.checks import check, completeness  # noqa: PLC0415 (as in `_read`)
    from unres.exchange.outline import document  # noqa: PLC0415

    record = document(res, "")
    found = check(res)
    whole = completeness(res, found)
    row = _head(record)
    row |= {
        "agenda_items": record["agenda_items"],
        "distribution": record["distribution"],
        "adopted_line": record["adopted_line"],
        "proponent": record["proponent"],
        "job": record["job"],
        "title_notes": record["notes"],
        "completeness": whole.score,
        "completeness_parts": whole.parts,
        "completeness_paragraphs": whole.paragraphs,
        "completeness_footnotes": whole.footnotes,
        "completeness_characters": whole.characters,
        "missing": list(whole.missing),
    }
    return [row | _counts(res) | _findings(res, found)]


def _head(record: Row) -> Row:
    """What both kinds of rows hold of a document's record."""
    issued, adopted = _day(record["issued"]), _day(record["adopted"])
    known = adopted or issued
    head = {name: record[name] for name in _HEAD}
    if head["meeting"] is not None and head["meeting"] > _LARGEST:
        head["meeting"] = None  # digits run together: no meeting has such a number
    return head | {"issued": issued, "adopted": adopted, "year": known.year if known else None}


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _moment(nanoseconds: int | None) -> datetime | None:
    if nanoseconds is None:
        return None
    return _EPOCH + timedelta(microseconds=nanoseconds // 1000)


def _counts(res: Resolution) -> Row:
    body, annexes = list(walk_body(res.body)), list(walk_body(res.annexes))
    below = Counter(type(node) for node in body)
    every = below + Counter(type(node) for node in annexes)
    lost = [n.text for n in (*body, *annexes) if isinstance(n, Unparsed)]
    return {
        "pages": res.source.rstrip("\f\n\r ").count("\f") + 1,
        "preambular": below[Preambular],
        "paragraphs": below[Operative],
        "items": every[Item],
        "headings": every[Heading],
        "tables": every[Table],
        "annexes": every[Annex],
        "footnotes": len(res.footnotes),
        "characters": _visible(res.source),
        "unparsed_characters": sum(map(_visible, lost)),
    }


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def _findings(res: Resolution, found: Sequence[Diagnostic]) -> Row:
    from unres.spans import LineIndex  # noqa: PLC0415

    levels = Counter(d.severity for d in found)
    # By severity only: the sort is stable, and findings come in source order.
    first = sorted(found, key=lambda d: _SEVERITIES.index(d.severity))[:FIRST]
    lines = LineIndex(res.source)
    return {
        "errors": levels["error"],
        "warnings": levels["warning"],
        "infos": levels["info"],
        "codes": _codes(found),
        "findings": [_finding(d, lines.position(d.span.start)) for d in first],
    }


def _codes(found: Sequence[Diagnostic]) -> list[Row]:
    counted = Counter((d.code, d.name, d.severity) for d in found)
    ordered = sorted(counted.items(), key=lambda c: (_SEVERITIES.index(c[0][2]), -c[1], c[0]))
    return [
        {"code": code, "name": name, "severity": severity, "count": count}
        for (code, name, severity), count in ordered
    ]


def _finding(found: Diagnostic, where: tuple[int, int]) -> Row:
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        "line": where[0],
        "column": where[1],
        "message": found.message,
    }


# -- one row a block --


def _blocks(res: Resolution) -> list[Row]:
    from unres.exchange.outline import records  # noqa: PLC0415 (as in `_read`)

    document, *blocks = records(res, "")
    head = _head(document)
    return [head | _block(number, record) for number, record in enumerate(blocks)] or [head]


def _block(number: int, record: Row) -> Row:
    return {
        "block": number,
        "kind": record["kind"],
        "label": record.get("label"),
        "level": record.get("level"),
        "part": record.get("part"),
        "text": record["text"],
        "notes": record.get("notes"),
        "cells": record.get("rows"),
        "marker": record.get("marker"),
        "start": record["span"][0],
        "stop": record["span"][1],
        "line": record["line"],
    }
