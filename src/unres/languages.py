"""The six official languages: their records, digits of other scripts, and which one a text is in.

This module imports nothing of the package.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, Literal

from attrs import frozen

Direction = Literal["ltr", "rtl"]


@frozen
class Language:
    """An official language."""

    #: ISO 639-1: ar, en, es, fr, ru, zh.
    code: str
    #: In English.
    name: str
    #: In the language itself.
    native: str
    direction: Direction = "ltr"


LANGUAGES: Final[dict[str, Language]] = {
    language.code: language
    for language in (
        Language("ar", "Arabic", "العربية", "rtl"),
        Language("en", "English", "English"),
        Language("es", "Spanish", "español"),
        Language("fr", "French", "français"),
        Language("ru", "Russian", "русский"),
        Language("zh", "Chinese", "中文"),
    )
}

DEFAULT: Final = "en"

#: How much of a text is looked at, in code points: its head, and slices spread over the rest.
_HEAD: Final = 1_500
_SLICE: Final = 700
_SLICES: Final = 4

#: What the first byte of a character's two tells of its script. Arabic has its presentation
#: forms too: lines in visual order are Arabic as well.
_ARABIC: Final = bytes((0x06, 0xFB, 0xFC, 0xFD, 0xFE))
_CYRILLIC: Final = bytes((0x04,))
_HAN: Final = bytes((*range(0x34, 0xA0), 0xF9, 0xFA))
#: The first bytes of what all scripts share: Latin letters, punctuation and signs.
_SHARED: Final = bytes((*range(0x04), *range(0x20, 0x2E), 0xFF))
#: The Latin letters that one byte can tell, and the first bytes of those that two tell.
_LATIN: Final = bytes((*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x100)))
_LATIN_EXTENDED: Final = bytes((0x01, 0x02))

#: Words of one language and not of the other two: articles, prepositions, conjunctions.
_FUNCTION_WORDS: Final = {
    "en": frozenset("the of and to for by with that its from which this have been".split()),  # noqa: SIM905
    "es": frozenset("el los las del y que por con para una sus como su al e sobre".split()),  # noqa: SIM905
    "fr": frozenset("le des du et les dans pour par qui une aux sur ses au ou est".split()),  # noqa: SIM905
}

_LANGUAGE_OF: Final = {word: code for code, words in _FUNCTION_WORDS.items() for word in words}

#: So many of a language's words, three of four of all three languages', make it plain.
_PLAIN: Final = 24

#: Letters of one ideograph, one word of a script: how many letters carry what one sign does.
_HAN_WEIGHT: Final = 3

_DIGITS: Final = {
    ord(digit): str(value)
    for zero in "\u0660\u06f0\uff10"  # Arabic-Indic, its eastern form, full width
    for value, digit in ((n, chr(ord(zero) + n)) for n in range(10))
}
#: The digits of other scripts, as a class of a pattern has them.
OTHER_DIGITS: Final = "\u0660-\u0669\u06f0-\u06f9\uff10-\uff19"
_OTHER_DIGIT: Final = re.compile(f"[{OTHER_DIGITS}]")


def ascii_digits(text: str) -> str:
    """The text with Arabic-Indic and full-width digits as ASCII ones; its length stays."""
    return text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text


def detect(text: str) -> str:
    """The language of a text: ar, en, es, fr, ru or zh; `en` where nothing tells.

    The majority decides: an English masthead above a Russian text does not make it English.
    Looks at a bounded sample, so time does not grow with the text.
    """
    sample = _sample(text)
    if sample.isascii():  # no other script to weigh
        return _latin_language(sample)
    firsts = sample.encode("utf-16-be", "surrogatepass")[::2]
    if not firsts.translate(None, _SHARED):
        return _latin_language(sample)
    weights = {
        "": _count(sample.encode("latin-1", "ignore"), _LATIN) + _count(firsts, _LATIN_EXTENDED),
        "ar": _count(firsts, _ARABIC),
        "ru": _count(firsts, _CYRILLIC),
        "zh": _count(firsts, _HAN) * _HAN_WEIGHT,
    }
    best = max(weights, key=lambda code: weights[code])
    return best or _latin_language(sample)


def _sample(text: str) -> str:
    """The head, and from a long text a few slices of the rest."""
    if len(text) <= _HEAD + _SLICES * _SLICE:
        return text
    step = (len(text) - _HEAD) // _SLICES
    starts = range(_HEAD + (step - _SLICE) // 2, len(text) - _SLICE, step)
    return " ".join((text[:_HEAD], *(text[start : start + _SLICE] for start in starts)))


def _count(signs: bytes, of: bytes) -> int:
    return len(signs) - len(signs.translate(None, of))


def _latin_language(sample: str) -> str:
    """English, Spanish or French, by the words that only one of them has.

    The head is enough where one of them is plain there, as it nearly always is.
    """
    for text in (sample[:_HEAD], sample):
        found = Counter(map(_LANGUAGE_OF.get, text.lower().split()))
        known = [found[code] for code in _FUNCTION_WORDS]
        most = max(known)
        if most >= _PLAIN and most * 4 >= sum(known) * 3:
            break
    best = max(_FUNCTION_WORDS, key=lambda code: found[code])
    return best if found[best] else DEFAULT
