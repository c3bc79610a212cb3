"""The tree to Akoma Ntoso: one function a class.

The elements are those of the United Nations' own files, so that their readers understand ours.
Where these leave open what a node is, attributes and elements of the name space `urn:unres:akn`
say it, and `exact` reads the equal tree back.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from unres import cleanform
from unres.exchange.akn import cover, describing
from unres.exchange.akn.blocks import Blocks, preamble_end
from unres.exchange.akn.describing import describe
from unres.exchange.akn.leading import proponent_wraps
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
from unres.nodes import (
    Annex,
    Field,
    Heading,
    Node,
    NoteRef,
    Part,
    Resolution,
    Title,
    walk,
)

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
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
    return f"{_DECLARATION}\n{etree.tostring(root, encoding='unicode')}\n"


class _Writer:
    def __init__(self, res: Resolution) -> None:
        self.res = res
        self.language = res.language
        self.names = Names()
        anchors = (
            below.footnote
            for top in (*res.masthead.fields, res.title, *res.body, *res.annexes)
            if top is not None
            for below in walk(top)
            if isinstance(below, NoteRef) and below.footnote is not None
        )
        self.notes = Notes(res.footnotes, anchors)
        self.work = describing.work(res)
        self.blocks = Blocks(res.language, self.names, self.notes)

    def root(self) -> Element:
        root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=NAMESPACES)
        lead, parts = _parted(self.res.body)
        if parts:
            document = add(root, "documentCollection", name="publication")
        else:
            document = add(root, "statement", name="resolution")
        meta = describe(document, self.work)
        self._cover(document)
        self._preface(document)
        if parts:
            self.blocks.preamble(document, lead, "")
            self._parts(root, document, parts)
        else:
            self.blocks.statement(document, self.res.body, "")
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
        if field.kind == "proponent" and (found := describing.committee(field.text, self.language)):
            attributes["refersTo"] = f"#{found}"
        element = add(parent, tag, **attributes)
        wraps = proponent_wraps(field.text) if field.kind == "proponent" else ()
        prose(element, field.text, field.notes, self.notes, wraps)
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

    # -- the back -------------------------------------------------------------------------

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
        describe(document, self.work, below=below)
        main = add(document, "mainBody")
        name = self.names.of(eid, "paragraph")
        first = add(main, "paragraph", **{"class": "H1", "eId": name})
        prose(add(first, "heading"), annex.heading.text, annex.heading.notes, self.notes)
        for node in annex.body:
            self.blocks.block(main, node, eid)

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
        describe(document, self.work, letter)
        title = add(add(document, "preface"), "p")
        prose(add(title, "docNumber"), part.heading.text, part.heading.notes, self.notes)
        body: Sequence[Node] = part.body
        if body and isinstance(body[0], Heading):
            append(title, " ")
            element = add(title, "docTitle", refersTo="#resolutionTitle")
            prose(element, body[0].text, body[0].notes, self.notes)
            body = body[1:]
        self.blocks.statement(document, body, eid)


def add_mark(meta: Element) -> None:
    """Says who wrote the document, and that its elements are to be taken at their word."""
    proprietary = add(meta, "proprietary", source="#unres")
    etree.SubElement(proprietary, f"{{{UNRES}}}tree", version="1")


def _plain_job(field: Field, language: str) -> bool:
    """Whether a field needs no more than the place for job numbers."""
    if field.kind != "job" or field.notes or not field.text.strip():
        return False
    return field.value == cleanform.standard("job", field.text, language)


def _parted(body: Sequence[Node]) -> tuple[Sequence[Node], list[Part]]:
    """A body of parts alone, below what they have in common; no parts where it is any other."""
    start = preamble_end(body)
    parts = [node for node in body[start:] if isinstance(node, Part)]
    return (body[:start], parts) if len(parts) == len(body) - start else (body, [])
