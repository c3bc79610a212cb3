"""Rows and paragraphs: what the lines of the body show, and the blocks they make."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Final

from unres.layout import labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unres.layout.labels import Label
    from unres.layout.lines import Line
    from unres.layout.marks import Mark

#: What ends a sentence or a part of a list.
ENDS: Final = frozenset(";:.\u00b7\uff1b\uff1a\u3002\u061b!?\uff01\uff1f\u061f\u2026")
COMMAS: Final = frozenset(",\uff0c\u060c")
_STOPS: Final = ENDS | COMMAS
_QUOTES: Final = "\"'\u201d\u2019\u00bb)\uff09\u300b\u300d]\u201c "


#: What a line without markers has, one for all.
_UNMARKED: Final[list[Mark]] = []


def regard(lines: Sequence[Line], marks: Mapping[int, list[Mark]], *, wide: bool = False) -> None:
    """See on lines of the body what segmentation asks of them. `marks` are by place in `lines`.

    `wide` tells that the script's letters take the place of two.
    """
    may_begin = labels.may_begin
    for at, line in enumerate(lines):
        text = line.text
        size = len(text)
        line.width = (size + len(text.encode("utf-8", "replace"))) // 2 if wide else size
        line.piece = False
        line.starts = 0.0
        line.label = None
        line.alone = False
        if at in marks:
            line.marks = marks[at]
            stop = _before_marks(line)
        else:
            line.marks = _UNMARKED
            line.bare = line.broken = False
            stop = size
        end = text[stop - 1] if stop else ""
        if end in _QUOTES and stop > 1:
            inner = text[:stop].rstrip(_QUOTES)
            if inner and inner[-1] in _STOPS:
                end = inner[-1]
        line.end = intern(end)  # an ideograph of its own would be as large as the line's text
        line.ends = end in _STOPS
        head = text[:6]
        if not head.isalpha() and may_begin(head) and not line.bare:
            line.label = label = labels.read(text)
            line.alone = label is not None and label.end == size


def _before_marks(line: Line) -> int:
    """Where the text before the markers at the end of a line stops; sees what they make of it."""
    text = line.text
    stop = len(text)
    line.bare = line.marks[0].start == 0 and line.marks[-1].end == stop
    for mark in reversed(line.marks):
        if mark.end != stop:
            break
        stop = len(text[: mark.start].rstrip())
    line.broken = stop != len(text)
    return stop


class Paragraph:
    """A block in the making: what it is, its label, its rows."""

    __slots__ = ("first", "kind", "label", "label_row", "level", "rows")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.rows: list[Line] = []
        self.label: Label | None = None
        #: The row on which the label stands: the first one, or one of its own.
        self.label_row: Line | None = None
        #: Characters of the first row that belong to the label.
        self.first = 0
        self.level = 0

    def text(self) -> str:
        """A rough text for judging by shape: markers are still in it."""
        return " ".join([self.rows[0].text[self.first :], *(r.text for r in self.rows[1:])]).strip()

    @property
    def end(self) -> str:
        """The last character of the text."""
        for row in reversed(self.rows):
            if row.end:
                return row.end
        return ""
