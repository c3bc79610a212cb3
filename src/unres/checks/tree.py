"""What several checks ask of one tree, found once.

Checks are pure functions of a tree, and each of them is called with the same tree: what they
have in common is remembered for the last one.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from unres.nodes import Node, NoteRef, Resolution, walk, walk_body

T = TypeVar("T")


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


@once
def nodes(res: Resolution) -> tuple[Node, ...]:
    """All nodes of a tree, depth first, in reading order."""
    return tuple(walk(res))


@once
def blocks(res: Resolution) -> tuple[Node, ...]:
    """All nodes of the body and of the annexes, depth first, in reading order."""
    return (*walk_body(res.body), *walk_body(res.annexes))


@once
def refs(res: Resolution) -> tuple[NoteRef, ...]:
    """All footnote markers, in reading order."""
    return tuple(node for node in nodes(res) if isinstance(node, NoteRef))


@once
def data(res: Resolution) -> bytes:
    """The source in UTF-8: bytes are searched several times faster than text."""
    return res.source.encode("utf-8", "surrogatepass")
