"""The profile of a dump: what its blank lines, indentation and line ends are worth.

Instead of knowing which tool made a dump, ask the dump: where blank lines follow terminal
punctuation they mark paragraphs, where they do not they mean nothing; likewise indents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.lines import Line

#: The share of blank lines (or indents) that must follow a sentence's end to be believed.
TRUSTED: Final = 0.75
#: How many there must be at least to say anything.
ENOUGH: Final = 4
#: A line shorter than this share of its page's measure is short.
SHORT: Final = 0.62


#: A page whose measure is so many times the usual one has lines of another kind.
WIDER: Final = 1.4
#: What ends a paragraph beyond doubt.
STRONG: Final = frozenset(";.\u3002\uff1b\u061b")
#: No centred line is farther off the middle, in characters.
OFF: Final = 3
#: How much deeper than its page's lines a centred one stands, in characters.
CENTRED: Final = 16


class Profile:
    """What to believe in one dump."""

    __slots__ = ("base", "fill", "gap", "gap_recall", "indent", "widths")

    def __init__(self, rows: Sequence[Line]) -> None:
        #: Indent of most lines, and the measure (length of a full line), page by page.
        self.base: dict[int, int] = {}
        self.widths: dict[int, int] = {}
        self._measure(rows)
        gaps = ended_gaps = ends = indents = ended_indents = short = inner = 0
        strong = strong_gaps = 0
        last: Line | None = None
        for row in rows:
            if row.bare:
                continue
            if last is not None and last.page == row.page:
                ended = last.ends
                ends += ended
                if row.gap > 0:
                    gaps += 1
                    ended_gaps += ended or row.label is not None or last.alone
                if ended and row.label is not None and row.label.number:
                    strong += 1
                    strong_gaps += row.gap > 0
                base = self.base[row.page]
                if row.indent > base:
                    row.piece = (
                        last.end not in STRONG
                        and row.indent >= last.indent + len(last.text) - 2
                        and not self._in_middle(row)
                    )
                    if 2 <= row.indent - base < CENTRED and abs(last.indent - base) < 2:  # noqa: PLR2004
                        indents += 1
                        ended_indents += ended or row.label is not None
                if not ended and not last.broken:
                    inner += 1
                    # a capital below may mean that the short line was a heading
                    short += (
                        last.width < SHORT * self.widths[row.page] and not row.text[0].isupper()
                    )
            last = row
        #: Whether a blank line marks a paragraph.
        self.gap = gaps >= ENOUGH and ended_gaps >= TRUSTED * gaps
        #: Whether the lack of one says that none begins.
        self.gap_recall = strong_gaps / strong if strong >= ENOUGH else ended_gaps / max(ends, 1)
        #: Whether an indent marks a paragraph.
        self.indent = indents >= ENOUGH and ended_indents >= TRUSTED * indents
        #: Whether a line's length tells if it ended because the paragraph did.
        self.fill = inner >= ENOUGH and short < 0.2 * inner

    def _in_middle(self, line: Line) -> bool:
        """Whether a line stands in the middle of its page as headings do."""
        axis = self.base[line.page] + self.widths[line.page] / 2
        off = line.indent + len(line.text) / 2 - axis
        return abs(off) < OFF and line.text[0].isupper()

    def _measure(self, rows: Sequence[Line]) -> None:
        indents: dict[int, Counter[int]] = defaultdict(Counter)
        lengths: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            indents[row.page][row.indent] += row.width
            lengths[row.page].append(row.width)
        for page, found in indents.items():
            self.base[page] = found.most_common(1)[0][0]
            ordered = sorted(lengths[page])
            self.widths[page] = ordered[int(len(ordered) * 0.9)]
        usual = sorted(self.widths.values())[len(self.widths) // 2] if self.widths else 0
        for page, width in self.widths.items():  # heads glued to the ends of lines widen a page
            if width > WIDER * usual:
                self.widths[page] = usual
        widest = max(self.widths.values(), default=0)
        for page, width in self.widths.items():  # a page of a few short lines has no measure
            if len(lengths[page]) < 8:  # noqa: PLR2004
                self.widths[page] = max(width, widest)
