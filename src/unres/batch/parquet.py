"""A Parquet file that is written in parts, and that a crash cannot spoil.

A Parquet file has its index at its end: one that was not closed cannot be read. So a run
writes small whole files to `OUT.parts/`, and puts them together as OUT at its end. A run
that was killed leaves its parts, each of which is a Parquet file; one that was interrupted
puts together what there is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from unres.batch.columns import Kind
from unres.batch.encoding import METADATA, arrow, made, schema
from unres.batch.files import UnusableError
from unres.batch.work import Parcel

#: A row group holds so many rows or so many bytes in memory: engines read one at a time.
_GROUP_ROWS = 50_000
_GROUP_BYTES = 32 * 1024 * 1024


class Parts:
    """The parts of one run after another, counted on, and the file they are put together to."""

    def __init__(self, path: Path, facts: Mapping[str, Any], kind: Kind) -> None:
        """Go on where the last run left; `facts` are those of its last commit.

        Raises OSError, and UnusableError where the extra is not installed or a file is damaged.
        """
        self._kind = kind
        self._path = path
        self._folder = parts_of(path)
        self._number = facts.get("part") or 0
        self._merged = _merged(path)
        self._tables: list[Any] = []
        self.waiting = 0
        #: Parts from this number on are of this run.
        self.begun = self._number + 1
        self._folder.mkdir(exist_ok=True)
        for part in self._folder.iterdir():
            if not self._merged < _number(part) <= self._number:
                part.unlink()  # was put together already, or was never committed
        kept = {_number(part) for part in self._folder.iterdir()}
        if kept != set(range(self._merged + 1, self._number + 1)):
            raise UnusableError(f"{self._folder} lacks parts; --force begins anew")

    def write(self, parcel: Parcel) -> None:
        """Add rows; they are held until the next commit."""
        pa = arrow()
        for payload in parcel.payloads:
            table = pa.ipc.open_stream(payload).read_all()
            self._tables.append(table)
            self.waiting += table.nbytes

    def commit(self) -> dict[str, Any]:
        """Bring all rows to disk as one part; the facts that tell of it."""
        if self._tables:
            import pyarrow.parquet as pq  # noqa: PLC0415 (an extra)

            self._number += 1
            part = self._folder / f"{self._number:06}.parquet"
            new = part.with_suffix(".new")
            pq.write_table(arrow().concat_tables(self._tables), new, compression="zstd")
            _settle(new, part)
            self._tables, self.waiting = [], 0
        return {"part": self._number}

    def needs_rewriting(self, stale: Mapping[str, int]) -> bool:
        """Whether there is anything to put together."""
        return self._number > self._merged or bool(stale) or not self._path.exists()

    def rewrite(self, stale: Mapping[str, int]) -> tuple[Path, dict[str, Any]]:
        """All rows as one new file, without those of some names before some part."""
        import pyarrow.parquet as pq  # noqa: PLC0415 (an extra)

        new = self._path.with_name(f"{self._path.name}.new")
        about = json.dumps(made(self._kind) | {"parts": self._number})
        with pq.ParquetWriter(
            new, schema(self._kind).with_metadata({METADATA: about}), compression="zstd"
        ) as writer:
            for table in _groups(self._batches(stale)):
                writer.write_table(table, row_group_size=table.num_rows)
        return new, {}

    def renamed(self) -> dict[str, Any]:
        """The parts are no longer needed once the new file stands in the old one's place."""
        self._merged = self._number
        shutil.rmtree(self._folder, ignore_errors=True)
        return {}

    def close(self) -> None:
        """Leave no empty folder."""
        if self._folder.is_dir() and not any(self._folder.iterdir()):
            self._folder.rmdir()

    def _batches(self, stale: Mapping[str, int]) -> Iterator[Any]:
        files = [(self._merged, self._path)] if self._path.exists() else []
        files += sorted((_number(part), part) for part in self._folder.iterdir())
        for number, path in files:
            gone = [name for name, before in stale.items() if number < before]
            yield from _kept(path, gone)


def parts_of(path: Path) -> Path:
    """The folder of an output's parts."""
    return path.with_name(f"{path.name}.parts")


def _number(part: Path) -> int:
    """A part's number; one that was not finished has none, which is 0."""
    return int(part.stem) if part.suffix == ".parquet" and part.stem.isdecimal() else 0


def _merged(path: Path) -> int:
    """How many parts a file was put together from."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (an extra)

    if not path.exists():
        return 0
    try:
        about = (pq.read_schema(path).metadata or {})[METADATA]
        return int(json.loads(about)["parts"])
    except (arrow().ArrowInvalid, KeyError, ValueError):
        raise UnusableError(f"{path} was not made by unres; --force begins anew") from None


def _kept(path: Path, gone: list[str]) -> Iterator[Any]:
    """The rows of a file, in batches, without those of some names."""
    import pyarrow.compute as pc  # noqa: PLC0415 (an extra)
    import pyarrow.parquet as pq  # noqa: PLC0415

    pa = arrow()
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=4096):
            table = pa.Table.from_batches([batch])
            if gone:
                table = table.filter(pc.invert(pc.is_in(table["file"], pa.array(gone))))
            yield table


def _groups(tables: Iterator[Any]) -> Iterator[Any]:
    """Tables put together to row groups."""
    held: list[Any] = []
    rows = size = 0
    for table in tables:
        held.append(table)
        rows, size = rows + table.num_rows, size + table.nbytes
        if rows >= _GROUP_ROWS or size >= _GROUP_BYTES:
            yield arrow().concat_tables(held)
            held, rows, size = [], 0, 0
    if rows:
        yield arrow().concat_tables(held)


def _settle(new: Path, path: Path) -> None:
    """Bring a file to disk, then give it its name."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    new.replace(path)
