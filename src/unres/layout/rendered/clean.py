"""Clean text back to tokens: the inverse of `render`.

Any text may come in; the tokens are right where the text was written by `render`, and only
there. The proof is a fixed point: the tree of the tokens, written again, has the very same
lines, folded ones taken as one (`CleanText.says_the_same`).
Every character that is no white space is in one token's runs or markers, as from any dump.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from unres.cleanform import (
    HEAD_RULE,
    NOTE_RULE,
    SIGN,
    Reading,
    Tag,
    natural,
    natural_field,
    natural_footnote,
    read_link,
    read_optional,
    read_tag,
    standard,
    standard_adoption,
    unescape,
)
from unres.grid import BAR
from unres.languages import LANGUAGES, detect
from unres.layout.rendered.unfolding import Line, Piece, hanging, physical, table_rows, unfolded
from unres.layout.tokens import Marker, Token

#: The rule below the masthead; an editor may have changed the line ends.
_MARK: Final = re.compile(rf"(?:\A|\n){HEAD_RULE} *\r?(?:\n|\Z)")
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

Range = tuple[int, int]


class CleanText(NamedTuple):
    """A clean text, its lines unfolded."""

    language: str
    masthead: Sequence[Line]
    #: The rule below the masthead and, where there is one, that above the footnotes.
    rules: Sequence[Line]
    #: Blocks; a table is all its lines.
    body: Sequence[Line]
    footnotes: Sequence[Line]
    #: The first line, where it states the language.
    statement: Line | None

    def tokens(self) -> list[Token]:
        """The tokens of the text."""
        reader = _Reader(self)
        head = list(reader.masthead())
        return [*head, *reader.body(), *reader.footnotes(), *reader.furniture()]

    def notes_by_paragraph(self, tokens: Iterable[Token]) -> bool:
        """Whether footnotes stand behind their paragraphs; `tokens` are the text's."""
        return sum(token.type == "FOOTNOTE" for token in tokens) > len(self.footnotes)

    def says_the_same(self, other: CleanText) -> bool:
        """Whether two texts differ in nothing but where lines are folded and cells padded."""
        return _content(self) == _content(other)


def may_be_clean(text: str) -> bool:
    """Whether a text has the mark of the clean form: cheap, and no proof."""
    return HEAD_RULE in text and _MARK.search(text) is not None


def read_clean(text: str) -> CleanText | None:
    """The lines of a clean text, or None where it cannot be one."""
    if not may_be_clean(text):
        return None
    pieces = list(physical(text))
    stated = text.startswith(_STATED)
    statement = unfolded(pieces[:1]) if stated else None
    at = rule = stated + next(k for k, p in enumerate(pieces[stated:]) if _is_rule(p, HEAD_RULE))
    rules = [unfolded([pieces[at]])]
    body: list[Line] = []
    while (at := at + 1) < len(pieces):
        last = at
        while last + 1 < len(pieces) and not pieces[last + 1].blanks:
            last += 1
        if _is_rule(pieces[at], NOTE_RULE):
            rules.append(unfolded([pieces[at]]))
            at += 1
            break
        body.append(unfolded(pieces[at : last + 1]))
        at = last
    return CleanText(
        _language(text),
        hanging(pieces[stated:rule]),
        rules,
        body,
        hanging(pieces[at:]),
        statement,
    )


def _language(text: str) -> str:
    """The language of a clean text: the one its first line states, else the one detected."""
    if text.startswith(_STATED):
        found = read_tag(text[: text.find("\n")])
        if found and found.value in LANGUAGES:
            return found.value
    return detect(text)


# --------------------------------------------------------------------------------------- lines


def _is_rule(piece: Piece, rule: str) -> bool:
    return piece.text == rule and not piece.depth


def _content(text: CleanText) -> list[object]:
    """What a text says; the language is in what it is read as."""
    body = [
        (line.gap, line.level, _cells(line.pieces) if _is_table(line) else line.text)
        for line in text.body
    ]
    plain = [[line.text for line in lines] for lines in (text.masthead, text.footnotes)]
    return [text.language, *plain, body]


def _is_table(line: Line) -> bool:
    return not line.gap and line.text.startswith((BAR, "{table}"))


def _cells(pieces: Sequence[Piece]) -> list[object]:
    """The rows of a table as they are written; its tag is one."""
    tags = [piece.text for piece in pieces if not piece.text.startswith(BAR)]
    rows = [[cell.text for cell in row] for row in table_rows(pieces)]
    return [tags, rows]


# --------------------------------------------------------------------------------------- tokens


class _Reader:
    """Makes the tokens; the methods are called in the order of the text's parts."""

    __slots__ = ("context", "fields", "language", "text")

    def __init__(self, text: CleanText) -> None:
        self.text = text
        self.language = text.language
        #: Kinds of the masthead's fields.
        self.fields: list[str] = []
        #: Type of the last block at level 0.
        self.context = ""

    def masthead(self) -> Iterator[Token]:
        return map(self._field, self.text.masthead)

    def _field(self, line: Line) -> Token:
        found = read_tag(line.text)
        kind = found.name if found else natural_field(self.fields, line.text)
        token = _token("FIELD", line, found.end if found else 0)
        token.value = kind
        self.fields.append(kind)
        if found and found.value is not None:
            token.standard = read_optional(found.value)
        else:
            token.standard = standard(kind, token.text, self.language)
        return token

    def body(self) -> Iterator[Token]:
        return map(self._block, self.text.body)

    def _block(self, line: Line) -> Token:
        found = read_tag(line.text)
        level = line.level
        if found:
            token = _tagged(line, found)
        else:
            reading = natural(self.context, level, line.text, gap=line.gap)
            token = _natural(line, reading)
        if token.type == "TABLE":
            token = _table(line)
        elif token.type == "ADOPTION" and not (found and found.value):
            token.meeting, token.standard = standard_adoption(token.text, self.language)
        token.level = level
        if not level:
            self.context = token.type
        return token

    def footnotes(self) -> Iterator[Token]:
        for line in self.text.footnotes:
            found = read_tag(line.text)
            if found:
                yield _tagged(line, found)
            else:
                reading = natural_footnote(line.text)
                yield _natural(line, reading._replace(type="FOOTNOTE"))

    def furniture(self) -> Iterator[Token]:
        if self.text.statement:
            yield _furniture(self.text.statement, "notice")
        for line in self.text.rules:
            yield _furniture(line, "rule")


def _tagged(line: Line, found: Tag) -> Token:
    type_ = _TAGGED.get(found.name, "UNPARSED")
    token = _token(type_, line, found.end)
    if type_ in _LABELLED:
        token.label = found.value
    elif type_ == "ADOPTION" and found.value:
        meeting, _, date = found.value.partition(" ")
        number = read_optional(meeting)
        known = number and number.isdecimal() and len(number) <= _LONGEST_NUMBER
        token.meeting = int(number) if number and known else None
        token.standard = read_optional(date)
    return token


def _furniture(line: Line, kind: str) -> Token:
    return Token("FURNITURE", line.text, _owned(line.pieces, ()), value=kind)


def _natural(line: Line, reading: Reading) -> Token:
    token = _token(reading.type or "UNPARSED", line, reading.start)
    token.label = reading.label
    return token


def _token(type_: str, line: Line, start: int) -> Token:
    """The token of a line whose text begins at `start`."""
    text, notes = _unnoted(line, start)
    return Token(type_, text, _owned(line.pieces, notes), notes=tuple(notes))


def _unnoted(line: Line, start: int = 0, base: int = 0) -> tuple[str, list[Marker]]:
    """A line from `start` on, without escapes and markers. Their offsets count from `base`."""
    raw = line.text
    if raw.find("[", start) < 0 and raw.find("\\", start) < 0:
        return raw[start:], []
    pieces: list[str] = []
    notes: list[Marker] = []
    length = 0
    for sign in SIGN.finditer(raw, start):
        piece = raw[start : sign.start()] + (sign["literal"] or sign["bar"] or "")
        pieces.append(piece)
        length += len(piece)
        start = sign.end()
        printed = sign["plain"] if sign["odd"] is None else unescape(sign["odd"])
        if printed is not None:
            first, last = line.place(sign.start()), line.place(sign.end() - 1)
            link = read_link(sign["link"])
            notes.append(Marker(printed, base + length, first, last + 1, link))
    return "".join((*pieces, raw[start:])), notes


def _owned(pieces: Iterable[Piece], notes: Iterable[Marker]) -> tuple[Range, ...]:
    """The ranges of physical lines, without those of markers, which are in order."""
    runs: list[Range] = []
    marks = iter(notes)
    mark = next(marks, None)
    for piece in pieces:
        at, end = piece.at, piece.at + len(piece.text)
        while mark and mark.start < end:
            if mark.start > at:
                runs.append((at, mark.start))
            at = min(mark.end, end)
            if mark.end > end:  # the rest is below
                break
            mark = next(marks, None)
        if end > at:
            runs.append((at, end))
    return tuple(runs)


# --------------------------------------------------------------------------------------- tables


def _table(line: Line) -> Token:
    """The token of a table; a tag stands on a line of its own, with markers that have no cell."""
    rows: list[tuple[str, ...]] = []
    notes: list[Marker] = []
    if found := read_tag(line.pieces[0].text):
        notes += _unnoted(unfolded(line.pieces[:1]), found.end)[1]
    at = 0
    for row in table_rows(line.pieces):
        cells = []
        for cell in row:
            text, here = _unnoted(cell, 0, at)
            cells.append(text)
            notes += here
            at += len(text) + 1 if text else 0
        rows.append(tuple(cells))
    runs = _owned(line.pieces, notes)
    token = Token("TABLE", "", runs, notes=tuple(notes), rows=tuple(rows))
    token.text = " ".join(cell for row in rows for cell in row if cell)
    return token
