"""The signs that landmarks begin with: lines that begin with others are looked at no closer."""

from __future__ import annotations

from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from unres.grammar import lexicon
from unres.layout.body.landmarks import Landmarks
from unres.words import MONTHS

ANY = 0


def firsts(pattern: Any) -> set[int]:
    """The code points that a parsed pattern may begin with; `ANY` where no set tells them."""
    found: set[int] = set()
    for op, given in pattern:
        name, least = str(op), 1
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        if name == "LITERAL":
            found.add(given)
        elif name == "IN":
            for kind, of in given:
                span = (of, of) if str(kind) == "LITERAL" else of
                ranged = str(kind) in ("LITERAL", "RANGE")
                digit = "DIGIT" in str(of)
                found |= (
                    set(range(span[0], span[1] + 1)) if ranged else {ord("0") if digit else ANY}
                )
        elif name == "BRANCH":
            found = found.union(*map(firsts, given[1]))
            least = min(branch.getwidth()[0] for branch in given[1])
        elif name in ("SUBPATTERN", "MAX_REPEAT"):
            inner = given[-1]
            found |= firsts(inner)
            least = inner.getwidth()[0] * (given[0] if name == "MAX_REPEAT" else 1)
        else:
            found.add(ANY)
        if least:
            break
    return found


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru", "zh"])
def test_the_lexicon_has_all_signs_that_landmarks_begin_with(language):
    words = lexicon(language)
    known = {begun[0] for begun in words.literals("LANDMARK_FIRST")}
    inner = words.literals("LANDMARK_INNER")
    for name in ("OPENING", "ANNEX", "DATE", "SECTION"):
        if name not in words or (inner and inner[0] in words.source(name)):
            continue
        signs = {chr(code) for code in firsts(_parser.parse(words.source(name)))}
        assert {sign for sign in signs if not sign.isdigit()} <= known


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,",
        "Annex II",
        "Appendix",
        "Enclosure",
        "Attachment",
        *(f"{month.capitalize()} 3, 2031" for month in MONTHS),
    ],
)
def test_english_landmarks_are_told_in_small_letters_and_in_capitals(text):
    known = Landmarks([], lexicon("en"))
    assert known.likely(text)
    assert known.likely(text.upper())
    assert known.likely(text.lower()) or text[-1].isdigit()  # a month has its capital
