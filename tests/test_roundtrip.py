"""The clean form gives back the tree it was written from, whatever the tree and the layout."""

from __future__ import annotations

from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import EXAMPLES, LANGUAGE_CODES, documents, plausible, texts, trees

import unres
from unres import nodes
from unres.build import build
from unres.layout.rendered.clean import may_be_clean, read_clean
from unres.nodes import Resolution, leaves, walk
from unres.render import render

SHARED = Path(__file__).parents[2] / "shared"

whole = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
layouts = st.fixed_dictionaries(
    {
        "width": st.none() | st.integers(20, 100),
        "notes": st.sampled_from(("end", "paragraph")),
    }
)


def read_back(text: str) -> Resolution:
    found = read_clean(text)
    assert found is not None
    return build(found.tokens(), language=found.language, source=text)


def check(tree: Resolution, **layout: object) -> None:
    """What holds of every tree: `parse` is `render`'s inverse, and writing twice is idle."""
    text = render(tree, **layout)
    back = unres.parse(text)
    assert back == tree
    assert render(back, **layout) == text


@whole
@given(documents(), layouts)
def test_a_document_comes_back_from_any_layout_and_from_json(tree, layout):
    check(tree, **layout)
    assert unres.from_json(unres.to_json(tree)) == tree


LOOKALIKES = ["=" * 20, "_" * 20, "- 20 -", "{text}", "[1] Note.", "| a |", "A"]


@pytest.mark.parametrize("words", LOOKALIKES)
def test_texts_that_look_like_parts_of_the_form_come_back(words):
    """Every block that can hold them does, behind one another and as the last of the body."""
    prose = {"text": words}
    body = (
        nodes.Opening(**prose),
        nodes.Preambular(**prose),
        nodes.Operative(**prose, children=(nodes.Item(**prose), nodes.Text(**prose))),
        nodes.Text(**prose),
        nodes.Heading(**prose),
        nodes.Section(heading=nodes.Heading(**prose)),
        nodes.Adoption(**prose),
        nodes.Part(heading=nodes.Heading(**prose)),
    )
    tree = Resolution(
        language="en",
        masthead=nodes.Masthead(fields=(nodes.Field(**prose, kind="organ"),)),
        title=nodes.Title(**prose),
        body=body,
        annexes=(nodes.Annex(heading=nodes.Heading(**prose)),),
        footnotes=(nodes.Footnote(**prose, marker="1"),),
    )
    for last in range(len(body) + 1):
        for annexes in ((), tree.annexes):
            for width in (None, 20):
                check(evolve(tree, body=body[:last], annexes=annexes), width=width)


@settings(whole, max_examples=min(EXAMPLES, 100))
@given(documents())
def test_layouts_of_one_tree_say_the_same(tree):
    plain = read_clean(render(tree))
    assert plain.says_the_same(read_clean(render(tree, width=30)))
    assert not plain.says_the_same(read_clean(render(tree).replace("=\n", "=\n\nMore words.\n")))


@settings(whole, max_examples=min(EXAMPLES, 100))
@given(trees)
def test_what_the_build_makes_of_any_tokens_comes_back(tree):
    text = render(tree)
    assert read_back(text) == tree
    assert render(read_back(text)) == text


@settings(whole, max_examples=min(EXAMPLES, 100))
@given(st.one_of(trees, documents()), layouts)
def test_every_character_of_clean_text_is_in_one_leaf(tree, layout):
    text = render(tree, **layout)
    owned = [0] * len(text)
    for leaf in leaves(read_back(text)):
        for start, end in leaf.runs:
            assert leaf.span.start <= start < end <= leaf.span.end
            for at in range(start, end):
                owned[at] += 1
    assert all(n == 1 or (n == 0 and c in " \n") for n, c in zip(owned, text, strict=True))


@settings(whole, max_examples=min(EXAMPLES, 100))
@given(st.text(), texts)
def test_any_text_with_the_mark_is_read(start, rest):
    text = f"{start}\n{'=' * 20}\n\n{rest}\n"
    assert may_be_clean(text)
    found = read_clean(text)
    assert found is not None
    build(found.tokens(), language=found.language, source=text)


def test_a_dump_is_not_taken_for_clean_text():
    assert read_clean("The General Assembly,\n\nDecides to go.\n") is None


def test_the_strategy_writes_every_class_of_node_in_every_language():
    seen = Counter()

    @settings(whole, max_examples=200)
    @given(plausible())
    def look(tree):
        seen.update((tree.language, type(node).__name__) for node in walk(tree))

    look()
    kinds = {
        cls.__name__
        for cls in vars(nodes).values()
        if isinstance(cls, type) and issubclass(cls, nodes.Node)
    }
    assert kinds - {kind for _, kind in seen} == {"Node", "Prose", "Furniture", "Repair"}
    assert {language for language, _ in seen} == set(LANGUAGE_CODES)


@pytest.mark.corpus
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="../shared/corpus is absent")
def test_every_dump_comes_back_from_every_layout():
    thorough = EXAMPLES >= 2000  # else every fourth dump, in one layout each
    dumps = sorted((SHARED / "corpus").rglob("*.txt"))[:: 1 if thorough else 4]
    layouts = [{}, {"width": 72}, {"notes": "paragraph"}, {"width": 40, "notes": "paragraph"}]
    assert dumps
    for number, dump in enumerate(dumps):
        tree = unres.read(dump)
        for layout in layouts if thorough else layouts[number % 4 :][:1]:
            check(tree, **layout)


@pytest.mark.corpus
@pytest.mark.skipif(not (SHARED / "akn").is_dir(), reason="../shared/akn is absent")
def test_every_marked_up_document_comes_back_from_every_layout():
    akn = pytest.importorskip("unres.exchange.akn")
    files = sorted((SHARED / "akn").rglob("*.xml"))[:: 1 if EXAMPLES >= 2000 else 4]
    layouts = cycle(({}, {"width": 72}, {"notes": "paragraph"}))
    assert files
    for file, layout in zip(files, layouts, strict=False):
        check(akn.from_akn(file), **layout)
