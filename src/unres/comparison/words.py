"""Words: what counts as one, what makes two of them the same, and texts compared word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

from unres.comparison.alignment import Pair, align
from unres.comparison.difference import Stretch
from unres.languages import ascii_digits

#: Scripts without spaces between words: each character is a word.
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Marks that belong to the letter before: they are no `\w`.
_COMBINING = "\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\ufe20-\ufe2f"
#: Signs that no reader sees: soft hyphens, joiners, marks of direction, the Arabic stroke.
_UNSEEN = "\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff"
_TOKEN = re.compile(
    rf"[{_HAN}]|\d(?:[\d{_UNSEEN}]*\d)?|[^\W\d_{_HAN}](?:[{_COMBINING}{_UNSEEN}]|[^\W\d_{_HAN}])*|\S"
)
_DROPPED = re.compile(f"[{_UNSEEN}]")
_ONE_HAN = re.compile(f"[{_HAN}]")
#: A few words alike between two changes are no more than chance: they go with the changes.
_ISLAND = 2
#: How many words without a space between them are taken as one where a space tears them.
_CHUNK = 6
#: What parts words or joins them, and how many signs of it are looked at.
_PARTING = re.compile(rf"[\s\u002d\u2010-\u2015{_UNSEEN}]*")
_FEW = 3
_GLUED = ("", "")


class Token(NamedTuple):
    """A word, a run of digits, an ideograph or a sign, and where it stands in its text."""

    key: str
    start: int
    end: int


def normal(text: str) -> str:
    """The text as it is compared: composed letters, no signs that nobody sees."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def tokens(text: str, ignored: Collection[str] = ()) -> list[Token]:
    """The words of a text. With `punctuation` ignored, signs are none; with `case`, size is."""
    found = []
    fold = "case" in ignored
    signs = "punctuation" not in ignored
    ascii_only = text.isascii()
    for match in _TOKEN.finditer(text):
        word = match[0]
        key = word if ascii_only else normal(word)
        if not key or not (signs or word[0].isalnum()):
            continue
        found.append(Token(key.casefold() if fold else key, match.start(), match.end()))
    return found


def key(text: str, ignored: Collection[str] = ()) -> str:
    """What two texts have in common that count as the same."""
    joint = "" if "spaces" in ignored else " "
    return joint.join(token.key for token in tokens(text, ignored)) if ignored else _spaced(text)


def _spaced(text: str) -> str:
    return " ".join(normal(text).split())


def squashed(text: str) -> str:
    """The text without any white space, as it is compared."""
    return "".join(normal(text).split())


def features(found: Sequence[Token]) -> list[str]:
    """What a text is recognized by: its words; of ideographs, each with the next."""
    named: list[str] = []
    for index, token in enumerate(found):
        if _ONE_HAN.match(token.key):
            after = found[index + 1].key if index + 1 < len(found) else ""
            named.append(token.key + after)
        elif token.key[0].isalnum():
            named.append(ascii_digits(token.key).casefold())
    return named


class Compared(NamedTuple):
    """Two texts, word by word."""

    old: list[Token]
    new: list[Token]
    #: Words that go together, rising.
    pairs: list[Pair]


def compare(old: str, new: str, ignored: Collection[str] = ()) -> Compared:
    """Which words of two texts go together."""
    left, right = tokens(old, ignored), tokens(new, ignored)
    pairs = align([token.key for token in left], [token.key for token in right])
    return Compared(left, right, pairs)


class _Cut:
    """Two texts cut into stretches, from the start on: only places are kept until the end."""

    __slots__ = ("_ends", "_new", "_old", "_same")

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._same: list[bool] = []
        self._ends: list[tuple[int, int]] = []

    def to(self, old: int, new: int, *, same: bool) -> None:
        """A stretch up to these places; it goes on where the last one is of its kind."""
        if (old, new) == (self._ends[-1] if self._ends else (0, 0)):
            return
        if self._same and self._same[-1] == same:
            self._ends[-1] = old, new
        else:
            self._same.append(same)
            self._ends.append((old, new))

    def stretches(self) -> list[Stretch]:
        """All of them; what is in one text only is told apart, the old before the new."""
        found = []
        a = b = 0
        for same, (i, j) in zip(self._same, self._ends, strict=True):
            old, new = self._old[a:i], self._new[b:j]
            if same:
                found.append(Stretch(True, old, new))
            else:
                found += [Stretch(False, old, "")] if old else []
                found += [Stretch(False, "", new)] if new else []
            a, b = i, j
        return found


def stretches(old: str, new: str, found: Compared, ignored: Collection[str] = ()) -> list[Stretch]:
    """Both texts cut into what they share and what they do not; joined, they give both back."""
    pairs = _without_islands(found)
    if "spaces" not in ignored:
        pairs = _without_torn(old, new, found, pairs)
    cut = _Cut(old, new)
    i = j = 0  # the first words not told yet
    a = b = 0  # the first characters not told yet
    for left, right in pairs:
        word, other = found.old[left], found.new[right]
        has_words = i < left or j < right
        _between(cut, (old, a, word.start), (new, b, other.start), has_words, ignored)
        a, b = word.end, other.end
        cut.to(a, b, same=True)
        i, j = left + 1, right + 1
    has_words = i < len(found.old) or j < len(found.new)
    _between(cut, (old, a, len(old)), (new, b, len(new)), has_words, ignored)
    return cut.stretches()


def _between(
    cut: _Cut,
    one: tuple[str, int, int],
    other: tuple[str, int, int],
    has_words: bool,
    ignored: Collection[str],
) -> None:
    """What stands between two words that both texts have: a range of either text."""
    (text, a, a_end), (text_b, b, b_end) = one, other
    old, new = text[a:a_end], text_b[b:b_end]
    if old == new or _counts_the_same(old, new, has_words, ignored):
        cut.to(a_end, b_end, same=True)
        return
    # White space that both have at an end is no part of the change.
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    cut.to(a + head, b + head, same=True)
    cut.to(a_end - tail, b_end - tail, same=False)
    cut.to(a_end, b_end, same=True)


def _counts_the_same(old: str, new: str, has_words: bool, ignored: Collection[str]) -> bool:
    if "spaces" in ignored and key(old, ignored) == key(new, ignored):
        return True
    if has_words:
        return False
    # Between words there is white space, unseen signs, and signs that are ignored.
    return "punctuation" in ignored or bool(normal(old)) == bool(normal(new))


def _common(old: str, new: str) -> int:
    """How much white space both begin with."""
    count = 0
    for left, right in zip(old, new, strict=False):
        if left != right or not left.isspace():
            break
        count += 1
    return count


def _without_islands(found: Compared) -> list[Pair]:
    """The pairs, without runs of one or two signs or short words between larger changes."""
    runs: list[list[Pair]] = []
    for pair in found.pairs:
        if runs and pair == (runs[-1][-1][0] + 1, runs[-1][-1][1] + 1):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    kept: list[Pair] = []
    for index, run in enumerate(runs):
        before = _size(runs[index - 1][-1] if index else (-1, -1), run[0])
        is_last = index + 1 == len(runs)
        after = _size(run[-1], (len(found.old), len(found.new)) if is_last else runs[index + 1][0])
        letters = sum(len(found.old[i].key) for i, _ in run if found.old[i].key[0].isalnum())
        if len(run) <= _ISLAND and letters <= _ISLAND and min(before, after) > len(run):
            continue
        kept += run
    return kept


def _without_torn(old: str, new: str, found: Compared, pairs: list[Pair]) -> list[Pair]:
    """The pairs, without words that a space or hyphen parts in one text only: they changed whole.

    `Secretary -General` and `Secretary-General` then show as two words, not as a missing space.
    """
    joints = [_joint(old, new, found, pairs[k - 1], pairs[k]) for k in range(1, len(pairs))]
    dropped: set[int] = set()
    for index, joint in enumerate(joints):  # between the pairs `index` and `index + 1`
        if joint is None or joint[0] == joint[1]:
            continue
        low, high = index, index + 1
        while low > 0 and index - low < _CHUNK and joints[low - 1] == _GLUED:
            low -= 1
        while high < len(joints) and high - index < _CHUNK and joints[high] == _GLUED:
            high += 1
        dropped.update(range(low, high + 1))
    return [pair for index, pair in enumerate(pairs) if index not in dropped]


def _joint(
    old: str, new: str, found: Compared, before: Pair, after: Pair
) -> tuple[str, str] | None:
    """What stands between two pairs in either text; None where it is more than spaces and hyphens.

    Ideographs are never glued: they stand without spaces, and are words all the same.
    """
    (i, j), (left, right) = before, after
    if left - i > _FEW or right - j > _FEW:
        return None
    last, other = found.old[i], found.new[j]
    here = old[last.end : found.old[left].start]
    there = new[other.end : found.new[right].start]
    if not (_PARTING.fullmatch(here) and _PARTING.fullmatch(there)):
        return None
    if here == there == "" and _ONE_HAN.match(last.key):
        return None
    return _spaced(f"a{here}b")[1:-1], _spaced(f"a{there}b")[1:-1]


def _size(low: Pair, high: Pair) -> int:
    """How many words a change between two pairs takes out and puts in."""
    return high[0] - low[0] + high[1] - low[1] - 2
