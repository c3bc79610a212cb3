"""Checks of paragraph numbers: gaps, lost, doubled and backward ones.

Paragraphs are numbered from 1 through the whole text or anew in each section, part or
annex (United Nations Editorial Manual, Resolutions: operative paragraphs). So after a heading
a number may go on or begin again; elsewhere it must go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unres.checks import tree
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import (
    Adoption,
    Block,
    Heading,
    Opening,
    Operative,
    Part,
    Preambular,
    Resolution,
    Section,
    Text,
    walk,
)
from unres.numbering import LOOKALIKES, MISREAD
from unres.spans import Span

#: Longer than any number of a paragraph is no number.
_DIGITS = re.compile(r"\d{1,9}")
#: `217 A (III)`: the session in Roman numerals, as up to the thirtieth.
_EARLY = re.compile(r"\([A-Z-]*[IVXL]+\)")
#: What stands between a label's number and the text: `1. `, `1.- `, `１．`, `١- `.
_DOT = r"[ \t]*[.．\-–]"
_MISREAD = re.compile(rf"^[ \t]*(?:[-*][ \t]+)?([{MISREAD}\d]{{1,3}}){_DOT}", re.MULTILINE)
#: Where an operative paragraph ended (Editorial Manual: with a semicolon) and a line begins
#: that is no point of a list and no middle of a sentence.
#: A marker may stand between.
_BREAK = re.compile(r"[;；؛]\d{0,3}(\s++)(?=[^\W\d_])")
#: So many paragraphs with a dash for their number have one cause.
_DASHED = 3


class _Step(NamedTuple):
    """From one numbered paragraph to another that has not the next number."""

    before: int
    number: int
    #: The paragraph that has `before`; None at the beginning of a list.
    previous: Operative | None
    node: Operative
    #: Paragraphs without a number that stand between the two.
    bare: tuple[Operative | Text | Preambular, ...]
    #: Whether a heading, a section or an adoption stands between: numbers may begin anew.
    fresh: bool
    #: Whether the paragraph stands in an annex, which may quote other texts' numbers.
    annex: bool
    #: All numbers of the list, those that follow as well.
    chain: set[int]
    #: How many paragraphs just before repeat a number: each holds the place of one.
    doubled: int


@finds("numbering-gap")
def numbering_gap(res: Resolution) -> Iterator[Diagnostic]:
    """Numbers skip: at least one paragraph is lost.

    Wrong: `6. Requests …; 8. Decides …`
    Right: `6. Requests …; 7. Invites …; 8. Decides …`
    """
    return _causes(res, "numbering-gap")


@finds("missing-number")
def missing_number(res: Resolution) -> Iterator[Diagnostic]:
    """A paragraph stands where a number is missing: the paragraph has lost it.

    Wrong: `6. Requests …; Invites …; 8. Decides …`
    Right: `6. Requests …; 7. Invites …; 8. Decides …`

    Where no paragraph has a number all have lost it, but for the sessions up to the
    thirtieth, which numbered not all of their paragraphs, and for a paragraph that is alone.
    """
    found = list(_causes(res, "missing-number"))
    if not _EARLY.search(res.number or ""):
        found += _unnumbered(res.body)
    dashed = [d for d in found if "- " in res.source[max(0, d.span.start - 2) : d.span.start + 2]]
    if len(dashed) < _DASHED:
        yield from found
        return
    # An extractor that writes Markdown made points of a list of them: one cause.
    more = f"; {len(dashed) - 1} more have a dash for their number"
    yield diagnose("missing-number", dashed[0].span, dashed[0].args[0], more)
    yield from (d for d in found if d not in dashed)


@finds("misread-number")
def misread_number(res: Resolution) -> Iterator[Diagnostic]:
    """Letters that look like the number stand where it is missing.

    Wrong: `9. Requests …; IO. Invites …; 11. Decides …`
    Right: `9. Requests …; 10. Invites …; 11. Decides …`
    """
    return _causes(res, "misread-number")


@finds("duplicate-number")
def duplicate_number(res: Resolution) -> Iterator[Diagnostic]:
    """Two paragraphs in a row have one number.

    Wrong: `6. Requests …; 6. Invites …; 8. Decides …`
    Right: `6. Requests …; 7. Invites …; 8. Decides …`
    """
    return _causes(res, "duplicate-number")


@finds("numbering-order")
def numbering_order(res: Resolution) -> Iterator[Diagnostic]:
    """Numbers run backwards, with no heading at which they might begin anew.

    Wrong: `8. Decides …; 5. Requests …; 6. Invites …`
    Right: `5. Requests …; 6. Invites …; … 8. Decides …`
    """
    return _causes(res, "numbering-order")


def _unnumbered(body: tuple[Block, ...]) -> Iterator[Diagnostic]:
    """The paragraphs of a body, or of each of its sections, that has several and no number."""
    bare = [block for block in body if isinstance(block, Operative)]
    if len(bare) > 1 and all(label_value(block.label) is None for block in bare):
        for number, node in enumerate(bare, 1):
            yield diagnose("missing-number", _head(node.span), str(number), "")
    for block in body:
        if isinstance(block, Section | Part):
            yield from _unnumbered(block.body)


def label_value(label: str | None) -> int | None:
    """The number of a label in digits of any script (`1.`, `１．`, `١ -`), or None."""
    found = _DIGITS.match(label) if label else None
    return int(found.group()) if found else None


def label_span(res: Resolution, node: Operative) -> Span:
    """Where a paragraph's label stands: extractors may set it apart from the text."""
    label = node.label or ""
    for run in node.runs:
        if res.source.startswith(label, run.start):
            return Span(run.start, run.start + len(label))
    return _head(node.span)


def _causes(res: Resolution, name: str) -> Iterator[Diagnostic]:
    """Findings of one name: every step has one cause at most, and every cause one finding."""
    return (d for d in _judged(res) if d.name == name)


@tree.once
def _judged(res: Resolution) -> list[Diagnostic]:
    """All that is wrong with the numbers of a tree."""
    return [d for step in _steps(res) for d in _judge(res, step)]


def _judge(res: Resolution, step: _Step) -> Iterator[Diagnostic]:
    """What may be wrong with a step, the likeliest cause first."""
    span = label_span(res, step.node)
    if not step.fresh and step.number == step.before:
        yield diagnose("duplicate-number", span, str(step.number))
    elif not step.fresh and step.number < step.before:
        yield diagnose("numbering-order", span, str(step.number), str(step.before))
    elif _skips(step) and not _elsewhere(step):
        cause = _misread_between(res, step, span)
        if cause is not None:
            yield cause
        elif step.bare:
            yield from _bare(step)
        elif not (step.fresh and step.annex):
            # Nothing proves a gap at the start of an annex's list: it may quote from the middle.
            yield from _hidden(res, step, span)


def _misread_between(res: Resolution, step: _Step, span: Span) -> Diagnostic | None:
    """Letters like the one missing number, at the head of a line between the two paragraphs."""
    if step.number - step.before - 1 != 1 or step.annex:
        return None
    first = res.body[0].span.start if res.body else 0
    start = label_span(res, step.previous).end if step.previous else first
    cause = _unlike(res, step, start, span.start) if start < span.start else None
    return cause if cause is not None and cause.name == "misread-number" else None


def _bare(step: _Step) -> Iterator[Diagnostic]:
    """Paragraphs without a number stand where numbers are missing."""
    for number, node in zip(range(step.before + 1, step.number), step.bare, strict=False):
        own = label_value(node.text)
        if own == number:
            continue  # the number is there, its full stop is not
        if own is not None and own == step.before and re.match(rf"\d+{_DOT}", node.text):
            yield diagnose("duplicate-number", _head(node.span), str(own))
        else:
            yield diagnose("missing-number", _head(node.span), str(number), "")


def _hidden(res: Resolution, step: _Step, span: Span) -> Iterator[Diagnostic]:
    """Numbers are missing, and the text before may hold what lost them."""
    lost = step.number - step.before - 1
    if step.previous is not None:
        start = label_span(res, step.previous).end
        end = max(node.span.end for node in walk(step.previous))
        if lost == 1 and (cause := _unlike(res, step, start, end)):
            yield cause
            return
        ends = [m.end() for m in _BREAK.finditer(res.source, start, end) if "\n" in m[1]]
        # Russian operative paragraphs begin with a small letter.
        small = res.language == "ru"
        ends = [at for at in ends if at < end and (small or not res.source[at].islower())]
        if len(ends) == lost:
            for number, at in enumerate(ends, step.before + 1):
                yield diagnose("missing-number", _head(Span(at, end)), str(number), "")
            return
        if all(_printed(res.source, n, start, end) for n in range(step.before + 1, step.number)):
            return  # the numbers are there, their full stops are not
    after = f"paragraph {step.before}" if step.before else "no other paragraph"
    yield diagnose("numbering-gap", span, str(step.number), after)


def _printed(source: str, number: int, start: int, end: int) -> bool:
    """Whether a line begins with a number and a word: a label without its stop."""
    label = re.compile(rf"^[ \t]*{number}[ \t]+(?=[^\W\d_])", re.MULTILINE)
    found = label.search(source, start, end)
    return found is not None and not source[found.end()].islower()


def _unlike(res: Resolution, step: _Step, start: int, end: int) -> Diagnostic | None:
    """A line that begins with the number before once more, or with letters like the missing one."""
    for match in _MISREAD.finditer(res.source, start, end):
        printed, wanted = match[1], step.before + 1
        if printed.isdecimal() and int(printed) == step.before:
            return diagnose("duplicate-number", Span(*match.span(1)), printed)
        read = printed.translate(LOOKALIKES)
        if not printed.isdecimal() and int(read) == wanted:
            return diagnose("misread-number", Span(*match.span(1)), printed, str(wanted))
    return None


def _head(span: Span) -> Span:
    """The first characters of a span: enough to point at."""
    return Span(span.start, min(span.end, span.start + 8))


def _skips(step: _Step) -> bool:
    """Whether numbers between this paragraph and the one before are missing."""
    return step.number > step.before + 1 + step.doubled


def _elsewhere(step: _Step) -> bool:
    """Whether what is missing here stands in another place: the order is the damage, then."""
    return all(number in step.chain for number in range(step.before + 1, step.number))


def _steps(res: Resolution) -> list[_Step]:
    """The steps of a resolution to another number than the next."""
    steps: list[_Step] = []
    _Walk(steps).body(res.body)
    for annex in res.annexes:
        _Walk(steps, annex=True).body(annex.body)
    return steps


class _Walk:
    """One pass over the paragraphs of a body; remembers the last number.

    The steps are put into a list, since a step's chain holds later numbers too. Most steps are
    to the next number, as they should be: they are left out.
    """

    def __init__(self, steps: list[_Step], *, annex: bool = False) -> None:
        self.steps = steps
        self.before = 0
        self.fresh = annex
        self.annex = annex
        self.bare: list[Operative | Text | Preambular] = []
        self.chain: set[int] = set()
        self.doubled = 0
        self.previous: Operative | None = None

    def body(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Operative):
                self._paragraph(block)
            elif isinstance(block, (Text, Preambular)):
                if self.before:
                    self.bare.append(block)
            elif isinstance(block, (Section, Part)):
                self._restart()
                self.body(block.body)
                self._restart()
            elif isinstance(block, (Heading, Adoption, Opening)):
                self._restart()

    def _restart(self) -> None:
        self.fresh = True
        self.bare.clear()

    def _paragraph(self, node: Operative) -> None:
        number = label_value(node.label)
        if number is None:
            self.bare.append(node)
            return
        before = self.before
        # A list that begins at 1 after text of its own is a new one even where its heading
        # is lost; in an annex, which holds articles and rules, it always is.
        if number == 1 and (self.bare or self.annex):
            self.fresh = True
        if self.fresh and number <= before:
            # A list that begins anew is measured from its own beginning.
            before, self.chain, self.previous = 0, set(), None
        self.chain.add(number)
        if number != before + 1:
            step = _Step(
                before,
                number,
                self.previous,
                node,
                tuple(self.bare),
                self.fresh,
                self.annex,
                self.chain,
                self.doubled,
            )
            self.steps.append(step)
        self.doubled = self.doubled + 1 if number == before else 0
        self.before, self.previous, self.fresh = number, node, False
        self.bare.clear()
