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
#: What cannot end a line, and what cannot begin one.
_OPENING: Final = "（〔【《「『〈〖〘［｛"
_CLOSING: Final = "、。，．：；？！）〕】》」』〉〗〙］｝％々ー〜・"
_SEAM: Final = re.compile(f"(?<=[{SET_SOLID}])(?<![{_OPENING}])(?=[{SET_SOLID}])(?![{_CLOSING}])")


def folded(line: str, width: int, hang: int = 0, first: int = 0) -> list[str]:
    """The line as lines of at most `width` columns; too long words stick out.

    `line` has single spaces only, and none at its ends. So many columns are taken before the
    first line (`first`) and before each of the others (`hang`); to fill them is the caller's.
    """
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


def joint(before: str, after: str) -> str:
    """What stood between two texts where a line was folded: a space or nothing."""
    if not before or not after or (_SOLID.match(before[-1]) and _SOLID.match(after[0])):
        return ""
    return " "


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 (most texts never need it)

    return cell_len(text)


def longest(line: str) -> int:
    """The columns of the longest piece that cannot be folded."""
    return max(columns(atom) for _, atom in _atoms(line))


def _atoms(line: str) -> Iterator[tuple[str, str]]:
    """The pieces that cannot be folded, each behind what stands before it: a space or nothing."""
    if line.isascii():
        yield from ((" ", word) for word in line.split(" "))
        return
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
