"""Print what `unres.parse` costs beside pdftotext on the same documents, set as PDFs.

usage: extracting.py [--times 15] [--corpus DIR]

With a corpus, its English and Chinese documents are set anew in both house styles, as
`fixtures/anew.py` does it, and a line a language is printed. Without one, each master of the
fixtures is set in both; they are of two pages at most, so documents as long as resolutions are
follow, made of the masters' paragraphs in turn, which are much shorter than a resolution's.

pdftotext is run as it is by hand, one process a document; what a process costs by itself
(`pdftotext -v`) is told at the end. Times are the least of some runs, on the clock and of the
processor, which tells as much on a machine that others use too. The shares are of the clock, of
the processor, and of the processor without a process by itself: there pdftotext runs before each
parse, which is dearer behind anything that took some ms, were it a loop that does nothing, since
what it runs through must be fetched anew. The last share, of the sums alone, is of the clock where
the documents are parsed one after the other, as those of a folder of dumps are.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple, get_args

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures"))

import anew
from making.masters import Master, read_all
from making.setting import Style, set_pdf

import unres

LANGUAGES = ("en", "zh")
PAGES = (4, 10, 20)
#: What a paragraph begins with; what stands below it follows.
PARAGRAPH = "operative"
BELOW = ("item", "text")
NOTE = re.compile(r"\{(\d+|\*)\}")


class Taken(NamedTuple):
    """Milliseconds on the clock, and of the processor."""

    clock: float
    processor: float


class Cost(NamedTuple):
    """What one document costs."""

    name: str
    pages: int
    characters: int
    extract: Taken
    parse: Taken
    text: str


def least(works: tuple[Callable[[], object], ...], times: int) -> list[Taken]:
    """The least that each takes in some rounds, after one that is not counted."""
    taken: list[list[Taken]] = [[] for _ in works]
    for _ in range(times + 1):
        for work, into in zip(works, taken, strict=True):
            clock, processor = time.perf_counter(), _used()
            made = work()
            into.append(Taken(1000 * (time.perf_counter() - clock), 1000 * (_used() - processor)))
            del made  # a tree is freed outside the clock, as in `compare.py`
    return [Taken(*map(min, zip(*found[1:], strict=True))) for found in taken]


def _used() -> float:
    """The processor's time of this process; of one that it ran, it is that one's alone."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def pdftotext(*arguments: str | Path) -> bytes:
    """What pdftotext writes."""
    return subprocess.run(["pdftotext", *arguments], capture_output=True, check=True).stdout


def paragraphs(masters: list[Master]) -> Iterator[list[list[Any]]]:
    """The operative paragraphs of some masters, each with what is below it, without notes."""
    for master in masters:
        found: list[list[list[Any]]] = []
        below = False
        for block in master.blocks:
            below = block[0] == PARAGRAPH or (below and block[0] in BELOW)
            if block[0] == PARAGRAPH:
                found.append([])
            if below:
                found[-1].append([*block[:-1], NOTE.sub("", block[-1])])
        yield from found


def lengthened(master: Master, masters: list[Master], many: int) -> Master:
    """A master with so many more operative paragraphs, numbered on."""
    data = deepcopy(master.data)
    last = max(at for at, block in enumerate(master.blocks) if block[0] == PARAGRAPH) + 1
    while last < len(data["body"]) and data["body"][last][0] in BELOW:
        last += 1
    number = sum(block[0] == PARAGRAPH for block in master.blocks)
    more: list[list[Any]] = []
    for group in islice(cycle(paragraphs(masters)), many):
        number += 1
        label = re.sub(r"\d+", str(number), group[0][1])
        more += [[PARAGRAPH, label, group[0][2]], *group[1:]]
    data["body"][last:last] = more
    return Master(master.name, master.language, data)


def measured(path: Path, times: int) -> Cost:
    """What a PDF costs to extract, and its text to parse."""
    text = pdftotext(path, "-").decode()
    works = (lambda: pdftotext(path, "-"), lambda: unres.parse(text))
    return Cost(path.stem, text.count("\f"), len(text), *least(works, times), text)


def short(folder: Path, times: int) -> Iterator[Cost]:
    """Each master in both styles."""
    for (name, language), master in read_all().items():
        for style in get_args(Style):
            path = folder / f"{name}.{language}.{style}.pdf"
            set_pdf(master, style, "printed", path)
            yield measured(path, times)


def long(folder: Path, times: int, language: str, pages: int) -> Iterator[Cost]:
    """A document of about so many pages, in both styles."""
    masters = [master for (_, found), master in read_all().items() if found == language]
    for style in get_args(Style):
        path = folder / f"{pages} pages.{language}.{style}.pdf"
        many = 4
        while True:
            set_pdf(lengthened(masters[0], masters, many), style, "printed", path)
            if (got := pdftotext(path, "-").count(b"\f")) >= pages:
                break
            many = max(many + 1, many * pages // (got + 1))
        yield measured(path, times)


def real(folder: Path, times: int, corpus: Path, language: str) -> Iterator[Cost]:
    """The documents of a corpus in one language, as far as the house styles can hold them."""
    for (found, name), (record, _) in sorted(anew.documents(corpus).items()):
        if found != language:
            continue
        try:
            document = anew.master(record)
        except anew.Unset:
            continue
        for style in get_args(Style):
            path = folder / f"{name}.{language}.{style}.pdf"
            set_pdf(document, style, "printed", path)
            yield measured(path, times)


def told(costs: Iterator[Cost], started: Taken, times: int, name: str = "") -> None:
    """A line a document, and their sum; under a name the sum alone."""
    found = []
    for cost in costs:
        found.append(cost)
        if not name:
            print(_line(cost, started.processor), flush=True)
    whole = Cost(
        name or "all of these",
        sum(cost.pages for cost in found),
        sum(cost.characters for cost in found),
        Taken(*map(sum, zip(*(cost.extract for cost in found), strict=True))),
        Taken(*map(sum, zip(*(cost.parse for cost in found), strict=True))),
        "",
    )
    row = least(tuple(partial(unres.parse, cost.text) for cost in found), times)
    share = sum(taken.clock for taken in row) / whole.extract.clock
    print(f"{_line(whole, started.processor * len(found))}{share:10.1%}", flush=True)


def _line(cost: Cost, started: float) -> str:
    extract, parse = cost.extract, cost.parse
    return (
        f"{cost.name:26}{cost.pages:6}{cost.characters:12}"
        f"{extract.clock:14.1f}{extract.clock / cost.pages:8.2f}"
        f"{parse.clock:10.1f}{parse.clock / cost.pages:8.2f}{parse.clock / extract.clock:8.1%}"
        f"{parse.processor / extract.processor:14.1%}"
        f"{parse.processor / (extract.processor - started):17.1%}"
    )


def main() -> None:
    """Print a line a document, and the sums: of the short ones, and of each language's long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--corpus", type=Path)
    asked = parser.parse_args()
    times = asked.times
    if not shutil.which("pdftotext"):
        raise SystemExit("extracting.py: pdftotext (poppler-utils) is not installed")
    (started,) = least((lambda: pdftotext("-v"),), times)
    print(
        f"{'':26}{'pages':>6}{'characters':>12}{'pdftotext ms':>14}{'a page':>8}"
        f"{'parse ms':>10}{'a page':>8}{'share':>8}{'of processor':>14}{'without process':>17}"
        f"{'in a row':>10}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in LANGUAGES if asked.corpus else ():
            told(real(folder, times, asked.corpus, language), started, times, f"corpus, {language}")
        if not asked.corpus:
            told(short(folder, times), started, times)
        for language in LANGUAGES if not asked.corpus else ():
            told((c for n in PAGES for c in long(folder, times, language, n)), started, times)
    print(
        f"of pdftotext's time {started.clock:.1f} ms a document are those of a process by itself,"
        f" {started.processor:.1f} ms of the processor's"
    )


if __name__ == "__main__":
    main()
