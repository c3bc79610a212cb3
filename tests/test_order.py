"""Order: displaced labels and pieces of lines go back, and nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unres.grammar import lexicon
from unres.layout import lines as cut
from unres.layout.displaced import order
from unres.layout.rows import regard


def rows_of(source):
    lines = cut.split(source)
    regard(lines, {})
    return lines


def settled(source, language="en"):
    rows, repairs = order.settle(rows_of(source), lexicon(language))
    return [row.text for row in rows], repairs


def texts(source):
    return [line.text for line in cut.split(source)]


#: A page of full lines, so that there is a measure.
FULL = """\
1. Welcomes the offer of the keepers of the northern lights to lend their oldest lamps
to the museum of the sea, and the readiness of the museum to keep them lit throughout
the year, at its own expense and in accordance with the customs of the lamp keepers of
that coast, for as long as ships that have no other guide may sail within their reach;
"""

BEHIND_FIRST_LINE = (
    FULL
    + """\

2. Calls upon the keepers:

to clean the lenses of all lighthouses of the coast at least once in every month and
(a)
before each storm;

(b)
to keep a log;

to teach the children of the villages how lamps are trimmed, lit and put out again in
(c)
fair weather.
"""
)


def test_a_label_goes_before_the_first_line_that_was_printed_before_it():
    got, repairs = settled(BEHIND_FIRST_LINE)
    assert got[5:] == [
        "(a)",
        "to clean the lenses of all lighthouses of the coast at least once in every month and",
        "before each storm;",
        "(b)",
        "to keep a log;",
        "(c)",
        "to teach the children of the villages how lamps are trimmed, lit and put out again in",
        "fair weather.",
    ]
    assert [r.args for r in repairs] == [("(a)",), ("(c)",)]
    assert [BEHIND_FIRST_LINE[r.span.start : r.span.end] for r in repairs] == ["(a)", "(c)"]
    assert {r.name for r in repairs} == {"displaced-text"}


def test_the_number_of_a_russian_paragraph_goes_before_its_small_letter():
    source = """\
1. приветствует готовность смотрителей северных маяков передать свои старые лампы музею
моря и поддерживать в них огонь в течение всего года за счёт музея в соответствии с его
уставом, а также с обычаями смотрителей этого берега;

просит смотрителей раз в месяц протирать стёкла всех маяков, расположенных на берегу, и
2.
вести журнал;
"""
    got, _ = settled(source, "ru")
    assert got[3:] == ["2.", texts(source)[3], "вести журнал;"]


TOGETHER = """\
2.

(a)

(b)

Calls upon the keepers:

To keep a log of all storms and of the ships that were seen in them, as well as of
those that were not;

To clean the lenses.

To trim the lamps, which has a heading of its own.

3. Decides to come back to the matter.
"""


def test_labels_printed_together_go_each_before_its_text():
    got, repairs = settled(FULL + "\n" + TOGETHER)
    assert got[4:] == [
        "2.",
        "Calls upon the keepers:",
        "(a)",
        "To keep a log of all storms and of the ships that were seen in them, as well as of",
        "those that were not;",
        "(b)",
        "To clean the lenses.",
        "To trim the lamps, which has a heading of its own.",
        "3. Decides to come back to the matter.",
    ]
    assert len(repairs) == 2


def test_labels_printed_together_above_the_beginning_of_the_next_point():
    source = (
        FULL
        + """
(a) to see;

(b)

(c)

to hear;

to tell;

to say all this to the keepers of the lamps of the other coasts of the sea, and the vil-

(d)
lages;
"""
    )
    got, _ = settled(source)
    assert got[4:9] == ["(a) to see;", "(b)", "to hear;", "(c)", "to tell;"]
    assert got[9] == "(d)"


def test_labels_printed_together_before_too_few_texts_stay():
    source = (
        FULL
        + "\n"
        + TOGETHER.replace("\nTo clean the lenses.\n", "").replace(
            "To trim the lamps, which has a heading of its own.\n", ""
        )
    )
    assert settled(source)[0] == texts(source)


def test_the_first_line_of_a_point_in_the_middle_of_a_list_is_no_heading():
    source = (
        FULL
        + """
(a) To keep a log;

To send the log to the museum of the sea and to the Harbour Board of the Northern
(b)
Territories, in two copies;
"""
    )
    assert settled(source)[0][5:7] == ["(b)", texts(source)[5]]


def test_a_first_line_in_pieces_stays_in_order_behind_its_label():
    source = (
        FULL
        + """\

2. Calls upon the keepers:

to  clean  the  lenses

of  all  lighthouses

(a)
of  the  coast  once  in  every  month,
and before each storm;
"""
    )
    got, repairs = settled(source)
    assert got[5:8] == ["(a)", "to  clean  the  lenses", "of  all  lighthouses"]
    assert len(repairs) == 1


@pytest.mark.parametrize(
    "tail",
    [
        # a heading before a number
        "Repair of the lamps and of the towers in which they stand, and who is to pay for it\n\n"
        "2.\nRequests the keepers to meet;\n",
        # a label that goes on with no sequence
        "to clean the lenses of all lighthouses of the coast at least once in every month and\n"
        "(f)\nbefore each storm;\n",
        # a paragraph that ended
        "to clean the lenses of all lighthouses of the coast at least once in every month and;\n"
        "(a)\nbefore each storm;\n",
        # far too short to have been interrupted
        "to clean\n(a)\nbefore each storm and in the night after it, whenever the moon is down;\n",
    ],
)
def test_what_could_be_a_heading_or_a_text_of_its_own_stays(tail):
    source = FULL + "\n" + tail
    assert settled(source) == (texts(source), [])


def test_an_end_printed_before_its_beginning_goes_behind_it():
    source = (
        FULL
        + """\
2.
lamps;

Appeals to all States of the coast to continue to support the work of the keepers of the

3. Decides to meet again.
"""
    )
    got, repairs = settled(source)
    assert got[4:] == [
        "2.",
        "Appeals to all States of the coast to continue to support the work of the keepers of the",
        "lamps;",
        "3. Decides to meet again.",
    ]
    assert [r.args for r in repairs] == [("lamps;",)]


ENDS_BELOW = (
    FULL
    + """\

2.

Calls upon the keepers of all lighthouses to clean the lenses of their lamps at least

3.

Invites the fishermen of the coast to tell the keepers of every lamp that they found

once a month;

dark on their way, and of every wreck;

4. Thanks them.
"""
)


def test_the_end_of_a_paragraph_below_the_next_one_goes_back():
    got, repairs = settled(ENDS_BELOW)
    assert got[4:] == [
        "2.",
        "Calls upon the keepers of all lighthouses to clean the lenses of their lamps at least",
        "once a month;",
        "3.",
        "Invites the fishermen of the coast to tell the keepers of every lamp that they found",
        "dark on their way, and of every wreck;",
        "4. Thanks them.",
    ]
    assert [repair.args for repair in repairs] == [("once a month;",)]


@pytest.mark.parametrize(
    "wrong", [("once a month;\n\n", ""), ("once a month;", "once a month;\n\nin the morning;")]
)
def test_where_there_are_not_as_many_ends_as_paragraphs_none_moves(wrong):
    source = ENDS_BELOW.replace(*wrong)
    got, repairs = settled(source)
    assert got == texts(source)
    assert not repairs


def test_a_heading_below_a_short_paragraph_stays():
    source = (
        FULL
        + """\
2.
Thanks the keepers;

Estimates for the upkeep of the lamps and of the towers for the period from 1 May to

3. Decides to meet again.
"""
    )
    assert settled(source) == (texts(source), [])


TURNED_BELOW_TWO = """\
2.
3.
lamps;

Thanks the keepers for their patience;

Appeals to all States of the coast to continue to support the work of the keepers of the

4. Decides to meet again.
"""


def test_an_end_printed_below_two_numbers_goes_behind_the_one_open_beginning():
    got, _ = settled(FULL + TURNED_BELOW_TWO)
    assert got[4:] == [
        "2.",
        "3.",
        "Thanks the keepers for their patience;",
        "Appeals to all States of the coast to continue to support the work of the keepers of the",
        "lamps;",
        "4. Decides to meet again.",
    ]


def test_below_one_number_too_few_for_so_many_paragraphs_nothing_moves():
    source = FULL + TURNED_BELOW_TWO.replace("3.\n", "")
    assert settled(source) == (texts(source), [])


PIECES = """\
2. Notes that the keepers of the southern lights have been asked to share their oil in
winter,  when  the

come  late,
and that they have agreed to do so as long as there is any oil left to share with them
in the stores of their towers;

supply  ships  from  the  capital  and  the  isles

3. Requests the keepers to report to the museum of the sea on the state of their stores
"""


def test_a_piece_goes_between_the_ends_of_the_one_line_that_lacks_it():
    source = FULL + PIECES + "every spring;\n"
    got, repairs = settled(source)
    assert got[5:8] == [
        "winter,  when  the",
        "supply  ships  from  the  capital  and  the  isles",
        "come  late,",
    ]
    assert got[-1] == "every spring;"
    assert [r.args for r in repairs] == [("supply  ships  from  the  capital  and  the  isles",)]


def test_a_piece_that_would_fit_two_lines_stays():
    source = (
        FULL
        + PIECES
        + """\
winter,  when  the
come  late,
and  on  their  return,  each  spring,  at  the  latest  when  the  first  ships  sail
again;
"""
    )
    assert settled(source) == (texts(source), [])


def test_a_piece_that_does_not_fill_the_line_stays():
    source = (
        FULL
        + PIECES.replace("supply  ships  from  the  capital  and  the  isles", "supply")
        + "every spring;\n"
    )
    assert settled(source) == (texts(source), [])


LACKING = """\
Recalling the meetings of the keepers of the northern lights in the museum of the sea,
their

reports,
to the keepers of the southern lights and to all who sail along the coast in the winter,

{}  ships  from  the  capital  and  the  isles,  and  of  the  sea,

1. Requests the keepers to report to the museum of the sea on the state of their stores
every spring;
"""


def test_a_short_preambular_paragraph_is_no_piece():
    """A line above it lacks just as much as it has, but it begins as a paragraph does."""
    source = LACKING.format("Recalling")
    assert settled(source) == (texts(source), [])


def test_a_piece_of_a_preambular_paragraph_goes_between_the_others_as_these_were_printed():
    got, repairs = settled(LACKING.format("supply"))
    piece = "supply  ships  from  the  capital  and  the  isles,  and  of  the  sea,"
    assert got[1:4] == ["their", piece, "reports,"]
    assert len(repairs) == 1


WORDS = ["(a)", "(b)", "1.", "2.", "3.", "the  keepers  of", "Notes lamps", "oil;", "", "", "\f"]


#: A text that says which words stand one behind the other, and pieces of a line of it.
TOLD = """\
1. Welcomes the strong support expressed for the Board of Keepers at the last meeting
of the Board of Keepers, and the support that has been expressed for the lamps of the
coast by the Board of Keepers and by all those who live within sight of these lamps;

{}Board of  Keepers at its next meeting by the ports of the coast and by the owners of
ships that have no other guide, as well as by all those who live within their sight;

{}3. Decides to come back to the matter of lamps at the next meeting of the keepers;
"""


@pytest.mark.parametrize(
    ("inside", "behind"),
    [
        pytest.param(
            ["of  ports  for  the", "the  strong  support  expressed  by  keepers"],
            [],
            id="together",
        ),
        pytest.param(
            ["of  ports  for  the", "expressed  by  keepers"], ["the  strong  support"], id="apart"
        ),
    ],
)
def test_pieces_go_in_the_order_that_the_words_of_the_document_tell(inside, behind):
    pieces = "\n".join(["2.  Appreciates", "", *inside, ""])
    got, repairs = settled(TOLD.format(pieces, "\n\n".join([*behind, ""])))
    words = " ".join(" ".join(got).split())
    assert "2. Appreciates the strong support expressed by keepers of ports for the Board" in words
    assert repairs


def test_pieces_of_a_line_that_is_whole_again_are_as_wide_as_it():
    inside = (
        "2.  Appreciates\n\nof  ports  for  the\nthe  strong  support  expressed  by  keepers\n"
    )
    rows, _ = order.settle(rows_of(TOLD.format(inside, "")), lexicon("en"))
    line = rows[3:6]
    assert len({row.width for row in line}) == 1
    assert line[0].width > 70
    assert [row.piece for row in line] == [False, True, True]


def test_pieces_of_which_the_words_tell_nothing_stay():
    source = TOLD.format(
        "2.  Appreciates\n\nwhales  of  granite  \nseldom  painted  ochre  quite  often  here\n", ""
    )
    assert settled(source)[0] == texts(source)


@given(
    st.lists(st.sampled_from([*WORDS, "to clean the lenses of all lighthouses at night,"])),
    st.sampled_from(["en", "ru", "zh", "ar"]),
)
def test_every_row_comes_back_once(pieces, language):
    rows = rows_of("\n".join(pieces))
    got, repairs = order.settle(rows, lexicon(language))
    assert sorted(map(id, got)) == sorted(map(id, rows))
    assert bool(repairs) >= (got != rows)
