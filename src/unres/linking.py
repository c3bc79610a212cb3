"""The footnotes of a tree: which of them its markers do not tell, and where each is set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from unres.anchors import targets
from unres.nodes import Annex, Node, Prose, Resolution, Table, Unparsed, walk

_WITH_TEXT = (Prose, Table, Unparsed)


def misfits(res: Resolution) -> list[bool] | None:
    """For every marker in reading order, whether it means another footnote than it seems to.

    The markers of footnotes come last. None where each means the one that a reader of the
    document would take it for (`anchors.targets`), as in every tree that came from a dump.
    """
    if not res.footnotes:
        return None
    anchored = [(scope, node) for scope, node in _texts(res) if node.notes]
    seeming = targets(
        [(scope, [note.marker for note in node.notes]) for scope, node in anchored],
        [note.marker for note in res.footnotes],
    )
    meant = (note.footnote for _, node in anchored for note in node.notes)
    found = [a != b for a, b in zip(meant, chain.from_iterable(seeming), strict=True)]
    return found if any(found) else None


def _texts(res: Resolution) -> Iterator[tuple[int, Prose | Table]]:
    """All nodes with markers, in reading order, and the scope in which their markers count.

    A table has a scope of its own, an annex another, as in the build.
    """
    head = (*res.masthead.fields, *((res.title,) if res.title else ()))
    yield from ((0, node) for node in head)
    scope = annex = 0
    for top in (*res.body, *res.annexes):
        if isinstance(top, Annex):
            annex = scope = scope + 1
        for node in walk(top):
            if isinstance(node, Table):
                scope += bool(node.notes)
                yield scope, node
            elif isinstance(node, Prose):
                yield annex, node
    yield from ((annex, note) for note in res.footnotes)


def places(res: Resolution) -> dict[int, list[int]]:
    """Behind which text each footnote stands where it stands near its marker.

    The masthead is text 0; then every block counts, from the title on, in reading order. The
    values are indexes of footnotes, all together in their own order: a footnote without marker,
    or whose marker is out of order, follows the one before it. Empty where no marker is known.
    """
    anchors = _first_anchors(res)
    kept = _rising([anchors.get(index, -1) for index in range(len(res.footnotes))])
    if not kept:
        return {}
    found: dict[int, list[int]] = {}
    place = anchors[min(kept)]
    for index in range(len(res.footnotes)):
        if index in kept:
            place = anchors[index]
        found.setdefault(place, []).append(index)
    return found


def _first_anchors(res: Resolution) -> dict[int, int]:
    """Footnote -> the text that has its first marker."""
    found: dict[int, int] = {}

    def see(place: int, node: Prose | Table) -> None:
        for note in node.notes:
            if note.footnote is not None:
                found.setdefault(note.footnote, place)

    for field in res.masthead.fields:
        see(0, field)
    for place, node in enumerate(_blocks(res), 1):
        if not isinstance(node, Unparsed):
            see(place, node)
    return found


def _blocks(res: Resolution) -> Iterator[Prose | Table | Unparsed]:
    tops: tuple[Node, ...] = (*((res.title,) if res.title else ()), *res.body, *res.annexes)
    return (node for top in tops for node in walk(top) if isinstance(node, _WITH_TEXT))


def _rising(values: Sequence[int]) -> frozenset[int]:
    """The indexes of a longest run of values that never fall; values below 0 are left out."""
    lasts: list[int] = []  # the least value that ends a run of each length
    ends: list[int] = []  # and its index
    before: dict[int, int] = {}
    for index, value in enumerate(values):
        if value < 0:
            continue
        length = bisect_right(lasts, value)
        if length:
            before[index] = ends[length - 1]
        lasts[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    found = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = before.get(at)
    return frozenset(found)
