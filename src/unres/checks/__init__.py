"""Checks: what is wrong with a dump, and where.

Every check is a pure function from a tree to findings, registered under the name of its
code. Its docstring says what it finds, with a wrong and a right sample; its cases are
data, in `tests/checks`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from unres.checks import (
    characters,
    columns,
    footnotes,
    heads,
    numbering,
    pages,
    scripts,
    spaces,
    structure,
    wording,
)
from unres.checks.registry import CHECKS
from unres.checks.score import Completeness, completeness
from unres.diagnostics import CODES, Code, Diagnostic, diagnose
from unres.nodes import Resolution

__all__ = [
    "CHECKS",
    "Completeness",
    "characters",
    "check",
    "columns",
    "completeness",
    "footnotes",
    "heads",
    "numbering",
    "pages",
    "scripts",
    "spaces",
    "structure",
    "wording",
]


def check(
    res: Resolution,
    select: Collection[str] | None = None,
    ignore: Collection[str] | None = None,
) -> list[Diagnostic]:
    """All findings about a tree, in source order.

    `select` and `ignore` hold names (`numbering-gap`), codes (`U104`), their first digits
    (`U1`) or families (`numbering`); None selects all. Raises ValueError for a word that the
    table of codes does not know.
    """
    wanted = _names(select) if select is not None else set(CODES)
    if ignore:
        wanted -= _names(ignore)
    found = [d for name, function in CHECKS.items() if name in wanted for d in function(res)]
    found += [d for d in _mended(res) if d.name in wanted]
    # A check and a repair may tell of one cause (a recovered footnote): the check has the say.
    unique = {(d.name, d.span.start): d for d in reversed(found)}
    return sorted(unique.values(), key=lambda d: (d.span, d.code))


def _names(asked: Collection[str]) -> set[str]:
    """The names of codes that some words mean."""
    names: set[str] = set()
    unknown: list[str] = []
    for word in asked:
        meant = {code.name for code in CODES.values() if _means(word, code)}
        names |= meant
        if not meant:
            unknown.append(word)
    if unknown:
        raise ValueError(f"no such check: {', '.join(sorted(unknown))}")
    return names


def _means(word: str, code: Code) -> bool:
    begun = word[:1] == "U" and word[1:].isdecimal() and code.code.startswith(word)
    return begun or word in (code.name, code.family)


def _mended(res: Resolution) -> Iterator[Diagnostic]:
    """What parsing mended on the way: visible, as `info`."""
    for repair in res.repairs:
        if repair.name in CODES:
            yield diagnose(repair.name, repair.span, *repair.args, severity="info")
        else:
            yield diagnose("mended", repair.span, repair.name, severity="info")
