"""What the README shows is what a reader gets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from unres import diagnostics
from unres.checks import CHECKS
from unres.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "90")


def block(after: str) -> str:
    """The fenced block that follows some words."""
    return re.compile(r"```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE).search(
        README, README.index(after)
    )[1]


def in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted)


def test_the_python_block_runs(capsys):
    exec(compile(block("## Python"), "README.md", "exec"), {})  # its assertion counts
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "A/RES/93/41 International Year of Lighthouses, 2041 2038-12-17"


def test_the_tree_is_what_the_main_command_draws():
    command = block("<!-- main command -->").strip().split("/unres ")[1].split()
    drawn = CliRunner().invoke(main, command).stdout.splitlines()
    shown = [line for line in block("What unres makes").splitlines() if line.strip("│ ") != "…"]
    assert len(shown) > 20
    assert in_order(shown, drawn)


def test_the_dump_is_the_one_that_is_read():
    path = block("<!-- main command -->").strip().split()[-1]
    dump = (ROOT / path).read_text(encoding="utf-8").replace("\f", "")
    assert block("What the extractor left") in dump


def test_the_findings_are_what_check_prints():
    prompt, shown = block("has more examples").split("\n", 1)
    result = CliRunner().invoke(main, prompt.split()[2:])
    assert result.stdout + result.stderr == shown


FORMATS = README.split("## Formats")[1].split("## Diagnostics")[0]


@pytest.mark.parametrize(
    "example", re.findall(r"```console\n\$ unres (.*?)^```", FORMATS, re.DOTALL | re.MULTILINE)
)
def test_the_formats_are_what_the_commands_write(example):
    command, shown = example.split("\n", 1)
    written = CliRunner().invoke(main, command.split()).stdout
    for passage in shown.strip("…\n").split("\n…\n"):
        assert passage in written


def test_the_table_of_diagnostics_is_that_of_the_code():
    shown = README.split("<!-- diagnostics -->\n")[1].split("\n<!-- /diagnostics -->")[0]
    assert shown == diagnostics.table()


def test_a_reserved_name_has_no_check_and_any_other_is_reported():
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "diagnostics.py"
    )
    for name, code in diagnostics.CODES.items():
        assert code.reserved == (name not in CHECKS and f'"{name}"' not in source), name
