"""unres reads text dumps of United Nations resolutions into a typed tree.

import unres

res = unres.parse(text)
for paragraph in res.operative:
    print(paragraph.label, paragraph.text)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from unres.diagnostics import Diagnostic
from unres.nodes import (
    Adoption,
    Annex,
    Field,
    Footnote,
    Furniture,
    Heading,
    Item,
    Masthead,
    Node,
    NoteRef,
    Opening,
    Operative,
    Part,
    Preambular,
    Prose,
    Repair,
    Resolution,
    Section,
    Table,
    Text,
    Title,
    Unparsed,
    children,
    leaves,
    walk,
)
from unres.parse import parse, parse_all, read
from unres.render import render
from unres.spans import Span

if TYPE_CHECKING:
    from unres.checks.score import Completeness


def check(
    res: Resolution,
    select: Collection[str] | None = None,
    ignore: Collection[str] | None = None,
) -> list[Diagnostic]:
    """All findings about a tree, in source order: `unres.checks.check`, imported when asked for.

    The checks' patterns are a fifth of what a first document costs, and many never ask.
    """
    from unres.checks import check as run  # noqa: PLC0415

    return run(res, select, ignore)


def completeness(res: Resolution) -> Completeness:
    """How complete the dump is: shares of parts, paragraphs, footnotes, characters, and a score.

    `unres.checks.score.completeness`, imported when asked for.
    """
    from unres.checks.score import completeness as run  # noqa: PLC0415

    return run(res)


def to_view(res: Resolution, found: Sequence[Diagnostic] | None = None, *, name: str = "") -> str:
    """One HTML page that shows a dump beside its tree; needs the extra `view`.

    `found` are the findings to show, those of `check` unless others are given; `name` is what
    the dump is called. A tree that has no source (read from JSON without it) is shown beside
    its clean text. The page needs no network and holds the whole source; write it as UTF-8.
    Raises `unres.exchange.view.ViewError` where the extra is not installed.
    """
    from unres.exchange.view import to_view as run  # noqa: PLC0415

    if not res.source and any(node not in (res, res.masthead) for node in walk(res)):
        res = parse(render(res))
    return run(res, check(res) if found is None else found, name=name)


__all__ = [
    "Adoption",
    "Annex",
    "Diagnostic",
    "Field",
    "Footnote",
    "Furniture",
    "Heading",
    "Item",
    "Masthead",
    "Node",
    "NoteRef",
    "Opening",
    "Operative",
    "Part",
    "Preambular",
    "Prose",
    "Repair",
    "Resolution",
    "Section",
    "Span",
    "Table",
    "Text",
    "Title",
    "Unparsed",
    "check",
    "children",
    "completeness",
    "leaves",
    "parse",
    "parse_all",
    "read",
    "render",
    "walk",
]
