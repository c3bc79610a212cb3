"""Candidates: all numbers of the body that may be footnotes' markers.

Most numbers are none. Where a wanted one stands far from its note, only a place that looks
very much like a marker's can outweigh the distance: a number between two words, or one that is
the end of another, need not be looked at there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout import figures, glued
from unres.layout.marks import LABEL_STOPS, Mark, weigh

if TYPE_CHECKING:
    import re

    from unres.layout.lines import Line
    from unres.layout.wanted import Wanted

#: How many lines are searched for digits at once.
_AT_ONCE: Final = 256
_LINE_FEED: Final = 10
_SPACE: Final = 32
_PERCENT: Final = 37
_SLASH: Final = 47
_ZERO: Final = 48
_THOUSANDS: Final = 3
_YEAR_SIZE: Final = 4
_CENTURIES: Final = frozenset((19, 20))
#: No marker is glued to a number of so few digits, but for a resolution's.
_LITTLE_SIZE: Final = 2
#: No number with a marker that is glued to it has more digits.
_LONGEST: Final = 7
#: A line of so few characters is a number alone.
_SHORTEST: Final = 5
#: So many digits have markers.
_LENGTHS: Final = (1, 2, 3)


class Search:
    """Looks for all that may be a marker."""

    def __init__(
        self, lines: list[Line], wanted: Wanted, month: re.Pattern[str], *, bracketed: bool
    ) -> None:
        self.lines = lines
        self.wanted = wanted
        self.month = month
        self.bracketed = bracketed
        self.found: list[Mark] = []

    def run(self) -> list[Mark]:
        """All candidates, in source order."""
        for first in range(0, len(self.lines), _AT_ONCE):
            texts = [line.text for line in self.lines[first : first + _AT_ONCE]]
            texts.append("")
            self._search(first, "\n".join(texts))
        return self.found

    def _search(self, row: int, whole: str) -> None:
        """Search the lines from a row on, whose texts are given as one."""
        lines, wanted, found = self.lines, self.wanted, self.found
        wide = self.bracketed or figures.has_full_width(whole)
        numbers = figures.Figures(whole, figures.ALL if wide else figures.PLAIN)
        begin, stop = 0, len(lines[row].text) + 1
        while numbers.advance():
            start, end, value = numbers.start, numbers.end, numbers.value
            size = end - start
            before, after = ord(whole[start - 1]), ord(whole[end])
            if size == _YEAR_SIZE and before == _SPACE and value // 100 in _CENTURIES:
                continue  # a year: no name ends in 19 or 20 with a marker behind it
            while start >= stop:
                row += 1
                begin = stop
                stop += len(lines[row].text) + 1
            if size <= _THOUSANDS and before != _SLASH and after not in (_SLASH, _PERCENT):
                # else it is part of a symbol, a share, a year
                padded = numbers.plain and ord(whole[start]) == _ZERO
                if not padded and wanted.has(value) and self._is_worth(whole, row, numbers):
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
            if (
                _LITTLE_SIZE <= size <= _LONGEST
                and (before == _SLASH or size > _LITTLE_SIZE)
                and stop - begin > _SHORTEST
                and self._may_end(value, lines[row].page)
            ):
                tails = self._tails(whole[start:end], lines[row].page)
                found += glued.find(row, lines[row].text, start - begin, end - begin, tails)

    def _is_worth(self, whole: str, row: int, numbers: figures.Figures) -> bool:
        """Whether a wanted number is to be looked at: no label, nor far from its note in a text."""
        start, end = numbers.start, numbers.end
        before, after = whole[start - 1], whole[end]
        if before == "\n":
            return after not in LABEL_STOPS
        if before != " " or after != " ":
            return True
        return (
            self.wanted.may_stand(numbers.value, self.lines[row].page)
            or not whole[start - 2].isalnum()
            or not whole[end + 1].isalnum()
        )

    def _may_end(self, value: int, page: int) -> bool:
        """Whether a number may end with a marker that is likely on its page."""
        return (
            self._is_near(value % 10, page)
            or self._is_near(value % 100, page)
            or self._is_near(value % 1000, page)
        )

    def _is_near(self, number: int, page: int) -> bool:
        wanted = self.wanted
        return wanted.may_stand(number, page) or (not wanted.known and wanted.has(number))

    def _tails(self, digits: str, page: int) -> set[str]:
        """The markers that a number may end with."""
        tails = [digits[-length:] for length in _LENGTHS]
        return {tail for tail in tails if tail[0] != "0" and self._is_near(int(tail), page)}
