"""Joining: the lines of a block become one line of text, with markers and exact runs.

Guarantees: the text is one line, white space folded, stripped; every visible character of
the lines is in the token's runs or in one of its markers, exactly once. A hyphen at a line's
end keeps or loses its place by the document's own other words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.lines import Line
from unres.layout.spaces import is_space
from unres.layout.text.hyphens import Hyphens
from unres.layout.tokens import Marker
from unres.layout.widths import ideographic, is_wide
from unres.spacing import CONJUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mypy_extensions import i64

    from unres.layout.marks import Mark

#: Hyphens that an extractor prints at a line's end: U+FFFE is pypdfium2's.
_BREAK_HYPHENS: Final = "-\u00ad\u2010\ufffe"
_HYPHEN: Final = re.compile("([\u00ad\ufffe])")
#: Signs before which no space is set.
_CLINGING: Final = ",;.:)\u060c\u061b\u201d"
#: What joins two parts of a line between which only a glued marker stood.
GLUED: Final = "\0"
#: What is no plain character of a text: it is folded or mended before lines are joined.
_ODD: Final = "\u00a0\u00ad\ufffe"
#: ASCII by its codes: letters and digits, with signs that end a word or begin one. Nothing but
#: a space can stand between an end and a beginning.
_ASCII: Final = 128
_ENDS: Final = bytes(chr(code).isalnum() or chr(code) in ",;.:)" for code in range(_ASCII))
_BEGINS: Final = bytes(chr(code).isalnum() or chr(code) == "(" for code in range(_ASCII))
_LINE_END: Final = 0x0A
_BLANK: Final = 0x20
_NO_BREAK: Final = 0xA0
_NARROW: Final = 0x202F
_SOFT: Final = 0xAD
_LOST: Final = 0xFFFE
#: Lines no farther apart than this are looked at whether only white space lies between them.
_APART: Final = 200


def _glue(last: int, first: int) -> str | None:
    """What stands between two lines, by the codes of the last and of the first character.

    A space between words, nothing between ideographs; None where these two do not tell.
    """
    if last < _ASCII:
        return " " if first < _ASCII and _ENDS[last] and _BEGINS[first] else None
    return "" if is_wide(last) and (first < _ASCII or is_wide(first)) else None


def _glue_of_all(texts: list[str]) -> str | None:
    """What stands between all of these lines; None where it is not the same or not known."""
    glue: str | None = " "
    last = ord(texts[0][-1])
    for at in range(1, len(texts)):
        text = texts[at]
        here = _glue(last, ord(text[0]))
        if here is None or (at > 1 and here != glue):
            return None
        glue = here
        last = ord(text[-1])
    return glue


class _Text:
    """A text in the making, in pieces: none is copied before the end."""

    __slots__ = ("length", "markers", "pieces", "runs")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.runs: list[tuple[int, int]] = []
        self.markers: list[Marker] = []

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

    def joined(self) -> tuple[str, tuple[tuple[int, int], ...], tuple[Marker, ...]]:
        """The text, the runs of its lines and its markers."""
        whole = self.whole()
        markers = self.markers
        if markers and markers[-1].offset > len(whole):  # behind a last hyphen that is none
            markers = [marker.at(min(marker.offset, len(whole))) for marker in markers]
        return whole, tuple(self.runs), tuple(markers)


class Joiner:
    """Puts the lines of blocks together. One for a document: it knows the document's words."""

    __slots__ = ("clinging", "doubled", "hyphens", "odd", "source")

    def __init__(self, source: str, lines: list[Line]) -> None:
        self.source = source
        self.hyphens = Hyphens(source)
        #: The signs of the document that must be folded or mended, spaces apart.
        self.odd = "".join([sign for sign in _ODD if sign in source])
        #: Whether a line may have more than one space in a row: what is taken out leaves them too.
        self.doubled = "  " in source or _have_shrunk(lines)
        #: Signs before which this document sets no space: French has one before `;` and `:`.
        self.clinging = _CLINGING
        if _sets_off(source):
            self.clinging = _CLINGING.replace(";", "").replace(":", "")

    def folds(self) -> bool:
        """Whether texts may have spaces that their lines had none of."""
        return self.doubled or self.odd != ""

    def whole(
        self, lines: list[Line], first: int = 0
    ) -> tuple[str, tuple[tuple[int, int], ...], tuple[Marker, ...]]:
        """As `join`, for whole lines without markers but for the first, begun at `first`.

        Most joints are plain: where all of a block's are, it is put together at once.
        """
        line = lines[0]
        self.hyphens.at = line.start
        if len(lines) == 1:
            text = self._alone(line.text[first:] if first else self._apart(line))
            return text, _run_of(line), ()
        texts = [line.text for line in lines]
        if first:
            texts[0] = texts[0][first:]
        return self._joined(texts), tuple(self._ranges(lines)), ()

    def _alone(self, text: str) -> str:
        """The text of one line: most need no mending."""
        if not (self.doubled or self.odd) and text and not is_space(ord(text[0])):
            return text
        return self._joined([text])

    def _apart(self, line: Line) -> str:
        """The text of a line that is kept whole, at another place of memory.

        What holds a few of the lines' own texts holds the memory of all that stood between them.
        """
        text = line.text
        copy = self.source[line.start : line.stop]
        return copy if copy == text else text

    def _joined(self, texts: list[str]) -> str:
        """The text of lines, each with something in it but for the first."""
        if texts[0] and not is_space(ord(texts[0][0])):
            glue = _glue_of_all(texts)
            if glue is not None:
                whole = texts[0] if len(texts) == 1 else glue.join(texts)
                if self.doubled and "  " in whole:
                    whole = glue.join([_folded(text) for text in texts])
                if not (self.odd and self._is_odd(whole)):
                    return whole
        text = _Text()
        for more in texts:
            self._add(text, more)
        return text.whole()

    def _is_odd(self, text: str) -> bool:
        """Whether a text has any sign that must be folded or mended, spaces apart."""
        return any(sign in text for sign in self.odd)

    def _ranges(self, lines: list[Line]) -> list[tuple[int, int]]:
        """The runs of lines: one where only white space parts them."""
        runs: list[tuple[int, int]] = []
        begin = end = -1
        for line in lines:
            if type(line) is not Line:
                return self._mixed(lines)
            start = line.start
            if end < 0:
                begin = start
            elif not (start > end and self._blank(end, start)):
                runs.append((begin, end))
                begin = start
            end = start + line.size
        runs.append((begin, end))
        return runs

    def _mixed(self, lines: list[Line]) -> list[tuple[int, int]]:
        """As `_ranges`, where some lines are of another kind."""
        runs: list[tuple[int, int]] = []
        for line in lines:
            self._run(runs, line)
        return runs

    def _run(self, runs: list[tuple[int, int]], line: Line) -> None:
        """Add a line's range; where only white space parts it from the last they are one."""
        if type(line) is not Line:
            runs += line.without(())
            return
        start = line.start
        if runs:
            first, before = runs[-1]
            if before < start and self._blank(before, start):
                runs[-1] = (first, start + line.size)
                return
        runs.append((start, start + line.size))

    def _blank(self, start: int, stop: int) -> bool:
        """Whether a stretch of the source is short and nothing but white space; it is not empty."""
        if stop > start + _APART:
            return False
        source = self.source
        end: i64 = stop
        at: i64 = start
        while at < end:  # the ends of lines and their indents, most often
            code: i64 = ord(source[at])
            if code not in (_LINE_END, _BLANK):
                return source[at:stop].isspace()
            at += 1
        return True

    def join(
        self, pieces: Iterable[tuple[Line, int, list[Mark]]]
    ) -> tuple[str, tuple[tuple[int, int], ...], tuple[Marker, ...]]:
        """The text, the runs and the markers of pieces: each a line, where it begins, its marks."""
        text = _Text()
        for line, first, marks in pieces:
            self._piece(text, line, first, marks)
        return text.joined()

    def marked(
        self, lines: list[Line], first: int
    ) -> tuple[str, tuple[tuple[int, int], ...], tuple[Marker, ...]]:
        """As `join`, for whole lines but for the first, begun at `first`, with all their marks."""
        text = _Text()
        for line in lines:
            self._piece(text, line, first, line.marks)
            first = 0
        return text.joined()

    def _piece(self, text: _Text, line: Line, first: int, marks: list[Mark]) -> None:
        """Append a line from a place on, with its markers."""
        self.hyphens.at = line.start
        if not marks:
            self._add(text, line.text[first:] if first else line.text)
            self._run(text.runs, line)
            return
        at = first
        glue = " "
        taken: list[tuple[int, int]] = []
        for mark in marks:
            if mark.start < first:
                continue
            self._add(text, line.text[at : mark.start], glue)
            begin, end = self._digits(line, mark)
            text.markers.append(Marker(mark.marker, text.length, begin, end))
            taken.append((begin, end))
            at = mark.end
            glue = " " if _spaced(line.text, mark) else GLUED
        self._add(text, line.text[at:], glue)
        text.runs += line.without(taken)

    def _digits(self, line: Line, mark: Mark) -> tuple[int, int]:
        """Where a marker stands in the source: its number, without brackets."""
        start = mark.start
        size = len(mark.marker)
        if mark.end - start == size and ord(line.text[start]) == ord(mark.marker[0]):
            if line.size == len(line.text) and type(line) is Line:  # as most are
                return line.start + start, line.start + start + size
        else:
            start += line.text[start : mark.end].find(mark.marker)
        found = line.ranges(start, start + size, self.source)
        if not found:
            return line.start, line.start
        begin = found[0][0]
        return begin, min(found[0][1], begin + size)

    def _add(self, text: _Text, more: str, glue: str = " ") -> None:
        """Append a line: with a space, without one, or with the hyphen mended."""
        if not more:
            return
        if (self.doubled and "  " in more) or (self.odd and self._is_odd(_but_hyphen(more))):
            more = " ".join(more.split())
            if "\u00ad" in more or "\ufffe" in more:
                more = " ".join(self._inner(more).split())
        elif is_space(ord(more[0])) or is_space(ord(more[-1])):
            more = " ".join(more.split())
        if not more:
            return
        if text.length:
            piece = text.pieces[-1]
            between = _glue(ord(piece[-1]), ord(more[0]))
            if between is None or glue is GLUED:
                self._joint(text, piece[-1], more[0], more, glue)
            elif between:
                text.add(between)
        text.add(more)

    def _joint(self, text: _Text, last: str, first: str, more: str, glue: str) -> None:
        """What stands between two lines: a space, nothing, or their hyphen mended."""
        if (
            (glue is GLUED and first not in _CLINGING)
            or first in self.clinging
            or (ideographic(last) and (ideographic(first) or first.isascii()))
            or (ideographic(first) and not last.isascii())
        ):
            return
        before = text.last(2)[:-1]
        if last == "\ufffe" or (last in _BREAK_HYPHENS and before.isalpha() and first.isalpha()):
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

    def part(self, line: Line, start: int, stop: int) -> tuple[str, tuple[tuple[int, int], ...]]:
        """As `cut`, for one part."""
        self.hyphens.at = line.start
        only = line.text
        if start or stop < len(only):
            only = only[start:stop]
            own = tuple(line.ranges(start, stop, self.source))
        else:
            only = self._apart(line)
            own = _run_of(line)
        if only and not is_space(ord(only[-1])):
            return self._alone(only), own
        text = _Text()
        self._add(text, only)
        return text.whole(), own

    def cut(self, parts: list[tuple[Line, int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text and runs of parts of lines: each a line, its first character and its end."""
        if len(parts) == 1:  # as most are
            line, start, stop = parts[0]
            return self.part(line, start, stop)
        text = _Text()
        runs: list[tuple[int, int]] = []
        for line, start, stop in parts:
            self.hyphens.at = line.start
            self._add(text, line.text[start:stop])
            runs += line.ranges(start, stop, self.source)
        return text.whole(), tuple(runs)


def _run_of(line: Line) -> tuple[tuple[int, int], ...]:
    """The runs of a whole line."""
    if type(line) is Line:
        return ((line.start, line.start + line.size),)
    return tuple(line.without(()))


def _but_hyphen(text: str) -> str:
    """A line without the soft hyphen at its end, which the next line's joint mends."""
    return text[:-1] if len(text) > 1 and ord(text[-1]) in (_SOFT, _LOST) else text


def _spaced(text: str, mark: Mark) -> bool:
    """Whether white space stands on either side of a marker."""
    start, end = mark.start, mark.end
    return (start > 0 and is_space(ord(text[start - 1]))) or (
        end < len(text) and is_space(ord(text[end]))
    )


def _have_shrunk(lines: list[Line]) -> bool:
    """Whether anything was taken out of a line."""
    for line in lines:  # noqa: SIM110 (a generator costs more than the lines)
        if line.size != len(line.text):
            return True
    return False


def _folded(text: str) -> str:
    """A line with its doubled spaces folded, and then all of its white space."""
    return " ".join(text.split()) if "  " in text else text


def _sets_off(source: str) -> bool:
    """Whether a document sets most of its semicolons off with a space."""
    apart = 0
    all_of_them = 0
    at = source.find(";")
    while at >= 0:
        all_of_them += 1
        if at and ord(source[at - 1]) in (_BLANK, _NO_BREAK, _NARROW):
            apart += 1
        at = source.find(";", at + 1)
    return apart * 2 > all_of_them
