"""Footnote blocks: which lines at a page's foot are notes, and which number each note has.

A rule opens a block where there is one. Where there is none the block is known by its
numbers, which go on from the page before, by standing at the page's foot, and by markers
of the same numbers higher up on the page.

Numbers may be displaced (`1, text 1, text 2, 3, text 3, 2`) or lost: they are put in order
by the sequence. Guarantees: every line of a block lies in exactly one note; notes are in
the order of their numbers within a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.lines import Line
    from unres.layout.roles import Roles

#: `1`, `1 Resolution`, `1Resolution`, `(1) …`, `* …`; never `1.`, `1/2`, `1,5`, `12-14`.
START: Final = re.compile(
    r"[(\[]?(?:(\d{1,3})(?!\d)|(\*{1,3}))[)\]]?(?:$|\s+(?=\S)|(?=[^\d\s.,/:;)\]%\-\u2013\u3002]))"
)
#: Where numbers stand in brackets, as in Arabic, a bare one is a label or a year.
BRACKETED: Final = re.compile(r"[(\[](\d{1,3})[)\]]\s*|[(\[]?(\*{1,3})(?:[)\]]\s*|\s+(?=\S))")
#: A note's number glued to a year or another number: `12016 World Summit`.
_GLUED: Final = re.compile(r"(\d{1,3}?)((?:19|20)\d\d\b.*)$")
_ENDED: Final = re.compile("[.\u3002!?)\\]\u00bb\u201d\u2019\u0964;\uff1b\u061b]$")
#: What stands before a marker: a word or its punctuation, or a year.
_BEFORE_MARKER: Final = re.compile(r"(?:[^\d/\s]|(?<!\d)(?:19|20)\d\d)\s?$")
_LABEL: Final = re.compile(
    r"\d{1,3}\s?[.\uff0e](?:\s|$)|\d{1,3}\s-\s|[(\uff08][^\W\d_]{1,3}[)\uff09]\s"
)
#: No page has more lines of notes than this.
LONGEST: Final = 60
#: No piece of a note that was broken at a raised letter is longer.
TAIL: Final = 40
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

    __slots__ = ("label", "marker", "page", "pieces", "recovered")

    def __init__(self, marker: str | None, page: int) -> None:
        self.marker = marker
        self.page = page
        #: Where the number stands: its line and the length it takes there.
        self.label: tuple[Line, int] | None = None
        self.pieces: list[Piece] = []
        self.recovered = False


class Notes:
    """What was found: the notes, and which lines they took."""

    __slots__ = ("found", "last", "month", "ruled", "start", "taken")

    def __init__(self, month: re.Pattern[str], ruled: bool) -> None:
        self.month = month
        #: What a note's first line looks like.
        self.start = START
        #: Whether the dump shows rules at all.
        self.ruled = ruled
        self.found: list[Note] = []
        #: Ids of lines that belong to notes.
        self.taken: set[int] = set()
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
    notes = Notes(month, any(kind == "rule" for kind in roles.kinds))
    if bracketed:
        notes.start = BRACKETED
    page: list[int] = []
    rule = -1
    number = -1
    for i, (line, kind) in enumerate(zip(lines, roles.kinds, strict=True)):
        if line.page != number:
            _page(lines, page, rule, notes, markdown=markdown)
            page, rule, number = [], -1, line.page
        if kind is None:
            page.append(i)
        elif kind == "rule" and i >= first:
            if rule >= 0:  # two blocks on one page: no page feed between them
                _page(lines, page, rule, notes, markdown=markdown)
                page = []
            rule = len(page)
    _page(lines, page, rule, notes, markdown=markdown)
    return notes


def _page(lines: list[Line], page: list[int], rule: int, notes: Notes, *, markdown: bool) -> None:
    """Read the block of one page: `page` holds its lines of text, `rule` where the rule stands."""
    if not page:
        return
    if rule >= 0:
        block = [lines[i] for i in page[rule:]]
        if markdown:
            block = _leading_notes(block)
    else:
        block = _unruled(lines, page, notes) if not markdown else []
    if not block:
        return
    read = _read(block, notes, ruled=rule >= 0)
    if read is not None:
        notes.found += read
        notes.taken.update(id(line) for line in block)


def _leading_notes(block: list[Line]) -> list[Line]:
    """The notes at the head of a block whose end nothing marks: paragraphs that begin with one."""
    taken = 0
    waiting = unended = False
    for line in block:
        found = START.match(line.text)
        if not found and not (waiting or (unended and _tail(line.text))):
            break
        waiting = found is not None and found.end() == len(line.text)
        unended = not waiting and not _ENDED.search(line.text)
        taken += 1
    return block[:taken]


def _tail(text: str) -> bool:
    """Whether a note that did not end may go on so: `vol. 2515, n`, `o`, `44910.`."""
    return len(text) <= TAIL and (text[0].isdigit() or text[0].islower())


def _number(line: Line, notes: Notes) -> int | None:
    """The number that a line begins with as a note does; never the day of a date."""
    found = notes.start.match(line.text)
    if not found or not found[1] or notes.month.match(line.text, found.end()):
        return None
    return int(found[1])


def _unruled(lines: list[Line], page: list[int], notes: Notes) -> list[Line]:
    """The block of a page without a rule, by its numbers; empty where there is none."""
    texts = [lines[i].text for i in page]
    starts = [
        (k, n)
        for k, text in enumerate(texts)
        if (text[0] in "([" or text[0].isdecimal())
        and (n := _number(lines[page[k]], notes)) is not None
        and n > notes.last
    ]
    if not starts:
        return []
    if not notes.ruled and (at := _scattered(starts, notes.last, texts)) >= 0:
        return [lines[i] for i in page[at:]]
    chain = _chain(starts, notes, texts)
    if not chain:
        return []
    at, number = chain[0]
    before = "\n".join(lines[i].text for i in page[:at])
    sure = notes.start is BRACKETED
    seen = len(chain) if sure else sum(_marked(before, n) for _, n in chain)
    if seen * 2 < len(chain) or (len(chain) < 2 and (notes.ruled or number > notes.last + 1)):  # noqa: PLR2004
        return []
    if number - 1 > notes.last and at >= 2 and _marked(before, number - 1):  # noqa: PLR2004
        ended = _paragraph_end(lines[page[at - 2]].text)
        if ended and _ENDED.search(lines[page[at - 1]].text):
            at -= 1  # a note whose own number the dump lost
    return [lines[i] for i in page[at:]]


def _scattered(starts: list[tuple[int, int]], last: int, texts: list[str]) -> int:
    """Where a block begins whose numbers are printed apart from their texts; -1 for no such.

    `text text 3 text 1 2`: the numbers at the page's foot go on from the page before, but the
    first printed is not the first of them. As many notes stand above it as are smaller.
    """
    # the lowest on the page of each
    places = {number: at for at, number in starts if len(texts) - at <= LONGEST}
    numbers: list[int] = []
    while last + 1 + len(numbers) in places:
        numbers.append(last + 1 + len(numbers))
    if len(numbers) < 2:  # noqa: PLR2004
        return -1
    first = min(numbers, key=lambda n: places[n])
    if first == numbers[0] or _has_label(texts, places[first] + 1, len(texts)):
        return -1
    at = places[first]
    for _ in range(first - numbers[0]):
        if not at or not _ENDED.search(texts[at - 1]):
            return -1
        at -= 1
        while at and not _ENDED.search(texts[at - 1]) and _goes_on(texts[at]):
            at -= 1
    before = "\n".join(texts[:at])
    return at if all(_marked(before, n) for n in numbers[:2]) else -1


def _goes_on(text: str) -> bool:
    """Whether a line of a note goes on from the one above: no capital, symbol or year begins it."""
    return text[0].islower() or text[0].isdigit() or text[0] in "(\u201c"


def _paragraph_end(text: str) -> bool:
    return text[-1] in ";,.:\uff1b\uff0c\u3002\u060c\u061b"


def _marked(text: str, number: int) -> bool:
    """Whether a number stands in a text as a marker may: behind a word or its punctuation."""
    digits = str(number)
    at = text.find(digits)
    while at >= 0:
        end = at + len(digits)
        behind = text[end : end + 1]
        if not (behind.isdigit() or behind == "/") and (
            not at or _BEFORE_MARKER.search(text[max(at - 6, 0) : at])
        ):
            return True
        at = text.find(digits, at + 1)
    return False


def _chain(starts: list[tuple[int, int]], notes: Notes, texts: list[str]) -> list[tuple[int, int]]:
    """The run of consecutive numbers that reaches the page's foot; empty where none does.

    Going up from the foot, a note begins behind the end of the one before it, and no
    paragraph label stands inside one.
    """
    for begin in range(len(starts) - 1, -1, -1):
        if starts[begin][1] == notes.last + 1 and (
            chain := _forward(starts[begin:], texts, sure=notes.start is BRACKETED)
        ):
            return chain
    chain = []
    foot = len(texts)
    for at, number in reversed(starts):
        if chain and number != chain[-1][1] - 1:
            continue
        if _has_label(texts, at + 1, foot):
            break
        chain.append((at, number))
        foot = at
        if not at or not _ENDED.search(texts[at - 1]):
            break
    chain.reverse()
    return chain


def _forward(
    starts: list[tuple[int, int]], texts: list[str], *, sure: bool
) -> list[tuple[int, int]]:
    """The chain that begins with the first start, if nothing of the body stands in it."""
    if _has_label(texts, starts[0][0] + 1, len(texts)):
        return []
    chain = [starts[0]]
    for at, number in starts[1:]:
        if number == chain[-1][1] + 1 and (sure or _ENDED.search(texts[at - 1])):
            chain.append((at, number))
    return chain


def _has_label(texts: list[str], begin: int, end: int) -> bool:
    """Whether a paragraph's label stands in a stretch, or it is too long for notes."""
    return end - begin > LONGEST or any(_LABEL.match(text) for text in texts[begin:end])


def _present(block: list[Line], last: int, notes: Notes) -> list[int]:
    """The numbers of a block: those that follow each other from the one expected."""
    found = [n for line in block if (n := _number(line, notes)) is not None]
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


def _read(block: list[Line], notes: Notes, *, ruled: bool) -> list[Note] | None:
    """Turn a block into notes, or None where it is none. The last note may go on at its head."""
    numbers = _present(block, notes.last, notes)
    page = block[0].page
    if not numbers:
        return _unnumbered(block, notes, page, ruled=ruled)
    wanted = set(numbers)
    open_note = Note(None, page)
    read = [open_note]
    next_number = numbers[0]
    for line in block:
        found = notes.start.match(line.text)
        number = _number(line, notes)
        if found and found[2] and not (open_note.pieces and not _ends(open_note)):
            open_note = _open(read, found[2], page, line, found.end())
        elif (
            found
            and number is not None
            and number in wanted
            and _in_turn(number, next_number, found, line)
        ):
            wanted.discard(number)
            open_note = _open(read, str(number), page, line, found.end())
            next_number = max(next_number, number + 1)
        elif (
            notes.start is START
            and (glued := _GLUED.match(line.text))
            and int(glued[1]) == next_number
        ):
            wanted.discard(next_number)
            open_note = _open(read, glued[1], page, line, len(glued[1]))
            next_number += 1
        else:
            open_note.pieces.append(Piece(line))
    notes.last = max(numbers)
    return _settle(read, notes, numbers[0])


def _ends(note: Note) -> bool:
    return bool(_ENDED.search(note.pieces[-1].text))


def _in_turn(number: int, expected: int, found: re.Match[str], line: Line) -> bool:
    """A number with text behind it counts only in its turn; alone on its line it may be late."""
    return number <= expected + 1 or found.end() == len(line.text)


def _open(read: list[Note], marker: str, page: int, line: Line, width: int) -> Note:
    note = Note(marker, page)
    note.label = (line, width)
    if width < len(line.text):
        note.pieces.append(Piece(line, width))
    read.append(note)
    return note


def _settle(read: list[Note], notes: Notes, first: int) -> list[Note]:
    """Give texts without number to numbers without text; the rest goes on or is unmarked."""
    head, rest = read[0], read[1:]
    _share_following(rest)
    _share_preceding(head, rest)
    if head.pieces:
        _leading(head, notes, rest, first)
    ordered = [head, *rest] if head.pieces else rest
    if all(n.marker and n.marker.isdigit() for n in ordered):
        ordered.sort(key=_value)
    return ordered


def _value(note: Note) -> int:
    return int(note.marker) if note.marker and note.marker.isdigit() else 0


def _share_following(rest: list[Note]) -> None:
    """`1 2 text text`: numbers printed together before their texts."""
    group: list[Note] = []
    for note in rest:
        if group and _value(note) != _value(group[-1]) + 1:
            group = []
        group.append(note)
        if note.pieces:
            if len(group) > 1:
                _deal(note.pieces, group)
            group = []


def _share_preceding(head: Note, rest: list[Note]) -> None:
    """`text text 3 text 1 2` and `1 text text 3 text 2`: numbers printed behind their texts."""
    hungry = sorted((n for n in rest if not n.pieces and _value(n)), key=_value)
    fed = {_value(n): n for n in rest if n.pieces}
    while hungry:
        group = [hungry.pop(0)]
        while hungry and _value(hungry[0]) == _value(group[-1]) + 1:
            group.append(hungry.pop(0))
        before = fed.get(_value(group[0]) - 1)
        if before is not None and len(before.pieces) > len(group):
            _deal(before.pieces, [before, *group])
        elif head.pieces:
            pieces = head.pieces
            head.pieces = []
            _deal(pieces, group)


def _deal(pieces: list[Piece], among: list[Note]) -> None:
    """Share pieces out among notes in order, cutting behind the shortest lines that end."""
    parts = len(among)
    ends = [i + 1 for i, p in enumerate(pieces[:-1]) if _ENDED.search(p.text)]
    if len(ends) < parts - 1:
        ends = list(range(1, len(pieces)))
    ends = sorted(sorted(ends, key=lambda i: len(pieces[i - 1].text))[: parts - 1])
    bounds = [0, *ends, *[len(pieces)] * (parts - len(ends))]
    for note, begin, end in zip(among, bounds, bounds[1:], strict=False):
        note.pieces = pieces[begin:end]


def _leading(head: Note, notes: Notes, rest: Sequence[Note], first: int) -> None:
    """Text before a block's first number: the last note going on, or a note without number."""
    before = notes.found[-1] if notes.found else None
    if before is not None and before.pieces and (not _ends(before) or _lower(head)):
        before.pieces += head.pieces
        head.pieces = []
        return
    if first > 1 and (before is None or before.marker != str(first - 1)) and rest:
        head.marker = str(first - 1)
        head.recovered = True


def _lower(note: Note) -> bool:
    return note.pieces[0].text[:1].islower()


def _unnumbered(block: list[Line], notes: Notes, page: int, *, ruled: bool) -> list[Note] | None:
    """A block without any number: the last note goes on, or asterisk notes, or unmarked ones."""
    if not ruled:
        return None
    read: list[Note] = []
    note = Note(None, page)
    for line in block:
        found = START.match(line.text)
        if found and found[2]:
            note = _open(read, found[2], page, line, found.end())
        else:
            if not read:
                read.append(note)
            note.pieces.append(Piece(line))
    before = notes.found[-1] if notes.found else None
    if before is not None and read and read[0].marker is None and before.pieces:
        before.pieces += read[0].pieces
        return read[1:]
    return read
