"""Dumps that hold several resolutions."""

from __future__ import annotations

import unres

FIRST = """United Nations
General Assembly
A/RES/93/41

Resolution adopted by the General Assembly on 17 December 2038

93/41. International Year of Lighthouses

The General Assembly,

Recalling its resolution 91/204 of 14 December 2036,

1. Proclaims 2041 the International Year of Lighthouses;

2. Decides to remain seized of the matter.

58th plenary meeting
17 December 2038
"""
SECOND = FIRST.replace("93/41", "93/42").replace("Lighthouses", "Migratory Libraries")
VOLUME = """9217 (III). Punctuality of the tides

The General Assembly,

Noting that the tides are late,

Invites the Secretary-General to inquire.

9218 (III). Keepers of harbours

The General Assembly,

Noting that harbours are kept,

Thanks their keepers.
"""
PARTS = """94/9. Punctuality of the tides

A
Publication of tide tables

The General Assembly,

Noting that tables are late,

1. Calls upon States to print them;

2. Thanks the printers.

B
Observance of tide tables

The General Assembly,

Noting that the tides do not read them,

1. Requests a report;

2. Closes the matter.
"""


def test_two_dumps_in_one_are_two_trees():
    trees = unres.parse_all(FIRST + "\f" + SECOND)
    assert [tree.number for tree in trees] == ["93/41", "93/42"]
    assert [tree.symbol for tree in trees] == ["A/RES/93/41", "A/RES/93/42"]
    assert trees[1] == unres.parse(SECOND)


def test_the_trees_share_out_the_text():
    text = FIRST + "\n" + SECOND
    assert "".join(tree.source for tree in unres.parse_all(text)) == text


def test_resolutions_of_a_volume_begin_at_their_numbers():
    trees = unres.parse_all(VOLUME)
    assert [tree.number for tree in trees] == ["9217 (III)", "9218 (III)"]
    assert [len(tree.preamble) for tree in trees] == [1, 1]


def test_parts_are_one_resolution():
    assert [tree.number for tree in unres.parse_all(PARTS)] == ["94/9"]


def test_one_resolution_is_a_list_of_one():
    assert unres.parse_all(FIRST) == [unres.parse(FIRST)]
    assert len(unres.parse_all("")) == 1
