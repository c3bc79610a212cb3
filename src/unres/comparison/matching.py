"""Matching: which passages of one tree go with which of the other.

First what is the same word for word, in order; then what is the same elsewhere (it moved);
then paragraphs that were cut in two, or made one of two; then those with words in common,
found by the words that few other passages have. Each step looks at each word of a passage a
bounded number of times: time grows with the text, whatever stands in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from unres.comparison.alignment import Pair, align, gaps, rising
from unres.comparison.difference import Passage
from unres.comparison.words import features, key, squashed, tokens

#: Passages of one gap or of all that is left: their places in the old and in the new tree.
_Some: TypeAlias = tuple[Sequence[int], Sequence[int]]

#: A word that more passages than this have in common tells nothing.
_COMMON = 6
#: How many passages with words in common are weighed against one.
_CANDIDATES = 4
#: The share of words in common from which on two passages are one that changed: anywhere in
#: order; where label and kind agree too; where one has moved.
_ALIKE, _ALIKE_LABELLED, _ALIKE_MOVED = 0.5, 0.25, 0.7
#: What is shorter has not moved: `Annex` is lost here and added there. In letters.
_LONG = 24
#: By so many letters the beginning of a passage is recognized.
_HEAD = 12


class Match(NamedTuple):
    """Passages that go together: places in the old tree, and in the new one."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


class Matcher:
    """Matches the passages of two trees; keeps what it knows of each."""

    def __init__(
        self, old: Sequence[Passage], new: Sequence[Passage], ignored: Collection[str]
    ) -> None:
        self.old, self.new = old, new
        self._ignored = ignored
        self._old_keys = [key(passage.text, ignored) for passage in old]
        self._new_keys = [key(passage.text, ignored) for passage in new]
        self._words: dict[tuple[bool, int], Counter[str]] = {}

    def matches(self) -> list[Match]:
        """All that go together."""
        pairs = self._same()
        moved = self._same_elsewhere(pairs)
        spread = self._spread(pairs, moved)
        pairs = self._alike(pairs, moved, spread)
        moved |= self._alike_elsewhere(pairs, moved, spread)
        return [
            *(Match((i,), (j,)) for i, j in pairs),
            *(Match((i,), (j,), moved=True) for i, j in moved),
            *spread,
        ]

    # ------------------------------------------------------------------ the same, word for word

    def _same(self) -> list[Pair]:
        def full(passages: Sequence[Passage], keys: list[str]) -> list[Hashable]:
            return [
                (passage.kind, passage.label, text)
                for passage, text in zip(passages, keys, strict=True)
            ]

        pairs = align(full(self.old, self._old_keys), full(self.new, self._new_keys))
        # What has no text at all goes with nothing but its like.
        return align(_filled(self._old_keys, "old"), _filled(self._new_keys, "new"), pairs)

    def _same_elsewhere(self, pairs: Sequence[Pair]) -> set[Pair]:
        left, right = self._left(pairs)
        there: defaultdict[str, list[int]] = defaultdict(list)
        for j in reversed(right):
            there[self._new_keys[j]].append(j)
        found = set()
        for i in left:
            text = self._old_keys[i]
            if there.get(text) and _is_long(text):
                found.add((i, there[text].pop()))
        return found

    def _left(self, *taken: Iterable[Pair | Match]) -> tuple[list[int], list[int]]:
        """What no pair and no match has."""
        old: set[int] = set()
        new: set[int] = set()
        for group in taken:
            for found in group:
                old.update(found.old if isinstance(found, Match) else found[:1])
                new.update(found.new if isinstance(found, Match) else found[1:])
        return (
            [i for i in range(len(self.old)) if i not in old],
            [j for j in range(len(self.new)) if j not in new],
        )

    def _gaps(self, pairs: Sequence[Pair], *taken: Iterable[Pair | Match]) -> list[_Some]:
        """What is left between pairs, gap by gap; only gaps with something on either side."""
        left, right = map(set, self._left(pairs, *taken))
        found: list[_Some] = []
        for i, i_end, j, j_end in gaps(pairs, len(self.old), len(self.new)):
            old = [place for place in range(i, i_end) if place in left]
            new = [place for place in range(j, j_end) if place in right]
            if old and new:
                found.append((old, new))
        return found

    # --------------------------------------------------------------------- cut in two, or joined

    def _spread(self, pairs: Sequence[Pair], moved: set[Pair]) -> list[Match]:
        found: list[Match] = []
        for old, new in self._gaps(pairs, moved):
            one = [(i, squashed(self.old[i].text)) for i in old]
            other = [(j, squashed(self.new[j].text)) for j in new]
            split = _pieces(one, other)
            found += (Match((whole,), parts) for whole, parts in split)
            taken = {whole for whole, _ in split} | {-1}
            used = {part for _, parts in split for part in parts}
            joined = _pieces(
                [(j, text) for j, text in other if j not in used],
                [(i, text) for i, text in one if i not in taken],
            )
            found += (Match(parts, (whole,)) for whole, parts in joined)
        return found

    # ------------------------------------------------------------------------ with words in common

    def _counter(self, is_old: bool, place: int) -> Counter[str]:
        known = self._words.get((is_old, place))
        if known is None:
            text = (self.old if is_old else self.new)[place].text
            known = Counter(features(tokens(text, self._ignored)))
            self._words[is_old, place] = known
        return known

    def likeness(self, i: int, j: int) -> float:
        """The share of words that two passages have in common, from 0 to 1."""
        old, new = self._counter(True, i), self._counter(False, j)
        total = old.total() + new.total()
        return 2 * (old & new).total() / total if total else 0.0

    def _alike(self, pairs: list[Pair], moved: set[Pair], spread: list[Match]) -> list[Pair]:
        """More pairs in the gaps: passages that changed where they stand."""
        for _ in range(2):  # what is found makes the gaps smaller
            found: list[Pair] = []
            for old, new in self._gaps(pairs, moved, spread):
                best = self._best(old, new, _ALIKE) | self._called_alike(old, new)
                found += rising(sorted(_each_once(best)))
            pairs = sorted([*pairs, *found])
        return pairs

    def _alike_elsewhere(
        self, pairs: list[Pair], moved: set[Pair], spread: list[Match]
    ) -> set[Pair]:
        left, right = self._left(pairs, moved, spread)
        left = [i for i in left if _is_long(self._old_keys[i])]
        right = [j for j in right if _is_long(self._new_keys[j])]
        return set(_each_once(self._best(left, right, _ALIKE_MOVED)))

    def _best(self, old: Sequence[int], new: Sequence[int], limit: float) -> dict[Pair, float]:
        """Pairs with enough words in common, found by rare ones; with their likeness."""
        there: defaultdict[str, list[int]] = defaultdict(list)
        for j in new:
            for word in self._counter(False, j):
                there[word].append(j)
        here = Counter(word for i in old for word in self._counter(True, i))
        found = {}
        for i in old:
            votes: Counter[int] = Counter()
            for word in self._counter(True, i):
                places = there.get(word, ())
                if len(places) <= _COMMON and here[word] <= _COMMON:
                    votes.update(places)
            for j, _ in votes.most_common(_CANDIDATES):
                likeness = self.likeness(i, j)
                if likeness >= limit:
                    found[i, j] = likeness
        return found

    def _called_alike(self, old: Sequence[int], new: Sequence[int]) -> dict[Pair, float]:
        """Pairs of one kind and label, and the two that stand alone between others."""
        names: defaultdict[tuple[str, str | None, int], list[int]] = defaultdict(list)
        for j in new:
            names[self.new[j].kind, self.new[j].label, self.new[j].level].append(j)
        found = {}
        for i in old:
            passage = self.old[i]
            places = names.get((passage.kind, passage.label, passage.level), ())
            if len(places) == 1:
                found[i, places[0]] = self.likeness(i, places[0])
        if len(old) == len(new):
            # Hostile or tabular: many alike, no rare word. The first goes with the first.
            found |= {(i, j): self.likeness(i, j) for i, j in zip(old, new, strict=True)}
        return {pair: likeness for pair, likeness in found.items() if likeness >= _ALIKE_LABELLED}


def _filled(keys: Sequence[str], side: str) -> list[Hashable]:
    return [text or (side, place) for place, text in enumerate(keys)]


def _is_long(text: str) -> bool:
    # An ideograph says what three letters do.
    return len(text) + 2 * sum(c >= "\u3400" for c in text) >= _LONG


def _each_once(found: dict[Pair, float]) -> list[Pair]:
    """The best pairs, no place in two of them."""
    old: set[int] = set()
    new: set[int] = set()
    kept = []
    for i, j in sorted(found, key=lambda pair: (-found[pair], pair)):
        if i not in old and j not in new:
            old.add(i)
            new.add(j)
            kept.append((i, j))
    return kept


def _pieces(
    wholes: Sequence[tuple[int, str]], parts: Sequence[tuple[int, str]]
) -> list[tuple[int, tuple[int, ...]]]:
    """Which texts are those of several others, one after the other.

    Each text comes without white space, with its place.
    """
    heads: dict[str, int] = {}
    for index, (_, text) in enumerate(parts):
        if text:
            heads.setdefault(text[:_HEAD], index)
    found = []
    end = 0
    for place, whole in wholes:
        start = heads.get(whole[:_HEAD], -1)
        if start < end:
            continue
        at = start
        length = 0
        while at < len(parts) and whole.startswith(parts[at][1], length) and length < len(whole):
            length += len(parts[at][1])
            at += 1
        if length == len(whole) and at - start > 1:
            found.append((place, tuple(part for part, _ in parts[start:at])))
            end = at
    return found
