"""What fuzzing once found stays mended, and the fuzzer itself does what it says."""

from __future__ import annotations

from random import Random

import attrs
import pytest
from fuzz import promises
from fuzz.findings import FINDINGS
from fuzz.mutations import MUTATIONS, mutate

import unres

TEXT = "The General Assembly,\n\nRecalling its resolution 90/3,\n\n1. Decides to light them;\n"


@pytest.mark.parametrize("name", FINDINGS)
def test_what_was_found_keeps_every_promise(name):
    assert promises.broken(FINDINGS[name]) is None


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
def test_a_mutation_changes_a_text_and_does_so_again(mutation):
    made = [mutation(Random(seed), TEXT.split("\n")) for seed in range(40)]
    assert any("\n".join(lines) != TEXT for lines in made)
    assert made == [mutation(Random(seed), TEXT.split("\n")) for seed in range(40)]


def test_mutants_keep_every_promise():
    for seed in range(150):
        text = mutate(Random(seed), TEXT, [TEXT[::-1]], 2000)
        assert promises.broken(text) is None, ascii(text)


def test_an_error_is_told_by_its_place(monkeypatch):
    def raises(_):
        raise IndexError

    monkeypatch.setattr(unres, "check", raises)
    assert promises.broken(TEXT) == ("raises", "check: IndexError at test_fuzz.raises")


def test_a_lost_character_is_told(monkeypatch):
    res = unres.parse(TEXT)
    less = attrs.evolve(res, body=res.body[:-1])
    monkeypatch.setattr(unres, "parse", lambda _: less)
    assert promises.broken(TEXT) == ("ledger", "lost")


def test_a_doubled_character_is_told(monkeypatch):
    res = unres.parse(TEXT)
    more = attrs.evolve(res, body=(*res.body, res.body[-1]))
    monkeypatch.setattr(unres, "parse", lambda _: more)
    assert promises.broken(TEXT) == ("ledger", "doubled: Operative Operative")


def test_another_tree_is_told_by_where_it_differs(monkeypatch):
    monkeypatch.setattr(unres, "render", lambda _: "The General Assembly,\n\n1. Decides to rest;\n")
    assert promises.broken(TEXT).promise == "tree"
    assert promises.broken(TEXT).cause.startswith("body.")


def test_the_smallest_text_is_found():
    text = "a b c\n" * 50 + "needle in hay\n" + "d e f\n" * 50
    assert promises.smallest(text, lambda t: "needle" in t) == "needle"
