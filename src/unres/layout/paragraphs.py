"""Paragraphs: which lines of the body make one block, and what each block is.

May rely on: furniture and footnotes are gone, markers are known, so that a line's last
character is the text's own. Guarantees: every row lies in exactly one paragraph, in order.

Whether a paragraph begins is decided by weighing what the page shows (`evidence`),
not by a chain of rules; labels that continue a sequence are beyond doubt and come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout import closings, labels, openings, stretched, tables
from unres.layout.evidence import ELSEWHERE, NUMBERED, PREAMBLE, Scale
from unres.layout.numbers import Numbers
from unres.layout.profile import CENTRED, SHORT, Profile
from unres.layout.rows import COMMAS, ENDS, Paragraph

if TYPE_CHECKING:
    from unres.grammar import Lexicon
    from unres.layout.labels import Label
    from unres.layout.lines import Line

_ROMAN: Final = re.compile(
    r"(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})\.?(?:\s+(?=[^\W\d_]))?"
)
_LETTER: Final = re.compile(r"([A-Z\u0410-\u042f])\.?$")
#: A part's letter and its title on one line: `A. Publication of tide tables`.
_TITLED_PART: Final = re.compile(r"[A-Z\u0410-\u042f]\s?[.\uff0e]\s*(?=\w{2})")
#: A heading is no longer than this.
HEADING: Final = 160
#: How many unended lines before a label may be a heading's.
HEADING_LINES: Final = 4
#: Paragraphs that go on line by line, and those that have a heading of their own.
_RUNNING: Final = frozenset({"PREAMBULAR", "OPERATIVE", "ITEM", "TEXT", "CONTINUATION"})
#: Those that begin without a label.
_LOOSE: Final = frozenset({"TEXT", "CONTINUATION"})
_HEADS: Final = frozenset({"SECTION", "PART", "ANNEX", "HEADING"})
#: What a comma at the end of a paragraph was misread for, in no heading.
_MISREAD: Final = frozenset("\\·•^~_|")
#: How much farther in a list begins, below a line that does not end, in columns.
SET_IN: Final = 4
#: No reference in brackets is longer before its number.
REFERRED: Final = 12
#: No title of an annex is longer.
TITLE: Final = 400
#: What the widths of Chinese lines must say for a paragraph that begins below an unended line,
#: and how much of its measure that line fills at most.
TOLD: Final = 3.5
ROOM: Final = 0.85


class Segmenter:
    """Walks the rows once and cuts them into paragraphs."""

    def __init__(self, rows: list[Line], lexicon: Lexicon) -> None:
        self.rows = rows
        self.lexicon = lexicon
        self.profile = Profile(rows)
        if lexicon.language == "zh":
            stretched.weigh(rows)
        numbers = Numbers(rows, self.profile, lexicon)
        self.unstopped = numbers.unstopped
        self.numbers = numbers.found
        self.scale = Scale(self.profile, lexicon, numbered=bool(self.numbers))
        #: Rows of numbers behind which the next one is missing; whether the last number's is.
        self.before_gap = numbers.before_gap
        self.missing = False
        self.points = labels.Points()
        self.done: list[Paragraph] = []
        self.open: Paragraph | None = None
        #: The rows of the open paragraph, as `_inside` found them.
        self.block: list[Line] = []
        self.state = PREAMBLE
        #: A label that stood alone on its line and waits for its text.
        self.pending: list[tuple[Line, int]] = []
        self.in_annex = False
        #: Whether an opening formula stands above, and closing lines below it.
        self.opened = self.closed = False
        self.small = lexicon.language in ("en", "fr", "es")
        self.sections = lexicon.SECTION if "SECTION" in lexicon else None

    # -- labels -------------------------------------------------------------------------

    def _next_label(self, at: int) -> Label | None:
        for row in self.rows[at + 1 : at + 60]:
            if row.label is not None and row.label.number is None:
                return row.label
        return None

    # -- the walk -----------------------------------------------------------------------

    def run(self) -> list[Paragraph]:
        """All paragraphs, in source order."""
        last: Line | None = None
        beyond = 0
        for at, row in enumerate(self.rows):
            if at < beyond:
                last = row
                continue
            if row.bare and self.open is not None:
                self.open.rows.append(row)
                continue
            if last is not None and row.gap == 0 and self._inside(row, last):
                self.block.append(row)
                last = row
                continue
            if self._may_be_table(row, last) and at not in self.numbers:
                beyond = tables.extent(self.rows, at)
                if beyond == at and (self.in_annex or self.state == NUMBERED):
                    beyond = tables.columns(self.rows, at)
                if beyond > at:
                    self._begin("TABLE", row).rows = list(self.rows[at:beyond])
                    self._close()
                    last = row
                    continue
            self._take(at, row, last)
            last = row
        for row, _ in self.pending:
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
            or (self.small and not row.text[0].islower())
            or (self.profile.gap and (self.sections or not self.small))
            or row.dressed
            or (row.starts >= TOLD and self._told(row, last))
        ):
            return False
        if self.profile.indent and max(row.indent, last.indent) >= CENTRED:
            return False
        self.block = block.rows
        if len(self.block) > HEADING_LINES:
            if last.width < SHORT * self.profile.widths[last.page]:
                return False
            return self.small or not self.done or self.done[-1].kind not in _HEADS
        return bool(
            (not self.done or self.done[-1].kind not in _HEADS)
            and (block.label or last.width > SHORT * self.profile.widths[last.page])
        )

    def _may_be_table(self, row: Line, last: Line | None) -> bool:
        """Whether a table may begin here: behind an end or a heading, with an unended line."""
        if row.ends or (last is not None and not last.ends and row.gap == 0):
            return False
        announced = last is not None and last.end in ":\uff1a;."
        return row.label is None and (self.in_annex or announced)

    def _take(self, at: int, row: Line, last: Line | None) -> None:
        if at in self.numbers:
            self._number(at, row)
        elif (depth := self._point(at, row, last)) is not None:
            paragraph = self._begin("ITEM", row)
            paragraph.label, paragraph.label_row, paragraph.level = row.label, row, depth
            assert row.label is not None
            paragraph.first = row.label.end
        elif kind := self._fixed(at, row, last):
            self._begin(kind, row)
        elif at in self.unstopped:
            self._text(row)
        elif self.open is not None and last is not None and last.alone and self.open.kind == "ITEM":
            self.open.rows.append(row)
        elif (
            self.open is None
            or self._waits(last)
            or self._heading_ahead(at, row, last)
            or self._breaks(row, last)
        ):
            self._text(row)
        else:
            self.open.rows.append(row)

    def _waits(self, last: Line | None) -> bool:
        """Whether a displaced label waits for the paragraph that begins here."""
        return bool(self.pending) and last is not None and last.end in ENDS

    def _number(self, at: int, row: Line) -> None:
        assert row.label is not None
        self._heading_before()
        self.points.clear()
        self.missing = at in self.before_gap
        if row.alone and at + 1 < len(self.rows):
            self._close()
            self.pending.append((row, at))
        else:
            paragraph = self._begin("OPERATIVE", row)
            paragraph.label, paragraph.label_row = row.label, row
            paragraph.first = row.label.end
        self.state = NUMBERED

    def _point(self, at: int, row: Line, last: Line | None) -> int | None:
        depth = self._read_point(at, row, last)
        if depth is not None or not self.points.open or last is None or not last.ends:
            return depth
        for label in labels.misread_points(row.text):
            depth = self.points.place(label, lambda: None, begins=False)
            if depth is not None:
                row.label = label
                return depth
        return None

    def _read_point(self, at: int, row: Line, last: Line | None) -> int | None:
        label = row.label
        if label is None or label.form == "-" or (label.form == "." and label.core.isdecimal()):
            return None
        if (
            label.form == ")"
            and last is not None
            and "(" in last.text[-REFERRED:].rpartition(")")[2]
        ):
            return None  # it closes a bracket: `articles 16 (par.`, `1) and 23`
        begins = last is None or last.ends or last.alone or (row.gap > 0 and self.profile.gap)
        if not begins and last is not None:
            word = last.text.rsplit(None, 1)[-1].lower()
            begins = word in ("and", "or", "et", "ou", "y", "o", "\u0438", "\u0438\u043b\u0438")
            # set in behind a line that announces points: only what a list begins with
            begins = begins or (row.indent >= last.indent + SET_IN and label.core in "aа")
        if not begins and label.form != "..":  # `1.2.` proves itself by the one before
            return None
        return self.points.place(label, lambda: self._next_label(at), begins=begins)

    def _fixed(self, at: int, row: Line, last: Line | None) -> str | None:
        """Kinds that the words alone tell."""
        text = row.text
        if len(text) > HEADING:
            return None
        lexicon = self.lexicon
        fits = last is None or last.ends or row.gap != 0 or self._ended_block()
        if self._may_open(text, fits=fits) and (
            lexicon.OPENING.fullmatch(text) or (fits and self._misread_opening(at, text))
        ):
            self.state = PREAMBLE
            self.opened, self.closed = True, False
            return "OPENING"
        if self.open is not None and self.open.kind == "ADOPTION" and self._closes(text):
            return None
        if fits and len(text) < closings.LONGEST and closings.meets(text, lexicon):
            self.closed = True
            return "ADOPTION"
        if fits and len(text) < closings.LONGEST and self._closing_date(at, text):
            return "ADOPTION"
        if fits and lexicon.ANNEX.fullmatch(text):
            self.state = ELSEWHERE
            self.in_annex = True
            self.points.clear()
            return "ANNEX"
        if fits or self.profile.gap:
            return self._section(at, text)
        return None

    def _may_open(self, text: str, *, fits: bool) -> bool:
        """Whether an opening formula may stand here: a sentence may mention the organ too."""
        if self.small:
            return not text[0].islower()
        return fits or (bool(self.done) and self.done[-1].kind in ("SECTION", "PART"))

    def _misread_opening(self, at: int, text: str) -> bool:
        after = self.rows[at + 1].text if at + 1 < len(self.rows) else ""
        if openings.misread(text, after, self.lexicon):
            return True
        # the body begins at the formula, where the title has one below it
        return at == 0 and openings.badly_misread(text, after, self.lexicon)

    def _closes(self, text: str) -> bool:
        """Whether a line goes on with the closing lines."""
        return len(text) < closings.LONGEST and (
            closings.dates(text, self.lexicon) or closings.meets(text, self.lexicon)
        )

    def _ended_block(self) -> bool:
        return self.open is None or self.open.kind in (
            "ADOPTION",
            "HEADING",
            "SECTION",
            "ANNEX",
            "PART",
        )

    def _closing_date(self, at: int, text: str) -> bool:
        """A date alone, with the plenary meeting on the line below."""
        if not self.lexicon.DATE.fullmatch(text):
            return False
        after = self.rows[at + 1].text if at + 1 < len(self.rows) else ""
        return bool(self.lexicon.MEETING.match(after)) or (
            at + 1 >= len(self.rows) - 1 and self.state == NUMBERED
        )

    def _section(self, at: int, text: str) -> str | None:
        """`I`, `IV.`, `A` on a line of their own (a title may follow a Roman number)."""
        found = _ROMAN.match(text)
        if found and found.end() and (found.end() == len(text) or text[found.end() - 1].isspace()):
            if len(text) < HEADING and (
                found.end() == len(text) or found[0].rstrip().endswith(".")
            ):
                self.state = PREAMBLE if not self.in_annex else ELSEWHERE
                self.points.clear()
                return "SECTION"
        elif self.sections is not None and len(text) < HEADING // 2 and self.sections.match(text):
            self.state = PREAMBLE if not self.in_annex else ELSEWHERE
            self.points.clear()
            return "SECTION"
        elif _LETTER.match(text):
            return "PART" if self._opens_part(at) else "SECTION"
        elif _TITLED_PART.match(text) and self._opens_part(at):
            return "PART"
        return None

    def _opens_part(self, at: int) -> bool:
        """Whether an opening formula stands below a part's letter."""
        for row in self.rows[at + 1 : at + 7]:
            if self.lexicon.OPENING.fullmatch(row.text):
                self.state = PREAMBLE
                return True
        return False

    # -- evidence -----------------------------------------------------------------------

    def _breaks(self, row: Line, last: Line | None) -> bool:
        """Whether a row without a label begins a paragraph."""
        if last is None or self.open is None:
            return True
        kind = self.open.kind
        if kind in ("OPENING", "ANNEX", "PART") or (kind == "SECTION" and self._bare_section()):
            return True
        if kind == "ADOPTION":
            return not self._closes(row.text)
        if (
            self.profile.indent
            and not row.piece
            and self._centred(row) != self._centred(last)
            and not self.scale.goes_on(row.text[0], self.state)
        ):
            return True
        if self._told(row, last):
            return True
        if last.ends:
            if kind == "ITEM" and last.end in ";\uff1b\u061b":
                # what goes on after a list; below a full line the point itself may go on
                small = row.text[0].islower()
                return not (small and (self._full(row, last) or self._within(row, last)))
        elif not row.piece and (self._below_heading(row, last) or self._set_off(row, last)):
            return True
        elif row.gap <= 0 and not row.dressed:
            return self._unended(row, last)  # the common case, cheaply
        return self.scale.weigh(row, last, self.state, self.open) > 0

    def _unended(self, row: Line, last: Line) -> bool:
        """Whether a preambular paragraph lacks its comma: it has room, and a lead begins a line."""
        if self.state != PREAMBLE or not self.profile.fill or last.broken or row.piece:
            return False
        assert self.open is not None
        if last.width >= SHORT * self.profile.widths[last.page] or self.open.rows[0] is last:
            return False
        above = self.open.rows[-2]
        if above.width < ROOM * self.profile.widths[above.page]:
            return False
        return bool(self.lexicon.LEAD.match(row.text))

    def _told(self, row: Line, last: Line) -> bool:
        """Whether the widths of Chinese lines, where these are whole, tell of a paragraph."""
        return (
            row.starts >= TOLD
            and self.profile.fill
            and last.width < ROOM * self.profile.widths[last.page]
        )

    def _set_off(self, row: Line, last: Line) -> bool:
        """Whether one of two lines is centred, or longer than centring can show, and one is not.

        A text without label begins at the indent of first lines, a heading left of all lines.
        """
        if not self.profile.indent or self.open is None or self.open.label is not None:
            return False
        if not row.text[0].isupper():
            return False
        if self.state != ELSEWHERE and not (self.done and self.done[-1].kind in _HEADS):
            return False
        base = self.profile.base[row.page]
        here, above = row.indent - base, last.indent - base
        if here < -1:
            return above >= 0
        if not 2 <= here < CENTRED:  # noqa: PLR2004
            return False
        return (abs(above) > 1 and abs(above - here) > 1) or self._apart(self.open)

    def _within(self, row: Line, last: Line) -> bool:
        """Whether a line begins below the others of a point that is set in as a whole."""
        assert self.open is not None
        rows = self.open.rows
        indent = row.indent
        return (
            self.profile.indent
            and len(rows) > 1
            and rows[0].page == row.page
            and rows[0].indent <= indent == last.indent
        )

    def _full(self, row: Line, last: Line) -> bool:
        """Whether a line had no room for the first word of the one below."""
        word = row.text.split(None, 1)[0]
        room = self.profile.widths[last.page] - last.width
        return self.profile.fill and room <= len(word)

    def _below_number(self, row: Line, last: Line) -> bool:
        """Whether a section's title ends here: it has room, and a capital begins the next line."""
        assert self.open is not None
        above = self.done[-1].kind
        if above not in ("SECTION", "ANNEX") and (
            above != "HEADING" or self.open.kind not in _LOOSE
        ):
            return False
        if not row.text[0].isupper():
            return False
        width = self.profile.widths[last.page]
        if above == "ANNEX" and row.width < SHORT * width:
            return False  # a heading of several lines, or two
        word = len(row.text.split(None, 1)[0]) if above != "SECTION" else 0
        return last.width + word < ROOM * width

    def _bare_section(self) -> bool:
        """Whether a section's heading is its number alone so far."""
        assert self.open is not None
        return len(self.open.rows) == 1 and len(self.open.rows[0].text) < 12  # noqa: PLR2004

    def _heading_ahead(self, at: int, row: Line, last: Line | None) -> bool:
        """Whether a heading begins: below an end, a line that is neither full nor ended."""
        if row.ends or row.marks or last is None or not last.ends or not self.profile.fill:
            return False
        if last.end in COMMAS and (self._full(row, last) or not row.text[0].isupper()):
            return False  # only a preamble ends so, and a heading below it begins with a capital
        if at + 1 >= len(self.rows):
            return False
        after = self.rows[at + 1]
        if row.starts > 0 and self._told(after, row):
            return True
        if row.width > SHORT * self.profile.widths[row.page]:
            return False
        first = row.text[0]
        if first.islower() or first.isdigit() or after.bare:
            return False
        if after.text[0].isupper() or after.label is not None:
            return True
        return bool(self.lexicon.LEAD.match(after.text))

    def _centred(self, row: Line) -> bool:
        """Whether a line is set in the middle of its page, as headings are."""
        page = row.page
        return (
            row.indent >= self.profile.base[page] + CENTRED
            and row.width < SHORT * self.profile.widths[page]
            and "   " not in row.text
            and not row.piece
        )

    def _below_heading(self, row: Line, last: Line) -> bool:
        """Whether the block so far is a heading: unended, and its last line had room for more."""
        block = self.open
        if (
            block is not None
            and len(block.rows) < HEADING_LINES
            and self.done
            and self.done[-1].kind in ("SECTION", "ANNEX", "HEADING")
            and not any(r.ends or r.marks for r in block.rows)
            and (self.lexicon.LEAD.match(row.text) or self._below_number(row, last))
        ):
            return True
        if (
            block is None
            or not self.profile.fill
            or block.label is not None
            or len(block.rows) > HEADING_LINES
            or block.rows[0].text[block.first].islower()
        ):
            return False
        if block.kind in ("ADOPTION", "OPENING"):
            return False
        width = self.profile.widths[last.page]
        if last.width > SHORT * width or any(r.ends or r.marks for r in block.rows):
            return False
        first = row.text[0]
        return not (first.islower() and self.small) and not first.isdigit()

    # -- blocks -------------------------------------------------------------------------

    def _begin(self, kind: str, row: Line) -> Paragraph:
        self._close()
        self.open = Paragraph(kind)
        self.open.rows.append(row)
        return self.open

    def _text(self, row: Line) -> None:
        """A block without label, or the text that a label on its own line waited for."""
        if self.pending:
            label_row, _ = self.pending.pop(0)
            paragraph = self._begin("OPERATIVE", row)
            paragraph.label, paragraph.label_row = label_row.label, label_row
            return
        kind = ("PREAMBULAR", "TEXT", "TEXT")[self.state]
        paragraph = self._begin(kind, row)
        if self.points.open and self.state == NUMBERED:
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
        text = block.text()
        before = self.done[-1] if self.done else None
        if (
            before is not None
            and before.kind == "OPERATIVE"
            and before.label_row is not before.rows[0]
            and end not in ENDS
            and self._turned(before.rows[0], text)
            and len(before.rows) == 1
        ):
            before.rows = block.rows + before.rows
            return False
        ended = end in ENDS or end in COMMAS
        longest = TITLE if self._titled(block, before) else HEADING
        headed = not text[0].islower() or (
            not self.small and before is not None and before.kind in _HEADS
        )
        led = block.kind == "PREAMBULAR" and bool(self.lexicon.LEAD.match(text))
        if not ended and len(text) <= longest and headed and not (led and text[-1] in _MISREAD):
            block.kind = "HEADING"
        elif block.kind == "PREAMBULAR":
            if end in ENDS and not led and self._decides(text, end):
                block.kind = "OPERATIVE"
            elif not led and end not in COMMAS and not self._first(before, end):
                block.kind = "TEXT"
        elif end in ENDS and self.missing and self.lexicon.OPERATIVE_LEAD.match(text):
            block.kind, block.level = "OPERATIVE", 0  # its label is the one that is missing
            self.points.clear()
        return True

    def _titled(self, block: Paragraph, before: Paragraph | None) -> bool:
        """Whether a block may be a long heading: a title below `Annex` or `II`, or centred."""
        if block.kind == "PREAMBULAR":
            return before is not None and before.kind == "SECTION"
        return (before is not None and before.kind in ("ANNEX", "SECTION")) or self._apart(block)

    def _apart(self, block: Paragraph) -> bool:
        """Whether a block begins left of all lines: it is centred, and longer than they are."""
        line = block.rows[0]
        return self.profile.indent and line.indent < self.profile.base[line.page] - 1

    def _first(self, before: Paragraph | None, end: str) -> bool:
        """Whether a block is the first below the formula, and its comma was misread."""
        return before is not None and before.kind == "OPENING" and end == "." and bool(self.numbers)

    def _decides(self, text: str, end: str) -> bool:
        """Whether a block of the preamble is operative: its number is lost, or it never had one."""
        if self.lexicon.OPERATIVE_LEAD.match(text):
            return True
        between = self.opened and not self.closed
        return between and not self.numbers and end in ".\u3002"

    def _turned(self, first: Line, head: str) -> bool:
        """Whether a paragraph's last line was printed before its first: `4. Agency; Appeals to`."""
        starts = self.lexicon.OPERATIVE_LEAD.match
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
