"""Marks: a number that may be a footnote's marker, and how much it looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.spaces import is_space
from unres.layout.widths import ideographic, is_wide

if TYPE_CHECKING:
    from mypy_extensions import i64

#: How much a place looks like a marker's. One table, so that the evidence can be read.
GLUED: Final = 3.0  # Summit,1  Agenda1
STOPPED: Final = 3.1  # the same behind a Chinese sign: names end in numbers, 可持续发展目标12
ALONE: Final = 2.5  # a line of its own
BRACKETED: Final = 3.0  # (1), where the dump's markers are bracketed
BEFORE_STOP: Final = 2.5  # Summit 1 ,
SPACED_STOP: Final = 2.0  # Summit, 1 to
SPACED: Final = 0.9  # Summit 1 to
HANGING: Final = SPACED - 0.3  # the same at a line's start: the word stands on the line above
COUNTING: Final = -1.0  # glued between ideographs, the first of which counts or joins
TAIL: Final = 1.6  # glued to a year or a number
NUMBER_TAIL: Final = 1.0  # glued to a resolution's number that would be too high with it
WORD_TAIL: Final = -1.6  # glued to one that would not
DATE: Final = -3.0  # a month follows
LITTLE: Final = -1.1  # a short small word stands before: of 3, de 3, the 17
LISTED: Final = 0.3  # a number and a comma stand before: paragraphs 15, 18
STAR: Final = 1.0  # an asterisk, where a note has one

_YEAR_STOP: Final = re.compile(r"(?<!\d)(?:19|20)\d\d\.$")
_AFTER_YEAR: Final = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d|\d{1,3}/\d{1,3}|[A-Z][-\u2010\u2011]\d{2})$"
)
_LISTING: Final = re.compile(r"\d\s?[,\u3001\u060c]$")
#: Behind a number that counts: `1 to 10`, `1 D-1`.
_RANGE: Final = re.compile("(?:to|\u00e0|al?|\u043f\u043e) \\d{1,3}(?![/\\d])|[A-Z]-\\d")
#: What the words of a range begin with.
_RANGE_FIRST: Final = frozenset("ta\u00e0\u043f")
#: With the sign before it such a word takes no more characters.
_LITTLE: Final = 4
_LITTLE_WORD: Final = re.compile(r"(?:^|[\s'\u2019])[a-z\u00e0-\u00ff\u0430-\u044f]{1,3}$")
#: The words beside a marker that lost the space behind it: `Protocol2and`; `propos1tion` is none.
_SMALL: Final = re.compile("[a-z\u00e0-\u00ff\u0430-\u044f]{4}$")
_JOINING: Final = re.compile("(?:and|of|et|de|y|o|\u0438|\u0432|\u043e)\\s")
#: How much of a line is looked at on either side of a number, in characters.
_NEAR: Final = 40
_CLOSING_SIGNS: Final = (
    ",.;:!?)]\"'\u2026\u00bb\u201d\u2019\u060c\u061b"
    "\u3001\u3002\uff0c\uff1b\uff1a\u300b\u300d\uff09"
)
_CLOSING: Final = frozenset(_CLOSING_SIGNS)
_CLOSING_CODES: Final = frozenset(map(ord, _CLOSING_SIGNS))
_STOPS: Final = frozenset(",;.:\uff0c\uff1b\u3002\u060c\u061b")
#: What Spanish sets between a date's day and month, and the code of its first letter.
_OF: Final = "de "
_OF_FIRST: Final = 0x64
#: What a month begins with in any language, of the letters of ASCII and of ideographs.
_MONTH_FIRST: Final = frozenset(
    "ADEFJMNOSadefjmnos0123456789\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
)
_ASCII: Final = 0x80
_IDEOGRAPHIC: Final = 0x3000
_IDEOGRAPHIC_END: Final = 0xA000
#: Of these the letters.
_IDEOGRAPH: Final = 0x4E00
_BEHIND_IDEOGRAPHS: Final = 0x9FA6
#: What makes a number before it part of the text, and what makes one behind it so.
_NO_MARKER_BEHIND: Final = frozenset(map(ord, "-\u2013(\u2011"))
_NO_MARKER_BEFORE: Final = frozenset(map(ord, "(/-\u2013\u2014.\u2116#$\u00a7+=<>\u2011"))
#: Ideographs before a number that count or join: ordinal, to, and.
_ORDINAL: Final = 0x7B2C
_TO: Final = 0x81F3
_AND: Final = 0x548C
#: What makes a number at a line's head a label.
_LABEL_STOPS: Final = frozenset(".-)\uff0e")
#: Signs by their code points; no sign, at either end of a line.
_NONE: Final = -1
_SPACE: Final = 0x20
_ROUND: Final = 0x28
_ROUND_CLOSED: Final = 0x29
_COMMA: Final = 0x2C
_STOP: Final = 0x2E
_SQUARE: Final = 0x5B
_SQUARE_CLOSED: Final = 0x5D
_IDEOGRAPHIC_COMMA: Final = 0x3001
_CAPITAL_A: Final = 0x41
_SMALL_Z: Final = 0x7A
_THOUSANDS: Final = 3


class Mark:
    """A marker: the line it stands on, its place in the line's text, and what it says."""

    __slots__ = ("end", "marker", "number", "row", "start", "weight")

    def __init__(
        self, row: int, start: int, end: int, marker: str, number: int, weight: float
    ) -> None:
        self.row = row
        #: Where it begins, with the bracket that it may stand in, and ends.
        self.start = start
        self.end = end
        #: As printed, without brackets.
        self.marker = marker
        #: The number that it says; 0 for asterisks.
        self.number = number
        self.weight = weight


def place(mark: Mark) -> int:
    """Where a mark begins in its line, to sort by."""
    return mark.start


def weigh(
    row: i64,
    text: str,
    start: i64,
    end: i64,
    number: i64,
    month: re.Pattern[str],
    bracketed: bool,
) -> Mark | None:
    """What a number at a place of a line is worth as a marker; None where it cannot be one."""
    before: i64 = ord(text[start - 1]) if start else _NONE
    after: i64 = ord(text[end]) if end < len(text) else _NONE
    if before == after == _NONE:
        return Mark(row, 0, end, text, number, ALONE)
    if (before == _ROUND and after == _ROUND_CLOSED) or (
        before == _SQUARE and after == _SQUARE_CLOSED
    ):
        if not bracketed and before == _ROUND:
            return None
        return Mark(row, start - 1, end + 1, text[start:end], number, BRACKETED)
    if bracketed or _belongs(text, start, end, before, after):
        return None
    if before == _NONE or is_space(before):
        weight = _spaced(text, start, end, month)
        return Mark(row, start, end, text[start:end], number, weight) if weight else None
    if (
        _IDEOGRAPH <= before < _BEHIND_IDEOGRAPHS
        or before in _CLOSING_CODES
        or text[start - 1].isalpha()
    ):
        return Mark(row, start, end, text[start:end], number, _glued(text, start, end, before))
    return None


def counts(code: i64) -> bool:
    """Whether an ideograph behind a number counts or dates something.

    Year, month, day, number, paragraph, article, item, session, time, volume, piece, name.
    """
    return code in (
        0x5E74, 0x6708, 0x65E5, 0x53F7, 0x6BB5, 0x6761, 0x9879, 0x5C4A, 0x6B21, 0x5377, 0x4E2A,
        0x540D,
    )  # fmt: skip


def _glued(text: str, start: i64, end: i64, before: i64) -> float:
    """What a number behind a word or its punctuation is worth as a marker."""
    if not is_wide(before):
        return GLUED
    if before in (_ORDINAL, _TO, _AND):
        return COUNTING if ideographic(text[end : end + 2].strip()[:1]) else GLUED
    if before == _IDEOGRAPHIC_COMMA and text[max(start - 2, 0)].isdigit():
        return LISTED
    return STOPPED if before in _CLOSING_CODES else GLUED


def _belongs(text: str, start: i64, end: i64, before: i64, after: i64) -> bool:
    """Whether the signs beside a number make it part of the text: `2-9`, `4.5`, `1,204`, `3km`."""
    if (
        _is_sign(before)
        and before in _NO_MARKER_BEFORE
        and not (before == _STOP and _sentence_stop(text, start))
    ):
        return True
    if after == _NONE:
        return _is_thousands(text, start, end, before)
    behind: i64 = ord(text[end + 1]) if end + 1 < len(text) else _NONE
    if after == _SPACE:
        return counts(behind) or _is_thousands(text, start, end, before)
    if counts(after) or (_is_sign(after) and after in _NO_MARKER_BEHIND):
        return True
    if after == _STOP and behind != _NONE and text[end + 1].isalnum():
        return True
    if (
        after == _COMMA
        and behind != _NONE
        and text[end + 1].isdigit()
        and (before == _NONE or is_space(before))
    ):
        return text[max(start - 3, 0) : start].rstrip()[-1:] not in _CLOSING
    if not is_wide(after) and text[end].isalpha():
        return not (_JOINING.match(text, end) and _SMALL.search(text, max(start - 4, 0), start))
    return _is_thousands(text, start, end, before)


def _is_sign(code: i64) -> bool:
    """Whether a code point may be a sign: no space, letter of ASCII or ideograph is."""
    return code != _SPACE and (code < _CAPITAL_A or _SMALL_Z < code < _IDEOGRAPHIC)


def _is_thousands(text: str, start: i64, end: i64, before: i64) -> bool:
    """Whether a number is the thousands of another: `1,204`, `4.500`."""
    return (
        end - start == _THOUSANDS
        and start > 1
        and before in (_COMMA, _STOP)
        and text[start - 2].isdigit()
    )


def _sentence_stop(text: str, start: int) -> bool:
    """Whether the dot before a number ends a sentence: a word stands before it, no digit."""
    if start <= 2:  # noqa: PLR2004
        return False
    word = text[start - 3 : start - 1]
    if word.isdecimal():
        return _YEAR_STOP.search(text, max(start - 6, 0), start) is not None and _ends(text, start)
    return word.isalpha() and not ideographic(word[1])


def _ends(text: str, start: int) -> bool:
    """Whether a sentence begins behind a number, or the line ends: `in 2030.7 We`."""
    rest = text[start : start + _THOUSANDS + 2].lstrip("0123456789")
    return not rest or (rest[0] == " " and rest[1:2].isupper())


def dated(text: str, at: int, month: re.Pattern[str]) -> bool:
    """Whether a month stands at a place, or behind the `de` of Spanish there."""
    first = at
    if at < len(text) and ord(text[at]) == _OF_FIRST and text[at : at + len(_OF)] == _OF:
        first += len(_OF)
    return _may_be_month(text, first) and month.match(text, first) is not None


def _may_be_month(text: str, at: int) -> bool:
    """Whether a month may stand at a place, by its first sign: most words begin with another."""
    if at >= len(text):
        return False
    code: i64 = ord(text[at])
    if code < _ASCII or _IDEOGRAPHIC <= code < _IDEOGRAPHIC_END:
        return text[at] in _MONTH_FIRST
    return True


def _spaced(text: str, start: int, end: int, month: re.Pattern[str]) -> float:
    """What a number is worth that stands behind a space; 0 where it cannot be a marker."""
    before = text[max(start - _NEAR, 0) : start].rstrip()
    after = text[end : end + _NEAR].lstrip()
    if before:
        weight = _behind(before, after, end - start, text[end : end + 1])
        if not weight:
            return 0.0
    elif text[end : end + 1] in _LABEL_STOPS or text[end : end + 3] == "   ":
        return 0.0  # a label
    else:
        weight = HANGING
    if not after:
        return weight
    if counts(ord(after[0])) or dated(after, 0, month) or _ranges(after):
        return DATE
    if after[0] in _STOPS:
        return max(weight, BEFORE_STOP if text[end].isspace() else SPACED)
    return weight


def _ranges(after: str) -> bool:
    """Whether what stands behind a number makes it the first of two, or counts something."""
    return (after[0] in _RANGE_FIRST or after[1:2] == "-") and _RANGE.match(after) is not None


def _behind(before: str, after: str, size: int, following: str) -> float:
    """What the text before a number and a space tells of it; 0 where it cannot be a marker."""
    last = before[-1]
    if last in _CLOSING:
        return SPACED_STOP if not _LISTING.search(before, max(len(before) - 3, 0)) else LISTED
    if last.isdigit():
        if _AFTER_YEAR.search(before, max(len(before) - 8, 0)):
            return TAIL
        if size < _THOUSANDS and following == " " and after[:1].islower():
            return SPACED + LITTLE  # `at least 565 14 of them`: no thousands
        return 0.0
    tail = before[-_LITTLE:]
    if len(tail) == _LITTLE and tail.isalpha():
        return SPACED  # a longer word, as most are
    return SPACED + LITTLE if _LITTLE_WORD.search(before, len(before) - len(tail)) else SPACED
