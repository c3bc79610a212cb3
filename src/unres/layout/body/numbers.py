"""Numbers: which rows bear the number of a paragraph, chosen over the whole document.

May rely on: rows are regarded, and the pages measured. Guarantees: a number that was misread or
lacks its stop is taken only where its neighbours prove it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout import labels
from unres.layout.formula import openings
from unres.layout.marker import figures
from unres.layout.measure.profile import SHORT, Profile
from unres.layout.rows import ENDS

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.grammar import Lexicon
    from unres.layout.labels import Label
    from unres.layout.lines import Line

#: How much a number without its stop looks like a paragraph's.
UNSTOPPED: Final = 0.2
#: A number that looks so much like one pays for itself, also as the first of all.
UNCERTAIN: Final = 0.5
#: A gap is no wider than this: beyond it another text begins.
MISSING: Final = 4
#: Of each code of ASCII whether a number may have been taken for a text that begins with it.
_FIRST: Final = bytes(chr(code) in labels.MISTAKEN for code in range(0x80))
#: What a misread number goes on with behind its first digit.
_BEHIND: Final = frozenset([*labels.MISTAKEN, *figures.ALL, *"'\u2019 \t."])
#: Within so many characters it has its stop, of this code.
_NEAR: Final = 6
_STOP: Final = 0x2E
#: Other signs by their codes.
_ZERO: Final = 0x30
_NINE: Final = 0x39
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000
_NO_LABEL: Final = labels.Label("", "0", ".", 0)


class Numbers:
    """The numbers of a document's paragraphs."""

    __slots__ = ("before_gap", "found", "lexicon", "profile", "rows", "small", "unstopped")

    def __init__(self, rows: list[Line], profile: Profile, lexicon: Lexicon) -> None:
        self.rows = rows
        self.profile = profile
        self.lexicon = lexicon
        #: Whether a paragraph of this language begins with a capital.
        self.small = lexicon.language in ("en", "fr", "es")
        #: Rows that begin with a number that has no stop: they begin a paragraph.
        self.unstopped: set[int] = set()
        chosen = self._chain()
        for at in chosen:
            rows[at].numbered = True
        #: Whether any row bears a paragraph's number.
        self.found = bool(chosen)
        #: The rows of numbers behind which the next one is missing.
        self.before_gap = self._before_gaps(chosen)

    def _chain(self) -> list[int]:
        """The rows that bear a paragraph number, in order."""
        candidates: list[labels.Candidate] = []
        unstopped: dict[int, Label] = {}
        misread: dict[int, Label] = {}
        last: Line | None = None
        for at, row in enumerate(self.rows):
            label = row.label
            number = label.number if label is not None else None
            if number is not None:
                candidates.append(labels.Candidate(at, number, self._weight(row, last)))
            elif last is not None:
                text = row.text
                if _may_be_misread(text) and (found := self._misread(row, last)) is not None:
                    misread[at] = found
                    candidates.append(labels.Candidate(at, int(found.core), UNSTOPPED))
                elif (
                    label is None
                    and last.ends
                    and _begins_with_digit(text)
                    and last.end in ENDS
                    and (found := self._unstopped(text)) is not None
                ):
                    unstopped[at] = found
                    candidates.append(labels.Candidate(at, int(found.core), UNSTOPPED))
            if not row.bare:
                last = row
        if _is_straight(candidates):  # most texts have one sequence, and nothing is doubtful
            return [candidate.row for candidate in candidates]
        chosen = labels.chain(candidates)
        if unstopped or misread:
            between = self._between({**unstopped, **misread}, chosen)
            self.unstopped = between.intersection(unstopped)
            proved = between.intersection(misread)
            for at in proved:
                self.rows[at].label = misread[at]
            return [at for at in chosen if at in proved or not (at in unstopped or at in misread)]
        return chosen

    def _misread(self, row: Line, last: Line) -> Label | None:
        """A number that was misread, before what a paragraph begins with: `l. Decides`."""
        label = labels.misread(row.text)
        if label is None or not row.text[label.end].isupper():
            return None
        return label if last.ends or openings.exact(last.text, self.lexicon) else None

    def _weight(self, row: Line, last: Line | None) -> float:
        """How much a number looks like a paragraph's, by the lines that it stands on and below."""
        label = row.label
        assert label is not None
        if last is None or last.ends:
            weight = 0.9
        elif row.gap != 0 or row.alone:
            weight = 0.5
        elif last.alone:
            weight = 0.9
        else:
            weight = 0.3 if self._headed(last) else -0.6
        if self.small and not row.alone and row.text[label.end : label.end + 1].islower():
            weight -= 0.8
        return weight

    def _headed(self, last: Line) -> bool:
        """Whether a line is short and begins as a heading does."""
        first = last.text[0]
        return last.width < SHORT * self.profile.widths[last.page] and not first.islower()

    def _unstopped(self, text: str) -> Label | None:
        """A number without its stop, before what a paragraph begins with: `10 Decides`."""
        label = labels.unstopped(text)
        if label is None:
            return None
        starts = self.lexicon.OPERATIVE_LEAD.match(text[label.end :])
        return label if starts else None

    def _between(self, doubtful: dict[int, Label], chosen: list[int]) -> set[int]:
        """The rows whose numbers are doubtful, but stand between their neighbours."""
        cores = [(doubtful.get(at) or self.rows[at].label or _NO_LABEL).core for at in chosen]
        numbers = [0, *(int(core) for core in cores)]
        found = set()
        for place, at in enumerate(chosen, 1):
            if at not in doubtful:
                continue
            before, number = numbers[place - 1], numbers[place]
            last = place + 1 == len(numbers)
            if number != before + 1 and (number != 1 or last or before == 1):
                continue
            if last or numbers[place + 1] == number + 1:
                found.add(at)
        return found

    def _before_gaps(self, chosen: list[int]) -> set[int]:
        """The rows of paragraph numbers that the next number does not follow."""
        gaps: set[int] = set()
        before = 0
        number: int | None = None
        for at in chosen:
            label = self.rows[at].label
            here = label.number if label is not None else None
            if number is not None and here is not None and 1 < here - number <= MISSING:
                gaps.add(before)
            before, number = at, here
        return gaps


def _is_straight(candidates: list[labels.Candidate]) -> bool:
    """Whether all numbers count up from 1, and look like paragraphs': no other path is as good."""
    for number, candidate in enumerate(candidates, 1):
        if candidate.number != number or candidate.weight < UNCERTAIN:
            return False
    return True


def _begins_with_digit(text: str) -> bool:
    """Whether a line begins with a digit of any script; most are told at once."""
    first: i64 = ord(text[0])
    if first < len(_FIRST):
        return _ZERO <= first <= _NINE
    return not _IDEOGRAPHS <= first < _BEYOND and text[0].isdecimal()


def _may_be_misread(text: str) -> bool:
    """Whether a line may begin with a number that was misread: a look at two characters."""
    first = ord(text[0])
    if first >= len(_FIRST) or not _FIRST[first]:
        return False
    size: i64 = min(len(text), _NEAR)
    at: i64 = 1
    while at < size:
        if ord(text[at]) == _STOP:  # few lines have one so near to their beginning
            return text[1] in _BEHIND
        at += 1
    return False
