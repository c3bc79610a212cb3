"""Tokens: what the layout hands to the grammar, each spanning a run of lines.

A token is a block of the document with everything the build needs: the grammar looks at
its `type` alone. Token types are the terminals that `grammars/resolution.lark` declares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from unres.compiling import mypyc_attr

if TYPE_CHECKING:
    from mypy_extensions import i32

    from unres.nodes import NoteRef

TokenType: TypeAlias = Literal[
    "FIELD",  # a masthead field; `value` is its kind
    "TITLE",  # label: the number
    "OPENING",
    "PREAMBULAR",
    "OPERATIVE",
    "ITEM",  # level: depth below the paragraph, from 1
    "CONTINUATION",  # running text at a level: after a list, or of no other kind
    "HEADING",
    "SECTION",  # a heading that opens a numbered section: I, II, A.
    "PART",  # a heading that opens part A, B of one resolution
    "ANNEX",
    "TABLE",
    "TEXT",
    "ADOPTION",
    "UNPARSED",
    "FOOTNOTE",
    "FURNITURE",
]


@mypyc_attr(acyclic=True)
class Marker:
    """A footnote marker: as printed, its offset in the token's text, its source range."""

    __slots__ = ("end", "link", "marker", "offset", "start")

    def __init__(
        self, marker: str, offset: int, start: int, end: int, link: int | None = None
    ) -> None:
        self.marker = marker
        self.offset = offset
        self.start = start
        self.end = end
        #: Which footnote it means, where the text says so: its number from 1, or 0 for none.
        #: None, as in any dump: the sequence tells.
        self.link = link

    def at(self, offset: int) -> Marker:
        """The same marker at another offset."""
        return Marker(self.marker, offset, self.start, self.end, self.link)


@mypyc_attr(acyclic=True)
class _More:
    """What few blocks have."""

    __slots__ = ("meeting", "rows", "standard")

    def __init__(
        self, rows: tuple[tuple[str, ...], ...], standard: str | None, meeting: int | None
    ) -> None:
        self.rows = rows
        self.standard = standard
        self.meeting = meeting


@mypyc_attr(acyclic=True)
class Token:
    """One block. Slots and no attrs: this is made once a block on the hot path.

    With so few slots it is as large as most nodes: each is made in the place of a token that
    was used up, so that a tree takes little memory beside its tokens.
    """

    __slots__ = (
        "_more",
        "label",
        "level",
        "notes",
        "recovered",
        "refs",
        "runs",
        "text",
        "type",
        "value",
    )

    # Narrow, and side by side.
    level: i32
    recovered: bool

    def __init__(  # noqa: PLR0913 - as many as a block has properties
        self,
        type_: str,
        text: str,
        runs: tuple[tuple[int, int], ...] = (),
        *,
        label: str | None = None,
        notes: tuple[Marker, ...] = (),
        level: int = 0,
        value: str | None = None,
        rows: tuple[tuple[str, ...], ...] = (),
        standard: str | None = None,
        meeting: int | None = None,
        recovered: bool = False,
    ) -> None:
        self.type = type_
        #: One line: wrapped lines joined, markers taken out.
        self.text = text
        #: Source ranges of the token's own characters: label yes, markers no.
        self.runs = runs
        self.label = label
        self.notes = notes
        #: Depth of an item or continuation below its paragraph, 0 elsewhere.
        self.level = level
        #: FIELD: its kind. FURNITURE: its kind. ADOPTION: nothing.
        self.value = value
        #: FOOTNOTE: whether its label (the marker) comes from the sequence, not from the dump.
        self.recovered = recovered
        #: The build's own: `notes`, linked to the footnotes.
        self.refs: tuple[NoteRef, ...] = ()
        self._more: _More | None = None
        if rows or standard is not None or meeting is not None:
            self._more = _More(rows, standard, meeting)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """TABLE: rows of cells."""
        return self._more.rows if self._more is not None else ()

    @property
    def standard(self) -> str | None:
        """FIELD: its standard form (`Field.value`). ADOPTION: the date as `YYYY-MM-DD`."""
        return self._more.standard if self._more is not None else None

    @standard.setter
    def standard(self, value: str | None) -> None:
        self._more = _More(self.rows, value, self.meeting)

    @property
    def meeting(self) -> int | None:
        """ADOPTION: number of the plenary meeting."""
        return self._more.meeting if self._more is not None else None

    @meeting.setter
    def meeting(self, value: int | None) -> None:
        self._more = _More(self.rows, self.standard, value)

    def __repr__(self) -> str:
        label = f" {self.label}" if self.label else ""
        return f"<{self.type}{label} {self.text[:50]!r}>"
