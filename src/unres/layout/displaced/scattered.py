"""Scattered lines: the pieces of stretched lines whose boxes were printed around their paragraph.

    the lanterns                         Welcoming the lanterns and the bells of all harbours
                                         that were lit or rung again in time of fog, and the
    Welcoming                            wardens who relit them,

    harbours
    that were lit or rung again in time of fog, and the
    wardens who relit them,

    and the bells of all

A line that is stretched to the measure falls into pieces. Where they stand far apart an
extractor makes each a box of its own, inside the box of its paragraph. It joins the widest with
that first, on the side where it stands: so the loose pieces get wider towards a paragraph and
narrower behind it, and those above it stand left of those below. Into which line they go is told
by the room, for all lines but a paragraph's last are full; then the words tell the order.

May rely on: labels are back in their places. Guarantees: every row comes back, each once; what
is whole, or nearly as good in the order it was printed in, stays as it was.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from unres.layout.displaced import holes
from unres.layout.displaced.holes import Hole, Piece, Way
from unres.layout.displaced.sequence import Sequence
from unres.layout.rows import COMMAS, ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Sequence as Rows

    from unres.grammar import Lexicon
    from unres.layout.lines import Line

#: A piece is less than this share of the measure, and a page's lines are this share of it.
_SHORT: Final = 0.78
_NARROW: Final = 0.85
#: So many pieces are given to one paragraph at most; a box of more rows than a page has is no
#: paragraph's, and more pieces than this are no line's.
_MANY: Final = 8
_ROWS: Final = 80
_BOX: Final = 10
#: In so many ways a paragraph's short rows may be lines, fewer where there are more pieces than so.
_WAYS: Final = 24
_FEW: Final = 5
#: A run of so many short rows is parted into lines.
_RUN: Final = 8
#: Pieces between two paragraphs are parted in so many ways, of which each wider piece on the
#: wrong side costs so much; one is wider than another by this share at least.
_SPLITS: Final = 4
_WRONG: Final = 2.0
_WIDER: Final = 1.06
#: So much is looked at, and so much more for each row: the rest stays as it was printed.
_EFFORT: Final = 200_000
_EFFORT_ROW: Final = 200
#: How much better the best order must be than the printed one, where no piece was away.
_BETTER: Final = 1.5
#: How much cheaper it must be to give a piece to one paragraph than to the other.
_SURE: Final = 1.4
#: Letters that are much wider or narrower than others.
_WIDE: Final = frozenset("жмфшщыюwm—")
_SLIM: Final = frozenset("гзсijltfr,.;:()- ")


def width(row: Line) -> int:
    """The characters of a line, its stretched spaces as one."""
    text = row.text
    return row.width - len(text) + len(" ".join(text.split())) if "  " in text else row.width


def _breadth(text: str) -> float:
    """About how wide a text is set, in letters."""
    broad = 0.0
    for sign in " ".join(text.split()):
        broad += 1.35 if sign in _WIDE or sign.isupper() else 0.75 if sign in _SLIM else 1.0
    return broad


class _Block:
    """A box that holds more than loose pieces: a paragraph, or some lines of one."""

    __slots__ = ("listed", "numbered", "rows", "ways")

    def __init__(self, rows: list[int]) -> None:
        self.rows = rows
        #: Whether a label stands above it, of a paragraph or a point of a list.
        self.numbered = self.listed = False
        #: The ways in which its short rows may be lines with holes.
        self.ways: list[list[Hole]] = [[]]


#: What went into the holes of a block, and which pieces were printed behind it.
_Share = tuple[_Block, Way, set[int]]


class Scattered:
    """The rows of a body, of which loose pieces are put into the lines that lack them."""

    def __init__(self, rows: Rows[Line], measure: Callable[[int], int], lexicon: Lexicon) -> None:
        self.rows = rows
        #: The length of a full line on the page of a row.
        self.measure = measure
        self.opening = lexicon.OPENING.match
        self.meeting = lexicon.MEETING.match
        #: What may still be looked at.
        self.effort = _EFFORT + _EFFORT_ROW * len(rows)
        #: For each row whether it may be a piece of a line; the rows of headings.
        self.short = bytearray(self._short(at) for at in range(len(rows)))
        self.heads: set[int] = set()
        self.sequence = Sequence(rows, self.short, lexicon)
        #: The lines that are whole again, their pieces in order, by the row before which they go.
        self.lines: dict[int, list[list[int]]] = {}
        self.gone: set[int] = set()
        #: How the blocks of a page are filled, by the first row, with so many from either side.
        self.filled: dict[tuple[int, int, int], Way] = {}

    def settle(self) -> tuple[list[Line], list[Line]]:
        """All rows in order, and those that were moved."""
        blocks: list[_Block] = []
        loose: list[list[int]] = [[]]
        label: Line | None = None
        for box in self._boxes():
            first = self.rows[box[0]]
            if blocks and first.page != self.rows[blocks[-1].rows[0]].page:
                self._solve(blocks, loose)
                blocks, loose = [], [[]]
            if first.alone:
                label = first
            elif self._loose(box):
                loose[-1] += box
            elif blocks and label is None and self._belongs(blocks[-1], box):
                blocks[-1].rows += box
                between = loose.pop()
                loose[-1] += between
                loose.append([])
            else:
                block = _Block(box)
                if label is not None and label.label is not None:
                    block.numbered = label.label.number is not None
                    block.listed = not block.numbered
                blocks.append(block)
                loose.append([])
                label = None
        self._solve(blocks, loose)
        return self._apply()

    def _apply(self) -> tuple[list[Line], list[Line]]:
        """All rows, lines that are whole again in their places; and the moved ones."""
        rows = self.rows
        order: list[int] = []
        for at, row in enumerate(rows):
            gap = row.gap
            for line in self.lines.get(at, ()):
                order += line
                whole = sum([width(rows[i]) + 1 for i in line]) - 1
                for i in line:
                    rows[i].width = whole  # none of them is short any more
                    rows[i].piece = i != line[0]
                    rows[i].gap = 0
                rows[line[0]].gap = gap
                if at not in self.gone:
                    row.gap = 0
            if at not in self.gone:
                order.append(at)
        moved = [rows[behind] for before, behind in pairwise(order) if behind < before]
        return [rows[at] for at in order], moved

    # -- boxes, and what they hold ---------------------------------------------------------

    def _short(self, at: int) -> bool:
        """Whether a row may be a piece of a line: it is short, and ends no paragraph."""
        row = self.rows[at]
        if row.end in ENDS or row.alone or row.bare:
            return False
        short = _SHORT * self.measure(at)
        # each pair of spaces is wider by two at most: so most lines are told without cutting them
        if row.width - 2 * row.text.count("  ") >= short or width(row) >= short:
            return False
        return not self._closes(at)

    def _closes(self, at: int) -> bool:
        """Whether a row is one of the closing lines: a meeting, and the day below it."""
        for row in self.rows[max(at - 1, 0) : at + 1]:
            if row.text[0].isdecimal() and self.meeting(row.text):
                return True
        return False

    def _boxes(self) -> Iterator[list[int]]:
        """The rows of each box; a label that stands alone is one."""
        box: list[int] = []
        for at, row in enumerate(self.rows):
            if box and (row.gap != 0 or row.label is not None or self.rows[at - 1].alone):
                yield box
                box = []
            box.append(at)
        if box:
            yield box

    def _loose(self, box: list[int]) -> bool:
        """Whether a box holds nothing but pieces: no heading, and no end of a paragraph."""
        first = box[0]
        if len(box) > _BOX or self.rows[first].label is not None:
            return False
        if not all(self.short[at] for at in box) or self.opening(self.rows[first].text):
            return False
        if not first:
            return True
        above = self.rows[first - 1]
        if (above.end in ENDS and not above.alone) or first - 1 in self.heads:
            heading = all(self.rows[at].text[0].isupper() for at in box)
            if heading:
                self.heads.update(box)
                return False
        if self.rows[box[-1]].end in COMMAS:
            if above.ends and self.rows[first].text[0].isupper():
                return False  # a paragraph by itself, it seems
            return above.ends or above.alone or bool(self.short[first - 1])
        return True

    def _belongs(self, block: _Block, box: list[int]) -> bool:
        """Whether a box goes on with the block above: with its label's line, or unended."""
        first, last = block.rows[0], block.rows[-1]
        if self.rows[box[0]].label is not None or len(block.rows) > _ROWS:
            return False
        if first == last and self.short[first] and self.rows[first].label is not None:
            return True
        if self.rows[last].ends or last in self.heads or box[0] in self.heads:
            return False
        return not self.sequence.begins(box[0])

    # -- lines with holes -----------------------------------------------------------------------

    def _seek(self, block: _Block, *, starts: bool) -> None:
        """Find the ways in which rows of a block may be lines that lack something.

        `starts` tells that a paragraph begins with it.
        """
        body = block.rows
        if body[0] in self.heads or len(body) > _ROWS:
            return
        measure = self._measure(body)
        if starts and not self.short[body[0]] and not self.sequence.begins(body[0]):
            above = self._hole(body, 0, 0, measure)
            above.begin(0, sure=not block.listed)
            block.ways = [[above]]
        place = 0
        last = len(body) - 1
        while place < last:
            if not self.short[body[place]]:
                place += 1
                continue
            stop = place
            while stop < last and self.short[body[stop]]:
                stop += 1
            lines = self._lines(body, place, stop, measure)
            if starts and place == 0:
                for line in lines:
                    if line[0].begins:
                        continue  # one line begins many ways
                    line[0].begin(
                        sum([int(self.sequence.begins(at)) for at in line[0].rows]), sure=True
                    )
            block.ways = [[*way, *line] for way in block.ways for line in lines][:_WAYS]
            place = stop

    def _measure(self, body: list[int]) -> int:
        """The measure of a block: lists are set in on both sides."""
        full = self.measure(body[0])
        if len(body) <= 3:  # noqa: PLR2004
            return full
        return max(sorted([width(self.rows[at]) for at in body])[-2], int(_NARROW * full))

    def _lines(self, body: list[int], start: int, stop: int, measure: int) -> list[list[Hole]]:
        """The ways in which a run of short rows may be one line, two or three."""
        made: dict[tuple[int, int], Hole] = {}
        cuts: list[tuple[tuple[int, int], ...]] = [((start, stop),)]
        if stop - start <= _RUN:
            for cut in range(start + 1, stop):
                cuts.append(((start, cut), (cut, stop)))
                cuts += [((start, cut), (cut, end), (end, stop)) for end in range(cut + 1, stop)]
        ways: list[list[Hole]] = []
        for lines in cuts:
            for a, b in lines:
                if (a, b) not in made:
                    made[a, b] = self._hole(body, a, b, measure)
            ways.append([made[a, b] for a, b in lines])
        fit = [way for way in ways if all(hole.width <= hole.most for hole in way)]
        return fit or ways[:1]

    def _hole(self, body: list[int], start: int, stop: int, measure: int) -> Hole:
        """A line that is made of some rows of a block, as far as they are in their place."""
        rows = body[start:stop]
        hole = Hole(rows, sum([width(self.rows[at]) + 1 for at in rows]), measure)
        # a line is full where the next word has no room on it
        hole.least -= len(self.rows[body[stop]].text.split(None, 1)[0]) + 1
        hole.upper = 2 * start < len(body)
        return hole

    # -- which piece goes where --------------------------------------------------------------------

    def _solve(self, blocks: list[_Block], loose: list[list[int]]) -> None:
        """Put the loose pieces of a page into the blocks beside them, and all lines in order."""
        if not blocks:
            return
        for number, block in enumerate(blocks):
            first = block.rows[0]
            above = blocks[number - 1].rows[-1] if number else min([first, *loose[0][:1]]) - 1
            labelled = block.numbered or block.listed or self.rows[first].label is not None
            self._seek(block, starts=labelled or above < 0 or self.rows[above].ends)
        shares = self._share(blocks, loose)
        shares.reverse()
        doubted = self._doubted(shares, loose)
        for block, way, behind in shares:
            for hole, pieces in way.filled:
                if doubted.isdisjoint(pieces):
                    self._put(block, hole, pieces, behind)
        for number, pieces in enumerate(loose):
            left = [at for at in pieces if at not in self.gone and at not in doubted]
            if left:
                self._leave(left, blocks[max(number - 1, 0) : number + 1])
        self.sequence.known.clear()
        self.filled.clear()

    def _share(self, blocks: list[_Block], loose: list[list[int]]) -> list[_Share]:
        """Part the pieces between each two blocks so that all lines are filled best."""
        #: For each number of pieces between two blocks that are the upper one's: the least cost
        #: so far, and how it is come to.
        states: dict[int, tuple[float, tuple[object, _Share | None]]] = {0: (0.0, (None, None))}
        for number, block in enumerate(blocks):
            above, below = loose[number], loose[number + 1]
            splits = [(len(below), 0.0)] if number + 1 == len(blocks) else self._splits(below)
            after: dict[int, tuple[float, tuple[object, _Share | None]]] = {}
            for taken, (paid, past) in states.items():
                for split, wrong in splits:
                    way = self._fill(block, above[taken:], below[:split])
                    total = paid + wrong + way.cost
                    if split not in after or total < after[split][0]:
                        after[split] = total, (past, (block, way, set(below[:split])))
            states = after
        shares: list[_Share] = []
        link: object = min(states.values(), key=_cost)[1]
        while isinstance(link, tuple) and link[1] is not None:
            shares.append(link[1])
            link = link[0]
        return shares

    def _doubted(self, shares: list[_Share], loose: list[list[int]]) -> set[int]:
        """The pieces that would suit the other paragraph beside them nearly as well: they stay."""
        doubted: set[int] = set()
        taken = 0
        for number, ((upper, _, behind), (lower, _, after)) in enumerate(pairwise(shares)):
            above, between = loose[number][taken:], loose[number + 1]
            taken = len(behind)
            costs = {
                split: wrong
                + self._fill(upper, above, between[:split]).cost
                + self._fill(lower, between[split:], sorted(after)).cost
                for split, wrong in (self._splits(between) if between else ())
            }
            for split, cost in costs.items():
                if split != taken and cost - costs.get(taken, cost) < _SURE:
                    doubted.update(between[min(split, taken) : max(split, taken)])
        return doubted

    def _splits(self, pieces: list[int]) -> list[tuple[int, float]]:
        """In how many ways pieces may be parted, and what that costs: they narrow, then widen."""
        broad = [_breadth(self.rows[at].text) for at in pieces]
        wrong = sum([int(b * _WIDER < a) for a, b in pairwise(broad)])
        found = [(0, wrong)]
        for split in range(1, len(pieces) + 1):
            if split > 1:
                wrong += int(broad[split - 1] > broad[split - 2] * _WIDER)
            if split < len(pieces):
                wrong -= int(broad[split] * _WIDER < broad[split - 1])
            found.append((split, wrong))
        least = min([count for _, count in found])
        few = [(split, _WRONG * (count - least)) for split, count in found if count <= least + 1]
        return few[:_SPLITS]

    def _fill(self, block: _Block, above: list[int], below: list[int]) -> Way:
        """The cheapest way to put pieces from above and below into the holes of a block."""
        asked = block.rows[0], len(above), len(below)
        way = self.filled.get(asked)
        if way is None:
            way = self.filled[asked] = self._filled(block, above, below)
        return way

    def _filled(self, block: _Block, above: list[int], below: list[int]) -> Way:
        """As `_fill`, reckoned."""
        rows = above + below
        if not rows:
            return Way(0.0, [(hole, rows) for hole in block.ways[0]])
        if not block.ways[0] or len(rows) > _MANY or self.effort < 0:
            return holes.none_placed(len(rows))
        pieces = [
            Piece(
                at,
                width(self.rows[at]) + 1,
                leads=self.sequence.begins(at),
                above=number < len(above),
            )
            for number, at in enumerate(rows)
        ]
        beside = [[self.sequence.beside(i, j) for j in rows] for i in rows]
        sums = holes.Sums(pieces)
        #: What fits each hole: it is part of many ways.
        known: dict[int, holes.Fitting] = {}
        best: Way | None = None
        for way in block.ways[: max(_WAYS >> max(len(rows) - _FEW, 0), 2)]:
            fits: list[holes.Fitting] = []
            for hole in way:
                if id(hole) not in known:
                    self.effort -= 1 << len(rows)
                    suits = self.sequence.suits(hole.rows, rows)
                    known[id(hole)] = holes.fitting(hole, sums, suits, beside)
                fits.append(known[id(hole)])
            found = holes.cheapest(way, pieces, fits)
            if best is None or found.cost < best.cost:
                best = found
        assert best is not None
        return best

    def _leave(self, pieces: list[int], blocks: list[_Block]) -> None:
        """Put what fits nowhere into the line that lacks most, so that it parts no paragraphs."""
        most, into = 0, -1
        for block in blocks:
            for hole in block.ways[0]:
                lacks = hole.measure - hole.width % hole.measure
                if hole.rows and lacks > most:
                    most, into = lacks, hole.rows[0]
        if into < 0:
            return
        if into in self.lines:
            self.lines[into][-1] += pieces
        else:
            self.lines[into] = [[into, *pieces]]
            self.gone.add(into)
        self.gone.update(pieces)

    # -- in what order --------------------------------------------------------------------------

    def _put(self, block: _Block, hole: Hole, pieces: list[int], behind: set[int]) -> None:
        """Put a line in order, with pieces that came to it."""
        if not pieces and (len(hole.rows) < 2 or not hole.is_full()):  # noqa: PLR2004
            return
        body = block.rows
        place = body.index(hole.rows[0]) if hole.rows else 0
        above = body[place - 1] if place and not hole.begins else -1
        below = place + len(hole.rows)
        after = body[below] if below < len(body) else -1
        line = self.sequence.order(hole, sorted([*hole.rows, *pieces]), above, after, behind)
        if not pieces:
            around = [at for at in (above,) if at >= 0], [at for at in (after,) if at >= 0]
            better = self.sequence.told(around[0] + line + around[1])
            if better - self.sequence.told(around[0] + hole.rows + around[1]) < _BETTER:
                return
        self.lines.setdefault(hole.rows[0] if hole.rows else body[0], []).append(line)
        self.gone.update(line)


def _cost(state: tuple[float, tuple[object, _Share | None]]) -> float:
    return state[0]
