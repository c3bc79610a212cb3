"""Where headings, unstopped numbers and tables of words begin and end."""

from __future__ import annotations

import unres
from unres.nodes import Heading, Table, Text, walk

_HEAD = """A/RES/91/4

91/4. Keeping of lights

The General Assembly,

Recalling its resolution 90/2,

1. Decides to keep the lights of all coasts that ships pass by night;
2. Requests the keepers to report on every light that has gone dark;
{}
4. Calls upon ships to report what lights they have seen at sea;
5. Decides to come back to the matter.

41st plenary meeting
3 May 2031

{}"""


def _texts(dump: str, kind: type) -> list[str]:
    return [node.text for node in walk(unres.parse(dump)) if isinstance(node, kind)]


def test_a_number_without_its_stop_begins_a_block_between_its_neighbours() -> None:
    res = unres.parse(_HEAD.format("3 Invites the keepers to write down every ship;", ""))
    assert [p.label for p in res.operative] == ["1.", "2.", "4.", "5."]
    assert "every ship" not in res.operative[1].text


def test_a_number_that_continues_nothing_begins_none() -> None:
    lines = (
        "3. Invites the keepers to write down every ship of more than\n12 Decides that it carries;"
    )
    res = unres.parse(_HEAD.format(lines, ""))
    assert [p.label for p in res.operative] == ["1.", "2.", "3.", "4.", "5."]


def test_the_title_of_an_annex_may_be_long() -> None:
    annex = (
        "Annex\n\nGuidelines for the keeping of lights on coasts that ships pass by at night,\n"
        "for the ports that these leave and reach, and for the keepers of both kinds of lights\n\n"
        "1. A light is kept by a keeper.\n\n2. A keeper is kept by a light.\n"
    )
    found = _texts(_HEAD.format("", annex), Heading)
    assert any(text.startswith("Guidelines") and text.endswith("of lights") for text in found)


_TABLE = """Annex
Posts
                         Posts
 Office        Unit           Class      Title           Status
 Lights        Northern       Senior     Keeper          New
               coast          keeper     of lamps        post
 Ships         Harbour        Junior     Pilot           Moved
               office         pilot      of boats        post
               Total          Two        posts

     Note: The offices are those that the keepers have named in their report of this year.
"""


def test_words_below_each_other_are_a_table_and_no_paragraphs() -> None:
    res = unres.parse(_HEAD.format("", _TABLE))
    (table,) = [node for node in walk(res) if isinstance(node, Table)]
    assert ("Lights", "Northern", "Senior", "Keeper", "New") in table.rows
    assert any(text.startswith("Note:") for text in _texts(_HEAD.format("", _TABLE), Text))


def test_a_draft_line_that_goes_on_is_no_title() -> None:
    res = unres.parse(
        "A/C.5/91/L.4\n\nDraft resolution submitted by the Chair following\n"
        "informal consultations\n\n"
        "Keeping of lights\n\nThe General Assembly,\n\nRecalling its resolution 90/2,\n\n"
        "1. Decides to keep the lights;\n\n2. Decides to come back to the matter.\n"
    )
    assert res.title is not None
    assert res.title.text == "Keeping of lights"


_VOLUME = """<!-- image -->

Considering that the lights of the northern coast have long been dark,

- 1. Decides that they shall be lit again before the end of the year.

41st plenary meeting, 3 May 1951

91 (V). Keeping of lights

The General Assembly,

Recalling its reso\u203a lution 90 (IV) on light\u203a houses and its resolution 89 (IV),

- 1. Decides to keep the lights.
"""


def test_a_volume_that_begins_inside_a_resolution_is_cut_there() -> None:
    first, second = unres.parse_all(_VOLUME)
    assert [p.label for p in first.operative] == ["1."]
    assert second.title is not None
    assert second.title.number == "91 (V)"


def test_an_angle_inside_a_word_is_a_hyphen_of_old_print() -> None:
    _, second = unres.parse_all(_VOLUME)
    assert "its resolution 90 (IV)" in second.preamble[0].text


def test_arabic_lines_end_where_their_embeddings_do() -> None:
    lines = [
        "الجمعية العامة،", "إذ تشير إلى قرارها بشأن المنارات،",
        "1 - تقرر إبقاء المنارات مضاءة؛", "2 - تقرر العودة إلى المسألة.",
    ]  # fmt: skip
    embedded = [
        f"\u202b{line}\u202c" for line in ["91/4 حفظ المنارات", "إن " + lines[0], *lines[1:]]
    ]
    text = " ".join(embedded * 3)
    assert (
        len(unres.parse(text).operative) == len(unres.parse("\n".join(embedded * 3)).operative) > 0
    )


def test_a_label_that_was_printed_inside_a_running_head_parts_it_in_no_text() -> None:
    title = ("Keeping of the lights of all coasts", "that ships pass by night")
    dump = (
        "A/RES/91/4\n\n91/4. {0}\n{1}\n\nThe General Assembly,\n\n1. Decides to keep the lights;\n"
        "\n\f{0}\nA/RES/91/4\n\n2.\n\n{1}\n\nRequests the keepers to report on every light;\n"
    ).format(*title)
    res = unres.parse(dump)
    assert [p.text for p in res.operative] == [
        "Decides to keep the lights;",
        "Requests the keepers to report on every light;",
    ]


def test_a_colon_parts_the_lines_of_a_title_in_a_running_head() -> None:
    dump = (
        "A/RES/91/4\n\n91/4. {0}\n{1}\n\nThe General Assembly,\n\n1. Decides to keep the\n"
        "\n\f{0}\nA/RES/91/4\n{1}\n\nlights of all coasts that ships pass by night;\n"
    ).format("Lights of all coasts that ships pass:", "progress made in keeping them")
    (paragraph,) = unres.parse(dump).operative
    assert paragraph.text == "Decides to keep the lights of all coasts that ships pass by night;"
