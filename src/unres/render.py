r"""Render: the tree as clean text, one function a node.

The format, which `layout.rendered.clean` reads back to an equal tree:

    United Nations                  the masthead, a field a line
    A/RES/91/14
    ====================            always there: it tells clean text from a dump

    91/14. Lighthouses              one block, one line, blank lines between
    The General Assembly,
    1. Decides to light them:[1]    markers in brackets where they stood
      (a) Every night;              two spaces a level
    | Skerry | 2 |                  a table: a row a line, bars around cells (`unres.grid`)
    Annex                           two blank lines above an annex or a part
    ____________________
    1 See A/91/207.                 footnotes last, a line each

What a line is shows by its place, label, length and last character. Where that would mislead,
the line begins with a tag that says it: `{heading} Decides,`, `{item: 4bis} Oil;`. So do values
that the text alone does not give: `{session: 91} The session`, `{adoption: 40 2037-02-02} Done.`
(`~` for none), and in a first line of its own the language, `{language: fr}`. A backslash
stands before a character that is meant as itself: `\[1]`, `\{`, `\\`, in a cell `\|`.

Lines may be folded (`unres.folding`); what goes on is in the masthead and among the footnotes
further in, elsewhere only not below a blank line. A footnote may stand behind the block of its
marker, `[1]: See A/91/207.`. `.github/docs/clean-text.md` describes the format for others.

Furniture, repairs and positions are not rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

from unres.cleanform import (
    HEAD_RULE,
    INDENT,
    NOTE_RULE,
    Reading,
    escape,
    escape_cell,
    linked_marker,
    marker,
    natural,
    natural_field,
    natural_footnote,
    note_line,
    optional,
    standard,
    standard_adoption,
    tag,
)
from unres.folding import columns, folded
from unres.grid import drawn
from unres.languages import detect
from unres.linking import misfits, places
from unres.nodes import (
    Adoption,
    Annex,
    Block,
    Field,
    Footnote,
    Heading,
    Item,
    Masthead,
    Node,
    NoteRef,
    Opening,
    Operative,
    Part,
    Preambular,
    Prose,
    Resolution,
    Section,
    Table,
    Text,
    Title,
    Unparsed,
)
from unres.normalform import normalised

#: The least width that a text can be folded to, in columns.
NARROWEST = 20
#: Where footnotes stand that do not stand behind a text.
_LAST = -1


Notes = Literal["end", "paragraph"]
#: No text is folded to fewer columns, however deep it stands.
_LEAST = 16
#: A longer label does not push its paragraph further in.
_LONGEST_HANG = 8


def render(res: Resolution, width: int | None = None, notes: Notes = "end") -> str:
    """The clean text of a resolution, with a line feed at its end. `unres.parse` reads it back.

    `width` folds lines to so many columns of a terminal, if words allow it; None leaves every
    text on one line. `notes` sets footnotes at the end, or each behind the paragraph, point or
    table that its first marker stands in. A tree that is not in normal form is written as
    `unres.normalised` makes it. Raises ValueError where the width is below `NARROWEST`.
    """
    if width is not None and width < NARROWEST:
        raise ValueError(f"a text cannot be folded to {width} columns: {NARROWEST} is the least")
    res = normalised(res)
    page = _Page(res, width, notes)
    _resolution(res, page)
    text = "\n".join(page.lines) + "\n"
    if detect(text) == res.language:
        return text
    return f"{tag('language', res.language)}\n{text}"


class _Page:
    """The lines written so far, and what the next line's meaning depends on."""

    __slots__ = ("context", "fields", "footnotes", "language", "lines", "misfits", "texts", "width")

    def __init__(self, res: Resolution, width: int | None, notes: Notes) -> None:
        self.language = res.language
        self.width = width
        self.lines: list[str] = []
        #: Kinds of the masthead's fields.
        self.fields: list[str] = []
        #: Type of the last block at level 0.
        self.context = ""
        #: How many texts are written: the masthead, then blocks.
        self.texts = 0
        #: Whether the next markers must say which footnote they mean; None where none must.
        self.misfits: Iterator[bool] | None = None
        #: Which footnotes stand behind which text; each with its text as it is written.
        self.footnotes: dict[int, list[tuple[Footnote, str]]] = {}
        if res.footnotes:
            self._set_notes(res, notes)

    def _set_notes(self, res: Resolution, notes: Notes) -> None:
        """Writes the footnotes before all else, since they may be wanted anywhere."""
        found = misfits(res)
        own = sum(len(note.notes) for note in res.footnotes)
        if found:
            self.misfits = iter(found[len(found) - own :])
        written = [(note, self.prose(note)) for note in res.footnotes]
        if found:
            self.misfits = iter(found[: len(found) - own])
        placed = places(res) if notes == "paragraph" else {}
        for place, indexes in placed.items():
            self.footnotes[place] = [written[index] for index in indexes]
        if not placed:
            self.footnotes[_LAST] = written

    # ---- inside a line

    def prose(self, node: Prose) -> str:
        """The text of a node, escaped, with its markers."""
        if not node.notes:
            return escape(node.text)
        return self.noted(node.text, node.notes, escape)

    def noted(
        self, text: str, notes: Sequence[NoteRef], escaped: Callable[[str], str], base: int = 0
    ) -> str:
        """The text with markers; their offsets count from `base`."""
        pieces = []
        at = 0
        for note in notes:
            offset = max(at, note.offset - base)
            pieces += [escaped(text[at:offset]), self.marker(note)]
            at = offset
        return "".join((*pieces, escaped(text[at:])))

    def marker(self, note: NoteRef) -> str:
        if self.misfits is not None and next(self.misfits):
            return linked_marker(note.marker, note.footnote)
        return marker(note.marker)

    # ---- lines

    def fold(self, line: str, indent: int, hang: int) -> list[str]:
        """A line below `indent` spaces; those that it is folded to, `hang` spaces further in."""
        if self.width is None:
            return [" " * indent + line]
        width = max(self.width, indent + hang + _LEAST)
        first, *rest = folded(line, width, indent + hang, indent)
        return [" " * indent + first, *(" " * (indent + hang) + more for more in rest)]

    def field(self, line: str) -> None:
        """Writes a field of the masthead."""
        self.lines += self.fold(line, 0, 2 * len(INDENT))

    def block(self, type_: str, body: str, level: int = 0, label: str | None = None) -> None:
        """Writes a block as it is, where that is read back as the same, else with its tag."""
        line = _line(label, body)
        start = 0 if label is None else len(line) - len(body)
        gap = type_ in {"PART", "ANNEX"}
        if not _is_plain(line) or natural(self.context, level, line, gap=gap) != Reading(
            type_, label, start
        ):
            name = "text" if type_ == "CONTINUATION" else type_.lower()
            line = _line(tag(name, label), body)
        self.line(type_, line, level, label or "")

    def line(self, type_: str, line: str, level: int = 0, label: str = "") -> None:
        """Writes a block's line; what it is folded to stands behind its label."""
        hang = min(columns(label) + 1, _LONGEST_HANG) if label and self.width else 0
        self.put(type_, self.fold(line, len(INDENT) * level, hang), level)

    def table(self, head: str, rows: Sequence[Sequence[str]], level: int) -> None:
        """Writes a table: a tag, if it needs one, and its rows."""
        indent = INDENT * level
        width = None if self.width is None else max(self.width - len(indent), _LEAST)
        lines = [head] if head else []
        self.put("TABLE", [indent + line for line in (*lines, *drawn(rows, width))], level)

    def put(self, type_: str, lines: Iterable[str], level: int = 0) -> None:
        """Writes the lines of a block below a blank line, and the footnotes behind it."""
        self.lines += ["", ""] if type_ in {"PART", "ANNEX"} else [""]
        self.lines += lines
        if not level:
            self.context = type_
        self.texts += 1
        self.notes(level + 1)

    def notes(self, level: int = 1) -> None:
        """Writes the footnotes that stand behind the last text."""
        for note, body in self.footnotes.get(self.texts, ()):
            line = note_line(note.marker, body)
            self.lines += ["", *self.fold(line, len(INDENT) * level, len(INDENT))]


def _is_plain(line: str) -> bool:
    """Whether a line has something to show and is not taken for an indented one."""
    return line != "" and not line.startswith(" ")


def _line(label: str | None, body: str) -> str:
    if label is None:
        return body
    return f"{label} {body}" if body else label


# ---------------------------------------------------------------------------------- one a node


def _resolution(node: Resolution, page: _Page) -> None:
    _masthead(node.masthead, page)
    page.notes()
    if node.title:
        _title(node.title, page)
    _body(node.body, page)
    for annex in node.annexes:
        _annex(annex, page)
    if _LAST in page.footnotes:
        page.lines += ["", NOTE_RULE]
    for note, written in page.footnotes.get(_LAST, ()):
        _footnote(note, written, page)


def _masthead(node: Masthead, page: _Page) -> None:
    for field in node.fields:
        _field(field, page)
    page.lines.append(HEAD_RULE)


def _field(node: Field, page: _Page) -> None:
    body = page.prose(node)
    told = node.value == standard(node.kind, node.text, page.language)
    bare = told and _is_plain(body) and body != HEAD_RULE
    if not bare or natural_field(page.fields, body) != node.kind:
        body = _line(tag(node.kind, None if told else optional(node.value)), body)
    page.field(body)
    page.fields.append(node.kind)


def _title(node: Title, page: _Page) -> None:
    body = page.prose(node)
    line = f"{node.number}. {body}"
    start = len(line) - len(body)
    if not body or natural("", 0, line, gap=False) != Reading("TITLE", node.number, start):
        line = _line(tag("title", node.number), body)
    page.line("TITLE", line)


def _opening(node: Opening, page: _Page) -> None:
    page.block("OPENING", page.prose(node))


def _preambular(node: Preambular, page: _Page) -> None:
    page.block("PREAMBULAR", page.prose(node))
    _children(node.children, page, 1)


def _operative(node: Operative, page: _Page) -> None:
    page.block("OPERATIVE", page.prose(node), label=node.label)
    _children(node.children, page, 1)


def _item(node: Item, page: _Page, level: int = 0) -> None:
    page.block("ITEM", page.prose(node), level, node.label)
    _children(node.children, page, level + 1)


def _heading(node: Heading, page: _Page, type_: str = "HEADING") -> None:
    page.block(type_, page.prose(node))


def _text(node: Text, page: _Page, level: int = 0) -> None:
    page.block("CONTINUATION" if level else "TEXT", page.prose(node), level)


def _table(node: Table, page: _Page, level: int = 0) -> None:
    notes = node.notes
    rows = []
    at = used = 0  # where the cell starts in the table's text; how many markers are written
    for row in node.rows:
        cells = []
        for cell in row:
            first = used
            while used < len(notes) and notes[used].offset <= at + len(cell):
                used += 1
            cells.append(page.noted(cell, notes[first:used], escape_cell, at))
            at += len(cell) + 1 if cell else 0
        rows.append(cells)
    homeless = "".join(page.marker(note) for note in notes[used:])
    page.table(tag("table") + homeless if homeless or not rows else "", rows, level)


def _adoption(node: Adoption, page: _Page) -> None:
    body = page.prose(node)
    if standard_adoption(node.text, page.language) == (node.meeting, node.date):
        page.block("ADOPTION", body)
        return
    meeting = None if node.meeting is None else str(node.meeting)
    value = f"{optional(meeting)} {optional(node.date)}"
    page.line("ADOPTION", _line(tag("adoption", value), body))


def _unparsed(node: Unparsed, page: _Page) -> None:
    page.block("UNPARSED", escape(node.text))


def _section(node: Section, page: _Page) -> None:
    _heading(node.heading, page, "SECTION")
    _body(node.body, page)


def _part(node: Part, page: _Page) -> None:
    _heading(node.heading, page, "PART")
    _body(node.body, page)


def _annex(node: Annex, page: _Page) -> None:
    _heading(node.heading, page, "ANNEX")
    _body(node.body, page)


def _footnote(node: Footnote, body: str, page: _Page) -> None:
    """One of the footnotes at the end; `body` is its text as it is written."""
    line = _line(node.marker, body)
    start = len(line) - len(body)
    if not line or natural_footnote(line) != Reading("FOOTNOTE", node.marker, start):
        line = _line(tag("footnote", node.marker), body)
    page.lines += page.fold(line, 0, 2 * len(INDENT))


_BLOCKS: dict[type[Node], Callable[[Any, _Page], None]] = {
    Opening: _opening,
    Preambular: _preambular,
    Operative: _operative,
    Item: _item,
    Heading: _heading,
    Text: _text,
    Table: _table,
    Adoption: _adoption,
    Unparsed: _unparsed,
    Section: _section,
    Part: _part,
}
_INNER: dict[type[Node], Callable[[Any, _Page, int], None]] = {
    Item: _item,
    Text: _text,
    Table: _table,
}


def _body(blocks: Iterable[Block], page: _Page) -> None:
    for block in blocks:
        _BLOCKS[type(block)](block, page)


def _children(nodes: Iterable[Node], page: _Page, level: int) -> None:
    for node in nodes:
        _INNER[type(node)](node, page, level)
