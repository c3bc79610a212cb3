"""Markers that are none: numbers of the text that stand where a lost marker's would.

A note whose marker is lost hangs from whatever number of the text is like its own: the end
of a year (`20|23`), of a resolution's number (`60/15|3`), an article (`article 13`). What
speaks against a marker is how the other markers of the dump are set, and what the text says
around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from unres.nodes import NoteRef

#: A marker is glued to digits: what they are with it.
_HEAD: Final = re.compile(r"[\w/.\-\u2010\u2011]*\Z")
#: What makes it one with what stands before or after it.
_PART: Final = re.compile(r"[\w/]")
_WHOLE_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: Behind the number of a resolution: its date.
_DATED: Final = re.compile(r",?\s+(?:of|de|du|от)\s+\d")
#: What a number names, and none of its own note: `Article 1 of the Charter`, `第 75/17|3 号`.
_NUMBERED: Final = re.compile(r"(?:\b[Aa]rticle|\b[Aa]rtículo|\b[Сс]тать[а-я]+|\b[Aa]rt\.)\s+\Z")
_COUNTED: Final = re.compile(r"\s*[号條条款]")
#: `от 1 декабря`: the preposition of a date, where a line may have ended behind its day.
_OF_DAY: Final = re.compile(r"\bот\s+\Z")
#: `12 and |13`, `1 to |4`; a year and a resolution's number may well have a marker.
_AFTER_NUMBER: Final = re.compile(r"(?<![\d/])\d{1,3},?\s+[^\W\d_]{1,3}\s+\Z")
#: So many letters are too long a word to stand there between.
_LONG: Final = 4
_LISTED: Final = re.compile(r"(?<![\d/])\d{1,3},\s+\Z")
#: `|13 and 14`, `|11, 13 and 54`
_BEFORE_NUMBER: Final = re.compile(r"(?:,|\s+[^\W\d_]{1,3})\s+\d{1,3}(?![\d/])")
_NUMBER_OR_YEAR: Final = re.compile(r"(?:(?:19|20)\d\d|\d/\d+)\s+\Z")
_WORD: Final = re.compile(r"([^\W\d_])[^\W\d_]*\s+\Z")
_FOLLOWED: Final = re.compile(r"\w*\s+(\d{1,3})(?![\d/])")
_STOP: Final = "[,;:.]"
_OF_DATE: Final = r"(?:de|of|du)\s"
#: How much is looked at on either side, in code points.
_NEAR: Final = 40
#: So many other markers tell how they are set, when so few are set otherwise.
_FEW: Final = 3
_ODD: Final = 0.1
#: Numbers from here on have three digits, as thousands do.
_TWO_DIGITS: Final = 100
#: How much of a word's beginning makes it the same word, and how often a number must follow it.
_STEM: Final = 6
_SHORTEST: Final = 4
_TIMES: Final = 2


def doubted(source: str, refs: Sequence[NoteRef]) -> set[int]:
    """Where those markers begin that are probably numbers of the text."""
    numbers = [ref for ref in refs if ref.marker.isdecimal() and ref.span.start]
    markers = _Markers(source, numbers)
    return {ref.span.start for ref in numbers if markers.doubted(ref)}


class _Markers:
    """The markers of one dump, as far as they are numbers, and how they are set."""

    def __init__(self, source: str, numbers: Sequence[NoteRef]) -> None:
        self._source = source
        self._others = len(numbers) - 1
        self._spaced = sum(source[ref.span.start - 1].isspace() for ref in numbers)
        self._places = frozenset(ref.span.start for ref in numbers)
        self._counting: dict[str, bool] = {}

    def doubted(self, ref: NoteRef) -> bool:
        """Whether a marker is probably a number of the text."""
        source, (start, end) = self._source, ref.span
        before = source[start - 1]
        if before.isdigit() and source[start].isdigit():
            mostly_spaced = self._others >= _FEW and self._spaced > (1 - _ODD) * self._others
            return _tail(source, ref, mostly_spaced=mostly_spaced)
        if not before.isspace():
            return False
        head, tail = source[max(0, start - _NEAR) : start], source[end : end + _NEAR]
        stripped = head.rstrip()
        if stripped[-1:].isdecimal() and _NUMBER_OR_YEAR.search(head):
            return False
        if not stripped[-_LONG:].isalpha() and _AFTER_NUMBER.search(head):
            return True
        if _NUMBERED.search(head) or _OF_DAY.search(head):
            return True
        word = _WORD.search(head, stripped.rfind(" ") + 1)
        if _BEFORE_NUMBER.match(tail) and (
            _LISTED.search(head) or (word and not word[1].isupper())
        ):
            return True
        if word is None or not word[1].islower():
            return False  # behind a stop, or a name, a marker may well stand off
        odd = self._others >= _FEW and self._spaced - 1 <= _ODD * self._others
        ends = tail.lstrip(" \t")[:1] in ("\r", "\n", "")
        return (odd and not ends) or self._counts(word[0].rstrip())

    def _counts(self, word: str) -> bool:
        """Whether a word is one that numbers follow: `section 2` here, `section 3` there."""
        if len(word) < _SHORTEST:
            return False
        stem = word[:_STEM]
        known = self._counting.get(stem)
        if known is None:
            known = self._counting[stem] = self._mostly_counts(stem)
        return known

    def _mostly_counts(self, stem: str) -> bool:
        source, size = self._source, len(stem)
        times = others = 0
        at = source.find(stem)
        while at >= 0:
            number = _FOLLOWED.match(source, at + size)
            if number is not None and number.start(1) not in self._places:
                times += 1
            else:
                others += 1
            at = source.find(stem, at + size)
        return times >= max(_TIMES, others)


def _tail(source: str, ref: NoteRef, *, mostly_spaced: bool) -> bool:
    """Whether a marker that is glued to digits is the end of their number."""
    start, end = ref.span
    head = _HEAD.search(source, max(0, start - _NEAR), start)
    before = head[0] if head else ""
    whole = before + source[start:end]
    if _WHOLE_YEAR.fullmatch(whole):
        return True
    if "/" not in before:
        return False
    if _DATED.match(source, end) or _COUNTED.match(source, end) or mostly_spaced:
        return True
    return _again(source, whole)


def _again(source: str, number: str) -> bool:
    """Whether a number stands in a text twice, by itself."""
    times = 0
    at = source.find(number)
    while at >= 0:
        end = at + len(number)
        if (at and _PART.match(source, at - 1)) or _PART.match(source, end):
            end = at + 1
        elif times:
            return True
        else:
            times = 1
        at = source.find(number, end)
    return False


def stands(source: str, number: int, start: int, end: int) -> bool:
    """Whether a number stands between two places as markers do: it was not lost, but not read.

    Glued to a word or its stop, or off the word before and the stop behind: `Summit2`, `21 7 ,`.
    """
    text = source[start:end]
    if str(number) not in text:
        return False
    alone = r"(?![\w/]|[.,–-]\d)"
    # `2030,7` may be a year and a marker; `11.7` is one number, `9 A.2` a part of a symbol.
    year = rf"(?<=(?:19|20)\d\d{_STOP})"
    close = rf"(?<=[^\W\d_]{_STOP})(?<![^\w][A-Z]\.)|(?<=[)”»’]{_STOP})|{year}"
    glued = rf"(?:(?<=[^\W\d_])|(?<=[)”»’])|{close}){number}{alone}"
    off = rf"(?<=[\w)”»] ){number} (?=[,;.:])|(?<=[,;]\s){number} +(?=[^\W\d_])(?!{_OF_DATE})"
    if number < _TWO_DIGITS:
        # Two numbers in a row are none; nor is `VIII.7441`.
        off += rf"|(?<=\d ){number} (?=[^\W\d_])|(?<=\.\d\d){number}(?!\d)"
    return re.search(f"{glued}|{off}", text) is not None
