"""Two sequences aligned: which places of one go with which of the other, in order.

Time grows as n log n whatever the sequences: there is no matrix but for a few dozen places.
What is unique in both is matched first (patience), then the gaps between, each by itself;
where nothing is unique, the first of its kind goes with the first, the second with the second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple, TypeAlias

Pair: TypeAlias = tuple[int, int]

#: A gap of so many possible pairs is solved exactly.
_SMALL = 1024
#: Gaps in gaps: deeper, hostile sequences could give up one pair a round.
_DEPTH = 12


class _Gap(NamedTuple):
    """A stretch of both sequences, half open, not matched yet, and how deep it lies."""

    a: int
    a_end: int
    b: int
    b_end: int
    depth: int


def align(a: Sequence[Hashable], b: Sequence[Hashable], within: Sequence[Pair] = ()) -> list[Pair]:
    """Pairs of places whose values are equal, rising in both sequences.

    `within` are pairs that hold already, rising too: they are kept, and bound the others.
    """
    found = list(within)
    stack = [_Gap(*bounds, 0) for bounds in gaps(within, len(a), len(b))]
    while stack:
        gap = _trimmed(a, b, stack.pop(), found)
        if gap.a == gap.a_end or gap.b == gap.b_end:
            continue
        if (gap.a_end - gap.a) * (gap.b_end - gap.b) <= _SMALL:
            found += _exact(a, b, gap)
            continue
        anchors = rising(_unique(a, b, gap)) if gap.depth < _DEPTH else []
        if not anchors:
            found += rising(_by_turn(a, b, gap))
            continue
        found += anchors
        inner = [(i - gap.a, j - gap.b) for i, j in anchors]
        for low, high, left, right in gaps(inner, gap.a_end - gap.a, gap.b_end - gap.b):
            stack.append(
                _Gap(gap.a + low, gap.a + high, gap.b + left, gap.b + right, gap.depth + 1)
            )
    return sorted(found)


def gaps(pairs: Sequence[Pair], a: int, b: int) -> list[tuple[int, int, int, int]]:
    """What lies between rising pairs in sequences of length `a` and `b`: start and end in each.

    Gaps that are empty in both are left out.
    """
    found = []
    i = j = 0
    for left, right in (*pairs, (a, b)):
        if i < left or j < right:
            found.append((i, left, j, right))
        i, j = left + 1, right + 1
    return found


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest subsequence of pairs (rising in the first place) that rises in both."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        place = bisect_left(tails, second)
        before.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(second)
            at.append(index)
        else:
            tails[place] = second
            at[place] = index
    found = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _trimmed(a: Sequence[Hashable], b: Sequence[Hashable], gap: _Gap, found: list[Pair]) -> _Gap:
    """The gap without what is equal at its start and its end, which goes to `found`."""
    i, i_end, j, j_end, depth = gap
    while i < i_end and j < j_end and a[i] == b[j]:
        found.append((i, j))
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        found.append((i_end, j_end))
    return _Gap(i, i_end, j, j_end, depth)


def _places(values: Sequence[Hashable], start: int, end: int) -> dict[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in range(start, end):
        found[values[place]].append(place)
    return found


def _unique(a: Sequence[Hashable], b: Sequence[Hashable], gap: _Gap) -> list[Pair]:
    """Pairs of values that stand once in either half of the gap."""
    there = _places(b, gap.b, gap.b_end)
    here = _places(a, gap.a, gap.a_end)
    return [
        (places[0], there[value][0])
        for value, places in here.items()
        if len(places) == 1 and len(there.get(value, ())) == 1
    ]


def _by_turn(a: Sequence[Hashable], b: Sequence[Hashable], gap: _Gap) -> list[Pair]:
    """The first of each value with the first, the second with the second, and so on."""
    there = _places(b, gap.b, gap.b_end)
    used: defaultdict[Hashable, int] = defaultdict(int)
    found = []
    for place in range(gap.a, gap.a_end):
        value = a[place]
        places = there.get(value, ())
        turn = used[value]
        if turn < len(places):
            found.append((place, places[turn]))
            used[value] = turn + 1
    return found


def _exact(a: Sequence[Hashable], b: Sequence[Hashable], gap: _Gap) -> list[Pair]:
    """The longest common subsequence of a small gap."""
    rows, columns = gap.a_end - gap.a, gap.b_end - gap.b
    right = b[gap.b : gap.b_end]
    # best[i][j]: how many pairs there are from row i and column j on
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        value, row, below = a[gap.a + i], best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            row[j] = below[j + 1] + 1 if value == right[j] else max(below[j], row[j + 1])
    found = []
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((gap.a + i, gap.b + j))
            i, j = i + 1, j + 1
    return found
