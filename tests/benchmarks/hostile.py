"""Print how time and memory grow with the size of hostile texts, a line a text.

usage: hostile.py [--sizes 1000,10000] [--limit SECONDS] [--cases NAME,NAME] [--slow RATIO]

Sizes are kilobytes, small and large. Each text is read in a process of its own, which is
stopped when it has used the processor for longer than the limit. A ratio is the time that a
byte of the large text takes
to that of the small one: 1 where time grows linearly. Ends with status 1 where one is above
--slow.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from hostile_texts import CASES, text

Made = TypeVar("Made")

STEPS = ("parse", "check", "render", "outline")
#: Times below this are lost in the noise of the clock and of the allocator.
LEAST = 0.02


def measure(name: str, size: int, limit: int) -> None:
    """In a process of its own: print the seconds of each step as soon as it is known.

    The time is that of the processor, so that a busy machine changes little; at the limit the
    system ends the process.
    """
    import resource

    from readers import fresh_peak, peak

    import unres
    from unres.exchange.outline import records

    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    steps = {
        "check": unres.check,
        "render": unres.render,
        "outline": lambda tree: sum(1 for _ in records(tree, "x")),
    }
    warm = unres.parse(text(name, 3000))
    for work in steps.values():
        work(warm)
    source = text(name, size)
    fresh_peak()
    before = peak()
    tree = _timed("parse", lambda: unres.parse(source))
    for step, work in steps.items():
        _timed(step, partial(work, tree))
    print(json.dumps({"memory": (peak() - before) / len(source.encode("utf-8", "surrogatepass"))}))


def _timed(step: str, work: Callable[[], Made]) -> Made:
    start = time.process_time()
    made = work()
    print(json.dumps({step: time.process_time() - start}), flush=True)
    return made


def measured(name: str, size: int, limit: int) -> dict[str, float]:
    """What a process tells before it is stopped."""
    program = [sys.executable, __file__, "--measure", name, "--sizes", str(size)]
    run = subprocess.run([*program, "--limit", str(limit)], capture_output=True, check=False)
    if run.returncode > 0:
        sys.stderr.write(f"{name}: {run.stderr.decode(errors='replace').splitlines()[-1:]}\n")
    found: dict[str, float] = {}
    for line in run.stdout.splitlines():
        found |= json.loads(line)
    return found


def row(name: str, sizes: list[int], limit: int) -> tuple[str, float]:
    """One line of the table, and the worst ratio in it."""
    small, large = (measured(name, size * 1000, limit) for size in sizes)
    factor = sizes[1] / sizes[0]
    cells, worst = [], 0.0
    for step in STEPS:
        if step not in large:
            cells.append(f"{'stopped':>8}{'':>6}")
            worst = float("inf")
            continue
        ratio = large[step] / factor / max(small[step], LEAST / factor)
        ratio = ratio if large[step] >= LEAST else 0.0
        worst = max(worst, ratio)
        cells.append(f"{large[step]:8.2f}{ratio:6.2f}")
    memory = [f"{found.get('memory', float('nan')):7.1f}" for found in (small, large)]
    return f"{name:34}" + "".join(cells) + "".join(memory), worst


def _names(told: str) -> list[str]:
    names = told.split(",")
    if unknown := [name for name in names if name not in CASES]:
        raise argparse.ArgumentTypeError(f"no such case: {', '.join(unknown)}")
    return names


def main() -> None:
    """Print the table, a line as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--cases", type=_names, default=CASES, help="all by default")
    parser.add_argument("--slow", type=float, default=2.0)
    parser.add_argument("--measure", choices=CASES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    if asked.measure:
        measure(asked.measure, sizes[0], asked.limit)
        return
    head = "".join(f"{step:>8}{'ratio':>6}" for step in STEPS)
    print(f"{'seconds at ' + str(sizes[1]) + ' KB':34}{head}{'mem/B':>7}{'mem/B':>7}")
    slow = []
    for name in asked.cases:
        line, worst = row(name, sizes, asked.limit)
        print(f"{line}{'   <<' if worst > asked.slow else ''}", flush=True)
        if worst > asked.slow:
            slow.append(name)
    print(f"{len(slow)} grow faster than their texts" + (f": {', '.join(slow)}" if slow else ""))
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
