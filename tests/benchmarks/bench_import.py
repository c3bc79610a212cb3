"""How long a first parse takes from nothing, beside a Python that does nothing, in one run."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

PROGRAMS = {
    "nothing": "",
    "import unres": "import unres",
    "first parse": "import unres; unres.parse('The General Assembly,\\n\\n1. Decides to rest.\\n')",
}


def run(program: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


@pytest.mark.parametrize("name", PROGRAMS)
def test_start(benchmark, name: str) -> None:
    benchmark.group = "start"
    benchmark.pedantic(run, (PROGRAMS[name],), rounds=7, warmup_rounds=2)


def test_first_parse_is_quick(capsys) -> None:
    # Interleaved, so that a busy moment of the machine meets all of them.
    for program in PROGRAMS.values():
        run(program)
    least = dict.fromkeys(PROGRAMS, float("inf"))
    for _ in range(7):
        least = {name: min(least[name], run(program)) for name, program in PROGRAMS.items()}
    with capsys.disabled():
        print("\n" + ", ".join(f"{name} {1000 * took:.0f} ms" for name, took in least.items()))
    assert least["first parse"] - least["nothing"] < 0.4
