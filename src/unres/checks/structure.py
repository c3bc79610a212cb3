"""Checks of the parts of a resolution: what should be there, and what breaks off."""

from __future__ import annotations

from collections.abc import Iterator

from unres.checks import tree
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import (
    Adoption,
    Heading,
    Item,
    Node,
    Operative,
    Preambular,
    Prose,
    Resolution,
    Text,
    Unparsed,
    walk,
    walk_body,
)
from unres.spans import Span

#: Fields of which a masthead has at least one, in every era.
_ESSENTIAL = frozenset({"publisher", "organ", "symbol", "session", "adopted", "agenda_item"})
#: What ends a text: full stops of all six languages, and what may close after one.
_ENDS = tuple(".。．｡!?！？…)]）］〕”’\"'»›》」』*")

#: So few characters are no text: a piece of an emblem or of a page number.
_STRAY = 2


@finds("missing-masthead")
def missing_masthead(res: Resolution) -> Iterator[Diagnostic]:
    """Nothing of the first page's head is there.

    Wrong: the dump begins with `81/9. Ocean noise`
    Right: it begins with `United Nations`, the symbol, the organ, the session
    """
    if not any(field.kind in _ESSENTIAL for field in res.masthead.fields):
        yield diagnose("missing-masthead", _start(res))


@finds("missing-title")
def missing_title(res: Resolution) -> Iterator[Diagnostic]:
    """There is no title.

    Wrong: `The General Assembly,` directly below the masthead
    Right: `81/9. Ocean noise` above it
    """
    if res.title is None or not (res.title.text or res.title.number):
        yield diagnose("missing-title", _first_of_body(res))


@finds("missing-opening")
def missing_opening(res: Resolution) -> Iterator[Diagnostic]:
    """There is no opening formula.

    Wrong: `81/9. Ocean noise` and then `Recalling its resolution 80/4,`
    Right: `The General Assembly,` between them
    """
    if res.opening is None:
        yield diagnose("missing-opening", _first_of_body(res))


@finds("missing-adoption")
def missing_adoption(res: Resolution) -> Iterator[Diagnostic]:
    """The closing lines are missing, and the text before them is whole.

    Wrong: the last paragraph, and nothing after it
    Right: `61st plenary meeting` and the date after it
    """
    if not tree.nodes(res).of(Adoption) and not broken(res):
        end = res.body[-1].span.end if res.body else _text_end(res)
        yield diagnose("missing-adoption", Span(max(0, end - 1), end))


@finds("truncated")
def truncated(res: Resolution) -> Iterator[Diagnostic]:
    """The last paragraph or the last footnote breaks off.

    Wrong: `7. Requests the Secretary-General to report to the General Ass`
    Right: `7. Requests the Secretary-General to report to it. 61st plenary meeting`
    """
    last = broken(res) or _broken_note(res)
    if last is not None:
        tail = f"it ends with “{last.text[-24:]}”" if last.text else "a number has no text"
        end = _runs_end(last)
        yield diagnose("truncated", Span(max(0, end - 1), end), tail)


@finds("unparsed")
def unparsed(res: Resolution) -> Iterator[Diagnostic]:
    """Text that no part of a resolution takes; `info` where it is a stray sign or two.

    Wrong: a paragraph of another document between two operative ones
    Right: nothing but the resolution
    """
    for node in tree.nodes(res).of(Unparsed):
        stray = len(node.text.strip()) <= _STRAY
        yield diagnose("unparsed", node.span, severity="info" if stray else None)


def _start(res: Resolution) -> Span:
    """The first character of the dump that is no white space."""
    at = len(res.source) - len(res.source.lstrip())
    return Span(at, min(at + 1, len(res.source)))


def _text_end(res: Resolution) -> int:
    return len(res.source.rstrip())


def _first_of_body(res: Resolution) -> Span:
    first = next((node for node in walk_body(res.body) if node.runs), None)
    return Span(first.span.start, first.span.start + 1) if first else _start(res)


@tree.once
def broken(res: Resolution) -> Prose | None:
    """The last paragraph, where it breaks off and no closing lines follow; else None."""
    if tree.nodes(res).of(Adoption):
        return None
    last = _last_text(res)
    return last if last is not None and not _ended(last) else None


def _last_text(res: Resolution) -> Prose | None:
    found = None
    for block in res.annexes or res.body:
        for node in walk(block):
            if isinstance(node, Preambular | Operative | Item | Text | Heading):
                found = node
    return found


def _broken_note(res: Resolution) -> Prose | None:
    """The last footnote, where it breaks off at the very end of the dump; else None."""
    if not res.footnotes:
        return None
    last = res.footnotes[-1]
    end = _runs_end(last)
    if _ended(last) or end < _last_end(res):
        return None
    return last


def _last_end(res: Resolution) -> int:
    """Where the last text ends, furniture not counted."""
    tail: list[Node] = [*res.body[-1:], *res.annexes[-1:], *res.footnotes]
    return max((node.span.end for node in tail), default=0)


def _ended(node: Prose) -> bool:
    if not node.text:
        # A number and nothing after it: the text broke off. Any other empty text says nothing.
        return not isinstance(node, Operative | Item)
    return node.text.endswith(_ENDS)


def _runs_end(node: Node) -> int:
    return node.runs[-1].end if node.runs else node.span.end
