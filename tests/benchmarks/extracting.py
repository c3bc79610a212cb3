"""Print what `unres.parse` costs beside pdftotext on the same documents, set as PDFs.

usage: extracting.py [--times 15]

Each master of the fixtures is set in both house styles. pdftotext is run as it is by hand, one
process a document; what a process costs by itself (`pdftotext -v`) is told beside it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import get_args

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures"))

from making.masters import read_all
from making.setting import Style, set_pdf

import unres


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median of some runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return 1000 * median(taken)


def pdftotext(*arguments: str | Path) -> bytes:
    """What pdftotext writes."""
    return subprocess.run(["pdftotext", *arguments], capture_output=True, check=True).stdout


def main() -> None:
    """Print a line a document, and the sum."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    if not shutil.which("pdftotext"):
        raise SystemExit("extracting.py: pdftotext (poppler-utils) is not installed")
    print(f"{'':32}{'characters':>12}{'pdftotext ms':>14}{'parse ms':>10}{'share':>8}")
    extracting = parsing = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for (name, language), master in read_all().items():
            for style in get_args(Style):
                path = Path(folder, f"{name}.{language}.{style}.pdf")
                set_pdf(master, style, "printed", path)
                text = pdftotext(path, "-").decode()
                extract = milliseconds(lambda path=path: pdftotext(path, "-"), times)
                parse = milliseconds(lambda text=text: unres.parse(text), times)
                extracting, parsing = extracting + extract, parsing + parse
                print(
                    f"{path.stem:32}{len(text):12}{extract:14.1f}{parse:10.1f}"
                    f"{parse / extract:8.1%}",
                    flush=True,
                )
    print(f"{'all':32}{'':12}{extracting:14.1f}{parsing:10.1f}{parsing / extracting:8.1%}")
    started = milliseconds(lambda: pdftotext("-v"), times)
    print(f"of pdftotext's time {started:.1f} ms a document are those of a process by itself")


if __name__ == "__main__":
    main()
