"""Document symbols at the start or the end of a line, as running heads have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.spaces import is_space

if TYPE_CHECKING:
    from mypy_extensions import i64

#: `A/RES/78/1`, `A/C.1/80/L.13`, `S/RES/1325 (2000)`, `A/RES/217(III)`.
_STEP: Final = r"[A-Z0-9][\w.()\-]*"
_VOLUME: Final = r"(?: ?\([A-Z0-9]+\))?"
_SYMBOL: Final = rf"[A-Z]{{1,4}}(?:/{_STEP})+{_VOLUME}"
_SYMBOL_FIRST: Final = re.compile(rf"({_SYMBOL})(?: ?[A-Z](?:-[A-Z])?(?=\s{{2}}|$))?(?=\s|$)")
_LETTER: Final = "(?: [A-Z](?:-[A-Z])?)?$"
_SYMBOL_LAST: Final = re.compile(rf"({_SYMBOL}){_LETTER}")
#: What is behind its last slash.
_SYMBOL_END: Final = re.compile(rf"{_STEP}{_VOLUME}{_LETTER}", re.ASCII)
#: No symbol has more there, in characters.
_LONGEST_STEP: Final = 40
#: How many letters a symbol has before its first slash.
_ORGAN: Final = 4
#: What ends the lines of sentences, and no symbol, as code points.
_ASCII: Final = 0x7F
_SPACE: Final = 0x20
_OPENED: Final = 0x28
_COMMA: Final = 0x2C
_DOT: Final = 0x2E
_SLASH: Final = 0x2F
_ZERO: Final = 0x30
_NINE: Final = 0x39
_SEMICOLON: Final = 0x3B
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A
_SMALL_A: Final = 0x61
_SMALL_Z: Final = 0x7A
#: What goes on behind a symbol and is no part of any: `,`, `;`, `:`, and what Chinese has for them.
_PAUSES: Final = (_COMMA, _SEMICOLON, 0x3A, 0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A)
#: No line that ends in a symbol is longer, but for the body's.
LONGEST: Final = 250
_NUMBERS: Final = re.compile(r"\d+")


def may_hold(text: str) -> bool:
    """Whether a symbol may stand at a line's start or end, by its first sign and its last."""
    if _CAPITAL_A <= ord(text[0]) <= _CAPITAL_Z:
        return True
    end: i64 = ord(text[-1])
    return end <= _ASCII and end not in (_COMMA, _SEMICOLON)


def read(text: str) -> tuple[str, str] | None:
    """The symbol at the start or end of a line with a slash, and what else the line holds."""
    if _CAPITAL_A <= ord(text[0]) <= _CAPITAL_Z:
        end = _plain_end(text, 0)
        if end == len(text) or (end > 0 and _is_room(text, end)):
            return text[:end], text[end:].strip()
        hit = _SYMBOL_FIRST.match(text) if end >= 0 else None
        if hit:
            return hit[1].replace(" ", ""), text[hit.end() :].strip()
    sign = ord(text[-1])
    if sign > _ASCII or sign in (_COMMA, _SEMICOLON):
        return None
    return _last(text)


def _last(text: str) -> tuple[str, str] | None:
    """The symbol at the end of a line, and what stands before it."""
    last = text.rfind("/") + 1
    if len(text) - last > _LONGEST_STEP:
        return None
    ended = False  # whether it is known to end as a symbol does
    at = text.find("/", 1)
    while at > 0:
        start = at
        while start > 0 and _CAPITAL_A <= ord(text[start - 1]) <= _CAPITAL_Z:
            start -= 1
        end = -1
        if 0 < at - start <= _ORGAN and (start == 0 or is_space(ord(text[start - 1]))):
            end = _plain_end(text, start)
            if end == len(text):
                return text[start:], text[:start].strip()
        if end >= 0:
            if not ended and not _SYMBOL_END.match(text, last):
                return None
            ended = True
            hit = _SYMBOL_LAST.match(text, start)
            if hit:
                return hit[1].replace(" ", ""), text[:start].strip()
        at = text.find("/", at + 1)
    return None


def _plain_end(text: str, start: int) -> int:
    """Behind a symbol of nothing but letters, digits and dots that begins at a place.

    Where there is none it is -1 if nothing else can be a symbol there, else 0.
    """
    size: i64 = len(text)
    at: i64 = start
    while at < size and _CAPITAL_A <= ord(text[at]) <= _CAPITAL_Z:
        at += 1
    if not start < at <= start + _ORGAN or at == size or ord(text[at]) != _SLASH:
        return -1
    plain = True
    while at < size:
        sign: i64 = ord(text[at])
        if sign == _SLASH:
            at += 1
            if at == size:
                return -1
            sign = ord(text[at])
            if not (_CAPITAL_A <= sign <= _CAPITAL_Z or _ZERO <= sign <= _NINE):
                return -1
        elif not (_DOT <= sign <= _NINE or _CAPITAL_A <= sign <= _CAPITAL_Z) and not (
            _SMALL_A <= sign <= _SMALL_Z
        ):
            if is_space(sign):
                plain = plain and sign == _SPACE
                break
            if sign in _PAUSES:
                return -1
            plain = False
        at += 1
    return at if plain else 0


def _is_room(text: str, at: int) -> bool:
    """Whether nothing of a symbol can stand behind a space: no bracket, and no letter."""
    sign: i64 = ord(text[at + 1])
    return sign != _OPENED and not _CAPITAL_A <= sign <= _CAPITAL_Z


def shape(symbol: str) -> str:
    """A symbol with its numbers made alike."""
    return _NUMBERS.sub("0", symbol)
