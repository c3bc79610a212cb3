"""Footnote markers in the text: which numbers are markers, found as one alignment.

Every number in the body that may be a marker is a candidate with a weight that tells how
much it looks like one; the notes tell which numbers are wanted, and in what order. The
heaviest increasing alignment of the two wins.

Guarantees: markers are in source order, at most one for each wanted number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.marker import alignment
from unres.layout.marker.candidates import Search
from unres.layout.marker.wanted import Wanted
from unres.layout.marks import ALONE, STAR, Mark, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.footnote.notes import Note
    from unres.layout.lines import Line

_STAR: Final = re.compile(r"(?<=\S)\s?(\*{1,3})(?!\*)")
#: So many lines below its paragraph's next marker one that was printed too late may stand.
AWAY: Final = 12


def find(
    lines: list[Line],
    notes: Sequence[Note],
    month: re.Pattern[str],
    *,
    bracketed: bool,
    latin: bool,
    wide: bool,
    sparse: bool,
) -> dict[int, list[Mark]]:
    """The markers of the body, by index of the line they stand on.

    `bracketed`: markers stand in brackets, as in Arabic. `latin`: the text is in Latin letters
    and has no digits but those of ASCII. `wide`: it is Chinese, and the widths of its lines are to
    be seen on the way. `sparse`: the dump lost most notes, so that markers without one are to be
    expected.
    """
    wanted = Wanted(notes, sparse=sparse)
    candidates = Search(lines, wanted, month, bracketed=bracketed, latin=latin, wide=wide).run()
    marks: dict[int, list[Mark]] = {}
    for mark in alignment.heaviest(candidates, lines, wanted):
        here = marks.get(mark.row)
        if here is None:
            marks[mark.row] = [mark]
        elif mark.start >= here[-1].end:  # `7` and `47` of `447` are not both markers
            here.append(mark)
    if not sparse:
        _displaced(lines, wanted.numbers, marks)
    _stars(lines, notes, marks)
    return marks


def _displaced(lines: list[Line], targets: Sequence[int], marks: dict[int, list[Mark]]) -> None:
    """Numbers alone on a line below the line of the next one: raised, and printed too late."""
    found = {mark.number: row for row, here in marks.items() for mark in here}
    if len(found) >= len(targets):
        return
    for number in targets:
        below = found.get(number + 1)
        if number in found or below is None or number - 1 not in found:
            continue
        digits = str(number)
        for row in range(below + 1, min(below + AWAY, len(lines))):
            line = lines[row]
            if line.page != lines[below].page:
                break
            if line.text == digits and row not in marks:
                marks[row] = [Mark(row, 0, len(digits), digits, number, ALONE)]
                break


def _stars(lines: list[Line], notes: Sequence[Note], marks: dict[int, list[Mark]]) -> None:
    """Asterisks, only where a note has one."""
    stars = dict.fromkeys(n.marker for n in notes if n.marker and n.marker[0] == "*")
    for star in stars:
        for row, line in enumerate(lines):
            found = _STAR.search(line.text) if "*" in line.text else None
            if found and found[1] == star:
                marks.setdefault(row, []).append(
                    Mark(row, found.start(1), found.end(), star, 0, STAR)
                )
                marks[row].sort(key=place)
                break
