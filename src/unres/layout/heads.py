"""Running heads: on each page the document's symbol, and the title or part of it beside.

    A/RES/91/22                                                    Tide tables of Port Halvard

A symbol at a line's start or end is a head where what else the line holds spells the title, or
comes again beside another symbol. The lines above and below it are heads too as far as they
go on with the title.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from unres.layout.roles import FAR, HEAD_LINES, at_edge

if TYPE_CHECKING:
    from unres.layout.lines import Line
    from unres.layout.roles import Roles

#: `A/RES/78/1`, `A/C.1/80/L.13`, `S/RES/1325 (2000)`, `A/RES/217(III)`.
_STEP: Final = r"[A-Z0-9][\w.()\-]*"
_VOLUME: Final = r"(?: ?\([A-Z0-9]+\))?"
_SYMBOL: Final = rf"[A-Z]{{1,4}}(?:/{_STEP})+{_VOLUME}"
_SYMBOL_FIRST: Final = re.compile(rf"({_SYMBOL})(?: ?[A-Z](?:-[A-Z])?(?=\s{{2}}|$))?(?=\s|$)")
_LETTER: Final = "(?: [A-Z](?:-[A-Z])?)?$"
_SYMBOL_LAST: Final = re.compile(rf"({_SYMBOL}){_LETTER}")
#: What is behind its last slash.
_SYMBOL_END: Final = re.compile(rf"{_STEP}{_VOLUME}{_LETTER}", re.ASCII)
#: No symbol has more there, in characters.
_LONGEST_STEP: Final = 40
#: How many letters a symbol has before its first slash.
_ORGAN: Final = 4
#: What ends the lines of sentences, and no symbol, as code points.
_ASCII: Final = 0x7F
_COMMA: Final = 0x2C
_SEMICOLON: Final = 0x3B
_CAPITAL_A: Final = 0x41
_CAPITAL_Z: Final = 0x5A
#: A part of a symbol; the slash comes first, since it is found fastest.
_SLASHED: Final = re.compile("/(?<=[A-Z]/)")
#: The letter of a part behind a number: `76/246 B.`
_PART: Final = re.compile(r"^[.]?\d+/\d+ ([A-Z](?:-[A-Z])?)\b")
_NUMBERS: Final = re.compile(r"\d+")
#: The number before a title.
_NUMBERED: Final = re.compile(r"[A-Z-]*\d+(?:/\d+)?(?:\s?\([IVXLC]+\))?\s?[A-Z]?\s?[.\uff0e]\s*")
_NOT_WORD: Final = re.compile(r"[\W_]+")
#: What stands most often between letters and digits.
_COMMON: Final = ".,/-\u2019()\uff0c\u3001"
#: Digits of a year, with which titles end; fewer are a page number.
YEAR: Final = 4
#: What a quotation begins with: a line that does is the body's, though it spell the title.
QUOTES: Final = "\u201c\u00ab\u300c"
#: What a head does not end with, unless it spells the title.
_STOPS: Final = ".;:\u201d\u00bb\u300d"
#: No line that ends in a symbol is longer, but for the body's.
_LONGEST: Final = 250
#: How many characters show that a line does not begin as part of the title does.
_GLANCE: Final = 8
#: How far below its symbol a title may stand, behind a displaced piece.
_DISPLACED: Final = 7


def letters(text: str) -> str:
    """The letters and digits of a text, for comparing what was wrapped or spaced differently."""
    text = "".join(text.split()).lower()
    if text.isalnum():
        return text
    for sign in _COMMON:  # one by one they are far faster than as a class
        text = text.replace(sign, "")
    return text if text.isalnum() else _NOT_WORD.sub("", text)


def mark(lines: list[Line], roles: Roles, title: tuple[int, int]) -> None:
    """Mark the running heads behind the title, which is a range of lines, empty if unknown."""
    _Heads(lines, roles, title).mark()


class _Heads:
    """Finds the running heads of one document."""

    def __init__(self, lines: list[Line], roles: Roles, title: tuple[int, int]) -> None:
        self.lines = lines
        self.roles = roles
        self.kinds = roles.kinds
        #: The title's first line, and the one behind it.
        self.top, self.bottom = title
        self.titled = self.bottom > self.top
        title_lines = [lines[i].text for i in range(self.top, self.bottom)]
        #: The letters of the title.
        self.spelled = letters(" ".join(title_lines))
        #: The letters of a line's text: heads are the same on many pages.
        self.known: dict[str, str] = {}
        #: The lines that stand beside symbols, by their first letter; "" where they have none.
        self.beside: dict[str, list[str]] = {}
        #: How often each of these lines comes, by its letters: those that were asked for.
        self.seen: dict[str, int] = {}
        #: The first line that may be a running head.
        self.first = 0

    def mark(self) -> None:
        """Mark each symbol's line behind the title, and the title's lines beside it."""
        lines, roles, kinds = self.lines, self.roles, self.kinds
        edge = self._edge()
        if not edge:
            return
        self._look_beside(edge)
        self.first = self.bottom if self.titled else min(edge) + 1
        heads = []
        for i, rest in edge.items():
            if i < self.first:
                continue
            part = self._letters(rest)
            if part and part not in self.spelled and not self._again(rest, part):
                continue
            if roles.fed and not at_edge(lines, roles, i, HEAD_LINES + 2):
                continue
            kinds[i] = "running-head"
            heads.append(i)
        whole = self._whole()
        headed = {lines[self.top].page} if self.titled else set()
        for i in heads:
            told = self._beside(i, -1, self._letters(edge[i]))
            told = self._beside(i, 1, told)
            if told in whole:
                headed.add(lines[i].page)
        if roles.fed and heads and self.spelled:
            self._headless(headed, whole)
        self._split_heads([i for i in heads if self._letters(edge[i]) not in whole])
        if not roles.fed and heads:
            _number_pages(lines, roles, set(heads))

    def _letters(self, text: str) -> str:
        found = self.known.get(text)
        if found is None:
            self.known[text] = found = letters(text)
        return found

    def _edge(self) -> dict[int, str]:
        """Lines that hold a document symbol at their start or end: index to what else they hold."""
        lines, kinds = self.lines, self.kinds
        count: Counter[str] = Counter()
        symbols: dict[int, tuple[str, str]] = {}
        known: dict[str, tuple[str, str] | None] = {}  # heads are the same on many pages
        for i in range(len(lines)):
            text = lines[i].text
            if "/" not in text or len(text) > _LONGEST or kinds[i]:
                continue
            if text in known:
                hit = known[text]
            else:
                known[text] = hit = _symbol(text)
            if hit is not None:
                symbols[i] = hit
                symbol, rest = hit
                count[symbol] += 2 if i < self.top or not rest else 1
        found: dict[int, str] = {}
        if not count:
            return found
        ahead = [s for i, (s, _) in symbols.items() if i < self.top]
        number_line = lines[self.top].text if self.titled else ""
        own = _own(count, letters(number_line))
        usual = own or (ahead[0] if ahead else count.most_common(1)[0][0])
        self.roles.symbol = usual
        shape = _shape(usual)
        letter = _PART.search(number_line)
        for i, (symbol, behind) in symbols.items():
            rest = behind
            if letter and behind.startswith(letter[1] + " "):
                rest = behind[len(letter[1]) :].strip()
            if symbol == usual or (not rest and _shape(symbol) == shape):
                found[i] = rest
        return found

    def _look_beside(self, edge: dict[int, str]) -> None:
        """Sort the lines beside symbols by their first letters."""
        beside = self.beside
        for at in {at for i in edge for at in (i - 1, i + 1) if 0 <= at < len(self.lines)}:
            text = self.lines[at].text
            first = _first(text)
            if first in beside:
                beside[first].append(text)
            else:
                beside[first] = [text]

    def _again(self, text: str, part: str) -> bool:
        """Whether a text, of which the letters are given, stands beside symbols more than once."""
        first = _first(text)
        for alike in (first, "") if first else list(self.beside):
            for line in self.beside.pop(alike, ()):  # that may say the same, and was not counted
                said = self._letters(line)
                self.seen[said] = self.seen.get(said, 0) + 1
        return self.seen.get(part, 0) > 1

    def _whole(self) -> set[str]:
        """What is a whole head beside its symbol: the title, with its number or without."""
        number = _NUMBERED.match(self.lines[self.top].text) if self.titled else None
        spelled = self.spelled
        return {spelled, spelled.removeprefix(letters(number[0]))} if number else {spelled}

    def _beside(self, i: int, step: int, told: str) -> str:
        """Mark the title's lines above or below a symbol; `told` is what of it was read so far.

        Together the lines spell the title once: what comes again behind it is the body's.
        """
        lines, kinds = self.lines, self.kinds
        page = lines[i].page
        least, most = max(self.first, i - FAR), min(len(lines), i + FAR)
        j = i + step
        taken = 0
        while least <= j < most and taken < HEAD_LINES and lines[j].page == page:
            kind = kinds[j]
            if kind is None:
                text = lines[j].text
                if len(text) < YEAR and text.isdigit():
                    break
                part = self._letters(text)
                whole = part + told if step < 0 else told + part
                if not part or not self._is_head(text, part, whole):
                    break
                told = whole
                kinds[j] = "running-head"
                taken += 1
            elif kind not in ("job", "page-number", "running-head"):
                break
            j += step
        return told

    def _is_head(self, text: str, part: str, whole: str) -> bool:
        """Whether a line beside a symbol goes on with the title, or comes again elsewhere."""
        spelled = self.spelled
        if len(part) < 2:  # noqa: PLR2004
            return spelled.endswith(whole) and self._again(text, part)
        if text[-1] in _STOPS or text[0] in QUOTES:
            return whole == spelled and text[-1] not in ".;"
        return whole in spelled or (part not in spelled and self._again(text, part))

    def _headless(self, headed: set[int], whole: set[str]) -> None:
        """Mark the title at the very top of a page whose symbol was printed elsewhere."""
        lines, kinds = self.lines, self.kinds
        page = -1
        for i in range(len(lines)):
            if lines[i].page == page:
                continue
            page = lines[i].page
            if page in headed or kinds[i] is not None:
                continue
            joined = ""
            for j in range(i, min(i + HEAD_LINES, len(lines))):
                joined += self._letters(lines[j].text)
                if joined in whole:
                    kinds[i : j + 1] = ["running-head"] * (j + 1 - i)
                    break

    def _split_heads(self, heads: list[int]) -> None:
        """A head whose title stands a few lines below its symbol, behind a displaced piece."""
        lines, kinds = self.lines, self.kinds
        for i in heads:
            if i and kinds[i - 1] == "running-head":
                continue
            if i + 1 < len(lines) and kinds[i + 1] == "running-head":
                continue
            for j in range(i + 1, min(i + _DISPLACED, len(lines))):
                if lines[j].page != lines[i].page:
                    break
                if lines[j].text[0] in QUOTES:
                    continue
                end = self._spelling_end(j)
                if end > j:
                    kinds[j:end] = ["running-head"] * (end - j)
                    break

    def _spelling_end(self, start: int) -> int:
        """Behind the lines that spell most of the title, up to its end; `start` where none do."""
        lines, spelled = self.lines, self.spelled
        if letters(lines[start].text[:_GLANCE]) not in spelled:  # most lines
            return start
        joined = ""
        for k in range(start, min(start + HEAD_LINES, len(lines))):
            joined += self._letters(lines[k].text)
            if not joined or joined not in spelled:
                break
            if spelled.endswith(joined) and len(joined) * 2 > len(spelled):
                # a sentence that says the title's words begins them with a small letter
                return start if joined == spelled and lines[start].text[0].islower() else k + 1
        return start


def _first(text: str) -> str:
    """The letter or digit that a text begins with, small; "" for any other sign."""
    return text[0].lower()[0] if text and text[0].isalnum() else ""


def _symbol(text: str) -> tuple[str, str] | None:
    """The symbol at the start or end of a line with a slash, and what else the line holds."""
    if _CAPITAL_A <= ord(text[0]) <= _CAPITAL_Z and "/" in text[1 : _ORGAN + 1]:
        hit = _SYMBOL_FIRST.match(text)
        if hit:
            return hit[1].replace(" ", ""), text[hit.end() :].strip()
    end = ord(text[-1])
    if end > _ASCII or end in (_COMMA, _SEMICOLON):  # most lines
        return None
    last = text.rfind("/") + 1
    if len(text) - last > _LONGEST_STEP or not _SYMBOL_END.match(text, last):
        return None
    slash = _SLASHED.search(text)
    while slash is not None:
        at = slash.start()
        start = at - 1
        while start > 0 and _CAPITAL_A <= ord(text[start - 1]) <= _CAPITAL_Z:
            start -= 1
        if at - start <= _ORGAN and (start == 0 or text[start - 1].isspace()):
            hit = _SYMBOL_LAST.match(text, start)
            if hit:
                return hit[1].replace(" ", ""), text[:start].strip()
        slash = _SLASHED.search(text, at + 1)
    return None


def _own(symbols: Counter[str], number: str) -> str:
    """The first of the symbols whose number the title begins with; "" where there is none."""
    if number:
        for symbol in symbols:
            if number.startswith(letters(symbol.rpartition("RES")[2])):
                return symbol
    return ""


def _shape(symbol: str) -> str:
    return _NUMBERS.sub("0", symbol)


def _number_pages(lines: list[Line], roles: Roles, heads: set[int]) -> None:
    """Number the pages of a dump without page feeds: each begins with its running head."""
    page = 0
    last = -HEAD_LINES
    for i in range(len(lines)):
        if i in heads and i - last > HEAD_LINES:
            page += 1
            last = i
            back = i
            while back > max(i - FAR, 0) and roles.kinds[back - 1] == "running-head":
                back -= 1
                lines[back].page = page
        lines[i].page = page
