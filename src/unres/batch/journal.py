"""The journal: what of a run is done, on disk beside its output, in a file of SQLite.

It is what `--resume` goes by: a document is done where its name, size and time of change are
in the journal. It is written after the rows are: what it says is true whenever a run is
killed, and rows that it does not know of are taken away by the next run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from unres.batch.files import UnusableError
from unres.batch.rows import plain_name
from unres.batch.sources import Document

#: Whether a document is new, done, done with an error, or was done before it changed.
State: TypeAlias = Literal["new", "done", "failed", "changed"]

_NOTHING: Mapping[str, int] = {}
_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS done (
    name TEXT PRIMARY KEY, size INTEGER, modified INTEGER, failed INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stale (name TEXT PRIMARY KEY, before INTEGER) WITHOUT ROWID;
"""


class Journal:
    """The journal of one output. No other run can open it at the same time."""

    def __init__(self, path: Path) -> None:
        """Open or begin it. Raises UnusableError where it cannot be used."""
        try:
            self._base = sqlite3.connect(path, isolation_level=None, timeout=0.2)
            self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._base.execute("BEGIN EXCLUSIVE")
            for statement in _TABLES.split(";"):
                self._base.execute(statement)
            self._base.execute("COMMIT")
        except sqlite3.OperationalError as error:
            busy = "locked" in str(error)
            said = "is in use by another run" if busy else f"cannot be written: {error}"
            raise UnusableError(f"{path} {said}") from None
        except sqlite3.DatabaseError:
            raise UnusableError(f"{path} is no journal of unres") from None

    def state(self, document: Document) -> State:
        """Whether a document is done."""
        row = self._base.execute(
            "SELECT size, modified, failed FROM done WHERE name = ?", (plain_name(document.name),)
        ).fetchone()
        if row is None:
            return "new"
        if row[:2] != (document.size, document.modified):
            return "changed"
        return "failed" if row[2] else "done"

    def commit(
        self,
        facts: dict[str, Any],
        documents: Iterable[Document] = (),
        failed: Collection[str] = (),
        stale: Mapping[str, int] = _NOTHING,
    ) -> None:
        """Record facts, documents as done, and names whose older rows no longer count.

        `failed` are the names of those that have an error. All or nothing is recorded.
        """
        self._base.execute("BEGIN")
        named = ((plain_name(d.name), d) for d in documents)
        rows = ((name, d.size, d.modified, name in failed) for name, d in named)
        self._base.executemany("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)", rows)
        self._base.executemany("INSERT OR REPLACE INTO stale VALUES (?, ?)", stale.items())
        self._set(facts)
        self._base.execute("COMMIT")

    def fact(self, name: str) -> Any:  # noqa: ANN401 (what JSON holds)
        """A fact that was recorded, or None."""
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def stale(self) -> dict[str, int]:
        """Names whose rows no longer count where they stand before some place."""
        return dict(self._base.execute("SELECT name, before FROM stale"))

    def cleared(self, facts: dict[str, Any]) -> None:
        """Record that no row is stale any more, and facts."""
        self._base.execute("BEGIN")
        self._base.execute("DELETE FROM stale")
        self._set(facts)
        self._base.execute("COMMIT")

    def __len__(self) -> int:
        """How many documents are done."""
        return int(self._base.execute("SELECT COUNT(*) FROM done").fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        """The names of all documents that are done."""
        return (row[0] for row in self._base.execute("SELECT name FROM done"))

    def close(self) -> None:
        """Let others open it."""
        self._base.close()

    def _set(self, facts: dict[str, Any]) -> None:
        rows = ((name, json.dumps(value)) for name, value in facts.items())
        self._base.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", rows)
