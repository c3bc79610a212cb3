"""Spacing: which spaces and hyphens in a text are not the author's, by the document's own words.

What is told here is certain: the document has the whole word elsewhere and has no use for its
halves, or the language's rules of setting allow no other reading. What is doubtful is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from unres.grammar import lexicon

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
#: `COVID -19`, `seventy -ninth`, `risk - informed`, `non- discrimination`.
_HYPHEN_SPACE = re.compile(r"-(?:(?<=[^\W_] -) ?| (?<=[^\W_]- ))(?=[^\W_])")
#: Two words side by side: `internationa l`. The second is looked at, not taken.
PAIR = re.compile(r"(?<![^\W_’'-])([^\W\d_]+) (?=([^\W\d_]+)(?![\w’'-]))")
#: A space before a sign that no language here sets off, and before one that French does.
_SIGN = re.compile(r" (?=,(?:\s|$))(?<=[\w)\]”»’'] )")
_STOP = re.compile(r" (?=;(?:\s|$))(?<=[\w)\]”»’'] )")
_BRACKET = re.compile(r" (?=[)\]](?:[\s,;.]|$))(?<=[\w.] )|(?<= [(\[]) (?=\w)")
_BEFORE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*\Z")
_BEHIND = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
#: Languages that part words by spaces, and the letters that are words of theirs.
LETTER_WORDS = {"en": "ai", "es": "aeouyó", "fr": "aàyôdljmnstcq", "ru": "авикосуяжбь"}
#: Letters that stand alone where a word was cut, the commonest ones: they tell of damage.
_ALONE = {
    "en": tuple(f" {letter} " for letter in "edlnst"),
    "es": tuple(f" {letter} " for letter in "dlnst"),
    "fr": (*(f" {letter} " for letter in "enostx"), " er ", " re ", " os "),
    "ru": tuple(f" {letter} " for letter in "йнмтх"),
}
_VOWEL = re.compile("[aeiouyàâäéèêëíìîïóòôöúùûüœæаеёиоуыэюя]", re.IGNORECASE)
#: What goes on with a hyphened word: `short- and long-term`.
CONJUNCTIONS = frozenset(
    ("and", "or", "to", "et", "ou", "y", "e", "o", "u", "и", "или", "а", "но")
)  # fmt: skip
_GENITIVES = ("'s", "’s")
_YEARS = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d(?!\d)")
#: No half of a word is longer.
_LONG = 40
#: So many texts are searched at once.
_STRETCH = 64
#: How often a word must stand in a document to prove that a fragment is a part of it.
_PROVED = 2


class Flaw(NamedTuple):
    """A space or hyphen that is wrong: where it stands, what should, and the whole word."""

    start: int
    end: int
    put: str
    whole: str
    #: Where the word begins.
    head: int
    #: Where it ends.
    tail: int


class Vocabulary:
    """The words of a document: which there are, and how often."""

    __slots__ = ("count", "halves")

    def __init__(self, texts: Iterable[str]) -> None:
        #: Words with their hyphens, in small letters.
        self.count: Counter[str] = Counter()
        #: The words, and also the parts of those with hyphens.
        self.halves: Counter[str] = Counter()
        for text in texts:
            words = _WORD.findall(text.lower())
            self.count.update(words)
            self.halves.update(words)
            self.halves.update(p for word in words if "-" in word for p in word.split("-"))

    def __contains__(self, word: str) -> bool:
        return word.lower() in self.count

    def lone(self, half: str) -> bool:
        """Whether half a word stands nowhere but here."""
        return self.halves[half] <= 1


def suspects(texts: Sequence[str], language: str) -> bool:
    """Whether any of the damage that is looked for may be there: a few searches in each text."""
    if language not in LETTER_WORDS:
        return False
    signs = (" -", " ,", *_ALONE[language], *(() if language == "fr" else (" ;",)))
    return any(
        sign in stretch
        for at in range(0, len(texts), _STRETCH)
        for stretch in ("\n".join(texts[at : at + _STRETCH]),)
        for sign in signs
    )


class Spacing:
    """Finds what is wrong in the texts of one document."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self.language = language
        self.texts = list(texts)
        self.words = Vocabulary(self.texts)
        self.apart = lexicon(language).APART if "APART" in lexicon(language) else None
        hyphens = [
            flaw
            for text in self.texts
            if " -" in text
            for flaw in self._hyphens(text, known=True)
            if text[flaw.start] == " "
        ]
        #: Whether the extractor is known to part words from their hyphens.
        self.parts_hyphens = bool(hyphens)
        #: Whether it is known to part words.
        self.parts_words = self.parts_hyphens or any(
            next(self._fragments(text, only=True), None) for text in self.texts
        )

    def flaws(self, text: str) -> list[Flaw]:
        """What is wrong in a text, in order and apart from each other."""
        found = [*self._fragments(text, only=not self.parts_words), *_signs(text, self.language)]
        if " -" in text or "- " in text:
            found += self._hyphens(text, known=not self.parts_hyphens)
        if self.apart is not None:
            for at in self.apart.finditer(text):
                found.append(Flaw(*at.span(), "", "", at.start() - 1, at.end() + 1))
        found.sort()
        apart: list[Flaw] = []
        for flaw in found:
            if not apart or flaw.start >= apart[-1].end:
                apart.append(flaw)
        return apart

    def _hyphens(self, text: str, *, known: bool) -> Iterator[Flaw]:
        """Spaces before and behind hyphens; `known` words only, or all that can be no dash."""
        for sign in _HYPHEN_SPACE.finditer(text):
            start = sign.start()
            end = sign.end()
            parted = text[start - 1] == " "
            begin = start - parted
            head = _BEFORE.search(text, max(0, begin - _LONG), begin)
            tail = _BEHIND.match(text, end)
            if not (head and tail):
                continue
            whole = f"{head[0]}-{tail[0]}"
            close = end == start + 1
            if (
                self._is_word(whole)
                or (_YEARS.match(whole) and parted and close)
                or (not known and parted and (close or tail[0].islower()) and tail[0][0].isalpha())
            ) and (parted or tail[0].lower() not in CONJUNCTIONS):
                yield Flaw(begin, end, "-", whole, head.start(), tail.end())

    def _is_word(self, whole: str) -> bool:
        """Whether the document has a word, a genitive too."""
        return whole in self.words or (whole[-2:] in _GENITIVES and whole[:-2] in self.words)

    def _fragments(self, text: str, *, only: bool) -> Iterator[Flaw]:
        """Spaces in words; `only` those of which a part can be no word."""
        words = self.words
        for pair in PAIR.finditer(text):
            head, tail = pair[1].lower(), pair[2].lower()
            whole = head + tail
            times = words.count[whole]
            if not times:
                continue
            lone = [half for half in (head, tail) if words.lone(half)]
            if not lone:
                continue
            shapeless = any(self._shapeless(half) for half in lone) and times >= _PROVED
            if shapeless or (not only and len(lone) == 2 and min(len(head), len(tail)) > 1):  # noqa: PLR2004
                yield Flaw(pair.end(1), pair.end(), "", pair[1] + pair[2], pair.start(), pair.end(2))

    def _shapeless(self, half: str) -> bool:
        """Whether a half can be no word of its own: a letter that is none, or no vowel in it."""
        if len(half) == 1:
            return half not in LETTER_WORDS[self.language]
        return not _VOWEL.search(half)


def _signs(text: str, language: str) -> Iterator[Flaw]:
    """Spaces before signs that stand close."""
    patterns = [_SIGN] if " ," in text else []
    if "( " in text or " )" in text:
        patterns.append(_BRACKET)
    if language != "fr" and " ;" in text:
        patterns.append(_STOP)
    for pattern in patterns:
        for space in pattern.finditer(text):
            start, end = space.span()
            yield Flaw(start, end, "", "", start - 1, end + 1)
