"""Checks of wording: how paragraphs end, and dates that contradict one another.

A preambular paragraph ends with a comma, an operative one with a semicolon, the last one
with a full stop (United Nations Editorial Manual, Resolutions). Extractors and drafters both
stray from it, so what ends otherwise is told as `info`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unres.checks import tree
from unres.checks.registry import finds
from unres.checks.structure import broken
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import (
    Adoption,
    Block,
    Node,
    Operative,
    Part,
    Preambular,
    Resolution,
    Section,
    Text,
    Unparsed,
    walk_body,
)
from unres.spans import Span

_COMMAS = ",，،、:：;；؛"
_STOPS = ";；؛.。．:：!?！？…"
#: What may close behind the sign: brackets, quotation marks, markers.
_CLOSERS = " )]）］〕”’\"'»›》」』*\u200e\u200f"
_NUMBER = re.compile(r"\d+")


@finds("paragraph-end")
def paragraph_end(res: Resolution) -> Iterator[Diagnostic]:
    """A paragraph ends with another sign than it should, or with none.

    Wrong: `Recalling the forum.` in the preamble, `1. Requests a report,`
    Right: `Recalling the forum,` and `1. Requests a report;`
    """
    # Where the text breaks off that is the cause.
    last = broken(res)
    yield from (d for d in _ends(res.body) if last is None or d.span != _tail(last))


def _ends(body: tuple[Block, ...]) -> Iterator[Diagnostic]:
    for at, block in enumerate(body):
        if isinstance(block, (Section, Part)):
            yield from _ends(block.body)
        elif isinstance(block, (Preambular, Operative)):
            wanted = _COMMAS if isinstance(block, Preambular) else _STOPS
            if not block.text or block.text[-1] in wanted or block.children:
                continue  # as it should be, and so most are
            text = block.text.rstrip(_CLOSERS)
            if text and text[-1] not in wanted and not _goes_on(body[at + 1 : at + 2]):
                kind = "a preambular" if isinstance(block, Preambular) else "an operative"
                sign = f"“{text[-1]}”" if not text[-1].isalnum() else "no sign"
                yield diagnose("paragraph-end", _tail(block), f"{kind} paragraph", sign)


def _goes_on(after: tuple[Block, ...]) -> bool:
    """Whether a paragraph may not end where it seems to, by the block behind it."""
    return bool(after) and isinstance(after[0], (Text, Unparsed))


def _tail(node: Node) -> Span:
    end = node.runs[-1].end if node.runs else node.span.end
    return Span(max(0, end - 1), end)


@finds("date-mismatch")
def date_mismatch(res: Resolution) -> Iterator[Diagnostic]:
    """The closing lines give another day than the line of adoption, or the day of issue is earlier.

    Wrong: `adopted … on 5 December 2026` and at the end `6 December 2026`
    Right: one day in both places
    """
    lines = [field for field in res.masthead.fields if field.kind == "adopted"]
    if len(lines) != 1 or not lines[0].value:
        return
    line, adopted = lines[0], str(lines[0].value)
    closings = tree.nodes(res).of(Adoption)
    if closings and res.annexes:  # an annex may have closing lines of its own
        closings = [node for node in walk_body(res.body) if isinstance(node, Adoption)]
    if len(closings) == 1 and closings[0].date and closings[0].date != adopted:
        # A resolution adopted in parts has several days in its line: one of them must agree.
        numbers = {int(number) for number in _NUMBER.findall(line.text)}
        if int(closings[0].date[8:]) not in numbers or len(numbers) <= 2:  # noqa: PLR2004
            span = _head(closings[0])
            where = "line of adoption"
            yield diagnose("date-mismatch", span, closings[0].date, adopted, where)
            return
    issued = res.masthead.first("issued")
    if issued is not None and issued.value and issued.value < adopted:
        where = "line of adoption, which must be earlier"
        yield diagnose("date-mismatch", _head(issued), issued.value, adopted, where)


def _head(node: Node) -> Span:
    return Span(node.span.start, min(node.span.end, node.span.start + 8))
