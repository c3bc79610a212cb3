"""What every tree keeps to, and how one that does not is brought to it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import documents, trees
from test_outline import DATA
from trees import SCRAPS, grow

import unres
from unres.nodes import (
    DEEPEST,
    Adoption,
    Annex,
    Field,
    Footnote,
    Heading,
    Item,
    Masthead,
    NoteRef,
    Operative,
    Part,
    Resolution,
    Section,
    Table,
    Text,
    Title,
    Unparsed,
    walk_body,
)
from unres.normalform import normalised, one_line

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def body(*blocks):
    return normalised(Resolution(language="en", body=blocks)).body


def section(text, *blocks):
    return Section(heading=Heading(text=text), body=blocks)


def part(text, *blocks):
    return Part(heading=Heading(text=text), body=blocks)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(st.one_of(trees, documents()))
def test_a_tree_of_the_parser_is_normal_and_stays_the_very_same(tree):
    assert normalised(tree) is tree


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(SCRAPS)
def test_so_is_the_tree_of_any_text(text):
    tree = unres.parse(text)
    assert normalised(tree) is tree


def test_positions_are_kept_where_something_changes():
    tree = grow(DATA)
    second = Section(heading=Heading(text="II"), body=(section("III", *tree.body),))
    changed = normalised(Resolution(language="en", body=(second,), source=tree.source))
    kept = [node.span for node in walk_body(tree.body) if isinstance(node, Text | Operative)]
    found = [node.span for node in walk_body(changed.body) if isinstance(node, Text | Operative)]
    assert found == kept
    assert any(span.end for span in found)
    third = changed.body[1]
    assert third.span.end == max(node.span.end for node in third.body)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one line", "one line"),
        (" two\n  lines\r\n", "two lines"),
        ("a  b", "a b"),
        ("\n", ""),
        ("a\tb\u2028c\u00a0 d", "a\tb\u2028c\u00a0 d"),  # these are no line ends of the form
    ],
)
def test_a_text_is_one_line(text, line):
    assert one_line(text) == line


def test_every_text_of_a_tree_is_one_line():
    tree = Resolution(
        language="en",
        masthead=Masthead(fields=(Field(kind="session", text="a\nb", value="c  d"),)),
        title=Title(number=" 91/14", text="a  b"),
        body=(
            Operative(label="1 \n-", text=" a", children=(Item(label="(a) ", text="a\n b"),)),
            Table(rows=(("a\nb", " "),)),
            Unparsed(text="a\rb"),
            Adoption(text="a  b", date=" 2037-02-02"),
        ),
        annexes=(Annex(heading=Heading(text="An\nnex")),),
        footnotes=(Footnote(marker="1 ", text="a\nb"),),
    )
    found = normalised(tree)
    assert found.masthead.fields == (Field(kind="session", text="a b", value="c d"),)
    assert found.title == Title(number="91/14", text="a b")
    assert found.body == (
        Operative(label="1 -", text="a", children=(Item(label="(a)", text="a b"),)),
        Table(rows=(("a b", ""),)),
        Unparsed(text="a b"),
        Adoption(text="a b", date="2037-02-02"),
    )
    assert found.annexes[0].heading.text == "An nex"
    assert found.footnotes == (Footnote(marker="1", text="a b"),)


def test_markers_move_with_the_text_that_is_folded():
    note = NoteRef(marker="1", offset=7)
    (text,) = body(Text(text=" one \n two", notes=(note,)))
    assert text == Text(text="one two", notes=(NoteRef(marker="1", offset=4),))
    assert text.text[text.notes[0].offset :] == "two"


def test_markers_stand_in_order_within_the_text_and_mean_what_there_is():
    notes = tuple(NoteRef(marker="1", offset=at, footnote=to) for at, to in ((9, 0), (-1, 7)))
    tree = Resolution(
        language="en", body=(Text(text="abc", notes=notes),), footnotes=(Footnote(text="x"),)
    )
    assert normalised(tree).body[0].notes == (
        NoteRef(marker="1", offset=0, footnote=None),
        NoteRef(marker="1", offset=3, footnote=0),
    )


def test_a_section_in_a_section_follows_it():
    inner, before, after = section("II", Text(text="b")), Text(text="a"), Text(text="c")
    assert body(section("I", before, inner, after)) == (
        section("I", before),
        section("II", Text(text="b"), after),
    )


def test_what_follows_a_section_is_in_it_until_the_closing_lines():
    closing = Adoption(text="40th plenary meeting")
    assert body(section("I"), Text(text="a"), closing, Text(text="b")) == (
        section("I", Text(text="a")),
        closing,
        Text(text="b"),
    )
    assert body(section("I", Text(text="a"), closing)) == (section("I", Text(text="a")), closing)


def test_parts_hold_sections_and_no_parts():
    a, b = Text(text="a"), Text(text="b")
    assert body(part("A", section("I", part("B", a))), b) == (
        part("A", section("I")),
        part("B", a, b),
    )


def test_points_are_drawn_up_to_the_deepest_level():
    node = Text(text="the end")
    for level in range(DEEPEST + 4, 0, -1):
        node = Item(text=str(level), children=(node,))
    (paragraph,) = body(Operative(text="Decides", children=(node,)))
    level, at = 0, paragraph
    while at.children:
        level, below, at = level + 1, at.children, at.children[0]
        if isinstance(at, Text):
            break
    assert level == DEEPEST
    assert [n.text for n in below] == ["16", "17", "18", "19", "20", "the end"]


def test_an_unknown_language_is_the_default_and_a_meeting_has_a_number():
    tree = Resolution(language="xx", body=(Adoption(text="a", meeting=-4),))
    assert normalised(tree) == Resolution(language="en", body=(Adoption(text="a"),))


def test_a_tree_that_is_not_normal_is_written_as_if_it_were():
    tree = Resolution(language="en", body=(section("I", section("II", Text(text="two\nlines."))),))
    assert unres.parse(unres.render(tree)) == normalised(tree) != tree
