"""Arabic lines in reading order. Every line is invented; RLE, LRE and PDF are spelled out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unres.layout.bidi import broken, embedded, fragments
from unres.layout.bidi.arabic import reading_lines
from unres.layout.bidi.visual import Turned, clean_arabic, is_visual, turn

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

    def test_a_running_head_is_no_part_of_the_line_below_it(self):
        source = "الحديقة،"[::-1] + "\n\f\nA/RES/7/345\n\n " + "زيارة القرية"[::-1]
        assert texts(fragments.visual_lines(source))[1:] == ["A/RES/7/345", "زيارة القرية"]

    def test_a_label_below_an_end_belongs_to_the_line_before_that(self):
        goes_on = (" " + "تطلب إلى أهل القرية زيارة"[::-1], " " + "تشكر لأهل القرية عناية"[::-1])
        source = f"{goes_on[1]}\n\n{goes_on[0]}\n\n" + "بالحديقة؛"[::-1] + "\n5- \n\n"
        assert texts(fragments.visual_lines(source)) == [
            "تشكر لأهل القرية عناية",
            "بالحديقة؛",
            "5- تطلب إلى أهل القرية زيارة",
        ]

    def test_a_label_below_a_line_of_its_own_paragraph_stays(self):
        source = " " + "في كل عام زيارة"[::-1] + "\n\n" + "تطلب العناية؛"[::-1] + "\n5- \n\n"
        assert texts(fragments.visual_lines(source))[-1] == "5- تطلب العناية؛"

    def test_the_letter_that_a_sign_carries_along_is_no_letter_of_the_word(self):
        seen = ["تسلّسم", "مجدّس دا", "محسّس نة"]
        read = ["تسلّم", "مجدّدا", "محسّنة"]
        assert texts(fragments.visual_lines("\n\n".join(word[::-1] for word in seen))) == read

    def test_a_sign_on_any_letter_carries_none_along(self):
        words = ["تسلّم", "مجدّدا", "محسّنة", "مقسّمة"]
        assert texts(fragments.visual_lines("\n\n".join(word[::-1] for word in words))) == words


class TestBroken:
    def test_numbers_and_slashes_go_back_into_their_line(self):
        source = "إذ تشير إلى قرارها59 91\n/\n  المؤرخ3\n  كانون الأول ديسمبر\n/2004\n"
        assert texts(broken.lines(source)) == [
            "إذ تشير إلى قرارها 59/91 المؤرخ 3 كانون الأول/ديسمبر 2004"
        ]

    def test_a_mark_in_front_of_its_line_goes_to_the_end(self):
        assert texts(broken.lines("،إن الجمعية العامة\n")) == ["إن الجمعية العامة،"]

    def test_a_head_whose_symbol_is_glued_to_its_title_is_two_lines(self):
        for head, read in (
            ("A/RES/7/345حديقة القرية", ["A/RES/7/345", "حديقة القرية"]),
            ("حديقة القريةA/RES/7/345", ["حديقة القرية", "A/RES/7/345"]),
        ):
            assert texts(broken.lines(f"،الحديقة\n\f{head}\n القرية\n"))[1:3] == read

    def test_a_number_before_a_dash_and_words_begins_a_line(self):
        source = " إلى الساعة21:00، في القرية؛\n2\n- تطلب زيارة الحديقة؛\n"
        assert texts(broken.lines(source))[-1] == "2 - تطلب زيارة الحديقة؛"

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


class TestDoubled:
    """A font that prints a sign with a copy of its letter, beside the word or in it."""

    HALVES = "\n".join(
        map(
            marked,
            (
                "تقرر الجمعية العامة أن تحتفل كل سنة بيوم الحديقة العامة في القرية",
                "َّج",
                "المعَّجل في القرية الكبيرة",
                "إذ تؤكد من جديد أن العمل",
            ),
        )
    )

    def test_a_copy_on_a_line_of_its_own_turns_the_halves_around_it(self):
        assert texts(embedded.lines(self.HALVES))[1:] == [
            "إذ تؤكد من جديد أن العمل المعَّجل في القرية الكبيرة"
        ]
        assert_ledger(self.HALVES)

    def test_a_running_head_beside_its_symbol_makes_no_columns(self):
        head = marked("حديقة القرية") + marked("<A/RES/7/3>") + "\n"
        lines = texts(embedded.lines(head + self.HALVES))
        assert lines[-1] == "إذ تؤكد من جديد أن العمل المعَّجل في القرية الكبيرة"

    def test_a_copy_at_the_end_of_a_line_is_left_out(self):
        source = "\n".join(
            marked(line)
            for line in (
                "تقرر الجمعية العامة أن تحتفل كل سنة بيوم الحديقة العامة في القرية",
                "وإذ تسلم بما ِّد",
                "يقِّدمه أهل القرية",
            )
        )
        assert texts(embedded.lines(source))[1:] == ["وإذ تسلم بما يقِّدمه أهل القرية"]

    def test_copies_tell_which_line_goes_on_with_which(self):
        first = self.HALVES.partition("\n")[0] + "\n"
        source = "\n".join(map(marked, ("أشّد الأخطار التي ِّد", "للعديد منها ّد", "تهِّدد بقاء القرية")))
        assert texts(embedded.lines(first + source))[1:] == [
            "للعديد منها أشّد الأخطار التي تهِّدد بقاء القرية"
        ]
        assert_ledger(first + source)

    def test_a_copy_joins_halves_that_a_blank_line_parts(self):
        first = self.HALVES.partition("\n")[0] + "\n\n"
        source = marked("أّن زيارة القرية") + "\n" + marked("تكرر التأكيد على ّن")
        assert texts(embedded.lines(first + source))[1:] == ["تكرر التأكيد على أّن زيارة القرية"]

    def test_a_half_may_stand_above_the_one_that_is_read_before_it(self):
        source = "\n".join(
            (
                marked("حديقة القرية") + " " * 19 + marked("<A/RES/7/3>"),
                "",
                marked("أّن زيارة القرية والحديقة"),
                " " * 27 + marked("تكرر التأكيد على ّن"),
                marked("تجعل أهلها سعداء على مدار السنة كلها وعلى الدوام؛"),
            )
        )
        assert texts(embedded.lines(source))[2:] == [
            "تكرر التأكيد على أّن زيارة القرية والحديقة",
            "تجعل أهلها سعداء على مدار السنة كلها وعلى الدوام؛",
        ]
        assert_ledger(source)

    def test_a_letter_that_stands_in_no_word_near_by_stays(self):
        source = marked("تقرر أن ُت عقد حوارات") + "\n" + marked("في القرية ُت")
        assert texts(embedded.lines(source))[1] == "في القرية ُت"

    def test_what_is_doubled_again_and_again_is_read_once(self):
        source = marked("ُتُتمنح الجائزة وُتُتقبل الترشيحات ثم ُتُتعلن")
        assert texts(embedded.lines(source)) == ["ُتمنح الجائزة وُتقبل الترشيحات ثم ُتعلن"]
        assert_ledger(source)

    def test_the_second_time_a_sign_may_be_two(self):
        source = marked("الُقُُقطرية والُتُُتعلن وعالُيُُي")
        assert texts(embedded.lines(source)) == ["الُُقطرية والُُتعلن وعالُُي"]
        assert_ledger(source)

    def test_a_syllable_that_a_word_says_twice_stays(self):
        source = marked("أصابه خَلَل")
        assert texts(embedded.lines(source)) == ["أصابه خَلَل"]


class TestMoved:
    """An extractor that prints the end of a piece in front of it."""

    #: Lines that go on begin with the space at their end; labels and markers are in two pieces.
    GOES_ON = " وإذ تشير إلى الحديقة الكبيرة في\n وإذ تشير إلى القرية البعيدة عن\n"
    LABELS = "1\n- \n تطلب زيارة الحديقة وما\nفيها؛\n2\n- \n تقرر زيارة القرية وما\nفيها؛\n3\n- \n"

    def read(self, source: str) -> list[str]:
        whole = self.GOES_ON * 2 + source + "\n" + self.LABELS
        assert_ledger(whole)
        lines = texts(reading_lines(whole))
        return lines[4 : lines.index("1 -")]

    @pytest.mark.parametrize(
        ("printed", "read"),
        [
            ("،في القرية", ["في القرية،"]),
            ("؛“في القرية", ["في القرية“؛"]),
            (" البند7 من جدول الأعمال)س( ", ["البند 7 (س) من جدول الأعمال"]),
            (
                " زارت القرية في9\n ديسمبر/ كانون الأول2021",
                ["زارت القرية في 9 كانون الأول/ديسمبر 2021"],
            ),
            ("الحديقة(\n7)، والقرية", ["الحديقة(7)، والقرية"]),
            (
                "-كوفيد( جائحة فيروس19\n  التي انتشرت في القرية)",
                ["جائحة فيروس (كوفيد-19) التي انتشرت في القرية"],
            ),
            (" حديقة القرية”  والمعنون", ["والمعنون ”حديقة القرية"]),
            (
                "( بناء على التقرير[\nA/7/3\n ، الفقرة9\n])",
                ["[بناء على التقرير (A/7/3 ، الفقرة 9)]"],
            ),
            ("حديقة القرية\nA/RES/7/3", ["حديقة القرية", "A/RES/7/3"]),
            ("____________\n(\n1)\n القرار", ["____________", "(1) القرار"]),
            (
                "____________\n(\n1)\nA/7/3\n(\n2)\n.القرار",
                ["____________", "(1)A/7/3", "(2) القرار."],
            ),
        ],
    )
    def test_what_was_printed_first_goes_to_its_end(self, printed, read):
        assert self.read(printed) == read

    def test_a_line_without_a_space_at_its_end_is_the_last_of_its_paragraph(self):
        lines = reading_lines(self.GOES_ON * 3 + "،إلى البحر\n" + self.GOES_ON + self.LABELS)
        assert [line.gap for line in lines[:8]] == [-1, 0, 0, 0, 0, 0, 0, 1]


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
        *("َّج", "ًاًا", "\n1\n-\n", "\n(\n1)\n", "-كوفيد( ", ")س( ", "“", "”", "ديسمبر/ كانون"),
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
