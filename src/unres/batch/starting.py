"""Starting: processes that read documents, each at the other end of a pipe.

Where a process can fork in safety (Linux, one thread) they come from a nursery: a copy of
this process, made before anything is open, that imports what reading needs while this one
goes on, and forks again for each of them. Elsewhere they are started clean, and import all
of it anew.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess, parent_process
from typing import NoReturn, Protocol

from unres.batch.files import UnusableError
from unres.batch.interrupts import undisturbed
from unres.batch.rows import reason
from unres.batch.sources import Document
from unres.batch.work import Chunk, Parcel, Work

#: What a new process says first. Its answer to a chunk is the parcel, or why there is none.
READY = "ready"
#: Reading this imports what reading needs.
_SAMPLE = b"The General Assembly,\n1. Decides to begin.\n"


class StartError(Exception):
    """No process could be started."""


class Starter(Protocol):
    """Starts processes, and ends them; they end too when this process dies."""

    def start(self) -> Connection:
        """The pipe to a new process. Raises StartError."""

    def close(self) -> None:
        """End all processes, whatever they do."""


def starter(work: Work) -> Starter:
    """The quickest way to start processes that is safe here."""
    return Nursery(work) if _forks() else Clean(work)


class Nursery:
    """A process that forks those that read. It is alone in its memory, so it may at any time."""

    def __init__(self, work: Work) -> None:
        self._line, theirs = socket.socketpair()
        self._process = os.fork()
        if not self._process:
            try:
                self._line.close()
                _nurse(theirs, work)
            finally:
                os._exit(1)
        theirs.close()

    def start(self) -> Connection:
        """The pipe to a new process. Raises StartError."""
        ours, theirs = multiprocessing.Pipe()
        try:
            socket.send_fds(self._line, [b"+"], [theirs.fileno()])
        except OSError:
            raise StartError("the process that starts others died") from None
        theirs.close()
        return ours

    def close(self) -> None:
        """End all processes, whatever they do."""
        self._line.close()
        if self._process:
            os.waitpid(self._process, 0)
            self._process = 0


class Clean:
    """Processes that are started by `multiprocessing`, clean ones."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._context = _context()
        self._born: list[BaseProcess] = []

    def start(self) -> Connection:
        """The pipe to a new process. Raises StartError."""
        ours, theirs = multiprocessing.Pipe()
        process = self._context.Process(target=_begin, args=(theirs, self._work), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        self._born = [*(born for born in self._born if born.is_alive()), process]
        return ours

    def close(self) -> None:
        """End all processes, whatever they do."""
        for process in self._born:
            process.kill()
            process.join()


def serve(pipe: Connection, work: Work) -> None:
    """Answer each chunk that comes with its parcel, until the pipe is closed."""
    with suppress(EOFError, OSError):
        pipe.send(READY)
        while True:
            pipe.send(_answer(work, pipe.recv()))


def _answer(work: Work, chunk: Chunk) -> Parcel | UnusableError:
    try:
        return work(chunk)
    except UnusableError as error:
        return error
    except Exception as error:
        return UnusableError(reason(error))


def _forks() -> bool:
    """Whether this process is one that may fork: another thread could hold a lock for ever."""
    tasks = "/proc/self/task"
    return sys.platform == "linux" and os.path.isdir(tasks) and len(os.listdir(tasks)) == 1  # noqa: PTH112, PTH208


def _nurse(line: socket.socket, work: Work) -> NoReturn:
    """What the nursery does: a process for each pipe it is sent; their end when the line ends."""
    _deaf()
    warm(work)
    gc.freeze()  # what is here now is never looked at again: it stays one for all
    born: set[int] = set()
    while True:
        _, handles, _, _ = socket.recv_fds(line, 1, 1)
        born = {process for process in born if not _ended(process)}
        if not handles:
            break
        process = os.fork()
        if not process:
            try:
                line.close()
                serve(Connection(handles[0]), work)
            finally:
                os._exit(0)
        os.close(handles[0])
        born.add(process)
    for process in born:
        os.kill(process, signal.SIGKILL)
    for process in born:
        os.waitpid(process, 0)  # so that they are gone, and what they took is counted
    os._exit(0)


def _ended(process: int) -> bool:
    """Whether a child has ended; its number may then be another's."""
    return os.waitpid(process, os.WNOHANG)[0] == process


def warm(work: Work) -> None:
    """Import all that reading and writing rows needs; what cannot be is told when it is used."""
    with suppress(Exception):
        work((Document("", data=_SAMPLE, size=len(_SAMPLE)),))


def _context() -> multiprocessing.context.BaseContext:
    """How clean processes are started: quickly where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # What every process needs is imported once.
    context.set_forkserver_preload(["unres.batch.starting", "unres.batch.warm"])
    from multiprocessing import forkserver  # noqa: PLC0415 (not where there is none)

    with undisturbed():
        forkserver.ensure_running()
    return context


def _begin(pipe: Connection, work: Work) -> None:
    """What a clean process does."""
    _deaf()
    threading.Thread(target=_follow, daemon=True).start()
    serve(pipe, work)


def _deaf() -> None:
    """The parent alone decides when to end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _follow() -> None:
    """End with the parent, in the middle of a document too."""
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
