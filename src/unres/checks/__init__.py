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
from unres.diagnostics import CODES, Diagnostic, diagnose
from unres.nodes import Resolution

__all__ = [
    "CHECKS",
    "characters",
    "check",
    "columns",
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

    `select` and `ignore` hold names (`numbering-gap`) or codes (`U104`); None selects all.
    Raises ValueError for a name or code that no table knows.
    """
    wanted = _names(select) if select is not None else set(CODES)
    wanted -= _names(ignore or ())
    found = [d for name, function in CHECKS.items() if name in wanted for d in function(res)]
    found += [d for d in _mended(res) if d.name in wanted]
    # A check and a repair may tell of one cause (a recovered footnote): the check has the say.
    unique = {(d.name, d.span.start): d for d in reversed(found)}
    return sorted(unique.values(), key=lambda d: (d.span, d.code))


def _names(asked: Collection[str]) -> set[str]:
    by_code = {code.code: code.name for code in CODES.values()}
    names = {by_code.get(name, name) for name in asked}
    if unknown := sorted(names - set(CODES)):
        raise ValueError(f"no such check: {', '.join(unknown)}")
    return names


def _mended(res: Resolution) -> Iterator[Diagnostic]:
    """What parsing mended on the way: visible, as `info`."""
    for repair in res.repairs:
        if repair.name in CODES:
            yield diagnose(repair.name, repair.span, *repair.args, severity="info")
        else:
            yield diagnose("mended", repair.span, repair.name, severity="info")
