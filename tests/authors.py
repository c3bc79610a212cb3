"""The authors of generated documents: one writes as the United Nations do, the other anything.

What they draw is for `strategies` to say; the wording is in `phrases`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st
from phrases import NUMBERS, PHRASES, TRAPS

from unres import nodes as n
from unres.cleanform import standard, standard_adoption
from unres.nodes import FieldKind

T = TypeVar("T")

_trap_texts = st.one_of(
    st.sampled_from(TRAPS),
    st.lists(st.sampled_from(TRAPS), min_size=2, max_size=9).map(" ".join),
    st.text(max_size=20),
)
_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
_chance = st.integers(0, 11)


class Author:
    """Writes one document; what it needs to know of it so far. `draw` makes every choice."""

    def __init__(self, draw: st.DrawFn, language: str) -> None:
        self.draw = draw
        self.language = language
        self.words = PHRASES[language]
        self.footnotes: list[n.Footnote] = []

    def pick(self, pool: Sequence[T]) -> T:
        return self.draw(st.sampled_from(pool))

    def chance(self, of: int) -> bool:
        """True `of` times in twelve; simplest when False."""
        return self.draw(_chance) > 11 - of

    def some(self, make: Callable[[int], T], most: int, least: int = 0) -> tuple[T, ...]:
        return tuple(make(k) for k in range(self.draw(st.integers(least, most))))

    # ---- texts

    def text(self, pool: Sequence[str]) -> str:
        if self.chance(2):
            return f"{self.pick(pool)} {self.pick(pool)}"
        return self.pick(pool)

    def lost(self, printed: str) -> str | None:
        """A label or a number as printed; now and then the dump has lost it."""
        return None if self.chance(1) else printed

    def prose(self, cls: Callable[..., Any], pool: Sequence[str], **more: Any) -> Any:
        text = self.text(pool)
        return cls(text=text, notes=self.notes(text) if self.chance(2) else (), **more)

    # ---- notes

    def notes(self, text: str) -> tuple[n.NoteRef, ...]:
        """One marker or two, at the ends of words."""
        ends = [k for k, c in enumerate(text) if c == " "] + [len(text)]
        offsets = sorted(self.pick(ends) for _ in range(1 + self.chance(2)))
        return tuple(self.ref(offset) for offset in offsets)

    def ref(self, offset: int) -> n.NoteRef:
        if self.footnotes and self.chance(2):  # a second anchor
            index = self.draw(st.integers(0, len(self.footnotes) - 1))
            return n.NoteRef(
                marker=self.footnotes[index].marker or "?", offset=offset, footnote=index
            )
        marker = (
            self.pick(["*", "**", "†", "a"]) if self.chance(2) else str(len(self.footnotes) + 1)
        )
        if self.chance(1):  # the note's text is lost
            return n.NoteRef(marker=marker, offset=offset)
        self.footnote(marker)
        return n.NoteRef(marker=marker, offset=offset, footnote=len(self.footnotes) - 1)

    def footnote(self, marker: str) -> None:
        text = self.text(self.words.footnotes)
        self.footnotes.append(n.Footnote(marker=self.lost(marker), text=text))

    # ---- the head

    def field(self, kind: str, text: str) -> n.Field:
        value = standard(kind, text, self.language)
        if self.chance(1):
            value = self.pick((None, text, "2037-02-02", "~", "=", "91"))
        notes = self.notes(text) if self.chance(1) else ()
        return n.Field(kind=kind, text=text, value=value, notes=notes)

    def masthead(self) -> n.Masthead:
        kept = [field for field in self.words.masthead if not self.chance(2)]
        return n.Masthead(fields=tuple(self.field(*field) for field in kept))

    def title(self) -> n.Title | None:
        number = self.lost(self.pick(NUMBERS))
        return self.lost(self.prose(n.Title, self.words.titles, number=number))

    # ---- the body

    def item(self, place: int, level: int = 0) -> Any:
        if self.chance(1):
            return self.inner()
        label = self.lost(self.words.points[level % 3][place])
        below = self.items(level + 1) if level < 4 and self.chance(2) else ()
        return self.prose(n.Item, self.words.items, label=label, children=below)

    def inner(self) -> n.Inner:
        return self.table() if self.chance(3) else self.prose(n.Text, self.words.texts)

    def items(self, level: int = 0) -> tuple[n.Inner, ...]:
        return self.some(lambda k: self.item(k, level), 4)

    def children(self) -> tuple[n.Inner, ...]:
        return self.items() if self.chance(3) else ()

    def table(self) -> n.Table:
        width = self.draw(st.integers(1, 4))
        cells = (*self.words.cells, "")
        rows = self.some(
            lambda _: tuple(self.pick(cells) for _ in range(width + self.chance(1))), 4, 1
        )
        table = n.Table(rows=rows)
        notes = self.notes(table.text) if self.chance(3) else ()
        return n.Table(rows=rows, notes=notes)

    def operative(self, place: int) -> n.Operative:
        label = self.lost(self.words.number.format(place + 1))
        return self.prose(n.Operative, self.words.operative, label=label, children=self.children())

    def preambular(self, _: int) -> n.Preambular:
        return self.prose(n.Preambular, self.words.preamble, children=self.children())

    def enacted(self) -> tuple[n.Block, ...]:
        """An opening, a preamble, operative paragraphs."""
        blocks: list[n.Block] = []
        if not self.chance(2):
            blocks.append(self.prose(n.Opening, self.words.openings))
        blocks += self.some(self.preambular, 4)
        blocks += self.some(self.operative, 5)
        return (*blocks, *self.some(self.odd, 1))

    def odd(self, _: int = 0) -> n.Block:
        """What stands here and there: a heading, running text, a table, a loose point, debris."""
        makers: tuple[Callable[[], Any], ...] = (
            lambda: self.prose(n.Heading, self.words.headings),
            lambda: self.prose(n.Text, self.words.texts),
            self.table,
            lambda: self.item(0),
            lambda: n.Unparsed(text=self.text(self.words.cells)),
        )
        return self.pick(makers)()

    def section(self, _: int) -> n.Section:
        return n.Section(heading=self.prose(n.Heading, self.words.sections), body=self.enacted())

    def adoption(self) -> tuple[n.Adoption, ...]:
        if self.chance(2):
            return ()
        text = self.text(self.words.adoptions)
        meeting, date = standard_adoption(text, self.language)
        if self.chance(1):
            meeting, date = self.pick(((None, None), (7, None), (None, "2037-02-02"), (40, date)))
        return (n.Adoption(text=text, meeting=meeting, date=date),)

    def part(self, place: int) -> n.Part:
        heading = n.Heading(text="AB"[place] + self.pick(("", " Keepers", ". Lamps")))
        sections = self.some(self.section, 1)
        return n.Part(heading=heading, body=(*self.enacted(), *sections, *self.adoption()))

    def annex(self, _: int) -> n.Annex:
        heading = self.prose(n.Heading, self.words.annexes)
        blocks = (*self.some(self.odd, 3), *self.some(self.operative, 2))
        return n.Annex(heading=heading, body=(*blocks, *self.some(self.section, 1)))

    def resolution(self) -> n.Resolution:
        masthead, title = self.masthead(), self.title()
        body: tuple[n.Block, ...] = self.enacted()
        if self.chance(3):
            body += self.some(self.section, 2)
        body += self.adoption()
        if self.chance(4):
            body += self.some(self.part, 2, 1)
        annexes = self.some(self.annex, 2, 1) if self.chance(3) else ()
        for _ in range(self.chance(1)):
            self.footnote("9")  # no marker refers to it
        return n.Resolution(
            language=self.language,
            masthead=masthead,
            title=title,
            body=body,
            annexes=annexes,
            footnotes=tuple(self.footnotes),
        )


class Vandal(Author):
    """The same in any order and of anything."""

    def text(self, pool: Sequence[str]) -> str:
        return self.pick(pool) if self.chance(3) else self.draw(_trap_texts)

    def lost(self, printed: T) -> T | str | None:
        if isinstance(printed, str) and self.chance(3):
            return self.draw(_trap_texts)
        return super().lost(printed)

    def notes(self, text: str) -> tuple[n.NoteRef, ...]:
        return self.some(lambda _: self.ref(self.draw(st.integers(0, len(text) + 1))), 2, 1)

    def ref(self, offset: int) -> n.NoteRef:
        found = super().ref(offset)
        if self.chance(2):
            target = self.draw(st.none() | st.integers(0, 3))
            marker = self.draw(_trap_texts)
            return n.NoteRef(marker=marker, offset=offset, footnote=target)
        return found

    def field(self, kind: str, text: str) -> n.Field:
        if self.chance(4):
            kind, text = self.pick(_KINDS), self.draw(_trap_texts)
        return super().field(kind, text)

    def table(self) -> n.Table:
        cell = st.sampled_from((*self.words.cells, "", "", *TRAPS))
        rows = self.draw(st.lists(st.lists(cell, max_size=4).map(tuple), max_size=4))
        table = n.Table(rows=tuple(rows))
        notes = self.notes(table.text) if self.chance(3) else ()
        return n.Table(rows=table.rows, notes=notes)

    def enacted(self) -> tuple[n.Block, ...]:
        makers: tuple[Callable[[int], Any], ...] = (
            self.odd,
            self.preambular,
            self.operative,
            self.item,
            lambda _: self.prose(n.Opening, self.words.openings),
            lambda _: self.prose(n.Adoption, self.words.adoptions),
            self.bottomless,
        )
        return self.some(lambda k: self.pick(makers)(k), 5)  # noqa: PLW0108 (each its own pick)

    def bottomless(self, _: int) -> n.Operative:
        """Points deeper than any tree has them."""
        node: Any = self.prose(n.Text, self.words.texts)
        for level in range(self.draw(st.integers(1, 19))):
            node = self.prose(n.Item, self.words.items, label=f"({level})", children=(node,))
        return n.Operative(text="Decides", children=(node,))
