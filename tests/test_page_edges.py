"""What stands where a page ends and the next begins: heads, feet, and notes without a rule."""

from __future__ import annotations

import pytest

import unres
from unres.layout.page import symbols
from unres.nodes import Item, Operative, Preambular, walk

TITLE = "Lights of the outer coasts, of the estuaries and of the harbours that ships make for"
_FRONT = f"""A/RES/91/4

United Nations

General Assembly

Distr.: General
9 May 2031

Ninety-first session
Agenda item 21

Resolution adopted by the General Assembly on 3 May 2031
[on the report of the Second Committee (A/91/417, para. 9)]

91/4. {TITLE}

The General Assembly,

Recalling its resolution 90/2 of 3 May 2030 on the keeping of the lights of all coasts,

"""
_NOTED = """Noting that the keepers of the lights, whom few have thanked, have asked{} for nothing
but oil and wicks, and that {}
{}\f{}of the ships that pass by none has ever written down what it saw in the night{},

1. Decides that the lights shall be kept by all those who live within sight of them;

2. Requests the keepers to report on every light that has gone dark before its time.
"""


def _body(dump: str) -> list[str]:
    kinds = (Preambular, Operative, Item)
    return [node.text for node in walk(unres.parse(dump)) if isinstance(node, kinds)]


def _head(*lines: str) -> str:
    return "".join(line + "\n" for line in lines) + "\n"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            _head(
                "A/RES/91/4",
                "Lights of the",
                "outer coasts, of",
                "the estu\u00ad",
                "aries and of",
                "the harbours",
                "that ships make",
                "for",
            ),
            id="below-its-symbol",
        ),
        pytest.param(
            _head(
                "Lights of the outer",
                "coasts, of the",
                "estuaries",
                "and of the",
                "harbours",
                "that ships",
                "make for A/RES/91/4",
            ),
            id="above-its-symbol",
        ),
    ],
)
def test_a_head_may_be_set_far_narrower_than_the_title(head: str) -> None:
    wide = TITLE.replace(" of the estuaries", "\nof the estuaries").replace(" that", "\nthat")
    front = _FRONT.replace(TITLE, wide)
    assert _body(front + _NOTED.format("", "that", "", head, ""))[1].endswith(
        "oil and wicks, and that that of the ships that pass by none has ever written down"
        " what it saw in the night,"
    )


def test_a_head_whose_words_were_printed_in_pieces_is_one() -> None:
    head = _head(
        *("A/RES/91/4", "", "outer", "", "Lights of the", "coasts, of the", "and", "of", ""),
        *("estuaries", "", "the harbours that ships", "make for"),
    )
    pages = _NOTED.format("", "many", "", head, "")
    assert "and that many of the ships" in _body(_FRONT + pages)[1]


def test_a_head_below_a_title_whose_number_was_printed_inside_of_it() -> None:
    first, last = "Lights of the outer coasts,", "of the estuaries"
    front = _FRONT.replace(f"91/4. {TITLE}", f"{first}\n91/4.\n{last}")
    pages = _NOTED.format("", "many", "", _head("A/RES/91/4", first, last), "")
    assert "and that many of the ships" in _body(front + pages)[1]


def test_a_line_of_a_head_may_begin_with_a_quotation() -> None:
    title = "Decade of lights, \u201cEvery coast\u201d: report of the keepers"
    head = _head(
        "A/RES/91/4", "Decade of lights,", "\u201cEvery coast\u201d:", "report of the keepers"
    )
    pages = _NOTED.format("", "many", "", head, "")
    assert "and that many of the ships" in _body(_FRONT.replace(TITLE, title) + pages)[1]


@pytest.mark.parametrize(
    "line",
    ["the outer coasts, of the estuaries and of the harbours", "harbours that ships make for"],
)
def test_words_of_the_title_below_a_head_without_it_are_the_bodys(line: str) -> None:
    pages = _NOTED.format("", "it is the keepers of", "", f"A/RES/91/4\n\n{line}\n", "")
    assert f"it is the keepers of {line} of the ships" in _body(_FRONT + pages)[1]


def test_the_end_of_the_title_and_of_a_sentence_is_no_head() -> None:
    below = (
        "A/RES/91/4\n\n(a) That no keeper be asked for what it is that has been seen of\n"
        "the estuaries and of the harbours that ships make for;\n\n"
        "(b) That all be written down;\n"
    )
    dump = _FRONT + "1. Decides:\n\f" + below
    assert _body(dump)[-2].endswith("the harbours that ships make for;")


def test_the_beginning_of_the_title_may_be_a_head_that_was_cut() -> None:
    pages = _NOTED.format("", "all", "", _head("A/RES/91/4", "Lights of the outer coasts, of"), "")
    assert "and that all of the ships" in _body(_FRONT + pages)[1]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u3000"])
@pytest.mark.parametrize("foot", ["2/3{}31-20417", "31-20417{}2/3"])
def test_any_space_parts_the_numbers_of_a_foot(foot: str, space: str) -> None:
    pages = _NOTED.format("", "many", f"\n{foot.format(space)}\n", "", "")
    assert "and that many of the ships" in _body(_FRONT + pages)[1]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u3000"])
def test_any_space_parts_a_symbol_from_the_title(space: str) -> None:
    assert symbols.read(f"A/RES/91/4{space}Lights, and lamps") == (
        "A/RES/91/4",
        "Lights, and lamps",
    )


@pytest.mark.parametrize("foot", ["31-20417 2/3", "1See A/C.2/91/7."])
def test_what_follows_a_hyphen_without_its_line_end_is_a_line_of_its_own(foot: str) -> None:
    pages = _NOTED.format("1" * foot.startswith("1"), "", f"with\ufffe{foot}\n", "in sight ", "")
    assert "and that within sight of the ships" in _body(_FRONT + pages)[1]


def test_a_note_without_a_rule_may_stand_a_page_before_its_marker() -> None:
    pages = _NOTED.format("", "many", "1 See A/C.2/91/7.\n", "A/RES/91/4\n\n", "1")
    tree = unres.parse(_FRONT + pages)
    assert [note.text for note in tree.footnotes] == ["See A/C.2/91/7."]
    assert "and that many of the ships" in tree.preamble[1].text
    assert tree.preamble[1].notes[0].marker == "1"


def test_a_note_without_a_rule_whose_marker_is_glued_to_a_number() -> None:
    pages = _NOTED.format(" resolution 88/171, and", "many", "1 See A/C.2/91/7.\n", "", "")
    tree = unres.parse(_FRONT + pages)
    assert [note.text for note in tree.footnotes] == ["See A/C.2/91/7."]


def test_a_single_note_without_a_rule_behind_one_that_was_not_seen() -> None:
    pages = _NOTED.format("2", "many", "2 See A/C.2/91/7.\n", "A/RES/91/4\n\n", "")
    tree = unres.parse(_FRONT + pages)
    assert [note.text for note in tree.footnotes] == ["See A/C.2/91/7."]


@pytest.mark.parametrize("foot", ["1 July 2031.", "1 see below.", "1 See A/C.2/91/7, which"])
def test_what_has_not_the_form_of_a_note_is_none(foot: str) -> None:
    pages = _NOTED.format("", "many", f"{foot}\n", "A/RES/91/4\n\n", "1")
    assert not unres.parse(_FRONT + pages).footnotes


def test_a_note_without_a_rule_goes_on_above_the_first_number_of_the_next_page() -> None:
    pages = _NOTED.format(
        ",1 and written,2 ", "many", "1 See A/C.2/91/7.\n2 Report on lights (A/90/1);\n", "", "3"
    )
    carried = "ibid., Supplement No. 1 (A/91/1).\n3 See A/C.2/91/9.\n"
    tree = unres.parse(_FRONT + pages + carried + "\f3. Decides to come back to the matter.\n")
    assert [note.text for note in tree.footnotes] == [
        "See A/C.2/91/7.",
        "Report on lights (A/90/1); ibid., Supplement No. 1 (A/91/1).",
        "See A/C.2/91/9.",
    ]


def test_the_number_of_the_first_note_may_be_glued_to_a_year() -> None:
    pages = _NOTED.format(",1 and written,2 ", "many", "", "", "")
    notes = "__________________\n12030 Conference on Lights (A/90/1).\n2See A/C.2/91/7.\n"
    tree = unres.parse(_FRONT + pages + notes)
    assert [(note.marker, note.text) for note in tree.footnotes] == [
        ("1", "2030 Conference on Lights (A/90/1)."),
        ("2", "See A/C.2/91/7."),
    ]


def test_a_title_may_end_with_the_words_of_the_formula() -> None:
    title = "Credentials of the keepers sent to the first session of\nthe General Assembly"
    tree = unres.parse(_FRONT.replace(TITLE, title) + _NOTED.format("", "many", "", "", ""))
    assert tree.title is not None
    assert tree.title.text == title.replace("\n", " ")
    assert tree.opening is not None
    assert tree.opening.text == "The General Assembly,"


_NUMBERED = """{front}Noting that the keepers have asked{one} for nothing but oil{two} and wicks,

Noting also that the ships that pass by have paid for none of it,

{foot}
\fA/RES/91/4

1. Decides that the lights shall be kept by all who live within sight of them;

2
\fA/RES/91/4

2. Requests the keepers to report on every light that has gone dark{three} before its time,
and on the days on which nobody came to see to it;

{last}
\fA/RES/91/4

3. Decides to return to the matter when all the lights burn again.

4
"""


def _numbered(foot: str, last: str) -> list[tuple[str | None, str]]:
    marks = {"one": "1", "two": "2", "three": "3"}
    dump = _NUMBERED.format(front=_FRONT, foot=foot, last=last, **marks)
    return [(note.marker, note.text) for note in unres.parse(dump).footnotes]


FIRST = [("1", "A/90/3, annex."), ("2", "Resolution 89/7.")]


def test_numbers_of_notes_below_their_texts_are_no_page_numbers() -> None:
    """The second number would be its page's; but it goes on from the one above it."""
    foot = "A/90/3, annex.\nResolution 89/7.\n3\nSee A/90/5.\n\n1\n2"
    assert _numbered(foot, "3") == [*FIRST, ("3", "See A/90/5.")]


def test_a_page_number_stands_between_a_notes_number_and_its_text() -> None:
    foot = "1\nA/90/3, annex.\n2\nResolution 89/7."
    assert _numbered(foot, "3\n\n3\n\nSee A/90/5.") == [*FIRST, ("3", "See A/90/5.")]


def test_a_page_number_stands_between_a_paragraphs_number_and_its_text() -> None:
    dump = _NUMBERED.format(front=_FRONT, foot="", last="3", one="", two="", three="")
    apart = dump.replace("2\n\f", "\f").replace("1. Decides", "1.\n2\n\nDecides", 1)
    tree = unres.parse(apart)
    assert [(p.label, p.text.split()[0]) for p in tree.operative][:2] == [
        ("1.", "Decides"),
        ("2.", "Requests"),
    ]


def test_a_single_note_stands_on_the_page_behind_its_markers() -> None:
    """Its number is alone on its line, and no rule is printed."""
    dump = _NUMBERED.format(
        front=_FRONT, foot="", one="", two="", three="1", last="3\n\fA/RES/91/4"
    ).replace("\n4\n", "\n1\nSee A/90/5.\n\n5\n")
    tree = unres.parse(dump)
    assert [(note.marker, note.text) for note in tree.footnotes] == [("1", "See A/90/5.")]


def test_the_first_of_a_month_is_no_note() -> None:
    dump = """A/RES/91/4

91/4. Faros de la costa

La Asamblea General,

Aprueba el informe de la Comisión de Faros1.

33a sesión plenaria
1 de diciembre de 2036
1 A/91/606.
"""
    tree = unres.parse(dump)
    assert [(note.marker, note.text) for note in tree.footnotes] == [("1", "A/91/606.")]
    assert tree.adoption is not None
    assert tree.adoption.date == "2036-12-01"
