"""Spacing: which spaces and hyphens in a text are not the author's, by the document's own words.

What is told here is certain: the document has the whole word elsewhere and has no use for its
halves, or the language's rules of setting allow no other reading. What is doubtful is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from unres.grammar import lexicon

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
#: `COVID -19`, `seventy -ninth`, `risk - informed`, `non- discrimination`.
_HYPHEN_SPACE: Final = re.compile(
    r"[-\u2013](?:(?<=[^\W_] [-\u2013])(?: ?(?=[^\W_])|(?=[,;]))| (?<=[^\W_]- )(?=[^\W_]))"
)
#: Two words side by side: `internationa l`. The second is looked at, not taken.
PAIR: Final = re.compile(r"(?<![^\W_’'-])([^\W\d_]+) (?=([^\W\d_]+)(?![\w’'-]))")
#: A space before a sign that no language here sets off, and before one that French does.
_SIGN: Final = re.compile(r" (?=,(?:\s|$))(?<=[\w)\]”»’'] )")
_STOP: Final = re.compile(r" (?=;(?:\s|$))(?<=[\w)\]”»’'] )")
_BRACKET: Final = re.compile(r" (?=[)\]](?:[\s,;.]|$))(?<=[\w.] )|(?<= [(\[]) (?=\w)")
_BEFORE: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*\Z")
_BEHIND: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_HAN: Final = "[\u3001-\u3020\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff1f]"
#: Ideographs or their signs with spaces between: none is the author's in running text.
_HAN_SPACED: Final = re.compile(f"{_HAN}(?: {_HAN})+")
#: No such sign has a lower code.
_FIRST_HAN: Final = 0x3001
_SPACE: Final = 0x20
#: A word with a hyphen, up to its ends; what its letters are.
HYPHENED: Final = re.compile(r"(?<![^\W_])(?=([^\W_]+-[^\W_]+))")
LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")
#: So many times a text is searched through before all of its words are counted.
_SEARCHES: Final = 200
#: Languages that part words by spaces, and the letters that are words of theirs.
LETTER_WORDS: Final = {"en": "ai", "es": "aeouyó", "fr": "aàyôdljmnstcq", "ru": "авикосуяжбь"}
#: Letters that stand alone where a word was cut, the commonest ones: they tell of damage.
_ALONE: Final = {
    "en": (" e ", " d ", " l ", " n "),
    "es": (" n ", " s "),
    "fr": (" t ",),
    "ru": (" й ", " й,", " м "),
}
#: The same letters: between spaces, and each by itself.
_LETTERS_ALONE: Final = {
    language: (
        tuple(sorted({f" {sign[1]} " for sign in signs})),
        frozenset(sign[1] for sign in signs),
    )
    for language, signs in _ALONE.items()
}
#: What stands behind a word, mostly.
_ENDINGS: Final = ("", ",", ";", ".", ":", ")")
#: What may stand at a word's either end.
_SIGNS: Final = "([«“‘\"'.,;:!?)]»”’"
_VOWELS: Final = frozenset("aeiouyàâäéèêëíìîïóòôöúùûüœæıаеёиоуыэюя")
#: What goes on with a hyphened word: `short- and long-term`.
CONJUNCTIONS: Final = frozenset(
    ("and", "or", "to", "et", "ou", "y", "e", "o", "u", "и", "или", "а", "но")
)  # fmt: skip
_GENITIVES: Final = ("'s", "’s")
_YEARS: Final = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d(?!\d)")
#: No half of a word is longer.
_LONG: Final = 40
#: What raised letters look like where they stand off, the commonest first: see the lexicon.
_RAISED: Final = (" e ", " o ", " er ", " re ", " os ")
#: How often a word must stand in a document to prove that a fragment is a part of it.
_PROVED: Final = 2


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

    __slots__ = ("known", "parts", "times")

    def __init__(self, texts: Sequence[str]) -> None:
        #: The words as they are printed, signs and all, and how often each is.
        self.times: Counter[str] = Counter()
        for text in texts:  # a list of all words at once is many times as large as the texts
            self.times.update(text.split())
        #: The words in small letters, with their hyphens.
        self.known = set(_WORD.findall(" ".join(self.times).lower()))
        #: Parts of those with hyphens.
        self.parts = {part for word in self.known if "-" in word for part in word.split("-")}

    def __contains__(self, word: str) -> bool:
        return word.lower() in self.known

    def count(self, word: str) -> int:
        """How often a word of small letters stands, but for rare signs beside it."""
        get = self.times.get
        return sum(get(form + sign, 0) for form in {word, word.capitalize()} for sign in _ENDINGS)

    def lone(self, half: str) -> bool:
        """Whether half a word stands nowhere but here."""
        return half not in self.parts and self.count(half) <= 1


def suspects(texts: Sequence[str], language: str) -> bool:
    """Whether any of the damage that is looked for may be there: a few searches."""
    if language not in LETTER_WORDS:
        return False
    whole = "\n".join(texts)
    alone, letters = _LETTERS_ALONE[language]
    return (
        _hyphen_off(whole)
        or _comma_off(whole, letters)
        or any(letter in whole for letter in alone)
        or (language == "fr" and any(sign in whole for sign in _RAISED[:3]))
    )


def _hyphen_off(text: str) -> bool:
    """Whether a hyphen stands behind a space. One sign is found far faster than two are."""
    at = text.find("-")
    while at >= 0:
        if at and ord(text[at - 1]) == _SPACE:
            return True
        at = text.find("-", at + 1)
    return False


def _comma_off(text: str, letters: frozenset[str]) -> bool:
    """Whether a comma stands between spaces, or behind one of these letters alone."""
    at = text.find(",", 1)
    while at >= 0:
        if ord(text[at - 1]) == _SPACE:
            if text[at + 1 : at + 2] == " ":
                return True
        elif at > 1 and ord(text[at - 2]) == _SPACE and text[at - 1] in letters:
            return True
        at = text.find(",", at + 1)
    return False


def between_ideographs(text: str) -> list[Flaw]:
    """Ideographs of a running text that spaces part; a heading may have some of its own."""
    found: list[Flaw] = []
    if not _parts_ideographs(text):
        return found
    for run in _HAN_SPACED.finditer(text):
        whole = run[0].replace(" ", "")
        found.append(Flaw(run.start(), run.end(), whole, whole, run.start(), run.end()))
    return found


def _parts_ideographs(text: str) -> bool:
    """Whether any space may stand between two ideographs: spaces are few, most beside digits."""
    at = text.find(" ", 1)
    last = len(text) - 1
    while 0 <= at < last:
        if ord(text[at - 1]) >= _FIRST_HAN and ord(text[at + 1]) >= _FIRST_HAN:
            return True
        at = text.find(" ", at + 1)
    return False


class Lookup:
    """Which words a text has, asked for one by one.

    Few are asked for in most texts: to search for these costs a twentieth of counting all
    words. Where many are, all words are counted, so that time grows with the text alone.
    """

    __slots__ = ("_count", "_known", "_letter", "_searches", "_text", "_word")

    def __init__(self, text: str, word: re.Pattern[str], letter: re.Pattern[str]) -> None:
        self._text = text
        self._word = word
        self._letter = letter
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
        text, letter = self._text, self._letter
        seen = 0
        at = -1
        while self._searches < _SEARCHES:
            self._searches += 1
            at = text.find(word, at + 1)
            if at < 0:
                return False
            if at and letter.match(text, at - 1):
                continue
            seen += letter.match(text, at + len(word)) is None
            if seen == times:
                return True
        if self._count is None:
            self._count = Counter(self._word.findall(text))
        return self._count[word] >= times


class Spacing:
    """Finds what is wrong in the texts of one document."""

    def __init__(self, texts: Sequence[str], language: str) -> None:
        self.language = language
        self.texts = texts
        self.whole = "\n".join(texts)
        self._words: Vocabulary | None = None
        self._hyphened = Lookup(self.whole, HYPHENED, LETTER_OR_DIGIT)
        lexis = lexicon(language)
        self.apart = lexis.APART if "APART" in lexis else None
        #: Whether the extractor is known to part words from their hyphens.
        self.parts_hyphens = any(
            text[flaw.start] == " "
            for text in texts
            if " -" in text
            for flaw in self._hyphens(text, known=True)
        )
        #: Words in pieces, by text.
        self.fragments: dict[int, list[Flaw]] = {}
        if self.parts_hyphens or any(sign in text for text in texts for sign in _ALONE[language]):
            self._find_fragments()

    @property
    def words(self) -> Vocabulary:
        """The words of all texts."""
        if self._words is None:
            self._words = Vocabulary(self.texts)
        return self._words

    def _find_fragments(self) -> None:
        """Find words in pieces: all that may be where some can be nothing else."""
        certain: dict[int, list[Flaw]] = {}
        likely: dict[int, list[Flaw]] = {}
        if not (self.parts_hyphens or self._has_shapeless()):
            return
        for at, text in enumerate(self.texts):
            for flaw, proved in self._fragments(text):
                likely.setdefault(at, []).append(flaw)
                if proved:
                    certain.setdefault(at, []).append(flaw)
        self.fragments = likely if certain or self.parts_hyphens else certain

    def _has_shapeless(self) -> bool:
        """Whether what can be no word stands beside another half; this look finds too many.

        But it counts no words, and most documents have nothing of the kind.
        """
        texts = [text.lower() for text in self.texts]  # all at once take twelve times their room
        whole = "\n".join(texts)
        known: dict[str, bool] = {}  # most words come again
        searches = 0
        for text in texts:
            last = ""
            before = False
            for printed in text.split():
                shapeless = known.get(printed)
                if shapeless is None:
                    word = printed.strip(_SIGNS)
                    shapeless = known[printed] = word.isalpha() and self._shapeless(word)
                if (before or shapeless) and (half := last.strip(_SIGNS)):
                    searches += 1
                    if searches > _SEARCHES or whole.count(half + printed.strip(_SIGNS)) >= _PROVED:
                        return True
                before, last = shapeless, printed
        return False

    def flaws(self, at: int) -> list[Flaw]:
        """What is wrong in one of the texts, in order and apart from each other."""
        text = self.texts[at]
        found = [*self.fragments.get(at, ()), *_signs(text, self.language)]
        if " -" in text or "- " in text or " \u2013" in text:
            found += self._hyphens(text, known=not self.parts_hyphens)
        if self.apart is not None and any(sign in text for sign in _RAISED):
            for space in self.apart.finditer(text):
                start, end = space.span()
                found.append(Flaw(start, end, "", "", start - 1, end + 1))
        if len(found) < 2:  # noqa: PLR2004
            return found
        found.sort()
        apart = found[:1]
        apart += (flaw for last, flaw in pairwise(found) if flaw.start >= last.end)
        return apart

    def _hyphens(self, text: str, *, known: bool) -> Iterator[Flaw]:
        """Spaces before and behind hyphens; `known` words only, or all that can be no dash."""
        for sign in _HYPHEN_SPACE.finditer(text):
            start, end = sign.span()
            parted = text[start - 1] == " "
            begin = start - parted
            head = _BEFORE.search(text, max(0, begin - _LONG), begin)
            if head is None:
                continue
            tail = _BEHIND.match(text, end)
            if tail is None:  # `micro -, small`
                if not known and text[start] == "-":
                    yield Flaw(begin, end, "-", head[0], head.start(), end)
                continue
            whole = f"{head[0]}-{tail[0]}"
            close = end == start + 1
            if parted and close and _YEARS.match(whole):
                yield Flaw(begin, end, text[start], whole, head.start(), tail.end())
            elif text[start] != "-":
                continue  # a dash
            elif tail[0].lower() in CONJUNCTIONS and not close:
                if parted and not known:  # `short - and long-term`
                    yield Flaw(begin, end, "- ", whole, head.start(), tail.end())
            elif self._is_word(whole) or (
                not known and parted and (close or tail[0].islower()) and tail[0][0].isalpha()
            ):
                yield Flaw(begin, end, "-", whole, head.start(), tail.end())

    def _is_word(self, whole: str) -> bool:
        """Whether the document has a word with a hyphen, a genitive too."""
        if whole[-2:] in _GENITIVES:
            whole = whole[:-2]
        return self._hyphened.has(whole, 1) or self._hyphened.has(whole.lower(), 1)

    def _fragments(self, text: str) -> Iterator[tuple[Flaw, bool]]:
        """Spaces in words, and whether a half of each can be no word."""
        known, times = self.words.known, self.words.times
        begin = 0
        last = ""
        for word in text.split():
            if times[word] == 1 or times.get(last) == 1:
                whole = last + word
                plain = whole.isalpha() and whole.islower()
                if whole in known or (not plain and whole.lower().strip(_SIGNS) in known):
                    start = text.find(f"{last} {word}", begin)
                    pair = PAIR.search(text, start, start + len(whole) + 1)
                    proved = self._broken(*pair.groups()) if pair else None
                    if pair and proved is not None:
                        begin = pair.end()
                        flaw = Flaw(pair.end(1), begin, "", pair[1] + pair[2], start, pair.end(2))
                        yield flaw, proved
            last = word

    def _broken(self, head: str, tail: str) -> bool | None:
        """Whether two words side by side are one for certain; None where they are not."""
        head, tail = head.lower(), tail.lower()
        if head + tail not in self.words:
            return None
        times = self.words.count(head + tail)
        lone = [half for half in (head, tail) if self.words.lone(half)]
        if times >= _PROVED and any(map(self._shapeless, lone)):
            return True
        return False if len(lone) > 1 and min(len(head), len(tail)) > 1 else None

    def _shapeless(self, half: str) -> bool:
        """Whether a half can be no word of its own: a letter that is none, or no vowel in it.

        It is in small letters.
        """
        if len(half) == 1:
            return half not in LETTER_WORDS[self.language]
        return _VOWELS.isdisjoint(half)


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
