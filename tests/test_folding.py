"""Lines folded to a width, and back; tables in columns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from unres.folding import columns, folded, joint
from unres.grid import drawn


def unfolded(lines):
    whole = ""
    for line in lines:
        whole += joint(whole, line) + line
    return whole


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.one_of(
        texts, st.text("ab 大会，。（「\u3000éب\u0301 ").map(lambda t: " ".join(t.split(" ")))
    ),
    st.integers(1, 30),
    st.integers(0, 8),
    st.integers(0, 8),
)
def test_a_folded_line_comes_back(text, width, hang, first):
    text = " ".join(part for part in text.split(" ") if part)
    lines = folded(text, width, hang, first)
    assert unfolded(lines) == text
    assert all(lines) or lines == [""]
    for number, line in enumerate(lines):
        room = width - (hang if number else first)
        assert columns(line) <= room or len(folded(line, 1)) == 1


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Decides to light them", 10, ["Decides to", "light them"]),
        ("Incomprehensibilities, all", 8, ["Incomprehensibilities,", "all"]),
        ("决定修理所有的灯", 8, ["决定修理", "所有的灯"]),
        ("决定修理，所有的灯", 8, ["决定修", "理，所有", "的灯"]),  # no comma begins a line
        ("决定（修理所有的灯）", 6, ["决定", "（修理", "所有的", "灯）"]),  # no bracket ends one
        ("第 91/14 号决议", 8, ["第 91/14", "号决议"]),
        ("一、 灯", 2, ["一、 灯"]),  # folded here, the space would be lost
        ("تدعو جميع الدول إلى صيانة", 12, ["تدعو جميع", "الدول إلى", "صيانة"]),
        ("a\u00a0b c", 2, ["a\u00a0b", "c"]),
        (
            "e\u0301e\u0301 e\u0301e\u0301",
            5,
            ["e\u0301e\u0301 e\u0301e\u0301"],
        ),  # marks take no room
    ],
)
def test_where_a_line_is_folded(text, width, lines):
    assert folded(text, width) == lines


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 0),
        ("Île", 3),
        ("灯塔", 4),
        ("（a）", 5),
        ("e\u0301", 1),
        ("ج\u064f", 1),
        ("\u200fa", 1),
    ],
)
def test_columns_of_a_terminal(text, size):
    assert columns(text) == size


def test_a_table_is_aligned_by_columns():
    rows = [["Island", "灯"], ["北礁", ""], ["A row of one cell"], []]
    assert drawn(rows) == [
        "| Island | 灯 |",
        "| 北礁   |    |",
        "| A row of one cell |",
        "|",
    ]


def test_a_table_that_does_not_fit_has_rows_of_several_lines():
    rows = [["Skerry of the far North", "2"], ["South", ""]]
    assert drawn(rows, 22) == [
        "|----------------+---|",
        "| Skerry of the  | 2 |",
        "| far North      |   |",
        "|----------------+---|",
        "| South          |   |",
        "|----------------+---|",
    ]
    assert drawn(rows, 40) == drawn(rows)


def test_a_table_of_long_words_is_wider_than_asked():
    lines = drawn([["Incomprehensibilities", "Incomprehensibilities"]], 20)
    assert lines == ["| Incomprehensibilities | Incomprehensibilities |"]


def test_one_long_cell_does_not_fill_up_its_column():
    lines = drawn([["a" * 500, "b"], ["c", "d"]])
    assert lines[0] == f"| {'a' * 500} | b |"
    assert lines[1] == f"| c{' ' * 59} | d |"


def test_more_columns_than_can_fit_are_left_as_they_are():
    rows = [["many words here"] * 12]
    assert drawn(rows, 40) == drawn(rows)
