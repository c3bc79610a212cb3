"""Fixes of words: those cut at a line's end, and those with a space inside.

The document's own other words decide what a word is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from unres.diagnostics import Diagnostic
from unres.edits import Edit, Fix
from unres.layout.text.hyphens import Hyphens
from unres.nodes import Prose, Resolution, leaves
from unres.spacing import LETTER_WORDS, PAIR

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LONGEST = 60
#: A word cut at a line's end: the hyphen, the break, the rest with its punctuation.
_CUT = re.compile(
    r"(?<=[^\W\d_])([-\u00ad\u2010\ufffe])([ \t]*\r?\n[ \t]*)([^\W\d_][^\s]*)([ \t]*)"
)
#: `COVID -19`, `seventy -ninth`.
_HYPHEN_SPACE = re.compile(r"(?<![\w-])([^\W_]+) (-[^\W_]+)(?![\w-])")
_SPACE = re.compile(r"\s+")
#: A half that stands so often in the document stands only here.
_HERE = 1


class Words:
    """The words of a document: which there are, and how often."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.count = Counter(_WORD.findall(source.lower()))

    def __contains__(self, word: str) -> bool:
        return word.lower() in self.count

    def halves(self, start: int, end: int) -> tuple[str, str]:
        """The letters that end at `start` and those that begin at `end`."""
        before = re.search(r"[^\W\d_]*\Z", self._source[max(0, start - _LONGEST) : start])
        after = re.match(r"[^\W\d_]*", self._source[end : end + _LONGEST])
        return before[0] if before else "", after[0] if after else ""

    def part(self, *halves: str) -> bool:
        """Whether one of two halves stands nowhere else: it is no word of its own."""
        return min(self.count[half.lower()] for half in halves) <= _HERE

    def parts(self, *halves: str) -> bool:
        """Whether neither half stands elsewhere."""
        return max(self.count[half.lower()] for half in halves) <= _HERE


def joined(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:  # noqa: ARG001
    """A word cut at a line's end goes whole to the end of its line: `ques-` / `tion`.

    The hyphen stays where the document writes it so elsewhere. A judgement where the word
    stands nowhere else, but for soft hyphens between what are no words.
    """
    words: Words | None = None
    hyphens = Hyphens(res.source)
    for start, end in _stretches(res):
        for cut in _CUT.finditer(res.source, start, end):
            words = words or Words(res.source)
            head, tail = words.halves(cut.start(), cut.start(3))
            hyphens.at = cut.start()
            keeps = head + tail not in words and f"{head}-{tail}" in words
            whole = f"{head}-{tail}" if keeps else head + tail
            proved = whole in words or (cut[1] == "\u00ad" and words.parts(head, tail))
            if not proved and hyphens.keeps(head, tail):
                continue  # nothing tells whether the hyphen is the word's or the line's
            hyphen = "-" if keeps else ""
            rest = cut[2] if cut[4] else ""
            text = f"{hyphen}{cut[3]}{rest}"
            yield Fix("joined-word", (Edit(*cut.span(), text),), f"{whole} in one", safe=proved)


def _stretches(res: Resolution) -> Iterator[tuple[int, int]]:
    """Where one text runs on over lines: runs of a leaf with nothing but space between."""
    for node in leaves(res):
        if not isinstance(node, Prose):
            continue
        begin = last = -1
        for start, end in node.runs:
            if last >= 0 and (start < last or res.source[last:start].strip()):
                yield begin, last
                begin = -1
            begin = start if begin < 0 else begin
            last = end
        if last >= 0:
            yield begin, last


def spaces(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:  # noqa: ARG001
    """A space inside a word is closed: `COVID -19`, `internationa l`.

    What parsing mended is certain. A judgement where the document has the whole word elsewhere
    and the halves may be words of it.
    """
    if res.language not in LETTER_WORDS:
        return
    for repair in res.repairs:
        if repair.name == "spurious-space":
            stray = tuple(Edit(*at.span(), "") for at in _SPACE.finditer(res.source, *repair.span))
            whole = _SPACE.sub("", res.source[repair.span.start : repair.span.end])
            if stray and len(whole) < _LONGEST:
                yield Fix("spurious-space", stray, f"{whole} in one")
    words: Words | None = None
    for start, end in _stretches(res):
        for at in _HYPHEN_SPACE.finditer(res.source, start, end):
            words = words or Words(res.source)
            whole = at[1] + at[2]
            edit = Edit(at.end(1), at.start(2), "")
            yield Fix("spurious-space", (edit,), f"{whole} in one", safe=whole in words)
        words = words or Words(res.source)
        yield from _parted(res, words, start, end)


def closed(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """What `spaces` would close where findings tell of it: they hold the word and its space."""
    for diagnostic in found:
        if diagnostic.name == "spurious-space":
            start, end = diagnostic.span
            text = res.source[start:end]
            at = start + text.find(" ")
            if text.count(" ") == 1:
                edit = Edit(at, at + 1, "")
                yield Fix("spurious-space", (edit,), f"{text.replace(' ', '')} in one")


def _parted(res: Resolution, words: Words, start: int, end: int) -> Iterator[Fix]:
    for pair in PAIR.finditer(res.source, start, end):
        head, tail = pair[1].lower(), pair[2].lower()
        whole, count = head + tail, words.count
        if not count[whole] or not words.part(head, tail):
            continue
        letter = next((half for half in (head, tail) if len(half) == 1), None)
        if letter is None and count[whole] <= _HERE:
            continue
        # `per cent` is no broken `percent`: only a letter that is no word proves the break.
        proved = letter is not None and letter not in LETTER_WORDS[res.language]
        proved = proved and count[tail if letter == head else head] <= _HERE
        edit = Edit(pair.end(1), pair.end(), "")
        yield Fix("spurious-space", (edit,), f"{pair[1]}{pair[2]} in one", safe=proved)
