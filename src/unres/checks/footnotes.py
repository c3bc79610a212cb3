"""Checks of footnotes: markers without text, text without markers, numbers out of order."""

from __future__ import annotations

from collections.abc import Iterator

from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Footnote, NoteRef, Resolution, walk
from unres.spans import Span


@finds("missing-footnote")
def missing_footnote(res: Resolution) -> Iterator[Diagnostic]:
    """A marker stands in the text and the dump has no footnote for it.

    Wrong: `Recalling the Summit,¹` and no footnote 1 anywhere
    Right: `Recalling the Summit,¹` and below `¹ See resolution 60/1.`
    """
    # A marker may stand twice for one note: the loss is one.
    reported: set[str] = set()
    for ref in _refs(res):
        if ref.footnote is None and ref.marker not in reported:
            reported.add(ref.marker)
            yield diagnose("missing-footnote", ref.span, ref.marker)


@finds("unanchored-footnote")
def unanchored_footnote(res: Resolution) -> Iterator[Diagnostic]:
    """A footnote with a number that no marker in the text refers to.

    Wrong: `Recalling the Summit,` and below `¹ See resolution 60/1.`
    Right: `Recalling the Summit,¹` and below `¹ See resolution 60/1.`
    """
    anchored = {ref.footnote for ref in _refs(res)}
    for index, note in enumerate(res.footnotes):
        if index not in anchored and note.marker is not None:
            yield diagnose("unanchored-footnote", _head(note), note.marker)


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


def _refs(res: Resolution) -> Iterator[NoteRef]:
    return (node for node in walk(res) if isinstance(node, NoteRef))


def _head(note: Footnote) -> Span:
    """The first characters of a note: enough to point at."""
    return Span(note.span.start, min(note.span.end, note.span.start + 8))
