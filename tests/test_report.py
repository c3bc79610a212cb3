"""The report on a collection: its figures, its page, its links, its command."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("duckdb")
pytest.importorskip("jinja2")
pytest.importorskip("matplotlib")

import duckdb

from unres.batch.columns import COLUMNS
from unres.batch.partition import parse_partition
from unres.cli import main
from unres.report import gather, queries, report, views
from unres.report.queries import NEEDED

FIXTURES = Path(__file__).parents[1] / "fixtures" / "damaged"
NAMES = ("plain.en", "plain.fr", "cut-off.fr", "lost-footnotes.es", "lost-glyph.zh", "no-rule.ar")


def written(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row, default=str) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    files = [str(FIXTURES / name / "source.txt") for name in NAMES]
    return [*parse_partition(files), *parse_partition([files[0], "absent/of-old.txt"])]


@pytest.fixture
def lines(rows, tmp_path) -> Path:
    return written(tmp_path / "all.jsonl", rows)


def row(**values: object) -> dict:
    """A row of a whole document, but for some values."""
    empty = {column.name: None for column in COLUMNS["documents"]}
    plain = {
        "file": "a.txt", "sha256": "0", "bytes": 10, "organ": "General Assembly", "pages": 1,
        "symbol": "A/RES/93/41", "year": 2038, "language": "en", "characters": 9,
        "unparsed_characters": 0, "completeness": 1.0, "completeness_paragraphs": 1.0,
        "completeness_footnotes": 1.0, "completeness_characters": 1.0, "missing": [],
        "errors": 0, "warnings": 0,
        "codes": [], "findings": [],
    }  # fmt: skip
    return empty | plain | values


def test_every_column_that_is_read_is_one_of_a_batch():
    assert set(NEEDED) <= {column.name for column in COLUMNS["documents"]}


def test_figures_are_those_of_the_rows(lines, rows):
    found = gather([lines])
    read = [r for r in rows if r["error"] is None]
    totals = found.totals
    assert (totals.documents, totals.unreadable) == (len(rows), 1)
    assert totals.whole == sum(r["completeness"] == 1 for r in read) > 0
    assert totals.clean == sum(r["errors"] == 0 == r["warnings"] for r in read) > 0
    assert totals.completeness == pytest.approx(sum(r["completeness"] for r in read) / len(read))
    assert totals.pages == sum(r["pages"] for r in read)
    assert totals.repeated == 1
    assert {g.name: g.documents for g in found.languages} == {
        "en": 2, "fr": 2, "es": 1, "zh": 1, "ar": 1,
    }  # fmt: skip
    assert sum(found.years.values()) == sum(r["year"] is not None for r in read)
    assert sum(found.completeness.values()) == len(read)
    for code in found.codes:
        held = [c for r in read for c in r["codes"] if c["code"] == code.code]
        held = [c for c in held if c["severity"] == code.severity]
        assert (code.documents, code.times) == (len(held), sum(c["count"] for c in held))
    assert {c.code for c in found.codes} == {c["code"] for r in read for c in r["codes"]}


def test_the_least_complete_come_first_and_the_whole_do_not_come(lines):
    found = gather([lines]).worst
    assert [d.completeness for d in found] == sorted(d.completeness for d in found)
    assert "cut-off.fr" in found[0].file + found[1].file
    assert all(d.completeness < 1 for d in found)
    assert len(gather([lines], worst=1).worst) == 1


def test_what_lowers_completeness_is_told(tmp_path):
    bad = row(completeness=0.3, missing=["end"], completeness_footnotes=0.0004)
    found = gather([written(tmp_path / "x.jsonl", [bad])])
    assert found.worst[0].lowered == ("no end", "footnotes 0.1 %")


def test_parquet_and_lines_give_the_same_page(lines, tmp_path):
    parquet = tmp_path / "all.parquet"
    duckdb.sql(f"COPY (FROM read_ndjson('{lines}')) TO '{parquet}'")
    pages = [report([file]) for file in (lines, parquet, lines)]
    assert pages[0] == pages[2]
    assert pages[1] == pages[0].replace("all.jsonl", "all.parquet")


def test_files_are_put_together(lines, rows, tmp_path):
    more = written(tmp_path / "more.jsonl", [row(file="b.txt", organ="Security Council")])
    found = gather([lines, more])
    assert found.totals.documents == len(rows) + 1
    assert "Security Council" in {group.name for group in found.organs}


def test_order_of_rows_changes_nothing(rows, tmp_path):
    one = written(tmp_path / "x.jsonl", rows)
    page = report([one])
    written(one, rows[::-1])
    assert report([one]) == page


def test_figures_of_languages_and_versions(tmp_path):
    file = written(
        tmp_path / "x.jsonl",
        [
            row(language="en"), row(language="fr"), row(language="fr", sha256="2"),
            row(symbol="A/RES/93/42"), row(symbol=None),
        ],
    )  # fmt: skip
    found = gather([file])
    assert found.tongues == {1: 1, 2: 1}
    assert (found.totals.resolutions, found.totals.versions) == (2, 1)


class Page(HTMLParser):
    """What a page refers to, and whether its elements are closed."""

    VOID = frozenset({"meta", "path", "use", "rect", "link", "br", "img", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.seen: dict[str, int] = {}
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen[tag] = self.seen.get(tag, 0) + 1
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [v for k, v in attrs if k in {"href", "src", "xlink:href"}]
        self.links += [u for v in given.values() for u in re.findall(r"url\(([^)]*)", v or "")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_stands_alone_and_is_sound(lines):
    page = Page(report([lines]))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids)) > 0
    assert {link for link in page.links if not link.startswith("#")} == set()
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert "script" not in page.seen
    assert page.seen["dt"] == page.seen["dd"]
    assert page.seen["svg"] == page.seen["figure"] >= 4


def test_every_plot_is_told_in_words_and_its_figures_stand_in_a_table(lines):
    text = report([lines])
    for label in re.findall(r'<svg role="img" aria-labelledby="([^"]*)"', text):
        title, description = label.split()
        assert re.search(rf'<title id="{title}">[^<]+</title>', text)
        assert re.search(rf'<desc id="{description}">[^<]+</desc>', text)
    assert text.count("<table") >= text.count("<svg")
    assert "#0101" not in text  # all colours are the style sheet's


NASTY = "<script>alert(1)</script>\"'&$x^2$\x00\u202e"


def test_everything_from_the_rows_is_escaped(tmp_path):
    finding = {"code": NASTY, "name": NASTY, "severity": NASTY, "line": 1, "column": 1}
    bad = row(
        file=NASTY, symbol=NASTY, title=NASTY, organ=NASTY, language=NASTY, missing=[NASTY],
        completeness=0.2, codes=[finding | {"count": 1}], findings=[finding | {"message": NASTY}],
    )  # fmt: skip
    file = written(tmp_path / "x.jsonl", [bad, row(), row(file=NASTY, error=NASTY, organ=None)])
    page = Page(text := report([file], title=NASTY))
    assert "script" not in page.seen
    assert page.open == []
    assert "alert(1)" in "".join(page.text)
    text.encode("utf-8")
    assert "\x00" not in text


@pytest.mark.parametrize(
    ("rows_", "says"),
    [([], "no document in it"), ([row(error="gone")], "no document in it"), ([row()], "is whole")],
)
def test_a_collection_of_next_to_nothing_has_a_page(rows_, says, tmp_path):
    page = report([written(tmp_path / "x.jsonl", rows_)])
    assert says in page
    assert Page(page).open == []


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.txt", "", "a report is made of .parquet or .jsonl"),
        ("x.jsonl", '{"a": 1}\n', "not made by `unres batch`: it has no column file"),
        ("x.parquet", "no parquet", "x.parquet"),
        ("x.jsonl", json.dumps({c.name: None for c in COLUMNS["blocks"]}), "--rows documents"),
        ("x.jsonl", json.dumps(row()) + "\n{", "JSON"),
    ],
)
def test_what_is_no_collection_is_refused_in_one_line(name, text, says, tmp_path):
    file = tmp_path / name
    file.write_text(text)
    done = CliRunner().invoke(main, ["report", str(file), "-o", str(tmp_path / "page.html")])
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "page.html").exists()


def test_an_absent_file_is_told(tmp_path):
    done = CliRunner().invoke(main, ["report", str(tmp_path / "none.parquet")])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "no such file" in done.stderr


def test_a_page_is_linked_or_made_where_the_dump_is_still_the_same(lines, tmp_path):
    found = gather([lines])
    made = []

    def draw(data, name):
        made.append(name)
        return "page"

    folder = tmp_path / "views"
    links = views.pages(found.worst, folder, tmp_path, draw)
    assert set(links) == {document.file for document in found.worst} == set(made)
    assert all((tmp_path / link).read_text() == "page" for link in links.values())
    assert views.pages(found.worst, folder, tmp_path, draw) == links
    assert len(made) == len(links)  # nothing is made twice
    assert all(f'href="{link}"' in report([lines], link=lambda _: links) for link in links.values())


def test_a_changed_or_absent_dump_has_no_page(tmp_path):
    dump = tmp_path / "of: old.txt"
    dump.write_text("The General Assembly,")
    other = [row(file=str(dump), completeness=0.1), row(file="zip!/a.txt", completeness=0.2)]
    found = gather([written(tmp_path / "x.jsonl", other)])
    assert views.pages(found.worst, tmp_path, tmp_path, lambda *_: "page") == {}
    (tmp_path / "of: old.html").write_text("made by hand")
    links = views.pages(found.worst, tmp_path, tmp_path, lambda *_: "page")
    assert links == {str(dump): "of%3A%20old.html"}


def test_the_command_writes_a_page(lines, tmp_path):
    page = tmp_path / "page.html"
    done = CliRunner().invoke(main, ["report", str(lines), "-o", str(page), "--title", "Lamps"])
    assert (done.exit_code, done.output) == (0, "")
    assert "<title>Lamps</title>" in page.read_text()


PAGE = (Path(__file__).parents[1] / ".github" / "docs" / "report.md").read_text("utf-8")


@pytest.fixture(scope="module")
def batch(tmp_path_factory) -> Path:
    """A folder with `all.parquet`, as `unres batch` writes it of the fixtures."""
    pytest.importorskip("pyarrow")
    folder = tmp_path_factory.mktemp("batch")
    files = [str(FIXTURES / name / "source.txt") for name in NAMES]
    done = CliRunner().invoke(main, ["batch", *files, "-q", "-o", str(folder / "all.parquet")])
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
def test_the_queries_of_the_documentation_run(query, batch, monkeypatch):
    monkeypatch.chdir(batch)
    assert duckdb.sql(query).columns


@pytest.mark.parametrize("program", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_the_programs_of_the_documentation_run(program, batch, monkeypatch, capsys):
    if "polars" in program:
        pytest.importorskip("polars")
    monkeypatch.chdir(batch)
    exec(program, {})
    assert capsys.readouterr().out.strip()


def test_a_batch_and_its_report(batch):
    found = gather([batch / "all.parquet"])
    assert found.totals.documents == len(NAMES)
    assert found.totals.unreadable == 0


def test_a_slow_query_writes_nothing_into_the_page(lines, monkeypatch):
    setting = "SELECT 'shown', CAST(current_setting('enable_progress_bar') AS INTEGER)"
    monkeypatch.setattr(queries, "MISSING", setting)
    assert gather([lines]).missing == {"shown": 0}
