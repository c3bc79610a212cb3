"""Joining: the lines of a block become one line of text, with markers and exact runs.

Guarantees: the text is one line, white space folded, stripped; every visible character of
the lines is in the token's runs or in one of its markers, exactly once. A hyphen at a line's
end keeps or loses its place by the document's own other words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from unres.layout.lines import Line
from unres.layout.tokens import Marker
from unres.spacing import CONJUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unres.layout.marks import Mark

#: Hyphens that an extractor prints at a line's end: U+FFFE is pypdfium2's.
_BREAK_HYPHENS: Final = "-\u00ad\u2010\ufffe"
_HYPHEN: Final = re.compile("([\u00ad\ufffe])")
#: Signs before which no space is set.
_CLINGING: Final = ",;.:)\u060c\u061b\u201d"
#: A semicolon set off with a space.
_SET_OFF: Final = re.compile(";(?<=[ \u00a0\u202f];)")
#: What joins two parts of a line between which only a glued marker stood.
GLUED: Final = "\0"
#: A word with its hyphens. Ideographs are never parted by one, and have no words to look up.
_WORD: Final = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:-[^\W\d_\u3400-\u9fff]+)*")
_HALF: Final = re.compile(r"[^\W\d_]+")
#: What makes a word beside it part of a longer one; the first of the two reads backwards.
_BEFORE_WORD: Final = re.compile(r"-?[^\W\d_]|\s*(?:\ufffe|\n[^\S\n]*-)[^\W\d_]")
_BEHIND_WORD: Final = re.compile(r"-?[^\W\d_]|(?:\ufffe|-[^\S\n]*\n)\s*[^\W\d_]")
#: Where a word is cut at a line's end.
_CUT: Final = re.compile(r"[-\u00ad\u2010\ufffe](?:(?<=\ufffe)|[^\S\n]*\n)\s*(?=[^\W\d_])")
#: The same, and where the extractor took the line's end away.
_TAKEN: Final = re.compile(r"[-\ufffe](?:(?<=\ufffe)|[^\S\n]*\n)\s*(?=[^\W\d_])")
#: So few words are looked up one by one in a document so short; else all its words are read.
_FEW: Final = 24
_SHORT: Final = 100_000
#: How much is read at once, in characters.
_STRETCH: Final = 4_096
#: No half of a word is longer.
_LONG: Final = 40
#: What is no plain character of a text: it is folded or mended before lines are joined.
_ODD: Final = re.compile("[\u00a0\t\u00ad\ufffe]")
#: Ends and beginnings of lines between which nothing but a space can stand.
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_PLAIN_END: Final = _LETTERS | frozenset(",;.:)")
_PLAIN_START: Final = _LETTERS | frozenset("(")
#: Lines no farther apart than this are looked at whether only white space lies between them.
_APART: Final = 200


def ideographic(char: str) -> bool:
    """Whether a character is set without spaces: ideographs, their punctuation, full width."""
    return (
        "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
    )


_is_wide = cache(ideographic)


class Hyphens:
    """Decides what a hyphen at a line's end means: `high-`/`level` against `ques-`/`tion`."""

    __slots__ = ("_asked", "_lower", "_parts", "_source", "_words")

    def __init__(self, source: str) -> None:
        self._source = source
        self._asked = 0
        self._lower: str | None = None
        self._parts: bool | None = None
        self._words: set[str] | None = None

    def keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen between two halves belongs to the word."""
        left = _WORD.findall(before)
        right = _WORD.match(after)
        if not left or not right or not right[0][0].islower():
            return True
        head, tail = left[-1].lower(), right[0].lower()
        if self._has(head + tail):
            return False
        if self._has(f"{head}-{tail}"):
            return True
        if self._parts is None:
            self._parts = self._parts_words()
        if not self._parts:
            return True
        return self._has(head.rsplit("-", 1)[-1]) and self._has(tail.split("-", 1)[0])

    def _parts_words(self) -> bool:
        """Whether the document parts words at the ends of lines, which most do not."""
        return any(self._has(word.replace("-", "")) for word in _cut_words(self._source))

    def _has(self, word: str) -> bool:
        """Whether a word stands in the document."""
        if self._words is None:
            if self._asked < _FEW and len(self._source) < _SHORT:
                self._asked += 1
                if self._lower is None:
                    self._lower = _lower(self._source)
                return _stands(word, self._lower)
            self._words = _vocabulary(self._source)
            self._lower = None
        return word in self._words


def _lower(source: str) -> str:
    """The text in small letters, made in stretches: at once it takes twelve bytes a letter."""
    cuts = range(0, len(source), _STRETCH)
    return "".join([source[at : at + _STRETCH].lower() for at in cuts])


def _stands(word: str, text: str) -> bool:
    """Whether a word stands by itself in a text, no part of a longer one and not cut."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before = text[max(at - 9, 0) : at][::-1]
        if not (_BEFORE_WORD.match(before) or _BEHIND_WORD.match(text, end)):
            return True
        at = text.find(word, end)
    return False


def _vocabulary(source: str) -> set[str]:
    """The words of a document, without those that a line's end cuts.

    Read in stretches: a list of all its words is many times as large as a document.
    """
    found: set[str] = set()
    at = 0
    while at < len(source):
        stop = source.find(" ", at + _STRETCH)
        stop = stop if stop >= 0 else len(source)
        text = source[at:stop].lower()
        if "\ufffe" in text or "-\n" in text:
            text = _whole_words(text)
        # most words come again, so the pattern sees each once
        found.update(_WORD.findall(" ".join(set(text.split()))))
        at = stop
    return found


def _whole_words(text: str) -> str:
    """The text without the words that a line's end cuts."""
    pieces = []
    at = 0
    for sign in _TAKEN.finditer(text):
        start = sign.start()
        while start > at and text[start - 1].isalpha():
            start -= 1
        if start < sign.start():
            pieces.append(text[at:start])
            at = sign.end()
            while at < len(text) and text[at].isalpha():
                at += 1
    pieces.append(text[at:])
    return " ".join(pieces)


def _cut_words(source: str) -> set[str]:
    """The words with a hyphen that a line's end cuts. Looks from the cut on, not from each word."""
    found = set()
    for cut in _CUT.finditer(source):
        left = _HALF.match(source[max(cut.start() - _LONG, 0) : cut.start()][::-1])
        right = _HALF.match(source, cut.end())
        if left and right:
            found.add(f"{left[0][::-1]}-{right[0]}".lower())
    return found


def _glue(texts: list[str]) -> str | None:
    """What stands between all of these lines, a space or nothing; None where some are mended."""
    if len(texts) == 1:
        return " "
    starts = {text[0] for text in texts}
    ends = {text[-1] for text in texts}
    if starts <= _PLAIN_START and ends <= _PLAIN_END:
        return " "
    if all(map(_is_wide, ends)) and all(char.isascii() or _is_wide(char) for char in starts):
        return ""
    return None


class _Text:
    """A text in the making, in pieces: none is copied before the end."""

    __slots__ = ("length", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> None:
        """Append a piece that is not empty."""
        self.pieces.append(piece)
        self.length += len(piece)

    def last(self, width: int) -> str:
        """The last characters. No piece is empty, so as many pieces hold them."""
        return "".join(self.pieces[-width:])[-width:]

    def drop(self) -> None:
        """Take the last character away."""
        piece = self.pieces.pop()[:-1]
        self.length -= 1
        if piece:
            self.pieces.append(piece)

    def whole(self) -> str:
        """The text; a hyphen that no line follows is none, nor the space before a line of one."""
        return "".join(self.pieces).rstrip(" \u00ad\ufffe")


class Joiner:
    """Puts the lines of blocks together. One for a document: it knows the document's words."""

    __slots__ = ("clinging", "hyphens", "odd", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.hyphens = Hyphens(source)
        #: Whether the document has any sign that must be folded or mended, spaces apart.
        self.odd = any(sign in source for sign in "\u00a0\t\u00ad\ufffe")
        #: Signs before which this document sets no space: French has one before `;` and `:`.
        self.clinging = _CLINGING
        if len(_SET_OFF.findall(source)) * 2 > source.count(";"):
            self.clinging = _CLINGING.replace(";", "").replace(":", "")

    def whole(
        self, lines: Sequence[Line], first: int = 0
    ) -> tuple[str, list[tuple[int, int]], tuple[Marker, ...]]:
        """As `join`, for whole lines without markers but for the first, begun at `first`.

        Most joints are plain: a space between letters, nothing between ideographs. Where all
        of a block's are, it is put together at once.
        """
        texts = [line.text for line in lines]
        if first:
            texts[0] = texts[0][first:]
        glue = _glue(texts) if texts[0] else None
        text = glue.join(texts) if glue is not None else ""
        if glue is None or "  " in text or (self.odd and _ODD.search(text)) or text[0] == " ":
            return self.join([(line, 0 if n else first, []) for n, line in enumerate(lines)])
        runs: list[tuple[int, int]] = []
        if any(line.__class__ is not Line for line in lines):
            for line in lines:
                self._run(runs, line)
            return text, runs, ()
        source = self.source
        begin = lines[0].start
        end = begin + lines[0].size
        for line in lines[1:]:
            start = line.start
            if not (end < start <= end + _APART and source[end:start].isspace()):
                runs.append((begin, end))
                begin = start
            end = start + line.size
        runs.append((begin, end))
        return text, runs, ()

    def join(
        self, pieces: Iterable[tuple[Line, int, list[Mark]]]
    ) -> tuple[str, list[tuple[int, int]], tuple[Marker, ...]]:
        """The text, the runs and the markers of pieces: each a line, where it begins, its marks."""
        text = _Text()
        runs: list[tuple[int, int]] = []
        markers: list[Marker] = []
        for line, first, marks in pieces:
            if not marks:
                more = line.text[first:] if first else line.text
                if self.odd or first or not text.length or "  " in more:
                    self._add(text, more)
                elif text.pieces[-1][-1] in _PLAIN_END and more[0] in _PLAIN_START:
                    text.pieces += (" ", more)  # the common case, cheaply
                    text.length += 1 + len(more)
                else:
                    self._add(text, more)
                self._run(runs, line)
                continue
            at = first
            glue = " "
            taken: list[tuple[int, int]] = []
            for mark in marks:
                if mark.start < first:
                    continue
                self._add(text, line.text[at : mark.start], glue)
                begin, end = self._digits(line, mark)
                markers.append(Marker(mark.marker, text.length, begin, end))
                taken.append((begin, end))
                at = mark.end
                glue = " " if _spaced(line.text, mark) else GLUED
            self._add(text, line.text[at:], glue)
            runs += line.without(taken)
        whole = text.whole()
        if markers and markers[-1].offset > len(whole):  # behind a last hyphen that is none
            markers = [Marker(m.marker, min(m.offset, len(whole)), m.start, m.end) for m in markers]
        return whole, runs, tuple(markers)

    def _run(self, runs: list[tuple[int, int]], line: Line) -> None:
        """Add a line's range; where only white space parts it from the last they are one."""
        if line.__class__ is not Line:
            runs += line.without(())
            return
        start = line.start
        if runs:
            first, before = runs[-1]
            if before < start <= before + _APART and self.source[before:start].isspace():
                runs[-1] = (first, start + line.size)
                return
        runs.append((start, start + line.size))

    def _digits(self, line: Line, mark: Mark) -> tuple[int, int]:
        """Where a marker stands in the source: its number, without brackets."""
        start = mark.start + line.text[mark.start : mark.end].find(mark.marker)
        found = line.ranges(start, start + len(mark.marker), self.source)
        if not found:
            return line.start, line.start
        begin = found[0][0]
        return begin, min(found[0][1], begin + len(mark.marker))

    def _add(self, text: _Text, more: str, glue: str = " ") -> None:
        """Append a line: with a space, without one, or with the hyphen mended."""
        if (
            "  " in more
            or (self.odd and _ODD.search(more))
            or more[:1].isspace()
            or more[-1:].isspace()
        ):
            more = " ".join(more.split())
            if "\u00ad" in more or "\ufffe" in more:
                more = " ".join(self._inner(more).split())
        if not more:
            return
        if text.length:
            last, first = text.pieces[-1][-1], more[0]
            if glue == " " and last in _PLAIN_END and first in _PLAIN_START:
                text.add(" ")
            else:
                self._joint(text, last, first, more, glue)
        text.add(more)

    def _joint(self, text: _Text, last: str, first: str, more: str, glue: str) -> None:
        """What stands between two lines: a space, nothing, or their hyphen mended."""
        if (
            (glue == GLUED and first not in _CLINGING)
            or first in self.clinging
            or (ideographic(last) and (ideographic(first) or first.isascii()))
            or (ideographic(first) and not last.isascii())
        ):
            return
        before = text.last(2)[:-1]
        if last in _BREAK_HYPHENS and before.isalpha() and first.isalpha():
            if last == "-" and more.split(None, 1)[0] in CONJUNCTIONS:
                text.add(" ")  # `short-` / `and long-term`
                return
            keeps = last in "-\u2010\ufffe" and self.hyphens.keeps(text.last(60)[:-1], more)
            text.drop()
            if keeps:
                text.add("-")
        elif not (last in "-\u2013\u2011/" and before and not before.isspace()):
            text.add(" ")

    def _inner(self, more: str) -> str:
        """Soft hyphens inside a line are no text; pypdfium2's sign there joins two lines."""
        head, *rest = _HYPHEN.split(more)
        out = _Text()
        if head:
            out.add(head)
        for sign, part in zip(rest[::2], map(str.lstrip, rest[1::2]), strict=True):
            if part:
                if sign == "\ufffe" and self.hyphens.keeps(out.last(60), part):
                    out.add("-")
                out.add(part)
        if more[-1] in "\u00ad\ufffe":
            out.add(more[-1])
        return "".join(out.pieces)

    def cut(
        self, parts: Iterable[tuple[Line, int, int]]
    ) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text and runs of parts of lines: each a line, its first character and its end."""
        text = _Text()
        runs: list[tuple[int, int]] = []
        for line, start, stop in parts:
            self._add(text, line.text[start:stop])
            runs += line.ranges(start, stop, self.source)
        return text.whole(), tuple(runs)


def _spaced(text: str, mark: Mark) -> bool:
    """Whether white space stands on either side of a marker."""
    return text[mark.start - 1 : mark.start].isspace() or text[mark.end : mark.end + 1].isspace()
