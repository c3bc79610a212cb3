"""What the text says before a place where a footnote marker may have stood.

A marker stands behind the name of a thing that its note cites, mostly where the text names
it first; and never behind a resolution that the text itself cites by number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from typing import Final

from unres.checks.citations import KINDS, Cited
from unres.checks.weights import WEIGHTS
from unres.grammar import lexicon
from unres.spans import Span

#: How far before a marker stands what it refers to, in code points: by letters, by ideographs.
_NEAR: Final = 180
_NEAR_HAN: Final = 60
_CLAUSE: Final = 0.75  # for each clause that ends between the name and the place
_FAR: Final = 0.4  # what a name at the farthest counts less
#: `its resolutions 91/14 A of 2 February 2037`, `resolution 217 A (III)`, `2149 (2037)`
_NUMBERED: Final = re.compile(
    r"(?:\d/\d{1,4}|\([IVXLC]+\)|\([12]\d{3}\))(?:\s[A-Z](?![\w]))?[^,;.:，；。、،؛()]{0,40}\Z"
)
_CITED: Final = 60
#: So many rows of words are all that a note may say.
_SAID: Final = 3
_TOKEN: Final = re.compile(r"[^\W_]+|[\u3400-\u9fff]")
_HAN_TOKEN: Final = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
#: So many words in a row are the same name when they stand twice: words, ideographs.
_NAME: Final = 3
_HAN_NAME: Final = 6
#: What stands oftener is said everywhere; no more of a note is compared, in code points.
_RARE: Final = 8
_LONGEST: Final = 600


#: The words before a place that are looked at, and how far they are looked for.
_WORDS: Final = 6
_BEFORE: Final = 80
_WORD: Final = re.compile(r"[\w’'.\-]+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
#: No longer word ends a name.
_SHORT_WORD: Final = 3


class Names:
    """Where each few words in a row stand in a stretch of text."""

    def __init__(self, source: str, stretch: Span, language: str) -> None:
        han = language == "zh"
        self._token, self._size = (_HAN_TOKEN, _HAN_NAME) if han else (_TOKEN, _NAME)
        words = self._token.findall(source, *stretch)
        self._ends: list[int] = []
        at = stretch.start
        for word in words:  # nothing but signs stands between, so it is found at once
            at = source.find(word, at) + len(word)
            self._ends.append(at)
        self._rows = self._in_rows(words)
        count = len(self._rows)
        #: The last place of each row, and the first.
        self._last = dict(zip(self._rows, range(count), strict=True))
        self._first = dict(zip(reversed(self._rows), range(count - 1, -1, -1), strict=True))

    def _in_rows(self, words: list[str]) -> list[tuple[str, ...]]:
        small = "\n".join(words).lower().split("\n")
        return list(zip(*(small[k:] for k in range(self._size)), strict=False))

    def first(self, at: int) -> bool:
        """Whether the words that end at a place stand there first, and again behind it."""
        index = bisect_left(self._ends, at - 1) - self._size + 1
        if not 0 <= index < len(self._rows):
            return False
        row = self._rows[index]
        return self._last[row] > index == self._first[row]

    def shared(self, note: str) -> list[tuple[int, float]]:
        """Where words in a row end that a note has too, and what each is worth: rare ones more."""
        wanted = self._last.keys() & self._in_rows(self._token.findall(note[:_LONGEST]))
        if not wanted:
            return []
        stands = [(at, row) for at, row in enumerate(self._rows) if row in wanted]
        times = Counter(row for _, row in stands)
        return sorted(
            (self._ends[at + self._size - 1], 1 / times[row] ** 0.5)
            for at, row in stands
            if times[row] <= _RARE
        )


class Before:
    """What a run names, says and dates; asked from place to place, it looks once."""

    def __init__(
        self,
        source: str,
        language: str,
        cited: Cited,
        run: Span,
        whole: Span,
        clauses: list[int],
    ) -> None:
        self._clauses = clauses
        self._source, self._start = source, whole.start
        self._near = _NEAR_HAN if language == "zh" else _NEAR
        self._cited = cited
        self._dated = bool(cited.years or cited.session or cited.numbers)
        self._numbered = WEIGHTS["numbered"] + WEIGHTS[f"{cited.kind}: numbered"]
        found = {kind: list(lexicon(language)[kind].finditer(source, *run)) for kind in KINDS}
        #: Where names of each kind end.
        self.names = {kind: [m.end() for m in found[kind]] for kind in KINDS}
        self._proper = sorted(
            m.end() for kind in KINDS[::2] for m in found[kind] if m[0].lstrip()[:1].isupper()
        )

    def worth(self, at: int) -> float:
        """What speaks for a place, beside the kinds of names."""
        worth = 0.0
        if self._proper:
            worth += WEIGHTS["proper name"] * self.named(self._proper, at)
        back = self._source[max(self._start, at - self._near) : at]
        tail = back[-_CITED:]
        if ("/" in tail or "(" in tail) and _NUMBERED.search(tail):
            worth += self._numbered
        return worth + self._dates(back) if self._dated else worth

    def _dates(self, back: str) -> float:
        """What years and numbers of the note say that stand before a place."""
        cited, worth = self._cited, 0.0
        if any(year in back for year in cited.years):
            worth += WEIGHTS["same year"]
        if any(year in back for year in cited.session):
            worth += WEIGHTS["same session"]
        if any(number in back for number in cited.numbers):
            worth += WEIGHTS["same number"]
        return worth

    def named(self, ends: list[int], at: int) -> float:
        """From 0 to 1: more where one of some names ends close before a place, in its clause."""
        last = bisect_right(ends, at)
        if not last or at - ends[last - 1] >= self._near:
            return 0.0
        end = ends[last - 1]
        clauses = bisect_left(self._clauses, at - 1) - bisect_left(self._clauses, end)
        return float(_CLAUSE ** max(0, clauses)) * (1 - _FAR * (at - 1 - end) / self._near)


class Words:
    """What words stand before a place: names begin with capitals, and short words end none."""

    def __init__(self, source: str, run: Span, whole: Span) -> None:
        self._source, self._start = source, whole.start
        begin = max(whole.start, run.start - _BEFORE)
        found = [m.span() for m in _WORD.finditer(source, begin, run.end)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]
        #: How many words before each begin with a capital.
        self._capitals = [0, *accumulate(source[start].isupper() for start in self._starts)]

    def worth(self, at: int) -> float:
        """What the last words before a place say."""
        index = bisect_left(self._starts, at)
        first = max(0, index - _WORDS)
        low = max(self._start, at - _BEFORE)
        while first < index and self._starts[first] < low:
            first += 1
        if first == index:
            return 0.0
        last = self._source[self._starts[index - 1] : min(at, self._ends[index - 1])]
        worth = WEIGHTS["capitals"] * (self._capitals[index] - self._capitals[first]) / _WORDS
        if len(last) <= _SHORT_WORD and last.isalpha() and last.islower():
            worth += WEIGHTS["small word"]
        return worth + WEIGHTS["year"] if _YEAR.search(last) else worth


def shared(phrases: list[tuple[int, float]], at: int, language: str) -> float:
    """How much of what a note says stands before a place, from 0 to 1."""
    if not phrases:
        return 0.0
    near = _NEAR_HAN if language == "zh" else _NEAR
    low, high = bisect_right(phrases, (at - near,)), bisect_right(phrases, (at + 1,))
    return min(1.0, sum(worth for _, worth in phrases[low:high]) / _SAID)
