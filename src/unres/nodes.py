"""The tree: every node class, and how to walk it.

Nodes are frozen data. Equality ignores positions, furniture and the source: two dumps of
one document give equal trees where they say the same. Change a node with `attrs.evolve`.

Texts are one line: wrapped lines joined, white space folded to single spaces, page
furniture and footnote markers taken out (a marker is a `NoteRef` with its offset).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from unres.spans import Span

NOWHERE = Span(0, 0)
#: How many levels of points there may be below a paragraph: whoever walks a tree may recurse.
DEEPEST: Final = 16

FieldKind: TypeAlias = Literal[
    "publisher",  # United Nations
    "organ",  # General Assembly
    "symbol",  # A/RES/78/1
    "distribution",  # Distr.: General
    "issued",  # 16 October 2023
    "session",  # Seventy-eighth session
    "agenda_item",  # Agenda items 13 and 117
    "agenda_title",  # the subject, on the lines below the agenda item
    "adopted",  # Resolution adopted by the General Assembly on 29 September 2023
    "proponent",  # [without reference to a Main Committee (A/78/L.1)]
    "job",  # 23-20100 (E)
]
FurnitureKind: TypeAlias = Literal[
    "running-head", "page-number", "job", "barcode", "rule", "notice", "image", "noise"
]


@frozen(kw_only=True)
class Node:
    """What every node has. Positions never count for equality."""

    #: From the first to the last character of the node's own text (a container: of all it holds).
    span: Span = field(default=NOWHERE, eq=False, repr=False)
    #: The exact source ranges of the node's own characters, label included, without its
    #: children and markers. Containers have none. Not always in source order.
    runs: tuple[Span, ...] = field(default=(), eq=False, repr=False)


@frozen(kw_only=True)
class NoteRef(Node):
    """A footnote marker in a text: where the note hangs."""

    #: As printed, without brackets: `"1"`, `"*"`.
    marker: str
    #: Offset in the owner's text, in code points, at which the marker stood.
    offset: int
    #: Index into `Resolution.footnotes`; None where the dump lost the note's text.
    footnote: int | None = None


@frozen(kw_only=True)
class Prose(Node):
    """A node that has a text of its own."""

    text: str
    #: Markers in source order of `text`.
    notes: tuple[NoteRef, ...] = ()


@frozen(kw_only=True)
class Field(Prose):
    """One field of the masthead, as printed."""

    kind: FieldKind
    #: The field in its standard form: an ISO date, an English organ name, a number, a symbol.
    #: None where the text does not tell (then `text` still does).
    value: str | None = None


@frozen(kw_only=True)
class Masthead(Node):
    """Everything above the title. Fields stand in printed order; a kind may repeat."""

    fields: tuple[Field, ...] = ()

    def first(self, kind: FieldKind) -> Field | None:
        """The first field of a kind, or None."""
        return next((f for f in self.fields if f.kind == kind), None)

    def value(self, kind: FieldKind) -> str | None:
        """The standard form of the first field of a kind that has one, or None."""
        return next((f.value for f in self.fields if f.kind == kind and f.value), None)

    def printed(self, kind: FieldKind) -> str | None:
        """The printed text of the first field of a kind, or None."""
        found = self.first(kind)
        return found.text if found else None


@frozen(kw_only=True)
class Title(Prose):
    """`62/22. Assistance to States for curbing the illicit traffic in small arms`."""

    #: As printed, without its full stop: `"62/22"`, `"217 A (III)"`. None where it is lost.
    number: str | None = None


@frozen(kw_only=True)
class Opening(Prose):
    """The opening formula: `The General Assembly,`."""


@frozen(kw_only=True)
class Item(Prose):
    """A lettered or numbered point below a paragraph, to any depth."""

    #: As printed: `"(a)"`, `"а)"`, `"㈠"`, `"(i)"`. None where the dump lost it.
    label: str | None = None
    children: tuple[Inner, ...] = ()


@frozen(kw_only=True)
class Preambular(Prose):
    """A paragraph of the preamble. It rarely has points of its own."""

    children: tuple[Inner, ...] = ()


@frozen(kw_only=True)
class Operative(Prose):
    """A numbered paragraph of the operative part (or the single, unnumbered one)."""

    #: As printed: `"1."`, `"1 -"`. None where there is none or the dump lost it.
    label: str | None = None
    children: tuple[Inner, ...] = ()


@frozen(kw_only=True)
class Heading(Prose):
    """A heading in the body or in an annex: `I`, `Annex II`, `General principles`."""


@frozen(kw_only=True)
class Text(Prose):
    """Running text that is none of the above; also what goes on after a list of points."""


@frozen(kw_only=True)
class Table(Node):
    """A table: rows of cell texts. Where cells could not be told apart a row has one cell."""

    rows: tuple[tuple[str, ...], ...]
    #: Markers inside the table; offsets count in `text`.
    notes: tuple[NoteRef, ...] = ()

    @property
    def text(self) -> str:
        """All cells, joined by single spaces, row after row."""
        return " ".join(cell for row in self.rows for cell in row if cell)


@frozen(kw_only=True)
class Adoption(Prose):
    """The closing lines: plenary meeting and date. `text` is the printed lines, joined."""

    #: Number of the plenary meeting, or None.
    meeting: int | None = None
    #: The date as `YYYY-MM-DD`, or None.
    date: str | None = None


@frozen(kw_only=True)
class Unparsed(Node):
    """Text that fits nowhere. Kept as it stood."""

    text: str


@frozen(kw_only=True)
class Section(Node):
    """A heading and what stands below it, up to the next heading of its rank."""

    heading: Heading
    body: tuple[Block, ...] = ()


@frozen(kw_only=True)
class Part(Node):
    """Part A, B, … of one resolution: its letter, its title, its body with its own adoption."""

    heading: Heading
    body: tuple[Block, ...] = ()


@frozen(kw_only=True)
class Annex(Node):
    """An annex: its heading (`Annex I`), then headings, sections and paragraphs."""

    heading: Heading
    body: tuple[Block, ...] = ()


@frozen(kw_only=True)
class Footnote(Prose):
    """A footnote's text."""

    #: As printed, or recovered from the sequence; None where neither tells.
    marker: str | None = None
    #: Whether the dump lost the number and the sequence gave it back. No part of equality.
    recovered: bool = field(default=False, eq=False)


@frozen(kw_only=True)
class Furniture(Node):
    """What belongs to the page, not to the text: running heads, page numbers, rules, bar codes."""

    kind: FurnitureKind
    text: str


@frozen(kw_only=True)
class Repair(Node):
    """Something mended on the way: `check` reports each as an `info`."""

    #: The name of the diagnostic, as in `unres.diagnostics`.
    name: str
    #: What fills the message.
    args: tuple[str, ...] = ()


#: What may stand inside a paragraph or item.
Inner: TypeAlias = Item | Text | Table
#: What may stand in a body, section, part or annex.
Block: TypeAlias = (
    Opening
    | Preambular
    | Operative
    | Item
    | Heading
    | Text
    | Table
    | Adoption
    | Unparsed
    | Section
    | Part
)


@frozen(kw_only=True)
class Resolution(Node):
    """A whole resolution."""

    #: One of ar, en, es, fr, ru, zh.
    language: str
    masthead: Masthead = field(factory=Masthead)
    #: None where the dump has none.
    title: Title | None = None
    body: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    furniture: tuple[Furniture, ...] = field(default=(), eq=False, repr=False)
    repairs: tuple[Repair, ...] = field(default=(), eq=False, repr=False)
    #: The text that was read, unchanged: every span and run is a range of it.
    source: str = field(default="", eq=False, repr=False)

    @property
    def number(self) -> str | None:
        """The resolution's number as its title prints it, or None."""
        return self.title.number if self.title else None

    @property
    def symbol(self) -> str | None:
        """The document symbol as the masthead gives it, or None."""
        return self.masthead.value("symbol")

    @property
    def opening(self) -> Opening | None:
        """The first opening formula, or None."""
        return next((n for n in walk_body(self.body) if isinstance(n, Opening)), None)

    @property
    def preamble(self) -> tuple[Preambular, ...]:
        """All preambular paragraphs of the body, sections and parts included."""
        return tuple(n for n in walk_body(self.body) if isinstance(n, Preambular))

    @property
    def operative(self) -> tuple[Operative, ...]:
        """All operative paragraphs of the body, sections and parts included."""
        return tuple(n for n in walk_body(self.body) if isinstance(n, Operative))

    @property
    def adoption(self) -> Adoption | None:
        """The last closing lines of the body, or None."""
        found = None
        for node in walk_body(self.body):
            if isinstance(node, Adoption):
                found = node
        return found

    @property
    def adopted(self) -> date | None:
        """The day of adoption, from the line above the title, else from the closing lines."""
        value = self.masthead.value("adopted") or (self.adoption.date if self.adoption else None)
        return date.fromisoformat(value) if value else None


def _of_resolution(node: Resolution) -> tuple[Node, ...]:
    title = (node.title,) if node.title else ()
    return (
        node.masthead,
        *title,
        *node.body,
        *node.annexes,
        *node.footnotes,
        *node.furniture,
    )


def _of_section(node: Section | Part | Annex) -> tuple[Node, ...]:
    return (node.heading, *node.body)


def _of_point(node: Item | Preambular | Operative) -> tuple[Node, ...]:
    return (*node.notes, *node.children) if node.notes else node.children


#: What stands below a node, by its class; nothing below those that are not here. One look-up
#: a node: walking a tree is most of what checking costs.
_BELOW: dict[type[Node], Callable[..., tuple[Node, ...]]] = {
    Resolution: _of_resolution,
    Masthead: attrgetter("fields"),
    **dict.fromkeys((Section, Part, Annex), _of_section),
    **dict.fromkeys((Item, Preambular, Operative), _of_point),
    **dict.fromkeys((Field, Title, Opening, Heading, Text, Table, Adoption), attrgetter("notes")),
    Footnote: attrgetter("notes"),
}


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node, in reading order; markers come first."""
    below = _BELOW.get(type(node))
    return below(node) if below is not None else ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, depth first, in reading order."""
    stack = [node]
    below = _BELOW.get
    while stack:
        top = stack.pop()
        yield top
        inner = below(type(top))
        if inner is not None and (under := inner(top)):
            stack.extend(under[::-1])


def walk_body(body: Iterable[Node]) -> Iterator[Node]:
    """All nodes of a body, depth first, in reading order."""
    for block in body:
        yield from walk(block)


def leaves(node: Node) -> Iterator[Node]:
    """All nodes that own characters of the source: together they are the ledger."""
    return (n for n in walk(node) if n.runs)
