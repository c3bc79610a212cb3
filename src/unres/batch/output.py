"""The output of a run: its rows, and the journal of what is done, in step with each other.

Rows are written first and recorded afterwards, some seconds' worth at a time: killed at any
point, the output holds all that the journal says, and the next run takes the rest away.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from attrs import asdict

from unres.batch.encoding import arrow, made
from unres.batch.files import UnusableError
from unres.batch.journal import Journal
from unres.batch.lines import Lines
from unres.batch.rows import plain_name
from unres.batch.sources import Document
from unres.batch.work import Chunk, Options, Parcel

#: What becomes of an output that is there: it is refused, gone on with, or replaced.
Mode: TypeAlias = Literal["new", "resume", "force"]

#: How often rows are recorded as done, in seconds: what a crash may cost.
CHECKPOINT = 5.0
#: And after how many bytes of rows at the latest, where they are held in memory.
_HELD = 32 * 1024 * 1024


class Sink(Protocol):
    """Where rows go: a file of lines, or parts of a Parquet file."""

    begun: int

    @property
    def waiting(self) -> int: ...  # noqa: D102
    def write(self, parcel: Parcel) -> None: ...  # noqa: D102
    def commit(self) -> dict[str, Any]: ...  # noqa: D102
    def needs_rewriting(self, stale: Mapping[str, int]) -> bool: ...  # noqa: D102
    def rewrite(self, stale: Mapping[str, int]) -> tuple[Path, dict[str, Any]]: ...  # noqa: D102
    def renamed(self) -> dict[str, Any]: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


class Output:
    """One output, open for one run."""

    def __init__(
        self,
        path: Path,
        options: Options,
        mode: Mode,
        *,
        checkpoint: float = CHECKPOINT,
        retry: bool = False,
    ) -> None:
        """Open or begin an output; `retry` means that what has an error is not done.

        Raises OSError, and UnusableError with the reason.
        """
        if options.form == "parquet":
            arrow()  # its absence is told before anything is touched
        if mode == "force":
            _remove(path)
        elif mode == "new":
            _refuse(path)
        fresh = not journal_of(path).exists()
        if fresh and path.exists():
            raise UnusableError(
                f"{path} has no {journal_of(path).name} beside it, so what is done is not known; "
                "--force begins anew"
            )
        self._path = path
        self._checkpoint = checkpoint
        self._again = ("changed", "failed") if retry else ("changed",)
        self._journal = Journal(journal_of(path))
        try:
            self._agree(options)
            self._sink = self._opened(options)
        except BaseException:
            self._journal.close()
            raise
        self._chunks: list[Chunk] = []
        self._failed: set[str] = set()
        self._open: set[str] = set()
        self._changed: set[str] = set()
        self._last = time.monotonic()

    def wants(self, document: Document) -> bool:
        """Whether a document is still to be read: neither done before nor on its way."""
        name = plain_name(document.name)
        if name in self._open:
            return False
        state = self._journal.state(document)
        if state in self._again:
            self._changed.add(name)
        elif state != "new":
            return False
        self._open.add(name)
        return True

    def add(self, chunk: Chunk, parcel: Parcel) -> None:
        """Write the rows of some documents."""
        self._sink.write(parcel)
        self._chunks.append(chunk)
        self._failed |= set(parcel.failed)
        late = time.monotonic() - self._last >= self._checkpoint
        if late or self._sink.waiting >= _HELD:
            self.commit()

    def commit(self) -> None:
        """Bring what was written to disk, and record it as done."""
        facts = self._sink.commit()
        documents = [document for chunk in self._chunks for document in chunk]
        names = {plain_name(document.name) for document in documents}
        stale = dict.fromkeys(names & self._changed, self._sink.begun)
        self._journal.commit(facts, documents, self._failed, stale)
        self._open -= names
        self._changed -= names
        self._chunks = []
        self._failed = set()
        self._last = time.monotonic()

    def finish(self) -> None:
        """Record the rest, and put the output in order: one file, no row twice."""
        self.commit()
        stale = self._journal.stale()
        if self._sink.needs_rewriting(stale):
            new, facts = self._sink.rewrite(stale)
            self._journal.commit(facts)
            new.replace(self._path)
            self._journal.cleared(self._sink.renamed())

    def count(self) -> int:
        """How many documents are recorded as done."""
        return len(self._journal)

    def close(self) -> None:
        """Let go of the output, whatever state it is in."""
        self._sink.close()
        self._journal.close()

    def _agree(self, options: Options) -> None:
        """Refuse to go on with rows of another kind."""
        mine = made(options.rows) | asdict(options)
        theirs = self._journal.fact("options")
        if theirs is None:
            self._journal.commit({"options": mine})
            return
        for name in mine:
            if mine[name] != theirs.get(name):
                raise UnusableError(
                    f"{self._path} was made with {name} {theirs.get(name)}, "
                    f"not {mine[name]}; --force begins anew"
                )

    def _opened(self, options: Options) -> Sink:
        facts = {name: self._journal.fact(name) for name in ("end", "rewritten", "part")}
        if options.form == "jsonl":
            if facts["rewritten"] is not None and self._path.stat().st_size == facts["rewritten"]:
                # The last run ended between the two last steps of `finish`.
                facts |= {"end": facts["rewritten"], "rewritten": None}
                self._journal.cleared(facts)
            return Lines(self._path, facts)
        from unres.batch.parquet import Parts  # noqa: PLC0415 (an extra)

        return Parts(self._path, facts, options.rows)


def journal_of(path: Path) -> Path:
    """The journal beside an output."""
    return path.with_name(f"{path.name}.done")


def _refuse(path: Path) -> None:
    """Refuse an output that is there already, whole or in parts."""
    parts = path.with_name(f"{path.name}.parts")
    there = next((p for p in (path, parts) if p.exists()), None)
    if there is None:
        journal_of(path).unlink(missing_ok=True)  # of an output that was deleted
    else:
        raise UnusableError(f"{there} is there: --resume goes on with it, --force begins anew")


def _remove(path: Path) -> None:
    """Take away an output and all that belongs to it."""
    if path.is_dir():
        raise UnusableError(f"{path} is a folder")
    if journal_of(path).exists():
        Journal(journal_of(path)).close()  # or another run is writing there
    for file in (journal_of(path), path):
        file.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(f"{path.name}.parts"), ignore_errors=True)
