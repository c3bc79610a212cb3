"""Points: which rows begin a point of a list below a paragraph, and how deep it stands.

May rely on: rows are regarded, and the dump's profile is known. What a label may be is the
business of `labels`; here it is seen whether a point may stand where it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout import labels
from unres.numbering import continues, readings

if TYPE_CHECKING:
    from unres.layout.labels import Label
    from unres.layout.lines import Line
    from unres.layout.measure.profile import Profile

#: How much farther in a list begins, below a line that does not end, in columns.
SET_IN: Final = 4
#: No reference in brackets is longer before its number.
REFERRED: Final = 12
#: The next label is looked for on so many lines.
AHEAD: Final = 60
#: Words between the last two points, behind which a line does not end.
_JOINERS: Final = frozenset({"and", "or", "et", "ou", "y", "o", "\u0438", "\u0438\u043b\u0438"})


class Points:
    """The points of a document, while its rows are walked."""

    __slots__ = ("lists", "profile", "rows")

    def __init__(self, rows: list[Line], profile: Profile) -> None:
        self.rows = rows
        self.profile = profile
        self.lists = labels.Points()

    def are_open(self) -> bool:
        """Whether a list goes on."""
        return bool(self.lists.open)

    def clear(self) -> None:
        """A new paragraph begins: no list goes on."""
        self.lists.clear()

    def depth(self, at: int, row: Line, last: Line | None) -> int | None:
        """How deep the point stands that a row begins, None where it begins none."""
        if row.label is not None:
            depth = self._place(at, row, row.label, last)
            if depth is not None:
                return depth
        if last is None or not last.ends or not self.lists.open:
            return None
        return self._misread(row)

    def _misread(self, row: Line) -> int | None:
        """How deep a point stands whose letter was misread."""
        for label in labels.misread_points(row.text):
            depth = self.lists.place(label, lambda: None, begins=False)
            if depth is not None:
                row.label = label
                return depth
        return None

    def _place(self, at: int, row: Line, label: Label, last: Line | None) -> int | None:
        """How deep a row's label stands, None where it is no point's."""
        if label.form == "-" or (label.form == "." and label.core.isdecimal()):
            return None
        if (
            label.form == ")"
            and last is not None
            and "(" in last.text[-REFERRED:].rpartition(")")[2]
        ):
            return None  # it closes a bracket: `articles 16 (par.`, `1) and 23`
        begins = last is None or last.ends or last.alone or (row.gap > 0 and self.profile.gap)
        if not begins and last is not None:
            begins = last.text.rsplit(None, 1)[-1].lower() in _JOINERS
            # set in behind a line that announces points: only what a list begins with
            begins = begins or (row.indent >= last.indent + SET_IN and label.core in "a\u0430")
        if not begins and label.form != "..":  # `1.2.` proves itself by the one before
            return None
        return self.lists.place(label, lambda: self._next_label(at), begins=begins)

    def holds(self, row: Line, last: Line, rows: list[Line]) -> bool:
        """Whether a line begins below the others of a point that is set in as a whole."""
        return (
            self.profile.indent
            and len(rows) > 1
            and rows[0].page == row.page
            and rows[0].indent <= row.indent == last.indent
        )

    def between(self, at: int, own: Label | None) -> bool:
        """Whether the next label is the one behind a point's own: no text stands between them."""
        if own is None or self.rows[at].gap > 0:
            return False
        for row in self.rows[at + 1 : at + AHEAD]:
            label = row.label
            if label is not None:
                here = readings(own.core, own.form)
                return any(continues(readings(label.core, label.form), r) for r in here)
        return False

    def _next_label(self, at: int) -> Label | None:
        """The next label that is no number."""
        for row in self.rows[at + 1 : at + AHEAD]:
            if row.label is not None and row.label.number is None:
                return row.label
        return None
