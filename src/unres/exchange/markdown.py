r"""Markdown: the tree as CommonMark, with tables and footnotes as GitHub and pandoc write them.

    United Nations\                     the masthead, a field a line
    A/RES/91/14

    # 91/14. Lighthouses                the title; headings below it by their depth

    1\. Decides to light them:[^1]      a paragraph with its label, as printed

    - \(a) Every night;                 points: list items that open with their label

    | Skerry | Lamps |                  a table; its first row is its head
    | --- | --- |

    [^1]: See A/91/207.                 footnotes last

A label is text, never list syntax: CommonMark knows no `(a)` or `㈠`, counts `1.` anew where a
number is missing (the very damage a reader looks for), and forgets whether it was `1.` or
`1 -`. Paragraphs are therefore paragraphs. Points are items of a bullet list, the one nested
structure in CommonMark that means a list, and keep their printed label behind the bullet.

Renderers number footnotes themselves, in the order of their markers. A note that would so get
another number than the printed one opens with its printed marker: `[^star]: \[\*] Corrected.`
A marker whose footnote is lost stands as text, `\[3]`. A footnote without a marker would be
shown nowhere: it is a paragraph below a rule at the end.

Everything else that could mean something is escaped with a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from unres.exchange.noted import Cell, cells, has_head, note_names, pieces, shown
from unres.languages import ascii_digits
from unres.nodes import (
    Adoption,
    Annex,
    Block,
    Footnote,
    Heading,
    Inner,
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

#: What means something inside a line: in CommonMark, in GitHub's or pandoc's additions to it.
_SPECIAL = re.compile(r"[\\`*_\[<>#|~$^{}@]|&(?=#?\w+;)|:(?=//|[\w+-]+:)|(?<=www)\.|=(?==)")
#: What means something at the start of a block: bullets, rules, `1.`, and pandoc's `(a)`, `a)`.
_START = re.compile(
    r"[-+=:%]|\((?=[0-9A-Za-z#@]{1,9}\)(?:\s|\Z))"
    r"|(?:\d{1,9}|[A-Za-z]|[ivxlcIVXLC]{1,9})(?=[.)](?:\s|\Z))"
)
#: White space that readers strip from the ends of a line, but for the plain space.
_EDGE = re.compile(r"\A\s+|\s+\Z")
#: What would make a link or a definition of the footnote's marker before it.
_BEHIND_MARKER = ("(", ":")
#: CommonMark has six ranks of headings.
_LAST_RANK = 6
#: A list of points below a paragraph, and points that stand alone: two lists never become one.
_BELOW, _ALONE = "-", "*"


def to_markdown(res: Resolution) -> str:
    """The resolution as Markdown, with a line feed at its end.

    CommonMark with pipe tables and `[^1]` footnotes. Furniture and positions are left out.
    A control character, which Markdown cannot hold, is written as its picture.
    """
    page = _Page(res.footnotes)
    _masthead(res.masthead, page)
    if res.title:
        _title(res.title, page)
    _body(res.body, page, 2)
    for annex in res.annexes:
        _group(annex, page, 2)
    _footnotes(res.footnotes, page)
    return "\n".join(page.lines) + "\n"


class _Page:
    """The lines written so far, and the footnotes that they refer to."""

    __slots__ = ("_names", "indent", "lead", "lines", "loose", "order", "sequence")

    def __init__(self, footnotes: Iterable[Footnote]) -> None:
        self._names = note_names(footnotes)
        self.lines: list[str] = []
        #: What stands before every line of a block: the depth in lists.
        self.indent = ""
        #: What stands before the first line of the next block: bullets, where an item opens.
        self.lead = ""
        #: Index of a footnote -> the number that a renderer will give it.
        self.order: dict[int, int] = {}
        #: The footnotes in that order.
        self.sequence: list[int] = []
        #: Footnotes that are paragraphs of their own: nothing can refer to them.
        self.loose: set[int] = set()

    def put(self, *lines: str) -> None:
        """Writes a block below a blank line."""
        if self.lines:
            self.lines.append("")
        self.lines.append(self.lead + lines[0])
        self.lines += (self.indent + line for line in lines[1:])
        self.lead = self.indent

    def name(self, footnote: int) -> str:
        """The name of a footnote that is referred to here."""
        if footnote not in self.order:
            self.sequence.append(footnote)
            self.order[footnote] = len(self.sequence)
        return self._names[footnote]


# ---------------------------------------------------------------------------------- inside a line


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", shown(text))


def _edged(line: str) -> str:
    """The line with the white space at its ends as entities, which nobody strips."""
    if not line or not (line[0].isspace() or line[-1].isspace()):
        return line
    return _EDGE.sub(_entities, line.strip(" "))


def _entities(found: re.Match[str]) -> str:
    return "".join(c if c == " " else f"&#{ord(c)};" for c in found[0])


def _inline(found: Iterator[str | NoteRef], page: _Page) -> str:
    """Pieces of text and markers as one line."""
    line = ""
    marked = False
    for piece in found:
        if isinstance(piece, NoteRef):
            # `![` opens an image.
            line = f"{line[:-1]}\\!" if line.endswith("!") else line
            line += _reference(piece, page)
            marked = True
            continue
        text = _escaped(piece)
        line += f"\\{text}" if marked and text.startswith(_BEHIND_MARKER) else text
        marked = False
    return _edged(line)


def _reference(note: NoteRef, page: _Page) -> str:
    if note.footnote is None or note.footnote in page.loose:
        return _bracketed(note.marker or "?")
    return f"[^{page.name(note.footnote)}]"


def _bracketed(marker: str | None) -> str:
    return f"\\[{_escaped(marker)}]" if marker else ""


def _prose(node: Prose, page: _Page) -> str:
    return _inline(pieces(node.text, node.notes), page)


def _labelled(label: str | None, text: str) -> str:
    if not label:
        return text
    label = _edged(_escaped(label))
    return f"{label} {text}" if text else label


def _opened(line: str) -> str:
    """A line as the first of a block: nothing in it opens a list, a heading or a rule."""
    found = _START.match(line)
    if not found:
        return line
    at = found.end() if found[0].isalnum() else 0
    return f"{line[:at]}\\{line[at:]}"


# ---------------------------------------------------------------------------------- one a node


def _masthead(node: Masthead, page: _Page) -> None:
    lines = [line for field in node.fields if (line := _prose(field, page))]
    if lines:
        page.put(*(f"{_opened(line)}\\" for line in lines[:-1]), _opened(lines[-1]))


def _title(node: Title, page: _Page) -> None:
    number = f"{node.number}." if node.number else None
    _ranked(1, _labelled(number, _prose(node, page)), page)


def _ranked(rank: int, line: str, page: _Page) -> None:
    if line:
        page.put(f"{'#' * min(rank, _LAST_RANK)} {line}")


def _line(node: Opening | Adoption | Text, page: _Page) -> None:
    _paragraph(_prose(node, page), page)


def _paragraph(line: str, page: _Page) -> None:
    if line:
        page.put(_opened(line))


def _preambular(node: Preambular, page: _Page) -> None:
    _paragraph(_prose(node, page), page)
    _children(node.children, page)


def _operative(node: Operative, page: _Page) -> None:
    _paragraph(_labelled(node.label, _prose(node, page)), page)
    _children(node.children, page)


def _item(node: Item, page: _Page, bullet: str = _BELOW) -> None:
    lead, indent = page.lead, page.indent
    written = len(page.lines)
    page.lead += f"{bullet} "
    page.indent += "  "
    _paragraph(_labelled(node.label, _prose(node, page)), page)
    _children(node.children, page)
    page.indent = indent
    page.lead = indent if len(page.lines) > written else lead


def _table(node: Table, page: _Page) -> None:
    rows, homeless = cells(node)
    columns = max(map(len, rows), default=0)
    if columns:
        lines = [_row(row, columns, page) for row in rows]
        if not has_head(rows):
            lines.insert(0, _bars([""] * columns))
        page.put(lines[0], _bars(["---"] * columns), *lines[1:])
    _paragraph(_inline(iter(homeless), page), page)


def _row(row: list[Cell], columns: int, page: _Page) -> str:
    texts = [_inline(cell.pieces(), page) for cell in row]
    return _bars(texts + [""] * (columns - len(row)))


def _bars(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _unparsed(node: Unparsed, page: _Page) -> None:
    _paragraph(_inline(pieces(node.text, ()), page), page)


def _heading(node: Heading, page: _Page, rank: int) -> None:
    _ranked(rank, _prose(node, page), page)


def _group(node: Section | Part | Annex, page: _Page, rank: int) -> None:
    _heading(node.heading, page, rank)
    _body(node.body, page, rank + 1)


def _footnotes(notes: tuple[Footnote, ...], page: _Page) -> None:
    """The notes that nothing refers to, as paragraphs; then the definitions of all others."""
    page.loose |= _loose(notes, page.order)
    lines = [
        _labelled_note(_bracketed(notes[index].marker), _prose(notes[index], page))
        for index in sorted(page.loose)
    ]
    if any(lines):
        page.put("---")
    for line in lines:
        _paragraph(line, page)
    for index in page.sequence:  # it grows: a note may refer to more
        note = notes[index]
        line = _prose(note, page)
        if not line or ascii_digits(note.marker or "") != str(page.order[index]):
            line = _labelled_note(_bracketed(note.marker), line)
        page.put(f"[^{page.name(index)}]: {_opened(line)}")


def _loose(notes: tuple[Footnote, ...], referred: Iterable[int]) -> set[int]:
    """The footnotes that cannot be reached: no text that is shown leads to them."""
    reached: set[int] = set()
    loose: set[int] = set()

    def reach(start: Iterable[int]) -> None:
        stack = list(start)
        while stack:
            index = stack.pop()
            if index not in reached:
                reached.add(index)
                stack += (ref.footnote for ref in notes[index].notes if ref.footnote is not None)

    reach(referred)
    for index in range(len(notes)):
        if index not in reached:
            loose.add(index)
            reach([index])
    return loose


def _labelled_note(marker: str, text: str) -> str:
    return " ".join(filter(None, (marker, text)))


_BLOCKS: dict[type[Node], Callable[[Any, _Page], None]] = {
    Opening: _line,
    Preambular: _preambular,
    Operative: _operative,
    Text: _line,
    Table: _table,
    Adoption: _line,
    Unparsed: _unparsed,
}
_INNER: dict[type[Node], Callable[[Any, _Page], None]] = {
    Item: _item,
    Text: _line,
    Table: _table,
}


def _body(blocks: Iterable[Block], page: _Page, rank: int) -> None:
    for block in blocks:
        match block:
            case Section() | Part():
                _group(block, page, rank)
            case Heading():
                _heading(block, page, rank)
            case Item():
                _item(block, page, _ALONE)
            case _:
                _BLOCKS[type(block)](block, page)


def _children(nodes: Iterable[Inner], page: _Page) -> None:
    for node in nodes:
        _INNER[type(node)](node, page)
