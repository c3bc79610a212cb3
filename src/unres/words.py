"""Reads what is said in words: dates, session and meeting numbers, agenda items, organs.

Every function takes the printed text (a line or a field, on one line or several) and the
document's language, and gives None (or an empty list) where the text does not tell. The words
themselves are in `grammars/lexicon`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from unres.grammar import Lexicon, lexicon
from unres.languages import OTHER_DIGITS, ascii_digits
from unres.numbering import han_number, roman

if TYPE_CHECKING:
    from mypy_extensions import i64

MONTHS: Final = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip

#: Longer words first, since "sixteen" begins with "six".
_VALUES: Final = {
    "EIGHTY": 80, "SEVENTEEN": 17, "EIGHTEEN": 18, "NINETEEN": 19, "ELEVEN": 11, "TWELVE": 12,
    "THIRTEEN": 13, "FOURTEEN": 14, "FIFTEEN": 15, "SIXTEEN": 16, "TWENTY": 20, "THIRTY": 30,
    "FORTY": 40, "FIFTY": 50, "SIXTY": 60, "SEVENTY": 70, "NINETY": 90, "HUNDRED": 100, "ONE": 1,
    "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6, "SEVEN": 7, "EIGHT": 8, "NINE": 9,
    "TEN": 10,
}  # fmt: skip

_ORGANS: Final = {
    "GENERAL_ASSEMBLY": "General Assembly",
    "SECURITY_COUNCIL": "Security Council",
    "HUMAN_RIGHTS_COUNCIL": "Human Rights Council",
    "ECONOMIC_AND_SOCIAL_COUNCIL": "Economic and Social Council",
    "TRUSTEESHIP_COUNCIL": "Trusteeship Council",
}

#: Kashida, vowel marks, direction marks and soft hyphens: never part of a word.
_INVISIBLE: Final = re.compile(
    "[\u0640\u064b-\u0652\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_PRESENTATION: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
#: All that `plain` takes out or replaces, to leave most texts at one look.
_UNEXPECTED: Final = re.compile(
    f"[{_INVISIBLE.pattern[1:-1]}{_PRESENTATION.pattern[1:-1]}{OTHER_DIGITS}]"
)
#: Where ASCII ends, and the signs and letters of Chinese; its comma and colon are elsewhere.
_ASCII: Final = 0x7F
_SIGNS: Final = 0x3000
_BEYOND: Final = 0xA000
_COMMA: Final = 0xFF0C
_COLON: Final = 0xFF1A
_YEAR: Final = re.compile(r"(?<!\d)(?:19[4-9]\d|20\d\d)(?!\d)")
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
#: What stands around the month in a date.
_DAYS: Final = "0123456789 "
_NUMBER: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"(?<![A-Za-z])[IVXLC]+(?![A-Z])")
#: The least to the largest session there can be; a year is none.
_LAST_SESSION: Final = 400
#: No field is longer, in code points: what follows is not looked at, so that time stays bounded.
_LONGEST: Final = 600


def read_date(text: str, language: str) -> str | None:
    """The first date of a text as `YYYY-MM-DD`, or None where there is none that can be.

    Falls back to English, in which every language prints the date of issue.
    """
    text = plain(text[:_LONGEST])
    for code in dict.fromkeys((language, "en")):
        found = _chinese_date(text) if code == "zh" else _month_date(text, lexicon(code))
        if found is not None:
            return found
    return None


def _month_date(text: str, words: Lexicon) -> str | None:
    """Day, named month, year; where an extractor disordered them, in any order."""
    whole = words.DATE.search(text)
    if whole is not None:
        text = whole[0]
    year = _YEAR.search(text)
    if year is None:
        return None
    month = _month(text.strip(_DAYS) if whole is not None else text, words)
    if month is None:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    day = _DAY.search(rest)
    if day is None:
        return None
    return _iso(year[0], month, day[0])


@lru_cache(maxsize=512)
def _month(text: str, words: Lexicon) -> int | None:
    """The month that a text names; what is left of a date without its day and year is often one."""
    found = _months(words).search(text)
    return MONTHS.index(str(found.lastgroup)) + 1 if found is not None else None


@cache
def _months(words: Lexicon) -> re.Pattern[str]:
    """The months of a language, each as a group: to ask for twelve by name takes long."""
    return words.any_of(*MONTHS)


def _chinese_date(text: str) -> str | None:
    """2031 年 5 月 3 日, or the same in ideographs."""
    if "\u5e74" not in text:
        return None
    words = lexicon("zh")
    whole = words.DATE.search(text)
    if whole is None:
        return None
    year, rest = whole[0].split("年", 1)
    month, day = rest.split("月", 1)
    return _iso(han_number(year), han_number(month), han_number(day.strip()[:-1]))


def _iso(year: str | int | None, month: int | None, day: str | int | None) -> str | None:
    """The date in its standard form, None where the calendar has no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def read_session(text: str, language: str) -> int | None:
    """The number of a session: "Seventy-third session" is 73, "XIIth session" is 12.

    Falls back to English words. A session named by its year has no number.
    """
    text = plain(text[:_LONGEST])
    number = _NUMBER.search(text)
    if number is not None:
        value = int(number[0])
        return value if 0 < value < _LAST_SESSION else None
    return _in_words(text, language) or _in_words(text, "en") or _roman(text)


def read_meeting(text: str, language: str) -> int | None:
    """The number of a meeting: "45th plenary meeting" is 45. Falls back to English."""
    text = plain(text[:_LONGEST])
    for code in dict.fromkeys((language, "en")):
        found = lexicon(code).MEETING.search(text)
        if found is not None:
            number = _NUMBER.search(found[0])
            return int(number[0]) if number else _in_words(found[0], code)
    return None


def ordinal(text: str, language: str) -> int | None:
    """The first number said in words ("seventy-third", "Annexe première"), or None."""
    return _in_words(plain(text[:_LONGEST]), language)


@lru_cache(maxsize=256)
def _in_words(text: str, language: str) -> int | None:
    words = lexicon(language)
    if language == "zh":
        found = words.NUMERAL.search(text)
        return han_number(found[0]) if found else None
    found = words.NUMERAL.search(text)
    if found is None:
        return None
    units = words.any_of(*_VALUES).finditer(found[0])
    return sum(_VALUES[str(unit.lastgroup)] for unit in units) or None


def _roman(text: str) -> int | None:
    found = _ROMAN.search(text)
    return roman(found[0]) if found else None


_LETTERS: Final = r"[^\W\d_]{1,2}(?:\s[^\W\d_])?"
#: A number, then its points: `97 (a) and (b)`, `72 a)`, and `17( ) ه` as extractors disorder it.
_POINT: Final = re.compile(
    rf"\(\s*({_LETTERS})\s*\)|(?<=\s)([^\W\d_]{{1,2}})\)|\(\s*\)\s*([^\W\d_])(?!\w)"
)
_JOINER: Final = r"\s*(?:,|،|、|and|to|y|et|à|a|и|و|和|至|-|–)?\s*"
_ITEM: Final = re.compile(
    rf"(?P<number>\d{{1,3}})(?P<points>(?:{_JOINER}"
    rf"(?:\(\s*{_LETTERS}\s*\)|(?<=\s)[^\W\d_]{{1,2}}\)|\(\s*\)\s*[^\W\d_](?!\w)))*)"
)


def agenda_items(text: str) -> list[str]:
    """The items that an agenda line names: "Agenda items 13 and 97 (a)" are "13", "97 (a)".

    Points keep the brackets that their language prints: "72 a)" in French.
    """
    found = []
    for item in _ITEM.finditer(plain(text[:_LONGEST])):
        number = item["number"]
        points = [
            f"{m[2]})" if m[2] else f"({m[1] or m[3]})" for m in _POINT.finditer(item["points"])
        ]
        found += [f"{number} {point}" for point in points] or [number]
    return found


def organ_name(text: str, language: str) -> str | None:
    """The English name of the organ a line names, masthead or opening formula; else None.

    An organ that is not in the lexicon by name (a commission) keeps its printed name.
    """
    text = plain(text[:_LONGEST])
    for code in dict.fromkeys((language, "en")):
        words = lexicon(code)
        found = words.any_of(*_ORGANS).search(text)
        if found is not None:
            return _ORGANS[str(found.lastgroup)]
    other = lexicon(language).COMMISSION.search(text)
    return other[0].strip() if other else None


def plain(text: str) -> str:
    """The text as the lexicon expects it: ASCII digits, no kashida, marks or ligature forms."""
    if not text or (ord(text[0]) <= _ASCII and text.isascii()) or _is_plain(text):
        return text
    return _plainly(text)


def _plainly(text: str) -> str:
    """As `plain`, for the few texts that have other signs."""
    if not _UNEXPECTED.search(text):
        return text
    if _PRESENTATION.search(text):
        text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return ascii_digits(_INVISIBLE.sub("", text))


def _is_plain(text: str) -> bool:
    """Whether all of a text is ASCII, ideographs and their signs: then it is plain, told sooner."""
    code: i64
    at: i64
    size: i64 = len(text)
    for at in range(size):
        code = ord(text[at])
        if code > _ASCII and not _SIGNS <= code < _BEYOND and code not in (_COMMA, _COLON):
            return False
    return True
