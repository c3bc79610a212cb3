"""Outputs: what a run leaves, however it ends, and what the next one makes of it."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from collections import Counter, deque
from pathlib import Path

import pytest
from attrs import evolve
from dumps import DUMP, dump, fill

from unres.batch.files import UnusableError
from unres.batch.output import Output, journal_of
from unres.batch.run import peeked, run
from unres.batch.sources import Search, documents, load
from unres.batch.work import CHUNK_DOCUMENTS, SEEN_DOCUMENTS, Options, Work

FORMS = ["jsonl", "parquet"]


class Here:
    """A pool of no process: the rows are made where they are taken."""

    window, window_bytes = 2, 1_000_000

    def __init__(self, work):
        self.work, self.waiting = work, deque()

    def put(self, chunk):
        self.waiting.append(chunk)

    def take(self):
        chunk = self.waiting.popleft()
        return chunk, self.work(chunk)

    def close(self):
        pass


@pytest.fixture(params=FORMS)
def out(request, tmp_path):
    if request.param == "parquet":
        pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
    return tmp_path / f"out.{request.param}"


def options(out, rows="documents"):
    return Options(rows, out.suffix[1:])


def steps(folder, output, opts):
    return run(documents([str(folder)], Search()), output, Here(Work(opts)))


def go(folder, out, mode="new", rows="documents", checkpoint=0.0, retry=False):
    """A run from begin to end; how far it came."""
    output = Output(out, options(out, rows), mode, checkpoint=checkpoint, retry=retry)
    try:
        *_, last = steps(folder, output, options(out, rows))
        output.finish()
    finally:
        output.close()
    return last


def rows_in(out):
    if out.suffix == ".jsonl":
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    table = pytest.importorskip("pyarrow.parquet").read_table(out)
    return table.to_pylist()


def read(out):
    """The names and numbers of all rows, in order."""
    return [(Path(row["file"]).name, row["number"]) for row in rows_in(out)]


def wanted(many):
    return [(f"{n:03}.txt", f"81/{100 + n}") for n in range(many)]


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr("unres.batch.work.CHUNK_DOCUMENTS", 2)


def test_a_run_leaves_one_file_and_its_journal(tmp_path, out):
    last = go(fill(tmp_path / "d", 5), out)
    assert read(out) == wanted(5)
    assert (last.documents, last.rows, last.failed, last.skipped) == (5, 5, 0, 0)
    assert {path.name for path in tmp_path.iterdir()} == {"d", out.name, f"{out.name}.done"}


def test_an_output_that_is_there_is_refused(tmp_path, out):
    folder = fill(tmp_path / "d", 2)
    go(folder, out)
    with pytest.raises(UnusableError, match="--resume goes on with it, --force begins anew"):
        go(folder, out)
    fill(folder, 3)
    go(folder, out, "force")
    assert read(out) == wanted(3)


def test_resuming_adds_what_is_new(tmp_path, out):
    folder = fill(tmp_path / "d", 2)
    go(folder, out)
    fill(folder, 2)  # the same again, but their time of change may be another
    for path in folder.iterdir():
        os.utime(path, ns=(1, 1))
    go(folder, out, "resume")
    (folder / "002.txt").write_text(dump(102))
    last = go(folder, out, "resume")
    assert (last.documents, last.skipped) == (1, 2)
    assert sorted(read(out)) == wanted(3)


def test_resuming_what_is_whole_changes_nothing(tmp_path, out):
    folder = fill(tmp_path / "d", 2)
    go(folder, out)
    before = out.read_bytes(), out.stat().st_mtime_ns
    assert go(folder, out, "resume").documents == 0
    assert (out.read_bytes(), out.stat().st_mtime_ns) == before


def test_resuming_where_nothing_is_begins(tmp_path, out):
    go(fill(tmp_path / "d", 2), out, "resume")
    assert read(out) == wanted(2)


@pytest.mark.parametrize("rows", ["documents", "blocks"])
def test_a_document_that_changed_is_read_again_and_its_old_rows_go(tmp_path, out, rows):
    folder = fill(tmp_path / "d", 4)
    go(folder, out, rows=rows)
    (folder / "001.txt").write_text(dump(999) + "\n\f")
    (folder / "004.txt").write_text(dump(104))
    assert go(folder, out, "resume", rows=rows).documents == 2
    numbers = dict(read(out))
    assert numbers == dict(wanted(5)) | {"001.txt": "81/999"}
    each = Counter(name for name, _ in read(out))
    assert len(set(each.values())) == 1  # as many rows as its unchanged sisters


def test_what_has_an_error_is_read_again_where_that_is_asked_for(tmp_path, out, monkeypatch):
    folder = fill(tmp_path / "d", 4)
    with monkeypatch.context() as broken:
        broken.setattr("unres.batch.work.load", _load_badly)
        assert go(folder, out).failed == 2
    assert go(folder, out, "resume").documents == 0
    last = go(folder, out, "resume", retry=True)
    assert (last.documents, last.failed) == (2, 0)
    assert sorted(read(out)) == wanted(4)
    assert go(folder, out, "resume", retry=True).documents == 0


def _load_badly(document, max_bytes):
    if document.name.endswith(("1.txt", "2.txt")):
        raise UnusableError("not today")
    return load(document, max_bytes)


def test_a_document_given_twice_is_read_once(tmp_path, out, small_chunks):
    folder = str(fill(tmp_path / "d", 3))
    output = Output(out, options(out), "new", checkpoint=0)
    twice = documents([folder, f"{folder}/001.txt", folder], Search())
    *_, last = run(twice, output, Here(Work(options(out))))
    output.finish()
    output.close()
    assert read(out) == wanted(3)
    assert last.skipped == 4


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rows": "blocks"}, "rows documents, not blocks"),
        ({"max_bytes": 5}, "max_bytes 67108864, not 5"),
        ({"time_limit": 2.0}, "time_limit None, not 2.0"),
    ],
)
def test_other_options_are_refused(tmp_path, out, changed, said):
    go(fill(tmp_path / "d", 1), out)
    with pytest.raises(UnusableError, match=said):
        Output(out, evolve(options(out), **changed), "resume")


def test_another_version_is_refused(tmp_path, out, monkeypatch):
    go(fill(tmp_path / "d", 1), out)
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "99.0")
    with pytest.raises(UnusableError, match=r"made with version .*, not 99\.0"):
        Output(out, options(out), "resume")


def test_an_output_without_its_journal_is_refused(tmp_path, out):
    go(fill(tmp_path / "d", 1), out)
    journal_of(out).unlink()
    with pytest.raises(UnusableError, match="what is done is not known; --force"):
        Output(out, options(out), "resume")


def test_a_journal_that_is_none_is_refused(tmp_path, out):
    go(fill(tmp_path / "d", 1), out)
    journal_of(out).write_bytes(b"no journal " * 1000)
    with pytest.raises(UnusableError, match="is no journal of unres"):
        Output(out, options(out), "resume")


@pytest.mark.parametrize("mode", ["resume", "force"])
def test_two_runs_do_not_share_an_output(tmp_path, out, mode):
    go(fill(tmp_path / "d", 1), out)
    other = Output(out, options(out), "resume")
    with pytest.raises(UnusableError, match="in use by another run"):
        Output(out, options(out), mode)
    other.close()


def test_a_journal_of_a_deleted_output_does_not_count(tmp_path, out):
    folder = fill(tmp_path / "d", 2)
    go(folder, out)
    out.unlink()
    go(folder, out)
    assert read(out) == wanted(2)


def test_rows_of_no_commit_are_taken_away(tmp_path):
    out = tmp_path / "out.jsonl"
    folder = fill(tmp_path / "d", 2)
    go(folder, out)
    with out.open("a") as file:
        file.write('{"file": "torn", "number": "8')
    fill(folder, 3)
    (folder / "000.txt").touch()
    os.utime(folder / "000.txt", ns=(5, 5))
    go(folder, out, "resume")
    assert sorted(read(out)) == wanted(3)


def test_an_output_that_was_cut_is_refused(tmp_path):
    out = tmp_path / "out.jsonl"
    go(fill(tmp_path / "d", 2), out)
    out.write_bytes(out.read_bytes()[:-5])
    with pytest.raises(UnusableError, match="was cut or changed since"):
        Output(out, options(out), "resume")


def test_a_parquet_file_of_others_is_refused(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra arrow is not installed")
    pa = pytest.importorskip("pyarrow")
    out = tmp_path / "out.parquet"
    go(fill(tmp_path / "d", 1), out)
    pq.write_table(pa.table({"a": [1]}), out)
    with pytest.raises(UnusableError, match="was not made by unres"):
        Output(out, options(out), "resume")


def test_parquet_says_what_made_it(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra arrow is not installed")
    out = tmp_path / "out.parquet"
    go(fill(tmp_path / "d", 3), out)
    about = json.loads(pq.read_schema(out).metadata[b"unres"])
    assert about["program"] == "unres"
    assert (about["rows"], about["columns"]) == ("documents", 1)
    assert pq.ParquetFile(out).num_row_groups == 1
    assert b"bytes" in pq.read_schema(out).field("sha256").metadata[b"description"]


@pytest.mark.parametrize("step", ["rewrite", "replace", "cleared"])
def test_a_run_that_ends_within_its_last_steps_is_resumed(tmp_path, out, monkeypatch, step):
    folder = fill(tmp_path / "d", 3)
    go(folder, out)
    (folder / "001.txt").write_text(dump(999) + "\n\f")
    (folder / "003.txt").write_text(dump(103))
    target = {
        "rewrite": "unres.batch.journal.Journal.stale",
        "replace": "pathlib.Path.replace",
        "cleared": "unres.batch.journal.Journal.cleared",
    }[step]
    real = Output.finish

    def stop(*_):
        raise KeyboardInterrupt

    def finish(self):
        self.commit()
        with monkeypatch.context() as broken:
            broken.setattr(target, stop)
            real(self)

    with monkeypatch.context() as broken:
        broken.setattr(Output, "finish", finish)
        with pytest.raises(KeyboardInterrupt):
            go(folder, out, "resume")
    go(folder, out, "resume")
    assert sorted(read(out)) == sorted((dict(wanted(4)) | {"001.txt": "81/999"}).items())


def killed(folder, out, rows, chunks, pause):
    """A run in a process of its own, killed a moment after it has written some chunks."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            add = Output.add

            def adds(self, chunk, parcel):
                os.write(tell, b".")
                add(self, chunk, parcel)
                os.write(tell, b".")

            Output.add = adds
            go(folder, out, "resume", rows)
        finally:
            os._exit(0)
    os.close(tell)
    for _ in range(chunks):
        os.read(told, 1)
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(told)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
@pytest.mark.parametrize("rows", ["documents", "blocks"])
def test_killed_at_any_time_a_run_goes_on_without_loss_or_repeat(tmp_path, out, rows, small_chunks):
    chance = random.Random(f"{out.suffix}{rows}")
    folder = fill(tmp_path / "d", 60)
    names = {name for name, _ in wanted(60)}
    counts = [0]
    while len(counts) <= 20 and counts[-1] < 60:
        killed(folder, out, rows, chance.randint(1, 4), chance.uniform(0, 0.005))
        done = _done(out)
        assert done <= names
        counts.append(len(done))
    assert counts == sorted(counts)  # what was done stays so
    assert len(set(counts)) > 5  # most of them were killed on the way
    go(folder, out, "resume", rows)
    found = read(out)
    assert list(dict.fromkeys(found)) == wanted(60)
    assert len(set(Counter(found).values())) == 1
    assert rows == "documents" or len(found) > 60


def _done(out):
    """What the journal of a run that was killed says."""
    if not journal_of(out).exists():
        return set()
    with sqlite3.connect(journal_of(out)) as base:
        tables = base.execute("SELECT name FROM sqlite_master").fetchall()
        if ("done",) not in tables:
            return set()
        return {Path(row[0]).name for row in base.execute("SELECT name FROM done")}


def test_there_must_be_a_document(tmp_path):
    with pytest.raises(UnusableError, match="there is no document to read"):
        peeked(documents([str(tmp_path)], Search()))


def test_inputs_are_named_as_they_are_needed(tmp_path):
    asked = 0

    def endless():
        nonlocal asked
        while True:
            asked += 1
            yield from documents([str(path)], Search())

    path = tmp_path / "a.txt"
    path.write_text(DUMP)
    out = tmp_path / "out.jsonl"
    output = Output(out, options(out), "new")
    output.wants = lambda _document: True
    progress = next(run(endless(), output, Here(Work(options(out)))))
    output.close()
    assert progress.documents == CHUNK_DOCUMENTS
    assert asked <= CHUNK_DOCUMENTS * (Here.window + 2) + SEEN_DOCUMENTS
