"""The body as the United Nations marks it up: a row of paragraphs, whatever they hang from.

Most files have every paragraph, point and heading side by side in `mainBody`, some have lists
in part, and where an element tells less than the page, the page is followed: `flat` lists the
paragraphs with what their elements tell, and nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from unres.exchange.akn.inline import Texts, children, find, name
from unres.exchange.akn.page import Piece

#: Elements that hold paragraphs and are none themselves.
_HOLDERS = {"content", "intro", "wrapUp", "blockContainer", "interstitial", "li", "ul", "ol"}
_LISTS = {"list", "sublist", "blockList"}
_HEADINGS = ("heading", "subheading", "crossHeading")
#: A section's number is no longer than this, in code points: `XVIII.`.
_NUMERAL = 6
_OWN = {"num", *_HEADINGS}


class Raw(NamedTuple):
    """A paragraph as it stands in the document."""

    #: `heading`, `opening`, `preambular`, `table`, or `text` for all whose labels must tell.
    kind: str
    piece: Piece
    #: As printed; None where no element gives one.
    label: str | None = None
    #: How deep in lists below its paragraph it stands.
    depth: int = 0
    #: Of a table: its cells.
    cells: tuple[tuple[Piece, ...], ...] = ()


def flat(body: Element, texts: Texts) -> Iterator[Raw]:
    """The paragraphs of a body, preamble or attachment, in reading order."""
    for child in body:
        yield from _element(child, texts, 0, None)


def flat_element(element: Element, texts: Texts) -> Iterator[Raw]:
    """The paragraphs of one element of a body."""
    return _element(element, texts, 0, None)


def _element(element: Element, texts: Texts, depth: int, label: str | None) -> Iterator[Raw]:
    """What an element holds; `label` belongs to the first paragraph in it."""
    kind = name(element)
    if kind == "p":
        yield from _paragraph(element, texts, depth, label)
    elif kind == "formula":
        yield from (Raw("opening", texts.piece(p)) for p in element)
    elif kind == "table":
        yield from _table(element, texts, depth, label)
    elif kind in ("listIntroduction", "listWrapUp", "block", *_HEADINGS):
        yield from _line(element, texts, depth, label)
    elif kind == "container":
        yield from _preambular(element, texts)
    elif (element.text or "").strip():  # a text where no text should be
        yield from _line(element, texts, depth, label)
    else:
        yield from _hierarchy(element, texts, depth, label)


def _hierarchy(element: Element, texts: Texts, depth: int, label: str | None) -> Iterator[Raw]:
    """A paragraph, point, list, or anything else that has a number, headings and contents."""
    number = find(element, "num")
    if number is not None:
        label = texts.label(number) or label
    headings = list(children(element, *_HEADINGS))
    if headings:
        yield from _headings(headings, texts, label)
        label = None
    inside = depth + (name(element) in _LISTS)
    first = True
    for child in element:
        kind = name(child)
        if not kind or kind in _OWN:
            continue
        own = kind in ("intro", "listIntroduction", "wrapUp", "listWrapUp")
        below = depth if own else inside
        if kind in _HOLDERS:
            for block in child:
                yield from _element(block, texts, below, label if first else None)
                first = False
        else:
            yield from _element(child, texts, below, label if first else None)
        first = False
    if first and label and not headings:
        yield Raw("text", Piece(""), label, depth)


def _paragraph(element: Element, texts: Texts, depth: int, label: str | None) -> Iterator[Raw]:
    heading = find(element, "subheading", "heading")
    piece = texts.piece(element)
    if not piece.text and not piece.marks and not label:
        return
    whole = heading is not None and texts.piece(heading).text == piece.text
    if whole or (not label and not depth and _bold(element)):
        yield from _headings([element], texts, label)
    else:
        yield Raw("text", piece, label, depth)


def _headings(elements: list[Element], texts: Texts, label: str | None) -> Iterator[Raw]:
    """Headings; a section's number that stands on a line of its own is one by itself."""
    pieces = [texts.piece(element) for element in elements]
    lines = texts.lines(elements[0])
    if len(lines) > 1 and len(lines[0].text) <= _NUMERAL:
        pieces[:1] = lines
    if label and label.strip(".").isalpha() and len(label) <= _NUMERAL:
        pieces.insert(0, Piece(label))
        label = None
    for piece in pieces:
        yield _heading(piece, label)
        label = None


def _bold(paragraph: Element) -> bool:
    """Whether a paragraph is a heading by its print: all bold, and no sentence."""
    only = paragraph[0] if len(paragraph) == 1 else None
    if only is None or (paragraph.text or "").strip() or (only.tail or "").strip():
        return False
    text = "".join(map(str, only.itertext())).strip()
    return only.get("class") == "bold" and text[-1:].isalnum()


def _heading(piece: Piece, label: str | None) -> Raw:
    """A heading; a number that has an element of its own is part of what is printed."""
    if not label:
        return Raw("heading", piece)
    if not piece.text:
        return Raw("heading", Piece(label, piece.marks))
    shift = len(label) + 1
    marks = tuple(mark._replace(offset=mark.offset + shift) for mark in piece.marks)
    return Raw("heading", Piece(f"{label} {piece.text}", marks))


def _line(element: Element, texts: Texts, depth: int, label: str | None) -> Iterator[Raw]:
    piece = texts.piece(element)
    if piece.text or piece.marks or label:
        kind = "heading" if name(element) in _HEADINGS else "text"
        yield Raw(kind, piece, label, depth)


def _preambular(container: Element, texts: Texts) -> Iterator[Raw]:
    """A container of the preamble: its first text is the paragraph, the others hang below it."""
    first = True
    for child in container:
        for raw in _element(child, texts, 0, None):
            if first and raw.kind == "text" and raw.label is None:
                yield raw._replace(kind="preambular", depth=0)
            else:
                yield raw
            first = False


def _table(element: Element, texts: Texts, depth: int, label: str | None) -> Iterator[Raw]:
    if label:
        yield Raw("text", Piece(""), label, depth)
    caption = find(element, "caption")
    if caption is not None:
        yield from _line(caption, texts, depth, None)
    rows = (row for row in element.iter() if name(row) == "tr")
    cells = tuple(
        tuple(texts.piece(*cell) if len(cell) else texts.piece(cell) for cell in row if name(cell))
        for row in rows
    )
    yield Raw("table", Piece(""), None, depth, cells)
