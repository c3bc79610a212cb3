"""Glued markers: what stands at the end of a longer number, a year, a resolution's or a name's."""

from __future__ import annotations

import re
from typing import Final

from unres.layout.marks import NUMBER_TAIL, TAIL, WORD_TAIL, Mark, place

#: A marker glued to a year: `2030 Agenda` against `12 December 20206`.
_YEAR: Final = re.compile(r"((?:19|20)\d\d)(\d{1,3})$")
#: What stands before the second number of a resolution: `resolution 70/112` with note 12 wanted.
_RESOLUTION: Final = re.compile(r"(?:^|[^\d/])[0-9]\d{0,2}/$")
#: A date, a section, another resolution or the Chinese measure word behind a resolution's
#: number: no marker ends it.
_DATED: Final = re.compile(
    r"(?: ?[A-Z])?(?:,? (?:of|de|du|\u043e\u0442)(?: \d|$)| ?\u53f7)| [A-Z]{1,2}$"
    r"|,? ?(?:section|secci|\u0440\u0430\u0437\u0434\u0435\u043b)"
)
#: Resolutions of one session hardly ever reach this number.
_LAST_RESOLUTION: Final = 340
#: Decisions are numbered from here.
_FIRST_DECISION: Final = 400
#: `Programa 21` with note 5: a marker glued to a number that a title ends with; backwards.
_NAME: Final = re.compile(r"[a-z\u00e0-\u00ff]{3,}[A-Z\u00c0-\u00dd]")
#: No name is longer, in characters.
_LONGEST_NAME: Final = 40
#: A marker glued to a name that ends in a number: `COVID-19` with note 14.
_NAME_TAIL: Final = re.compile("[A-Z][-\u2010\u2011]")
#: What a symbol's number stands behind, with a slash: `XII/3`, `DEC/2/7`.
_PARTS: Final = frozenset("IVXL0123456789")
#: What ends a part before its paragraph's number, which never has four digits: `VIII.7441`.
_ROMAN: Final = frozenset("IVX")
_LONG_TAILED: Final = 4
#: So many digits have a number and a marker of one or two that is glued to it.
_TAILED: Final = (3, 4)
_THOUSANDS: Final = 3


def find(row: int, text: str, start: int, end: int, wanted: set[str]) -> list[Mark]:
    """What may be glued to the number at a place of a line, of the markers that may stand there."""
    digits = text[start:end]
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    above = text[start - 2] if start > 1 else ""
    found = _of_name(row, text, start, digits, wanted)
    if len(digits) == _LONG_TAILED and before == "." and above in _ROMAN:
        found += _cut(row, end, digits, wanted, TAIL)
    elif before == "." and above.islower():  # `GC.18/Res.912`
        found += _cut(row, end, digits, wanted, WORD_TAIL)
    if before == "/" and after != "/":
        if _RESOLUTION.search(text[max(start - 5, 0) : start]):
            if not _DATED.match(text, end):
                found += _of_resolution(row, end, digits, wanted)
        elif above in _PARTS:
            found += _cut(row, end, digits, wanted, WORD_TAIL)
    if len(found) > 1:
        found.sort(key=place)
    return found


def _of_name(row: int, text: str, start: int, digits: str, wanted: set[str]) -> list[Mark]:
    """Markers glued to a year or to the number that a name ends with."""
    found: list[Mark] = []
    end = start + len(digits)
    year = _YEAR.match(digits)
    if year and year[2] in wanted:
        found.append(_mark(row, end, year[2], TAIL))
    tail = digits[2:]
    if len(digits) in _TAILED and tail in wanted and start:
        if start > 1 and _NAME_TAIL.match(text, start - 2):
            found.append(_mark(row, end, tail, TAIL))
        elif text[start - 1] == " " and text[end : end + 1] not in ("/", "."):
            above = text[max(start - 1 - _LONGEST_NAME, 0) : start - 1].rstrip()
            if _NAME.match(above[::-1]):
                found.append(_mark(row, end, tail, WORD_TAIL))
    return found


def is_beyond(number: int) -> bool:
    """Whether a number, of at most three digits, is too high for a resolution's.

    A marker that is glued to any other is so doubtful that its note has to stand on its page.
    """
    return _LAST_RESOLUTION < number < _FIRST_DECISION


def _of_resolution(row: int, end: int, digits: str, wanted: set[str]) -> list[Mark]:
    """Markers glued to the second number of a resolution, which ends at `end`."""
    sure = len(digits) > _THOUSANDS or is_beyond(int(digits))
    return _cut(row, end, digits, wanted, NUMBER_TAIL if sure else WORD_TAIL)


def _cut(row: int, end: int, digits: str, wanted: set[str], weight: float) -> list[Mark]:
    """Markers of one or two digits glued to a number of at most three, which ends at `end`."""
    return [
        _mark(row, end, digits[-length:], weight)
        for length in (1, 2)
        if length < len(digits) <= _THOUSANDS + length and digits[-length:] in wanted
    ]


def _mark(row: int, end: int, tail: str, weight: float) -> Mark:
    return Mark(row, end - len(tail), end, tail, int(tail), weight)
