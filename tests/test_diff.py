"""`unres diff`: what a person reads, a browser shows, a program gets; exit statuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from strategies import trees
from test_comparison import ARABIC, DATA, SPANISH, changed
from test_html import HOSTILE, Page
from trees import grow

from unres import nodes as n
from unres import read, to_akn
from unres.cli import main
from unres.comparison import diff
from unres.comparison.rows import IGNORABLE
from unres.exchange.changes_page import to_page
from unres.exchange.changes_records import to_jsonl
from unres.exchange.changes_text import to_text
from unres.render import render

ROOT = Path(__file__).parent.parent
OLD = str(ROOT / "fixtures/extracted/lighthouses.en.classic.pdftotext/source.txt")
NEW = str(ROOT / "fixtures/extracted/lighthouses.en.modern-drawn.pypdfium2/source.txt")
RUSSIAN = str(ROOT / "fixtures/extracted/lighthouses.ru.modern-drawn.pypdfium2/source.txt")


def run(*words: str, stdin: str | None = None):
    return CliRunner().invoke(main, ["diff", *words], input=stdin)


def edit(data):
    data["body"][1]["preambular"] = data["body"][1]["preambular"].replace("forum", "<b>fair</b>")
    data["body"].pop(2)
    data["body"][4]["operative"] = "2. Decides to light the moon.[2]"
    data["footnotes"].append("3 Ibid.")
    data["masthead"].pop()


@pytest.fixture(scope="module")
def found():
    return diff(grow(DATA), changed(edit))


def test_the_text_is_for_a_person(found):
    assert to_text(found, "a.txt", "b.txt") == (ROOT / "tests/test_diff/changes.txt").read_text(
        encoding="utf-8"
    )


def test_colours_tell_nothing_more(found):
    painted = to_text(found, "a.txt", "b.txt", colours=True)
    assert "\x1b[31;9mforum\x1b[0m\x1b[32;4m<b>fair</b>\x1b[0m" in painted
    bare = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    plain = re.sub(r"\[-|-\]|\{\+|\+\}", "", to_text(found, "a.txt", "b.txt"))
    assert bare == plain


def test_every_change_has_a_record(found):
    first, *rest = map(json.loads, to_jsonl(found, "a.txt", "b.txt").splitlines())
    assert (first["kind"], first["old"], first["new"], first["equal"]) == (
        "comparison", "a.txt", "b.txt", False,
    )  # fmt: skip
    assert first["counts"]["lost"] == 2
    assert len(rest) == len(found.changes)
    for record, change in zip(rest, found.changes, strict=True):
        assert record["kind"] == "change"
        assert [p["text"] for p in record["new"]] == [p.text for p in change.new]
        if record["words"]:
            assert "".join(w["old"] for w in record["words"]) == record["old"][0]["text"]


def page_of(found):
    page = Page(to_page(found, "a.txt", "b.txt"))
    page.check_links()
    return page


def test_the_page_marks_what_changed(found):
    page = page_of(found)
    assert ["".join(e.itertext()) for e in page.elements if e.tag in {"del", "ins"}][1:3] == [
        "forum",
        "<b>fair</b>",
    ]
    assert len(page.all("article")) == len(found.changes)
    assert len(page.all("nav")) == 1


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(trees, trees)
def test_anything_can_be_shown(one, other):
    found = diff(one, other)
    page_of(found)
    to_text(found, "a", "b").encode()
    for line in to_jsonl(found, "a", "b").split("\n")[:-1]:
        json.loads(line)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_dump_becomes_markup(hostile):
    def pages(text):
        one, other = (
            n.Resolution(
                language="en",
                title=n.Title(text=text, number=number),
                body=(n.Operative(text=text, label=number), n.Text(text=f"a {text} b {number}")),
            )
            for number in ("1", text)
        )
        return Page(to_page(diff(one, other), text, text))

    got, wanted = pages(hostile), pages("x")
    extra = {"del", "ins"}
    assert [e.tag for e in got.elements if e.tag not in extra] == [
        e.tag for e in wanted.elements if e.tag not in extra
    ]
    assert {k for e in got.elements for k in e.attrib} == {
        k for e in wanted.elements for k in e.attrib
    }


def test_two_languages_stand_side_by_side():
    data = {**ARABIC, "footnotes": []}
    found = diff(grow(SPANISH), grow(data))
    assert "compared by their build" in to_text(found, "a", "b")
    page = page_of(found)
    directions = {(e.get("lang"), e.get("dir")) for e in page.all("p") if e.get("lang")}
    assert directions == {("es", "ltr"), ("ar", "rtl")}


def test_a_page_of_no_difference():
    tree = grow(DATA)
    page = page_of(diff(tree, tree))
    assert not page.all("article")
    assert page.all("p", class_="summary")[0].text == "No difference: 14 passages the same."


# ----------------------------------------------------------------------------------- the command


def test_equal_dumps_exit_with_0():
    result = run(OLD, OLD)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "No difference" in result.stdout


def test_dumps_of_one_document_differ_where_an_extractor_erred():
    result = run(OLD, NEW)
    assert result.exit_code in {0, 1}
    assert result.exit_code == 0 or "session" in result.stdout


def test_a_lost_paragraph_exits_with_1(tmp_path):
    text = render(grow(DATA))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    cut = "\n".join(line for line in text.splitlines() if "Welcoming" not in line)
    result = run(str(tmp_path / "a.txt"), "-", stdin=f"{cut}\n")
    assert result.exit_code == 1
    assert "- preambular paragraph 2 — lost (line" in result.stdout
    assert "\x1b" not in result.stdout


def test_two_languages_of_one_document():
    result = run(OLD, RUSSIAN)
    assert "English and Russian: compared by their build" in result.stdout
    assert result.exit_code == 0


def test_a_dump_and_its_akoma_ntoso(tmp_path):
    pytest.importorskip("lxml", reason="needs the extra `akn`")
    official = tmp_path / "official.xml"
    official.write_text(to_akn(read(OLD)), encoding="utf-8")
    result = run(OLD, str(official))
    assert (result.exit_code, result.stderr) == (0, "")
    cut = official.read_text(encoding="utf-8").replace("open the towers", "shut the towers")
    official.write_text(cut, encoding="utf-8")
    result = run(OLD, str(official))
    assert result.exit_code == 1
    assert "~ operative paragraph 5 — changed" in result.stdout


@pytest.mark.parametrize("form", ["text", "html", "jsonl"])
def test_every_format_can_be_written_to_a_file(form, tmp_path):
    out = tmp_path / "out"
    result = run(OLD, NEW, "--format", form, "-o", str(out))
    assert result.stdout == ""
    assert out.read_text(encoding="utf-8") == run(OLD, NEW, "--format", form).stdout


def test_quiet_says_nothing():
    result = run(OLD, NEW, "--quiet")
    assert (result.stdout, result.stderr) == ("", "")
    assert result.exit_code == run(OLD, NEW).exit_code


def test_what_is_ignored(tmp_path):
    text = render(grow(DATA))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("Welcoming", "WELCOMING"), encoding="utf-8")
    names = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert run(*names).exit_code == 1
    assert run(*names, "--ignore", "masthead,case").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([OLD, "nowhere.txt"], "nowhere.txt: no such file or directory"),
        (["nowhere.txt", "neither.txt"], "neither.txt"),
        ([OLD, NEW, "--ignore", "colour"], "--ignore does not know 'colour'"),
        ([OLD], "Missing argument 'B'"),
        (["-", "-"], "standard input can be one of the two only"),
        ([OLD, NEW, "-o", "/nowhere/out"], "/nowhere/out: no such file or directory"),
    ],
)
def test_what_cannot_be_used_exits_with_2(words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_the_help_names_all_that_can_be_ignored():
    shown = run("--help").stdout
    assert all(name in shown for name in IGNORABLE)
