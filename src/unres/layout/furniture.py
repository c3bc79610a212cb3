"""Page furniture: running heads, page numbers, job numbers, bar codes, rules, notices.

Evidence that holds in every language: what the line is made of, what repeats from page to
page, what stands beside a page's edge, what spells the title beside the symbol.

Guarantees: each line has one role or none; a line that could be a paragraph's label or a
wrapped resolution number is never taken for a page number unless the pages' count says so.
Where the dump has no page feeds, each group of running heads starts a new page.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from unres.layout.lines import Line

#: `A/RES/78/1`, `A/C.1/80/L.13`, `S/RES/1325 (2000)`, `A/RES/217(III)`.
SYMBOL: Final = r"[A-Z]{1,4}(?:/[A-Z0-9][\w.()\-]*)+(?: ?\([A-Z0-9]+\))?"
_SYMBOL_FIRST: Final = re.compile(rf"({SYMBOL})(?: ?[A-Z](?:-[A-Z])?(?=\s{{2}}|$))?(?=\s|$)")
_SYMBOL_LAST: Final = re.compile(rf"(?:^|\s)({SYMBOL})(?: [A-Z](?:-[A-Z])?)?$")
#: `23-24500 (E)    141223`, `2/10 23-26233`, `23-26233 3/10`, `24-11038`, `)A( 20-16889`.
#: The letter of a part behind a number: `76/246 B.`
_PART: Final = re.compile(r"^[.]?\d+/\d+ ([A-Z](?:-[A-Z])?)\b")
_JOB: Final = (
    r"(?:[()]\s*[A-Z]\s*[()]\s*)?(?:[A-Z]\.)?\d{2}[-\u00ad\u2010\u2011]\d{5}\*?"
    r"(?:\s*[()]\s*[A-Z\u0400-\u042f]\s*[()])?(?:\s+\d{6})?"
)
#: The number with its language letter, without the date of printing.
_JOB_NUMBER: Final = re.compile(
    r"(?:[()]\s*[A-Z]\s*[()]\s*)?(?:[A-Z]\.)?\d{2}[-\u00ad\u2010\u2011]\d{5}\*?(?:\s*[()]\s*[A-Z\u0400-\u042f]\s*[()])?"
)
_PAGE: Final = r"\d{1,3}\s*/\s*\d{1,3}"
_KINDS: Final = re.compile(
    rf"""
      (?P<rule>(?:\\?_\s?){{4,}}|[-\u2013\u2014=]{{5,}}|\u2500{{3,}})
    | (?P<barcode>\*\s?\d{{5,9}}\s?\*)
    | (?P<job>(?:{_PAGE}\s+)?{_JOB}(?:\s+{_PAGE})?)
    | (?P<code>(?:{_PAGE}\s+)?\d{{7}}(?:\s+{_PAGE})?)
    | (?P<page>{_PAGE})
    | (?P<bare>[-\u2013\u2014]?\s?\d{{1,3}}\s?[-\u2013\u2014]?)
    | (?P<image><!--.*-->)
    """,
    re.VERBOSE,
)
#: What furniture begins with, digits apart.
_FORMED: Final = frozenset("_*\\-\u2013\u2014=()<\u2500NV")
#: A part of a symbol; the slash comes first, since it is found fastest.
_SLASHED: Final = re.compile("/(?<=[A-Z]/)")
_CODE_TAIL: Final = re.compile(r"\s*(?:\*\s?\d{5,9}\s?\*)\s*")
#: Heads and feet of the last century's pages: `A/RES/47/999 Page 6`, and `/...` below.
_PAGED: Final = re.compile(
    r"([A-Z]{1,3}/[\w./()-]+\s+)?(?:Page|P[aá]gina|Страница|Стр\.)\s*\d{1,3}", re.IGNORECASE
)
_CONTINUED: Final = re.compile(r"[/Il|]\s?[.·…](?:\s?[.·…])+")
_DOTS: Final = frozenset(".·…")
_TOTAL: Final = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_DIGITS: Final = re.compile(r"\D")
#: The number before a title.
_NUMBERED: Final = re.compile(r"[A-Z-]*\d+(?:/\d+)?(?:\s?\([IVXLC]+\))?\s?[A-Z]?\s?[.\uff0e]\s*")
_DIGIT: Final = re.compile(r"\d")
_DATED: Final = re.compile(r"\)\s*\d{6}$")
_SEVEN: Final = re.compile(r"(?<!\d)\d{7}(?!\d)")
_NOT_WORD: Final = re.compile(r"[\W_]+")
#: No notice is longer, where its words were misread.
NOTICE: Final = 24
#: Digits of a year, with which titles end; fewer are a page number.
YEAR: Final = 4
#: Digits of a date of printing: 240624.
DATE: Final = 6
#: What a quotation begins with: a line that does is the body's, though it spell the title.
QUOTES: Final = "\u201c\u00ab\u300c"
#: How many lines of a running head may stand beside its symbol.
HEAD_LINES: Final = 4
#: How many lines are looked at from a symbol on, furniture among them.
FAR: Final = 40
#: A line longer than this is no furniture but for a running head.
SHORT: Final = 70


def letters(text: str) -> str:
    """The letters and digits of a text, for comparing what was wrapped or spaced differently."""
    text = "".join(text.split()).lower()
    return text if text.isalnum() else _NOT_WORD.sub("", text)


class Roles:
    """What each line is: a furniture kind, or None for text. Also the document's own symbol."""

    __slots__ = ("fed", "kinds", "symbol")

    def __init__(self, lines: list[Line]) -> None:
        self.kinds: list[str | None] = [None] * len(lines)
        self.symbol: str | None = None
        #: Whether the dump has page feeds.
        self.fed = bool(lines) and lines[-1].page > 0


def find(lines: list[Line], title: tuple[int, int], notice: re.Pattern[str]) -> Roles:
    """Give every line its role.

    `title` is the range of lines that hold the title (empty where it is unknown): heads
    are looked for behind it. `notice` matches the recycling notice of the language.
    """
    roles = Roles(lines)
    bare, paged = _by_form(lines, roles, notice)
    spelled = letters(" ".join(line.text for line in lines[title[0] : title[1]]))
    _running_heads(lines, roles, title, spelled)
    _pages_of_total(lines, roles, paged)
    _bare_numbers(lines, roles, bare, bool(paged), title[1])
    return roles


def _by_form(
    lines: list[Line], roles: Roles, notice: re.Pattern[str]
) -> tuple[list[int], list[int]]:
    """Set the roles that the form alone tells; give back bare numbers and `N/M` lines."""
    bare: list[int] = []
    paged: list[int] = []
    codes: list[int] = []
    kinds = roles.kinds
    held = {"code": codes, "bare": bare, "page": paged}
    is_notice = notice.match
    for i, line in enumerate(lines):
        text = line.text
        if len(text) > SHORT:
            if "   " not in text:
                continue
            text = " ".join(text.split())  # a page's foot set in columns
            if len(text) > SHORT:
                continue
        if text[0] not in _FORMED and not text[0].isdigit():  # most lines
            kinds[i] = "notice" if is_notice(text) else _old(text)
            continue
        kind = _form(text, notice)
        if kind in held:
            held[kind].append(i)
        elif kind:
            kinds[i] = kind
    _settle_codes(lines, roles, codes)
    return bare, paged


def _form(text: str, notice: re.Pattern[str]) -> str | None:
    """The kind of furniture that a short line has the form of, by its first sign; or None."""
    found = _KINDS.match(text)
    if not found:
        return None
    rest = text[found.end() :].strip()
    kind = found.lastgroup
    if not rest:
        return kind
    if kind not in ("job", "code", "barcode"):
        return None
    if notice.match(rest) or _CODE_TAIL.fullmatch(rest):
        return "job"
    dated = _DATED.search(found[0])  # what stands behind the date of printing is a notice
    return "job" if dated and len(rest) <= NOTICE and not _DIGIT.search(rest) else None


def _old(text: str) -> str | None:
    """The kind of furniture that the head or foot of the last century's pages is, or None."""
    if text[-1].isdecimal():
        found = _PAGED.fullmatch(text)
        return ("running-head" if found[1] else "page-number") if found else None
    return "notice" if text[-1] in _DOTS and _CONTINUED.fullmatch(text) else None


def _settle_codes(lines: list[Line], roles: Roles, codes: list[int]) -> None:
    """Find the job numbers among bare numbers, by the others of the document."""
    kinds = roles.kinds
    jobs = [i for i, kind in enumerate(kinds) if kind in ("job", "barcode")]
    known = {_DIGITS.sub("", lines[i].text)[:7] for i in jobs}
    for i in jobs:  # the date of printing, split from its job number
        text = lines[i + 1].text if i + 1 < len(lines) and kinds[i] == "job" else ""
        if len(text) == DATE and text.isdecimal() and kinds[i + 1] is None:
            kinds[i + 1] = "job"
    for i in codes:  # a job number that lost its hyphen
        code = _SEVEN.search(lines[i].text)
        if code and (code[0] in known or len(codes) > 1):
            kinds[i] = "job"


def _pages_of_total(lines: list[Line], roles: Roles, paged: list[int]) -> None:
    """`2/16` is a page number where 16 is the total that the others give, or not exceeded."""
    totals: Counter[str] = Counter()
    pairs = {}
    for i in paged:
        found = _TOTAL.match(lines[i].text)
        if found:
            pairs[i] = (int(found[1]), int(found[2]))
            totals[found[2]] += 1
    if not totals:
        return
    total = int(totals.most_common(1)[0][0])
    for i, (number, of) in pairs.items():
        beside = any(0 <= j < len(lines) and roles.kinds[j] for j in (i - 1, i + 1)) or _at_edge(
            lines, roles, i, HEAD_LINES
        )
        if of == total and 1 <= number <= of and (beside or totals[str(of)] > 1):
            roles.kinds[i] = "page-number"


def _edge(lines: list[Line], roles: Roles, title: tuple[int, int]) -> dict[int, str]:
    """Lines that hold a document symbol at their start or end: index to what else they hold."""
    found: dict[int, str] = {}
    count: Counter[str] = Counter()
    symbols: dict[int, tuple[str, str]] = {}
    for i, line in enumerate(lines):
        text = line.text
        if "/" not in text or len(text) > 250 or roles.kinds[i]:  # noqa: PLR2004
            continue
        if not _SLASHED.search(text):
            continue
        hit = _SYMBOL_FIRST.match(text)
        rest = text[hit.end() :] if hit else ""
        if not hit:
            hit = _SYMBOL_LAST.search(text)
            rest = text[: hit.start()] if hit else ""
        if not hit:
            continue
        symbol = hit[1].replace(" ", "")
        symbols[i] = (symbol, rest.strip())
        count[symbol] += 2 if i < title[0] or not rest.strip() else 1
    if not count:
        return found
    ahead = [s for i, (s, _) in symbols.items() if i < title[0]]
    number_line = lines[title[0]].text if title[1] > title[0] else ""
    number = letters(number_line)
    own = next((s for s in count if number and number.startswith(letters(s.split("RES")[-1]))), "")
    roles.symbol = own or (ahead[0] if ahead else count.most_common(1)[0][0])
    shape = _shape(roles.symbol)
    letter = _PART.search(number_line)
    for i, (symbol, behind) in symbols.items():
        rest = behind
        if letter and behind.startswith(letter[1] + " "):
            rest = behind[len(letter[1]) :].strip()
        if symbol == roles.symbol or (not rest and _shape(symbol) == shape):
            found[i] = rest
    return found


def _shape(symbol: str) -> str:
    return re.sub(r"\d+", "0", symbol)


def _at_edge(lines: list[Line], roles: Roles, i: int, reach: int) -> bool:
    """Whether a line stands within `reach` lines of a page feed, furniture not counted."""
    page = lines[i].page
    steps = 0
    for j in range(i - 1, max(i - FAR, 0) - 1, -1):
        if lines[j].page != page:
            return True
        if roles.kinds[j] is None:
            steps += 1
            if steps >= reach:
                break
    else:
        return True
    steps = 0
    for j in range(i + 1, min(i + FAR, len(lines))):
        if lines[j].page != page:
            return True
        if roles.kinds[j] is None:
            steps += 1
            if steps >= reach:
                return False
    return True


def _running_heads(lines: list[Line], roles: Roles, title: tuple[int, int], spelled: str) -> None:
    """Mark each symbol line behind the title, and the title's lines beside it."""
    edge = _edge(lines, roles, title)
    kinds = roles.kinds
    beside = {at for i in edge for at in (i - 1, i + 1) if 0 <= at < len(lines)}
    seen = Counter(letters(lines[i].text) for i in beside)
    first = title[1] if title[1] > title[0] else min(edge, default=-1) + 1
    heads = []
    for i, rest in edge.items():
        if i < first:
            continue
        part = letters(rest)
        if part and part not in spelled and seen[part] < 2:  # noqa: PLR2004
            continue
        if roles.fed and not _at_edge(lines, roles, i, HEAD_LINES + 2):
            continue
        kinds[i] = "running-head"
        heads.append(i)
    whole = _whole(lines, title, spelled)
    headed = {lines[title[0]].page} if title[1] > title[0] else set()
    for i in heads:
        told = letters(edge[i])
        for step in (-1, 1):
            told = _beside(lines, roles, i, step, told, first, spelled, seen)
        if told in whole:
            headed.add(lines[i].page)
    if roles.fed and heads and spelled:
        _headless(lines, roles, headed, whole)
    _split_heads(lines, roles, [i for i in heads if letters(edge[i]) not in whole], spelled)
    if not roles.fed and heads:
        _number_pages(lines, roles, set(heads))


def _whole(lines: list[Line], title: tuple[int, int], spelled: str) -> set[str]:
    """What is a whole head beside its symbol: the title, with its number or without."""
    first = lines[title[0]].text if title[1] > title[0] else ""
    number = _NUMBERED.match(first)
    return {spelled, spelled.removeprefix(letters(number[0]))} if number else {spelled}


def _headless(lines: list[Line], roles: Roles, headed: set[int], whole: set[str]) -> None:
    """Mark the title at the very top of a page whose symbol was printed elsewhere."""
    page = -1
    for i, line in enumerate(lines):
        if line.page == page:
            continue
        page = line.page
        if page in headed or roles.kinds[i] is not None:
            continue
        joined = ""
        for j in range(i, min(i + HEAD_LINES, len(lines))):
            joined += letters(lines[j].text)
            if joined in whole:
                roles.kinds[i : j + 1] = ["running-head"] * (j + 1 - i)
                break


def _number_pages(lines: list[Line], roles: Roles, heads: set[int]) -> None:
    """Number the pages of a dump without page feeds: each begins with its running head."""
    page = 0
    last = -HEAD_LINES
    for i, line in enumerate(lines):
        if i in heads and i - last > HEAD_LINES:
            page += 1
            last = i
            back = i
            while back > max(i - FAR, 0) and roles.kinds[back - 1] == "running-head":
                back -= 1
                lines[back].page = page
        line.page = page


def _beside(
    lines: list[Line], roles: Roles, i: int, step: int, told: str, first: int, spelled: str,
    seen: Counter[str],
) -> str:  # fmt: skip
    """Mark the title's lines above or below a symbol; `told` is what of the title was read so far.

    Together the lines spell the title once: what comes again behind it is the body's.
    """
    kinds = roles.kinds
    j = i + step
    taken = 0
    near = range(max(first, i - FAR), min(len(lines), i + FAR))
    while j in near and taken < HEAD_LINES and lines[j].page == lines[i].page:
        if kinds[j] is None:
            text = lines[j].text
            part = letters(text)
            whole = part + told if step < 0 else told + part
            if (text.isdigit() and len(text) < YEAR) or not part:
                break
            if not _is_head(text, part, whole, spelled, seen):
                break
            told = whole
            kinds[j] = "running-head"
            taken += 1
        elif kinds[j] not in ("job", "page-number", "running-head"):
            break
        j += step
    return told


def _is_head(text: str, part: str, whole: str, spelled: str, seen: Counter[str]) -> bool:
    """Whether a line beside a symbol goes on with the title, or comes again on other pages."""
    if len(part) < 2:  # noqa: PLR2004
        return spelled.endswith(whole) and seen[part] > 1
    if text[-1] in ".;:\u201d\u00bb\u300d" or text[0] in QUOTES:
        return whole == spelled and text[-1] not in ".;"
    return whole in spelled or (seen[part] > 1 and part not in spelled)


def _split_heads(lines: list[Line], roles: Roles, heads: list[int], spelled: str) -> None:
    """A head whose title stands a few lines below its symbol, behind a displaced piece."""
    for i in heads:
        if i and roles.kinds[i - 1] == "running-head":
            continue
        if i + 1 < len(lines) and roles.kinds[i + 1] == "running-head":
            continue
        for j in range(i + 1, min(i + 7, len(lines))):
            if lines[j].page != lines[i].page:
                break
            if lines[j].text[0] in QUOTES:
                continue
            end = _spelling_end(lines, j, spelled)
            if end > j:
                roles.kinds[j:end] = ["running-head"] * (end - j)
                break


def _spelling_end(lines: list[Line], start: int, spelled: str) -> int:
    """Behind the lines that spell most of the title, up to its end; `start` where none do."""
    word = lines[start].text.split(None, 1)[0].lower()
    if word.isalnum() and word not in spelled:  # most lines
        return start
    joined = ""
    for k in range(start, min(start + HEAD_LINES, len(lines))):
        joined += letters(lines[k].text)
        if not joined or joined not in spelled:
            break
        if spelled.endswith(joined) and len(joined) * 2 > len(spelled):
            # a sentence that says the title's words begins them with a small letter
            return start if joined == spelled and lines[start].text[0].islower() else k + 1
    return start


def _bare_numbers(
    lines: list[Line], roles: Roles, bare: list[int], paged: bool, first: int
) -> None:
    """A number alone is a page number at a page's edge, where it goes on from page to page."""
    if paged:
        return
    offsets: Counter[int] = Counter()
    at_edge = {}
    for i in bare:
        if roles.kinds[i] or i < first:
            continue
        number = int(re.sub(r"\D", "", lines[i].text))
        if _touches_edge(lines, roles, i):
            at_edge[i] = number - lines[i].page
            offsets[number - lines[i].page] += 1
    if not offsets:
        return
    usual, times = offsets.most_common(1)[0]
    if times < 2 and not roles.fed:  # noqa: PLR2004
        usual = next(iter(at_edge.values()))
    numbered = set()
    for i, offset in at_edge.items():
        if offset == usual and (times > 1 or offset == 1 or not roles.fed):
            roles.kinds[i] = "page-number"
            numbered.add(lines[i].page)
    numbers = [offset + lines[i].page for i, offset in at_edge.items()]
    run = len(numbers) > 2 and sorted(numbers) == list(range(min(numbers), max(numbers) + 1))  # noqa: PLR2004
    if times * 2 >= lines[-1].page or (roles.fed and run):
        _number_others(lines, roles, at_edge, numbered)


def _number_others(
    lines: list[Line], roles: Roles, at_edge: dict[int, int], numbered: set[int]
) -> None:
    """Pages in disorder: where the others are numbered, so are these."""
    for i, offset in at_edge.items():
        page = lines[i].page
        if page not in numbered and 0 < offset + page <= lines[-1].page + 2:
            roles.kinds[i] = "page-number"
            numbered.add(page)


def _touches_edge(lines: list[Line], roles: Roles, i: int) -> bool:
    """Whether only furniture lies between a line and a page's edge or a running head."""
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lines) and lines[j].page == lines[i].page and abs(j - i) < FAR:
            if roles.kinds[j] == "running-head":
                return True
            if roles.kinds[j] is None:
                break
            j += step
        else:
            return roles.fed or step > 0
    return False


def job_number(text: str) -> int:
    """How many characters of a line of kind `job` are the job number; 0 where it bears none."""
    found = _JOB_NUMBER.match(text)
    return found.end() if found else 0
