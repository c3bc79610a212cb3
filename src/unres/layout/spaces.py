"""Spaces: whether a sign is white space, which its code point tells at a look of nearly all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_extensions import i64

_SPACE: Final = 0x20
_DELETE: Final = 0x7F
#: Between these there is no white space: letters of Latin, Cyrillic, Arabic and many others.
_NO_BREAK: Final = 0xA0
_OGHAM: Final = 0x1680
#: The ideographic one is the last of all.
_LAST: Final = 0x3000


def is_space(code: i64) -> bool:
    """Whether the sign of a code point is white space, as `str.isspace` has it."""
    if _SPACE < code < _DELETE or code > _LAST or _NO_BREAK < code < _OGHAM:
        return False
    return code == _SPACE or chr(code).isspace()
