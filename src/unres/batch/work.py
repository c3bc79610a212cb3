"""Work: what a process does with a chunk of documents."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from attrs import field, frozen

from unres.batch.columns import Kind
from unres.batch.encoding import Form, encoded
from unres.batch.files import UnusableError
from unres.batch.partition import MAX_BYTES
from unres.batch.rows import Row, error_row, reason, rows_of
from unres.batch.sources import Document, load

Chunk: TypeAlias = tuple[Document, ...]

#: A chunk's documents have so many bytes together, or are so many; a larger one is alone.
#: It takes a process some hundredths of a second: long beside the cost of sending it.
CHUNK_BYTES = 64 * 1024
CHUNK_DOCUMENTS = 16
#: Of the last documents a chunk takes this part, so that no process is left with much to do
#: when the others are done; they are seen to be the last as far as so many bytes reach.
_LAST = 1 / 6
SEEN_DOCUMENTS = 96
_SEEN_BYTES = 512 * 1024


@frozen
class Options:
    """What the rows of a run are: two runs with different options do not share a file."""

    rows: Kind = "documents"
    form: Form = "jsonl"
    #: The largest document that is read.
    max_bytes: int = MAX_BYTES
    #: The longest that one document may take, in seconds; None is as long as it takes.
    time_limit: float | None = None


@frozen
class Parcel:
    """The rows of a chunk, encoded."""

    payloads: tuple[bytes, ...] = field(repr=False)
    rows: int = 0
    #: The names of the documents that have an error.
    failed: tuple[str, ...] = ()


@frozen
class Work:
    """Reads the documents of a chunk; is sent to other processes."""

    options: Options

    def __call__(self, chunk: Chunk) -> Parcel:
        """The rows of all documents, in order. Raises UnusableError where an extra is missing."""
        read = [(document, self.read(document)) for document in chunk]
        try:
            return self._packed([row for _, rows in read for row in rows])
        except UnusableError:
            raise
        except Exception:  # a row that the format cannot hold: which is it?
            return joined(self._packed_alone(document, rows) for document, rows in read)

    def read(self, document: Document) -> list[Row]:
        """The rows of one document."""
        name, modified = document.name, document.modified
        kind = self.options.rows
        try:
            data = load(document, self.options.max_bytes)
            with limited(self.options.time_limit):
                return rows_of(name, data, kind, modified=modified)
        except Exception as error:
            said = reason(error)
        return [error_row(name, said, kind, modified=modified, size=document.size or None)]

    def failed(self, document: Document, error: str) -> Parcel:
        """What a document gives that no process survived."""
        kind, modified = self.options.rows, document.modified
        return self._packed(
            [error_row(document.name, error, kind, modified=modified, size=document.size or None)]
        )

    def _packed_alone(self, document: Document, rows: Sequence[Row]) -> Parcel:
        try:
            return self._packed(rows)
        except Exception as error:
            return self.failed(document, f"cannot be written: {reason(error)}")

    def _packed(self, rows: Sequence[Row]) -> Parcel:
        # A document that failed has one row, of either kind.
        failed = tuple(row["file"] for row in rows if row["error"] is not None)
        payload = encoded(rows, self.options.rows, self.options.form)
        return Parcel((payload,), len(rows), failed)


def joined(parcels: Iterable[Parcel]) -> Parcel:
    """Some parcels as one."""
    found = list(parcels)
    return Parcel(
        tuple(payload for parcel in found for payload in parcel.payloads),
        sum(parcel.rows for parcel in found),
        tuple(name for parcel in found for name in parcel.failed),
    )


def chunks(documents: Iterable[Document]) -> Iterator[Chunk]:
    """Documents in chunks for one process each, in order; a large one is alone.

    The chunks become smaller towards the end.
    """
    coming = iter(documents)
    seen: deque[Document] = deque()
    size = 0
    while True:
        while size < _SEEN_BYTES and len(seen) < SEEN_DOCUMENTS:
            document = next(coming, None)
            if document is None:
                break
            seen.append(document)
            size += document.size
        if not seen:
            return
        ends = size < _SEEN_BYTES and len(seen) < SEEN_DOCUMENTS
        chunk = _first(seen, size * _LAST if ends else CHUNK_BYTES)
        size -= sum(document.size for document in chunk)
        yield chunk


def _first(seen: deque[Document], most: float) -> Chunk:
    """The first of some documents, so many bytes of them; taken away."""
    chunk = [seen.popleft()]
    size = chunk[0].size
    most = min(most, CHUNK_BYTES)
    while seen and len(chunk) < CHUNK_DOCUMENTS and size + seen[0].size <= most:
        chunk.append(seen.popleft())
        size += chunk[-1].size
    return tuple(chunk)


class TimeLimitError(UnusableError):
    """A document took too long."""


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Raise TimeLimitError inside after so many seconds; None is no limit.

    By SIGALRM, so in a main thread and where the system has it. What Python cannot
    interrupt, such as a library stuck in C, ends the process some seconds later.
    """
    if seconds is None:
        yield
        return
    import faulthandler  # noqa: PLC0415 (few runs have a limit)
    import os  # noqa: PLC0415

    def stop(_signal: int, _frame: object) -> None:
        raise TimeLimitError(f"took longer than {seconds:g} s")

    old = signal.signal(signal.SIGALRM, stop)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (a file descriptor is what is needed)
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, old)


#: How long after its time a document may still end by itself, in seconds.
GRACE = 3.0
