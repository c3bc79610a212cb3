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


def stretches(old: str, new: str, found: Compared, ignored: Collection[str] = ()) -> list[Stretch]:
    """Both texts cut into what they share and what they do not; joined, they give both back."""
    pairs = _without_islands(found)
    if "spaces" not in ignored:
        pairs = _without_torn(found, pairs)
    result: list[Stretch] = []
    i = j = 0  # the first words not told yet
    a = b = 0  # the first characters not told yet
    for left, right in (*pairs, (len(found.old), len(found.new))):
        ends = left == len(found.old)
        a_to = len(old) if ends else found.old[left].start
        b_to = len(new) if ends else found.new[right].start
        _between(result, old[a:a_to], new[b:b_to], i < left or j < right, ignored)
        if ends:
            break
        a, b = found.old[left].end, found.new[right].end
        _add(result, Stretch(True, old[a_to:a], new[b_to:b]))
        i, j = left + 1, right + 1
    return result


def _between(
    result: list[Stretch], old: str, new: str, has_words: bool, ignored: Collection[str]
) -> None:
    """What stands between two words that both texts have."""
    spaces = "spaces" in ignored
    same = (
        (not has_words and (spaces or _spaced(f"x{old}x") == _spaced(f"x{new}x")))
        or (not has_words and "punctuation" in ignored)
        or (spaces and key(old, ignored) == key(new, ignored))
    )
    if same:
        _add(result, Stretch(True, old, new))
        return
    # White space that both have at an end is no part of the change.
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    _add(result, Stretch(True, old[:head], new[:head]))
    _add(result, Stretch(False, old[head : len(old) - tail], ""))
    _add(result, Stretch(False, "", new[head : len(new) - tail]))
    _add(result, Stretch(True, old[len(old) - tail :], new[len(new) - tail :]))


def _common(old: str, new: str) -> int:
    """How much white space both begin with."""
    count = 0
    for left, right in zip(old, new, strict=False):
        if left != right or not left.isspace():
            break
        count += 1
    return count


def _add(result: list[Stretch], stretch: Stretch) -> None:
    """Adds a stretch, to the last one where both are shared."""
    if not stretch.old and not stretch.new:
        return
    if result and stretch.same and result[-1].same:
        last = result.pop()
        stretch = Stretch(True, last.old + stretch.old, last.new + stretch.new)
    result.append(stretch)


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


def _without_torn(found: Compared, pairs: list[Pair]) -> list[Pair]:
    """The pairs, without words that a space tears apart in one text only: they changed whole."""
    dropped: set[int] = set()
    for index in range(1, len(pairs)):
        spaces = _spaces(found, pairs, index)
        if spaces is None or spaces[0] == spaces[1]:
            continue
        low, high = index - 1, index
        while low > 0 and index - low < _CHUNK and _is_glued(found, pairs, low):
            low -= 1
        while high + 1 < len(pairs) and high - index < _CHUNK and _is_glued(found, pairs, high + 1):
            high += 1
        dropped.update(range(low, high + 1))
    return [pair for index, pair in enumerate(pairs) if index not in dropped]


def _spaces(found: Compared, pairs: list[Pair], index: int) -> tuple[bool, bool] | None:
    """Whether a space stands before a pair, in either text; None where more than that does."""
    (i, j), (left, right) = pairs[index - 1], pairs[index]
    if (left, right) != (i + 1, j + 1):
        return None
    old, new = found.old, found.new
    return old[i].end < old[left].start, new[j].end < new[right].start


def _is_glued(found: Compared, pairs: list[Pair], index: int) -> bool:
    """Whether a pair follows the one before without a space, as one word: `Secretary-General`."""
    if _spaces(found, pairs, index) != (False, False):
        return False
    return not _ONE_HAN.match(found.old[pairs[index][0]].key)


def _size(low: Pair, high: Pair) -> int:
    """How many words a change between two pairs takes out and puts in."""
    return high[0] - low[0] + high[1] - low[1] - 2
