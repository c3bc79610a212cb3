"""Holes before stops: where a footnote marker is lost, and nothing of its note is left to tell.

An extractor that sets markers off by spaces (`the Summit 3 , held`) leaves two spaces before
the stop where one is lost: `the Summit  , held`. Nobody writes so, and no justified line has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unres.checks import tree
from unres.nodes import Prose, Resolution
from unres.spans import Span

#: A word, or a name in quotation marks, two spaces, a stop: the last word is pointed at.
_HOLE: Final = re.compile(r"[ \t]{2}(?<=[\w)\]”»’] {2})[ \t]{0,4}[,;](?=\s|\Z)")
#: A glance: what begins with one rare sign is found fastest.
_MAYBE: Final = (re.compile(",(?<=  ,)"), re.compile(";(?<=  ;)"))
_WORD: Final = re.compile(r"\S{1,24}\Z")
#: So many holes are how a dump is set.
_HABIT: Final = 4


def holes(res: Resolution) -> Iterator[Span]:
    """The words that stand before such a hole, with it and its stop, in source order."""
    source = res.source
    if not any(maybe.search(source) for maybe in _MAYBE):
        return
    runs = [run for node in tree.nodes(res).every if isinstance(node, Prose) for run in node.runs]
    found = sorted(m.span() for run in runs for m in _HOLE.finditer(source, *run))
    if len(found) <= _HABIT:
        for start, end in found:
            word = _WORD.search(source, max(0, start - 24), start)
            yield Span(word.start() if word else start, end)
