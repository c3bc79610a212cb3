"""Plain text: a dump as if it had been written with one kind of line end and space.

What is undone here is undone exactly: two characters for a line end, tabs for the spaces up
to the next stop, a blank line put behind every line, no-break spaces for all spaces. So the
same dump with such a cue taken away is read as the same text; only its positions differ,
and those are given back here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from unres.layout.tokens import Marker
from unres.nodes import Repair
from unres.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unres.layout.tokens import Token

#: Columns from one tab stop to the next.
_TAB: Final = 8
#: As many spaces as this part columns; and stretch a line.
_GAP: Final = 3
_WIDE: Final = 2
_UNEVEN: Final = re.compile("\r\n\r\n|\r\n|\n\n|\n|\f|\t+")
#: A dump of fewer lines is not said to have a blank one behind each.
_FEW: Final = 8
#: Two lines without an empty one between.
_NEIGHBOURS: Final = re.compile(r"\n(?=[^\n])(?<=[^\n]\n)")
#: What a paragraph's last line ends in.
_ENDS: Final = frozenset(".,;:!?)]\u00bb\u201d\u3002\uff0c\uff1b\uff1a\u060c\u061b")


class Plain:
    """A plain text and where each of its characters stood."""

    __slots__ = ("_ahead", "_starts", "text")

    def __init__(self, text: str, starts: list[int], ahead: list[int]) -> None:
        self.text = text
        #: Offsets of the text from which on the source is so many characters ahead.
        self._starts = starts
        self._ahead = ahead

    def origin(self, offset: int) -> int:
        """The source offset of the character at an offset of the text.

        Of the spaces that stand for a tab the first is the tab, the others are behind it.
        """
        at = bisect_right(self._starts, offset)
        place = offset + self._ahead[at - 1] if at else offset
        if at < len(self._starts):
            return min(place, self._starts[at] + self._ahead[at])
        return place

    def _range(self, run: tuple[int, int]) -> tuple[int, int]:
        start, end = run
        first = self.origin(start)
        # the end of a run inside a tab's spaces is behind the tab, where the next run begins
        return first, min(self.origin(end - 1) + 1, self.origin(end)) if end > start else first

    def restore(self, tokens: Iterable[Token], repairs: list[Repair]) -> list[Repair]:
        """Put the positions of tokens back in place; gives the repairs with theirs."""
        if not self._starts:
            return repairs
        for token in tokens:
            token.runs = tuple(self._range(run) for run in token.runs)
            token.notes = tuple(
                Marker(note.marker, note.offset, *self._range((note.start, note.end)))
                for note in token.notes
            )
        return [
            Repair(
                name=repair.name,
                args=repair.args,
                span=Span(*self._range((repair.span.start, repair.span.end))),
            )
            for repair in repairs
        ]


def read(source: str) -> Plain:
    """The plain text of a source. Costs no more than a few searches where it is plain."""
    returns = "\r\n" in source if "\r" in source else False  # one sign is found far faster than two
    doubled = _is_doubled(source.replace("\r\n", "\n") if returns else source)
    if not (doubled or returns or "\t" in source):
        return Plain(source, [], [])
    pieces: list[str] = []
    starts: list[int] = []
    ahead: list[int] = []
    least, stop = _tabs(source)
    at = size = line = 0
    for found in _UNEVEN.finditer(source):
        begin, end = found.span()
        pieces.append(source[at:begin])
        size += begin - at
        sign = found[0]
        if sign[0] == "\t":
            put = " " * max(stop * len(sign) - (size - line) % stop, least)
        else:
            put = sign.replace("\r\n", "\n")
            if put == "\n\n" and doubled:
                put = "\n"
            line = size + len(put)
        pieces.append(put)
        size += len(put)
        at = end
        if at - size != (ahead[-1] if ahead else 0):
            starts.append(size)
            ahead.append(at - size)
    pieces.append(source[at:])
    return Plain("".join(pieces), starts, ahead)


def _tabs(source: str) -> tuple[int, int]:
    """The fewest spaces that a tab stands for, and the columns from one stop to the next.

    Where tabs took the place of all wide spaces they tell no column: those that begin lines
    part columns, and others are what stretched a line to the measure.
    """
    if "\t" not in source or "  " in source:
        return 1, _TAB
    return (_GAP, _TAB) if "\n\t" in source else (_WIDE, 1)


def _is_doubled(source: str) -> bool:
    """Whether every second line is empty, and so says nothing: most lines above one do not end.

    Where they do end the lines are paragraphs, and the empty ones part them.
    """
    if _NEIGHBOURS.search(source):  # found at once in most dumps
        return False
    breaks = source.count("\n")
    if breaks < _FEW or source.count("\n\n") * 2 < breaks - 1:
        return False
    lines = source.split("\n")
    if any(lines[1::2]):
        return False
    texts = [text for line in lines[::2] if (text := line.rstrip())]
    return sum(text[-1] in _ENDS for text in texts) * 2 < len(texts)
