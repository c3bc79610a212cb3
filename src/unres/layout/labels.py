"""Labels: what stands at a line's head as one, and which of the numbers are paragraph numbers.

A number is a label only if it continues a sequence. The chain of paragraph numbers is chosen
over the whole document, as the best-scoring path through all candidates, with restarts at
sections and annexes: one lost or misread number costs its own place and nothing after it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.spaces import is_space
from unres.numbering import LOOKALIKES, MISREAD, Reading, continues, readings, starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mypy_extensions import i64

#: `1.`, `12 .`, `1．`, `1 -`, `(a)`, `a)`, `（一）`, `㈠`, `'1'`, `a.`; a stop that a digit
#: follows is a decimal point.
_LABEL: Final = re.compile(
    r"""
      (?P<multi>\d{1,2}\.\d{1,2})\.(?=\s|$)\s*
    | (?P<number>\d{1,3})\s{0,2}
      (?P<stop>[.\uff0e](?!\d)|[-\u2013\u2011](?=\s|$|[\u0600-\u06ff])|\u3001)\s*
    | [(\uff08]\s?(?P<paren>[^\W\d_]{1,5}|\d{1,2})\s?[)\uff09]\s*
    | (?P<half>[^\W\d_]{1,5}|\d{1,2})[)\uff09]\s*
    | (?P<circled>[\u3220-\u3229])\s*
    | (?P<dotted>[a-z]{1,4}|[\u0430-\u044f])\.(?=\s|$)\s*
    | ['\u2018\u2019](?P<quoted>\d{1,2})['\u2018\u2019]\s*
    """,
    re.VERBOSE,
)
_UNSTOPPED: Final = re.compile(r"(\d{1,3})\s+(?=[^\W\d_])")
#: A number of which a reader of scanned pages took digits for letters: `l.`, `IO.`, `S.`, `4'.`
_MISREAD: Final = re.compile(rf"([{MISREAD}\d]{{1,3}})['\u2019]?[ \t]?\.[ \t]+(?=[^\W\d_])")
#: What such a number begins with.
MISTAKEN: Final[frozenset[str]] = frozenset(MISREAD + "0123456789")
#: Letters of points and what a reader of scanned pages takes them for.
_POINTS: Final = {"/": "fl", "!": "il", "|": "il", "J": "fj", "1": "il", "I": "il", "t": "f"}
_MISREAD_POINT: Final = re.compile(r"([/!|J1It])\s?\)\s+(?=[^\W\d_])")
#: Letters and digits as wide as ideographs.
_FULL_WIDTH: Final = {wide: wide - 0xFEE0 for wide in range(0xFF10, 0xFF5B)}
#: What a label begins with, digits and letters apart.
_SIGNS: Final = frozenset("(\uff08\u2018\u2019'" + "".join(map(chr, range(0x3220, 0x322A))))
#: So far in a line a label of letters may have its bracket, its stop, and the space behind it.
_BRACKET_BY: Final = 6
_STOP_BY: Final = 3
_HEAD: Final = 10
#: A paragraph's number has no more digits; what may stand behind them, and behind space.
_DIGITS: Final = 3
_BEHIND_DIGITS: Final = frozenset(".\uff0e-\u2013\u2011\u3001)\uff09")
#: Signs by their code points.
_ASCII: Final = 0x80
_QUOTE: Final = 0x27
_OPENED: Final = 0x28
_CLOSED: Final = 0x29
_SPACE: Final = 0x20
_STOP: Final = 0x2E
_ZERO: Final = 0x30
_NINE: Final = 0x39
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000
#: How the groups of a label are dressed.
_FORMS: Final = {
    "multi": "..",
    "paren": "()",
    "half": ")",
    "dotted": ".",
    "circled": "",
    "quoted": "''",
}
#: Labels that were read, by all that the pattern matched: the same few come again and again,
#: so that one object serves them all; and how many are kept.
_KNOWN: Final[dict[str, Label]] = {}
_MOST: Final = 4096
#: Those of a number and a stop, by numbers that tell both.
_NUMBERS: Final[dict[int, Label]] = {}
#: How the chain is scored. A step that keeps the sequence pays for itself.
STEP: Final = 0.5  # goes on from the number before
SKIP: Final = -0.7  # each number missing, up to three
AGAIN: Final = -0.8  # the same number twice
RESTART: Final = -0.4  # 1 after anything
JUMP: Final = -2.6  # any other number after anything: a page lost, pages in disorder
FIRST: Final = -1.5  # the dump begins with a number other than 1
_SKIPPED: Final = 3
#: No list is deeper: a dump of nothing but `(a)` and `(b)` must not open one a line.
_DEEPEST: Final = 16


class Label:
    """A label as printed, without the space behind it, and where the text behind it begins."""

    __slots__ = ("core", "end", "form", "number", "text")

    def __init__(self, text: str, core: str, form: str, end: int) -> None:
        self.text = text
        #: Without brackets and stop.
        self.core = core
        #: Its dressing: `.`, `-`, `()`, `)`.
        self.form = form
        self.end = end
        #: The paragraph number, or None where it is a letter or in brackets.
        self.number = int(core) if form in (".", "-") and core.isdecimal() else None


def read(text: str) -> Label | None:
    """The label at the head of a line, of at least one character; or None."""
    first: i64 = ord(text[0])
    if _ZERO <= first <= _NINE:
        return _number(text)
    return _known(text) if _may_begin(text, first) else None


def _may_begin(text: str, first: i64) -> bool:
    """Whether a line that begins with no digit of ASCII may bear a label: most lines do not."""
    if first < _ASCII:
        if first in (_OPENED, _QUOTE):
            return True
    elif not _IDEOGRAPHS <= first < _BEYOND and (text[0] in _SIGNS or text[0].isdecimal()):
        return True
    size: i64 = min(len(text), _BRACKET_BY)
    at: i64 = 1
    while at < size:
        sign: i64 = ord(text[at])
        if sign == _CLOSED or (sign == _STOP and at < _STOP_BY):
            return True
        if sign == _SPACE:
            return False
        at += 1
    return False


def _number(text: str) -> Label | None:
    """The label of a line that begins with a digit of ASCII."""
    size: i64 = len(text)
    end: i64 = 1
    while end < size and _ZERO <= ord(text[end]) <= _NINE:
        end += 1
    if end > _DIGITS or not _goes_on(text, end):
        return None
    digits = end
    end += 2
    if ord(text[digits]) != _STOP or (end <= size and ord(text[end - 1]) != _SPACE):
        return _known(text)
    if end < size and is_space(ord(text[end])):
        return _known(text)
    return _numbered(text, digits, min(end, size))  # as most are: told without the pattern


def _numbered(text: str, digits: i64, end: i64) -> Label:
    """The label of so many digits and a stop, of which there are few: each is made once."""
    value: i64 = 1  # so that zeros before a number count
    at: i64
    for at in range(digits):
        value = value * 10 + ord(text[at]) - _ZERO
    value = value * 2 + end - digits
    label = _NUMBERS.get(value)
    if label is None:
        number = text[:digits]
        label = _NUMBERS[value] = Label(number + ".", number, ".", end)
    return label


def _known(text: str) -> Label | None:
    """The label of a line that may bear one: one that is known, or what the pattern finds."""
    # what stands before a single space, or alone, is a label wherever it is one once
    space = text.find(" ", 1, _HEAD) + 1
    if space == 0 or (space < len(text) and not text[space].isspace()):
        label = _KNOWN.get(text[:space] if space else text)
        if label is not None:
            return label
    found = _LABEL.match(text)
    if not found:
        return None
    label = _KNOWN.get(found[0])
    return label if label is not None else _keep(found[0], _label(found))


def _keep(head: str, label: Label) -> Label:
    """Remember a label by all that was read of it."""
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[head] = label
    return label


def _goes_on(text: str, at: i64) -> bool:
    """Whether a line goes on behind its digits as a label does: `15 December` is none."""
    size: i64 = len(text)
    while at < size:
        code: i64 = ord(text[at])
        if code == _STOP:
            return True
        if not is_space(code):
            return text[at] in _BEHIND_DIGITS
        at += 1
    return False


def _label(found: re.Match[str]) -> Label:
    kind = found.lastgroup
    if kind == "stop":
        core, form = found["number"], "-" if found["stop"] in "-\u2013\u2011" else "."
    else:
        core = found[kind or 0].translate(_FULL_WIDTH)
        form = _FORMS[kind or ""]
    return Label(found[0].rstrip(), core, form, found.end())


def unstopped(text: str) -> Label | None:
    """The number at the head of a line that has no stop: `10 Decides`; None where none is."""
    found = _UNSTOPPED.match(text)
    return Label(found[1], found[1], ".", found.end()) if found else None


def misread(text: str) -> Label | None:
    """What may be a number at the head of a line, misread: `l. Decides`; None where nothing is.

    `I.` and `l.` may be what they look like as well: it takes the numbers around to tell.
    """
    if "." not in text[1:6]:
        return None
    found = _MISREAD.match(text)
    if found is None:
        return None
    return Label(found[0].rstrip(), found[1].translate(LOOKALIKES), ".", found.end())


def misread_points(text: str) -> Iterator[Label]:
    """What the letter of a point may be that was misread for another sign: `/)`, `! )`, `J)`."""
    found = _MISREAD_POINT.match(text) if text[0] in _POINTS else None
    if found is not None:
        for letter in _POINTS[found[1]]:
            yield Label(found[0].rstrip(), letter, ")", found.end())


class Candidate:
    """A number that may be a paragraph's: the row it stands on and how much it looks like one."""

    __slots__ = ("number", "row", "weight")

    def __init__(self, row: int, number: int, weight: float) -> None:
        self.row = row
        self.number = number
        self.weight = weight


def chain(candidates: Sequence[Candidate]) -> list[int]:
    """The rows whose numbers are labels, in order: the best path. Linear in the candidates."""
    #: Of each path its score and the place of the path that it goes on from; they end with the
    #: candidates of the same places.
    scores: list[float] = []
    sources: list[int] = []
    #: Of each number the best path that ends with it.
    ending: dict[int, int] = {}
    best, best_score = -1, 0.0
    for at, candidate in enumerate(candidates):
        number = candidate.number
        score, source = best_score + (RESTART if number == 1 else JUMP), best
        if best < 0:
            score = RESTART if number == 1 else FIRST
        for back in range(1, _SKIPPED + 1):
            before = ending.get(number - back, -1)
            if before >= 0:
                value = scores[before] + (STEP if back == 1 else SKIP * (back - 1))
                if value > score:
                    score, source = value, before
        again = ending.get(number, -1)
        if again >= 0 and scores[again] + AGAIN > score:
            score, source = scores[again] + AGAIN, again
        score += candidate.weight
        scores.append(score)
        sources.append(source)
        if again < 0 or score > scores[again]:
            ending[number] = at
        if score > best_score:
            best, best_score = at, score
    rows: list[int] = []
    while best >= 0:
        rows.append(candidates[best].row)
        best = sources[best]
    rows.reverse()
    return rows


class Points:
    """The open lists of lettered points below a paragraph, innermost last."""

    __slots__ = ("numbered", "open")

    def __init__(self) -> None:
        self.open: list[Reading] = []
        #: The last `1.2.`, as its two numbers.
        self.numbered = (0, 0)

    def clear(self) -> None:
        """A new paragraph begins: no list goes on."""
        self.open = []

    def place(self, label: Label, ahead: Callable[[], Label | None], *, begins: bool) -> int | None:
        """The depth (from 1) at which a label belongs, or None where it is no label.

        `ahead` gives the next label of the document, which settles `(h) (i) (j)`;
        `begins` tells whether a new list may begin here.
        """
        if label.form == "..":  # 1.1. 1.2. 2.1.
            return self._numbered(label, begins=begins)
        found = readings(label.core, label.form)
        if not found:
            return None
        new = starts(found)
        for depth in range(len(self.open), 0, -1):
            reading = continues(found, self.open[depth - 1])
            if reading is None:
                continue
            if new is not None and new.style != reading.style and begins:
                following = ahead()
                after = readings(following.core, following.form) if following else ()
                if continues(after, new) and not continues(after, reading):
                    break
            self.open[depth - 1 :] = [reading]
            return depth
        if new is not None and begins:
            new = self._settled(found, new, ahead)
            if self.open and self.open[-1].style == new.style and self.open[-1].value == 1:
                return None
            del self.open[_DEEPEST - 1 :]
            self.open.append(new)
            return len(self.open)
        if begins:
            return self._gap(found)
        return None

    def _numbered(self, label: Label, *, begins: bool) -> int | None:
        """The depth of `1.2.`, where a list may begin or it goes on from the one before."""
        section, number = map(int, label.core.split("."))
        before, last = self.numbered
        if not begins and (section, number) not in ((before, last + 1), (before + 1, 1)):
            return None
        self.open = []
        self.numbered = (section, number)
        return 1

    def _settled(
        self, found: tuple[Reading, ...], new: Reading, ahead: Callable[[], Label | None]
    ) -> Reading:
        """Which alphabet a list begins in: the one in which the next label goes on."""
        first = [reading for reading in found if reading.value == 1]
        if len(first) > 1 and (following := ahead()):
            after = readings(following.core, following.form)
            return next((reading for reading in first if continues(after, reading)), new)
        return new

    def _gap(self, found: tuple[Reading, ...]) -> int | None:
        """A point whose predecessor the dump lost: a few letters on, of a list that is open."""
        for depth in range(len(self.open), 0, -1):
            last = self.open[depth - 1]
            for reading in found:
                if reading.style == last.style and 0 < reading.value - last.value <= _SKIPPED:
                    self.open[depth - 1 :] = [reading]
                    return depth
        return None
