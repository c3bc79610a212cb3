"""Folding: one line of text to several that fit a width, and back to the very same line.

The rule of the way back, which the way there keeps to: where a line was folded stood one space,
but nothing where the characters on both sides are ideographic (`SET_SOLID`). So a line is folded
at a space that does not stand between two such, or between two such with no space; never
elsewhere, and a word that is too long stays whole. Widths are columns of a terminal: ideographs
have two, combining marks none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: What is set without spaces: ideographs, kana, their punctuation, full width; no U+3000, which
#: is a space. A class for patterns. Never change it: it tells how what was written is read.
SET_SOLID: Final = (
    "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\U00020000-\U0003ffff"
)
_SOLID: Final = re.compile(f"[{SET_SOLID}]")
#: What has one column, and what has two: most of what there is. The rest is looked up.
_ONE: Final = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u0391-\u03a1\u0400-\u0482\u048a-\u052f"
    "\u0620-\u064a\u0660-\u066f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f"
)
_TWO: Final = "\u3001-\u3029\u3041-\u3096\u3220-\u3247\u4e00-\u9fff\uff01-\uff60"
_NARROW: Final = re.compile(f"[{_ONE}]*")
_WIDE: Final = re.compile(f"[{_TWO}]")
_EVEN: Final = re.compile(f"[{_ONE}{_TWO}]*")
#: What cannot end a line, and what cannot begin one.
_OPENING: Final = "（〔【《「『〈〖〘［｛"
_CLOSING: Final = "、。，．：；？！）〕】》」』〉〗〙］｝％々ー〜・"
_SEAM: Final = re.compile(f"(?<=[{SET_SOLID}])(?<![{_OPENING}])(?=[{SET_SOLID}])(?![{_CLOSING}])")


def folded(line: str, width: int, hang: int = 0, first: int = 0) -> list[str]:
    """The line as lines of at most `width` columns; too long words stick out.

    `line` has single spaces only, and none at its ends. So many columns are taken before the
    first line (`first`) and before each of the others (`hang`); to fill them is the caller's.
    """
    if _NARROW.fullmatch(line):
        return _folded_at_spaces(line, width, hang, first)
    lines: list[str] = []
    atoms = _atoms(line)
    current = next(atoms)[1]
    used = first + columns(current)
    for space, atom in atoms:
        size = columns(atom)
        if used + len(space) + size > width:
            lines.append(current)
            current, used = atom, hang + size
        else:
            current += space + atom
            used += len(space) + size
    return [*lines, current]


def _folded_at_spaces(line: str, width: int, hang: int, first: int) -> list[str]:
    """The same where every character has one column, and every space may end a line."""
    lines = []
    at = 0
    room = max(width - first, 0)
    while len(line) - at > room:
        end = line.rfind(" ", at, at + room + 1)
        if end < 0:
            end = line.find(" ", at + room)
        if end < 0:
            break
        lines.append(line[at:end])
        at = end + 1
        room = max(width - hang, 0)
    return [*lines, line[at:]]


def joint(before: str, after: str) -> str:
    """What stood between two texts where a line was folded: a space or nothing."""
    if not before or not after or (_SOLID.match(before[-1]) and _SOLID.match(after[0])):
        return ""
    return " "


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    if _EVEN.fullmatch(text):
        return len(text) + len(_WIDE.findall(text))
    from rich.cells import cell_len  # noqa: PLC0415 (most texts never need it)

    return cell_len(text)


def longest(line: str) -> int:
    """The columns of the longest piece that cannot be folded."""
    return max(columns(atom) for _, atom in _atoms(line))


def _atoms(line: str) -> Iterator[tuple[str, str]]:
    """The pieces that cannot be folded, each behind what stands before it: a space or nothing."""
    whole = ""  # grows by the spaces that would be lost
    before = " "
    for number, word in enumerate(line.split(" ")):
        for place, piece in enumerate(_SEAM.split(word)):
            if not number and not place:
                whole = piece
            elif not place and not joint(whole, piece):
                whole += " " + piece
            else:
                yield before, whole
                before, whole = ("" if place else " "), piece
    yield before, whole
