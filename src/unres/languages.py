"""The six official languages: their records, digits of other scripts, and which one a text is in.

This module imports nothing of the package.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from attrs import frozen

if TYPE_CHECKING:
    from mypy_extensions import i64

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
#: One character of so many shows whether Latin letters are enough: what they must weigh more
#: than is counted so much too high that a few more or less do not matter. So it does of
#: ideographs, where they are a third of them and some more.
_SPARSE: Final = 4
#: One of so many shows it sooner where it is plain: a third of all signs are ideographs, though a
#: quarter is enough, or there are a dozen letters to each sign of others.
_SPARSER: Final = 16
#: Of fewer signs too few would be looked at.
_ENOUGH: Final = 400
_BY_FAR: Final = 12
_DOUBT: Final = 32
#: So much of the head has few words that tell the language; the stretch behind it has many.
_MASTHEAD: Final = 600
_STRETCH: Final = 1_100
_SLICE: Final = 700
_SLICES: Final = 4

#: So many of English's articles among the words of that stretch, and none of these particles.
_ARTICLES: Final = 3
_PARTICLES: Final = (" de ", " la ", " les ", " el ")

#: Signs by their code points.
_ASCII: Final = 0x7F
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A
_SMALL_A: Final = 0x61
_SMALL_Z: Final = 0x7A
_IDEOGRAPHS: Final = 0x3400
_BEYOND: Final = 0xA000

#: What the first byte of a character's two tells of its script. Arabic has its presentation
#: forms too: lines in visual order are Arabic as well.
_ARABIC: Final = bytes((0x06, 0xFB, 0xFC, 0xFD, 0xFE))
_CYRILLIC: Final = bytes((0x04,))
_HAN: Final = bytes((*range(0x34, 0xA0), 0xF9, 0xFA))
#: The first byte of most ideographs in UTF-8, which no other character has.
_HAN_LEADS: Final = bytes(range(0xE4, 0xEA))
#: The Latin letters that one byte can tell, and the first bytes of those that two tell.
_LETTERS: Final = bytes((*range(0x41, 0x5B), *range(0x61, 0x7B)))
_LATIN: Final = bytes((*_LETTERS, *range(0xC0, 0x100)))
_LATIN_EXTENDED: Final = bytes((0x01, 0x02))


def _spelled(words: str) -> frozenset[str]:
    """The words, with a capital and in capitals too: to make texts small costs more."""
    return frozenset(
        spelled for word in words.split() for spelled in (word, word.capitalize(), word.upper())
    )


#: Words of one language and not of the other two: articles, prepositions, conjunctions.
_ENGLISH: Final = _spelled("the of and to for by with that its from which this have been")
_SPANISH: Final = _spelled("el los las del y que por con para una sus como su al e sobre")
_FRENCH: Final = _spelled("le des du et les dans pour par qui une aux sur ses au ou est")
_NOT_ENGLISH: Final = _SPANISH | _FRENCH

#: So many of a language's words, three of four of all three languages', make it plain.
_PLAIN: Final = 16

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
    plainly = DEFAULT if text.isascii() else _plainly(text)
    if plainly == DEFAULT:
        return DEFAULT if _is_english(text) else _latin_language(_sample(text))
    if plainly:
        return plainly
    sample = _sample(text)
    if sample.isascii():
        return _latin_language(sample)
    few = sample[::_SPARSE]
    coded = few.encode("utf-8", "replace")
    if _is_latin(few, coded):
        return _latin_language(sample)
    if _count(coded, _HAN_LEADS) * _HAN_WEIGHT > len(few) + _DOUBT:
        return "zh"
    firsts = sample.encode("utf-16-be", "surrogatepass")[::2]
    han = _count(firsts, _HAN)
    if han * (_HAN_WEIGHT + 1) > len(firsts):  # were the rest one script's, it would weigh less
        return "zh"
    weights = {
        "": _count(sample.encode("latin-1", "ignore"), _LATIN) + _count(firsts, _LATIN_EXTENDED),
        "ar": _count(firsts, _ARABIC),
        "ru": _count(firsts, _CYRILLIC),
        "zh": han * _HAN_WEIGHT,
    }
    best = max(weights, key=lambda code: weights[code])
    return best or _latin_language(sample)


def _plainly(text: str) -> str:
    """`zh`, or `en` for any language in Latin letters, where a few signs show it by far; or ""."""
    if len(text) < _ENOUGH:
        return ""
    latin: i64 = 0
    han: i64 = 0
    others: i64 = 0
    size: i64 = 0
    for begin, end in _stretches(text):
        at: i64 = begin
        stop: i64 = end
        size += stop - at
        while at < stop:
            sign: i64 = ord(text[at])
            if sign <= _ASCII:
                if _SMALL_A <= sign <= _SMALL_Z or _CAPITAL_A <= sign <= _CAPITAL_Z:
                    latin += 1
            elif _IDEOGRAPHS <= sign < _BEYOND:
                han += 1
            else:
                others += 1
            at += _SPARSER
    if (han + others) * _BY_FAR < latin:
        return DEFAULT
    return "zh" if han * _SPARSER * _HAN_WEIGHT > size else ""


def _is_english(text: str) -> bool:
    """Whether some articles in its first paragraphs show that a text is English, sooner than words.

    No paragraph of Spanish or French is without the particles of these.
    """
    if text.count(" the ", _MASTHEAD, _STRETCH) < _ARTICLES:
        return False
    for other in _PARTICLES:  # noqa: SIM110 (a generator is slower when compiled)
        if text.find(other, _MASTHEAD, _STRETCH) >= 0:
            return False
    return True


def _is_latin(few: str, coded: bytes) -> bool:
    """Whether the plain Latin letters alone weigh more than all else can.

    `few` are some of the characters, `coded` the same as UTF-8.
    """
    most = (len(coded) - len(few)) * _HAN_WEIGHT  # each other letter has a byte more or two
    return most < len(few) and most <= _count(coded, _LETTERS)


def _sample(text: str) -> str:
    """The head, and from a long text a few slices of the rest."""
    return " ".join([text[begin:end] for begin, end in _stretches(text)])


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where the stretches begin and end that a text is known by: all of it, if it is short."""
    if len(text) <= _HEAD + _SLICES * _SLICE:
        return [(0, len(text))]
    step = (len(text) - _HEAD) // _SLICES
    starts = range(_HEAD + (step - _SLICE) // 2, len(text) - _SLICE, step)
    return [(0, _HEAD), *[(start, start + _SLICE) for start in starts]]


def _count(signs: bytes, of: bytes) -> int:
    return len(signs) - len(signs.translate(None, of))


def _latin_language(sample: str) -> str:
    """English, Spanish or French, by the words that only one of them has.

    The first paragraphs are enough where one of them is plain there, as it nearly always is.
    """
    for text in (sample[_MASTHEAD:_STRETCH], sample):
        english = spanish = french = 0
        for word in text.split():
            if word in _ENGLISH:
                english += 1
            elif word in _NOT_ENGLISH:
                spanish += word in _SPANISH
                french += word in _FRENCH
        most = max(english, spanish, french)
        if most >= _PLAIN and most * 4 >= (english + spanish + french) * 3:
            break
    if english == most:
        return DEFAULT
    return "es" if spanish == most else "fr"
