"""Rows and paragraphs: what the lines of the body show, and the blocks they make."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Final

from unres.compiling import mypyc_attr
from unres.layout import labels

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.layout.labels import Label
    from unres.layout.lines import Line
    from unres.layout.marks import Mark

#: What ends a sentence or a part of a list.
ENDS: Final = frozenset(";:.\u00b7\uff1b\uff1a\u3002\u061b!?\uff01\uff1f\u061f\u2026")
COMMAS: Final = frozenset(",\uff0c\u060c")
#: These by their code points: no character is hashed for them.
_STOPS: Final[dict[int, str]] = {ord(sign): sign for sign in ENDS | COMMAS}
_QUOTES: Final = "\"'\u201d\u2019\u00bb)\uff09\u300b\u300d]\u201c "
#: What a line ends in that no sign does.
LETTER: Final = "a"
#: Letters of ASCII, and where it ends; ideographs, to before the last.
_LARGE_A: Final = 0x41
_LARGE_Z: Final = 0x5A
_SMALL_A: Final = 0x61
_SMALL_Z: Final = 0x7A
_ASCII: Final = 0x7F
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000

#: What a line without markers has, one for all.
_UNMARKED: Final[list[Mark]] = []


def regard(lines: list[Line], marks: dict[int, list[Mark]], *, wide: bool = False) -> None:
    """See on lines of the body what segmentation asks of them. `marks` are by place in `lines`.

    `wide` tells that the script's letters take the place of two, and that widths were seen.
    """
    for line in lines:
        text = line.text
        size = len(text)
        if not wide:
            line.width = size
            line.starts = 0.0
        line.marks = _UNMARKED
        line.bare = line.broken = line.piece = line.alone = line.numbered = False
        _see_end(line, size)
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


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter; ASCII and ideographs are told at once."""
    first: i64 = ord(text[0])
    return _SMALL_A <= first <= _SMALL_Z or (
        first > _ASCII and not _IDEOGRAPHS <= first < _BEYOND and text[0].islower()
    )


def begins_large(text: str) -> bool:
    """Whether a text begins with a capital; ASCII and ideographs are told at once."""
    first: i64 = ord(text[0])
    return _LARGE_A <= first <= _LARGE_Z or (
        first > _ASCII and not _IDEOGRAPHS <= first < _BEYOND and text[0].isupper()
    )


def _see_end(line: Line, stop: int) -> None:
    """See what a line ends in before any markers, the first of which stands at `stop`."""
    text = line.text
    line.ends = False
    if stop == 0:
        line.end = ""
        return
    code: i64 = ord(text[stop - 1])
    if _SMALL_A <= code <= _SMALL_Z or _IDEOGRAPHS <= code < _BEYOND:
        line.end = LETTER  # told at once, since most lines end so
        return
    sign = _STOPS.get(code)
    if sign is not None:
        line.end = sign
        line.ends = True
        return
    end = text[stop - 1]
    if stop > 1 and end in _QUOTES:
        inner = text[:stop].rstrip(_QUOTES)
        sign = _STOPS.get(ord(inner[-1])) if inner else None
    if sign is not None:
        line.end = sign
        line.ends = True
    else:
        line.end = LETTER if end.isalnum() else intern(end)


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


@mypyc_attr(acyclic=True)
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
        texts = [row.text for row in self.rows]
        texts[0] = texts[0][self.first :]
        return " ".join(texts).strip()

    @property
    def end(self) -> str:
        """The last character of the text."""
        for row in reversed(self.rows):
            if row.end:
                return row.end
        return ""
