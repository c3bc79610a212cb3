"""The cover page: the fields of the masthead, each by the element that the UN gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from unres.cleanform import standard
from unres.exchange.akn.inline import Texts, name
from unres.exchange.akn.page import Piece
from unres.nodes import FieldKind


class Entry(NamedTuple):
    """A field, or with no kind a text that is none."""

    kind: FieldKind | None
    piece: Piece
    value: str | None = None


#: Element -> kind of field; `inline` by its name.
_ELEMENTS: dict[str, FieldKind] = {
    "docNumber": "symbol",
    "docStatus": "distribution",
    "docDate": "issued",
    "session": "session",
    "event": "session",
    "docTitle": "adopted",
    "docType": "adopted",
    "docProponent": "proponent",
    "docketNumber": "job",
    "docAuthority": "organ",
}
_INLINES: dict[str, FieldKind] = {
    "agenda item": "agenda_item",
    "agenda item name": "agenda_title",
    "decision type": "agenda_title",
    "date of issuance": "issued",
    "originalLanguage": "distribution",
    "languageOfExpression": "distribution",
}


def entries(part: Iterable[Element] | None, texts: Texts, language: str) -> Iterator[Entry]:
    """The fields of a cover page, in order."""
    for paragraph in part if part is not None else ():
        if name(paragraph):
            yield from _paragraph(paragraph, texts, language)


def _paragraph(paragraph: Element, texts: Texts, language: str) -> Iterator[Entry]:
    whole = texts.piece(paragraph)
    if not whole.text or any(map(is_title, paragraph.iter())):
        return
    found = list(_fields(paragraph))
    pieces = [texts.piece(element) for element in found]
    if not found:
        yield Entry(None, whole)
        return
    if _letters(whole.text) != sum(_letters(piece.text) for piece in pieces):
        # part of the text stands beside the elements: the paragraph is one field
        found, pieces = found[:1], [whole]
    for element, piece in zip(found, pieces, strict=True):
        if piece.text:
            yield entry(element, piece, language)


def is_title(element: Element) -> bool:
    """Whether an element of a cover page is the title: the Security Council has it there."""
    return name(element) == "docTitle" and element.get("refersTo") == "#resolutionNumber"


def _letters(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _fields(element: Element) -> Iterator[Element]:
    """The outermost elements that are fields."""
    for child in element:
        if kind(child) is not None:
            yield child
        elif name(child):
            yield from _fields(child)


def kind(element: Element) -> FieldKind | None:
    """The kind of field that an element is, or None."""
    own = name(element)
    if own == "inline":
        return _INLINES.get(element.get("name", ""))
    if own == "docAuthority" and element.get("refersTo") == "#publisher":
        return "publisher"
    return _ELEMENTS.get(own)


def entry(element: Element, piece: Piece, language: str) -> Entry:
    """The field of an element; the attributes tell its standard form where the text does not."""
    field = kind(element)
    assert field is not None
    value = standard(field, piece.text, language)
    if value is None and field == "issued":
        value = _day(element.get("date"))
    elif value is None and field == "session" and name(element) == "session":
        number = element.get("value", "")
        value = number if number.isdecimal() and len(number) <= 3 else None  # noqa: PLR2004 (a year is none)
    return Entry(field, piece, value)


def _day(value: str | None) -> str | None:
    """A date; the UN writes 0001-01-01 where it knows none."""
    return value[:10] if value and not value.startswith("0001") else None
