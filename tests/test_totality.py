"""Any string is read, and nothing of it is lost: what the whole parse promises of any input."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz.promises import lost_or_doubled
from fuzz.vocabulary import BITS, REPEATED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unres import parse, render

FIXTURES = sorted(Path(__file__).parents[1].glob("fixtures/*/*/source.txt"))

whole = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
dumps = st.lists(
    st.tuples(st.sampled_from(BITS), st.sampled_from(("\n", "\n", "\n", " ", "\n\n", "\f", ""))),
    max_size=30,
).map(lambda parts: "".join(bit + end for bit, end in parts))


def check(text: str) -> None:
    res = parse(text)
    assert res.source == text
    assert lost_or_doubled(text, res) == []
    clean = render(res)
    again = parse(clean)
    assert again == res
    assert render(again) == clean


@settings(whole, max_examples=150)
@given(st.text(max_size=200))
def test_any_string_is_read_whole(text):
    check(text)


@settings(whole, max_examples=250)
@given(dumps)
def test_any_lines_in_any_order_are_read_whole(text):
    check(text)


@pytest.mark.parametrize("unit", REPEATED, ids=lambda unit: ascii(unit)[1:25])
def test_one_thing_over_and_over_is_read_whole(unit):
    check((unit * 3000)[:6000])


@pytest.mark.parametrize("source", FIXTURES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_shuffled_lines_are_read_whole(source):
    lines = source.read_bytes().decode("utf-8", "replace").splitlines(keepends=True)
    random.Random(source.parent.name).shuffle(lines)
    check("".join(lines))
