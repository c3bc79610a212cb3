"""Doubled: vowel signs that some fonts print twice, each time with their letter.

An Arabic word may well say the same syllable twice. A dump whose words do it again and again
was made so: there each is read once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unres.layout.bidi.visual import Part

#: The signs that stand above or below Arabic letters.
SIGNS: Final = "\u064b-\u065f\u0670"
#: A sign and its letter, printed twice where they stand; the second time the sign may be two.
_TWICE: Final = re.compile(rf"([{SIGNS}])[{SIGNS}]*([\u0621-\u064a])(?=\1[{SIGNS}]*\2)")
#: A sign or more, the letter behind them, and the space that may follow in the middle of a word.
_CARRIED: Final = re.compile(rf"([{SIGNS}]+)([\u0621-\u064a])( ?)")
#: So large a part of a sign's followers is one letter where the font prints that with it.
_MOSTLY: Final = 0.85
#: So many are no chance.
_FEW: Final = 3


def doubles(source: str) -> bool:
    """Whether a dump's font prints signs twice."""
    return len(_TWICE.findall(source)) >= _FEW


def carriers(lines: Iterable[Iterable[Part]]) -> dict[str, str]:
    """The letter that each sign carries along in a dump, in reading order.

    A font may have one figure for a sign, whose text is that of the letter it first stood on:
    `س` is read behind every shadda then, whatever the word.
    """
    followers: dict[str, dict[str, int]] = {}
    for parts in lines:
        for part in parts:
            for found in _CARRIED.finditer(part.text):
                letters = followers.setdefault(found[1], {})
                letters[found[2]] = letters.get(found[2], 0) + 1
    carried: dict[str, str] = {}
    for sign, letters in followers.items():
        every = sum(letters.values())
        letter = max(letters, key=lambda one: letters[one])
        if every >= _FEW and letters[letter] >= _MOSTLY * every:
            carried[sign] = letter
    return carried


def bare(parts: Iterable[Part], carried: dict[str, str]) -> Iterator[Part]:
    """Parts of a line without the letters that signs carry along, and the spaces behind these."""
    for part in parts:
        cuts = []
        for found in _CARRIED.finditer(part.text):
            if carried.get(found[1]) == found[2]:
                stop = found.end()
                inside = stop < len(part.text) and part.text[stop].isalpha()
                # where the word ends the space is its own
                cuts.append((found.end(1), stop if inside else found.end(2)))
        yield from _without(part, cuts)


def once(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts of a line without what is printed twice."""
    for part in parts:
        yield from _without(part, [found.span() for found in _TWICE.finditer(part.text)])


def _without(part: Part, cuts: list[tuple[int, int]]) -> Iterator[Part]:
    """What is left of a part without some stretches of it."""
    text = part.text
    begin = 0
    for start, stop in [*cuts, (len(text), len(text))]:
        if start > begin:
            yield part._replace(text=text[begin:start], start=part.start + part.step * begin)
        begin = stop
