"""Look for texts that break a promise, guided by coverage (needs `pip install atheris`).

usage: fuzz_parse.py FOLDER [--minutes N] [any option of libFuzzer]

FOLDER/corpus holds the texts that reached new code, FOLDER/findings the texts that broke a
promise, cut down, each beside the promise it broke. A finding does not end the run.
`--replay FILE...` says what a text breaks, and no more.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from random import Random

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS)]
FIXTURES = TESTS.parent / "fixtures"

#: A text is slow that takes more than this many times the usual time per character.
SLOW = 50
#: Shorter texts are timed as if they had this length: the fixed cost of a parse is not theirs.
LEAST = 400


def read(data: bytes) -> str:
    """Any bytes as a text: what is no UTF-8 gives lone surrogates, which a str may hold."""
    return data.decode("utf-8", "surrogateescape")


def write(text: str) -> bytes:
    """The bytes that `read` made a text of."""
    return text.encode("utf-8", "surrogateescape")


class Findings:
    """The folder of findings: one text a cause, the smallest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.seen: set[object] = set()
        self.rates: list[float] = []
        self.texts = 0

    def examine(self, text: str) -> None:
        """See whether a text breaks a promise, and keep it if its cause is a new one."""
        from fuzz.promises import broken, smallest

        self.texts += 1
        start = time.process_time()
        found = broken(text)
        rate = (time.process_time() - start) / max(len(text), LEAST)
        if found and found not in self.seen:
            self.seen.add(found)
            small = smallest(text, lambda t: broken(t) == found)
            self.keep(f"{found.promise}: {found.cause}", small)
        self._time(text, rate)

    def _time(self, text: str, rate: float) -> None:
        usual = statistics.median(self.rates) if len(self.rates) > 200 else None
        if usual and rate > SLOW * usual and self._again(text) > SLOW * usual:
            self.keep(f"slow: {rate / usual:.0f} times the usual", text)
        if len(self.rates) < 2000:
            self.rates.append(rate)

    def _again(self, text: str) -> float:
        """The rate of a second try: the first may have met a busy moment, or an import."""
        from fuzz.promises import broken

        start = time.process_time()
        broken(text)
        return (time.process_time() - start) / max(len(text), LEAST)

    def keep(self, cause: str, text: str) -> None:
        """Write a finding down, and say so."""
        name = f"{len(list(self.folder.glob('*.txt'))):03}"
        (self.folder / f"{name}.txt").write_bytes(write(text))
        (self.folder / f"{name}.cause").write_text(f"{cause}\n", encoding="utf-8")
        print(f"FINDING {name} after {self.texts} texts: {cause}: {text[:200]!a}", flush=True)


def seeds() -> list[str]:
    """The texts to begin with: all fixtures, and one thing over and over."""
    from fuzz.vocabulary import REPEATED

    texts = [p.read_bytes().decode("utf-8", "replace") for p in FIXTURES.glob("*/*/source.txt")]
    return [*sorted(texts), *((unit * 300)[:400] for unit in REPEATED)]


def fuzz(folder: Path, minutes: float, options: list[str]) -> None:
    """Run until the time is over."""
    import atheris

    with atheris.instrument_imports(include=["unres"]):
        import unres.checks
        import unres.exchange.json
        import unres.exchange.outline
        import unres.layout.bidi.arabic  # noqa: F401 (all before the first text, so all is guided)
    from fuzz.mutations import mutate

    texts = seeds()
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for k, text in enumerate(texts):
        (corpus / f"seed-{k:03}").write_bytes(write(text))
    findings = Findings(folder / "findings")

    def mutator(data: bytes, size: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.random() < 0.1:
            return atheris.Mutate(data, size)
        return write(mutate(chance, read(data), texts, size))[:size]

    options = [
        f"-max_total_time={int(60 * minutes)}",
        "-max_len=7000",
        "-len_control=0",
        "-timeout=600",  # slowness is judged here, by the processor's time
        "-report_slow_units=600",
        f"-artifact_prefix={folder}/",
        *options,
    ]
    atheris.Setup(
        [sys.argv[0], *options, str(corpus)],
        lambda data: findings.examine(read(data)),
        custom_mutator=mutator,
    )
    atheris.Fuzz()


def replay(files: list[str]) -> None:
    """Say of each file what it breaks."""
    from fuzz.promises import broken

    for file in files:
        print(file, broken(read(Path(file).read_bytes())) or "keeps every promise", sep=": ")


def main() -> None:
    """Fuzz, or replay."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--replay", action="store_true")
    asked, options = parser.parse_known_args()
    if asked.replay:
        replay(asked.folder)
    else:
        fuzz(Path(asked.folder[0]), asked.minutes, options)


if __name__ == "__main__":
    main()
