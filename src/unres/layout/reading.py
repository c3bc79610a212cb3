"""Reading: the whole layout, from a source to the tokens of the grammar.

The order matters and is this: lines, title, furniture, notes, markers, order,
paragraphs, tokens.
Each stage may rely on what the stages before it guarantee (their docstrings say what).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres import words
from unres.grammar import lexicon as lexicon_of
from unres.layout import lines as cut
from unres.layout.body import tables
from unres.layout.body.paragraphs import Segmenter
from unres.layout.displaced import order
from unres.layout.footnote import notes
from unres.layout.front import masthead, titles
from unres.layout.marker import markers
from unres.layout.page import forms, furniture
from unres.layout.rewrapped import narrow, plain, unrolled, wrapped
from unres.layout.rows import regard
from unres.layout.text import spacing
from unres.layout.text.join import Joiner
from unres.layout.tokens import Token
from unres.nodes import Repair
from unres.spans import Span, hull

if TYPE_CHECKING:
    from unres.grammar import Lexicon
    from unres.layout.lines import Line
    from unres.layout.marks import Mark
    from unres.layout.page.roles import Roles
    from unres.layout.rows import Paragraph

#: The languages that are written in Latin letters.
_LATIN: Final = ("en", "es", "fr")


def read(source: str, language: str) -> tuple[list[Token], list[Repair]]:
    """All tokens of a document in the grammar's order, and what was mended on the way.

    Total and linear: any string gives tokens, and every visible character of it lies in
    exactly one run or marker.
    """
    even = plain.read(source)
    text = cut.even(even.text)
    if language == "ar" and "\u202b" in text:
        text = wrapped.rejoined(text)
    lines = _split(text, language)
    wide = None if narrow.is_wide(lines, language) else narrow.widen(text, lexicon_of(language))
    if wide:
        text, lines = wide.text, _split(wide.text, language)
    text, lines = _unrolled(text, language, lines)
    if not lines:
        return [], []
    reading = _Reading(text, language, lines)
    del lines  # the reading lets go of them as it makes tokens of them
    tokens, repairs = reading.run()
    if wide:
        repairs = wide.restore(tokens, repairs)
    return tokens, even.restore(tokens, repairs)


def _split(text: str, language: str) -> list[Line]:
    """The lines of a text; none of Arabic, whose lines are not told so easily."""
    return [] if language == "ar" else cut.split(text)


def _unrolled(text: str, language: str, lines: list[Line]) -> tuple[str, list[Line]]:
    """The lines that a text without line ends had, or its own; and the text they are of."""
    if unrolled.applies(text, lines):
        if language != "ar" or not (within := wrapped.embedded(text)):
            return text, unrolled.lines(text, language)
        text = within
    return text, _arabic_lines(text) if language == "ar" else lines


def _arabic_lines(source: str) -> list[Line]:
    # its many patterns are a tenth of what a first document costs, in any language
    from unres.layout.bidi import arabic  # noqa: PLC0415

    return arabic.reading_lines(source)


class _Reading:
    def __init__(self, source: str, language: str, lines: list[Line]) -> None:
        self.source = source
        self.language = language
        self.lines = lines
        self.lexicon: Lexicon = lexicon_of(language)
        self.joiner = Joiner(source, lines)
        self.repairs: list[Repair] = []

    def run(self) -> tuple[list[Token], list[Repair]]:
        lines, lexicon = self.lines, self.lexicon
        head = titles.locate(lines, lexicon)
        roles = furniture.find(lines, (head.title_start, head.title_end), lexicon)
        markdown = any(line.dressed for line in lines)
        found = notes.find(
            lines,
            roles,
            head.body,
            lexicon.MONTH,
            markdown=markdown,
            bracketed=self.language == "ar",
        )
        if head.number >= 0 and found.taken[head.number]:
            head.number, head.number_text = -1, None  # a note that looked like a title
        if head.number >= 0:
            roles.kinds[head.number] = None  # a title's number that looked like a page's
        title = [i for i in self._title_lines(head, roles) if not found.taken[i]]
        skip = set(title)
        if head.number >= 0:
            skip.add(head.number)
        strays = masthead.strays(lines, roles, head.body, lexicon, found.taken)
        taken = found.taken
        fields = masthead.Reader(lexicon, lexicon_of("en"), self.joiner).read(
            lines,
            roles,
            [i for i in (*range(head.body), *strays) if not found.taken[i]],
            skip,
            head.number_text,
        )
        for i in (*skip, *strays):
            taken[i] = True
        kinds = roles.kinds
        rows = [lines[i] for i in range(head.body, len(lines)) if kinds[i] is None and not taken[i]]
        wide = self.language == "zh"
        marks = markers.find(
            [*(lines[i] for i in title), *rows],
            found.found,
            lexicon.MONTH,
            bracketed=self.language == "ar",
            latin=self.language in _LATIN,
            wide=wide,
            sparse=markdown,
        )
        tokens = fields
        tokens += self._title(head, title, marks)
        behind = {at - len(title): mark for at, mark in marks.items()}
        regard(rows, behind, wide=wide)
        rows, moved = order.settle(rows, lexicon)
        self.repairs += moved
        parted = self.joiner.folds() or _are_parted(rows)
        # from here on each line is let go of with its block: the peak of memory is here
        del marks, behind, skip, title, taken, kinds
        pieces = {id(piece.line) for note in found.found for piece in note.pieces}
        tokens += [self._note(n, pieces) for n in found.found]
        tokens += self._furniture(roles)
        self.lines = []
        del lines, found, roles, pieces
        # where no line has two spaces in a row, as most texts are, there are no wide gaps
        gapped = self.joiner.doubled or self.language == "ar"
        paragraphs = Segmenter(rows, lexicon, gapped=gapped).run()
        del rows
        paragraphs.reverse()
        while paragraphs:
            tokens.append(self._block(paragraphs.pop()))
        self.repairs += spacing.mend(tokens, self.source, self.language, parted=parted)
        return tokens, self.repairs

    # -- title --------------------------------------------------------------------------

    def _title_lines(self, head: titles.Head, roles: Roles) -> list[int]:
        return [i for i in range(head.title_start, head.title_end) if roles.kinds[i] is None]

    def _title(
        self, head: titles.Head, title: list[int], marks: dict[int, list[Mark]]
    ) -> list[Token]:
        pieces: list[tuple[Line, int, list[Mark]]] = []
        runs: list[tuple[int, int]] = []
        if head.number >= 0 and head.number not in title:
            runs += self.lines[head.number].without([])
        for at, i in enumerate(title):
            first = head.number_end if i == head.number else 0
            pieces.append((self.lines[i], first, marks.get(at, [])))
        if not pieces and not runs:
            return []
        text, own, found = self.joiner.join(pieces)
        return [Token("TITLE", text, (*runs, *own), label=head.number_text, notes=found)]

    # -- blocks -------------------------------------------------------------------------

    def _table(self, block: Paragraph) -> Token:
        """A table, with the markers of its cells."""
        rows, found = tables.cells(block.rows, self.source)
        taken = [(note.start, note.end) for note in found]
        runs = [
            run
            for row in block.rows
            for run in row.without([at for at in taken if row.start <= at[0] < row.stop])
        ]
        text = " ".join(c for row in rows for c in row)
        return Token("TABLE", text, tuple(runs), rows=rows, notes=found)

    def _block(self, block: Paragraph) -> Token:
        if block.kind == "TABLE":
            return self._table(block)
        rows = block.rows
        if _are_marked(rows):
            text, own, found = self.joiner.marked(rows, block.first)
        else:
            text, own, found = self.joiner.whole(rows, block.first)
        if block.label_row is not None and block.label_row is not rows[0]:
            own = (*block.label_row.without(()), *own)
        token = Token(
            block.kind,
            text,
            own,
            label=block.label.text if block.label else None,
            notes=found,
            level=block.level,
        )
        if block.kind == "ADOPTION":
            token.meeting = words.read_meeting(text, self.language)
            token.standard = words.read_date(text, self.language)
        return token

    def _note(self, note: notes.Note, taken: set[int]) -> Token:
        """A footnote; `taken` holds the ids of the lines of which texts are made."""
        pieces = note.pieces
        if pieces and (len(pieces) == 1 or not any(piece.first for piece in pieces[1:])):
            text, own, _ = self.joiner.whole([piece.line for piece in pieces], pieces[0].first)
        else:
            text, own, _ = self.joiner.join([(p.line, p.first, []) for p in pieces])
        if note.recovered:
            at = hull(own)
            self.repairs.append(
                Repair(
                    name="unmarked-footnote", args=(note.marker or "",), span=Span(at.start, at.end)
                )
            )
        if note.label is not None and id(note.label[0]) not in taken:
            own = (*note.label[0].without(()), *own)
        label = _as_printed(note)
        return Token("FOOTNOTE", text, own, label=label, recovered=note.recovered)

    def _furniture(self, roles: Roles) -> list[Token]:
        tokens = []
        job = False
        for i, kind in enumerate(roles.kinds):
            if kind is None:
                continue
            line = self.lines[i]
            start = 0
            if kind == "job" and not job and (width := forms.job_number(line.text)):
                job = True
                text, runs = self.joiner.part(line, 0, width)
                tokens.append(Token("FIELD", text, runs, value="job"))
                start = width
            if start < len(line.text):
                text, runs = self.joiner.part(line, start, len(line.text))
                tokens.append(Token("FURNITURE", text, runs, value=kind))
        return tokens


def _are_parted(rows: list[Line]) -> bool:
    """Whether a space may part ideographs of any row."""
    for row in rows:  # noqa: SIM110 (a generator costs more than the rows)
        if row.parted:
            return True
    return False


def _are_marked(rows: list[Line]) -> bool:
    """Whether a marker stands in any row."""
    for row in rows:  # noqa: SIM110 (a generator costs more than the rows)
        if row.marks:
            return True
    return False


def _as_printed(note: notes.Note) -> str | None:
    """A note's marker in the digits of the page."""
    if note.marker is None or not note.pieces or note.recovered:
        return note.marker
    piece = note.pieces[0]
    if not piece.first:
        return note.marker
    head = piece.line.text[: piece.first]
    if head.isascii():
        return note.marker
    digits = "".join(char for char in head if char.isdecimal())
    return digits if digits and int(digits) == int(note.marker) else note.marker
