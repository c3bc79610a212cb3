"""A partition: any iterable of documents to rows, for engines that bring their own processes.

Spark: `rdd.mapPartitions(parse_partition)`; dask: `bag.map_partitions(lambda part:
list(parse_partition(part)))`, for its workers cannot send each other generators. It is pure,
and pickles by its name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from unres.batch.columns import COLUMNS, Kind
from unres.batch.files import UnusableError
from unres.batch.rows import Row, error_row, reason, rows_of

#: The largest document that is read, in bytes: a parse takes about ten times as much memory.
MAX_BYTES = 64 * 1024 * 1024


def parse_partition(
    iterable: Iterable[Any], *, rows: Kind = "documents", max_bytes: int = MAX_BYTES
) -> Iterator[Row]:
    """Rows of documents, lazily and in order: dicts with the keys of `columns.COLUMNS[rows]`.

    An item is a pair of a name and its content (bytes of a dump or PDF, or a text), or a path.
    Whatever an item is or holds, it gives at least one row and raises nothing: what cannot be
    read has its reason in `error`. An error of the iterable itself is the caller's own.
    Raises ValueError at once for unknown `rows`.
    """
    if rows not in COLUMNS:
        raise ValueError(f"rows is one of {', '.join(COLUMNS)}, not {rows!r}")
    return _each(iterable, rows, max_bytes)


def _each(iterable: Iterable[Any], rows: Kind, max_bytes: int) -> Iterator[Row]:
    for item in iterable:
        yield from _item(item, rows, max_bytes)


def _item(item: Any, rows: Kind, max_bytes: int) -> list[Row]:  # noqa: ANN401 (anything goes)
    name, size = "?", None
    try:
        name, content, modified = _opened(item, max_bytes)
        size = len(content)
        fits(size, max_bytes)
    except Exception as error:
        return [error_row(_named(item, name), reason(error), rows, size=size)]
    return rows_of(name, content, rows, modified=modified)


def _opened(item: Any, max_bytes: int) -> tuple[str, bytes | str, int | None]:  # noqa: ANN401
    if isinstance(item, str | os.PathLike):
        path = Path(item)
        stat = path.stat()
        fits(stat.st_size, max_bytes)
        return os.fspath(item), path.read_bytes(), stat.st_mtime_ns
    name, content = item
    if isinstance(content, bytearray | memoryview):
        content = bytes(content)
    if not isinstance(content, bytes | str):
        raise UnusableError(f"a document is bytes or text, not {type(content).__name__}")
    return str(name), content, None


def fits(size: int, max_bytes: int) -> None:
    """Raise UnusableError for a document that is too large."""
    if size > max_bytes:
        raise UnusableError(f"larger than {max_bytes} bytes, the most that is read")


def _named(item: Any, name: str) -> str:  # noqa: ANN401
    """A name for the row of an item that could not be opened."""
    if isinstance(item, str | os.PathLike):
        return str(os.fspath(item))
    try:
        return str(item[0])
    except Exception:
        return name
