"""The blocks of a text as elements: one function a class.

The elements are those of the United Nations' own files. A block for which Akoma Ntoso has no
element in its place is an `hcontainer` with the name of its class, which `exact` reads back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml.etree import _Element as Element

from unres import cleanform, grammar
from unres.exchange.akn.describing import day
from unres.exchange.akn.leading import closing_wraps, lead_wrap
from unres.exchange.akn.making import (
    Names,
    Notes,
    add,
    escape,
    note_hint,
    optional,
    prose,
)
from unres.exchange.akn.tabling import write_table
from unres.nodes import (
    Adoption,
    Heading,
    Item,
    Node,
    Opening,
    Operative,
    Part,
    Preambular,
    Section,
    Table,
    Text,
    Unparsed,
)


class Blocks:
    """Writes blocks; `prefix` is always the identifier of what they stand in."""

    def __init__(self, language: str, names: Names, notes: Notes) -> None:
        self.language = language
        self.lexicon = grammar.lexicon(language)
        self.names = names
        self.notes = notes

    def statement(self, document: Element, body: Sequence[Node], prefix: str) -> None:
        """Preamble, main body and conclusions."""
        start = preamble_end(body)
        end = _conclusions_start(body, start)
        self.preamble(document, body[:start], prefix)
        main = add(document, "mainBody")
        for node in body[start:end]:
            self.block(main, node, prefix)
        if not len(main):
            add(main, "hcontainer", name="empty", eId=self.names.of(prefix, "hcontainer"))
        if body[end:]:
            conclusions = add(document, "conclusions")
            for node in body[end:]:
                self._closing(conclusions, node)

    def preamble(self, document: Element, nodes: Sequence[Node], prefix: str) -> None:
        """The opening formula and the paragraphs of the preamble, if there are any."""
        if not nodes:
            return
        preamble = add(document, "preamble")
        for node in nodes:
            if isinstance(node, Opening):
                name = self.names.of(prefix, "formula")
                formula = add(preamble, "formula", name="enactingFormula", eId=name)
                self._paragraph(formula, node)
            elif isinstance(node, Preambular):
                self.preambular(preamble, node, prefix)

    def preambular(self, parent: Element, node: Preambular, prefix: str) -> None:
        """A paragraph of the preamble, named by its lead phrase: `Recalling`."""
        wrap = lead_wrap(node, self.lexicon)
        name = node.text[: wrap.end] if wrap else "preambular"
        eid = self.names.of(prefix, "container")
        container = add(parent, "container", name=escape(name), eId=eid)
        self._paragraph(container, node)
        self._listed(container, node.children, eid)

    def _listed(self, parent: Element, nodes: Sequence[Node], prefix: str) -> None:
        """What hangs below a paragraph of the preamble: lists, texts and tables."""
        items: Element | None = None
        for node in nodes:
            if not isinstance(node, Item):
                items = None
                if isinstance(node, Table):
                    self._table(parent, node, prefix)
                elif isinstance(node, Text):
                    self._paragraph(parent, node)
                continue
            if items is None:
                list_eid = self.names.of(prefix, "blockList")
                items = add(parent, "blockList", eId=list_eid)
            item = add(items, "item", eId=self.names.of(items.get("eId", ""), "item", node.label))
            self._number(item, node.label)
            self._paragraph(item, node)
            self._listed(item, node.children, item.get("eId", ""))

    def block(self, parent: Element, node: Node, prefix: str) -> None:
        """Any block of the body, of a section, a part or an annex."""
        match node:
            case Operative():
                self._labelled(parent, "paragraph", node, prefix, {"class": "SingleTxt"})
            case Item():
                self._labelled(parent, "point", node, prefix, {})
            case Heading():
                self.heading(parent, node, prefix)
            case Section():
                self._division(parent, "section", node, prefix)
            case Part():
                self._division(parent, "part", node, prefix)
            case Table():
                eid = self.names.of(prefix, "hcontainer")
                holder = add(parent, "hcontainer", name="table", eId=eid)
                self._table(add(holder, "content", eId=f"{eid}__content"), node, eid)
            case Preambular():
                self._inner_preambular(parent, node, prefix)
            case Opening() | Text() | Adoption() | Unparsed():
                self._named(parent, node, prefix)

    def heading(self, parent: Element, node: Heading, prefix: str) -> None:
        """A heading: `General principles`."""
        eid = self.names.of(prefix, "paragraph")
        element = add(parent, "paragraph", **{"class": "H23", "eId": eid})
        prose(add(element, "subheading"), node.text, node.notes, self.notes)

    def _named(self, parent: Element, node: Node, prefix: str) -> None:
        """A block for which Akoma Ntoso has no element in this place: a container with its name."""
        eid = self.names.of(prefix, "hcontainer")
        name = type(node).__name__.lower()
        content = add(
            add(parent, "hcontainer", name=name, eId=eid), "content", eId=f"{eid}__content"
        )
        if isinstance(node, Adoption):
            self.adoption(content, node)
        elif isinstance(node, Unparsed):
            add(content, "p", node.text)
        else:
            self._paragraph(content, node)

    def _inner_preambular(self, parent: Element, node: Preambular, prefix: str) -> None:
        """A paragraph of a preamble inside the body, as a section may have one."""
        eid = self.names.of(prefix, "hcontainer")
        holder = add(parent, "hcontainer", name="preambular", eId=eid)
        content = add(holder, "content", eId=f"{eid}__content")
        self._paragraph(content, node)
        self._listed(content, node.children, eid)

    def _division(self, parent: Element, tag: str, node: Section | Part, prefix: str) -> None:
        """A section or a part: its number, its title if that follows, what stands below."""
        eid = self.names.of(prefix, tag, node.heading.text)
        element = add(parent, tag, eId=eid)
        prose(add(element, "num"), node.heading.text, node.heading.notes, self.notes)
        body = node.body
        if body and isinstance(body[0], Heading):
            prose(add(element, "heading"), body[0].text, body[0].notes, self.notes)
            body = body[1:]
        for below in body:
            self.block(element, below, eid)

    def _labelled(
        self,
        parent: Element,
        tag: str,
        node: Operative | Item,
        prefix: str,
        attributes: dict[str, str],
    ) -> None:
        """A paragraph or a point, with the list that hangs below."""
        eid = self.names.of(prefix, tag, node.label)
        element = add(parent, tag, **attributes, eId=eid)
        self._number(element, node.label)
        if not node.children:
            self._paragraph(add(element, "content", eId=f"{eid}__content"), node)
            return
        below = self.names.of(eid, "list")
        listed = add(element, "list", eId=below)
        self._paragraph(add(listed, "intro", eId=f"{below}__intro"), node)
        *inner, last = node.children
        for child in inner:
            self.block(listed, child, below)
        if isinstance(last, Text) and inner:
            self._paragraph(add(listed, "wrapUp", eId=f"{below}__wrapup"), last)
        else:
            self.block(listed, last, below)

    def _number(self, element: Element, label: str | None) -> None:
        if label is not None:
            add(element, "num", label)

    def _paragraph(self, parent: Element, node: Any) -> None:  # noqa: ANN401 (any prose)
        """The text of a node; its lead phrase is marked as the UN does."""
        wrap = lead_wrap(node, self.lexicon)
        prose(add(parent, "p"), node.text, node.notes, self.notes, [wrap] if wrap else ())

    def _table(self, parent: Element, node: Table, prefix: str) -> None:
        write_table(parent, node, self.names.of(prefix, "table"), self.notes)

    def _closing(self, parent: Element, node: Node) -> None:
        if isinstance(node, Adoption):
            self.adoption(parent, node)
        else:
            self._paragraph(parent, node)

    def adoption(self, parent: Element, node: Adoption) -> None:
        """Closing lines: `40th plenary meeting 2 February 2037`."""
        element = add(parent, "p")
        when = day(node.date)
        wraps = closing_wraps(node.text, when, self.lexicon)
        prose(element, node.text, node.notes, self.notes, wraps)
        meeting, told = cleanform.standard_adoption(node.text, self.language)
        if meeting != node.meeting:
            value = None if node.meeting is None else str(node.meeting)
            note_hint(element, "meeting", optional(value))
        if told != node.date:
            note_hint(element, "date", optional(node.date))


def preamble_end(body: Sequence[Node]) -> int:
    """How many blocks of a body belong to its preamble."""
    for at, node in enumerate(body):
        if not isinstance(node, Opening | Preambular):
            return at
    return len(body)


def _conclusions_start(body: Sequence[Node], start: int) -> int:
    """Where the closing lines begin, if nothing but texts (a vote) stands below them."""
    at = len(body)
    while at > start and isinstance(body[at - 1], Text):
        at -= 1
    if at > start and isinstance(body[at - 1], Adoption):
        return at - 1
    return len(body)
