"""A cluster: chunks to parcels on the workers of a dask scheduler, in order.

Needs the extra `dask`. dask.distributed sends, schedules, balances, and tries again where a
worker is lost; what is here bounds how many chunks are on their way. Files are read here and
their bytes sent, unless the workers see the same files.
"""

from __future__ import annotations

import logging
import warnings
from collections import deque
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from attrs import evolve

from unres.batch.files import UnusableError
from unres.batch.interrupts import undisturbed
from unres.batch.rows import reason
from unres.batch.sources import Document, load
from unres.batch.work import CHUNK_BYTES, Chunk, Parcel, Work, joined

#: The address that means: a cluster here, for as long as the run takes.
LOCAL = "local"
#: The error of a document that no worker survives.
DIED = "the workers that read it died"
#: Chunks on their way for each thread of the cluster: one is read, others wait beside it.
_AHEAD = 3
#: After so many chunks the cluster is counted anew: it may have grown.
_COUNTED = 64
#: How long to wait for a scheduler and for its first worker, in seconds.
_WAIT = 30


class Cluster:
    """A dask cluster. Chunks are `put`, and their parcels taken in the same order."""

    def __init__(self, work: Work, address: str, *, cores: int, shared: bool = False) -> None:
        """Reach a scheduler, or start a cluster here of so many cores.

        Raises UnusableError where the extra is not installed, nothing answers at the address,
        or the workers have another unres.
        """
        self._work = work
        self._shared = shared or address == LOCAL
        self._waiting: deque[tuple[Chunk, Any]] = deque()
        self._put = 0
        self._closed: list[Any] = []
        self._client = self._reached(address, cores)
        try:
            self._same_version()
            self._count()
        except BaseException:
            self.close()
            raise

    def put(self, chunk: Chunk) -> None:
        """Send a chunk."""
        self._put += 1
        if self._put % _COUNTED == 0:
            self._count()
        sent = tuple(map(self._sendable, chunk))
        self._waiting.append((chunk, self._submit(sent)))

    def take(self) -> tuple[Chunk, Parcel]:
        """The parcel of the oldest chunk, once it is there."""
        from distributed import KilledWorker  # noqa: PLC0415 (an extra)

        chunk, future = self._waiting.popleft()
        try:
            return chunk, _agreed(future.result())
        except KilledWorker:
            return chunk, joined(self._alone(self._sendable(document)) for document in chunk)

    def close(self) -> None:
        """Let go of the cluster; one that was started here is ended."""
        self._waiting.clear()
        for thing in self._closed:
            thing.close()

    def _alone(self, document: Document) -> Parcel:
        """A document of a chunk that workers died of."""
        from distributed import KilledWorker  # noqa: PLC0415 (an extra)

        try:
            return _agreed(self._submit((document,)).result())
        except KilledWorker:
            return self._work.failed(document, DIED)

    def _submit(self, chunk: Chunk) -> Any:  # noqa: ANN401 (the extra has no types)
        with warnings.catch_warnings():
            # A large document makes a large message, and that is meant.
            warnings.filterwarnings("ignore", "Sending large graph")
            return self._client.submit(_worked, self._work, chunk, pure=False)

    def _sendable(self, document: Document) -> Document:
        """A document as a worker can read it."""
        if document.path is None or document.error is not None:
            return document
        if self._shared:
            return evolve(document, path=str(Path(document.path).absolute()))
        try:
            data = load(document, self._work.options.max_bytes)
        except Exception as error:  # a document must not end a run
            return evolve(document, path=None, error=reason(error))
        return evolve(document, path=None, data=data)

    def _reached(self, address: str, cores: int) -> Any:  # noqa: ANN401 (the extra has no types)
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            said = "a cluster needs the extra dask: pip install 'unres[dask]'"
            raise UnusableError(said) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            if address == LOCAL:
                with undisturbed():
                    cluster = distributed.LocalCluster(
                        n_workers=cores, threads_per_worker=1, dashboard_address=None,
                        silence_logs=logging.CRITICAL,
                    )  # fmt: skip
                self._closed.append(cluster)
                address = cluster.scheduler_address
            client = distributed.Client(address, timeout=_WAIT, set_as_default=False)
            self._closed.insert(0, client)
            client.wait_for_workers(1, timeout=_WAIT)
        except (OSError, ValueError, TimeoutError) as error:
            self.close()
            said = " ".join(str(error).split()) or type(error).__name__
            raise UnusableError(f"no cluster at {address}: {said}") from None
        return client

    def _same_version(self) -> None:
        """Ask one worker before anything is sent; each parcel is looked at besides."""
        try:
            theirs = self._client.submit(metadata.version, "unres", pure=False).result(_WAIT)
        except ImportError:  # PackageNotFoundError
            raise UnusableError("the workers of the cluster have no unres installed") from None
        _agree(theirs)

    def _count(self) -> None:
        threads = sum(self._client.nthreads().values())
        self.window = max(8, _AHEAD * threads)
        self.window_bytes = self.window * CHUNK_BYTES * 2


def version() -> str:
    """The version of unres here."""
    return metadata.version("unres")


def _worked(work: Work, chunk: Chunk) -> tuple[str, Parcel]:
    """What a worker does; it tells its version with every parcel."""
    return version(), work(chunk)


def _agreed(result: tuple[str, Parcel]) -> Parcel:
    theirs, parcel = result
    _agree(theirs)
    return parcel


def _agree(theirs: str) -> None:
    """Rows of two versions must not be mixed."""
    if theirs != version():
        raise UnusableError(f"a worker of the cluster has unres {theirs}, here is {version()}")
