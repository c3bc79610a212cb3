"""Rows and paragraphs: what the lines of the body show, and the blocks they make."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Final

from unres.layout import labels

if TYPE_CHECKING:
    from unres.layout.labels import Label
    from unres.layout.lines import Line
    from unres.layout.markers import Mark

#: What ends a sentence or a part of a list.
ENDS: Final = frozenset(";:.\u00b7\uff1b\uff1a\u3002\u061b!?\uff01\uff1f\u061f\u2026")
COMMAS: Final = frozenset(",\uff0c\u060c")
_STOPS: Final = ENDS | COMMAS
_QUOTES: Final = "\"'\u201d\u2019\u00bb)\uff09\u300b\u300d]\u201c "
#: What a line ends in that no sign does.
LETTER: Final = "a"
#: The first and the last of the numbers in brackets that are one sign.
_FIRST: Final = "\u3220"
_LAST: Final = "\u3229"
#: No bracket closes a label farther on, and no stop.
_BRACKET: Final = 6
_STOP: Final = 3

#: What a line without markers has, one for all.
_UNMARKED: Final[list[Mark]] = []


def regard(lines: list[Line], marks: dict[int, list[Mark]], *, wide: bool = False) -> None:
    """See on lines of the body what segmentation asks of them. `marks` are by place in `lines`.

    `wide` tells that the script's letters take the place of two.
    """
    for line in lines:
        text = line.text
        size = len(text)
        line.width = (size + _octets(text)) // 2 if wide else size
        line.marks = _UNMARKED
        line.bare = line.broken = line.piece = line.alone = False
        line.starts = 0.0
        _see_end(line, size)
        line.label = None
        if _may_begin(text):
            line.label = label = labels.read(text)
            line.alone = label is not None and label.end == size
    for at, found in marks.items():
        if at >= 0:
            line = lines[at]
            line.marks = found
            _see_end(line, _before_marks(line))
            if line.bare:
                line.label = None
                line.alone = False


def _octets(text: str) -> int:
    """How many bytes a text has as UTF-8; what has none of its own counts as one."""
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        return len(text.encode("utf-8", "replace"))


def _may_begin(text: str) -> bool:
    """Whether a line may begin with a label, as far as its first signs tell: most do not."""
    first = text[0]
    return (
        not first.isalnum()
        or first.isdigit()
        or text.find(")", 0, _BRACKET) >= 0
        or text.find(".", 1, _STOP) >= 0
        or _FIRST <= first <= _LAST
    )


def _see_end(line: Line, stop: int) -> None:
    """See what a line ends in before any markers, the first of which stands at `stop`."""
    text = line.text
    end = text[stop - 1] if stop else ""
    if end.isalnum():
        line.end = LETTER
        line.ends = False
        return
    if end in _QUOTES and stop > 1:
        inner = text[:stop].rstrip(_QUOTES)
        if inner and inner[-1] in _STOPS:
            end = inner[-1]
    # one of its own would be as large as the line's text
    line.end = intern(end)
    line.ends = end in _STOPS


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
