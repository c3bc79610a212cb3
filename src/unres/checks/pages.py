"""Checks of pages: missing, doubled and displaced ones.

Page numbers come from the furniture. A number that the layout did not recognise must not
look like a lost page, so form feeds are asked as well where the dump has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution
from unres.spans import Span

_NUMBER = re.compile(r"(\d{1,4})(?:\s?/\s?(\d{1,4}))?")
#: A repeated page shorter than this (a number, a blank) proves nothing.
_PAGE = 200


class _Page(NamedTuple):
    number: int
    span: Span
    #: Whether the number of all pages stands with it: `2/16`.
    counted: bool


@finds("page-gap")
def page_gap(res: Resolution) -> Iterator[Diagnostic]:
    """Page numbers skip, and no page without a number stands between.

    Wrong: pages 1, 2, 4
    Right: pages 1, 2, 3, 4
    """
    pages = _pages(res)
    numbers = {page.number for page in pages}
    if pages and pages[0].counted and "\f" in res.source:
        # Numbers with a total count this document's own pages: it begins with page 1.
        pages.insert(0, _Page(1, Span(0, 0), counted=True))
    for before, page in pairwise(pages):
        missing = set(range(before.number + 1, page.number))
        if missing - numbers and _turned(res, before, page) < page.number - before.number:
            yield diagnose("page-gap", page.span, str(page.number), str(before.number))


@finds("page-order")
def page_order(res: Resolution) -> Iterator[Diagnostic]:
    """Page numbers run backwards.

    Wrong: pages 1, 3, 2, 4
    Right: pages 1, 2, 3, 4
    """
    for before, page in pairwise(_pages(res)):
        if page.number < before.number:
            yield diagnose("page-order", page.span, str(page.number), str(before.number))


@finds("duplicate-page")
def duplicate_page(res: Resolution) -> Iterator[Diagnostic]:
    """One page stands twice, word for word.

    Wrong: pages 1, 2, 2, 3, and both pages 2 say the same
    Right: pages 1, 2, 3
    """
    seen: set[str] = set()
    start = 0
    for number, text in enumerate(res.source.split("\f"), 1):
        plain = text.strip()
        if len(plain) >= _PAGE and plain in seen:
            at = start + text.index(plain)
            yield diagnose("duplicate-page", Span(at, at + 8), str(number))
        seen.add(plain)
        start += len(text) + 1


def _turned(res: Resolution, before: _Page, page: _Page) -> int:
    """How many pages are turned between two numbers, as far as form feeds tell."""
    return res.source.count("\f", before.span.end, page.span.start)


def _pages(res: Resolution) -> list[_Page]:
    """The numbered pages in source order."""
    pieces = [f for f in res.furniture if f.kind == "page-number"]
    found = [(piece, m) for piece in pieces if (m := _NUMBER.search(piece.text))]
    # `2/16` reads `16/2` where lines stand in visual order: the total is what stays the same.
    firsts = {m[1] for _, m in found if m[2]}
    swapped = len(firsts) == 1 and len({m[2] for _, m in found if m[2]}) > 1
    pages = [
        _Page(int(m[2] if swapped and m[2] else m[1]), piece.span, m[2] is not None)
        for piece, m in found
    ]
    return sorted(pages, key=lambda page: page.span)
