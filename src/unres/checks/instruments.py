"""The instruments that resolutions cite most: where each was published, and what the text calls it.

A footnote that gives the source of an instrument hangs on its name. Which source belongs to
which name is a vocabulary of the field, and stands in `grammars/lexicon/instruments.txt`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

from unres.checks.weights import WEIGHTS
from unres.grammar import read
from unres.spans import Span

_FILE: Final = "lexicon/instruments.txt"
#: So much of a note is looked at, in code points: it may cite many things.
_LONGEST: Final = 2000
#: A name may end so far before a place: inside quotation marks.
_QUOTED: Final = 2
_APOSTROPHES: Final = "['’]"
_HYPHENS: Final = r"[\-\u2010\u2011–－]\s?"
#: What a name leaves out (`Déclaration * de Beijing`): few words.
_WORDS: Final = r"(?:\S{1,24}\s{1,3}){0,4}?"
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_TOKEN: Final = re.compile(r"(?P<words>(?<=\s)\*\s+)|(?P<rest>\*)|(?P<space>\s+)|(?P<sign>.)")


class Instrument(NamedTuple):
    """One instrument: its sources as footnotes print them, and its names by language."""

    sources: tuple[str, ...]
    names: dict[str, tuple[str, ...]]


class Mentions:
    """Where a stretch of text names the instruments that a note cites, and where others."""

    def __init__(self, source: str, language: str, note: str, stretch: Span) -> None:
        found = [
            [m.end() for m in names.finditer(source, *stretch)] for names in cited(note, language)
        ]
        self._ends = sorted(end for ends in found for end in ends)
        #: A note hangs on the first mention, mostly: 1, 1/2, 1/3 ... by where a name ends.
        self._order = {end: 1 / k for ends in found for k, end in enumerate(ends, 1)}
        own = set(self._ends)
        # A note that is lost may have been that of any instrument.
        others = any_name(language).finditer(source, *stretch) if note else ()
        self._others = [m.end() for m in others if m.end() not in own]

    def worth(self, at: int, close: Callable[[list[int], int], float]) -> float:
        """What speaks for a place; `close` tells how close before it a name ends."""
        worth = 0.0
        if self._ends:
            worth += WEIGHTS["instrument"] * close(self._ends, at)
            end = _last(self._ends, at)
            if end is not None:
                return (
                    worth
                    + WEIGHTS["instrument ends"]
                    + (WEIGHTS["instrument first"] * self._order[end])
                )
        if self._others and _last(self._others, at) is not None:
            worth += WEIGHTS["other instrument"]
        return worth


def _last(ends: list[int], at: int) -> int | None:
    """The last of some ends, where it is just before a place."""
    index = bisect_right(ends, at)
    return ends[index - 1] if index and at - ends[index - 1] <= _QUOTED else None


def cited(note: str, language: str) -> list[re.Pattern[str]]:
    """For each known instrument that a note gives the source of: what finds its names."""
    found = {_sources()[_key(m[0])] for m in _cited().finditer(note[:_LONGEST])}
    return [_names(index, language) for index in sorted(found)]


@cache
def any_name(language: str) -> re.Pattern[str]:
    """What finds the names of all instruments, as their capitals are printed."""
    every = [name for known in instruments() for name in known.names[language]]
    every.sort(key=len, reverse=True)  # where a name begins another, the longer is meant
    begin = re.escape("".join(sorted({name[0] for name in every})))
    # The look-ahead is what makes a search fast: nothing is tried elsewhere.
    return re.compile(rf"(?=[{begin}])(?:{'|'.join(map(_pattern, every))})")


@cache
def _names(index: int, language: str) -> re.Pattern[str]:
    """What finds the names of one instrument in a text."""
    return re.compile("|".join(map(_pattern, instruments()[index].names[language])), re.IGNORECASE)


@cache
def instruments() -> tuple[Instrument, ...]:
    """All instruments, in the order of the file."""
    return tuple(_blocks(read(_FILE)))


def _blocks(text: str) -> Iterator[Instrument]:
    """The instruments of a file: blocks of lines, the first for sources, then one a language."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    for block in "\n".join(lines).split("\n\n"):
        head, *rest = block.strip().split("\n")
        if rest:
            called = {line[:2]: tuple(n.strip() for n in line[3:].split("|")) for line in rest}
            yield Instrument(tuple(source.strip() for source in head.split(";")), called)


@cache
def _sources() -> dict[str, int]:
    """The number of each instrument, by its sources without blanks."""
    known = enumerate(instruments())
    return {_key(source): index for index, one in known for source in one.sources}


@cache
def _cited() -> re.Pattern[str]:
    """What finds the sources of instruments in a note: `70/1` is none in `A/70/1` or `70/12`."""
    every = (re.escape(s).replace(r"\ ", r"\s*") for one in instruments() for s in one.sources)
    return re.compile(rf"(?<![A-Za-z\d/-])(?<!\d\.)(?:{'|'.join(every)})(?![A-Za-z\d/-]|\.\w)")


def _key(source: str) -> str:
    return "".join(source.split())


def _pattern(name: str) -> str:
    """The expression of a name: lines may break in it, and extractors have their own hyphens."""
    han = _HAN.search(name) is not None
    forms = {
        "words": _WORDS,
        "rest": r"[^\W\d_]*",
        "space": r"\s*" if han else r"\s+",
        "'": _APOSTROPHES,
        "’": _APOSTROPHES,
        **dict.fromkeys("-–－", _HYPHENS),
    }
    found = []
    for match in _TOKEN.finditer(name):
        kind, sign = str(match.lastgroup), match[0]
        plain = re.escape(sign) + (r"\s*" if han else "")
        found.append(forms.get(sign if kind == "sign" else kind, plain))
    return "".join(found).removesuffix(r"\s*")
