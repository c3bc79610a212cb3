"""Checks of characters: lost glyphs, control characters.

They read the source itself, each with a search that starts at a literal or one character
class, so that the cost stays a small part of that of parsing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from unres.checks import tree
from unres.checks.registry import finds
from unres.diagnostics import Diagnostic, diagnose
from unres.nodes import Resolution
from unres.spans import Span

#: The traces of a lost glyph; each is looked for where there is a sign of it only.
_REPLACEMENT, _REPLACED = "\ufffd".encode(), re.compile("\ufffd+")
_MAYBE_CID = re.compile(r":(?<=\(cid:)")  # what begins with one rare sign is found fastest
_CID = re.compile(r"\(cid:\d{1,6}\)")
_GLYPHS = (
    ("glyph<", re.compile(r"glyph<[^<>\n]{1,40}>")),
    ("GLYPH<", re.compile(r"GLYPH<[^<>\n]{1,40}>")),
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HOLE = re.compile(f" (?<=[{_HAN}] )(?=[{_HAN}])")
#: C0 and C1 without tab, newline, form feed and carriage return.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
#: The same as bytes of UTF-8: a glance at bytes costs a tenth of one at text.
_C0 = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_C1 = re.compile(b"\xc2[\x80-\x9f]")
#: What the bytes 80 to BF are in windows-1252; five of them are nothing there.
_AFTER = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0))
#: The bytes of one UTF-8 character, each read as windows-1252.
_TWICE = re.compile(
    f"[\u00c2-\u00df][{_AFTER}]|[\u00e0-\u00ef][{_AFTER}]{{2}}|[\u00f0-\u00f4][{_AFTER}]{{3}}"
)
#: How such a pair begins, as bytes of UTF-8: a letter from U+00C2 to U+00F4 and no letter after.
_LEAD = re.compile(b"\xc3[\x82-\xb4](?:\xc2|\xe2[\x80\x82\x84]|\xc5|\xc6|\xcb)")
#: What such bytes must mean to be damage and no accident: `é »` would be an ideograph.
_MEANT = {
    "ar": re.compile("[\u0600-\u06ff\u200e-\u202e]"),
    "ru": re.compile("[\u0400-\u045f\u00ab\u00bb\u2010-\u2026\u2116]"),
    "zh": re.compile(f"[{_HAN}\u2010-\u2026\u3000-\u301f\uff00-\uff5e]"),
}
_MEANT_LATIN = re.compile("[\u00a0-\u00ff\u0152\u0153\u200e-\u202e\ufffe]")
#: Letters that stand together in no language: four and more with accents, or signs among them;
#: what Cyrillic, Arabic and Chinese encodings are when they are read as windows-1252.
_STRANGE = re.compile("[\u00c0-\u00ff]{4,}|[\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00ff]{6,}")
#: How they begin as bytes of UTF-8; what begins with one byte is found fastest.
_MAYBE_STRANGE = re.compile(b"\xc3[\x80-\xbf](?:[\xc2\xc3][\x80-\xbf]){3}")
_ROOT = "√".encode()
_ROOT_LINE = re.compile("^.*√.*$", re.MULTILINE)
#: Cyrillic in UTF-8 that was read as windows-1251: each letter begins with one of two.
_OTHER_HALF = "".join(
    char
    for b in range(0x80, 0xC0)
    if (char := bytes([b]).decode("cp1251", "ignore")) and char not in "Ёё"
)
_CYRILLIC_TWICE = re.compile(f"(?:[РС][{_OTHER_HALF}]){{3,}}")
#: What the commonest letters are then (`Рѕ`, `Р°`, `Рµ`), from the second byte: it is rare.
_MAYBE_CYRILLIC = re.compile(b"\xa0(?<=\xd0\xa0)(?:\xd1\x95|\xc2\xb0|\xc2\xb5)")
#: More holes than this, and than one in a thousand characters, are a habit, no damage.
_HABIT = 3
#: How much of damaged text is quoted, in code points.
_QUOTED = 16


@finds("lost-glyph")
def lost_glyph(res: Resolution) -> Iterator[Diagnostic]:
    """A character that the font or the extractor lost.

    Wrong: `the Secretary-Gen�ral`, `(cid:32)rotection`, `glyph<c=3>`, `秘书长 近的报告`
    Right: `the Secretary-General`, `protection`, `秘书长最近的报告`
    """
    for trace in _traces(res):
        for match in trace.finditer(res.source):
            yield diagnose("lost-glyph", Span(*match.span()), _shown(match.group()))
    if res.language == "zh":
        for hole in _holes(res):
            after = res.source[hole.end : hole.end + 3].split("\n")[0]
            yield diagnose("lost-glyph", hole, f"a hole before {after}")


def _traces(res: Resolution) -> list[re.Pattern[str]]:
    """The traces of lost glyphs that may be there."""
    found = [_REPLACED] if _REPLACEMENT in tree.rare(res) else []
    if "<" in res.source:
        found += (trace for literal, trace in _GLYPHS if literal in res.source)
    return [*found, _CID] if _MAYBE_CID.search(res.source) else found


@finds("control-character")
def control_character(res: Resolution) -> Iterator[Diagnostic]:
    """A control character other than tab, line feed, form feed and carriage return.

    Wrong: `the Secretary-General` with U+0007 before its hyphen
    Right: `the Secretary-General`
    """
    rare = tree.rare(res)
    if len(rare.translate(None, _C0)) == len(rare) and not _C1.search(rare):
        return
    for match in _CONTROL.finditer(res.source):
        codes = " ".join(f"U+{ord(c):04X}" for c in match.group()[:4])
        yield diagnose("control-character", Span(*match.span()), codes)


@finds("mojibake")
def mojibake(res: Resolution) -> Iterator[Diagnostic]:
    """A line that was decoded with another encoding than its own; one finding a line.

    Wrong: `the Secretary-Generalâ€™s report`, `sociÃ©tÃ©`, `Àññàìáëåÿ`
    Right: `the Secretary-General’s report`, `société`, `Ассамблея`
    """
    told: set[int] = set()
    if _stands(_LEAD, res):
        for found in _twice(res):
            told.add(res.source.rfind("\n", 0, found.span.start))
            yield found
    patterns = [_STRANGE] if _stands(_MAYBE_STRANGE, res) else []
    if _stands(_MAYBE_CYRILLIC, res):
        patterns.append(_CYRILLIC_TWICE)
    for pattern in patterns:
        for match in pattern.finditer(res.source):
            line = res.source.rfind("\n", 0, match.start())
            if line not in told:
                told.add(line)
                yield diagnose("mojibake", Span(*match.span()), match[0][:_QUOTED])
    for bad in _root_signs(res) if _ROOT in tree.rare(res) else ():
        if bad.start - 1 not in told:
            yield diagnose("mojibake", bad, res.source[slice(*bad)].strip()[:_QUOTED])


def _stands(pattern: re.Pattern[bytes], res: Resolution) -> bool:
    """Whether bytes stand together; not where they do not even with much between left out."""
    return bool(pattern.search(tree.rare(res)) and pattern.search(tree.data(res)))


def _root_signs(res: Resolution) -> Iterator[Span]:
    """Lines with the sign that UTF-8 begins with in Mac Roman, where ftfy calls them bad."""
    from ftfy.badness import is_bad  # noqa: PLC0415 (needed where there is such a sign only)

    for match in _ROOT_LINE.finditer(res.source):
        if is_bad(match[0]):
            yield Span(*match.span())


def strange(text: str) -> bool:
    """Whether letters stand together in a text that do so in no language."""
    return _STRANGE.search(text) is not None


def _twice(res: Resolution) -> Iterator[Diagnostic]:
    """UTF-8 that was read as windows-1252."""
    meant = _MEANT.get(res.language, _MEANT_LATIN)
    end = -1
    for match in _TWICE.finditer(res.source):
        said = match[0].encode("cp1252").decode("utf-8", "ignore")
        if meant.fullmatch(said):
            if end < 0 or "\n" in res.source[end : match.start()]:
                yield diagnose("mojibake", Span(*match.span()), f"{match[0]} for {said}")
            end = match.end()


def _shown(text: str) -> str:
    return "U+FFFD" if text[0] == "\ufffd" else text


def _holes(res: Resolution) -> Iterator[Span]:
    """Single spaces between two ideographs inside one line of running text."""
    found = [Span(*match.span()) for match in _HOLE.finditer(res.source)]
    if not found or len(found) > _HABIT + len(res.source) // 1000:
        return
    runs = sorted(run for node in tree.nodes(res).paragraphs for run in node.runs)
    starts = [run.start for run in runs]
    for hole in found:
        at = bisect_right(starts, hole.start) - 1
        if at >= 0 and hole.end < runs[at].end:
            yield hole
