"""Running heads: on each page the document's symbol, and the title or part of it beside.

    A/RES/91/22                                                    Tide tables of Port Halvard

A symbol at a line's start or end is a head where what else the line holds spells the title, or
comes again beside another symbol. The lines above and below it are heads too as far as they
go on with the title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.page import symbols
from unres.layout.page.letters import is_letter, letters
from unres.layout.page.roles import FAR, HEAD_LINES, at_edge, most_common

if TYPE_CHECKING:
    from unres.layout.lines import Line
    from unres.layout.page.roles import Roles

#: What the number before a title ends with, alone on its line.
_FULL_STOPS: Final = (0x2E, 0xFF0E)
#: The letter of a part behind a number: `76/246 B.`
_PART: Final = re.compile(r"^[.]?\d+/\d+ ([A-Z](?:-[A-Z])?)\b")
#: The number before a title.
_NUMBERED: Final = re.compile(r"[A-Z-]*\d+(?:/\d+)?(?:\s?\([IVXLC]+\))?\s?[A-Z]?\s?[.\uff0e]\s*")
#: The label of a paragraph, alone on its line.
_LABEL: Final = re.compile(r"(?:\d{1,3} ?[-.\uff0e]|[(\uff08][^\W\d_]{1,2}[)\uff09])$")
#: It is no longer, and ends in one of these, as code points: `-`, `.`, `)`, and the wide ones.
_LABEL_SIZE: Final = 5
_LABEL_ENDS: Final = (0x2D, 0x2E, 0x29, 0xFF0E, 0xFF09)
#: Digits of a year, with which titles end; fewer are a page number.
YEAR: Final = 4
#: What a quotation begins with: a line that does is the body's, though it spell the title.
QUOTES: Final = "\u201c\u00ab\u300c"
#: What a head does not end with, unless it spells the title.
_STOPS: Final = ".;:\u201d\u00bb\u300d"
#: What ends no title.
_PAUSES: Final = frozenset(",;.:\u060c\u061b\u3001\u3002\uff0c\uff1b")
#: What may stand between a symbol and the title.
_BETWEEN: Final = ("job", "page-number", "running-head")
#: How many times as many lines as the title's a head may take, which is set narrower.
_NARROWER: Final = 3
#: How many characters show that a line does not begin as part of the title does; and how many
#: show it of most lines, where they are letters.
_GLANCE: Final = 8
_FIRST_GLANCE: Final = 3
#: By how many first letters the lines beside symbols are sorted.
_KEY: Final = 2
#: How far below its symbol a title may stand, behind a displaced piece.
_DISPLACED: Final = 7


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
        # a number that was printed apart from the title's first line stands before it
        if len(title_lines) > 1:
            title_lines.sort(key=_is_no_number)
        #: The letters of the title.
        self.spelled = letters(" ".join(title_lines))
        #: What is a whole head beside its symbol: the title, with its number or without.
        self.whole = {self.spelled}
        number = _NUMBERED.match(title_lines[0]) if self.titled else None
        if number:
            self.whole.add(self.spelled.removeprefix(letters(number[0])))
        #: The letters of a line's text: heads are the same on many pages.
        self.known: dict[str, str] = {}
        #: The lines that stand beside symbols, by their first letters; counted ones left out.
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
        reach = max(HEAD_LINES, _NARROWER * (self.bottom - self.top)) + 2
        heads = []
        for i, rest in edge.items():
            if i < self.first:
                continue
            part = self._letters(rest)
            if part and part not in self.spelled and not self._again(part):
                continue
            if roles.fed and not at_edge(lines, roles, i, reach):
                continue
            kinds[i] = "running-head"
            heads.append(i)
        whole = self._title_beside(heads, edge)
        self._split_heads([i for i in heads if self._letters(edge[i]) not in self.whole], whole)
        if not roles.fed and heads:
            _number_pages(lines, roles, set(heads))

    def _title_beside(self, heads: list[int], edge: dict[int, str]) -> bool:
        """Mark the title's lines beside symbols; gives whether any head tells all of it."""
        headed = {self.lines[self.top].page} if self.titled else set()
        partly: dict[str, list[list[int]]] = {}
        any_whole = False
        for i in heads:
            own = self._letters(edge[i])
            told, taken = self._beside(i, own)
            if told in self.whole or (own not in self.whole and self._anyhow(i, own)):
                headed.add(self.lines[i].page)
                any_whole = True
            elif taken:
                partly.setdefault(told, []).append(taken)
        if not any_whole:
            self._free(partly)
        if self.roles.fed and heads and self.spelled:
            self._headless(headed)
        return any_whole

    def _free(self, partly: dict[str, list[list[int]]]) -> None:
        """Where no head is whole, give back lines that spell part of the title on one page only.

        They are the body's, which says the title's words where a page begins with nothing but
        the symbol; but the beginning of the title may be a head that was cut. It has the title's
        capital, where a sentence goes on with a small letter.
        """
        for told, pages in partly.items():
            small = self.lines[min(pages[0])].text[0].islower()
            cut = not small and any(whole.startswith(told) for whole in self.whole)
            if len(pages) < 2 and not cut:  # noqa: PLR2004
                for i in pages[0]:
                    self.kinds[i] = None

    def _letters(self, text: str) -> str:
        found = self.known.get(text)
        if found is None:
            self.known[text] = found = letters(text)
        return found

    def _edge(self) -> dict[int, str]:
        """Lines that hold a document symbol at their start or end: index to what else they hold."""
        held = self._held()
        if not held:
            return {}
        usual = self._usual(held)
        self.roles.symbol = usual
        shape = ""
        letter = _PART.search(self.lines[self.top].text) if self.titled else None
        found: dict[int, str] = {}
        for i, (symbol, behind) in held.items():
            rest = behind
            if letter and behind.startswith(letter[1] + " "):
                rest = behind[len(letter[1]) :].strip()
            if symbol != usual:
                shape = shape or symbols.shape(usual)
                if rest or symbols.shape(symbol) != shape:
                    continue
            found[i] = rest
        return found

    def _held(self) -> dict[int, tuple[str, str]]:
        """The lines that hold any symbol at their start or end, and what else they hold."""
        lines, kinds = self.lines, self.kinds
        held: dict[int, tuple[str, str]] = {}
        for i in range(len(lines)):
            if kinds[i] is not None:
                continue
            text = lines[i].text
            # most Chinese lines end so that they need not be looked through
            if not symbols.may_hold(text) or "/" not in text or len(text) > symbols.LONGEST:
                continue
            hit = symbols.read(text)
            if hit is not None:
                held[i] = hit
        return held

    def _usual(self, held: dict[int, tuple[str, str]]) -> str:
        """The document's own symbol: the title's, else the first above it, else the commonest."""
        count: dict[str, int] = {}
        ahead = ""
        for i, (symbol, rest) in held.items():
            if i < self.top and not ahead:
                ahead = symbol
            times = 2 if i < self.top or not rest else 1
            count[symbol] = count.get(symbol, 0) + times
        number = letters(self.lines[self.top].text) if self.titled else ""
        return _own(count, number) or ahead or most_common(count)

    def _look_beside(self, edge: dict[int, str]) -> None:
        """Sort the lines beside symbols by their first letters."""
        last = -1
        for i in edge:  # in order
            if i - 1 != last:
                self._look_at(i - 1)
            last = i + 1
            if last < len(self.lines):
                self._look_at(last)

    def _look_at(self, i: int) -> None:
        """Put a line where it is sorted."""
        text = self.lines[i].text
        first = _key(text)
        alike = self.beside.get(first)
        if alike is None:
            self.beside[first] = [text]
        else:
            alike.append(text)

    def _again(self, part: str) -> bool:
        """Whether a line of which the letters are given stands beside symbols more than once."""
        alike = self.beside.get(part[:_KEY])
        if alike is None or len(alike) == 1:
            return False
        for line in alike:  # that may say the same, and was not counted
            said = self._letters(line)
            self.seen[said] = self.seen.get(said, 0) + 1
        alike.clear()
        return self.seen.get(part, 0) > 1

    def _beside(self, i: int, told: str) -> tuple[str, list[int]]:
        """Mark the title's lines above and below a symbol; gives what of it they tell, and them.

        `told` is what the symbol's own line tells. Together the lines spell the title once:
        what comes again behind it is the body's.
        """
        lines, kinds = self.lines, self.kinds
        page = lines[i].page
        least, most = max(self.first, i - FAR), min(len(lines), i + FAR)
        marked: list[int] = []
        for turn, step in enumerate((-1, 1, -1)):
            if turn > 1 and (not told or told in self.whole):
                break  # else what stands above may go on with what stands below
            j = i + step
            labelled = False  # one label that hangs in the margin may have been printed between
            while least <= j < most and lines[j].page == page:
                kind = kinds[j]
                if kind is None:
                    text = lines[j].text
                    if len(text) < YEAR and text.isdigit():
                        break
                    part = self._letters(text) if self._may_be_head(text) else ""
                    whole = part + told if step < 0 else told + part
                    if not part or not self._is_head(text, part, whole):
                        if labelled or not _is_label(text):
                            break
                        labelled = True
                        j += step
                        continue
                    told = whole
                    kinds[j] = "running-head"
                    marked.append(j)
                elif kind not in _BETWEEN:
                    break
                j += step
        return told, marked

    def _anyhow(self, i: int, told: str) -> bool:
        """Mark the lines above or below a symbol that have the title's letters, in any order.

        Where a head's lines were stretched, their words are printed in pieces, out of order.
        """
        lines, kinds = self.lines, self.kinds
        page, longest = lines[i].page, len(self.spelled)
        for step in (-1, 1):
            j = i + step
            joined = told
            while len(joined) < longest and self.first <= j < len(lines) and lines[j].page == page:
                if kinds[j] is None or kinds[j] == "running-head":
                    if self._has_others(lines[j].text):
                        break
                    joined += self._letters(lines[j].text)
                    if self._reordered(joined):
                        for k in range(min(i, j), max(i, j) + 1):
                            kinds[k] = kinds[k] or "running-head"
                        return True
                elif kinds[j] not in _BETWEEN:
                    break
                j += step
        return False

    def _has_others(self, text: str) -> bool:
        """Whether any of a line's first signs is a letter that the title has not."""
        for at in range(min(_FIRST_GLANCE, len(text))):
            if is_letter(ord(text[at])) and text[at] not in self.spelled:
                return True
        return False

    def _reordered(self, joined: str) -> bool:
        """Whether some letters are those of the title, in any order."""
        return any(
            len(joined) == len(whole) and sorted(joined) == sorted(whole) for whole in self.whole
        )

    def _may_be_head(self, text: str) -> bool:
        """Whether a line may be in the title or come again, by the letters that it begins with."""
        glance = letters(text[:_FIRST_GLANCE])
        if len(glance) < _KEY or glance in self.spelled:
            return True
        alike = self.beside.get(glance[:_KEY])
        return alike is not None and len(alike) != 1

    def _is_head(self, text: str, part: str, whole: str) -> bool:
        """Whether a line beside a symbol goes on with the title, or comes again elsewhere."""
        spelled = self.spelled
        if len(part) < 2:  # noqa: PLR2004
            # the last ideograph of a wrapped title, or a letter that comes again
            whole_title = spelled.endswith(whole) and len(whole) * 2 > len(spelled)
            return whole_title or (spelled.endswith(whole) and self._again(part))
        if text[-1] in _STOPS or text[0] in QUOTES:
            if text[-1] in ".;":
                return False
            # behind other words of the title it goes on with them
            return whole == spelled or (whole != part and whole in spelled)
        return whole in spelled or (part not in spelled and self._again(part))

    def _headless(self, headed: set[int]) -> None:
        """Mark the title at the very top of a page whose symbol was printed elsewhere."""
        lines, kinds = self.lines, self.kinds
        if len(headed) > lines[-1].page:  # all pages have heads
            return
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
                if joined in self.whole:
                    kinds[i : j + 1] = ["running-head"] * (j + 1 - i)
                    break

    def _split_heads(self, heads: list[int], cut: bool) -> None:
        """A head whose title stands a few lines below its symbol, behind a displaced piece.

        `cut`: its beginning may be lost, since other heads are whole.
        """
        lines, kinds = self.lines, self.kinds
        for i in heads:
            if i and kinds[i - 1] == "running-head":
                continue
            if i + 1 < len(lines) and kinds[i + 1] == "running-head":
                continue
            for j in range(i + 1, min(i + _DISPLACED, len(lines))):
                if lines[j].page != lines[i].page:
                    break
                end = self._spelling_end(j)
                if end <= j or lines[j].text[0] in QUOTES:
                    continue
                if cut or letters(" ".join(line.text for line in lines[j:end])) in self.whole:
                    kinds[j:end] = ["running-head"] * (end - j)
                    break

    def _spelling_end(self, start: int) -> int:
        """Behind the lines that spell most of the title, up to its end; `start` where none do."""
        lines, spelled = self.lines, self.spelled
        text = lines[start].text
        if letters(text[:_FIRST_GLANCE]) not in spelled:  # most lines
            return start
        if letters(text[:_GLANCE]) not in spelled:
            return start
        joined = ""
        for k in range(start, min(start + HEAD_LINES, len(lines))):
            joined += self._letters(lines[k].text)
            if not joined or joined not in spelled:
                break
            if spelled.endswith(joined) and len(joined) * 2 > len(spelled):
                if lines[k].text[-1] in _PAUSES:
                    return start  # a sentence goes on or ends there
                # a sentence that says the title's words begins them with a small letter
                return start if joined == spelled and lines[start].text[0].islower() else k + 1
        return start


def _key(text: str) -> str:
    """The first letters of a line: lines that have the same letters have the same ones."""
    if len(text) >= _KEY and is_letter(ord(text[0])) and is_letter(ord(text[1])):
        return text[:_KEY]
    key = letters(text[:_FIRST_GLANCE])[:_KEY]
    return key if len(key) == _KEY else letters(text)[:_KEY]


def _is_no_number(text: str) -> bool:
    """Whether a line of the title is more than the number before it, or anything else."""
    return ord(text[-1]) not in _FULL_STOPS or not _NUMBERED.fullmatch(text)


def _is_label(text: str) -> bool:
    """Whether a line is nothing but the label of a paragraph."""
    if len(text) > _LABEL_SIZE or ord(text[-1]) not in _LABEL_ENDS:  # most lines
        return False
    return _LABEL.match(text) is not None


def _own(count: dict[str, int], number: str) -> str:
    """The first symbol counted whose number the title begins with; "" where there is none."""
    if number:
        for symbol in count:
            if number.startswith(letters(symbol.rpartition("RES")[2])):
                return symbol
    return ""


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
