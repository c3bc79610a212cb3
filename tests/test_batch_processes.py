"""Processes: order, and what happens where one dies, hangs or fails."""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import signal
import time
from itertools import repeat

import pytest
from attrs import frozen
from dumps import dump

from unres.batch import work
from unres.batch.processes import DIED, Processes, StartError
from unres.batch.rows import rows_of
from unres.batch.run import parcels
from unres.batch.sources import Document
from unres.batch.starting import Clean, Nursery
from unres.batch.work import CHUNK_BYTES, CHUNK_DOCUMENTS, Options, Work, chunks, limited


@frozen
class Fragile(Work):
    """Reads as usual, but what is called `segfault` ends its process, as a library may."""

    def read(self, document):
        if "segfault" in document.name:
            faulthandler.disable()  # which would tell of it
            ctypes.string_at(0)
        if "killed" in document.name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "stuck" in document.name:
            work.GRACE = 0.1
            with limited(0.1):
                sum(repeat(0))  # for ever, in C: no signal is looked at
        return super().read(document)


def given(name, number=1):
    data = dump(number).encode()
    return Document(name, data=data, size=len(data))


def rows(found):
    for _, parcel in found:
        yield from (json.loads(line) for part in parcel.payloads for line in part.splitlines())


def read(documents, reader, size=2, cores=2):
    pool = Processes(reader, cores)
    grouped = [tuple(documents[n : n + size]) for n in range(0, len(documents), size)]
    try:
        return list(rows(parcels(grouped, pool)))
    finally:
        pool.close()


@pytest.fixture(params=[Nursery, Clean])
def way(request, monkeypatch):
    """Each way in which processes are started, whatever this process may do."""
    if request.param is Nursery and not hasattr(os, "fork"):
        pytest.skip("the system has no fork")
    monkeypatch.setattr("unres.batch.processes.starter", request.param)


forking = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


@forking
def test_rows_come_in_order_and_none_is_lost_where_processes_die(way):
    names = [f"{n:02}" for n in range(40)]
    names[5] = "05 segfault"
    names[24], names[39] = "24 killed", "39 stuck"
    found = read([given(name) for name in names], Fragile(Options()))
    assert [row["file"] for row in found] == names
    assert [row["file"] for row in found if row["error"]] == [names[5], names[24], names[39]]
    assert {row["error"] for row in found if row["error"]} == {DIED}


@forking
def test_where_every_document_ends_its_process_the_run_ends_all_the_same(way):
    names = [f"segfault {n}" for n in range(6)]
    found = read([given(name) for name in names], Fragile(Options()), size=1)
    assert [(row["file"], row["error"]) for row in found] == [(name, DIED) for name in names]


def stillborn(pipe, work):
    os._exit(1)


@forking
@pytest.mark.parametrize(("start", "served"), [(Nursery, "serve"), (Clean, "_begin")])
def test_processes_that_cannot_start_end_the_run(monkeypatch, start, served):
    monkeypatch.setattr("unres.batch.processes.starter", start)
    monkeypatch.setattr(f"unres.batch.starting.{served}", stillborn)
    with pytest.raises(StartError, match="die as soon as they are started"):
        read([given("a")], Work(Options()))


@forking
def test_a_pool_that_is_closed_leaves_no_process(way):
    pool = Processes(Telling(Options()), 2)
    pool.put((given("a"),))
    _, parcel = pool.take()
    process = int(next(rows([(None, parcel)]))["title"])
    os.kill(process, 0)
    pool.close()
    pool.close()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("a process is left")


@forking
def test_more_than_a_pipe_holds_goes_through_in_both_directions(way):
    large = "x" * 2**20
    documents = [Document(f"{n}{large}", data=b"1. Decides", size=10) for n in range(12)]
    found = read(documents, Work(Options()), size=1)
    assert [row["file"] for row in found] == [document.name for document in documents]


@forking
def test_a_pool_is_changed_now_and_then(monkeypatch, way):
    monkeypatch.setattr("unres.batch.processes._LIFE", 2)
    names = [f"{n:02}" for n in range(16)]
    found = read([given(name) for name in names], Telling(Options()), cores=1)
    assert [row["file"] for row in found] == names
    processes = [row["title"] for row in found]
    assert len(set(processes)) == 4  # each read two chunks of two
    assert processes == sorted(processes, key=processes.index)


@frozen
class Telling(Work):
    """Tells which process read a document."""

    def read(self, document):
        return [row | {"title": str(os.getpid())} for row in super().read(document)]


@pytest.fixture
def patient(monkeypatch):
    """No machine, however busy, ends the process of these tests."""
    monkeypatch.setattr(work, "GRACE", 3600)


def test_a_document_that_takes_too_long_has_an_error(patient):
    begun = time.monotonic()
    with pytest.raises(Exception, match=r"took longer than 0\.05 s"), limited(0.05):
        time.sleep(30)
    assert time.monotonic() - begun < 20


def test_a_time_limit_ends_nothing_else(monkeypatch, patient):
    def slow(name, data, kind, *, modified):
        while name == "slow":
            pass
        return rows_of(name, data, kind, modified=modified)

    monkeypatch.setattr("unres.batch.work.rows_of", slow)
    rows_of("", "imports what is imported once", "documents")
    reader = Work(Options(time_limit=0.5))
    found = list(rows([(None, reader((given("a"), given("slow"), given("b"))))]))
    errors = [row["error"] for row in found]
    assert errors == [None, "took longer than 0.5 s", None]


@frozen
class Odd(Work):
    """Gives a value that no column holds."""

    def read(self, document):
        return [
            row | ({"bytes": 2**70} if document.name == "odd" else {})
            for row in super().read(document)
        ]


def test_a_row_that_cannot_be_written_spoils_no_other():
    pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
    parcel = Odd(Options(form="parquet"))((given("a"), given("odd"), given("b")))
    found = [
        row for part in parcel.payloads for row in pa.ipc.open_stream(part).read_all().to_pylist()
    ]
    assert [row["file"] for row in found] == ["a", "odd", "b"]
    assert parcel.failed == ("odd",)
    assert found[1]["error"].startswith("cannot be written: ")


def test_chunks_are_even_and_large_documents_alone():
    sizes = [10] * 100 + [CHUNK_BYTES * 3] + [CHUNK_BYTES // 3] * 4
    documents = [Document(str(n), size=size) for n, size in enumerate(sizes)]
    found = list(chunks(documents))
    assert [document for chunk in found for document in chunk] == documents
    assert max(map(len, found)) == CHUNK_DOCUMENTS
    assert (documents[100],) in found
    for chunk in found:
        assert len(chunk) == 1 or sum(d.size for d in chunk) <= CHUNK_BYTES


class Counting:
    """A pool that counts what is on its way."""

    window, window_bytes = 3, 1000

    def __init__(self):
        self.waiting, self.most, self.heaviest = [], 0, 0

    def put(self, chunk):
        self.waiting.append(chunk)
        self.most = max(self.most, len(self.waiting))
        self.heaviest = max(self.heaviest, sum(d.size for c in self.waiting for d in c))

    def take(self):
        return self.waiting.pop(0), None


def test_so_much_is_on_its_way_and_no_more():
    pool = Counting()
    many = [(Document(str(n), size=10),) for n in range(50)]
    assert [chunk for chunk, _ in parcels(iter(many), pool)] == many
    assert pool.most == 3
    large = [(Document(str(n), size=600),) for n in range(9)] + [(Document("x", size=5000),)]
    assert [chunk for chunk, _ in parcels(iter(large), pool)] == large
    assert pool.heaviest == 5000
