"""Hypothesis strategies: whole documents, and the tokens that a tree is built from.

`documents()` are trees as `parse` gives them, made of the node classes themselves: `plausible()`
reads like a resolution, in any of the six languages; `hostile()` has texts and labels that look
like something else, and any structure. All are in normal form. Neither has positions.
"""

from __future__ import annotations

import os
import re
from typing import get_args

from authors import Author, Vandal
from hypothesis import strategies as st
from phrases import TRAPS

from unres import nodes as n
from unres.build import build
from unres.languages import LANGUAGES
from unres.layout.tokens import Marker, Token, TokenType
from unres.nodes import FieldKind, FurnitureKind
from unres.normalform import normalised

#: How many trees a round trip is tried on; `.ci/run` asks for more than a developer waits for.
EXAMPLES = int(os.environ.get("UNRES_EXAMPLES", "300"))

LANGUAGE_CODES = tuple(LANGUAGES)

#: What may be mistaken for a label, a marker, a tag, a cell, a rule, a date.
_NASTY = (
    *"[]{}\\|()~=-.,;:_/* 0123456789",
    *"aIVXbé",
    *"ةأשЖа大会一、，。（）㈠①",
    *"\u0301\u064b\u200f\u00ad\u0000\u2028\u0085\u00a0\ufffe",
)


def _canonical(text: str) -> str:
    """As every text of a tree: one line, single spaces, none at the ends."""
    return re.sub(" +", " ", text).strip(" ")


_characters = st.one_of(
    st.sampled_from(_NASTY),
    st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\f\v\t\x1c\x1d\x1e"),
)
texts = st.one_of(
    st.text(_characters, max_size=30),
    st.lists(st.sampled_from(TRAPS), max_size=5).map(" ".join),
    st.lists(st.sampled_from(_NASTY), max_size=12).map("".join),
    st.sampled_from(
        (
            "Recalling its resolution 90/3 of 11 November 2035,",
            "Decides to light them every night;",
            "General principles",
            "The fuel to be burnt is oil of good quality.",
        )
    ),
).map(_canonical)
labels = st.none() | texts
_markers = st.one_of(st.sampled_from("1234*a"), st.integers(1, 40).map(str), texts)


@st.composite
def notes(draw: st.DrawFn, length: int) -> tuple[Marker, ...]:
    """Markers in a text of a length, in order."""
    offsets = sorted(draw(st.lists(st.integers(0, length), max_size=3)))
    return tuple(Marker(draw(_markers), offset, 0, 0) for offset in offsets)


@st.composite
def tokens(draw: st.DrawFn, types: tuple[str, ...] = get_args(TokenType)) -> Token:
    """One token of any of the types, with all that its type may have."""
    type_ = draw(st.sampled_from(types))
    table: tuple[tuple[str, ...], ...] = ()
    if type_ == "TABLE":
        table = tuple(draw(st.lists(st.lists(texts, max_size=4).map(tuple), max_size=4)))
    token = Token(type_, draw(texts), level=draw(st.integers(0, 4)), rows=table)
    if type_ in {"TITLE", "OPERATIVE", "ITEM", "FOOTNOTE"}:
        token.label = draw(labels)
    if type_ == "TABLE":
        token.text = " ".join(cell for row in table for cell in row if cell)
    elif type_ == "FIELD":
        token.value = draw(st.sampled_from(get_args(FieldKind)))
        token.standard = draw(st.none() | texts)
    elif type_ == "FURNITURE":
        token.value = draw(st.sampled_from(get_args(FurnitureKind)))
    elif type_ == "ADOPTION":
        token.meeting = draw(st.none() | st.integers(0, 200))
        token.standard = draw(st.none() | st.dates().map(str))
    if type_ not in {"UNPARSED", "FURNITURE"}:
        token.notes = draw(notes(len(token.text)))
    return token


sequences = st.lists(tokens(), max_size=25)
trees = st.builds(
    lambda found, language: build(found, language=language, source=""),
    sequences,
    st.sampled_from(LANGUAGE_CODES),
)


# ------------------------------------------------------------------------------ whole documents


@st.composite
def plausible(draw: st.DrawFn, language: str | None = None) -> n.Resolution:
    """A resolution as it is printed, with what dumps lose; in any language, or in this one."""
    code = language or draw(st.sampled_from(LANGUAGE_CODES))
    return normalised(Author(draw, code).resolution())


@st.composite
def hostile(draw: st.DrawFn, language: str | None = None) -> n.Resolution:
    """Whatever the node classes allow, in normal form."""
    code = language or draw(st.sampled_from(LANGUAGE_CODES))
    return normalised(Vandal(draw, code).resolution())


def documents(language: str | None = None) -> st.SearchStrategy[n.Resolution]:
    """Trees of whole documents: two of three plausible, the third hostile."""
    both = (plausible(language), plausible(language), hostile(language))
    return st.one_of(*both)
