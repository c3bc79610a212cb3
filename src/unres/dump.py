"""The dump: bytes decoded to text and never altered, with its lines, pages and damage.

Every position in the package means an offset into `Dump.text`, in code points.
"""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen

from unres.charsets import LOST, UTF_16, legacy, lenient, likeliest, looks_wide
from unres.spans import LineIndex, Position, Span

Source: TypeAlias = "str | os.PathLike[str] | bytes"

REPLACEMENT: Final = "\ufffd"
#: The longer ones first: the mark of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Place(NamedTuple):
    """A place as a reader of the dump finds it; all three count from 1."""

    line: int
    column: int
    page: int


@frozen(kw_only=True)
class Dump:
    """A decoded source. The text is untouched: line ends, page feeds and all else are kept."""

    #: What the bytes say, without a byte order mark at the very start.
    text: str
    #: The name of the encoding it was read from, as Python knows it: `"utf-8"`, `"gb18030"`.
    encoding: str = "utf-8"
    #: Where U+FFFD stands for undecodable bytes, in order; neighbours are one span.
    damage: tuple[Span, ...] = ()

    @cached_property
    def index(self) -> LineIndex:
        """The line index, built when it is first asked for."""
        return LineIndex(self.text)

    @cached_property
    def pages(self) -> tuple[int, ...]:
        """Offsets at which pages start: 0, and after every form feed."""
        return (0, *(feed.end() for feed in re.finditer("\f", self.text)))

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        return self.index.position(offset)

    def page(self, offset: int) -> int:
        """The page of an offset, from 1. A form feed belongs to the page that it ends."""
        return bisect_right(self.pages, offset)

    def place(self, offset: int) -> Place:
        """Line, column and page of an offset."""
        return Place(*self.index.position(offset), self.page(offset))


def read_bytes(source: Source) -> bytes:
    """The bytes of a file, or the bytes given. Raises OSError where a file cannot be read."""
    return source if isinstance(source, bytes) else Path(source).read_bytes()


def decode(data: bytes) -> Dump:
    """Decode a dump of unknown encoding; never fails.

    Reads UTF-8, UTF-16 and UTF-32 by their marks; UTF-8 and UTF-16 without one; and GB18030,
    Big5, windows-1252, -1251, -1256 and KOI8-R by which makes the most plausible text. UTF-8
    with some bad bytes stays UTF-8. What cannot be decoded becomes U+FFFD and is recorded in
    `damage`. A U+FEFF at the very start is a byte order mark and no part of the text; any
    other stays.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            # A mark can stand before text it does not belong to: the text must agree.
            return _decode_as(data, likeliest(data, (encoding, "utf-8")))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, legacy(data))
    # UTF-16 without a mark can be valid UTF-8: English and Russian are all bytes below 0x80.
    if looks_wide(data):
        return _decode_as(data, likeliest(data, ("utf-8", *UTF_16)))
    return Dump(text=text)


def _decode_as(data: bytes, encoding: str) -> Dump:
    text = lenient(data, encoding).removeprefix("\ufeff")
    damage = tuple(Span(*lost.span()) for lost in re.finditer(f"{LOST}+", text))
    return Dump(text=text.replace(LOST, REPLACEMENT), encoding=encoding, damage=damage)
