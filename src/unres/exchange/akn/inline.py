"""Texts: what stands in an element, with the footnote markers taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from unres.exchange.akn.folding import Line
from unres.exchange.akn.names import UNRES
from unres.exchange.akn.page import Mark, Piece

#: Stands for a line's end inside a paragraph. No XML holds this character.
LINE = "\x1e"
_SPACE = re.compile(r"\s+")
#: What prints nothing: soft hyphens, signs of direction; and the stroke that widens Arabic words.
_UNPRINTED = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_KASHIDA = "\u0640"
#: A character that no XML may hold; none is beyond U+FFFF.
_CODE = re.compile("[0-9a-f]{1,4}")
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{1,4});|(\\))")

_NOTES = {"authorialNote", "noteRef"}
_LINES = {"eol", "br", "outcome"}


def name(element: Element) -> str:
    """The name of an element, without its name space."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find(element: Element, *names: str) -> Element | None:
    """The first child with one of the names, or None."""
    return next(children(element, *names), None)


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children with one of the names, in order."""
    return (child for child in element if name(child) in names)


def hint(element: Element, attribute: str) -> str | None:
    """What `to_akn` noted on an element beside Akoma Ntoso, or None."""
    found = element.get(f"{{{UNRES}}}{attribute}")
    return None if found is None else unescape(found)


def unescape(value: str) -> str:
    """The inverse of `escape`, which keeps characters that no XML may hold."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\\", value)


class Texts:
    """Reads texts; knows the footnotes of the document by their elements."""

    def __init__(self, notes: Iterable[Element], *, exact: bool, ideographs: bool) -> None:
        #: In reading order, or as the document itself counts them.
        self.notes = list(notes)
        #: Whether texts are taken as they stand: `to_akn` wrote them.
        self.exact = exact
        self._ideographs = ideographs
        self._places = {note: index for index, note in enumerate(self.notes)}
        self._ids = {note.get("eId"): index for index, note in enumerate(self.notes)}

    def piece(self, *elements: Element) -> Piece:
        """The text of elements that stand one after another."""
        raw: list[str | Mark] = []
        for element in elements:
            self._collect(element, raw)
            if not self.exact:
                raw.append(" ")
        return self._verbatim(raw) if self.exact else self._folded(raw)

    def label(self, element: Element) -> str:
        """The text of a number. Its kashida is printed: the letter of `(هـ)` has one."""
        raw: list[str | Mark] = []
        self._collect(element, raw)
        words = "".join(part for part in raw if isinstance(part, str))
        return words if self.exact else _UNPRINTED.sub("", " ".join(words.split()))

    def lines(self, element: Element) -> list[Piece]:
        """The text of an element, a piece for each of its lines; empty lines left out."""
        raw: list[str | Mark] = []
        self._collect(element, raw)
        lines: list[list[str | Mark]] = [[]]
        for part in raw:
            if part is LINE:
                lines.append([])
            else:
                lines[-1].append(part)
        pieces = [self._folded(line) for line in lines]
        return [piece for piece in pieces if piece.text or piece.marks]

    def _collect(self, element: Element, raw: list[str | Mark]) -> None:
        if element.text:
            raw.append(element.text)
        for child in element:
            kind = name(child)
            if kind in _NOTES:
                raw.append(self._mark(child))
            elif kind == "inline" and _CODE.fullmatch(code := hint(child, "code") or ""):
                raw.append(chr(int(code, 16)))
            elif kind:
                if kind in _LINES:
                    raw.append(LINE)
                self._collect(child, raw)
            if child.tail:
                raw.append(child.tail)

    def _mark(self, element: Element) -> Mark:
        index = self._places.get(element)
        if index is None:
            index = self._ids.get(element.get("href", "").removeprefix("#"))
        marker = self.marker(element)
        return Mark(marker, 0, index, marker)

    def marker(self, element: Element) -> str:
        """The marker of a note, or of a reference to one."""
        marker = element.get("marker")
        if marker is None:
            index = self._places.get(element)
            return "*" if index is None else str(index + 1)
        return unescape(marker) if self.exact else marker.strip()

    def _verbatim(self, raw: Iterable[str | Mark]) -> Piece:
        text = ""
        marks: list[Mark] = []
        for part in raw:
            if isinstance(part, Mark):
                marks.append(part._replace(offset=len(text)))
            else:
                text += part
        return Piece(text, tuple(marks))

    def _folded(self, raw: Iterable[str | Mark]) -> Piece:
        """White space folded; none before a marker; brackets about a marker are the marker's."""
        line = Line(ideographs=self._ideographs)
        for part in raw:
            if isinstance(part, Mark):
                line.mark(part)
            elif part is LINE:
                line.end()
            else:
                line.add(_printed(part))
        return line.piece()


def _printed(text: str) -> str:
    """A text as it is printed, white space folded."""
    folded = _SPACE.sub(" ", text)
    return folded if folded.isascii() else _UNPRINTED.sub("", folded.replace(_KASHIDA, ""))
