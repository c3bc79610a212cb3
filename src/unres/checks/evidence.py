"""What speaks for a place as the one where a lost footnote marker stood.

A marker leaves gaps and broken lines behind; it stands behind the name of a thing, and that
thing is what its note cites. Each piece of evidence is a figure, mostly from 0 to 1, and one
table weighs them: it was fitted to markers that were taken out of dumps in six languages.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import exp, log1p
from typing import Final, NamedTuple

from unres.checks import citations, tree
from unres.checks.citations import Cited
from unres.checks.gaps import LINE_END, STOPS, Gaps
from unres.checks.instruments import Mentions
from unres.checks.naming import Before, Names, Words, shared
from unres.checks.weights import WEIGHTS
from unres.grammar import Lexicon, lexicon
from unres.nodes import Footnote, Preambular, Prose, Resolution, Table
from unres.spans import LineIndex, Span

#: Where a marker may stand: at the end of a word, of a name in quotation marks.
_PLACE: Final = re.compile(r"[^\W_][’”\"»)\]]*(?=[\s,.;:?!،؛)\]]|$)")
_HAN_PLACE: Final = re.compile(
    r"[》”）」](?=.)|.(?=[，。；：、])|\S(?=[ \t]?\r?\n)|[\u3400-\u9fff](?= )", re.DOTALL
)
#: Fewer letters than these before a place are a label's, or the end of what bore the last marker.
_WORDED: Final = re.compile(r"[^\W\d_](?:[\W\d_]*[^\W\d_]){2}")
#: Where those letters are looked for, in code points before a place.
_LABEL: Final = 40
#: Signs that end a clause, commas and semicolons among them.
_CLAUSE_END: Final = re.compile("[,;.，；。、،؛]")
_COMMAS: Final = ",،，"
_SEMICOLONS: Final = ";；؛"
_CLOSERS: Final = '”»)》）」"'
_SPACE: Final = re.compile(r"\s*")
_ADOPTED: Final = re.compile(r"A/RES/(\d+)/")
_NEXT: Final = re.compile(r"[^\W\d_]+")
_SHORT_WORD: Final = 3
#: `Ibid.` hangs so near to the marker before.
_IBID: Final = 200
_BEGINNING: Final = 25
_MOST_CLAUSES: Final = 6
#: So far `Ibid.` goes back, and so many notes a page has at most.
_IBIDS: Final = 20
_NOTES: Final = 60
#: So far over the edge of its page may the line be that a note hangs on, in code points.
_SPILT: Final = 300
#: The text is looked through for names in stretches of so many code points.
_STRETCH: Final = 10_000


class Ground:
    """What is the same for all notes of one resolution; found when it is asked for."""

    def __init__(self, res: Resolution) -> None:
        self.source = res.source
        self.language = res.language
        adopted = _ADOPTED.match(res.symbol or "")
        #: The session of the Assembly that adopted it (`78`), or None.
        self.session = adopted[1] if adopted else None
        self._refs = tree.refs(res)
        self._nodes = [node for node in tree.nodes(res).every if isinstance(node, (Prose, Table))]
        self._known = sorted((run, at) for at, node in enumerate(self._nodes) for run in node.runs)
        #: The runs of the text, without notes and furniture, in source order.
        self.runs = [run for run, _ in self._known]
        #: Where pages begin; empty where nothing tells.
        self.pages = [match.end() for match in re.finditer("\f", self.source)]
        self._gaps: Gaps | None = None
        self._lines: LineIndex | None = None
        self._named: tuple[Span, Names] | None = None
        self._leads: dict[int, Lead] = {}

    @property
    def gaps(self) -> Gaps:
        """How gaps are in this dump."""
        if self._gaps is None:
            self._gaps = Gaps(self.source, self.language, self.runs, self._refs)
        return self._gaps

    @property
    def lines(self) -> LineIndex:
        """The lines of the source."""
        if self._lines is None:
            self._lines = LineIndex(self.source)
        return self._lines

    def names(self, bounds: Span) -> Names:
        """What is named in some bounds, and for some way before."""
        low, high = max(0, bounds.start // _STRETCH - 1), bounds.end // _STRETCH + 1
        stretch = Span(low * _STRETCH, min(high * _STRETCH, len(self.source)))
        if self._named is None or self._named[0] != stretch:
            self._named = stretch, Names(self.source, stretch, self.language)
        return self._named[1]

    def page(self, notes: tuple[Footnote, ...], index: int) -> Span:
        """Where the page of a note's marker is: its text ends with the block of its notes.

        It begins at a page feed, or behind the notes of the page before.
        """
        start = notes[index].span.start
        block = self._index(start)
        others = (note.span.end for note in notes[max(0, index - _NOTES) : index])
        low = max((end for end in others if self._index(end) < block), default=0)
        feed = self.pages[bisect_right(self.pages, start) - 1] if self.pages else 0
        return Span(max(low, feed if feed <= start else 0), start)

    def spilt(self, page: Span) -> list[Span]:
        """The last lines before a page, and the first ones behind it.

        What sets a page may move a line to the next and leave its note, or the note alone.
        """
        last = bisect_left(self.runs, (page.start,)) - 1
        first = bisect_left(self.runs, (page.end,))
        spilt = []
        if last >= 0:
            start, end = self.runs[last]
            end = min(end, page.start)
            spilt.append(Span(max(start, end - _SPILT), end))
        if first < len(self.runs):
            start, end = self.runs[first]
            spilt.append(Span(start, min(end, start + _SPILT)))
        return spilt

    def paragraph(self, at: int) -> Span:
        """The whole run in which an offset stands."""
        return self.runs[self._index(at)]

    def lead(self, at: int) -> Lead:
        """What the paragraph in which an offset stands says of markers in it."""
        index = self._known[self._index(at)][1]
        if index not in self._leads:
            self._leads[index] = _lead(self._nodes[index], self.language)
        return self._leads[index]

    def _index(self, at: int) -> int:
        return max(0, bisect_right(self.runs, (at, len(self.source) + 1)) - 1)


class Lead(NamedTuple):
    """What a paragraph says of markers in it: most stand where documents are recalled."""

    #: Whether it begins with words that name documents, or with words that ask for something.
    naming: bool
    asking: bool
    #: What that and its kind are worth.
    worth: float


class Sought(NamedTuple):
    """What is known of the note whose marker is lost."""

    cited: Cited
    #: Where the text says what the note says, and what each is worth.
    phrases: list[tuple[int, float]]
    #: Where the text names what the note is the source of.
    mentions: Mentions
    #: The page of the note; None where the note is lost as well.
    page: Span | None
    ibid: bool


def _lead(node: Prose | Table, language: str) -> Lead:
    """How a paragraph begins."""
    naming = lexicon(language).NAMING.match(node.text) is not None
    asking = lexicon(language).ASKING.match(node.text) is not None
    worth = WEIGHTS["preambular"] * isinstance(node, Preambular)
    return Lead(naming, asking, worth + naming * WEIGHTS["naming"] + asking * WEIGHTS["asking"])


def sought(
    ground: Ground,
    notes: tuple[Footnote, ...],
    index: int | None,
    page: Span | None,
    bounds: Span,
) -> Sought:
    """What is known of a note, by its index and its page; None where the note is lost as well."""
    language = ground.language
    if index is None:
        mentions = Mentions(ground.source, language, "", bounds)
        return Sought(citations.cited("", language), [], mentions, None, ibid=False)
    text = notes[index].text
    ibid = _ibid(text, language)
    before = index
    while before and index - before < _IBIDS and _ibid(notes[before].text, language):
        before -= 1
    cited = citations.cited(text, language)
    if before < index:
        cited = citations.ibid(cited, notes[before].text, language)
    phrases = ground.names(bounds).shared(text)
    mentions = Mentions(ground.source, language, text, bounds)
    return Sought(cited, phrases, mentions, page, ibid)


def _ibid(note: str, language: str) -> bool:
    """Whether a note means the one before: in Latin, for a source in English."""
    return note[:4].lower() == "ibid" or lexicon(language).IBID.match(note) is not None


def places(ground: Ground, run: Span) -> list[int]:
    """The places in a run, or in a piece of it, at which a marker may have stood."""
    source, start = ground.source, ground.paragraph(run.start).start
    pattern = _HAN_PLACE if ground.language == "zh" else _PLACE
    ends = [match.end() for match in pattern.finditer(source, *run)]
    # where few letters stand before is a label
    return [at for at in ends if _WORDED.search(source, max(start, at - _LABEL), at)]


def weigh(
    ground: Ground, sought: Sought, run: Span, places: list[int], bounds: Span
) -> Iterator[tuple[int, float]]:
    """The places in a run, and the weight of each.

    `bounds` are the markers before and behind. Weights are never negative, and compare with
    those of other runs.
    """
    source, language = ground.source, ground.language
    whole, lead = ground.paragraph(run.start), ground.lead(run.start)
    clauses = [match.start() for match in _CLAUSE_END.finditer(source, *whole)]
    before = Before(source, language, sought.cited, run, whole, clauses)
    named = _named(ground, sought, before, lead)
    names, gaps, lexis = ground.names(bounds), ground.gaps, lexicon(language)
    words = Words(source, run, whole)
    for at in places:
        line_end = LINE_END.match(source, at)
        speaks = (
            lead.worth
            + _distance(at, bounds, ibid=sought.ibid)
            + WEIGHTS["clauses"] * min(bisect_left(clauses, at), _MOST_CLAUSES) / _MOST_CLAUSES
            + WEIGHTS["shared phrase"] * shared(sought.phrases, at, language)
            + _behind(source, at, lexis)
            + words.worth(at)
            + gaps.worth(whole, at, line_end.end() if line_end else -1)
            + before.worth(at)
            + sought.mentions.worth(at, before.named)
        )
        if at - whole.start < _BEGINNING:
            speaks += WEIGHTS["beginning"]
        if names.first(at):
            speaks += WEIGHTS["said again"]
        if line_end:
            speaks += WEIGHTS["line end"]
        for ends, worth in named:
            speaks += worth * before.named(ends, at)
        if sought.page is not None:
            speaks += _page(sought.page, at)
        yield at, exp(speaks)


def _named(
    ground: Ground, sought: Sought, before: Before, lead: Lead
) -> list[tuple[list[int], float]]:
    """What is named in a run: where it ends, and what it is worth beside what the note cites."""
    found = []
    for kind, ends in before.names.items():
        if not ends:
            continue
        worth = WEIGHTS[f"{sought.cited.kind}: {kind}"]
        worth += lead.naming * WEIGHTS[f"naming: {kind}"] + lead.asking * WEIGHTS[f"asking: {kind}"]
        if kind == "REPORT" and ground.session and ground.session == sought.cited.report:
            worth += WEIGHTS["report of the session"]
        found.append((ends, worth))
    return found


def _distance(at: int, bounds: Span, *, ibid: bool) -> float:
    """How far a place is from the markers before and behind."""
    after = max(0, at - bounds.start)
    worth = WEIGHTS["to last"] * log1p(after) + WEIGHTS["to next"] * log1p(max(0, bounds.end - at))
    return worth / 5 + (WEIGHTS["ibid near"] if ibid and after < _IBID else 0.0)


def _page(page: Span, at: int) -> float:
    """Whether a place is over the edge of the page on which the note is."""
    if at <= page.start:
        return WEIGHTS["page before"]
    return WEIGHTS["page behind"] if at > page.end else 0.0


def _behind(source: str, at: int, lexis: Lexicon) -> float:
    """What follows a place: markers stand at the ends of clauses, and rarely inside a name."""
    worth = WEIGHTS["closed"] if source[at - 1] in _CLOSERS else 0.0
    sign = source[at : at + 1]
    if sign and sign in STOPS:
        if sign in _COMMAS:
            return worth + WEIGHTS["comma"]
        return worth + WEIGHTS["semicolon"] if sign in _SEMICOLONS else worth
    word = _SPACE.match(source, at)
    begin = word.end() if word else at
    if begin > at and (following := _NEXT.match(source, begin)):
        if following[0][0].isupper():
            worth += WEIGHTS["name goes on"]
        elif following[0][0].islower():
            worth += WEIGHTS["word goes on"]
        if len(following[0]) <= _SHORT_WORD:
            worth += WEIGHTS["joined"]
    if sign:
        if lexis.AND.match(source, begin):
            worth += WEIGHTS["and"]
        if lexis.GOES_ON.match(source, begin):
            worth += WEIGHTS["goes on"]
    return worth


def end_of_word(source: str, at: int) -> int:
    """The place behind the last character before an offset that is no white space."""
    while at > 0 and source[at - 1].isspace():
        at -= 1
    return at
