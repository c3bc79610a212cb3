"""A line of text as it is printed, put together from pieces and footnote markers."""

from __future__ import annotations

import re

from unres.exchange.akn.page import Mark, Piece

#: Between two of these no space is printed.
_IDEOGRAPH = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20]")
#: What no space stands before.
_CLOSING = " ,.;:)\u060c\u061b"


class Line:
    """A text that grows at its end; only its last piece is ever touched, so time is linear."""

    def __init__(self, *, ideographs: bool) -> None:
        self._ideographs = ideographs
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        #: A space stood before the last marker: it comes after it.
        self._owed = False
        #: So did a bracket, which is the marker's if one closes behind it.
        self._opened = False
        #: A line ended, which ideographs go on after without a space.
        self._joined = False

    def add(self, text: str) -> None:
        """A piece of text, its white space folded already."""
        if self._opened and text.strip():
            self._opened = False
            if text.lstrip().startswith(")"):
                text = text.lstrip()[1:]
                self._marks[-1] = self._marks[-1]._replace(printed=f"({self._marks[-1].printed})")
            else:
                text = "(" + text
        if self._joined and text:
            text = text.lstrip()
            self._joined = not text
        if self._owed and text:
            text = text if text[0] in _CLOSING else " " + text
            self._owed = False
        if text.startswith(" ") and self._superfluous(text):
            text = text[1:]
        self._append(text)

    def mark(self, mark: Mark) -> None:
        """A marker, behind the last word."""
        spaced = self._strip()
        self._opened = self._last() == "("
        if self._opened:
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
            spaced = self._strip() or spaced
        self._owed = self._owed or spaced
        self._marks.append(mark._replace(offset=self._length))

    def end(self) -> None:
        """The end of a line inside a paragraph."""
        if self._ideographs:
            self._strip()
            self._joined = True
        else:
            self.add(" ")

    def piece(self) -> Piece:
        """The whole."""
        if self._opened:
            self._append("(")
        self._strip()
        marks = (m._replace(offset=min(m.offset, self._length)) for m in self._marks)
        return Piece("".join(self._parts), tuple(marks))

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _last(self) -> str:
        return self._parts[-1][-1] if self._parts else ""

    def _strip(self) -> bool:
        """Takes white space off the end; whether there was any."""
        before = self._length
        while self._parts:
            bare = self._parts[-1].rstrip()
            self._length -= len(self._parts[-1]) - len(bare)
            if bare:
                self._parts[-1] = bare
                break
            self._parts.pop()
        return self._length < before

    def _superfluous(self, text: str) -> bool:
        """Whether the space that a text begins with is one too many."""
        last = self._last()
        if not last or last == " ":
            return True
        return (
            self._ideographs
            and bool(self._marks)
            and self._marks[-1].offset == self._length
            and bool(_IDEOGRAPH.match(last))
            and (len(text) == 1 or bool(_IDEOGRAPH.match(text[1])))
        )
