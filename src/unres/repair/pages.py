"""Fixes of pages: heads, page numbers and rules that stand inside the text are taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unres.diagnostics import Diagnostic
from unres.edits import Edit, Fix
from unres.nodes import Furniture, Prose, Resolution, leaves
from unres.spans import Span, hull


def furniture(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:  # noqa: ARG001
    """Page furniture is taken out of the body, all at once, where some cuts a paragraph.

    All at once, since page numbers of which some are gone look like missing pages. The rule
    above footnotes stays.
    """
    inside = [piece for piece in res.furniture if piece.kind != "rule" and _in_body(res, piece)]
    if not inside or not _cuts(res, inside):
        return
    edits = _merged(res.source, sorted(_lines(res.source, run) for p in inside for run in p.runs))
    yield Fix(
        "misplaced-furniture",
        tuple(edits),
        f"{len(inside)} pieces of page furniture taken out of the text",
    )


def _in_body(res: Resolution, piece: Furniture) -> bool:
    return bool(res.body) and piece.span.start > hull(b.span for b in res.body).start


def _cuts(res: Resolution, pieces: Sequence[Furniture]) -> bool:
    """Whether one of the pieces stands between two lines of one text."""
    starts = sorted(piece.span.start for piece in pieces)
    at = 0
    gaps = sorted(
        Span(a.end, b.start)
        for node in leaves(res)
        if isinstance(node, Prose)
        for a, b in zip(node.runs, node.runs[1:], strict=False)
        if a.end < b.start
    )
    for gap in gaps:
        while at < len(starts) and starts[at] < gap.start:
            at += 1
        if at < len(starts) and starts[at] < gap.end:
            return True
    return False


def _lines(source: str, run: Span) -> Span:
    """A run with the line that it fills, line end and page feed included."""
    start = source.rfind("\n", 0, run.start) + 1
    end = source.find("\n", run.end)
    end = len(source) if end < 0 else end + 1
    if source[start : run.start].strip() or source[run.end : end].strip():
        return run
    return Span(start, end)


def _merged(source: str, spans: Sequence[Span]) -> list[Edit]:
    """Edits that delete the ranges, but for page feeds: they part the footnotes of pages.

    Ranges with only white space between them are one.
    """
    found: list[Span] = []
    for span in spans:
        if found and not source[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    # Where there are no feeds at all the heads were the page breaks.
    least = 0 if "\f" in source else 1
    return [
        Edit(start, end, "\f" * max(least, source.count("\f", start, end))) for start, end in found
    ]
