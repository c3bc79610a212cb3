"""The commands, as a user meets them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import INTACT as DUMP

import unres
from unres.cli import main


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "noise.txt"
    path.write_text(DUMP, encoding="utf-8")
    return str(path)


@pytest.fixture
def damaged(tmp_path):
    path = tmp_path / "damaged.txt"
    path.write_text(DUMP.replace("northern", "nor\ufffdhern"), encoding="utf-8")
    return str(path)


def run(*args, text=None):
    return CliRunner().invoke(main, args, input=text)


def records(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_help_teaches_with_examples():
    result = run("--help")
    assert result.exit_code == 0
    assert "unres outline *.txt" in result.stdout
    for command in ("parse", "outline", "check", "clean"):
        assert f"unres {command}" in run(command, "--help").stdout


def test_version():
    result = run("--version")
    assert result.exit_code == 0
    assert re.fullmatch(r"unres \d+\.\d+\.\d+ \((compiled|pure Python)\)\n", result.stdout)


def test_parse_draws_the_tree(dump):
    result = run("parse", dump)
    assert result.exit_code == 0
    assert "81/9" in result.stdout
    assert "\x1b" not in result.stdout
    assert "Traceback" not in result.stderr


def test_parse_writes_json(dump):
    result = run("parse", dump, "--format", "json")
    assert json.loads(result.stdout)["kind"] == "resolution"


def test_outline_reads_files_in_the_order_given(dump, damaged):
    result = run("outline", damaged, dump)
    assert result.exit_code == 0
    assert [r["file"] for r in records(result) if r["kind"] == "resolution"] == [damaged, dump]


def test_outline_reads_standard_input():
    result = run("outline", "-", text=DUMP)
    first, *blocks = records(result)
    assert (first["file"], first["number"]) == ("-", "81/9")
    assert "opening" in {b["kind"] for b in blocks}


def test_outline_adds_furniture_only_when_asked(dump):
    assert "furniture" not in {r["kind"] for r in records(run("outline", dump))}
    assert "furniture" in {r["kind"] for r in records(run("outline", dump, "--furniture"))}


def test_a_folder_means_the_texts_below_it(tmp_path):
    (tmp_path / "below").mkdir()
    for name in ("b.txt", "below/a.md", "below/note.pdf"):
        (tmp_path / name).write_text(DUMP, encoding="utf-8")
    result = run("outline", str(tmp_path))
    files = [r["file"] for r in records(result) if r["kind"] == "resolution"]
    assert files == [str(tmp_path / "b.txt"), str(tmp_path / "below" / "a.md")]


def test_many_files_give_what_each_gives_alone(tmp_path):
    paths = []
    for number in range(12):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(DUMP.replace("Ocean", f"Ocean {number}"), encoding="utf-8")
        paths.append(str(path))
    together = run("outline", *paths).stdout
    assert together == "".join(run("outline", path).stdout for path in paths)


def test_an_unreadable_file_is_one_line_and_the_others_go_on(dump, tmp_path):
    missing = str(tmp_path / "missing.txt")
    result = run("outline", missing, dump)
    assert result.exit_code == 2
    assert result.stderr == f"unres: {missing}: no such file or directory\n"
    assert {r["file"] for r in records(result) if r["kind"] == "resolution"} == {dump}


@pytest.mark.parametrize("args", [("outline",), ("parse", "--fromat"), ("nothing",)])
def test_a_wrong_call_is_one_line(args):
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "--help" in result.stderr


def test_check_of_an_intact_dump_is_silent_and_succeeds(dump):
    result = run("check", dump, "--quiet")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_check_shows_the_line_and_a_caret(damaged):
    result = run("check", damaged, "--quiet")
    assert result.exit_code == 1
    head, line, caret = result.stdout.splitlines()
    assert head.startswith(f"{damaged}:13:")
    assert "error U301 lost-glyph: " in head
    assert line[caret.index("^")] == "\ufffd"
    assert result.stderr == "1 error in 1 file\n"


def test_check_writes_json_lines(damaged):
    (found,) = records(run("check", damaged, "--format", "jsonl", "--select", "lost-glyph"))
    column = found["column"]
    assert found == {
        "file": damaged,
        "code": "U301",
        "name": "lost-glyph",
        "severity": "error",
        "line": 13,
        "column": column,
        "end_line": 13,
        "end_column": column + 1,
        "message": "a character is lost: U+FFFD",
        "fix": None,
    }
    assert DUMP.splitlines()[12][column - 1] == "t"


def test_check_of_an_unusable_file_exits_with_two(tmp_path, damaged):
    assert run("check", damaged, str(tmp_path / "missing.txt")).exit_code == 2


@pytest.mark.parametrize(
    ("content", "reason"), [(b" \n\x0c", "holds no text"), (b"%PDF-1.7 ...", "a PDF")]
)
def test_what_holds_no_dump_is_said_to(tmp_path, content, reason):
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    result = run("check", str(path))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"unres: {path}: {reason}")
    assert result.stderr.count("\n") == 1


def test_check_refuses_an_unknown_name(dump):
    result = run("check", dump, "--select", "lost-glyphs")
    assert result.exit_code == 2
    assert "did you mean lost-glyph?" in result.stderr


def test_clean_writes_where_it_is_told(dump, tmp_path):
    out = tmp_path / "clean.txt"
    assert run("clean", dump, "-o", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8") == run("clean", dump).stdout
    assert "Ocean noise" in run("clean", dump).stdout


def test_clean_folds_and_sets_notes_where_it_is_told(dump):
    folded = run("clean", dump, "--width", "40", "--notes", "paragraph").stdout
    assert max(map(len, folded.split("\n"))) <= 40
    assert "  [1]: See A/80/16.\n" in folded
    assert unres.parse(folded) == unres.read(dump)
    assert run("clean", dump, "--width", "9").exit_code == 2


def test_clean_writes_a_folder_as_it_stands(dump, tmp_path):
    dumps = tmp_path / "dumps"
    (dumps / "en").mkdir(parents=True)
    for name in ("en/a.txt", "b.md"):
        (dumps / name).write_bytes(Path(dump).read_bytes())
    out = tmp_path / "out"
    assert run("clean", str(dumps), "-o", str(out)).exit_code == 0
    written = sorted(str(p.relative_to(out).as_posix()) for p in out.rglob("*.*"))
    assert written == ["b.md", "en/a.txt"]
    assert (out / "b.md").read_text(encoding="utf-8") == run("clean", dump).stdout


def test_clean_of_one_file_into_a_folder(dump, tmp_path):
    (tmp_path / "out").mkdir()
    assert run("clean", dump, "-o", str(tmp_path / "out")).exit_code == 0
    assert (tmp_path / "out" / Path(dump).name).is_file()


def test_clean_of_several_files_needs_a_folder(dump):
    result = run("clean", dump, dump)
    assert result.exit_code == 2
    assert "-o FOLDER" in result.stderr


def test_clean_never_writes_over_a_dump_or_two_texts_to_one_place(dump, tmp_path):
    before = Path(dump).read_bytes()
    for output in (dump, str(Path(dump).parent)):
        result = run("clean", dump, "-o", output)
        assert result.exit_code == 2
        assert "is a dump that is being read" in result.stderr
    assert Path(dump).read_bytes() == before
    other = tmp_path / "other" / Path(dump).name
    other.parent.mkdir()
    other.write_bytes(before)
    result = run("clean", dump, str(other), "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "would both be written" in result.stderr


def test_a_file_that_cannot_be_read_does_not_stop_the_others(dump, tmp_path):
    result = run("clean", str(tmp_path / "no.txt"), dump, "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "out" / Path(dump).name).is_file()


def test_json_without_positions(dump):
    data = json.loads(run("parse", dump, "--format", "json", "--no-positions").stdout)
    assert "span" not in data
    assert "span" in json.loads(run("parse", dump, "--format", "json").stdout)


def test_the_schema_is_printed():
    assert json.loads(run("schema").stdout) == unres.json_schema()


def test_clean_cannot_write_into_nowhere(dump, tmp_path):
    result = run("clean", dump, "-o", str(tmp_path / "no" / "where.txt"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_closed_pipe_is_quiet(dump):
    files = " ".join([dump] * 60)
    command = f"{sys.executable} -m unres outline {files} | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["kind"] == "resolution"
    assert done.stderr == ""


def test_help_imports_nothing_heavy():
    code = (
        "import sys, unres.cli\n"
        "try: unres.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'cattrs', 'rich', 'multiprocessing'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0, done.stderr
