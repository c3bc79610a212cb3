"""Which numbers are footnote markers: each dump is of our own invention."""

from __future__ import annotations

import pytest

import unres

_EN = """A/RES/91/4

91/4. Keeping of lights

The General Assembly,

Recalling its resolution 90/2 on the keeping of lights,1

{}

2. Decides to come back to the matter.3

__________________

1 A/90/21.
2 A/91/7.
3 Decision 3/CP.41.
"""

_RU = """A/RES/91/4

91/4. Содержание маяков

Генеральная Ассамблея,

ссылаясь на Хартию маяков1, Протокол2и Договор3 о содержании маяков,

1. постановляет содержать маяки.

__________________

1 A/90/21.
2 A/91/7.
3 A/91/8.
"""

_ES = """A/RES/91/4

91/4. Cuidado de los faros

La Asamblea General

1. Aprueba la suma de 40 lámparas para los faros de la costa;

2. Decide que, si la suma establecida en el párrafo 1 fuera insuficiente, se enciendan otras.
"""

_ZH = """A/RES/91/4

91/4. 灯塔的看守

大会，

回顾其关于看守灯塔的决议，1

1. 回顾看守人报告第十一.2 段，请各港口注意；

2. 决定论坛由 10 名看守人组成：3 名看守人由各港口提名。

__________________

1 A/90/21。
2 A/91/7。
3 A/91/8。
"""


def _markers(dump: str) -> list[tuple[str, str]]:
    """Each marker of the body with the last characters of the text before it."""
    res = unres.parse(dump)
    return [
        (note.marker, block.text[: note.offset].rstrip()[-6:])
        for block in unres.walk(res)
        if hasattr(block, "notes") and hasattr(block, "text")
        for note in block.notes
    ]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("1. Welcomes the Plan for Lights 2031–2040.2 We light them all;", "–2040."),
        ("1. Recalls paragraph VIII.1742 of the report of the Board;", "II.174"),
        ("1. Recalls decision GC.18/Res.192 of the Board of lights;", "Res.19"),
        ("1. Honours the at least 565 2 keepers who drowned;", "st 565"),
    ],
)
def test_a_marker_behind_a_number(text, before):
    assert ("2", before) in _markers(_EN.format(text))


@pytest.mark.parametrize(
    "text",
    [
        "1. Notes that 40.2 per cent are dark;",
        "1. Notes that 565 238 ships came;",
        "1. Notes the propos2tion of keepers;",
    ],
)
def test_a_part_of_a_number_is_no_marker(text):
    assert [marker for marker, _ in _markers(_EN.format(text))] == ["1", "3"]


def test_a_note_may_begin_with_a_word_that_begins_as_a_month_does():
    footnotes = unres.parse(_EN.format("1. Notes the report;2")).footnotes
    assert [note.text for note in footnotes] == ["A/90/21.", "A/91/7.", "Decision 3/CP.41."]


def test_a_marker_that_lost_the_space_behind_it():
    assert _markers(_RU) == [("1", "маяков"), ("2", "отокол"), ("3", "оговор")]


def test_where_there_are_no_notes_a_number_between_words_is_no_marker():
    assert _markers(_ES) == []


def test_a_chinese_measure_word_behind_a_space_makes_a_number_no_marker():
    assert [marker for marker, _ in _markers(_ZH)] == ["1"]
