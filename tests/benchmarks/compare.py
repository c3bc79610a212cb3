"""Print what `unres.parse` costs beside mistune and markdown-it-py, on the same text in one run.

usage: compare.py [--corpus DIR] [--sizes 100,1000,10000]

Sizes are kilobytes of invented text. --corpus adds the dumps below DIR/en and DIR/zh: read one
by one, as they are in use, and joined to one text a language.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from documents import WORDS, document
from readers import READERS, megabytes, peak_of, seconds


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
    """One line of the table: rates, how much faster than the others, memory for one text."""
    size = sum(map(megabytes, texts))
    rate = {reader: size / taken for reader, taken in seconds(texts).items()}
    memory = f"{_memory(texts[0]):.1f}" if len(texts) == 1 else ""
    return (
        f"{name:14}{size:8.2f}"
        + "".join(f"{value:21.2f}" for value in rate.values())
        + f"{rate['unres'] / rate['mistune']:12.2f}"
        + f"{rate['unres'] / rate['markdown-it-py']:15.2f}{memory:>14}"
    )


def _memory(text: str) -> float:
    """The peak while a text is read, in times its size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dump.txt")
        path.write_bytes(text.encode())
        return peak_of("unres", path) / 1e6 / megabytes(text)


def main() -> None:
    """Print the table, a line as soon as it is measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--sizes", default="100,1000,10000")
    asked = parser.parse_args()
    rates = "".join(f"{f'{reader} MB/s':>21}" for reader in READERS)
    ratios = f"{'/ mistune':>12}{'/ markdown-it':>15}{'peak / input':>14}"
    print(f"{'':14}{'MB':>8}{rates}{ratios}")
    for name, read in texts([int(size) for size in asked.sizes.split(",")], asked.corpus):
        print(row(name, read), flush=True)


if __name__ == "__main__":
    main()
