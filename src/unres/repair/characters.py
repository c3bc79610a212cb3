"""Fixes of characters: control characters, mojibake, lines in visual order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unres.diagnostics import Diagnostic
from unres.edits import Edit, Fix
from unres.layout.bidi.arabic import reading_lines
from unres.layout.bidi.visual import is_visual
from unres.nodes import Resolution
from unres.repair.words import Words


def control(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """Control characters are taken out, `the fo(U+0007)rum`; a space stands where words part.

    A judgement where both halves are words and the whole is none.
    """
    words: Words | None = None
    for diagnostic in found:
        if diagnostic.name != "control-character":
            continue
        start, end = diagnostic.span
        words = words or Words(res.source)
        head, tail = words.halves(start, end)
        # The document holds each half once already: here.
        parted = head + tail not in words and not words.part(head, tail)
        what = "a space for a control character" if parted else "without the control character"
        yield Fix(
            "control-character", (Edit(start, end, " " if parted else ""),), what, safe=not parted
        )


def mojibake(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """Lines that were decoded with the wrong encoding are decoded again: `sociÃ©tÃ©`."""
    done = -1
    for diagnostic in found:
        if diagnostic.name != "mojibake" or diagnostic.span.start < done:
            continue
        start = res.source.rfind("\n", 0, diagnostic.span.start) + 1
        end = res.source.find("\n", diagnostic.span.start)
        done = end if end >= 0 else len(res.source)
        line = res.source[start:done]
        mended = _decoded(line)
        if mended != line:
            edit = _least(line, mended, start)
            yield Fix("mojibake", (edit,), f"{_short(edit.text)}, decoded again")


def _decoded(line: str) -> str:
    """The line as ftfy reads it; as a whole, where it does not dare."""
    import ftfy  # noqa: PLC0415 (needed where there is mojibake only)
    import ftfy.bad_codecs  # noqa: PLC0415

    mended = ftfy.fix_encoding(line)
    if mended != line:
        return mended
    try:
        return line.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return line


def _least(old: str, new: str, offset: int) -> Edit:
    """The smallest edit that makes one text of the other."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    return Edit(offset + head, offset + len(old) - tail, new[head : len(new) - tail])


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 (a line's half)


def visual_order(res: Resolution, found: Sequence[Diagnostic]) -> Iterator[Fix]:  # noqa: ARG001
    """Lines of Arabic in visual order are written as they are read."""
    if res.language != "ar" or not is_visual(res.source):
        return
    pieces: list[str] = []
    page = 0
    for line in reading_lines(res.source):
        feed = "\f" * (line.page - page)
        page = max(page, line.page)
        pieces.append(f"{feed}{'' if feed else chr(10) * max(0, line.gap)}{line.text}\n")
    text = "".join(pieces)
    if text != res.source:
        edit = Edit(0, len(res.source), text)
        yield Fix("visual-order", (edit,), "lines in the order in which they are read")
