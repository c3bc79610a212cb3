"""Evidence: what each sign on the page is worth for a new paragraph."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from unres.layout.measure.profile import SHORT, Profile
from unres.layout.rows import COMMAS, ENDS, begins_large, begins_small

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from mypy_extensions import i64

    from unres.grammar import Lexicon
    from unres.layout.lines import Line
    from unres.layout.rows import Paragraph

    Matcher = Callable[[str], re.Match[str] | None]

#: So many characters before its page's lines a line begins that is set by itself.
OUTDENT: Final = 4
#: What each sign is worth for a new paragraph, by where the text is: the preamble, below
#: numbers, or elsewhere. More than 0 in all begins one.
EVIDENCE: Final[dict[str, tuple[float, float, float]]] = {
    #                      preamble  numbered  elsewhere
    "nothing":            (-0.5,     -1.4,     -0.6),
    "sentence ended":     (1.6,      1.0,      1.0),
    "comma":              (1.5,      -2.2,     -1.2),
    "colon":              (-1.5,     0.4,      0.4),
    "not ended":          (-3.0,     -3.0,     -3.0),
    "lead word":          (1.5,      0.0,      0.2),
    "comma and lead":     (0.0,      0.0,      2.0),
    "no lead word":       (-1.5,     0.0,      0.0),
    "nor can it be":      (-1.3,     0.0,      0.0),
    "lost number":        (0.0,      1.2,      0.0),
    "wrong letter":       (-2.5,     -1.8,     -2.0),
    "blank line":         (2.6,      2.6,      2.8),
    "no blank line":      (-2.2,     -2.4,     -2.2),
    "indent":             (2.4,      2.4,      2.4),
    "no indent":          (-2.2,     -2.2,     -1.5),
    "outdent":            (0.0,      0.8,      0.8),
    "line short":         (1.2,      0.8,      1.2),
    "short at colon":     (2.5,      0.0,      0.0),
    "line full":          (-1.0,     -1.0,     -1.0),
    "marked as heading":  (4.0,      4.0,      4.0),
    "told by widths":     (0.7,      0.7,      0.7),
}  # fmt: skip
#: Between these codes are the signs of ASCII that are printed.
_SPACE: Final = 0x20
_DELETE: Final = 0x7F
#: What a quotation begins with.
QUOTES: Final = frozenset('\u201c\u00ab\u300c"')
COLONS: Final = frozenset(":\uff1a")
PREAMBLE: Final = 0
NUMBERED: Final = 1
ELSEWHERE: Final = 2


class _Worth:
    """What the signs are worth in one state of the text: a column of the table."""

    __slots__ = (
        "blank", "colon", "comma", "comma_and_lead", "ended", "full", "indent", "lead", "marked",
        "no_blank", "no_indent", "no_lead", "nor_can_be", "not_ended", "nothing", "outdent",
        "short", "short_at_colon", "widths", "wrong",
    )  # fmt: skip

    def __init__(self, state: int) -> None:
        worth = {sign: column[state] for sign, column in EVIDENCE.items()}
        self.nothing = worth["nothing"]
        self.ended = worth["sentence ended"]
        self.comma = worth["comma"]
        self.colon = worth["colon"]
        self.not_ended = worth["not ended"]
        self.lead = worth["lead word"]
        self.comma_and_lead = worth["comma and lead"]
        self.no_lead = worth["no lead word"]
        self.nor_can_be = worth["nor can it be"]
        self.wrong = worth["wrong letter"]
        self.blank = worth["blank line"]
        self.no_blank = worth["no blank line"]
        self.indent = worth["indent"]
        self.no_indent = worth["no indent"]
        self.outdent = worth["outdent"]
        self.short = worth["line short"]
        self.short_at_colon = worth["short at colon"]
        self.full = worth["line full"]
        self.marked = worth["marked as heading"]
        self.widths = worth["told by widths"]

    def of_end(self, end: str) -> float:
        """What the end of a line is worth."""
        if end in COMMAS:
            return self.comma
        if end in ENDS:
            return self.colon if end in COLONS else self.ended
        return self.not_ended


_WORTH: Final[list[_Worth]] = [_Worth(state) for state in (PREAMBLE, NUMBERED, ELSEWHERE)]


class _Leads:
    """What begins the paragraphs of one language, looked up once for all its documents."""

    __slots__ = ("first_small", "lead", "operative_lead")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lead: Matcher = lexicon.LEAD.match
        self.operative_lead: Matcher = lexicon.OPERATIVE_LEAD.match
        self.first_small = frozenset(lexicon.literals("LEAD_SMALL"))


@cache
def _leads(lexicon: Lexicon) -> _Leads:
    return _Leads(lexicon)


class Scale:
    """Weighs the evidence in one dump."""

    __slots__ = (
        "first_small", "lead", "numbered", "operative_lead", "profile", "russian", "small", "wide",
    )  # fmt: skip

    def __init__(self, profile: Profile, lexicon: Lexicon, *, numbered: bool) -> None:
        self.profile = profile
        leads = _leads(lexicon)
        #: What begins a paragraph, and one that decides.
        self.lead = leads.lead
        self.operative_lead = leads.operative_lead
        #: The small letters that what begins a paragraph may begin with; empty for any.
        self.first_small = leads.first_small
        #: Whether the document has numbered paragraphs.
        self.numbered = numbered
        #: Whether a paragraph of this language begins with a capital.
        self.small = lexicon.language in ("en", "fr", "es")
        self.russian = lexicon.language == "ru"
        #: Whether a line may end behind any letter, which takes the place of two.
        self.wide = lexicon.language == "zh"

    def weigh(self, row: Line, last: Line, state: int, block: Paragraph, text: str) -> float:
        """What speaks for a new paragraph, less what speaks against it; `text` is its beginning."""
        comma = last.end in COMMAS
        if comma and state == ELSEWHERE and self._in_preamble(block):
            state = PREAMBLE
        worth = _WORTH[state]
        score = worth.nothing + worth.of_end(last.end)
        if last.ends or state == PREAMBLE:
            score += self._lead(text, last, state, block)
        elif self.goes_on(row.text, state):
            score += worth.wrong
        score += self._setting(row, last, worth, text)
        # a point hangs: it is as narrow as a first line
        if comma and (row.starts < 0 or (row.starts > 0 and block.kind != "ITEM")):
            return score + row.starts * worth.widths
        if last.broken or block.rows[-1].bare:
            return score  # the marker broke the line, not the measure
        return score + self._room(row, last, worth, block)

    def _in_preamble(self, block: Paragraph) -> bool:
        """Whether a block begins as a preambular paragraph does: annexed texts have them too."""
        if block.label is not None or block.kind != "TEXT":
            return False
        text = block.rows[0].text
        if self.russian:  # the first of an annexed text has a capital
            text = text[0].lower() + text[1:]
        return bool(self.lead(text))

    def _lead(self, text: str, last: Line, state: int, block: Paragraph) -> float:
        """What the first word tells."""
        if last.end in COLONS and text[0] in QUOTES:
            return 0.0  # the text that was announced needs no lead word
        worth = _WORTH[state]
        comma = last.end in COMMAS
        if self._leads(text):
            return worth.lead + worth.comma_and_lead if comma else worth.lead
        if self.small and comma and begins_large(text) and self._listed(block):
            return 0.0
        score = worth.no_lead
        if not self.small:  # no capital marks a beginning: the shape is all
            score += worth.nor_can_be
        if self.goes_on(text, state):
            score += worth.wrong
        return score

    def _listed(self, block: Paragraph) -> bool:
        """Whether a block is one of a list in the preamble: none of them needs a lead word."""
        text = block.rows[0].text
        return block.label is None and begins_large(text) and not self._leads(text)

    def _setting(self, row: Line, last: Line, worth: _Worth, text: str) -> float:
        """What blank lines, indentation and dressing tell, where the dump is to be trusted."""
        profile = self.profile
        score = 0.0
        if profile.gap:
            # at a page's top it may be the running head's: there it only bears out a lead word
            if row.gap > 0 and (row.page == last.page or self._leads(text)):
                score += worth.blank
            elif row.gap == 0:
                score += worth.no_blank * profile.gap_recall
        if profile.indent:
            beyond = row.indent - profile.base[row.page]
            if beyond > -OUTDENT:
                score += worth.indent if beyond >= 2 else worth.no_indent  # noqa: PLR2004
            elif row.indent <= last.indent - OUTDENT:
                score += worth.outdent  # centred, and wider than its page's lines
        if row.dressed:
            score += worth.marked
        return score

    def goes_on(self, text: str, state: int) -> bool:
        """Whether no paragraph begins with this letter: Russian ones begin with a small one."""
        if self.russian:
            return state != ELSEWHERE and (begins_large(text) or text[0].isdigit())
        return self.small and (begins_small(text) or text[0].isdigit())

    def _leads(self, text: str) -> bool:
        if self.first_small and begins_small(text) and text[0] not in self.first_small:
            return False
        if self.lead(text):
            return True
        # `N otant`: an initial of another size, set apart
        if text.find(" ", 1, 2) == 1 and text[0].isupper() and text[2:3].islower():
            return bool(self.lead(text[0] + text[2:]))
        return not self.numbered and bool(self.operative_lead(text))

    def _room(self, row: Line, last: Line, worth: _Worth, block: Paragraph) -> float:
        """Whether the line above had room for the next word."""
        if not self.profile.fill:
            return 0.0
        width = self.profile.widths[last.page]
        # behind a letter and a space, or an ideograph
        room = width - last.width - 2
        if room >= 0 and not self.wide:
            room -= _first_word(row.text) - 1
        if room < 0:
            return worth.full
        enough = (1 - SHORT) * width / 2
        if room > enough:
            if _fragment(block, last, width):
                return 0.0
            announced = worth.short_at_colon if last.end in COLONS else 0.0
            return worth.short + announced
        # behind the end of a sentence a little room tells more
        whole = enough if last.end in ENDS else width
        return worth.short * room / (whole or 1)


def _first_word(text: str) -> int:
    """How long the first word of a text is; all white space but the common one is no print."""
    size: i64 = len(text)
    end: i64 = 0
    code: i64 = ord(text[0])
    while _SPACE < code < _DELETE:
        end += 1
        if end == size:
            return len(text)
        code = ord(text[end])
    if code == _SPACE:  # as most words end
        return end
    end = text.find(" ")
    if end >= 0 and text[:end].isprintable():
        return end
    return len(text.split(None, 1)[0])


def _fragment(block: Paragraph, last: Line, width: int) -> bool:
    """Whether a short line is a piece of a stretched one: the piece before it is short too."""
    rows = block.rows
    if len(rows) < 2 or rows[-1] is not last:  # noqa: PLR2004
        return False
    before = rows[-2]
    return not before.ends and before.width < SHORT * width
