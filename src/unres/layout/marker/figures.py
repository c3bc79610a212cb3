"""Figures: where the numbers of a text stand, in digits of any script.

A pattern takes long to look at each character of a text. Each digit of a Latin text is searched
for by itself, which is far faster: the text between two numbers is passed over at once. Such a
search is slow among other letters, whose codes end in the bytes of digits, and other scripts
have digits of their own: their texts are walked through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_extensions import i64

_PLAIN: Final = "0123456789"
#: The digits of all scripts that resolutions are printed in.
ALL: Final = (
    _PLAIN
    + "".join(map(chr, range(0x660, 0x66A)))
    + "".join(map(chr, range(0x6F0, 0x6FA)))
    + "".join(map(chr, range(0xFF10, 0xFF1A)))
)
_ZERO: Final = 0x30
_NINE: Final = 0x39
#: The first and the last digits of the Arabic scripts, and those of full width.
_ARABIC_ZERO: Final = 0x660
_ARABIC_NINE: Final = 0x669
_EASTERN_ZERO: Final = 0x6F0
_EASTERN_NINE: Final = 0x6F9
_WIDE_ZERO: Final = 0xFF10
_WIDE_NINE: Final = 0xFF19


def find(text: str, at: i64, stop: i64) -> i64:
    """Where the next digit stands from a place on before another; that one where none does."""
    while at < stop:
        code: i64 = ord(text[at])
        if code <= _NINE:
            if code >= _ZERO:
                return at
        elif code >= _ARABIC_ZERO and is_other(code):
            return at
        at += 1
    return stop


def is_other(code: i64) -> bool:
    """Whether a code point is a digit of another script than Latin."""
    if code <= _EASTERN_NINE:
        return _ARABIC_ZERO <= code <= _ARABIC_NINE or code >= _EASTERN_ZERO
    return _WIDE_ZERO <= code <= _WIDE_NINE


class _Digit:
    """A digit, and where it stands next in a text."""

    __slots__ = ("place", "sign")

    def __init__(self, sign: str, place: i64) -> None:
        self.sign = sign
        self.place = place


class Digits:
    """The digits of ASCII that occur in a text. Each is searched for in one direction."""

    __slots__ = ("_digits", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._digits: list[_Digit] = []
        for sign in _PLAIN:
            at = text.find(sign)
            if at >= 0:
                self._digits.append(_Digit(sign, at))

    def find(self, at: i64) -> i64:
        """Where the next one stands from a place on; the text's length where there is none."""
        text = self._text
        start: i64 = len(text)
        for digit in self._digits:
            place = digit.place
            if place < at:
                place = text.find(digit.sign, at)
                if place < 0:
                    place = len(text)
                digit.place = place
            if place < start:  # noqa: PLR1730 (a call for each digit takes longer, if not compiled)
                start = place
        return start
