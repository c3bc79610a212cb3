"""Making: nodes in bulk, at half of what their constructors cost.

The constructor of a frozen attrs class sets every field by a call of `object.__setattr__`, and
a document has thousands of nodes. Here the slots are set through their descriptors. A field
that a maker leaves out would be an unset slot: the tests walk trees that have every class.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar, cast

from unres.nodes import (
    Field,
    FieldKind,
    Footnote,
    Furniture,
    FurnitureKind,
    Inner,
    Item,
    Node,
    NoteRef,
    Operative,
    Preambular,
    Prose,
    Title,
)
from unres.spans import Span, hull

AnyProse = TypeVar("AnyProse", bound=Prose)
Runs = tuple[Span, ...]
_Set = Callable[[Node, object], None]


def _setter(cls: type[Node], name: str) -> _Set:
    return cast("_Set", vars(cls)[name].__set__)


_new: Final[Callable[[Any], Any]] = object.__new__
_set_span: Final = _setter(Node, "span")
_set_runs: Final = _setter(Node, "runs")
_set_text: Final = _setter(Prose, "text")
_set_notes: Final = _setter(Prose, "notes")
_set_field_kind: Final = _setter(Field, "kind")
_set_value: Final = _setter(Field, "value")
_set_number: Final = _setter(Title, "number")
_set_preambular_children: Final = _setter(Preambular, "children")
_set_operative_label: Final = _setter(Operative, "label")
_set_operative_children: Final = _setter(Operative, "children")
_set_item_label: Final = _setter(Item, "label")
_set_item_children: Final = _setter(Item, "children")
_set_marker: Final = _setter(NoteRef, "marker")
_set_offset: Final = _setter(NoteRef, "offset")
_set_footnote: Final = _setter(NoteRef, "footnote")
_set_note_marker: Final = _setter(Footnote, "marker")
_set_recovered: Final = _setter(Footnote, "recovered")
_set_furniture_kind: Final = _setter(Furniture, "kind")
_set_furniture_text: Final = _setter(Furniture, "text")

#: A range as a span, without a call of Python's own for each.
span: Final[Callable[[tuple[int, int]], Span]] = partial(tuple.__new__, Span)


def spans(runs: tuple[tuple[int, int], ...]) -> Runs:
    """Source ranges as spans."""
    return (span(runs[0]),) if len(runs) == 1 else tuple(map(span, runs))


def own(runs: Runs) -> Span:
    """The span of a node with these runs."""
    return runs[0] if len(runs) == 1 else hull(runs)


def prose(cls: type[AnyProse], text: str, notes: tuple[NoteRef, ...], runs: Runs) -> AnyProse:
    """A node of a class that has no fields beside those of `Prose`, or one whose maker follows."""
    node = cast("AnyProse", _new(cls))
    _set_span(node, runs[0] if len(runs) == 1 else hull(runs))
    _set_runs(node, runs)
    _set_text(node, text)
    _set_notes(node, notes)
    return node


def field(
    kind: FieldKind, value: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs
) -> Field:
    """A field of the masthead."""
    node = prose(Field, text, notes, runs)
    _set_field_kind(node, kind)
    _set_value(node, value)
    return node


def title(number: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Title:
    """The title."""
    node = prose(Title, text, notes, runs)
    _set_number(node, number)
    return node


def preambular(text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Preambular:
    """A paragraph of the preamble, without children yet."""
    node = prose(Preambular, text, notes, runs)
    _set_preambular_children(node, ())
    return node


def operative(label: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Operative:
    """An operative paragraph, without children yet."""
    node = prose(Operative, text, notes, runs)
    _set_operative_label(node, label)
    _set_operative_children(node, ())
    return node


def item(label: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Item:
    """A point, without children yet."""
    node = prose(Item, text, notes, runs)
    _set_item_label(node, label)
    _set_item_children(node, ())
    return node


def give_children(node: Preambular | Operative | Item, children: tuple[Inner, ...]) -> None:
    """Hang nodes below one that was just made, and that nobody has seen yet."""
    if isinstance(node, Item):
        _set_item_children(node, children)
    elif isinstance(node, Operative):
        _set_operative_children(node, children)
    else:
        _set_preambular_children(node, children)


def footnote(
    marker: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs, *, recovered: bool
) -> Footnote:
    """A footnote."""
    node = prose(Footnote, text, notes, runs)
    _set_note_marker(node, marker)
    _set_recovered(node, recovered)
    return node


def note_ref(marker: str, offset: int, note: int | None, start: int, end: int) -> NoteRef:
    """A marker at an offset of its owner's text, printed at a range of the source."""
    at = Span(start, end)
    node = cast("NoteRef", _new(NoteRef))
    _set_span(node, at)
    _set_runs(node, (at,) if end > start else ())
    _set_marker(node, marker)
    _set_offset(node, offset)
    _set_footnote(node, note)
    return node


def furniture(kind: FurnitureKind, text: str, runs: Runs) -> Furniture:
    """A piece of furniture."""
    node = cast("Furniture", _new(Furniture))
    _set_span(node, own(runs))
    _set_runs(node, runs)
    _set_furniture_kind(node, kind)
    _set_furniture_text(node, text)
    return node
