"""How findings are shown: the caret stands under what it points at."""

from __future__ import annotations

import pytest
from attrs import evolve

from unres.diagnostics import diagnose
from unres.exchange.findings import to_text, width
from unres.spans import Span


def shown(source, start, end):
    found = [diagnose("lost-glyph", Span(start, end), "x")]
    _, line, carets = to_text(found, "f", source, colours=False).splitlines()
    return line, carets


@pytest.mark.parametrize("before", ["abc ", "会议报告", "нота ", "\t\t", "e\u0301tat ", "x" * 300])
def test_the_caret_stands_under_its_text(before):
    source = f"first\n{before}§§ and more\nlast"
    at = source.index("§")
    line, carets = shown(source, at, at + 2)
    assert width(line[: line.index("§")]) == carets.index("^")
    assert carets.count("^") == 2


def test_a_wide_character_has_two_carets():
    assert shown("会议", 1, 2)[1].endswith("|   ^^")


def test_a_line_from_right_to_left_turns_its_carets_with_it():
    line, carets = shown("الجمعية العامة", 3, 4)
    assert carets.split("| ")[1] == "\u200f   ^\u200f"
    assert "الجمعية" in line


def test_an_empty_span_at_the_end_still_has_a_caret():
    assert shown("abc", 3, 3)[1].endswith("|    ^")


def test_control_characters_are_shown_as_pictures():
    line, _ = shown("a\x07b\x1b[31mc", 1, 2)
    assert "\x07" not in line
    assert "\x1b" not in line
    assert "a\u2407b" in line


def test_colours_only_when_asked():
    found = [diagnose("lost-glyph", Span(0, 1), "x")]
    assert "\x1b[31m" in to_text(found, "f", "abc", colours=True)
    assert "\x1b" not in to_text(found, "f", "abc", colours=False)


def test_a_fix_is_told_below_what_it_mends():
    found = evolve(diagnose("lost-glyph", Span(0, 1), "x"), fix="a for x")
    assert to_text([found], "f", "abc", colours=False).endswith("= fix: a for x\n")
    assert "fix:" not in to_text([evolve(found, fix=None)], "f", "abc", colours=False)
