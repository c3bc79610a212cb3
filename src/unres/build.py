"""Build: tokens to the tree, by the grammar of a resolution.

One method a rule of `grammars/resolution.lark`, under the rule's name, and one class of
`nodes` for each. Beside that the build does what no grammar says: it puts the tokens in the
grammar's order, links markers to footnotes, and hangs points below their paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from unres import lalr, making
from unres.anchors import targets
from unres.nodes import (
    DEEPEST,
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
    Part,
    Preambular,
    Repair,
    Resolution,
    Section,
    Table,
    Text,
    Title,
    Unparsed,
)
from unres.spans import Span, as_span, hull

if TYPE_CHECKING:
    from unres.layout.tokens import Marker, Token

#: Tokens whose nodes have no markers.
_UNMARKED: Final = frozenset(("UNPARSED", "FURNITURE"))
#: A block with its level below a paragraph.
Placed: TypeAlias = tuple[int, Inner]


def build(
    tokens: Iterable[Token],
    *,
    language: str,
    source: str,
    repairs: Iterable[Repair] = (),
) -> Resolution:
    """The tree of a document.

    `tokens` may come in any order and of any type; those of one type keep theirs. A footnote's
    `label` is its marker. `source` is the text whose ranges (in code points) the tokens' runs
    are. Tokens are used up: build a second tree from new ones. Raises nothing.
    """
    ordered = _in_order(tokens)
    if isinstance(tokens, list):
        tokens.clear()  # so that each token goes when its node is made
    _link(ordered)
    span = _hull_of_all(ordered)
    tree: Resolution = lalr.parsed(ordered, _table())
    making.complete(tree, span, language, source, tuple(repairs))
    return tree


# ---------------------------------------------------------------------- before the grammar


def _in_order(tokens: Iterable[Token]) -> list[Token]:
    """Fields, title, blocks, footnotes, furniture: as the grammar has them."""
    fields: list[Token] = []
    title: list[Token] = []
    blocks: list[Token] = []
    footnotes: list[Token] = []
    furniture: list[Token] = []
    homes = {"FIELD": fields, "TITLE": title, "FOOTNOTE": footnotes, "FURNITURE": furniture}
    kind = ""
    home = blocks
    for token in tokens:
        if token.type is not kind:  # else as the one before it
            kind = token.type
            home = homes.get(kind, blocks)
        if home is title and title:
            token.type = "UNPARSED"  # a second title fits nowhere
            blocks.append(token)
        else:
            home.append(token)
    return fields + title + blocks + footnotes + furniture


def _link(tokens: list[Token]) -> None:
    """Gives every token its markers as nodes, linked to the footnotes they mean."""
    anchored = [token for token in tokens if token.notes]
    if not anchored:
        return
    footnotes = [token.label for token in tokens if token.type == "FOOTNOTE"]
    known = len(footnotes)
    if footnotes == [note.marker for token in anchored for note in token.notes]:
        first = 0
        for token in anchored:  # in most documents they go together one by one
            token.refs = tuple([_ref(note, first + n, known) for n, note in enumerate(token.notes)])
            first += len(token.notes)
        return
    found = targets(_scoped(tokens), footnotes)
    for at, token in enumerate(anchored):
        indexes = found[at]
        token.refs = tuple([_ref(note, indexes[n], known) for n, note in enumerate(token.notes)])


def _scoped(tokens: list[Token]) -> list[tuple[int, list[str]]]:
    """Of each token with markers its scope and these."""
    anchored = []
    annex = scope = 0  # a table has a scope of its own, the text below it is the annex's again
    for token in tokens:
        if token.type == "ANNEX":
            annex = scope = scope + 1
        if token.notes:
            scope += token.type == "TABLE"
            here = scope if token.type == "TABLE" else annex
            anchored.append((here, [note.marker for note in token.notes]))
    return anchored


def _ref(note: Marker, footnote: int | None, known: int) -> NoteRef:
    """A reference: to the footnote that its marker states, if there is one, or else that given."""
    link = note.link
    if link is not None and link <= known:
        footnote = link - 1 if link else None
    return making.note_ref(note.marker, note.offset, footnote, note.start, note.end)


# ------------------------------------------------------------------------------- one a rule


class Builder:
    """One method a rule. No state: the parser is shared by all threads."""

    def resolution(self, children: list[Any]) -> Resolution:
        """The whole. The language, the source and the span are `build`'s to say."""
        masthead: Masthead = children[0]
        title: Title | None = None
        begin = 1
        if len(children) > 1 and type(children[1]) is Title:
            title = children[1]
            begin = 2
        # the back is long, and looked for from behind
        end = len(children)
        furniture = _start_of(Furniture, children, end)
        footnotes = _start_of(Footnote, children, furniture)
        annexes = _start_of(Annex, children, footnotes)
        return making.resolution(
            masthead,
            title,
            _nest(children[begin:annexes]),
            tuple(children[annexes:footnotes]),
            tuple(children[footnotes:furniture]),
            tuple(children[furniture:]),
        )

    def masthead(self, children: list[Field]) -> Masthead:
        """The masthead: `United Nations`, `A/RES/91/14`."""
        return making.masthead(tuple(children), _hull_of(children))

    def field(self, token: Token) -> Field:
        """A field: `Ninety-first session`."""
        kind = cast("FieldKind", token.value)
        return making.field(kind, token.standard, token.text, token.refs, token.runs)

    def title(self, token: Token) -> Title:
        """The title: `91/14. Lighthouses of small islands`."""
        return making.title(token.label, token.text, token.refs, token.runs)

    def opening(self, token: Token) -> Opening:
        """An opening formula: `The General Assembly,`."""
        return making.prose(Opening, token.text, token.refs, token.runs)

    def preambular(self, token: Token) -> Preambular:
        """A paragraph of the preamble: `Recalling its resolution 90/3 of 11 November 2035,`."""
        return making.preambular(token.text, token.refs, token.runs)

    def operative(self, token: Token) -> Operative:
        """An operative paragraph: `1. Invites all States to keep their lamps trimmed;`."""
        return making.operative(token.label, token.text, token.refs, token.runs)

    def item(self, token: Token) -> Placed:
        """A point, with its level: `(a) The fuel to be burnt;`."""
        return token.level, making.item(token.label, token.text, token.refs, token.runs)

    def heading(self, token: Token) -> Heading:
        """A heading: `General principles`."""
        return _heading(token)

    def text(self, token: Token) -> Placed:
        """Running text, with its level: `as the keepers may decide.`."""
        return token.level, making.prose(Text, token.text, token.refs, token.runs)

    def table(self, token: Token) -> Placed:
        """A table, with its level: `North Skerry | 2`."""
        rows = token.rows or (((token.text,),) if token.text else ())
        runs = making.spans(token.runs)
        return token.level, Table(rows=rows, notes=token.refs, span=making.own(runs), runs=runs)

    def adoption(self, token: Token) -> Adoption:
        """Closing lines: `40th plenary meeting 2 February 2037`."""
        return making.adoption(token.meeting, token.standard, token.text, token.refs, token.runs)

    def unparsed(self, token: Token) -> Unparsed:
        """What fits nowhere: `q8 ;;; 4a`."""
        runs = making.spans(_with_markers(token))
        return Unparsed(text=_as_it_stood(token), span=hull(runs), runs=runs)

    def section(self, children: list[Any]) -> Section:
        """A section: `II`, and what stands below."""
        heading, body, span = _headed(children)
        return Section(heading=heading, body=body, span=span)

    def part(self, children: list[Any]) -> Part:
        """A part: `B`, and what stands below."""
        heading, body, span = _headed(children)
        return Part(heading=heading, body=body, span=span)

    def annex(self, children: list[Any]) -> Annex:
        """An annex: `Annex I`, and what stands below."""
        heading, body, span = _headed(children)
        return Annex(heading=heading, body=body, span=span)

    def footnote(self, token: Token) -> Footnote:
        """A footnote: `1 See A/91/207, para. 12.`."""
        return making.footnote(
            token.label, token.text, token.refs, token.runs, recovered=token.recovered
        )

    def furniture(self, token: Token) -> Furniture:
        """A piece of furniture: `2/3`."""
        kind = cast("FurnitureKind", token.value or "noise")
        return making.furniture(kind, _as_it_stood(token), _with_markers(token))


# --------------------------------------------------------------------------------- and pieces


@cache
def _table() -> lalr.Table:
    return lalr.Table(Builder())


def _start_of(kind: type[Node], children: list[Any], end: int) -> int:
    """Where the nodes of a class begin that stand before an end: nowhere is a node before them."""
    while type(children[end - 1]) is kind:
        end -= 1
    return end


def _heading(token: Token) -> Heading:
    return making.prose(Heading, token.text, token.refs, token.runs)


def _headed(children: list[Any]) -> tuple[Heading, tuple[Block, ...], Span]:
    """Heading, body and span of a section, part or annex."""
    heading = _heading(children[0])
    blocks = children[1:]
    return heading, _nest(blocks), _hull_of([heading, *blocks])


def _with_markers(token: Token) -> tuple[tuple[int, int], ...]:
    """The runs of a token whose node has no markers: they count as its own characters."""
    if not token.notes:
        return token.runs
    markers = [(note.start, note.end) for note in token.notes if note.end > note.start]
    return (*token.runs, *markers)


def _as_it_stood(token: Token) -> str:
    """The text of a token whose node has neither label nor markers nor rows."""
    text = token.text
    if not token.notes and not token.label:
        return text
    for note in reversed(token.notes):
        text = text[: note.offset] + note.marker + text[note.offset :]
    return f"{token.label} {text}".rstrip() if token.label else text


def _hull_of_all(tokens: list[Token]) -> Span:
    """The span of the whole: of all that stands anywhere."""
    low = high = 0
    for token in tokens:
        runs = token.runs
        if token.notes and token.type in _UNMARKED:
            runs = _with_markers(token)
        for run in runs:
            start, end = run
            if end:
                low = start if not high or start < low else low
                high = max(end, high)
    return as_span((low, high))


def _hull_of(children: list[Any]) -> Span:
    """The span of a container: of all nodes below it that stand anywhere."""
    low = high = 0
    for child in children:
        node = child[1] if type(child) is tuple else child
        span: tuple[int, int] = node.span
        start, end = span
        if end:
            low = start if not high or start < low else low
            high = max(end, high)
    return as_span((low, high))


#: What may have children.
_PARAGRAPHS: Final[frozenset[type[Node]]] = frozenset((Preambular, Operative, Item))


class _Open:
    """A paragraph or item that may still get children."""

    __slots__ = ("children", "level", "node")

    def __init__(self, level: int, node: Preambular | Operative | Item) -> None:
        self.level = level
        self.node = node
        self.children: list[Inner] = []

    def closed(self) -> Preambular | Operative | Item:
        """The node with its children. The span stays that of its own text."""
        if self.children:
            making.give_children(self.node, tuple(self.children))
        return self.node


def _nest(blocks: list[Any]) -> tuple[Block, ...]:
    """Hangs points, texts and tables below the last open paragraph of a lower level.

    A paragraph has level 0. Whatever has level 0 closes all that is open; what has a level
    and finds nothing open stands by itself. Linear: every node is opened and closed once, and
    only where something follows that hangs below it.
    """
    done: list[Block] = []
    stack: list[_Open] = []
    paragraphs = _PARAGRAPHS
    level = _level(blocks[0]) if blocks else 0
    for at, block in enumerate(blocks):
        below = _level(blocks[at + 1]) if at + 1 < len(blocks) else 0
        node = block[1] if type(block) is tuple else block
        while stack and stack[-1].level >= level:
            _close(stack, done)
        if below > level and type(node) in paragraphs:
            stack.append(_Open(level, node))
        elif stack:
            stack[-1].children.append(node)  # all that may have a level above 0 is an Inner
        else:
            done.append(node)
        level = below
    while stack:
        _close(stack, done)
    return tuple(done)


def _level(block: Any) -> int:  # noqa: ANN401 - a node, or one with its level
    """How deep below a paragraph a block stands."""
    if type(block) is not tuple:
        return 0
    level: int = block[0]
    return min(level, DEEPEST)


def _close(stack: list[_Open], done: list[Block]) -> None:
    node = stack.pop().closed()
    if stack:
        # only paragraphs have level 0, so what stands upon another is an item
        stack[-1].children.append(cast("Item", node))
    else:
        done.append(node)
