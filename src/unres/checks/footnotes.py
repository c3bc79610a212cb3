"""Checks of footnotes: markers without text, text without markers, numbers out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unres.checks import anchoring, holes, tree
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Footnote, NoteRef, Resolution
from unres.spans import Span

#: This many lost notes, when they are a fifth, have one cause: the extractor left them out.
_WHOLESALE = 4
#: This many where the dump is Markdown: what writes it often leaves them out.
_MARKED_DOWN = 2
_HEADING = re.compile(r"^#{1,4} ", re.MULTILINE)
#: How much of a note is quoted, in code points.
_QUOTED = 40
_HOLE = ", which is lost as well: the gap before this stop is one that a marker leaves"


@finds("missing-footnote")
def missing_footnote(res: Resolution) -> Iterator[Diagnostic]:
    """A marker stands in the text and the dump has no footnote for it.

    Wrong: `Recalling the Summit,¹` and no footnote 1 anywhere
    Right: `Recalling the Summit,¹` and below `¹ See resolution 60/1.`

    Where most footnotes are lost the extractor left them out: that is one finding.
    """
    lost = _lost(res)
    if _wholesale(res, lost):
        first = lost[0]
        more = f", and with it that of {len(lost) - 1} more: the dump has left its footnotes out"
        yield diagnose("missing-footnote", first.span, first.marker, more)
        return
    for ref in lost:
        yield diagnose("missing-footnote", ref.span, ref.marker, "")


@tree.once
def _lost(res: Resolution) -> list[NoteRef]:
    """The first marker of each footnote that is lost: a marker may stand twice for one note."""
    found: dict[str, NoteRef] = {}
    for ref in tree.refs(res):
        if ref.footnote is None:
            found.setdefault(ref.marker, ref)
    return list(found.values())


def _wholesale(res: Resolution, lost: list[NoteRef]) -> bool:
    """Whether footnotes are lost because the extractor left them out."""
    if len(lost) < _MARKED_DOWN or len(lost) * 5 < len({ref.marker for ref in tree.refs(res)}):
        return False
    return len(lost) >= _WHOLESALE or _HEADING.search(res.source) is not None


@finds("unanchored-footnote")
def unanchored_footnote(res: Resolution) -> Iterator[Diagnostic]:
    """A footnote that no marker in the text refers to; told where the marker probably stood.

    Wrong: `Recalling the Summit,` and below `¹ See resolution 60/1.`
    Right: `Recalling the Summit,¹` and below `¹ See resolution 60/1.`

    A number that neither a marker nor a footnote has is lost from both: told likewise. So is
    a gap before a stop that only a marker leaves (`the Summit  , held`).
    """
    wholesale = _wholesale(res, _lost(res))
    markers = {ref.marker for ref in tree.refs(res)}
    told: list[Span] = []
    # What is left of notes that were left out has that one cause.
    found = anchoring.places(res, lambda note: not wholesale or _between(note, markers))
    for index, at in found.items():
        note = res.footnotes[index]
        quoted = note.text if len(note.text) <= _QUOTED else f"{note.text[:_QUOTED].rstrip()} …"
        if at is None:
            yield diagnose("unanchored-footnote", _head(note), note.marker or "", "")
        else:
            told.append(at)
            hung = f" (“{quoted}”), which probably stood here"
            yield diagnose("unanchored-footnote", at, note.marker or "", hung)
    for numbers, at in anchoring.skipped(res):
        told.append(at)
        yield diagnose("unanchored-footnote", at, numbers, ", and its text is lost as well")
    for hole in holes.holes(res):
        if not any(at.start <= hole.end and hole.start <= at.end + 1 for at in told):
            yield diagnose("unanchored-footnote", hole, "?", _HOLE)


def _between(note: Footnote, markers: set[str]) -> bool:
    """Whether the markers just before and just after a note's own are there; the first has none."""
    number = int(note.marker) if note.marker and note.marker.isdecimal() else 0
    return (number == 1 or str(number - 1) in markers) and str(number + 1) in markers


@finds("unmarked-footnote")
def unmarked_footnote(res: Resolution) -> Iterator[Diagnostic]:
    """A footnote without its own number; `info` where the sequence gave it back.

    Wrong: `See resolution 60/1.` between footnotes 3 and 5
    Right: `⁴ See resolution 60/1.`
    """
    for note in res.footnotes:
        if note.marker is None:
            yield diagnose("unmarked-footnote", _head(note))
        elif note.recovered:
            yield diagnose("unmarked-footnote", _head(note), note.marker, severity="info")


@finds("footnote-order")
def footnote_order(res: Resolution) -> Iterator[Diagnostic]:
    """The numbers of footnotes run backwards without beginning anew at 1.

    Wrong: `⁵ A/61/162. ³ See resolution 60/1.`
    Right: `³ See resolution 60/1. … ⁵ A/61/162.`
    """
    before = 0
    for note in res.footnotes:
        if note.marker is None or not note.marker.isdecimal():
            continue
        number = int(note.marker)
        if 1 < number < before:
            yield diagnose("footnote-order", _head(note), note.marker, str(before))
        before = number


def _head(note: Footnote) -> Span:
    """The first characters of a note: enough to point at."""
    return Span(note.span.start, min(note.span.end, note.span.start + 8))
