"""Repair: fixes are applied, and each proves itself; what cannot is refused and told.

    mended = unres.repair.repair(text)
    mended.text, mended.fixed, mended.refused

The text is changed by edits only, so all outside them stays as it was. Rounds go on until one
changes nothing: a second run is idle.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import field, frozen

from unres.diagnostics import Diagnostic
from unres.edits import Edit, Fix, Shift, disjoint
from unres.nodes import Resolution
from unres.parse import parse
from unres.repair.kinds import KINDS, Kind
from unres.repair.proof import State, mended
from unres.spans import LineIndex

__all__ = ["Mended", "Repaired", "offers", "repair", "repair_tree"]

#: One fix may make room for another; more rounds than this have never been needed.
_ROUNDS = 5
#: So many trials a kind: fixes that fail together are tried in halves.
_TRIALS = 24


@frozen
class Mended:
    """One fix, and what became of it."""

    fix: Fix
    #: The line (from 1) on which it begins, in the text as it stood when it was tried.
    line: int
    #: Why it was refused; None where it was made.
    reason: str | None = None


@frozen
class Repaired:
    """A text with all fixes made that prove themselves."""

    resolution: Resolution
    #: What is found in it now.
    found: Sequence[Diagnostic] = field(repr=False)
    fixed: tuple[Mended, ...] = ()
    refused: tuple[Mended, ...] = ()

    @property
    def text(self) -> str:
        """The text; the one that was given where nothing was fixed."""
        return self.resolution.source


def repair(text: str, *, unsafe: bool = False, names: Collection[str] | None = None) -> Repaired:
    """The text with all that can be mended for certain mended.

    `unsafe` makes fixes too that are a judgement. `names` are those of the diagnostics to be
    mended, None all. Never raises; a fix that does not prove itself is in `refused`.
    """
    return repair_tree(parse(text), unsafe=unsafe, names=names)


def repair_tree(
    res: Resolution, *, unsafe: bool = False, names: Collection[str] | None = None
) -> Repaired:
    """As `repair`, of a text that is parsed already."""
    work = _Work(State.of(res), unsafe=unsafe)
    wanted = None if names is None else frozenset(names)
    kinds = [kind for kind in KINDS if kind.wanted(wanted)]
    for _ in range(_ROUNDS):
        before = work.state
        for kind in kinds:
            work.run(kind)
        if work.state is before:
            break
    return Repaired(work.state.res, work.state.found, tuple(work.fixed), tuple(work.refused))


def offers(res: Resolution, found: Sequence[Diagnostic]) -> Mapping[Diagnostic, Fix]:
    """For each finding the fix that would be tried, where there is one. Nothing is proved yet.

    Only those that cost next to nothing: no text is parsed again.
    """
    offered: dict[Diagnostic, Fix] = {}
    for kind in KINDS:
        named = [d for d in found if d.name == kind.name]
        if not named:
            continue
        for fix in (kind.offer or kind.propose)(res, named):
            for diagnostic in named:
                if diagnostic not in offered and _of(fix, diagnostic):
                    offered[diagnostic] = fix
                    break
    return offered


def _of(fix: Fix, found: Diagnostic) -> bool:
    return fix.span.start <= found.span.end and found.span.start <= fix.span.end


class _Work:
    """A text under repair."""

    def __init__(self, state: State, *, unsafe: bool) -> None:
        self.state = state
        self.unsafe = unsafe
        self.fixed: list[Mended] = []
        self.refused: list[Mended] = []
        #: Which fixes were refused, by what they would do: they are not tried in every round.
        self.tried: set[tuple[str, str, str]] = set()
        self.trials = 0

    def run(self, kind: Kind) -> None:
        """Try all fixes of one kind."""
        if kind.told and all(d.name != kind.name for d in self.state.found):
            return
        fixes = [
            fix
            for fix in kind.propose(self.state.res, self.state.found)
            if (fix.safe or self.unsafe) and self._known(fix) not in self.tried
        ]
        self.trials = _TRIALS
        self._settle(disjoint(fixes), kind)

    def _settle(self, fixes: Sequence[Fix], kind: Kind) -> list[Edit]:
        """Make all the fixes that hold; gives the edits made. In halves where not all hold."""
        if not fixes:
            return []
        reason = "too many of its kind do not hold"
        if self.trials:
            self.trials -= 1
            after = mended(self.state, fixes, kind)
            if isinstance(after, State):
                self._tell(self.fixed, fixes)
                self.state = after
                return sorted(edit for fix in fixes for edit in fix.edits)
            reason = after
        if len(fixes) == 1 or not self.trials:
            self._tell(self.refused, fixes, reason)
            self.tried.update(map(self._known, fixes))
            return []
        half = len(fixes) // 2
        made = self._settle(fixes[:half], kind)
        shift = Shift(made)
        rest = [
            Fix(fix.name, tuple(map(shift.edit, fix.edits)), fix.what, fix.safe)
            for fix in fixes[half:]
        ]
        # In terms of the text before this call: the second half's edits come after the first's.
        later = self._settle(rest, kind)
        grown = sum(len(edit.text) - (edit.end - edit.start) for edit in made)
        return [*made, *(Edit(e.start - grown, e.end - grown, e.text) for e in later)]

    def _tell(self, told: list[Mended], fixes: Sequence[Fix], reason: str | None = None) -> None:
        index = LineIndex(self.state.text)
        told += (Mended(fix, index.line(fix.span.start), reason) for fix in fixes)

    def _known(self, fix: Fix) -> tuple[str, str, str]:
        start, end = fix.span
        text = self.state.text
        around = text[max(0, start - 30) : start + 30] + text[max(start, end - 30) : end + 30]
        return fix.name, fix.what, around
