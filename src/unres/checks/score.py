"""How complete a dump is: one figure, by which a batch can be sorted.

A dump is complete where all parts of a resolution are there, all numbers of paragraphs and
footnotes follow one another, and every character found its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from unres.checks import tree
from unres.checks.registry import CHECKS
from unres.diagnostics import Diagnostic
from unres.nodes import Operative, Resolution, Unparsed, walk_body

#: What a resolution has, and the finding that tells it is not there.
_PARTS = {
    "masthead": "missing-masthead",
    "title": "missing-title",
    "opening": "missing-opening",
    "adoption": "missing-adoption",
    "end": "truncated",
}
#: Findings each of which stands for one paragraph lost or damaged.
_PARAGRAPHS = ("numbering-gap", "missing-number", "misread-number")


@frozen
class Completeness:
    """How much of a resolution a dump holds. All figures go from 0 to 1."""

    #: The share of the parts that are there: masthead, title, opening, adoption, end.
    parts: float
    #: The share of numbered paragraphs that are there with their numbers; 1 where there is none.
    paragraphs: float
    #: The share of footnotes that have a number, a marker and a text; 1 where there is none.
    footnotes: float
    #: The share of characters (white space not counted) that are no `Unparsed`.
    characters: float
    #: The names of the parts that are missing.
    missing: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """All four in one: their product, so that one loss lowers it however whole the rest is."""
        return self.parts * self.paragraphs * self.footnotes * self.characters


def completeness(res: Resolution, found: Iterable[Diagnostic] | None = None) -> Completeness:
    """How complete the dump is that a tree was read from.

    `found` are the tree's findings, where they are known already: they must hold those of
    structure and numbering. The empty dump has a score of 0.
    """
    if found is None:
        asked = (*_PARTS.values(), *_PARAGRAPHS)
        found = [d for name in asked for d in CHECKS[name](res)]
    names = [d.name for d in found]
    missing = tuple(part for part, name in _PARTS.items() if name in names)
    return Completeness(
        parts=1 - len(missing) / len(_PARTS),
        paragraphs=_paragraphs(res, sum(name in _PARAGRAPHS for name in names)),
        footnotes=_footnotes(res),
        characters=_characters(res),
        missing=missing,
    )


def together(parts: Sequence[Completeness]) -> Completeness:
    """The completeness of a volume: the mean of its resolutions'; what any of them misses."""
    if len(parts) == 1:
        return parts[0]
    every = len(parts) or 1
    return Completeness(
        parts=sum(part.parts for part in parts) / every,
        paragraphs=sum(part.paragraphs for part in parts) / every,
        footnotes=sum(part.footnotes for part in parts) / every,
        characters=sum(part.characters for part in parts) / every,
        missing=tuple(dict.fromkeys(name for part in parts for name in part.missing)),
    )


def _paragraphs(res: Resolution, lost: int) -> float:
    there = sum(
        isinstance(node, Operative) and node.label is not None for node in walk_body(res.body)
    )
    return there / (there + lost) if there + lost else 1.0


def _footnotes(res: Resolution) -> float:
    refs = tree.refs(res)
    held = {ref.footnote for ref in refs if ref.footnote is not None}
    whole = sum(note.marker is not None for k, note in enumerate(res.footnotes) if k in held)
    gone = len({ref.marker for ref in refs if ref.footnote is None})
    every = len(res.footnotes) + gone
    return whole / every if every else 1.0


def _characters(res: Resolution) -> float:
    every = _visible(res.source)
    if not every:
        return 0.0
    lost = sum(_visible(node.text) for node in tree.nodes(res).of(Unparsed))
    return 1 - min(lost, every) / every


def _visible(text: str) -> int:
    return sum(len(word) for word in text.split())
