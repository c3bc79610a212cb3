"""Spacing of blocks: stray spaces and hyphens are mended in the texts that tokens hold.

May rely on: texts are one line, markers are out of them. Guarantees: nothing but spaces and
hyphens changes, markers stay between the letters between which they stood, runs are as they
were, and every change is a repair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres.layout.tokens import Marker
from unres.nodes import Repair
from unres.spacing import Flaw, Spacing, between_ideographs, suspects
from unres.spans import Span, hull

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.tokens import Token

#: What is no text of the document's, or no text in words.
_OTHER: Final = frozenset({"FIELD", "FURNITURE", "TABLE", "UNPARSED"})
#: What is running text; a heading sets its number or its few words apart.
_RUNNING: Final = frozenset({"PREAMBULAR", "OPERATIVE", "ITEM", "CONTINUATION", "FOOTNOTE"})
#: So much text is looked at at once, in code points: enough to know the words by, and the
#: damage of one document does not make a volume slow. The last stretch may be twice as long.
_STRETCH: Final = 65_536


def mend(tokens: list[Token], source: str, language: str, *, parted: bool) -> list[Repair]:
    """Mend the texts of tokens; gives what was mended. Costs next to nothing where nothing is.

    `parted`: whether a space may part ideographs of the body.
    """
    if language == "zh":
        return _mend_chinese(tokens, source, parted=parted)
    repairs: list[Repair] = []
    written = [token for token in tokens if token.type not in _OTHER]
    left = sum([len(token.text) for token in written])
    at = 0
    while at < len(written):
        stretch: list[Token] = []
        size = 0
        while at < len(written) and (size < _STRETCH or left < _STRETCH):
            size += len(written[at].text)
            left -= len(written[at].text)
            stretch.append(written[at])
            at += 1
        repairs += _mend(stretch, source, language)
    return repairs


def _mend_chinese(tokens: list[Token], source: str, *, parted: bool) -> list[Repair]:
    repairs: list[Repair] = []
    for token in tokens:
        if token.type == "FOOTNOTE" or (parted and token.type in _RUNNING):
            flaws = between_ideographs(token.text)
            if flaws:
                repairs += _put_right(token, flaws, source)
    return repairs


def _mend(tokens: Sequence[Token], source: str, language: str) -> list[Repair]:
    repairs: list[Repair] = []
    texts = [token.text for token in tokens]
    if suspects(texts, language):
        spacing = Spacing(texts, language)
        for at, token in enumerate(tokens):
            flaws = spacing.flaws(at)
            if flaws:
                repairs += _put_right(token, flaws, source)
    return repairs


def _put_right(token: Token, flaws: Sequence[Flaw], source: str) -> Sequence[Repair]:
    free = _free(flaws, token.notes) if token.notes else flaws
    if not free:
        return ()
    repairs = _repairs(token, free, source)
    _apply(token, free)
    return repairs


def _free(flaws: Sequence[Flaw], notes: Sequence[Marker]) -> list[Flaw]:
    """The flaws in which no marker stands."""
    places = {note.offset for note in notes}
    return [flaw for flaw in flaws if places.isdisjoint(range(flaw.start, flaw.end + 1))]


def _apply(token: Token, flaws: Sequence[Flaw]) -> None:
    text = token.text
    pieces: list[str] = []
    notes: list[Marker] = []
    at = gone = taken = 0
    for flaw in flaws:
        while taken < len(token.notes) and token.notes[taken].offset <= flaw.start:
            note = token.notes[taken]
            notes.append(note.at(note.offset - gone))
            taken += 1
        pieces += (text[at : flaw.start], flaw.put)
        at = flaw.end
        gone += flaw.end - flaw.start - len(flaw.put)
    pieces.append(text[at:])
    notes += (note.at(note.offset - gone) for note in token.notes[taken:])
    token.text = "".join(pieces)
    token.notes = tuple(notes)


def _repairs(token: Token, flaws: Sequence[Flaw], source: str) -> list[Repair]:
    """One repair a flaw, where it stands in the source."""
    repairs = []
    runs = list(token.runs)
    for flaw in flaws:
        broken = token.text[flaw.head : flaw.tail]
        span = _find(broken, runs, source)
        repairs.append(Repair(name="spurious-space", args=(f"“{broken}”",), span=span))
    return repairs


def _find(broken: str, runs: list[tuple[int, int]], source: str) -> Span:
    """Where a broken word stands in the runs; they are cut off behind it, for the next one."""
    parts = broken.split()
    for at, (start, end) in enumerate(runs):
        begin = source.find(parts[0], start, end)
        while begin >= 0:
            stop = _stop_of(parts, begin, end, source)
            if stop >= 0:
                runs[: at + 1] = [(stop, end)]
                return Span(begin, stop)
            begin = source.find(parts[0], begin + 1, end)
    return hull(runs)


def _stop_of(parts: list[str], begin: int, end: int, source: str) -> int:
    """Where the parts of a word end that begins here, with white space between; -1 if not here.

    No pattern: each word would need one of its own, and to make it costs far more than to use it.
    """
    at = begin + len(parts[0])
    for part in parts[1:]:
        last = at
        while at < end and source[at].isspace():
            at += 1
        if at == last or not source.startswith(part, at, end):
            return -1
        at += len(part)
    return at
