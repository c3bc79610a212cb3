"""Variants of a dump: the same text with cues taken away that a reader might lean on.

Each function takes a text and gives the variant; none adds, drops or changes a visible
character. `VARIANTS` names them all; `ONE_LINE` is the one that loses every line end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

#: Columns of a re-wrapped line; an ideograph takes two.
NARROW = 40
_TAB = 8
#: An indent deeper than this is left out where lines are made narrow.
_DEEP = 16
_WORD = re.compile(r"[ \t]*[^ \t]+")


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def tab_stops(text: str) -> str:
    """Runs of spaces that reach a tab stop become tabs, as `unexpand -a` does it."""
    return "\n".join(_unexpanded(line) for line in text.split("\n"))


def _unexpanded(line: str) -> str:
    pieces = [line[at : at + _TAB] for at in range(0, len(line), _TAB)]
    return "".join(
        piece.rstrip(" ") + "\t" if len(piece) == _TAB and piece.endswith("  ") else piece
        for piece in pieces
    )


def single_tabs(text: str) -> str:
    """Each run of spaces becomes one tab."""
    return re.sub(" {2,}", "\t", text)


def no_break_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def without_indentation(text: str) -> str:
    return re.sub(r"(?m)^[ \t\u00a0\u3000]+", "", text)


def blank_after_every_line(text: str) -> str:
    return text.replace("\n", "\n\n")


def without_blank_lines(text: str) -> str:
    """No blank line, and no page feed."""
    return re.sub(r"[ \t]*\n\s*", "\n", text.replace("\f", "\n"))


def narrow(text: str) -> str:
    """Every line wrapped further, to 40 columns."""
    return "\f".join(
        "\n".join(piece for line in page.split("\n") for piece in _wrapped(line))
        for page in text.split("\f")
    )


def _wrapped(line: str) -> list[str]:
    stripped = line.lstrip(" \t\u00a0\u3000")
    indent = len(line) - len(stripped)
    pieces: list[str] = []
    now = " " * indent if indent <= _DEEP else ""
    width = len(now)
    for word in _WORD.findall(stripped):
        for part in _parts(word):
            size = columns(part)
            if now.strip() and width + size > NARROW:
                pieces.append(now)
                now = part.lstrip()
                width = columns(now)
            else:
                now += part
                width += size
    return [*pieces, now]


def _parts(word: str) -> list[str]:
    """Where a word may be broken: behind ideographs, but not before a full-width stop."""
    return re.findall(r"[^\u3000-\u9fff\uff00-\uff60]+|[\u3000-\u9fff\uff00-\uff60][\u3001\u3002\u300b-\u300f\uff01-\uff0e\uff1a-\uff1f]*", word)  # fmt: skip  # noqa: E501


def columns(text: str) -> int:
    """How many half-width columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def one_line(text: str) -> str:
    return " ".join(text.split())


VARIANTS: dict[str, Callable[[str], str]] = {
    "crlf": crlf,
    "tab-stops": tab_stops,
    "single-tabs": single_tabs,
    "no-break-spaces": no_break_spaces,
    "without-indentation": without_indentation,
    "blank-after-every-line": blank_after_every_line,
    "without-blank-lines": without_blank_lines,
    "narrow": narrow,
    "one-line": one_line,
}
ONE_LINE = "one-line"
