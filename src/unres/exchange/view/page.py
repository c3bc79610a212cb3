"""The page: its template filled, its style sheet and scripts put in, and everything else shut out.

A Content-Security-Policy forbids the page every connection, and every script and style sheet
but its own, which it knows by their hashes. Nothing of the dump is data to a script: it is
text in elements and attributes, escaped.

Needs the extra `view` (jinja2).
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from unres.diagnostics import Diagnostic
from unres.exchange.view import glyphs, pieces, rows
from unres.exchange.view.entries import KINDS, entries
from unres.languages import LANGUAGES
from unres.nodes import Resolution
from unres.spans import LineIndex

if TYPE_CHECKING:
    from jinja2 import Template

#: Written into every page: what tells a page of ours from another file.
GENERATOR = "unres view"
_SCRIPTS = ("panes.js", "tree.js", "search.js", "controls.js")
#: Rows of the tree that a browser lays out together.
_CHUNK = 60


class ViewError(RuntimeError):
    """The page cannot be made; the message says why, in one line."""


def to_view(res: Resolution, found: Sequence[Diagnostic] = (), *, name: str = "") -> str:
    """The page of a tree, as HTML that UTF-8 can hold; time and size are linear in the source.

    `found` are the diagnostics to show, in source order, and `name` what the dump is called
    (its file). A tree without a source gives a page without a dump. Raises ViewError where the
    extra `view` is not installed.
    """
    template = _template()
    table = entries(res)
    index = LineIndex(res.source)
    owned = pieces.runs(table, res.source)
    findings = pieces.findings(found, index)
    notes = rows.footnotes(table)
    language = LANGUAGES.get(res.language)
    return template.render(
        generator=GENERATOR,
        name=glyphs.plain(name),
        heading=[glyphs.plain(part) for part in _heading(res)],
        language=language.name if language else res.language,
        lang=res.language,
        direction=language.direction if language else "ltr",
        facts=_facts(res.source, index),
        kinds=_kinds(owned),
        findings=findings,
        severities=Counter(finding.told.severity for finding in findings),
        plain=glyphs.plain,
        dump=list(pieces.lines(res.source, owned, findings, index)),
        tree=_chunks([rows.row(entry, notes) for entry in table]),
    )


def _heading(res: Resolution) -> tuple[str, str]:
    """What the document is called: its symbol or number, and its title."""
    title = res.title.text if res.title else ""
    return res.symbol or res.number or ("" if title else "Resolution"), title


def _facts(source: str, index: LineIndex) -> list[str]:
    pages = source.count("\f") + 1
    counted = [(len(source), "character"), (len(index.starts), "line"), (pages, "page")]
    return [f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counted]


def _kinds(owned: Iterable[pieces.Run]) -> list[tuple[str, str, str, int]]:
    """Kind, sign, name and count of leaves, for the kinds that the dump has."""
    count = Counter(run.kind for run in owned if run.first)
    return [(kind, *told, count[kind]) for kind, told in KINDS.items() if count[kind]]


def _chunks(parts: Sequence[str]) -> list[str]:
    return ["".join(parts[at : at + _CHUNK]) for at in range(0, len(parts), _CHUNK)]


@cache
def _template() -> Template:
    """The template, with the style sheet, the scripts and the policy that knows them."""
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ViewError("the page needs the extra view: pip install 'unres[view]'") from None
    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, scripts = _style(), [_asset(script) for script in _SCRIPTS]
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src {_hash(style)}; script-src {' '.join(map(_hash, scripts))}"
    )
    environment.globals |= {"style": style, "scripts": scripts, "policy": policy}
    return environment.get_template("page.html")


def _style() -> str:
    """The style sheet, and the sign of each kind: read out as its name where browsers know how."""
    signs = (
        f'[role="treeitem"].{kind}::before {{ content: "{sign}"; content: "{sign}" / "{told}"; }}\n'
        f'body[data-off~="{kind}"] .l .{kind} {{ --kind: var(--faint); background: none; }}\n'
        for kind, (sign, told) in KINDS.items()
    )
    return _asset("page.css") + "".join(signs)


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(code: str) -> str:
    """The source expression by which a policy knows a script or style sheet (CSP 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
