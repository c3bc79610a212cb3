"""The dump as the page shows it: lines of coloured pieces, exactly the source.

The text inside the elements is the source and nothing else: line numbers, signs and page
breaks are drawn by the style sheet from attributes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field, frozen

from unres.diagnostics import Diagnostic
from unres.exchange.view import glyphs
from unres.exchange.view.entries import KINDS, Entry
from unres.spans import LineIndex

#: Lines that are laid out together: a browser skips those out of sight.
CHUNK = 60
#: A line of more characters than this is laid out as several blocks: some dumps are one line.
BLOCK = 4000
_MARKER = KINDS["marker"][0]
#: So many findings of one line are told on its mark.
_TOLD = 5
_ORDER = {"error": 0, "warning": 1, "info": 2}


@frozen
class Run:
    """A range of the source that one leaf owns."""

    start: int
    end: int
    number: int
    kind: str
    #: Whether it is where the leaf begins.
    first: bool


@frozen
class Finding:
    """A diagnostic as the page numbers it, from 1."""

    number: int
    line: int
    told: Diagnostic


@define
class _Line:
    """What stands on one line beside its text."""

    number: int
    start: int
    end: int
    findings: list[Finding] = field(factory=list)


def runs(rows: Sequence[Entry], source: str) -> list[Run]:
    """The leaves' ranges in source order, inside the source and without overlap.

    Visible characters that no leaf owns (a tree changed by hand) become runs of nobody,
    number -1, shown as unparsed.
    """
    owned: list[Run] = []
    for row in rows:
        for entry in (row, *row.markers):
            spans = [span for span in entry.runs if span.start < span.end]
            low = min((span.start for span in spans), default=-1)
            owned += (Run(a, b, entry.number, entry.kind, a == low) for a, b in spans)
    owned.sort(key=lambda run: (run.start, run.end))
    done: list[Run] = []
    at = 0
    for run in owned:
        start, end = max(run.start, at), min(run.end, len(source))
        if start >= end:
            continue
        done += _nobody(source, at, start)
        done.append(run if (start, end) == (run.start, run.end) else _cut(run, start, end))
        at = end
    return [*done, *_nobody(source, at, len(source))]


def _cut(run: Run, start: int, end: int) -> Run:
    return Run(start, end, run.number, run.kind, run.first)


def _nobody(source: str, start: int, end: int) -> Iterator[Run]:
    if source[start:end].strip():
        yield Run(start, end, -1, "unparsed", first=True)


def findings(found: Sequence[Diagnostic], index: LineIndex) -> list[Finding]:
    """The diagnostics numbered as they come, each with the line (from 1) that it stands on."""
    return [Finding(n, index.line(told.span.start), told) for n, told in enumerate(found, 1)]


def lines(
    source: str, owned: Sequence[Run], found: Sequence[Finding], index: LineIndex
) -> Iterator[str]:
    """The dump in chunks of HTML, in order; `owned` is what `runs` gave."""
    marked: dict[int, list[Finding]] = {}
    for finding in found:
        marked.setdefault(finding.line, []).append(finding)
    writer = _Writer(source, owned)
    bounds = [*index.starts, len(source)]
    chunk: list[str] = []
    for number, (start, end) in enumerate(pairwise(bounds), 1):
        chunk.append(writer.line(_Line(number, start, end, marked.get(number, []))))
        if number % CHUNK == 0:
            yield "".join(chunk)
            chunk.clear()
    yield "".join(chunk)


class _Writer:
    """Writes lines in order; keeps the place in the runs."""

    def __init__(self, source: str, owned: Sequence[Run]) -> None:
        self.source = source
        self.owned = owned
        self.at = 0
        #: The run whose beginning was drawn last.
        self.begun: Run | None = None
        #: The sign of the line so far, and how many pieces are on it.
        self.sign = ""
        self.drawn = 0
        self.page = 1
        #: Whether the line has nothing to escape or to draw.
        self.easy = False
        #: What is still to be underlined on the line, the next one last.
        self.waves: list[_Wave] = []

    def line(self, line: _Line) -> str:
        """One line as an element; a very long one as a row of blocks."""
        self.waves = _underlined(line)[::-1]
        self.sign, self.drawn = "", 0
        self.easy = glyphs.is_plain(self.source[line.start : line.end])
        bounds = [line.start, *_cuts(self.source, line), line.end]
        parts = [self._stretch(start, end) for start, end in pairwise(bounds)]
        text = parts[0] if len(parts) == 1 else "".join(map(_block, parts))
        sign = "" if self.sign == _MARKER and self.drawn > 1 else self.sign
        shown = f' data-g="{sign}"' if sign else ""
        top = " pb" if self.source.startswith("\f", line.start, line.end) else ""
        head = f'<div class="l{top}" id="line-{line.number}" data-l="{line.number}"{shown}>'
        return f"{head}{_mark(line.findings)}{text}</div>"

    def _stretch(self, start: int, end: int) -> str:
        """A stretch of one line; the runs in it become pieces, each as far as it reaches."""
        parts: list[str] = []
        at = start
        while self.at < len(self.owned) and self.owned[self.at].start < end:
            run = self.owned[self.at]
            low, high = self._stripped(max(run.start, start), min(run.end, end))
            if low < high:
                parts.append(self._text(at, low))
                parts.append(self._piece(run, low, high))
                at = high
                self.drawn += 1
            if run.end > end:
                break
            self.at += 1
        return "".join(parts) + self._text(at, end)

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        """White space at either end is nobody's: colour begins and ends with a character."""
        piece = self.source[start:end]
        return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())

    def _piece(self, run: Run, start: int, end: int) -> str:
        number = f' data-n="{run.number}"' if run.number >= 0 else ""
        begin = self._begin(run)
        self.begun = run
        return f'<span class="{run.kind}{begin}{number}>{self._text(start, end)}</span>'

    def _begin(self, run: Run) -> str:
        """What shows that a node begins: the line's sign, or where that is taken one of its own."""
        if not run.first or run is self.begun:
            return '"'
        sign = KINDS[run.kind][0]
        if self.sign in ("", _MARKER):
            self.sign = sign
            return ' b"'
        return ' b"' if sign == _MARKER else f' b" data-g="{sign}"'

    def _text(self, start: int, end: int) -> str:
        """Source text, what is wrong in it underlined."""
        if not self.waves or start >= end:
            return self._plain(start, end)
        parts: list[str] = []
        while self.waves and self.waves[-1].start < end:
            wave = self.waves[-1]
            low, high = max(wave.start, start), min(wave.end, end)
            if low < high:
                parts.append(self._plain(start, low))
                parts.append(f'<u class="{wave.severity}" data-f="{wave.number}">')
                parts.append(f"{self._plain(low, high)}</u>")
                start = high
            if wave.end > end:
                break
            self.waves.pop()
        return "".join(parts) + self._plain(start, end)

    def _plain(self, start: int, end: int) -> str:
        """Source text with page breaks drawn."""
        text = self.source[start:end]
        if self.easy:
            return text
        if "\f" not in text:
            return glyphs.text(text)
        first, *rest = text.split("\f")
        return glyphs.text(first) + "".join(self._page_break() + glyphs.text(part) for part in rest)

    def _page_break(self) -> str:
        self.page += 1
        name = f"page {self.page}"
        return f'<i class="ff" role="img" aria-label="{name}" data-p="{name}">\f</i>'


@frozen
class _Wave:
    """What a finding underlines on its line."""

    start: int
    end: int
    severity: str
    number: int


def _block(text: str) -> str:
    return f'<div class="seg">{text}</div>'


def _cuts(source: str, line: _Line) -> Iterator[int]:
    """Where a very long line is cut into blocks: behind spaces, or before any base character."""
    at = line.start + BLOCK
    while at < line.end - BLOCK // 2:
        space = source.find(" ", at, min(at + 200, line.end))
        at = space + 1 if space >= 0 else at
        while at < line.end and unicodedata.combining(source[at]):
            at += 1
        yield at
        at += BLOCK


def _underlined(line: _Line) -> list[_Wave]:
    """What is underlined on a line, without overlap: findings reach to their first line's end."""
    waves: list[_Wave] = []
    at = line.start
    for finding in sorted(line.findings, key=lambda finding: finding.told.span.start):
        start, end = max(finding.told.span.start, at), min(finding.told.span.end, line.end)
        if start < end:
            waves.append(_Wave(start, end, finding.told.severity, finding.number))
            at = end
    return waves


def _mark(found: Sequence[Finding]) -> str:
    """The mark in the margin of a line: it leads to the worst finding on it."""
    if not found:
        return ""
    worst = min(found, key=lambda finding: _ORDER[finding.told.severity])
    label = "; ".join(f"{f.told.severity} {f.told.name}: {f.told.message}" for f in found[:_TOLD])
    more = f"; and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    count = f' data-k="{len(found)}"' if len(found) > 1 else ""
    title = glyphs.attribute(label + more)
    return (
        f'<a class="m {worst.told.severity}" href="#finding-{worst.number}" tabindex="-1"'
        f' aria-label="{title}" title="{title}"{count}></a>'
    )
