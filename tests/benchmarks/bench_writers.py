"""What writing a tree costs against parsing it, and what comparing two costs, by size.

Not part of the test run: `pytest tests/benchmarks/bench_writers.py`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import unres
from unres.nodes import Operative, Resolution

SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "typeset"
WRITERS: dict[str, Callable[[Resolution], str]] = {
    "clean text": unres.render,
    "markdown": unres.to_markdown,
    "html": unres.to_html,
}
#: Ratio of one size to one four times larger: linear work is 4, a matrix 16; a busy machine
#: adds to both.
LINEAR = 8


def least(work: Callable[[], object], times: int = 3) -> float:
    """The shortest processor time of a few runs, in seconds."""
    found = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        found = min(found, time.process_time() - start)
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_writing_costs_less_than_parsing(capsys) -> None:
    dumps = [path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*/*.txt"))]
    trees = [unres.parse(dump) for dump in dumps]
    parsing = least(lambda: [unres.parse(dump) for dump in dumps], 2)
    shares = {
        name: least(lambda write=write: [write(tree) for tree in trees]) / parsing
        for name, write in WRITERS.items()
    }
    with capsys.disabled():
        told = ", ".join(f"{name} {share:.3f}" for name, share in shares.items())
        print(f"\nof the time of parsing {len(dumps)} dumps: {told}")
    assert max(shares.values()) < 1


def resolution(texts: list[str]) -> Resolution:
    body = tuple(Operative(label=f"{k}.", text=text) for k, text in enumerate(texts, 1))
    return Resolution(language="en", body=body)


def words(seed: int, paragraphs: int) -> list[str]:
    """Paragraphs of forty words each, out of three thousand."""
    chance = random.Random(seed)
    known = ["".join(chance.choices("abcdefghilmnoprstu", k=7)) for _ in range(3000)]
    return [" ".join(chance.choices(known, k=40)) for _ in range(paragraphs)]


def edited(texts: list[str]) -> list[str]:
    """Every tenth paragraph changed in a word, every fiftieth lost, a hundred moved."""
    chance = random.Random(1)
    found = []
    for k, text in enumerate(texts):
        if k % 50 == 0:
            continue
        found.append(text.replace(" ", " other ", 1) if k % 10 == 0 else text)
    for _ in range(100):
        found.insert(chance.randrange(len(found)), found.pop(chance.randrange(len(found))))
    return found


PAIRS: dict[str, Callable[[int], tuple[list[str], list[str]]]] = {
    "edited": lambda count: (words(0, count), edited(words(0, count))),
    "all equal": lambda count: (["Decides so;"] * count, ["Decides so;"] * (count // 2)),
    "nothing in common": lambda count: (words(0, count), words(7, count)),
    "alike but for a number": lambda count: (
        [f"Decides to light tower {k} at dusk;" for k in range(count)],
        [f"Decides to light tower {k} at dawn;" for k in range(count)][::-1],
    ),
    "one word over and over": lambda count: (["so " * 40 * count], ["so " * 39 * count + "no"]),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_comparing_grows_as_the_text_does(kind: str, capsys) -> None:
    took = []
    for count in (2500, 10_000):
        old, new = map(resolution, PAIRS[kind](count))
        took.append(least(lambda old=old, new=new: unres.diff(old, new), 2))
    with capsys.disabled():
        print(f"\n{kind}: 10,000 paragraphs in {took[1]:.2f} s, {took[1] / took[0]:.1f} x 2,500")
    assert took[1] / took[0] < LINEAR
