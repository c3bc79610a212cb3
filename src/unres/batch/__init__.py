"""Many documents: read wherever they lie, parsed on all cores, written as rows.

A run (`run`) goes from `sources` (with `archives`) in chunks to a pool (`processes`, as
`starting` starts them, or `distributed`) whose `work` makes `rows` in the `columns`, encoded,
and from there to an `output`: `lines` or `parquet`, with its `journal`. `partition` is for
engines that bring their own processes; `files` runs one function over some files, for the
other commands.
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
from unres.batch.partition import MAX_BYTES, parse_partition

__all__ = [
    "MANY",
    "MAX_BYTES",
    "STDIN",
    "SUFFIXES",
    "Outcome",
    "UnusableError",
    "attempt",
    "each",
    "expand",
    "parse_partition",
]
