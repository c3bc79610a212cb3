"""Checks of stray spaces: a word that an extractor cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution
from unres.spacing import HYPHENED, LETTER_OR_DIGIT, Lookup
from unres.spans import Span

#: `COVID -19`, `seventy -ninth`.
_HYPHEN = re.compile(r" -(?=[^\W_])(?<=[^\W_] -)")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
#: A letter alone that is no word of its language: `internationa l`, `s upport`.
_ALONE = {
    "en": re.compile(" ([b-hj-z])[ ,;.\r\n]"),
    "es": re.compile(" ([b-df-np-tv-xz])[ ,;.\r\n]"),
    "fr": re.compile(" ([b-ceghikopr-ru-xz])[ ,;.\r\n]"),
    "ru": re.compile(" ([гдезйлмнпртфхцчшщъыьэю])[ ,;.\r\n]"),
}
#: How often the whole word must stand in the document to be one.
_KNOWN = 2
#: How far a word goes from the space, in code points.
_LONGEST = 40
_HEAD = re.compile(r"(?<![^\W_])[^\W_]+\Z")
_TAIL = re.compile(r"[^\W_]+")


@finds("spurious-space")
def spurious_space(res: Resolution) -> Iterator[Diagnostic]:
    """A space inside a word that the document has whole elsewhere.

    Wrong: `the internationa l community`, `the COVID -19 pandemic`
    Right: `the international community`, `the COVID-19 pandemic`
    """
    pattern = _ALONE.get(res.language)
    if pattern is None:
        return
    source = res.source
    words: Lookup | None = None
    for match in pattern.finditer(source):
        words = words or Lookup(source.lower(), _WORD, _LETTER)
        for at in (match.start(), match.end(1)):
            before, after = _halves(source, at)
            if before and after and words.has((before + after).lower(), _KNOWN):
                span = Span(at - len(before), at + 1 + len(after))
                yield diagnose("spurious-space", span, f"“{before} {after}”")
                break
    yield from _hyphens(res)


def _hyphens(res: Resolution) -> Iterator[Diagnostic]:
    words = Lookup(res.source, HYPHENED, LETTER_OR_DIGIT)
    for match in _HYPHEN.finditer(res.source):
        before, after = _halves(res.source, match.start(), "-")
        if before and after and words.has(f"{before}-{after}", 1):
            span = Span(match.start() - len(before), match.end() + len(after))
            yield diagnose("spurious-space", span, f"“{before} -{after}”")


def _halves(source: str, at: int, sign: str = "") -> tuple[str, str]:
    """The letters and digits on either side of a space, behind a sign that follows it."""
    before = _HEAD.search(source[max(0, at - _LONGEST) : at])
    after = _TAIL.match(source[at + 1 + len(sign) : at + 1 + len(sign) + _LONGEST])
    return before[0] if before else "", after[0] if after else ""
