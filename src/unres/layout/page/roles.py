"""Roles: what each line is, furniture or text, and how near a page's edge it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.layout.lines import Line

Counted = TypeVar("Counted")

#: How many lines of a running head may stand beside its symbol.
HEAD_LINES: Final = 4
#: How many lines are looked at from a symbol on, furniture among them.
FAR: Final = 40


def most_common(counts: dict[Counted, int]) -> Counted:
    """What was counted most often, of equals the first; there must be something."""
    return max(counts, key=counts.__getitem__)


class Roles:
    """What each line is: a furniture kind, or None for text. Also the document's own symbol."""

    __slots__ = ("fed", "kinds", "symbol")

    def __init__(self, lines: list[Line]) -> None:
        self.kinds: list[str | None] = [None] * len(lines)
        self.symbol: str | None = None
        #: Whether the dump has page feeds.
        self.fed = bool(lines) and lines[-1].page > 0


def at_edge(lines: list[Line], roles: Roles, i: int, reach: int) -> bool:
    """Whether a line stands within `reach` lines of a page feed, furniture not counted."""
    page = lines[i].page
    steps = 0
    for j in range(i - 1, max(i - FAR, 0) - 1, -1):
        if lines[j].page != page:
            return True
        if roles.kinds[j] is None:
            steps += 1
            if steps >= reach:
                break
    else:
        return True
    steps = 0
    for j in range(i + 1, min(i + FAR, len(lines))):
        if lines[j].page != page:
            return True
        if roles.kinds[j] is None:
            steps += 1
            if steps >= reach:
                return False
    return True


def touches_edge(lines: list[Line], roles: Roles, i: int) -> bool:
    """Whether only furniture lies between a line and a page's edge or a running head."""
    kinds = roles.kinds
    page = lines[i].page
    j: i64 = i - 1
    while j >= 0 and i - j < FAR and lines[j].page == page and kinds[j] is not None:
        if kinds[j] == "running-head":
            return True
        j -= 1
    if j < 0 or i - j >= FAR or lines[j].page != page:
        return roles.fed
    j = i + 1
    while j < len(lines) and j - i < FAR and lines[j].page == page and kinds[j] is not None:
        if kinds[j] == "running-head":
            return True
        j += 1
    return j >= len(lines) or j - i >= FAR or lines[j].page != page
