"""Checks of stray spaces: a word that an extractor cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unres.checks import tree
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution
from unres.spacing import HYPHENED, LETTER_OR_DIGIT, LETTER_WORDS, Lookup
from unres.spans import Span

#: `COVID -19`, `seventy -ninth`.
_HYPHEN = re.compile(r"-(?<=[^\W_] -)(?=[^\W_])")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_SPACE = ord(" ")
#: A letter alone that is no word of its language: `internationa l`, `s upport`.
_CYRILLIC = re.compile(" [гдезйлмнпртфхцчшщъыьэю][ ,;.\r\n]")
#: In Latin script bytes are looked at: each such letter is made an `x`, what ends a word a space.
_LETTERS = {
    language: bytes(
        ord("x") if chr(byte) in letters else _SPACE if byte in b" ,;.\r\n" else 0
        for byte in range(0x100)
    )
    for language, letters in (
        ("en", "bcdefghjklmnopqrstuvwxyz"),
        ("es", "bcdfghijklmnpqrstvwxz"),
        ("fr", "bceghikopruvwxz"),
    )
}
#: So many words are searched for, and so many times one is looked at, before all are counted.
_SEARCHES = 100
_LOOKS = 5000
#: The most bytes that a character has.
_BYTES = 4
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
    if res.language not in LETTER_WORDS:
        return
    source, words = res.source, _Words(res)
    for start in _alone(res):
        for at in (start, start + 2):
            before, after = _halves(source, at)
            if before and after and words.has((before + after).lower()):
                span = Span(at - len(before), at + 1 + len(after))
                yield diagnose("spurious-space", span, f"“{before} {after}”")
                break
    yield from _hyphens(res)


def _alone(res: Resolution) -> Iterator[int]:
    """The spaces before letters that stand alone and are no words."""
    if res.language == "ru":
        yield from (match.start() for match in _CYRILLIC.finditer(res.source))
        return
    data = tree.data(res)
    signs = data.translate(_LETTERS[res.language])
    at = signs.find(b" x ")
    begin = start = 0
    while at >= 0:
        if data[at] == _SPACE:
            start += len(data[begin:at].decode("utf-8", "surrogatepass"))
            begin = at
            yield start
            at = signs.find(b" x ", at + 3)
        else:
            at = signs.find(b" x ", at + 1)


class _Words:
    """Which words a text has, whole, in small letters or with capitals.

    Plain words are looked for in bytes: to make those small costs a tenth of what text costs.
    """

    def __init__(self, res: Resolution) -> None:
        self._res = res
        self._data = b""
        self._looks = 0
        self._known: dict[str, bool] = {}
        self._every: Lookup | None = None

    def has(self, word: str) -> bool:
        """Whether the text has a word of small letters often enough."""
        known = self._known.get(word)
        if known is None:
            few = word.isascii() and len(self._known) < _SEARCHES
            found = self._in_bytes(word.encode("ascii")) if few else None
            known = self._known[word] = self._in_text(word) if found is None else found
        return known

    def _in_text(self, word: str) -> bool:
        if self._every is None:
            self._every = Lookup(self._res.source.lower(), _WORD, _LETTER)
        return self._every.has(word, _KNOWN)

    def _in_bytes(self, word: bytes) -> bool | None:
        """The same of bytes; None after so many looks that all words are better counted."""
        self._data = data = self._data or tree.data(self._res).lower()
        seen, at = 0, -1
        while self._looks < _LOOKS:
            self._looks += 1
            at = data.find(word, at + 1)
            if at < 0:
                return False
            if self._is_whole(at, at + len(word)):
                seen += 1
                if seen == _KNOWN:
                    return True
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no letter stands before a range of the bytes, and none behind it."""
        data = self._data
        if data[start - 1 : start].isalpha() or data[end : end + 1].isalpha():
            return False
        before = data[max(0, start - _BYTES) : start].decode("utf-8", "ignore")[-1:]
        after = data[end : end + _BYTES].decode("utf-8", "ignore")[:1]
        return not (_LETTER.match(before) or _LETTER.match(after))


def _hyphens(res: Resolution) -> Iterator[Diagnostic]:
    words = Lookup(res.source, HYPHENED, LETTER_OR_DIGIT)
    for match in _HYPHEN.finditer(res.source):
        at = match.start() - 1
        before, after = _halves(res.source, at, "-")
        if before and after and words.has(f"{before}-{after}", 1):
            span = Span(at - len(before), match.end() + len(after))
            yield diagnose("spurious-space", span, f"“{before} -{after}”")


def _halves(source: str, at: int, sign: str = "") -> tuple[str, str]:
    """The letters and digits on either side of a space, behind a sign that follows it."""
    before = _HEAD.search(source[max(0, at - _LONGEST) : at])
    after = _TAIL.match(source[at + 1 + len(sign) : at + 1 + len(sign) + _LONGEST])
    return before[0] if before else "", after[0] if after else ""
