"""The pages on formats show what a reader gets who runs what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from unres.cli import main
from unres.comparison import IGNORABLE

ROOT = Path(__file__).parent.parent
PAGES = {
    name: (ROOT / f".github/docs/{name}.md").read_text(encoding="utf-8")
    for name in ("markdown", "html", "diff")
}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def fenced(language: str) -> list[str]:
    return [b for page in PAGES.values() for kind, b in FENCE.findall(page) if kind == language]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("block", fenced("console"))
def test_a_console_shows_what_is_printed(block):
    command, shown = block.removeprefix("$ unres ").split("\n", 1)
    printed = CliRunner().invoke(main, command.split()).stdout
    assert "…\n" in shown or printed == shown
    at = 0
    for piece in shown.split("…\n"):
        assert piece in printed[at:]
        at = printed.index(piece, at) + len(piece)


@pytest.mark.parametrize("block", fenced("python"))
def test_a_python_block_runs(block, capsys):
    exec(compile(block, "page", "exec"), {})


def test_the_page_names_all_that_can_be_ignored():
    assert tuple(re.findall(r"^\| `(\w+)` \|", PAGES["diff"], re.MULTILINE)) == IGNORABLE
