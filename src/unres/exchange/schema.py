"""The JSON Schema (draft 2020-12) of what `to_json` writes, made from the classes of the tree.

It is shipped beside this module as `resolution.schema.json`. After a change of the classes

    python -m unres.exchange.schema

makes it anew; a test fails while the two differ. Descriptions are the docstrings of the classes
and the `#:` comments of their fields.
"""

from __future__ import annotations

import inspect
import json
import re
import types
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, fields

from unres import nodes
from unres.exchange.json import CLASSES, LIMITS, key
from unres.nodes import Node
from unres.spans import Span

Schema = dict[str, Any]

FILE: Final = "resolution.schema.json"
_PLACE: Final = "#/$defs/"
_FIELD: Final = re.compile(r"(?P<said>(?:^    #: .*\n)+)^    (?P<name>\w+): ", re.MULTILINE)


def json_schema() -> Schema:
    """The schema of the JSON of a resolution, as it is shipped: a new object at every call."""
    shipped = files("unres.exchange").joinpath(FILE).read_text(encoding="utf-8")
    return cast("Schema", json.loads(shipped))


def made() -> Schema:
    """The schema that the classes give now."""
    definitions: Schema = {kind: _object(kind, cls) for kind, cls in sorted(CLASSES.items())}
    definitions["span"] = _span()
    definitions["inner"] = _one_of(nodes.Inner, "What may stand inside a paragraph or point.")
    definitions["block"] = _one_of(nodes.Block, "What may stand in a body, section, part or annex.")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:unres:resolution",
        "title": "A resolution of the United Nations, as unres reads it",
        "$ref": _PLACE + "resolution",
        "$defs": definitions,
    }


def written() -> str:
    """The schema as the file has it."""
    return json.dumps(made(), ensure_ascii=False, indent=1) + "\n"


def _object(kind: str, cls: type[Node]) -> Schema:
    """A node: its tag, then its fields. What has a default may be left out."""
    hints = get_type_hints(cls)
    said = _said(cls)
    properties: Schema = {"kind": {"const": kind}}
    required = ["kind"]
    for attribute in fields(cls):
        name = key(cls, attribute.name)
        properties[name] = _property(cls, attribute, hints[attribute.name], said)
        if attribute.default is NOTHING:
            required.append(name)
    return {
        "description": _paragraph(inspect.getdoc(cls) or ""),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _property(
    cls: type[Node], attribute: Attribute[Any], hint: object, said: Mapping[str, str]
) -> Schema:
    schema = _typed(hint) | dict(LIMITS.get(cls, {}).get(attribute.name, {}))
    if attribute.name in said:
        # beside a reference too: draft 2020-12 allows it
        schema = {"description": said[attribute.name], **schema}
    return schema


def _typed(hint: Any) -> Schema:  # noqa: ANN401 (any annotation)
    """The schema of an annotation of the tree."""
    for union, name in ((nodes.Inner, "inner"), (nodes.Block, "block")):
        if hint == union:
            return {"$ref": _PLACE + name}
    if hint is Span:
        return {"$ref": f"{_PLACE}span"}
    if isinstance(hint, type) and issubclass(hint, Node):
        return {"$ref": f"{_PLACE}{hint.__name__.lower()}"}
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        return {"type": "array", "items": _typed(args[0])}
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (Union, types.UnionType):
        return _or_null(_typed(args[0]))
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}


def _or_null(schema: Schema) -> Schema:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(union: Any, description: str) -> Schema:  # noqa: ANN401 (a union of classes)
    """A choice by the tag: the validator's complaint is then about the node that is meant."""
    kinds = [cls.__name__.lower() for cls in get_args(union)]
    chosen = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": _PLACE + kind}}
        for kind in kinds
    ]
    return {
        "description": description,
        "type": "object",
        "properties": {"kind": {"enum": kinds}},
        "required": ["kind"],
        "allOf": chosen,
    }


def _span() -> Schema:
    return {
        "description": _paragraph(inspect.getdoc(Span) or "")
        + " Start and end; the end is not part of it.",
        "type": "array",
        "prefixItems": [{"type": "integer", "minimum": 0}] * 2,
        "items": False,
        "minItems": 2,
    }


def _said(cls: type[Node]) -> dict[str, str]:
    """Field -> the comment above it, of the class and of those it is made from."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__[:-1]):
        for field in _FIELD.finditer(inspect.getsource(base)):
            found[field["name"]] = _paragraph(field["said"].replace("#:", ""))
    return found


def _paragraph(text: str) -> str:
    """A text on one line, in JSON's own words."""
    return re.sub(r"\bNone\b", "null", " ".join(text.split()))


if __name__ == "__main__":
    Path(__file__).with_name(FILE).write_text(written(), encoding="utf-8", newline="\n")
