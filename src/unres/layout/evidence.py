"""Evidence: what each sign on the page is worth for a new paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout.profile import SHORT, Profile
from unres.layout.rows import COMMAS, ENDS

if TYPE_CHECKING:
    from unres.grammar import Lexicon
    from unres.layout.lines import Line
    from unres.layout.rows import Paragraph

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
#: What a quotation begins with.
QUOTES: Final = frozenset('\u201c\u00ab\u300c"')
COLONS: Final = frozenset(":\uff1a")
PREAMBLE: Final = 0
NUMBERED: Final = 1
ELSEWHERE: Final = 2


def _ending(end: str) -> str:
    """The evidence that the end of a line is."""
    if end in ENDS:
        return "colon" if end in COLONS else "sentence ended"
    return "comma" if end in COMMAS else "not ended"


class Scale:
    """Weighs the evidence in one dump."""

    def __init__(self, profile: Profile, lexicon: Lexicon, *, numbered: bool) -> None:
        self.profile = profile
        self.lexicon = lexicon
        #: Whether the document has numbered paragraphs.
        self.numbered = numbered
        #: Whether a paragraph of this language begins with a capital.
        self.small = lexicon.language in ("en", "fr", "es")

    def weigh(self, row: Line, last: Line, state: int, block: Paragraph | None) -> float:
        """What speaks for a new paragraph, less what speaks against it."""
        if state == ELSEWHERE and last.end in COMMAS and self._in_preamble(block):
            state = PREAMBLE
        score = EVIDENCE["nothing"][state] + EVIDENCE[_ending(last.end)][state]
        if last.ends or state == PREAMBLE:
            score += self._lead(row.text, last, state, block)
        elif self.goes_on(row.text[0], state):
            score += EVIDENCE["wrong letter"][state]
        score += self._setting(row, last, state)
        hangs = block is not None and block.kind == "ITEM"  # as narrow as a first line
        if last.end in COMMAS and (row.starts < 0 or (row.starts and not hangs)):
            return score + row.starts * EVIDENCE["told by widths"][state]
        if block is not None and (block.rows[-1].bare or last.broken):
            return score  # the marker broke the line, not the measure
        return score + self._room(row, last, state, block)

    def _in_preamble(self, block: Paragraph | None) -> bool:
        """Whether a block begins as a preambular paragraph does: annexed texts have them too."""
        if block is None or block.label is not None or block.kind != "TEXT":
            return False
        return bool(self.lexicon.LEAD.match(block.rows[0].text))

    def _lead(self, text: str, last: Line, state: int, block: Paragraph | None) -> float:
        """What the first word tells."""
        if last.end in COLONS and text[0] in QUOTES:
            return 0.0  # the text that was announced needs no lead word
        if self._leads(text):
            score = EVIDENCE["lead word"][state]
            return score + EVIDENCE["comma and lead"][state] if last.end in COMMAS else score
        if self.small and last.end in COMMAS and text[0].isupper() and self._listed(block):
            return 0.0
        score = EVIDENCE["no lead word"][state]
        if not self.small:  # no capital marks a beginning: the shape is all
            score += EVIDENCE["nor can it be"][state]
        if self.goes_on(text[0], state):
            score += EVIDENCE["wrong letter"][state]
        return score

    def _listed(self, block: Paragraph | None) -> bool:
        """Whether a block is one of a list in the preamble: none of them needs a lead word."""
        return (
            block is not None
            and block.label is None
            and block.rows[0].text[0].isupper()
            and not self._leads(block.rows[0].text)
        )

    def _setting(self, row: Line, last: Line, state: int) -> float:
        """What blank lines, indentation and dressing tell, where the dump is to be trusted."""
        profile = self.profile
        score = 0.0
        if profile.gap:
            # at a page's top it may be the running head's: there it only bears out a lead word
            if row.gap > 0 and (row.page == last.page or self._leads(row.text)):
                score += EVIDENCE["blank line"][state]
            elif row.gap == 0:
                score += EVIDENCE["no blank line"][state] * profile.gap_recall
        if profile.indent:
            beyond = row.indent - profile.base[row.page]
            if beyond > -OUTDENT:
                score += EVIDENCE["indent" if beyond >= 2 else "no indent"][state]  # noqa: PLR2004
            elif row.indent <= last.indent - OUTDENT:
                score += EVIDENCE["outdent"][state]  # centred, and wider than its page's lines
        if row.dressed:
            score += EVIDENCE["marked as heading"][state]
        return score

    def goes_on(self, first: str, state: int) -> bool:
        """Whether no paragraph begins with this letter: Russian ones begin with a small one."""
        if self.lexicon.language == "ru":
            return state != ELSEWHERE and (first.isupper() or first.isdigit())
        return self.small and (first.islower() or first.isdigit())

    def _leads(self, text: str) -> bool:
        if self.lexicon.LEAD.match(text):
            return True
        # `N otant`: an initial of another size, set apart
        if text[1:2] == " " and text[0].isupper() and text[2:3].islower():
            return bool(self.lexicon.LEAD.match(text[0] + text[2:]))
        return not self.numbered and bool(self.lexicon.OPERATIVE_LEAD.match(text))

    def _room(self, row: Line, last: Line, state: int, block: Paragraph | None) -> float:
        """Whether the line above had room for the next word."""
        if not self.profile.fill:
            return 0.0
        width = self.profile.widths[last.page]
        cjk = self.lexicon.language == "zh"
        word = 2 if cjk else len(row.text.split(None, 1)[0]) + 1
        room = width - last.width - word
        if room > (1 - SHORT) * width / 2:
            if _fragment(block, last, width):
                return 0.0
            announced = EVIDENCE["short at colon"][state] if last.end in COLONS else 0.0
            return EVIDENCE["line short"][state] + announced
        if room < 0:
            return EVIDENCE["line full"][state]
        return EVIDENCE["line short"][state] * room / (width or 1)


def _fragment(block: Paragraph | None, last: Line, width: int) -> bool:
    """Whether a short line is a piece of a stretched one: the piece before it is short too."""
    rows = block.rows if block is not None else []
    if len(rows) < 2 or rows[-1] is not last:  # noqa: PLR2004
        return False
    before = rows[-2]
    return not before.ends and before.width < SHORT * width
