"""The tree's rows as HTML, one function a part; a flat list, as deep as `aria-level` says."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from unres.exchange.view import glyphs
from unres.exchange.view.entries import Entry


def footnotes(rows: Sequence[Entry]) -> list[int]:
    """The row numbers of the footnotes, in the order of `Resolution.footnotes`."""
    return [row.number for row in rows if row.kind == "footnote"]


def row(entry: Entry, notes: Sequence[int]) -> str:
    """One row; `notes` is what `footnotes` gave."""
    opened = ""
    if entry.parent:
        opened = ' aria-expanded="false"' if entry.closed else ' aria-expanded="true"'
    twisty = '<i class="tw"></i>' if entry.parent else ""
    label = f"<b>{glyphs.text(entry.label)}</b> " if entry.label else ""
    value = f' <span class="v">{glyphs.text(entry.value)}</span>' if entry.value else ""
    peek = " peek" if entry.kind == "group" and entry.peek else ""
    return (
        f'<div role="treeitem" id="node-{entry.number}" class="{entry.kind}"'
        f' data-n="{entry.number}" data-last="{entry.last}" tabindex="-1"'
        f' aria-level="{entry.level + 1}" aria-posinset="{entry.place}"'
        f' aria-setsize="{entry.siblings}"{opened}>'
        f'{twisty}{label}<span class="t{peek}">{_text(entry, notes)}</span>{value}</div>'
    )


def _text(entry: Entry, notes: Sequence[int]) -> str:
    """A row's text with its markers where they stood, and a table's cells apart."""
    if not entry.markers and not entry.cuts:
        return glyphs.text(entry.text)
    inside = [(marker.offset, _marker(marker, notes)) for marker in entry.markers]
    inside += [(cut, f'<i class="cut{" row" if row else ""}"></i>') for cut, row in entry.cuts]
    parts: list[str] = []
    at = 0
    for offset, element in sorted(inside, key=itemgetter(0)):
        parts += glyphs.text(entry.text[at:offset]), element
        at = max(at, offset)
    return "".join(parts) + glyphs.text(entry.text[at:])


def _marker(marker: Entry, notes: Sequence[int]) -> str:
    to = marker.footnote
    known = to is not None and 0 <= to < len(notes)
    kind = f'class="marker" data-to="{notes[to]}"' if known else 'class="marker lost"'  # type: ignore[index]
    number = f'id="node-{marker.number}" data-n="{marker.number}"'
    return f"<sup {kind} {number}>{glyphs.text(marker.label)}</sup>"
