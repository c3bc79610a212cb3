"""What the compiler is told of classes: nothing where its package is not there, as it need not be.

`mypyc_attr(acyclic=True)`: no instance is part of a cycle, so the collector need not know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

try:
    from mypy_extensions import mypyc_attr
except ImportError:

    def mypyc_attr(*_: str, **__: object) -> Callable[[T], T]:
        """Tell nothing."""
        return lambda told: told


__all__ = ["mypyc_attr"]
