"""Pieces of a stretched line that were printed out of order, put in order by the document's words.

    Appreciates                          Appreciates the strong support expressed for the Conference
    the Conference on                    on Disarmament at its session …
    the strong support expressed for
    Disarmament at its session …

A line that is stretched to the measure falls into pieces, which an extractor prints as boxes of
their own: in any order, and those from the middle above or below their paragraph. Pieces that
fill a line together are one. In what order they stood is told by the words on either side of
each joint: as the rest of the document puts them one behind the other, or never does.

May rely on: labels and single pieces are back in their places. Guarantees: every row comes back,
each once; where two orders are nearly as good the printed one stays.
"""

from __future__ import annotations

import re
from itertools import pairwise, permutations
from math import log
from typing import TYPE_CHECKING, Final

from unres.layout.rows import ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unres.layout.lines import Line

#: A piece is less than this share of the measure; all of a line's are this share together, and
#: those of a first line, which is set in, so much less.
_SHORT: Final = 0.75
_LEAST: Final = 0.8
_MOST: Final = 1.12
_SET_IN: Final = 0.12
#: So many pieces of one line are put in order.
_MANY: Final = 5
#: So many rows of the paragraphs beside loose pieces are searched for the rest of their line.
_FAR: Final = 40
#: The words of so many rows tell how they stand: more than nearly all documents have, and the
#: pieces of one document do not make a volume slow.
_STRETCH: Final = 1_000
#: So much of what stands between spaces is remembered.
_REMEMBERED: Final = 512
#: How often two words stand together is told no better than by so much.
_DOUBT: Final = 0.25
#: How much better the best order must be than the second.
_BETTER: Final = 0.6
#: How much better it must be than the printed one, where all of a line's pieces are together.
_PRINTED: Final = 1.5
_PAUSES: Final = ",;:"
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019\u2011][^\W\d_]+)*|\d+|[,;:]")


def width(row: Line) -> int:
    """The characters of a line, its stretched spaces as one."""
    text = row.text
    return row.width - len(text) + len(" ".join(text.split())) if "  " in text else row.width


def _stretched(row: Line) -> bool:
    """Whether a line's words stand farther apart than one space."""
    return row.text.find("  ", row.label.end + 2 if row.label else 0) >= 0


def _words(text: str) -> list[str]:
    """The words and pauses of a text; one number is as good as another."""
    return ["#" if word[0].isdecimal() else word for word in _WORD.findall(text.lower())]


class _Speech:
    """Which words of a stretch of rows stand one behind the other.

    Only words are counted with which a piece, or a line beside one, begins or ends: those of all
    rows would take many times their room.
    """

    def __init__(self, rows: Sequence[Line], short: Sequence[int]) -> None:
        #: How often each word that is asked for stands, and each pair of them.
        self.single: dict[str, int] = {}
        self.pairs: dict[tuple[str, str], int] = {}
        self.all = 1
        #: The words with which lines of interest end and begin.
        self.ends: set[str] = set()
        self.begins: set[str] = set()
        #: The words of what stands between spaces: most of it comes again.
        self._known: dict[str, list[str]] = {}
        last = len(rows) - 1
        for at in range(last + 1):
            if short[at] or (at and short[at - 1]) or (at < last and short[at + 1]):
                self._ask(rows[at])
        self._count(rows, short)

    def _read(self, printed: str) -> list[str]:
        """The words of what stands between two spaces, of small letters: mostly it is one."""
        if printed.isalpha():
            return [printed]
        words = self._known.get(printed)
        if words is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            words = self._known[printed] = _words(printed)
        return words

    def _ask(self, row: Line) -> None:
        """Take the words at the ends of a line, with its label and without, for asked."""
        for text in (row.text, row.text[row.label.end :] if row.label else ""):
            printed = text.lower().split()
            for piece in printed:
                if words := self._read(piece):
                    self.begins.add(words[0])
                    break
            for piece in reversed(printed):
                if words := self._read(piece):
                    self.ends.add(words[-1])
                    break

    def _count(self, rows: Sequence[Line], short: Sequence[int]) -> None:
        """Count the words that are asked for, and how often they follow each other."""
        single = self.single
        for word in self.ends | self.begins:
            single[word] = 0
        total = 0
        last = ""
        for at, row in enumerate(rows):
            if short[at]:
                last = ""
            before = total
            text = row.text.lower()
            for pause in _PAUSES:  # so most of what stands between spaces is a word
                if pause in text:
                    text = text.replace(pause, f" {pause} ")
            for printed in text.split():
                if printed.isalpha() or printed in _PAUSES:
                    total += 1
                    last = self._follow(last, printed) if printed in single else ""
                    continue
                for word in self._read(printed):
                    total += 1
                    # nothing that is asked for follows a word that is not, or stands before it
                    last = self._follow(last, word) if word in single else ""
            if short[at] or total == before or row.end in ENDS:
                last = ""
        self.all = max(total, 1)
        self._known.clear()

    def _follow(self, last: str, word: str) -> str:
        """Count a word that is asked for, and the pair that it makes with the one before it."""
        self.single[word] += 1
        if last in self.ends and word in self.begins:
            pair = last, word
            self.pairs[pair] = self.pairs.get(pair, 0) + 1
        return word

    def joint(self, before: str, behind: str) -> float:
        """How much likelier than by chance two words stand one behind the other."""
        single = self.single
        expected = single.get(before, 0) * single.get(behind, 0) / self.all
        return log((self.pairs.get((before, behind), 0) + _DOUBT) / (expected + _DOUBT))


class Pieces:
    """The rows of a body, of which pieces of lines are put in order."""

    def __init__(
        self, rows: list[Line], measure: Callable[[int], int], meeting: re.Pattern[str]
    ) -> None:
        self.rows = rows
        #: What a closing line begins with.
        self.meeting = meeting
        #: The length of a full line on the page of a row.
        self.measure = measure
        #: How the words of each stretch of rows stand that was asked for.
        self.speeches: dict[int, _Speech] = {}
        #: For each row whether it may be a piece of a line.
        self.short = bytearray()
        #: The row at whose place a line is whole again, and the pieces of it in order.
        self.lines: dict[int, tuple[int, ...]] = {}
        self.gone: set[int] = set()

    def settle(self) -> tuple[list[Line], list[Line]]:
        """All rows in order, and those that were moved."""
        rows = self.rows
        self.short = short = bytearray(self._short(at) for at in range(len(rows)))
        at = 0
        while at < len(rows):
            if not short[at]:
                at += 1
                continue
            stop = at + 1
            while stop < len(rows) and short[stop] and rows[stop].page == rows[at].page:
                stop += 1
            if stop - at <= _MANY and any(_stretched(row) for row in rows[at:stop]):
                self._run(at, stop)
            at = stop
        return self._apply()

    def _apply(self) -> tuple[list[Line], list[Line]]:
        rows = self.rows
        moved: list[Line] = []
        if not self.lines:
            return rows, moved
        order: list[Line] = []
        for at, row in enumerate(rows):
            if at in self.lines:
                pieces = self.lines[at]
                whole = sum(width(rows[i]) + 1 for i in pieces) - 1
                for i in pieces:
                    rows[i].width = whole  # none of them is short any more
                    rows[i].piece = i != pieces[0]
                order += [rows[i] for i in pieces]
                pairs = zip(pieces, sorted(pieces), strict=True)
                moved += [rows[i] for i, printed in pairs if i != printed]
            elif at not in self.gone:
                order.append(row)
        return order, moved

    def _short(self, at: int) -> bool:
        """Whether a row may be a piece of a line: it is short, and ends no paragraph."""
        row = self.rows[at]
        if row.end in ENDS or row.alone or row.bare:
            return False
        short = _SHORT * self.measure(at)
        # each pair of spaces is wider by two at most: so most lines are told without cutting them
        if row.width - 2 * row.text.count("  ") >= short or width(row) >= short:
            return False
        if row.text[0].isdecimal() and self.meeting.match(row.text):
            return False
        # a preambular paragraph ends in a comma
        return not (row.end == "," and at + 1 < len(self.rows) and self._starts(at + 1))

    def _starts(self, at: int) -> bool:
        """Whether a paragraph begins at a row."""
        row = self.rows[at]
        if row.label is not None or at == 0:
            return True
        end = self.rows[at - 1].end
        return (end in ENDS or end == "," or row.gap > 0) and row.text[0].isupper()

    def _run(self, at: int, stop: int) -> None:
        """Put a run of pieces in order, or with the rest of their line elsewhere."""
        rows = self.rows
        run = tuple(range(at, stop))
        # whether the first may be the last line of the paragraph above
        ended = len(run) > 1 and rows[at].end == "," and rows[at + 1].gap > 0
        if ended and any(self._starts(i) for i in run[1:]):
            run = run[1:]
        if self._fills(run):
            self._order(run, run)
            return
        while len(run) > 1 and stop < len(rows) and self._starts(run[-1]):  # a heading
            run = run[:-1]
        if ended and run[0] == at and len(run) > 1:
            run = run[1:]
        at, stop = run[0], run[-1] + 1
        loose = at == 0 or rows[at - 1].end in ENDS or rows[at - 1].end == ","
        if not loose or any(self._starts(i) for i in run):
            return
        if stop < len(rows) and not self._starts(stop):
            return
        whole = [
            rest
            for rest in (*self._before(at), *self._behind(stop))
            if len(rest) + len(run) <= _MANY and self._fills((*rest, *run))
        ]
        if len(whole) == 1:
            self._order(whole[0], (*whole[0], *run))

    def _fills(self, pieces: tuple[int, ...]) -> bool:
        """Whether pieces make a full line."""
        total = sum(width(self.rows[i]) + 1 for i in pieces) - 1
        measure = self.measure(pieces[0])
        least = _LEAST - _SET_IN if any(self._starts(i) for i in pieces) else _LEAST
        return least * measure <= total <= _MOST * measure

    def _before(self, at: int) -> list[tuple[int, ...]]:
        """The runs of pieces in the paragraph that ends before a row, and just above it."""
        rows = self.rows
        start = at - 1
        while start > 0 and at - start < _FAR and not self._starts(start):
            start -= 1
        above = start - _MANY
        while start > max(above, 0) and self.short[start - 1]:
            start -= 1
            if rows[start].page != rows[at - 1].page:
                break
        return self._runs(start, at - 1)

    def _behind(self, at: int) -> list[tuple[int, ...]]:
        """The runs of pieces in the paragraph that begins at a row."""
        rows = self.rows
        end = at
        while end + 1 < len(rows) and end - at < _FAR and rows[end].end not in ENDS:
            if rows[end + 1].label is not None:
                break
            end += 1
        return self._runs(at, end)

    def _runs(self, start: int, last: int) -> list[tuple[int, ...]]:
        """The runs of pieces in a stretch of rows; its last row is no piece."""
        runs: list[tuple[int, ...]] = []
        run: list[int] = []
        for i in range(start, last + 1):
            if i < last and i not in self.gone and self.short[i]:
                run.append(i)
            elif run:
                runs.append(tuple(run))
                run = []
        return runs

    # -- the order of pieces ---------------------------------------------------------------

    def _order(self, place: tuple[int, ...], pieces: tuple[int, ...]) -> None:
        """Set pieces in the one order that the words tell, between the rows around a place."""
        starts = [i for i in pieces if self._starts(i)]
        if len(starts) > 1 or len(pieces) < 2:  # noqa: PLR2004
            return
        ranked = self._ranked(place, pieces, starts)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _BETTER):
            return
        best, order = ranked[0]
        if any(printed == place and best - score < _PRINTED for score, printed in ranked):
            return
        self.lines[place[0]] = order
        self.gone.update(pieces)

    def _ranked(
        self, place: tuple[int, ...], pieces: tuple[int, ...], starts: list[int]
    ) -> list[tuple[float, tuple[int, ...]]]:
        """All orders that there may be, the best first, each with what its joints are worth."""
        rows = self.rows
        words = {
            i: _words(rows[i].text[label.end if (label := rows[i].label) else 0 :]) for i in pieces
        }
        if not all(words.values()):
            return []
        joint = self._speech(place[0]).joint
        worth = {(i, j): joint(words[i][-1], words[j][0]) for i, j in permutations(pieces, 2)}
        above = _words(rows[place[0] - 1].text) if place[0] and not starts else []
        below = _words(rows[place[-1] + 1].text) if place[-1] + 1 < len(rows) else []
        first = {i: joint(above[-1], words[i][0]) if above else 0.0 for i in pieces}
        last = {i: joint(words[i][-1], below[0]) if below else 0.0 for i in pieces}
        ranked = [
            (
                first[order[0]] + sum(worth[pair] for pair in pairwise(order)) + last[order[-1]],
                order,
            )
            for order in permutations(pieces)
            if not starts or order[0] == starts[0]
        ]
        ranked.sort(reverse=True)
        return ranked

    def _speech(self, at: int) -> _Speech:
        """How the words stand in the stretch that a row is in; the last one may be longer."""
        first = min(at // _STRETCH, max(len(self.rows) // _STRETCH - 1, 0))
        speech = self.speeches.get(first)
        if speech is None:
            start = first * _STRETCH
            stop = start + _STRETCH if start + 2 * _STRETCH <= len(self.rows) else len(self.rows)
            speech = _Speech(self.rows[start:stop], self.short[start:stop])
            self.speeches[first] = speech
        return speech
