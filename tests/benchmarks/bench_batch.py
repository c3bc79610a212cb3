"""`unres batch` measured: cores against one process, memory through time, kills and resumptions.

Not part of the test run: `pytest tests/benchmarks/bench_batch.py`. `UNRES_DOCUMENTS=2000`
changes how many documents are read. On a machine that others use too, look at the processor
time: on two free cores a run takes half of it, and a little more.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from collection import variations, write

from unres.batch.output import journal_of

psutil = pytest.importorskip("psutil", reason="psutil is not installed")

UNRES = [sys.executable, "-m", "unres", "batch"]
#: The same rows by a plain loop: what there would be without `unres batch`.
SERIAL = """
import sys
from pathlib import Path
from unres.batch import parse_partition
from unres.batch.encoding import to_jsonl
files = sorted(str(path) for path in Path(sys.argv[1]).rglob("*.txt"))
with open(sys.argv[2], "wb") as out:
    for row in parse_partition(files):
        out.write(to_jsonl([row]))
"""


class Watched:
    """A command as it runs: its time, and the processor time and memory of all its processes."""

    def __init__(self, command, pace=0.05):
        begun = time.perf_counter()
        process = subprocess.Popen(command)
        root = psutil.Process(process.pid)
        self.used, self.samples = {}, []
        while process.poll() is None:
            self.sample(root, time.perf_counter() - begun)
            time.sleep(pace)
        self.seconds = time.perf_counter() - begun
        self.status = process.returncode
        self.cpu = sum(self.used.values())

    def sample(self, root, at):
        held = []
        for process in [root, *_below(root)]:
            try:
                times, memory = process.cpu_times(), process.memory_info().rss
            except psutil.Error:
                continue
            self.used[process.pid] = times.user + times.system
            held.append((process.pid == root.pid, memory / 1e6))
        self.samples.append((at, held))


def _below(root):
    try:
        return root.children(recursive=True)
    except psutil.Error:
        return []


def test_cores(tmp_path, capsys):
    folder, many = tmp_path / "d", int(os.environ.get("UNRES_DOCUMENTS", "2000"))
    write(folder, many)
    commands = {
        "serial": [sys.executable, "-c", SERIAL, str(folder), str(tmp_path / "serial.jsonl")],
        "1 core": [*UNRES, str(folder), "-q", "-o", str(tmp_path / "1.jsonl"), "--cores", "1"],
        "2 cores": [*UNRES, str(folder), "-q", "-o", str(tmp_path / "2.jsonl"), "--cores", "2"],
    }
    runs = {name: [] for name in commands}
    loads = []
    for _ in range(5):
        for name, command in commands.items():
            loads.append(os.getloadavg()[0])
            run = Watched([*command, *(["--force"] if "core" in name else [])])
            runs[name].append(run)
            with capsys.disabled():
                print(
                    f"\n{name:8} {run.seconds:6.2f} s, {run.cpu:6.2f} of processor",
                    end="",
                    flush=True,
                )
    wall = {name: statistics.median(run.seconds for run in found) for name, found in runs.items()}
    cpu = {name: statistics.median(run.cpu for run in found) for name, found in runs.items()}
    with capsys.disabled():
        print(f"\n{many} documents, medians of 5, load {min(loads):.1f} to {max(loads):.1f}")
        for name in commands:
            print(
                f"{name:8} {wall[name]:6.2f} s, {cpu[name]:6.2f} s of processor;"
                f" serial / this: {wall['serial'] / wall[name]:.2f},"
                f" of processor {cpu['serial'] / cpu[name]:.2f}"
            )
    assert all(run.status == 0 for found in runs.values() for run in found)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_memory_through_time(tmp_path, capsys, form):
    many = int(os.environ.get("UNRES_DOCUMENTS", "10000"))
    write(tmp_path / "d", many)
    out = tmp_path / f"out.{form}"
    run = Watched([*UNRES, str(tmp_path / "d"), "-o", str(out), "--cores", "2"], pace=0.25)
    assert run.status == 0
    fifths = [[] for _ in range(5)]
    for at, held in run.samples:
        fifths[min(4, int(at / run.seconds * 5))].append(held)
    peaks = [_peaks(fifth) for fifth in fifths]
    with capsys.disabled():
        print(f"\n{many} documents to {form} in {run.seconds:.0f} s, {run.cpu:.0f} s of processor")
        for number, (parent, child, every) in enumerate(peaks, 1):
            print(
                f"fifth {number}: peak of the parent {parent:.0f} MB,"
                f" of a process {child:.0f} MB, of all at once {every:.0f} MB"
            )
    assert peaks[4][2] <= 1.2 * peaks[1][2]


def _peaks(samples):
    parents = [memory for held in samples for is_root, memory in held if is_root]
    children = [memory for held in samples for is_root, memory in held if not is_root]
    return max(parents), max(children), max(sum(memory for _, memory in held) for held in samples)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_killed_and_resumed(tmp_path, capsys, form):
    many, rounds = 3000, 20
    write(tmp_path / "d", many)
    out = tmp_path / f"out.{form}"
    command = [*UNRES, str(tmp_path / "d"), "-o", str(out), "--checkpoint", "0.2", "-q", "--resume"]
    chance = random.Random(7)
    done = []
    for _ in range(rounds):
        process = subprocess.Popen(command)
        # So that a round gets somewhere, however busy the machine is.
        before = _size(tmp_path)
        while _size(tmp_path) == before and process.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        process.wait()
        done.append(_recorded(journal_of(out)))
    subprocess.run(command, check=True)
    names = _names(out)
    wanted = {name for name, _ in variations(many)}
    with capsys.disabled():
        lost, again = len(wanted - set(names)), len(names) - len(set(names))
        print(f"\n{form}: {rounds} kills, done after each: {done}")
        print(f"{lost} lost, {again} repeated")
    assert sorted(names) == sorted(wanted)


def _size(folder):
    """How many bytes stand in the output, whole or in parts."""
    return sum(p.stat().st_size for p in [*folder.glob("out.*"), *folder.glob("out.*/*")])


def _recorded(journal):
    """How many documents a journal says are done."""
    if not journal.exists():
        return 0
    with sqlite3.connect(journal) as base:
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'done'").fetchone():
            return 0
        return base.execute("SELECT count(*) FROM done").fetchone()[0]


def _names(out):
    if out.suffix == ".jsonl":
        files = [json.loads(line)["file"] for line in out.open(encoding="utf-8")]
    else:
        import pyarrow.parquet as pq

        files = pq.read_table(out, columns=["file"])["file"].to_pylist()
    return [Path(file).name for file in files]
