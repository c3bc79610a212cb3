"""Two sequences aligned: what must hold for any two, and how much work the worst ones are."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unres.comparison.alignment import align, gaps, rising

letters = st.lists(st.sampled_from("abcd"), max_size=12)
longer = st.lists(st.integers(0, 30), max_size=120)


def common(a, b) -> int:
    """The length of the longest common subsequence, by the textbook."""
    row = [0] * (len(b) + 1)
    for x in a:
        last = row[:]
        for j, y in enumerate(b, 1):
            row[j] = last[j - 1] + 1 if x == y else max(last[j], row[j - 1])
    return row[-1]


@settings(max_examples=100, deadline=None)
@given(longer, longer)
def test_pairs_are_equal_and_rise(a, b):
    pairs = align(a, b)
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(p[0] < q[0] and p[1] < q[1] for p, q in pairwise(pairs))


@settings(max_examples=100, deadline=None)
@given(letters, letters)
def test_short_sequences_are_aligned_as_well_as_can_be(a, b):
    assert len(align(a, b)) == common(a, b)


@settings(max_examples=100, deadline=None)
@given(longer, longer)
def test_long_sequences_are_aligned_well_enough(a, b):
    assert len(align(a, b)) >= common(a, b) / 2 - 1


@settings(max_examples=100, deadline=None)
@given(longer)
def test_what_is_equal_is_aligned_whole(a):
    assert align(a, a) == [(i, i) for i in range(len(a))]


def test_pairs_that_hold_already_are_kept():
    assert align("xab", "aby", [(0, 2)]) == [(0, 2)]
    assert align("abxab", "abyab", [(2, 2)]) == [(i, i) for i in range(5)]


def test_gaps_are_what_lies_between():
    assert gaps([(1, 1), (2, 4)], 4, 5) == [(0, 1, 0, 1), (2, 2, 2, 4), (3, 4, 5, 5)]
    assert gaps([], 0, 0) == []


@settings(max_examples=100, deadline=None)
@given(st.permutations(range(30)))
def test_what_rises_is_longest(order):
    found = rising(list(enumerate(order)))
    assert all(p[1] < q[1] for p, q in pairwise(found))
    longest = [1] * len(order)
    for i in range(len(order)):
        for j in range(i):
            if order[j] < order[i]:
                longest[i] = max(longest[i], longest[j] + 1)
    assert len(found) == max(longest)


class Counted:
    """A value that counts how often it is looked at."""

    looks = 0

    def __init__(self, value) -> None:
        self.value = value

    def __eq__(self, other) -> bool:
        Counted.looks += 1
        return self.value == other.value

    def __hash__(self) -> int:
        Counted.looks += 1
        return hash(self.value)


def nested(n):
    """One unique value in the middle of each half of what is left: gap in gap in gap."""
    a, b = [0] * n, [0] * (n + 1)
    for k in range(1, n // 4):
        a[n - 2 * k] = b[n - 3 * k] = k
    return a, b


HOSTILE = {
    "all equal": lambda n: ([0] * n, [0] * (n // 2)),
    "all different": lambda n: (range(n), range(n, 2 * n)),
    "reversed": lambda n: (range(n), range(n)[::-1]),
    "alternating": lambda n: ([0, 1] * (n // 2), [1, 0, 0] * (n // 2)),
    "rotated": lambda n: (range(n), [*range(n // 2, n), *range(n // 2)]),
    "three values": lambda n: ([k * k % 3 for k in range(n)], [k * k * k % 3 for k in range(n)]),
    "pairs": lambda n: ([k // 2 for k in range(n)], [k // 2 for k in range(1, n)]),
    "nested": nested,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_as_the_length_does(kind):
    looks = []
    for n in (1_000, 4_000):
        a, b = HOSTILE[kind](n)
        Counted.looks = 0
        align([Counted(v) for v in a], [Counted(v) for v in b])
        looks.append(Counted.looks / (len(a) * math.log2(len(a))))
    assert looks[0] < 40
    assert looks[1] < 2 * looks[0] + 1
