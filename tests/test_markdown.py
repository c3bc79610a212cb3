"""Markdown: what a renderer shows of it is what the tree says, in order, and nothing else."""

from __future__ import annotations

import re

import mistune
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from shown import Seen, blocks, folded, prose, visible
from strategies import trees
from test_outline import DATA
from trees import grow

import unres
from unres import nodes as n
from unres.exchange.markdown import to_markdown

READER = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
#: Everything that may come out of a reader; anything else is text that became markup.
KNOWN = re.compile(
    "(paragraph|heading|bullet_list|list_item|table|thead|tbody|tr|th|td|footnote|footnote_block)"
    "_(open|close)|inline|hr|footnote_anchor"
)


class Page:
    """What a reader makes of some Markdown."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Seen] = []
        #: Number that the reader gives to a footnote -> its text.
        self.footnotes: dict[int, str] = {}
        #: The numbers referred to, in order of the page.
        self.references: list[int] = []
        self._read(READER.parse(text))

    def _read(self, tokens) -> None:
        lists, rank, note, after_rule = 0, 0, None, False
        self.loose: list[str] = []
        for token in tokens:
            assert KNOWN.fullmatch(token.type), token
            after_rule |= token.type == "hr"
            lists += token.nesting * (token.type in {"bullet_list_open", "bullet_list_close"})
            if token.type == "heading_open":
                rank = int(token.tag[1])
            elif token.type == "heading_close":
                rank = 0
            elif token.type in {"td_open", "th_open"}:
                rank = -1
            elif token.type in {"td_close", "th_close"}:
                rank = 0
            elif token.type == "footnote_open":
                note = token.meta["id"] + 1
                self.footnotes[note] = ""
            elif token.type == "inline":
                self._line(token, lists, rank, note, after_rule)

    def _line(self, token, lists, rank, note, after_rule) -> None:
        lines = [""]
        for child in token.children:
            assert child.type in {"text", "hardbreak", "footnote_ref"}, child
            if child.type == "text":
                lines[-1] += child.content
            elif child.type == "hardbreak":
                lines.append("")
            elif note is None and not after_rule:
                self.references.append(child.meta["id"] + 1)
        if note is not None:
            self.footnotes[note] += folded("".join(lines))
            return
        kind = {0: "paragraph", -1: "cell"}.get(rank, "heading")
        for line in filter(None, map(folded, lines)):
            if after_rule:
                self.loose.append(line)
            else:
                self.blocks.append(Seen(kind, rank if rank > 0 else lists, line))


def body_notes(tree: n.Resolution) -> list[n.NoteRef]:
    notes = set(map(id, (m for note in tree.footnotes for m in n.walk(note))))
    found = [m for m in n.walk(tree) if isinstance(m, n.NoteRef) and id(m) not in notes]
    return [note for note in found if note.footnote is not None]


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(trees)
def test_a_reader_shows_what_the_tree_says(tree):
    page = Page(to_markdown(tree))
    assert page.blocks == list(blocks(tree))
    wanted = [tree.footnotes[note.footnote] for note in body_notes(tree)]
    assert len(page.references) == len(wanted)
    for number, note in zip(page.references, wanted, strict=True):
        assert page.footnotes[number].endswith(folded(visible(prose(note.text, note.notes))))
    told = [*page.footnotes.values(), *page.loose]
    assert len(told) >= sum(bool(note.text.strip() or note.marker) for note in tree.footnotes)


SPECIAL = [
    *"\\`*_{}[]()<>#+-.!|~$^&=:%@\"'/ 1a",
    *("# a", "1. a", "1) a", "- a", "+ a", "> a", "```", "~~~", "---", "***", "===", "    a"),
    *("<b>", "<!--", "-->", "<script>", "&amp;", "&#42;", "&copy;", "<http://a.b>", "http://a.b"),
    *("[a](b)", "![a](b)", "[a]: b", "[^1]", "[^1]: a", "^[a]", "[ ] a", "a|b", "| - |", ":--"),
    *("**a**", "__a__", "~~a~~", "$a$", "\\(", "\\\\", "(a) b", "a) b", "iv. b", ": a", "www.a.b"),
    *("\u00a0", "\u3000", "\u2028", "\x00", "\x1b", "\x85", "\ufffe", "\ud800", "١.", "㈠"),
]
specials = st.lists(st.sampled_from(SPECIAL), max_size=7).map("".join).map(str.strip)
anchored = st.tuples(specials, specials, st.sampled_from([0, 1, None]))


def _noted(cls, pair, **more):
    before, after, target = pair
    notes = (n.NoteRef(marker="*", offset=len(before), footnote=target),)
    return cls(text=before + after, notes=notes, **more)


@st.composite
def special_trees(draw):
    """Trees of every class of node, all of whose texts are Markdown's special characters."""
    item = _noted(n.Item, draw(anchored), label=draw(specials))
    inner = _noted(n.Text, draw(anchored))
    rows = tuple(draw(st.lists(st.lists(specials, max_size=3).map(tuple), max_size=3)))
    table = n.Table(rows=rows)
    nested = _noted(n.Item, draw(anchored), children=(item, inner, table))
    return n.Resolution(
        language="en",
        masthead=n.Masthead(fields=(_noted(n.Field, draw(anchored), kind="organ"),) * 2),
        title=_noted(n.Title, draw(anchored), number=draw(st.none() | specials)),
        body=(
            _noted(n.Opening, draw(anchored)),
            _noted(n.Preambular, draw(anchored), children=(nested,)),
            _noted(n.Operative, draw(anchored), label=draw(specials), children=(nested, inner)),
            nested,
            table,
            n.Unparsed(text=draw(specials)),
            _noted(n.Adoption, draw(anchored)),
        ),
        annexes=(n.Annex(heading=_noted(n.Heading, draw(anchored)), body=(inner,)),),
        footnotes=(
            n.Footnote(text=draw(specials), marker=draw(st.none() | specials)),
            _noted(n.Footnote, draw(anchored), marker=draw(st.none() | specials)),
        ),
    )


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(special_trees())
def test_special_characters_stay_text(tree):
    page = Page(to_markdown(tree))
    assert page.blocks == list(blocks(tree))
    assert len(page.references) == len(body_notes(tree))


#: A second reader, with all that others have added to Markdown.
ANOTHER = mistune.create_markdown(
    renderer=None,
    plugins=[
        *("table", "footnotes", "strikethrough", "url", "task_lists", "def_list", "math"),
        *("superscript", "subscript", "mark"),
    ],
)
PLAIN = {
    *("paragraph", "heading", "list", "list_item", "block_text", "blank_line", "thematic_break"),
    *("table", "table_head", "table_body", "table_row", "table_cell"),
    *("footnotes", "footnote_item", "footnote_ref", "text", "linebreak", "softbreak"),
}


def kinds(parsed) -> set[str]:
    if isinstance(parsed, list):
        return set().union(*map(kinds, parsed))
    if isinstance(parsed, dict):
        own = {parsed["type"]} if "type" in parsed else set()
        return own.union(*map(kinds, parsed.values()))
    return set()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(special_trees())
def test_what_others_have_added_to_markdown_finds_nothing(tree):
    assert kinds(ANOTHER(to_markdown(tree))) <= PLAIN


def test_a_dump_as_markdown():
    text = to_markdown(grow(DATA))
    assert text.startswith("General Assembly\\\nA/RES/81/9\\\n")
    assert "\n# 81/9. Ocean noise\\[\\*]\n" in text
    assert "\n1\\. Requests:\n\n- \\(a) A report;\n\n  - \\(i) In spring;\n" in text
    assert "\n| Year | Cost |\n| --- | --- |\n| 2027 | 14 |\n" in text
    assert text.endswith("\n---\n\nLost.\n\n[^1]: A/80/16.\n")


@pytest.mark.parametrize(
    ("label", "written"),
    [("1.", "1\\."), ("(a)", "\\(a)"), ("a)", "a\\)"), ("1 -", "1 -"), ("㈠", "㈠"), ("-", "\\-")],
)
def test_a_label_is_text(label, written):
    tree = n.Resolution(language="en", body=(n.Operative(label=label, text="Decides."),))
    assert to_markdown(tree) == f"{written} Decides.\n"


def test_a_gap_in_the_numbers_is_still_seen():
    tree = grow({"body": [{"operative": "1. Requests;"}, {"operative": "3. Decides."}]})
    assert [seen.text for seen in Page(to_markdown(tree)).blocks] == ["1. Requests;", "3. Decides."]


def test_points_after_the_points_of_a_paragraph_are_another_list():
    point = {"item": "(a) One;"}
    data = {"body": [{"operative": "1. Requests:", "children": [point]}, point]}
    lists = [t for t in READER.parse(to_markdown(grow(data))) if t.type == "bullet_list_open"]
    assert len(lists) == 2


def _notes(*found):
    return tuple(n.NoteRef(marker=m, offset=4, footnote=k) for m, k in found)


def _tree(refs, footnotes):
    body = (n.Preambular(text="Text,", notes=_notes(*refs)),)
    notes = tuple(n.Footnote(marker=m, text=t) for m, t in footnotes)
    return n.Resolution(language="en", body=body, footnotes=notes)


def test_markers_that_start_anew_have_names_of_their_own():
    tree = _tree([("1", 0), ("2", 1), ("1", 2)], [("1", "a"), ("2", "b"), ("1", "c")])
    text = to_markdown(tree)
    assert "Text[^1][^2][^1-2]," in text
    # The reader counts on: the printed marker is told where it is another.
    assert Page(text).footnotes == {1: "a", 2: "b", 3: "[1] c"}


def test_asterisk_notes_keep_their_marker():
    text = to_markdown(_tree([("*", 0), ("1", 1)], [("*", "a"), ("1", "b")]))
    assert "Text[^star][^1]," in text
    assert Page(text).footnotes == {1: "[*] a", 2: "[1] b"}


def test_a_marker_without_footnote_is_text():
    assert "Text\\[7]," in to_markdown(_tree([("7", None)], []))


def test_a_footnote_without_marker_is_shown():
    page = Page(to_markdown(_tree([("2", 1)], [("1", "a"), ("2", "b")])))
    assert page.loose == ["[1] a"]
    assert page.footnotes == {1: "[2] b"}


def test_a_footnote_may_refer_to_another_or_to_itself():
    notes = (
        n.Footnote(marker="1", text="a", notes=_notes(("2", 1))),
        n.Footnote(marker="2", text="b", notes=_notes(("2", 1))),
        n.Footnote(marker="3", text="c", notes=_notes(("3", 2), ("4", 3))),
        n.Footnote(marker="4", text="d"),
    )
    body = (n.Preambular(text="Text,", notes=_notes(("1", 0))),)
    page = Page(to_markdown(n.Resolution(language="en", body=body, footnotes=notes)))
    assert page.footnotes == {1: "a", 2: "[4] d", 3: "[2] b"}
    assert page.loose == ["[3] c[3]"]


def test_brackets_behind_a_marker_make_no_link():
    notes = _notes(("1", 0))
    body = (n.Preambular(text="Text(see there)", notes=notes), n.Text(text="Text: a", notes=notes))
    tree = n.Resolution(language="en", body=body, footnotes=(n.Footnote(marker="1", text="a"),))
    assert [seen.text for seen in Page(to_markdown(tree)).blocks] == ["Text(see there)", "Text: a"]


def test_nothing_gives_an_empty_page():
    assert to_markdown(unres.parse("")).strip() == ""
