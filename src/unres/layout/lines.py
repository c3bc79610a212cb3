"""Lines: the source cut into physical lines with what the page tells about each.

Guarantees: every character of the source that is not white space lies in exactly one line;
lines are in source order; `text` is stripped, free of bidi controls and Markdown dressing.
"""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING, Final

from unres.compiling import mypyc_attr
from unres.layout.spaces import is_space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_extensions import i32

    from unres.layout.labels import Label
    from unres.layout.marks import Mark

#: Direction marks and joiners that extractors leave behind; none of them is printed.
CONTROLS: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
#: The first byte of each of their codes but the last, and that one; all of them one by one.
_BLOCK: Final = b"\x20"
_BYTE_ORDER: Final = "\ufeff"
_EACH: Final = (*CONTROLS.findall("".join(map(chr, range(0x2000, 0x2100)))), _BYTE_ORDER)
#: The second bytes.
_CONTROLS: Final = bytes(ord(sign) & 0xFF for sign in _EACH if sign != _BYTE_ORDER)
#: White space that is neither a new line nor a page: as long as what it stands for.
_BREAKS: Final = "\r\x0b\x1c\x1d\x1e\x85\u2028\u2029"
_OTHER_BREAKS: Final = str.maketrans(dict.fromkeys(_BREAKS, "\n"))
#: What only a Markdown writer prints: its image comment, a heading mark before a capital, or
#: the dash of a list before a label.
MARKDOWN: Final = re.compile(r"^(?:<!-- |#{1,6} \S|- (?:\d{1,3}\.|\(?[a-z]\)) )", re.MULTILINE)
_SPACE: Final = 0x20
#: What such a line begins with, as code points.
_HASH: Final = 0x23
_DASH: Final = 0x2D
_ANGLE: Final = 0x3C
#: pypdfium2's hyphen, behind which it printed no line end.
_HYPHEN: Final = "\ufffe"
_DRESSING: Final = re.compile(r"(?:(?:#{1,6}|[-*]) +(?=\S))+")
_ESCAPED: Final = re.compile(r"\\([_*#\[\]()])|&(amp|lt|gt);")
#: A soft hyphen and a hyphen between two letters or digits.
_SOFT_INSIDE: Final = re.compile(r"\u00ad(?=\w)(?<=\w\u00ad)")
#: A word parted at the end of a line that is none any more.
_PARTED: Final = re.compile("[\u203a\u00ad](?= [^\\W\\d_])(?<=[^\\W\\d_].)")
_HYPHEN_INSIDE: Final = re.compile(r"-(?=\w)(?<=\w-)")
_ENTITY: Final = {"amp": "&", "lt": "<", "gt": ">"}


#: So much of a text is looked through for controls at once, in characters.
_STRETCH: Final = 32_768
#: One line of so many tells whether most are more than ASCII.
_EVERY: Final = 8


@mypyc_attr(acyclic=True)
class Line:
    """One physical line. Slots, and one object a line: half of a parse's memory is here.

    The first slots tell what the page shows. The second ones are those of lines of the body:
    `rows.regard` sets them, before that they are unset.
    """

    __slots__ = (
        "_width",
        "alone",
        "bare",
        "broken",
        "dressed",
        "end",
        "ends",
        "gap",
        "indent",
        "label",
        "marks",
        "numbered",
        "page",
        "parted",
        "piece",
        "size",
        "start",
        "starts",
        "text",
    )  # fmt: skip

    # Half as wide as a number is else: no dump is longer than two thousand million characters.
    # Numbers that are weighed against shares cannot be so.
    start: i32
    size: i32
    page: i32
    gap: i32
    #: Characters before the text.
    indent: i32
    _width: i32
    dressed: bool
    parted: bool

    # A line of the body; what is true or false stands together, where it takes a byte each:
    #: Whether its last character ends something.
    ends: bool
    #: Whether a marker stands at its end: extractors break lines there.
    broken: bool
    #: Whether it holds nothing but a marker.
    bare: bool
    #: Whether it holds nothing but a label.
    alone: bool
    #: Whether its label is a paragraph's number.
    numbered: bool
    #: Whether it goes on where the line above stops: a piece of one stretched line.
    piece: bool
    #: The markers in it.
    marks: list[Mark]
    #: Its last character, before any markers and closing quotes.
    end: str
    label: Label | None
    #: What the widths of all rows say for a paragraph that begins here, 0 for nothing; of Chinese
    #: rows, until they are weighed, by how much they are set narrower than `width` counts, and
    #: then how wide they are set.
    starts: float

    def __init__(self, text: str, start: int, size: int, indent: int, page: int, gap: int) -> None:
        self.text = text
        #: Where the stripped line begins in the source, and how many characters it takes there.
        self.start = start
        self.size = size
        self.indent = indent
        #: Pages counted from 0, by form feeds; furniture may add breaks that the dump lost.
        self.page = page
        #: Blank lines since the line before; -1 at the top of a page.
        self.gap = gap
        #: Whether a Markdown writer marked it as a heading.
        self.dressed = False
        #: Whether a space parts ideographs of it; seen of rows of the body alone.
        self.parted = False
        self._width = 0
        self.starts = 0.0

    @property
    def width(self) -> int:
        """How wide a line of the body is set: an ideograph takes the place of two letters."""
        return self._width

    @width.setter
    def width(self, width: int) -> None:
        self._width = width

    @property
    def stop(self) -> int:
        """Where the stripped line ends in the source."""
        return self.start + self.size

    def __repr__(self) -> str:
        return f"<{self.start} p{self.page} +{self.gap} {self.text[:60]!r}>"

    def locate(self, offset: int, source: str) -> int:
        """The source offset of the character at `offset` of `text`.

        The text is the source with characters left out (controls, dressing, doubled spaces),
        so its visible characters are found one after the other.
        """
        if self.size == len(self.text):
            return self.start + offset
        at = self.start
        stop = self.stop
        for char in self.text[:offset]:
            if not char.isspace():
                found = source.find(char, at, stop)
                at = found + 1 if found >= 0 else at
        while at < stop and (source[at].isspace() or CONTROLS.match(source[at])):
            at += 1
        return at

    def ranges(self, start: int, stop: int, source: str) -> list[tuple[int, int]]:
        """The source ranges of part of `text`, such that neighbouring parts share them out."""
        begin = self.start if start <= 0 else self.locate(start, source)
        end = self.stop if stop >= len(self.text) else self.locate(stop, source)
        return [(begin, end)] if end > begin else []

    def without(self, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The line's source ranges with some taken out; `taken` is in order."""
        if not taken:
            return [(self.start, self.stop)]
        runs = []
        at = self.start
        for begin, stop in taken:
            if begin > at:
                runs.append((at, begin))
            at = max(at, stop)
        if at < self.stop:
            runs.append((at, self.stop))
        return runs


def even(source: str) -> str:
    """The source, as long as it was, with one kind of line end, of space and of hyphen.

    A no-break space among spaces is the typesetter's and stays; where there are more of them
    than of spaces the dump writes all its spaces so. So with soft hyphens: at the ends of lines
    they are what they are, inside of them the font had no other hyphen. A writer that joins
    lines prints the hyphen at their end with a space, and old prints' as an angle.
    """
    # a sign is asked for alone first: it is found far faster than two are, or than it is counted
    text = source.replace("\r\n", " \n") if "\r" in source else source
    if any(sign in text for sign in _BREAKS):  # far faster than a pattern of them all
        text = text.translate(_OTHER_BREAKS)
    if "\u00a0" in text and text.count("\u00a0") > text.count(" "):
        text = text.replace("\u00a0", " ")
    soft = "\u00ad" in text
    angled = "\u203a" in text and "\u203a " in text and "\u2039" not in text
    if angled or (soft and "\u00ad " in text):
        text = _PARTED.sub("\ufffe", text)
    if soft and len(_SOFT_INSIDE.findall(text)) > len(_HYPHEN_INSIDE.findall(text)):
        text = text.replace("\u00ad", "-")
    return text


def split(text: str) -> list[Line]:
    """Cut an even source into lines that hold something. Linear; accepts any string."""
    lines: list[Line] = []
    marked = False
    unbroken = _HYPHEN in text
    base = page = 0
    while base <= len(text):  # a list of all pages would be the text once more
        end = text.find("\f", base)
        end = end if end >= 0 else len(text)
        at = base
        gap = -1
        for raw in text[base:end].split("\n"):
            if not raw:
                at += 1
                gap += gap >= 0
                continue
            # most lines of a text neither begin nor end in white space
            stripped = raw.strip() if is_space(ord(raw[0])) or is_space(ord(raw[-1])) else raw
            if stripped:
                size = len(stripped)
                indent = 0 if size == len(raw) else _indent(raw, stripped)
                if indent == 0 and ord(raw[0]) <= _ANGLE:
                    marked |= ord(raw[0]) in (_HASH, _DASH, _ANGLE)
                if unbroken and _HYPHEN in stripped:
                    lines += _broken(stripped, at + indent, indent, page, gap)
                else:
                    lines.append(Line(stripped, at + indent, size, indent, page, gap))
                gap = 0
            elif gap >= 0:
                gap += 1
            at += len(raw) + 1
        base = end + 1
        page += 1
    return tidy(lines, text, marked=marked)


def _indent(raw: str, stripped: str) -> int:
    """Where a line begins, without the white space around it."""
    if ord(raw[-1]) == ord(stripped[-1]):  # as most do, it has none behind it
        return len(raw) - len(stripped)
    at = 0
    while ord(raw[at]) == _SPACE:
        at += 1
    return at if ord(raw[at]) == ord(stripped[0]) else raw.find(stripped[0])


def _broken(text: str, start: int, indent: int, page: int, gap: int) -> list[Line]:
    """The lines that a hyphen without a line end made one: a page's foot may be among them."""
    lines: list[Line] = []
    begin = 0
    while begin < len(text):
        end = text.find(_HYPHEN, begin) + 1
        while 0 < end < len(text) and text[end].isspace():  # the line went on
            end = text.find(_HYPHEN, end) + 1
        end = end or len(text)
        lines.append(Line(text[begin:end], start + begin, end - begin, indent, page, gap))
        begin = end
        indent = gap = 0
    return lines


def tidy(lines: list[Line], text: str, *, marked: bool = True) -> list[Line]:
    """Free the lines of a text from controls and Markdown dressing.

    `marked`: whether any line begins as dressed ones do.
    """
    _clean(lines, text)
    if marked and MARKDOWN.search(text):
        _undress(lines)
    return lines


def _clean(lines: list[Line], text: str) -> None:
    """Free the lines of a text from controls."""
    if text.isascii():
        return
    beyond = asked = 0
    for at in range(0, len(lines), _EVERY):
        asked += 1
        beyond += not lines[at].text.isascii()
    if beyond * 2 > asked:
        _take_out(lines, text)
        return
    # few lines of a Latin text are more than ASCII
    said = "".join(filterfalse(str.isascii, [line.text for line in lines]))
    if _BYTE_ORDER in said or _has_controls(said):
        _take_out(lines, said)


def _has_controls(text: str) -> bool:
    """Whether a control may be in a text: a look at its bytes is faster than one for each sign."""
    for start in range(0, len(text), _STRETCH):  # the bytes of all would be the text once more
        codes = text[start : start + _STRETCH].encode("utf-16-le", "surrogatepass")
        firsts = codes[1::2]  # the second byte of each comes first
        at = firsts.find(_BLOCK)
        while at >= 0:
            if codes[2 * at] in _CONTROLS:
                return True
            at = firsts.find(_BLOCK, at + 1)
    return False


def _take_out(lines: list[Line], said: str) -> None:
    """Take the controls of a text out of its lines; a line of nothing else stays, as itself."""
    for sign in _EACH:  # one by one, they are far faster than as a class
        if sign in said:
            for line in lines:
                if sign in line.text:
                    line.text = CONTROLS.sub("", line.text).strip() or line.text


def _undress(lines: list[Line]) -> None:
    """Take Markdown marks off: heading marks, list dashes, escapes."""
    for line in lines:
        found = _DRESSING.match(line.text)
        if found and found.end() < len(line.text):
            line.dressed = "#" in found[0]
            line.text = line.text[found.end() :]
        if "\\" in line.text or "&" in line.text:
            line.text = _ESCAPED.sub(lambda m: m[1] or _ENTITY[m[2]], line.text)
