"""Wanted: which numbers some place in the text should bear, and on which pages.

They are those of the notes, in order, and those missing between them; then those of notes
that may be lost, which follow the last one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.footnote.notes import Note

#: How many notes in a row may be lost between two that are there.
LOST: Final = 120
#: How many numbers behind the last note's are looked for.
BEYOND: Final = 80
#: The page of a note that is lost.
NO_PAGE: Final = -1
#: How many of the places of one number before and behind a page are tried.
_AROUND: Final = 6
#: How many wanted numbers in a row may lack a marker.
REACH: Final = 12


class Wanted:
    """The wanted numbers, each at its place in the order; a number that starts anew has many."""

    __slots__ = (
        "_below",
        "_here",
        "_on_page",
        "_page",
        "_places",
        "anywhere",
        "known",
        "last",
        "numbers",
        "pages",
        "size",
        "sure",
    )

    def __init__(self, notes: Sequence[Note], *, sparse: bool) -> None:
        #: The numbers of notes and those between them, by place, and the pages of their notes.
        self.numbers: list[int] = []
        self.pages: list[int] = []
        self._places: dict[int, list[int]] = {}
        #: Of each page the numbers whose notes stand on it.
        self._on_page: dict[int, set[int]] = {}
        #: The page that was last asked for, its numbers and the next one's.
        self._page = NO_PAGE
        self._here: set[int] | None = None
        self._below: set[int] | None = None
        #: Numbers whose notes are lost: they may stand on any page.
        self.anywhere: set[int] = set()
        self._take(notes)
        #: The last number with a note: from there on the lost ones are counted.
        self.last = self.numbers[-1] if self.numbers else 0
        self.known = len(self.numbers)
        #: How many places there are with those of the lost ones.
        self.size = self.known + BEYOND - 1
        #: Places from this one on are not likely to have a marker.
        self.sure = self.size if sparse else self.known
        if sparse:
            self.anywhere.update(range(self.last + 1, self.last + BEYOND))

    def _take(self, notes: Sequence[Note]) -> None:
        last = 0
        for note in notes:
            number = note.number
            if not number:
                continue
            if number <= last:  # numbering restarts in an annex
                last = 0 if number < last else last
            if number - last <= LOST:
                for missing in range(last + 1, number):
                    self._add(missing, NO_PAGE)
                    self.anywhere.add(missing)
            page = note.page
            self._add(number, page)
            there = self._on_page.get(page)
            if there is None:
                self._on_page[page] = {number}
            else:
                there.add(number)
            last = number

    def _add(self, number: int, page: int) -> None:
        places = self._places.get(number)
        if places is None:
            self._places[number] = [len(self.numbers)]
        else:
            places.append(len(self.numbers))
        self.numbers.append(number)
        self.pages.append(page)

    def has(self, number: int) -> bool:
        """Whether a number is wanted at all."""
        return self.last < number < self.last + BEYOND or number in self._places

    def on_page(self, page: int) -> set[int] | None:
        """The numbers whose notes stand on a page; None where none does."""
        if page != self._page:
            self._page = page
            self._here = self._on_page.get(page)
            self._below = self._on_page.get(page + 1)
        return self._here

    def may_stand(self, number: int, page: int) -> bool:
        """Whether a number's note is lost, or stands on a page or on the next one."""
        here = self.on_page(page)
        if here is not None and number in here:
            return True
        below = self._below
        return (below is not None and number in below) or (
            bool(self.anywhere) and number in self.anywhere
        )

    def page(self, place: int) -> int:
        """The page of the note at a place."""
        return self.pages[place] if place < self.known else NO_PAGE

    def places(self, number: int, page: int) -> list[int]:
        """The places of a number; of many, where it starts anew again and again, some by a page."""
        places = self._places.get(number, [])
        if self.last < number < self.last + BEYOND:
            places = [*places, self.known + number - self.last - 1]
        if len(places) <= 2 * _AROUND:
            return places
        first, last = 0, len(places)
        while first < last:
            middle = (first + last) // 2
            if self._next_page(places[middle]) < page:
                first = middle + 1
            else:
                last = middle
        return places[max(first - _AROUND, 0) : first + _AROUND]

    def _next_page(self, place: int) -> int:
        """The page of a note, or of the next one whose page is known."""
        for at in range(place, min(place + REACH, self.known)):
            if self.pages[at] != NO_PAGE:
                return self.pages[at]
        return 0 if place < REACH else 1 << 30
