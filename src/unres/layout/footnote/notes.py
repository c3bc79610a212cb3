"""Footnotes: the lines at a page's foot that are notes, and which number each note has.

Numbers may be displaced (`1, text 1, text 2, 3, text 3, 2`) or lost: they are put in order
by the sequence. Guarantees: every line of a block lies in exactly one note; notes are in
the order of their numbers within a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.footnote import blocks, starts
from unres.layout.footnote.starts import BRACKETED, START, ended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_extensions import i32, i64

    from unres.layout.footnote.starts import Start
    from unres.layout.lines import Line
    from unres.layout.page.roles import Roles

#: A note's number glued to a year or another number: `12016 World Summit`.
_GLUED: Final = re.compile(r"(\d{1,3}?)((?:19|20)\d\d\b.*)$")
#: How far a number may run ahead of the one expected: notes of a lost page.
LOST: Final = 60


class Piece:
    """Part of a line: from a character of its text to the end."""

    __slots__ = ("first", "line")

    def __init__(self, line: Line, first: int = 0) -> None:
        self.line = line
        self.first = first

    @property
    def text(self) -> str:
        """What is left of the line."""
        return self.line.text[self.first :]


class Note:
    """One footnote as the page has it."""

    __slots__ = ("label", "marker", "number", "page", "pieces", "recovered")

    def __init__(self, marker: str | None, number: int, page: int) -> None:
        self.marker = marker
        #: What the marker says; 0 where it is none or of asterisks.
        self.number = number
        self.page = page
        #: Where the number stands: its line and the length it takes there.
        self.label: tuple[Line, int] | None = None
        self.pieces: list[Piece] = []
        self.recovered = False


class Notes:
    """What was found: the notes, and which lines they took."""

    __slots__ = ("found", "last", "month", "ruled", "start", "taken")

    def __init__(self, month: re.Pattern[str], ruled: bool, lines: int) -> None:
        self.month = month
        #: What a note's first line looks like.
        self.start = START
        #: Whether the dump shows rules at all.
        self.ruled = ruled
        self.found: list[Note] = []
        #: Of each line whether it belongs to a note.
        self.taken = [False] * lines
        #: The number of the last numbered note so far.
        self.last = 0


def find(
    lines: list[Line],
    roles: Roles,
    first: int,
    month: re.Pattern[str],
    *,
    markdown: bool,
    bracketed: bool = False,
) -> Notes:
    """Find all notes behind line `first`. `markdown`: paragraphs are one line each."""
    notes = Notes(month, "rule" in roles.kinds, len(lines))
    if bracketed:
        notes.start = BRACKETED
    begin: i64 = 0
    rule: i64 = -1
    number: i32 = -1
    kinds = roles.kinds
    i: i64
    for i in range(len(lines)):
        page = lines[i].page
        if page != number:
            _page(lines, kinds, begin, rule, i, notes, markdown)
            begin, rule, number = i, -1, page
        if not notes.ruled:
            continue
        kind = kinds[i]
        if kind is not None and kind == "rule" and i >= first:
            if rule >= 0:  # two blocks on one page: no page feed between them
                _page(lines, kinds, begin, rule, i, notes, markdown)
                begin = i
            rule = i
    _page(lines, kinds, begin, rule, len(lines), notes, markdown)
    return notes


def _page(
    lines: list[Line],
    kinds: list[str | None],
    begin: i64,
    rule: i64,
    end: i64,
    notes: Notes,
    markdown: bool,
) -> None:
    """Read the block of one page, which reaches from a line to another; -1 where it has no rule."""
    if rule < 0 and markdown:
        return
    page = [at for at in range(max(begin, rule), end) if kinds[at] is None]
    if not page:
        return
    if rule >= 0:
        block = [lines[at] for at in page]
        if markdown:
            block = blocks.leading_notes(block)
    else:
        block = blocks.unruled(lines, page, notes)
    if not block:
        return
    read = _read(block, notes, ruled=rule >= 0)
    if read is not None:
        notes.found += read
        first = 0 if rule >= 0 else len(page) - len(block)  # at the page's foot without a rule
        for at in range(first, first + len(block)):
            notes.taken[page[at]] = True


def _present(block: list[Line], heads: list[Start | None], last: int) -> list[int]:
    """The numbers of a block: those that follow each other from the one expected."""
    found = [start.number for start in heads if start is not None and start.number]
    if last + 1 not in found and _begins_glued(block, last + 1):
        found.append(last + 1)
    if not found:
        return []
    there = set(found)
    if last + 1 in there:
        first = last + 1
    elif 1 in there:
        first = 1
    else:
        ahead = [n for n in found if last < n <= last + LOST]
        if not ahead:
            return []
        first = min(ahead)
    numbers = []
    n = first
    missing = 0
    while missing < 2:  # noqa: PLR2004
        if n in there:
            numbers.append(n)
            missing = 0
        else:
            missing += 1
        n += 1
    return numbers


def _begins_glued(block: list[Line], number: int) -> bool:
    """Whether a number is glued to the year with which its note begins."""
    digits = str(number)
    return any(
        line.text.startswith(digits) and (glued := _GLUED.match(line.text)) and glued[1] == digits
        for line in block
    )


def _read(block: list[Line], notes: Notes, *, ruled: bool) -> list[Note] | None:
    """Turn a block into notes, or None where it is none. The last note may go on at its head."""
    heads = [starts.read(line.text, notes.start, notes.month) for line in block]
    numbers = _present(block, heads, notes.last)
    page = block[0].page
    if not numbers:
        return _unnumbered(block, notes, page, ruled=ruled)
    wanted = set(numbers)
    open_note = Note(None, 0, page)
    read = [open_note]
    next_number = numbers[0]
    for at, line in enumerate(block):
        text = line.text
        start = heads[at]
        if start is not None and start.stars and (not open_note.pieces or _ends(open_note)):
            open_note = _open(read, start.stars, 0, page, line, start.end)
        elif (
            start is not None
            and start.number in wanted
            # with text behind it, it counts only in its turn; alone on its line it may be late
            and (start.number <= next_number + 1 or start.end == len(text))
        ):
            wanted.discard(start.number)
            open_note = _open(read, str(start.number), start.number, page, line, start.end)
            next_number = max(next_number, start.number + 1)
        elif (
            notes.start is START
            and text[0].isdecimal()
            and (glued := _GLUED.match(text))
            and int(glued[1]) == next_number
        ):
            wanted.discard(next_number)
            open_note = _open(read, glued[1], next_number, page, line, len(glued[1]))
            next_number += 1
        else:
            open_note.pieces.append(Piece(line))
    notes.last = max(numbers)
    return _settle(read, notes, numbers[0])


def _ends(note: Note) -> bool:
    return ended(note.pieces[-1].line.text)


def _open(read: list[Note], marker: str, number: int, page: int, line: Line, width: int) -> Note:
    note = Note(marker, number, page)
    note.label = (line, width)
    if width < len(line.text):
        note.pieces.append(Piece(line, width))
    read.append(note)
    return note


def _settle(read: list[Note], notes: Notes, first: int) -> list[Note]:
    """Give texts without number to numbers without text; the rest goes on or is unmarked."""
    head, rest = read[0], read[1:]
    if _are_hungry(rest):
        _share_following(rest)
        _share_preceding(head, rest)
    if head.pieces:
        _leading(head, notes, rest, first)
    ordered = [head, *rest] if head.pieces else rest
    if not _in_order(ordered) and _are_numbered(ordered):
        ordered.sort(key=_value)
    return ordered


def _are_hungry(read: list[Note]) -> bool:
    """Whether any note lacks a text: few do."""
    for note in read:  # noqa: SIM110 (a generator is slower when compiled)
        if not note.pieces:
            return True
    return False


def _are_numbered(read: list[Note]) -> bool:
    """Whether every note has a number."""
    for note in read:  # noqa: SIM110 (a generator is slower when compiled)
        if not note.number:
            return False
    return True


def _in_order(read: list[Note]) -> bool:
    """Whether the notes have numbers that rise, as most blocks' do."""
    last = 0
    for note in read:
        if note.number <= last:
            return False
        last = note.number
    return True


def _value(note: Note) -> int:
    """A note's number, to sort by."""
    return note.number


def _share_following(rest: list[Note]) -> None:
    """`1 2 text text`: numbers printed together before their texts."""
    group: list[Note] = []
    for note in rest:
        if group and note.number != group[-1].number + 1:
            group = []
        group.append(note)
        if note.pieces:
            if len(group) > 1:
                _deal(note.pieces, group)
            group = []


def _share_preceding(head: Note, rest: list[Note]) -> None:
    """`text text 3 text 1 2` and `1 text text 3 text 2`: numbers printed behind their texts."""
    hungry = [note for note in rest if not note.pieces and note.number]
    if not hungry:
        return  # what follows them fed all
    if not _in_order(hungry):
        hungry.sort(key=_value)
    fed = {note.number: note for note in rest if note.pieces}
    while hungry:
        group = [hungry.pop(0)]
        while hungry and hungry[0].number == group[-1].number + 1:
            group.append(hungry.pop(0))
        before = fed.get(group[0].number - 1)
        if before is not None and len(before.pieces) > len(group):
            _deal(before.pieces, [before, *group])
        elif head.pieces:
            pieces = head.pieces
            head.pieces = []
            _deal(pieces, group)


def _deal(pieces: list[Piece], among: list[Note]) -> None:
    """Share pieces out among notes in order, cutting behind the shortest lines that end."""
    inner = len(among) - 1
    ends = [at for at in range(1, len(pieces)) if ended(pieces[at - 1].line.text)]
    if len(ends) < inner:
        ends = list(range(1, len(pieces)))
    if len(ends) > inner:
        ends = sorted(sorted(ends, key=lambda i: len(pieces[i - 1].text))[:inner])
    ends += [len(pieces)] * (inner + 1 - len(ends))
    begin = 0
    for at, note in enumerate(among):
        note.pieces = pieces[begin : ends[at]]
        begin = ends[at]


def _leading(head: Note, notes: Notes, rest: Sequence[Note], first: int) -> None:
    """Text before a block's first number: the last note going on, or a note without number."""
    before = notes.found[-1] if notes.found else None
    if before is not None and before.pieces and (not _ends(before) or _lower(head)):
        before.pieces += head.pieces
        head.pieces = []
        return
    if first > 1 and (before is None or before.marker != str(first - 1)) and rest:
        head.marker = str(first - 1)
        head.number = first - 1
        head.recovered = True


def _lower(note: Note) -> bool:
    return note.pieces[0].text[:1].islower()


def _unnumbered(block: list[Line], notes: Notes, page: int, *, ruled: bool) -> list[Note] | None:
    """A block without any number: the last note goes on, or asterisk notes, or unmarked ones."""
    if not ruled:
        return None
    read: list[Note] = []
    note = Note(None, 0, page)
    for line in block:
        found = START.match(line.text)
        if found and found[2]:
            note = _open(read, found[2], 0, page, line, found.end())
        else:
            if not read:
                read.append(note)
            note.pieces.append(Piece(line))
    before = notes.found[-1] if notes.found else None
    if before is not None and read and read[0].marker is None and before.pieces:
        before.pieces += read[0].pieces
        return read[1:]
    return read
