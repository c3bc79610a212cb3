"""The tree as JSON and back: every node an object tagged with its kind.

The tag of a node is its class in lower case (`"operative"`, `"noteref"`). `Field` and
`Furniture` have a kind of their own, which stands under `field` and `furniture`.
cattrs is imported on the first use: most runs never need it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import fields

from unres import nodes
from unres.nodes import Node, Resolution
from unres.spans import Span

if TYPE_CHECKING:
    from cattrs import Converter

_CLASSES: dict[str, type[Node]] = {
    cls.__name__.lower(): cls
    for cls in vars(nodes).values()
    if isinstance(cls, type) and issubclass(cls, Node) and cls not in (Node, nodes.Prose)
}
_POSITIONS = ("span", "runs")


def to_json(res: Resolution, *, positions: bool = True, source: bool = False) -> str:
    """The tree as one JSON object, indented; with `source`, the text that was read as well."""
    data = _converter(positions=positions).unstructure(res)
    if not source:
        del data["source"]
    return json.dumps(data, ensure_ascii=False, indent=1)


def from_json(text: str | bytes) -> Resolution:
    """The tree that `to_json` wrote; what was left out takes its default.

    Raises ValueError where the text is no JSON or no tree.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("kind") != "resolution":
        raise ValueError("not a resolution: the outermost object must have the kind `resolution`")
    try:
        return _converter(positions=True).structure(data, Resolution)
    except Exception as error:  # cattrs has no one base class for a wrong shape
        raise ValueError(f"not a tree of a resolution: {error}") from error


@cache
def _converter(*, positions: bool) -> Converter:
    """A converter for all node classes: tags on the way out, classes on the way in."""
    from cattrs import Converter  # noqa: PLC0415 (80 ms that most runs never need)
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn  # noqa: PLC0415

    converter = Converter()
    kinds = {cls: kind for kind, cls in _CLASSES.items()}

    def writer(cls: type[Node]) -> Callable[[Node], dict[str, Any]]:
        inner = make_dict_unstructure_fn(cls, converter, **_changes(cls, positions=positions))
        return lambda node: {"kind": kinds[cls], **inner(node)}

    def reader(cls: type[Node]) -> Callable[[dict[str, Any], Any], Node]:
        return make_dict_structure_fn(cls, converter, **_changes(cls, positions=True))

    def chosen(data: dict[str, Any], _: object) -> Node:
        cls = _CLASSES[data["kind"]]
        return converter.structure(data, cls)

    converter.register_unstructure_hook(Span, list)
    converter.register_structure_hook(Span, lambda data, _: Span(*map(int, data)))
    converter.register_unstructure_hook_factory(lambda cls: cls in kinds, writer)
    converter.register_structure_hook_factory(lambda cls: cls in kinds, reader)
    for union in (nodes.Inner, nodes.Block):
        converter.register_structure_hook(union, chosen)
    return converter


def _changes(cls: type[Node], *, positions: bool) -> dict[str, Any]:
    """What differs from the attributes: a kind of a node's own stands under its class's name."""
    from cattrs.gen import override  # noqa: PLC0415

    changes: dict[str, Any] = {}
    if any(attribute.name == "kind" for attribute in fields(cls)):
        changes["kind"] = override(rename=cls.__name__.lower())
    if not positions:
        changes |= {name: override(omit=True) for name in _POSITIONS}
    return changes
