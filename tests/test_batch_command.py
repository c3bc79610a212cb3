"""`unres batch`, as a user meets it."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from dumps import dump, fill
from test_pdf import LOCK, one_page

from unres.batch.run import Progress
from unres.cli import bar, main

PAGE = Path(__file__).parent.parent / ".github" / "docs" / "batch.md"
UNRES = [sys.executable, "-m", "unres", "batch"]


def run(*args, text=None):
    return CliRunner().invoke(main, ["batch", *map(str, args)], input=text)


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_becomes_rows_and_a_summary(tmp_path):
    folder = fill(tmp_path / "d", 40)
    (folder / "020.txt").write_bytes(b"")
    result = run(folder, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("40 documents to 40 rows; 1 with an error; ")
    assert "documents/s" in result.stderr
    assert result.stderr.count("\n") == 1
    found = rows(tmp_path / "out.jsonl")
    assert [row["file"] for row in found] == [str(folder / f"{n:03}.txt") for n in range(40)]
    assert [row["error"] for row in found if row["error"]] == ["holds no text"]


def test_names_come_from_standard_input(tmp_path):
    folder = fill(tmp_path / "d", 3)
    names = "".join(f"{folder / name}\n" for name in ("002.txt", "000.txt"))
    result = run("-q", "--files-from", "-", "-o", tmp_path / "out.jsonl", text=names)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [row["number"] for row in rows(tmp_path / "out.jsonl")] == ["81/102", "81/100"]


def test_a_dump_comes_from_standard_input(tmp_path):
    run("-", "-o", tmp_path / "out.jsonl", text=dump(7))
    assert [(r["file"], r["number"]) for r in rows(tmp_path / "out.jsonl")] == [("-", "81/7")]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-o", "x.jsonl"], "no PATH is given"),
        (["d", "-o", "x.csv"], "OUT is to end with .jsonl or .parquet, not x.csv"),
        (["d", "-o", "x.jsonl", "--resume", "--force"], "exclude each other"),
        (["d", "-o", "x.jsonl", "--retry-errors"], "--retry-errors is for --resume"),
        (["d", "-o", "no/x.jsonl"], "no/x.jsonl.done cannot be written"),
        (["empty", "-o", "x.jsonl"], "there is no document to read"),
        (["d", "-o", "there.jsonl"], "there.jsonl is there: --resume"),
        (["d", "-o", "there.jsonl", "--resume"], "has no there.jsonl.done beside it"),
        (["d", "-o", "x.jsonl", "--max-size", "many"], "many is no size"),
        (["d", "-o", "x.jsonl", "--scheduler", "local", "--time-limit", "3"], "not for a cluster"),
        (["--files-from", "none.txt", "-o", "x.jsonl"], "none.txt: no such file"),
    ],
)
def test_what_cannot_be_done_is_one_line(tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "d", 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "there.jsonl").write_text("mine\n")
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "there.jsonl").read_text() == "mine\n"


@pytest.mark.parametrize("missing", ["pyarrow", "distributed"])
def test_an_extra_that_is_not_there_is_named(tmp_path, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    out = tmp_path / ("x.parquet" if missing == "pyarrow" else "x.jsonl")
    result = run(fill(tmp_path / "d", 1), "-o", out, "--scheduler", "tcp://127.0.0.1:1")
    extra = {"pyarrow": "arrow", "distributed": "dask"}[missing]
    assert f"pip install 'unres[{extra}]'" in result.stderr
    assert result.stderr.count("\n") == 1


def test_pdfs_are_read_and_a_locked_one_ends_nothing(tmp_path):
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    for name, data in {
        "a.pdf": one_page("93/41. International Year of Lighthouses"),
        "b.pdf": one_page("93/42. Fog", LOCK),
        "c.txt": b"%PDF-1.4, and no more of it",
    }.items():
        (tmp_path / name).write_bytes(data)
    result = run(tmp_path, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    whole, locked, broken = rows(tmp_path / "out.jsonl")
    assert (whole["format"], whole["number"], whole["error"]) == ("pdf", "93/41", None)
    assert (locked["format"], locked["error"]) == ("pdf", "a PDF that is locked with a password")
    assert broken["error"].startswith("a PDF that cannot be opened")


def test_where_nothing_can_be_read_the_status_says_so(tmp_path):
    result = run(tmp_path / "none.txt", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert rows(tmp_path / "out.jsonl")[0]["error"] == "no such file or directory"


def test_the_queries_of_the_documentation_run(tmp_path, monkeypatch):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "d", 3)
    assert run("d", "-o", "dumps.parquet").exit_code == 0
    assert run("d", "-o", "blocks.parquet", "--rows", "blocks").exit_code == 0
    queries = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(queries) == 3
    by_language, errors, _ = (duckdb.sql(query).fetchall() for query in queries)
    assert by_language == [("en", 3, 1.0, 0)]
    assert errors == []


def test_the_bar_tells_rate_and_time_left(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "100")
    with bar.shown(lambda: [600, 400], quiet=False) as move:
        for done in range(5):
            move(Progress(documents=10 * done, failed=1, weight=100 * done))
            time.sleep(0.12)
    said = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", sys.stderr.getvalue())
    assert "40%" in said
    assert re.search(r"40 documents, \d+/s, 1 failed", said)
    assert re.search(r"left \d:\d\d:\d\d", said)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def begun(tmp_path, out, *args):
    """A run in a process of its own, that has written something and has a lot to do."""
    command = [*UNRES, str(tmp_path / "d"), "-o", str(out), "--checkpoint", "0", *args]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not (out.exists() and out.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.01)
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_a_usable_file(tmp_path, number):
    fill(tmp_path / "d", 1500)
    out = tmp_path / "out.jsonl"
    process = begun(tmp_path, out)
    # To all of its processes, as a terminal does.
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    done = len(rows(out))
    assert 0 < done < 1500
    assert f"{out} holds {done:,} documents; --resume goes on with it" in said
    assert "Traceback" not in said


def alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_run_leaves_no_process_and_goes_on(tmp_path):
    fill(tmp_path / "d", 600)
    out = tmp_path / "out.jsonl"
    process = begun(tmp_path, out)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(process.pid)
    assert run(tmp_path / "d", "-o", out, "--resume").exit_code == 0
    assert [row["number"] for row in rows(out)] == [f"81/{100 + n}" for n in range(600)]
