"""Rows and paragraphs: the lines of the body and the blocks they make."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Final

from unres.layout import labels

if TYPE_CHECKING:
    from unres.layout.labels import Label
    from unres.layout.lines import Line
    from unres.layout.markers import Mark

#: What ends a sentence or a part of a list.
ENDS: Final = frozenset(";:.\uff1b\uff1a\u3002\u061b!?\uff01\uff1f\u061f\u2026")
COMMAS: Final = frozenset(",\uff0c\u060c")
_STOPS: Final = ENDS | COMMAS
_QUOTES: Final = "\"'\u201d\u2019\u00bb)\uff09\u300b\u300d]\u201c "


class Row:
    """A line of the body with what segmentation asks of it."""

    __slots__ = (
        "alone", "bare", "broken", "end", "ends", "label", "line", "marks", "piece", "starts",
        "width",
    )  # fmt: skip

    def __init__(self, line: Line, marks: list[Mark], *, wide: bool = False) -> None:
        self.line = line
        self.marks = marks
        text = line.text
        stop = len(text)
        #: How wide it is set: an ideograph takes the place of two letters.
        self.width = (stop + len(text.encode("utf-8", "replace"))) // 2 if wide else stop
        #: Whether it goes on where the line above stops: a piece of one stretched line.
        self.piece = False
        #: What the widths of all rows say for a paragraph that begins here, 0 for nothing.
        self.starts = 0.0
        #: Whether the line holds nothing but a marker.
        self.bare = False
        if marks:
            self.bare = marks[0].start == 0 and marks[-1].end == stop
            for mark in reversed(marks):
                if mark.end != stop:
                    break
                stop = len(text[: mark.start].rstrip())
        end = text[stop - 1] if stop else ""
        if end in _QUOTES and stop > 1:
            inner = text[:stop].rstrip(_QUOTES)
            if inner and inner[-1] in _STOPS:
                end = inner[-1]
        self.end = intern(end)  # an ideograph of its own would be as large as the row's text
        #: Whether a marker stands at its end: extractors break lines there.
        self.broken = stop != len(text)
        self.ends = end in _STOPS
        self.label: Label | None = None
        #: Whether the line holds nothing but a label.
        self.alone = False
        head = text[:6]
        if not head.isalpha() and labels.may_begin(head) and not self.bare:
            self.label = labels.read(text)
            self.alone = self.label is not None and self.label.end == len(text)


class Paragraph:
    """A block in the making: what it is, its label, its rows."""

    __slots__ = ("first", "kind", "label", "label_row", "level", "rows")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.rows: list[Row] = []
        self.label: Label | None = None
        #: The row on which the label stands: the first one, or one of its own.
        self.label_row: Row | None = None
        #: Characters of the first row that belong to the label.
        self.first = 0
        self.level = 0

    def text(self) -> str:
        """A rough text for judging by shape: markers are still in it."""
        return " ".join(
            [self.rows[0].line.text[self.first :], *(r.line.text for r in self.rows[1:])]
        ).strip()

    @property
    def end(self) -> str:
        """The last character of the text."""
        for row in reversed(self.rows):
            if row.end:
                return row.end
        return ""
