"""The tree as JSON and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from test_outline import DATA
from trees import SCRAPS, grow

import unres
from unres.exchange.drawing import drawn
from unres.exchange.json import from_json, to_json
from unres.exchange.outline import records
from unres.nodes import walk


@pytest.fixture(scope="module")
def res():
    return grow(DATA)


@pytest.mark.parametrize("positions", [True, False])
@pytest.mark.parametrize("source", [True, False])
def test_what_is_written_is_read_back(res, positions, source):
    assert from_json(to_json(res, positions=positions, source=source)) == res


def test_positions_and_source_come_back(res):
    back = from_json(to_json(res, source=True))
    assert back.source == res.source
    assert back.furniture == res.furniture
    assert [(n.span, n.runs) for n in walk(back)] == [(n.span, n.runs) for n in walk(res)]


def test_positions_can_be_left_out(res):
    written = to_json(res, positions=False)
    assert '"span"' not in written
    assert '"runs"' not in written
    assert '"source"' not in written


def test_every_node_is_tagged_with_its_kind(res):
    data = json.loads(to_json(res))
    assert data["kind"] == "resolution"
    assert [block["kind"] for block in data["body"]] == [
        "opening", "preambular", "operative", "section", "table", "unparsed", "adoption",
    ]  # fmt: skip
    assert data["body"][2]["children"][0]["kind"] == "item"
    first = data["masthead"]["fields"][0]
    assert (first["kind"], first["field"]) == ("field", "organ")


@settings(max_examples=60, deadline=None)
@given(SCRAPS)
def test_any_text_can_be_written_and_read_back(text):
    tree = unres.parse(text)
    assert from_json(to_json(tree)) == tree
    for record in records(tree, "x"):
        assert json.loads(json.dumps(record)) == record
    assert drawn(tree).startswith("Resolution")


@pytest.mark.parametrize("text", ["[]", '{"kind": "opening"}', '{"kind": "resolution", "body": 4}'])
def test_what_is_no_tree_is_refused(text):
    with pytest.raises(ValueError, match="not a "):
        from_json(text)
