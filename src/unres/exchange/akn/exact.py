"""What `writing` wrote, read back: the elements are taken at their word, texts as they stand.

One function a class, as there. What somebody added to such a file is read as any other
document's is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve
from lxml.etree import _Element as Element

from unres import cleanform, grammar
from unres.exchange.akn import cover
from unres.exchange.akn.flat import flat_element
from unres.exchange.akn.growing import grow
from unres.exchange.akn.inline import Texts, children, find, hint, name
from unres.exchange.akn.judging import judged
from unres.exchange.akn.making import read_optional
from unres.exchange.akn.names import UNRES
from unres.exchange.akn.page import Page, Piece
from unres.exchange.akn.tabling import read_table
from unres.nodes import (
    Adoption,
    Annex,
    Field,
    Footnote,
    Heading,
    Item,
    Masthead,
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
from unres.spans import hull


def is_exact(document: Element) -> bool:
    """Whether `writing` wrote the document."""
    meta = find(document, "meta")
    return meta is not None and any(
        child.tag == f"{{{UNRES}}}tree" for part in children(meta, "proprietary") for child in part
    )


class Exact:
    """Reads one document onto one page."""

    def __init__(self, root: Element, document: Element, texts: Texts, language: str) -> None:
        self.root = root
        self.document = document
        self.texts = texts
        self.language = language
        self.page = Page()

    def resolution(self) -> Resolution:
        """The whole."""
        masthead = self._masthead()
        title = self._title()
        body = [*self._statement(self.document), *self._parts()]
        annexes = [
            self._annex(inner)
            for part in children(self.document, "attachments")
            for attachment in part
            for inner in attachment
        ]
        footnotes = tuple(self._footnote(note) for note in self.texts.notes)
        spans = [n.span for n in (masthead, title, *body, *annexes, *footnotes) if n]
        return Resolution(
            language=self.language,
            masthead=masthead,
            title=title,
            body=tuple(body),
            annexes=tuple(annexes),
            footnotes=footnotes,
            span=hull(span for span in spans if span.end),
            source=self.page.text,
        )

    def _piece(self, element: Element | None) -> Piece:
        return Piece("") if element is None else self.texts.piece(element)

    # -- above the text -------------------------------------------------------------------

    def _masthead(self) -> Masthead:
        page, meta = find(self.document, "coverPage"), find(self.document, "meta")
        found = [e for p in (page if page is not None else ()) for e in p]
        found += [e for e in (meta.iter() if meta is not None else ()) if _is_job(e)]
        fields = tuple(self._field(e) for e in found if cover.kind(e) is not None)
        return Masthead(fields=fields, span=hull(f.span for f in fields))

    def _field(self, element: Element) -> Field:
        piece = self._piece(element)
        entry = cover.entry(element, piece, self.language)
        told = hint(element, "value")
        value = entry.value if told is None else read_optional(told)
        return self.page.set(Field, piece, kind=entry.kind, value=value)

    def _title(self) -> Title | None:
        preface = find(self.document, "preface")
        line = find(preface, "p") if preface is not None else None
        if line is None:
            return None
        number = find(line, "docNumber")
        printed = "" if number is None else self._piece(number).text
        title = self._piece(find(line, "docTitle"))
        return self.page.set(Title, title, printed, number=None if number is None else printed[:-1])

    # -- the text -------------------------------------------------------------------------

    def _statement(self, document: Element) -> Iterator[Any]:
        """Preamble, main body and conclusions."""
        for part in children(document, "preamble", "mainBody"):
            for element in part:
                yield from self._block(element)
        for part in children(document, "conclusions"):
            first = True
            for line in part:
                yield self._adoption(line) if first else self._set(Text, line)
                first = False

    def _block(self, element: Element) -> Iterable[Any]:
        """The node of an element of the body; an element that is none of ours, as a stranger."""
        kind = name(element)
        if kind == "hcontainer":
            return self._named(element)
        if kind == "formula":
            return [self._set(Opening, find(element, "p"))]
        if kind == "container":
            return [self._preambular(element)]
        if kind == "paragraph":
            heading = find(element, "subheading")
            if heading is not None:
                return [self._set(Heading, heading)]
            return [self._labelled(Operative, element)]
        if kind == "point":
            return [self._labelled(Item, element)]
        if kind in ("section", "part"):
            return [self._division(Section if kind == "section" else Part, element)]
        if kind == "table":
            return [read_table(element, self.texts, self.page)]
        return self._stranger(element)

    def _stranger(self, element: Element) -> Iterable[Any]:
        blocks = judged(flat_element(element, self.texts), grammar.lexicon(self.language))
        for node in grow(blocks, self.page, self.language):
            if isinstance(node, Annex):  # annexes have their place, and this is not it
                yield self._whole(Section, node.heading, list(node.body))
            else:
                yield node

    def _named(self, element: Element) -> Iterable[Any]:
        """A block of a container: `writing` says its class."""
        holder = find(element, "content")
        line = find(holder, "p") if holder is not None else None
        match element.get("name"):
            case "empty":
                return []
            case "opening":
                return [self._set(Opening, line)]
            case "text":
                return [self._set(Text, line)]
            case "unparsed":
                return [self._unparsed(line)]
            case "adoption" if line is not None:
                return [self._adoption(line)]
            case "preambular" if holder is not None:
                return [self._preambular(holder)]
            case "table" if holder is not None and len(holder):
                return [read_table(holder[0], self.texts, self.page)]
        return self._stranger(element)

    def _set(self, cls: type[Any], element: Element | None) -> Any:  # noqa: ANN401 (of the class)
        return self.page.set(cls, self._piece(element))

    def _unparsed(self, line: Element | None) -> Unparsed:
        text = self._piece(line).text
        span = self.page.write(text)
        self.page.write("\n")
        return Unparsed(text=text, span=span, runs=(span,) if text else ())

    def _adoption(self, line: Element) -> Adoption:
        piece = self._piece(line)
        meeting, day = cleanform.standard_adoption(piece.text, self.language)
        told = hint(line, "meeting")
        if told is not None and (read_optional(told) is None or _is_number(told)):
            meeting = int(told) if _is_number(told) else None
        said = hint(line, "date")
        if said is not None:
            day = read_optional(said)
        return self.page.set(Adoption, piece, meeting=meeting, date=day)

    def _preambular(self, holder: Element) -> Preambular:
        lines = list(holder)
        node = self._set(Preambular, lines[0] if lines else None)
        whole: Preambular = self._with(node, self._listed(lines[1:]))
        return whole

    def _listed(self, elements: Iterable[Element]) -> list[Any]:
        """What hangs below a paragraph of the preamble."""
        found: list[Any] = []
        for element in elements:
            kind = name(element)
            if kind == "blockList":
                found += [self._item(item) for item in element]
            elif kind == "table":
                found.append(read_table(element, self.texts, self.page))
            elif kind:
                found.append(self._set(Text, element))
        return found

    def _item(self, element: Element) -> Item:
        label = self._label(element)
        lines = [child for child in element if name(child) != "num"]
        piece = self._piece(lines[0] if lines else None)
        node = self.page.set(Item, piece, label or "", label=label)
        whole: Item = self._with(node, self._listed(lines[1:]))
        return whole

    def _label(self, element: Element) -> str | None:
        number = find(element, "num")
        return None if number is None else self._piece(number).text

    def _labelled(self, cls: type[Any], element: Element) -> Any:  # noqa: ANN401 (of the class)
        """A paragraph or a point, with what hangs below."""
        label = self._label(element)
        content, listed = find(element, "content"), find(element, "list")
        own = content if listed is None else find(listed, "intro")
        line = find(own, "p") if own is not None else None
        node = self.page.set(cls, self._piece(line), label or "", label=label)
        below: list[Any] = []
        for child in listed if listed is not None else ():
            if name(child) == "wrapUp":
                below.append(self._set(Text, find(child, "p")))
            elif name(child) != "intro":
                below += (inner for block in self._block(child) for inner in _inner(block))
        return self._with(node, below)

    @staticmethod
    def _with(node: Any, below: list[Any]) -> Any:  # noqa: ANN401 (the same class)
        return evolve(node, children=tuple(below)) if below else node

    def _division(self, cls: type[Any], element: Element) -> Any:  # noqa: ANN401 (of the class)
        """A section or a part: its number, its title, what stands below."""
        heading = self._set(Heading, find(element, "num"))
        body: list[Any] = []
        for child in element:
            if name(child) == "heading":
                body.append(self._set(Heading, child))
            elif name(child) != "num":
                body += self._block(child)
        return self._whole(cls, heading, body)

    def _whole(self, cls: type[Any], heading: Heading, body: list[Any]) -> Any:  # noqa: ANN401
        span = hull(n.span for n in (heading, *body) if n.span.end)
        return cls(heading=heading, body=tuple(body), span=span)

    # -- the back -------------------------------------------------------------------------

    def _parts(self) -> Iterator[Part]:
        """The components of a collection."""
        for part in children(self.root, "components"):
            for document in (inner for component in part for inner in component):
                preface = find(document, "preface")
                line = find(preface, "p") if preface is not None else None
                heading = self._set(Heading, None if line is None else find(line, "docNumber"))
                title = None if line is None else find(line, "docTitle")
                body = [] if title is None else [self._set(Heading, title)]
                yield self._whole(Part, heading, [*body, *self._statement(document)])

    def _annex(self, document: Element) -> Annex:
        main = find(document, "mainBody")
        lines = list(main) if main is not None else []
        first = find(lines[0], "heading") if lines else None
        heading = self._set(Heading, first)
        body = [node for line in lines[first is not None :] for node in self._block(line)]
        whole: Annex = self._whole(Annex, heading, body)
        return whole

    def _footnote(self, note: Element) -> Footnote:
        told = hint(note, "marker")
        marker = self.texts.marker(note) if told is None else read_optional(told)
        return self.page.set(Footnote, self._piece(find(note, "p")), marker or "", marker=marker)


def _inner(node: Any) -> Iterator[Item | Text | Table]:  # noqa: ANN401 (any block)
    """A block as it may stand below a paragraph: somebody may have put any there."""
    if isinstance(node, Item | Text | Table):
        yield node
    elif isinstance(node, Operative | Preambular):
        label = node.label if isinstance(node, Operative) else None
        yield Item(label=label, **_shared(node), children=node.children)
    elif isinstance(node, Section | Part):
        yield Text(**_shared(node.heading))
        for block in node.body:
            yield from _inner(block)
    elif isinstance(node, Unparsed):
        yield Text(text=node.text, span=node.span, runs=node.runs)
    else:
        yield Text(**_shared(node))


def _shared(node: Prose) -> dict[str, Any]:
    return {"text": node.text, "notes": node.notes, "span": node.span, "runs": node.runs}


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,9}", text))


def _is_job(element: Element) -> bool:
    return name(element) == "docketNumber"
