"""Candidates: all numbers of the body that may be footnotes' markers.

Most numbers are none. Where a wanted one stands far from its note, only a place that looks
very much like a marker's can outweigh the distance: a number between two words, or one that is
the end of another, need not be looked at there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout.marker import figures, glued
from unres.layout.marks import Mark, weigh

if TYPE_CHECKING:
    import re

    from mypy_extensions import i64

    from unres.layout.lines import Line
    from unres.layout.marker.wanted import Wanted

#: How many lines are searched for digits at once.
_AT_ONCE: Final = 256
_LINE_FEED: Final = 10
_SPACE: Final = 32
_PERCENT: Final = 37
_BRACKET: Final = 41
_HYPHEN: Final = 45
_HYPHENS: Final = (45, 0x2010, 0x2011)
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
#: A number with a marker that is glued to it has at least so many digits, one behind a name so
#: many, and none has more than the last.
_TAILED: Final = 2
_NAMED: Final = (3, 4)
_LONGEST: Final = 7
#: A line of so few characters is a number alone.
_SHORTEST: Final = 5


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
    ) -> None:
        self.lines = lines
        self.wanted = wanted
        self.month = month
        self.bracketed = bracketed
        self.latin = latin
        self.found: list[Mark] = []

    def run(self) -> list[Mark]:
        """All candidates, in source order."""
        for first in range(0, len(self.lines), _AT_ONCE):
            texts = [line.text for line in self.lines[first : first + _AT_ONCE]]
            texts.append("")
            self._search(first, "\n".join(texts))
        return self.found

    def _search(self, row: int, whole: str) -> None:
        """Search some lines from a row on, whose texts are given as one."""
        lines, wanted, found = self.lines, self.wanted, self.found
        numbers = figures.Figures(whole, latin=self.latin)
        begin: i64 = 0
        stop: i64 = len(lines[row].text) + 1
        before: i64
        after: i64
        while numbers.advance():
            start, end, value = numbers.start, numbers.end, numbers.value
            size = end - start
            before = ord(whole[start - 1])
            after = ord(whole[end])
            if size == _YEAR_SIZE and before == _SPACE and value // 100 in (19, 20):
                continue  # a year: no name ends in 19 or 20 with a marker behind it
            while start >= stop:
                row += 1
                begin = stop
                stop += len(lines[row].text) + 1
            labelled = before == _LINE_FEED and after in (_STOP, _HYPHEN, _BRACKET, _FULL_STOP)
            part = before == _SLASH or after in (_SLASH, _PERCENT)  # of a symbol, a share
            if size <= _THOUSANDS and not labelled and not part:
                padded = numbers.plain and ord(whole[start]) == _ZERO
                if (
                    not padded
                    and wanted.has(value)
                    and (before != _SPACE or after != _SPACE or self._is_worth(whole, row, numbers))
                ):
                    mark = weigh(
                        row,
                        lines[row].text,
                        start - begin,
                        end - begin,
                        value,
                        self.month,
                        self.bracketed,
                    )
                    if mark is not None:
                        found.append(mark)
            if size >= _TAILED and numbers.plain and stop - begin > _SHORTEST:
                page = lines[row].page
                if self._may_end(before, after, size, value, page):
                    tails = self._tails(value, page)
                    if tails:
                        found += glued.find(
                            row, lines[row].text, start - begin, end - begin, value, tails
                        )

    def _is_worth(self, whole: str, row: int, numbers: figures.Figures) -> bool:
        """Whether a number between spaces is to be weighed: not one far from its note in a text."""
        return (
            not _in_word(whole, numbers.start - 2)
            or not _in_word(whole, numbers.end + 1)
            or self.wanted.may_stand(numbers.value, self.lines[row].page)
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
        elif not (
            (size in _NAMED and (before in (_STOP, _SPACE) or before in _HYPHENS))
            or size > _YEAR_SIZE
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
    """Whether a letter or a digit stands at a place."""
    code: i64 = ord(text[at])
    if code < _ASCII:
        return (
            _SMALL_A <= code <= _SMALL_Z
            or _CAPITAL_A <= code <= _CAPITAL_Z
            or _ZERO <= code <= _NINE
        )
    return _IDEOGRAPHIC <= code < _IDEOGRAPHIC_END or text[at].isalnum()
