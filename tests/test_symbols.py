"""Document symbols and resolution numbers of every era."""

from __future__ import annotations

import time

import pytest

from unres.symbols import NUMBER, SYMBOL, complete, read_symbol

#: printed: canonical, organ, series, session, number, parts, year, additions
SYMBOLS = {
    "A/RES/91/22": ("A/RES/91/22", "A", "RES", "91", "22", (), None, ()),
    "A/RES/91/22 A-B": ("A/RES/91/22 A-B", "A", "RES", "91", "22", ("A", "B"), None, ()),
    "A/RES/ES\u201119/1": ("A/RES/ES-19/1", "A", "RES", "ES-19", "1", (), None, ()),
    "A/RES/9217(III)": ("A/RES/9217(III)", "A", "RES", "III", "9217", (), None, ()),
    "A/CONF.999/2031/RC/9": ("A/CONF.999/2031/RC/9", "A", "CONF.999/RC", None, "9", (), 2031, ()),
    "A/86/77/Add.1": ("A/86/77/Add.1", "A", None, "86", "77", (), None, ("Add.1",)),
    "A/86/L.7/Rev.1": ("A/86/L.7/Rev.1", "A", None, "86", "L.7", (), None, ("Rev.1",)),
    "A/C.9/86/L.17": ("A/C.9/86/L.17", "A", "C.9", "86", "L.17", (), None, ()),
    "S/RES/9325 (2031)": ("S/RES/9325 (2031)", "S", "RES", None, "9325", (), 2031, ()),
    "A/HRC/RES/84/13": ("A/HRC/RES/84/13", "A", "HRC/RES", "84", "13", (), None, ()),
    "E/RES/2031/12": ("E/RES/2031/12", "E", "RES", None, "12", (), 2031, ()),
    "E/CN.99/Sub.2/2031/12": (
        "E/CN.99/Sub.2/2031/12", "E", "CN.99/Sub.2", None, "12", (), 2031, ()
    ),
}  # fmt: skip
NUMBERS = {
    "91/22": ("91/22", None, None, "91", "22", (), None, ()),
    "89/75 G": ("89/75 G", None, None, "89", "75", ("G",), None, ()),
    "97/256 A-B": ("97/256 A-B", None, None, "97", "256", ("A", "B"), None, ()),
    "ES-19/1": ("ES-19/1", None, None, "ES-19", "1", (), None, ()),
    "S-42/2": ("S-42/2", None, None, "S-42", "2", (), None, ()),
    "9217 A (III)": ("9217 A (III)", None, None, "III", "9217", ("A",), None, ()),
    "9625 (XXV)": ("9625 (XXV)", None, None, "XXV", "9625", (), None, ()),
    "9201 (S-VI)": ("9201 (S-VI)", None, None, "S-VI", "9201", (), None, ()),
}


@pytest.mark.parametrize("printed", [*SYMBOLS, *NUMBERS])
def test_a_symbol_is_taken_apart(printed):
    read = read_symbol(printed)
    assert read is not None
    assert read.as_printed == printed
    found = (
        read.canonical, read.organ, read.series, read.session, read.number, read.parts,
        read.year, read.additions,
    )  # fmt: skip
    assert found == (SYMBOLS | NUMBERS)[printed]


@pytest.mark.parametrize("printed", [*SYMBOLS, *NUMBERS])
def test_reading_the_standard_form_changes_nothing(printed):
    first = read_symbol(printed)
    assert first is not None
    again = read_symbol(first.canonical)
    assert again is not None
    assert again.canonical == first.canonical


@pytest.mark.parametrize("printed", SYMBOLS)
def test_symbols_are_found_in_running_text(printed):
    found = SYMBOL.search(f"as in {printed}, which")
    assert found is not None
    assert found[0] == printed


@pytest.mark.parametrize("printed", NUMBERS)
def test_numbers_are_found_before_a_title(printed):
    found = NUMBER.match(f"{printed}. Keeping of lighthouses")
    assert found is not None
    assert found[0] == printed


def test_a_word_of_the_title_is_no_part_letter():
    found = NUMBER.match("91/22 A lamp for every lighthouse")
    assert found is not None
    assert found[0] == "91/22"


def test_a_symbol_ends_with_its_sentence():
    found = SYMBOL.search("See A/RES/91/22. 5 May")
    assert found is not None
    assert found[0] == "A/RES/91/22"


@pytest.mark.parametrize("text", ["and/or 5", "lamps", "HIV/AIDS in 2031", "1/2"])
def test_other_slashes_are_no_symbols(text):
    assert SYMBOL.search(text) is None


@pytest.mark.parametrize("text", ["", "lamp", "12", "A/", "/91/22", "91/22/", "A" * 500 + "/1"])
def test_what_is_no_symbol_is_none(text):
    assert read_symbol(text) is None


def test_spaces_and_lookalike_letters_are_tolerated():
    spaced, cyrillic = read_symbol("A / RES/ 91 /22"), read_symbol("9217 А(III)")
    assert spaced is not None
    assert spaced.canonical == "A/RES/91/22"
    assert cyrillic is not None
    assert cyrillic.parts == ("A",)


def test_a_document_may_have_two_symbols_and_parts():
    joint, volume = read_symbol("A/86/77-E/2031/66"), read_symbol("A/86/77 (Part II)/Corr.1")
    assert joint is not None
    assert (joint.canonical, joint.also) == ("A/86/77", ("E/2031/66",))
    assert volume is not None
    assert volume.additions == ("(Part II)", "Corr.1")


@pytest.mark.parametrize(
    ("number", "organ", "expected"),
    [
        ("91/22", "General Assembly", "A/RES/91/22"),
        ("97/256 A-B", "General Assembly", "A/RES/97/256 A-B"),
        ("ES-19/1", "General Assembly", "A/RES/ES-19/1"),
        ("9625 (XXV)", "General Assembly", "A/RES/9625(XXV)"),
        ("9217 A (III)", "General Assembly", "A/RES/9217(III)A"),
        ("9325 (2031)", "Security Council", "S/RES/9325 (2031)"),
        ("84/13", "Human Rights Council", "A/HRC/RES/84/13"),
        ("2031/12", "Economic and Social Council", "E/RES/2031/12"),
        ("91/22", None, None),
        ("lamp", "General Assembly", None),
        ("A/RES/91/22", "General Assembly", None),
    ],
)
def test_a_number_is_completed(number, organ, expected):
    assert complete(number, organ) == expected


@pytest.mark.parametrize("unit", ["A/", "A-", "1/", "S-", "A.", "91/22 ", "(III)", "A/1 (", "XX"])
def test_hostile_lines_take_linear_time(unit):
    line = unit * 20_000
    begun = time.perf_counter()
    NUMBER.match(line)
    SYMBOL.search(line)
    read_symbol(line)
    assert time.perf_counter() - begun < 0.5


def test_recent_numbers_are_completed_without_a_parser(monkeypatch):
    def no_parser(*_args, **_options):
        raise AssertionError

    monkeypatch.setattr("unres.symbols.load", no_parser)
    assert complete("91/23", "General Assembly") == "A/RES/91/23"
