"""The masthead and the title: what stands above the opening formula.

Extractors print the masthead in any order, several fields on one line, or columns side by
side; so it is read by the words of its fields, each eating as much of a line as it matches.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from unres import words
from unres.cleanform import standard
from unres.layout import labels, openings
from unres.layout.tokens import Token
from unres.symbols import NUMBER, SYMBOL, misread_number

if TYPE_CHECKING:
    from unres.grammar import Lexicon
    from unres.layout.join import Joiner
    from unres.layout.lines import Line
    from unres.layout.roles import Roles

#: How many lines a title may have above its opening formula.
TITLE_LINES: Final = 16
#: So many paragraphs with labels are no masthead; a shorter line is no paragraph, in characters.
PARAGRAPHS: Final = 2
TEXT: Final = 80
#: How many lines a masthead may have.
MASTHEAD: Final = 40
#: How far down the opening formula is looked for, in lines.
REACH: Final = 120
#: A line that names a draft's sponsors is no longer than this.
SPONSORS: Final = 400
#: How many lines of the title may be printed before its number.
DISPLACED: Final = 4
#: A title is no longer than this, in characters.
TITLE: Final = 700
#: `2/16` is a page number; `40/16` is not.
_LAST_PAGE: Final = 30
_STOP: Final = re.compile(r"\s*[.\uff0e\u3002]\s*[-\u2013]?\s*|\s*[-\u2013]\s+|\s*$")
#: What a page has in place of the stop: room, and the title's first word.
_ROOM: Final = re.compile(r"\s{2,}(?=[^\W\d_])")
#: `A. Tide tables` below the title: the first part of the resolution.
_FIRST_PART: Final = re.compile(r"[A\u0410]\s?[.\uff0e]\s*\w")
_SLASH: Final = re.compile(r"\s*/\s*")
_GAP: Final = re.compile(r"\s{3,}")
#: The first of two lines that tell the distribution.
_DISTRIBUTION: Final = re.compile(r"Distr\s?[.:]{0,2}", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?:1|\u0661)\s*[.\uff0e-]\s")


class Head:
    """Where the masthead ends and the title stands, as indices of lines."""

    __slots__ = ("body", "number", "number_end", "number_text", "title_end", "title_start")

    def __init__(self) -> None:
        #: The line that begins with the resolution's number; -1 where there is none.
        self.number = -1
        self.number_text: str | None = None
        #: Characters of that line that the number takes, stop included.
        self.number_end = 0
        self.title_start = 0
        self.title_end = 0
        #: The first line of the body.
        self.body = 0


def locate(lines: list[Line], lexicon: Lexicon) -> Head:
    """Find the title: between the resolution's number and the opening formula."""
    head = Head()
    opening = _opening(lines, lexicon)
    limit = opening if opening >= 0 else min(len(lines), REACH)
    number = _number(lines, limit, opening=opening) or _named(lines, limit, lexicon)
    if number is not None:
        head.number, head.number_text, head.number_end = number
    if number is None and _paragraphs(lines[:limit]) >= PARAGRAPHS and opening > 0:
        return head  # the dump begins inside of a text, and the formula is its next part's
    above = _last_field(lines, limit, lexicon)
    if head.number >= 0 and above <= head.number:
        # lines between the masthead and the number are the title's, printed before it
        near = above > 0 and head.number - above <= DISPLACED
        head.title_start = above if near else head.number
    else:
        head.title_start = above
    if opening >= 0:
        head.body = head.title_end = opening
        if sum(len(line.text) for line in lines[head.title_start : head.title_end]) > TITLE:
            head.title_end = head.title_start = opening
            if head.number >= 0:
                head.title_start = head.number
                whole = lines[head.number].dressed  # a Markdown writer's heading is all of it
                ahead = head.number + 1
                head.title_end = (
                    ahead if whole else _title_end(lines, head.number, opening, lexicon)
                )
    else:
        head.title_end = (
            _title_end(lines, head.title_start, limit, lexicon) if number else head.title_start
        )
        head.body = head.title_end
    for j in range(head.title_start + 1, head.title_end):
        text = lines[j].text
        part = head.number_text is not None and opening >= 0 and _FIRST_PART.match(text)
        if part or (len(text) == 1 and text.isupper()):  # part A begins below the title
            head.title_end = head.body = j
            break
    return head


def _paragraphs(lines: list[Line]) -> int:
    """How many lines are paragraphs with labels."""
    return sum(len(line.text) > TEXT and labels.read(line.text) is not None for line in lines)


def _opening(lines: list[Line], lexicon: Lexicon) -> int:
    """The first opening formula.

    A masthead's organ line is none, so it must end in a comma or stand below the first lines.
    """
    for i, line in enumerate(lines[:REACH]):
        text = words.plain(line.text)
        if len(text) > openings.LONGEST:
            continue
        if openings.exact(text, lexicon):
            if text[-1] in ",\uff0c\u060c:" or i > 8 or _titled(lines, i):  # noqa: PLR2004
                return i
            continue
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        if openings.misread(text, after, lexicon) and i:
            return i
        if openings.badly_misread(text, after, lexicon) and _titled(lines, i):
            return i
    return -1


def _titled(lines: list[Line], opening: int) -> bool:
    """Whether a number that begins a title stands in the lines above."""
    above = lines[max(opening - TITLE_LINES, 0) : opening]
    return any(title_number(line.text) is not None for line in above)


def _number(lines: list[Line], limit: int, *, opening: int) -> tuple[int, str, int] | None:
    """The last line above the opening that begins with a number and a stop."""
    found = None
    for i in range(limit if opening >= 0 else min(limit, MASTHEAD)):
        hit = _title_number(lines[i].text)
        if hit is None:
            continue
        if found and found[1] == hit[0] and found[2] < len(lines[found[0]].text):
            continue  # the same title in the other of two languages
        found = (i, *hit)
        if opening < 0:
            break
    return found


def _named(lines: list[Line], limit: int, lexicon: Lexicon) -> tuple[int, str, int] | None:
    """The line above the opening that holds nothing but `Resolution 91/22`."""
    for i in range(min(limit, MASTHEAD)):
        text = lines[i].text
        word = lexicon.RESOLUTION.match(text) if not text[0].islower() else None
        hit = NUMBER.match(text, word.end() + 1) if word and word.end() < len(text) else None
        if hit and not text[hit.end() :].strip(" .,:"):
            return i, _SLASH.sub("/", " ".join(hit[0].split())), len(text)
    return None


def title_number(text: str) -> str | None:
    """The resolution's number that a title's first line begins with, or None."""
    found = _title_number(text)
    return found[0] if found else None


def _title_number(text: str) -> tuple[str, int] | None:
    """The number that a line begins with and where the text behind it starts; None for no title."""
    start = 1 if text[0] == "." else 0
    hit = NUMBER.match(text, start)
    if hit is None:
        return _misread_number(text)
    stop = _STOP.match(text, hit.end()) or _ROOM.match(text, hit.end())
    if stop is None or (start == 0 and not _is_number(text, hit.end(), stop)):
        return None
    return _SLASH.sub("/", " ".join(hit[0].split())), stop.end()


def _misread_number(text: str) -> tuple[str, int] | None:
    """The same for a number whose Roman numeral was misread; it must have its stop."""
    found = misread_number(text) if text[0].isdigit() else None
    stop = _STOP.match(text, found[1]) if found else None
    if found is None or stop is None or not stop[0].strip():
        return None
    return found[0] or text[: found[1]], stop.end()


def _is_number(text: str, end: int, stop: re.Match[str]) -> bool:
    """`62/22.` or `62/22` alone; never a page number such as `2/16`."""
    if "." in stop[0] or "\uff0e" in stop[0] or "\u3002" in stop[0] or stop[0].strip():
        return True
    session, _, number = text[:end].partition("/")
    paged = session.strip().isdigit() and number.strip().isdigit()
    return not paged or int(session) > _LAST_PAGE


def _last_field(lines: list[Line], limit: int, lexicon: Lexicon) -> int:
    """The line behind the last adoption or proponent line above `limit`."""
    last = 0
    for i in range(limit):
        text = words.plain(lines[i].text)
        if lexicon.PROPONENT.match(text):
            j = i
            while j < limit and j < i + 5 and not re.search(r"[\])\uff09]\s*$", lines[j].text):
                j += 1
                if j < limit and NUMBER.match(lines[j].text):  # the bracket's end is displaced
                    j = i
                    break
            last = min(j, limit - 1) + 1
        elif lexicon.ADOPTED.match(text):
            j = i + 1
            if not lexicon.DATE.search(text) and j < limit and lexicon.DATE.search(lines[j].text):
                j += 1
            last = max(last, j)
        elif len(text) < SPONSORS and lexicon.DRAFT.search(text):
            last = max(last, i + 1)
            while last < limit and lines[last].gap == 0 and lines[last].text[0].islower():
                last += 1  # the line goes on
    return last


def _title_end(lines: list[Line], start: int, limit: int, lexicon: Lexicon) -> int:
    """Where the opening formula is lost: the title ends before the first paragraph."""
    for j in range(start + 1, min(limit, start + 9)):
        text = lines[j].text
        if lexicon.LEAD.match(text) or _LABEL.match(text) or lexicon.OPENING.fullmatch(text):
            return j
        if lines[j - 1].text[-1] in ".;,\u3002\uff1b\uff0c\u061b\u060c" and j > start + 1:
            return j
    return min(start + 1, limit)


def strays(
    lines: list[Line], roles: Roles, first: int, lexicon: Lexicon, taken: set[int]
) -> list[int]:
    """Lines of the masthead that an extractor printed below the title: distribution and date."""
    found = []
    for i in range(first, len(lines)):
        text = lines[i].text
        if (
            text[0] == "D"
            and len(text) < 60  # noqa: PLR2004
            and roles.kinds[i] is None
            and id(lines[i]) not in taken
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
_KIND: Final = {
    "PUBLISHER": "publisher", "ORGAN": "organ", "DISTRIBUTION": "distribution",
    "ISSUED": "issued", "SESSION": "session", "AGENDA_ITEM": "agenda_item",
    "ADOPTED": "adopted", "PROPONENT": "proponent", "SYMBOL": "symbol",
}  # fmt: skip
#: Fields that go on with the lines below.
_AGENDA_FIELDS: Final = ("agenda_item", "agenda_title")
_OPEN: Final = ("agenda_item", "agenda_title", "adopted", "proponent")


@cache
def _patterns(lexicon: Lexicon, english: Lexicon) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns of all fields in the order in which they are tried: English ones come second."""
    both = (lexicon,) if lexicon is english else (lexicon, english)
    return [(name, known[name]) for name in _ORDER for known in both if name in known]


class Reader:
    """Reads the masthead's lines into FIELD tokens, in printed order."""

    def __init__(self, lexicon: Lexicon, english: Lexicon, joiner: Joiner) -> None:
        self.lexicon = lexicon
        self.patterns = _patterns(lexicon, english)
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
        if not _DISTRIBUTION.fullmatch(above.text) or self._parts[-1][1][-1][0] is not above:
            return False
        text = words.plain(f"{above.text} {line.text}")
        patterns = (pattern for name, pattern in self.patterns if name == "DISTRIBUTION")
        if not any(pattern.fullmatch(text) for pattern in patterns):
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
        for name, pattern in self.patterns:
            hit = pattern.match(plain)
            # An agenda's title may begin with the organization's name.
            if hit and not (name == "PUBLISHER" and open_kind in _AGENDA_FIELDS):
                return self._extent(name, hit.end(), plain, text, open_kind)
        if self.lexicon.DRAFT.search(plain):
            return "proponent", len(text)
        hit = SYMBOL.match(text)
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
    pieces = []
    at = 0
    for gap in _GAP.finditer(text):
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, len(text)))
    return pieces
