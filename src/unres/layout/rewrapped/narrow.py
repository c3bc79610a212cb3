"""Narrow texts: lines that were wrapped once more, in less room than the page had.

    Recalling its resolutions on lamps, and
    in particular those
    on oil,

A line that was wrapped only because the next word did not fit goes on with the line below;
one that had room left ended where the page's own line did. Where both occur inside sentences
the text was wrapped twice, and the first of the two is undone, up to the page's own measure.

Guarantees: only white space is changed. Other texts are not touched. Linear.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from unres.layout import labels
from unres.layout.lines import CONTROLS, MARKDOWN
from unres.layout.rewrapped.plain import Plain
from unres.layout.widths import ideographic

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.grammar import Lexicon
    from unres.layout.lines import Line

#: No page has a measure as small as this, in columns.
_NARROW: Final = 64
#: Which lines are looked at first, one of so many, and how many signs in one of them may be as
#: narrow as letters.
_GLANCE: Final = 2
_SIGNS: Final = 6
#: So many times fewer lines than all are wide where a text is not narrow.
_WIDE: Final = 16
#: A text of fewer lines says nothing.
_FEW: Final = 24
#: So much of a text shows whether its lines are long, in characters.
_SAMPLE: Final = 20_000
#: What share of the lines inside sentences must have been full, and what share not.
_FULL: Final = 0.35
_ROOM: Final = 0.12
_STOPS: Final = ";:.,\uff1b\uff1a\u3002\uff0c\u061b\u060c"
#: How much the full lines of a page differ, in columns, and what share of its lines are so.
_SPREAD: Final = 14
_ALIKE: Final = 0.4
_PAGE: Final = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})(?:\s+\d{2}-\d{5}.*)?")
_SPACED: Final = re.compile("[\u4e00-\u9fff] [0-9]")
#: The ideographs, which are told at once; no ASCII character is wide.
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000
_ASCII: Final = 0x7F
#: Their punctuation, to before a mark that differs, and the full width's signs, as told at once.
_FULL_STOPS: Final = 0x3000
_POSTAL: Final = 0x303E
_FULL_WIDTH: Final = 0xFF01
_FULL_TILDE: Final = 0xFF5E
#: Languages whose paragraphs begin with a capital.
_CAPITALS: Final = ("en", "fr", "es")
#: A line of the page that was wrapped is at least this share of its limit.
_LINE_SHARE: Final = 0.8
#: The end of what may be a paragraph, with a marker behind it, or of a masthead's line.
_ENDED: Final = re.compile(
    r"[;:.,\])\uff1b\uff1a\u3002\uff0c\u061b\u060c][\"\u201d\u2019\u00bb]?\s?\d{0,3}$"
)
#: What stands on a line of its own: rules, symbols, numbers of titles.
_RULE: Final = re.compile(r"_{4}|\u2500{3}|\d{1,3}$|\d{2}-\d{5}|[A-Z]{1,2}/RES/\S+(?:\s[^\s\d]|$)")
_ALONE: Final = re.compile(r"[A-Z]{1,2}/\S+$|\d+(?:/\d+)?[A-Z]?\.(?:\s|$)")
_FIELDS: Final = ("AGENDA_ITEM", "ADOPTED", "PROPONENT", "DISTRIBUTION", "SESSION")
#: Direction marks that begin a line take a column, though nothing of them is printed.
_MARKS: Final = "\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067"
_LINE: Final = re.compile(r"[^\n\f]*")


class _Row:
    """A line of the narrow text."""

    __slots__ = ("end", "first", "reach", "start", "text", "width")

    def __init__(self, text: str, start: int, end: int, indent: int) -> None:
        #: Stripped, free of direction marks; and where it stands.
        self.text = (CONTROLS.sub("", text).strip() or text) if not text.isascii() else text
        self.start = start
        self.end = end
        self.width = columns(text) if not text.isascii() else len(text)
        #: With what stands before it.
        self.reach = self.width + indent
        #: The columns of its first word.
        self.first = _first(self.text) + len(text) - len(text.lstrip(_MARKS))


def columns(text: str) -> int:
    """How many half-width columns a text takes."""
    size: i64 = len(text)
    width = size
    code: i64
    at: i64
    for at in range(size):
        code = ord(text[at])
        if code > _ASCII and (
            _IDEOGRAPHS <= code < _BEYOND
            or _FULL_STOPS <= code < _POSTAL
            or _FULL_WIDTH <= code <= _FULL_TILDE
            or unicodedata.east_asian_width(text[at]) in "WF"
        ):
            width += 1
    return width


def _first(text: str) -> int:
    """The columns of what could not be parted from a line's beginning."""
    if ideographic(text[0]):
        end = 1
        while end < len(text) and text[end] in _STOPS + "\u3001\u201d\u300b\uff09":
            end += 1
        return columns(text[:end])
    word = text.split(None, 1)[0]
    end = next((at for at, char in enumerate(word) if ideographic(char)), len(word))
    return columns(word[:end]) if not word.isascii() else len(word)


def widen(text: str, lexicon: Lexicon) -> Plain | None:
    """The text as it was before it was made narrow; None where it was not."""
    breaks = text.count("\n") + text.count("\f")
    if breaks < _FEW or len(text) > _NARROW * 3 // 4 * breaks:
        return None
    sample = text[:_SAMPLE].split("\n")
    if sum(len(line.strip()) > _NARROW for line in sample) * 20 > len(sample):
        return None
    rows = [_row(found) for found in _LINE.finditer(text) if not found[0].isspace() and found[0]]
    measure = _measure(rows)
    if measure > _NARROW or len(rows) < _FEW:
        return None
    spaced = bool(_SPACED.search(text))
    cuts = [_joint(text, row, after, measure, spaced=spaced) for row, after in pairwise(rows)]
    if not (_twice(rows, cuts) or MARKDOWN.search(text)):  # its writer sets a paragraph a line
        return None
    limit = _limit(rows, cuts)
    return _joined(text, rows, _chosen(rows, cuts, limit, lexicon))


def is_wide(lines: list[Line], language: str) -> bool:
    """Whether so many lines are wider than a narrow text's that no closer look is needed.

    As a rule a part of the lines shows it.
    """
    wide = 0
    for at in range(0, len(lines), _GLANCE):
        line = lines[at]
        text = line.text
        width = len(text)
        if line.indent + 2 * width <= _NARROW:  # no character takes three columns
            continue
        if language == "zh":  # an ideograph is one character, two columns and three bytes
            width = (width + len(text.encode("utf-8", "replace"))) // 2 - _SIGNS
            if 0 <= _NARROW - line.indent - width < _SIGNS and ideographic(text[0]):
                width = columns(text)
        if line.indent + width > _NARROW:
            wide += 1
            if wide * _WIDE > len(lines):
                return True
    return False


def _row(found: re.Match[str]) -> _Row:
    text = found[0].strip()
    indent = found[0].find(text[0])
    start = found.start() + indent
    return _Row(text, start, start + len(text), indent)


def _measure(rows: list[_Row]) -> int:
    """The measure: the width of the longest lines but for words that nothing could wrap."""
    widths = sorted(row.reach for row in rows if " " in row.text or ideographic(row.text[0]))
    return widths[int(len(widths) * 0.985)] if widths else _NARROW + 1


def _joint(text: str, row: _Row, after: _Row, measure: int, *, spaced: bool) -> bool:
    """Whether a line may have been wrapped because the next word did not fit."""
    between = text[row.end : after.start]
    if "\f" in between or between.count("\n") != 1 or between[-1:] in " \u3000":
        return False
    if ideographic(row.text[-1]) or row.text[-1] == "-":
        # some writers set a space between ideographs and digits
        space = int(spaced and after.text[0].isdecimal())
    else:  # in a stretched line the space that was lost was a wide one, most likely
        space = 2 if "  " in row.text else 1
    return row.reach + space + after.first > measure


def _twice(rows: list[_Row], cuts: list[bool]) -> bool:
    """Whether lines inside sentences are full and not full, as no single wrapping leaves them."""
    inside = [
        cut
        for row, after, cut in zip(rows, rows[1:], cuts, strict=False)
        if row.text[-1] not in _STOPS and after.text[0].isalpha() and not after.text[0].isupper()
    ]
    full = sum(inside)
    return full > _FULL * len(inside) and len(inside) - full > _ROOM * len(inside)


def _limit(rows: list[_Row], cuts: list[bool]) -> float:
    """How wide a line of the page may have been."""
    widths = []
    width = 0
    for row, cut in zip(rows, [*cuts, False], strict=True):
        width += row.width + 1
        if not cut:
            widths.append(width)
            width = 0
    counted = Counter(widths)
    whole = sum(n for width, n in counted.items() if width > _NARROW)
    best, at = max(
        ((sum(counted[w - k] for k in range(_SPREAD)), w) for w in counted if w > _NARROW),
        default=(0, 0),
    )
    return at + 5 if whole and best >= _ALIKE * whole else float("inf")


def _chosen(rows: list[_Row], cuts: list[bool], limit: float, lexicon: Lexicon) -> list[bool]:
    """The line ends to undo: none at which a paragraph must begin or the page's line is full."""
    chosen = []
    width = rows[0].width
    lines = _lines(rows, cuts)
    pages = _pages(rows)
    for row, after, cut, line in zip(rows, rows[1:], cuts, lines[1:], strict=False):
        joins = (
            cut
            and width + 1 + after.width <= limit
            and not (_RULE.match(after.text) or _RULE.match(row.text))
            and not (
                _ENDED.search(row.text)
                and _begins(after.text, lexicon)
                and not (
                    _LINE_SHARE * limit <= width + 1 + line <= limit and _leads(after.text, lexicon)
                )
            )
            and not (_stands_alone(after.text, lexicon) or id(after) in pages)
            and not (line == after.width and _is_label(after.text))
        )
        chosen.append(joins)
        width = width + 1 + after.width if joins else after.width
    return chosen


def _lines(rows: list[_Row], cuts: list[bool]) -> list[int]:
    """How wide what begins with each row is, up to where the page's line must have ended."""
    widths = []
    width = 0
    for row, cut in zip(reversed(rows), reversed([*cuts, False]), strict=True):
        width = row.width + 1 + width if cut else row.width
        widths.append(width)
    widths.reverse()
    return widths


def _leads(text: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with a lead word that may stand inside a sentence too: no capital."""
    if lexicon.language in _CAPITALS:
        return False
    return labels.read(text) is None and bool(lexicon.LEAD.match(text))


def _pages(rows: list[_Row]) -> set[int]:
    """The ids of the rows that are page numbers: `2/5`, where others have the same total."""
    found = [(id(row), page) for row in rows if (page := _PAGE.fullmatch(row.text))]
    totals = Counter(page[2] for _, page in found)
    return {row for row, page in found if int(page[1]) <= int(page[2]) and totals[page[2]] > 1}


def _is_label(text: str) -> bool:
    """Whether a line is nothing but a label."""
    label = labels.read(text)
    return label is not None and label.end == len(text)


def _stands_alone(text: str, lexicon: Lexicon) -> bool:
    """Whether a line begins a field of the masthead, the body, or a numbered paragraph."""
    if text[0].islower():
        return False
    if text[-1] in _STOPS and lexicon.OPENING.fullmatch(text):
        return True
    label = labels.read(text)
    if label is not None and label.number is not None and label.form == ".":
        return True
    return any(lexicon[name].match(text) for name in _FIELDS if name in lexicon)


def _begins(text: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph may begin with these words, below the end of one."""
    return (
        labels.read(text) is not None
        or lexicon.LEAD.match(text) is not None
        or lexicon.MEETING.match(text) is not None
        or _ALONE.match(text) is not None
    )


def _joined(text: str, rows: list[_Row], chosen: list[bool]) -> Plain:
    """The text with the chosen line ends made spaces, or nothing between ideographs."""
    pieces: list[str] = []
    starts: list[int] = []
    ahead: list[int] = []
    at = size = 0
    for row, after, joins in zip(rows, rows[1:], chosen, strict=False):
        if not joins:
            continue
        pieces.append(text[at : row.end])
        size += row.end - at
        at = after.start
        if not (ideographic(row.text[-1]) and ideographic(after.text[0])) and row.text[-1] != "-":
            pieces.append(" ")
            size += 1
        if at - size != (ahead[-1] if ahead else 0):
            starts.append(size)
            ahead.append(at - size)
    pieces.append(text[at:])
    return Plain("".join(pieces), starts, ahead)
