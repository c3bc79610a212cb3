"""Widths: how wide the rows of Chinese text are set, and the measure that full lines have.

Ideographs are all as wide, so that a page has one measure. Widths are in halves of an
ideograph, the width of a letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.layout.lines import Line

#: The indent of a paragraph's first line: two ideographs.
INDENT: Final = 4.0
#: By how much spaces, signs, signs side by side and markers are narrower than counted.
SPACE: Final = 0.5
SIGN: Final = 0.25
BESIDE: Final = 0.6
MARKER: Final = 0.5
#: No measure is narrower or wider.
NARROW: Final = 40
WIDE: Final = 120
#: How many full lines a measure needs.
ENOUGH: Final = 5
#: The ideographs, from the first to before the last; blocks of signs are as large as a byte.
IDEOGRAPHS: Final = 0x4E00
BEYOND: Final = 0xA000
_BLOCK: Final = 8
_PUNCTUATION: Final = 0x20
_CJK: Final = 0x30
_FULL_WIDTH: Final = 0xFF
_BLANK: Final = 0x20
_WIDE_BLANK: Final = 0x3000
_ZERO: Final = 0x30
_NINE: Final = 0x39
_WIDE_ZERO: Final = 0xFF10
_WIDE_NINE: Final = 0xFF19
#: Where in Unicode signs begin that take more than a byte, than two, than three; halves of signs.
_ASCII: Final = 0x7F
_TWO_BYTES: Final = 0x800
_THREE_BYTES: Final = 0xFFFF
_SURROGATES: Final = 0xD800
_LAST_SURROGATE: Final = 0xDFFF


def ideographic(char: str) -> bool:
    """Whether a character is set without spaces: ideographs, their punctuation, full width.

    No character, as at either end of a text, is not.
    """
    return char != "" and is_wide(ord(char))


def is_wide(code: int) -> bool:
    """As `ideographic`, for the code of a character: whole blocks of Unicode."""
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF  # noqa: PLR2004


def see(row: Line) -> tuple[i64, i64]:
    """See the width of a row, and in `starts` until rows are weighed how much less is set of it.

    The width is the mean of its signs and of the bytes of their UTF-8, half a surrogate counted
    as one: an ideograph takes the place of two letters. As it is set, the space between
    ideographs and figures is half as wide as a letter, and is there where the extractor prints
    none; signs give way a little, more so side by side. One walk tells both, and whether a space
    may part ideographs.

    And it tells where the row's first digit of ASCII or full width stands and its last one ends,
    twice 0 for none: numbers are looked for nowhere else.
    """
    text = row.text
    spaces: i64 = 0
    signs: i64 = 0
    beside: i64 = 0
    size: i64 = len(text)
    octets = size
    # what the sign before was
    ideograph = sign = False
    first: i64 = 0
    stop: i64 = 0
    code: i64
    block: i64
    at: i64
    for at in range(size):
        code = ord(text[at])
        if IDEOGRAPHS <= code < BEYOND:
            octets += 2
            ideograph = True
            sign = False
            continue
        block = code >> _BLOCK
        if block in (_CJK, _FULL_WIDTH, _PUNCTUATION):
            octets += 2  # of three bytes, all of them
            signs += 1
            if sign:
                beside += 1
            sign = True
            if _WIDE_ZERO <= code <= _WIDE_NINE:
                first, stop = first if stop else at, at + 1
        else:
            if code > _ASCII:
                octets += _more(code)
            elif code == _BLANK:
                spaces += 1
                before = ideograph or sign
                row.parted |= before and at + 1 < size and ord(text[at + 1]) > _WIDE_BLANK
            elif _ZERO <= code <= _NINE:
                first, stop = first if stop else at, at + 1
                if ideograph:
                    spaces -= 1
            sign = False
        ideograph = False
    row.width = (size + octets) // 2
    row.starts = SPACE * int(spaces) + (SIGN * int(signs) + BESIDE * int(beside))
    return first, stop


def _more(code: i64) -> i64:
    """How many bytes more than one a sign takes in UTF-8 that is not ASCII."""
    if code < _TWO_BYTES:
        return 1
    if _SURROGATES <= code <= _LAST_SURROGATE:
        return 0
    return 2 if code <= _THREE_BYTES else 3


def keep_set_width(row: Line) -> None:
    """Have in `starts` how wide a row is set, in place of how much less: markers are small."""
    width = row.width - row.starts
    for mark in row.marks:
        width -= MARKER * (mark.end - mark.start)
    row.starts = width


def measures(rows: list[Line], common: int) -> dict[int, float]:
    """The measure of each page: an annex may have another than the pages before it.

    As in `measure`, `starts` of the rows is how wide they are set.
    """
    out: dict[int, float] = {}
    begin = 0
    count = len(rows)
    while begin < count:
        page = rows[begin].page
        end = begin + 1
        while end < count and rows[end].page == page:
            end += 1
        own = _mean_about(rows, begin, end, common)
        out[page] = own or _own_measure(rows, begin, end, common)
        begin = end
    return out


def _own_measure(rows: list[Line], begin: int, end: int, common: int) -> float:
    """The measure of a page none of whose lines has the common one."""
    full = _full_lines(rows, begin, end)
    own = _best(full, end - begin)
    firsts = abs(common - INDENT - own) <= 1  # of paragraphs of one full line and a rest
    return common if firsts or not _enough(full, own) else _exact(full, own)


def measure(rows: list[Line]) -> int:
    """The width of a full line, 0 where the lines have no common one."""
    full = _full_lines(rows, 0, len(rows))
    best = _best(full, len(rows))
    return best if _enough(full, best) else 0


def _mean_about(rows: list[Line], begin: int, end: int, measure: int) -> float:
    """The mean width of those that may be full lines and have about a measure; 0 for none."""
    count: i64 = 0
    more: i64 = 0
    least, most = float(measure - 2), float(min(measure + 2, WIDE))
    at: i64
    for at in range(begin, end):
        row = rows[at]
        if row.ends or row.broken:
            continue
        width = row.starts
        if least < width < most:
            off = _whole(width) - measure
            if -1 <= off <= 1:
                count += 1
                more += off
    return measure + int(more) / int(count) if count else 0.0


def _full_lines(rows: list[Line], begin: int, end: int) -> list[int]:
    """How many rows of each width may be full lines: nothing but its end has broken them."""
    seen = [0] * (WIDE + 4)
    at: i64
    for at in range(begin, end):
        row = rows[at]
        if row.ends or row.broken:
            continue
        width = row.starts
        if NARROW - 2 * INDENT < width < WIDE:
            whole = _whole(width)
            seen[whole] = seen[whole] + 1  # `+=` is slower when compiled
    return seen


def _whole(width: float) -> i64:
    """A width as `round` rounds it."""
    whole: i64 = int(width)
    part = width - int(whole)
    if part > 0.5 or (part == 0.5 and whole & 1):  # noqa: PLR2004
        whole += 1
    return whole


def _near(seen: list[int], width: i64) -> i64:
    return seen[width - 1] + seen[width] + seen[width + 1]


def _fit(seen: list[int], width: i64) -> i64:
    """How many lines have a measure, more for those that have it exactly."""
    first: i64 = width - int(INDENT)
    return _near(seen, width) + seen[width] + _near(seen, first) + seen[first]


def _best(seen: list[int], rows: int) -> int:
    """The measure that most lines have of so many, or their first lines, and few exceed."""
    best: i64 = 0
    most: i64 = 0
    wider: i64 = 0
    widest: i64 = WIDE
    width: i64
    while widest >= NARROW and seen[widest - 1] == seen[widest] == 0:
        widest -= 1
    # a line counts for a measure twice at most, or against it once
    room: i64 = 2 * rows
    above: i64
    here: i64 = seen[widest + 1]
    below: i64 = seen[widest]
    for width in range(widest, NARROW - 1, -1):
        wider += seen[width + 3]
        if room - 3 * wider <= most:
            break
        above, here, below = here, below, seen[width - 1]
        if (above or here or below) and (fit := _fit(seen, width) - wider) > most:
            best, most = width, fit
    return int(best)


def _exact(seen: list[int], width: int) -> float:
    """The mean width of the lines that have about a measure."""
    near = _near(seen, width)
    return width + (seen[width + 1] - seen[width - 1]) / near if near else width


def _enough(seen: list[int], width: int) -> bool:
    return width > 0 and _near(seen, width) + _near(seen, width - int(INDENT)) >= ENOUGH
