"""Texts with their footnotes, as formats with links need them: pieces, cells, names, characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from unres.languages import ascii_digits
from unres.nodes import Footnote, NoteRef, Table

#: What no page may hold: controls, lone surrogates, noncharacters; and line ends inside a line.
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_LINE_ENDS = "\t\n\v\f\r\x85\u2028\u2029"
#: What may stand in a link's name without any escape, in every format.
_NAME = re.compile("[0-9a-z]{1,20}")
_STARS = re.compile(r"\*{1,9}")


def shown(text: str) -> str:
    """The text with a visible sign for each character that a page may not hold, one for one.

    A control character becomes its picture (U+2400 and on), a line end inside the text a
    space, anything else U+FFFD.
    """
    if text.isprintable():
        return text
    return _UNFIT.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    char = match[0]
    if char in _LINE_ENDS:
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"


def pieces(text: str, notes: Sequence[NoteRef]) -> Iterator[str | NoteRef]:
    """The text cut at its markers, with the markers between; no piece is empty."""
    at = 0
    for note in notes:
        offset = max(at, note.offset)
        if text[at:offset]:
            yield text[at:offset]
        yield note
        at = offset
    if text[at:]:
        yield text[at:]


@frozen
class Cell:
    """A cell of a table, and the markers in it; `at` is where it starts in the table's text."""

    text: str
    notes: tuple[NoteRef, ...]
    at: int

    def pieces(self) -> Iterator[str | NoteRef]:
        """The cell's text cut at its markers, with the markers between."""
        at = 0
        for note in self.notes:
            offset = max(at, note.offset - self.at)
            if self.text[at:offset]:
                yield self.text[at:offset]
            yield note
            at = offset
        if self.text[at:]:
            yield self.text[at:]


def cells(table: Table) -> tuple[list[list[Cell]], tuple[NoteRef, ...]]:
    """The rows of a table with the markers in their cells, and the markers that are in none."""
    notes = table.notes
    rows = []
    at = used = 0
    for row in table.rows:
        found = []
        for text in row:
            first = used
            while used < len(notes) and notes[used].offset <= at + len(text):
                used += 1
            found.append(Cell(text, notes[first:used], at))
            at += len(text) + 1 if text else 0
        rows.append(found)
    return rows, notes[used:]


def has_head(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row may stand as the heads of the columns.

    A dump does not tell. A single row has none, nor have lines whose cells could not be told
    apart, nor a first row that took in some of the second.
    """
    return len(rows) > 1 and 1 < len(rows[0]) <= max(map(len, rows[1:]))


class Names:
    """Names for the ends of links, each given once."""

    __slots__ = ("_given",)

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def name(self, printed: str | None, otherwise: str) -> str:
        """A name as near to what is printed as may be: `1`, `star`, `1-2` for the second `1`.

        Small ASCII letters, digits and hyphens: it needs no escape anywhere.
        """
        base = _base(printed or "") or otherwise
        count = self._given.get(base, 0) + 1
        self._given[base] = count
        # A base has no hyphen: a counted name is nobody else's.
        return base if count == 1 else f"{base}-{count}"


def _base(printed: str) -> str:
    core = ascii_digits(printed).strip(" .()[]-").lower()
    if _NAME.fullmatch(core):
        return core
    if _STARS.fullmatch(core):
        return "star" * (len(core) == 1) or f"star{len(core)}"
    return ""


def note_names(footnotes: Iterable[Footnote]) -> list[str]:
    """A name for each footnote, after its marker; no two are the same."""
    names = Names()
    return [names.name(note.marker, "note") for note in footnotes]
