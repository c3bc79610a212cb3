"""Akoma Ntoso for the United Nations (AKN4UN), both ways. Needs the extra `akn` (lxml).

`from_akn` reads what the United Nations publishes and what `to_akn` writes. lxml is imported
on the first use: most runs never need it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from unres.exchange.akn.sniffing import AknError, is_xml

if TYPE_CHECKING:
    from unres.nodes import Resolution


def from_akn(data: str | bytes | Path) -> Resolution:
    """The tree of an Akoma Ntoso document: its text, its bytes, or the path of its file.

    `source` of the tree is the visible text of the document, a block a line, footnotes last:
    every span is a range of it. Raises OSError where the path cannot be read, AknError (a
    ValueError) where the data are no Akoma Ntoso, or the extra `akn` is missing.
    """
    raw = data.read_bytes() if isinstance(data, Path) else data
    try:
        from unres.exchange.akn.reading import read  # noqa: PLC0415 (an extra)
    except ImportError:
        raise AknError("Akoma Ntoso needs the extra: pip install 'unres[akn]'") from None
    return read(raw.encode() if isinstance(raw, str) else raw)


def to_akn(res: Resolution) -> str:
    """The tree as an Akoma Ntoso 3.0 document, as the United Nations marks up resolutions.

    Furniture, repairs and positions are not written: they belong to a dump, not to the text.
    Raises AknError where the extra `akn` is missing.
    """
    try:
        from unres.exchange.akn.writing import write  # noqa: PLC0415 (an extra)
    except ImportError:
        raise AknError("Akoma Ntoso needs the extra: pip install 'unres[akn]'") from None
    return write(res)


__all__ = ["AknError", "from_akn", "is_xml", "to_akn"]
