"""Where a lost footnote marker stood: the place that most evidence speaks for.

The markers before and after bound the search, and the evidence (`evidence`) weighs every end
of a word between them. A person finds the place a few lines off as well, so what is asked for
is the stretch of lines that most speaks for, not one place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

from unres.checks import doubts, evidence, tree
from unres.checks.evidence import Ground
from unres.nodes import Footnote, Resolution
from unres.spans import Span

#: A person finds the place a few lines off as well: evidence so near counts together.
_LINES: Final = 3
#: So many lost markers are looked for, and so far: time must not grow with text times notes.
_LOST: Final = 12
_FARTHEST: Final = 10_000
#: More numbers than this are no gap: the numbers before or after belong to something else.
_MOST: Final = 8
#: Signs behind which a marker stands in most languages.
_STOPS: Final = ",;.:，；。、،؛"
#: Longer than any number of a footnote is no number.
_DIGITS: Final = 4


def places(
    res: Resolution, asked: Callable[[Footnote], bool] = lambda _: True
) -> dict[int, Span | None]:
    """For each footnote that no marker refers to, by its index: where the marker stood.

    Only those that are asked for are looked for.

    None where no text is there that could have borne it. A marker that is probably a number
    of the text refers to nothing; a note whose number stands like a marker is not told.
    """
    refs = tree.refs(res)
    none = doubts.doubted(res.source, refs)
    held = {
        ref.footnote: ref.span
        for ref in reversed(refs)
        if ref.footnote is not None and ref.span.start not in none
    }
    # A marker whose note is lost as well bounds the search by its number.
    loose = [
        (int(ref.marker), ref.span)
        for ref in refs
        if ref.footnote is None and ref.marker.isdecimal() and ref.span.start not in none
    ]
    lost = [
        k for k, note in enumerate(res.footnotes) if k not in held and note.marker and asked(note)
    ]
    if not lost:
        return {}
    ground = Ground(res)
    found: dict[int, Span | None] = dict.fromkeys(lost)
    for index in lost[:_LOST]:
        bounds = _bounds(res, index, held, loose)
        if _stands(ground, res.footnotes[index].marker, bounds):
            del found[index]
            continue
        at = _best(ground, res.footnotes, index, bounds)
        if at is not None:
            found[index] = _shown(res.source, at)
            held[index] = Span(at, at)
    return found


def _bounds(
    res: Resolution, index: int, held: dict[int, Span], loose: list[tuple[int, Span]]
) -> Span:
    """From the marker before that of a note to the one after it."""
    marker = res.footnotes[index].marker or ""
    number = int(marker) if marker.isdecimal() else None
    ends = [span.end for k, span in held.items() if k < index]
    starts = [span.start for k, span in held.items() if k > index]
    if number is not None:
        ends += [span.end for n, span in loose if n < number]
        starts += [span.start for n, span in loose if n > number]
    low = max(ends, default=0)
    high = min((start for start in starts if start > low), default=len(res.source))
    # The text nearest before the note is looked at, where that between the markers is too much.
    begin = max(low, min(high, res.footnotes[index].span.start) - _FARTHEST)
    return Span(begin, min(high, begin + _FARTHEST))


def skipped(res: Resolution) -> Iterator[tuple[str, Span]]:
    """Numbers (`7`, `7 to 9`) that neither a marker nor a footnote has, and where they stood."""
    refs = [ref for ref in tree.refs(res) if ref.marker.isdecimal()]
    noted = {note.marker for note in res.footnotes}
    before = told = 0
    ground: Ground | None = None
    low = res.body[0].span.start if res.body else len(res.source)
    for ref in refs:
        if len(ref.marker) > _DIGITS:
            continue
        number = int(ref.marker)
        gone = range(before + 1, min(number, before + _MOST + 2))
        if 0 < len(gone) <= _MOST and all(str(n) not in noted for n in gone):
            ground = ground or Ground(res)
            bounds = Span(low, min(ref.span.start, low + _FARTHEST))
            if not all(_stands(ground, str(n), bounds) for n in gone):
                told += 1
                at = _best(ground, (), None, bounds) if told <= _LOST else None
                names = f"{gone[0]} to {gone[-1]}" if len(gone) > 1 else str(gone[0])
                yield names, _shown(res.source, ref.span.start if at is None else at)
        before, low = number, ref.span.end


def _stands(ground: Ground, marker: str | None, bounds: Span) -> bool:
    """Whether a number stands in the text like a marker, between two others."""
    if marker is None or not marker.isdecimal():
        return False
    runs = _within(ground.runs, bounds)
    return any(doubts.stands(ground.source, int(marker), *run) for run in runs)


def _best(
    ground: Ground, notes: tuple[Footnote, ...], index: int | None, bounds: Span
) -> int | None:
    """The place in the bounds with the most evidence on it and around it.

    `index` is None where the note is lost: then only what the marker left behind tells.
    """
    within = _within(ground.runs, bounds)
    page = None if index is None else ground.page(notes, index)
    if page is not None:
        # A marker stands on the page of its note, or elsewhere where the dump has lost its order.
        within = _on_page(ground, bounds, page) or within
    places = [(run, evidence.places(ground, run)) for run in within]
    every = [at for _, some in places for at in some]
    if len(every) <= 1:
        return every[0] if every else None  # nothing to choose from
    sought = evidence.sought(ground, notes, index, page, bounds)
    lines = ground.lines
    found = [
        (at, lines.line(at), weight)
        for run, some in places
        if some
        for at, weight in evidence.weigh(ground, sought, run, some, bounds)
    ]
    return _densest(found)


def _on_page(ground: Ground, bounds: Span, page: Span) -> list[Span]:
    """The text in the bounds that is on a page, or a few lines over its edges."""
    spilt = [_both(span, bounds) for span in ground.spilt(page)]
    found = [*_within(ground.runs, _both(bounds, page)), *spilt]
    return sorted(span for span in found if span.start < span.end)


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


def _within(runs: list[Span], bounds: Span) -> list[Span]:
    """The pieces of runs that lie in the bounds; runs are sorted, and do not overlap."""
    first = max(0, bisect_right(runs, (bounds.start,)) - 1)
    last = bisect_right(runs, (bounds.end,))
    cut = (_both(run, bounds) for run in runs[first:last])
    return [run for run in cut if run.start < run.end]


def _both(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _shown(source: str, at: int) -> Span:
    """The last characters before a place, its stop included: enough to point at."""
    end = evidence.end_of_word(source, at)
    end += source[end : end + 1] in _STOPS and end < len(source)
    start = end
    while start > max(0, end - 12) and not source[start - 1].isspace():
        start -= 1
    return Span(start, end)
