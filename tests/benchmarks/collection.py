"""A collection of any size: variations of the invented fixtures, no two the same.

`python tests/benchmarks/collection.py FOLDER 10000` writes one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"


def variations(many: int) -> Iterator[tuple[str, str]]:
    """Names and texts: each fixture in turn, with a year of its own in every place."""
    dumps = sorted(FIXTURES.glob("extracted/*/source.txt"))
    for number, dump in enumerate(islice(cycle(dumps), many)):
        text = dump.read_text(encoding="utf-8")
        yield f"{number:06}.{dump.parent.name}.txt", text.replace("2038", str(2100 + number))


def write(folder: Path, many: int) -> None:
    """The variations as files, a thousand a folder."""
    for number, (name, text) in enumerate(variations(many)):
        below = folder / f"{number // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        (below / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
