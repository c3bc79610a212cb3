"""The letters of a text: what stays the same when lines are wrapped or spaced differently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_extensions import i64

#: Letters and digits that are told at a look, as code points.
_SMALL_A: Final = 0x61
_SMALL_Z: Final = 0x7A
_LARGE_A: Final = 0x41
_LARGE_Z: Final = 0x5A
_ASCII: Final = 0x7F
_ZERO: Final = 0x30
_NINE: Final = 0x39
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000
#: ASCII by its codes: letters as small ones, and what is no letter or digit. They are not worth
#: while for a text no longer than this.
_SMALL: Final = bytes(range(128)).lower() + bytes(range(128, 256))
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_SHORT: Final = 16
_NOT_WORD: Final = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of a text, for comparing what was wrapped or spaced differently."""
    if len(text) > _SHORT and text.isascii():  # a table costs as much as so many signs
        return text.encode("ascii").translate(_SMALL, _NO_LETTERS).decode("ascii")
    size: i64 = len(text)
    at: i64 = 0
    while at < size and is_letter(ord(text[at])):
        at += 1
    return text if at == size else _of_mixed(text, at)


def _of_mixed(text: str, at: i64) -> str:
    """As `letters`, where a sign at a place is none that is told at a look, and none before it."""
    pieces: list[str] = []
    size: i64 = len(text)
    start: i64 = 0
    small = True
    while at < size:
        sign: i64 = ord(text[at])
        if not is_letter(sign):
            if _LARGE_A <= sign <= _LARGE_Z or (sign > _ASCII and text[at].isalnum()):
                small = False
            else:
                if at > start:
                    pieces.append(text[start:at])
                start = at + 1
        at += 1
    if start == 0:
        found = text
    else:
        if start < size:
            pieces.append(text[start:])
        found = "".join(pieces)
    if not small:
        found = found.lower()
        if not found.isalnum():  # a few letters become two signs
            found = _NOT_WORD.sub("", found)
    return found


def is_letter(sign: i64) -> bool:
    """Whether a sign is one of the letters and digits that are told at a look."""
    return _SMALL_A <= sign <= _SMALL_Z or _IDEOGRAPHS <= sign < _BEYOND or _ZERO <= sign <= _NINE
