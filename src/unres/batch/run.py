"""A run: the documents that paths mean, read by processes, their rows written as they come.

Memory is bounded whatever the input holds: documents are named, read and written in chunks,
of which so many and no more are on their way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import Protocol

from attrs import define

from unres.batch.files import UnusableError
from unres.batch.output import Output
from unres.batch.sources import Document
from unres.batch.work import Chunk, Parcel, chunks


class Pool(Protocol):
    """Whatever reads chunks: processes here, or a cluster."""

    #: How many chunks are on their way at most.
    window: int
    #: How many bytes of documents are on their way at most; a larger document is alone.
    window_bytes: int

    def put(self, chunk: Chunk) -> None:
        """Send a chunk."""

    def take(self) -> tuple[Chunk, Parcel]:
        """The parcel of the oldest chunk, once it is there."""

    def close(self) -> None:
        """End what was begun."""


@define
class Progress:
    """How far a run is."""

    documents: int = 0
    failed: int = 0
    rows: int = 0
    #: Bytes of the documents.
    bytes: int = 0
    #: Bytes of disk that were read for them, what was done before included.
    weight: int = 0
    #: Documents that were done before, or given twice.
    skipped: int = 0


def run(
    documents: Iterable[Document],
    output: Output,
    pool: Pool,
    shield: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Iterator[Progress]:
    """Read documents and write their rows, in order; tells how far it is after each chunk.

    Documents that the output has are skipped. Raises what the output and the pool raise;
    the output is then to be finished or closed by the caller. The Progress is one and the
    same object, and grows. No interrupt is to get inside `shield`.
    """
    progress = Progress()
    wanted = _wanted(documents, output, progress)
    for chunk, parcel in parcels(chunks(wanted), pool):
        with shield():
            output.add(chunk, parcel)
        progress.documents += len(chunk)
        progress.failed += len(parcel.failed)
        progress.rows += parcel.rows
        progress.bytes += sum(document.size for document in chunk)
        progress.weight += sum(document.weight for document in chunk)
        yield progress
    yield progress


def parcels(found: Iterable[Chunk], pool: Pool) -> Iterator[tuple[Chunk, Parcel]]:
    """The parcels of chunks, in order, a bounded number of chunks being on their way."""
    sizes: deque[int] = deque()
    for chunk in found:
        size = sum(document.size for document in chunk)
        while sizes and (len(sizes) >= pool.window or sum(sizes) + size > pool.window_bytes):
            sizes.popleft()
            yield pool.take()
        sizes.append(size)
        pool.put(chunk)
    for _ in sizes:
        yield pool.take()


def peeked(documents: Iterator[Document]) -> Iterator[Document]:
    """The same documents. Raises UnusableError where there is none."""
    first = next(documents, None)
    if first is None:
        raise UnusableError("there is no document to read")
    return chain((first,), documents)


def _wanted(
    documents: Iterable[Document], output: Output, progress: Progress
) -> Iterator[Document]:
    for document in documents:
        if output.wants(document):
            yield document
        else:
            progress.skipped += 1
            progress.weight += document.weight
