"""Glued markers: what stands at the end of a longer number, a year, a resolution's or a name's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.marks import NUMBER_TAIL, TAIL, WORD_TAIL, Mark, place

if TYPE_CHECKING:
    from mypy_extensions import i64

#: A marker glued to a year: `2030 Agenda` against `12 December 20206`.
_YEAR: Final = 4
_CENTURIES: Final = (19, 20)
#: A date, a section, another resolution or the Chinese measure word behind a resolution's
#: number: no marker ends it.
_DATED: Final = re.compile(
    r"(?: ?[A-Z])?(?:,? (?:of|de|du|\u043e\u0442)(?: \d|$)| ?\u53f7)| [A-Z]{1,2}$"
    r"|,? ?(?:section|secci|\u0440\u0430\u0437\u0434\u0435\u043b)"
)
#: The codes of what that begins with, besides a capital.
_DATED_FIRST: Final = (0x20, 0x2C, 0x73, 0x440, 0x53F7)
#: Resolutions of one session hardly ever reach this number.
_LAST_RESOLUTION: Final = 340
#: Decisions are numbered from here.
_FIRST_DECISION: Final = 400
#: `Programa 21` with note 5: a marker glued to a number that a title ends with; backwards.
_NAME: Final = re.compile(r"[a-z\u00e0-\u00ff]{3,}[A-Z\u00c0-\u00dd]")
#: No name is longer, in characters.
_LONGEST_NAME: Final = 40
#: A marker glued to a name that ends in a number: `COVID-19` with note 14.
_HYPHEN: Final = 0x2D
_WIDER_HYPHEN: Final = 0x2010
_NO_BREAK_HYPHEN: Final = 0x2011
#: What a symbol's number stands behind, with a slash: `XII/3`, `DEC/2/7`.
_PARTS: Final = frozenset("IVXL0123456789")
#: What ends a part before its paragraph's number, which never has four digits: `VIII.7441`.
_ROMAN: Final = frozenset("IVX")
_LONG_TAILED: Final = 4
#: So many digits have a number and a marker of one or two that is glued to it.
_TAILED: Final = (3, 4)
_THOUSANDS: Final = 3
#: What stands beside a number at a line's end.
_NONE: Final = -1
#: A session's number and the slash take no more characters.
_SESSION: Final = 5
_SPACE: Final = 0x20
_STOP: Final = 0x2E
_SLASH: Final = 0x2F
_ZERO: Final = 0x30
_NINE: Final = 0x39
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A


def find(row: int, text: str, start: i64, end: i64, value: i64, tails: i64) -> list[Mark]:
    """What may be glued to the number at a place of a line.

    `tails`: the lengths in digits of those markers that may stand there, a bit each.
    """
    size = end - start
    before: i64 = ord(text[start - 1]) if start else _NONE
    after: i64 = ord(text[end]) if end < len(text) else _NONE
    found = _of_name(row, text, start, end, value, tails)
    if before == _STOP and start > 1:
        above = text[start - 2]
        if size == _LONG_TAILED and above in _ROMAN:
            _cut(found, row, end, value, size, tails, TAIL)
        elif above.islower():  # `GC.18/Res.912`
            _cut(found, row, end, value, size, tails, WORD_TAIL)
    elif before == _SLASH and after != _SLASH and _is_cut(size, tails):
        if _follows_session(text, start):
            if not _is_dated(text, end, after):
                sure = size > _THOUSANDS or is_beyond(value)
                _cut(found, row, end, value, size, tails, NUMBER_TAIL if sure else WORD_TAIL)
        elif start > 1 and text[start - 2] in _PARTS:
            _cut(found, row, end, value, size, tails, WORD_TAIL)
    if len(found) > 1:
        found.sort(key=place)
    return found


def _of_name(row: int, text: str, start: i64, end: i64, value: i64, tails: i64) -> list[Mark]:
    """Markers glued to a year or to the number that a name ends with."""
    found: list[Mark] = []
    size = end - start
    if size > _YEAR:
        behind = _power(size - _YEAR)
        if tails & 1 << (size - _YEAR) and value // behind // 100 in _CENTURIES:
            found.append(_mark(row, end, size - _YEAR, value % behind, TAIL))
    elif size in _TAILED and start and tails & 1 << (size - 2):
        number = value % _power(size - 2)
        before: i64 = ord(text[start - 1])
        if before in (_HYPHEN, _WIDER_HYPHEN, _NO_BREAK_HYPHEN):
            if start > 1 and _CAPITAL_A <= ord(text[start - 2]) <= _CAPITAL_Z:
                found.append(_mark(row, end, size - 2, number, TAIL))
        elif before == _SPACE and text[end : end + 1] not in ("/", "."):
            above = text[max(start - 1 - _LONGEST_NAME, 0) : start - 1].rstrip()
            if _NAME.match(above[::-1]):
                found.append(_mark(row, end, size - 2, number, WORD_TAIL))
    return found


def _follows_session(text: str, start: i64) -> bool:
    """Whether a number is a resolution's second: `resolution 70/112` with note 12 wanted."""
    at = start - 2
    while at >= 0 and start - at < _SESSION and _ZERO <= ord(text[at]) <= _NINE:
        at -= 1
    if at == start - 2:
        return False
    return at < 0 or not (text[at] == "/" or text[at].isdecimal())


def _is_dated(text: str, end: i64, after: i64) -> bool:
    """Whether what stands behind a resolution's number shows that no marker ends it."""
    may_be = after in _DATED_FIRST or _CAPITAL_A <= after <= _CAPITAL_Z
    return may_be and _DATED.match(text, end) is not None


def is_beyond(number: i64) -> bool:
    """Whether a number, of at most three digits, is too high for a resolution's.

    A marker that is glued to any other is so doubtful that its note has to stand on its page.
    """
    return _LAST_RESOLUTION < number < _FIRST_DECISION


def _is_cut(size: i64, tails: i64) -> bool:
    """Whether a marker of one or two digits may be glued to a number of at most three."""
    return (tails & 2 != 0 and 1 < size <= _THOUSANDS + 1) or (
        tails & 4 != 0 and 2 < size <= _THOUSANDS + 2  # noqa: PLR2004
    )


def _cut(
    found: list[Mark], row: int, end: i64, value: i64, size: i64, tails: i64, weight: float
) -> None:
    """Add the markers of one or two digits glued to a number of at most three, up to `end`."""
    length: i64 = 1
    while length < size and length <= 2:  # noqa: PLR2004
        if size <= _THOUSANDS + length and tails & 1 << length:
            found.append(_mark(row, end, length, value % _power(length), weight))
        length += 1


def _power(digits: i64) -> i64:
    """The first number that has one digit more, of at most three."""
    return 10 if digits == 1 else 100 if digits == 2 else 1000  # noqa: PLR2004


def _mark(row: int, end: i64, size: i64, number: i64, weight: float) -> Mark:
    return Mark(row, end - size, end, str(number), number, weight)
