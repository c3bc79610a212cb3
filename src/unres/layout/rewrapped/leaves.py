"""Leaves: where one page of a text without line ends turned into the next.

    … and on the islands 3/9 38-21704 A/RES/93/41 Lamps and oil beyond the region …

Job numbers, rules and bar codes are known by their form, a running head by the symbol with the
title around it, a page's number by the one before it or by its total.

Guarantees: only offsets are added; linear.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from unres.symbols import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What is furniture by its form: rules, job numbers, bar codes.
FURNITURE: Final = re.compile(
    r"(?:\\?_\s?){5,}|[-\u2013\u2014=]{6,}|\u2500{3,}"
    r"|\*\d{7}\*|(?<!\S)\d{7}(?:\s*[()]\s*[A-Z\u0410-\u042f]\s*[()])?(?!\S)|(?<!\S)(?:\d{1,3}/\d{1,3}\s+)?(?:[A-Z]\.)?\d{2}-\d{5}\*?(?!\d)"
    r"(?:\s*[()]\s*[A-Z\u0410-\u042f]\s*[()])?(?:\s+\d{6}(?!\d))?(?:\s+\*\d{7}\*)?"
    r"(?:\s+\d{1,3}/\d{1,3}(?!\S))?"
)
#: So many pages may have lost their number in a row, one more is another's.
_TURNED: Final = 3
#: No title has more words.
_TITLE: Final = 80
_PAGE: Final = re.compile(r"(?<!\S)(\d{1,3})/(\d{1,3})(?!\S)")
_BARE: Final = re.compile(r"(?<!\S)(\d{1,3})\s*$"), re.compile(r"\s*(\d{1,3})(?!\S)")


def _possible(page: re.Match[str]) -> bool:
    """Whether `2/5` can be a page number: it is not above its total."""
    return 1 <= int(page[1]) <= int(page[2])


def _counted(pages: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Those that count on to their total, page by page: what cites something does not."""
    last: dict[str, int] = {}
    for page in pages:
        number = int(page[1])
        if last.get(page[2], 0) < number <= last.get(page[2], 0) + _TURNED:
            last[page[2]] = number
            yield page


class Leaves:
    """The furniture between the pages of a source."""

    def __init__(self, source: str, cuts: set[int], body: int, symbol: str, title: str) -> None:
        self.source = source
        #: Where the lines of the source began: those of the furniture are added.
        self.cuts = cuts
        #: Where the body begins.
        self.body = body
        self.symbol = symbol
        self.title = title

    def find(self) -> list[tuple[int, int]]:
        """Cut around the furniture; gives back the stretches between page breaks."""
        source = self.source
        breaks = []
        for found in FURNITURE.finditer(source):
            self.cuts.update(found.span())
        for start, end in self._heads():
            self.cuts.update((start, end))
            breaks.append(start)
        pages = [found for found in _PAGE.finditer(source, self.body) if _possible(found)]
        totals = Counter(found[2] for found in pages)
        pages = [
            found
            for found in _counted(pages)
            if totals[found[2]] > 1 or self._beside(found) or found[1] == found[2]
        ]
        for found in pages:
            self.cuts.update(found.span())
            breaks.append(found.start())
        breaks += [found.start() for found in re.finditer("\f", source)]
        return list(pairwise(sorted({self.body, *breaks, len(source)})))

    def _beside(self, page: re.Match[str]) -> bool:
        """Whether `2/5` stands beside furniture."""
        start, end = page.span()
        return not self.cuts.isdisjoint((start - 1, start, end, end + 1))

    def _heads(self) -> list[tuple[int, int]]:
        """Where the symbol stands again, with the title beside it."""
        found: list[tuple[int, int]] = []
        if not self.symbol:
            return []
        words = NUMBER.sub("", self.title, count=1).lstrip(" .\uff0e\u3002").split()
        words = words[:_TITLE]
        page = 0
        at = self.source.find(self.symbol, self.body)
        while at >= 0:
            start, end = self._head(at, words)
            self.cuts.update((at, at + len(self.symbol)))
            before = _BARE[0].search(self.source, max(start - 6, 0), start)
            most = max(page, len(found)) + 2
            if before and page < int(before[1]) <= most:
                page = int(before[1])
                start = before.start()
                self.cuts.add(before.end(1))
            after = _BARE[1].match(self.source, end)
            if after and page < int(after[1]) <= most:
                page = int(after[1])
                end = after.end()
                self.cuts.add(after.start(1))
            found.append((start, end))
            at = self.source.find(self.symbol, max(end, at + 1))
        return found

    def _head(self, at: int, words: list[str]) -> tuple[int, int]:
        """The extent of a running head: the symbol with the title before, behind or around it."""
        end = at + len(self.symbol)
        near = self.source[max(at - 400, 0) : at].rstrip()
        behind = self.source[end : end + 400].lstrip()
        for k in range(len(words) + 1 if words else 0):
            above, below = " ".join(words[:k]), " ".join(words[k:])
            if near.endswith(above) and behind.startswith(below):
                return (
                    self.source.rindex(above, 0, at) if above else at,
                    self.source.index(below, end) + len(below) if below else end,
                )
        return at, end
