"""Processes: chunks to parcels on all cores, in order, whatever happens to a process.

A process that dies takes its whole pool with it, and the parcels on their way: the chunks
that were being read then are read again document by document in a process of their own, so
that the culprit is known and all others are kept. Pools are changed for new ones now and
then, so that what a library leaks does not add up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from attrs import define

from unres.batch.interrupts import undisturbed
from unres.batch.work import Chunk, Parcel, Work, joined

#: So many bytes of documents are on their way at most; a larger document is alone.
WINDOW_BYTES = 48 * 1024 * 1024
#: How many chunks a process reads before it is replaced.
_LIFE = 200
#: So many pools may die one after the other while they read nothing.
_PATIENCE = 3
#: So many seconds a process has to end what it reads.
_MOMENT = 10.0


#: The error of a document that no process survives.
DIED = "the process that read it died"


class StartError(Exception):
    """No process could be started."""


@define
class _Sent:
    """A chunk on its way."""

    chunk: Chunk
    pool: ProcessPoolExecutor
    future: Future[Parcel] | None = None
    #: The file that is there as long as the chunk is being read.
    mark: Path = Path()
    #: Whether it was being read when a process died.
    suspected: bool = False


class Processes:
    """A pool of processes. Chunks are `put`, and their parcels taken in the same order."""

    def __init__(self, work: Work, cores: int) -> None:
        self.window = 4 * cores
        self.window_bytes = WINDOW_BYTES
        self._work = work
        self._cores = cores
        self._marks = tempfile.TemporaryDirectory(prefix="unres-", ignore_cleanup_errors=True)
        # All processes hold one end: they end when the other is closed, or dies with this one.
        self._held, self._tether = multiprocessing.Pipe(duplex=False)
        self._waiting: deque[_Sent] = deque()
        self._numbers = count()
        self._pool = self._new(cores)
        self._sent = 0
        self._deaths = 0

    def put(self, chunk: Chunk) -> None:
        """Send a chunk."""
        if self._sent >= _LIFE * self._cores:
            # The old pool ends by itself once its chunks are read.
            self._pool.shutdown(wait=False)
            self._pool, self._sent = self._new(self._cores), 0
        sent = _Sent(chunk, self._pool)
        self._waiting.append(sent)
        self._send(sent)

    def take(self) -> tuple[Chunk, Parcel]:
        """The parcel of the oldest chunk, once it is there."""
        while True:
            sent = self._waiting[0]
            if sent.suspected or sent.future is None:
                parcel = self._alone(sent.chunk)
                break
            try:
                parcel = sent.future.result()
            except BrokenProcessPool:
                self._revive(sent.pool)
            else:
                self._deaths = 0
                break
        self._waiting.popleft()
        return sent.chunk, parcel

    def close(self) -> None:
        """End all processes; those that still read are waited for a moment.

        One that dies while it sends its parcel leaves half of it in the pipe, and the pool
        would wait for the other half.
        """
        end = threading.Thread(
            target=self._pool.shutdown, kwargs={"cancel_futures": True}, daemon=True
        )
        end.start()
        end.join(_MOMENT)
        self._tether.close()
        self._held.close()
        self._marks.cleanup()

    def _new(self, cores: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            cores, mp_context=_context(), initializer=_begin, initargs=(self._held,)
        )

    def _send(self, sent: _Sent) -> None:
        sent.pool, sent.future = self._pool, None
        sent.mark = Path(self._marks.name) / str(next(self._numbers))
        try:
            sent.future = self._pool.submit(_marked, self._work, sent.chunk, sent.mark)
        except BrokenProcessPool:
            self._revive(self._pool)  # which sends it anew
        else:
            self._sent += 1

    def _revive(self, broken: ProcessPoolExecutor) -> None:
        """A new pool for a broken one, and all its chunks sent anew but those suspected."""
        lost = [s for s in self._waiting if s.pool is broken and not (s.suspected or _done(s))]
        for sent in lost:
            sent.suspected = sent.mark.exists()
        self._deaths = 0 if any(sent.suspected for sent in lost) else self._deaths + 1
        if self._deaths > _PATIENCE:
            raise StartError("processes die as soon as they are started")
        if broken is self._pool:
            broken.shutdown(wait=False)
            self._pool, self._sent = self._new(self._cores), 0
        for sent in lost:
            if not sent.suspected:
                self._send(sent)

    def _alone(self, chunk: Chunk) -> Parcel:
        """Read a suspected chunk document by document, in a process that nothing else needs."""
        parcels: list[Parcel] = []
        pool = self._new(1)
        try:
            for document in chunk:
                try:
                    parcels.append(pool.submit(self._work, (document,)).result())
                except BrokenProcessPool:
                    parcels.append(self._work.failed(document, DIED))
                    pool.shutdown(wait=False)
                    pool = self._new(1)
        finally:
            pool.shutdown(wait=False)
        self._deaths = 0
        return joined(parcels)


def _done(sent: _Sent) -> bool:
    future = sent.future
    return future is not None and future.done() and future.exception() is None


def _context() -> multiprocessing.context.BaseContext:
    """How processes are started: clean ones, and quickly where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # What every process needs is imported once.
    context.set_forkserver_preload(["unres.batch.work", "unres.batch.warm"])
    from multiprocessing import forkserver  # noqa: PLC0415 (not where there is none)

    with undisturbed():
        forkserver.ensure_running()
    return context


def _begin(held: Connection) -> None:
    """What a new process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    threading.Thread(target=_follow, args=(held,), daemon=True).start()


def _follow(held: Connection) -> None:
    """End with the parent: what it left in a queue would be waited for, for ever."""
    with suppress(EOFError, OSError):
        held.recv()
    os._exit(1)


def _marked(work: Work, chunk: Chunk, mark: Path) -> Parcel:
    """Read a chunk, with a mark for as long as it takes: what dies leaves it behind."""
    mark.touch()
    try:
        return work(chunk)
    finally:
        mark.unlink(missing_ok=True)
