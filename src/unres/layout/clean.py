"""Clean text back to tokens: the inverse of `render`.

Any text may come in; the tokens are right where the text was written by `render`, and only
there. The proof is a fixed point: the tree of the tokens renders to the very same text.
Every character that is no white space is in one token's runs or markers, as from any dump.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from unres.cleanform import (
    HEAD_RULE,
    INDENT,
    NOTE_RULE,
    SIGN,
    Reading,
    Tag,
    natural,
    natural_field,
    natural_footnote,
    read_optional,
    read_tag,
    standard,
    standard_adoption,
    unescape,
)
from unres.languages import LANGUAGES, detect
from unres.layout.tokens import Marker, Token

_STATED: Final = "{language: "
#: No meeting's number is longer; one of thousands of digits Python refuses to read.
_LONGEST_NUMBER: Final = 9
#: The tag's name -> the token's type.
_TAGGED: Final = {
    name: name.upper()
    for name in (
        "title", "opening", "preambular", "operative", "item", "heading", "text", "table",
        "adoption", "unparsed", "section", "part", "annex", "footnote",
    )
}  # fmt: skip
#: Types whose tag's value is their label.
_LABELLED: Final = frozenset({"TITLE", "OPERATIVE", "ITEM", "FOOTNOTE"})


class _Line(NamedTuple):
    """A line's text, its offset in the whole text, and how many blank lines are above it."""

    text: str
    at: int
    blanks: int


def may_be_clean(text: str) -> bool:
    """Whether a text has the mark of the clean form: cheap, and no proof."""
    return text.startswith(HEAD_RULE + "\n") or f"\n{HEAD_RULE}\n" in text


def clean_language(text: str) -> str:
    """The language of a clean text: the one its first line states, else the one detected."""
    if text.startswith(_STATED):
        found = read_tag(text[: text.find("\n")])
        if found and found.value in LANGUAGES:
            return found.value
    return detect(text)


def read_clean(text: str, language: str | None = None) -> list[Token] | None:
    """The tokens of a clean text, or None where it cannot be one.

    `language` is what `clean_language` says, where the caller has asked it already.
    """
    if not may_be_clean(text):
        return None
    reader = _Reader(language or clean_language(text))
    lines = _lines(text)
    at = reader.masthead(lines)
    at = reader.body(lines, at)
    reader.footnotes(lines, at)
    return reader.tokens


def _lines(text: str) -> list[_Line]:
    """All lines that are not blank. Only a line feed ends a line."""
    found = []
    at = blanks = 0
    for line in text.split("\n"):
        if line:
            found.append(_Line(line, at, blanks))
            blanks = 0
        else:
            blanks += 1
        at += len(line) + 1
    return found


class _Reader:
    """Collects the tokens; the methods are called in the order of the text's three parts."""

    __slots__ = ("context", "fields", "language", "tokens")

    def __init__(self, language: str) -> None:
        self.language = language
        self.tokens: list[Token] = []
        #: Kinds of the masthead's fields.
        self.fields: list[str] = []
        #: Type of the last block at level 0.
        self.context = ""

    def masthead(self, lines: list[_Line]) -> int:
        """Reads up to the rule below the masthead; gives the index of the next line."""
        start = 0
        if lines[0].text.startswith(_STATED):
            self._furniture(lines[0], "notice")
            start = 1
        for index in range(start, len(lines)):
            if lines[index].text == HEAD_RULE:
                self._furniture(lines[index], "rule")
                return index + 1
            self._field(lines[index])
        return len(lines)

    def _field(self, line: _Line) -> None:
        found = read_tag(line.text)
        kind = found.name if found else natural_field(self.fields, line.text)
        token = _token("FIELD", line, found.end if found else 0)
        token.value = kind
        self.fields.append(kind)
        if found and found.value is not None:
            token.standard = read_optional(found.value)
        else:
            token.standard = standard(kind, token.text, self.language)
        self.tokens.append(token)

    def body(self, lines: list[_Line], at: int) -> int:
        """Reads up to the rule above the footnotes; gives the index of the next line."""
        while at < len(lines):
            line = lines[at]
            if line.text == NOTE_RULE:
                self._furniture(line, "rule")
                return at + 1
            at += 1
            depth = len(line.text) - len(line.text.lstrip(" "))
            level = depth // len(INDENT)
            bare = line.text[depth:] if depth else line.text
            found = read_tag(bare)
            if found:
                token = self._tagged(line, found, depth)
            else:
                reading = natural(self.context, level, bare, gap=line.blanks > 1)
                token = _natural(line, reading, depth)
            if token.type == "TABLE":
                last = at
                while last < len(lines) and not lines[last].blanks:
                    last += 1
                token = _table(lines[at - 1 : last], found)
                at = last
            elif token.type == "ADOPTION" and not (found and found.value):
                token.meeting, token.standard = standard_adoption(token.text, self.language)
            token.level = level
            if not level:
                self.context = token.type
            self.tokens.append(token)
        return at

    def _tagged(self, line: _Line, found: Tag, depth: int) -> Token:
        type_ = _TAGGED.get(found.name, "UNPARSED")
        token = _token(type_, line, depth + found.end, depth)
        if type_ in _LABELLED:
            token.label = found.value
        elif type_ == "ADOPTION" and found.value:
            meeting, _, date = found.value.partition(" ")
            number = read_optional(meeting)
            known = number and number.isdecimal() and len(number) <= _LONGEST_NUMBER
            token.meeting = int(number) if number and known else None
            token.standard = read_optional(date)
        return token

    def footnotes(self, lines: list[_Line], at: int) -> None:
        """Reads the rest."""
        for line in lines[at:]:
            found = read_tag(line.text)
            if found:
                self.tokens.append(self._tagged(line, found, 0))
            else:
                reading = natural_footnote(line.text)
                self.tokens.append(_natural(line, reading._replace(type="FOOTNOTE"), 0))

    def _furniture(self, line: _Line, kind: str) -> None:
        runs = ((line.at, line.at + len(line.text)),)
        self.tokens.append(Token("FURNITURE", line.text, runs, value=kind))


def _natural(line: _Line, reading: Reading, depth: int) -> Token:
    token = _token(reading.type or "UNPARSED", line, depth + reading.start, depth)
    token.label = reading.label
    return token


def _token(type_: str, line: _Line, start: int, first: int = 0) -> Token:
    """The token of a line whose text begins at `start`, and whose own characters at `first`."""
    text, notes = _unnoted(line, start, len(line.text))
    return Token(type_, text, _around(line, first, notes), notes=tuple(notes))


def _unnoted(line: _Line, start: int, end: int, base: int = 0) -> tuple[str, list[Marker]]:
    """A stretch of a line without escapes and markers. Their offsets count from `base`."""
    raw = line.text
    if raw.find("[", start, end) < 0 and raw.find("\\", start, end) < 0:
        return raw[start:end], []
    pieces: list[str] = []
    notes: list[Marker] = []
    length = 0
    for sign in SIGN.finditer(raw, start, end):
        piece = raw[start : sign.start()] + (sign["literal"] or sign["bar"] or "")
        pieces.append(piece)
        length += len(piece)
        start = sign.end()
        printed = sign["plain"] if sign["odd"] is None else unescape(sign["odd"])
        if printed is not None:
            notes.append(
                Marker(printed, base + length, line.at + sign.start(), line.at + sign.end())
            )
    return "".join((*pieces, raw[start:end])), notes


def _around(line: _Line, first: int, notes: list[Marker]) -> tuple[tuple[int, int], ...]:
    """The line's runs from `first` on, without its markers."""
    runs = []
    at = line.at + first
    for note in notes:
        if note.start > at:
            runs.append((at, note.start))
        at = note.end
    end = line.at + len(line.text)
    if end > at:
        runs.append((at, end))
    return tuple(runs)


def _table(lines: list[_Line], found: Tag | None) -> Token:
    """The token of a table; with a tag, which stands on a line of its own, the rows follow."""
    rows: list[tuple[str, ...]] = []
    notes: list[Marker] = []
    runs: list[tuple[int, int]] = []
    homeless: list[Marker] = []
    at = 0
    for line in lines:
        first = len(line.text) - len(line.text.lstrip(" "))
        if found and line is lines[0]:
            homeless = _unnoted(line, first + found.end, len(line.text))[1]
            runs += _around(line, first, homeless)
            continue
        cells, here, at = _row(line, first, at)
        rows.append(cells)
        notes += here
        runs += _around(line, first, here)
    notes += homeless
    token = Token("TABLE", "", tuple(runs), notes=tuple(notes), rows=tuple(rows))
    token.text = " ".join(cell for row in rows for cell in row if cell)
    return token


def _row(line: _Line, first: int, at: int) -> tuple[tuple[str, ...], list[Marker], int]:
    """Cells and markers of a row, and where in the table's text the next cell starts."""
    tagged = read_tag(line.text[first:])
    if tagged and tagged.name == "row":
        return (), [], at
    if tagged and tagged.name == "cell":
        return ("",), [], at
    cells: list[str] = []
    notes: list[Marker] = []
    bars = [sign.span() for sign in SIGN.finditer(line.text, first) if sign["bar"]]
    for bar, after in [*bars, (len(line.text), 0)]:
        start, end = first, bar
        while line.text.startswith(" ", start, end):
            start += 1
        while line.text.endswith(" ", start, end):
            end -= 1
        cell, here = _unnoted(line, start, end, at)
        cells.append(cell)
        notes += here
        at += len(cell) + 1 if cell else 0
        first = after
    return tuple(cells), notes, at
