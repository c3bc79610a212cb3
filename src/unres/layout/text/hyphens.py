"""Hyphens: whether one at a line's end belongs to its word, by the document's own other words."""

from __future__ import annotations

import re
from typing import Final

from unres.spans import stretch

#: A word with its hyphens. Ideographs are never parted by one, and have no words to look up.
_WORD: Final = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:-[^\W\d_\u3400-\u9fff]+)*")
_HALF: Final = re.compile(r"[^\W\d_]+")
#: What makes a word beside it part of a longer one; the first of the two reads backwards.
_BEFORE_WORD: Final = re.compile(r"-?[^\W\d_]|\s*(?:\ufffe|\n[^\S\n]*-)[^\W\d_]")
_BEHIND_WORD: Final = re.compile(r"-?[^\W\d_]|\ufffe|-[^\S\n]*\n")
#: Where a word is cut at a line's end, by its sign: a pattern that begins with one is quick.
_CUTS: Final = [
    (sign, re.compile(sign + (r"\s*" if sign == "\ufffe" else r"[^\S\n]*\n\s*") + r"(?=[^\W\d_])"))
    for sign in "-\u00ad\u2010\ufffe"
]
#: The same, where the extractor took the line's end away or a page turned as well.
_TAKEN: Final = re.compile(r"[-\ufffe](?:(?<=\ufffe)|[^\S\n]*\n)\s*")
#: The words of so much text tell what its hyphens are, in characters: it is more than nearly all
#: documents have, and a volume's hyphens need no look at all of it.
_STRETCH: Final = 65_536
#: So few words are looked up one by one in a stretch; else all its words are read.
_FEW: Final = 24
#: How much is read at once, in characters.
_PART: Final = 4_096
#: How many different words are kept as they are printed.
_MANY: Final = 20_000
#: No half of a word is longer.
_LONG: Final = 40


class Hyphens:
    """Decides what a hyphen at a line's end means: `high-`/`level` against `ques-`/`tion`."""

    __slots__ = ("_source", "_stretches", "at")

    def __init__(self, source: str) -> None:
        self._source = source
        self._stretches: dict[int, _Stretch] = {}
        #: Where in the source the hyphens stand that are asked for.
        self.at = 0

    def keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen between two halves belongs to the word."""
        head = _last_word(before).lower()
        right = _WORD.match(after)
        if not head or not right or not right[0][0].islower():
            return True
        tail = right[0].lower()
        words = self._words()
        if words.has(head + tail):
            return False
        if words.has(f"{head}-{tail}"):
            return True
        if not words.are_parted():
            return True
        return words.has(head.rsplit("-", 1)[-1]) and words.has(tail.split("-", 1)[0])

    def _words(self) -> _Stretch:
        """The words of the stretch that is asked for; the last one may be longer."""
        start, stop = stretch(self.at, _STRETCH, len(self._source))
        words = self._stretches.get(start)
        if words is None:
            words = self._stretches[start] = _Stretch(self._source, start, stop)
        return words


class _Stretch:
    """The words of a stretch of a document, looked up one by one until many are."""

    __slots__ = ("_asked", "_known", "_parts", "_source", "_start", "_stop", "_words")

    def __init__(self, source: str, start: int, stop: int) -> None:
        self._source = source
        self._start = start
        self._stop = stop
        self._asked = 0
        self._known: dict[str, bool] = {}
        self._parts: bool | None = None
        self._words: set[str] | None = None

    def are_parted(self) -> bool:
        """Whether words are parted at the ends of lines, which they mostly are not."""
        if self._parts is None:
            cut = _cut_words(self._source, self._start, self._stop)
            self._parts = any(self.has(word.replace("-", "")) for word in cut)
        return self._parts

    def has(self, word: str) -> bool:
        """Whether a word stands here."""
        if self._words is not None:
            return word in self._words
        known = self._known.get(word)
        if known is not None:
            return known
        if self._asked < _FEW:
            self._asked += 1
            known = self._known[word] = _stands(word, self._source, self._start, self._stop)
            return known
        self._words = _vocabulary(self._source, self._start, self._stop)
        return word in self._words


def _last_word(text: str) -> str:
    """The last word of a text, or nothing: a word is one read backwards too."""
    last = _WORD.match(text[::-1])
    if last:
        return last[0][::-1]
    found: list[str] = _WORD.findall(text)
    return found[-1] if found else ""


def _stands(word: str, text: str, start: int, stop: int) -> bool:
    """Whether a word of small letters stands by itself in a stretch, in letters of any size.

    Found by the longest of its parts, but for the first letter: it may be a capital, or all
    are. To make all letters of the text small first would cost many times as much.
    """
    part = max(word.split("-"), key=len)
    rest = part[1:] or part
    ahead = word.find(part) + len(part) - len(rest)
    capitals = rest.upper()
    return _stands_by(rest, word, ahead, text, start, stop) or (
        capitals != rest and _stands_by(capitals, word, ahead, text, start, stop)
    )


def _stands_by(rest: str, word: str, ahead: int, text: str, first: int, stop: int) -> bool:
    """Whether a word stands in a stretch of a text, no part of a longer one and not cut.

    It is looked for by the `rest` of it, which stands so many characters `ahead` in it.
    """
    size = len(word)
    at = text.find(rest, first + ahead, stop)
    while at >= 0:
        start = at - ahead
        end = start + size
        if text[start:end].lower() == word:
            before = text[max(start - 9, 0) : start][::-1]
            if not (_BEFORE_WORD.match(before) or _BEHIND_WORD.match(text, end)):
                return True
        at = text.find(rest, at + 1, stop)
    return False


def _vocabulary(source: str, at: int, end: int) -> set[str]:
    """The words of a stretch of a document, without those that a line's end cuts.

    Read in parts: a list of all its words is many times as large as a text. Most words
    come again, so the pattern sees each once, as it is printed, signs and all.
    """
    found: set[str] = set()
    printed: set[str] = set()
    while at < end:
        stop = source.find(" ", at + _PART, end)
        stop = stop if stop >= 0 else end
        text = source[at:stop].lower()
        if "\ufffe" in text or "-\n" in text:
            text = _whole_words(text)
        printed.update(text.split())
        if len(printed) > _MANY:
            _take_words(printed, found)
            printed.clear()
        at = stop
    _take_words(printed, found)
    return found


def _take_words(printed: set[str], found: set[str]) -> None:
    """Find the words in what is printed between spaces: most of it is one, and needs no pattern."""
    signed = []
    for word in printed:
        if word.isascii() and word.isalpha():
            found.add(word)
        else:
            signed.append(word)
    found.update(_WORD.findall(" ".join(signed)))


def _whole_words(text: str) -> str:
    """The text without the words that a line's end cuts."""
    pieces = []
    at = 0
    for sign in _TAKEN.finditer(text):
        start = sign.start()
        while start > at and text[start - 1].isalpha():
            start -= 1
        if start < sign.start():
            pieces.append(text[at:start])
            at = sign.end()
            while at < len(text) and text[at].isalpha():
                at += 1
    pieces.append(text[at:])
    return " ".join(pieces)


def _cut_words(source: str, start: int, stop: int) -> set[str]:
    """The words with a hyphen that a line's end cuts in a stretch.

    Looks from the cut on, not from each word.
    """
    found = set()
    for sign, pattern in _CUTS:
        if source.find(sign, start, stop) < 0:
            continue
        for cut in pattern.finditer(source, start, stop):
            left = _HALF.match(source[max(cut.start() - _LONG, 0) : cut.start()][::-1])
            right = _HALF.match(source, cut.end())
            if left and right:
                found.add(f"{left[0][::-1]}-{right[0]}".lower())
    return found
