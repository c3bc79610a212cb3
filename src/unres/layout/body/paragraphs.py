"""Paragraphs: which lines of the body make one block, and what each block is.

May rely on: furniture and footnotes are gone, markers are known, so that a line's last
character is the text's own. Guarantees: every row lies in exactly one paragraph, in order.

Whether a paragraph begins is decided by weighing what the page shows (`evidence`),
not by a chain of rules; labels that continue a sequence are beyond doubt and come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout.body import tables
from unres.layout.body.headings import HEADING, HEADING_LINES, HEADS, ROOM, TITLE, TOLD, Headings
from unres.layout.body.landmarks import Landmarks
from unres.layout.body.numbers import Numbers
from unres.layout.body.points import Points
from unres.layout.formula.closings import LONGEST
from unres.layout.measure import stretched
from unres.layout.measure.evidence import ELSEWHERE, NUMBERED, PREAMBLE, Scale
from unres.layout.measure.profile import CENTRED, SHORT, Profile
from unres.layout.rows import COMMAS, ENDS, Paragraph, begins_small
from unres.layout.widths import BEYOND, IDEOGRAPHS

if TYPE_CHECKING:
    from unres.grammar import Lexicon
    from unres.layout.lines import Line

#: Paragraphs that go on line by line.
_RUNNING: Final = frozenset({"PREAMBULAR", "OPERATIVE", "ITEM", "TEXT", "CONTINUATION"})
#: Blocks that a line below does not go on with.
_ENDED: Final = frozenset({"ADOPTION", "HEADING", "SECTION", "ANNEX", "PART"})
#: What marks the points of a list that have no labels.
BULLETS: Final = frozenset("\u2022\u2023\u25aa\u25cf\u25e6\uf0b7")
#: No word of a lead is longer, and no lead has more words.
WORD: Final = 24
LEAD_WORDS: Final = 5
#: What a comma at the end of a paragraph was misread for, in no heading.
_MISREAD: Final = frozenset("\\\u00b7\u2022^~_|")


class Segmenter:
    """Walks the rows once and cuts them into paragraphs."""

    def __init__(self, rows: list[Line], lexicon: Lexicon, *, gapped: bool = True) -> None:
        """`gapped` tells whether a row may have a wide gap."""
        self.rows = rows
        self.lexicon = lexicon
        self.gapped = gapped
        self.profile = Profile(rows)
        if lexicon.language == "zh":
            stretched.weigh(rows)
        numbers = Numbers(rows, self.profile, lexicon)
        self.unstopped = numbers.unstopped
        #: Whether any paragraph is numbered.
        self.numbers = numbers.found
        self.scale = Scale(self.profile, lexicon, numbered=self.numbers)
        self.headings = Headings(self.scale)
        #: Rows of numbers behind which the next one is missing; whether the last number's is.
        self.before_gap = numbers.before_gap
        self.missing = False
        self.points = Points(rows, self.profile)
        self.done: list[Paragraph] = []
        self.open: Paragraph | None = None
        #: The rows of the open paragraph, as `_inside` found them.
        self.block: list[Line] = []
        self.state = PREAMBLE
        #: A label that stood alone on its line and waits for its text.
        self.pending: list[Line] = []
        self.in_annex = False
        #: Whether an opening formula stands above, and closing lines below it.
        self.opened = self.closed = False
        self.small = self.scale.small
        self.landmarks = Landmarks(rows, lexicon)
        #: Whether sections are numbered in words.
        self.worded = self.landmarks.words.section is not None

    # -- the walk -----------------------------------------------------------------------

    def run(self) -> list[Paragraph]:
        """All paragraphs, in source order."""
        rows = self.rows
        last: Line | None = None
        at, count = 0, len(rows)
        while at < count:
            row = rows[at]
            if row.bare and self.open is not None:
                self.open.rows.append(row)
                at += 1
                continue
            if last is not None and row.gap == 0 and self._inside(row, last):
                self.block.append(row)
            elif self._may_be_table(row, last) and (beyond := self._table(at)) > at:
                self._begin("TABLE", row).rows = rows[at:beyond]
                self._close()
                at, last = beyond, rows[beyond - 1]
                continue
            else:
                self._take(at, row, last)
            last = row
            at += 1
        for row in self.pending:
            self._begin("TEXT", row)
        self._close()
        return self.done

    def _inside(self, row: Line, last: Line) -> bool:
        """Whether a row can be nothing but a paragraph's next line, as most are.

        False where a closer look is needed: this saves it, and decides nothing else.
        """
        block = self.open
        if (
            last.ends
            or last.alone
            or row.label is not None
            or block is None
            or block.kind not in _RUNNING
            or (self.small and not begins_small(row.text))
            or row.dressed
            or (row.starts >= TOLD and self.headings.told(row, last))
            or (
                self.profile.gap
                and (self.worded or not self.small)
                and self._may_be_fixed(row.text)
            )
        ):
            return False
        if self.profile.indent and max(row.indent, last.indent) >= CENTRED:
            return False
        self.block = block.rows
        headed = bool(self.done) and self.done[-1].kind in HEADS
        if len(self.block) > HEADING_LINES:
            if last.width < SHORT * self.profile.widths[last.page]:
                return False
            return self.small or not headed
        return not headed and (
            block.label is not None or last.width > SHORT * self.profile.widths[last.page]
        )

    def _may_be_fixed(self, text: str) -> bool:
        """Whether words alone may tell a row's kind: an ideograph that landmarks begin with."""
        return not IDEOGRAPHS <= ord(text[0]) < BEYOND or self.landmarks.may_open(text)

    def _may_be_table(self, row: Line, last: Line | None) -> bool:
        """Whether a table may begin here: behind an end or a heading, with an unended line."""
        if row.ends or row.label is not None:
            return False
        if last is None:
            return self.in_annex
        if not last.ends and row.gap == 0:
            return False
        return self.in_annex or last.end in ":\uff1a;."

    def _table(self, at: int) -> int:
        """Where a table that begins at a row ends; `at` itself where none does."""
        beyond = tables.extent(self.rows, at)
        if beyond == at and self.gapped and (self.in_annex or self.state == NUMBERED):
            beyond = tables.columns(self.rows, at)
        return beyond

    def _take(self, at: int, row: Line, last: Line | None) -> None:
        if row.label is not None and row.numbered:
            self._number(at, row)
        elif (depth := self.points.depth(at, row, last)) is not None:
            self._begin_labelled("ITEM", row).level = depth
        elif len(row.text) <= HEADING and (kind := self._fixed(at, row, last)) is not None:
            self._begin(kind, row)
        elif self.open is None or last is None or (self.unstopped and at in self.unstopped):
            self._text(row)
        elif (last.alone and self.open.kind == "ITEM") or _parted(row, last):
            self.open.rows.append(row)
        elif (
            (self.pending and last.end in ENDS)  # a displaced label waits for its paragraph
            or (at + 1 < len(self.rows) and self.headings.ahead(row, last, self.rows[at + 1]))
            or self._breaks(at, row, last, self.open)
        ):
            self._text(row)
        else:
            self.open.rows.append(row)

    def _number(self, at: int, row: Line) -> None:
        self._heading_before()
        self.points.clear()
        self.missing = at in self.before_gap
        if row.alone and at + 1 < len(self.rows):
            self._close()
            self.pending.append(row)
        else:
            self._begin_labelled("OPERATIVE", row)
        self.state = NUMBERED

    def _fixed(self, at: int, row: Line, last: Line | None) -> str | None:
        """Kinds that the words alone tell, of a row no longer than a heading's."""
        text = row.text
        fits = (
            last is None
            or last.ends
            or row.gap != 0
            or self.open is None
            or self.open.kind in _ENDED
        )
        opens = self._may_open(text, fits=fits and not self._amid(last))
        if not (fits or opens or self.profile.gap):
            return None
        landmarks = self.landmarks
        if not fits:
            if opens and landmarks.may_open(text) and landmarks.opening(text):
                return self._opening()
            likely = self.profile.gap and landmarks.may_begin(text)
            return self._section(at, text, likely=likely) if self.profile.gap else None
        likely = landmarks.likely(text)
        if opens and ((likely and landmarks.opening(text)) or landmarks.opens_misread(at)):
            return self._opening()
        if len(text) < LONGEST:
            if self.open is not None and self.open.kind == "ADOPTION" and landmarks.closes(text):
                return None
            if landmarks.closings.meet(text):
                self.closed = True
                return "ADOPTION"
            if likely and landmarks.dates(at, numbered=self.state == NUMBERED):
                return "ADOPTION"
        if likely and landmarks.annex(text):
            self.state = ELSEWHERE
            self.in_annex = True
            self.points.clear()
            return "ANNEX"
        return self._section(at, text, likely=likely)

    def _opening(self) -> str:
        self.state = PREAMBLE
        self.opened, self.closed = True, False
        return "OPENING"

    def _may_open(self, text: str, *, fits: bool) -> bool:
        """Whether an opening formula may stand here: a sentence may mention the organ too."""
        if self.small:
            return not begins_small(text)
        return fits or (bool(self.done) and self.done[-1].kind in ("SECTION", "PART"))

    def _amid(self, last: Line | None) -> bool:
        """Whether a numbered paragraph or a point goes on: a comma never ends one."""
        return (
            last is not None
            and last.end in COMMAS
            and self.open is not None
            and self.open.label is not None
        )

    def _section(self, at: int, text: str, *, likely: bool) -> str | None:
        """`I`, `IV.`, `A` on a line of their own (a title may follow a Roman number)."""
        landmarks = self.landmarks
        numbered = landmarks.numbers_section(text, likely=likely)
        if numbered:
            self.state = PREAMBLE if not self.in_annex else ELSEWHERE
            self.points.clear()
            return "SECTION"
        if numbered is not None:
            return None
        lettered = landmarks.letters_part(text)
        if not (lettered or landmarks.titles_part(text)):
            return None
        if landmarks.opens_part(at):
            self.state = PREAMBLE
            return "PART"
        return "SECTION" if lettered else None

    # -- evidence -----------------------------------------------------------------------

    def _breaks(self, at: int, row: Line, last: Line, block: Paragraph) -> bool:
        """Whether a row without a label begins a paragraph."""
        kind = block.kind
        if kind in ("OPENING", "ANNEX", "PART") or (kind == "SECTION" and _is_bare(block)):
            return True
        if kind == "ADOPTION":
            return not self.landmarks.closes(row.text)
        headings = self.headings
        if (
            self.profile.indent
            and not row.piece
            and headings.centred(row) != headings.centred(last)
            and not self.scale.goes_on(row.text, self.state)
        ):
            return not headings.fills(block, last)
        if row.starts >= TOLD and headings.told(row, last) and not self._amid(last):
            return True
        if last.ends:
            if row.text[0] in BULLETS:
                return True
            if kind == "ITEM" and last.end in ";\uff1b\u061b":
                # what goes on after a list; the point itself may go on with a small letter
                return not (begins_small(row.text) and self._point_goes_on(at, row, last, block))
        elif not row.piece and self._below_heading(row, last, block):
            return True
        elif row.gap <= 0 and not row.dressed:
            return self._unended(row, last, block)  # the common case, cheaply
        text = self._beginning(at, last)
        return self.scale.weigh(row, last, self.state, block, text) > 0

    def _point_goes_on(self, at: int, row: Line, last: Line, block: Paragraph) -> bool:
        """Whether a small letter below a semicolon goes on with the point."""
        return (
            self.headings.full(row, last)
            or self.points.holds(row, last, block.rows)
            or self.points.between(at, block.label)
        )

    def _beginning(self, at: int, last: Line) -> str:
        """A row's text; behind a comma with the rows below it: a stretched line falls into words.

        So its lead may be on several of them.
        """
        text = self.rows[at].text
        if last.end not in COMMAS or len(text) >= WORD:
            return text
        for row in self.rows[at + 1 : at + LEAD_WORDS]:
            if text[-1] in COMMAS or row.label is not None or len(row.text) >= WORD:
                break
            text += " " + row.text
        return text

    def _below_heading(self, row: Line, last: Line, block: Paragraph) -> bool:
        """Whether the block so far is a heading, and the row none of its lines."""
        above = self.done[-1] if self.done else None
        return self.headings.below(row, last, block, above) or self.headings.set_off(
            row, last, block, above, self.state
        )

    def _unended(self, row: Line, last: Line, block: Paragraph) -> bool:
        """Whether a preambular paragraph lacks its comma: it has room, and a lead begins a line."""
        if self.state != PREAMBLE or not self.profile.fill or last.broken or row.piece:
            return False
        if last.width >= SHORT * self.profile.widths[last.page] or block.rows[0] is last:
            return False
        above = block.rows[-2]
        if above.width < ROOM * self.profile.widths[above.page]:
            return False
        return bool(self.scale.lead(row.text))

    # -- blocks -------------------------------------------------------------------------

    def _begin(self, kind: str, row: Line) -> Paragraph:
        self._close()
        self.open = Paragraph(kind)
        self.open.rows.append(row)
        return self.open

    def _begin_labelled(self, kind: str, row: Line) -> Paragraph:
        paragraph = self._begin(kind, row)
        assert row.label is not None
        paragraph.label, paragraph.label_row = row.label, row
        paragraph.first = row.label.end
        return paragraph

    def _text(self, row: Line) -> None:
        """A block without label, or the text that a label on its own line waited for."""
        if self.pending:
            label_row = self.pending.pop(0)
            paragraph = self._begin("OPERATIVE", row)
            paragraph.label, paragraph.label_row = label_row.label, label_row
            return
        kind = "PREAMBULAR" if self.state == PREAMBLE else "TEXT"
        paragraph = self._begin(kind, row)
        if self.points.are_open() and self.state == NUMBERED:
            paragraph.level = 1
            paragraph.kind = "CONTINUATION"

    def _close(self) -> None:
        block = self.open
        if block is None:
            return
        self.open = None
        if block.kind not in ("PREAMBULAR", "TEXT", "CONTINUATION") or self._judge(block):
            self.done.append(block)

    def _judge(self, block: Paragraph) -> bool:
        """Settle what a block without label is, by its shape; False where it is no block at all."""
        end = block.end
        before = self.done[-1] if self.done else None
        if (
            before is not None
            and before.kind == "OPERATIVE"
            and before.label_row is not before.rows[0]
            and len(before.rows) == 1
            and end not in ENDS
            and self._turned(before.rows[0], block.text())
        ):
            before.rows = block.rows + before.rows
            return False
        ended = end in ENDS or end in COMMAS
        preambular = block.kind == "PREAMBULAR"
        if ended and (end in COMMAS if preambular else not self.missing):
            return True  # as most are
        text = block.text()
        longest = TITLE if self.headings.titled(block, before) else HEADING
        headed = not begins_small(text) or (
            not self.small and before is not None and before.kind in HEADS
        )
        if ended or len(text) > longest or not headed:
            shaped = False
        else:  # as a heading is
            shaped = not (preambular and text[-1] in _MISREAD and self.scale.lead(text))
        if shaped:
            block.kind = "HEADING"
        elif preambular:
            if self.scale.lead(text):
                pass
            elif end in ENDS and self._decides(text, end):
                block.kind = "OPERATIVE"
            elif not self._first(before, end):
                block.kind = "TEXT"
        elif end in ENDS and self.missing and self.scale.operative_lead(text):
            block.kind, block.level = "OPERATIVE", 0  # its label is the one that is missing
            self.points.clear()
        return True

    def _first(self, before: Paragraph | None, end: str) -> bool:
        """Whether a block is the first below the formula, and its comma was misread."""
        return before is not None and before.kind == "OPENING" and end == "." and self.numbers

    def _decides(self, text: str, end: str) -> bool:
        """Whether a block of the preamble is operative: its number is lost, or it never had one."""
        if self.scale.operative_lead(text):
            return True
        between = self.opened and not self.closed
        return between and not self.numbers and end in ".\u3002"

    def _turned(self, first: Line, head: str) -> bool:
        """Whether a paragraph's last line was printed before its first: `4. Agency; Appeals to`."""
        starts = self.scale.operative_lead
        text = first.text
        return bool(starts(head)) and not starts(text) and first.label is None

    def _heading_before(self) -> None:
        """The unended lines at the end of the block before a label are a heading's."""
        block = self.open
        if block is None or block.kind in ("ADOPTION", "OPENING", "SECTION", "PART", "ANNEX"):
            return
        rows = block.rows
        tail = len(rows)
        while tail > 0 and len(rows) - tail < HEADING_LINES and not rows[tail - 1].ends:
            if rows[tail - 1].bare:
                return
            tail -= 1
        if tail in (0, len(rows)) or not rows[tail - 1].ends:
            return
        head = rows[tail].text
        if rows[tail - 1].end in COMMAS and self.state == NUMBERED:
            return
        if head[0].islower() and self.small:
            return
        if block.kind == "OPERATIVE" and tail == 1 and self._turned(rows[0], head):
            block.rows = rows[tail:] + rows[:tail]
            block.first = 0
            return
        heading = Paragraph("HEADING")
        heading.rows = rows[tail:]
        block.rows = rows[:tail]
        self._close()
        self.done.append(heading)


def _parted(row: Line, last: Line) -> bool:
    """Whether a hyphen at a line's end parts a word that goes on in this row."""
    text = last.text
    return _is_hyphen(ord(text[-1])) and text[-2:-1].isalpha() and begins_small(row.text)


def _is_hyphen(code: int) -> bool:
    """Whether a code point is that with which a word is parted at the end of a line."""
    return code in (0x2D, 0xAD, 0x2010, 0xFFFE)


def _is_bare(block: Paragraph) -> bool:
    """Whether a section's heading is its number alone so far."""
    return len(block.rows) == 1 and len(block.rows[0].text) < 12  # noqa: PLR2004
