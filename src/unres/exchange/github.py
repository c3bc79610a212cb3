"""Diagnostics as annotations of a GitHub workflow, shown beside the lines of a change.

Format: "Workflow commands for GitHub Actions", `::error file=…,line=…::message`.
"""

from __future__ import annotations

from collections.abc import Sequence

from unres.diagnostics import Diagnostic, place
from unres.spans import LineIndex

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def to_github(found: Sequence[Diagnostic], file: str, source: str) -> str:
    """One command a line; lines and columns count from 1."""
    index = LineIndex(source)
    return "".join(f"{_command(d, file, index)}\n" for d in found)


def _command(found: Diagnostic, file: str, index: LineIndex) -> str:
    where = place(found.span, index)
    values = {"file": file, "line": where.line, "endLine": where.end_line}
    if where.line == where.end_line:  # columns of several lines are refused by the runner
        values |= {"col": where.column, "endColumn": where.end_column}
    values["title"] = f"{found.code} {found.name}"
    told = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in values.items())
    return f"::{_COMMANDS[found.severity]} {told}::{found.message.translate(_DATA)}"
