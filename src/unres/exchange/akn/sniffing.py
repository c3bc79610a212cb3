"""What looks like XML, and what goes wrong with it. Imports nothing heavy."""

from __future__ import annotations

import codecs

#: How much of the data is looked at, in bytes.
_HEAD = 1024
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class AknError(ValueError):
    """XML that cannot be read as Akoma Ntoso; the message says why, in one line."""


def is_xml(data: bytes) -> bool:
    """Whether the bytes are an XML document's: a declaration, or the root of Akoma Ntoso.

    HTML is none: a dump may well be a web page that was saved.
    """
    head = data[:_HEAD]
    encoding = _WIDE.get(head[:2])
    if encoding:
        head = head[2:].decode(encoding, "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"<?xml"):
        return True
    return head.startswith(b"<") and b"akomaNtoso" in head
