"""unres reads text dumps of United Nations resolutions into a typed tree.

import unres

res = unres.parse(text)
for paragraph in res.operative:
    print(paragraph.label, paragraph.text)
"""

from unres.checks import check
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
