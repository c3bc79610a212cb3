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

#: Arabic letters, presentation forms included: lines in visual order are Arabic too.
_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]+")
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]+")
#: From the first Cyrillic letter on, but for the punctuation and signs that all scripts share.
_OTHER_SCRIPT: Final = re.compile("[\u0400-\u1fff\u2e80-\U0002ffff]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]+")

#: Words of one language and not of the other two: articles, prepositions, conjunctions.
_FUNCTION_WORDS: Final = {
    "en": frozenset("the of and to for by with that its from which this have been".split()),  # noqa: SIM905
    "es": frozenset("el los las del y que por con para una sus como su al e sobre".split()),  # noqa: SIM905
    "fr": frozenset("le des du et les dans pour par qui une aux sur ses au ou est".split()),  # noqa: SIM905
}

#: Letters of one ideograph, one word of a script: how many letters carry what one sign does.
_HAN_WEIGHT: Final = 3

_DIGITS: Final = {
    ord(digit): str(value)
    for zero in "\u0660\u06f0\uff10"  # Arabic-Indic, its eastern form, full width
    for value, digit in ((n, chr(ord(zero) + n)) for n in range(10))
}


_OTHER_DIGIT: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")


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
    if not _OTHER_SCRIPT.search(sample):
        return _latin_language(sample)
    weights = {
        "": _letters(_LATIN, sample),
        "ar": _letters(_ARABIC, sample),
        "ru": _letters(_CYRILLIC, sample),
        "zh": _letters(_HAN, sample) * _HAN_WEIGHT,
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


def _letters(pattern: re.Pattern[str], sample: str) -> int:
    return sum(map(len, pattern.findall(sample)))


def _latin_language(sample: str) -> str:
    """English, Spanish or French, by the words that only one of them has."""
    words = Counter(sample.lower().split())
    count = words.get
    scores = {
        code: sum(count(word, 0) for word in known) for code, known in _FUNCTION_WORDS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else DEFAULT
