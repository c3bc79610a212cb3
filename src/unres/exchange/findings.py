"""Diagnostics as text for a person, with the line and a caret, and as JSON Lines."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence

from unres.diagnostics import Diagnostic, Place, place
from unres.spans import LineIndex

_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
#: How many code points of a long line are shown on either side of the place.
_AROUND = 44
_RIGHT_TO_LEFT_MARK = "\u200f"
#: Before a fix, in line with the bar beside the lines.
_FIX = f"{'':>6} = "


def to_jsonl(found: Sequence[Diagnostic], file: str, source: str) -> str:
    """One JSON object a line; lines and columns count from 1, ends are exclusive."""
    index = LineIndex(source)
    return "".join(f"{json.dumps(_record(d, file, index), ensure_ascii=False)}\n" for d in found)


def to_text(found: Sequence[Diagnostic], file: str, source: str, *, colours: bool) -> str:
    """`file:line:column: severity code name: message`, then the line with a caret below."""
    index = LineIndex(source)
    paint = _painted if colours else _unpainted
    return "".join(_entry(d, file, source, index, paint) for d in found)


def _record(found: Diagnostic, file: str, index: LineIndex) -> dict[str, object]:
    where = place(found.span, index)
    return {
        "file": file,
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "message": found.message,
        "fix": found.fix,
    }


def _painted(text: str, colour: str) -> str:
    return f"{colour}{text}{_PLAIN}"


def _unpainted(text: str, _colour: str) -> str:
    return text


def _entry(
    found: Diagnostic, file: str, source: str, index: LineIndex, paint: Callable[[str, str], str]
) -> str:
    where = place(found.span, index)
    colour = _COLOURS[found.severity]
    head = paint(f"{file}:{where.line}:{where.column}:", _BOLD)
    kind = paint(f"{found.severity} {found.code} {found.name}", colour)
    shown, below = _excerpt(source, where, index)
    gutter = f"{where.line:>6} | "
    empty = f"{'':>6} | "
    fix = f"{paint(_FIX, _DIM)}fix: {_visible(found.fix)}\n" if found.fix else ""
    return (
        f"{head} {kind}: {_visible(found.message)}\n"
        f"{paint(gutter, _DIM)}{shown}\n"
        f"{paint(empty, _DIM)}{paint(below, colour)}\n{fix}"
    )


def _excerpt(source: str, where: Place, index: LineIndex) -> tuple[str, str]:
    """The part of the line around the place, and the carets below it."""
    begin = index.starts[where.line - 1]
    at = begin + where.column - 1
    # A dump may be one line: only what is shown is looked at.
    low, high = max(begin, at - _AROUND), at + _AROUND
    line, newline, _ = source[low:high].partition("\n")
    end = low + len(line)
    stop = begin + where.end_column - 1 if where.end_line == where.line else end
    more = not newline and source[end : end + 1] not in ("", "\n", "\r")
    before = "…" if low > begin else ""
    line = _visible(line.rstrip())
    shown = before + line + ("…" if more else "")
    indent = " " * width(before + line[: at - low].ljust(at - low))
    carets = "^" * max(1, width(line[at - low : max(0, min(stop, high) - low)]))
    if _turned(line):
        # A terminal that turns right-to-left lines turns this one too; another shows neither.
        return shown, f"{_RIGHT_TO_LEFT_MARK}{indent}{carets}{_RIGHT_TO_LEFT_MARK}"
    return shown, indent + carets


def width(text: str) -> int:
    """How many terminal cells a text takes: ideographs two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells(c) for c in text)


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _turned(text: str) -> bool:
    """Whether the first strong character runs right to left."""
    kinds = (unicodedata.bidirectional(c) for c in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _visible(text: str) -> str:
    """One character for one, with control characters as their pictures: nothing rings or moves."""
    if text.isprintable():
        return text
    return "".join(_picture(c) for c in text)


def _picture(char: str) -> str:
    if char == "\t":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\u2421" if "\x7f" <= char < "\xa0" else char
