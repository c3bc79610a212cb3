"""The page of `unres view`, read as text; `test_view_browser` looks at it in a browser."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import trees
from trees import SCRAPS

import unres
from unres.cli import main
from unres.exchange.view.entries import KINDS
from unres.exchange.view.pieces import BLOCK
from unres.nodes import (
    Annex,
    Footnote,
    Masthead,
    NoteRef,
    Operative,
    Part,
    Resolution,
    Section,
    Text,
)
from unres.spans import Span

FIXTURES = Path(__file__).parent.parent / "fixtures"
DUMPS = sorted((FIXTURES.parents[1] / "shared/corpus").rglob("*.txt"))
SOURCES = sorted(FIXTURES.glob("*/*/source.txt"))
LIGHTS = (FIXTURES / "extracted/lighthouses.en.classic.pdftotext/source.txt").read_text("utf-8")
#: Control characters, private use, noncharacters, lone surrogates, directional controls, markup.
HOSTILE = (
    "<script>document.title = 'owned'</script><img src=x onerror=owned()> --> ]]> &lt; &#60; "
    "{{ 7 * 7 }} </script></style></title> \x00\x07\x0b\x1b[31m\x7f\x85 \u2028 \u2029 "
    "\u202eevil\u202c \u2066x\u2069 \ud800 \udfff \ud83d\ude00 \ufeff\ufffe\uffff \ue001 "
    "\U000f0000 \xad\u200b\u200e \r alone \r\n"
)


class Dump(HTMLParser):
    """What a browser makes of the left pane: its text, and which of it lies in a piece."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.kinds, self.numbers = [], [], []
        self.open = []
        self.inside = 0
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        values = dict(attributes)
        if values.get("id") == "dump":
            self.inside = len(self.open) + 1
        if tag not in ("meta", "input"):
            self.open.append((tag, values))
        if self.inside and "data-c" in values:
            self.handle_data("".join(chr(int(code, 16)) for code in values["data-c"].split()))

    def handle_endtag(self, tag):
        name, _ = self.open.pop()
        assert name == tag
        if len(self.open) < self.inside:
            self.inside = 0

    def handle_data(self, data):
        if not self.inside:
            return
        span = next((v for t, v in reversed(self.open) if t == "span"), {})
        kind = span.get("class", "").split(" ")[0]
        for character in data:
            self.text.append(character)
            self.kinds.append(kind)
            self.numbers.append(int(span.get("data-n", -1)))


def shown(source):
    res = unres.parse(source)
    return Dump(unres.to_view(res))


def assert_whole(dump, source):
    """The pane holds the source and nothing else, and every visible character has a kind."""
    assert "".join(dump.text) == source
    bare = [
        c for c, kind in zip(dump.text, dump.kinds, strict=True) if not c.isspace() and not kind
    ]
    assert bare == []
    assert set(dump.kinds) <= {"", *KINDS}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_the_pane_holds_the_dump_and_colours_all_of_it(path):
    res = unres.read(path)
    assert_whole(Dump(unres.to_view(res)), res.source)


@settings(max_examples=60, deadline=None)
@given(st.one_of(SCRAPS, st.text(st.characters(exclude_categories=()), max_size=60)))
def test_the_pane_holds_any_dump(source):
    page = unres.to_view(unres.parse(source))
    page.encode()
    assert_whole(Dump(page), source)


@settings(max_examples=40, deadline=None)
@given(trees)
def test_any_tree_has_a_page(res):
    dump = Dump(unres.to_view(evolve(res, source=" "), ()))
    rows = [v for _, v in dump.tags if v.get("role") == "treeitem" and v["class"] != "group"]
    marks = [v for t, v in dump.tags if t == "sup"]
    groups = (Resolution, Masthead, Section, Part, Annex)
    assert len(rows) + len(marks) == sum(not isinstance(n, groups) for n in unres.walk(res))


@pytest.mark.corpus
@pytest.mark.skipif(not DUMPS, reason="../shared/corpus is absent")
@pytest.mark.parametrize("path", DUMPS[::19], ids=lambda path: path.name)
def test_the_pane_holds_real_dumps(path):
    res = unres.read(path)
    assert_whole(Dump(unres.to_view(res)), res.source)


@pytest.mark.parametrize("place", ["United Nations", "Lighthouses", "Recalling", "A/93/214."])
def test_hostile_text_is_text_wherever_it_stands(place):
    source = LIGHTS.replace(place, place + HOSTILE, 1)
    clean = Dump(unres.to_view(unres.parse(LIGHTS)))
    dump = shown(source)
    assert_whole(dump, source)
    assert count(dump, "script") == count(clean, "script")
    assert count(dump, "style") == count(clean, "style")
    assert count(dump, "img") == 0
    assert not [name for _, values in dump.tags for name in values if name.startswith("on")]


def count(dump, tag):
    return sum(name == tag for name, _ in dump.tags)


def test_each_piece_is_of_the_leaf_that_owns_it():
    res = unres.parse(LIGHTS)
    dump = Dump(unres.to_view(res))
    owners = {}
    for leaf in unres.leaves(res):
        numbers = {
            dump.numbers[at]
            for start, end in leaf.runs
            for at in range(start, end)
            if not res.source[at].isspace()
        }
        assert len(numbers) == 1, leaf
        owners.setdefault(numbers.pop(), []).append(leaf)
    assert all(len(leaves) == 1 for leaves in owners.values())
    assert -1 not in owners


def test_nothing_is_fetched_and_only_the_page_s_own_code_may_run():
    dump = shown(LIGHTS)
    policy = next(v["content"] for t, v in dump.tags if v.get("http-equiv"))
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; ")
    assert policy.count("'sha256-") == count(dump, "script") + count(dump, "style")
    assert "unsafe" not in policy
    for _, values in dump.tags:
        assert "src" not in values
        assert "style" not in values
        assert values.get("href", "#").startswith("#")


def test_each_finding_has_a_mark_on_its_line_and_an_item_that_leads_there():
    res = unres.parse(
        LIGHTS.replace("keepers,4", "kee\ufffders,4").replace("Decides", "De\x07cides")
    )
    found = unres.check(res)
    assert len(found) >= 2
    dump = Dump(unres.to_view(res))
    lines = [v["href"] for t, v in dump.tags if v.get("href", "").startswith("#line-")]
    items = [v["id"] for _, v in dump.tags if v.get("id", "").startswith("finding-")]
    assert items == [f"finding-{number}" for number in range(1, len(found) + 1)]
    expected = [res.source.count("\n", 0, one.span.start) + 1 for one in found]
    assert lines == [f"#line-{line}" for line in expected]
    marks = [v for t, v in dump.tags if t == "a" and v.get("class", "").startswith("m ")]
    assert {int(mark["href"].rpartition("-")[2]) for mark in marks} <= set(range(1, len(found) + 1))
    assert len(marks) == len(set(expected))


def test_the_findings_may_be_given():
    assert 'id="finding-1"' not in unres.to_view(unres.parse("\ufffd"), ())


def test_a_tree_without_its_source_is_shown_beside_its_clean_text():
    res = unres.parse(LIGHTS)
    dump = Dump(unres.to_view(evolve(res, source="")))
    assert_whole(dump, unres.render(res))


def test_a_tree_changed_by_hand_is_shown_as_far_as_its_positions_hold():
    paragraphs = (
        Operative(text="one", runs=(Span(0, 3), Span(2, 5), Span(90, 99))),
        Text(text="two", runs=(Span(4, 8),)),
    )
    res = Resolution(language="en", body=paragraphs, source="one, two and three")
    dump = Dump(unres.to_view(res, ()))
    assert_whole(dump, res.source)
    assert dump.kinds[-1] == "unparsed"
    assert dump.numbers[-1] == -1


def test_a_marker_whose_footnote_is_not_there_leads_nowhere():
    note = NoteRef(marker="7", offset=3, footnote=7, runs=(Span(3, 4),))
    res = Resolution(
        language="en",
        body=(Operative(text="one", notes=(note,), runs=(Span(0, 3),)),),
        footnotes=(Footnote(marker="1", text="two", runs=(Span(5, 8),)),),
        source="one7 two",
    )
    assert [v for t, v in Dump(unres.to_view(res, ())).tags if t == "sup" and "data-to" in v] == []


def test_a_very_long_line_is_laid_out_in_blocks():
    source = "Recalling the forum " * (BLOCK // 4)
    dump = shown(source)
    assert_whole(dump, source)
    blocks = sum("seg" in v.get("class", "").split() for _, v in dump.tags)
    assert blocks >= len(source) // BLOCK


def test_page_breaks_count_the_pages():
    names = [v["data-p"] for _, v in shown("one\ftwo\n\fthree\f").tags if v.get("class") == "ff"]
    assert names == ["page 2", "page 3", "page 4"]


def test_numbers_of_rows_go_depth_first_and_say_what_is_below():
    rows = [v for _, v in shown(LIGHTS).tags if v.get("role") == "treeitem"]
    assert int(rows[0]["data-last"]) == max(int(row["data-last"]) for row in rows)
    for row, after in pairwise(rows):
        assert int(row["data-n"]) < int(after["data-n"])
        assert int(after["aria-level"]) <= int(row["aria-level"]) + 1
        deeper = int(after["aria-level"]) > int(row["aria-level"])
        assert deeper == ("aria-expanded" in row)


def test_every_kind_of_leaf_has_a_sign_a_name_and_a_colour():
    style = unres.to_view(unres.parse(""))
    for kind, (sign, told) in KINDS.items():
        assert f".{kind} {{ --kind:" in style
        assert f'content: "{sign}" / "{told}"' in style
    signs = [sign for sign, _ in KINDS.values()]
    assert len(set(signs)) == len(signs)


def test_the_same_tree_gives_the_same_page():
    res = unres.parse(LIGHTS)
    assert unres.to_view(res) == unres.to_view(res)


# -- the command --


def run(*args, text=None):
    return CliRunner().invoke(main, ["view", *args], input=text)


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "lights.txt"
    path.write_text(LIGHTS, encoding="utf-8")
    return path


@pytest.fixture
def at_a_terminal(monkeypatch):
    """The command as it runs where standard output is a screen."""
    # The package's `view` is the command: its module has the same name.
    monkeypatch.setattr(import_module("unres.cli.view"), "_piped", lambda: False)


def test_in_a_pipe_the_page_is_standard_output(dump):
    result = run(str(dump))
    assert result.exit_code == 0
    assert result.stdout.startswith("<!doctype html>")
    assert "lights.txt" in result.stdout
    assert run("-", text=LIGHTS).stdout.startswith("<!doctype html>")
    assert run(str(dump), "-o", "-").stdout == result.stdout


def test_at_a_terminal_the_page_is_beside_the_dump(dump, at_a_terminal):
    result = run(str(dump))
    page = dump.with_suffix(".html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {page}\n"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert run(str(dump)).exit_code == 0, "a page of ours is written anew"


def test_a_file_that_is_no_page_of_ours_is_left_alone(dump, at_a_terminal):
    page = dump.with_suffix(".html")
    page.write_text("<p>mine</p>")
    result = run(str(dump))
    assert result.exit_code == 2
    assert result.stderr == f"unres: {dump}: {page} exists and is no page of unres: give -o PATH\n"
    assert page.read_text() == "<p>mine</p>"


def test_standard_input_at_a_terminal_needs_a_place(at_a_terminal):
    result = run("-", text=LIGHTS)
    assert result.exit_code == 2
    assert result.stderr == "unres: -: no place to write the page: give -o PATH\n"


def test_the_page_can_be_opened(dump, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda uri: opened.append(uri) or True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(str(dump), "--open").exit_code == 0
    assert run(str(dump), "--open", "-o", str(tmp_path / "page.html")).exit_code == 0
    assert re.fullmatch(r"file://.*/unres-[^/]*/lights\.html", opened[0])
    assert opened[1] == (tmp_path / "page.html").as_uri()
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    failed = run(str(dump), "--open", "-o", str(tmp_path / "page.html"))
    assert failed.exit_code == 2
    assert "no browser could be started" in failed.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["missing.txt"], "unres: missing.txt: no such file or directory\n"),
        (
            ["{dump}", "-o", "no/such/place.html"],
            "unres: no/such/place.html: no such file or directory\n",
        ),
        (
            ["{dump}", "--open", "-o", "-"],
            "unres: --open needs a file: give -o PATH, or no -o (see `main view --help`)\n",
        ),
    ],
)
def test_what_goes_wrong_is_one_line(dump, args, told):
    result = run(*(arg.format(dump=dump) for arg in args))
    assert (result.exit_code, result.stderr) == (2, told)


def test_without_the_extra_the_reason_is_one_line(dump):
    program = "import sys; sys.modules['jinja2'] = None; from unres.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "view", str(dump)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert (
        done.stderr == f"unres: {dump}: the page needs the extra view: pip install 'unres[view]'\n"
    )


# -- its documentation --

PAGE = (FIXTURES.parent / ".github/docs/view.md").read_text(encoding="utf-8")


def test_the_example_in_the_documentation_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixtures").symlink_to(FIXTURES)
    exec(compile(PAGE.split("```python\n")[1].split("```")[0], "view.md", "exec"), {})
    assert 'id="finding-1"' in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_documentation_names_every_kind():
    cells = PAGE.split("<!-- kinds -->")[1].split("<!-- /kinds -->")[0].replace("|", " ")
    words = " ".join(cells.split())
    for sign, told in KINDS.values():
        assert f"{sign} {told} " in words + " "


def test_the_documentation_names_every_file():
    folder = FIXTURES.parent / "src/unres/exchange/view"
    for path in folder.iterdir():
        if path.suffix and path.name != "__init__.py":
            assert f"`{path.name}`" in PAGE
