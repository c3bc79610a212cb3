"""Checks of running heads: every page should carry the symbol of this document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from unres import symbols
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution
from unres.spans import Span

#: A document symbol without part letters: `A/RES/81/9`, `A/RES/ES-12/1`; `9/81/RES/A` too.
_SYMBOL = re.compile(r"[A-Z0-9]{1,5}/[A-Z0-9.\-/]*[A-Z0-9]")
#: What is no letter and no digit, marks of direction included.
_SIGNS = re.compile(r"[\W_]+")
#: A page number and a job number that stand before a head: `6/8 20-17323`.
_FOOT = re.compile(r"(?:\d{1,3}\s?/\s?\d{1,3}|\d\d-\d{5})")
#: Words that the title shares with a line by chance are shorter than this.
_CHANCE = 10
#: How far around a symbol its line and the neighbouring ones are looked for, in code points.
_NEAR = 300


class _Head(NamedTuple):
    symbol: str
    span: Span


@finds("symbol-conflict")
def symbol_conflict(res: Resolution) -> Iterator[Diagnostic]:
    """The symbol of a running head is not that of the masthead, or not that of the title.

    Wrong: `A/RES/81/9` on the first page, `A/RES/81/6` on the third
    Right: one symbol on all pages
    """
    heads = list(_heads(res))
    own, where = res.symbol, "masthead"
    if own is None and res.number:
        own, where = symbols.complete(res.number, "General Assembly"), "title"
    if own is None:
        own, where = _commonest(heads), "other heads"
    match = _SYMBOL.match(own) if own else None
    if match is None:
        return
    seen = {head.span.start for head in heads}
    heads += (head for head in _unread(res, match[0]) if head.span.start not in seen)
    for head in heads:
        if head.symbol == match[0]:
            continue  # as it should be, and so most are
        # Only a symbol of the same series is meant to be this one: a head may cite another.
        if _series(head.symbol) == _series(match[0]) and _parts(head.symbol) != _parts(match[0]):
            yield diagnose("symbol-conflict", head.span, head.symbol, match[0], where)


def _heads(res: Resolution) -> Iterator[_Head]:
    """The symbols in what the layout took for running heads."""
    for piece in res.furniture:
        if piece.kind == "running-head":
            for match in _SYMBOL.finditer(piece.text):
                at = res.source.find(match[0], *piece.span)
                span = Span(at, at + len(match[0])) if at >= 0 else piece.span
                yield _Head(match[0], span)


def _unread(res: Resolution, own: str) -> Iterator[_Head]:
    """Symbols of this one's series beside words of the title, alone on their line.

    A head whose symbol is wrong repeats no other, so the layout may not have known it.
    """
    series = re.match(r"\D*", own)
    title = _folded(res.title.text) if res.title else ""
    if not series or not series[0] or not title:
        return
    at = res.source.find(series[0])
    while at >= 0:
        match = _SYMBOL.match(res.source, at)
        if match and match[0] != own and _beside_title(res.source, match, title):
            yield _Head(match[0], Span(*match.span()))
        at = res.source.find(series[0], at + 1)


def _beside_title(source: str, match: re.Match[str], title: str) -> bool:
    """Whether the rest of the line, or else the line before or after, is a part of the title."""
    low, high = max(0, match.start() - _NEAR), match.end() + _NEAR
    begin = max(source.rfind(end, low, match.start()) for end in "\n\f") + 1
    if not begin and low:
        return False  # a line as long as that is no head
    after = source[match.end() : high].partition("\n")[0]
    before = _FOOT.sub("", source[begin : match.start()])
    rest = _folded(before) + _folded(after)
    if rest:
        return rest in title and (len(rest) >= _CHANCE or rest == title)
    above = source[low:begin].strip().rpartition("\n")[2].rpartition("\f")[2]
    below = source[match.end() : high].strip().partition("\n")[0]
    return any(len(near) >= _CHANCE and near in title for near in (_folded(above), _folded(below)))


def _folded(text: str) -> str:
    """The letters and digits of a text: heads are spaced and wrapped otherwise than the title."""
    return _SIGNS.sub("", text).lower()


def _commonest(heads: list[_Head]) -> str | None:
    """The symbol that most heads show; one that stands once is no running head's."""
    most = Counter(head.symbol for head in heads).most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def _parts(symbol: str) -> list[str]:
    """The parts of a symbol, sorted: visual order turns them round."""
    return sorted(symbol.split("/"))


def _series(symbol: str) -> list[str]:
    """The parts without digits: `A` and `RES`."""
    return [part for part in _parts(symbol) if part.isalpha()]
