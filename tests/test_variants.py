"""The same dump with its cues taken away reads the same, positions aside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from variants import ONE_LINE, VARIANTS

import unres
from unres.layout.rewrapped import plain
from unres.layout.tokens import Token
from unres.nodes import walk

FIXTURES = Path(__file__).parent.parent / "fixtures"
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
#: One dump of each kind and language: enough to show what a variant does.
SOURCES = sorted(
    path
    for language in ("ar", "en", "es", "fr", "ru", "zh")
    for path in (FIXTURES / "damaged").glob(f"plain.{language}/source.txt")
)
#: Variants that are undone exactly, whatever the dump.
EXACT = ("crlf", "tab-stops", "no-break-spaces", "blank-after-every-line")
#: What share of the blocks may read otherwise: over the dumps of the corpus, over its Arabic
#: ones, and in a fixture on one line, which has a table and titles that nothing parts there.
LOST = dict.fromkeys(VARIANTS, 0.0) | {
    "single-tabs": 0.004,
    "without-indentation": 0.002,
    "without-blank-lines": 0.015,
    "narrow": 0.025,
    ONE_LINE: 0.19,
}
#: White space is all that tells where pieces of visual lines stood; on one line they are lost.
LOST_ARABIC = dict.fromkeys(VARIANTS, 0.0) | {
    "single-tabs": 0.03,
    "without-indentation": 0.06,
    "without-blank-lines": 0.105,
    "narrow": 0.105,
    ONE_LINE: 0.32,
}
LOST_FIXTURE = 0.14


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@cache
def blocks(text: str) -> list[tuple[str, str]]:
    """The kinds and texts of a tree, without white space and hyphens at line ends."""
    return [
        (type(node).__name__, "".join(str(getattr(node, "text", "")).replace("-", "").split()))
        for node in walk(unres.parse(text))
        if getattr(node, "text", None) and type(node).__name__ not in ("Furniture", "Field")
    ]


def lost(text: str, variant: str) -> tuple[int, int]:
    """How many blocks of the untouched text the variant lacks, and how many there are."""
    want, got = blocks(text), blocks(VARIANTS[variant](text))
    rest = list(got)
    missing = 0
    for block in want:
        if block in rest:
            rest.remove(block)
        else:
            missing += 1
    return missing, len(want)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.parent.name)
@pytest.mark.parametrize("variant", EXACT)
def test_a_change_of_white_space_alone_gives_the_same_tree(path, variant):
    text = text_of(path)
    assert unres.parse(VARIANTS[variant](text)) == unres.parse(text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.parent.name)
@pytest.mark.parametrize("variant", sorted(set(VARIANTS) - set(EXACT) - {ONE_LINE}))
def test_a_text_without_a_cue_gives_the_same_blocks(path, variant):
    text = text_of(path)
    missing = [b for b in blocks(text) if b not in blocks(VARIANTS[variant](text))]
    assert missing == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.parent.name)
def test_a_text_on_one_line_keeps_most_blocks(path):
    missing, whole = lost(text_of(path), ONE_LINE)
    assert missing <= LOST_FIXTURE * whole


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.parent.name)
def test_nothing_of_a_variant_is_lost(path, variant):
    """Every visible character stands in the source where the tree says."""
    text = VARIANTS[variant](text_of(path))
    tree = unres.parse(text)
    covered = bytearray(len(text))
    for node in walk(tree):
        for start, end in getattr(node, "runs", ()):
            covered[start:end] = b"\1" * (end - start)
        if type(node).__name__ == "NoteRef":
            covered[node.span.start : node.span.end] = b"\1" * (node.span.end - node.span.start)
    missed = [text[i] for i, seen in enumerate(covered) if not seen and not text[i].isspace()]
    assert missed == []


@given(st.text(alphabet="ab \t\n\r\f", max_size=80))
def test_plain_text_knows_where_each_visible_character_stood(source):
    read = plain.read(source)
    places = [read.origin(at) for at, char in enumerate(read.text) if not char.isspace()]
    assert places == [at for at, char in enumerate(source) if not char.isspace()]


def test_positions_are_those_of_the_source():
    read = plain.read("\ta\r\n\tbc\r\n")
    token = Token("TEXT", "a bc", ((8, 9), (18, 20)))
    assert read.text == "        a\n        bc\n"
    read.restore([token], [])
    assert token.runs == ((1, 2), (5, 7))


@pytest.mark.corpus
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("allowed", [LOST, LOST_ARABIC], ids=["others", "arabic"])
def test_the_corpus_reads_the_same_without_a_cue(variant, allowed):
    arabic = allowed is LOST_ARABIC
    dumps = [p for kind in ("typeset", "real") for p in sorted((CORPUS / kind).rglob("*.txt"))]
    dumps = [path for path in dumps if (path.parent.name == "ar") is arabic]
    if not dumps:
        pytest.skip("needs ../shared/corpus")
    missing = whole = 0
    for path in dumps[:: 2 if arabic else 16]:
        some, all_ = lost(text_of(path), variant)
        missing += some
        whole += all_
    assert missing <= allowed[variant] * whole
