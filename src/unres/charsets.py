"""Encodings: which one makes the most plausible United Nations text of some bytes.

Every legacy encoding reads nearly any bytes, and all but one read them as nonsense. The
nonsense shows: rare ideographs, capitals inside words, accents in a row, two scripts in one
word. This module imports nothing of the package.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import Final

UTF_16: Final = ("utf-16-le", "utf-16-be")
#: Asked in this order; of equals the earlier wins. French is the same bytes in windows-1252
#: and windows-1256, but for its capitals, so the western code page stands first.
CANDIDATES: Final = (
    "utf-8",
    "windows-1252",
    "windows-1251",
    "koi8-r",
    "windows-1256",
    "gb18030",
    "big5",
    *UTF_16,
)
#: This share of good multi-byte sequences makes a text UTF-8, whatever the rest is.
MOSTLY: Final = 0.9
#: Below this share of bytes above ASCII the text is in Latin letters: a stray byte in English
#: is not a Russian word. French has one in 25.
WESTERN: Final = 0.1
#: Stands for bytes that could not be decoded. No codec makes a lone surrogate, so it is never
#: taken for a U+FFFD that the source itself holds.
LOST: Final = "\udc80"
#: The name of the error handler that puts `LOST` in the place of undecodable bytes.
LENIENT: Final = "unres-lost"

#: Bytes that are judged: enough to be certain, and no matter how long the dump is.
_SAMPLE: Final = 1 << 14
_HIGH: Final = bytes(range(0x80, 0x100))

_SIMPLIFIED: Final = (
    "的和在国年会大决议各关系联合组织一不中为了以有并其他与对发展员所以及将行政第号届于是提出报告秘书长请求"
    "安全理事际社法律条约公权利人民主义平等经济文化教育儿童妇女环境保护可持续气候变区域方面问题进步加强支持"
    "执采取措施通过实现日月次体项目定程标准原则重申回顾注意赞赏强调欢迎敦促呼吁到这些包括特别需要能力建设技术"
    "援助资金源家成地用信息工作小组委部门机构协调活动参加本任务审查继续十二三四五六七八九考虑确认深关切铭记宪章"
)
_TRADITIONAL: Final = (
    "國會決議關係聯組織為與對發員將號屆於報書長請際條約權經濟兒婦環護續氣變區強執採實現體項標準則顧讚賞調歡"
    "呼籲這別設術資門機構協動參務審查繼認記憲題進業開過來說時問"
)
_WEIGHTS: Final = {
    **dict.fromkeys("оеаинтсрвлкмдпу", 1.0),
    **dict.fromkeys("цягюызбчьйхжшщфэёъ", 0.4),
    **dict.fromkeys("ОЕАИНТСРВЛКМДПУ", 0.9),
    **dict.fromkeys("ЦЯГЮЫЗБЧЬЙХЖШЩФЭЁЪ", 0.3),
    **dict.fromkeys("اليمنوترةبدعفهسقأ", 1.0),
    **dict.fromkeys("حكجإصشطخىئضءثغذزظؤآ،؛؟", 0.6),
    **dict.fromkeys("ـًٌٍَُِّْ", 0.1),
    **dict.fromkeys("éèàêçâîôûùëïœáíóúñü", 1.0),
    **dict.fromkeys("ÉÈÀÊÇÔÎÁÍÓÚÑŒ", 0.5),
    **dict.fromkeys("’‘“”«»–—…•°º§№¿¡ª\xa0\xad", 0.7),
    **dict.fromkeys("，。、；：（）《》〈〉「」『』！？·０１２３４５６７８９㈠㈡㈢㈣㈤", 0.8),
    **dict.fromkeys(_SIMPLIFIED + _TRADITIONAL, 1.0),
    LOST: -1.0,
}
#: What contradicts the reading, or (the last) bears it out. Each pattern starts with a class.
_CONTEXT: Final = (
    (re.compile(r"[à-ÿœ]{3,}|[À-ÿ]{4,}"), -6.0),  # accents in a row: another alphabet
    (re.compile(r"[a-zà-ÿ][À-Þ]|[а-яё][А-ЯЁ]"), -2.0),  # a capital inside a word
    (re.compile(r"[A-Za-zÀ-ÿœ][Ѐ-ӿ؀-ۿ]|[Ѐ-ӿ؀-ۿ][A-Za-zÀ-ÿœ]"), -2.0),  # two scripts
    (re.compile(r"[Ѐ-ӿ][؀-ۿ一-鿿]|[؀-ۿ][Ѐ-ӿ一-鿿]"), -2.0),
    (re.compile(r"(?i)ени|ова|ого|ост|ств|ция|ции|ний|ных|ани|аль|рез|асс|про|пре|ная|сто"), 2.0),
)


def _weight(char: str) -> float:
    """How well a character fits UN text, from -2 to 1."""
    known = _WEIGHTS.get(char)
    if known is not None:
        return known
    if char < "\x7f":
        # Layout and print are neutral; other controls are what UTF-16 looks like in UTF-8.
        return 0.6 if char >= " " or char in "\t\n\r\f" else -1.0
    if "一" <= char <= "鿿":
        return 0.1
    return -1.2 if char <= "ÿ" else -0.5


def plausibility(text: str) -> float:
    """How much a text looks like UN prose in one of its six languages: -6 to about 1."""
    counts = Counter(text)
    total = counts.total()
    if not total:
        return 0.0
    score = sum(_weight(char) * count for char, count in counts.items())
    for pattern, worth in _CONTEXT:
        score += worth * sum(1 for _ in pattern.finditer(text))
    return score / total


def likeliest(data: bytes, candidates: tuple[str, ...]) -> str:
    """The encoding among the candidates that makes the most plausible text of the bytes."""
    sample = _sample(data)
    return max(candidates, key=lambda encoding: plausibility(lenient(sample, encoding)))


def legacy(data: bytes) -> str:
    """The encoding of bytes that are not valid UTF-8: UTF-8 all the same, or another."""
    sample = _sample(data)
    if _mostly_utf8(sample):
        return "utf-8"
    wide = UTF_16 if looks_wide(data) else ()
    if _count_high(sample) < WESTERN * len(sample):
        return likeliest(data, ("utf-8", "windows-1252", *wide))
    return likeliest(data, CANDIDATES)


def looks_wide(data: bytes) -> bool:
    """Whether bytes may be UTF-16: the high halves of ASCII, Cyrillic and Arabic occur."""
    return b"\0" in data or b"\4" in data or b"\6" in data


def _mostly_utf8(sample: bytes) -> bool:
    text = lenient(sample, "utf-8")
    lost = text.count(LOST)
    good = len(text) - lost - (len(sample) - _count_high(sample))
    return good >= MOSTLY * (good + lost)


def _count_high(data: bytes) -> int:
    return len(data) - len(data.translate(None, _HIGH))


def lenient(data: bytes, encoding: str) -> str:
    """Decode and never fail: `LOST` stands for every run of bytes that is no character."""
    _register()
    return data.decode(encoding, LENIENT)


def _sample(data: bytes) -> bytes:
    """A part to judge by: it starts on the line of the first byte that is not ASCII."""
    if len(data) <= _SAMPLE:
        return data
    found = re.search(rb"[\x80-\xff\0]", data)
    first = found.start() if found else 0
    start = data.rfind(b"\n", 0, first) + 1
    start = start if first - start < _SAMPLE // 2 else first
    # UTF-16 can only be read from an even offset; to the others one byte more is no harm.
    return data[start - start % 2 : start + _SAMPLE]


@cache
def _register() -> None:
    def lost(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        return LOST, error.end

    codecs.register_error(LENIENT, lost)
