"""Label sequences: what a printed label may mean, and which label continues which.

A label has one or more readings, each a style and a value: `(i)` is letter 9 or Roman 1.
Which one holds is settled by the sequence it stands in, never by the label alone.
This module imports nothing of the package.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
#: Russian lists leave out ё, й and what cannot begin a word (Editorial Manual, Russian).
CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
#: Arabic lists count in abjad order.
ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
#: What is taken for digits, by eye and by machine; and the digits they are taken for.
MISREAD: Final = "lI|iOoZzSBt"
LOOKALIKES: Final = str.maketrans(MISREAD, "11110022581")
CIRCLED: Final = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
#: From one to ninety-nine: no list is longer.
_IDEOGRAPH: Final = re.compile(
    "[一二三四五六七八九]?十[一二三四五六七八九]?\\Z|[一二三四五六七八九]\\Z"
)
_HAN_DIGITS: Final = {
    **{digit: n for n, digit in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,  # a circle or a letter for the ideograph
}
_HAN_UNITS: Final = {"十": 10, "百": 100}
_ROMAN: Final = re.compile(r"(?=[ivxlc])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})\Z")
_ROMAN_VALUE: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Reading(NamedTuple):
    """One meaning of a label: a style such as `(latin)` and its place in the sequence, from 1."""

    style: str
    value: int


def roman(text: str) -> int | None:
    """The value of a Roman numeral of either case, up to 99; None for any other text."""
    low = text.lower()
    if not _ROMAN.match(low):
        return None
    total = 0
    for char, after in zip(low, low[1:] + " ", strict=True):
        value = _ROMAN_VALUE[char]
        total += -value if _ROMAN_VALUE.get(after, 0) > value else value
    return total


def han_number(text: str) -> int | None:
    """The value of a Chinese numeral below a thousand, or None for what is none.

    七十三 is 73; 二〇三一, digit by digit, is 2031; decimal digits are taken as they are.
    """
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if not text or any(c not in _HAN_DIGITS and c not in _HAN_UNITS for c in text):
        return None
    if not any(c in _HAN_UNITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total = digit = 0
    for c in text:
        if c in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[c]
            digit = 0
        else:
            digit = _HAN_DIGITS[c]
    return total + digit


_ALIKE: Final = "\u0430a\u0441c\u0435e\u043eo\u0440p\u0445x\u0443y\u043ak\u043cm"
#: Letters that look alike in Latin and Cyrillic: lists are typed in a mixture of both.
_TWINS: Final = str.maketrans(
    dict(zip(_ALIKE[::2] + _ALIKE[1::2], _ALIKE[1::2] + _ALIKE[::2], strict=True))
)


def _letters(text: str) -> list[Reading]:
    """Readings of a bare letter or doubled letter: `a`, `bb`, `б`, `ب`."""
    found = []
    for name, alphabet in (("latin", LATIN), ("cyrillic", CYRILLIC), ("abjad", ABJAD)):
        if text[0] in alphabet and text == text[0] * len(text):
            place = alphabet.index(text[0]) + 1
            found.append(Reading(name, place + (len(text) - 1) * len(alphabet)))
        elif text[0] in LATIN and alphabet == LATIN and len(text) == 2:  # noqa: PLR2004
            found += _bijective(text)
    twin = text.translate(_TWINS)
    if twin != text and len(text) == 1:
        name, alphabet = ("latin", LATIN) if twin in LATIN else ("cyrillic", CYRILLIC)
        found.append(Reading(name, alphabet.index(twin) + 1))
    return found


def _bijective(text: str) -> list[Reading]:
    """`aa` follows `z` and `ab` follows `aa` in long lists."""
    if text[0] == "a" and text[1] in LATIN:
        return [Reading("latin", 26 + LATIN.index(text[1]) + 1)]
    return []


@lru_cache(maxsize=4096)
def readings(core: str, form: str) -> tuple[Reading, ...]:
    """All meanings of a label.

    `core` is the label without its brackets and stop (`a`, `iv`, `12`), `form` the dressing
    (`()`, `)`, `.`, `-`). Unknown text has none. The style of a reading names both.
    """
    if not core:
        return ()
    found: list[Reading] = []
    if core.isdecimal():
        found.append(Reading("number", int(core)))
    elif core in CIRCLED:
        found.append(Reading("circled", CIRCLED.index(core) + 1))
    else:
        folded = "أ" if core in ("ا", "آ", "إ") else "ه" if core in ("هـ", "ه‍") else core
        case = "upper-" if folded.isupper() else ""
        low = folded.lower()
        found += [Reading(case + r.style, r.value) for r in _letters(low)]
        if (value := roman(low)) is not None:
            found.append(Reading(case + "roman", value))
        if _IDEOGRAPH.match(core) and (value := han_number(core)) is not None:
            found.append(Reading("ideograph", value))
    return tuple(Reading(r.style + form, r.value) for r in found)


def continues(label: tuple[Reading, ...], last: Reading) -> Reading | None:
    """The reading that comes right after `last`, or None."""
    for reading in label:
        if reading.style == last.style and reading.value == last.value + 1:
            return reading
    return None


def starts(label: tuple[Reading, ...]) -> Reading | None:
    """The reading that is the first of its sequence, or None. Roman beats letter 9 by design."""
    for reading in label:
        if reading.value == 1:
            return reading
    return None
