"""The profile of a dump: what its blank lines, indentation and line ends are worth.

Instead of knowing which tool made a dump, ask the dump: where blank lines follow terminal
punctuation they mark paragraphs, where they do not they mean nothing; likewise indents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.layout.lines import Line

#: The share of blank lines (or indents) that must follow a sentence's end to be believed.
TRUSTED: Final = 0.75
#: How many there must be at least to say anything.
ENOUGH: Final = 4
#: A line shorter than this share of its page's measure is short.
SHORT: Final = 0.62


#: A page whose measure is so many times the usual one has lines of another kind.
WIDER: Final = 1.4
#: So few of the widest lines are found without sorting all.
_FEW: Final = 4
#: What ends a paragraph beyond doubt.
STRONG: Final = frozenset(";.\u3002\uff1b\u061b")
#: No centred line is farther off the middle, in characters.
OFF: Final = 3
#: How much deeper than its page's lines a centred one stands, in characters.
CENTRED: Final = 16


class Profile:
    """What to believe in one dump."""

    __slots__ = ("base", "fill", "gap", "gap_recall", "indent", "widths")

    def __init__(self, rows: list[Line]) -> None:
        #: Indent of most lines, and the measure (length of a full line), page by page.
        self.base: dict[int, int] = {}
        self.widths: dict[int, int] = {}
        self._measure(rows)
        tally = self._tally(rows)
        #: Whether a blank line marks a paragraph.
        self.gap = tally.gaps >= ENOUGH and tally.ended_gaps >= TRUSTED * tally.gaps
        #: Whether the lack of one says that none begins.
        self.gap_recall = (
            tally.strong_gaps / tally.strong
            if tally.strong >= ENOUGH
            else tally.ended_gaps / max(tally.ends, 1)
        )
        #: Whether an indent marks a paragraph.
        self.indent = tally.indents >= ENOUGH and tally.ended_indents >= TRUSTED * tally.indents
        #: Whether a line's length tells if it ended because the paragraph did.
        self.fill = tally.inner >= ENOUGH and tally.short < 0.2 * tally.inner

    def _tally(self, rows: list[Line]) -> _Tally:
        """Count what stands where paragraphs end; sees which rows are pieces."""
        tally = _Tally()
        page = -1
        base = 0
        narrow = 0.0
        last: Line | None = None
        for row in rows:
            if row.bare:
                continue
            if row.page != page:
                page = row.page
                base = self.base[page]
                narrow = SHORT * self.widths[page]
            if last is not None and last.page == page:
                tally.see(row, last, narrow)
                if row.indent > base:
                    row.piece = self._is_piece(row, last)
                    tally.see_indent(row, last, base)
            last = row
        return tally

    def _is_piece(self, row: Line, last: Line) -> bool:
        """Whether a row goes on where the one above stops."""
        return (
            last.end not in STRONG
            and row.indent >= last.indent + len(last.text) - 2
            and not self._in_middle(row)
        )

    def _in_middle(self, line: Line) -> bool:
        """Whether a line stands in the middle of its page as headings do."""
        axis = self.base[line.page] + self.widths[line.page] / 2
        off = int(line.indent) + len(line.text) / 2 - axis
        return abs(off) < OFF and line.text[0].isupper()

    def _measure(self, rows: list[Line]) -> None:
        """Find the indent of most lines and the measure, page by page."""
        indents: dict[int, dict[int, int]] = {}
        lengths: dict[int, list[int]] = {}
        page = -1
        weights: dict[int, int] = {}
        widths: list[int] = []
        # what the lines above have together that stand as far in as one another
        indent = weight = 0
        for row in rows:
            if row.page != page:
                _add(weights, indent, weight)
                weight = 0
                page, indent = row.page, row.indent
                known = indents.get(page)
                if known is None:
                    weights = indents[page] = {}
                    widths = lengths[page] = []
                else:
                    weights, widths = known, lengths[page]
            elif row.indent != indent:
                _add(weights, indent, weight)
                weight = 0
                indent = row.indent
            width = row.width
            weight += width
            widths.append(width)
        _add(weights, indent, weight)
        for page, found in indents.items():
            self.base[page] = _heaviest(found)
            self.widths[page] = _nearly_widest(lengths[page])
        usual = sorted(self.widths.values())[len(self.widths) // 2] if self.widths else 0
        for page, width in self.widths.items():  # heads glued to the ends of lines widen a page
            if width > WIDER * usual:
                self.widths[page] = usual
        widest = max(self.widths.values(), default=0)
        for page, width in self.widths.items():  # a page of a few short lines has no measure
            if len(lengths[page]) < 8:  # noqa: PLR2004
                self.widths[page] = max(width, widest)


class _Tally:
    """How often a sign was seen, and how often where a paragraph may end."""

    __slots__ = (
        "ended_gaps", "ended_indents", "ends", "gaps", "indents", "inner", "short", "strong",
        "strong_gaps",
    )  # fmt: skip

    def __init__(self) -> None:
        #: Blank lines, and those below an end or before a label.
        self.gaps = self.ended_gaps = 0
        #: Ends, those before a number, and those that a blank line follows.
        self.ends = self.strong = self.strong_gaps = 0
        #: Indents, and those below an end or before a label.
        self.indents = self.ended_indents = 0
        #: Lines that go on, and those of them that are short.
        self.inner = self.short = 0

    def see(self, row: Line, last: Line, narrow: float) -> None:
        """Count what stands between two lines of a page, of which `narrow` ones are short."""
        ended = last.ends
        gap = row.gap > 0
        if gap:
            self.gaps += 1
            if ended or row.label is not None or last.alone:
                self.ended_gaps += 1
        if ended:
            self.ends += 1
            if row.label is not None and row.label.number:
                self.strong += 1
                if gap:
                    self.strong_gaps += 1
        elif not last.broken:
            self.inner += 1
            # a capital below may mean that the short line was a heading
            if last.width < narrow and not row.text[0].isupper():
                self.short += 1

    def see_indent(self, row: Line, last: Line, base: int) -> None:
        """Count a line that stands in, if its indent is a paragraph's."""
        if 2 <= row.indent - base < CENTRED and abs(int(last.indent) - base) < 2:  # noqa: PLR2004
            self.indents += 1
            if last.ends or row.label is not None:
                self.ended_indents += 1


def _add(weights: dict[int, int], indent: int, weight: int) -> None:
    """Add lines of some indent, if there are any."""
    if weight:
        weights[indent] = weights.get(indent, 0) + weight


def _nearly_widest(widths: list[int]) -> int:
    """The width below which nine tenths of some lines are."""
    size = len(widths)
    beyond = size - size * 9 // 10
    if beyond > _FEW:
        widths.sort()
        return widths[size - beyond]
    # to sort all for these takes longer
    first: i64 = 0
    second: i64 = 0
    third: i64 = 0
    fourth: i64 = 0
    width: i64
    for width in widths:
        if width <= fourth:
            continue
        fourth = width
        if fourth > third:
            third, fourth = fourth, third
            if third > second:
                second, third = third, second
                if second > first:
                    first, second = second, first
    return (int(first), int(second), int(third), int(fourth))[beyond - 1]


def _heaviest(weights: dict[int, int]) -> int:
    """The indent of most letters, the first of them where some have as many."""
    most, indent = -1, 0
    for at, weight in weights.items():
        if weight > most:
            most, indent = weight, at
    return indent
