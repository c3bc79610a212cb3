"""A comparison as JSON Lines: first the whole, then one object for each change."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from unres.comparison import Change, Difference, MarkChange, Passage, Stretch

Record: TypeAlias = dict[str, Any]


def to_jsonl(found: Difference, old: str, new: str) -> str:
    """The comparison of two files, `old` and `new` being their names as given.

    Offsets are code points of the passage's text, spans ranges of the file's text, lines count
    from 1; null is what there is not.
    """
    first: Record = {
        "kind": "comparison",
        "old": old,
        "new": new,
        "mode": found.mode,
        "languages": list(found.languages),
        "symbols": list(found.symbols),
        "equal": found.equal,
        "counts": found.counts,
        "ignored": list(found.ignored),
    }
    records = [first, *map(_change, found.changes)]
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def _change(change: Change) -> Record:
    return {
        "kind": "change",
        "status": change.status,
        "place": change.place,
        "aspects": list(change.aspects),
        "old": [_passage(passage) for passage in change.old],
        "new": [_passage(passage) for passage in change.new],
        "words": [_stretch(stretch) for stretch in change.words],
        "marks": [_mark(mark) for mark in change.marks],
    }


def _passage(passage: Passage) -> Record:
    return {
        "kind": passage.kind,
        "name": passage.name,
        "label": passage.label,
        "level": passage.level,
        "text": passage.text,
        "notes": [{"marker": mark.marker, "offset": mark.offset} for mark in passage.marks],
        "span": list(passage.span),
        "line": passage.line or None,
    }


def _stretch(stretch: Stretch) -> Record:
    return {"same": stretch.same, "old": stretch.old, "new": stretch.new}


def _mark(mark: MarkChange) -> Record:
    return {
        "fate": mark.fate,
        "marker": mark.marker,
        "old": mark.old,
        "new": mark.new,
        "now": mark.now,
        "elsewhere": mark.elsewhere,
    }
