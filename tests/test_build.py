"""From tokens to the tree: order, nesting, markers, and any token sequence at all."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module

from hypothesis import given, settings
from lark.load_grammar import load_grammar
from strategies import sequences

from unres import grammar, nodes
from unres.build import DEEPEST, Builder, build
from unres.layout.tokens import Marker, Token
from unres.nodes import (
    Adoption,
    Heading,
    Item,
    Operative,
    Preambular,
    Section,
    Table,
    Text,
    Unparsed,
    leaves,
    walk,
)
from unres.spans import Span


def tree(*tokens):
    return build(tokens, language="en", source="")


def note(marker, offset=0):
    return Marker(marker, offset, 0, 0)


def links(res):
    return [node.footnote for node in walk(res) if isinstance(node, nodes.NoteRef)]


# --------------------------------------------------------------------- one rule, one of each


def rules():
    found, _ = load_grammar(grammar.read("resolution.lark"), "resolution.lark", [], False)
    return {name for name, *_ in found.rule_defs if not name.startswith("_")}


def test_each_rule_has_its_method():
    methods = {name for name, _ in inspect.getmembers(Builder, inspect.isfunction)}
    assert methods == rules()


def test_each_rule_has_its_class():
    classes = {name.lower() for name, _ in inspect.getmembers(nodes, inspect.isclass)}
    assert rules() <= classes


def test_each_rule_has_its_render_function():
    source = ast.parse(inspect.getsource(import_module("unres.render")))
    functions = {node.name for node in source.body if isinstance(node, ast.FunctionDef)}
    # furniture belongs to the page, and clean text has no pages
    assert {f"_{rule}" for rule in rules()} - functions == {"_furniture"}


# ---------------------------------------------------------------------------------- any order


@settings(max_examples=200, deadline=None, derandomize=True)
@given(sequences)
def test_any_sequence_of_tokens_gives_a_tree_that_holds_each_once(tokens):
    for at, token in enumerate(tokens):
        token.runs = ((2 * at, 2 * at + 1),)
        token.notes = ()
    given_runs = [token.runs[0] for token in tokens]
    res = build(tokens, language="en", source="")
    owned = sorted(run for leaf in leaves(res) for run in leaf.runs)
    assert owned == given_runs


def test_fields_footnotes_and_furniture_find_their_places():
    res = tree(
        Token("FURNITURE", "2/3", value="page-number"),
        Token("FOOTNOTE", "See.", label="1"),
        Token("TEXT", "Words."),
        Token("FIELD", "37-00112", value="job"),
    )
    assert [f.kind for f in res.masthead.fields] == ["job"]
    assert res.body == (Text(text="Words."),)
    assert [n.marker for n in res.footnotes] == ["1"]
    assert [f.text for f in res.furniture] == ["2/3"]


def test_a_second_title_is_kept_as_unparsed_with_all_its_characters():
    res = tree(
        Token("TITLE", "Lighthouses", label="91/14"),
        Token("TITLE", "Lamps", ((10, 15),), label="91/15", notes=(Marker("1", 5, 15, 16),)),
    )
    assert res.number == "91/14"
    assert res.body == (Unparsed(text="91/15 Lamps1"),)
    assert res.body[0].runs == ((10, 15), (15, 16))


# ------------------------------------------------------------------------------------ nesting


def test_points_hang_below_the_paragraph_at_their_depth():
    res = tree(
        Token("OPERATIVE", "Decides:", label="1."),
        Token("ITEM", "oil", label="(a)", level=1),
        Token("ITEM", "whale oil", label="(i)", level=2),
        Token("ITEM", "gas", label="(b)", level=1),
        Token("CONTINUATION", "as may be;", level=1),
        Token("OPERATIVE", "Decides too.", label="2."),
    )
    whale = Item(label="(i)", text="whale oil")
    assert res.body == (
        Operative(
            label="1.",
            text="Decides:",
            children=(
                Item(label="(a)", text="oil", children=(whale,)),
                Item(label="(b)", text="gas"),
                Text(text="as may be;"),
            ),
        ),
        Operative(label="2.", text="Decides too."),
    )


def test_a_point_without_a_paragraph_stands_by_itself():
    res = tree(
        Token("HEADING", "Lamps"),
        Token("ITEM", "oil", label="(a)", level=1),
        Token("ITEM", "whale oil", label="(i)", level=2),
    )
    whale = Item(label="(i)", text="whale oil")
    assert res.body == (Heading(text="Lamps"), Item(label="(a)", text="oil", children=(whale,)))


def test_running_text_at_level_0_ends_the_paragraph():
    res = tree(
        Token("PREAMBULAR", "Recalling:"),
        Token("TEXT", "Words."),
        Token("ITEM", "oil", label="(a)", level=1),
    )
    assert res.body == (
        Preambular(text="Recalling:"),
        Text(text="Words."),
        Item(label="(a)", text="oil"),
    )


def test_nesting_has_a_bottom():
    res = tree(*(Token("ITEM", "deep", level=level) for level in range(3000)))
    depth, node = 0, res.body[0]
    while node.children:
        depth, node = depth + 1, node.children[0]
    assert depth == DEEPEST


# ------------------------------------------------------------------- sections, parts, annexes


def test_closing_lines_end_a_section_and_belong_to_their_part():
    res = tree(
        Token("PART", "A"),
        Token("SECTION", "I"),
        Token("OPERATIVE", "Decides.", label="1."),
        Token("ADOPTION", "40th plenary meeting", meeting=40, standard="2037-02-02"),
        Token("PART", "B"),
        Token("TEXT", "Words."),
        Token("ANNEX", "Annex"),
        Token("SECTION", "I"),
        Token("TABLE", "", rows=(("a", "b"),)),
    )
    first, second = res.body
    section, adoption = first.body
    assert section == Section(
        heading=Heading(text="I"), body=(Operative(label="1.", text="Decides."),)
    )
    assert adoption == Adoption(text="40th plenary meeting", meeting=40, date="2037-02-02")
    assert second.body == (Text(text="Words."),)
    assert res.annexes[0].body[0].body == (Table(rows=(("a", "b"),)),)


def test_a_container_spans_all_it_holds_and_a_paragraph_its_own_text():
    res = tree(
        Token("SECTION", "I", ((10, 11),)),
        Token("OPERATIVE", "Decides:", ((12, 14), (20, 25))),
        Token("ITEM", "oil", ((30, 33),), level=1),
    )
    (section,) = res.body
    assert section.span == Span(10, 33)
    assert section.body[0].span == Span(12, 25)
    assert res.span == Span(10, 33)


# ------------------------------------------------------------------------------------ markers


def test_a_marker_is_linked_to_its_footnote():
    res = tree(
        Token("TEXT", "Words.", notes=(note("2"), note("1"), note("7"))),
        Token("FOOTNOTE", "First.", label="1"),
        Token("FOOTNOTE", "Second.", label="2"),
    )
    assert links(res) == [1, 0, None]


def test_a_repeated_marker_means_the_same_footnote():
    res = tree(
        Token("TEXT", "Words.", notes=(note("1"), note("1"))),
        Token("FOOTNOTE", "First.", label="1"),
    )
    assert links(res) == [0, 0]


def test_markers_that_start_anew_go_with_their_footnotes_one_by_one():
    res = tree(
        Token("TEXT", "Page one.", notes=(note("1"),)),
        Token("TEXT", "Page two.", notes=(note("1"),)),
        Token("FOOTNOTE", "Of page one.", label="1"),
        Token("FOOTNOTE", "Of page two.", label="1"),
    )
    assert links(res) == [0, 1]


def test_a_marker_repeated_in_the_body_leaves_the_annex_its_own():
    res = tree(
        Token("TEXT", "Words.", notes=(note("1"), note("1"))),
        Token("TABLE", "", rows=(("a",),), notes=(note("*"), note("*"))),
        Token("ANNEX", "Annex"),
        Token("TEXT", "Words.", notes=(note("1"),)),
        Token("FOOTNOTE", "Of the body.", label="1"),
        Token("FOOTNOTE", "Of the table.", label="*"),
        Token("FOOTNOTE", "Of the annex.", label="1"),
    )
    assert links(res) == [0, 0, 1, 1, 2]
