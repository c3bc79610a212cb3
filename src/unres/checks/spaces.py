"""Checks of stray spaces: a word that an extractor cut in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution
from unres.spans import Span

#: `COVID -19`, `seventy -ninth`.
_HYPHEN = re.compile(r" -(?=[^\W_])(?<=[^\W_] -)")
#: What the letters of a word are, and those of one with a hyphen, up to its ends.
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"(?<![^\W_])(?=([^\W_]+-[^\W_]+))")
_LETTER, _LETTER_OR_DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"[^\W_]")
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
#: So many times a text is searched through before all of its words are counted.
_SEARCHES = 200


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
    words: _Words | None = None
    for match in pattern.finditer(source):
        words = words or _Words(source.lower(), _WORD, _LETTER)
        for at in (match.start(), match.end(1)):
            before, after = _halves(source, at)
            if before and after and words.has((before + after).lower(), _KNOWN):
                span = Span(at - len(before), at + 1 + len(after))
                yield diagnose("spurious-space", span, f"“{before} {after}”")
                break
    yield from _hyphens(res) if " -" in source else ()


def _hyphens(res: Resolution) -> Iterator[Diagnostic]:
    words = _Words(res.source, _HYPHENED, _LETTER_OR_DIGIT)
    for match in _HYPHEN.finditer(res.source):
        before, after = _halves(res.source, match.start(), "-")
        if before and after and words.has(f"{before}-{after}", 1):
            span = Span(match.start() - len(before), match.end() + len(after))
            yield diagnose("spurious-space", span, f"“{before} -{after}”")


class _Words:
    """Which words a text has, asked for one by one.

    Few are asked for in most texts: to search for these costs a twentieth of counting all
    words. Where many are, all words are counted, so that time grows with the text alone.
    """

    def __init__(self, text: str, word: re.Pattern[str], letter: re.Pattern[str]) -> None:
        self._text, self._word, self._letter = text, word, letter
        self._known: dict[str, bool] = {}
        self._searches = 0
        self._count: Counter[str] | None = None

    def has(self, word: str, times: int) -> bool:
        """Whether the text has a word, whole, so many times; `times` is always the same."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._stands(word, times)
        return known

    def _stands(self, word: str, times: int) -> bool:
        text, letter, asked = self._text, self._letter, times
        at = -1
        while self._searches < _SEARCHES:
            self._searches += 1
            at = text.find(word, at + 1)
            if at < 0:
                return False
            inside = (at and letter.match(text, at - 1)) or letter.match(text, at + len(word))
            times -= not inside
            if not times:
                return True
        if self._count is None:
            self._count = Counter(self._word.findall(text))
        return self._count[word] >= asked


def _halves(source: str, at: int, sign: str = "") -> tuple[str, str]:
    """The letters and digits on either side of a space, behind a sign that follows it."""
    before = _HEAD.search(source[max(0, at - _LONGEST) : at])
    after = _TAIL.match(source[at + 1 + len(sign) : at + 1 + len(sign) + _LONGEST])
    return before[0] if before else "", after[0] if after else ""
