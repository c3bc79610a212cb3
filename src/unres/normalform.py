"""The normal form of a tree: what every tree that `unres.parse` gives keeps to.

The node classes allow more trees than a document can be: a section in a section, a text of two
lines. A tree made by hand or by another program is brought into normal form by `normalised`;
one that is in normal form comes through unchanged, and `unres.render` writes it so that it is
read back equal. What holds of such a tree:

- **Texts.** Every text, label, marker, number, value and cell is one line: no line feed or
  carriage return, no two spaces in a row, none at either end.
- **Sections** hold no section, part or closing lines, and **parts** hold no part. Behind a
  section stand only sections, parts and closing lines; behind a part only parts. (Each reaches
  up to the next heading of its rank, and closing lines end a section.)
- **Points** stand at most `DEEPEST` levels below their paragraph.
- **Markers** stand in the order of their offsets, within the text; each refers to a footnote
  that there is, or to none.
- **Closing lines**: a meeting has at most nine digits. The **language** is one of the six.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar, cast

from attrs import evolve

from unres.languages import DEFAULT, LANGUAGES
from unres.nodes import (
    DEEPEST,
    Adoption,
    Annex,
    Block,
    Field,
    Footnote,
    Inner,
    Item,
    Node,
    NoteRef,
    Operative,
    Part,
    Preambular,
    Prose,
    Resolution,
    Section,
    Table,
    Title,
    Unparsed,
)
from unres.spans import hull

#: No meeting's number is larger.
LAST_MEETING = 999_999_999

_SPACES = re.compile("[ \n\r]+")
_ODD = re.compile("[\n\r]|  |^ | $")

_N = TypeVar("_N", bound=Node)


def normalised(res: Resolution) -> Resolution:
    """The tree in normal form; the same tree where it is so already.

    Spans and runs stay those of the source. Raises nothing on a tree of the right classes.
    """
    known = len(res.footnotes)
    title = _leaf(res.title, known) if res.title else None
    return _changed(
        res,
        language=res.language if res.language in LANGUAGES else DEFAULT,
        masthead=_changed(res.masthead, fields=_leaves(res.masthead.fields, known)),
        title=title,
        body=_grouped(res.body, known),
        annexes=tuple(_annex(annex, known) for annex in res.annexes),
        footnotes=_leaves(res.footnotes, known),
    )


def one_line(text: str) -> str:
    """A text as the tree holds it: line ends and runs of spaces are one space, the ends bare."""
    return _SPACES.sub(" ", text).strip(" ") if _ODD.search(text) else text


def _optional(text: str | None) -> str | None:
    return None if text is None else one_line(text)


def _changed(node: _N, **values: Any) -> _N:  # noqa: ANN401 (of any field)
    """The node with these values; itself where they are its own, positions included."""
    new = {name: value for name, value in values.items() if not _same(getattr(node, name), value)}
    return evolve(node, **new) if new else node


def _same(old: object, new: object) -> bool:
    """Whether two values are one, and not only equal: equal nodes may differ in positions."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    return old is new or (not isinstance(new, Node) and old == new)


# --------------------------------------------------------------------------- texts and markers


def _leaves(nodes: Iterable[_N], known: int) -> tuple[_N, ...]:
    return tuple(_leaf(node, known) for node in nodes)


def _leaf(node: _N, known: int) -> _N:
    """A node with its own texts and markers in order, whatever stands below it."""
    if isinstance(node, Prose) and _is_normal(node, known):
        return node
    match node:
        case Unparsed():
            return _changed(node, text=one_line(node.text))
        case Table():
            rows = tuple(tuple(map(one_line, row)) for row in node.rows)
            return _changed(node, rows=rows, notes=_markers(node.text, node.notes, known))
        case Prose():
            notes = _markers(node.text, node.notes, known)
            return _changed(node, text=one_line(node.text), notes=notes, **_own(node))
        case _:
            return node


#: What a class has beside its text: one more text, or nothing to look at.
_SECOND: Final[dict[type[Node], str]] = {
    Field: "value",
    Title: "number",
    Operative: "label",
    Item: "label",
    Footnote: "marker",
}


def _is_normal(node: Prose, known: int) -> bool:
    """Whether a node of text is as it should be: nearly all are, and this is quick to see."""
    if type(node) is Adoption or _ODD.search(node.text):
        return False
    second = _SECOND.get(type(node))
    if second is not None and (value := getattr(node, second)) and _ODD.search(value):
        return False
    at = 0
    for note in node.notes:
        target = note.footnote
        if note.offset < at or _ODD.search(note.marker):
            return False
        if target is not None and not 0 <= target < known:
            return False
        at = note.offset
    return at <= len(node.text)


def _own(node: Prose) -> dict[str, Any]:
    """What a class has beside its text and markers."""
    match node:
        case Field():
            return {"value": _optional(node.value)}
        case Title():
            return {"number": _optional(node.number)}
        case Operative() | Item():
            return {"label": _optional(node.label)}
        case Footnote():
            return {"marker": _optional(node.marker)}
        case Adoption():
            known = node.meeting is not None and 0 <= node.meeting <= LAST_MEETING
            return {"meeting": node.meeting if known else None, "date": _optional(node.date)}
        case _:
            return {}


def _markers(text: str, notes: Sequence[NoteRef], known: int) -> tuple[NoteRef, ...]:
    """The markers of a text that is not yet folded, in order, with their offsets in the folded."""
    if not notes:
        return ()
    last = len(one_line(text))
    found = []
    for note in sorted(notes, key=lambda note: note.offset):
        offset = max(0, note.offset)
        if _ODD.search(text):
            offset = len(_SPACES.sub(" ", text[:offset]).lstrip(" "))
        target = note.footnote
        if target is not None and not 0 <= target < known:
            target = None
        marker = one_line(note.marker)
        found.append(_changed(note, marker=marker, offset=min(offset, last), footnote=target))
    return tuple(found)


# ------------------------------------------------------------------------------------ structure


class _Group:
    """A section or part that is still open."""

    __slots__ = ("body", "node")

    def __init__(self, node: Section | Part) -> None:
        self.node = node
        self.body: list[Block] = []

    def closed(self, known: int) -> Section | Part:
        heading = _leaf(self.node.heading, known)
        return _with_body(_changed(self.node, heading=heading), tuple(self.body))


def _with_body(node: _N, body: tuple[Block, ...]) -> _N:
    """A section, part or annex with another body; its span covers what it holds."""
    new = _changed(node, body=body)
    if new is node:
        return node
    heading = cast("Section", node).heading
    return evolve(new, span=hull(n.span for n in (heading, *body) if n.span.end))


def _annex(node: Annex, known: int) -> Annex:
    heading = _leaf(node.heading, known)
    return _with_body(_changed(node, heading=heading), _grouped(node.body, known))


def _grouped(blocks: Sequence[Block], known: int) -> tuple[Block, ...]:
    """Blocks below the section and part that they belong to, by the order they stand in."""
    done: list[Block] = []
    part: _Group | None = None
    section: _Group | None = None

    def close(group: _Group | None, home: list[Block]) -> None:
        if group:
            home.append(group.closed(known))

    for block in _unfolded(blocks):
        outer = part.body if part else done
        if isinstance(block, Part):
            close(section, outer)
            close(part, done)
            part, section = _Group(block), None
        elif isinstance(block, Section):
            close(section, outer)
            section = _Group(block)
        elif isinstance(block, Adoption):
            close(section, outer)
            section = None
            outer.append(_leaf(block, known))
        else:
            (section.body if section else outer).append(_paragraph(block, known))
    close(section, part.body if part else done)
    close(part, done)
    return tuple(done)


def _unfolded(blocks: Sequence[Block]) -> Iterable[Block]:
    """All blocks in reading order; a section or part before what it holds."""
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        yield block
        if isinstance(block, Section | Part):
            stack.extend(reversed(block.body))


def _paragraph(block: Block, known: int) -> Block:
    if isinstance(block, Preambular | Operative | Item):
        return _changed(_leaf(block, known), children=_inner(block.children, known, 1))
    return _leaf(block, known)


def _inner(nodes: Sequence[Inner], known: int, level: int) -> tuple[Inner, ...]:
    """What stands below a paragraph; whatever is deeper than the deepest is drawn up to it."""
    found: list[Inner] = []
    for node in _drawn_up(nodes) if level == DEEPEST else nodes:
        leaf = _leaf(node, known)
        if isinstance(leaf, Item):
            below = _inner(leaf.children, known, level + 1) if level < DEEPEST else ()
            leaf = _changed(leaf, children=below)
        found.append(leaf)
    return tuple(found)


def _drawn_up(nodes: Sequence[Inner]) -> Iterable[Inner]:
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Item):
            stack.extend(reversed(node.children))
