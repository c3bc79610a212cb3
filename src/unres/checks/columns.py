"""Check of columns: two columns of text whose lines an extractor wrote side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unres.checks import tree
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution, Table
from unres.spans import Span

#: A gap inside a line. The literal at the beginning is what makes the search fast.
_GAP = re.compile(r"   (?<=\S {3}) *(?=\S)")
#: Two stretches of evenly spaced text on one line, one gap between them.
_PAIR = re.compile(r"^[ \t]*+\S++(?: \S++){3,12} {3,}(?=\S++(?: \S++){2,12}[ \t]*$)", re.MULTILINE)
_HAN_PAIR = re.compile(r"^[ \t]*+\S{12,40} {3,}(?=[\u3400-\u9fff]\S{11,45}[ \t]*$)", re.MULTILINE)
#: Words on either side: a table has figures and names.
_SMALL = re.compile(r"\b[^\W\d_A-Z]{2,}\b|[\u3400-\u9fff]{4}")
_WORDS = 3
#: So many lines in a row that begin their second half at one column, give or take two.
_LINES = 6
_DRIFT = 2


@finds("interleaved-columns")
def interleaved_columns(res: Resolution) -> Iterator[Diagnostic]:
    """The lines of two columns stand beside each other, so that each line holds two texts.

    Wrong: `Recalling its resolution      Rappelant sa résolution`, line after line
    Right: one column after the other
    """
    if res.language == "ar":
        return  # justified Arabic is full of gaps
    tables = [node.span for node in tree.nodes(res).of(Table)]
    row: list[re.Match[str]] = []
    for match in _pairs(res.source, _HAN_PAIR if res.language == "zh" else _PAIR):
        if any(start <= match.start() < end for start, end in tables) or not _prose(match):
            continue
        if row and not _goes_on(res.source, row[-1], match):
            row = []
        row.append(match)
        if len(row) == _LINES:
            yield diagnose("interleaved-columns", Span(*row[0].span()))
            return


def _pairs(source: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a pattern matches a line: few have a gap, and it must have one."""
    gap = _GAP.search(source)
    while gap is not None:
        match = pattern.match(source, source.rfind("\n", 0, gap.start()) + 1)
        if match is not None:
            yield match
        end = source.find("\n", gap.end())
        gap = _GAP.search(source, end) if end >= 0 else None


def _prose(match: re.Match[str]) -> bool:
    """Whether there are words on both sides."""
    end = match.string.find("\n", match.end())
    right = match.string[match.end() : end if end >= 0 else len(match.string)]
    return len(_SMALL.findall(match[0])) >= _WORDS and len(_SMALL.findall(right)) >= _WORDS


def _goes_on(source: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a line follows another, at most a blank one between, with its gap at one place."""
    lines = source.count("\n", before.end(), match.start())
    drift = (match.end() - match.start()) - (before.end() - before.start())
    return lines <= 2 and abs(drift) <= _DRIFT  # noqa: PLR2004
