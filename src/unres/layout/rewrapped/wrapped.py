"""Wrapped embeddings: line ends of Arabic told by the marks of direction around its lines.

    (RLE)text that was(PDF)            (RLE)a line(PDF)

An extractor that embeds each line of right-to-left text, or each column of one, tells where it
ended: there, and nowhere else, the text stands outside of all embeddings. So line ends that
were lost are found again, and those that another wrapping put in are undone.

Guarantees: only white space is changed, and the text is as long as it was. Linear.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What begins and what ends an embedding of a direction.
_EMBEDDING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDING_OR_BREAK: Final = re.compile("[\n\u202a-\u202e\u2066-\u2069]")
_CLOSING: Final = "\u202c\u2069"
#: No dump with line ends has lines of this mean length, in characters.
_MEAN: Final = 400
#: One line end in so many inside of an embedding tells that lines were wrapped again.
_WITHIN: Final = 8
#: Columns side by side are no wider than a full line, but for the signs between them.
_ROOM: Final = 1.06
#: A line that is less than this share of a full one is not alone, if it does not end.
_SHORT: Final = 0.75
#: A label as it is printed, in visual order or not, and how many characters it takes at most.
_LABEL: Final = re.compile(
    r"(?:-\s?\d{1,3}|\d{1,3}\s?-|\.?\d+/\d+[A-Z]?\.?|[()]\s?(?:\d{1,3}|[\u0621-\u064a]{1,2})\s?[()]?)\s*$"
    r"|[()]{2}\d{1,3}\s*$"
)
_LABEL_ROOM: Final = 16
#: The first word of a line that is not indented.
_FIRST: Final = re.compile("(?=[\u202a-\u202e])\\S+")
#: A sign that lost its letter, alone.
_MARKS: Final = re.compile("[\u202a-\u202e\u064b-\u065f\u0670]+$")


def embedded(source: str) -> str | None:
    """The text, as long as it was, with its line ends where whole embeddings end; or None.

    Where labels stand behind the first line of their text, in the right column, there is a
    tab before them.
    """
    text = list(source)
    cuts: list[int] = []
    depth = at = 0
    for sign in _EMBEDDING.finditer(source):
        if sign[0] in _CLOSING:
            depth = max(depth - 1, 0)
        else:
            begin = sign.start()
            if depth == 0 and source[at:begin].isspace():
                text[at:begin] = "\n" * (begin - at)
                cuts.append(begin)
            depth += 1
        if depth == 0:
            at = sign.end()
    if len(cuts) * _MEAN < len(source):
        return None
    for begin in _behind(source, cuts):
        text[begin - 1] = "\t"
    return "".join(text)


def _behind(source: str, cuts: list[int]) -> list[int]:
    """Where labels begin, if they are printed behind the first lines of their texts."""
    found = []
    open_ = 0
    for before, begin, end in zip([0, *cuts], cuts, [*cuts[1:], len(source)], strict=False):
        if end - begin <= _LABEL_ROOM and _LABEL.match(_EMBEDDING.sub("", source[begin:end])):
            found.append(begin)
            open_ += _goes_on(source[before:begin])
    return found if open_ * 2 > len(found) else []


def rejoined(source: str) -> str:
    """The text, as long as it was, without the line ends that another wrapping put in.

    The extractor closes each embedding with its line, or with its column of one: where they
    hold line ends the lines were wrapped once more. Then a line end between two columns is a
    tab, any other a space.
    """
    depth = 0
    within: list[int] = []
    outside: list[int] = []
    for sign in _EMBEDDING_OR_BREAK.finditer(source):
        if sign[0] == "\n":
            (within if depth else outside).append(sign.start())
        elif sign[0] in _CLOSING:
            depth -= 1
        else:
            depth += 1
        if depth < 0:
            return source
    if depth or len(within) * _WITHIN < len(within) + len(outside):
        return source
    text = list(source)
    for at in within:
        text[at] = " "
    if "\n " in source:  # the page's lines are indented, so what goes on with one is not
        for at in _columns(source, outside):
            text[at] = "\t"
    return "".join(text)


def _columns(source: str, breaks: list[int]) -> Iterator[int]:
    """The line ends that part two columns of one line: the second did not fit behind the first."""
    ends = [-1, *breaks, len(source)]
    widths = [_printed(source[a + 1 : b]) for a, b in pairwise(ends)]
    lines = sorted(map(len, source.split("\n")))
    measure = lines[len(lines) * 49 // 50]
    filled = sorted(width for width in widths if width)
    full = filled[len(filled) * 9 // 10] * _ROOM if filled else 0
    row = widths[0]
    for at, width in zip(breaks, widths[1:], strict=True):
        word = _FIRST.match(source, at + 1)
        line = source[source.rfind("\n", 0, at) + 1 : at]
        if (
            word
            and row
            and row + width + 1 <= full
            and (
                (len(line) + 1 + len(word[0]) > measure and not _MARKS.match(word[0]))
                or (row < _SHORT * full and _goes_on(line))
                or _is_label(source, at + 1)
            )
        ):
            row += width + 1
            yield at
        else:
            row = width


def _goes_on(line: str) -> bool:
    """Whether a line ends inside a sentence, and with no sign that lost its letter."""
    words = _EMBEDDING.sub("", line).split()
    # a number is printed with the stop behind it in front
    return bool(words) and words[-1][-1].isalnum() and words[-1][0].isalnum()


def _is_label(source: str, start: int) -> bool:
    """Whether the line that begins at an offset holds nothing but a label."""
    end = source.find("\n", start, start + _LABEL_ROOM)
    line = source[start : end if end >= 0 else len(source)]
    return len(line) <= _LABEL_ROOM and _LABEL.match(_EMBEDDING.sub("", line)) is not None


def _printed(text: str) -> int:
    """The characters of a line as printed."""
    return len(_EMBEDDING.sub("", text).strip())
