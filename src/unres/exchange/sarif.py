"""Diagnostics as SARIF 2.1.0, the exchange format of static analysis (OASIS, 2020).

A log is written piece by piece, so that ten thousand dumps need not be held in memory: the
head, the results of each dump, the tail. Lines and columns count from 1, ends are exclusive,
columns count code points.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from inspect import cleandoc
from pathlib import Path
from typing import Any
from urllib.parse import quote

from unres.diagnostics import CODES, Code, Diagnostic, place
from unres.edits import Fix
from unres.spans import LineIndex, Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_RULES = {name: index for index, name in enumerate(CODES)}
_STDIN = "-"


def head(docs: Mapping[str, str | None]) -> str:
    """The begin of a log, with a rule for every code; `docs` are the docstrings of the checks."""
    rules = [_rule(code, docs.get(code.name)) for code in CODES.values()]
    driver = {"name": "unres", "version": version("unres"), "rules": rules}
    lines = [
        "{",
        f'"$schema": {json.dumps(_SCHEMA)},',
        '"version": "2.1.0",',
        '"runs": [{',
        f'"tool": {{"driver": {_json(driver)}}},',
        '"columnKind": "unicodeCodePoints",',
        '"results": [\n',
    ]
    return "\n".join(lines)


def tail(*, successful: bool) -> str:
    """The end of a log; `successful` tells whether every file could be used."""
    return f'\n],\n"invocations": [{_json({"executionSuccessful": successful})}]\n}}]\n}}\n'


def to_results(
    found: Sequence[Diagnostic], file: str, source: str, fixes: Mapping[Diagnostic, Fix]
) -> str:
    """The results of one dump, as objects with commas between; empty where there is none."""
    index = LineIndex(source)
    location = {"uri": _uri(file)}
    return ",\n".join(_json(_result(d, location, index, fixes.get(d))) for d in found)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rule(code: Code, doc: str | None) -> dict[str, Any]:
    text = cleandoc(doc) if doc else f"{code.summary[0].upper()}{code.summary[1:]}."
    return {
        "id": code.code,
        "name": code.name,
        "shortDescription": {"text": code.summary},
        "help": {"text": text},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
        "properties": {"tags": [code.family]},
    }


def _result(
    found: Diagnostic, location: dict[str, str], index: LineIndex, fix: Fix | None
) -> dict[str, Any]:
    region = _region(found.span, index)
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": _RULES[found.name],
        "level": _LEVELS[found.severity],
        "message": {"text": found.message},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
    }
    if fix:
        replacements = [
            {
                "deletedRegion": _region(Span(edit.start, edit.end), index),
                "insertedContent": {"text": edit.text},
            }
            for edit in fix.edits
        ]
        change = {"artifactLocation": location, "replacements": replacements}
        result["fixes"] = [{"description": {"text": fix.what}, "artifactChanges": [change]}]
    return result


def _region(span: Span, index: LineIndex) -> dict[str, int]:
    where = place(span, index)
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _uri(file: str) -> str:
    """A path as a URI: relative where the path is, standard input by that name."""
    if file == _STDIN:
        return "stdin"
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
