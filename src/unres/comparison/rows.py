"""Rows: two trees to the rows of a comparison, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from attrs import evolve

from unres.comparison import passages, skeleton
from unres.comparison.difference import (
    Aspect,
    Change,
    Difference,
    Mark,
    Mode,
    Passage,
    Status,
)
from unres.comparison.marks import mark_changes, settle
from unres.comparison.matching import Match, Matcher
from unres.comparison.words import compare, key, stretches
from unres.nodes import Resolution

#: What a comparison can be told not to look at.
IGNORABLE = ("spaces", "case", "punctuation", "labels", "structure", "notes", "masthead")


def diff(a: Resolution, b: Resolution, ignore: Collection[str] = ()) -> Difference:
    """What is different in `b` against `a`.

    `ignore` names what is not looked at: `spaces` (also inside words), `case`, `punctuation`,
    `labels` (as printed), `structure` (kinds, levels, cells of tables), `notes` (footnotes and
    their markers), `masthead`. Raises ValueError for any other name.

    Trees of two languages are compared by their skeleton. Time grows with the length of both.
    """
    unknown = [name for name in ignore if name not in IGNORABLE]
    if unknown:
        raise ValueError(f"cannot ignore {unknown[0]!r}: choose from {', '.join(IGNORABLE)}")
    ignored = tuple(name for name in IGNORABLE if name in ignore)
    mode: Mode = "words" if a.language == b.language else "skeleton"
    rows: list[Change] = []
    if "masthead" not in ignored:
        rows += _masthead(passages.masthead(a), passages.masthead(b), ignored, mode)
    rows += _title(passages.title(a), passages.title(b), ignored, mode)
    rows += _texts(passages.body(a), passages.body(b), ignored, mode)
    if "notes" not in ignored:
        rows += _texts(passages.footnotes(a), passages.footnotes(b), ignored, mode)
        rows = settle(rows)
    return Difference(
        mode=mode,
        languages=(a.language, b.language),
        symbols=(a.symbol or a.number, b.symbol or b.number),
        rows=tuple(rows),
        ignored=ignored,
    )


def _texts(
    old: Sequence[Passage], new: Sequence[Passage], ignored: Collection[str], mode: Mode
) -> list[Change]:
    """Passages whose order counts."""
    if mode == "skeleton":
        found = [Match((i,), (j,)) for i, j in skeleton.pairs(old, new)]
    else:
        found = Matcher(old, new, ignored).matches()
    return _ordered(old, new, found, ignored, mode)


def _title(
    old: Sequence[Passage], new: Sequence[Passage], ignored: Collection[str], mode: Mode
) -> list[Change]:
    return _ordered(old, new, [Match((0,), (0,))] if old and new else [], ignored, mode)


def _masthead(
    old: Sequence[Passage], new: Sequence[Passage], ignored: Collection[str], mode: Mode
) -> list[Change]:
    """Fields of one kind go together, the same texts first: their order tells nothing."""
    found: list[Match] = []
    for by_text in (True, False):
        there: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        taken = {place for match in found for place in match.new}
        for j, field in reversed(list(enumerate(new))):
            if j not in taken:
                there[field.kind, key(field.text, ignored) if by_text else ""].append(j)
        taken = {place for match in found for place in match.old}
        for i, field in enumerate(old):
            places = there[field.kind, key(field.text, ignored) if by_text else ""]
            if i not in taken and places:
                found.append(Match((i,), (places.pop(),)))
    return _ordered(old, new, found, ignored, mode)


def _ordered(
    old: Sequence[Passage],
    new: Sequence[Passage],
    found: Iterable[Match],
    ignored: Collection[str],
    mode: Mode,
) -> list[Change]:
    """A row for each match and for what has none: by the new order, what is lost where it stood."""
    by_new = {match.new[0]: match for match in found}
    by_old = {place: match for match in by_new.values() for place in match.old}
    spread = {place for match in by_new.values() for place in match.new[1:]}
    rows: list[Change] = []
    at = 0  # the next place of the old tree

    def lost_before(end: int) -> None:
        nonlocal at
        left = (place for place in range(at, end) if place not in by_old)
        rows.extend(Change(status="lost", old=(old[place],)) for place in left)
        at = max(at, end)

    for j, passage in enumerate(new):
        match = by_new.get(j)
        if match is None:
            if j not in spread:
                rows.append(Change(status="added", new=(passage,)))
            continue
        if not match.moved:
            lost_before(match.old[0])
        before = tuple(old[place] for place in match.old)
        after = tuple(new[place] for place in match.new)
        rows.append(_row(before, after, match.moved, ignored, mode))
    lost_before(len(old))
    return rows


def _row(
    old: tuple[Passage, ...],
    new: tuple[Passage, ...],
    moved: bool,
    ignored: Collection[str],
    mode: Mode,
) -> Change:
    """The row of passages that go together."""
    if mode == "skeleton":
        aspects = skeleton.aspects(old[0], new[0], ignored)
        return Change(status="changed" if aspects else "same", old=old, new=new, aspects=aspects)
    before, after = _joint(old), _joint(new)
    is_spread = len(old) > 1 or len(new) > 1
    has_text = not is_spread and key(before.text, ignored) != key(after.text, ignored)
    # Where texts and markers are the very same there is nothing to look for.
    alike = before.text == after.text and before.marks == after.marks
    has_marks = "notes" not in ignored and bool(before.marks or after.marks) and not alike
    found = compare(before.text, after.text, ignored) if has_text or has_marks else None
    marks = mark_changes(before, after, found) if found and has_marks else ()
    aspects = () if is_spread else _aspects(before, after, ignored, has_text)
    differs = bool(aspects or marks)
    return Change(
        status=_status(old, new, moved, differs),
        old=old,
        new=new,
        aspects=(*aspects, "notes") if marks else aspects,
        words=tuple(stretches(before.text, after.text, found, ignored))
        if has_text and found
        else (),
        marks=marks,
    )


def _status(old: Sequence[Passage], new: Sequence[Passage], moved: bool, differs: bool) -> Status:
    if len(old) > 1:
        return "joined"
    if len(new) > 1:
        return "split"
    return "moved" if moved else "changed" if differs else "same"


def _joint(found: Sequence[Passage]) -> Passage:
    """Several passages as one, their texts one after the other."""
    if len(found) == 1:
        return found[0]
    text = ""
    marks: list[Mark] = []
    for passage in found:
        start = len(text) + 1 if text else 0
        text = f"{text} {passage.text}" if text else passage.text
        marks += (Mark(mark.marker, start + mark.offset) for mark in passage.marks)
    return evolve(found[0], text=text, marks=tuple(marks))


def _aspects(
    old: Passage, new: Passage, ignored: Collection[str], has_text: bool
) -> tuple[Aspect, ...]:
    """In what two passages differ, markers apart."""
    found: list[Aspect] = ["text"] if has_text else []
    if "labels" not in ignored and _printed(old.label) != _printed(new.label):
        found.append("label")
    if "structure" not in ignored:
        found += ["kind"] if old.kind != new.kind else []
        found += ["level"] if old.level != new.level else []
        found += ["cells"] if old.shape != new.shape and not has_text else []
    return tuple(found)


def _printed(label: str | None) -> str:
    """A label as it is compared: without white space."""
    return key("".join((label or "").split()))
