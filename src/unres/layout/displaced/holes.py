"""Holes: lines that lack some of their pieces, and which pieces fill them best.

A line is full where the next word has no room on it. Pieces that fill one are told from others
by their words, which must suit those beside them, and by whether a paragraph may begin so.
"""

from __future__ import annotations

from typing import Final

#: A line has no more characters than so many times its measure, and with the next word no fewer;
#: a first line is set in by so much.
_MOST: Final = 1.1
_LEAST: Final = 0.93
_SET_IN: Final = 0.12
#: A line of wide letters may lack so much more; what it costs for all of the measure.
_LACKING: Final = 0.2
_LACK: Final = 30.0
#: What it costs to leave a piece loose, and a line with a hole in it; to put a line above those
#: of a paragraph that may be whole.
_LOOSE: Final = 4.0
_OPEN: Final = 3.0
_ABOVE: Final = 1.5
#: What it costs to begin a paragraph without a word that leads one, to take such a word into the
#: middle of a line, and to put what was printed above a box into its lower half.
_LEADLESS: Final = 2.0
_AMID: Final = 2.0
_LOWER: Final = 2.0
#: What words tell, against room.
_WORDS: Final = 0.25
_NEVER: Final = 1e9


class Hole:
    """A line of a paragraph whose pieces may not be all there."""

    __slots__ = (
        "above",
        "begins",
        "least",
        "led",
        "measure",
        "most",
        "open",
        "rows",
        "upper",
        "width",
    )

    def __init__(self, rows: list[int], width: int, measure: int) -> None:
        #: The rows that are in their place, and their characters with the spaces behind them.
        self.rows = rows
        self.width = width
        self.measure = measure
        self.most = measure * _MOST
        self.least = measure * _LEAST
        #: What it costs to leave it as it is where it is not full, and to begin it.
        self.open = _OPEN
        self.above = 0.0
        #: Whether a paragraph begins with it, and how many of its rows may begin one.
        self.begins = False
        self.led = 0
        #: Whether it is in the upper half of its box.
        self.upper = True

    def begin(self, led: int, *, sure: bool) -> None:
        """Tell that a paragraph begins with it; `sure` where it cannot begin with the next line."""
        self.begins = True
        self.led = led
        self.least -= self.measure * _SET_IN
        if not self.rows and not sure:
            self.open = 0.0
            self.above = _ABOVE

    def costs(self, size: int, leads: int) -> float:
        """What it costs to add so many characters, and so many pieces that lead a paragraph."""
        total = self.width + size
        lacking = max(self.least - total, 0.0) / self.measure
        if total > self.most or lacking >= _LACKING:
            cost = _NEVER if size else self.open
        else:
            cost = _LACK * lacking + self.above
        if not self.begins:
            return cost + _AMID * leads
        leads += self.led
        if leads:
            return cost + _AMID * (leads - 1)
        return cost + (_LEADLESS if size or self.rows else _OPEN)

    def is_full(self) -> bool:
        """Whether it is a whole line as it is."""
        return self.least <= self.width <= self.most


class Piece:
    """A loose piece: its row, its characters with a space, and what tells where it may go."""

    __slots__ = ("above", "leads", "row", "size")

    def __init__(self, row: int, size: int, *, leads: bool, above: bool) -> None:
        self.row = row
        self.size = size
        self.leads = leads
        #: Whether it was printed above the box.
        self.above = above


class Way:
    """Which pieces go into which holes, and what that costs."""

    __slots__ = ("cost", "filled")

    def __init__(self, cost: float, filled: list[tuple[Hole, list[int]]]) -> None:
        self.cost = cost
        self.filled = filled


#: How well a piece suits a line's own rows: at best behind one of them, and before one.
Suit = tuple[float, float]


#: The sets of pieces that fit a hole, as bits, and what each costs.
Fitting = list[tuple[int, float]]


class Sums:
    """What each set of pieces is together: its characters, what leads, what was printed above."""

    __slots__ = ("above", "leads", "sizes")

    def __init__(self, pieces: list[Piece]) -> None:
        self.sizes = _sums([piece.size for piece in pieces])
        self.leads = _sums([int(piece.leads) for piece in pieces])
        self.above = _sums([int(piece.above) for piece in pieces])


def fitting(hole: Hole, sums: Sums, suits: list[Suit], beside: list[list[float]]) -> Fitting:
    """The sets of pieces that fit a hole; `beside`: how well one piece stands before another."""
    found: Fitting = []
    for chosen in range(len(sums.sizes)):
        cost = hole.costs(sums.sizes[chosen], sums.leads[chosen])
        if cost < _NEVER:
            if not hole.upper:
                cost += _LOWER * sums.above[chosen]
            found.append((chosen, cost - _WORDS * _together(chosen, suits, beside)))
    return found


def cheapest(holes: list[Hole], pieces: list[Piece], fits: list[Fitting]) -> Way:
    """The cheapest way to put pieces into holes, by the sets that fit each of them."""
    every = len(pieces)
    table: dict[int, Way] = {0: Way(0.0, [])}
    for number, hole in enumerate(holes):
        table = _with(table, hole, fits[number], pieces)
    best = none_placed(every)
    for taken, way in table.items():
        cost = way.cost + _LOOSE * (every - taken.bit_count())
        if cost < best.cost or not best.filled:
            best = Way(cost, way.filled)
    return best


def _with(table: dict[int, Way], hole: Hole, fits: Fitting, pieces: list[Piece]) -> dict[int, Way]:
    """The cheapest ways for each set of pieces, with one hole more and the sets that fit it."""
    after: dict[int, Way] = {}
    for taken, way in table.items():
        for chosen, cost in fits:
            if taken & chosen:
                continue
            total = way.cost + cost
            found = after.get(taken | chosen)
            if found is None or total < found.cost:
                rows = [piece.row for i, piece in enumerate(pieces) if chosen >> i & 1]
                after[taken | chosen] = Way(total, [*way.filled, (hole, rows)])
    return after


def none_placed(pieces: int) -> Way:
    """The way to leave so many pieces loose."""
    return Way(_LOOSE * pieces, [])


def _together(chosen: int, suits: list[Suit], beside: list[list[float]]) -> float:
    """How well a set of pieces suits a line and each other: each beside what it suits best."""
    pieces = [i for i in range(len(suits)) if chosen >> i & 1]
    total = 0.0
    for i in pieces:
        behind, before = suits[i]
        for j in pieces:
            if i != j:
                before = max(before, beside[i][j])
                behind = max(behind, beside[j][i])
        if before > -_NEVER:
            total += before + behind
    return total


def _sums(values: list[int]) -> list[int]:
    """The sum of each set of values; the bits of a place tell the set."""
    sums = [0]
    for value in values:
        sums += [before + value for before in sums]
    return sums


def order(
    pieces: list[int],
    first: dict[int, float],
    last: dict[int, float],
    worth: dict[tuple[int, int], float],
) -> list[int]:
    """The order in which the first piece, the last one and all pairs are worth most together."""
    ways: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {
        (1 << i, i): (first[at], (at,)) for i, at in enumerate(pieces)
    }
    for _ in range(len(pieces) - 1):
        longer: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
        for (used, i), (score, before) in ways.items():
            for j, at in enumerate(pieces):
                if used >> j & 1:
                    continue
                new = score + worth[pieces[i], at]
                found = longer.get((used | 1 << j, j))
                if found is None or new > found[0]:
                    longer[used | 1 << j, j] = new, (*before, at)
        ways = longer
    return list(max((score + last[found[-1]], found) for score, found in ways.values())[1])
