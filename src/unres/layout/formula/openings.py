"""Opening formulas, also those that were misread: `L' Asscmblec generate,`.

The lexicon knows the formulas as they are printed. A line that is not one may be one that the
reader of a scanned page misread: it is as long, begins alike, is few letters away, and stands
where a formula does. In a title, and in the sentence before, an organ is named as well: so what
stands around the line has to agree, the more, the more letters are wrong.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from unres import words

if TYPE_CHECKING:
    from unres.grammar import Lexicon

#: No opening formula is longer, in code points.
LONGEST: Final = 80
#: How many of a formula's letters may be misread where only the next line agrees, and where a
#: number with a title stands above as well.
FEW: Final = 0.25
MANY: Final = 0.6
#: A shorter formula is too soon like something else, in letters.
_SHORTEST: Final = 10
#: How much longer or shorter a misread formula may be.
_SLACK: Final = 0.3
_STOPS: Final = ",.;:\u060c\uff0c\u00b7\u2022 "
#: What readers of scanned pages take for one another, as one of them.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("1|!/\\ijtf", "l"),
        **dict.fromkeys("c0o\u20ac", "e"),
        **dict.fromkeys("5$", "s"),
        **dict.fromkeys("b6", "h"),
        **dict.fromkeys("ur", "n"),
        **dict.fromkeys("q9", "g"),
        **dict.fromkeys("\u043f\u0438\u0446\u0439", "\u043d"),
        **dict.fromkeys("\u0434", "\u043b"),
        **dict.fromkeys("\u0441\u043e\u0437", "\u0435"),
    }
)


def exact(text: str, lexicon: Lexicon) -> bool:
    """Whether a whole line is an opening formula, as printed."""
    return len(text) <= LONGEST and lexicon.OPENING.fullmatch(text) is not None


def misread(text: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a whole line is an opening formula with few letters misread.

    `after` is the line below it, "" where there is none; it must begin a paragraph. Costs
    little for the lines that are as long as no formula.
    """
    return bool(after) and _near(text, FEW, lexicon) and _begins(after, lexicon)


def badly_misread(text: str, after: str, lexicon: Lexicon) -> bool:
    """The same with many letters misread: only for a line with a numbered title above it."""
    if (
        not (after and text)
        or text[-1] not in _STOPS
        or not (after[0].isupper() or after[0].isdigit())
    ):
        return False
    return _near(text, MANY, lexicon)


def first_signs(lexicon: Lexicon) -> frozenset[int]:
    """The code points that a line begins with for which a misread formula is looked for."""
    return frozenset(formula.first for formula in _formulas(lexicon))


def _near(text: str, share: float, lexicon: Lexicon) -> bool:
    """Whether at most such a share of some formula's letters is wrong in a text."""
    if not text:
        return False
    first = ord(text[0])
    for formula in _formulas(lexicon):
        if formula.first != first:
            continue
        size = len(text) - text.count(" ")  # `L 'Asse m b l ée`
        if formula.shortest <= size <= formula.longest:
            letters = _letters(text)
            most = share * len(formula.letters)
            # letters in any order are soon counted, and differ by no more than the texts do
            least = max(_lost(formula.letters, letters), _lost(letters, formula.letters))
            if least <= most and _distance(formula.letters, letters) <= most:
                return True
    return False


def _lost(one: str, other: str) -> int:
    """How many letters of a text another has not, whatever their order."""
    return sum(max(0, one.count(char) - other.count(char)) for char in set(one))


def _begins(after: str, lexicon: Lexicon) -> bool:
    """Whether a line begins a paragraph: by its word, by a label, or by a capital and its length.

    A misread page misreads the paragraph's first word as well, since that is in italics.
    """
    after = words.plain(after).lstrip("-* ")  # a Markdown writer's list
    if not after:
        return False
    if lexicon.LEAD.match(after) or lexicon.OPERATIVE_LEAD.match(after):
        return True
    return after[0].isdigit() or (after[0].isupper() and len(after) > LONGEST // 2)


class _Formula:
    """A formula of the lexicon: its letters and first sign, and how long a line may be for it."""

    __slots__ = ("first", "letters", "longest", "shortest")

    def __init__(self, printed: str, letters: str) -> None:
        self.letters = letters
        self.first = ord(printed[0])
        # spaces are not counted
        size = len(printed) - printed.count(" ")
        room = int(size * _SLACK) + 1
        self.shortest = size - room
        self.longest = size + room + 1


@cache
def _formulas(lexicon: Lexicon) -> list[_Formula]:
    """The lexicon's formulas, but for those that are too short."""
    return [
        _Formula(printed, letters)
        for printed in lexicon.literals("FORMULA")
        if len(letters := _letters(printed)) >= _SHORTEST
    ]


def _letters(text: str) -> str:
    """What is left of a text that a misreading does not change: no accents, signs or spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_ALIKE)
    return "".join(char for char in plain if char.isalnum())


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make one text of the other."""
    row = list(range(len(other) + 1))
    for down, char in enumerate(one, 1):
        corner, row[0] = row[0], down
        for across, against in enumerate(other, 1):
            changed = corner + (char != against)
            corner = row[across]
            row[across] = min(changed, corner + 1, row[across - 1] + 1)
    return row[-1]
