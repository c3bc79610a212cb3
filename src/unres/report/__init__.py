"""A report on a collection: the rows of `unres batch --rows documents` as one page.

Needs the extra `report` (duckdb, jinja2, matplotlib).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from unres.report.collection import Collection, ReportError, gather

__all__ = ["Collection", "ReportError", "gather", "report"]


def report(
    files: Sequence[str | Path],
    *,
    title: str = "A collection of resolutions",
    worst: int = 50,
    link: Callable[[Collection], Mapping[str, str]] | None = None,
    tell: Callable[[str], None] = lambda _step: None,
) -> str:
    """The page on all documents of some `.parquet` and `.jsonl` files, as HTML.

    `worst` says how many of the least complete documents are listed, `link` gives the address
    of a document's own page by its file, `tell` is told what is being done. The same rows give
    the same page. Memory is bounded however many rows there are. Raises ReportError, with one
    line for a person, where a file holds no such rows or an extra is missing.
    """
    found = gather(files, worst=worst, tell=tell)
    links = link(found) if link else {}
    from unres.report.page import page  # noqa: PLC0415 (matplotlib takes its time)

    tell("drawing")
    return page(found, title=title, links=links)
