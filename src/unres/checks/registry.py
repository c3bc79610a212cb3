"""The registry of checks: one pure function a code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from unres.diagnostics import CODES, Diagnostic
from unres.nodes import Resolution

#: A check reads a tree, changes nothing, and yields what it finds.
Check: TypeAlias = Callable[[Resolution], Iterator[Diagnostic]]

#: Every check by the name of the code it finds, in the order of registration.
CHECKS: dict[str, Check] = {}


def finds(name: str) -> Callable[[Check], Check]:
    """Register a check as the one that finds a code; the name must stand in the table."""
    if name not in CODES or name in CHECKS:
        raise ValueError(f"{name}: no such code, or it has a check already")

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register
