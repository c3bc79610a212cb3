"""Blocks: which lines at a page's foot are notes.

A rule opens a block where there is one. Where there is none the block is known by its
numbers, which go on from the page before, by standing at the page's foot, and by markers
of the same numbers higher up on the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.footnote.starts import BRACKETED, START, ended, read

if TYPE_CHECKING:
    from unres.layout.footnote.notes import Notes
    from unres.layout.lines import Line

#: What stands before a marker: a word or its punctuation, or a year.
_BEFORE_MARKER: Final = re.compile(r"(?:[^\d/\s]|(?<!\d)(?:19|20)\d\d)\s?$")
_LABEL: Final = re.compile(
    r"\d{1,3}\s?[.\uff0e](?:\s|$)|\d{1,3}\s-\s|[(\uff08][^\W\d_]{1,3}[)\uff09]\s"
)
#: No page has more lines of notes than this.
LONGEST: Final = 60
#: So far below the number of a note a line of its text may begin with the same number.
BELOW: Final = 3
#: No piece of a note that was broken at a raised letter is longer.
TAIL: Final = 40
#: So many lines of a note may be carried over to the next page.
CARRIED: Final = 4
#: So far ahead of the last one a single note's number may be: those between were not seen.
MISSED: Final = 3
#: No piece of a Chinese line that was broken at its signs is longer.
PIECE: Final = 16


def leading_notes(block: list[Line]) -> list[Line]:
    """The notes at the head of a block whose end nothing marks: paragraphs that begin with one."""
    taken = 0
    waiting = unended = False
    for line in block:
        found = START.match(line.text)
        if not found and not (waiting or (unended and _tail(line.text))):
            break
        waiting = found is not None and found.end() == len(line.text)
        unended = not waiting and not ended(line.text)
        taken += 1
    return block[:taken]


def _tail(text: str) -> bool:
    """Whether a note that did not end may go on so: `vol. 2515, n`, `o`, `44910.`."""
    return len(text) <= TAIL and (text[0].isdigit() or text[0].islower())


def unruled(lines: list[Line], page: list[int], notes: Notes) -> list[Line]:
    """The block of a page without a rule, by its numbers; empty where there is none."""
    starts: list[tuple[int, int]] = []
    for k, i in enumerate(page):
        start = read(lines[i].text, notes.start, notes.month)
        if start is not None and start.number > notes.last:
            starts.append((k, start.number))
    if not starts:
        return []
    texts = [lines[i].text for i in page]
    if not notes.ruled and (at := _scattered(starts, notes.last, texts)) >= 0:
        return [lines[i] for i in page[at:]]
    chain = _chain(starts, notes, texts)
    if not chain:
        return []
    at, number = chain[0]
    before = "\n".join(lines[i].text for i in page[:at])
    if not _proved(lines, page, chain, before, notes):
        return []
    if number - 1 > notes.last and at >= 2 and _marked(before, number - 1):  # noqa: PLR2004
        above = _paragraph_end(lines[page[at - 2]].text)
        if above and ended(lines[page[at - 1]].text):
            at -= 1  # a note whose own number the dump lost
    elif number == notes.last + 1:
        at -= _carried(lines, page, texts[:at], notes)
    return [lines[i] for i in page[at:]]


def _carried(lines: list[Line], page: list[int], above: list[str], notes: Notes) -> int:
    """How many lines above a page's block go on with the note that the page before broke off."""
    before = notes.found[-1] if notes.found else None
    if before is None or not before.pieces or before.page != lines[page[0]].page - 1:
        return 0
    last = before.pieces[-1].line.text
    if (ended(last) and last[-1] != ";") or not above or not ended(above[-1]):
        return 0
    for taken in range(1, min(CARRIED + 1, len(above))):
        if _LABEL.match(above[-taken]):
            return 0  # a paragraph of the body
        if _paragraph_end(above[-taken - 1]):
            return taken if _goes_on(above[-taken], above[-taken - 1]) else 0
    return 0


def _proved(
    lines: list[Line], page: list[int], chain: list[tuple[int, int]], before: str, notes: Notes
) -> bool:
    """Whether markers in the text `before`, or form and markers near by, prove a block."""
    if len(chain) < 2 and notes.ruled:  # noqa: PLR2004
        return False
    at, number = chain[0]
    sure = notes.start is BRACKETED
    seen = len(chain) if sure else sum(_marked(before, n) for _, n in chain)
    if len(chain) < 2 and number > notes.last + 1:  # noqa: PLR2004
        return seen > 0 and number <= notes.last + MISSED and _formed(lines, page[at:])
    return seen * 2 >= len(chain) or (
        _formed(lines, page[at:]) and _marked_near(lines, page, [n for _, n in chain])
    )


def _formed(lines: list[Line], block: list[int]) -> bool:
    """Whether a block has the form of notes: a capital behind the number, a stop at the end."""
    text = lines[block[0]].text
    found = START.match(text)
    first = text[found.end() : found.end() + 1] if found is not None else ""
    if found is not None and not first and len(block) > 1:  # a number alone on its line
        first = lines[block[1]].text[0]
    # an ideograph is neither a capital nor a small letter, and a Chinese title has brackets
    head = first == "\u300a" or (first.isalpha() and not first.islower())
    return head and ended(lines[block[-1]].text)


def _marked_near(lines: list[Line], page: list[int], numbers: list[int]) -> bool:
    """Whether a block's numbers end a word of its page or of those beside it.

    Where a paragraph runs over a page's end its note may stand at the foot of another page
    than its marker; and a marker may be glued to another number.
    """
    here: int = lines[page[0]].page
    near = lines[max(page[0] - 2 * LONGEST, 0) : page[-1] + 2 * LONGEST]
    text = "\n".join(line.text for line in near if here - 2 < line.page < here + 2)
    return all(re.search(rf"\S{n}(?!\d)", text) for n in numbers)


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
        if not at or not ended(texts[at - 1]):
            return -1
        at -= 1
        while at and not ended(texts[at - 1]) and _goes_on(texts[at], texts[at - 1]):
            at -= 1
    before = "\n".join(texts[:at])
    return at if all(_marked(before, n) for n in numbers[:2]) else -1


def _goes_on(text: str, above: str) -> bool:
    """Whether a line of a note goes on from the one above: no capital, symbol or year begins it."""
    if text[0] == "\u300a":  # a line of Chinese that was broken at its signs
        return len(above) < PIECE and above[-1] in "\uff0c\u3001"
    return text[0].islower() or text[0].isdigit() or text[0] in "(\u201c\uff0c\u3001\u300b\u3002"


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
        if begin and _goes_on_below(starts[begin - 1], starts[begin], texts):
            continue
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
        if not at or not ended(texts[at - 1]):
            break
    chain.reverse()
    return chain


def _goes_on_below(above: tuple[int, int], start: tuple[int, int], texts: list[str]) -> bool:
    """Whether a number is the text's of a note that begins with the same one: `9 to 13 May`."""
    at = start[0]
    return above[1] == start[1] and 0 < at - above[0] <= BELOW and not ended(texts[at - 1])


def _forward(
    starts: list[tuple[int, int]], texts: list[str], *, sure: bool
) -> list[tuple[int, int]]:
    """The chain that begins with the first start, if nothing of the body stands in it."""
    if _has_label(texts, starts[0][0] + 1, len(texts)):
        return []
    chain = [starts[0]]
    for at, number in starts[1:]:
        if number == chain[-1][1] + 1 and (sure or ended(texts[at - 1])):
            chain.append((at, number))
    return chain


def _has_label(texts: list[str], begin: int, end: int) -> bool:
    """Whether a paragraph's label stands in a stretch, or it is too long for notes."""
    return end - begin > LONGEST or any(_LABEL.match(text) for text in texts[begin:end])
