"""Arabic dumps: their lines in reading order, whatever the extractor made of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.bidi import broken, embedded, fragments
from unres.layout.bidi.visual import clean_arabic, is_visual
from unres.layout.lines import split

if TYPE_CHECKING:
    from unres.layout.lines import Line

#: Markers and labels, `(1)`, and the same with its brackets turned round, `)1(`.
_BRACKETED: Final = re.compile(r"\([\w]{1,3}\)")
_TURNED: Final = re.compile(r"\)[\w]{1,3}\(")
_ROUND: Final = str.maketrans("()", ")(")
#: So many turned ones to one that is not are no chance.
_MOST: Final = 3


def reading_lines(source: str) -> list[Line]:
    """The lines of an Arabic source in reading order, free of kashida and direction marks.

    Every character that is not white space lies in exactly one line: for a `Turned` in its
    `pieces`, for any other from `start` to `end`.
    """
    if is_visual(source):
        return [*fragments.visual_lines(source)]
    if "\u202b" in source or "\u202a" in source:  # one that only closes is the author's
        return [*embedded.lines(source)]
    if broken.is_broken(source):
        return [*broken.lines(source)]
    lines = split(source)
    turned = _brackets_turned(source)
    for line in lines:
        text = clean_arabic(line.text) or line.text
        line.text = text.translate(_ROUND) if turned else text
    return lines


def _brackets_turned(source: str) -> bool:
    """Whether an extractor took brackets for their mirror images, and nothing else."""
    turned = len(_TURNED.findall(source))
    return turned >= _MOST and turned >= _MOST * len(_BRACKETED.findall(source))
