"""The title: between the resolution's number and the opening formula, above it the masthead.

Where the formula is lost or misread the number, the last field of the masthead and the first
paragraph tell where the title stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from unres import words
from unres.layout import labels
from unres.layout.formula import openings
from unres.symbols import NUMBER, misread_number

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.grammar import Lexicon
    from unres.layout.lines import Line

#: How many lines a title may have above its opening formula.
TITLE_LINES: Final = 16
#: So many paragraphs with labels are no masthead; a shorter line is no paragraph, in characters.
PARAGRAPHS: Final = 2
TEXT: Final = 80
#: How many lines a masthead may have.
MASTHEAD: Final = 40
#: How far down the opening formula is looked for, in lines.
REACH: Final = 120
#: A line that names a draft's sponsors is no longer than this.
SPONSORS: Final = 400
#: How many lines of the title may be printed before its number.
DISPLACED: Final = 4
#: A title is no longer than this, in characters.
TITLE: Final = 700
#: `2/16` is a page number; `40/16` is not.
_LAST_PAGE: Final = 30
#: What a number begins with, if not with a digit, as code points; other signs by theirs.
_CAPITAL_E: Final = 0x45
_CAPITAL_S: Final = 0x53
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A
_SPACE: Final = 0x20
#: A slash, and the brackets that a Roman numeral may stand in.
_SLASH_SIGN: Final = 0x2F
_ROUND: Final = 0x28
_SQUARE: Final = 0x5B
_CURLY: Final = 0x7B
_DOT: Final = 0x2E
_ZERO: Final = 0x30
_NINE: Final = 0x39
_ASCII: Final = 0x7F
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000
_STOP: Final = re.compile(r"\s*[.\uff0e\u3002]\s*[-\u2013]?\s*|\s*[-\u2013]\s+|\s*$")
#: What a page has in place of the stop: room, and the title's first word.
_ROOM: Final = re.compile(r"\s{2,}(?=[^\W\d_])")
#: `A. Tide tables` below the title: the first part of the resolution.
_FIRST_PART: Final = re.compile(r"[A\u0410]\s?[.\uff0e]\s*\w")
_SLASH: Final = re.compile(r"\s*/\s*")
_LABEL: Final = re.compile(r"(?:1|\u0661)\s*[.\uff0e-]\s")


class Head:
    """Where the masthead ends and the title stands, as indices of lines."""

    __slots__ = ("body", "number", "number_end", "number_text", "title_end", "title_start")

    def __init__(self) -> None:
        #: The line that begins with the resolution's number; -1 where there is none.
        self.number = -1
        self.number_text: str | None = None
        #: Characters of that line that the number takes, stop included.
        self.number_end = 0
        self.title_start = 0
        self.title_end = 0
        #: The first line of the body.
        self.body = 0


def locate(lines: list[Line], lexicon: Lexicon) -> Head:
    """Find the title: between the resolution's number and the opening formula."""
    head = Head()
    opening = _opening(lines, lexicon)
    limit = opening if opening >= 0 else min(len(lines), REACH)
    number = _number(lines, limit, opening=opening) or _named(lines, limit, lexicon)
    if number is not None:
        head.number, head.number_text, head.number_end = number
    if number is None and _paragraphs(lines[:limit]) >= PARAGRAPHS and opening > 0:
        return head  # the dump begins inside of a text, and the formula is its next part's
    above = _last_field(lines, limit, lexicon)
    if head.number >= 0 and above <= head.number:
        # lines between the masthead and the number are the title's, printed before it
        near = above > 0 and head.number - above <= DISPLACED
        head.title_start = above if near else head.number
    else:
        head.title_start = above
    if opening >= 0:
        head.body = head.title_end = opening
        if sum(len(line.text) for line in lines[head.title_start : head.title_end]) > TITLE:
            head.title_end = head.title_start = opening
            if head.number >= 0:
                head.title_start = head.number
                whole = lines[head.number].dressed  # a Markdown writer's heading is all of it
                ahead = head.number + 1
                head.title_end = (
                    ahead if whole else _title_end(lines, head.number, opening, lexicon)
                )
    else:
        head.title_end = (
            _title_end(lines, head.title_start, limit, lexicon) if number else head.title_start
        )
        head.body = head.title_end
    for j in range(head.title_start + 1, head.title_end):
        text = lines[j].text
        part = head.number_text is not None and opening >= 0 and _FIRST_PART.match(text)
        if part or (len(text) == 1 and text.isupper()):  # part A begins below the title
            head.title_end = head.body = j
            break
    return head


def _paragraphs(lines: list[Line]) -> int:
    """How many lines are paragraphs with labels."""
    return sum(len(line.text) > TEXT and labels.read(line.text) is not None for line in lines)


def _opening(lines: list[Line], lexicon: Lexicon) -> int:
    """The first opening formula.

    A masthead's organ line is none, so it must end in a comma or stand below the first lines.
    """
    for i, line in enumerate(lines[:REACH]):
        text = words.plain(line.text)
        if len(text) > openings.LONGEST:
            continue
        if openings.exact(text, lexicon):
            if text[0].islower() and i + 1 < len(lines):
                below = words.plain(lines[i + 1].text)
                if openings.exact(below, lexicon):
                    continue  # the end of a title that names the organ
            if text[-1] in ",\uff0c\u060c:" or i > 8 or _titled(lines, i):  # noqa: PLR2004
                return i
            continue
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        if openings.misread(text, after, lexicon) and i:
            return i
        if openings.badly_misread(text, after, lexicon) and _titled(lines, i):
            return i
    return -1


def _titled(lines: list[Line], opening: int) -> bool:
    """Whether a number that begins a title stands in the lines above."""
    above = lines[max(opening - TITLE_LINES, 0) : opening]
    return any(title_number(line.text) is not None for line in above)


def _number(lines: list[Line], limit: int, *, opening: int) -> tuple[int, str, int] | None:
    """The last line above the opening that begins with a number and a stop."""
    found = None
    for i in range(limit if opening >= 0 else min(limit, MASTHEAD)):
        hit = _title_number(lines[i].text)
        if hit is None:
            continue
        if found and found[1] == hit[0] and found[2] < len(lines[found[0]].text):
            continue  # the same title in the other of two languages
        found = (i, *hit)
        if opening < 0:
            break
    return found


def _named(lines: list[Line], limit: int, lexicon: Lexicon) -> tuple[int, str, int] | None:
    """The line above the opening that holds nothing but `Resolution 91/22`."""
    for i in range(min(limit, MASTHEAD)):
        text = lines[i].text
        word = lexicon.RESOLUTION.match(text) if not text[0].islower() else None
        hit = NUMBER.match(text, word.end() + 1) if word and word.end() < len(text) else None
        if hit and not text[hit.end() :].strip(" .,:"):
            return i, _SLASH.sub("/", " ".join(hit[0].split())), len(text)
    return None


def title_number(text: str) -> str | None:
    """The resolution's number that a title's first line begins with, or None."""
    found = _title_number(text)
    return found[0] if found else None


def _title_number(text: str) -> tuple[str, int] | None:
    """The number that a line begins with and where the text behind it starts; None for no title."""
    start = 1 if ord(text[0]) == _DOT else 0
    if start == len(text) or not _may_begin(text[start]):
        return None
    if not _goes_on(text, start):
        return None
    hit = NUMBER.match(text, start)
    if hit is None:
        return _misread_number(text)
    stop = _STOP.match(text, hit.end()) or _ROOM.match(text, hit.end())
    if stop is None or (start == 0 and not _is_number(text, hit.end(), stop)):
        return None
    return _SLASH.sub("/", " ".join(hit[0].split())), stop.end()


def _may_begin(sign: str) -> bool:
    """Whether a number may begin with a sign."""
    code = ord(sign)
    if code <= _ASCII:
        return _ZERO <= code <= _NINE or code in (_CAPITAL_E, _CAPITAL_S)
    return not _IDEOGRAPHS <= code < _BEYOND and sign.isdecimal()


def _goes_on(text: str, start: int) -> bool:
    """Whether behind the digits of a number stands what may be the rest of it: most lack it.

    That is a slash, a bracket or the letter of a part.
    """
    size: i64 = len(text)
    at: i64 = start
    while at < size and _ZERO <= ord(text[at]) <= _NINE:
        at += 1
    if at == start:
        return True
    while at < size and ord(text[at]) <= _SPACE:
        at += 1
    if at == size:
        return False
    code: i64 = ord(text[at])
    if code <= _ASCII:
        return _CAPITAL_A <= code <= _CAPITAL_Z or code in (_SLASH_SIGN, _ROUND, _SQUARE, _CURLY)
    return not _IDEOGRAPHS <= code < _BEYOND


def _misread_number(text: str) -> tuple[str, int] | None:
    """The same for a number whose Roman numeral was misread; it must have its stop."""
    found = misread_number(text) if text[0].isdigit() else None
    stop = _STOP.match(text, found[1]) if found else None
    if found is None or stop is None or not stop[0].strip():
        return None
    return found[0] or text[: found[1]], stop.end()


def _is_number(text: str, end: int, stop: re.Match[str]) -> bool:
    """`62/22.` or `62/22` alone; never a page number such as `2/16`."""
    if "." in stop[0] or "\uff0e" in stop[0] or "\u3002" in stop[0] or stop[0].strip():
        return True
    session, _, number = text[:end].partition("/")
    paged = session.strip().isdigit() and number.strip().isdigit()
    return not paged or int(session) > _LAST_PAGE


def _last_field(lines: list[Line], limit: int, lexicon: Lexicon) -> int:
    """The line behind the last adoption or proponent line above `limit`."""
    last = 0
    drafts = _draft_parts(lexicon)
    told = lexicon.any_of("PROPONENT", "ADOPTED").match
    for i in range(limit):
        text = words.plain(lines[i].text)
        found = told(text)
        kind = found.lastgroup if found is not None else None
        if kind == "PROPONENT":
            j = i
            while j < limit and j < i + 5 and not _closes(lines[j].text):
                j += 1
                if j < limit and NUMBER.match(lines[j].text):  # the bracket's end is displaced
                    j = i
                    break
            last = min(j, limit - 1) + 1
        elif kind == "ADOPTED":
            j = i + 1
            if not lexicon.DATE.search(text) and j < limit and lexicon.DATE.search(lines[j].text):
                j += 1
            last = max(last, j)
        elif len(text) < SPONSORS and _names_draft(text, drafts) and lexicon.DRAFT.search(text):
            last = max(last, i + 1)
            while last < limit and lines[last].gap == 0 and lines[last].text[0].islower():
                last += 1  # the line goes on
    return last


def _closes(text: str) -> bool:
    """Whether a line ends with a bracket."""
    return text[-1] in "])\uff09"


@cache
def _draft_parts(lexicon: Lexicon) -> list[str]:
    """What a draft's name has in it, small and in capitals."""
    parts = lexicon.literals("DRAFT_INNER")
    return list(dict.fromkeys([*parts, *(part.upper() for part in parts)]))


def _names_draft(text: str, parts: list[str]) -> bool:
    """Whether a line may name a draft, by what its name has in it."""
    for part in parts:  # noqa: SIM110  # a generator costs more
        if part in text:
            return True
    return False


def _title_end(lines: list[Line], start: int, limit: int, lexicon: Lexicon) -> int:
    """Where the opening formula is lost: the title ends before the first paragraph."""
    for j in range(start + 1, min(limit, start + 9)):
        text = lines[j].text
        if lexicon.LEAD.match(text) or _LABEL.match(text) or lexicon.OPENING.fullmatch(text):
            return j
        if lines[j - 1].text[-1] in ".;,\u3002\uff1b\uff0c\u061b\u060c" and j > start + 1:
            return j
    return min(start + 1, limit)
