"""The tree as the page shows it: one numbered row a node, in reading order.

Numbers count from 0 at the document and go depth first, so that all below a row are the
numbers up to its `last`: one comparison tells whether a character belongs below a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby

from attrs import define, field

from unres.languages import LANGUAGES
from unres.nodes import (
    Adoption,
    Annex,
    Field,
    Footnote,
    Furniture,
    Heading,
    Item,
    Masthead,
    Node,
    NoteRef,
    Opening,
    Operative,
    Part,
    Preambular,
    Resolution,
    Section,
    Table,
    Text,
    Title,
    Unparsed,
)
from unres.spans import Span

#: Kind of a row -> its sign in the margin and its name in the legend, in the legend's order.
KINDS = {
    "masthead": ("MH", "masthead"),
    "title": ("TI", "title"),
    "opening": ("OF", "opening formula"),
    "preamble": ("PP", "preamble"),
    "operative": ("OP", "operative"),
    "item": ("IT", "item"),
    "heading": ("HD", "heading"),
    "text": ("TX", "text"),
    "table": ("TB", "table"),
    "adoption": ("AD", "adoption"),
    "footnote": ("FN", "footnote"),
    "marker": ("MK", "footnote marker"),
    "furniture": ("FU", "page furniture"),
    "unparsed": ("??", "unparsed"),
}

_KIND_OF: dict[type[Node], str] = {
    Field: "masthead",
    Title: "title",
    Opening: "opening",
    Preambular: "preamble",
    Operative: "operative",
    Item: "item",
    Heading: "heading",
    Text: "text",
    Table: "table",
    Adoption: "adoption",
    Footnote: "footnote",
    NoteRef: "marker",
    Furniture: "furniture",
    Unparsed: "unparsed",
}


@define
class Entry:
    """One row of the tree, or a marker inside a row's text."""

    number: int
    #: A key of `KINDS`, or `group` for what only holds others.
    kind: str
    level: int
    #: What stands before the text: a label, a marker, the name of a group.
    label: str = ""
    text: str = ""
    #: What was read from the text: a date, a number. Empty where the text says it.
    value: str = ""
    #: The node's own characters in the source.
    runs: Sequence[Span] = ()
    #: Offset in the owner's text (markers only).
    offset: int = 0
    #: The footnote that a marker means, as an index; None where it has none.
    footnote: int | None = None
    markers: list[Entry] = field(factory=list)
    #: Where a table's cells end, as offsets in the text; whether a row ends there.
    cuts: list[tuple[int, bool]] = field(factory=list)
    #: Whether the text shows only while the row is closed: the rows below repeat it.
    peek: bool = False
    #: The highest number below this row, or its own.
    last: int = 0
    parent: bool = False
    #: Place among its siblings, and how many these are.
    place: int = 1
    siblings: int = 1
    #: Whether the row begins closed.
    closed: bool = False


def entries(res: Resolution) -> list[Entry]:
    """All rows of a resolution in reading order; markers hang in the rows whose text they mark."""
    return _Numbering(res).rows


class _Numbering:
    """Goes through the tree once and numbers what it meets."""

    def __init__(self, res: Resolution) -> None:
        self.rows: list[Entry] = []
        self.count = 0
        language = LANGUAGES[res.language].name if res.language in LANGUAGES else res.language
        top = self._row("group", 0, label=f"Resolution {res.number or res.symbol or ''}".strip())
        top.text = language
        level = 1
        below: list[_Step] = [partial(self._masthead, res.masthead, level)]
        if res.title:
            below.append(partial(self._node, res.title, level))
        below += self._body(res.body, level)
        below += (partial(self._node, annex, level) for annex in res.annexes)
        if res.footnotes:
            below.append(partial(self._group, "Footnotes", res.footnotes, level))
        if res.furniture:
            aside = partial(self._group, "Page furniture", res.furniture, level, closed=True)
            below.append(aside)
        self._below(top, below)

    def _row(self, kind: str, level: int, *, label: str = "", text: str = "") -> Entry:
        row = Entry(self._next(), kind, level, label, text)
        self.rows.append(row)
        return row

    def _next(self) -> int:
        self.count += 1
        return self.count - 1

    def _below(self, row: Entry, steps: Sequence[_Step]) -> Entry:
        """Take the steps that write a row's children, and close the row."""
        for place, step in enumerate(steps, 1):
            child = step()
            child.place, child.siblings = place, len(steps)
        row.parent = bool(steps)
        row.last = self.count - 1
        return row

    def _body(self, body: Iterable[Node], level: int) -> list[_Step]:
        """A body; preambular paragraphs in a row hang from one group."""
        steps: list[_Step] = []
        for preambular, blocks in groupby(body, lambda block: isinstance(block, Preambular)):
            nodes = tuple(blocks)
            if preambular and len(nodes) > 1:
                steps.append(partial(self._group, "Preamble", nodes, level))
            else:
                steps += (partial(self._node, node, level) for node in nodes)
        return steps

    def _group(
        self, name: str, nodes: Sequence[Node], level: int, *, closed: bool = False
    ) -> Entry:
        row = self._row("group", level, label=name, text=_told(nodes))
        row.closed = closed
        return self._below(row, [partial(self._node, node, level + 1) for node in nodes])

    def _masthead(self, masthead: Masthead, level: int) -> Entry:
        if masthead.fields:
            return self._group("Masthead", masthead.fields, level)
        return self._below(self._row("group", level, label="No masthead"), ())

    def _node(self, node: Node, level: int) -> Entry:
        if isinstance(node, Section | Part | Annex):
            row = self._row("group", level, label=type(node).__name__, text=node.heading.text)
            row.peek = True
            return self._below(
                row,
                [partial(self._node, node.heading, level + 1), *self._body(node.body, level + 1)],
            )
        row = self._row(_KIND_OF[type(node)], level)
        row.runs = node.runs
        row.label, row.text, row.value = _words(node)
        if isinstance(node, Table):
            row.cuts = _cuts(node)
        for note in getattr(node, "notes", ()):
            marker = Entry(self._next(), "marker", level, note.marker, runs=note.runs)
            marker.offset, marker.footnote, marker.last = note.offset, note.footnote, marker.number
            row.markers.append(marker)
        return self._below(row, self._body(getattr(node, "children", ()), level + 1))


_Step = Callable[[], Entry]


def _told(nodes: Sequence[Node]) -> str:
    """What a group holds, in a few words."""
    if isinstance(nodes[0], Furniture):
        kinds = Counter(node.kind for node in nodes if isinstance(node, Furniture))
        return ", ".join(
            f"{number} {kind.replace('-', ' ')}" for kind, number in kinds.most_common()
        )
    return str(len(nodes))


def _words(node: Node) -> tuple[str, str, str]:
    """Label, text and value of a node's row."""
    match node:
        case Field():
            value = node.value or ""
            return node.kind.replace("_", " "), node.text, "" if value == node.text else value
        case Title():
            return node.number or "", node.text, ""
        case Operative() | Item():
            return node.label or "", node.text, "" if node.label else _unlabelled(node)
        case Footnote():
            return node.marker or "", node.text, "number recovered" if node.recovered else ""
        case Adoption():
            meeting = f"meeting {node.meeting}" if node.meeting is not None else ""
            return "", node.text, ", ".join(filter(None, (meeting, node.date)))
        case Table():
            columns = max(map(len, node.rows), default=0)
            return f"{len(node.rows)} × {columns}", node.text, ""
        case Furniture():
            return node.kind.replace("-", " "), node.text, ""
        case _:
            return "", str(getattr(node, "text", "")), ""


def _cuts(table: Table) -> list[tuple[int, bool]]:
    """Where in `Table.text` one cell ends and the next begins."""
    cuts: list[tuple[int, bool]] = []
    at = 0
    for row in table.rows:
        cells = [cell for cell in row if cell]
        for place, cell in enumerate(cells, 1):
            at += len(cell) + 1
            cuts.append((at, place == len(cells)))
    return cuts[:-1]


def _unlabelled(node: Operative | Item) -> str:
    return "no label" if isinstance(node, Item) else "no number"
