"""Figures: the numbers that are printed in a text, one after the other.

A pattern looks at each character of a text. Here each digit is searched for by itself, which
is far faster: the text between two numbers is passed over at once. Only a text of short lines,
as those of ideographs are, has numbers so near to each other that it is walked through.

Guarantees: every run of digits is met once, in order; linear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_extensions import i64

#: The digits of most texts, and those of all scripts that resolutions are printed in.
PLAIN: Final = "0123456789"
_FULL_WIDTH: Final = "".join(map(chr, range(0xFF10, 0xFF1A)))
ALL: Final = (
    PLAIN
    + "".join(map(chr, range(0x660, 0x66A)))
    + "".join(map(chr, range(0x6F0, 0x6FA)))
    + _FULL_WIDTH
)
_ZERO: Final = 48
_NINE: Final = 57
#: The value of a number is not asked for where it has more digits.
_LONGEST: Final = 7
#: A text whose lines are shorter is walked through, in characters.
_SHORT: Final = 48
#: Where the digits of other scripts are, ten from each of these on.
_ARABIC: Final = 0x660
_EASTERN: Final = 0x6F0
_WIDE: Final = 0xFF10
_TEN: Final = 10


class Figures:
    """The numbers of a text that ends in a line feed."""

    __slots__ = ("_places", "_signs", "_text", "_walked", "_wide", "end", "plain", "start", "value")

    def __init__(self, text: str, signs: str, lines: int) -> None:
        self._text = text
        #: Whether each of its characters is looked at; the text has so many lines.
        self._walked = len(text) < _SHORT * lines
        #: Whether other digits count than those of ASCII.
        self._wide = len(signs) > len(PLAIN)
        #: The digits that occur, and where each stands next.
        self._signs: list[str] = []
        self._places: list[int] = []
        for sign in signs if not self._walked else "":
            at = text.find(sign)
            if at >= 0:
                self._signs.append(sign)
                self._places.append(at)
        #: Where the number stands.
        self.start: i64 = 0
        self.end: i64 = 0
        #: Whether it is written in digits of ASCII.
        self.plain = True
        #: What it says; -1 where it is too long for a value.
        self.value: i64 = -1

    def advance(self) -> bool:
        """Go to the next number; False where there is none."""
        text = self._text
        start = self._walk() if self._walked else self._search()
        if start == len(text):
            return False
        self.start = start
        if self._wide:
            self._read_wide()
            return True
        value: i64 = 0
        end = start
        code: i64 = ord(text[end])
        while _ZERO <= code <= _NINE:
            if end - start < _LONGEST:
                value = 10 * value + code - _ZERO
            end += 1
            code = ord(text[end])
        self.end = end
        self.value = value if end - start <= _LONGEST else -1
        return True

    def _search(self) -> i64:
        """Where the next number begins, by a search for each digit; behind the text for none."""
        text, places, done = self._text, self._places, self.end
        length: i64 = len(text)
        start = length
        for n, known in enumerate(places):
            place: i64 = known
            if place < done:
                place = text.find(self._signs[n], done)
                if place < 0:
                    place = length
                places[n] = place
            if place < start:  # noqa: PLR1730 (a call for each digit takes longer, if not compiled)
                start = place
        return start

    def _walk(self) -> i64:
        """The same by a look at each character."""
        text, wide = self._text, self._wide
        length: i64 = len(text)
        at: i64 = self.end
        while at < length:
            code: i64 = ord(text[at])
            if code <= _NINE:
                if code >= _ZERO:
                    break
            elif wide and _is_figure(code):
                break
            at += 1
        return at

    def _read_wide(self) -> None:
        """Read a number of whatever digits."""
        text = self._text
        end: i64 = self.start + 1
        while text[end] in ALL:
            end += 1
        self.end = end
        self.plain = text[self.start : end].isascii()
        self.value = int(text[self.start : end]) if end - self.start <= _LONGEST else -1


def _is_figure(code: i64) -> bool:
    """Whether a code is that of a digit of another script."""
    return (
        _ARABIC <= code < _ARABIC + _TEN
        or _EASTERN <= code < _EASTERN + _TEN
        or _WIDE <= code < _WIDE + _TEN
    )


def has_full_width(text: str) -> bool:
    """Whether a text has digits as wide as ideographs."""
    if text.isascii():
        return False
    for sign in _FULL_WIDTH:  # noqa: SIM110 (a generator is slower when compiled)
        if sign in text:
            return True
    return False
