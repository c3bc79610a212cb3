"""The page of the documentation that is made from the registry.

python -m unres.checks.page > .github/DIAGNOSTICS.md
"""

from __future__ import annotations

import inspect
import re
import sys

from unres.checks import CHECKS
from unres.diagnostics import CODES, Code

_INTRODUCTION = """\
<!-- Made by `python -m unres.checks.page`: edit the docstrings of the checks instead. -->
# Diagnostics

What `unres check` tells of a dump. `error`: text or structure is lost or contradictory.
`warning`: probably damaged. `info`: mended on the way, or a matter of style. Select and ignore
by code (`U104`), by the first digits of a code (`U1`), by name (`numbering-gap`) or by family
(`numbering`).
"""
_SAMPLE = re.compile(r"^(Wrong|Right): ", re.MULTILINE)


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_INTRODUCTION]
    family = ""
    for code in CODES.values():
        if code.family != family and code.name != "mended":
            family = code.family
            parts.append(f"## {family.capitalize()}\n")
        parts.append(_entry(code))
    return "\n".join(parts)


def _entry(code: Code) -> str:
    """One code: its summary, what its check's docstring says, its message."""
    lines = [f"### {code.code} `{code.name}`", ""]
    level = "reserved: no check yet" if code.reserved else code.severity
    lines += [f"*{code.family}, {level}* — {_escaped(code.summary)}.", ""]
    check = CHECKS.get(code.name)
    if check is not None:
        lines += [_listed(_escaped(inspect.getdoc(check) or "")), ""]
    elif not code.reserved:
        lines += ["Told where parsing has mended something.", ""]
    return "\n".join(lines)


def _listed(text: str) -> str:
    """A docstring with its two samples as points of a list."""
    return _SAMPLE.sub(lambda match: f"- {match[1]}: ", text)


def _escaped(text: str) -> str:
    """Angle brackets outside code would be markup."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(p if p.startswith("`") else p.replace("<", "&lt;") for p in pieces)


if __name__ == "__main__":
    sys.stdout.write(page())
