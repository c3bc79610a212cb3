"""Joining: the lines of a block become one line of text, with markers and exact runs.

Guarantees: the text is one line, white space folded, stripped; every visible character of
the lines is in the token's runs or in one of its markers, exactly once. A hyphen at a line's
end keeps or loses its place by the document's own other words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unres.layout.tokens import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unres.layout.lines import Line
    from unres.layout.markers import Mark

#: Hyphens that an extractor prints at a line's end: U+FFFE is pypdfium2's.
_BREAK_HYPHENS = "-\u00ad\u2010\ufffe"
_HYPHEN = re.compile("([\u00ad\ufffe])")
#: Signs before which no space is set.
_CLINGING = ",;.:)\u060c\u061b\u201d"
#: What joins two parts of a line between which only a glued marker stood.
GLUED = "\0"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A word cut at a line's end; U+FFFE stands where an extractor took the line's end away.
_CUT = re.compile(
    r"(?<![^\W\d_])[^\W\d_]+(?:[-\u00ad\u2010\ufffe][^\S\n]*\n\s*|\ufffe)[^\W\d_]+"
)


def ideographic(char: str) -> bool:
    """Whether a character is set without spaces: ideographs, their punctuation, full width."""
    return (
        "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
    )


class Hyphens:
    """Decides what a hyphen at a line's end means: `high-`/`level` against `ques-`/`tion`."""

    __slots__ = ("_source", "_words")

    def __init__(self, source: str) -> None:
        self._source = source
        self._words: set[str] | None = None

    def keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen between two halves belongs to the word."""
        left = _WORD.findall(before)
        right = _WORD.match(after)
        if not left or not right or not right[0][0].islower():
            return True
        head, tail = left[-1].lower(), right[0].lower()
        words = self._vocabulary()
        if head + tail in words:
            return False
        if f"{head}-{tail}" in words:
            return True
        return head.rsplit("-", 1)[-1] in words and tail.split("-", 1)[0] in words

    def _vocabulary(self) -> set[str]:
        """The words of the document, those cut at a line's end left out."""
        if self._words is None:
            whole = _CUT.sub(" ", self._source)
            self._words = {word.lower() for word in _WORD.findall(whole)}
        return self._words


class Joiner:
    """Puts the lines of blocks together. One for a document: it knows the document's words."""

    __slots__ = ("hyphens", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.hyphens = Hyphens(source)

    def join(
        self, pieces: Iterable[tuple[Line, int, list[Mark]]]
    ) -> tuple[str, list[tuple[int, int]], tuple[Marker, ...]]:
        """The text, the runs and the markers of pieces: each a line, where it begins, its marks."""
        text = ""
        runs: list[tuple[int, int]] = []
        markers: list[Marker] = []
        for line, first, marks in pieces:
            if not marks and not first:
                text = self._add(text, line.text)
                runs += line.without([])
                continue
            at = first
            glue = " "
            taken: list[tuple[int, int]] = []
            for mark in marks:
                if mark.start < first:
                    continue
                text = self._add(text, line.text[at : mark.start], glue)
                begin, end = self._digits(line, mark)
                markers.append(Marker(mark.marker, len(text), begin, end))
                taken.append((begin, end))
                at = mark.end
                glue = " " if _spaced(line.text, mark) else GLUED
            text = self._add(text, line.text[at:], glue)
            runs += line.without(taken)
        return text, runs, tuple(markers)

    def _digits(self, line: Line, mark: Mark) -> tuple[int, int]:
        """Where a marker stands in the source: its number, without brackets."""
        start = mark.start + line.text[mark.start : mark.end].find(mark.marker)
        found = line.ranges(start, start + len(mark.marker), self.source)
        if not found:
            return line.start, line.start
        begin = found[0][0]
        return begin, min(found[0][1], begin + len(mark.marker))

    def _add(self, text: str, more: str, glue: str = " ") -> str:
        """Append a line: with a space, without one, or with the hyphen mended."""
        if "  " in more or "\u00a0" in more or "\t" in more or more != more.strip():
            more = " ".join(more.split())
        if "\u00ad" in more or "\ufffe" in more:
            more = self._inner(more)
        if not more or not text:
            return text or more
        last, first = text[-1], more[0]
        if (
            glue == GLUED
            or first in _CLINGING
            or (ideographic(last) and (ideographic(first) or first.isascii()))
            or (ideographic(first) and not last.isascii())
        ):
            return text + more
        if last in _BREAK_HYPHENS and len(text) > 1 and text[-2].isalpha() and first.isalpha():
            return self._mend(text, more)
        if last in "-\u2013\u2011/" and len(text) > 1 and not text[-2].isspace():
            return text + more
        return f"{text} {more}"

    def _mend(self, text: str, more: str) -> str:
        keeps = text[-1] in "-\u2010\ufffe" and self.hyphens.keeps(text[-60:-1], more)
        return f"{text[:-1]}-{more}" if keeps else text[:-1] + more

    def _inner(self, more: str) -> str:
        """Soft hyphens inside a line are no text; pypdfium2's sign there joins two lines."""
        head, *rest = _HYPHEN.split(more)
        pieces = [head]
        for sign, part in zip(rest[::2], rest[1::2], strict=True):
            if sign == "\ufffe" and part and self.hyphens.keeps("".join(pieces[-3:])[-60:], part):
                pieces.append("-")
            pieces.append(part)
        return "".join(pieces) + ("\ufffe" if more.endswith("\ufffe") else "")

    def cut(
        self, parts: Iterable[tuple[Line, int, int]]
    ) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text and runs of parts of lines: each a line, its first character and its end."""
        text = ""
        runs: list[tuple[int, int]] = []
        for line, start, stop in parts:
            text = self._add(text, line.text[start:stop])
            runs += line.ranges(start, stop, self.source)
        return text.rstrip("\ufffe"), tuple(runs)


def _spaced(text: str, mark: Mark) -> bool:
    """Whether white space stands on either side of a marker."""
    return text[mark.start - 1 : mark.start].isspace() or text[mark.end : mark.end + 1].isspace()
