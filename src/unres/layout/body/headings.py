"""Headings: what tells them from text by their setting, where no word does.

May rely on: rows are regarded, and the dump's profile is known. A heading is seen from the lines
around it: a line ends above it, and it neither fills its measure nor ends itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.measure.evidence import COLONS, ELSEWHERE, Scale
from unres.layout.measure.profile import CENTRED, SHORT
from unres.layout.rows import COMMAS, begins_large, begins_small
from unres.layout.spaces import is_space

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.layout.lines import Line
    from unres.layout.rows import Paragraph

#: A heading is no longer than this, and no title of an annex.
HEADING: Final = 160
TITLE: Final = 400
#: How many unended lines before a label may be a heading's.
HEADING_LINES: Final = 4
#: So many rows a heading below a number has less than: Chinese lines may be printed in pieces.
HEADING_ROWS: Final = 6
#: What stands between the things that a Chinese sentence lists, and ends no heading's line.
LISTING: Final = "\u3001"
#: Paragraphs that begin without a label, and those that have a heading of their own.
_LOOSE: Final = frozenset({"TEXT", "CONTINUATION"})
HEADS: Final = frozenset({"SECTION", "PART", "ANNEX", "HEADING"})
#: What the widths of Chinese lines must say for a paragraph that begins below an unended line,
#: and how much of its measure that line fills at most.
TOLD: Final = 3.5
ROOM: Final = 0.85
#: What widths say where a line goes on beyond doubt, however short the one above is.
CERTAIN: Final = -4.5
#: The same for a title below `Article 7`, which most such headings have.
_NUMBERED: Final = re.compile(r"[^\W\d_]+ \d{1,3}")
ROOM_BELOW_NUMBER: Final = 0.95


def _first_word(text: str) -> int:
    """How long the first word is of a line."""
    at: i64 = 0
    size: i64 = len(text)
    while at < size and not is_space(ord(text[at])):
        at += 1
    return at


class Headings:
    """Tells the headings of one dump."""

    __slots__ = ("profile", "scale")

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.profile = scale.profile

    def told(self, row: Line, last: Line) -> bool:
        """Whether the widths of Chinese lines, where these are whole, tell of a paragraph."""
        return (
            row.starts >= TOLD
            and self.profile.fill
            and last.width < ROOM * self.profile.widths[last.page]
        )

    def full(self, row: Line, last: Line) -> bool:
        """Whether a line had no room for the first word of the one below."""
        profile = self.profile
        if not profile.fill:
            return False
        room = profile.widths[last.page] - last.width
        return room <= 0 or room <= _first_word(row.text)

    def ahead(self, row: Line, last: Line, after: Line) -> bool:
        """Whether a heading begins: below an end, a line that is neither full nor ended."""
        if row.ends or not last.ends or row.marks or not self.profile.fill:
            return False
        if last.end in COMMAS and (not begins_large(row.text) or self.full(row, last)):
            return False  # only a preamble ends so, and a heading below it begins with a capital
        if row.starts > 0 and self.told(after, row):
            return True
        if row.width > SHORT * self.profile.widths[row.page]:
            return False
        if begins_small(row.text) or row.text[0].isdigit() or after.bare:
            return False
        if begins_large(after.text) or after.label is not None:
            return True
        return bool(self.scale.lead(after.text))

    def centred(self, row: Line) -> bool:
        """Whether a line is set in the middle of its page, as headings are."""
        page = row.page
        return (
            row.indent >= self.profile.base[page] + CENTRED
            and row.width < SHORT * self.profile.widths[page]
            and "   " not in row.text
            and not row.piece
        )

    def fills(self, block: Paragraph, last: Line) -> bool:
        """Whether the last line of a block is a heading's that fills the measure.

        The rest of it is centred below; on a line of its own the full one does not show.
        """
        return (
            len(block.rows) > 1
            and block.rows[-2].ends
            and not last.ends
            and last.label is None
            and begins_large(last.text)
            and last.width > ROOM * self.profile.widths[last.page]
        )

    def set_off(
        self, row: Line, last: Line, block: Paragraph, above: Paragraph | None, state: int
    ) -> bool:
        """Whether one of two lines is centred, or longer than centring can show, and one is not.

        A text without label begins at the indent of first lines, a heading left of all lines.
        """
        if not self.profile.indent or block.label is not None or not begins_large(row.text):
            return False
        if state != ELSEWHERE and (above is None or above.kind not in HEADS):
            return False
        base = self.profile.base[row.page]
        here, there = int(row.indent) - base, int(last.indent) - base
        if here < -1:
            return there >= 0
        if not 2 <= here < CENTRED:  # noqa: PLR2004
            return False
        return (abs(there) > 1 and abs(there - here) > 1) or self.apart(block)

    def below(self, row: Line, last: Line, block: Paragraph, above: Paragraph | None) -> bool:
        """Whether the block so far is a heading: unended, and its last line had room for more."""
        rows = block.rows
        if len(rows) >= HEADING_ROWS or any(
            (line.ends and line.end not in COLONS) or line.marks for line in rows
        ):
            return False
        if (
            above is not None
            and above.kind in ("SECTION", "ANNEX", "HEADING")
            and (self.scale.lead(row.text) or self._below_number(row, last, block, above))
        ):
            return True
        if row.starts <= CERTAIN or len(rows) > HEADING_LINES:
            return False  # a piece of a stretched line is short, and no heading
        if any(line.ends or line.end == LISTING for line in rows):
            return False
        if not self.profile.fill or block.label is not None:
            return False
        if block.kind in ("ADOPTION", "OPENING") or block.rows[0].text[block.first].islower():
            return False
        if last.width > SHORT * self.profile.widths[last.page]:
            return False
        return not (self.scale.small and begins_small(row.text)) and not row.text[0].isdigit()

    def _below_number(self, row: Line, last: Line, block: Paragraph, above: Paragraph) -> bool:
        """Whether a section's title ends here: it has room, and a capital begins the next line."""
        if above.kind == "HEADING" and block.kind not in _LOOSE:
            return False
        if not begins_large(row.text):
            return False
        width = self.profile.widths[last.page]
        if above.kind == "ANNEX" and row.width < SHORT * width:
            return False  # a heading of several lines, or two
        word = _first_word(row.text) if above.kind != "SECTION" else 0
        numbered = above.kind == "HEADING" and _NUMBERED.fullmatch(above.rows[-1].text)
        return last.width + word < (ROOM_BELOW_NUMBER if numbered else ROOM) * width

    def titled(self, block: Paragraph, above: Paragraph | None) -> bool:
        """Whether a block may be a long heading: a title below `Annex` or `II`, or centred."""
        if block.kind == "PREAMBULAR":
            return above is not None and above.kind == "SECTION"
        return (above is not None and above.kind in ("ANNEX", "SECTION")) or self.apart(block)

    def apart(self, block: Paragraph) -> bool:
        """Whether a block begins left of all lines: it is centred, and longer than they are."""
        line = block.rows[0]
        return self.profile.indent and line.indent < self.profile.base[line.page] - 1
