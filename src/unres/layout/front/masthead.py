"""The masthead: what stands above the title.

Extractors print the masthead in any order, several fields on one line, or columns side by
side; so it is read by the words of its fields, each eating as much of a line as it matches.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from unres import words
from unres.cleanform import standard
from unres.layout.tokens import Token
from unres.symbols import SYMBOL

if TYPE_CHECKING:
    from mypy_extensions import i64

    from unres.grammar import Lexicon
    from unres.layout.lines import Line
    from unres.layout.page.roles import Roles
    from unres.layout.text.join import Joiner

#: White space that parts columns; one after the other, since so it is found faster.
_GAP: Final = re.compile(r"\s\s\s+")
#: No longer line is remembered, in characters.
_KEPT: Final = 100
#: What a distribution begins with.
_CAPITAL_D: Final = 0x44
#: A symbol's first slash stands within so many characters.
_ORGAN: Final = 9
#: The first of two lines that tell the distribution.
_DISTRIBUTION: Final = re.compile(r"Distr\s?[.:]{0,2}", re.IGNORECASE)


def strays(
    lines: list[Line], roles: Roles, first: int, lexicon: Lexicon, taken: list[bool]
) -> list[int]:
    """Lines of the masthead that an extractor printed below the title: distribution and date."""
    found: list[int] = []
    i: i64
    for i in range(first, len(lines)):
        text = lines[i].text
        if (
            ord(text[0]) == _CAPITAL_D
            and len(text) < 60  # noqa: PLR2004
            and roles.kinds[i] is None
            and not taken[i]
            and lexicon.DISTRIBUTION.match(text)
        ):
            found.append(i)
    return found


#: Fields in the order in which they are tried.
_ORDER: Final = (
    "ADOPTED",
    "PROPONENT",
    "DISTRIBUTION",
    "PUBLISHER",
    "SESSION",
    "AGENDA_ITEM",
    "ISSUED",
)
_TO_NAME: Final = _ORDER[: _ORDER.index("PUBLISHER") + 1]
_BEHIND_NAME: Final = _ORDER[len(_TO_NAME) :]
_KIND: Final = {
    "PUBLISHER": "publisher", "ORGAN": "organ", "DISTRIBUTION": "distribution",
    "ISSUED": "issued", "SESSION": "session", "AGENDA_ITEM": "agenda_item",
    "ADOPTED": "adopted", "PROPONENT": "proponent", "SYMBOL": "symbol",
}  # fmt: skip
#: Fields that go on with the lines below.
_AGENDA_FIELDS: Final = ("agenda_item", "agenda_title")
_OPEN: Final = ("agenda_item", "agenda_title", "adopted", "proponent")


#: A field of the organization's name.
_NAME: Final = "PUBLISHER"


@cache
def _pattern(lexicon: Lexicon, english: Lexicon, names: tuple[str, ...]) -> re.Pattern[str]:
    """Fields in the order in which they are tried, as one pattern: English ones come second."""
    both = (lexicon,) if lexicon is english else (lexicon, english)
    return re.compile(
        "|".join(
            f"(?P<{name}_{known.language}>{known.source(name)})"
            for name in names
            for known in both
            if name in known
        )
    )


def _field(
    text: str, lexicon: Lexicon, english: Lexicon, *, titled: bool
) -> tuple[str, int] | None:
    """The field that a text begins with, and where its words end; None where it is none's.

    Where an agenda's title is read that may begin with the organization's name, that is no field.
    """
    hit = _pattern(lexicon, english, _TO_NAME).match(text)
    if hit is None or (titled and str(hit.lastgroup).startswith(_NAME)):
        hit = _pattern(lexicon, english, _BEHIND_NAME).match(text)
    return (str(hit.lastgroup).rpartition("_")[0], hit.end()) if hit is not None else None


#: Many documents have the same lines in their mastheads.
_known_field: Final = lru_cache(maxsize=512)(_field)


class Reader:
    """Reads the masthead's lines into FIELD tokens, in printed order."""

    def __init__(self, lexicon: Lexicon, english: Lexicon, joiner: Joiner) -> None:
        self.lexicon = lexicon
        self.english = english
        self.joiner = joiner
        self.tokens: list[Token] = []
        self._parts: list[tuple[str, list[tuple[Line, int, int]]]] = []

    def read(
        self, lines: list[Line], roles: Roles, where: list[int], skip: set[int], number: str | None
    ) -> list[Token]:
        """FIELD and UNPARSED tokens of the lines `where`; `skip` holds lines of the title."""
        above: Line | None = None
        for i in where:
            if i in skip:
                continue
            if above is not None and self._distribution(above, lines[i]):
                above = None
                continue
            above = lines[i] if roles.kinds[i] is None else None
            if roles.kinds[i] is None and number and lines[i].text.rstrip(" .") == number:
                roles.kinds[i] = "running-head"  # the number, printed apart from its title too
            if roles.kinds[i] is None:
                for start, stop in _columns(lines[i].text):
                    self._line(lines[i], start, stop)
        return [self._token(kind, parts) for kind, parts in self._parts]

    def _distribution(self, above: Line, line: Line) -> bool:
        """Take `Distr.` and `GENERAL` on two lines for one field."""
        if above.text[0] not in "Dd" or not _DISTRIBUTION.fullmatch(above.text):
            return False
        if self._parts[-1][1][-1][0] is not above:
            return False
        text = words.plain(f"{above.text} {line.text}")
        if not _pattern(self.lexicon, self.english, ("DISTRIBUTION",)).fullmatch(text):
            return False
        self._parts.pop()
        ends = [(above, 0, len(above.text)), (line, 0, len(line.text))]
        self._parts.append(("distribution", ends))
        return True

    def _line(self, line: Line, start: int, stop: int) -> None:
        at = start
        while at < stop:
            kind, end = self._match(words.plain(line.text[at:stop]), line.text[at:stop])
            if kind is None:
                self._rest(line, at, stop)
                return
            self._parts.append((kind, [(line, at, at + end)]))
            at += end
            while at < stop and line.text[at].isspace():
                at += 1

    def _match(self, plain: str, text: str) -> tuple[str | None, int]:
        """The field that a text begins with, and how many characters it takes."""
        open_kind = self._parts[-1][0] if self._parts else ""
        if open_kind == "proponent" and not self._closed():
            return None, 0
        known = _known_field if len(plain) <= _KEPT else _field
        titled = open_kind in _AGENDA_FIELDS
        found = known(plain, self.lexicon, self.english, titled=titled)
        if found is not None:
            name, end = found
            return self._extent(name, end, plain, text, open_kind)
        if self.lexicon.DRAFT.search(plain):
            return "proponent", len(text)
        hit = SYMBOL.match(text) if "/" in text[1:_ORGAN] else None
        if hit:
            return "symbol", hit.end()
        hit = self.lexicon.ORGAN.match(plain)
        if hit and not any(kind == "organ" for kind, _ in self._parts) and open_kind not in _OPEN:
            return "organ", _same(hit.end(), plain, text)
        if "COMMITTEE" in self.lexicon and self.lexicon.COMMITTEE.match(plain):
            return "organ", len(text)
        return None, 0

    def _extent(
        self, name: str, end: int, plain: str, text: str, open_kind: str
    ) -> tuple[str | None, int]:
        kind = _KIND[name]
        if name in ("ADOPTED", "PROPONENT"):
            return kind, len(text)
        if name == "AGENDA_ITEM":
            return kind, _same(self._agenda(plain), plain, text)
        if name == "ISSUED" and open_kind == "adopted":
            return None, 0
        return kind, _same(end, plain, text)

    def _agenda(self, plain: str) -> int:
        """How far the agenda item's numbers and letters go; the title follows."""
        hit = _AGENDA.match(plain)
        if not hit:
            return len(plain)
        end = hit.end()
        if "AGENDA_TAIL" in self.lexicon:
            space = len(plain) - len(plain[end:].lstrip()) if plain[end:].strip() else end
            tail = self.lexicon.AGENDA_TAIL.match(plain, space)
            end = tail.end() if tail else end
        return end + 1 if plain[end : end + 1] == "*" else end

    def _closed(self) -> bool:
        line, _, stop = self._parts[-1][1][-1]
        return line.text[:stop].rstrip().endswith(("]", "\uff3d", "\u3011", ")]", "]."))

    def _rest(self, line: Line, start: int, stop: int) -> None:
        """Text that is no field by its words: the field above goes on, or it is unparsed."""
        open_kind = self._parts[-1][0] if self._parts else ""
        if open_kind == "agenda_item":
            self._parts.append(("agenda_title", [(line, start, stop)]))
        elif open_kind in _OPEN and not (open_kind == "proponent" and self._closed()):
            self._parts[-1][1].append((line, start, stop))
        elif (
            open_kind != "agenda_title"
            and any(k == "agenda_title" for k, _ in self._parts)
            and not any(k == "adopted" for k, _ in self._parts)
        ):
            last = max(n for n, (k, _) in enumerate(self._parts) if k == "agenda_title")
            self._parts[last][1].append((line, start, stop))
        else:
            self._parts.append(("", [(line, start, stop)]))

    def _token(self, kind: str, parts: list[tuple[Line, int, int]]) -> Token:
        text, runs = self.joiner.cut(parts)
        if not kind:
            return Token("UNPARSED", text, runs)
        return Token(
            "FIELD", text, runs, value=kind, standard=standard(kind, text, self.lexicon.language)
        )


_AGENDA: Final = re.compile(
    r"[^\d]*?(?:\(\s?)?\d+(?:\s*(?:[,\u3001\u2013-]|[^\W\d_]{1,3}(?=[\s\d]))?\s*"
    r"(?:\d+|\(\s?[^\W\d_]{1,2}(?:\s[^\W\d_])?\s?\)|[^\W\d_]{1,2}\)))*"
)


def _same(end: int, plain: str, text: str) -> int:
    """The end in the printed text of what was matched in its plain form."""
    if len(plain) == len(text):
        return end
    seen = len("".join(plain[:end].split()))
    for at, char in enumerate(text):
        if seen <= 0:
            return at
        if words.plain(char).strip():
            seen -= 1
    return len(text)


def _columns(text: str) -> list[tuple[int, int]]:
    """The pieces of a line that wide gaps part: the masthead is set in columns."""
    if text.isprintable() and "   " not in text:  # no white space is printable but the common one
        return [(0, len(text))]
    pieces = []
    at = 0
    for gap in _GAP.finditer(text):
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, len(text)))
    return pieces
