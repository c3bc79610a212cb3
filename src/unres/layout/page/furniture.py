"""Page furniture: running heads, page numbers, job numbers, bar codes, rules, notices.

Evidence that holds in every language: what the line is made of, what repeats from page to
page, what stands beside a page's edge, what spells the title beside the symbol.

Guarantees: each line has one role or none; a line that could be a paragraph's label or a
wrapped resolution number is never taken for a page number unless the pages' count says so.
Where the dump has no page feeds, each group of running heads starts a new page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout import labels
from unres.layout.page import forms, heads
from unres.layout.page.roles import HEAD_LINES, Roles, at_edge, most_common, touches_edge

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.grammar import Lexicon
    from unres.layout.lines import Line

_NO_DIGITS: Final = re.compile(r"\D")
_ZERO: Final = 0x30


def find(lines: list[Line], title: tuple[int, int], lexicon: Lexicon) -> Roles:
    """Give every line its role.

    `title` is the range of lines that hold the title (empty where it is unknown): heads
    are looked for behind it. The lexicon has the recycling notice of the language.
    """
    roles = Roles(lines)
    bare, paged = forms.mark(lines, roles, lexicon)
    heads.mark(lines, roles, title)
    _pages_of_total(lines, roles, paged)
    numbered = any(roles.kinds[i] for i in paged)  # `70/1` alone on its line numbers no page
    _bare_numbers(lines, roles, bare, numbered, title[1])
    return roles


def _pages_of_total(lines: list[Line], roles: Roles, paged: list[int]) -> None:
    """`2/16` is a page number where 16 is the total that the others give, or not exceeded."""
    totals: dict[int, int] = {}
    pairs: dict[int, tuple[int, int]] = {}
    for i in paged:
        number, slash, of = lines[i].text.partition("/")
        if slash:
            total = int(of)
            pairs[i] = (int(number), total)
            totals[total] = totals.get(total, 0) + 1
    if not totals:
        return
    usual = most_common(totals)
    for i, (page, total) in pairs.items():
        beside = any(0 <= j < len(lines) and roles.kinds[j] for j in (i - 1, i + 1)) or at_edge(
            lines, roles, i, HEAD_LINES
        )
        if total == usual and 1 <= page <= total and (beside or totals[total] > 1):
            roles.kinds[i] = "page-number"


def _bare_numbers(
    lines: list[Line], roles: Roles, bare: list[int], paged: bool, first: int
) -> None:
    """A number alone is a page number at a page's edge, where it goes on from page to page."""
    if paged:
        return
    at_edge, amid = _offsets(lines, roles, bare, first)
    if not at_edge:
        return
    offsets: dict[int, int] = {}
    for offset in at_edge.values():
        offsets[offset] = offsets.get(offset, 0) + 1
    usual = most_common(offsets)
    times = offsets[usual]
    if times < 2 and not roles.fed:  # noqa: PLR2004
        usual = next(iter(at_edge.values()))
    numbered = set()
    for i, offset in at_edge.items():
        if offset == usual and (times > 1 or offset == 1 or not roles.fed):
            roles.kinds[i] = "page-number"
            numbered.add(lines[i].page)
    numbers = [offset + lines[i].page for i, offset in at_edge.items()]
    run = len(numbers) > 2 and sorted(numbers) == list(range(min(numbers), max(numbers) + 1))  # noqa: PLR2004
    if times * 2 >= lines[-1].page or (roles.fed and run):
        _number_others(lines, roles, at_edge, numbered)
    for i, offset in amid.items():
        if times > 1 and offset == usual and lines[i].page not in numbered:
            roles.kinds[i] = "page-number"


def _offsets(
    lines: list[Line], roles: Roles, bare: list[int], first: int
) -> tuple[dict[int, int], dict[int, int]]:
    """How far each number alone is ahead of its page: at an edge, and amid other numbers."""
    at_edge: dict[int, int] = {}
    amid: dict[int, int] = {}
    for i in bare:
        if roles.kinds[i] or i < first:
            continue
        offset = _number(lines[i].text) - lines[i].page
        if touches_edge(lines, roles, i):
            at_edge[i] = offset
        elif _is_amid(lines, i):
            amid[i] = offset
    return at_edge, amid


def _number(text: str) -> int:
    """The number that a line says, of at most three digits, signs apart; most have none."""
    number: i64 = 0
    at: i64
    for at in range(len(text)):
        digit: i64 = ord(text[at]) - _ZERO
        if not 0 <= digit <= 9:  # noqa: PLR2004
            return int(text if text.isdecimal() else _NO_DIGITS.sub("", text))
        number = number * 10 + digit
    return int(number)


def _is_amid(lines: list[Line], i: int) -> bool:
    """Whether a number stands below another one of a note or paragraph, and above its text.

    A page's number is printed there where the text was a box by itself: `3`, `3`, `See A/90/5.`
    """
    if not 0 < i < len(lines) - 1 or lines[i + 1].gap <= 0:
        return False
    above = lines[i - 1].text
    if above.isdecimal():
        return lines[i].gap > 0
    label = labels.read(above)
    return label is not None and label.number is not None and label.end == len(above)


def _number_others(
    lines: list[Line], roles: Roles, at_edge: dict[int, int], numbered: set[int]
) -> None:
    """Pages in disorder: where the others are numbered, so are these.

    But for a number below the one before it, which goes on from that: they are notes'.
    """
    for i, offset in at_edge.items():
        page = lines[i].page
        number = offset + page
        above = lines[i - 1] if i else None
        if above is not None and above.page == page and above.text == str(number - 1):
            continue
        if page not in numbered and 0 < number <= lines[-1].page + 2:
            roles.kinds[i] = "page-number"
            numbered.add(page)
