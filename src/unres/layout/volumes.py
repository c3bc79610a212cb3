"""Volumes: where one dump holds several resolutions, and where each begins.

A resolution begins where a number with a title stands above an opening formula: at the
number, or at the masthead above it where there is one. The parts of one resolution share
its number, so a formula below part B begins nothing. What stands above the first, with
closing lines of its own, is the end of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unres import words
from unres.grammar import lexicon as lexicon_of
from unres.layout import labels
from unres.layout import lines as cut
from unres.layout.formula import openings
from unres.layout.formula.closings import Closings
from unres.layout.front.titles import PARAGRAPHS, TITLE_LINES, title_number

if TYPE_CHECKING:
    from unres.grammar import Lexicon
    from unres.layout.lines import Line

#: How many lines a masthead may have above its title.
MASTHEAD_LINES: Final = 40


def starts(source: str, language: str) -> list[int]:
    """The offsets at which the resolutions of a dump begin; the first is always 0. Linear."""
    lexicon = lexicon_of(language)
    lines = cut.split(source)
    found = [0]
    last_number: str | None = None
    floor = 0
    for at, line in enumerate(lines):
        if len(line.text) > openings.LONGEST:
            continue
        text = words.plain(line.text)
        exact = openings.exact(text, lexicon)
        after = lines[at + 1].text if at + 1 < len(lines) else ""
        if not (
            exact
            or openings.misread(text, after, lexicon)
            or openings.badly_misread(text, after, lexicon)
        ):
            continue
        place = _title(lines, at, floor)
        if exact or place is not None:
            floor = at + 1
        if place is None:
            continue
        row, number = place
        if last_number is None:
            top = _masthead(lines, row, -1, lexicon)
            if _closed(lines[:top], lexicon):
                found.append(lines[top].start)
        elif number != last_number:
            found.append(lines[_masthead(lines, row, found[-1], lexicon)].start)
        last_number = number
    return found


def _closed(lines: list[Line], lexicon: Lexicon) -> bool:
    """Whether some lines are the end of a resolution.

    Paragraphs with the closing lines below, or paragraphs with labels: no masthead has those.
    """
    paragraphs = labelled = 0
    closings = Closings(lexicon)
    for line in lines:
        if len(line.text) <= openings.LONGEST:
            if paragraphs and closings.meet(line.text):
                return True
        elif labels.read(line.text) is not None:
            labelled += 1
        paragraphs += len(line.text) > openings.LONGEST // 2 and line.text[-1] in ".;,"
    return labelled >= PARAGRAPHS


def _title(lines: list[Line], opening: int, floor: int) -> tuple[int, str] | None:
    """The line with the number above an opening formula, and the number."""
    for row in range(opening - 1, max(floor, opening - TITLE_LINES) - 1, -1):
        if (number := title_number(lines[row].text)) is not None:
            return row, number
    return None


def _masthead(lines: list[Line], row: int, floor: int, lexicon: Lexicon) -> int:
    """The first line of the masthead above a title, or the title's own."""
    top = row
    for at in range(row - 1, max(row - MASTHEAD_LINES, 0) - 1, -1):
        line = lines[at]
        if line.start <= floor or lexicon.MEETING.match(line.text):
            break
        if len(line.text) < openings.LONGEST and lexicon.PUBLISHER.match(words.plain(line.text)):
            top = at
    return top
