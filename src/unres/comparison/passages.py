"""Passages: a tree as the list of what a reader would compare, each with a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from unres.comparison.difference import Mark, Passage
from unres.languages import ascii_digits
from unres.nodes import (
    Adoption,
    Annex,
    Block,
    Footnote,
    Heading,
    Item,
    NoteRef,
    Opening,
    Operative,
    Part,
    Preambular,
    Resolution,
    Section,
    Table,
    Text,
    Unparsed,
)
from unres.numbering import readings
from unres.spans import LineIndex

#: A node that is a passage of its own.
_Plain: TypeAlias = (
    Opening | Preambular | Operative | Item | Heading | Text | Table | Adoption | Unparsed
)

_KINDS: dict[type, str] = {
    Opening: "opening",
    Preambular: "preambular",
    Operative: "operative",
    Item: "item",
    Heading: "heading",
    Text: "text",
    Table: "table",
    Adoption: "adoption",
    Unparsed: "unparsed",
}
#: What a person calls them.
_NAMES = {
    "opening": "opening formula",
    "preambular": "preambular paragraph",
    "operative": "operative paragraph",
    "item": "point",
    "heading": "heading",
    "text": "text",
    "table": "table",
    "adoption": "closing lines",
    "unparsed": "unplaced text",
}
#: What is not counted: there is one of it in its part.
_SINGLE = {"opening", "adoption"}
_DRESSING = " '\"‘’“”«».,:()[]-\u2010-\u2015–—、．，：（）。\u200f\u200e\u00ad"
#: A heading no longer than this is the name of its section: `I`, `Part two`.
_SHORT = 10


def masthead(res: Resolution) -> list[Passage]:
    """The fields above the title."""
    lines = LineIndex(res.source)
    return [
        Passage(
            kind=field.kind,
            name=f"masthead, {field.kind.replace('_', ' ')}",
            place="masthead",
            text=field.text,
            marks=_marks(field.notes),
            span=field.span,
            line=_line(res, lines, field.span.start),
        )
        for field in res.masthead.fields
    ]


def title(res: Resolution) -> list[Passage]:
    """The title, if there is one."""
    if not res.title:
        return []
    start = res.title.span.start
    return [
        Passage(
            kind="title",
            name="title",
            place="title",
            text=res.title.text,
            label=res.title.number,
            marks=_marks(res.title.notes),
            span=res.title.span,
            line=_line(res, LineIndex(res.source), start),
        )
    ]


def body(res: Resolution) -> list[Passage]:
    """All blocks in reading order, annexes last."""
    return list(_Walk(res).resolution())


def footnotes(res: Resolution) -> list[Passage]:
    """The footnotes."""
    lines = LineIndex(res.source)
    return [_footnote(note, index, res, lines) for index, note in enumerate(res.footnotes)]


def _footnote(note: Footnote, index: int, res: Resolution, lines: LineIndex) -> Passage:
    return Passage(
        kind="footnote",
        name=f"footnote {note.marker}" if note.marker else f"footnote without number ({index + 1})",
        place="footnotes",
        text=note.text,
        label=note.marker,
        marks=_marks(note.notes),
        span=note.span,
        line=_line(res, lines, note.span.start),
    )


def bare(label: str) -> str:
    """A label or marker without brackets, stop and dash, its digits in ASCII."""
    return ascii_digits(label).strip(_DRESSING)


def _marks(notes: Iterable[NoteRef]) -> tuple[Mark, ...]:
    return tuple(Mark(note.marker, note.offset) for note in notes)


def _line(res: Resolution, lines: LineIndex, offset: int) -> int:
    return lines.line(offset) if res.source else 0


class _Counting:
    """Where labels stand in their sequence: `(i)` is 9 after `(h)`, and 1 at the start."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last = 0

    def ordinal(self, label: str | None) -> int | None:
        """What a label counts, next in its list; None where it has none or counts nothing."""
        values = [found.value for found in readings(bare(label), "")] if label else []
        if not values:
            return None
        wanted = (value for value in (self._last + 1, 1) if value in values)
        self._last = next(wanted, values[0])
        return self._last


class _Walk:
    """Goes through a tree and names what it meets."""

    __slots__ = ("_lines", "_res", "_seen")

    def __init__(self, res: Resolution) -> None:
        self._res = res
        self._lines = LineIndex(res.source)
        #: How many of a kind a part of the document had so far.
        self._seen: Counter[tuple[str, str]] = Counter()

    def resolution(self) -> Iterator[Passage]:
        yield from self._body(self._res.body, "")
        for annex in self._res.annexes:
            yield from self._group(annex, "", len(self._res.annexes) > 1)

    def _body(self, blocks: Sequence[Block], scope: str) -> Iterator[Passage]:
        counting = {"operative": _Counting(), "item": _Counting()}
        sections = sum(isinstance(block, Section) for block in blocks)
        for block in blocks:
            match block:
                case Section() | Part():
                    yield from self._group(block, scope, sections > 1)
                case _:
                    kind = _KINDS[type(block)]
                    yield from self._deep(block, scope, 0, counting.get(kind))

    def _group(self, group: Section | Part | Annex, scope: str, several: bool) -> Iterator[Passage]:
        kind = type(group).__name__.lower()
        self._seen[scope, kind] += 1
        title = group.heading.text
        if kind != "annex" and 0 < len(title) <= _SHORT:
            name = f"{scope}{kind} {bare(title) or title}"
        else:
            name = f"{scope}{kind} {self._seen[scope, kind]}" if several else f"{scope}{kind}"
        yield self._passage(group.heading, f"{name}, heading", 0, None)
        yield from self._body(group.body, f"{name}, ")

    def _deep(
        self, node: _Plain, scope: str, level: int, counting: _Counting | None
    ) -> Iterator[Passage]:
        label = node.label if isinstance(node, Operative | Item) else None
        ordinal = counting.ordinal(label) if counting else None
        name = self._name(node, scope, label)
        yield self._passage(node, name, level, ordinal)
        if isinstance(node, Preambular | Operative | Item):
            points = _Counting()
            for child in node.children:
                inner = points if isinstance(child, Item) else None
                yield from self._deep(child, f"{name} ", level + 1, inner)

    def _name(self, node: _Plain, scope: str, label: str | None) -> str:
        kind = _KINDS[type(node)]
        self._seen[scope, kind] += 1
        count = self._seen[scope, kind]
        known = _NAMES[kind]
        if kind in _SINGLE:
            return f"{scope}{known}" if count == 1 else f"{scope}{known} ({count})"
        if label:
            if kind == "item" and scope.endswith(" ") and not scope.endswith(", "):
                return f"{scope}{label}"  # operative paragraph 2 (b)
            return f"{scope}{known} {bare(label) if kind == 'operative' else label}"
        if kind in {"operative", "item"}:
            return f"{scope}{known} without number ({count})"
        return f"{scope}{known} {count}"

    def _passage(self, node: _Plain, name: str, level: int, ordinal: int | None) -> Passage:
        return Passage(
            kind=_KINDS[type(node)],
            name=name,
            place="body",
            text=node.text,
            label=node.label if isinstance(node, Operative | Item) else None,
            level=level,
            marks=() if isinstance(node, Unparsed) else _marks(node.notes),
            shape=tuple(map(len, node.rows)) if isinstance(node, Table) else (),
            ordinal=ordinal,
            span=node.span,
            line=_line(self._res, self._lines, node.span.start),
        )
