"""What a comparison found, in words for a person: names, sentences, counts."""

from __future__ import annotations

from unres.comparison import Change, Difference, MarkChange, Passage
from unres.languages import LANGUAGES

#: Status -> what is said of a passage.
TOLD = {
    "same": "the same",
    "changed": "changed",
    "moved": "moved",
    "split": "split",
    "joined": "joined",
    "added": "added",
    "lost": "lost",
}
_KINDS = {
    "opening": "the opening formula",
    "preambular": "a preambular paragraph",
    "operative": "an operative paragraph",
    "item": "a point",
    "heading": "a heading",
    "text": "running text",
    "table": "a table",
    "adoption": "the closing lines",
    "unparsed": "text that fits nowhere",
}
#: How much of the text before a footnote marker is quoted, in characters.
_QUOTED = 30


def summary(found: Difference) -> str:
    """One sentence: how much is different, how much the same."""
    same = found.counts["same"]
    if found.equal:
        return f"No difference: {_passages(same)} the same."
    parts = [f"{n} {TOLD[s]}" for s, n in found.counts.items() if n and s != "same"]
    return f"{', '.join(parts)}; {_passages(same)} the same."


def manner(found: Difference) -> str:
    """How the two were compared, where that is not plain: languages, what was ignored."""
    told = []
    if found.mode == "skeleton":
        old, new = (LANGUAGES[c].name if c in LANGUAGES else c for c in found.languages)
        told.append(
            f"{old} and {new}: compared by their build (kinds, labels, levels, footnote markers), "
            "not by their words."
        )
    if found.ignored:
        told.append(f"Not compared: {', '.join(found.ignored)}.")
    return " ".join(told)


def name(change: Change) -> str:
    """What a row is about: `operative paragraph 2 (b)`, with both names where they differ."""
    old = _named(change.old)
    new = _named(change.new)
    if not old or not new:
        return new or old
    if old.rpartition(", ")[2] == new.rpartition(", ")[2]:
        # A section's heading that only one of them has tells of itself.
        return max(old, new, key=len)
    return f"{old} → {new}"


def lines(change: Change) -> str:
    """Where a row stands in the two sources: `line 12 → 14`; empty where nothing is known."""
    old, new = (group[0].line if group else 0 for group in (change.old, change.new))
    if old and new:
        return f"line {old}" if old == new else f"line {old} → {new}"
    return f"line {old or new}" if old or new else ""


def sentences(change: Change) -> list[str]:
    """What changed beside the words, a sentence each."""
    if change.status in {"added", "lost"}:
        return []
    old, new = change.old[0], change.new[0]
    told = []
    if change.status == "split":
        told.append(f"one passage is now {len(change.new)}")
    elif change.status == "joined":
        told.append(f"{len(change.old)} passages are now one")
    for aspect in change.aspects:
        if aspect == "label":
            told.append(_label(old, new))
        elif aspect == "kind":
            told.append(f"was read as {_kind(old)}, now as {_kind(new)}")
        elif aspect == "level":
            told.append(f"stood at depth {old.level}, now at {new.level}")
        elif aspect == "cells":
            told.append("the table is divided into other cells")
        elif aspect == "notes" and not change.marks:
            told.append(f"has {_markers(len(old.marks))}, now {len(new.marks)}")
    texts = [" ".join(passage.text for passage in group) for group in (change.old, change.new)]
    return told + [_mark(mark, *texts) for mark in change.marks]


def _named(group: tuple[Passage, ...]) -> str:
    if not group:
        return ""
    if len(group) == 1:
        return group[0].name
    between = "and" if group[1] is group[-1] else "to"
    return f"{group[0].name} {between} {group[-1].name}"


def _passages(count: int) -> str:
    return f"{count} passage{'' if count == 1 else 's'}"


def _markers(count: int) -> str:
    return f"{count} footnote marker{'' if count == 1 else 's'}"


def _kind(passage: Passage) -> str:
    return _KINDS.get(passage.kind, passage.kind)


def _label(old: Passage, new: Passage) -> str:
    what = {"title": "number", "footnote": "marker"}.get(old.kind, "label")
    if old.label is None:
        return f"has now the {what} “{new.label}”"
    if new.label is None:
        return f"has lost its {what} “{old.label}”"
    return f"the {what} “{old.label}” is now “{new.label}”"


def _mark(mark: MarkChange, old: str, new: str) -> str:
    told = f"footnote marker {mark.marker}"
    if mark.fate == "renumbered":
        return f"{told} is now {mark.now}"
    if mark.fate == "added":
        return f"{told} is new, {_behind(new, mark.new)}"
    if mark.fate == "lost":
        return f"{told} is lost, {_behind(old, mark.old)}"
    if mark.elsewhere:
        way = "has moved to" if mark.new is None else "has come from"
        return f"{told} {way} {mark.elsewhere}"
    return f"{told} has moved: {_behind(old, mark.old)}, now {_behind(new, mark.new)}"


def _behind(text: str, offset: int | None) -> str:
    """Where a marker stands, by the words before it."""
    end = offset or 0
    quoted = text[max(0, end - _QUOTED) : end]
    if not quoted:
        return "at the start"
    if end > _QUOTED:
        quoted = f"…{quoted.partition(' ')[2] or quoted}"
    return f"after “{quoted}”"
