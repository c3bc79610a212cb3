"""Closing lines: the plenary meeting and the date below a resolution, misread ones as well."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from unres import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from unres.grammar import Lexicon

    Matcher = Callable[[str], re.Match[str] | None]

#: No closing line (plenary meeting, date) is longer, in code points.
LONGEST: Final = 70
#: What was the number of a meeting, with a sign in it that no word has: `8./6cnze`, `846hn<'`.
_NUMBER: Final = re.compile(r"(?=[^\W_]*[\d/<>\\])[^\s,;]{2,9}(?: \S)?(?= )")
#: How short it is, and before where the space behind it stands.
_SHORTEST: Final = 2
_BEHIND: Final = 10
#: The signs and letters of Chinese.
_SIGNS: Final = 0x3000
_BEYOND: Final = 0xA000
#: A date by its build alone, stop and year's word included: `21 dccembre [971.`
_DATE: Final = re.compile(
    r"(?:le\s+)?\d{1,2}\S{0,2}\s+[^\W\d]{3,12}\s+\S?\d{3,4}(?:\s[^\W\d]{1,5})?\s?[.,]?"
)


class Closings:
    """Tells the closing lines of one language."""

    __slots__ = ("_date", "_firsts", "_inner", "_meeting")

    def __init__(self, lexicon: Lexicon) -> None:
        self._meeting: Matcher = lexicon.MEETING.match
        self._date: Matcher = lexicon.DATE.fullmatch
        #: The code points of the ideographs that a meeting begins with, where it does with one.
        self._firsts = [ord(sign) for sign in lexicon.literals("MEETING_FIRST")]
        #: What it has in it; empty where a look at that is no faster.
        self._inner = lexicon.literals("MEETING_INNER")

    def meet(self, text: str) -> bool:
        """Whether a line begins with the plenary meeting; its number may be misread."""
        if self._firsts and _is_another(ord(text[0]), self._firsts):
            return False
        text = words.plain(text)
        if self._inner and not _holds(text, self._inner):
            return False
        if self._meeting(text):
            return True
        space = text.find(" ", _SHORTEST, _BEHIND)
        if space < 0 or text[:space].isalpha():  # most lines begin with a word
            return False
        found = _NUMBER.match(text)
        return found is not None and self._meeting("1" + text[found.end() :]) is not None

    def date(self, text: str) -> bool:
        """Whether a whole line is the date below a meeting; its month may be misread."""
        text = words.plain(text)
        return bool(_DATE.fullmatch(text) or self._date(text))


@cache
def closings(lexicon: Lexicon) -> Closings:
    """What tells the closing lines of a language: one for all its documents."""
    return Closings(lexicon)


def _holds(text: str, parts: tuple[str, ...]) -> bool:
    """Whether a text has any of some parts in it."""
    for part in parts:  # noqa: SIM110 (a generator is slower when compiled)
        if part in text:
            return True
    return False


def _is_another(code: int, firsts: list[int]) -> bool:
    """Whether a code point is that of an ideograph, and none of these."""
    if not _SIGNS <= code < _BEYOND:
        return False
    for first in firsts:  # noqa: SIM110 (`in` looks at objects)
        if first == code:
            return False
    return True
