"""The vocabulary of instruments: whole in six languages, and found as notes and texts print it."""

from __future__ import annotations

import re

import pytest

from unres.checks.instruments import any_name, cited, instruments
from unres.languages import LANGUAGES

#: Behind a cut word (`Венск*`) a name goes on in some way.
ENDINGS = {"ru": "ая", "ar": ""}


def printed(name: str, language: str) -> str:
    """A name as a text has it: its cut words whole, and nothing where words are left out."""
    return name.replace(" * ", " ").replace("*", ENDINGS.get(language, ""))


def test_every_instrument_has_its_name_in_every_language() -> None:
    assert {tuple(sorted(known.names)) for known in instruments()} == {tuple(sorted(LANGUAGES))}


def test_no_source_stands_for_two_instruments() -> None:
    sources = [source for known in instruments() for source in known.sources]
    assert len(sources) == len(set(sources))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_where_its_source_is_cited(language: str) -> None:
    for known in instruments():
        (finds,) = cited(f"{known.sources[0]}.", language)
        for name in known.names[language]:
            assert finds.search(printed(name, language)), name
            assert any_name(language).match(printed(name, language)), name


@pytest.mark.parametrize(
    ("language", "note", "text"),
    [
        ("en", "See resolution 217 A (III).", "the Universal\nDeclaration of Human Rights,"),
        ("en", "Ibid., vol. 1577, No. 27531.", "the Convention on the Rights of the Child,"),
        ("en", "See FCCC/CP/2015/10/Add.1, decision 1/CP.21.", "of the Paris Agreement;"),
        ("en", "(Sales No. E.93.I.8 and corrigenda)", "principles of Agenda 21,"),
        (
            "en",
            "Resolution 37/10, annex.",
            "the Manila Declaration on the Peaceful\nSettlement of International Disputes as",
        ),
        ("fr", "Résolution 217 A (III).", "la Déclaration universelle des droits de l'homme,"),
        ("es", "Resolución 69/283, anexo II.", "el Marco de Sendái,"),
        ("ru", "См. резолюцию 71/256.", "осуществления Новой программы\nразвития городов;"),
        ("zh", "第2200 A(XXI)号决议，附件。", "《公民及政治权利国\n际公约》，"),
        ("ar", "انظر القرار 70/1.", "خطة التنمية المستدامة لعام 2030،"),
    ],
)
def test_a_note_finds_what_the_text_calls_its_source(language: str, note: str, text: str) -> None:
    assert any(finds.search(text) for finds in cited(note, language))


@pytest.mark.parametrize(
    "note", ["A/70/1.", "Resolution 70/12.", "Resolution 170/1.", "E/70/1/Add.2.", "para. 20.378."]
)
def test_a_source_within_another_symbol_is_none(note: str) -> None:
    assert cited(note, "en") == []


def test_where_one_name_begins_another_the_longer_is_found() -> None:
    found = any_name("en").search("the 2030 Agenda for Sustainable Development,")
    assert found
    assert found[0] == "2030 Agenda for Sustainable Development"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_plain_words(language: str) -> None:
    """Signs of regular expressions in the file would be read as signs of the text."""
    for known in instruments():
        for name in known.names[language]:
            assert name, known.sources
            assert not re.search(r"[\\\[\]{}+?^$]", name), name
