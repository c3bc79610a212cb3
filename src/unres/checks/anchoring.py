"""Where a lost footnote marker stood: the place that most evidence speaks for.

The markers before and after bound the search. Inside, a place gains from the space that a
marker left behind, from words that name what the note cites, from words that both share,
and from standing on the page of the note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from unres.checks import citations
from unres.nodes import Footnote, NoteRef, Prose, Resolution, Table, walk, walk_body
from unres.spans import Span

#: Where a marker may stand: at a sign that ends a clause, at a gap, at the end of a line.
_STOPS = ",;.:!?，；。、：》」）)»”’،؛"
_PLACE = re.compile(rf"[{_STOPS}](?!\d)|\w(?=[ \t]?\r?\n)")
#: Traces of a marker: a gap in a line, one at its end, a blank line, a space behind a Chinese
#: stop, a stop that stands off its word or begins a line.
_GAPS = tuple(
    re.compile(gap)
    for gap in (
        r"[^\s.](?: {2})(?=\S)",
        r"[^\s.](?: {3})(?=\S)",
        r"[^\s.](?: {4})(?=\S)",
        r"\S(?:[ \t]{2})(?=\r?\n)",
        r"\S(?:[ \t]*\r?\n[ \t]*)(?=\r?\n)",
        r"\S(?:[ \t]*\r?\n[ \t]*)(?=[,.;:،؛，；。])",
        r"\w(?: )(?=[,.،，](?:\s|$))",
        r"\w(?: {2,3})(?=[,.;،，](?:\s|$))",
    )
)
_HAN_GAPS = (re.compile(r"[，；。、：》」）] (?=[\u3400-\u9fff])"), *_GAPS[3:6])

TRACE = 3.5  # what a marker left behind stands here
STOP = 0.6  # a clause ends here
SHARED = 2.0  # all words of the note stand before it, at most
ELSEWHERE = -2.5  # the note stands on another page
LATER = -1.0  # the first mention bears the marker: at this many code points from the beginning
_FAR = 4000
CLAUSE = 0.75  # for each clause that ends between the name and the place
#: How far before a marker stands what it refers to, in code points: by letters, by ideographs.
_NEAR, _NEAR_HAN = 180, 60
#: Fewer letters than this before a place are a label's, or the end of what bore the last marker.
_LETTERS = 4
#: More traces than this a thousand characters are how the dump is set, and no traces.
_HABIT = 2.0


class _Ground(NamedTuple):
    """What is the same for all notes of one resolution."""

    source: str
    #: The runs of the text, without notes and furniture, in source order.
    runs: list[Span]
    #: Where traces of markers stand.
    traces: set[int]
    #: How often each word stands in the text.
    common: Counter[str]
    #: Where pages begin; empty where nothing tells.
    pages: list[int]
    near: int


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
    found: dict[int, Span | None] = {}
    for index in lost:
        low = max((span.end for k, span in held.items() if k < index), default=0)
        high = min(
            (span.start for k, span in held.items() if k > index and span.start > low),
            default=len(res.source),
        )
        at = _best(ground, res.footnotes, index, Span(low, high))
        found[index] = _word_before(res.source, at) if at is not None else None
        if at is not None:
            held[index] = Span(at, at)
    return found


def _ground(res: Resolution) -> _Ground:
    source = res.source
    blocks = (*res.body, *res.annexes)
    nodes = [node for node in walk_body(blocks) if isinstance(node, Prose | Table)]
    runs = sorted(run for node in nodes for run in node.runs)
    text = "\n".join(source[slice(*run)] for run in runs)
    pages = [match.end() for match in re.finditer("\f", source)]
    return _Ground(
        source,
        runs,
        _traces(source, runs, res.language),
        Counter(word for word, _ in citations.words(text)),
        pages,
        _NEAR_HAN if res.language == "zh" else _NEAR,
    )


def _traces(source: str, runs: list[Span], language: str) -> set[int]:
    """Where a marker left a gap, unless such gaps are everywhere."""
    size = sum(run.end - run.start for run in runs)
    found: set[int] = set()
    for pattern in _HAN_GAPS if language == "zh" else _GAPS:
        here = [match.start() + 1 for run in runs for match in pattern.finditer(source, *run)]
        if len(here) <= 2 + _HABIT * size / 1000:
            found.update(here)
    return found


def _best(
    ground: _Ground, notes: tuple[Footnote, ...], index: int, bounds: Span
) -> int | None:
    """The place in the bounds that most speaks for."""
    cited = _cited(notes, index)
    namers = citations.namers(cited)
    wanted = {word for word, _ in citations.words(cited)}
    sheet = bisect_right(ground.pages, notes[index].span.start)
    best, best_at = float("-inf"), None
    within = _within(ground.runs, bounds)
    first = within[0].start if within else 0
    for run in within:
        stops = {match.start() + 1 for match in _PLACE.finditer(ground.source, *run)}
        for at in sorted(stops | {at for at in ground.traces if run.start < at <= run.end}):
            before = ground.source[max(run.start, at - ground.near) : at]
            if sum(map(str.isalpha, before)) < _LETTERS:
                continue  # a label
            score = LATER * min(1.0, (at - first) / _FAR)
            if ground.source[at - 1] in _STOPS:
                score += STOP
            if at in ground.traces:
                score += TRACE
            if ground.pages and bisect_right(ground.pages, at) != sheet:
                score += ELSEWHERE
            score += _named(before, namers, ground.near) + _shared(before, wanted, ground.common)
            if score > best:
                best, best_at = score, at
    return best_at


def _cited(notes: tuple[Footnote, ...], index: int) -> str:
    """What a note cites; `Ibid.` cites what the note before does."""
    text = notes[index].text
    if len(text) < 8 and index:  # noqa: PLR2004
        return notes[index - 1].text
    return text


def _within(runs: list[Span], bounds: Span) -> list[Span]:
    cut = (Span(max(run.start, bounds.start), min(run.end, bounds.end)) for run in runs)
    return [run for run in cut if run.start < run.end]


def _named(before: str, namers: list[tuple[re.Pattern[str], float]], near: int) -> float:
    """What the words before a place tell: more where they stand close, and in the same clause."""
    score = 0.0
    for pattern, weight in namers:
        last = None
        for last in pattern.finditer(before):
            pass
        if last is not None:
            between = before[last.end() : -1]
            clauses = sum(between.count(stop) for stop in ",;.，；。、،؛")
            score += weight * CLAUSE**clauses * (1 - 0.4 * len(between) / near)
    return score


def _shared(before: str, wanted: set[str], common: Counter[str]) -> float:
    """How much of a note's words stand before a place: rare ones count more."""
    total = sum(1 / (1 + common[word]) for word in wanted) or 1.0
    here = {word for word, _ in citations.words(before)}
    return SHARED * sum(1 / common[word] for word in here & wanted if common[word]) / total


def _word_before(source: str, at: int) -> Span:
    """The last characters before a place: enough to point at."""
    end = at
    while end > 0 and source[end - 1].isspace():
        end -= 1
    start = end
    while start > max(0, end - 12) and not source[start - 1].isspace():
        start -= 1
    return Span(start, end)
