"""Doubled: vowel signs that some fonts print twice, each time with their letter.

An Arabic word may well say the same syllable twice. A dump whose words do it again and again
was made so: there each is read once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unres.layout.visual import Part

#: The signs that stand above or below Arabic letters.
SIGNS: Final = "\u064b-\u065f\u0670"
#: A sign and its letter, printed twice where they stand; the second time the sign may be two.
_TWICE: Final = re.compile(rf"([{SIGNS}])[{SIGNS}]*([\u0621-\u064a])(?=\1[{SIGNS}]*\2)")
#: So many are no chance.
_FEW: Final = 3


def doubles(source: str) -> bool:
    """Whether a dump's font prints signs twice."""
    return len(_TWICE.findall(source)) >= _FEW


def once(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts of a line without what is printed twice."""
    for part in parts:
        at = 0
        for found in _TWICE.finditer(part.text):
            if found.start() > at:
                yield _from(part, at, found.start())
            at = found.end()
        if not at:
            yield part
        elif at < len(part.text):
            yield _from(part, at, len(part.text))


def _from(part: Part, begin: int, end: int) -> Part:
    """A stretch of a part."""
    return part._replace(text=part.text[begin:end], start=part.start + part.step * begin)
