"""Starts: how a line begins that a footnote may begin, and how one ends that may end it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.marks import dated

if TYPE_CHECKING:
    from mypy_extensions import i64

#: `1`, `1 Resolution`, `1Resolution`, `(1) …`, `* …`; never `1.`, `1/2`, `1,5`, `12-14`.
START: Final = re.compile(
    r"[(\[]?(?:(\d{1,3})(?!\d)|(\*{1,3}))[)\]]?(?:$|\s+(?=\S)|(?=[^\d\s.,/:;)\]%\-\u2013\u3002]))"
)
#: Where numbers stand in brackets, as in Arabic, a bare one is a label or a year.
BRACKETED: Final = re.compile(r"[(\[](\d{1,3})[)\]]\s*|[(\[]?(\*{1,3})(?:[)\]]\s*|\s+(?=\S))")
#: What no note's number stands before: those of paragraphs, parts and amounts do.
_NO_NOTE: Final = frozenset(".,/:;%-\u2013\u3002")
_ENDS: Final = frozenset(map(ord, ".\u3002!?)]\u00bb\u201d\u2019\u0964;\uff1b\u061b"))
#: Signs by their code points.
_SPACE: Final = 0x20
_STAR: Final = 0x2A
_ROUND: Final = 0x28
_SQUARE: Final = 0x5B
_ZERO: Final = 0x30
_NINE: Final = 0x39
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A
_SMALL_A: Final = 0x61
_SMALL_Z: Final = 0x7A
_ASCII: Final = 0x80
#: Ideographs and the brackets of their titles: what stands between them is no stop.
_IDEOGRAPHIC: Final = 0x3003
_IDEOGRAPHIC_END: Final = 0xA000
#: Behind it are no signs that end a text, but those of full width.
_LAST_SIGN: Final = 0x3002
#: A note's number has no more digits.
_DIGITS: Final = 3


class Start:
    """How a note begins: with a number or with asterisks, which stand before `end`."""

    __slots__ = ("end", "number", "stars")

    def __init__(self, number: int, stars: str, end: int) -> None:
        #: 0 where there are asterisks; no note has this number.
        self.number = number
        self.stars = stars
        self.end = end


def _may_begin(text: str, *, bracketed: bool) -> bool:
    """Whether a note may begin a line, by its first characters: most lines show that none does."""
    first: i64 = ord(text[0])
    if _ZERO <= first <= _NINE:
        size: i64 = 1
        while size < len(text) and _ZERO <= ord(text[size]) <= _NINE:
            size += 1
        if bracketed or size > _DIGITS:
            return False
        return size == len(text) or text[size] not in _NO_NOTE
    if first in (_ROUND, _SQUARE):  # those of points, most often
        return text[1:2].isdecimal() or text[1:2] == "*"
    if first < _ASCII:
        return first == _STAR
    return not _IDEOGRAPHIC <= first < _IDEOGRAPHIC_END and text[0].isdecimal()


def _digits(text: str) -> tuple[int, int]:
    """How many digits of ASCII a line that may be a note's begins with, and where it goes on.

    Both are 0 where there is no digit, or a sign behind that tells nothing by its code: a note
    may begin all the same.
    """
    length: i64 = len(text)
    size: i64 = 0
    while size < length and _ZERO <= ord(text[size]) <= _NINE:
        size += 1
    if size == 0:
        return 0, 0
    if size == length:
        return size, size
    code: i64 = ord(text[size])
    if code == _SPACE:
        end: i64 = size + 1
        while text[end].isspace():
            end += 1
        return size, end
    plain = (
        _IDEOGRAPHIC <= code < _IDEOGRAPHIC_END
        or _CAPITAL_A <= code <= _CAPITAL_Z
        or _SMALL_A <= code <= _SMALL_Z
    )
    return (size, size) if plain else (0, 0)


def read(text: str, pattern: re.Pattern[str], month: re.Pattern[str]) -> Start | None:
    """How a note begins that a line may begin; None for most lines."""
    if not _may_begin(text, bracketed=pattern is BRACKETED):
        return None
    size, end = _digits(text) if pattern is START else (0, 0)
    digits = text[:size]
    if not end:
        found = pattern.match(text)
        if not found:
            return None
        digits, end = found[1] or "", found.end()
        if not digits:
            return Start(0, found[2], end)
    if dated(text, end, month):
        return None
    return Start(int(digits), "", end)


def ended(text: str) -> bool:
    """Whether a text ends as a note or a paragraph does."""
    if not text:
        return False
    code: i64 = ord(text[-1])
    if _SMALL_A <= code <= _SMALL_Z or _IDEOGRAPHIC_END > code > _LAST_SIGN:
        return False
    return code in _ENDS
