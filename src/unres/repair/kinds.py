"""Kinds: every kind of fix, in the order in which they are tried.

Characters come first, since all others read words; furniture comes before the words that it
cuts in two; numbers come last, since they need whole paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

from unres.diagnostics import CODES, Diagnostic
from unres.edits import Fix
from unres.nodes import Resolution
from unres.repair import characters, numbers, pages, words

Proposer: TypeAlias = Callable[[Resolution, Sequence[Diagnostic]], Iterable[Fix]]


@frozen
class Kind:
    """One kind of fix."""

    #: The name of the diagnostic that it removes.
    name: str
    #: What could be mended in a tree with its findings; nothing is proved yet.
    propose: Proposer
    #: What must be the same before and after. The whole tree, where parsing mends this as it
    #: reads; every node with its letters, where hyphens and spaces may go; no more than that
    #: all that was text is text, where numbers come and go; the same of all other lines,
    #: where a line becomes legible: it may turn out to be a page head.
    same: Literal["tree", "letters", "text", "other lines"] = "text"
    #: Whether proposals need findings of this name: then they cost nothing where there is none.
    told: bool = True
    #: The same for a finding alone, where proposing means reading the whole text.
    offer: Proposer | None = None

    def wanted(self, names: frozenset[str] | None) -> bool:
        """Whether it is among the names of checks that are wanted; None is all.

        One without a check of its own is wanted with any check of pages.
        """
        return names is None or bool(names & (_PAGES if self.name not in CODES else {self.name}))


_PAGES = frozenset(name for name, code in CODES.items() if code.family == "pages")
KINDS = (
    Kind(
        "mojibake", characters.mojibake, same="other lines"
    ),  # some of its bytes are control characters
    Kind("control-character", characters.control),
    Kind("visual-order", characters.visual_order, same="tree", told=False),
    Kind("misplaced-furniture", pages.furniture, same="tree", told=False),
    Kind("joined-word", words.joined, same="letters", told=False),
    Kind("spurious-space", words.spaces, same="letters", told=False, offer=words.closed),
    Kind("misread-number", numbers.misread),
    Kind("missing-number", numbers.missing),
    Kind("unmarked-footnote", numbers.unmarked),
)
