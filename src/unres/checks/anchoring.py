"""Where a lost footnote marker stood: the place that most evidence speaks for.

The markers before and after bound the search. Inside, a place gains from the space that a
marker left behind, from words that name what the note cites, from words that both share,
and from standing on the page of the note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from math import exp
from typing import NamedTuple

from unres.checks import citations
from unres.nodes import Footnote, NoteRef, Prose, Resolution, Table, walk, walk_body
from unres.spans import LineIndex, Span

#: Where a marker may stand: at a sign that ends a clause, at a gap, at the end of a line.
_STOPS = ",;.:!?，；。、：》」）)»”’،؛"
_PLACE = re.compile(rf"[{_STOPS}](?!\d)|\w(?=[ \t]?\r?\n)")
#: Traces of a marker: a gap in a line, one at its end, a blank line, a space behind a Chinese
#: stop, a stop that stands off its word or begins a line.
_GAPS = tuple(
    re.compile(gap)
    for gap in (
        r"  (?<=[^\s.]  )(?=\S)",
        r"   (?<=[^\s.]   )(?=\S)",
        r"    (?<=[^\s.]    )(?=\S)",
        r"[ \t]{2}(?<=\S[ \t]{2})(?=\r?\n)",
        r"\n[ \t]*(?=\r?\n)",
        r"\n[ \t]*(?=[,.;:،؛，；。])",
        r" (?<=\w )(?=[,.،，](?:\s|$))",
        r"  +(?=[,.;،，](?:\s|$))",
    )
)
_HAN_GAPS = (
    re.compile(r" (?<=[，；。、：》」）] )(?=[\u3400-\u9fff])"),
    re.compile(r" (?<=[\u3400-\u9fff] )(?=[\u3400-\u9fff])"),
    *_GAPS[3:6],
)

TRACE = 3.5  # what a marker left behind stands here
EDGE = 0.8  # a line ends here
SHARED = 1.4  # all words of the note stand before it, at most
ELSEWHERE = -4.0  # the note stands on another page
LATER = -0.9  # the first mention bears the marker: at each of these distances, in code points
_FAR = (800, 4000)
FIRST = 0.8  # the first clause of a paragraph ends here
YEAR = 0.9  # a date ends here
CLAUSE = 0.75  # for each clause that ends between the name and the place
#: How far before a marker stands what it refers to, in code points: by letters, by ideographs.
_NEAR, _NEAR_HAN = 180, 60
#: A person finds the place a few lines off as well: evidence so near counts together.
_LINES = 3
#: Fewer letters than this before a place are a label's, or the end of what bore the last marker.
_LETTERS = 3
#: Where those letters are looked for, in code points before a place.
_LABEL = 40
_YEAR = re.compile(r"(?:19|20)\d\d\D?\Z")
#: Signs that end a clause.
_CLAUSES = ",;.，；。、،؛"
#: So many lost markers are looked for, and so far: time must not grow with text times notes.
_LOST, _FARTHEST = 12, 60_000
#: More numbers than this are no gap: the numbers before or after belong to something else.
_MOST = 8
#: Longer than any number of a footnote is no number.
_DIGITS = 4
#: More traces than this a thousand characters are how the dump is set, and no traces.
_HABIT = 2.0


class _Ground(NamedTuple):
    """What is the same for all notes of one resolution."""

    source: str
    #: The runs of the text, without notes and furniture, in source order.
    runs: list[Span]
    #: Where traces of markers stand, in order.
    traces: list[int]
    #: The text in lower case.
    text: str
    #: Where pages begin; empty where nothing tells.
    pages: list[int]
    near: int
    lines: LineIndex

    def page(self, at: int) -> int:
        """The number of the page, from 0, on which an offset stands."""
        return bisect_right(self.pages, at)


class _Sought(NamedTuple):
    """What is known of the note whose marker is lost."""

    namers: list[tuple[re.Pattern[str], float]]
    #: Its words, and what each is worth.
    words: dict[str, float]
    #: The page of the note; None where the note is lost as well.
    page: int | None


def places(res: Resolution) -> dict[int, Span | None]:
    """For each footnote that no marker refers to, by its index: where the marker stood.

    None where no text is there that could have borne it.
    """
    refs = [node for node in walk(res) if isinstance(node, NoteRef)]
    held = {ref.footnote: ref.span for ref in reversed(refs) if ref.footnote is not None}
    lost = [k for k, note in enumerate(res.footnotes) if k not in held and note.marker]
    if not lost:
        return {}
    ground = _ground(res)
    found: dict[int, Span | None] = dict.fromkeys(lost)
    for index in lost[:_LOST]:
        low = max((span.end for k, span in held.items() if k < index), default=0)
        high = min(
            (span.start for k, span in held.items() if k > index and span.start > low),
            default=len(res.source),
        )
        at = _best(ground, res.footnotes, index, Span(low, min(high, low + _FARTHEST)))
        if at is not None:
            found[index] = _word_before(res.source, at)
            held[index] = Span(at, at)
    return found


def skipped(res: Resolution) -> Iterator[tuple[str, Span]]:
    """Numbers (`7`, `7 to 9`) that neither a marker nor a footnote has, and where they stood."""
    refs = [node for node in walk(res) if isinstance(node, NoteRef) and node.marker.isdecimal()]
    noted = {note.marker for note in res.footnotes}
    before = told = 0
    ground: _Ground | None = None
    low = res.body[0].span.start if res.body else len(res.source)
    for ref in refs:
        if len(ref.marker) > _DIGITS:
            continue
        number = int(ref.marker)
        gone = range(before + 1, min(number, before + _MOST + 2))
        if 0 < len(gone) <= _MOST and all(str(n) not in noted for n in gone):
            told += 1
            ground = ground or _ground(res)
            bounds = Span(low, min(ref.span.start, low + _FARTHEST))
            at = _best(ground, (), None, bounds) if told <= _LOST else None
            names = f"{gone[0]} to {gone[-1]}" if len(gone) > 1 else str(gone[0])
            yield names, _word_before(res.source, ref.span.start if at is None else at)
        before, low = number, ref.span.end


def _ground(res: Resolution) -> _Ground:
    source = res.source
    blocks = (*walk_body(res.body), *walk_body(res.annexes))
    nodes = [node for node in blocks if isinstance(node, Prose | Table)]
    runs = sorted(run for node in nodes for run in node.runs)
    text = "\n".join(source[slice(*run)] for run in runs)
    pages = [match.end() for match in re.finditer("\f", source)]
    return _Ground(
        source,
        runs,
        _traces(source, runs, res.language),
        text.lower(),
        pages,
        _NEAR_HAN if res.language == "zh" else _NEAR,
        LineIndex(source),
    )


def _traces(source: str, runs: list[Span], language: str) -> list[int]:
    """Where a marker left a gap, unless such gaps are everywhere."""
    size = sum(run.end - run.start for run in runs)
    found: set[int] = set()
    for pattern in _HAN_GAPS if language == "zh" else _GAPS:
        here = [match.start() for run in runs for match in pattern.finditer(source, *run)]
        if len(here) <= 2 + _HABIT * size / 1000:
            found.update(_end_of_word(source, at) for at in here)
    return sorted(found)


def _best(
    ground: _Ground, notes: tuple[Footnote, ...], index: int | None, bounds: Span
) -> int | None:
    """The place in the bounds with the most evidence on it and around it.

    `index` is None where the note is lost: then only what the marker left behind tells.
    """
    cited = _cited(notes, index) if index is not None else ""
    sought = _Sought(
        citations.namers(cited),
        _worth(ground, {word for word, _ in citations.words(cited)}),
        ground.page(notes[index].span.start) if index is not None else None,
    )
    within = _within(ground.runs, bounds)
    first = within[0].start if within else 0
    return _densest([found for run in within for found in _candidates(ground, sought, run, first)])


def _candidates(
    ground: _Ground, sought: _Sought, run: Span, first: int
) -> Iterator[tuple[int, int, float]]:
    """The places in a run where the marker may have stood: offset, line, weight."""
    source = ground.source
    before = _Before(ground, sought, run)
    stops = {match.start() + 1 for match in _PLACE.finditer(source, *run)}
    low, high = (bisect_right(ground.traces, at) for at in run)
    clauses = 0
    for at in sorted(stops.union(ground.traces[low:high])):
        if sum(map(str.isalpha, source[max(run.start, at - _LABEL) : at])) < _LETTERS:
            continue  # a label
        clauses += source[at - 1] in _CLAUSES
        score = LATER * sum(min(1.0, (at - first) / far) for far in _FAR) + before.weigh(at)
        if clauses < 2:  # noqa: PLR2004
            score += FIRST
        if _YEAR.search(source, max(run.start, at - 5), at):
            score += YEAR
        if not source[at : at + 2].strip():
            score += EDGE
        place = bisect_right(ground.traces, at)
        if place and ground.traces[place - 1] == at:
            score += TRACE
        if ground.pages and sought.page is not None and ground.page(at) != sought.page:
            score += ELSEWHERE
        yield at, ground.lines.line(at), exp(score)


class _Before:
    """What stands before the places of a run; asked from place to place, it looks once."""

    def __init__(self, ground: _Ground, sought: _Sought, run: Span) -> None:
        self._source, self._near = ground.source, ground.near
        self._names = [
            ([m.end() for m in pattern.finditer(ground.source, *run)], weight)
            for pattern, weight in sought.namers
        ]
        self._words = [
            (run.start + end, word, sought.words[word])
            for word, end in citations.words(ground.source[slice(*run)])
            if word in sought.words
        ]
        self._low = self._high = 0

    def weigh(self, at: int) -> float:
        """How much speaks for a place; places are asked in order."""
        return sum(self._named(ends, weight, at) for ends, weight in self._names) + self._shared(at)

    def _named(self, ends: list[int], weight: float, at: int) -> float:
        """More where the name stands close, and in the same clause."""
        last = bisect_right(ends, at)
        if not last or at - ends[last - 1] >= self._near:
            return 0.0
        between = self._source[ends[last - 1] : at - 1]
        clauses = sum(between.count(stop) for stop in _CLAUSES)
        return weight * CLAUSE**clauses * (1 - 0.4 * len(between) / self._near)

    def _shared(self, at: int) -> float:
        """How much of a note's words stand before a place: rare ones count more."""
        words = self._words
        while self._high < len(words) and words[self._high][0] <= at:
            self._high += 1
        while self._low < self._high and words[self._low][0] < at - self._near:
            self._low += 1
        return sum({word: weight for _, word, weight in words[self._low : self._high]}.values())


def _densest(found: list[tuple[int, int, float]]) -> int | None:
    """The place with the most evidence for it and for those a few lines around it.

    Places, each with its line and its weight, stand in source order. None where there is none.
    """
    best, best_at = 0.0, None
    sums = [0.0, *accumulate(weight for _, _, weight in found)]
    begin = end = 0
    for at, line, weight in found:
        while found[begin][1] < line - _LINES:
            begin += 1
        while end < len(found) and found[end][1] <= line + _LINES:
            end += 1
        around = sums[end] - sums[begin] + weight
        if around > best:
            best, best_at = around, at
    return best_at


def _worth(ground: _Ground, words: set[str]) -> dict[str, float]:
    """What it is worth that a word of the note stands before a place: rare ones more."""
    common = {word: ground.text.count(word) for word in words}
    total = sum(1 / (1 + times) for times in common.values()) or 1.0
    return {word: SHARED / times / total for word, times in common.items() if times}


def _cited(notes: tuple[Footnote, ...], index: int) -> str:
    """What a note cites; `Ibid.` cites what the note before does."""
    text = notes[index].text
    if len(text) < 8 and index:  # noqa: PLR2004
        return notes[index - 1].text
    return text


def _within(runs: list[Span], bounds: Span) -> list[Span]:
    cut = (Span(max(run.start, bounds.start), min(run.end, bounds.end)) for run in runs)
    return [run for run in cut if run.start < run.end]


def _end_of_word(source: str, at: int) -> int:
    while at > 0 and source[at - 1].isspace():
        at -= 1
    return at


def _word_before(source: str, at: int) -> Span:
    """The last characters before a place: enough to point at."""
    end = _end_of_word(source, at)
    start = end
    while start > max(0, end - 12) and not source[start - 1].isspace():
        start -= 1
    return Span(start, end)
