"""Interrupted sentences: labels printed behind the first line of their text, without line ends.

    …; to protect all rivers of the region and (b) their banks; …

Where lines lost their ends such a label stands in the middle of its sentence. It continues a
sequence, and between it and the end of the sentence before it stands as much as one line
holds: that line and the label are cut out, and `order` puts the label in front.

Guarantees: linear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres.numbering import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A label, `(a)`, `a)` or `5.`; what stands before one between words; the end of a sentence.
_LABEL: Final = re.compile(
    r"(?<=\S)\s+(?:\((?P<paren>[^\W\d_]{1,4})\)|(?P<half>[^\W\d_]{1,4})\)|(?P<dot>\d{1,3})\.)"
    r"(?=\s+[^\W\d_])"
)
_INSIDE: Final = re.compile(r"[^\W\d_]|[,\u00ad\u2010\ufffe-]")
_END: Final = re.compile(r"[;:.](?:\s?\(?\d{1,3}\)?)?\s+(?=[^\W\d_])")
#: How many characters a first line holds: no fewer than so many, and no more.
_LEAST: Final = 55
_MOST: Final = 108
_FORMS: Final = {"paren": "()", "half": ")", "dot": "."}


def find(source: str, begin: int, *, capitals: bool) -> Iterator[tuple[int, int, int]]:
    """Where an interrupted line begins, where its label does, and where that ends; in order.

    `capitals` tells whether the points of the language begin with one: then their second
    lines do not.
    """
    last: dict[str, int] = {}
    for found in _LABEL.finditer(source, begin):
        kind = found.lastgroup or ""
        follows = False
        for reading in readings(found[kind], _FORMS[kind]):
            follows |= reading.value == 1 or last.get(reading.style, 0) == reading.value - 1
            last[reading.style] = reading.value
        if not (follows and _INSIDE.match(source, found.start() - 1)):
            continue
        near = max(found.start() - _MOST, 0)
        ends = [end.end() for end in _END.finditer(source, near, found.start())]
        if not ends or found.start() - ends[-1] < _LEAST:
            continue
        rest = source[found.end() : found.end() + 3].lstrip()
        if not capitals or (source[ends[-1]].isupper() and rest[:1].islower()):
            yield ends[-1], found.end() - len(found[0].lstrip()), found.end()
