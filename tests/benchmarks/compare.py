"""Print what `unres.parse` costs beside other readers, on the same text in one run, as Markdown.

usage: compare.py [--build both|pure|compiled|this] [--corpus DIR] [--sizes 100,1000,10000]

Sizes are kilobytes of invented text. --corpus adds the dumps below DIR/en and DIR/zh: read one
by one, as they are in use, and joined to one text a language. Both builds of the package are
measured where a C compiler is: each is installed for itself, below a folder that is removed
again. Rates are megabytes of UTF-8 a second, by the median of five readings. `check` is what
`unres.check` costs beside `unres.parse`, where dumps are read one by one.

bluebell-akn is measured where it is installed (`pip install bluebell-akn`), on texts up to 1 MB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from documents import WORDS, document
from readers import LEGAL, READERS, megabytes, peak_of, seconds, share_of_check

ROOT = Path(__file__).parents[2]
#: What `UNRES_COMPILE` is for each build.
BUILDS = {"pure": "0", "compiled": "1"}
#: So large a text, in megabytes, is too much for a reader that takes a second for one.
LARGE = 1.5
COLUMNS = ("text", "MB", "unres MB/s", *(f"/ {name}" for name in [*READERS, *LEGAL][1:]))
COLUMNS += ("memory", "check")


def texts(sizes: list[int], corpus: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Name and texts of all that is read."""
    for language in WORDS:
        for size in sizes:
            yield f"{language} {size} KB", [document(language, size * 1000)]
        if corpus:
            dumps = [
                p.read_text(encoding="utf-8") for p in sorted((corpus / language).glob("*.txt"))
            ]
            if not dumps:
                raise SystemExit(f"compare.py: no dumps below {corpus / language}")
            yield f"{language} dumps", dumps
            yield f"{language} joined", ["\f".join(dumps)]


def row(name: str, texts: list[str]) -> str:
    """One line of the table: the rate, how many times that of the others, memory or checking."""
    size = sum(map(megabytes, texts))
    readers = [*READERS, *LEGAL] if size <= LARGE else [*READERS]
    taken = seconds(texts, names=readers)
    ratios = [
        f"{taken[reader] / taken['unres']:.2f}" if reader in taken else ""
        for reader in [*READERS, *LEGAL][1:]
    ]
    memory = f"{_memory(texts[0]):.1f}" if len(texts) == 1 else ""
    check = f"{share_of_check(texts):.0%}" if len(texts) > 1 else ""
    return line([name, f"{size:.2f}", f"{size / taken['unres']:.2f}", *ratios, memory, check])


def line(cells: list[str]) -> str:
    """Cells as a row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def _memory(text: str) -> float:
    """The peak while a text is read, in times its size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dump.txt")
        path.write_bytes(text.encode())
        return peak_of("unres", path) / 1e6 / megabytes(text)


def measure(sizes: list[int], corpus: Path | None) -> None:
    """Print the table of the build that this Python imports, a line as soon as it is measured."""
    print(line(list(COLUMNS)))
    print(line(["---"] * len(COLUMNS)))
    for name, read in texts(sizes, corpus):
        print(row(name, read), flush=True)


def measure_build(build: str, arguments: list[str]) -> None:
    """Install one build of the package and measure it in a Python of its own."""
    print(f"\n{build}:\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder]
        done = subprocess.run(
            [*install, str(ROOT)],
            env={**os.environ, "UNRES_COMPILE": BUILDS[build]},
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            sys.stderr.buffer.write(done.stderr)
            raise SystemExit(f"compare.py: the {build} build does not install")
        subprocess.run(
            [sys.executable, __file__, "--build", "this", *arguments],
            env={**os.environ, "PYTHONPATH": folder},
            check=True,
        )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", choices=["both", *BUILDS, "this"], default="both")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--sizes", default="100,1000,10000")
    asked = parser.parse_args()
    if asked.build == "this":
        measure([int(size) for size in asked.sizes.split(",") if size], asked.corpus)
        return
    arguments = ["--sizes", asked.sizes]
    arguments += ["--corpus", str(asked.corpus.resolve())] if asked.corpus else []
    for build in BUILDS if asked.build == "both" else [asked.build]:
        measure_build(build, arguments)


if __name__ == "__main__":
    main()
