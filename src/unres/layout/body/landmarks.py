"""Landmarks: lines whose words alone tell what they are.

Opening formulas, closing lines, the heads of annexes, sections and parts. Most lines are none,
so that they are told from all of these at once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from unres.layout.body.headings import HEADING
from unres.layout.formula import openings
from unres.layout.formula.closings import LONGEST, closings

if TYPE_CHECKING:
    from collections.abc import Callable

    from unres.grammar import Lexicon
    from unres.layout.lines import Line

    Matcher = Callable[[str], re.Match[str] | None]

_ROMAN: Final = re.compile(
    r"(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})\.?(?:\s+(?=[^\W\d_]))?"
)
_LETTER: Final = re.compile(r"([A-Z\u0410-\u042f])\.?$")
#: A part's letter and its title on one line: `A. Publication of tide tables`.
_TITLED_PART: Final = re.compile(r"[A-Z\u0410-\u042f]\s?[.\uff0e]\s*(?=\w{2})")
#: A part's letter with a stop and a title has so many characters at least; so many lines below
#: it the formula stands.
_STOP: Final = 3
_BELOW: Final = 7
#: No formula of an organ that is not named is longer.
_FORMULA: Final = 30
#: Signs by their code points: a Roman number's first and last ones, figures, ideographs.
_C: Final = 0x43
_X: Final = 0x58
_ZERO: Final = 0x30
_NINE: Final = 0x39
_ASCII: Final = 0x7F
_LOW: Final = 0xFF
_IDEOGRAPHS: Final = 0x4E00
_BEYOND: Final = 0xA000


class _Words:
    """What tells the landmarks of one language, looked up once for all its documents."""

    __slots__ = (
        "annex",
        "begun",
        "closings",
        "date",
        "firsts",
        "formulas",
        "inner",
        "letters",
        "low",
        "opening",
        "section",
        "told",
    )

    def __init__(self, lexicon: Lexicon) -> None:
        self.closings = closings(lexicon)
        #: What all landmarks begin with whose words are in the lexicon, but for meetings.
        self.told: Matcher = lexicon.any_of("OPENING", "ANNEX", "DATE", "SECTION").match
        #: What these begin with, digits apart; empty where it may be anything.
        self.firsts = frozenset(lexicon.literals("LANDMARK_FIRST"))
        #: How many characters these are, one as many as the other, and the codes of their first
        #: ones; by the low bytes of these most lines are told, without a look into a set.
        self.begun = len(next(iter(self.firsts), ""))
        self.letters = frozenset(ord(first[0]) for first in self.firsts)
        low = {code & _LOW for code in self.letters}
        self.low = bytes(code in low for code in range(_LOW + 1))
        #: What those have in them that begin with something else: formulas of other organs.
        self.inner = lexicon.literals("LANDMARK_INNER")
        self.opening: Matcher = lexicon.OPENING.fullmatch
        #: The codes of what a misread formula begins with.
        self.formulas = openings.first_signs(lexicon)
        self.annex: Matcher = lexicon.ANNEX.fullmatch
        self.date: Matcher = lexicon.DATE.fullmatch
        self.section: Matcher | None = lexicon.SECTION.match if "SECTION" in lexicon else None


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


class Landmarks:
    """Tells the landmarks of one document."""

    __slots__ = ("annex", "closings", "lexicon", "opening", "rows", "words")

    def __init__(self, rows: list[Line], lexicon: Lexicon) -> None:
        self.rows = rows
        self.lexicon = lexicon
        self.words = words = _words(lexicon)
        self.closings = words.closings
        self.opening = words.opening
        self.annex = words.annex

    def likely(self, text: str) -> bool:
        """Whether a line may be an opening formula, an annex's head, a date or a section's head."""
        return self.may_begin(text) and self.words.told(text) is not None

    def may_begin(self, text: str) -> bool:
        """Whether a line begins as landmarks do."""
        code = ord(text[0])
        if code <= _ASCII:  # no ideograph is a digit
            digit = _ZERO <= code <= _NINE
        else:
            digit = not _IDEOGRAPHS <= code < _BEYOND and text[0].isdigit()
        return digit or self.may_open(text)

    def may_open(self, text: str) -> bool:
        """Whether a line begins as landmarks do that begin with no digit: most lines do not."""
        words = self.words
        if words.begun == 0:
            return True
        code = ord(text[0])
        if (
            words.low[code & _LOW]
            and code in words.letters
            and (words.begun == 1 or text[: words.begun] in words.firsts)
        ):
            return True
        if len(text) > _FORMULA:
            return False
        for sign in words.inner:  # noqa: SIM110 (a generator is slower when compiled)
            if sign in text:
                return True
        return False

    def opens_misread(self, at: int) -> bool:
        """Whether a row is an opening formula that was misread."""
        text = self.rows[at].text
        if ord(text[0]) not in self.words.formulas:
            return False
        after = self._below(at)
        if openings.misread(text, after, self.lexicon):
            return True
        # the body begins at the formula, where the title has one below it
        return at == 0 and openings.badly_misread(text, after, self.lexicon)

    def closes(self, text: str) -> bool:
        """Whether a line goes on with the closing lines."""
        return len(text) < LONGEST and (self.closings.date(text) or self.closings.meet(text))

    def dates(self, at: int, *, numbered: bool) -> bool:
        """Whether a row is a date alone, with the plenary meeting on the line below."""
        if not self.words.date(self.rows[at].text):
            return False
        if self.lexicon.MEETING.match(self._below(at)):
            return True
        return numbered and at + 1 >= len(self.rows) - 1

    def _below(self, at: int) -> str:
        """The text of the row below, empty where there is none."""
        return self.rows[at + 1].text if at + 1 < len(self.rows) else ""

    def numbers_section(self, text: str, *, likely: bool) -> bool | None:
        """Whether a line is a section's number, alone or with a title; None: it may be a part's.

        `I`, `IV.`; what looks like a Roman number and is none numbers nothing.
        """
        first = ord(text[0])
        found = _ROMAN.match(text) if _C <= first <= _X and text[0] in "IVXLC" else None
        if found and (end := found.end()) and (end == len(text) or text[end - 1].isspace()):
            alone = end == len(text) or found[0].rstrip().endswith(".")
            return alone and len(text) < HEADING
        if (
            likely
            and self.words.section is not None
            and len(text) < HEADING // 2
            and self.words.section(text)
        ):
            return True
        return None

    def letters_part(self, text: str) -> bool:
        """Whether a line is a part's letter alone: `A`."""
        return len(text) <= 2 and _LETTER.match(text) is not None  # noqa: PLR2004

    def titles_part(self, text: str) -> bool:
        """Whether a line is a part's letter with its title."""
        if len(text) < _STOP or not (_is_stop(ord(text[1])) or _is_stop(ord(text[2]))):
            return False
        return _TITLED_PART.match(text) is not None

    def opens_part(self, at: int) -> bool:
        """Whether an opening formula stands below a part's letter."""
        return any(self.opening(row.text) for row in self.rows[at + 1 : at + _BELOW])


def _is_stop(code: int) -> bool:
    """Whether a code is that of a full stop."""
    return code in (0x2E, 0xFF0E)
