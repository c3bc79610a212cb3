"""The tree to Akoma Ntoso: one function a class.

The elements are those of the United Nations' own files, so that their readers understand ours.
Where these leave open what a node is, attributes and elements of the name space `urn:unres:akn`
say it, and `exact` reads the equal tree back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from unres import cleanform, grammar
from unres.exchange.akn import cover, describing
from unres.exchange.akn.describing import describe
from unres.exchange.akn.leading import closing_wraps, lead_wrap
from unres.exchange.akn.making import (
    Names,
    Notes,
    add,
    append,
    escape,
    indent,
    note_hint,
    optional,
    prose,
)
from unres.exchange.akn.names import AKN, NAMESPACES, UNRES
from unres.exchange.akn.page import Piece
from unres.exchange.akn.tabling import write_table
from unres.nodes import (
    Adoption,
    Annex,
    Field,
    Heading,
    Item,
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
    walk,
)

#: Elements of fields; `inline` has a name.
_FIELDS: dict[str, tuple[str, dict[str, str]]] = {
    "publisher": ("docAuthority", {"refersTo": "#publisher"}),
    "organ": ("docAuthority", {"refersTo": "#issuingBody"}),
    "symbol": ("docNumber", {"refersTo": "#symbol"}),
    "distribution": ("docStatus", {}),
    "issued": ("docDate", {"refersTo": "#dateOfIssuance"}),
    "session": ("session", {}),
    "agenda_item": ("inline", {"name": "agenda item"}),
    "agenda_title": ("inline", {"name": "agenda item name"}),
    "adopted": ("docTitle", {}),
    "proponent": ("docProponent", {}),
    "job": ("docketNumber", {"refersTo": "#publicationJobNumber"}),
}


def write(res: Resolution) -> str:
    """The whole, with an XML declaration."""
    root = _Writer(res).root()
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


class _Writer:
    def __init__(self, res: Resolution) -> None:
        self.res = res
        self.language = res.language
        self.lexicon = grammar.lexicon(res.language)
        self.names = Names()
        anchors = (
            below.footnote
            for top in (*res.masthead.fields, res.title, *res.body, *res.annexes)
            if top is not None
            for below in walk(top)
            if isinstance(below, NoteRef) and below.footnote is not None
        )
        self.notes = Notes(res.footnotes, anchors)

    def root(self) -> Element:
        root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=NAMESPACES)
        lead, parts = _parted(self.res.body)
        if parts:
            document = add(root, "documentCollection", name="publication")
        else:
            document = add(root, "statement", name="resolution")
        meta = describe(document, self.res)
        self._cover(document)
        self._preface(document)
        if parts:
            self._preamble(document, lead, "")
            self._parts(root, document, parts)
        else:
            self._statement(document, self.res.body, "")
        self._attachments(document)
        # the jobs of the cover come first: the order of meta is references, notes, presentation
        describing.refer(meta, self.res)
        self.notes.write_loose(meta, len(meta))
        self.notes.settle()
        add_mark(meta)
        if jobs := self._jobs()[1]:
            describing.present(meta, [field.text for field in jobs])
        return root

    # -- above the text -------------------------------------------------------------------

    def _jobs(self) -> tuple[Sequence[Field], Sequence[Field]]:
        """The fields of the cover, and those that the foot of the page prints."""
        fields = self.res.masthead.fields
        cut = len(fields)
        while cut and _plain_job(fields[cut - 1], self.language):
            cut -= 1
        return fields[:cut], fields[cut:]

    def _cover(self, document: Element) -> None:
        fields, _ = self._jobs()
        if not fields:
            return
        page = add(document, "coverPage", eId=self.names.of("", "coverPage"))
        for field in fields:
            self.field(add(page, "p"), field)

    def field(self, parent: Element, field: Field) -> None:
        """A field of the masthead: `Ninety-first session`."""
        tag, attributes = _FIELDS[field.kind]
        attributes = dict(attributes)
        when = describing.day(field.value)
        if field.kind == "issued" and when:
            attributes["date"] = when
        elif field.kind == "issued":
            tag, attributes = "inline", {"name": "date of issuance"}
        if field.kind == "session" and (field.value or "").isdecimal():
            attributes["value"] = field.value or ""
        if field.kind == "distribution" and field.value == "General":
            attributes["refersTo"] = "#generalDistribution"
        element = add(parent, tag, **attributes)
        prose(element, field.text, field.notes, self.notes)
        told = cover.entry(element, Piece(field.text), self.language).value
        if told != field.value:
            note_hint(element, "value", optional(field.value))

    def _preface(self, document: Element) -> None:
        if self.res.title is not None:
            self.title(add(add(document, "preface"), "p"), self.res.title)

    def title(self, parent: Element, title: Title) -> None:
        """The title: `91/14. Lighthouses of small islands`."""
        if title.number is not None:
            add(parent, "docNumber", f"{title.number}.")
            append(parent, " ")
        element = add(parent, "docTitle", refersTo="#resolutionTitle")
        prose(element, title.text, title.notes, self.notes)

    # -- the text -------------------------------------------------------------------------

    def _statement(self, document: Element, body: Sequence[Node], prefix: str) -> None:
        """Preamble, main body and conclusions."""
        start = _preamble_end(body)
        end = _conclusions_start(body, start)
        self._preamble(document, body[:start], prefix)
        main = add(document, "mainBody")
        for node in body[start:end]:
            self.block(main, node, prefix)
        if not len(main):
            add(main, "hcontainer", name="empty", eId=self.names.of(prefix, "hcontainer"))
        if body[end:]:
            conclusions = add(document, "conclusions")
            for node in body[end:]:
                self._closing(conclusions, node)

    def _preamble(self, document: Element, nodes: Sequence[Node], prefix: str) -> None:
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

    # -- the back -------------------------------------------------------------------------

    def _closing(self, parent: Element, node: Node) -> None:
        if isinstance(node, Adoption):
            self.adoption(parent, node)
        else:
            self._paragraph(parent, node)

    def adoption(self, parent: Element, node: Adoption) -> None:
        """Closing lines: `40th plenary meeting 2 February 2037`."""
        element = add(parent, "p")
        when = describing.day(node.date)
        wraps = closing_wraps(node.text, when, self.lexicon)
        prose(element, node.text, node.notes, self.notes, wraps)
        meeting, told = cleanform.standard_adoption(node.text, self.language)
        if meeting != node.meeting:
            value = None if node.meeting is None else str(node.meeting)
            note_hint(element, "meeting", optional(value))
        if told != node.date:
            note_hint(element, "date", optional(node.date))

    def _attachments(self, document: Element) -> None:
        if not self.res.annexes:
            return
        attachments = add(document, "attachments")
        for count, annex in enumerate(self.res.annexes, 1):
            self.annex(attachments, annex, count)

    def annex(self, parent: Element, annex: Annex, count: int) -> None:
        """An annex: `Annex I`, and what stands below."""
        eid = self.names.of("", "attachment")
        document = add(add(parent, "attachment", eId=eid), "doc", name="annex")
        below = "main/annex" if len(self.res.annexes) == 1 else f"main/annex_{count}"
        describe(document, self.res, below=below)
        main = add(document, "mainBody")
        name = self.names.of(eid, "paragraph")
        first = add(main, "paragraph", **{"class": "H1", "eId": name})
        prose(add(first, "heading"), annex.heading.text, annex.heading.notes, self.notes)
        for node in annex.body:
            self.block(main, node, eid)

    def _parts(self, root: Element, document: Element, parts: Sequence[Part]) -> None:
        """The parts of a resolution, each a component of the collection."""
        body = add(document, "collectionBody")
        components = add(root, "components")
        for part in parts:
            eid = self.names.of("", "component")
            name = f"Resolution {part.heading.text}"
            holder = add(body, "component", eId=self.names.of("collectionBody", "component"))
            add(holder, "documentRef", eId=self.names.of("", "documentRef"), href=f"#{eid}",
                showAs=escape(name))  # fmt: skip
            self.part(add(components, "component", eId=eid), part, eid)

    def part(self, parent: Element, part: Part, eid: str) -> None:
        """A part: `B`, its title, and a statement of its own."""
        document = add(parent, "statement", name="resolution")
        letter = "".join(c for c in part.heading.text if c.isalnum() and c.isascii())[:8]
        describe(document, self.res, letter)
        title = add(add(document, "preface"), "p")
        prose(add(title, "docNumber"), part.heading.text, part.heading.notes, self.notes)
        body: Sequence[Node] = part.body
        if body and isinstance(body[0], Heading):
            append(title, " ")
            element = add(title, "docTitle", refersTo="#resolutionTitle")
            prose(element, body[0].text, body[0].notes, self.notes)
            body = body[1:]
        self._statement(document, body, eid)


def add_mark(meta: Element) -> None:
    """Says who wrote the document, and that its elements are to be taken at their word."""
    proprietary = add(meta, "proprietary", source="#unres")
    etree.SubElement(proprietary, f"{{{UNRES}}}tree", version="1")


def _plain_job(field: Field, language: str) -> bool:
    """Whether a field needs no more than the place for job numbers."""
    if field.kind != "job" or field.notes or not field.text.strip():
        return False
    return field.value == cleanform.standard("job", field.text, language)


def _preamble_end(body: Sequence[Node]) -> int:
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


def _parted(body: Sequence[Node]) -> tuple[Sequence[Node], list[Part]]:
    """A body of parts alone, below what they have in common; no parts where it is any other."""
    start = _preamble_end(body)
    parts = [node for node in body[start:] if isinstance(node, Part)]
    return (body[:start], parts) if len(parts) == len(body) - start else (body, [])


