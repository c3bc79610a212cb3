"""Processes: chunks to parcels on all cores, in order, whatever happens to a process.

Each process has a pipe of its own, so that what one was reading when it died is known: that
chunk is read again document by document in a process that nothing else needs, so that the
culprit is known and all others are kept. Processes are changed for new ones now and then, so
that what a library leaks does not add up.
"""

from __future__ import annotations

from collections import deque
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler

from attrs import Factory, define

from unres.batch.files import UnusableError
from unres.batch.starting import StartError, starter
from unres.batch.work import Chunk, Parcel, Work, joined

__all__ = ["DIED", "Processes", "StartError"]

#: So many chunks a core are on their way at most, being read, waiting, or waiting to be taken.
_WINDOW = 16
#: So many bytes of documents are on their way at most; a larger document is alone.
WINDOW_BYTES = 48 * 1024 * 1024
#: How many chunks a process is sent before it is replaced.
_LIFE = 800
#: How many chunks a process has, with the one that it reads: others wait in its pipe, so that
#: it goes on while this process writes.
_AHEAD = 3
#: Only what is so small is left waiting there: the smallest pipe there is holds 8 KB, and a
#: full one would have to be waited for.
_ROOM = 3000
#: So many processes may die one after the other while they read nothing.
_PATIENCE = 3

#: The error of a document that no process survives.
DIED = "the process that read it died"


@define(eq=False)
class _Sent:
    """A chunk on its way."""

    chunk: Chunk
    #: As it goes through a pipe, where it was tried already.
    message: bytes | None = None
    parcel: Parcel | None = None
    #: Whether it was being read when a process died.
    suspected: bool = False


@define(eq=False)
class _Reader:
    """A process, by its pipe."""

    pipe: Connection
    #: What it was sent and has not answered yet; it reads the first.
    given: deque[_Sent] = Factory(deque)
    #: How many chunks it was sent.
    sent: int = 0
    #: Whether it was heard of at all.
    begun: bool = False


class Processes:
    """A pool of processes. Chunks are `put`, and their parcels taken in the same order."""

    def __init__(self, work: Work, cores: int) -> None:
        self.window = _WINDOW * cores
        self.window_bytes = WINDOW_BYTES
        self._work = work
        self._starter = starter(work)
        #: What was put and not taken, in order; and of that, what no process was sent.
        self._on_their_way: deque[_Sent] = deque()
        self._unsent: deque[_Sent] = deque()
        self._deaths = 0
        self._readers = [_Reader(self._starter.start()) for _ in range(cores)]

    def put(self, chunk: Chunk) -> None:
        """Send a chunk."""
        sent = _Sent(chunk)
        self._on_their_way.append(sent)
        self._unsent.append(sent)
        self._listen(0)

    def take(self) -> tuple[Chunk, Parcel]:
        """The parcel of the oldest chunk, once it is there."""
        sent = self._on_their_way[0]
        while sent.parcel is None:
            if sent.suspected:
                sent.parcel = self._alone(sent.chunk)
            else:
                self._listen(None)
        self._on_their_way.popleft()
        return sent.chunk, sent.parcel

    def close(self) -> None:
        """End all processes, whatever they read."""
        for reader in self._readers:
            reader.pipe.close()
        self._readers = []
        self._starter.close()

    def _listen(self, timeout: float | None) -> None:
        """Hear what processes have to say, and send them what waits."""
        readers = {reader.pipe: reader for reader in self._readers}
        for pipe in wait(list(readers), timeout):
            self._hear(readers[pipe])  # type: ignore[index]
        self._hand_out()

    def _hear(self, reader: _Reader) -> None:
        """One answer. Raises UnusableError where an extra is missing."""
        try:
            said = reader.pipe.recv()
        except (EOFError, OSError):
            self._lost(reader)
            return
        if not reader.begun:
            reader.begun = True
            return
        sent = reader.given.popleft()
        self._deaths = 0
        if reader.sent == _LIFE and not reader.given:
            self._readers.remove(reader)
            reader.pipe.close()  # by which it ends
        sent.parcel = _sound(said)

    def _hand_out(self) -> None:
        """Send what waits, to the process first that has the least to do."""
        while self._unsent:
            able = (reader for reader in self._readers if reader.sent < _LIFE)
            reader = min(able, key=lambda reader: len(reader.given))
            sent = self._unsent[0]
            if len(reader.given) == _AHEAD or (reader.given and len(_message(sent)) > _ROOM):
                return
            self._unsent.popleft()
            self._send(reader, sent)

    def _send(self, reader: _Reader, sent: _Sent) -> None:
        message, sent.message = _message(sent), None
        reader.given.append(sent)
        reader.sent += 1
        if reader.sent == _LIFE:  # the next one starts while this one reads its last
            self._readers.append(_Reader(self._starter.start()))
        try:
            reader.pipe.send_bytes(message)
        except OSError:
            self._lost(reader)

    def _lost(self, reader: _Reader) -> None:
        """A process died: its chunks are sent anew, but for the one that it read."""
        self._readers.remove(reader)
        reader.pipe.close()
        if reader.begun and reader.given:
            reader.given.popleft().suspected = True
            self._deaths = 0
        else:
            self._mourn()
        self._unsent.extendleft(reversed(reader.given))
        if reader.sent < _LIFE:
            self._readers.append(_Reader(self._starter.start()))

    def _alone(self, chunk: Chunk) -> Parcel:
        """Read a suspected chunk document by document, in a process that nothing else needs."""
        parcels: list[Parcel] = []
        pipe: Connection | None = None
        for document in chunk:
            pipe = pipe or self._begun()
            try:
                pipe.send((document,))
                said = pipe.recv()
            except (EOFError, OSError):
                pipe.close()
                pipe = None
                parcels.append(self._work.failed(document, DIED))
            else:
                parcels.append(_sound(said))
        if pipe is not None:
            pipe.close()
        self._deaths = 0
        return joined(parcels)

    def _begun(self) -> Connection:
        """The pipe to a new process that was heard of."""
        while True:
            pipe = self._starter.start()
            try:
                pipe.recv()
            except (EOFError, OSError):
                pipe.close()
                self._mourn()
            else:
                return pipe

    def _mourn(self) -> None:
        self._deaths += 1
        if self._deaths > _PATIENCE:
            raise StartError("processes die as soon as they are started")


def _message(sent: _Sent) -> bytes:
    """A chunk as it goes through a pipe."""
    if sent.message is None:
        sent.message = bytes(ForkingPickler.dumps(sent.chunk))
    return sent.message


def _sound(said: Parcel | UnusableError) -> Parcel:
    """A parcel. Raises UnusableError where there is none."""
    if isinstance(said, UnusableError):
        raise said
    return said
