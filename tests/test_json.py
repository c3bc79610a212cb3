"""The tree as JSON and back, and the schema of it, held against an independent validator."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import documents
from test_outline import DATA
from trees import SCRAPS, grow

import unres
from unres.exchange import schema as schema_module
from unres.exchange.drawing import drawn
from unres.exchange.json import CLASSES, JsonError, from_json, to_json
from unres.exchange.outline import records
from unres.exchange.schema import made, written
from unres.nodes import walk

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def res():
    return grow(DATA)


@pytest.fixture(scope="module")
def validator():
    schema = unres.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


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


def test_bytes_are_read_and_one_line_is_written(res):
    written = to_json(res, indent=None)
    assert "\n" not in written
    assert from_json(written.encode("utf-8")) == from_json(written.encode("utf-16")) == res


# ------------------------------------------------------------------------------------- refusals


def tree_of(**more):
    return json.dumps({"kind": "resolution", "language": "en", **more})


ITEM = {"kind": "item", "text": "Oil;"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a resolution"),
        ('{"kind": "opening"}', "not a resolution"),
        ('{"kind": "resolution"}', "language"),
        (tree_of(body=4), r"4 is no list @ \$.body"),
        (tree_of(body="abc"), r'"abc" is no list @ \$.body'),
        (tree_of(bdy=[]), "bdy"),
        (tree_of(body=[{"kind": "item"}]), r"missing @ \$.body\[0\].text"),
        (tree_of(body=[ITEM, {"text": "Oil;"}]), r"null is no kind .* @ \$.body\[1\]"),
        (tree_of(body=[{"kind": "title", "text": "Oil"}]), r'"title" is no kind'),
        (tree_of(body=[ITEM | {"text": 4}]), r"4 is no str @ \$.body\[0\].text"),
        (
            tree_of(body=[ITEM | {"children": [{"kind": "heading", "text": "I"}]}]),
            '"heading" is no',
        ),
        (tree_of(title={"kind": "text", "text": "Oil"}), r"the kind is \"text\", not 'title'"),
        (tree_of(title="Oil"), '"Oil" is no object'),
        (tree_of().replace('"en"', '"xx"'), '"xx" is no language'),
        (tree_of(body=[{"kind": "adoption", "text": "", "meeting": -4}]), "-4 is no meeting"),
        (
            tree_of(body=[ITEM | {"notes": [{"kind": "noteref", "marker": "1", "offset": -1}]}]),
            r"-1 is no offset that can be @ \$.body\[0\].notes\[0\]",
        ),
        (tree_of(span=[1]), r"\[1\] is no span"),
        (tree_of(span=[1, True]), "is no span"),
        (tree_of(runs=[[-1, 4]]), "is no span"),
        (
            tree_of(
                masthead={
                    "kind": "masthead",
                    "fields": [{"kind": "field", "field": "colour", "text": "red"}],
                }
            ),
            '"colour" is none of publisher',
        ),
    ],
)
def test_what_is_no_tree_is_refused_in_one_line(text, said, validator):
    with pytest.raises(JsonError, match=said) as refused:
        from_json(text)
    assert isinstance(refused.value, ValueError)
    assert "\n" not in str(refused.value)
    if said != "not JSON":
        assert not validator.is_valid(json.loads(text))


# --------------------------------------------------------------------------------------- schema


def test_the_shipped_schema_is_what_the_classes_give():
    """After a change of the classes: python -m unres.exchange.schema."""
    assert unres.json_schema() == made()
    assert (Path(schema_module.__file__).with_name(schema_module.FILE)).read_text(
        encoding="utf-8"
    ) == written()


def test_the_schema_explains_every_class():
    definitions = unres.json_schema()["$defs"]
    assert set(CLASSES) <= set(definitions)
    assert all(definitions[name]["description"] for name in definitions)
    marker = definitions["noteref"]["properties"]["marker"]
    assert "without brackets" in marker["description"]


def test_what_is_written_is_valid(res, validator):
    for choice in ({}, {"positions": False}, {"source": True}):
        validator.validate(json.loads(to_json(res, **choice)))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(documents(), st.booleans())
def test_any_document_is_valid_and_comes_back(validator, tree, positions):
    text = to_json(tree, positions=positions)
    validator.validate(json.loads(text))
    assert from_json(text) == tree


def places(data, path=()):
    """All places in a document that hold a value: a path, and the value."""
    for name, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, name), value
        if isinstance(value, dict | list):
            yield from places(value, (*path, name))


def changed(data, path, value):
    """The document with another value at a place; without the place for DROPPED."""
    data = copy.deepcopy(data)
    home = data
    for name in path[:-1]:
        home = home[name]
    if value is DROPPED:
        del home[path[-1]]
    else:
        home[path[-1]] = value
    return data


DROPPED = object()
REQUIRED = {"kind", "text", "language", "offset", "heading", "rows", "field"}


def test_a_wrong_value_anywhere_is_refused_by_the_schema_and_by_the_reader(res, validator):
    data = json.loads(to_json(res, positions=False))
    tried = 0
    for path, value in list(places(data)):
        wrong = {"unknown": 1} if not isinstance(value, dict) else 4.5
        cases = [wrong]
        if path[-1] == "kind":
            cases = ["unknown", 4, DROPPED]
        elif path[-1] in REQUIRED:
            cases.append(DROPPED)
        for case in cases:
            broken = changed(data, path, case)
            assert not validator.is_valid(broken), (path, case)
            with pytest.raises(JsonError):
                from_json(json.dumps(broken))
            tried += 1
    assert tried > 200


def test_an_unknown_key_in_any_object_is_refused(res, validator):
    data = json.loads(to_json(res, positions=False))
    objects = [path for path, value in places(data) if isinstance(value, dict)]
    for path in objects:
        broken = changed(data, (*path, "colour"), "red")
        assert not validator.is_valid(broken), path
        with pytest.raises(JsonError, match="colour"):
            from_json(json.dumps(broken))
    assert objects


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is absent")
def test_dumps_are_valid_and_come_back(validator):
    """One dump in forty: the validator takes its time."""
    dumps = sorted(CORPUS.rglob("*.txt"))[::40]
    assert dumps
    for dump in dumps:
        tree = unres.read(dump)
        text = to_json(tree, source=True)
        validator.validate(json.loads(text))
        back = from_json(text)
        assert back == tree
        assert [(n.span, n.runs) for n in walk(back)] == [(n.span, n.runs) for n in walk(tree)]
