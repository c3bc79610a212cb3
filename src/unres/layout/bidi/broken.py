"""Broken lines: Arabic in reading order whose numbers, slashes and brackets were broken off.

    ( their resolutions59 91 / / / of3 / July / /2004 / ,and )

A mark that ends a line is printed in front of it. Here the pieces of a line are joined
again, and the marks go where they are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.bidi import doubled, moved
from unres.layout.bidi.fragments import (
    BARE,
    LABEL,
    MONTH,
    PAIR,
    Piece,
    Sheet,
    parted,
    split_pieces,
    symbol,
)
from unres.layout.bidi.visual import SPACE, Part, Turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LONE_SLASH: Final = re.compile(r"^[ \t]*/(?:\d{4})?[ \t]*$", re.MULTILINE)
#: A label, a marker or a note's number in two pieces: `1`, `-` and `(`, `1)`.
_PARTED: Final = re.compile(
    r"^[ \t]*(?:\d{1,3}[ \t]*\n[ \t]*-|\([ \t]*\n[ \t]*\d{1,3}\))", re.MULTILINE
)
#: The second piece of a note's number or of a marker, and what follows it there.
_NOTE: Final = re.compile(r"\s*\d{1,3}\)")
#: How a note begins: with a line that goes on, with its only line, with a symbol.
_NOTED: Final = re.compile(r" [^\W\d_]|\.[\u0621-\u064a]|[A-Z]")
#: The number before a title, and that of a page.
_TITLE: Final = re.compile(r"\d{1,3}/\d{1,3}$")
#: A symbol alone, as in a running head.
_SYMBOL: Final = re.compile(r"A/RES/\S+/\d+(?: [A-Z])?$")
#: A running head whose symbol is glued to the title, on either side of it.
_GLUED_HEAD: Final = re.compile(
    r"(?:(A/RES/\d+/\d+[A-Z]?)(?=[\u0620-\u064a])|(?<=[\u0620-\u064a])(A/RES/\d+/\d+[A-Z]?)$)"
)
_SAMPLE: Final = 20_000
_FEW: Final = 3
_GLUED: Final = re.compile(r"(.*[\u0620-\u065f\u060c:.](?:\s*-)?)(\d[\d ]*|\.: ?)$")
_SLASHED: Final = re.compile(r"(\s*/)(\s*\d.*|\s+\S.*)$")
_MONTH_NAME: Final = re.compile(r"[A-Z][a-z]{2,8}$")
_JOB: Final = re.compile(r"\d\d[ -]\d{5}$")
#: What can only begin a line.
_BEGINS: Final = re.compile(
    r"\d{1,3} ?-(?:\s*\S|$)|\( \)[\u0621-\u064a]|Distr|\.:$|\( .*\[$"
    r"|[\u060c.:\u061b]\u201c[\u0621-\u064a]"
)
#: The hyphen of a name that a number ends, printed in front of its line.
_HYPHENED: Final = re.compile(r"\s*-[\u0621-\u064a]")
_DASHED: Final = re.compile(r"-(?=[^\s\d]|\s+[\u0620-\u064a])")
_CODE: Final = re.compile(r"\*$|\d+$")
_JOB_REST: Final = re.compile(r"[-()A-Z]$|\([A-Z]\)$")
_HEAD: Final = re.compile(r"A/RES/|/|-$|\.(?:\s|$)")
_ITEM: Final = re.compile(r"\( \)([\u0621-\u064a]{1,2}(?: [\u0621-\u064a])?)")
_SPELT: Final = re.compile(r"[A-Za-z/\d\-]")
_TIGHT: Final = re.compile(r"[\u0620-\u064a](?=\d)|^\s*\d{1,3} ?-(?=[\u0620-\u064a])")
_CLOSED: Final = re.compile(r"[\u060c.\u061b:]?\)$|[\u060c.\u061b:]?\]\)$")
#: A mark in front of the line that it ends.
_LEADING: Final = re.compile(r"\s*([\u060c.:\u061b])(?=[\u0620-\u064a\u060c])")


def is_broken(source: str) -> bool:
    """Whether slashes, or numbers and their dashes and brackets, stand on lines of their own."""
    sample = source[:_SAMPLE]
    return any(len(signs.findall(sample)) >= _FEW for signs in (_LONE_SLASH, _PARTED))


def lines(source: str) -> list[Turned]:
    """The lines of a source whose numbers and symbols were broken off, in reading order."""
    whole = split_pieces(source)
    sheet = Sheet(whole)
    pieces = [part for piece in whole for part in _unglued(piece)]
    groups: list[list[Piece]] = []
    for number, piece in enumerate(pieces):
        after = pieces[number + 1 : number + 3]
        if groups and _goes_on(groups[-1], piece, after, sheet):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    trails = moved.trails(whole)
    gaps = moved.gaps(groups) if trails else [group[0].gap for group in groups]
    doubles = doubled.doubles(source)
    found = []
    for group, gap in zip(groups, gaps, strict=True):
        parts = _parts(group, trails=trails)
        ranges = [piece.range for piece in group]
        found.append(Turned(doubled.once(parts) if doubles else parts, ranges, group[0].page, gap))
    return found


def _unglued(piece: Piece) -> tuple[Piece, ...]:
    """A piece, and the number that was glued to its end, or the slash before a year.

    A running head is the symbol and the title.
    """
    if piece.arabic and "A/RES/" in piece.text and (head := _GLUED_HEAD.search(piece.text)):
        at = head.end() if head[1] else head.start()
        if head.start() == 0 or head.end() == len(piece.text):
            return (
                Piece(piece.text[:at], piece.start, piece.page, piece.gap),
                Piece(piece.text[at:], piece.start + at, piece.page, 0),
            )
    found = (_GLUED.match(piece.text) if piece.arabic else None) or _SLASHED.match(piece.text)
    if not found:
        return (piece,)
    at = found.start(2)
    return (
        Piece(found[1], piece.start, piece.page, piece.gap),
        Piece(piece.text[at:], piece.start + at, piece.page, 0),
    )


def _goes_on(group: list[Piece], piece: Piece, after: list[Piece], sheet: Sheet) -> bool:
    """Whether a piece belongs to the line that the pieces before it began."""
    first, last, text = group[0].text.strip(), group[-1], piece.text.strip()
    rules = [rule for opening, rule in _RULES if opening.match(first)]
    if last.page != piece.page or rules:
        return last.page == piece.page and rules[0](group, text)
    if first.startswith("____"):
        return False
    if BARE.match(last.text) and moved.MONTH.match(piece.text):
        return True  # a month behind its day
    if last.start + len(last.text) == piece.start:  # they were one line of the dump
        return not _begins(text, after)
    if _begins(text, after) or _ended(last, piece, after):
        return False
    if _LEADING.match(text):
        return text[1] == "\u060c" or _waits(group)
    if last.arabic and _HYPHENED.match(text):
        return sheet.holds(group, piece)
    if piece.arabic and text[0].isalpha():
        lost = sheet.left and sheet.leads(group, piece)
        return lost or piece.text.startswith("  ") or _waits(group)
    return True


#: Lines of furniture and masthead: how they begin, and what goes on them.
_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[list[Piece], str], bool]], ...]] = (
    (re.compile(r"\.:$"), lambda _, text: text.startswith("Distr ")),
    (
        re.compile(r"\*$"),
        lambda group, text: len(group) < len("*1*") and _CODE.match(text) is not None,
    ),
    (_SYMBOL, lambda _, text: False),  # noqa: ARG005
    (_JOB, lambda _, text: _JOB_REST.match(text) is not None),
    (
        re.compile(r"\d+ \d+$"),
        lambda group, text: (
            len(group) < len(("75 1", "A/RES/", "/")) and _HEAD.match(text) is not None
        ),
    ),
)


def _ended(last: Piece, piece: Piece, after: list[Piece]) -> bool:
    """Whether a line has ended: what follows is a code, the page's number, or a second number."""
    text = piece.text.strip()
    if text == "*" or last.text.rstrip().endswith(("]", "])")):
        return True
    if _TITLE.match(text):
        return not after or after[0].page != piece.page or _JOB.match(after[0].text) is not None
    if not BARE.match(text):
        return _MONTH_NAME.match(last.text.strip()) is not None
    year = piece.text[0].isspace() and len(text) == len("2020")
    return (
        not after or after[0].page != piece.page or (BARE.match(last.text) is not None and not year)
    )


def _begins(text: str, after: list[Piece]) -> bool:
    """Whether a piece can only begin a line."""
    texts = [piece.text.strip() for piece in after]
    one, two = [*texts, "", ""][:2]
    if text == "(" and not _NOTE.match(one):
        return one.isdigit() and two == ")"
    if PAIR.match(text):
        return one.startswith("A/RES/") or _JOB.match(text) is not None
    if text.startswith("____") or _SYMBOL.match(text) or moved.POINT.match(text):
        return True
    if text == "(" and _NOTE.fullmatch(one):  # a note's number stands before its text
        return len(after) > 1 and _NOTED.match(after[1].text) is not None
    if not text.isdigit():
        return _BEGINS.match(text) is not None
    if len(text) <= len("100") and one == "-":
        return True
    if len(text) > len("100"):
        return False
    return (
        _DASHED.match(one) is not None
        or (one == "/" and two.isdigit())
        or (PAIR.match(one) is not None and two.startswith("A/RES/"))
        or _dated(after)
    )


def _dated(after: list[Piece]) -> bool:
    """Whether an English month stands behind a number."""
    return any(_MONTH_NAME.match(piece.text.strip()) for piece in after)


def _waits(group: list[Piece]) -> bool:
    """Whether all so far is a label, an item's letter or a note's number: its text follows."""
    texts = [piece.text.strip() for piece in group]
    if len(texts) == 1:
        return any(form.match(texts[0]) for form in (LABEL, moved.POINT)) or bool(
            _ITEM.fullmatch(texts[0])
        )
    if texts[0] != "(":
        return _TITLE.match(texts[0]) is not None and texts[1:] == ["-"]
    return (texts[-1] == ")" and len(texts) == len("(1)")) or (
        len(texts) == 2 and _NOTE.fullmatch(texts[1]) is not None  # noqa: PLR2004
    )


def _parts(group: list[Piece], *, trails: bool) -> Iterator[Part]:
    """The parts of a line in reading order; `trails` tells that ends are printed in front."""
    if group[0].text.strip() == ".:" and len(group) > 1:
        colon, name = group
        yield from parted(Part(name.text, name.start, 1), 5, Part(".: ", colon.start, 1))
        return
    if _MONTH_NAME.match(group[-1].text.strip()):
        first, *rest = group
        group = [first, *reversed(rest)]
    if any(piece.text.startswith("[") for piece in group[1:]):
        group = _bracketed(group)
    run: list[Piece] = []
    parts: list[Part] = []
    for piece, after in zip(group, [*group[1:], None], strict=True):
        if piece.arabic or BARE.match(piece.text) or not _SPELT.search(piece.text):
            _join(parts, _run(run))
            run = []
            if trails and piece.arabic:
                depth = sum(part.text.count("(") - part.text.count(")") for part in parts)
                number = after is not None and not after.arabic
                more = moved.parts(piece, opened=depth > 0, number=number)
                _join(parts, [tight for part in more for tight in _loosened(part)])
            else:
                _join(parts, _turned(piece))
        else:
            run.append(piece)
    _join(parts, _run(run))
    yield from parts


def _run(run: list[Piece]) -> list[Part]:
    if not run:
        return []
    if found := symbol(run):
        return found
    return [part for piece in run for part in _turned(piece)]


def _bracketed(group: list[Piece]) -> list[Piece]:
    """Put the bracket that opens a line back to its front."""
    brackets: list[Piece] = []
    rest: list[Piece] = []
    for piece in group:
        if not piece.text.startswith("["):
            rest.append(piece)
            continue
        brackets.append(Piece("[", piece.start, piece.page, 0))
        if piece.text[1:].strip():
            rest.append(Piece(piece.text[1:], piece.start + 1, piece.page, 0))
    return brackets + rest


def _turned(piece: Piece) -> list[Part]:
    """A piece with the mark in front of it at its end, and brackets the right way."""
    text, start = piece.text, piece.start
    if _CLOSED.match(text.strip()):
        return [Part(text[::-1], start + len(text) - 1, -1)]
    item = _ITEM.match(text)
    if item:
        rest = Piece(text[item.end() :], start + item.end(), piece.page, 0)
        return [
            Part("(", start, 1),
            Part(item[1], start + item.start(1), 1),
            Part(") ", start + 2, 1),
            *(_turned(rest) if rest.text else ()),
        ]
    found = _LEADING.match(text)
    if not found:
        return _spaced(text, start)
    at = found.start(1)
    return [*_spaced(text[at + 1 :], start + at + 1), Part(found[1], start + at, 1)]


def _loosened(part: Part) -> list[Part]:
    """A part with a space where a number was glued on."""
    return _spaced(part.text, part.start) if part.step == 1 else [part]


def _spaced(text: str, start: int) -> list[Part]:
    """A text with a space where a number or a label was glued on."""
    parts: list[Part] = []
    at = 0
    for found in _TIGHT.finditer(text):
        parts += (Part(text[at : found.end()], start + at, 1), SPACE)
        at = found.end()
    return [*parts, Part(text[at:], start + at, 1)]


def _join(parts: list[Part], more: list[Part]) -> None:
    """Put parts behind others: a slash into the month before it, a space between words."""
    if not more or not parts:
        parts += more
        return
    last, first = parts[-1].text.rstrip(), more[0].text.strip()
    if first == "/" and (months := list(MONTH.finditer(last))):
        parts[-1:] = parted(parts[-1], months[-1].end() - 1, more[0])
        parts += more[1:]
        return
    if first == "(" and last.endswith("-") and " " in last:
        at = last.rindex(" ") + 1  # it opened before the word that the hyphen ends
        whole = parts.pop()
        word = Part(whole.text[at:], whole.start + at * whole.step, whole.step)
        parts += (whole._replace(text=last[:at]), *more, word)
        return
    bracket = first == "(" or (first.startswith("(") and first[1:2].isdigit())
    if (
        last[-1:] not in tuple("([-/")
        and first[:1] not in tuple(")]\u060c.\u061b:")
        and not bracket
    ):
        parts.append(SPACE)
    parts += more
