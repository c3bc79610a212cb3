"""Many documents: read wherever they lie, parsed on all cores, written as rows.

files      one function over some files, results in the order given
columns    the rows' columns: the schema
rows       a tree to its row, or rows
partition  any iterable of documents to rows, for engines that bring their own processes
"""

from __future__ import annotations

from unres.batch.files import (
    MANY,
    STDIN,
    SUFFIXES,
    Outcome,
    UnusableError,
    attempt,
    each,
    expand,
)

__all__ = [
    "MANY",
    "STDIN",
    "SUFFIXES",
    "Outcome",
    "UnusableError",
    "attempt",
    "each",
    "expand",
]
