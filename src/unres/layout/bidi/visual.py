"""Visual order: Arabic that stands on the page's left-to-right order, and the way back from it.

Here are the parts every dump needs: how it is recognised, how a stretch of it is turned
round, and the line that knows where each of its characters stood in the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from unres.layout.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KASHIDA: Final = "\u0640"
#: Letters looked at: a bounded sample, taken from the middle of long texts.
_SAMPLE: Final = 8_000
_WORD: Final = re.compile("[\u0620-\u064a]{3,}")
#: At least this many words must speak, and this many times louder than the other side.
_FEW: Final = 3
_LOUDER: Final = 3


def is_visual(text: str) -> bool:
    """Whether the Arabic of a text is spelled backwards: lines in visual order.

    Looks at a bounded sample. The article stands at the start of an Arabic word, and teh
    marbuta and alef maksura only at its end; where it is the other way round, the lines
    are in visual order.
    """
    at = max(0, (len(text) - _SAMPLE) // 2)
    words: list[str] = _WORD.findall(text[at : at + _SAMPLE].replace(KASHIDA, ""))
    backward = sum(w[0] in "\u0629\u0649" or w.endswith("\u0644\u0627") for w in words)
    forward = sum(w[-1] in "\u0629\u0649" or w.startswith("\u0627\u0644") for w in words)
    return backward >= _FEW and backward > _LOUDER * forward


_PRESENTED: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
#: Direction marks, joiners, soft hyphens: nothing of them is printed.
_UNPRINTED: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def clean_arabic(text: str) -> str:
    """The text as its reader would spell it: letters for presentation forms, no kashida.

    Direction marks are taken out; vowel signs stay. All else is untouched, digits included.
    """
    if text.isascii():
        return text
    if _PRESENTED.search(text):
        text = _PRESENTED.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _UNPRINTED.sub("", text.replace(KASHIDA, ""))


_BREAK: Final = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")


def stretches(source: str) -> Iterator[tuple[int, int, int, int]]:
    """The lines that hold something: start, end (white space kept), page, blank lines before.

    Pages count from 0; the first line of a page has -1 blank lines before it.
    """
    at, page, gap = 0, 0, -1
    ends = [(found.start(), found.end()) for found in _BREAK.finditer(source)]
    for stop, after in [*ends, (len(source), len(source))]:
        if not source[at:stop].isspace() and stop > at:
            yield at, stop, page, gap
            gap = 0
        elif gap >= 0:
            gap += 1
        if source[stop:after] == "\f":
            page, gap = page + 1, -1
        at = after


class Part(NamedTuple):
    """A stretch of text whose characters stand side by side in the source."""

    text: str
    #: Source offset of the first character of `text`.
    start: int
    #: 1 where the source reads the same way, -1 where it is backwards, 0 for a space put in.
    step: int


SPACE: Final = Part(" ", -1, 0)

#: What keeps its direction: Latin words with what stands between them, job numbers, numbers.
_RUN: Final = re.compile(
    r"[A-Za-z](?:(?:[^\u0590-\u08ff()\[\]]|\([^()]*\))*[A-Za-z0-9])?"
    r"|\d{2}-\d{5}(?!\d)"
    r"|\d+(?:[.,/:]\d+|\u00a0\d{3}(?!\d))*"
)
_DIRECTED: Final = re.compile(r"[A-Za-z\d]")
#: An English date as a right-to-left line sets it: `October 2023 16`.
_DATE: Final = re.compile(r"([A-Z][a-z]+ \d{4}) (\d{1,2})$")


def turn(text: str, start: int) -> list[Part]:
    """A stretch in visual order as parts in reading order; `start` is its source offset.

    All is turned round but Latin and numbers: `,)1(2021` gives `2021(1),`.
    """
    if not _DIRECTED.search(text):  # a lone comma, most often
        return [Part(text[::-1], start + len(text) - 1, -1)]
    parts: list[Part] = []
    at = 0
    for run in _RUN.finditer(text):
        begin, end = run.span()
        if begin > at:
            parts.append(Part(text[at:begin][::-1], start + begin - 1, -1))
        date = _DATE.match(text, begin, end)
        if date:
            parts += (
                Part(date[1], start + begin, 1),
                Part(" ", start + date.end(1), 1),
                Part(date[2], start + date.start(2), 1),
            )
        else:
            parts.append(Part(text[begin:end], start + begin, 1))
        at = end
    if at < len(text):
        parts.append(Part(text[at:][::-1], start + len(text) - 1, -1))
    parts.reverse()
    return parts


def joined(offsets: Iterable[int]) -> list[tuple[int, int]]:
    """Single offsets as ranges, in order."""
    runs: list[tuple[int, int]] = []
    for at in sorted(offsets):
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


class Turned(Line):
    """A line in reading order. Its source ranges need not be in order, nor side by side."""

    __slots__ = ("_ends", "parts", "pieces")

    def __init__(
        self, parts: Iterable[Part], pieces: Iterable[tuple[int, int]], page: int, gap: int
    ) -> None:
        self.parts = tuple(parts)
        #: The source ranges the line is made of, in source order: all that is not white space.
        self.pieces = tuple(sorted(pieces))
        self._ends: list[int] = []
        # The edge at which a right-to-left line is ragged tells nothing: no indentation.
        whole = "".join(part.text for part in self.parts)
        # A line of nothing but marks of direction and spaces is such a mark: no line is empty.
        text = " ".join(clean_arabic(whole).split()) or whole.strip() or "\u202b"
        start = self.pieces[0][0]
        super().__init__(text, start, self.pieces[-1][1] - start, 0, page, gap)

    def locate(self, offset: int, source: str) -> int:  # noqa: ARG002 - the parts know
        """The source offset of the character at `offset` of `text`; its end is after the last.

        The text is that of the parts with characters left out, so its visible characters are
        found one after the other.
        """
        whole = "".join(part.text for part in self.parts)
        at = 0
        for char in self.text[:offset]:
            if not char.isspace():
                found = whole.find(char, at)
                at = found + 1 if found >= 0 else at
        wanted = self.text[offset : offset + 1].strip()
        found = whole.find(wanted, at) if wanted else -1
        if found >= 0:
            return self._origin(found)
        return self._origin(at - 1) + 1 if at else self.start

    def origins(self) -> list[int]:
        """The source offset of each character of `text`; -1 for white space."""
        whole = "".join(part.text for part in self.parts)
        found = []
        at = 0
        for char in self.text:
            place = -1 if char.isspace() else whole.find(char, at)
            if place >= 0:
                at = place + 1
                found.append(self._origin(place))
            else:
                found.append(-1)
        return found

    def ranges(  # the source is for the line of another kind
        self,
        start: int,
        stop: int,
        source: str,  # noqa: ARG002
    ) -> list[tuple[int, int]]:
        """The source ranges of part of `text`, in source order.

        The part that ends the line takes what is not printed too, so that parts share it out.
        """
        if stop >= len(self.text):
            if start <= 0:
                return list(self.pieces)
            return self.without(joined(at for at in self.origins()[:start] if at >= 0))
        return joined(at for at in self.origins()[start:stop] if at >= 0)

    def without(self, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The line's source ranges with some taken out."""
        runs = []
        for start, end in self.pieces:
            at = start
            for begin, stop in sorted(taken):
                if begin < end and stop > at:
                    if begin > at:
                        runs.append((at, begin))
                    at = max(at, stop)
            if at < end:
                runs.append((at, end))
        return runs

    def _origin(self, index: int) -> int:
        """The source offset of a character of the parts' text."""
        if not self._ends:
            self._ends = list(accumulate(len(part.text) for part in self.parts))
        number = bisect_right(self._ends, index)
        part = self.parts[number]
        return part.start + part.step * (index - (self._ends[number] - len(part.text)))
