"""Arabic lines in reading order. Every line is invented; RLE, LRE and PDF are spelled out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unres.layout import broken, embedded, fragments
from unres.layout.arabic import reading_lines
from unres.layout.visual import Turned, clean_arabic, is_visual, turn

RLE, LRE, PDF = "\u202b", "\u202a", "\u202c"

LOGICAL = """إن الجمعية العامة،
إذ تشير إلى القرار المتعلق بالحديقة الكبيرة في القرية البعيدة،
تطلب إلى الأمين العام زيارة الحديقة الجميلة؛
"""
BACKWARD = "\n".join(line[::-1] for line in LOGICAL.split("\n"))


def marked(text: str) -> str:
    """A line as pdftotext prints it: `<...>` for a stretch from left to right."""
    return RLE + text.replace("<", LRE).replace(">", PDF) + PDF


def texts(lines) -> list[str]:
    return [line.text for line in lines]


def test_backward_arabic_is_recognised():
    assert is_visual(BACKWARD)


@pytest.mark.parametrize("text", [LOGICAL, "", "The General Assembly,", "大会，", "12 / 13\n"])
def test_text_in_order_is_not_taken_for_backward(text):
    assert not is_visual(text)


def test_cleaning_folds_forms_and_drops_what_is_not_printed():
    assert clean_arabic("الحديقــة\u200f \ufef7رض ﻫ") == "الحديقة لأرض ه"


def test_cleaning_keeps_signs_digits_and_full_width_forms():
    assert clean_arabic("حديقةً ١٢ ＡＢ") == "حديقةً ١٢ ＡＢ"


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("،)1(2021", "2021(1)،"),
        (" 75/90", "75/90 "),
        ("])A/77/L.11", "A/77/L.11)]"),
        ("October 2023 16", "16 October 2023"),
        (")A( 22-12345", "22-12345 (A)"),
        (" )19-", "-19) "),
        ("2020-2011", "2011-2020"),
        ("- 10", "10 -"),
    ],
)
def test_a_stretch_is_turned_round(seen, read):
    parts = turn(seen, 100)
    assert "".join(part.text for part in parts) == read
    for part in parts:
        for number, char in enumerate(part.text):
            assert seen[part.start + part.step * number - 100] == char


class TestEmbedded:
    def test_chunks_are_read_in_order(self):
        source = marked("القرار < 7/3>بشأن الحديقة<،>")
        assert texts(embedded.lines(source)) == ["القرار 7/3 بشأن الحديقة،"]

    def test_a_label_in_the_right_column_comes_first(self):
        source = "   " + marked("تطلب زيارة الحديقة") + " " * 9 + marked("<-3>")
        assert texts(embedded.lines(source)) == ["3- تطلب زيارة الحديقة"]

    def test_columns_that_are_no_text_are_lines_of_their_own(self):
        source = marked("<A/RES/7/3>") + " " * 20 + marked("حديقة القرية")
        assert texts(embedded.lines(source)) == ["حديقة القرية", "A/RES/7/3"]

    def test_a_lost_sign_does_not_break_its_line(self):
        full = marked("هذا سطر كامل من أسطر الصفحة الأولى في القرار")
        source = "\n".join(
            [full, marked("\u0651"), marked("المجاورة لها"), marked("ترحب بأهل القرية"), full]
        )
        found = texts(embedded.lines(source))
        assert found[1] == "ترحب بأهل القرية المجاورة لها"
        assert len(found) == 3

    def test_a_full_line_under_a_lost_sign_stays_where_it_is(self):
        full = marked("هذا سطر كامل من أسطر الصفحة الأولى في القرار")
        found = texts(embedded.lines("\n".join([marked("\u0651"), full, full])))
        assert found == [clean_arabic(full)] * 2

    def test_page_numbers_are_turned_only_where_all_have_the_same_total(self):
        pages = "\f".join(marked(f"<3/{n}>") for n in (1, 2, 3))
        assert texts(embedded.lines(pages)) == ["1/3", "2/3", "3/3"]
        mixed = "\f".join(marked(f"<{n}>") for n in ("76/179", "3/2"))
        assert texts(embedded.lines(mixed)) == ["76/179", "3/2"]


class TestVisual:
    def test_a_line_is_gathered_from_its_pieces(self):
        pieces = ["،" + "الحديقة"[::-1] + " ", "7", " " + "زيارة"[::-1]]
        assert texts(fragments.visual_lines("\n\n".join(pieces))) == ["زيارة 7 الحديقة،"]

    def test_the_letters_and_digits_of_a_symbol_take_turns(self):
        assert texts(fragments.visual_lines("A/RES/\n\n/\n7 345\n")) == ["A/RES/7/345"]

    def test_a_label_at_the_right_end_comes_first(self):
        source = "تطلب زيارة الحديقة"[::-1] + "\n\n4 -\n\n" + "الجميلة"[::-1]
        assert texts(fragments.visual_lines(source)) == ["4 - تطلب زيارة الحديقة", "الجميلة"]

    def test_a_marker_hangs_on_its_word(self):
        source = "ثم القرية"[::-1] + " )\n\n(2\n\n" + "الحديقة"[::-1]
        assert texts(fragments.visual_lines(source)) == ["الحديقة(2) ثم القرية"]


class TestBroken:
    def test_numbers_and_slashes_go_back_into_their_line(self):
        source = "إذ تشير إلى قرارها59 91\n/\n  المؤرخ3\n  كانون الأول ديسمبر\n/2004\n"
        assert texts(broken.lines(source)) == [
            "إذ تشير إلى قرارها 59/91 المؤرخ 3 كانون الأول/ديسمبر 2004"
        ]

    def test_a_mark_in_front_of_its_line_goes_to_the_end(self):
        assert texts(broken.lines("،إن الجمعية العامة\n")) == ["إن الجمعية العامة،"]

    def test_a_note_begins_a_line_and_a_marker_does_not(self):
        source = "زيارة الحديقة\n(\n1\n)، ثم القرية\n(\n1\n)\n القرار7\n"
        assert texts(broken.lines(source)) == ["زيارة الحديقة(1)، ثم القرية", "(1) القرار 7"]

    def test_a_symbol_is_put_together_beside_what_it_was_glued_to(self):
        source = "الأمم المتحدة7 345\nA/RES/\n/\nالجمعية العامة.: \nDistr General\n"
        assert texts(broken.lines(source)) == [
            "الأمم المتحدة",
            "A/RES/7/345",
            "الجمعية العامة",
            "Distr.: General",
        ]


def assert_ledger(source: str) -> None:
    owners = [0] * len(source)
    for line in reading_lines(source):
        assert line.text
        pieces = line.pieces if isinstance(line, Turned) else ((line.start, line.stop),)
        for start, end in pieces:
            for at in range(start, end):
                owners[at] += 1
    assert [at for at, c in enumerate(source) if not c.isspace() and owners[at] != 1] == []


_ODD = st.sampled_from(
    [
        *(RLE, LRE, PDF, "\u0651", "\u064b", "ـ", "لا", "ةـ", "دنبلا ", " ىلإ", "الـ", "و"),
        *"،.؛()[]/-*:7 \n\f\x0b1A",
        *("12 -", "A/RES/", "7 345", "\n/\n", "\n\n", "Distr General", ".: ", "October"),
    ]
)


@given(st.lists(_ODD, max_size=60).map("".join))
def test_every_visible_character_is_in_exactly_one_line(source):
    assert_ledger(source)


@given(st.lists(_ODD, max_size=60).map("".join))
def test_each_way_of_reading_takes_any_string(source):
    for lines in (embedded.lines, fragments.visual_lines, broken.lines):
        kept = sum(end - start for line in lines(source) for start, end in line.pieces)
        assert kept >= sum(not c.isspace() for c in source)


def test_characters_of_a_turned_line_are_located():
    source = marked("القرار < 7/3>بشأن الحديقة<،>")
    (line,) = embedded.lines(source)
    for offset, char in enumerate(line.text):
        if not char.isspace():
            assert source[line.locate(offset, source)] == char


def test_a_line_of_marks_and_spaces_is_no_empty_line():
    for source in (f"{RLE} ", f"{RLE} \n", f"{RLE} {PDF}\n{RLE}", f"{RLE}\t{RLE} "):
        assert_ledger(source)
