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
from unres.numbering import CIRCLED, han_number

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
    return _Judge(list(raws), lexicon, annex=annex).blocks()


def _head(raw: Raw) -> labels.Label | None:
    """The label of a paragraph: its element's, or what stands as one at the head of its text."""
    if raw.kind != "text" or not (raw.label or raw.piece.text):
        return None
    if raw.label:
        return labels.read(f"{raw.label} ")
    found = labels.read(raw.piece.text)
    if found is None or any(mark.offset < found.end for mark in raw.piece.marks):
        return None
    return None if found.end >= len(raw.piece.text) else found


def _beheaded(raw: Raw, label: labels.Label) -> Raw:
    """A paragraph with the label of its text taken out."""
    marks = tuple(m._replace(offset=m.offset - label.end) for m in raw.piece.marks)
    return raw._replace(label=label.text, piece=Piece(raw.piece.text[label.end :], marks))


def _following(
    heads: Sequence[labels.Label | None], raws: Sequence[Raw]
) -> list[labels.Label | None]:
    """For each paragraph, the next label that stands in no list."""
    found: list[labels.Label | None] = [None] * len(raws)
    for at in range(len(raws) - 2, -1, -1):
        head = heads[at + 1]
        found[at] = head if head is not None and not raws[at + 1].depth else found[at + 1]
    return found


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
        #: Whether points hang from it already.
        self.listed = False
        self.small = lexicon.language in ("en", "fr", "es", "ru")
        self.heads = [_head(raw) for raw in raws]
        self.following = _following(self.heads, raws)
        self.numbered = any(head and head.number for head in self.heads)
        #: The last paragraph number, 0 where a sequence may begin.
        self.number = 0
        #: The label and level of the last point.
        self.last = ("", 0)

    def blocks(self) -> list[Block]:
        """All of them, in order."""
        blocks = []
        for at, raw in enumerate(self.raws):
            block = self._block(at, raw)
            self.last = (block.label or "", block.level)
            blocks.append(block)
        return blocks

    def _block(self, at: int, raw: Raw) -> Block:
        if raw.kind == "table":
            return Block("TABLE", raw.piece, None, self._inner(raw), raw.cells)
        if raw.kind == "opening":
            return self._opening(raw)
        if raw.kind == "preambular":
            return self._contained(at, raw)
        if raw.kind == "heading":
            return self._heading(at, raw)
        if raw.label:
            return self._labelled(at, raw)
        return self._led(at, raw) or self._bare(at, raw)

    def _begin(self) -> None:
        self.points.clear()
        self.level = 0
        self.open = self.listed = False

    def _contained(self, at: int, raw: Raw) -> Block:
        """What the document says is a paragraph of the preamble.

        One that decides, leads to points and has no numbers after it is operative all the same.
        """
        self._begin()
        self.open = True
        text = raw.piece.text
        leads = _end(text) in "：:" and self._points_follow(at)
        if leads and not self.numbered and self.lexicon.OPERATIVE_LEAD.match(text):
            return Block("OPERATIVE", raw.piece)
        return Block("PREAMBULAR", raw.piece)

    def _points_follow(self, at: int) -> bool:
        after = self.raws[at + 1] if at + 1 < len(self.raws) else None
        return after is not None and bool(after.label or after.depth)

    def _inner(self, raw: Raw) -> int:
        """The level of what stands in a list, or goes on after one."""
        if raw.depth:
            return self.level + raw.depth
        return 1 if self.listed and self.open else 0

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
        """A paragraph whose label has an element of its own."""
        head = self.heads[at]
        number = head.number if head else None
        if number is not None and (not raw.depth or number == self.number + 1 > 1):
            return self._numbered(raw, number)  # also one that strayed into a list
        self.listed = True
        if raw.depth:
            return Block("ITEM", raw.piece, raw.label, self.level + raw.depth)
        depth = self._place(at, head) if head else None
        self.level = depth or len(self.points.open) + 1
        return Block("ITEM", raw.piece, raw.label, self.level)

    def _led(self, at: int, raw: Raw) -> Block | None:
        """A paragraph that begins with a label, if that continues a sequence."""
        head = self.heads[at]
        if head is None or raw.depth:
            return None
        if head.number is not None:
            if head.number not in (1, self.number + 1):
                return None
            return self._numbered(_beheaded(raw, head), head.number)
        depth = self._eleventh(head) or self._place(at, head)
        if depth is None:
            return None
        self.level, self.listed = depth, True
        return Block("ITEM", _beheaded(raw, head).piece, head.text, depth)

    def _eleventh(self, head: labels.Label) -> int | None:
        """The level of `(十一)`, which follows the last of the ideographs in one bracket."""
        label, level = self.last
        follows = label == CIRCLED[-1] or han_number(label[1:-1]) in range(11, 99)
        value = han_number(head.core) if head.form == "()" and not head.core.isdecimal() else None
        return level if value is not None and value > len(CIRCLED) and follows else None

    def _numbered(self, raw: Raw, number: int) -> Block:
        self._begin()
        self.preamble, self.open = False, True
        self.number = number
        return Block("OPERATIVE", raw.piece, raw.label)

    def _place(self, at: int, head: labels.Label) -> int | None:
        return self.points.place(head, lambda: self._ahead(at), begins=True)

    def _ahead(self, at: int) -> labels.Label | None:
        """The next label that stands in no list."""
        return self.following[at]

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
        listed = self.listed and not self.small
        if not ended and len(text) <= _HEADING and not small and not listed:
            return self._heading(at, raw)
        if self.preamble:
            return self._unnumbered(at, raw, end)
        if self.listed and self.open:
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
        leads_to_points = end in "：:" and self._points_follow(at)
        decides = end in _ENDS and bool(self.lexicon.OPERATIVE_LEAD.match(text))
        if decides or (not self.numbered and (end in ".。" or leads_to_points)):
            self.open = True
            return Block("OPERATIVE", piece)
        if end in _COMMAS or self.lexicon.LEAD.match(text):
            self.open = True
            return Block("PREAMBULAR", piece)
        return Block("TEXT", piece)
