"""Plain HTML: the tree as one page that needs nothing else, or as a fragment for another page.

    <article lang dir>
      <header>            the masthead as a list of names and values, the title as `h1`
      <p>                 opening formula, preambular paragraphs, running text, closing lines
      <ol><li>            operative paragraphs and points: each opens with its label, as printed
      <section><h2>       sections, parts and annexes
      <table>             the first row as heads of the columns, where there are several
      <section><ol>       footnotes, linked with their markers both ways

The lists have no numbers of their own (`list-style: none`): a label that the dump lost stays
lost, and `(a)` stays `(a)`. Roles are those of DPUB-ARIA 1.1: `doc-noteref`, `doc-backlink`, and
`doc-endnotes` for the whole (1.1 took `doc-endnote` back, since a list item is a list item).
A marker whose footnote is lost is no link, and says so; a footnote without marker has no way back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

from unres.exchange.noted import Cell, Names, cells, has_head, note_names, pieces, shown
from unres.exchange.styles import PAGE
from unres.exchange.wording import field_name, phrase
from unres.languages import LANGUAGES
from unres.nodes import (
    Adoption,
    Annex,
    Block,
    Footnote,
    Heading,
    Inner,
    Item,
    Masthead,
    Node,
    NoteRef,
    Opening,
    Operative,
    Part,
    Preambular,
    Prose,
    Resolution,
    Section,
    Table,
    Text,
    Title,
    Unparsed,
)

#: HTML has six ranks of headings.
_LAST_RANK = 6
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(res: Resolution, *, fragment: bool = False, prefix: str = "") -> str:
    """The resolution as an HTML page; as a `fragment`, its `article` alone, without a style sheet.

    `prefix` opens every `id` of the page: fragments of several resolutions then fit into one.
    Furniture and positions are left out. A control character is written as its picture.
    """
    page = _Page(res, prefix)
    article = "".join(_article(res, page))
    if fragment:
        return article
    return (
        f'<!DOCTYPE html>\n<html lang="{page.language}" dir="{page.direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(_name(res))}</title>\n<style>\n{PAGE}</style>\n</head>\n"
        f"<body>\n<main>\n{article}</main>\n</body>\n</html>\n"
    )


class _Page:
    """What the whole page must know: its language, its links."""

    __slots__ = ("anchors", "direction", "language", "names", "notes", "prefix", "tables")

    def __init__(self, res: Resolution, prefix: str) -> None:
        self.language = escape(res.language)
        known = LANGUAGES.get(res.language)
        self.direction = known.direction if known else "ltr"
        self.prefix = escape(prefix)
        #: Name of each footnote, in order.
        self.notes = note_names(res.footnotes)
        #: For each footnote, how many markers have referred to it so far.
        self.anchors = [0] * len(res.footnotes)
        self.names = Names()
        self.tables = 0

    def say(self, name: str) -> str:
        """One of the page's own phrases."""
        return phrase(name, self.language)


def _name(res: Resolution) -> str:
    """What the page is called: symbol or number, and title."""
    number = res.symbol or res.number or ""
    title = res.title.text if res.title else ""
    return " – ".join(filter(None, (number, title))) or phrase("resolution", res.language)


# ---------------------------------------------------------------------------------- inside a line


def _escaped(text: str) -> str:
    return escape(shown(text), quote=False)


def _inline(found: Iterator[str | NoteRef], page: _Page) -> str:
    return "".join(
        _reference(piece, page) if isinstance(piece, NoteRef) else _escaped(piece)
        for piece in found
    )


def _reference(note: NoteRef, page: _Page) -> str:
    marker = _escaped(note.marker) or "?"
    if note.footnote is None:
        return f'<sup class="lost" title="{page.say("lost note")}">{marker}</sup>'
    name = f"{page.prefix}note-{page.notes[note.footnote]}"
    page.anchors[note.footnote] += 1
    anchor = _anchor(name, page.anchors[note.footnote])
    return f'<sup><a href="#{name}" id="{anchor}" role="doc-noteref">{marker}</a></sup>'


def _anchor(note: str, count: int) -> str:
    """The name of the place of a note's marker; a note may be referred to several times."""
    return f"{note}-ref" if count == 1 else f"{note}-ref{count}"


def _prose(node: Prose, page: _Page) -> str:
    return _inline(pieces(node.text, node.notes), page)


def _labelled(label: str | None, text: str, kind: str = "label") -> str:
    if not label:
        return text
    return " ".join(filter(None, (f'<span class="{kind}">{_escaped(label)}</span>', text)))


# ---------------------------------------------------------------------------------- one a node


def _article(res: Resolution, page: _Page) -> Iterator[str]:
    yield f'<article class="resolution" lang="{page.language}" dir="{page.direction}">\n'
    yield from _head(res, page)
    yield from _body(res.body, page, 2)
    for annex in res.annexes:
        yield from _group(annex, page, 2)
    yield from _footnotes(res.footnotes, page)
    yield "</article>\n"


def _head(res: Resolution, page: _Page) -> Iterator[str]:
    if not res.masthead.fields and not res.title:
        return
    yield "<header>\n"
    yield from _masthead(res.masthead, page)
    if res.title:
        yield from _title(res.title, page)
    yield "</header>\n"


def _masthead(node: Masthead, page: _Page) -> Iterator[str]:
    if not node.fields:
        return
    yield '<dl class="masthead">\n'
    for kind, fields in groupby(node.fields, lambda field: field.kind):
        yield f'<div class="{kind}"><dt>{field_name(kind, page.language)}</dt>'
        yield from (f"<dd><bdi>{_prose(field, page)}</bdi></dd>" for field in fields)
        yield "</div>\n"
    yield "</dl>\n"


def _title(node: Title, page: _Page) -> Iterator[str]:
    number = f"{node.number}." if node.number else None
    yield from _ranked(1, _labelled(number, _prose(node, page), "number"))


def _ranked(rank: int, text: str) -> Iterator[str]:
    if text:
        rank = min(rank, _LAST_RANK)
        yield f"<h{rank}>{text}</h{rank}>\n"


def _paragraph(kind: str, text: str) -> Iterator[str]:
    if text:
        yield f'<p class="{kind}">{text}</p>\n'


def _line(node: Opening | Adoption | Text, page: _Page) -> Iterator[str]:
    yield from _paragraph(type(node).__name__.lower(), _prose(node, page))


def _preambular(node: Preambular, page: _Page) -> Iterator[str]:
    yield from _paragraph("preambular", _prose(node, page))
    yield from _children(node.children, page)


def _operative(node: Operative, page: _Page) -> Iterator[str]:
    name = page.names.name(node.label, "paragraph")
    opening = f'<li id="{page.prefix}paragraph-{name}">' if node.label else "<li>"
    yield from _point(opening, node, page)


def _item(node: Item, page: _Page) -> Iterator[str]:
    yield from _point("<li>", node, page)


def _point(opening: str, node: Operative | Item, page: _Page) -> Iterator[str]:
    yield opening
    text = _labelled(node.label, _prose(node, page))
    if text:
        yield f"<p>{text}</p>"
    if node.children:
        yield "\n"
        yield from _children(node.children, page)
    yield "</li>\n"


def _text(node: Text, page: _Page) -> Iterator[str]:
    yield from _paragraph("text", _prose(node, page))


def _table(node: Table, page: _Page) -> Iterator[str]:
    rows, homeless = cells(node)
    columns = max(map(len, rows), default=0)
    if columns:
        page.tables += 1
        label = f"{page.say('table')} {page.tables}"
        # A wide table moves inside its frame; the keyboard must reach the frame to move it.
        yield f'<div class="table" role="region" aria-label="{label}" tabindex="0"><table>\n'
        if has_head(rows):
            yield f"<thead>\n{_row(rows.pop(0), columns, page, 'th')}</thead>\n"
        yield "<tbody>\n"
        yield from (_row(row, columns, page) for row in rows)
        yield "</tbody>\n</table></div>\n"
    yield from _paragraph("table-notes", _inline(iter(homeless), page))


def _row(row: Sequence[Cell], columns: int, page: _Page, cell: str = "td") -> str:
    opening = '<th scope="col">' if cell == "th" else "<td>"
    texts = [_inline(found.pieces(), page) for found in row] + [""] * (columns - len(row))
    return f"<tr>{''.join(f'{opening}{text}</{cell}>' for text in texts)}</tr>\n"


def _unparsed(node: Unparsed, page: _Page) -> Iterator[str]:
    yield from _paragraph("unparsed", _inline(pieces(node.text, ()), page))


def _heading(node: Heading, page: _Page, rank: int) -> Iterator[str]:
    yield from _ranked(rank, _prose(node, page))


def _group(node: Section | Part | Annex, page: _Page, rank: int) -> Iterator[str]:
    yield f'<section class="{type(node).__name__.lower()}">\n'
    yield from _heading(node.heading, page, rank)
    yield from _body(node.body, page, rank + 1)
    yield "</section>\n"


def _footnotes(notes: Sequence[Footnote], page: _Page) -> Iterator[str]:
    if not notes:
        return
    title = f"{page.prefix}footnotes"
    yield f'<section class="footnotes" role="doc-endnotes" aria-labelledby="{title}">\n'
    yield f'<h2 id="{title}">{page.say("footnotes")}</h2>\n<ol role="list">\n'
    # A note may hold markers itself: all texts are written before the ways back are counted.
    texts = [_labelled(note.marker, _prose(note, page)) for note in notes]
    for index, text in enumerate(texts):
        name = f"{page.prefix}note-{page.notes[index]}"
        yield f'<li id="{name}">{" ".join(filter(None, (text, _ways_back(index, page))))}</li>\n'
    yield "</ol>\n</section>\n"


def _ways_back(index: int, page: _Page) -> str:
    name = f"{page.prefix}note-{page.notes[index]}"
    label = f"{page.say('back')}: {page.say('footnote').lower()} {page.notes[index]}"
    return " ".join(
        f'<a href="#{_anchor(name, count)}" role="doc-backlink" aria-label="{label}'
        f'{f" ({count})" if count > 1 else ""}">↩\ufe0e</a>'
        for count in range(1, page.anchors[index] + 1)
    )


_BLOCKS: dict[type[Node], Callable[[Any, _Page], Iterator[str]]] = {
    Opening: _line,
    Preambular: _preambular,
    Operative: _operative,
    Item: _item,
    Text: _line,
    Table: _table,
    Adoption: _line,
    Unparsed: _unparsed,
}
#: Blocks that are items of a list, and the list's class.
_LISTS: dict[type[Node], str] = {Operative: "operative", Item: "points"}


def _body(blocks: Iterable[Block], page: _Page, rank: int) -> Iterator[str]:
    for kind, group in groupby(blocks, type):
        if kind in _LISTS:
            yield from _list(_LISTS[kind], group, page)
            continue
        for block in group:
            match block:
                case Section() | Part():
                    yield from _group(block, page, rank)
                case Heading():
                    yield from _heading(block, page, rank)
                case _:
                    yield from _BLOCKS[kind](block, page)


def _children(nodes: Iterable[Inner], page: _Page) -> Iterator[str]:
    for kind, group in groupby(nodes, type):
        if kind in _LISTS:
            yield from _list(_LISTS[kind], group, page)
            continue
        for node in group:
            yield from _BLOCKS[kind](node, page)


def _list(kind: str, nodes: Iterable[Block], page: _Page) -> Iterator[str]:
    """Items of a list. Its role is told, since Safari tells no list without numbers as one."""
    yield f'<ol class="{kind}" role="list">\n'
    for node in nodes:
        yield from _BLOCKS[type(node)](node, page)
    yield "</ol>\n"
