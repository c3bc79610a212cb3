"""Speech: how likely two words of a document stand one behind the other.

What a line's pieces are put in order by. Two words that the document has together elsewhere are
told at once; of others their endings tell a little, which agree in one language as they do in
another: `малых` and `островных`, `de las` and `partidas`.
"""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING, Final

from unres.layout.rows import ENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.lines import Line

#: So much of what stands between spaces is remembered.
_REMEMBERED: Final = 512
#: How often two words stand together is told no better than by so much; and two endings.
_DOUBT: Final = 0.25
_DOUBTED: Final = 0.5
#: What endings tell, against words.
_ENDINGS: Final = 0.7
#: A word of so many letters has an ending, of so many; a shorter one is its own.
_LONG: Final = 5
_ENDING: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019\u2011][^\W\d_]+)*|\d+|[,;:]")


def words_of(text: str) -> list[str]:
    """The words and pauses of a text; one number is as good as another."""
    return ["#" if word[0].isdecimal() else word for word in _WORD.findall(text.lower())]


def _ending(word: str) -> str:
    """What tells with which words one stands together, if it was never seen with them."""
    return word if len(word) < _LONG else word[-_ENDING:]


class _Counts:
    """How often each of some words stands in a document, and how often they follow each other."""

    __slots__ = ("begins", "doubt", "ends", "last", "pairs", "single")

    def __init__(self, doubt: float) -> None:
        self.doubt = doubt
        #: The words with which lines of interest end and begin: others are not counted.
        self.ends: set[str] = set()
        self.begins: set[str] = set()
        self.single: dict[str, int] = {}
        self.pairs: dict[tuple[str, str], int] = {}
        #: The word before, if it is counted.
        self.last = ""

    def ask(self) -> None:
        """Begin to count what was asked for."""
        for word in self.ends | self.begins:
            self.single[word] = 0

    def count(self, word: str) -> None:
        """Count a word, and the pair that it makes with the one before."""
        times = self.single.get(word)
        if times is None:
            self.last = ""  # nothing that is asked for follows it, or stands before it
            return
        self.single[word] = times + 1
        if self.last in self.ends and word in self.begins:
            pair = self.last, word
            self.pairs[pair] = self.pairs.get(pair, 0) + 1
        self.last = word

    def joint(self, before: str, behind: str, every: int) -> float:
        """How much likelier than by chance two words stand one behind the other, of so many."""
        expected = self.single.get(before, 0) * self.single.get(behind, 0) / every
        return log((self.pairs.get((before, behind), 0) + self.doubt) / (expected + self.doubt))


class Speech:
    """Which words of a stretch of rows stand one behind the other.

    Only words are counted with which a piece, or a line beside one, begins or ends: those of all
    rows would take many times their room.
    """

    def __init__(self, rows: Sequence[Line], short: Sequence[int]) -> None:
        self.words = _Counts(_DOUBT)
        self.endings = _Counts(_DOUBTED)
        self.all = 0
        #: The words of what stands between spaces: most of it comes again.
        self._known: dict[str, list[str]] = {}
        last = len(rows) - 1
        for at in range(last + 1):
            if short[at] or (at and short[at - 1]) or (at < last and short[at + 1]):
                self._ask(rows[at])
        self.words.ask()
        self.endings.ask()
        self._count(rows, short)
        self.all = max(self.all, 1)
        self._known.clear()

    def _read(self, printed: str) -> list[str]:
        """The words of what stands between two spaces."""
        words = self._known.get(printed)
        if words is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            words = self._known[printed] = words_of(printed)
        return words

    def _ask(self, row: Line) -> None:
        """Take the words at the ends of a line, with its label and without, for asked."""
        for text in (row.text, row.text[row.label.end :] if row.label else ""):
            printed = text.split()
            for piece in printed:
                if words := self._read(piece):
                    self.words.begins.add(words[0])
                    self.endings.begins.add(_ending(words[0]))
                    break
            for piece in reversed(printed):
                if words := self._read(piece):
                    self.words.ends.add(words[-1])
                    self.endings.ends.add(_ending(words[-1]))
                    break

    def _count(self, rows: Sequence[Line], short: Sequence[int]) -> None:
        """Count the words that are asked for, and how often they follow each other."""
        counted, endings = self.words, self.endings
        for at, row in enumerate(rows):
            if short[at]:
                counted.last = endings.last = ""
            before = self.all
            for printed in row.text.split():
                for word in self._read(printed):
                    self.all += 1
                    counted.count(word)
                    endings.count(_ending(word))
            if short[at] or self.all == before or row.end in ENDS:
                counted.last = endings.last = ""

    def joint(self, before: str, behind: str) -> float:
        """How much likelier than by chance two words stand one behind the other."""
        told = self.words.joint(before, behind, self.all)
        return told + _ENDINGS * self.endings.joint(_ending(before), _ending(behind), self.all)
