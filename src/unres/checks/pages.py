"""Checks of pages: missing, doubled, displaced ones, and mixed columns.

A dump with form feeds has sheets, and each sheet at most one number: in its furniture, or
at its edge, where the layout did not know it. Without form feeds the numbers in the furniture
are all there is. A number that nobody recognised must not look like a lost page, so a gap
counts only where fewer sheets than numbers lie between.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from unres.checks import tree
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution
from unres.spans import Span

#: `2/16`, also over three lines; no part of a symbol.
_OF_TOTAL = re.compile(r"(?<![\w/])(\d{1,3})\s?/\s?(\d{1,3})(?![\w/])")
_BARE = re.compile(r"\D{0,3}(\d{1,4})\D{0,3}")
#: Which furniture may hold the number of a page.
_KINDS = ("page-number", "job", "running-head")
#: How much of a sheet is its edge, in code points.
_EDGE = 240
#: A first page shows no number; the second one is lost where the next number is 3 to this.
_FIRST = 4
#: A repeated page shorter than this (a number, a blank) proves nothing.
_PAGE = 200


class _Page(NamedTuple):
    number: int
    span: Span
    #: Which sheet it is, from 0; 0 for all where the dump has no form feeds.
    sheet: int
    #: Whether the number of all pages stands with it: `2/16`.
    counted: bool


@finds("page-gap")
def page_gap(res: Resolution) -> Iterator[Diagnostic]:
    """Page numbers skip, and no page without a number stands between.

    Wrong: pages 1, 2, 4
    Right: pages 1, 2, 3, 4
    """
    pages = list(_pages(res))
    numbers = sorted({page.number for page in pages})
    if pages and _begins(res, pages[0]):
        pages.insert(0, _Page(1, Span(0, 0), 0, counted=True))
    for before, page in pairwise(pages):
        step = page.number - before.number
        # counted by looking the ends up: numbers that leap to and fro would be listed each time
        there = bisect_left(numbers, page.number) - bisect_right(numbers, before.number)
        if there < step - 1 and page.sheet - before.sheet < step:
            yield diagnose("page-gap", page.span, str(page.number), str(before.number))


@finds("page-order")
def page_order(res: Resolution) -> Iterator[Diagnostic]:
    """Page numbers run backwards; where pages show none, what they hold does.

    Wrong: pages 1, 3, 2, 4
    Right: pages 1, 2, 3, 4
    """
    pages = _pages(res)
    for before, page in pairwise(pages):
        if page.number < before.number:
            yield diagnose("page-order", page.span, str(page.number), str(before.number))


@finds("duplicate-page")
def duplicate_page(res: Resolution) -> Iterator[Diagnostic]:
    """One page stands twice, word for word.

    Wrong: pages 1, 2, 2, 3, and both pages 2 say the same
    Right: pages 1, 2, 3
    """
    sheets = _sheets(res.source)
    texts = [res.source[start:end].strip() for start, end in sheets]
    sizes = Counter(map(len, texts))
    seen: set[str] = set()
    for at, text in enumerate(texts):
        if len(text) < _PAGE or sizes[len(text)] == 1:
            continue  # few pages are of one size, and to look others up would cost more
        if text in seen:
            start = res.source.index(text, sheets[at].start)
            yield diagnose("duplicate-page", Span(start, start + 8), str(at + 1))
        seen.add(text)


def _sheets(source: str) -> list[Span]:
    """The stretches between form feeds; one where there is none."""
    starts = _starts(source)
    ends = [*(start - 1 for start in starts[1:]), len(source)]
    return [Span(*pair) for pair in zip(starts, ends, strict=True)]


def _starts(source: str) -> list[int]:
    """Where sheets begin."""
    starts = [0]
    at = source.find("\f")
    while at >= 0:
        starts.append(at + 1)
        at = source.find("\f", at + 1)
    return starts


def _begins(res: Resolution, page: _Page) -> bool:
    """Whether a page without a number, the first of the document, stands before this one."""
    if "\f" not in res.source:
        return False
    # Numbers with a total count this document's own pages: it begins with page 1.
    if page.counted:
        return True
    return page.sheet == 1 and bool(res.masthead.fields) and page.number <= _FIRST


@tree.once
def _pages(res: Resolution) -> list[_Page]:
    """The numbered pages in source order."""
    starts = _starts(res.source)
    pieces = sorted((f for f in res.furniture if f.kind in _KINDS), key=lambda f: f.span)
    found = [
        (bisect_right(starts, piece.span.start) - 1, piece.span, match)
        for piece in pieces
        if "/" in piece.text
        for match in _OF_TOTAL.finditer(piece.text)
    ]
    counts = Counter(max(int(m[1]), int(m[2])) for _, _, m in found)
    if counts:
        total = counts.most_common(1)[0][0]
        firsts = {min(int(m[1]), int(m[2])) for _, _, m in found if str(total) in m.groups()}
        # In a head it may be a resolution that the title cites, and so the same on all pages.
        alone = any(p.kind == "page-number" and _OF_TOTAL.search(p.text) for p in pieces)
        if alone or len(firsts) > 1 or total == len(starts):
            return _of_total(res.source, found, total)
    return [
        _Page(int(match[1]), piece.span, bisect_right(starts, piece.span.start) - 1, counted=False)
        for piece in pieces
        if piece.kind == "page-number" and (match := _BARE.fullmatch(piece.text.strip()))
    ]


def _of_total(source: str, found: list[tuple[int, Span, re.Match[str]]], total: int) -> list[_Page]:
    """The numbers that stand with the total. In visual order the total comes first."""
    pages = [
        _Page(min(int(match[1]), int(match[2])), span, sheet, counted=True)
        for sheet, span, match in found
        if total in (int(match[1]), int(match[2]))
    ]
    numbered = {page.sheet for page in pages}
    sheets = _sheets(source)
    for index, sheet in enumerate(sheets if len(sheets) > 1 else ()):
        if index not in numbered and (page := _at_edge(source, index, sheet, total)):
            pages.append(page)
    return sorted(pages, key=lambda page: page.span)


def _at_edge(source: str, index: int, sheet: Span, total: int) -> _Page | None:
    """The number that stands with the total at a sheet's beginning or end."""
    edges = (
        Span(max(sheet.start, sheet.end - _EDGE), sheet.end),
        Span(sheet.start, min(sheet.end, sheet.start + _EDGE)),
    )
    for edge in edges:
        for match in _OF_TOTAL.finditer(source, *edge):
            low, high = sorted((int(match[1]), int(match[2])))
            if high == total and low:
                return _Page(low, Span(*match.span()), index, counted=True)
    return None
