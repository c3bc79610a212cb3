"""The tree as JSON and back: every node an object tagged with its kind.

The tag of a node is its class in lower case (`"operative"`, `"noteref"`). `Field` and
`Furniture` have a kind of their own, which stands under `field` and `furniture`. The form is
described by a JSON Schema (`unres.exchange.schema`).
cattrs is imported on the first use: most runs never need it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args, get_origin

from attrs import fields

from unres import nodes
from unres.languages import LANGUAGES
from unres.nodes import Node, Resolution
from unres.normalform import LAST_MEETING
from unres.spans import Span

if TYPE_CHECKING:
    from cattrs import Converter

#: Tag -> class.
CLASSES: Final[dict[str, type[Node]]] = {
    cls.__name__.lower(): cls
    for cls in vars(nodes).values()
    if isinstance(cls, type) and issubclass(cls, Node) and cls not in (Node, nodes.Prose)
}
#: What the types of fields do not say, in the words of JSON Schema: bounds, and known languages.
LIMITS: Final[Mapping[type[Node], Mapping[str, Mapping[str, Any]]]] = {
    Resolution: {"language": {"enum": sorted(LANGUAGES)}},
    nodes.NoteRef: {"offset": {"minimum": 0}, "footnote": {"minimum": 0}},
    nodes.Adoption: {"meeting": {"minimum": 0, "maximum": LAST_MEETING}},
}
_POSITIONS: Final = ("span", "runs")
#: How many complaints about a wrong document are told.
_TOLD: Final = 3
_LONGEST: Final = 40


class JsonError(ValueError):
    """A text that is no JSON, or whose JSON is no tree; the message says why, in one line."""


class _WrongShapeError(Exception):
    """A value that cannot stand where it does; the message says why, cattrs says where."""


def to_json(
    res: Resolution, *, positions: bool = True, source: bool = False, indent: int | None = 1
) -> str:
    """The tree as one JSON object.

    `positions` writes the spans and runs of all nodes, `source` the text that was read as well.
    `indent` is json's own: None gives one line.
    """
    data = _converter(positions=positions).unstructure(res)
    if not source:
        del data["source"]
    return json.dumps(data, ensure_ascii=False, indent=indent)


def from_json(text: str | bytes) -> Resolution:
    """The tree that `to_json` wrote; what was left out takes its default.

    Bytes are UTF-8, UTF-16 or UTF-32. Raises JsonError, a ValueError, where the text is no JSON
    or no tree.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # a wrong encoding too is a ValueError
        raise JsonError(f"not JSON: {_one_line(error)}") from error
    if not isinstance(data, dict) or data.get("kind") != "resolution":
        raise JsonError("not a resolution: the outermost object must have the kind `resolution`")
    try:
        return _converter(positions=True).structure(data, Resolution)
    except Exception as error:  # cattrs has no one base class for a wrong shape
        from cattrs import transform_error  # noqa: PLC0415

        said = [_one_line(line) for line in transform_error(error, format_exception=_told)]
        more = [f"and {len(said) - _TOLD} more"] if len(said) > _TOLD else []
        raise JsonError(f"not a tree of a resolution: {'; '.join(said[:_TOLD] + more)}") from error


def _told(error: BaseException, expected: type | None) -> str:
    from cattrs.v import format_exception  # noqa: PLC0415

    return str(error) if isinstance(error, _WrongShapeError) else format_exception(error, expected)


def _one_line(said: object) -> str:
    return " ".join(str(said).split())


def key(cls: type[Node], attribute: str) -> str:
    """The key under which a node of a class has an attribute."""
    return cls.__name__.lower() if attribute == "kind" else attribute


@cache
def _converter(*, positions: bool) -> Converter:
    """A converter for all node classes: tags on the way out, classes on the way in."""
    from cattrs import Converter  # noqa: PLC0415 (80 ms that most runs never need)
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn  # noqa: PLC0415

    converter = Converter()
    kinds = {cls: kind for kind, cls in CLASSES.items()}

    def writer(cls: type[Node]) -> Callable[[Node], dict[str, Any]]:
        inner = make_dict_unstructure_fn(cls, converter, **_changes(cls, positions=positions))
        return lambda node: {"kind": kinds[cls], **inner(node)}

    def reader(cls: type[Node]) -> Callable[[Any, Any], Node]:
        changes = _changes(cls, positions=True)
        inner = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **changes)
        limits = LIMITS.get(cls, {})

        def structure(data: Any, as_type: Any) -> Node:  # noqa: ANN401 (whatever the text holds)
            values = _untagged(data, kinds[cls])
            for name, limit in limits.items():
                _check(name, values.get(name), limit)
            return inner(values, as_type)

        return structure

    def chosen(union: Any) -> Callable[[Any, Any], Node]:  # noqa: ANN401 (a union of classes)
        known = {kinds[cls]: cls for cls in get_args(union)}

        def structure(data: Any, _: object) -> Node:  # noqa: ANN401 (whatever the text holds)
            kind = data.get("kind") if isinstance(data, dict) else None
            if kind not in known:
                raise _WrongShapeError(f"{_shown(kind)} is no kind of node that can stand here")
            node: Node = converter.structure(data, known[kind])
            return node

        return structure

    converter.register_unstructure_hook(Span, list)
    converter.register_structure_hook(Span, _span)
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly(plain))
    converter.register_structure_hook_factory(_is_tuple, partial(_listed, converter))
    converter.register_structure_hook_factory(_is_choice, _one_of)
    converter.register_unstructure_hook_factory(lambda cls: cls in kinds, writer)
    converter.register_structure_hook_factory(lambda cls: cls in kinds, reader)
    for union in (nodes.Inner, nodes.Block):
        converter.register_structure_hook(union, chosen(union))
    return converter


def _exactly(plain: type) -> Callable[[Any, Any], Any]:
    """Takes a value of this type only: cattrs would make a text of a number, say."""

    def structure(data: Any, _: object) -> Any:  # noqa: ANN401 (whatever the text holds)
        if type(data) is not plain:
            raise _WrongShapeError(f"{_shown(data)} is no {plain.__name__}")
        return data

    return structure


def _span(data: Any, _: object) -> Span:  # noqa: ANN401 (whatever the text holds)
    if not isinstance(data, list) or [type(end) for end in data] != [int, int] or min(data) < 0:
        raise _WrongShapeError(f"{_shown(data)} is no span: two offsets")
    return Span(*data)


def _shown(data: object) -> str:
    """A wrong value, as short as a complaint wants it."""
    text = json.dumps(data, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _is_choice(hint: Any) -> bool:  # noqa: ANN401 (any annotation)
    return get_origin(hint) is Literal


def _one_of(hint: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 (a Literal)
    """Takes one of some words."""
    words = get_args(hint)

    def structure(data: Any, _: object) -> Any:  # noqa: ANN401 (whatever the text holds)
        if data not in words:
            raise _WrongShapeError(f"{_shown(data)} is none of {', '.join(words)}")
        return data

    return structure


def _is_tuple(hint: Any) -> bool:  # noqa: ANN401 (any annotation)
    return get_origin(hint) is tuple


def _listed(converter: Converter, hint: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 (tuple)
    """Takes a list only: cattrs would take a text for the list of its letters."""
    from cattrs.cols import list_structure_factory  # noqa: PLC0415

    elements = cast("Any", list)[get_args(hint)[0]]
    inner = list_structure_factory(elements, converter)

    def structure(data: Any, as_type: Any) -> Any:  # noqa: ANN401 (whatever the text holds)
        if not isinstance(data, list):
            raise _WrongShapeError(f"{_shown(data)} is no list")
        return tuple(inner(data, as_type))

    return structure


def _untagged(data: Any, kind: str) -> dict[str, Any]:  # noqa: ANN401 (whatever the text holds)
    """The fields of a node that must be of this kind."""
    if not isinstance(data, dict):
        raise _WrongShapeError(f"{_shown(data)} is no object of the kind {kind!r}")
    if data.get("kind") != kind:
        raise _WrongShapeError(f"the kind is {_shown(data.get('kind'))}, not {kind!r}")
    return {name: value for name, value in data.items() if name != "kind"}


def _check(name: str, value: object, limit: Mapping[str, Any]) -> None:
    """Refuses a value of the right type beyond its limits."""
    low = isinstance(value, int) and value < limit.get("minimum", value)
    high = isinstance(value, int) and value > limit.get("maximum", value)
    if low or high or (isinstance(value, str) and value not in limit.get("enum", (value,))):
        raise _WrongShapeError(f"{_shown(value)} is no {name} that can be")


def _changes(cls: type[Node], *, positions: bool) -> dict[str, Any]:
    """What differs from the attributes: a kind of a node's own stands under its class's name."""
    from cattrs.gen import override  # noqa: PLC0415

    changes: dict[str, Any] = {}
    if any(attribute.name == "kind" for attribute in fields(cls)):
        changes["kind"] = override(rename=key(cls, "kind"))
    if not positions:
        changes |= {name: override(omit=True) for name in _POSITIONS}
    return changes
