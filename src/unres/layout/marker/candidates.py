"""Candidates: all numbers of the body that may be footnotes' markers.

Most numbers are none. Where a wanted one stands far from its note, only a place that looks
very much like a marker's can outweigh the distance: a number between two words, or one that is
the end of another, need not be looked at there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout.marker import figures, glued
from unres.layout.marks import Mark, counts, weigh
from unres.layout.widths import see

if TYPE_CHECKING:
    import re

    from mypy_extensions import i64

    from unres.layout.lines import Line
    from unres.layout.marker.wanted import Wanted

#: How many lines are searched for digits at once.
_AT_ONCE: Final = 256
#: What stands beside a number at either end of a line.
_LINE_FEED: Final = 10
_SPACE: Final = 32
_PERCENT: Final = 37
_BRACKET: Final = 41
_HYPHEN: Final = 45
_WIDER_HYPHEN: Final = 0x2010
_NO_BREAK_HYPHEN: Final = 0x2011
_STOP: Final = 46
_SLASH: Final = 47
_ZERO: Final = 48
_NINE: Final = 57
_CAPITAL_A: Final = 65
_CAPITAL_Z: Final = 90
_SMALL_A: Final = 97
_SMALL_Z: Final = 122
_ASCII: Final = 0x80
_IDEOGRAPHIC: Final = 0x4E00
_IDEOGRAPHIC_END: Final = 0x9FA6
_FULL_STOP: Final = 0xFF0E
_THOUSANDS: Final = 3
_YEAR_SIZE: Final = 4
#: A number with a marker that is glued to it has more digits, behind a slash at least so many,
#: behind a name no more than a year, and none has more than the last.
_TAILED: Final = 2
_LONGEST: Final = 7
#: A line of no more characters is a number alone.
_SHORTEST: Final = 4


class Search:
    """Looks for all that may be a marker."""

    def __init__(
        self,
        lines: list[Line],
        wanted: Wanted,
        month: re.Pattern[str],
        *,
        bracketed: bool,
        latin: bool,
        wide: bool,
    ) -> None:
        self.lines = lines
        self.wanted = wanted
        self.month = month
        self.bracketed = bracketed
        self.latin = latin
        self.wide = wide
        self.found: list[Mark] = []

    def run(self) -> list[Mark]:
        """All candidates, in source order."""
        if self.latin:
            for first in range(0, len(self.lines), _AT_ONCE):
                self._search(first)
        else:
            for row, line in enumerate(self.lines):
                self._walk(row, line)
        return self.found

    def _search(self, first: int) -> None:
        """Search some lines from one on at once."""
        lines = self.lines
        whole = "\n".join([line.text for line in lines[first : first + _AT_ONCE]])
        digits = figures.Digits(whole)
        size: i64 = len(whole)
        row: i64 = first
        line = lines[row]
        begin: i64 = 0
        stop: i64 = len(line.text) + 1
        at = digits.find(0)
        while at < size:
            while at >= stop:
                row += 1
                line = lines[row]
                begin = stop
                stop += len(line.text) + 1
            at = digits.find(begin + self._number(row, line, at - begin))

    def _walk(self, row: i64, line: Line) -> None:
        """Walk through a line. Chinese ones are walked through for their widths in any case."""
        text = line.text
        at: i64
        stop: i64
        if self.wide:
            at, stop = see(line)
        else:
            stop = len(text)
            at = figures.find(text, 0, stop)
        while at < stop:
            at = figures.find(text, self._number(row, line, at), stop)

    def _number(self, row: i64, line: Line, start: i64) -> i64:
        """Add what the number that begins at a place of a line may be; where it ends."""
        text = line.text
        size: i64 = len(text)
        code: i64 = ord(text[start])
        end = start
        value: i64 = 0
        while _ZERO <= code <= _NINE:
            if end - start < _LONGEST:
                value = 10 * value + code - _ZERO
            end += 1
            code = ord(text[end]) if end < size else _LINE_FEED
        if not self.latin and figures.is_other(code):
            return self._other(row, line, start)
        before: i64 = ord(text[start - 1]) if start else _LINE_FEED
        length = end - start
        if length <= _THOUSANDS:
            if self._may_be(line, start, end, value, before, code):
                self._add(row, text, start, end, value)
        elif length == _YEAR_SIZE and before == _SPACE and value // 100 in (19, 20):
            return end  # no name ends in 19 or 20 with a marker behind it
        if (
            (length > _TAILED or (length == _TAILED and before == _SLASH))
            and size > _SHORTEST
            and self._may_end(before, code, length, value, line.page)
        ):
            tails = self._tails(value, line.page)
            if tails:
                self.found += glued.find(row, text, start, end, value, tails)
        return end

    def _other(self, row: i64, line: Line, start: i64) -> i64:
        """The same for a number that has digits of other scripts: no marker is glued to it."""
        text = line.text
        size: i64 = len(text)
        end = start + 1
        while end < size and text[end] in figures.ALL:
            end += 1
        if end - start <= _THOUSANDS:
            value: i64 = int(text[start:end])
            before: i64 = ord(text[start - 1]) if start else _LINE_FEED
            after: i64 = ord(text[end]) if end < size else _LINE_FEED
            if self._may_be(line, start, end, value, before, after):
                self._add(row, text, start, end, value)
        return end

    def _add(self, row: i64, text: str, start: i64, end: i64, value: i64) -> None:
        """Add a number for what it is worth as a marker."""
        mark = weigh(row, text, start, end, value, self.month, self.bracketed)
        if mark is not None:
            self.found.append(mark)

    def _may_be(
        self, line: Line, start: i64, end: i64, value: i64, before: i64, after: i64
    ) -> bool:
        """Whether a number may be a marker, by the signs beside it and by its value."""
        if before == _SLASH or after in (_SLASH, _PERCENT):
            return False  # part of a symbol, a share
        if before == _LINE_FEED and after in (_STOP, _HYPHEN, _BRACKET, _FULL_STOP):
            return False  # a label
        text = line.text
        next_sign = after
        if after == _SPACE and end + 1 < len(text):
            next_sign = ord(text[end + 1])
        if next_sign >= _IDEOGRAPHIC and counts(next_sign):
            return False
        if ord(text[start]) == _ZERO or not self.wanted.has(value):
            return False
        if before != _SPACE or after != _SPACE:
            return True
        # a number between words is not to be weighed far from its note
        return (
            not _in_word(text, start - 2)
            or not _in_word(text, end + 1)
            or self.wanted.may_stand(value, line.page)
        )

    def _may_end(self, before: i64, after: i64, size: i64, value: i64, page: int) -> bool:
        """Whether a number may end with a marker, by the signs beside it and by its page."""
        if size > _LONGEST:
            return False
        if before == _SLASH:  # the number of a resolution, of a part of a symbol
            if after == _SLASH and size <= _YEAR_SIZE:
                return False
            if size <= _THOUSANDS and not glued.is_beyond(value):
                on_page = self.wanted.on_page(page)
                return on_page is not None and (value % 10 in on_page or value % 100 in on_page)
        elif size <= _YEAR_SIZE and before not in (
            _STOP,
            _SPACE,
            _HYPHEN,
            _WIDER_HYPHEN,
            _NO_BREAK_HYPHEN,
        ):
            return False
        return (
            self._is_near(value % 10, page)
            or self._is_near(value % 100, page)
            or self._is_near(value % 1000, page)
        )

    def _is_near(self, number: int, page: int) -> bool:
        wanted = self.wanted
        return wanted.may_stand(number, page) or (not wanted.known and wanted.has(number))

    def _tails(self, value: i64, page: int) -> i64:
        """The markers that a number may end with: the bits of their lengths in digits."""
        tails: i64 = 0
        if value % 10 and self._is_near(value % 10, page):
            tails |= 1 << 1
        if value % 100 >= 10 and self._is_near(value % 100, page):  # noqa: PLR2004
            tails |= 1 << 2
        if value % 1000 >= 100 and self._is_near(value % 1000, page):  # noqa: PLR2004
            tails |= 1 << 3
        return tails


def _in_word(text: str, at: i64) -> bool:
    """Whether a letter or a digit stands at a place; not so beyond either end."""
    if at < 0 or at >= len(text):
        return False
    code: i64 = ord(text[at])
    if code < _ASCII:
        return (
            _SMALL_A <= code <= _SMALL_Z
            or _CAPITAL_A <= code <= _CAPITAL_Z
            or _ZERO <= code <= _NINE
        )
    return _IDEOGRAPHIC <= code < _IDEOGRAPHIC_END or text[at].isalnum()
