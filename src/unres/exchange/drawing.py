"""The tree drawn for a person: in colours on a terminal, plain in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text as Line
from rich.tree import Tree

from unres.languages import LANGUAGES
from unres.nodes import (
    Adoption,
    Block,
    Footnote,
    Heading,
    Inner,
    Item,
    Masthead,
    NoteRef,
    Opening,
    Operative,
    Part,
    Preambular,
    Resolution,
    Section,
    Table,
    Text,
    Title,
    Unparsed,
)

#: Fields worth a line of their own; the rest is a count.
_TOLD = ("organ", "symbol", "session", "agenda_item", "adopted", "proponent", "issued", "job")


def drawn(res: Resolution, console: Console | None = None) -> str:
    """The drawing, each node on one line cut to the console's width; ends in a newline.

    Without a console, that of standard output: colours on a terminal, none in a pipe.
    """
    console = console or Console()
    with console.capture() as capture:
        console.print(_tree(res), no_wrap=True, overflow="ellipsis", crop=True)
    return capture.get()


def _tree(res: Resolution) -> Tree:
    name = f"Resolution {res.number or res.symbol or 'without number'}"
    language = LANGUAGES[res.language].name if res.language in LANGUAGES else res.language
    root = Tree(Line.assemble((name, "bold"), "  ", (language, "dim")), guide_style="dim")
    _masthead(root, res.masthead)
    if res.title:
        _title(root, res.title)
    _body(root, res.body)
    for annex in res.annexes:
        _body(root.add(_line("Annex", None, annex.heading.text, annex.heading.notes)), annex.body)
    _footnotes(root, res.footnotes)
    _furniture(root, res)
    return root


def _masthead(root: Tree, masthead: Masthead) -> None:
    if not masthead.fields:
        root.add(Line("no masthead", "dim"))
        return
    branch = root.add(Line.assemble("Masthead", "  ", _count(len(masthead.fields), "field")))
    for field in masthead.fields:
        if field.kind in _TOLD:
            branch.add(_line(field.kind.replace("_", " "), None, field.text, field.notes))


def _title(root: Tree, title: Title) -> None:
    root.add(_line("Title", title.number, title.text, title.notes))


def _body(branch: Tree, body: Sequence[Block]) -> None:
    """A body; its preambular paragraphs hang from one line that counts them."""
    preamble: Tree | None = None
    for block in body:
        if isinstance(block, Preambular):
            if preamble is None:
                number = sum(isinstance(b, Preambular) for b in body)
                preamble = branch.add(Line.assemble("Preamble  ", _count(number, "paragraph")))
            _paragraph(preamble, block)
        else:
            _block(branch, block)


def _block(branch: Tree, block: Block) -> None:
    match block:
        case Section() | Part():
            name = type(block).__name__
            below = branch.add(_line(name, None, block.heading.text, block.heading.notes))
            _body(below, block.body)
        case Adoption():
            branch.add(_line("Adoption", None, block.text, ()))
        case Heading():
            branch.add(_line("Heading", None, block.text, block.notes))
        case Opening():
            branch.add(_line("Opening", None, block.text, block.notes))
        case Unparsed():
            branch.add(Line.assemble(("Unparsed  ", "red"), block.text))
        case _:
            _paragraph(branch, block)


def _paragraph(branch: Tree, node: Preambular | Operative | Inner) -> None:
    match node:
        case Table():
            branch.add(Line.assemble("Table  ", _count(len(node.rows), "row")))
        case Text():
            branch.add(_line("", None, node.text, node.notes))
        case Preambular():
            below = branch.add(_line("", None, node.text, node.notes))
            _children(below, node.children)
        case Operative() | Item():
            below = branch.add(_line("", node.label or "—", node.text, node.notes))
            _children(below, node.children)


def _children(branch: Tree, children: Sequence[Inner]) -> None:
    for child in children:
        _paragraph(branch, child)


def _footnotes(root: Tree, notes: Sequence[Footnote]) -> None:
    if not notes:
        return
    branch = root.add(Line.assemble("Footnotes  ", (str(len(notes)), "dim")))
    for note in notes:
        recovered = ("  (number recovered)", "dim yellow") if note.recovered else ""
        branch.add(Line.assemble((f"{note.marker or '?'} ", "cyan"), note.text, recovered))


def _furniture(root: Tree, res: Resolution) -> None:
    counts = Counter(piece.kind for piece in res.furniture)
    if counts:
        told = ", ".join(f"{number} {kind}" for kind, number in counts.most_common())
        root.add(Line.assemble("Furniture  ", (told, "dim")))


def _line(kind: str, label: str | None, text: str, notes: Sequence[NoteRef]) -> Line:
    """One line: what it is, its label, its text with the markers where they stood."""
    line = Line()
    if kind:
        line.append(f"{kind}  ", "green")
    if label:
        line.append(f"{label} ", "bold")
    at = 0
    for note in notes:
        line.append(text[at : note.offset])
        line.append(f"[{note.marker}]", "cyan" if note.footnote is not None else "red")
        at = note.offset
    line.append(text[at:])
    return line


def _count(number: int, noun: str) -> tuple[str, str]:
    return f"{number} {noun}{'' if number == 1 else 's'}", "dim"
