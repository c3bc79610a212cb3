"""Fixes of numbers: what the sequence proves is put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unres.diagnostics import Diagnostic
from unres.edits import Edit, Fix
from unres.nodes import Footnote, Operative, Resolution, walk
from unres.numbering import LOOKALIKES, MISREAD

_DIGITS = re.compile(r"\d+")
#: Letters that look like digits, with what stands after a number: `Z.`, `IO -`.
_LIKE = re.compile(rf"([{MISREAD}\d]{{1,3}})[ \t]*[.．\-–]")
#: What stands after a number: `1. `, `1 - `; no line end.
_BEHIND = re.compile(r"[ \t]*[.．:)/\-–]?[-–]?[ \t]*")


def misread(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """A misread number is written as the sequence has it: `IO.` is `10.`."""
    for diagnostic in found:
        if diagnostic.name != "misread-number" or len(diagnostic.args) < 2:  # noqa: PLR2004
            continue
        wanted = _number(diagnostic.args[1])
        printed = _number_like(res.source[slice(*diagnostic.span)])
        if wanted and printed and printed != wanted:
            start = diagnostic.span.start
            edit = Edit(start, start + len(printed), wanted)
            yield Fix("misread-number", (edit,), f"{wanted} for {printed}")


def _number(text: str) -> str:
    found = _DIGITS.search(text)
    return found[0] if found else ""


def _number_like(text: str) -> str:
    """The first characters of a label, without what stands after them."""
    found = re.match(r"[\w|]+", text)
    return found[0] if found else ""


def missing(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """A number that a paragraph lost is put back, set as the other numbers are.

    A judgement where the number is told by its place only.
    """
    label = None
    for diagnostic in found:
        if diagnostic.name != "missing-number" or not diagnostic.args:
            continue
        if not (number := _number(diagnostic.args[0])):
            continue
        like = _LIKE.match(res.source, diagnostic.span.start)
        if like and like[1].translate(LOOKALIKES) == number:
            # It is there, misread: the sequence and the shape prove it together.
            edit = Edit(*like.span(1), number)
            yield Fix("missing-number", (edit,), f"{number} for {like[1]}")
            continue
        label = label or _paragraph_label(res)
        text = label.replace("0", number)
        edit = Edit(diagnostic.span.start, diagnostic.span.start, text)
        yield Fix(
            "missing-number", (edit,), f"{text.strip()} put back", diagnostic.severity == "info"
        )


def _paragraph_label(res: Resolution) -> str:
    """How the document sets a paragraph's number, with 0 for it: `0. `."""
    for node in walk(res):
        if isinstance(node, Operative) and node.label and node.runs:
            label = _set(res.source, node.runs[0].start, _number(node.label))
            if label:
                return label
    return "0. "


def unmarked(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """A number that a footnote lost, and the sequence proves, is put back."""
    label = None
    for diagnostic in found:
        if diagnostic.name != "unmarked-footnote" or not diagnostic.args:
            continue
        if not (number := _number(diagnostic.args[0])):
            continue
        label = label or _footnote_label(res)
        edit = Edit(diagnostic.span.start, diagnostic.span.start, label.replace("0", number))
        yield Fix("unmarked-footnote", (edit,), f"footnote {number} has its number back")


def _footnote_label(res: Resolution) -> str:
    """How the document sets a footnote's number, with 0 for it: `0 `, `0. `."""
    for node in res.footnotes:
        if isinstance(node, Footnote) and node.marker and not node.recovered and node.runs:
            label = _set(res.source, node.runs[0].start, _number(node.marker))
            if label:
                return label
    return "0 "


def _set(source: str, start: int, number: str) -> str:
    """How a number is set in the source, with 0 for it; empty where it stands elsewhere."""
    if not number or not source.startswith(number, start):
        return ""
    behind = _BEHIND.match(source, start + len(number))
    after = behind[0] if behind else ""
    return f"0{after if after.endswith((' ', chr(9))) else after + ' '}"
