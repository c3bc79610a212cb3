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

from typing import TYPE_CHECKING

from unres.layout.paragraphs import COMMAS, ENDS
from unres.layout.profile import SHORT
from unres.nodes import Repair
from unres.numbering import readings
from unres.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unres.grammar import Lexicon
    from unres.layout.paragraphs import Row

#: Languages whose paragraphs begin with a capital, so that a small letter tells a piece.
_CAPITALS = ("en", "fr", "es")
#: A line that a label interrupted is at least this share of the measure.
_FULL = 0.75
#: A line put together from its pieces is this share of the measure: a hanging first line is
#: shorter, and no two letters are of one width.
_LINE = (0.8, 1.12)
#: So many pieces of one line are looked for, and so many lines of a paragraph at most.
_PIECES = 4
_LINES = 60


def settle(rows: Sequence[Row], lexicon: Lexicon) -> tuple[list[Row], list[Repair]]:
    """The rows of a body in reading order, and one repair for each that was moved.

    `rows` are in source order. Linear; a body without displaced rows costs one glance a row.
    """
    suspects = [
        at for at, row in enumerate(rows)
        if row.alone or (row.line.gap > 0 and not row.ends) or (row.end in COMMAS and row.line.gap > 0)
    ]  # fmt: skip
    if not suspects:
        return list(rows), []
    return _Order(rows, lexicon).settle(suspects)


class _Order:
    def __init__(self, rows: Sequence[Row], lexicon: Lexicon) -> None:
        self.rows = rows
        self.lexicon = lexicon
        self.capitals = lexicon.language in _CAPITALS
        #: Moved row -> the row before which it goes.
        self.moved: dict[int, int] = {}
        self.measures: dict[int, int] = {}

    def settle(self, suspects: Iterable[int]) -> tuple[list[Row], list[Repair]]:
        following = self._following()
        past = 0  # rows before this one are settled
        for at in suspects:
            if at < past:
                continue
            if not self.rows[at].alone:
                past = max(past, self._pieces(at))
            elif at in following and (start := self._first_line(at)) is not None:
                self.moved[at] = start
            else:
                past = max(past, self._turned(at))
        return self._apply()

    def _apply(self) -> tuple[list[Row], list[Repair]]:
        if not self.moved:
            return list(self.rows), []
        arriving: dict[int, list[int]] = {}
        for at, before in sorted(self.moved.items()):
            arriving.setdefault(before, []).append(at)
        order: list[Row] = []
        for at, row in enumerate(self.rows):
            order += [self.rows[i] for i in arriving.get(at, ())]
            if at not in self.moved:
                order.append(row)
        lines = [self.rows[at].line for at in sorted(self.moved)]
        return order, [
            Repair(name="displaced-text", args=(line.text,), span=Span(line.start, line.end))
            for line in lines
        ]

    def _measure(self, page: int) -> int:
        """The length of a full line of a page."""
        if page not in self.measures:
            widths: dict[int, list[int]] = {}
            for row in self.rows:
                widths.setdefault(row.line.page, []).append(_width(row))
            for key, found in widths.items():
                self.measures[key] = sorted(found)[int(len(found) * 0.9)]
        return self.measures[page]

    # -- labels behind the first line of their text --------------------------------------

    def _following(self) -> set[int]:
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
        if start is None or at + 1 >= len(rows) or rows[at + 1].alone or rows[at + 1].bare:
            return None
        label, first, last, after = rows[at].label, rows[start], rows[at - 1], rows[at + 1]
        assert label is not None
        ended = rows[start - 1].end
        if last.end in COMMAS and (ended not in ENDS or label.core == "1"):
            return None
        text, rest = first.line.text, after.line.text
        full = sum(_width(r) for r in rows[start:at]) >= _FULL * self._measure(first.line.page)
        numbered = label.number is not None
        if numbered and self.capitals and text[0].islower():
            return None  # a paragraph begins with a capital: a piece of it
        if text[0].islower():
            return start if full or not rest[0].isupper() else None
        if not full:
            return None
        if self.capitals and rest[0].islower():
            return start
        leads = self.lexicon.OPERATIVE_LEAD.match
        return start if numbered and leads(text) and not leads(rest) else None

    def _block_start(self, at: int) -> int | None:
        """The row where the unended block before a row begins: one line, or pieces of one."""
        rows = self.rows
        start = at
        total = 0
        while start > 1 and at - start < _PIECES:
            start -= 1
            row = rows[start]
            if row.label is not None or row.bare or row.line.gap == 0 or row.end in ENDS:
                return None
            total += _width(row)
            before = rows[start - 1]
            if before.end in ENDS or (before.end in COMMAS and not row.ends):
                fits = total <= _LINE[1] * self._measure(row.line.page)
                return start if fits and not before.alone else None
        return None

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
        head = tail + 1
        stop = head
        while stop < len(rows) and rows[stop].label is None and stop - at < _LINES:
            stop += 1
        if stop == head or stop >= len(rows) or rows[stop].label is None or rows[tail].end not in ENDS:
            return tail
        first = rows[stop - 1]
        leads = self.lexicon.OPERATIVE_LEAD.match
        between = stop - 1 - head  # paragraphs whose labels were printed together
        if (
            between == tail - at - 1
            and first.line.gap >= 0
            and not first.ends
            and not first.bare
            and all(row.end in ENDS for row in rows[head : stop - 1])
            and first.width > SHORT * self._measure(first.line.page)
            and leads(first.line.text)
            and not leads(rows[tail].line.text)
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
        if not self.capitals or at == 0 or not (rows[at - 1].ends or rows[at - 1].alone):
            return at
        stop = at
        while stop < len(rows) and stop - at < _PIECES and self._is_piece(rows[stop]):
            stop += 1
        if stop == at or stop >= len(rows):
            return at
        if rows[stop].label is None and rows[stop].line.text[0].islower():
            return at
        need = sum(_width(r) + 1 for r in rows[at:stop])
        holes = [*self._holes(self._back(at), at - 1, need), *self._holes(stop, self._on(stop), need)]
        if len(holes) == 1:
            for i in range(at, stop):
                self.moved[i] = holes[0]
        return stop

    def _is_piece(self, row: Row) -> bool:
        return (
            row.line.gap > 0
            and row.label is None
            and not row.bare
            and row.end not in ENDS
            and row.line.text[0].islower()
            and _width(row) < _FULL * self._measure(row.line.page)
        )

    def _back(self, at: int) -> int:
        """The first row of the paragraph that ends before a row."""
        rows = self.rows
        start = at - 1
        while start > 0 and at - start < _LINES and rows[start].label is None:
            if rows[start].line.gap > 0 and rows[start - 1].ends:
                break
            start -= 1
        return start

    def _on(self, at: int) -> int:
        """The last row of the paragraph that begins at a row."""
        rows = self.rows
        end = at
        while end + 1 < len(rows) and end - at < _LINES:
            after = rows[end + 1]
            if after.label is not None or (after.line.gap > 0 and rows[end].ends and not rows[end].alone):
                break
            end += 1
        return end

    def _holes(self, first: int, last: int, need: int) -> list[int]:
        """The rows of a paragraph before which so many characters are lacking.

        Two short lines in a row are the ends of one, if both and what is lacking fill it.
        """
        rows = self.rows
        found = []
        at = first
        while at < last:
            left, right = rows[at], rows[at + 1]
            measure = self._measure(left.line.page)
            short = left.line.page == right.line.page and not left.alone
            total = _width(left) + _width(right) + 1 + need
            if short and _LINE[0] * measure <= total <= _LINE[1] * measure:
                found.append(at + 1)
                at += 1
            at += 1
        return found


def _width(row: Row) -> int:
    """The characters of a line, its stretched spaces as one."""
    text = row.line.text
    return row.width - len(text) + len(" ".join(text.split())) if "  " in text else row.width
