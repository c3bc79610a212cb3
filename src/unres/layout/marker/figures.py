"""Figures: the numbers that are printed in a text, one after the other.

A pattern looks at each character of a text. Here each digit of a Latin text is searched for by
itself, which is far faster: the text between two numbers is passed over at once. Such a search
is slow among other letters, whose codes end in the bytes of digits, and other scripts have
digits of their own: their texts are walked through, as bytes.

Guarantees: every run of digits is met once, in order; linear.
"""

from __future__ import annotations

import sys
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
_ZERO: Final = 48
_NINE: Final = 57
_TEN: Final = 10
#: The value of a number is not asked for where it has more digits.
_LONGEST: Final = 7
#: How a text is encoded to be walked through: four bytes a character, behind a mark of as many.
_ENCODING: Final = "utf-32"
_UNIT: Final = 4
#: Where of the four bytes the lowest stands, and by how much each next one is further on.
_LOW: Final = 0 if sys.byteorder == "little" else 3
_NEXT: Final = 1 if sys.byteorder == "little" else -1
#: The second bytes of digits of other scripts, and what their zeros have below that.
_ARABIC: Final = 0x06
_ARABIC_ZERO: Final = 0x60
_EASTERN_ZERO: Final = 0xF0
_WIDE: Final = 0xFF
_WIDE_ZERO: Final = 0x10


class _Digit:
    """A digit, and where it stands next in a text."""

    __slots__ = ("place", "sign")

    def __init__(self, sign: str, place: i64) -> None:
        self.sign = sign
        self.place = place


class Figures:
    """The numbers of a text that ends in a line feed. `latin`: only digits of ASCII count."""

    __slots__ = ("_bytes", "_digits", "_latin", "_text", "end", "plain", "start", "value")

    def __init__(self, text: str, *, latin: bool) -> None:
        self._text = text
        self._latin = latin
        self._digits: list[_Digit] = []
        self._bytes = b""
        if latin:
            self._look_up()
        else:
            self._bytes = text.encode(_ENCODING, "surrogatepass")
        #: Where the number stands.
        self.start: i64 = 0
        self.end: i64 = 0
        #: Whether it is written in digits of ASCII.
        self.plain = True
        #: What it says; -1 where it is too long for a value.
        self.value: i64 = -1

    def _look_up(self) -> None:
        """See which digits occur."""
        for sign in _PLAIN:
            at = self._text.find(sign)
            if at >= 0:
                self._digits.append(_Digit(sign, at))

    def advance(self) -> bool:
        """Go to the next number; False where there is none."""
        text = self._text
        start = self._search() if self._latin else self._walk()
        if start == len(text):
            return False
        self.start = start
        value: i64 = 0
        end = start
        code: i64 = ord(text[end])
        while _ZERO <= code <= _NINE:
            if end - start < _LONGEST:
                value = 10 * value + code - _ZERO
            end += 1
            code = ord(text[end])
        self.end = end
        self.plain = True
        self.value = value if end - start <= _LONGEST else -1
        if not self._latin and _is_figure(code >> 8, code & 0xFF):
            self._read_on()
        return True

    def _search(self) -> i64:
        """Where the next number begins, by a search for each digit; behind the text for none."""
        text, done = self._text, self.end
        start: i64 = len(text)
        for digit in self._digits:
            place = digit.place
            if place < done:
                place = text.find(digit.sign, done)
                if place < 0:
                    place = len(text)
                digit.place = place
            if place < start:  # noqa: PLR1730 (a call for each digit takes longer, if not compiled)
                start = place
        return start

    def _walk(self) -> i64:
        """The same by a look at each character, of whose bytes the second tells most."""
        codes = self._bytes
        length: i64 = len(codes)
        near: i64 = _NEXT
        at: i64 = _UNIT * (self.end + 1) + _LOW
        while at < length:
            block: i64 = codes[at + near]
            if block == 0:
                low: i64 = codes[at]
                if _ZERO <= low <= _NINE and codes[at + 2 * near] == 0:
                    break
            elif (
                (block in (_WIDE, _ARABIC))
                and _is_figure(block, codes[at])
                and codes[at + 2 * near] == 0
            ):
                break
            at += _UNIT
        return at // _UNIT - 1

    def _read_on(self) -> None:
        """Read a number on that has digits of other scripts."""
        text = self._text
        end = self.end + 1
        while text[end] in ALL:
            end += 1
        self.end = end
        self.plain = False
        self.value = int(text[self.start : end]) if end - self.start <= _LONGEST else -1


def _is_figure(block: i64, low: i64) -> bool:
    """Whether a character is a digit of another script, by what its code's two bytes are."""
    if block == _WIDE:
        return _WIDE_ZERO <= low < _WIDE_ZERO + _TEN
    return block == _ARABIC and (
        _ARABIC_ZERO <= low < _ARABIC_ZERO + _TEN or _EASTERN_ZERO <= low < _EASTERN_ZERO + _TEN
    )
