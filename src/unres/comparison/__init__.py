"""Comparison: two trees side by side, passage by passage and word by word.

    masthead    fields of a kind, in whatever order they are printed
    title
    body        blocks in reading order, annexes included
    footnotes

Two trees of one language are compared by their words. Of two languages only the skeleton can
be: kinds, labels, levels, numbers of footnote markers. What no reader sees is no difference:
composed and decomposed letters, soft hyphens, marks of direction, how wide a space is.
"""

from __future__ import annotations

from unres.comparison.difference import (
    Change,
    Difference,
    Mark,
    MarkChange,
    Passage,
    Stretch,
)
from unres.comparison.rows import IGNORABLE, diff

__all__ = [
    "IGNORABLE",
    "Change",
    "Difference",
    "Mark",
    "MarkChange",
    "Passage",
    "Stretch",
    "diff",
]
