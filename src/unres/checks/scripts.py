"""Checks of scripts: lines in visual order, fonts without a true table, a second language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from unres.checks import tree
from unres.checks.characters import strange
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.languages import LANGUAGES, detect
from unres.nodes import Prose, Resolution, walk_body
from unres.spans import Span

_ARABIC_WORD = re.compile("[\u0620-\u064a]{4,}")
#: How many words are compared with the source, and how many must stand there reversed.
_ASKED, _FEW = 40, 3
#: Characters that only one font can explain.
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
#: How the last of them begin as bytes of UTF-8; the others begin with EE.
_MAYBE_PRIVATE = re.compile(b"\xef[\x80-\xa3]")
#: Letters that follow one another in no word of the language; Roman numerals do.
_IMPOSSIBLE = {
    "en": re.compile(r"[A-Za-z]*(?:uu(?!m)|ii(?!ng)[a-z]|aii|[bcdfghjklmnpqrstvwxz]{7})[a-z]*"),
    "es": re.compile(r"[A-Za-z]*(?:uu|ii[a-z]|aii|[bcdfghjklmnpqrstvwxz]{6})[a-z]*"),
    "fr": re.compile(r"[A-Za-z]*(?:uu|ii[a-z]|aii|[bcdfghjklmnpqrstvwxz]{7})[a-z]*"),
    "ru": re.compile("[а-я]*(?:[а-я][ъь]{2}|ыы|ъ[б-дж-ик-э])[а-я]*"),
}  # fmt: skip
#: What must stand a few times in a text before letters are looked at: each begins with letters
#: that are searched for fast, and leaves Roman numerals out.
_DOUBLE_U, _DOUBLE_I = re.compile(b"uu(?!m)"), re.compile(b"ii(?!ng)[a-hj-uwyz]")
_CYRILLIC_SIGNS = tuple(map(re.compile, ("ыы", "ъъ", "ьь", "ъ[бвгджзиклм]")))
_FEW_SIGNS = 2
_ROMAN = re.compile(r"[ivxlcIVXLC]+")
#: So many such words, and of so many letters of text one, are no names.
_WORDS, _LETTERS = 4, 3000
#: A paragraph shorter than this may be a name or a quotation.
_LONG = 80
_SCRIPTS = {
    "ar": re.compile("[\u0620-\u064a\ufb50-\ufdff\ufe70-\ufefc]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh": re.compile("[\u3400-\u9fff]"),
}
#: Words that only one of the languages in Latin script has.
_MARKS = {
    "en": frozenset(("the", "of", "and", "to", "by", "with", "that")),
    "es": frozenset(("el", "los", "las", "del", "y", "por", "con")),
    "fr": frozenset(("le", "des", "du", "et", "les", "dans", "pour")),
}
#: The commonest of them, between spaces, the commonest first: a glance before the look.
_BETWEEN = {
    "en": (" the ", " of ", " and ", " to "),
    "es": (" los ", " las ", " y ", " el ", " del "),
    "fr": (" les ", " des ", " et ", " le ", " du "),
}
_PROVED = 3
#: All of ASCII but its small letters.
_NO_SMALL = bytes(range(ord("a"))) + bytes(range(ord("z") + 1, 0x80))
#: Words in Latin script with small letters: so many of them in a paragraph are no name.
_LATIN = re.compile(r"(?<![\w/.@-])[a-z\u00df-\u00ff]{2,}(?![\w/.@-])")
_FOREIGN = 10
#: How much of a paragraph is looked at first, in code points: most have such words there.
_LOOKED = 150
#: So many stretches in another language are one cause: the text has two languages throughout.
_ALTERNATE = 4


@finds("visual-order")
def visual_order(res: Resolution) -> Iterator[Diagnostic]:
    """Arabic that stands as it is printed from left to right; `info` where it was turned.

    Wrong: `ةماعلا ةيعمجلا`
    Right: `الجمعية العامة`
    """
    if res.language != "ar":
        return
    turned = straight = backward = forward = 0
    first: Span | None = None
    for node, word in islice(_words(res), _ASKED):
        printed = _normal(res, node)
        turned += word not in printed and word[::-1] in printed
        straight += word in printed
        backward += word[0] in "ةى" or word.endswith("لا")
        forward += word[-1] in "ةى" or word.startswith("ال")
        first = first or node.runs[0]
    if first is None:
        return
    span = Span(first.start, min(first.end, first.start + 8))
    if turned >= _FEW and turned > straight:
        yield diagnose("visual-order", span, severity="info")
    elif backward >= _FEW and backward > 3 * forward:
        yield diagnose("visual-order", span)


def _words(res: Resolution) -> Iterator[tuple[Prose, str]]:
    for node in walk_body(res.body):
        if isinstance(node, Prose) and node.runs:
            for match in islice(_ARABIC_WORD.finditer(node.text), 8):
                if match[0] != match[0][::-1]:
                    yield node, match[0]


def _normal(res: Resolution, node: Prose) -> str:
    """What stands in the source, with letters for presentation forms and without kashida."""
    printed = "".join(res.source[slice(*run)] for run in node.runs)
    return unicodedata.normalize("NFKC", printed).replace("\u0640", "")


@finds("broken-font")
def broken_font(res: Resolution) -> Iterator[Diagnostic]:
    """A font gave wrong characters, or some of no alphabet; one finding a document.

    Wrong: `aiirmando uue la cooperación`
    Right: `afirmando que la cooperación`
    """
    rare = tree.rare(res)
    maybe = b"\xee" in rare or _MAYBE_PRIVATE.search(rare)
    private = _PRIVATE.search(res.source) if maybe else None
    if private:
        yield diagnose("broken-font", Span(*private.span()), f"U+{ord(private[0][0]):04X}")
        return
    pattern = _IMPOSSIBLE.get(res.language)
    if pattern is None or _signs(res) < _FEW_SIGNS:
        return
    found = [m for m in pattern.finditer(res.source) if not _ROMAN.fullmatch(m[0])]
    kinds = list(dict.fromkeys(m[0].lower() for m in found if m[0][1:].islower()))
    if len(kinds) >= _WORDS and len(kinds) * _LETTERS > len(res.source):
        yield diagnose("broken-font", Span(*found[0].span()), ", ".join(kinds[:3]))


def _signs(res: Resolution) -> int:
    """How many signs there are that a font gave wrong letters."""
    if res.language == "ru":
        return sum(len(sign.findall(res.source)) for sign in _CYRILLIC_SIGNS)
    data = tree.data(res)
    times = len(_DOUBLE_U.findall(data))
    at = data.find(b"ii")
    while at >= 0 and times < _FEW_SIGNS:
        times += _DOUBLE_I.match(data, at) is not None
        times += data.startswith(b"a", at - 1) and at > 0
        at = data.find(b"ii", at + 1)
    return times


@finds("mixed-language")
def mixed_language(res: Resolution) -> Iterator[Diagnostic]:
    """Paragraphs in another language than the document.

    Wrong: `Recalling its resolution 80/4, Rappelant sa résolution 80/4,`
    Right: one language in one document

    Paragraphs in a row are one finding; where they alternate, as when two columns were read
    as one, the document is.
    """
    found: list[Diagnostic] = []
    inside = False
    strange_to = _strange_script if res.language in _SCRIPTS else _strange_words
    for node in tree.nodes(res).paragraphs:
        if len(node.text) < _LONG:
            continue
        strange = strange_to(node.text, res.language)
        if strange and not inside:
            span = Span(node.span.start, min(node.span.end, node.span.start + 8))
            told = LANGUAGES[_other(node.text, res.language)].name
            found.append(diagnose("mixed-language", span, told, LANGUAGES[res.language].name, ""))
        inside = strange
    if len(found) < _ALTERNATE:
        yield from found
    else:
        more = f", here and in {len(found) - 1} more places"
        yield diagnose("mixed-language", found[0].span, *found[0].args[:2], more)


def _other(text: str, language: str) -> str:
    """Which other language a strange paragraph is in."""
    found = detect(text)
    return found if found != language else detect(" ".join(_LATIN.findall(text)))


def _strange_script(text: str, language: str) -> bool:
    """Whether a paragraph, or a long stretch of it, is in another than its language's script."""
    if _small_letters(text) >= 2 * _FOREIGN and len(_LATIN.findall(text)) >= _FOREIGN:
        return True
    if _SCRIPTS[language].search(text) is not None:
        return False
    # Letters in the wrong encoding are another cause.
    return detect(text) != language and not strange(text)


def _small_letters(text: str) -> int:
    """How many plain Latin letters there are, capitals not counted."""
    return len(text.encode("ascii", "ignore").translate(None, _NO_SMALL))


def _strange_words(text: str, language: str) -> bool:
    """Whether a paragraph is surely in another language than its own, one in Latin script."""
    seen = 0
    for mark in _BETWEEN[language]:
        if text.find(mark, 0, _LOOKED) >= 0:
            seen += 1
            if seen > 1:
                return False
    marks = _MARKS[language]
    if len(marks.intersection(text[:_LOOKED].lower().split())) > 1:
        return False
    words = frozenset(text.lower().split())
    own = len(words & marks)
    most = max(len(words & others) for code, others in _MARKS.items() if code != language)
    if most >= _PROVED and most > 2 * own:
        return True
    foreign = any(other.search(text) for other in _SCRIPTS.values())
    return not own and foreign and detect(text) != language
