"""What a comparison of two trees gives: passages side by side, and what became of each."""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

from attrs import field, frozen

from unres.spans import Span

#: What became of a passage, from the old tree to the new one.
Status: TypeAlias = Literal["same", "changed", "moved", "split", "joined", "added", "lost"]
#: In what two passages differ.
Aspect: TypeAlias = Literal["text", "label", "kind", "level", "cells", "notes"]
#: What became of a footnote's marker.
Fate: TypeAlias = Literal["added", "lost", "moved", "renumbered"]
#: Where a passage stands.
Place: TypeAlias = Literal["masthead", "title", "body", "footnotes"]
#: Words: two trees of one language; skeleton: of two, where only the build can be compared.
Mode: TypeAlias = Literal["words", "skeleton"]

STATUSES: tuple[Status, ...] = ("same", "changed", "moved", "split", "joined", "added", "lost")


@frozen
class Mark:
    """A footnote's marker in a passage."""

    #: As printed, without brackets.
    marker: str
    #: Where it stood in the passage's text, in code points.
    offset: int


@frozen(kw_only=True)
class Passage:
    """A piece of text that a reader takes as one: a paragraph, a heading, a field, a footnote."""

    #: As in the outline (`preambular`, `operative`, `item` ...), or `adoption`, `title`,
    #: `footnote`, `unparsed`, or the kind of a masthead's field.
    kind: str
    #: What a person would call it: `operative paragraph 2 (b)`, `footnote 3`.
    name: str
    place: Place
    text: str
    #: As printed: a paragraph's label, a title's number, a footnote's marker. None where none is.
    label: str | None = None
    #: How deep below a paragraph; 0 for all but points and what stands among them.
    level: int = 0
    marks: tuple[Mark, ...] = ()
    #: Of a table, how many cells each row has.
    shape: tuple[int, ...] = ()
    #: What the label counts, whatever it is written in: 2 for `2.`, `(b)`, `б)`, `㈡`; or None.
    ordinal: int | None = None
    #: Where it stands in its tree's source, in code points; no part of equality.
    span: Span = field(default=Span(0, 0), eq=False)
    #: Its first line in the source, from 1; 0 where the tree has no source.
    line: int = field(default=0, eq=False)


@frozen
class Stretch:
    """A stretch of words: in both texts, or in one only (the other is then empty).

    All stretches of a change, joined, give back both texts. In both, they differ at most by
    what does not count: white space, invisible signs, and what the comparison ignores.
    """

    same: bool
    old: str
    new: str


@frozen
class MarkChange:
    """What became of one footnote marker in a passage that both trees have."""

    fate: Fate
    #: As the old tree prints it (as the new one, where it is added).
    marker: str
    #: Offset in the old text; None where it is added.
    old: int | None = None
    #: Offset in the new text; None where it is lost.
    new: int | None = None
    #: `renumbered`: as the new tree prints it.
    now: str | None = None
    #: `moved` from or to another passage: that passage's name.
    elsewhere: str | None = None


@frozen(kw_only=True)
class Change:
    """One row: what stands here in the old tree, and in the new one."""

    status: Status
    #: None where it is added; several where passages were joined.
    old: tuple[Passage, ...] = ()
    #: None where it is lost; several where a passage was split.
    new: tuple[Passage, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    #: The whole text, word by word, where it changed; else empty.
    words: tuple[Stretch, ...] = ()
    marks: tuple[MarkChange, ...] = ()

    @property
    def place(self) -> Place:
        """Where in the document the row stands."""
        return (self.new or self.old)[0].place


@frozen(kw_only=True)
class Difference:
    """Two trees compared: every passage of both is in exactly one row.

    Rows follow the new tree; what is lost stands where it stood in the old one.
    """

    mode: Mode
    #: Language of the old tree, and of the new one.
    languages: tuple[str, str]
    #: Symbol or number of each, or None.
    symbols: tuple[str | None, str | None]
    rows: tuple[Change, ...] = field(repr=False)
    #: What was not looked at.
    ignored: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rows that are not the same in both."""
        return tuple(row for row in self.rows if row.status != "same")

    @property
    def equal(self) -> bool:
        """Whether there is no difference at all."""
        return not self.changes

    @property
    def counts(self) -> dict[Status, int]:
        """How many rows have each status, all statuses named."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STATUSES}
