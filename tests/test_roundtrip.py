"""The clean form gives back the tree it was written from, whatever the tree."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import texts, trees

from unres.build import build
from unres.layout.clean import may_be_clean, read_clean
from unres.nodes import Resolution, leaves
from unres.render import render

whole = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read_back(text: str) -> Resolution:
    found = read_clean(text)
    assert found is not None
    return build(found.tokens(), language=found.language, source=text)


@whole
@given(trees)
def test_the_tree_comes_back_and_the_text_with_it(tree):
    text = render(tree)
    back = read_back(text)
    assert back == tree
    assert render(back) == text


@settings(whole, max_examples=150)
@given(trees)
def test_every_character_of_clean_text_is_in_one_leaf(tree):
    text = render(tree)
    owned = [0] * len(text)
    for leaf in leaves(read_back(text)):
        for start, end in leaf.runs:
            assert leaf.span.start <= start < end <= leaf.span.end
            for at in range(start, end):
                owned[at] += 1
    assert all(n == 1 or (n == 0 and c in " \n") for n, c in zip(owned, text, strict=True))


@settings(whole, max_examples=100)
@given(st.text(), texts)
def test_any_text_with_the_mark_is_read(start, rest):
    text = f"{start}\n{'=' * 20}\n\n{rest}\n"
    assert may_be_clean(text)
    found = read_clean(text)
    assert found is not None
    build(found.tokens(), language=found.language, source=text)


def test_a_dump_is_not_taken_for_clean_text():
    assert read_clean("The General Assembly,\n\nDecides to go.\n") is None
