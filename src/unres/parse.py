"""The pipeline: text to tree."""

from __future__ import annotations

import gc
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve

from unres import dump, languages, pdf
from unres.build import build
from unres.exchange import akn
from unres.layout import reading, volumes
from unres.layout.rendered import clean
from unres.nodes import Repair
from unres.render import Notes, render
from unres.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

    from unres.nodes import Resolution


def parse(text: str) -> Resolution:
    """The tree of one resolution.

    `text` is any string, usually a dump of one document. Never raises; what cannot be read
    becomes `Unparsed`. Time and memory grow linearly with the text. Python's cyclic garbage
    collector rests meanwhile.
    """
    # A parse makes many objects and no cycle: the collector would look through them again and
    # again, a fifth to a third of the time. It may be off by the caller's will already, or by a
    # parse in another thread.
    if not gc.isenabled():
        return _parsed(text)
    gc.disable()
    try:
        return _parsed(text)
    finally:
        gc.enable()


def _parsed(text: str) -> Resolution:
    """The tree of a text, in clean form or in any other."""
    proved = _clean(text)
    if proved is not None:
        return proved
    language = languages.detect(text)
    tokens, repairs = reading.read(text, language)
    return build(tokens, language=language, source=text, repairs=repairs)


def _clean(text: str) -> Resolution | None:
    """The tree of a text in clean form, proved by writing it back; None for any other text."""
    found = clean.read_clean(text)
    if found is None:
        return None
    tokens = found.tokens()
    notes: Notes = "paragraph" if found.notes_by_paragraph(tokens) else "end"
    tree = build(tokens, language=found.language, source=text)
    written = render(tree, notes=notes)
    if written == text:
        return tree
    again = clean.read_clean(written)
    return tree if again and found.says_the_same(again) else None


def read(source: Path | str | bytes) -> Resolution:
    """The tree of a file: `source` is a path or the bytes themselves.

    The encoding is found out; what cannot be decoded is U+FFFD in the text, and a repair in
    the tree. A PDF is read with the extra `pdf`, Akoma Ntoso with the extra `akn`. Raises OSError
    where the path cannot be read, `pdf.PdfError` where a PDF cannot, `akn.AknError` where XML
    is damaged or no Akoma Ntoso.
    """
    data = dump.read_bytes(source)
    if pdf.is_pdf(data):
        return parse(pdf.extract(data))
    if akn.is_xml(data):
        return akn.from_akn(data)
    found = dump.decode(data)
    tree = parse(found.text)
    if not found.damage:
        return tree
    damage = tuple(Repair(name="undecodable-bytes", span=span) for span in found.damage)
    return evolve(tree, repairs=(*tree.repairs, *damage))


def read_all(source: Path | str | bytes) -> list[Resolution]:
    """The trees of all resolutions in a file: as `read`, where there may be several of them.

    Each tree's `source` is its own stretch of the file's text: joined they are the whole.
    """
    data = dump.read_bytes(source)
    if pdf.is_pdf(data):
        return parse_all(pdf.extract(data))
    if akn.is_xml(data):
        return [akn.from_akn(data)]
    found = dump.decode(data)
    trees = parse_all(found.text)
    if not found.damage:
        return trees
    begin = 0
    damaged: list[Resolution] = []
    for tree in trees:
        end = begin + len(tree.source)
        damage = tuple(
            Repair(name="undecodable-bytes", span=Span(span.start - begin, span.end - begin))
            for span in found.damage
            if begin <= span.start < end
        )
        damaged.append(evolve(tree, repairs=(*tree.repairs, *damage)))
        begin = end
    return damaged


def parse_all(text: str) -> list[Resolution]:
    """The trees of all resolutions in a dump, in order. A dump of one gives a list of one.

    Each tree's `source`, and so every span in it, is its own stretch of `text`.
    """
    bounds = [*volumes.starts(text, languages.detect(text)), len(text)]
    return [parse(text[begin:end]) for begin, end in pairwise(bounds)]
