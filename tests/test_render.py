"""Clean text as a reader sees it, and what is done where a bare line would mislead."""

from __future__ import annotations

import pytest

from unres.build import build
from unres.cleanform import standard
from unres.layout.clean import read_clean
from unres.layout.tokens import Marker, Token
from unres.nodes import (
    Adoption,
    Heading,
    Item,
    Masthead,
    Operative,
    Preambular,
    Resolution,
    Table,
    Text,
    Title,
)
from unres.render import render


def lines(*body, **parts):
    """The rendered lines below the masthead's rule that are not blank."""
    text = render(Resolution(language="en", body=body, **parts))
    return [line for line in text.partition("=\n")[2].split("\n") if line]


def field(kind, text):
    return Token("FIELD", text, value=kind, standard=standard(kind, text, "en"))


def invented():
    """A resolution with one of everything."""
    recalling = "Recalling its resolution 90/3 of 11 November 2035,"
    return [
        field("publisher", "United Nations"),
        field("symbol", "A/RES/91/14"),
        field("distribution", "Distr.: General"),
        field("issued", "2 March 2037"),
        field("organ", "General Assembly"),
        field("session", "Ninety-first session"),
        field("agenda_item", "Agenda item 44 (b)"),
        field("agenda_title", "Safety of small islands: lamps and keepers"),
        field("adopted", "Resolution adopted by the General Assembly on 2 February 2037"),
        field("proponent", "[on the report of the Sixth Committee (A/91/207)]"),
        Token("TITLE", "Lighthouses of small islands", label="91/14"),
        Token("OPENING", "The General Assembly,"),
        Token("PREAMBULAR", recalling, notes=(Marker("1", len(recalling), 0, 0),)),
        Token("PREAMBULAR", "Aware that keepers are few, and that their work is hard,"),
        Token("OPERATIVE", "Invites all States to keep their lamps trimmed by:", label="1."),
        Token("ITEM", "Storing fuel, such as:", label="(a)", level=1),
        Token("ITEM", "Oil;", label="(i)", level=2),
        Token("ITEM", "Gas;", label="(ii)", level=2),
        Token("ITEM", "Paying the keepers;", label="(b)", level=1),
        Token("CONTINUATION", "as each State may decide;", level=1),
        Token("SECTION", "II"),
        Token("HEADING", "Keepers"),
        Token("OPERATIVE", "Decides to return to the matter.", label="2."),
        Token(
            "ADOPTION", "40th plenary meeting 2 February 2037", meeting=40, standard="2037-02-02"
        ),
        Token("ANNEX", "Annex"),
        Token("HEADING", "Signals and their meaning"),
        Token("TEXT", "The signals below hold for all islands."),
        Token(
            "TABLE",
            "",
            rows=(
                ("Island", "Lamps", "Keeper"),
                ("North Skerry", "2", ""),
                ("South Skerry", "", "None"),
            ),
            notes=(Marker("*", 32, 0, 0),),
        ),
        Token("FOOTNOTE", "See A/91/207, para. 12.", label="1"),
        Token("FOOTNOTE", "Under repair.", label="*"),
    ]


def test_a_resolution_reads_like_a_resolution(file_regression):
    file_regression.check(render(build(invented(), language="en", source="")), encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. is a good start.", "{text} 1. is a good start."),
        ("Keepers", "{text} Keepers"),
        ("See [1] and [on the report].", r"See \[1] and [on the report]."),
        ("A brace { or a bar | or \\.", r"A brace \{ or a bar | or \\."),
        ("", "{text}"),
    ],
)
def test_running_text_that_looks_like_something_else(text, written):
    assert lines(Text(text=text)) == [written]


@pytest.mark.parametrize(
    ("node", "written"),
    [
        (Operative(label="3.", text="Decides;"), "3. Decides;"),
        (Operative(label="3 -", text="Decides;"), "3 - Decides;"),
        (Operative(label="3 bis", text="Decides;"), "{operative: 3 bis} Decides;"),
        (Operative(text="Decides;"), "{operative} Decides;"),
        (Item(label="㈠", text="灯；"), "㈠ 灯；"),
        (Heading(text="Decides,"), "{heading} Decides,"),
        (Adoption(text="40th plenary meeting", meeting=40), "{adoption} 40th plenary meeting"),
        (Adoption(text="Done in 2037", meeting=4), "{adoption: 4 ~} Done in 2037"),
        (Table(rows=(("a",), ("b",))), "| a |"),
        (Table(rows=(("", "b"),)), "|  | b |"),
        (Table(rows=()), "{table}"),
        (Table(rows=((),)), "|"),
        (Text(text="| no table"), "{text} | no table"),
        (Text(text="[1]: no footnote."), r"\[1]: no footnote."),
        (Table(rows=(("a | b", "[1]"),)), r"| a \| b | \[1] |"),
    ],
)
def test_a_node_is_written_bare_where_that_says_what_it_is(node, written):
    assert lines(node)[0] == written


def test_the_only_paragraph_after_a_preamble_needs_no_tag():
    body = (Preambular(text="Recalling all that,"), Operative(text="Decides to go on."))
    assert lines(*body, title=Title(number="91/14", text="Lamps"))[2:] == ["Decides to go on."]


def test_a_value_that_the_text_does_not_tell_is_written_out():
    kept = build(
        [Token("FIELD", "The session", value="session", standard="91")], language="en", source=""
    )
    assert render(kept).startswith("{session: 91} The session\n")


def test_the_language_is_stated_only_where_the_text_does_not_show_it():
    head = Masthead()
    english = Text(text="The lamps of the islands are lit by the keepers.")
    assert render(Resolution(language="en", masthead=head, body=(english,))).startswith("====")
    assert render(Resolution(language="ru", body=(english,))).startswith("{language: ru}\n====")


def test_furniture_leaves_no_trace():
    words = Token("TEXT", "Words.")
    page = Token("FURNITURE", "2/3", value="page-number")
    assert render(build([words, page], language="en", source="")) == render(
        build([words], language="en", source="")
    )


def test_the_tokens_of_clean_text_know_their_places():
    text = render(build(invented(), language="en", source=""))
    found = read_clean(text)
    assert found is not None
    tokens = found.tokens()
    (first,) = (token for token in tokens if token.label == "1." and token.type == "OPERATIVE")
    ((start, end),) = first.runs
    assert text[start:end] == "1. Invites all States to keep their lamps trimmed by:"
    (noted,) = (token for token in tokens if token.text.startswith("Recalling"))
    assert [text[n.start : n.end] for n in noted.notes] == ["[1]"]
