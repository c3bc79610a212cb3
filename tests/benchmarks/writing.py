"""Print what writing each format costs beside parsing the same dumps, in one run.

usage: writing.py [--corpus DIR] [--every N]

Without --corpus the dumps are invented. Of a corpus, every Nth .txt file below DIR is read.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from documents import WORDS, document

import unres
from unres.cli.formats import FORMATS, writer

#: How often each is measured; the least counts.
TIMES = 3


def ways() -> dict[str, Callable[[unres.Resolution], object]]:
    """All that a tree can be written as."""
    found: dict[str, Callable[[unres.Resolution], object]] = {
        form: writer(form) for form in FORMATS if form != "tree"
    }
    found["text, folded"] = partial(unres.render, width=72)
    found["text, notes beside"] = partial(unres.render, notes="paragraph")
    found["json, no positions"] = partial(unres.to_json, positions=False)
    return found


def seconds(work: Callable[[Any], object], things: Iterable[object]) -> float:
    """The processor's time for all of them."""
    best = float("inf")
    for _ in range(TIMES):
        start = time.process_time()
        for thing in things:
            work(thing)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print the table, a line as soon as it is measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    if asked.corpus:
        files = sorted(asked.corpus.rglob("*.txt"))[:: asked.every]
        texts = [unres.read(file).source for file in files]
    else:
        texts = [document(language, 20_000) for language in WORDS for _ in range(5)]
    if not texts:
        raise SystemExit(f"writing.py: no dumps below {asked.corpus}")
    parsing = seconds(unres.parse, texts)
    trees = [unres.parse(text) for text in texts]
    print(f"{len(texts)} dumps, {sum(map(len, texts)) / 1e6:.2f} million characters")
    print(f"{'parse':22}{parsing:9.3f} s")
    for name, work in ways().items():
        taken = seconds(work, trees)
        print(f"{name:22}{taken:9.3f} s{taken / parsing:8.2f} of parsing", flush=True)


if __name__ == "__main__":
    main()
