"""Order: displaced labels and pieces of lines, put back where they stood on the page.

    to protect all rivers of the region and             (a)
    (a)                                                 to protect all rivers of the region and
    their banks;                                        their banks;

An extractor cuts a page into boxes before it reads them. A label that hangs in the margin
is aligned with the lines below the first one, so it shares their box and is printed with
them, behind the first line. A line that is stretched to the measure falls into pieces: the
left and the right one are aligned with the paragraph, those between them are not and are
printed before or behind it. Here each goes back if there is one place only for it; what
could stand in two places stays where it was found.

May rely on: furniture and footnotes are gone. Guarantees: every row comes back, each once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from unres.layout.displaced.scattered import Scattered
from unres.layout.displaced.scattered import width as _width
from unres.layout.measure.profile import SHORT
from unres.layout.rows import COMMAS, ENDS
from unres.nodes import Repair
from unres.numbering import readings
from unres.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unres.grammar import Lexicon
    from unres.layout.labels import Label
    from unres.layout.lines import Line

#: Languages whose paragraphs begin with a capital, so that a small letter tells a piece.
_CAPITALS: Final = ("en", "fr", "es")
#: Those whose headings do.
_CASED: Final = (*_CAPITALS, "ru")
#: A line that a label interrupted is at least this share of the measure.
_FULL: Final = 0.75
#: A line put together from its pieces is this share of the measure: a hanging first line is
#: shorter, and no two letters are of one width.
_LINE: Final[tuple[float, ...]] = (0.8, 1.12)  # so, and not a pair: mypyc takes that for unset
#: Where lines are printed in boxes, at least this share is stretched, and between these shares
#: stand below a blank line.
_STRETCHED: Final = 0.08
_GAPS: Final = 3
_PARTED: Final[tuple[float, ...]] = (0.12, 0.8)
#: No page's lines are so wide, in characters: these lost their ends, and were as wide as most are.
_WIDEST: Final = 200
_USUAL: Final = 94
#: The points with which lists begin.
_FIRSTS: Final = ("a", "i", "\u0430", "\u0623")
#: So many pieces of one line are looked for, and so many lines of a paragraph at most.
_PIECES: Final = 4
_LINES: Final = 60


def settle(rows: list[Line], lexicon: Lexicon) -> tuple[list[Line], list[Repair]]:
    """The rows of a body in reading order, and one repair for each that was moved.

    `rows` are in source order. Linear; a body without displaced rows costs one glance a row.
    """
    suspects: list[int] = []
    for at, row in enumerate(rows):
        if row.alone or (row.gap > 0 and rows[at - 1].ends and _is_piece(row)):
            suspects.append(at)
    settled = rows
    repairs: list[Repair] = []
    if suspects:
        order = _Order(rows, lexicon)
        if lexicon.language != "zh":  # its lines are printed in pieces, which end anywhere
            order.tails()
        settled, repairs = order.settle(suspects)
    if lexicon.language in _CASED and _in_boxes(rows):
        measure = _Order(settled, lexicon).measure
        settled, moved = Scattered(settled, measure, lexicon).settle()
        repairs += [_displaced(line) for line in moved]
    return settled, repairs


def _in_boxes(rows: list[Line]) -> bool:
    """Whether rows were printed in boxes: blank lines part some of them, and many are stretched."""
    parted = 0
    for row in rows:
        if row.gap > 0:
            parted += 1
    if not _PARTED[0] * len(rows) <= parted <= _PARTED[1] * len(rows):
        return False
    stretched = sum([int("  " in row.text and row.text.count("  ") >= _GAPS) for row in rows])
    return stretched >= max(_STRETCHED * len(rows), 1)


def _displaced(line: Line) -> Repair:
    return Repair(name="displaced-text", args=(line.text,), span=Span(line.start, line.stop))


class _Order:
    def __init__(self, rows: list[Line], lexicon: Lexicon) -> None:
        self.rows = rows
        self.lexicon = lexicon
        self.language = lexicon.language
        self.capitals = self.language in _CAPITALS
        #: Moved row -> the row before which it goes.
        self.moved: dict[int, int] = {}
        #: Rows whose line is whole again.
        self.filled: set[int] = set()
        self.measures: dict[int, int] = {}

    def settle(self, suspects: Iterable[int]) -> tuple[list[Line], list[Repair]]:
        past = 0  # rows before this one are settled
        for at in suspects:
            if at < past:
                continue
            if not self.rows[at].alone:
                past = max(past, self._pieces(at))
            elif (start := self._first_line(at)) is not None:
                self.moved[at] = start
            elif self._is_alone(at + 1) and (stop := self._together(at)) > at:
                past = stop
            else:
                past = max(past, self._turned(at))
        return self._apply()

    def _apply(self) -> tuple[list[Line], list[Repair]]:
        if not self.moved:
            return self.rows, []
        arriving: dict[int, list[int]] = {}
        for at, before in sorted(self.moved.items()):
            arriving.setdefault(before, []).append(at)
        order: list[Line] = []
        for at, row in enumerate(self.rows):
            if at in arriving:
                order += [self.rows[i] for i in arriving[at]]
            if at not in self.moved:
                order.append(row)
        lines = [self.rows[at] for at in sorted(self.moved)]
        return order, [_displaced(line) for line in lines]

    def measure(self, at: int) -> int:
        """The length of a full line on the page of a row."""
        page = self.rows[at].page
        if page not in self.measures:
            first, last = at, at
            while first > 0 and self.rows[first - 1].page == page:
                first -= 1
            while last < len(self.rows) and self.rows[last].page == page:
                last += 1
            widths = sorted(_width(row) for row in self.rows[first:last])
            measure = widths[int(len(widths) * 0.9)]
            self.measures[page] = measure if measure < _WIDEST else _USUAL
        return self.measures[page]

    # -- labels behind the first line of their text --------------------------------------

    @cached_property
    def boxed(self) -> bool:
        """Whether blank lines part the boxes of the page; else any line may begin one."""
        return any(row.gap > 0 for row in self.rows)

    @cached_property
    def following(self) -> set[int]:
        """The rows of nothing but a label that goes on with a sequence, or begins one."""
        found = set()
        last: dict[str, tuple[int, int]] = {}
        for at, row in enumerate(self.rows):
            if row.label is None:
                continue
            for reading in readings(row.label.core, row.label.form):
                before = last.get(reading.style, (0, 0))
                if row.alone and (reading.value == 1 or reading.value - 1 in before):
                    found.add(at)
                last[reading.style] = (before[1], reading.value)
        return found

    def _first_line(self, at: int) -> int | None:
        """Where the text begins whose first line was printed before its label, or None.

        That line begins a block and breaks off; it cannot be a heading, for it begins with
        a small letter, or is full and goes on with one.
        """
        rows = self.rows
        start = self._block_start(at)
        label = rows[at].label
        if start is None or label is None or at + 1 >= len(rows):
            return None
        after = rows[at + 1]
        if rows[at - 1].end in COMMAS and (rows[start - 1].end not in ENDS or label.core == "1"):
            return None
        if after.alone or after.bare or not self._goes_on(rows[start], label, after):
            return None
        if at - 1 in self.moved or at not in self.following:
            return None
        measure = self.measure(start)
        width = sum(_width(r) for r in rows[start:at])
        inner = label.number is None and label.core not in _FIRSTS
        if (SHORT if inner else _FULL) * measure <= width <= _LINE[1] * measure:
            return start
        rest_of_line = _width(after) < _FULL * measure and _fills(width + _width(after), measure)
        return start if rest_of_line and rows[start].text[0].islower() else None

    def _goes_on(self, first: Line, label: Label, after: Line) -> bool:
        """Whether what precedes a label is no heading, and what follows it no beginning."""
        text, rest = first.text, after.text
        numbered = label.number is not None
        if not numbered and label.core not in _FIRSTS:
            return True  # no heading stands between two points of a list
        if text[0].islower():  # where paragraphs begin with a capital it is a piece of one
            return not (numbered and self.capitals)
        if self.capitals and rest[0].islower():
            return True
        leads = self.lexicon.OPERATIVE_LEAD.match
        return numbered and bool(leads(text)) and not leads(rest)

    def _block_start(self, at: int) -> int | None:
        """The row where the unended block before a row begins: one line, or pieces of one."""
        rows = self.rows
        start = at
        while start > 1 and at - start < _PIECES:
            start -= 1
            row = rows[start]
            if row.label is not None or row.bare or row.end in ENDS:
                return None
            if row.gap == 0 and self.boxed:
                return None
            before = rows[start - 1]
            if before.end in ENDS or (before.end in COMMAS and not row.ends):
                return None if before.alone else start
        return None

    def _is_alone(self, at: int) -> bool:
        """Whether there is a row of nothing but a label."""
        return at < len(self.rows) and self.rows[at].alone

    def _together(self, at: int) -> int:
        """Put labels of points that were printed together each before its own text.

        `3.`, `(a)`, `(b)`, `Takes note:`, `Of this;`, `Of that.` Gives the row up to which all
        is settled, or the row itself where the texts are not as many as the labels.
        """
        rows = self.rows
        tail = at
        while tail < len(rows) and (rows[tail].alone and tail in self.following):
            label = rows[tail].label
            if tail > at and (label is None or label.number is not None):
                break
            tail += 1
        labels = tail - at
        if labels < 2 or tail >= len(rows) or rows[tail].label is not None:  # noqa: PLR2004
            return at
        begins = [tail]
        stop = tail + 1
        while stop < len(rows) and rows[stop].label is None and stop - at < _LINES:
            if rows[stop - 1].end in ENDS and rows[stop].gap > 0:
                begins.append(stop)
            stop += 1
        if rows[stop - 1].end not in ENDS:
            stop = begins.pop()  # the first line of the next label's text
        if len(begins) > labels and rows[begins[labels] - 1].end == ".":
            stop, begins = begins[labels], begins[:labels]  # the list ends there
        if len(begins) != labels or any(rows[i - 1].end == "." for i in begins[1:]):
            return at
        for k in range(1, labels):
            self.moved[at + k] = begins[k]
        return stop

    # -- ends behind the next paragraph's first line --------------------------------------

    def tails(self) -> None:
        """Put ends that were printed below the first line of a later paragraph behind their own.

        `6.`, `Calls for action`, `7.`, `Welcomes the pledge`, `now;`, `of help;`: the page's box
        of labels and first lines was printed before that of the lines below them. Where as many
        ends as paragraphs lack theirs stand below the last of the first lines, they are theirs.
        """
        rows = self.rows
        #: Where the ends go that are wanted: before the label that interrupts their paragraph.
        waiting: list[int] = []
        count = len(rows)
        stop = 0
        while stop < count and rows[stop].label is None:
            stop += 1
        while stop < count:
            start = stop
            stop += 1
            while stop < count and rows[stop].label is None:
                stop += 1
            if waiting and rows[start].page != rows[waiting[0]].page:
                waiting = []
            first = start + rows[start].alone
            if first >= stop or rows[first].page != rows[start].page:
                waiting = []
            elif stop - first == 1 and stop < count and self._unfinished(rows[start], first):
                waiting.append(stop)
            elif waiting and not (stop - first == 1 and rows[first].end in ENDS):
                self._share(waiting, first, stop)
                waiting = []

    def _unfinished(self, label: Line, first: int) -> bool:
        """Whether a paragraph of one line lacks its end."""
        row = self.rows[first]
        if row.end in ENDS or row.broken or row.bare:
            return False
        wide = row.width > SHORT * self.measure(first)
        numbered = label.label is not None and label.label.number is not None
        return wide and (numbered or row.end not in COMMAS)

    def _share(self, waiting: list[int], first: int, stop: int) -> None:
        """Give the ends below a first line to the paragraphs that wait, if that is all there is."""
        rows = self.rows
        page = rows[first].page
        begin = first + 1
        ends = [
            at + 1
            for at in range(first, min(stop, first + _LINES))
            if rows[at].end in ENDS and rows[at].page == page
        ]
        if ends and ends[0] == begin:
            ends.pop(0)  # the last of the first lines is whole: all others are ends
            own = 0
        else:
            own = int(rows[stop - 1].page == page)  # its own end, if not on the next page
        if len(ends) != len(waiting) + own:
            return
        for place, end in zip(waiting, ends, strict=False):
            for at in range(begin, end):
                self.moved[at] = place
            begin = end

    # -- last lines before first lines -----------------------------------------------------

    def _turned(self, at: int) -> int:
        """Put an end that was printed between its label and its beginning behind that.

        `4.`, `Agency;`, `Appeals to Member States to support the`, `5.`: the end of a
        sentence cannot begin a paragraph, nor can its beginning stand before a label.
        Gives the row up to which all is settled.
        """
        rows = self.rows
        label = rows[at].label
        tail = at
        while tail < len(rows) and rows[tail].alone:
            tail += 1
        if label is None or label.number is None or tail >= len(rows):
            return tail
        if rows[tail].end not in ENDS:
            return tail  # a beginning, as most are
        head = tail + 1
        stop = head
        while stop < len(rows) and rows[stop].label is None and stop - at < _LINES:
            stop += 1
        if stop == head or stop >= len(rows) or rows[stop].label is None:
            return tail
        first = rows[stop - 1]
        between = stop - 1 - head  # paragraphs whose labels were printed together
        if between != tail - at - 1 or first.ends or first.bare:
            return tail
        leads = self.lexicon.OPERATIVE_LEAD.match
        if (
            first.gap >= 0
            and all(row.end in ENDS for row in rows[head : stop - 1])
            and not leads(rows[tail].text)
            and first.width > SHORT * self.measure(stop - 1)
            and (leads(first.text) or rows[tail].width < (1 - _FULL) * self.measure(stop - 1))
        ):
            self.moved[tail] = stop
            return stop
        return tail

    # -- pieces of a stretched line --------------------------------------------------------

    def _pieces(self, at: int) -> int:
        """Put pieces of a line between its ends, if one line only lacks as much as they are.

        Gives the row up to which all is settled.
        """
        rows = self.rows
        if self.language not in _CASED or at == 0:
            return at
        stop = at
        while stop < len(rows) and stop - at < _PIECES and _is_piece(rows[stop]):
            stop += 1
        if stop == at or stop >= len(rows):
            return at
        after = rows[stop]
        if after.label is None and not (self.capitals and self._begins(after.text)):
            return at
        if rows[stop - 1].end in COMMAS and rows[at - 1].end not in ENDS:
            return at  # the last line of a preambular paragraph
        if any(_width(row) >= _FULL * self.measure(at) for row in rows[at:stop]):
            return at
        need = sum(_width(r) + 1 for r in rows[at:stop])
        short = self._short(self._back(at), at - 1) + self._short(stop, self._on(stop))
        if len(short) == 1 and (hole := self._hole(short[0], need)) is not None:
            for i in range(at, stop):
                self.moved[i] = hole
        return stop

    def _begins(self, text: str) -> bool:
        return bool(self.lexicon.LEAD.match(text) or self.lexicon.OPERATIVE_LEAD.match(text))

    def _back(self, at: int) -> int:
        """The first row of the paragraph that ends before a row."""
        rows = self.rows
        start = at - 1
        while start > 0 and at - start < _LINES and rows[start].label is None:
            if rows[start].gap > 0 and rows[start - 1].ends:
                break
            start -= 1
        return start

    def _on(self, at: int) -> int:
        """The last row of the paragraph that begins at a row."""
        rows = self.rows
        end = at
        while end + 1 < len(rows) and end - at < _LINES:
            last, after = rows[end], rows[end + 1]
            if after.label is not None:
                break
            if after.gap > 0 and last.ends and not last.alone:
                break
            end += 1
        return end

    def _short(self, first: int, last: int) -> list[range]:
        """The runs of short lines in a paragraph; its last line may be short."""
        rows = self.rows
        found: list[range] = []
        start = first
        for at in range(first, last + 1):
            if at < last and not rows[at].alone and _width(rows[at]) < _FULL * self.measure(at):
                continue
            if start < at and start not in self.filled:
                found.append(range(start, at))
            start = at + 1
        return found

    def _hole(self, run: range, need: int) -> int | None:
        """The row before which so many characters are lacking: two lines are the ends of one."""
        left, right = self.rows[run[0]], self.rows[run[-1]]
        total = _width(left) + _width(right) + 1 + need
        if len(run) == 2 and _fills(total, self.measure(run[0])):  # noqa: PLR2004
            self.filled.add(run[0])
            return run[1]
        return None


def _fills(width: int, measure: int) -> bool:
    """Whether pieces of so many characters make a full line."""
    return _LINE[0] * measure <= width <= _LINE[1] * measure


def _is_piece(row: Line) -> bool:
    """Whether a line may be a piece of another: a small letter, no end, a box of its own."""
    return (
        row.gap > 0
        and row.label is None
        and not row.bare
        and row.end not in ENDS
        and row.text[0].islower()
    )
