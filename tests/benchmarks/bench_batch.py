"""`unres batch` measured: cores against one process, memory through time, kills and resumptions.

Not part of the test run: `pytest tests/benchmarks/bench_batch.py`. `UNRES_DOCUMENTS=2000`
changes how many documents are read, `UNRES_ROUNDS=3` how often. On a machine that others use
too, look at the processor time: on two free cores a run takes half of it, and a little more.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import sqlite3
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
    for row in parse_partition(files, rows=sys.argv[3]):
        out.write(to_jsonl([row]))
"""


ROUNDS = int(os.environ.get("UNRES_ROUNDS", "5"))
#: A run as short as it is worth two processes, and one of a size that collections have.
SIZES = [int(size) for size in os.environ.get("UNRES_DOCUMENTS", "1500 10000").split()]


class Measured:
    """A command that nothing looks at while it runs: its time, and all its processes' together."""

    def __init__(self, command):
        before, begun = _used(), time.perf_counter()
        subprocess.run(command, check=True)
        self.seconds = time.perf_counter() - begun
        self.cpu = _used() - before


def _used():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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


@pytest.mark.parametrize("many", SIZES)
@pytest.mark.parametrize("rows", ["documents", "blocks"])
def test_cores(tmp_path, capsys, many, rows):
    """The same rows three ways, in turn: what one round meets of other work, all three meet."""
    folder = tmp_path / "d"
    write(folder, many)
    options = ["-q", "--force", "--rows", rows]
    commands = {
        "serial": [sys.executable, "-c", SERIAL, str(folder), str(tmp_path / "serial.jsonl"), rows],
        "1 core": [*UNRES, str(folder), *options, "-o", str(tmp_path / "1.jsonl"), "--cores", "1"],
        "2 cores": [*UNRES, str(folder), *options, "-o", str(tmp_path / "2.jsonl"), "--cores", "2"],
    }
    runs = {name: [] for name in commands}
    loads = []
    for number in range(ROUNDS):
        order = list(commands) if number % 2 else list(commands)[::-1]
        for name in order:
            loads.append(os.getloadavg()[0])
            runs[name].append(Measured(commands[name]))
    with capsys.disabled():
        load = f"load {min(loads):.1f} to {max(loads):.1f}"
        print(f"\n{many} documents, rows of {rows}, the best of {ROUNDS}, {load}")
        for name, found in runs.items():
            print(
                f"{name:8} {_least(found):6.2f} s, {min(run.cpu for run in found):6.2f} s of"
                f" processor; serial / this: {_least(runs['serial']) / _least(found):.2f}, in turn"
                f" {' '.join(f'{pair:.2f}' for pair in _pairs(runs['serial'], found))}"
            )
    assert _contents(tmp_path / "2.jsonl") == _contents(tmp_path / "1.jsonl")
    assert _contents(tmp_path / "2.jsonl") == _contents(tmp_path / "serial.jsonl")


def _least(runs):
    return min(run.seconds for run in runs)


def _pairs(first, second):
    return [one.seconds / other.seconds for one, other in zip(first, second, strict=True)]


def _contents(path):
    """The rows of a file, without what differs from run to run."""
    digest = hashlib.sha256()
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        row.pop("seconds", None)
        digest.update(json.dumps(row, sort_keys=True).encode())
    return digest.hexdigest()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_memory_through_time(tmp_path, capsys, form):
    many = SIZES[-1]
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
