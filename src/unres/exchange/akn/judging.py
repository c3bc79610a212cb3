"""What the paragraphs of a flat body are, and what hangs below what.

The words and the labels judge, as they do for a dump: a tree from Akoma Ntoso and a tree from
a dump of the same document follow one set of conventions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from unres import words
from unres.exchange.akn.flat import Raw
from unres.exchange.akn.page import Piece
from unres.grammar import Lexicon
from unres.layout import labels

#: A heading is no longer than this, in code points.
_HEADING = 160
#: Closing lines neither.
_CLOSING = 70
_ENDS = frozenset(";:.；：。؛!?！？؟…")
_COMMAS = frozenset(",，،")
_QUOTES = "\"'”’»)）》」]“ "
_ROMAN = re.compile(r"(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?:\.\s+(?=[^\W\d_])|\.?\Z)")
_LETTER = re.compile(r"[A-ZА-Я]\.?\Z")


class Block(NamedTuple):
    """A paragraph with its kind: a token type of the grammar."""

    kind: str
    piece: Piece
    label: str | None = None
    #: Below its paragraph, from 1; 0 for all that stands by itself.
    level: int = 0
    cells: tuple[tuple[Piece, ...], ...] = ()


def judged(raws: Iterable[Raw], lexicon: Lexicon, *, annex: bool = False) -> list[Block]:
    """The paragraphs with their kinds and levels."""
    return _Judge([_split(raw) for raw in raws], lexicon, annex=annex).blocks()


def _split(raw: Raw) -> Raw:
    """A label that stands in the text, where no element holds it."""
    if raw.kind != "text" or raw.label is not None:
        return raw
    found = labels.read(raw.piece.text)
    if found is None or found.end >= len(raw.piece.text) or found.form == "-":
        return raw
    if found.form == "." and not found.core.isdecimal():
        return raw
    if any(mark.offset < found.end for mark in raw.piece.marks):
        return raw
    marks = tuple(m._replace(offset=m.offset - found.end) for m in raw.piece.marks)
    return raw._replace(label=found.text, piece=Piece(raw.piece.text[found.end :], marks))


def _end(text: str) -> str:
    """The last character that is neither a bracket nor a quotation mark."""
    return text.rstrip(_QUOTES)[-1:]


class _Judge:
    """Goes through the paragraphs once; what a paragraph is depends on those before it."""

    def __init__(self, raws: Sequence[Raw], lexicon: Lexicon, *, annex: bool) -> None:
        self.raws = raws
        self.lexicon = lexicon
        self.annex = annex
        #: In the preamble, a paragraph that ends with a comma is one of its own.
        self.preamble = not annex
        self.points = labels.Points()
        #: Level of the paragraph or point that lists go on below.
        self.level = 0
        #: Whether there is a paragraph that points can hang from.
        self.open = False
        self.small = lexicon.language in ("en", "fr", "es", "ru")
        self.numbered = any(
            raw.label and (read := labels.read(raw.label + " ")) and read.number for raw in raws
        )

    def blocks(self) -> list[Block]:
        """All of them, in order."""
        return [self._block(at, raw) for at, raw in enumerate(self.raws)]

    def _block(self, at: int, raw: Raw) -> Block:
        if raw.kind == "table":
            return Block("TABLE", raw.piece, None, self._inner(raw), raw.cells)
        if raw.kind == "opening":
            return self._opening(raw)
        if raw.kind == "preambular":
            self._begin()
            self.open = True
            return Block("PREAMBULAR", raw.piece)
        if raw.kind == "heading":
            return self._heading(at, raw)
        return self._labelled(at, raw) if raw.label else self._bare(at, raw)

    def _begin(self) -> None:
        self.points.clear()
        self.level = 0
        self.open = False

    def _inner(self, raw: Raw) -> int:
        """The level of what stands in a list, or goes on after one."""
        if raw.depth:
            return self.level + raw.depth
        return 1 if self.points.open and self.open else 0

    def _opening(self, raw: Raw) -> Block:
        self._begin()
        self.preamble = True
        return Block("OPENING", raw.piece)

    # -- headings -----------------------------------------------------------------------

    def _heading(self, at: int, raw: Raw) -> Block:
        """A heading: of a section, a part, an annex, or none of these."""
        self._begin()
        text = raw.piece.text
        if self.lexicon.ANNEX.fullmatch(text):
            self.annex, self.preamble = True, False
            return Block("ANNEX", raw.piece)
        if not self._section(text):
            return Block("HEADING", raw.piece)
        self.preamble = not self.annex
        opens = _LETTER.match(text) and any(
            later.kind == "opening" or self._opens(later) for later in self.raws[at + 1 : at + 4]
        )
        return Block("PART" if opens else "SECTION", raw.piece)

    def _section(self, text: str) -> bool:
        if _ROMAN.match(text) or _LETTER.match(text):
            return True
        named = "SECTION" in self.lexicon and self.lexicon.SECTION.match(text)
        return bool(named) and len(text) < _HEADING // 2

    # -- paragraphs ---------------------------------------------------------------------

    def _labelled(self, at: int, raw: Raw) -> Block:
        label = raw.label
        read = labels.read(f"{label} ")
        if raw.depth:
            return Block("ITEM", raw.piece, label, self.level + raw.depth)
        if read is not None and read.number is not None:
            self._begin()
            self.preamble, self.open = False, True
            return Block("OPERATIVE", raw.piece, label)
        depth = None
        if read is not None:
            depth = self.points.place(read, lambda: self._ahead(at), begins=True)
        self.level = depth or len(self.points.open) + 1
        return Block("ITEM", raw.piece, label, self.level)

    def _ahead(self, at: int) -> labels.Label | None:
        """The next label that stands in no list."""
        after = (r.label for r in self.raws[at + 1 :] if r.label and not r.depth)
        return labels.read(f"{next(after, '')} ")

    def _bare(self, at: int, raw: Raw) -> Block:
        """A paragraph without a label."""
        text, piece = raw.piece.text, raw.piece
        if raw.depth:
            return Block("CONTINUATION", piece, None, self.level + raw.depth)
        if self._opens(raw):
            return self._opening(raw)
        if self.lexicon.ANNEX.fullmatch(text):
            return self._heading(at, raw)
        if len(text) < _CLOSING and self.lexicon.MEETING.match(words.plain(text)):
            self._begin()
            return Block("ADOPTION", piece)
        end = _end(text)
        ended = end in _ENDS or end in _COMMAS
        small = self.small and text[:1].islower()
        if not ended and len(text) <= _HEADING and not small and not self.points.open:
            return self._heading(at, raw)
        if self.preamble:
            return self._unnumbered(at, raw, end)
        if self.points.open and self.open:
            return Block("CONTINUATION", piece, None, 1)
        self._begin()
        return Block("TEXT", piece)

    def _opens(self, raw: Raw) -> bool:
        text = words.plain(raw.piece.text)
        return len(text) < _CLOSING and bool(self.lexicon.OPENING.fullmatch(text))

    def _unnumbered(self, at: int, raw: Raw, end: str) -> Block:
        """A paragraph above the first number: preambular, or an operative one without number."""
        self._begin()
        text, piece = raw.piece.text, raw.piece
        after = self.raws[at + 1] if at + 1 < len(self.raws) else None
        leads_to_points = end in "：:" and after is not None and after.label is not None
        if self.lexicon.OPERATIVE_LEAD.match(text) or (
            not self.numbered and (end in ".。" or leads_to_points)
        ):
            self.open = True
            return Block("OPERATIVE", piece)
        if end in _COMMAS or self.lexicon.LEAD.match(text):
            self.open = True
            return Block("PREAMBULAR", piece)
        return Block("TEXT", piece)
