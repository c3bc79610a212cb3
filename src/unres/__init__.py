"""unres reads text dumps of United Nations resolutions into a typed tree.

import unres

res = unres.parse(text)
for paragraph in res.operative:
    print(paragraph.label, paragraph.text)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from unres.normalform import normalised
from unres.parse import parse, parse_all, read
from unres.render import render
from unres.spans import Span

if TYPE_CHECKING:
    from unres.checks.score import Completeness
    from unres.comparison import Difference


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


def to_json(res: Resolution, *, positions: bool = True, source: bool = False) -> str:
    """The tree as JSON: `unres.exchange.json.to_json`, imported when asked for."""
    from unres.exchange.json import to_json as run  # noqa: PLC0415

    return run(res, positions=positions, source=source)


def from_json(text: str | bytes) -> Resolution:
    """The tree that `to_json` wrote: `unres.exchange.json.from_json`, imported when asked for.

    Raises `unres.exchange.json.JsonError`, a ValueError, for anything else.
    """
    from unres.exchange.json import from_json as run  # noqa: PLC0415

    return run(text)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `to_json` writes: `unres.exchange.schema.json_schema`."""
    from unres.exchange.schema import json_schema as run  # noqa: PLC0415

    return run()


def from_akn(data: str | bytes | Path) -> Resolution:
    """The tree of an Akoma Ntoso document: `unres.exchange.akn.from_akn`, with the extra `akn`."""
    from unres.exchange.akn import from_akn as run  # noqa: PLC0415

    return run(data)


def to_akn(res: Resolution) -> str:
    """The tree as Akoma Ntoso: `unres.exchange.akn.to_akn`, with the extra `akn`."""
    from unres.exchange.akn import to_akn as run  # noqa: PLC0415

    return run(res)


def diff(a: Resolution, b: Resolution, ignore: Collection[str] = ()) -> Difference:
    """What is different in `b` against `a`: `unres.comparison.diff`, imported when asked for.

    `ignore` names what is not looked at, out of `unres.comparison.IGNORABLE`; ValueError for
    any other name.
    """
    from unres.comparison import diff as run  # noqa: PLC0415

    return run(a, b, ignore)


def to_markdown(res: Resolution) -> str:
    """The tree as Markdown: `unres.exchange.markdown.to_markdown`, imported when asked for."""
    from unres.exchange.markdown import to_markdown as run  # noqa: PLC0415

    return run(res)


def to_html(res: Resolution, *, fragment: bool = False, prefix: str = "") -> str:
    """The tree as an HTML page: `unres.exchange.html.to_html`, imported when asked for."""
    from unres.exchange.html import to_html as run  # noqa: PLC0415

    return run(res, fragment=fragment, prefix=prefix)


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
    "diff",
    "from_akn",
    "from_json",
    "json_schema",
    "leaves",
    "normalised",
    "parse",
    "parse_all",
    "read",
    "render",
    "to_akn",
    "to_html",
    "to_json",
    "to_markdown",
    "walk",
]
