"""The catalogue of phenomena lists every fixture, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
PAGE = ROOT / ".github" / "docs" / "fixtures.md"


class Row(NamedTuple):
    """A phenomenon: what holds it, and in which languages."""

    what: str
    fixtures: tuple[str, ...]
    tests: tuple[str, ...]
    languages: tuple[str, ...]


def catalogue() -> list[Row]:
    rows = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| phenomenon"):
            what, held, languages = (cell.strip() for cell in line.strip("|").split(" |"))
            names = re.findall(r"`([^`]+)`", held)
            tests = tuple(name for name in names if "::" in name)
            fixtures = tuple(name for name in names if "::" not in name)
            rows.append(Row(what, fixtures, tests, tuple(languages.split())))
    return rows


ROWS = catalogue()


def folders(pattern: str) -> list[Path]:
    return sorted(path for path in FIXTURES.glob(pattern) if (path / "source.txt").exists())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what[:50])
def test_what_is_listed_is_there_in_the_languages_listed(row):
    assert row.fixtures or row.tests
    found = [path for pattern in row.fixtures for path in folders(pattern)]
    assert [pattern for pattern in row.fixtures if not folders(pattern)] == []
    assert sorted({path.name.split(".")[1] for path in found}) == sorted(row.languages)


@pytest.mark.parametrize("name", sorted({name for row in ROWS for name in row.tests}))
def test_a_test_that_is_listed_is_there(name):
    path, _, member = name.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".yml"):
        assert member in yaml.safe_load(text)
    else:
        assert f"\ndef {member}(" in text


def test_every_fixture_is_listed():
    every = {*folders("damaged/*"), *folders("extracted/*")}
    listed = {path for row in ROWS for pattern in row.fixtures for path in folders(pattern)}
    assert sorted(path.name for path in every - listed) == []
