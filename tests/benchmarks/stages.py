"""Print what each stage of a parse costs, in milliseconds and beside reading and splitting alone.

usage: stages.py [--corpus DIR] [--rounds N]

English and Chinese: the dumps below DIR/en and DIR/zh, each read by itself, or else invented
text. The last column is the time of a stage to that of decoding the same bytes and splitting
them into lines and words. Time is the processor's, the least of some rounds; a stage's is its
own, without that of the stages it calls.

Stages are found, not listed: what `unres.parse` and `unres.layout.reading` call of other modules
of the package is timed under the name of its module. Compiled modules call each other past any
clock: measure the pure Python ones.
"""

from __future__ import annotations

import argparse
import ast
import functools
import inspect
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from documents import document

#: Not by `import`: `unres.parse` is the function too.
PARSE = import_module("unres.parse")
READING = import_module("unres.layout.reading")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "typeset"
LANGUAGES = ("en", "zh")
#: The stages in which all others are called.
REST = {"reading": "reading (the rest)", "parse": "parse (the rest)"}


class Clock:
    """How long each stage took by itself. One runs at a time: that which was begun last."""

    def __init__(self) -> None:
        self.taken: defaultdict[str, int] = defaultdict(int)
        self._running: list[str] = []
        self._since = 0

    def _turn(self) -> None:
        now = time.process_time_ns()
        if self._running:
            self.taken[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under the name of a stage."""

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            self._turn()
            self._running.append(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self._turn()
                self._running.pop()

        return wrapper


def instrument(clock: Clock, module: ModuleType) -> None:
    """Time all that a module calls of the package's other modules, and its public functions."""
    called = {
        node.attr
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Attribute)
    }
    for name, value in list(vars(module).items()):
        if isinstance(value, ModuleType):
            if value.__name__.startswith("unres.") and value is not READING:
                for attribute in called & set(vars(value)):
                    _replace(clock, value, attribute, called)
        else:
            _replace(clock, module, name, called)


def _replace(clock: Clock, owner: Any, name: str, called: set[str]) -> None:
    """Time one function, or of a class its making and the methods that are called by name."""
    value = vars(owner)[name]
    origin = getattr(value, "__module__", None) or ""
    if hasattr(value, "__wrapped__") or not origin.startswith("unres.") or _is_private(name):
        return
    if isinstance(value, FunctionType):
        setattr(owner, name, clock.timed(origin.rpartition(".")[2], value))
    elif isinstance(value, type) and ".layout." in origin:
        for method in {"__init__", *called} & set(vars(value)):
            if isinstance(vars(value)[method], FunctionType):
                _replace(clock, value, method, called)


def _is_private(name: str) -> bool:
    return name.startswith("_") and name != "__init__"


def split_alone(data: bytes) -> list[list[str]]:
    """Read and split, and nothing else: lines, and the words of each."""
    return [line.split() for line in data.decode().split("\n")]


def dumps(language: str, corpus: Path) -> list[bytes]:
    """The bytes that are read: of a corpus where there is one."""
    found = sorted((corpus / language).glob("*.txt"))
    return [p.read_bytes() for p in found] or [document(language, 100_000).encode()]


def rounds(clock: Clock, texts: list[bytes], times: int) -> Iterator[tuple[int, dict[str, int]]]:
    """Of each round the time of splitting alone and that of each stage, in nanoseconds."""
    for _ in range(times):
        start = time.process_time_ns()
        for data in texts:
            split_alone(data)
        alone = time.process_time_ns() - start
        clock.taken.clear()
        for data in texts:
            PARSE.parse(data.decode())
        yield alone, dict(clock.taken)


def main() -> None:
    """Print a table a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    clock = Clock()
    instrument(clock, READING)
    instrument(clock, PARSE)
    for language in LANGUAGES:
        texts = dumps(language, asked.corpus)
        PARSE.parse(texts[0].decode())  # what is made once is made here
        measured = list(rounds(clock, texts, asked.rounds))
        alone = min(time for time, _ in measured)
        least = {
            stage: min(taken.get(stage, 0) for _, taken in measured)
            for stage in {name for _, taken in measured for name in taken}
        }
        whole = sum(least.values())
        size = sum(map(len, texts))
        print(
            f"\n{language}: {len(texts)} dumps, {size / 1e6:.2f} MB, {size * 1e3 / whole:.2f} MB/s"
        )
        print(f"{'stage':34}{'ms':>9}{'share':>8}{'/ split':>9}")
        for stage, took in sorted(least.items(), key=lambda item: -item[1]):
            name = REST.get(stage, stage)
            print(f"{name:34}{took / 1e6:9.2f}{took / whole:8.1%}{took / alone:9.2f}")
        print(f"{'all':34}{whole / 1e6:9.2f}{1:8.0%}{whole / alone:9.2f}")
        print(f"{'read and split alone':34}{alone / 1e6:9.2f}{alone / whole:8.1%}{1:9.2f}")


if __name__ == "__main__":
    main()
