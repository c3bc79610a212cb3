"""Labels: what each may mean, and which continues which."""

from __future__ import annotations

import pytest

from unres.numbering import Reading, continues, han_number, readings, roman, starts


def last_of(labels: list[str], form: str = "()") -> Reading | None:
    """The reading of the last label where each continues the one before it."""
    reading = starts(readings(labels[0], form))
    for label in labels[1:]:
        assert reading is not None, label
        reading = continues(readings(label, form), reading)
    return reading


@pytest.mark.parametrize(
    ("labels", "value"),
    [
        ("1 2 3", 3),
        ("a b c d e f g h i j", 10),
        ("i ii iii iv v vi", 6),
        ("I II III IV", 4),
        ("A B C", 3),
        ("а б в г д е ж з и к", 10),
        ("أ ب ج د هـ و", 6),
        ("ا ب ج", 3),
        ("一 二 三 四 五 六 七 八 九 十 十一", 11),
        ("㈠ ㈡ ㈢", 3),
        ("x y z", None),
        ("a c", None),
        ("i b", None),
    ],
)
def test_each_label_continues_the_one_before(labels, value):
    first, *rest = labels.split()
    if starts(readings(first, "()")) is None:
        assert value is None
        return
    reading = last_of([first, *rest])
    assert (reading.value if reading else None) == value


def test_the_alphabet_goes_on_doubled():
    after_z = readings("aa", "()")
    assert continues(after_z, Reading("latin()", 26)) == Reading("latin()", 27)
    assert continues(readings("ab", "()"), Reading("latin()", 27)) == Reading("latin()", 28)


def test_other_brackets_are_another_sequence():
    first = next(r for r in readings("a", "()") if r.style == "latin()")
    assert continues(readings("b", ")"), first) is None
    assert continues(readings("b", "()"), first) == Reading("latin()", 2)


def test_a_letter_may_be_a_numeral():
    assert {r.style for r in readings("i", "()")} == {"latin()", "roman()"}
    assert starts(readings("i", "()")) == Reading("roman()", 1)


@pytest.mark.parametrize("text", ["", "?", "abc", "двадцать", "〇"])
def test_what_is_no_label_has_no_reading(text):
    assert readings(text, ".") == ()


@pytest.mark.parametrize(
    ("text", "value"), [("XLIV", 44), ("iv", 4), ("xcix", 99), ("IIX", None), ("", None)]
)
def test_roman(text, value):
    assert roman(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("七十三", 73),
        ("十", 10),
        ("二〇三一", 2031),
        ("一百零二", 102),
        ("61", 61),
        ("大会", None),
        ("", None),
    ],
)
def test_han_numbers(text, value):
    assert han_number(text) == value


def test_a_list_that_mixes_the_alphabets_goes_on():
    cyrillic = readings("\u0430", ")")
    first = next(r for r in cyrillic if r.style == "latin)")
    assert continues(readings("b", ")"), first) == Reading("latin)", 2)
