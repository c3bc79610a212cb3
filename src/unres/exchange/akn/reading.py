"""Akoma Ntoso to the tree.

In comes XML, out goes a `Resolution` whose `source` is the visible text. Two kinds of document
are read: what the United Nations and others mark up (`flat`, `judging`), where the words and
labels settle what the elements leave open; and what `writing` wrote (`exact`), where the
elements say it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from unres import grammar, languages
from unres.exchange.akn import cover
from unres.exchange.akn.exact import Exact, is_exact
from unres.exchange.akn.flat import Raw, flat
from unres.exchange.akn.growing import grow
from unres.exchange.akn.inline import Texts, children, find, hint, name
from unres.exchange.akn.judging import Block, judged
from unres.exchange.akn.names import CODES
from unres.exchange.akn.page import Page, Piece
from unres.exchange.akn.sniffing import AknError
from unres.nodes import (
    Annex,
    Field,
    Footnote,
    Heading,
    Masthead,
    Part,
    Resolution,
    Title,
    Unparsed,
)
from unres.spans import hull

#: What may stand where the text of a document is looked for.
_BODIES = ("mainBody", "body", "collectionBody", "debateBody", "judgmentBody", "amendmentBody",
           "portionBody")  # fmt: skip
_META = ("meta", "coverPage", "preface", "preamble", "conclusions", "attachments", "components",
         *_BODIES)  # fmt: skip


def read(data: bytes) -> Resolution:
    """The tree of an Akoma Ntoso document. Raises AknError where it is none."""
    root = parsed(data)
    if name(root) != "akomaNtoso":
        raise AknError(f"XML, but not Akoma Ntoso: its root is <{name(root)}>")
    document = next((child for child in root if find(child, *_META) is not None), None)
    if document is None:
        raise AknError("Akoma Ntoso without a document in it")
    try:
        return _tree(root, document)
    except RecursionError:
        raise AknError("Akoma Ntoso whose elements are nested too deeply") from None


def _tree(root: Element, document: Element) -> Resolution:
    language = _language(root)
    every = list(root.iter())
    notes = [e for e in every if name(e) == "authorialNote"]
    notes += [e for e in every if name(e) == "note"]
    if is_exact(document):
        texts = Texts(_counted(notes), exact=True, ideographs=False)
        return Exact(root, document, texts, language).resolution()
    texts = Texts(notes, exact=False, ideographs=language == "zh")
    return _Reader(root, document, texts, language).resolution()


def _counted(notes: list[Element]) -> list[Element]:
    """The notes as the document itself counts them, where it does."""
    numbers = [hint(note, "index") or "" for note in notes]
    if not all(number.isdecimal() for number in numbers):
        return notes
    return [note for _, note in sorted(zip(map(int, numbers), notes, strict=True), key=_first)]


def _first(pair: tuple[int, Element]) -> int:
    return pair[0]


def parsed(data: bytes) -> Element:
    """The root of an XML document; no entity is expanded, nothing is loaded from anywhere."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg or error).split())
        raise AknError(f"XML that cannot be read: {reason}") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # stubs miss it
        raise AknError("XML with a document type: entities and external references are not read")
    return root


class _Reader:
    """Reads one document onto one page."""

    def __init__(self, root: Element, document: Element, texts: Texts, language: str) -> None:
        self.root = root
        self.document = document
        self.texts = texts
        self.language = language
        self.lexicon = grammar.lexicon(language)
        self.page = Page()
        self.annexes: list[Annex] = []
        self.strays: list[Unparsed] = []

    def resolution(self) -> Resolution:
        """The whole."""
        masthead, title = self._head(self.document)
        body = [*self.strays, *self._body(self.document)]
        body += self._parts()
        self._attached(self.document)
        footnotes = tuple(self._footnotes())
        spans = [n.span for n in (masthead, title, *body, *self.annexes, *footnotes) if n]
        return Resolution(
            language=self.language,
            masthead=masthead,
            title=title,
            body=tuple(body),
            annexes=tuple(self.annexes),
            footnotes=footnotes,
            span=hull(span for span in spans if span.end),
            source=self.page.text,
        )

    # -- masthead and title -------------------------------------------------------------

    def _head(self, document: Element) -> tuple[Masthead, Title | None]:
        """The masthead, and the title if there is one."""
        texts, language = self.texts, self.language
        entries = list(cover.entries(find(document, "coverPage"), texts, language))
        above, title = self._preface(document)
        entries += above
        meta = find(document, "meta")
        for job in meta.iter() if meta is not None else ():
            if name(job) == "docketNumber" and texts.piece(job).text:
                entries.append(cover.entry(job, texts.piece(job), language))
        fields = []
        for entry in entries:
            if entry.kind is None:
                self.strays.append(self._unparsed(entry.piece))
            else:
                fields.append(self.page.set(Field, entry.piece, kind=entry.kind, value=entry.value))
        masthead = Masthead(fields=tuple(fields), span=hull(f.span for f in fields))
        if title is None:
            return masthead, None
        number, piece, printed = title
        return masthead, self.page.set(Title, piece, printed, number=number)

    def _unparsed(self, piece: Piece) -> Unparsed:
        span = self.page.write(piece.text)
        self.page.write("\n")
        return Unparsed(text=piece.text, span=span, runs=(span,))

    def _preface(
        self, document: Element
    ) -> tuple[list[cover.Entry], tuple[str | None, Piece, str] | None]:
        """Fields that stand in the preface, and the title: number, text, number as printed."""
        preface, page = find(document, "preface"), find(document, "coverPage")
        fields: list[cover.Entry] = []
        number, printed = None, ""
        pieces = [e for e in page.iter() if cover.is_title(e)] if page is not None else []
        for element in preface.iter() if preface is not None else ():
            kind = name(element)
            if kind == "docNumber" and element.get("refersTo") != "#symbol":
                printed = self.texts.piece(element).text
                number = printed.rstrip(".。． -–") or None
            elif kind == "docTitle" and element.get("refersTo") == "#adoption":
                piece = self.texts.piece(element)
                fields.append(cover.entry(element, piece, self.language))
            elif kind == "docTitle":
                pieces.append(element)
            elif kind == "p" and find(element, "docNumber", "docTitle") is None:
                fields += self._beside(element)
        title = self.texts.piece(*pieces) if pieces else Piece("")
        if number is None and not title.text:
            return fields, None
        dash, title = _undashed(title)
        return fields, (number, title, f"{printed} {dash}".strip())

    def _beside(self, paragraph: Element) -> Iterator[cover.Entry]:
        """What a preface holds beside the title: fields, or text that is none of these."""
        if any(name(e) in ("docNumber", "docTitle", "authorialNote") for e in _around(paragraph)):
            return
        yield from cover.entries([paragraph], self.texts, self.language)

    # -- body ---------------------------------------------------------------------------

    def _body(self, document: Element, above: Iterable[Block] = ()) -> list[Any]:
        """The blocks of a document: preamble, main body, conclusions."""
        blocks = [*above, *judged(self._raws(document), self.lexicon)]
        blocks += self._conclusions(document)
        body: list[Any] = []
        for node in grow(blocks, self.page, self.language):
            (self.annexes if isinstance(node, Annex) else body).append(node)
        return body

    def _raws(self, document: Element) -> Iterator[Raw]:
        for part in children(document, "preamble", *_BODIES):
            if name(part) != "collectionBody":
                yield from flat(part, self.texts)

    def _conclusions(self, document: Element) -> Iterator[Block]:
        """The closing lines; and line by line what stands below, as a vote."""
        part = find(document, "conclusions")
        closed = False
        for paragraph in part if part is not None else ():
            closing = not closed and any(
                name(e) in ("docDate", "location") or e.get("name") == "adoptionMeeting"
                for e in paragraph.iter()
            )
            if closing:
                closed = True
                yield Block("ADOPTION", self.texts.piece(paragraph))
            else:
                yield from (Block("TEXT", line) for line in self.texts.lines(paragraph))

    def _parts(self) -> Iterator[Part]:
        """The components of a collection: resolutions A, B of one number."""
        holders = [*self.root, *self.document]
        for part in (holder for holder in holders if name(holder) == "components"):
            for document in (inner for component in part for inner in component):
                if find(document, *_META) is not None:
                    yield self._part(document)

    def _part(self, document: Element) -> Part:
        fields, title = self._preface(document)
        number, piece, printed = title or (None, Piece(""), "")
        above = [Block("TEXT", field.piece) for field in fields]
        if piece.text and number:
            above.append(Block("HEADING", piece))
        first = Piece(printed) if number else piece
        heading = self.page.set(Heading, first)
        body = self._body(document, above)
        self._attached(document)
        span = hull(n.span for n in (heading, *body) if n.span.end)
        return Part(heading=heading, body=tuple(body), span=span)

    # -- the back -----------------------------------------------------------------------

    def _attached(self, document: Element) -> None:
        """The attachments of a document, as annexes."""
        for part in children(document, "attachments"):
            for attachment in part:
                names = list(children(attachment, "num", "heading", "subheading"))
                for inner in attachment:
                    if find(inner, *_META) is not None:
                        self._annex(inner, [self.texts.piece(e) for e in names])
                        names = []

    def _annex(self, document: Element, names: list[Piece]) -> None:
        """An annex; `names` are the headings of the attachment that it stands in."""
        _, title = self._preface(document)
        if title is not None:
            number, piece, printed = title
            names += [Piece(printed)] if number else []
            names += [piece] if piece.text else []
        blocks = [Block("HEADING", piece) for piece in names]
        blocks += judged(self._raws(document), self.lexicon, annex=True)
        if not blocks:
            return
        if blocks[0].kind == "HEADING":
            blocks[0] = blocks[0]._replace(kind="ANNEX")
        elif blocks[0].kind != "ANNEX":
            blocks.insert(0, Block("ANNEX", Piece("")))
        for node in grow(blocks, self.page, self.language):
            assert isinstance(node, Annex)
            self.annexes.append(node)

    def _footnotes(self) -> Iterator[Footnote]:
        for note in self.texts.notes:
            piece = self.texts.piece(*note)
            marker = self.texts.marker(note)
            printed = marker
            if piece.text.startswith("()"):  # the number is the word processor's
                text = piece.text[2:].lstrip()
                printed = f"({marker})"
                piece = Piece(text)
            yield self.page.set(Footnote, piece, printed, marker=marker)


def _around(element: Element) -> Iterator[Element]:
    """All elements in an element, and those that it stands in."""
    yield from element.iter()
    yield from element.iterancestors()


def _undashed(piece: Piece) -> tuple[str, Piece]:
    """The dash that Arabic and older titles have between number and text, and the text."""
    text = piece.text.lstrip("-–— ")
    shift = len(piece.text) - len(text)
    marks = (mark._replace(offset=max(mark.offset - shift, 0)) for mark in piece.marks)
    return piece.text[:shift].strip(), Piece(text, tuple(marks))


def _language(root: Element) -> str:
    """The language that the document says it is in, else the one that its words are of."""
    for element in root.iter():
        if name(element) == "FRBRlanguage":
            code = element.get("language", "").lower()
            known = CODES.get(code) or (code[:2] if code[:2] in languages.LANGUAGES else None)
            if known:
                return known
    return languages.detect(" ".join(map(str, root.itertext())))
