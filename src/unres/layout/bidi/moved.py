"""Moved: what an extractor puts to the front of a piece of Arabic, though it is read at its end.

    (space)A line that goes on    ,A line that ends    July/ June2031    -Covid( of19

Spaces and marks at the end of a line or before a number are printed first, brackets with them;
of a month with two names the second comes first. Here each goes where it is read. The spaces
tell more: a line without one at its end is the last of its paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.layout.bidi.fragments import SECOND_NAMES
from unres.layout.bidi.visual import SPACE, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unres.layout.bidi.fragments import Piece

_LETTER: Final = "[\u0620-\u064a]"
#: A month whose two names changed places: what stands left of the slash is read last.
MONTH: Final = re.compile(
    rf"\s*({'|'.join(SECOND_NAMES)})(/)\s?({_LETTER}+(?: \u0627\u0644{_LETTER}+)?)"
    r"(?=\s*(?:$|[\u060c.\u061b]))"
)
#: The letter of a point, with its brackets turned round.
POINT: Final = re.compile(rf"\s*\){_LETTER}{{1,2}}\(\s*$")
#: The marks at the end of a line.
_ENDING: Final = re.compile(rf"\s*([\u060c.:\u061b]?[\u201c\u201d]?)(?={_LETTER}|\u060c)")
#: The beginning of a bracket with a number in it, or of a name that a number ends.
_OPENING: Final = re.compile(rf"\s*(-)(?:({_LETTER}+)(\()(?:\s+|$))?(?={_LETTER}|$)")
_CLOSED: Final = re.compile(rf"\s*(\))({_LETTER}{{1,2}})(\()\s*$")
#: A bracket that opens before a symbol; a number inside a piece.
_BRACKET: Final = re.compile(r"\s*(\()\s()()")
_NUMBERED: Final = re.compile(rf"\s*{_LETTER}+\s?\d+")
#: A quotation that begins in a piece, printed before the words that announce it.
_QUOTED: Final = re.compile(rf"\s*([^\u201c\u201d]*{_LETTER})(\u201d)\s+(?=\S)")


def trails(pieces: Sequence[Piece]) -> bool:
    """Whether most lines of a dump begin with the space that stands at their end."""
    arabic = [piece for piece in pieces if piece.arabic]
    return 2 * sum(piece.text[0] == " " for piece in arabic) > len(arabic)


def gaps(lines: Sequence[Sequence[Piece]]) -> list[int]:
    """Blank lines in front of lines where paragraphs end: no space ends the last line of one."""
    found = []
    ended = False
    for line in lines:
        found.append(-1 if line[0].gap < 0 else int(ended))
        last = line[-1]
        text = last.text.lstrip(" ")
        # a word behind a number has a space of its own in front of it
        own = len(line) > 1 and text[0].isalpha()
        ended = last.arabic and len(last.text) - len(text) == own
    return found


def parts(piece: Piece, *, opened: bool, number: bool) -> list[Part]:
    """The parts of a piece of Arabic in the order in which they are read.

    `opened` tells that a bracket is open before it, `number` that a number or a symbol follows.
    """
    begin, back = _moved(piece, number=number)
    text, start = piece.text[: len(piece.text.rstrip())], piece.start
    if closed := _CLOSED.search(text, begin):
        return [*_pointed(text, begin, closed, start), *back]
    front: list[Part] = []
    end = len(text) - 1
    last = text[end]
    if (
        last == "["
        or (last == ")" and opened and "(" not in text[begin:])
        or (last == "\u201d" and back and text.count(last) == 1)
    ):
        text = text[:end]
        front = [Part(last, start + end, 1)]
    return [*front, *_inner(text[begin:], start + begin), *back]


def _moved(piece: Piece, *, number: bool) -> tuple[int, list[Part]]:
    """Where what is read first begins in a piece, and the parts before it, which are read last."""
    text, start = piece.text, piece.start
    found = _ENDING.match(text)
    if found and found[1]:
        first = found.start(1)
        signs = [(at, text[at]) for at in range(found.end() - 1, first - 1, -1)]
    elif number and (found := _OPENING.match(text) or _BRACKET.match(text)):
        signs = [(found.start(at), found[at]) for at in (3, 2, 1) if found[at]]
    else:
        return 0, []
    back = _back(signs, start)
    return found.end(), [SPACE, *back] if signs[0][1] == "(" else back


def _pointed(text: str, begin: int, closed: re.Match[str], start: int) -> list[Part]:
    """A piece with a point's letter at its end, which goes to its front or behind its number."""
    point = _back([(closed.start(at), closed[at]) for at in (3, 2, 1)], start)
    end = closed.start()
    if behind := _NUMBERED.match(text, begin, end):
        at = behind.end()
        rest = Part(text[at:end], start + at, 1)
        return [Part(text[begin:at], start + begin, 1), SPACE, *point, SPACE, rest]
    inner = _inner(text[begin:end], start + begin)
    return [*point, SPACE, *inner] if inner else point


def _back(signs: list[tuple[int, str]], start: int) -> list[Part]:
    """Parts for signs, each with its place in a piece."""
    return [Part(sign, start + at, 1) for at, sign in signs]


def _inner(text: str, start: int) -> list[Part]:
    """What is left of a piece: a month's names and a quotation are put in order."""
    if month := MONTH.match(text):
        names = _back([(month.start(at), month[at]) for at in (3, 2, 1)], start)
        rest = text[month.end() :]
        return [*names, Part(rest, start + month.end(), 1)] if rest.strip() else names
    if (quoted := _QUOTED.match(text)) and "\u201c" not in text:
        return [
            Part(text[quoted.end() :], start + quoted.end(), 1),
            SPACE,
            *_back([(quoted.start(at), quoted[at]) for at in (2, 1)], start),
        ]
    return [Part(text, start, 1)] if text.strip() else []
