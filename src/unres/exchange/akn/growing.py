"""Blocks in a row to nodes: points below paragraphs, sections, parts, annexes below headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from attrs import evolve

from unres import cleanform
from unres.exchange.akn.judging import Block
from unres.exchange.akn.page import Page
from unres.nodes import (
    Adoption,
    Annex,
    Heading,
    Item,
    Opening,
    Operative,
    Part,
    Preambular,
    Section,
    Text,
)
from unres.spans import hull

_CLASSES: dict[str, Any] = {
    "OPENING": Opening,
    "PREAMBULAR": Preambular,
    "HEADING": Heading,
    "TEXT": Text,
    "CONTINUATION": Text,
    "SECTION": Heading,
    "PART": Heading,
    "ANNEX": Heading,
}
_LABELLED: dict[str, Any] = {"OPERATIVE": Operative, "ITEM": Item}
_HEADED: dict[str, Any] = {"SECTION": Section, "PART": Part, "ANNEX": Annex}
_PARAGRAPHS = (Preambular, Operative, Item)
#: Deeper than this no list is drawn: whoever walks a tree may recurse.
_DEEPEST = 16

#: A node with its block.
_Placed: TypeAlias = tuple[Block, Any]


def grow(blocks: Iterable[Block], page: Page, language: str) -> list[Any]:
    """The nodes of the blocks, set on the page in order: body, then annexes if there are any."""
    placed = _nested([(block, _node(block, page, language)) for block in blocks])
    return _headed(placed)


def _node(block: Block, page: Page, language: str) -> Any:  # noqa: ANN401 (of its class)
    if block.kind == "TABLE":
        shape = tuple(tuple(cell.text for cell in row) for row in block.cells)
        return page.set_table([list(row) for row in block.cells], shape)
    if block.kind == "ADOPTION":
        meeting, day = cleanform.standard_adoption(block.piece.text, language)
        return page.set(Adoption, block.piece, meeting=meeting, date=day)
    if block.kind in _LABELLED:
        label = block.label
        return page.set(_LABELLED[block.kind], block.piece, label or "", label=label)
    cls = _CLASSES[block.kind]
    return page.set(cls, block.piece, block.label or "")


def _nested(placed: Sequence[_Placed]) -> list[_Placed]:
    """Hangs whatever has a level below the last open paragraph of a lower one."""
    done: list[_Placed] = []
    stack: list[tuple[int, Block, Any, list[Any]]] = []

    def close() -> None:
        _, block, node, below = stack.pop()
        if below:
            node = evolve(node, children=tuple(below))
        if stack:
            stack[-1][3].append(node)
        else:
            done.append((block, node))

    for block, node in placed:
        level = min(block.level, _DEEPEST)
        while stack and stack[-1][0] >= level:
            close()
        if isinstance(node, _PARAGRAPHS):
            stack.append((level, block, node, []))
        elif stack:
            stack[-1][3].append(node)
        else:
            done.append((block, node))
    while stack:
        close()
    return done


def _headed(placed: Sequence[_Placed]) -> list[Any]:
    """Gathers what stands below the headings of sections, parts and annexes."""
    ranks = {"ANNEX": 0, "PART": 1, "ADOPTION": 2, "SECTION": 3}
    done: list[Any] = []
    stack: list[tuple[str, Any, list[Any]]] = []

    def close() -> None:
        kind, heading, body = stack.pop()
        span = hull([n.span for n in (heading, *body) if n.span.end])
        node = _HEADED[kind](heading=heading, body=tuple(body), span=span)
        (stack[-1][2] if stack else done).append(node)

    for block, node in placed:
        rank = ranks.get(block.kind)
        if rank is not None:
            while stack and ranks[stack[-1][0]] >= rank:
                close()
        if block.kind in _HEADED:
            stack.append((block.kind, node, []))
        else:
            (stack[-1][2] if stack else done).append(node)
    while stack:
        close()
    return done
