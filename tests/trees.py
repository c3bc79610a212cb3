"""Trees by hand: a resolution written as plain data becomes a tree with a source and positions.

    title: 81/9. Ocean noise
    body:
      - opening: "The General Assembly,"
      - operative: 1. Requests a report,[1] in time;
      - section: I
        body:
          - operative: 2. Decides to meet.
    footnotes:
      - 1 A/80/16.

`[1]` is a marker. A footnote `? text` has lost its number, `(4) text` got it back from the
sequence. A paragraph `- text` has no number.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from unres import nodes as n
from unres.spans import Span

_MARK = re.compile(r"\[(\w+|\*)\]")
_LABEL = re.compile(r"(\S+) +(.*)", re.DOTALL)
_PLAIN = {
    "opening": n.Opening,
    "preambular": n.Preambular,
    "heading": n.Heading,
    "text": n.Text,
    "adoption": n.Adoption,
}
_LABELLED = {"operative": n.Operative, "item": n.Item}
_GROUPS = {"section": n.Section, "part": n.Part, "annex": n.Annex}

#: Texts made of what resolutions are made of, in any order: what a hostile dump looks like.
SCRAPS = st.lists(
    st.sampled_from(
        [
            *("1. ", "2. ", "3 ", "IO. ", "(a) ", "1", "9" * 5000, "2/9", "¹", "*"),
            *(";", ",", ".", " ", "\n", "\n\n", "\f", "____", "\ufffd", "\x07"),
            *("A/RES/81/9", "81/9. Noise", "The General Assembly,\n", "Recalling the forum"),
            *("40th plenary meeting", "5 December 2026", "Annex\n", "I\n", "Eighty-first session"),
            *("会 议", "大会，", "الجمعية العامة", "Генеральная Ассамблея,"),
        ]
    ),
    max_size=40,
).map("".join)


class _Grower:
    def __init__(self) -> None:
        self.source = ""
        self.footnotes: dict[str, int] = {}

    def write(self, text: str) -> Span:
        start = len(self.source)
        self.source += text
        return Span(start, len(self.source))

    def prose(self, cls: type, raw: str, **more: Any) -> Any:
        """A node of a text with markers; its label is already written before it."""
        start = more.pop("start", len(self.source))
        text, refs, runs = "", [], []
        at = 0
        for mark in [*_MARK.finditer(raw), None]:
            piece = raw[at : mark.start() if mark else len(raw)]
            runs.append(self.write(piece))
            text += piece
            if mark is None:
                break
            span = self.write(mark[1])
            refs.append(
                n.NoteRef(
                    marker=mark[1],
                    offset=len(text),
                    footnote=self.footnotes.get(mark[1]),
                    span=span,
                    runs=(span,),
                )
            )
            at = mark.end()
        runs[0] = Span(start, runs[0].end)
        end = len(self.source)
        self.write("\n")
        return cls(text=text, notes=tuple(refs), span=Span(start, end), runs=tuple(runs), **more)

    def labelled(self, cls: type, raw: str, children: tuple[Any, ...] = ()) -> Any:
        label, text = _LABEL.match(raw).groups()
        start = len(self.source)
        if label == "-":
            return self.prose(cls, text, label=None, start=start, children=children)
        self.write(label + " ")
        return self.prose(cls, text, label=label, start=start, children=children)

    def block(self, entry: dict[str, Any]) -> Any:
        (kind, raw), *rest = entry.items()
        below = dict(rest)
        if kind in _GROUPS:
            heading = self.prose(n.Heading, raw)
            body = tuple(self.block(b) for b in below.get("body", ()))
            end = len(self.source) - 1
            return _GROUPS[kind](heading=heading, body=body, span=Span(heading.span.start, end))
        if kind in _LABELLED:
            node = self.labelled(_LABELLED[kind], raw)
            inner = tuple(self.block(b) for b in below.get("children", ()))
            return evolve(node, children=inner)
        if kind == "unparsed":
            span = self.write(raw)
            self.write("\n")
            return n.Unparsed(text=raw, span=span, runs=(span,))
        if kind == "table":
            span = self.write("\n".join("  ".join(row) for row in raw))
            self.write("\n")
            return n.Table(rows=tuple(map(tuple, raw)), span=span, runs=(span,))
        return self.prose(_PLAIN[kind], raw, **below)

    def footnote(self, raw: str) -> n.Footnote:
        marker, text = _LABEL.match(raw).groups()
        if marker == "?":
            return self.prose(n.Footnote, text, marker=None)
        if marker.startswith("("):
            return self.prose(n.Footnote, text, marker=marker.strip("()"), recovered=True)
        start = len(self.source)
        self.write(marker + " ")
        return self.prose(n.Footnote, text, marker=marker, start=start)


def grow(data: dict[str, Any]) -> n.Resolution:
    """The tree that the data describe, with the source text that it would have come from."""
    grower = _Grower()
    markers = [_LABEL.match(raw)[1].strip("()") for raw in data.get("footnotes", ())]
    grower.footnotes = {marker: k for k, marker in enumerate(markers) if marker != "?"}
    fields = []
    for entry in data.get("masthead", ()):
        value = entry.get("value", entry["text"])
        fields.append(grower.prose(n.Field, entry["text"], kind=entry["kind"], value=value))
    title = None
    if "title" in data:
        number, text = re.match(r"(?:(\S+)\. )?(.*)", data["title"]).groups()
        start = len(grower.source)
        grower.write(f"{number}. " if number else "")
        title = grower.prose(n.Title, text, number=number, start=start)
    body = tuple(grower.block(b) for b in data.get("body", ()))
    annexes = tuple(grower.block(b) for b in data.get("annexes", ()))
    footnotes = tuple(grower.footnote(raw) for raw in data.get("footnotes", ()))
    furniture = tuple(_furniture(grower, f) for f in data.get("furniture", ()))
    repairs = tuple(n.Repair(name=r[0], args=tuple(r[1:])) for r in data.get("repairs", ()))
    return n.Resolution(
        language=data.get("language", "en"),
        masthead=n.Masthead(fields=tuple(fields)),
        title=title,
        body=body,
        annexes=annexes,
        footnotes=footnotes,
        furniture=furniture,
        repairs=repairs,
        source=grower.source,
    )


def _furniture(grower: _Grower, entry: dict[str, str]) -> n.Furniture:
    span = grower.write(entry["text"])
    grower.write("\n")
    return n.Furniture(kind=entry["kind"], text=entry["text"], span=span, runs=(span,))
