"""What several checks ask of one tree, found once.

Checks are pure functions of a tree, and each of them is called with the same tree: what they
have in common is remembered for the last one.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Final, TypeAlias, TypeVar, cast

from unres.nodes import (
    Item,
    Node,
    NoteRef,
    Operative,
    Preambular,
    Resolution,
    Text,
    children,
)

T = TypeVar("T")
N = TypeVar("N", bound=Node)

Paragraph: TypeAlias = Preambular | Operative | Item | Text
_RUNNING: Final = frozenset((Preambular, Operative, Item, Text))
#: Printable ASCII, tab, line feed, form feed and carriage return.
_PLAIN: Final = bytes([*range(0x20, 0x7F), 0x09, 0x0A, 0x0C, 0x0D])


def once(function: Callable[[Resolution], T]) -> Callable[[Resolution], T]:
    """The function, remembering what it gave for the last tree; the tree is not kept alive."""
    last: tuple[weakref.ref[Resolution], T] | None = None

    @wraps(function)
    def remembered(res: Resolution) -> T:
        nonlocal last
        known = last  # one look: another thread may put another tree there
        if known is not None and known[0]() is res:
            return known[1]
        value = function(res)
        last = weakref.ref(res), value
        return value

    return remembered


class Nodes:
    """The nodes of the body and of the annexes, depth first, in reading order."""

    def __init__(self, res: Resolution) -> None:
        self.every: list[Node] = []
        #: Running text: what a resolution says, without its headings and formulas.
        self.paragraphs: list[Paragraph] = []
        self._of: dict[type[Node], list[Node]] = {}
        stack: list[Node] = [*res.body, *res.annexes]
        stack.reverse()
        while stack:
            node = stack.pop()
            kind = type(node)
            self.every.append(node)
            alike = self._of.get(kind)
            if alike is None:
                self._of[kind] = [node]
            else:
                alike.append(node)
            if kind in _RUNNING:
                self.paragraphs.append(cast("Paragraph", node))
            below = children(node)
            if below:
                stack.extend(below[::-1])

    def of(self, kind: type[N]) -> list[N]:
        """Those of one class."""
        return cast("list[N]", self._of.get(kind, []))


@once
def nodes(res: Resolution) -> Nodes:
    """All nodes of the body and of the annexes."""
    return Nodes(res)


@once
def refs(res: Resolution) -> tuple[NoteRef, ...]:
    """All footnote markers, in reading order."""
    before = [ref for field in res.masthead.fields for ref in field.notes]
    if res.title is not None:
        before += res.title.notes
    behind = [ref for note in res.footnotes for ref in note.notes]
    return (*before, *nodes(res).of(NoteRef), *behind)


@once
def data(res: Resolution) -> bytes:
    """The source in UTF-8: bytes are searched several times faster than text."""
    return res.source.encode("utf-8", "surrogatepass")


@once
def rare(res: Resolution) -> bytes:
    """What the source in UTF-8 has besides plain characters: most of the little that is odd in it.

    Each character has all of its bytes here, but its neighbours may have been others.
    """
    return data(res).translate(None, _PLAIN)
