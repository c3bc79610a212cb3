"""Making: nodes in bulk, at a fraction of what their constructors cost.

The constructor of a frozen attrs class sets every field by a call of `object.__setattr__`, and
a document has thousands of nodes. Here each begins as a draft, an object of a class below the
node's own that can be set, and becomes a node when it is: then it is given the node's class.
A field that a maker leaves out would be an unset slot: the tests walk trees that have every
class.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar, cast

from unres.nodes import (
    NOWHERE,
    Adoption,
    Annex,
    Block,
    Field,
    FieldKind,
    Footnote,
    Furniture,
    FurnitureKind,
    Heading,
    Inner,
    Item,
    Masthead,
    Node,
    NoteRef,
    Opening,
    Operative,
    Preambular,
    Prose,
    Repair,
    Resolution,
    Text,
    Title,
)
from unres.spans import Span, as_span

AnyProse = TypeVar("AnyProse", bound=Prose)
#: Ranges of the source, as tokens have them: pairs, which are copied as spans as they are.
Runs = tuple[Any, ...]
_Draft = Callable[[], Any]
#: A draft: it has no class that could be named.
_Drafted: TypeAlias = Any


def _draft(cls: type[Node]) -> _Draft:
    """A class below a node's class, with no slot of its own, whose objects are made and set freely.

    Python lets go of it for the node's class without comparing what slots the two have.
    """
    body: dict[str, object] = {
        "__slots__": (),
        "__init__": object.__init__,
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    return cast("_Draft", type(cls.__name__, (cls,), body))


#: The classes, at hand: a name of a module that is not compiled is looked up each time.
_FIELD: Final = Field
_TITLE: Final = Title
_PREAMBULAR: Final = Preambular
_OPERATIVE: Final = Operative
_ITEM: Final = Item
_ADOPTION: Final = Adoption
_FOOTNOTE: Final = Footnote
_NOTE_REF: Final = NoteRef
_FURNITURE: Final = Furniture
_MASTHEAD: Final = Masthead
_RESOLUTION: Final = Resolution
_field: Final = _draft(Field)
_title: Final = _draft(Title)
_preambular: Final = _draft(Preambular)
_operative: Final = _draft(Operative)
_item: Final = _draft(Item)
_adoption: Final = _draft(Adoption)
_footnote: Final = _draft(Footnote)
_note_ref: Final = _draft(NoteRef)
_furniture: Final = _draft(Furniture)
_masthead: Final = _draft(Masthead)
_resolution: Final = _draft(Resolution)
#: Those that have no fields beside those of `Prose`.
_plain: Final[dict[type[Prose], _Draft]] = {cls: _draft(cls) for cls in (Opening, Heading, Text)}
#: Children come when a node is made already: these set them through their slots.
_set_children: Final[dict[type[Node], Callable[[Node, object], None]]] = {
    cls: vars(cls)["children"].__set__ for cls in (Preambular, Operative, Item)
}
#: What is known of a tree besides its tokens.
_set_span: Final = vars(Node)["span"].__set__
_set_language: Final = vars(Resolution)["language"].__set__
_set_source: Final = vars(Resolution)["source"].__set__
_set_repairs: Final = vars(Resolution)["repairs"].__set__


def spans(runs: Runs) -> tuple[Span, ...]:
    """Source ranges as spans."""
    return tuple(as_span(run) for run in runs)


def own(runs: Runs) -> Span:
    """The span of a node with these runs."""
    low = high = -1
    for run in runs:
        pair: tuple[int, int] = run
        start, end = pair
        if low < 0 or start < low:
            low = start
        high = max(high, end)
    return as_span((max(low, 0), max(high, 0)))


def _stands(draft: _Drafted, runs: Runs) -> None:
    """Say of a draft where it stands."""
    if len(runs) == 1:
        span = as_span(runs[0])
        draft.span = span
        draft.runs = (span,)
    else:
        draft.span = own(runs)
        draft.runs = spans(runs)


def _finished(
    draft: _Drafted, cls: type[AnyProse], text: str, notes: tuple[NoteRef, ...], runs: Runs
) -> AnyProse:
    """The node of a draft whose other fields are set."""
    _stands(draft, runs)
    draft.text = text
    draft.notes = notes
    draft.__class__ = cls
    return cast("AnyProse", draft)


def prose(cls: type[AnyProse], text: str, notes: tuple[NoteRef, ...], runs: Runs) -> AnyProse:
    """An opening formula, a heading or running text: they have no fields beside `Prose`'s."""
    return _finished(_plain[cls](), cls, text, notes, runs)


def field(
    kind: FieldKind, value: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs
) -> Field:
    """A field of the masthead."""
    draft = _field()
    draft.kind = kind
    draft.value = value
    return _finished(draft, _FIELD, text, notes, runs)


def title(number: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Title:
    """The title."""
    draft = _title()
    draft.number = number
    return _finished(draft, _TITLE, text, notes, runs)


def preambular(text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Preambular:
    """A paragraph of the preamble, without children yet."""
    draft = _preambular()
    draft.children = ()
    return _finished(draft, _PREAMBULAR, text, notes, runs)


def operative(label: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Operative:
    """An operative paragraph, without children yet."""
    draft = _operative()
    draft.label = label
    draft.children = ()
    return _finished(draft, _OPERATIVE, text, notes, runs)


def item(label: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs) -> Item:
    """A point, without children yet."""
    draft = _item()
    draft.label = label
    draft.children = ()
    return _finished(draft, _ITEM, text, notes, runs)


def give_children(node: Preambular | Operative | Item, children: tuple[Inner, ...]) -> None:
    """Hang nodes below one that was just made, and that nobody has seen yet."""
    _set_children[type(node)](node, children)


def adoption(
    meeting: int | None, date: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs
) -> Adoption:
    """Closing lines."""
    draft = _adoption()
    draft.meeting = meeting
    draft.date = date
    return _finished(draft, _ADOPTION, text, notes, runs)


def footnote(
    marker: str | None, text: str, notes: tuple[NoteRef, ...], runs: Runs, *, recovered: bool
) -> Footnote:
    """A footnote."""
    draft = _footnote()
    draft.marker = marker
    draft.recovered = recovered
    return _finished(draft, _FOOTNOTE, text, notes, runs)


def note_ref(marker: str, offset: int, note: int | None, start: int, end: int) -> NoteRef:
    """A marker at an offset of its owner's text, printed at a range of the source."""
    at = as_span((start, end))
    draft = _note_ref()
    draft.span = at
    draft.runs = (at,) if end > start else ()
    draft.marker = marker
    draft.offset = offset
    draft.footnote = note
    draft.__class__ = _NOTE_REF
    return cast("NoteRef", draft)


def furniture(kind: FurnitureKind, text: str, runs: Runs) -> Furniture:
    """A piece of furniture."""
    draft = _furniture()
    _stands(draft, runs)
    draft.kind = kind
    draft.text = text
    draft.__class__ = _FURNITURE
    return cast("Furniture", draft)


def masthead(fields: tuple[Field, ...], span: Span) -> Masthead:
    """The masthead."""
    draft = _masthead()
    draft.span = span
    draft.runs = ()
    draft.fields = fields
    draft.__class__ = _MASTHEAD
    return cast("Masthead", draft)


def resolution(
    head: Masthead,
    heading: Title | None,
    body: tuple[Block, ...],
    annexes: tuple[Annex, ...],
    footnotes: tuple[Footnote, ...],
    pieces: tuple[Furniture, ...],
) -> Resolution:
    """The whole, of which `complete` says what it is the tree of."""
    draft = _resolution()
    draft.span = NOWHERE
    draft.runs = ()
    draft.language = draft.source = ""
    draft.masthead = head
    draft.title = heading
    draft.body = body
    draft.annexes = annexes
    draft.footnotes = footnotes
    draft.furniture = pieces
    draft.repairs = ()
    draft.__class__ = _RESOLUTION
    return cast("Resolution", draft)


def complete(
    tree: Resolution, span: Span, language: str, source: str, repairs: tuple[Repair, ...]
) -> None:
    """Say of a tree that was just made, and that nobody has seen yet, what it is the tree of."""
    _set_span(tree, span)
    _set_language(tree, language)
    _set_source(tree, source)
    _set_repairs(tree, repairs)
