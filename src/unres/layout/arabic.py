"""Arabic dumps: their lines in reading order, whatever the extractor made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unres.layout import broken, embedded, fragments
from unres.layout.lines import split
from unres.layout.visual import clean_arabic, is_visual

if TYPE_CHECKING:
    from unres.layout.lines import Line


def reading_lines(source: str) -> list[Line]:
    """The lines of an Arabic source in reading order, free of kashida and direction marks.

    Every character that is not white space lies in exactly one line: for a `Turned` in its
    `pieces`, for any other from `start` to `end`.
    """
    if is_visual(source):
        return [*fragments.visual_lines(source)]
    if embedded.CONTROL.search(source):
        return [*embedded.lines(source)]
    if broken.is_broken(source):
        return [*broken.lines(source)]
    lines = split(source)
    for line in lines:
        line.text = clean_arabic(line.text) or line.text
    return lines
