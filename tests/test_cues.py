"""What tells the same where a cue was taken away. Every text is invented."""

from __future__ import annotations

import pytest
from variants import narrow, one_line, single_tabs, without_blank_lines, without_indentation

import unres
from unres.layout.bidi import embedded, fragments
from unres.layout.rewrapped import interrupted, plain, wrapped

RLE, LRE, PDF = "\u202b", "\u202a", "\u202c"


def marked(text: str) -> str:
    """A line as pdftotext prints it: `<...>` for a stretch from left to right."""
    return RLE + text.replace("<", LRE).replace(">", PDF) + PDF


def texts(lines) -> list[str]:
    return [line.text for line in lines]


def column(*texts: str) -> str:
    """Columns side by side, as far apart as on a page."""
    return "          ".join(marked(text) for text in texts)


# -- Arabic with marks of direction ---------------------------------------------------------

FULL = "تشير إلى القرار المتعلق بالحديقة الكبيرة في القرية البعيدة وتطلب زيارة المدينة"
#: The page: a label right of its text, and a line in two halves around a sign.
PAGE = "\n".join(
    [
        column("A/RES/81/9", "الأمم المتحدة"),
        *("     " + marked(FULL) for _ in range(12)),
        "     " + column("تطلب إلى الأمين العام زيارة الحديقة الجميلة في", "<-1>"),
        "                    " + marked("القرية البعيدة؛"),
        "                                     " + marked("البيت الصغير َّ"),
        "     " + marked("في الحديقة الجميلة وحدها"),
        "     " + marked(FULL),
    ]
)


@pytest.mark.parametrize("taken", [without_indentation, single_tabs, narrow, one_line])
def test_a_label_in_the_right_column_is_read_before_its_text(taken):
    lines = texts(_read_arabic(taken(PAGE)))
    assert "1- تطلب إلى الأمين العام زيارة الحديقة الجميلة في" in lines


@pytest.mark.parametrize("taken", [without_indentation, narrow, one_line])
def test_halves_around_a_sign_are_one_line(taken):
    lines = texts(_read_arabic(taken(PAGE)))
    assert "البيت الصغير في الحديقة الجميلة وحدها" in lines


def _read_arabic(source: str):
    source = plain.read(source).text
    on_one_line = "\n" not in source
    return embedded.lines(wrapped.embedded(source) if on_one_line else wrapped.rejoined(source))


def test_a_wrapped_line_of_embeddings_is_whole_again():
    text = narrow("\n".join("     " + marked(FULL) for _ in range(4)))
    assert [line.strip() for line in wrapped.rejoined(text).split("\n")] == [marked(FULL)] * 4


def test_lines_of_embeddings_that_were_not_wrapped_stay():
    assert wrapped.rejoined(PAGE) == PAGE


# -- Arabic in visual order -----------------------------------------------------------------

LINE = "تشير إلى القرار المتعلق بالحديقة الكبيرة في القرية البعيدة"
PIECES = [
    *(LINE[::-1] for _ in range(20)),
    "2021",
    "القرار المتعلق بالحديقة الكبيرة في القرية"[::-1],
    LINE[::-1],
]


def test_a_number_joins_its_line_where_the_ends_lost_their_spaces():
    found = texts(fragments.visual_lines("\n\n".join(PIECES)))
    assert found[20] == "القرار المتعلق بالحديقة الكبيرة في القرية 2021"
    assert found[21] == LINE


def test_a_number_joins_no_line_that_is_full():
    pieces = [*(LINE[::-1] for _ in range(24)), "2021", LINE[::-1]]
    assert texts(fragments.visual_lines("\n\n".join(pieces)))[23] == LINE


# -- labels behind the first line of their text -----------------------------------------------

HEAD = """Генеральная Ассамблея,

ссылаясь на свои резолюции о маяках,

1. предлагает государствам, имеющим берега и острова, на которых нет ни одного маяка:

"""
POINTS = """строить башни из камня, добытого поблизости, и приглашать для этого мастеров

a)

из других стран;

учить смотрителей ремеслу, так чтобы в каждом порту был хотя бы один человек,

b)

который умеет зажигать огонь, чистить стекло и вести журнал погоды и прохода судов.
"""


@pytest.mark.parametrize("taken", [str, without_blank_lines, one_line])
def test_a_label_behind_the_first_line_goes_back(taken):
    tree = unres.parse(taken(HEAD + POINTS))
    points = tree.operative[0].children
    assert [(p.label, p.text.split()[0], p.text.split()[-1]) for p in points] == [
        ("a)", "строить", "стран;"),
        ("b)", "учить", "судов."),
    ]


def test_a_label_that_cites_interrupts_nothing():
    text = "Recalling; The rules on lamps, oil and glass of the harbours, set out in item (b) of it"
    assert list(interrupted.find(text, 0, capitals=True)) == []


# -- texts on one line --------------------------------------------------------------------------

RESOLUTION = """United Nations A/RES/81/9
General Assembly Distr.: General
Resolution adopted by the General Assembly on 17 December 2038
[on the report of the Second Committee (A/81/9, para. 4)]
81/9. Lamps and oil
{opening}
{body}
58th plenary meeting
17 December 2038
"""
ENDORSING = """Endorses the plan for lamps that the keepers of all harbours of the region
made in 2038, which is contained in the annex to the present resolution."""
CITING = """Recalling its resolutions 77/253 of 3 May 2033 and 75/253 of 9 May 2034 on oil,
1. Requests the Secretary-General to report;
2/3
2. Decides to remain seized of the matter.
3/3"""


def test_an_opening_without_its_comma_is_found_on_one_line():
    text = RESOLUTION.format(opening="The General Assembly", body=ENDORSING)
    tree = unres.parse(one_line(text))
    assert tree.symbol == "A/RES/81/9"
    assert tree.title.text == "Lamps and oil"
    assert tree.opening.text == "The General Assembly"


def test_a_body_without_opening_begins_at_a_lead_word_on_one_line():
    tree = unres.parse(one_line(RESOLUTION.format(opening="", body=CITING)))
    assert tree.title.text == "Lamps and oil"
    assert [p.text for p in tree.preamble] == [CITING.partition("\n")[0]]


def test_what_cites_a_resolution_is_no_page_number_on_one_line():
    tree = unres.parse(one_line(RESOLUTION.format(opening="The General Assembly,", body=CITING)))
    assert [p.text for p in tree.preamble] == [CITING.partition("\n")[0]]
    assert [p.text for p in tree.operative] == [
        "Requests the Secretary-General to report;",
        "Decides to remain seized of the matter.",
    ]


# -- narrow texts ---------------------------------------------------------------------------------

WIDE = "of the keepers of all lamps in the harbours of the region and on the islands beyond it"


def test_narrow_markdown_is_wide_again():
    notes = "- 1 Resolution 217 A (III), annex.\n\n- 2 Report of the keepers, chapter on oil.\n"
    body = "".join(f"{n}. Calls for a report {WIDE};\n\n" for n in range(1, 20))
    text = f"<!-- image -->\n\nThe General Assembly,\n\n{body}{notes}"
    assert unres.parse(narrow(text)) == unres.parse(text)


def test_a_page_number_ends_a_narrow_line():
    page = "{}. Requests the Secretary-General to submit a report that speaks at some length\n{}.\n"
    foot = "\nLamps and oil A/RES/81/9\n{}/9\n\f"
    body = "".join(page.format(n, WIDE) + foot.format(n + 1) for n in range(1, 9))
    text = f"The General Assembly,\n{body}"
    assert [p.text for p in unres.parse(narrow(text)).operative] == [
        p.text for p in unres.parse(text).operative
    ]
