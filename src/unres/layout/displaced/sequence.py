"""Sequence: in what order the pieces of one line stood.

What leads a paragraph is first, what is aligned with the rest of its box is at one of the ends,
and what was printed above the box stands left of what was printed below. The rest is told by
the words on either side of each joint, as the document puts them elsewhere.
"""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Final

from unres.layout.displaced import holes
from unres.layout.displaced.speech import Speech, words_of
from unres.spans import stretch

if TYPE_CHECKING:
    from collections.abc import Sequence as Rows

    from unres.grammar import Lexicon
    from unres.layout.displaced.holes import Hole, Suit
    from unres.layout.lines import Line

#: So many pieces of one line are put in order.
_ORDERED: Final = 7
#: The words of so many rows tell how they stand: more than nearly all documents have, and the
#: pieces of one document do not make a volume slow.
_STRETCH: Final = 1_000
#: What tells the order of a line besides its words: what leads a paragraph, and so much more
#: what makes a lead with it; a label; a row that is printed with the paragraph's others, whose
#: end of the line is aligned with them; a piece printed above the box, before one below it.
_LEADS: Final = 5.0
_LED: Final = 3.0
_GOES_ON: Final = 1.5
_LABEL: Final = 10.0
_ALIGNED: Final = 4.0
_SIDES: Final = 4.0
#: How much better the best order must be than the printed one, of all or of the line's own rows.
_TOLD: Final = 0.5


def _worth(
    line: list[int],
    first: dict[int, float],
    last: dict[int, float],
    worth: dict[tuple[int, int], float],
) -> float:
    """What an order is worth."""
    return first[line[0]] + sum([worth[pair] for pair in pairwise(line)]) + last[line[-1]]


class Sequence:
    """The rows of a body, and how well they stand before each other."""

    def __init__(self, rows: Rows[Line], short: bytearray, lexicon: Lexicon) -> None:
        self.rows = rows
        self.short = short
        self.leads = (lexicon.LEAD.match, lexicon.OPERATIVE_LEAD.match)
        self.rest = lexicon.LEAD_REST.match
        #: How the words of each stretch of rows stand that was asked for.
        self.speeches: dict[int, Speech] = {}
        #: How well one row stands before another, as far as it was asked on one page.
        self.known: dict[tuple[int, int], float] = {}

    def begins(self, at: int) -> bool:
        """Whether a row begins as a paragraph does."""
        row = self.rows[at]
        text = row.text[row.label.end :] if row.label else row.text
        return self.leads[0](text) is not None or self.leads[1](text) is not None

    def suits(self, own: list[int], pieces: list[int]) -> list[Suit]:
        """How well each piece suits a line's own rows: at best behind one, and before one."""
        never = -1e9
        return [
            (
                max([self.beside(i, at) for i in own], default=never),
                max([self.beside(at, i) for i in own], default=never),
            )
            for at in pieces
        ]

    def told(self, line: list[int]) -> float:
        """How well the pieces of a line suit each other in their order."""
        return sum([self.beside(before, behind) for before, behind in pairwise(line)])

    def order(
        self, hole: Hole, pieces: list[int], above: int, after: int, behind: set[int]
    ) -> list[int]:
        """The order of a line's pieces that all signs tell; many stay as they were printed."""
        if len(pieces) > _ORDERED:
            return pieces
        worth = {(i, j): self.beside(i, j) for i, j in permutations(pieces, 2)}
        first = {at: self.beside(above, at) if above >= 0 else 0.0 for at in pieces}
        last = {at: self.beside(at, after) if after >= 0 else 0.0 for at in pieces}
        own = set(hole.rows)
        for at in hole.rows:
            last[at] += _ALIGNED
            if not hole.begins:
                first[at] += _ALIGNED
        for i, j in worth:
            if i in behind and j not in behind and j not in own:
                worth[i, j] -= _SIDES
        if hole.begins:
            for at in pieces:
                first[at] += _LEADS * self.begins(at) + _LABEL * (self.rows[at].label is not None)
            self._lead(pieces, first, worth)
        best = holes.order(pieces, first, last, worth)
        rows = iter(sorted(own))
        printed = [next(rows) if at in own else at for at in best]
        most = _worth(best, first, last, worth)
        for line in (pieces, printed):
            if most - _worth(line, first, last, worth) < _TOLD:
                return line
        return best

    def _lead(
        self, pieces: list[int], first: dict[int, float], worth: dict[tuple[int, int], float]
    ) -> None:
        """See which pieces make a lead together: `with`, `satisfaction`, `notes`."""
        text = {at: self.rows[at].text for at in pieces if self.rows[at].label is None}
        for some in (*permutations(text, 2), *permutations(text, 3)):
            said = " ".join([text[at] for at in some])
            inside = len(said) - len(text[some[-1]])
            for leads in self.leads:
                found = leads(said)
                if found and found.end() > inside:
                    first[some[0]] = max(first[some[0]], _LEADS + len(some) - 1)
                    for pair in pairwise(some):
                        worth[pair] += _LED
                    break
            found = self.rest(" " + said)
            if found and found.end() > inside + 1:
                for pair in pairwise(some):
                    worth[pair] += _LED
                for at in text:
                    if at != some[0] and first[at] >= _LEADS:
                        worth[at, some[0]] += _GOES_ON

    def beside(self, before: int, behind: int) -> float:
        """How well a row stands before another."""
        known = self.known.get((before, behind))
        if known is None:
            ends, begins = self._words(before), self._words(behind)
            known = 0.0
            if ends and begins:
                known = self._speech(before).joint(ends[-1], begins[0])
            self.known[before, behind] = known
        return known

    def _speech(self, at: int) -> Speech:
        """How the words stand in the stretch that a row is in; the last one may be longer."""
        start, stop = stretch(at, _STRETCH, len(self.rows))
        speech = self.speeches.get(start)
        if speech is None:
            speech = Speech(self.rows[start:stop], self.short[start:stop])
            self.speeches[start] = speech
        return speech

    def _words(self, at: int) -> list[str]:
        """The words of a row, without its label."""
        row = self.rows[at]
        return words_of(row.text[row.label.end :] if row.label else row.text)
