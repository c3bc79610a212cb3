"""The main checks in all six languages: one damage is done to an intact dump, and it is named.

The dumps are the plain fixtures, which hold the same invented resolution in each language. The
tree of the intact dump tells where to do damage, so that no test knows a word of any language.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import unres
from unres.nodes import NoteRef, Operative, Part, Section, walk

FIXTURES = Path(__file__).parent.parent / "fixtures" / "damaged"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
LETTERS = ("en", "es", "fr", "ru")


@cache
def intact(language):
    path = FIXTURES / f"plain.{language}" / "source.txt"
    return unres.parse(path.read_text(encoding="utf-8"))


def without(text, *spans):
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def put(text, span, new):
    return text[: span[0]] + new + text[span[1] :]


def neighbours(res):
    """Two numbered paragraphs in a row, not the first of their list, on one page."""
    bodies = [res.body, *(b.body for b in res.body if isinstance(b, Section | Part))]
    for body in bodies:
        numbered = [b for b in body if isinstance(b, Operative) and b.label]
        for before, node in pairwise(numbered):
            between = res.source[before.span.start : node.span.end]
            if not before.label.startswith("1") and not re.search("\f|_{5}", between):
                return before, node
    raise AssertionError("the fixture has no such paragraphs")


def label(res, node):
    start = res.source.index(node.label.rstrip(" .．-"), node.span.start)
    return start, start + len(node.label.rstrip(" .．-"))


def middle(res):
    """The middle of a word, in the middle of a paragraph that is one line or more."""
    node = max(res.preamble, key=lambda p: max(run.end - run.start for run in p.runs))
    run = max(node.runs, key=lambda run: run.end - run.start)
    for at in range((run.start + run.end) // 2, run.end):
        if res.source[at - 1 : at + 2].isalpha():
            return at
    raise AssertionError("no word")


def pages(res, numbered=False):
    sheets = res.source.split("\f")
    if numbered:
        sheets = [f"{sheets[0]}\n1/{len(sheets)}\n"] + [
            f"{n}/{len(sheets)}\n{sheet}" for n, sheet in enumerate(sheets[1:], 2)
        ]
    return sheets


def paragraph_lost(res):
    before, node = neighbours(res)
    return without(res.source, (before.span.start, node.span.start))


def number_lost(res):
    node, _ = neighbours(res)  # the sequence must go on behind it
    start, end = label(res, node)
    return without(res.source, (start, re.compile(r"[ .．-]*").match(res.source, end).end()))


def number_doubled(res):
    before, node = neighbours(res)
    return put(res.source, label(res, node), res.source[slice(*label(res, before))])


def number_misread(res):
    before, _ = neighbours(res)
    return put(res.source, label(res, before), "Z")


def note_lost(res):
    note = res.footnotes[1]
    return without(res.source, note.span)


def marker_lost(res):
    ref = [n for n in walk(res) if isinstance(n, NoteRef)][1]
    return without(res.source, ref.span)


def glyph(sign):
    def lost(res):
        at = middle(res)
        return put(res.source, (at, at + 1), sign)

    return lost


def control(res):
    return put(res.source, (middle(res),) * 2, "\x07")


def mojibake(res):
    for match in re.finditer(r"(?m)^.{20,}$", res.source):
        try:
            wrong = match[0].replace("'", "’").encode().decode("cp1252")
        except UnicodeDecodeError:
            continue
        if wrong != match[0]:
            return put(res.source, match.span(), wrong)
    # English has hardly a letter that is not ASCII: an apostrophe is given one.
    wrong = "’".encode().decode("cp1252")
    return put(res.source, (middle(res),) * 2, wrong)


def cut_off(res):
    node = res.operative[-2]
    return res.source[: (node.span.start + node.span.end) // 2]


def no_opening(res):
    return without(res.source, *res.opening.runs)


def no_adoption(res):
    return without(res.source, *res.adoption.runs)


def no_masthead(res):
    return res.source[res.title.span.start :]


def no_title(res):
    return without(res.source, *res.title.runs)


def other_symbol(res):
    at = res.source.rindex(res.symbol)
    return put(res.source, (at, at + len(res.symbol)), res.symbol[:-1] + "1")


def page_lost(res):
    first, _, *rest = pages(res, numbered=True)
    return "\f".join((first, *rest))


def page_doubled(res):
    first, second, *rest = pages(res)
    return "\f".join((first, second, second, *rest))


def pages_swapped(res):
    first, second, third, *rest = pages(res, numbered=True)
    return "\f".join((first, third, second, *rest))


def other_day(res):
    start, end = res.adoption.span
    return put(res.source, (start, end), re.sub(r"(?<!\d)5(?!\d)", "6", res.source[start:end]))


def other_language(res):
    other = intact("fr" if res.language != "fr" else "en")
    paragraph = max(other.preamble, key=lambda p: len(p.text))
    return put(res.source, res.preamble[1].span, paragraph.text)


def wrong_font(res):
    wrong = {"ru": "съьыв выывод путььь мъыса", "en": "uue aiirm suuport iiave"}
    words = wrong.get(res.language, "uue aiirmando suuel iiabía")
    return put(res.source, (res.preamble[1].span.start,) * 2, f"{words} {words} ")


def turned(res):
    return "\n".join(line[::-1] for line in res.source.split("\n"))


DAMAGES = [
    (paragraph_lost, {"numbering-gap"}, LANGUAGES),
    (number_lost, {"missing-number"}, LANGUAGES),
    (number_doubled, {"duplicate-number"}, LANGUAGES),
    (number_misread, {"misread-number"}, LANGUAGES),
    (note_lost, {"missing-footnote"}, LANGUAGES),
    (marker_lost, {"unanchored-footnote"}, LANGUAGES),
    (glyph("\ufffd"), {"lost-glyph"}, LANGUAGES),
    (glyph("(cid:72)"), {"lost-glyph"}, LANGUAGES),
    (glyph("glyph<c=13,font=/ABCDEF+Times>"), {"lost-glyph"}, LANGUAGES),
    (glyph(" "), {"lost-glyph"}, ("zh",)),
    (glyph("\ue013"), {"broken-font"}, LANGUAGES),
    (control, {"control-character"}, LANGUAGES),
    (mojibake, {"mojibake"}, LANGUAGES),
    (cut_off, {"truncated"}, LANGUAGES),
    (no_opening, {"missing-opening"}, LANGUAGES),
    (no_adoption, {"missing-adoption"}, LANGUAGES),
    (no_masthead, {"missing-masthead"}, LANGUAGES),
    (no_title, {"missing-title"}, LANGUAGES),
    (other_symbol, {"symbol-conflict"}, LANGUAGES),
    (page_lost, {"page-gap"}, LANGUAGES),
    (page_doubled, {"duplicate-page"}, LANGUAGES),
    (pages_swapped, {"page-order"}, LANGUAGES),
    (other_day, {"date-mismatch"}, LANGUAGES),
    (other_language, {"mixed-language"}, LANGUAGES),
    (wrong_font, {"broken-font"}, LETTERS),
    (turned, {"visual-order"}, ("ar",)),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_intact_dump_has_nothing_to_tell(language):
    assert [d for d in unres.check(intact(language)) if d.severity != "info"] == []


@pytest.mark.parametrize(
    ("damage", "names", "language"),
    [
        pytest.param(damage, names, language, id=f"{min(names)}-{number}-{language}")
        for number, (damage, names, languages) in enumerate(DAMAGES)
        for language in languages
    ],
)
def test_a_damage_is_named_in_every_language(damage, names, language):
    text = damage(intact(language))
    assert text != intact(language).source
    assert names <= {d.name for d in unres.check(unres.parse(text))}
