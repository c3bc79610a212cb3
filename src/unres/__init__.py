"""unres reads text dumps of United Nations resolutions into a typed tree.

import unres

res = unres.parse(text)
for paragraph in res.operative:
    print(paragraph.label, paragraph.text)
"""

from collections.abc import Collection

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
    "leaves",
    "parse",
    "parse_all",
    "read",
    "render",
    "walk",
]
