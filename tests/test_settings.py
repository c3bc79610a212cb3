"""Which checks are wanted: the command line over the nearest file."""

from __future__ import annotations

import pytest

from unres.diagnostics import CODES
from unres.settings import Settings, SettingsError, beside, read

NUMBERING = {name for name, code in CODES.items() if code.family == "numbering"}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_all_checks_are_wanted_unless_told():
    assert Settings().names() == set(CODES)


@pytest.mark.parametrize("word", ["U104", "numbering-gap"])
def test_a_code_and_a_name_mean_one_check(word):
    assert Settings((word,)).names() == {"numbering-gap"}


def test_a_family_means_all_its_checks_without_those_ignored():
    assert Settings(("numbering",), ("U104",)).names() == NUMBERING - {"numbering-gap"}


def test_a_selection_begins_anew_and_what_is_ignored_adds_up():
    file = Settings(("numbering",), ("U104",))
    assert Settings(("U104",)).over(file).names() == {"numbering-gap"}
    assert Settings(ignore=("U101",)).over(file).names() == NUMBERING - {
        "numbering-gap",
        "missing-number",
    }


def test_the_nearest_file_upwards_counts(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.unres]\nignore = ["wording"]\n')
    write(tmp_path / "near" / "unres.toml", 'select = ["U301"]\n')
    assert beside(str(tmp_path / "near" / "below" / "a.txt")) == Settings(("U301",))
    assert beside(str(tmp_path / "a.txt")) == Settings(None, ("wording",))


def test_a_project_file_that_says_nothing_is_passed_over(tmp_path):
    write(tmp_path / "unres.toml", 'ignore = ["pages"]\n')
    write(tmp_path / "project" / "pyproject.toml", '[tool.other]\nselect = ["E"]\n')
    assert beside(str(tmp_path / "project" / "a.txt")).ignore == ("pages",)


def test_standard_input_has_the_settings_of_the_working_directory(tmp_path, monkeypatch):
    write(tmp_path / "unres.toml", 'ignore = ["pages"]\n')
    monkeypatch.chdir(tmp_path)
    assert beside("-").ignore == ("pages",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('selct = ["U104"]', "no setting is called selct; did you mean select?"),
        ('ignore = ["numbering-gasp"]', "no check is called numbering-gasp; did you mean numb"),
        ('select = "U104"', "select is to be a list"),
        ("ignore = [104]", "ignore is to be a list"),
        ("ignore = [", "Invalid value"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_line(tmp_path, text, reason):
    path = write(tmp_path / "unres.toml", text)
    with pytest.raises(SettingsError) as told:
        read(path)
    assert str(told.value).startswith(f"{path}: ")
    assert reason in str(told.value)
    assert "\n" not in str(told.value)
