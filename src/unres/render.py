r"""Render: the tree as clean text, one function a node.

The format, which `layout.clean` reads back to an equal tree:

    United Nations                  the masthead, a field a line
    A/RES/91/14
    ====================            always there: it tells clean text from a dump

    91/14. Lighthouses              one block, one line, blank lines between
    The General Assembly,
    1. Decides to light them:[1]    markers in brackets where they stood
      (a) Every night;              two spaces a level
    Skerry | 2                      a table: a row a line, bars between cells
    Annex                           two blank lines above an annex or a part
    ____________________
    1 See A/91/207.                 footnotes last, a line each

What a line is shows by its place, label, length and last character. Where that would mislead,
the line begins with a tag that says it: `{heading} Decides,`, `{item: 4bis} Oil;`. So do values
that the text alone does not give: `{session: 91} The session`, `{adoption: 40 2037-02-02} Done.`
(`~` for none), and in a first line of its own the language, `{language: fr}`. A backslash
stands before a character that is meant as itself: `\[1]`, `\{`, `\|`, `\\`.

Furniture, repairs and positions are not rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from unres.cleanform import (
    HEAD_RULE,
    INDENT,
    NOTE_RULE,
    Reading,
    escape,
    marker,
    natural,
    natural_field,
    natural_footnote,
    optional,
    standard,
    standard_adoption,
    tag,
)
from unres.languages import detect
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


def render(res: Resolution) -> str:
    """The clean text of a resolution, with a line feed at its end. `unres.parse` reads it back.

    Texts and labels must be as the tree promises: one line, no white space at either end.
    """
    page = _Page(res.language)
    _resolution(res, page)
    text = "\n".join(page.lines) + "\n"
    if detect(text) == res.language:
        return text
    return f"{tag('language', res.language)}\n{text}"


class _Page:
    """The lines written so far, and what the next line's meaning depends on."""

    __slots__ = ("context", "fields", "language", "lines")

    def __init__(self, language: str) -> None:
        self.language = language
        self.lines: list[str] = []
        #: Kinds of the masthead's fields.
        self.fields: list[str] = []
        #: Type of the last block at level 0.
        self.context = ""

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
        self.put(type_, [line], level)

    def put(self, type_: str, lines: Iterable[str], level: int = 0) -> None:
        """Writes the lines of a block below a blank line."""
        self.lines += ["", ""] if type_ in {"PART", "ANNEX"} else [""]
        self.lines += (INDENT * level + line for line in lines)
        if not level:
            self.context = type_


def _is_plain(line: str) -> bool:
    """Whether a line has something to show and is not taken for an indented one."""
    return line != "" and not line.startswith(" ")


def _line(label: str | None, body: str) -> str:
    if label is None:
        return body
    return f"{label} {body}" if body else label


def _noted(text: str, notes: Sequence[NoteRef], base: int = 0) -> str:
    """The text, escaped, with its markers; their offsets count from `base`."""
    if not notes:
        return escape(text)
    pieces = []
    at = 0
    for note in notes:
        offset = max(at, note.offset - base)
        pieces += [escape(text[at:offset]), marker(note.marker)]
        at = offset
    return "".join((*pieces, escape(text[at:])))


def _prose(node: Prose) -> str:
    return _noted(node.text, node.notes)


# ---------------------------------------------------------------------------------- one a node


def _resolution(node: Resolution, page: _Page) -> None:
    _masthead(node.masthead, page)
    if node.title:
        _title(node.title, page)
    _body(node.body, page)
    for annex in node.annexes:
        _annex(annex, page)
    if node.footnotes:
        page.lines += ["", NOTE_RULE]
    for note in node.footnotes:
        _footnote(note, page)


def _masthead(node: Masthead, page: _Page) -> None:
    for field in node.fields:
        _field(field, page)
    page.lines.append(HEAD_RULE)


def _field(node: Field, page: _Page) -> None:
    body = _prose(node)
    told = node.value == standard(node.kind, node.text, page.language)
    bare = told and _is_plain(body) and body != HEAD_RULE
    if not bare or natural_field(page.fields, body) != node.kind:
        body = _line(tag(node.kind, None if told else optional(node.value)), body)
    page.lines.append(body)
    page.fields.append(node.kind)


def _title(node: Title, page: _Page) -> None:
    body = _prose(node)
    line = f"{node.number}. {body}"
    start = len(line) - len(body)
    if not body or natural("", 0, line, gap=False) != Reading("TITLE", node.number, start):
        line = _line(tag("title", node.number), body)
    page.put("TITLE", [line])


def _opening(node: Opening, page: _Page) -> None:
    page.block("OPENING", _prose(node))


def _preambular(node: Preambular, page: _Page) -> None:
    page.block("PREAMBULAR", _prose(node))
    _children(node.children, page, 1)


def _operative(node: Operative, page: _Page) -> None:
    page.block("OPERATIVE", _prose(node), label=node.label)
    _children(node.children, page, 1)


def _item(node: Item, page: _Page, level: int = 0) -> None:
    page.block("ITEM", _prose(node), level, node.label)
    _children(node.children, page, level + 1)


def _heading(node: Heading, page: _Page, type_: str = "HEADING") -> None:
    page.block(type_, _prose(node))


def _text(node: Text, page: _Page, level: int = 0) -> None:
    page.block("CONTINUATION" if level else "TEXT", _prose(node), level)


def _table(node: Table, page: _Page, level: int = 0) -> None:
    notes = node.notes
    lines = []
    at = used = 0  # where the cell starts in the table's text; how many markers are written
    for row in node.rows:
        cells = []
        for cell in row:
            first = used
            while used < len(notes) and notes[used].offset <= at + len(cell):
                used += 1
            cells.append(_noted(cell, notes[first:used], at))
            at += len(cell) + 1 if cell else 0
        lines.append(_row(cells))
    homeless = "".join(marker(note.marker) for note in notes[used:])
    if homeless or not lines or natural("", level, lines[0], gap=False).type != "TABLE":
        lines.insert(0, tag("table") + homeless)
    page.put("TABLE", lines, level)


def _row(cells: list[str]) -> str:
    if not cells:
        return tag("row")
    if len(cells) == 1:
        return cells[0] or tag("cell")
    return " | ".join(cells).replace("  ", " ").strip(" ")


def _adoption(node: Adoption, page: _Page) -> None:
    body = _prose(node)
    if standard_adoption(node.text, page.language) == (node.meeting, node.date):
        page.block("ADOPTION", body)
        return
    meeting = None if node.meeting is None else str(node.meeting)
    value = f"{optional(meeting)} {optional(node.date)}"
    page.put("ADOPTION", [_line(tag("adoption", value), body)])


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


def _footnote(node: Footnote, page: _Page) -> None:
    body = _prose(node)
    line = _line(node.marker, body)
    start = len(line) - len(body)
    if not line or natural_footnote(line) != Reading("FOOTNOTE", node.marker, start):
        line = _line(tag("footnote", node.marker), body)
    page.lines.append(line)


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
