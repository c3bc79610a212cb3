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
from typing import NamedTuple

from unres.checks import citations, tree
from unres.checks.citations import Cited
from unres.grammar import lexicon
from unres.nodes import Footnote, Prose, Resolution, Table
from unres.spans import LineIndex, Span

#: What each piece of evidence is worth: see the functions that give it.
WEIGHTS = {
    "gap": 2.9,
    "trace": 4.5,
    "stop off": 2.7,
    "stop below": 3.6,
    "short line": 3.4,
    "TREATY": 3.9,
    "REPORT": 3.6,
    "DECLARATION": 2.6,
    "other kind": 0.8,
    "capitals": 2.5,
    "name goes on": -3.8,
    "word goes on": -1.9,
    "small word": -2.2,
    "year": 1.4,
    "comma": 2.2,
    "semicolon": 2.5,
    "closed": 1.2,
    "joined": 1.5,
    "line end": 1.1,
    "clauses": -1.2,
    "beginning": -0.5,
    "same year": 2.2,
    "same session": 1.8,
    "same number": -1.6,
    "shared words": 0.4,
    "ibid near": 0.4,
    "to next": 1.4,
}
#: Where a marker may stand: at the end of a word, of a name in quotation marks.
_PLACE = re.compile(r"[^\W_][’”\"»)\]]*(?=[\s,.;:?!،؛)\]]|$)")
_HAN_PLACE = re.compile(
    r"[》”）」](?=.)|.(?=[，。；：、])|\S(?=[ \t]?\r?\n)|[\u3400-\u9fff](?= )", re.DOTALL
)
#: Gaps that a marker leaves: in a line, at its end, a blank line, a space behind a Chinese
#: stop, a stop that stands off its word or begins a line.
_GAPS = tuple(
    re.compile(gap)
    for gap in (
        r"  (?<=[^\s.]  )(?=\S)",
        r"   (?<=[^\s.]   )(?=\S)",
        r"    (?<=[^\s.]    )(?=\S)",
        r"[ \t]{2}(?<=\S[ \t]{2})(?=\r?\n)",
        r"\n[ \t]*(?=\r?\n)",
        r"\n[ \t]*(?=[,.;:،؛，；。])",
        r" (?<=\w )(?=[,.،，](?:\s|$))",
        r"  +(?=[,.;،，](?:\s|$))",
    )
)
_HAN_GAPS = (
    re.compile(r" (?<=[，；。、：》」）] )(?=[\u3400-\u9fff])"),
    re.compile(r" (?<=[\u3400-\u9fff] )(?=[\u3400-\u9fff])"),
    *_GAPS[3:6],
)
#: More traces than this a thousand characters are how the dump is set, and no traces.
_HABIT = 2.0
#: How far before a marker stands what it refers to, in code points: by letters, by ideographs.
_NEAR, _NEAR_HAN = 180, 60
#: Fewer letters than these before a place are a label's, or the end of what bore the last marker.
_WORDED = re.compile(r"[^\W\d_](?:[\W\d_]*[^\W\d_]){2}")
#: Where those letters are looked for, in code points before a place.
_LABEL = 40
#: Signs that end a clause, commas and semicolons among them.
_CLAUSE_END = re.compile("[,;.，；。、،؛]")
_COMMAS, _SEMICOLONS, _CLOSERS = ",،，", ";；؛", '”»)》）」"'
_CLAUSE = 0.75  # for each clause that ends between the name and the place
_FAR = 0.4  # what a name at the farthest counts less
_GAP = re.compile(r"(?<=\S)( +)(?=\S)")
_AROUND = 200
_FEW_GAPS, _FEW_GAP = 4, 0.6
_LINE_END = re.compile(r"[,.;:،，；。：]?[ \t]*\r?\n")
_STOP_BELOW = re.compile(r"[ \t]*\r?\n\s*[,.;:،؛，；。]")
_STOP_OFF = re.compile(r" +[,.;:،，]")
_STOPS_OFF = re.compile(r"\w( ?)[,.،，]")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_LAST = re.compile(r"[\w’'.\-]+")
#: The words before a place that are looked at, and how far they are looked for.
_WORDS, _BEFORE = 6, 80
_SHORT_WORD = 3
#: A line is short that has less than this share of the middle length.
_SHORT = 0.85
#: `Ibid.` hangs so near to the marker before.
_IBID = 200
_BEGINNING = 25
_MOST_CLAUSES = 6


class Ground(NamedTuple):
    """What is the same for all notes of one resolution."""

    source: str
    language: str
    #: The runs of the text, without notes and furniture, in source order.
    runs: list[Span]
    #: Where traces of markers stand, in order.
    traces: frozenset[int]
    #: The text in lower case.
    text: str
    #: Where pages begin; empty where nothing tells.
    pages: list[int]
    near: int
    lines: LineIndex
    #: The middle length of a line that another follows.
    length: int
    #: How little it says that a stop stands off its word, from 0 to 1.
    off: float

    def page(self, at: int) -> int:
        """The number of the page, from 0, on which an offset stands."""
        return bisect_right(self.pages, at)

    def sheet(self, page: int) -> Span:
        """Where a page begins and ends."""
        starts = [0, *self.pages, len(self.source)]
        return Span(starts[page], starts[page + 1])

    def paragraph(self, at: int) -> Span:
        """The whole run in which an offset stands."""
        return self.runs[max(0, bisect_right(self.runs, (at, len(self.source) + 1)) - 1)]


class Sought(NamedTuple):
    """What is known of the note whose marker is lost."""

    cited: Cited
    #: Its words, and what each is worth.
    words: dict[str, float]
    #: The page of the note; None where the note is lost as well.
    page: int | None
    ibid: bool


def ground(res: Resolution) -> Ground:
    """What the places of one resolution have in common."""
    source = res.source
    nodes = [node for node in tree.blocks(res) if isinstance(node, Prose | Table)]
    runs = sorted(run for node in nodes for run in node.runs)
    text = "\n".join(source[slice(*run)] for run in runs)
    lengths = sorted(len(line) for run in runs for line in source[slice(*run)].split("\n")[:-1])
    stops = _STOPS_OFF.findall(text)
    return Ground(
        source,
        res.language,
        runs,
        _traces(source, runs, res.language),
        text.lower(),
        [match.end() for match in re.finditer("\f", source)],
        _NEAR_HAN if res.language == "zh" else _NEAR,
        LineIndex(source),
        lengths[len(lengths) // 2] if lengths else 0,
        min(1.0, 4 * stops.count(" ") / len(stops)) if stops else 1.0,
    )


def _traces(source: str, runs: list[Span], language: str) -> frozenset[int]:
    """Where a marker left a gap, unless such gaps are everywhere."""
    size = sum(run.end - run.start for run in runs)
    found: set[int] = set()
    for pattern in _HAN_GAPS if language == "zh" else _GAPS:
        here = [match.start() for run in runs for match in pattern.finditer(source, *run)]
        if len(here) <= 2 + _HABIT * size / 1000:
            found.update(end_of_word(source, at) for at in here)
    return frozenset(found)


def sought(ground: Ground, notes: tuple[Footnote, ...], index: int | None) -> Sought:
    """What is known of a note, by its index; None where the note is lost as well."""
    if index is None:
        return Sought(citations.cited("", ground.language), {}, None, ibid=False)
    text = notes[index].text
    ibid = lexicon(ground.language).IBID.match(text) is not None
    if len(text) < 8 and index:  # noqa: PLR2004 (`Ibid.` cites what the note before does)
        text = notes[index - 1].text
    cited = citations.cited(text, ground.language)
    page = ground.page(notes[index].span.start)
    return Sought(cited, _worth(ground, cited.words), page, ibid)


def _worth(ground: Ground, words: frozenset[str]) -> dict[str, float]:
    """What it is worth that a word of the note stands before a place: rare ones more."""
    common = {word: ground.text.count(word) for word in words}
    total = sum(1 / (1 + times) for times in common.values()) or 1.0
    return {word: 1 / times / total for word, times in common.items() if times}


def weigh(ground: Ground, sought: Sought, run: Span, end: int) -> Iterator[tuple[int, float]]:
    """The places in a run, or in a piece of it, and the weight of each; `end` is the next marker.

    Weights are never negative, and compare with those of other runs.
    """
    for at, pieces in places(ground, sought, run, end):
        yield at, exp(sum(WEIGHTS[name] * value for name, value in pieces.items()))


def places(
    ground: Ground, sought: Sought, run: Span, end: int
) -> Iterator[tuple[int, dict[str, float]]]:
    """The places in a run where the marker may have stood, and what speaks for each."""
    source = ground.source
    whole = ground.paragraph(run.start)
    clauses = [match.start() for match in _CLAUSE_END.finditer(source, *whole)]
    before = _Before(ground, sought, run, clauses)
    pattern = _HAN_PLACE if ground.language == "zh" else _PLACE
    for match in pattern.finditer(source, *run):
        at = match.end()
        if not _WORDED.search(source, max(whole.start, at - _LABEL), at):
            continue  # a label
        yield (
            at,
            {
                "clauses": min(bisect_left(clauses, at), _MOST_CLAUSES) / _MOST_CLAUSES,
                "to next": log1p(max(0, end - at)) / 5,
                "beginning": float(at - whole.start < _BEGINNING),
                "ibid near": float(sought.ibid and at - run.start < _IBID),
                **_signs(source, at),
                **_words(source, whole, at),
                **_gaps(ground, whole, at),
                **before.evidence(at),
            },
        )


def _signs(source: str, at: int) -> dict[str, float]:
    """What follows a place: markers stand at the ends of clauses, and rarely inside a name."""
    sign = source[at : at + 1]
    following = _NEXT.match(source, at)
    word = following[1] if following else ""
    return {
        "comma": float(sign in _COMMAS and bool(sign)),
        "semicolon": float(sign in _SEMICOLONS and bool(sign)),
        "closed": float(source[at - 1] in _CLOSERS),
        "line end": float(_LINE_END.match(source, at) is not None),
        "name goes on": float(word[:1].isupper()),
        "word goes on": float(word[:1].islower()),
        "joined": float(bool(word) and len(word) <= _SHORT_WORD),
    }


def _words(source: str, whole: Span, at: int) -> dict[str, float]:
    """What stands before a place: names begin with capitals, and short words end none."""
    words = _LAST.findall(source, max(whole.start, at - _BEFORE), at)[-_WORDS:]
    last = words[-1] if words else ""
    return {
        "capitals": sum(word[0].isupper() for word in words) / _WORDS,
        "small word": float(len(last) <= _SHORT_WORD and last.isalpha() and last.islower()),
        "year": float(_YEAR.search(last) is not None),
    }


def _gaps(ground: Ground, whole: Span, at: int) -> dict[str, float]:
    """What the marker left behind: a wider space, a stop apart from its word, a broken line."""
    source = ground.source
    # In French a space stands before a semicolon and a colon.
    off = _STOP_OFF.match(source, at)
    apart = off is not None and not (ground.language == "fr" and off[0] in (" ;", " :"))
    return {
        "trace": float(at in ground.traces),
        "gap": _wider(source, whole, at, 0 if ground.language == "zh" else 1),
        "stop off": 1 - ground.off if apart else 0.0,
        "stop below": float(_STOP_BELOW.match(source, at) is not None),
        "short line": _shorter(ground, whole, at),
    }


def _wider(source: str, whole: Span, at: int, usual: int) -> float:
    """How much it says that the space at a place, or behind its stop, is wider than usual."""
    here = at if source[at : at + 1] == " " else at + 1
    end = here
    while source[end : end + 1] == " ":
        end += 1
    if end - here <= usual or source[end : end + 1] in ("", "\r", "\n"):
        return 0.0
    low, high = max(whole.start, at - _AROUND), min(whole.end, end + _AROUND)
    gaps = [len(gap) for gap in _GAP.findall(source[low:at] + source[end:high])]
    if len(gaps) < _FEW_GAPS:
        return _FEW_GAP
    wide = sum(gap > usual for gap in gaps) / len(gaps) if usual else min(1.0, len(gaps) / 12)
    return max(0.0, 1 - 2 * wide)


def _shorter(ground: Ground, whole: Span, at: int) -> float:
    """How much shorter than the others the line is that ends at a place, inside a paragraph."""
    source = ground.source
    match = _LINE_END.match(source, at)
    if match is None or match.end() >= whole.end - 1 or not ground.length:
        return 0.0
    begin = max(source.rfind("\n", whole.start, at), whole.start)
    return max(0.0, _SHORT - (match.end() - 1 - begin) / ground.length)


class _Before:
    """What a run names, says and dates; asked from place to place, it looks once."""

    def __init__(self, ground: Ground, sought: Sought, run: Span, clauses: list[int]) -> None:
        self._clauses = clauses
        self._source, self._near = ground.source, ground.near
        self._start = ground.paragraph(run.start).start
        self._cited = sought.cited
        self._names = {
            kind: [m.end() for m in lexicon(ground.language)[kind].finditer(ground.source, *run)]
            for kind in citations.KINDS
            if sought.cited.kind
        }
        self._shared = [
            (run.start + end, word, sought.words[word])
            for word, end in citations.words(ground.source[slice(*run)])
            if word in sought.words
        ]

    def evidence(self, at: int) -> dict[str, float]:
        """What speaks for a place."""
        named = {kind: self._named(ends, at) for kind, ends in self._names.items()}
        own = self._cited.kind
        back = self._source[max(self._start, at - self._near) : at]
        found = {own: named.pop(own)} if own else {}
        return {
            **found,
            "other kind": max(named.values(), default=0.0),
            "same year": float(any(year in back for year in self._cited.years)),
            "same session": float(any(year in back for year in self._cited.session)),
            "same number": float(any(number in back for number in self._cited.numbers)),
            "shared words": self._sharing(at),
        }

    def _named(self, ends: list[int], at: int) -> float:
        """More where the name stands close, and in the same clause."""
        last = bisect_right(ends, at)
        if not last or at - ends[last - 1] >= self._near:
            return 0.0
        end = ends[last - 1]
        clauses = bisect_left(self._clauses, at - 1) - bisect_left(self._clauses, end)
        return float(_CLAUSE ** max(0, clauses)) * (1 - _FAR * (at - 1 - end) / self._near)

    def _sharing(self, at: int) -> float:
        """How much of a note's words stand before a place: rare ones count more."""
        low = bisect_right(self._shared, (at - self._near,))
        high = bisect_right(self._shared, (at + 1,))
        return sum({word: weight for _, word, weight in self._shared[low:high]}.values())


def end_of_word(source: str, at: int) -> int:
    """The place behind the last character before an offset that is no white space."""
    while at > 0 and source[at - 1].isspace():
        at -= 1
    return at
