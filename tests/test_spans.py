from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unres.spans import LineIndex, Span, hull

LINES = st.text(alphabet="ab\n\r\f\u2028", max_size=60)


@given(LINES)
def test_every_offset_counts_as_an_editor_would(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        before = text[:offset]
        line, column = index.position(offset)
        assert line == index.line(offset) == before.count("\n") + 1
        assert column == offset - (before.rfind("\n") + 1) + 1


def test_the_line_feed_belongs_to_the_line_that_it_ends() -> None:
    assert LineIndex("ab\ncd").position(2) == (1, 3)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([], (0, 0)),
        ([(3, 7)], (3, 7)),
        ([(3, 7), (9, 12)], (3, 12)),
        ([(9, 12), (3, 7)], (3, 12)),
        ([(0, 2), (5, 6), (1, 9)], (0, 9)),
    ],
)
def test_hull_covers_runs_in_any_order(runs: list[tuple[int, int]], expected: Span) -> None:
    assert hull(runs) == expected
