"""Document symbols at the start or the end of a line, as running heads have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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
_COMMA: Final = 0x2C
_SEMICOLON: Final = 0x3B
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A
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
    if _CAPITAL_A <= ord(text[0]) <= _CAPITAL_Z and "/" in text[1 : _ORGAN + 1]:
        hit = _SYMBOL_FIRST.match(text)
        if hit:
            return hit[1].replace(" ", ""), text[hit.end() :].strip()
    end = ord(text[-1])
    if end > _ASCII or end in (_COMMA, _SEMICOLON):
        return None
    last = text.rfind("/") + 1
    if len(text) - last > _LONGEST_STEP:
        return None
    ended = False  # whether it is known to end as a symbol does
    at = text.find("/", 1)
    while at > 0:
        start = at
        while start > 0 and _CAPITAL_A <= ord(text[start - 1]) <= _CAPITAL_Z:
            start -= 1
        if 0 < at - start <= _ORGAN and (start == 0 or text[start - 1].isspace()):
            if not ended and not _SYMBOL_END.match(text, last):
                return None
            ended = True
            hit = _SYMBOL_LAST.match(text, start)
            if hit:
                return hit[1].replace(" ", ""), text[:start].strip()
        at = text.find("/", at + 1)
    return None


def shape(symbol: str) -> str:
    """A symbol with its numbers made alike."""
    return _NUMBERS.sub("0", symbol)
