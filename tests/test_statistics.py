"""What `check --statistics` tells of many files, by which a batch can be sorted."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from samples import INTACT
from test_volumes import FIRST, SECOND

from unres.checks.score import Completeness, together
from unres.cli import main

CUT = INTACT[: INTACT.index("measured")]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a-whole.txt").write_text(INTACT, encoding="utf-8")
    (tmp_path / "b-cut.txt").write_text(CUT, encoding="utf-8")
    (tmp_path / "c-gap.txt").write_text(INTACT.replace("3. Decides", "4. Decides"), "utf-8")
    return tmp_path


def run(*args):
    return CliRunner().invoke(main, ["check", *map(str, args)])


def records(*args):
    lines = run(*args, "--statistics", "--format", "jsonl").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    return [r for r in found if "file" in r], [r for r in found if "code" in r]


def test_the_least_complete_file_comes_first(folder):
    files, _ = records(folder)
    assert [record["file"].rpartition("/")[2] for record in files] == [
        "b-cut.txt",
        "c-gap.txt",
        "a-whole.txt",
    ]
    scores = [record["score"] for record in files]
    assert scores == sorted(scores)
    assert scores[-1] == 1


def test_a_record_has_the_shares_and_what_is_missing(folder):
    files, _ = records(folder)
    cut, _, whole = files
    assert cut["missing"] == ["end"]
    assert cut["parts"] < 1
    assert cut["errors"] == 2  # cut off, and the footnote's text with it
    assert {name: whole[name] for name in ("parts", "paragraphs", "footnotes", "characters")} == {
        "parts": 1,
        "paragraphs": 1,
        "footnotes": 1,
        "characters": 1,
    }


def test_the_names_are_counted_after_the_files(folder):
    _, names = records(folder, "--select", "numbering,truncated")
    assert [(r["code"], r["name"], r["count"], r["files"]) for r in names] == [
        ("U104", "numbering-gap", 1, 1),
        ("U505", "truncated", 1, 1),
    ]


def test_what_is_selected_does_not_change_how_complete_a_file_is(folder):
    whole, _ = records(folder)
    some, _ = records(folder, "--select", "wording")
    assert [r["score"] for r in some] == [r["score"] for r in whole]


def test_for_a_person_it_is_two_tables(folder):
    result = run(folder, "--statistics")
    files, names = result.stdout.split("\n\n")
    head, first, *_ = files.splitlines()
    assert head.split() == ["whole", "parts", "numbers", "notes", "read", "file"]
    assert first.endswith("b-cut.txt  (no end)")
    assert "U104 numbering-gap" in names
    assert result.exit_code == 1


def test_a_volume_is_as_complete_as_its_resolutions_are_on_the_whole():
    one = Completeness(1.0, 0.5, 1.0, 1.0, ("end",))
    two = Completeness(0.8, 1.0, 1.0, 0.5, ("title", "end"))
    both = together([one, two])
    assert (both.parts, both.paragraphs, both.characters) == (0.9, 0.75, 0.75)
    assert both.missing == ("end", "title")


# -- volumes in the commands --


@pytest.fixture
def volume(tmp_path):
    path = tmp_path / "volume.txt"
    path.write_text(FIRST + "\n" + SECOND.replace("2. Decides", "3. Dec\x07ides"), "utf-8")
    return path


def invoke(*args):
    return CliRunner().invoke(main, list(map(str, args)))


def test_findings_in_a_volume_stand_on_the_lines_of_the_file(volume):
    lines = volume.read_text("utf-8").split("\n")
    found = [json.loads(line) for line in run(volume, "--format", "jsonl").stdout.splitlines()]
    assert {d["name"] for d in found} == {"numbering-gap", "control-character"}
    assert all("3. Dec" in lines[d["line"] - 1] for d in found)


def test_a_volume_is_mended_resolution_by_resolution(volume):
    result = run(volume, "--fix")
    assert volume.read_text("utf-8") == FIRST + "\n" + SECOND.replace("2. Decides", "3. Decides")
    assert f":{FIRST.count(chr(10)) + 16}: fixed U303" in result.stderr


def test_the_outline_of_a_volume_has_the_records_of_each(volume):
    text = volume.read_text("utf-8")
    found = [json.loads(line) for line in invoke("outline", volume).stdout.splitlines()]
    heads = [r["symbol"] for r in found if r["kind"] == "resolution"]
    assert heads == ["A/RES/93/41", "A/RES/93/42"]
    paragraphs = [r for r in found if r["kind"] == "operative"]
    assert [text[r["span"][0]] for r in paragraphs] == ["1", "2", "1", "3"]
    assert [text.split("\n")[r["line"] - 1][0] for r in paragraphs] == ["1", "2", "1", "3"]


def test_a_volume_is_cleaned_and_shown_one_after_another(volume, tmp_path):
    clean = invoke("clean", volume).stdout
    (tmp_path / "clean.txt").write_text(clean, encoding="utf-8")
    again = invoke("outline", tmp_path / "clean.txt").stdout
    assert again.count('"kind": "resolution"') == 2
    drawn = invoke("parse", volume).stdout
    assert [line for line in drawn.splitlines() if line.startswith("Resolution")] == [
        "Resolution 93/41  English",
        "Resolution 93/42  English",
    ]
    refused = invoke("parse", volume, "--format", "akn")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
