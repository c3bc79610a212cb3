"""Tables: runs of lines that are rows of cells, known by the numbers that end them.

Two settings occur: a row a line (columns parted by wide gaps, or numbers at its end), and a
cell a line, as some extractors print them. Where the numbers do not prove a table there is
none: its lines stay text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.tokens import Marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.lines import Line
    from unres.layout.marks import Mark

#: A cell of figures: `1,204`, `12 500`, `(3,5)`, a dash for none.
_FIGURE: Final = r"\(?(?:\d{1,3}(?:[ \u00a0,.]\d{3})+|\d+)(?:[.,]\d{1,2})?\)?%?|[-\u2013\u2014]"
#: The same without its spaces: a run of figures can be read in one way only.
_PART: Final = r"\(?\d+(?:[.,]\d+)*\)?%?|[-\u2013\u2014]"
#: Signs for the places of markers while cells are parted, of no script.
_PLACE: Final = 0x10F000
_PLACES: Final = 0xFFF
_NUMBER: Final = re.compile(rf"(?:{_PART})(?:\s+(?:{_PART}))*$")
_FIGURE_ALONE: Final = re.compile(rf"(?:{_PART})$")
_CELL: Final = re.compile(_FIGURE)
_GAP: Final = re.compile(r"\s{3,}")
#: Signs by their code points. Small letters and ideographs are no figure's last sign: most lines
#: end in one of these.
_SMALL_A: Final = 0x61
_SMALL_Z: Final = 0x7A
_ZERO: Final = 0x30
_NINE: Final = 0x39
_ASCII: Final = 0x80
_SIGNS: Final = 0x3000
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000
#: The longest run of lines without figures inside a table: a heading of several lines.
HEAD: Final = 6
#: A line of a table with no gap in it is no longer than this.
LONG: Final = 70
#: No row of a table is longer.
WIDE: Final = 500
#: The longest run of lines of one cell inside a table, how long they are at most, and how long
#: the end of a sentence in a cell.
TALL: Final = 8
NARROW: Final = 45
SHORT: Final = 30
#: A table has at least so many lines with figures.
FEW: Final = 3


def extent(rows: list[Line], at: int) -> int:
    """Where a table that begins at a row ends; `at` itself where none does."""
    last = at
    figures = 0
    plain = 0
    for j in range(at, len(rows)):
        row = rows[j]
        text = row.text
        if row.label is not None and row.label.end < len(text) and not _NUMBER.match(text):
            break
        if _is_row(text):
            figures += 1
            plain = 0
            last = j + 1
            continue
        plain += 1
        if plain > HEAD or _is_end(ord(text[-1])) or (len(text) > LONG and not _has_gap(text)):
            break
    if figures < FEW or figures * 3 < last - at:
        return at
    return last


def columns(rows: list[Line], at: int) -> int:
    """Where a table of words that begins at a row ends, by its columns; `at` where there is none.

    For dumps that keep the page's layout: cells stand below each other, wide gaps part them.
    """
    last = at
    gapped = plain = 0
    # how many cells begin in a column
    begins: dict[int, int] = {}
    lines: list[list[int]] = []
    for j in range(at, len(rows)):
        line = rows[j]
        text = line.text
        label = line.label
        if label is not None and len(label.core) < 4 and label.end < len(text):  # noqa: PLR2004
            break  # the gap behind a label parts no cells
        if "   " in text and len(text) < WIDE:
            cells = [line.indent + gap.end() for gap in _GAP.finditer(text)]
            gapped += 1
            plain = 0
            last = j + 1
            for cell in cells:
                begins[cell] = begins.get(cell, 0) + 1
            lines.append(cells)
            continue
        plain += 1
        if (
            plain > TALL
            or len(text) > LONG
            or (len(text) > SHORT and _is_end(ord(text[-1])))
            or (len(text) > NARROW and not (j + 1 < len(rows) and "   " in rows[j + 1].text))
        ):
            break
    if gapped < FEW or gapped * 3 < last - at:
        return at
    proved = sum(
        any(sum(begins.get(cell + off, 0) for off in (-1, 0, 1)) >= FEW for cell in cells)
        for cells in lines
    )
    short = sum(len(row.text) < NARROW * 2 for row in rows[at:last])
    return last if proved * 5 >= gapped * 3 and short * 2 >= last - at else at


def _has_gap(text: str) -> bool:
    """Whether a line has a wide gap: what has no white space but spaces shows it at once."""
    if "   " in text:
        return True
    if text.isascii():  # no other white space, the ends of lines apart
        return ("\t" in text or "\x1f" in text) and _GAP.search(text) is not None
    return not text.isprintable() and _GAP.search(text) is not None


def _is_end(code: int) -> bool:
    """Whether a code point is that of a sign that ends a sentence or a part of a list."""
    return code in (0x2E, 0x3A, 0x3B, 0x3002, 0xFF1B, 0x61B)


def _is_row(text: str) -> bool:
    """Whether a line is a figure, or ends in one that stands apart from words."""
    code = ord(text[-1])
    if _SMALL_A <= code <= _SMALL_Z or _IDEOGRAPHS <= code < _BEYOND:
        return False
    if len(text) > WIDE or not _may_end_figure(code):
        return False
    if _FIGURE_ALONE.match(text.rsplit(None, 1)[-1]) is None:
        return False
    return len(text) <= LONG or _has_gap(text) or _NUMBER.match(text) is not None


def _may_end_figure(code: int) -> bool:
    """Whether a figure may end in a code point: a digit, a bracket, a percent sign or a dash."""
    if code < _ASCII:
        return _ZERO <= code <= _NINE or code in (0x29, 0x25, 0x2D)
    if _SIGNS <= code < _BEYOND:
        return False
    return code in (0x2013, 0x2014) or chr(code).isdigit()


def cells(
    rows: Sequence[Line], source: str
) -> tuple[tuple[tuple[str, ...], ...], tuple[Marker, ...]]:
    """The rows of cells that a table's lines tell, and the markers that stood in them.

    A line of words is a row of one cell. Of the numbers only those that hang on a word are
    markers: others are figures. The markers' offsets count in all cells, joined by single spaces.
    """
    hanging = [[mark for mark in row.marks if _hangs(mark, row.text)] for row in rows]
    marks = [(row, mark) for row, found in zip(rows, hanging, strict=True) for mark in found]
    places = [row.ranges(mark.start, mark.end, source) for row, mark in marks]
    if not marks or len(marks) > _PLACES or any(len(place) != 1 for place in places):
        return _cells([row.text for row in rows]), ()
    texts = []
    first = 0
    for row, found in zip(rows, hanging, strict=True):
        texts.append(_masked(row.text, found, first))
        first += len(found)
    printed = [(mark.marker, *place[0]) for (_, mark), place in zip(marks, places, strict=True)]
    return _unmasked(_cells(texts), printed)


def _hangs(mark: Mark, text: str) -> bool:
    """Whether a marker stands behind a letter or a bracket, or is an asterisk."""
    before = text[mark.start - 1] if mark.start else " "
    return before.isalpha() or before == ")" or mark.marker[0] == "*"


def _masked(text: str, marks: Sequence[Mark], first: int) -> str:
    """A row's text with one sign in the place of each marker, which `first` numbers."""
    for n, mark in reversed([*enumerate(marks, first)]):
        text = text[: mark.start] + chr(_PLACE + n) + text[mark.end :]
    return text


def _unmasked(
    rows: tuple[tuple[str, ...], ...], printed: Sequence[tuple[str, int, int]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Marker, ...]]:
    """The cells without the signs in the places of markers, and the markers."""
    markers = []
    out = []
    length = 0
    for row in rows:
        kept = []
        for cell in row:
            begin = length + (length > 0)
            text = ""
            for char in cell:
                if not 0 <= (n := ord(char) - _PLACE) < len(printed):
                    text += char
                    continue
                at = begin + len(text.rstrip()) if text.strip() else length
                marker, start, end = printed[n]
                markers.append(Marker(marker, at, start, end))
            text = " ".join(text.split())
            if text:
                kept.append(text)
                length = begin + len(text)
        if kept:
            out.append(tuple(kept))
    return tuple(out), tuple(markers)


def _cells(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    alone = sum(bool(_NUMBER.match(text)) for text in texts)
    if alone * 3 > len(texts):
        return _from_cells(texts)
    return tuple(_row(text) for text in texts)


def _row(text: str) -> tuple[str, ...]:
    if _has_gap(text):
        return tuple(" ".join(cell.split()) for cell in _GAP.split(text))
    words = text.split()
    first = len(words)
    while first > 1 and _FIGURE_ALONE.match(words[first - 1]):
        first -= 1
    figures = text.split(maxsplit=first)[-1] if first < len(words) else ""
    return (" ".join(words[:first]), *(m[0] for m in _CELL.finditer(figures)))


def _from_cells(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Cells printed one a line: words behind a figure begin the next row."""
    out: list[tuple[str, ...]] = []
    row: list[str] = []
    figure = False
    for text in texts:
        number = bool(_NUMBER.match(text))
        if figure and not number:
            out.append(tuple(row))
            row = []
        row.append(" ".join(text.split()))
        figure = number
    if row:
        out.append(tuple(row))
    return tuple(out)
