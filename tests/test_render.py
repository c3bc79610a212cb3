"""Clean text as a reader sees it, and what is done where a bare line would mislead."""

from __future__ import annotations

import pytest

import unres
from unres.build import build
from unres.cleanform import standard
from unres.layout.rendered.clean import read_clean
from unres.layout.tokens import Marker, Token
from unres.nodes import (
    Adoption,
    Footnote,
    Heading,
    Item,
    Masthead,
    NoteRef,
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


# --------------------------------------------------------------------------------------- layouts


def noted(text, *footnotes):
    """A text with markers at its end that mean these footnotes (from 1)."""
    return Text(
        text=text,
        notes=tuple(
            NoteRef(marker=str(number), offset=len(text), footnote=number - 1)
            for number in footnotes
        ),
    )


def notes_of(*texts):
    return tuple(Footnote(marker=str(k), text=text) for k, text in enumerate(texts, 1))


def test_a_folded_resolution_with_its_notes_beside_the_text(file_regression):
    tree = build(invented(), language="en", source="")
    file_regression.check(render(tree, width=44, notes="paragraph"), encoding="utf-8")


def test_a_width_that_nothing_fits_is_refused():
    with pytest.raises(ValueError, match="20 is the least"):
        render(Resolution(language="en"), width=19)


def test_footnotes_stand_behind_the_block_of_their_first_marker():
    tree = Resolution(
        language="en",
        body=(noted("First.", 1), Operative(label="1.", text="Asks:"), noted("Last.", 2, 1)),
        footnotes=notes_of("One.", "Two."),
    )
    written = [line for line in render(tree, notes="paragraph").split("\n") if line]
    assert written[1:] == [
        *("First.[1]", "  [1]: One.", "1. Asks:", "Last.[2][1]", "  [2]: Two."),
    ]


def test_footnotes_keep_their_order_even_where_their_markers_do_not():
    tree = Resolution(
        language="en",
        body=(noted("First.", 3), noted("Second.", 1), noted("Third.", 2), noted("Fourth.", 5)),
        footnotes=notes_of("One.", "Two.", "Three.", "Four, without a marker.", "Five."),
    )
    text = render(tree, notes="paragraph")
    numbers = [line.strip()[1] for line in text.split("\n") if "]: " in line]
    assert numbers == ["1", "2", "3", "4", "5"]
    assert "Second.[1]\n\n  [1]: One." in text
    assert "Third.[2]\n\n  [2]: Two.\n\n  [3]: Three.\n\n  [4]: Four" in text
    assert unres.parse(text) == tree


def test_footnotes_without_any_marker_stay_at_the_end():
    tree = Resolution(language="en", body=(Text(text="Words."),), footnotes=notes_of("One."))
    assert render(tree, notes="paragraph") == render(tree)


def test_a_marker_says_which_note_it_means_where_the_sequence_does_not():
    tree = Resolution(
        language="en",
        body=(
            Text(text="Words.", notes=(NoteRef(marker="1", offset=6, footnote=1),)),
            Text(text="More.", notes=(NoteRef(marker="1", offset=5, footnote=None),)),
        ),
        footnotes=(Footnote(marker="1", text="One."), Footnote(marker="1", text="Another.")),
    )
    text = render(tree)
    assert "Words.[{1}:2]" in text
    assert "More.[{1}:~]" in text
    assert unres.parse(text) == tree


def test_a_text_that_was_folded_anew_by_an_editor_is_still_clean():
    tree = build(invented(), language="en", source="")
    text = render(tree, width=60)
    edited = text.replace("of 11 November", "of 11\nNovember").replace(" |\n", "    |  \n")
    assert edited != text
    assert unres.parse(edited) == tree
    assert unres.parse(text.replace("\n", "\r\n")) == tree


def test_a_text_that_says_something_else_than_it_was_written_for_is_a_dump():
    text = render(build(invented(), language="en", source=""))
    assert (
        unres.parse(text.replace("(a) Storing", "{item: (a)} Storing")).body
        != unres.parse(text).body
    )


@pytest.mark.parametrize("width", [None, 40])
def test_cells_come_back_one_by_one(width):
    rows = (
        ("Island | skerry", "", "a\tb"),
        ("", "", ""),
        ("\\", "[1]", "| x |"),
        ("One cell that is long enough to be folded over two lines",),
        (),
        ("|-", "---+---", "{table}"),
        ("北礁的灯和守灯人都在这里，还有许多别的东西", "", "灯 塔"),
    )
    tree = Resolution(language="en", body=(Operative(text="a", children=(Table(rows=rows),)),))
    text = render(tree, width=width)
    assert unres.parse(text) == tree
    assert all(line.startswith("  |") for line in text.split("\n")[3:] if "|" in line)


def test_arabic_and_chinese_are_folded_by_columns():
    chinese = "邀请所有国家维护其灯塔，并请各国、各组织和所有看到灯光的人向该基金提供自愿捐款；"
    tree = Resolution(language="zh", body=(Operative(label="1.", text=chinese),))
    written = render(tree, width=30).split("\n")[2:-1]
    assert written == [
        "1. 邀请所有国家维护其灯塔，并",
        "   请各国、各组织和所有看到灯",
        "   光的人向该基金提供自愿捐",
        "   款；",
    ]
    arabic = "تدعو جميع الدول إلى صيانة مصابيحها؛"
    tree = Resolution(language="ar", body=(Operative(label="1 -", text=arabic),))
    assert render(tree, width=24).split("\n")[2:-1] == [
        "1 - تدعو جميع الدول إلى",
        "    صيانة مصابيحها؛",
    ]
