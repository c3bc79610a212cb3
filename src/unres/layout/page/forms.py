"""Forms of furniture: what a line shows by itself to be, whatever stands around it.

Rules, bar codes, job numbers, page numbers, notices. Most lines show by their first sign or
their last that they are none, and are looked at no closer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from unres.layout.spaces import is_space

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.grammar import Lexicon
    from unres.layout.lines import Line
    from unres.layout.page.roles import Roles

#: `23-24500 (E)    141223`, `2/10 23-26233`, `23-26233 3/10`, `24-11038`, `)A( 20-16889`.
_JOB: Final = (
    r"(?:[()]\s*[A-Z]\s*[()]\s*)?(?:[A-Z]\.)?\d{2}[-\u00ad\u2010\u2011]\d{5}\*?"
    r"(?:\s*[()]\s*[A-Z\u0400-\u042f]\s*[()])?(?:\s+\d{6})?"
)
#: The number with its language letter, without the date of printing.
_JOB_NUMBER: Final = re.compile(
    r"(?:[()]\s*[A-Z]\s*[()]\s*)?(?:[A-Z]\.)?\d{2}[-\u00ad\u2010\u2011]\d{5}\*?(?:\s*[()]\s*[A-Z\u0400-\u042f]\s*[()])?"
)
_PAGE: Final = r"\d{1,3}\s*/\s*\d{1,3}"
_KINDS: Final = re.compile(
    rf"""
      (?P<rule>(?:\\?_\s?){{4,}}|[-\u2013\u2014=]{{5,}}|\u2500{{3,}})
    | (?P<barcode>\*\s?\d{{5,9}}\s?\*)
    | (?P<job>(?:{_PAGE}\s+)?{_JOB}(?:\s+{_PAGE})?)
    | (?P<code>(?:{_PAGE}\s+)?\d{{7}}(?:\s+{_PAGE})?)
    | (?P<page>{_PAGE})
    | (?P<bare>[-\u2013\u2014]?\s?\d{{1,3}}\s?[-\u2013\u2014]?)
    | (?P<image><!--.*-->)
    """,
    re.VERBOSE,
)
#: What such a line begins with, digits apart.
_SIGNS: Final = frozenset("_*\\-\u2013\u2014=()<\u2500")
#: The same by their codes: those of ASCII, digits among them, and the dashes among the signs of
#: punctuation.
_LOW_SIGNS: Final = bytes(chr(code) in _SIGNS or chr(code).isdigit() for code in range(128))
_DASHES: Final = (0x2013, 0x2014)
_PUNCTUATION: Final = 0x2010
_PUNCTUATION_END: Final = 0x2060
#: The same where digits are: what may stand behind the first of them, unless there are seven.
_BEHIND_DIGITS: Final = frozenset("/-\u2013\u2014\u00ad\u2010\u2011")
#: A page number alone has no more digits.
_BARE: Final = 3
#: A rule has so many strokes at least.
_RULE: Final = 4
#: `123/456` is no longer.
_PAGED_SIZE: Final = 7
#: A job number that lost its hyphen has so many digits.
_CODE: Final = 7
#: `23-24500` begins with so many, and is so long.
_YEAR: Final = 2
_JOB_SIZE: Final = 8
#: `*2324500*`: how long it is at least, and at most.
_BARCODE: Final = 7
_BARCODE_END: Final = 11
_CODE_TAIL: Final = re.compile(r"\s*(?:\*\s?\d{5,9}\s?\*)\s*")
#: Heads and feet of the last century's pages: `A/RES/47/999 Page 6`, and `/...` below.
_PAGED: Final = re.compile(
    r"([A-Z]{1,3}/[\w./()-]+\s+)?(?:Page|P[aá]gina|Страница|Стр\.)\s*\d{1,3}", re.IGNORECASE
)
_PAGED_FIRST: Final = frozenset("PpСс")
_CONTINUED: Final = re.compile(r"[/Il|]\s?[.·…](?:\s?[.·…])+")
_CONTINUED_FIRST: Final = frozenset("/Il|")
_DOTS: Final = frozenset(".·…")
_DIGIT: Final = re.compile(r"\d")
_NO_DIGITS: Final = re.compile(r"\D")
_DATED: Final = re.compile(r"\)\s*\d{6}$")
_SEVEN: Final = re.compile(r"(?<!\d)\d{7}(?!\d)")
#: No notice is longer, where its words were misread.
NOTICE: Final = 24
#: Digits of a date of printing: 240624.
DATE: Final = 6
#: A line longer than this is no furniture but for a running head.
SHORT: Final = 70
#: Signs by their code points: what most lines begin and end with tells nothing.
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A
_SMALL_A: Final = 0x61
_SMALL_Z: Final = 0x7A
_OPENED: Final = 0x28
_CLOSED: Final = 0x29
_STAR: Final = 0x2A
_STROKE: Final = 0x5F
_HYPHEN: Final = 0x2D
_DOT: Final = 0x2E
_SLASH: Final = 0x2F
_ZERO: Final = 0x30
_NINE: Final = 0x39
_IDEOGRAPHIC: Final = 0x3000
_IDEOGRAPHIC_END: Final = 0xA000
_FULL_WIDTH: Final = 0xFF00
_FULL_WIDTH_ZERO: Final = 0xFF10
_FULL_WIDTH_NINE: Final = 0xFF19
_FULL_WIDTH_END: Final = 0xFFEF
_LOW: Final = 0xFF
_ASCII: Final = 0x7F
_ELLIPSIS: Final = 0x2026
_SPACE: Final = 0x20


def mark(lines: list[Line], roles: Roles, lexicon: Lexicon) -> tuple[list[int], list[int]]:
    """Set the roles that the form alone tells; give back bare numbers and `N/M` lines."""
    bare: list[int] = []
    paged: list[int] = []
    codes: list[int] = []
    printed: list[int] = []  # what is furniture for certain
    kinds = roles.kinds
    notices = _notices(lexicon)
    for i in range(len(lines)):
        text = lines[i].text
        if not _may_be(text, notices):
            continue
        kind = _kind(text, notices) if len(text) <= SHORT else _kind_of_columns(text, notices)
        if kind is None:  # most of these too
            continue
        if kind == "bare":
            bare.append(i)
        elif kind == "page":
            paged.append(i)
        elif kind == "code":
            codes.append(i)
        else:
            kinds[i] = kind
            printed.append(i)
    _settle_codes(lines, roles, codes, printed)
    return bare, paged


class _Notices:
    """The notices of a language: their pattern, and the signs that they begin with."""

    __slots__ = ("_firsts", "_lows", "pattern")

    def __init__(self, pattern: re.Pattern[str], firsts: list[int]) -> None:
        self.pattern = pattern
        self._firsts = firsts
        #: Whether any of the signs has a low byte, for each byte: most lines' first sign has none.
        self._lows = bytes(any(sign & _LOW == low for sign in firsts) for low in range(_LOW + 1))

    def may_begin(self, first: i64) -> bool:
        """Whether a notice may begin with a sign, given as its code point."""
        return self._lows[first & _LOW] != 0 and first in self._firsts


@cache
def _notices(lexicon: Lexicon) -> _Notices:
    """The notices of a lexicon's language."""
    return _Notices(lexicon.NOTICE, [ord(sign) for sign in lexicon.literals("NOTICE_FIRST")])


def _may_be(text: str, notices: _Notices) -> bool:
    """Whether a line may be furniture by its form, by its first sign and its last."""
    first: i64 = ord(text[0])
    if notices.may_begin(first):
        return True
    if _ZERO <= first <= _NINE or first == _OPENED:
        return _may_go_on(text, _digits(text, 0))
    if not _is_plain(first) and _is_sign(first):
        return True
    last: i64 = ord(text[-1])
    if _is_plain(last):
        return False
    if last == _DOT:
        return text[0] in _CONTINUED_FIRST
    if _ZERO <= last <= _NINE:
        return _may_be_paged(text)
    if last <= _ASCII or _PUNCTUATION <= last < _ELLIPSIS:
        return False
    return text[-1].isdigit() or text[-1] in _DOTS


def _is_plain(sign: i64) -> bool:
    """Whether a sign is a Latin letter or an ideograph, or stands with ideographs."""
    return (
        _SMALL_A <= sign <= _SMALL_Z
        or _IDEOGRAPHIC <= sign < _IDEOGRAPHIC_END
        or _CAPITAL_A <= sign <= _CAPITAL_Z
        or _FULL_WIDTH <= sign < _FULL_WIDTH_ZERO
        or _FULL_WIDTH_NINE < sign <= _FULL_WIDTH_END
    )


def _kind_of_columns(text: str, notices: _Notices) -> str | None:
    """The kind of furniture that a long line is, or None: a page's foot may be set in columns."""
    if "   " not in text:
        return None
    text = " ".join(text.split())
    return _kind(text, notices) if len(text) <= SHORT else None


def _is_sign(first: i64) -> bool:
    """Whether furniture may begin with a sign, or it is a digit."""
    if first <= _ASCII:
        return _LOW_SIGNS[first] != 0
    if _PUNCTUATION <= first <= _PUNCTUATION_END:
        return first in _DASHES
    sign = chr(first)
    return sign in _SIGNS or sign.isdigit()


def _kind(text: str, notices: _Notices) -> str | None:
    """The kind of furniture that a short line has the form of, or None."""
    first: i64 = ord(text[0])
    if not _is_plain(first) and _is_sign(first):
        return _form(text, notices.pattern)
    if notices.may_begin(first) and notices.pattern.match(text):
        return "notice"
    return _old(text)


def _form(text: str, notice: re.Pattern[str]) -> str | None:
    """The kind of furniture that a line which begins with its sign or a digit is, or None."""
    digits = _digits(text, 0)
    kind = _counted(text, digits) if digits else _signed(text)
    if kind is not None:
        return kind or None
    found = _KINDS.match(text)
    if not found:
        return None
    rest = text[found.end() :].strip()
    kind = found.lastgroup
    if not rest:
        return kind
    if kind not in ("job", "code", "barcode"):
        return None
    if notice.match(rest) or _CODE_TAIL.fullmatch(rest):
        return "job"
    dated = _DATED.search(found[0])  # what stands behind the date of printing is a notice
    return "job" if dated and len(rest) <= NOTICE and not _DIGIT.search(rest) else None


def _counted(text: str, digits: int) -> str | None:
    """The kind of most lines that begin with so many digits, "" of those of none; else None."""
    size = len(text)
    if digits <= _BARE:
        if digits == size:
            return "bare"
        if ord(text[digits]) == _SLASH:
            if size <= _PAGED_SIZE and _is_page(text, digits):
                return "page"
            if _is_cited(text, digits):
                return ""
        if digits == _YEAR and size >= _JOB_SIZE and _is_job(text):
            return "job"
    return "bare" if size <= _BARE and text.isdecimal() else None


def _signed(text: str) -> str | None:
    """The kind of most lines that begin with a sign, or None."""
    size = len(text)
    first: i64 = ord(text[0])
    if first == _STROKE:
        return "rule" if size >= _RULE and text.count("_") == size else None
    if first == _STAR:
        return "barcode" if _is_barcode(text) else None
    return "bare" if size <= _BARE and text.isdecimal() else None


def _digits(text: str, start: int) -> int:
    """Behind the digits of ASCII that stand at a place of a line."""
    size: i64 = len(text)
    at: i64 = start
    while at < size and _ZERO <= ord(text[at]) <= _NINE:
        at += 1
    return at


def _is_page(text: str, slash: int) -> bool:
    """Whether a short line, with digits before a place, is `2/10`: most that have a slash are."""
    rest = len(text) - slash - 1
    return 0 < rest <= _BARE and _digits(text, slash + 1) == len(text)


def _is_cited(text: str, slash: int) -> bool:
    """Whether a line, with digits before a slash, begins with a resolution's number: `2/10 of`."""
    at = _digits(text, slash + 1)
    if at == slash + 1:
        return False
    if at < len(text) and ord(text[at]) == _SPACE:
        at += 1
    if at == len(text):
        return False
    sign: i64 = ord(text[at])
    if sign == _DOT:
        return True
    return sign != _IDEOGRAPHIC and _is_plain(sign) and not _CAPITAL_A <= sign <= _CAPITAL_Z


def _is_job(text: str) -> bool:
    """Whether a line that begins with the digits of a year is `23-24500` or `23-24500 (E)`."""
    if ord(text[_YEAR]) != _HYPHEN or _digits(text, _YEAR + 1) != _JOB_SIZE:
        return False
    return len(text) == _JOB_SIZE or (
        len(text) == _JOB_SIZE + 4
        and text.startswith(" (", _JOB_SIZE)
        and _CAPITAL_A <= ord(text[-2]) <= _CAPITAL_Z
        and ord(text[-1]) == _CLOSED
    )


def _is_barcode(text: str) -> bool:
    """Whether a line that begins as one is `*2324500*`."""
    size = len(text)
    return (
        _BARCODE <= size <= _BARCODE_END
        and ord(text[-1]) == _STAR
        and (_digits(text, 1) == size - 1)
    )


def _may_go_on(text: str, at: int) -> bool:
    """Whether furniture may go on as a line does: `1. Lamps` and `(a) Oil` are none, most often.

    `at` is behind the digits that it begins with.
    """
    size = len(text)
    if ord(text[0]) == _OPENED:  # nothing but a letter in brackets
        return size > 1 and (_CAPITAL_A <= ord(text[1]) <= _CAPITAL_Z or text[1].isspace())
    if not 0 < at < _CODE or at == size:
        return True
    behind: i64 = ord(text[at])
    if behind == _DOT or (behind != _IDEOGRAPHIC and _is_plain(behind)):  # as of most lines
        return False
    if behind > _ASCII and text[at].isdigit():  # of another script
        return True
    while at < size and is_space(behind):
        at += 1
        behind = ord(text[at]) if at < size else _SPACE
    if at < size and (_SMALL_A <= behind <= _SMALL_Z or _CAPITAL_A <= behind <= _CAPITAL_Z):
        return False
    if behind <= _ASCII:
        return behind in (_SPACE, _SLASH, _HYPHEN)
    return text[at] in _BEHIND_DIGITS


def _old(text: str) -> str | None:
    """The kind of furniture that the head or foot of the last century's pages is, or None."""
    last: i64 = ord(text[-1])
    if _ZERO <= last <= _NINE or (last > _ASCII and text[-1].isdecimal()):
        if not (text[0] in _PAGED_FIRST or "/" in text[1:4]):
            return None
        found = _PAGED.fullmatch(text)
        return ("running-head" if found[1] else "page-number") if found else None
    return "notice" if text[0] in _CONTINUED_FIRST and _CONTINUED.fullmatch(text) else None


def _may_be_paged(text: str) -> bool:
    """Whether what stands before a line's last digits may be the word for a page: no symbol is."""
    at: i64 = len(text)
    while at > 0 and (_ZERO <= ord(text[at - 1]) <= _NINE or ord(text[at - 1]) == _SPACE):
        at -= 1
    return at > 0 and (ord(text[at - 1]) > _ASCII or text[at - 1] in "eEaA.")


def _settle_codes(lines: list[Line], roles: Roles, codes: list[int], printed: list[int]) -> None:
    """Find the job numbers among bare numbers, by the others of the document."""
    kinds = roles.kinds
    jobs = [i for i in printed if kinds[i] in ("job", "barcode")]
    known = {_NO_DIGITS.sub("", lines[i].text)[:_CODE] for i in jobs} if codes else set()
    for i in jobs:  # the date of printing, split from its job number
        text = lines[i + 1].text if i + 1 < len(lines) and kinds[i] == "job" else ""
        if len(text) == DATE and text.isdecimal() and kinds[i + 1] is None:
            kinds[i + 1] = "job"
    for i in codes:  # a job number that lost its hyphen
        code = _SEVEN.search(lines[i].text)
        if code and (code[0] in known or len(codes) > 1):
            kinds[i] = "job"


def job_number(text: str) -> int:
    """How many characters of a line of kind `job` are the job number; 0 where it bears none."""
    if len(text) >= _JOB_SIZE and _digits(text, 0) == _YEAR and _is_job(text):  # nothing else
        return len(text)
    found = _JOB_NUMBER.match(text)
    return found.end() if found else 0
