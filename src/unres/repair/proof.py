"""Proof: whether a text with some fixes made is the better one, and if not, why.

A fix holds where its damage is gone, nothing new appeared, a second run would change nothing,
and all other words are where they were: in the source, and in the tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from unres.checks import check
from unres.diagnostics import Diagnostic
from unres.edits import Edit, Fix, Shift, apply, touches, words_outside
from unres.nodes import Furniture, Resolution, Unparsed, leaves
from unres.parse import parse
from unres.repair.kinds import Kind
from unres.spans import Span


@frozen
class State:
    """A text with its tree and its findings."""

    res: Resolution
    found: Sequence[Diagnostic] = field(repr=False)

    @classmethod
    def of(cls, res: Resolution) -> State:
        """The state of a tree."""
        return cls(res, check(res))

    @property
    def text(self) -> str:
        """The source."""
        return self.res.source


def mended(before: State, fixes: Sequence[Fix], kind: Kind) -> State | str:
    """The state after some fixes of one kind, or in a few words why they do not hold."""
    edits = sorted(edit for fix in fixes for edit in fix.edits)
    shift = Shift(edits)
    text = apply(before.text, edits)
    ranges = shift.ranges()
    old = [Span(edit.start, edit.end) for edit in edits]
    if words_outside(before.text, old) != words_outside(text, ranges):
        return "other words would change"
    after = State.of(parse(text))
    return _doubt(before, after, edits, ranges, kind) or after


def _doubt(
    before: State, after: State, edits: Sequence[Edit], ranges: Sequence[Span], kind: Kind
) -> str | None:
    if any(d.name == kind.name and _meets(d, ranges) for d in after.found):
        return "the damage would still be there"
    if new := next(iter(_new(before.found, after.found)), None):
        return f"it would bring {new}"
    if kind.same in ("tree", "letters"):
        if not _alike(before.res, after.res, kind):
            return "the text would be read in another way"
        if lost := next(iter(_new(_grave(after.found), _grave(before.found))), None):
            return f"it would hide {lost}"
    elif text := astray(before.res, after.res, edits, lines=kind.same == "other lines"):
        return f"other text would be lost: {text}"
    again = kind.propose(after.res, after.found)
    if any(touches(edit, ranges) for fix in again for edit in fix.edits):
        return "a second run would change it again"
    return None


def _alike(before: Resolution, after: Resolution, kind: Kind) -> bool:
    if before == after:
        return True
    return kind.same == "letters" and _letters(before) == _letters(after)


def _letters(res: Resolution) -> list[tuple[str, str]]:
    """What every node is, and its letters and digits."""
    return [
        (type(node).__name__, "".join(filter(str.isalnum, getattr(node, "text", ""))))
        for node in leaves(res)
        if not isinstance(node, Furniture)
    ]


def _meets(found: Diagnostic, ranges: Sequence[Span]) -> bool:
    return touches(Edit(found.span.start, found.span.end, ""), ranges)


def _grave(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.severity != "info"]


def _new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Iterator[str]:
    """The names of what is found after and not before: by its arguments, an info by its name."""
    more = Counter(map(_key, after)) - Counter(map(_key, before))
    return (name for name, *_ in more)


def _key(found: Diagnostic) -> tuple[str, ...]:
    if found.severity == "info":
        return (found.name, "info")
    return (found.name, "", *found.args)


def astray(
    before: Resolution, after: Resolution, edits: Sequence[Edit], *, lines: bool = False
) -> str | None:
    """What was text and is furniture or unread now, outside the edits; None where nothing is.

    With `lines` outside the lines that hold the edits.
    """
    shift = Shift(edits)
    spared = [_line(before.source, edit) if lines else Span(edit.start, edit.end) for edit in edits]
    kept = bytearray(len(after.source) + 1)
    for start, end in _text(after):
        kept[start:end] = b"\1" * (end - start)
    at = 0
    for start, end in sorted(_text(before)):
        while at < len(spared) and spared[at].end <= start:
            at += 1
        cuts = [start]
        for span in spared[at:]:
            if span.start >= end:
                break
            cuts += (max(cuts[-1], span.start), max(cuts[-1], min(end, span.end)))
        for low, high in zip(cuts[::2], [*cuts[1::2], end], strict=True):
            new = shift(low)
            piece = after.source[new : new + high - low]
            held = kept[new : new + high - low]
            if any(not held[k] and not char.isspace() for k, char in enumerate(piece)):
                return " ".join(piece.split())[:40]
    return None


def _line(source: str, edit: Edit) -> Span:
    """The lines that an edit touches."""
    end = source.find("\n", edit.end)
    return Span(source.rfind("\n", 0, edit.start) + 1, len(source) if end < 0 else end)


def _text(res: Resolution) -> Iterator[Span]:
    for node in leaves(res):
        if not isinstance(node, Furniture | Unparsed):
            yield from node.runs
