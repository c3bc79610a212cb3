"""The clean form, line by line: tags, escapes, and what a bare line is taken for.

`render` writes by it and `layout.rendered.clean` reads by it; `render` describes the format.
Everything
here is formal: no words of a language, so that both sides always judge alike. Where a bare
line would be taken for another kind than its own, the writer tags it. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from unres.grid import BAR
from unres.words import organ_name, read_date, read_meeting, read_session

#: Below the masthead. No dump has this line, so it tells the clean form from a dump.
HEAD_RULE: Final = "=" * 20
#: Above the footnotes.
NOTE_RULE: Final = "_" * 20
INDENT: Final = "  "
#: The value of a tag where the tree has none.
NONE: Final = "~"

#: What is a marker when it stands in brackets without more ado.
_PLAIN: Final = r"\d{1,3}|\*{1,5}|[a-z\u2020\u2021]"
_PLAIN_MARKER: Final = re.compile(_PLAIN)
_SPECIAL: Final = re.compile(rf"[\\{{]|\[(?=(?:{_PLAIN})\])")
_SPECIAL_CELL: Final = re.compile(rf"[\\{{|]|\[(?=(?:{_PLAIN})\])")
#: A bar too, since the braces of an odd marker may stand in a cell.
_SPECIAL_VALUE: Final = re.compile(r"[\\{}|]")
_ESCAPED: Final = re.compile(r"\\(.)")

#: All that means something inside a line. No bare brace in the braces of an odd marker, so that
#: a line of opening ones costs no more than any other.
SIGN: Final = re.compile(
    rf"\\(?P<literal>.)|(?P<bar>\|)|\[(?:(?P<plain>{_PLAIN})"
    r"|\{(?P<odd>(?:[^\\{}]|\\.)*)\}(?::(?P<link>~|[0-9]{1,9}))?)\]"
)
_TAG: Final = re.compile(r"\{(?P<name>[a-z_]+)(?:: ?(?P<value>(?:[^\\{}]|\\.)*))?\} ?")

_TITLE: Final = re.compile(
    r"([^\s\[{\\]+(?: \([^()\s]{1,9}\)| [A-Z](?:-[A-Z])?(?= \(|\.)){0,2})\. "
)
_SECTION: Final = re.compile(r"(?:[IVX]{1,6}|[一二三四五六七八九十]{1,3})(?:$|[.．、:]? )")
_PART: Final = re.compile(r"[A-Z](?:$|\W)")
_NUMBERED: Final = re.compile(r"(\d{1,3}(?:[.．、]| ?[-\u2013\u2014]))(?: |$)")
_POINT: Final = re.compile(
    r"([(（][^\W_]{1,5}[)）]|(?![IVX]{1,6}[.．、])[^\W_]{1,4}[.．)）、]|[\u3220-\u3243\u2460-\u2487]"
    r"|[^\W_]{1,3} ?[-\u2013\u2014]|[-\u2013\u2014\u2022])(?: |$)"
)
_FOOTNOTE: Final = re.compile(rf"({_PLAIN})(?: |$)")
_NOTE: Final = re.compile(rf"\[({_PLAIN})\]:(?: |$)")
_YEAR: Final = re.compile(r"\d{4}|年")
_DISTRIBUTION: Final = re.compile(r"Distr|[^:：]{1,16}[:：]")
_JOB: Final = re.compile(r"\d\d-\d{4,}")

_COMMAS: Final = ",，،、"
_STOPS: Final = ".。!?؟…"
#: Ends of a paragraph of the preamble that has points, or was the last for its writer.
_HALTS: Final = ":;：；؛"
#: An opening formula or a heading is shorter than a paragraph (in characters).
_SHORT_OPENING: Final = 60
_SHORT_HEADING: Final = 120
#: The words of a distribution in the six languages begin so.
_DISTRIBUTIONS: Final = re.compile(
    r"(?P<general>g[eé]n|общ|普遍|عام)|(?P<limited>lim|огран|有限|محدود)|(?P<restricted>restr)"
)
#: Kinds of fields whose words have a standard form, and the longest of them that is remembered.
_SAID: Final = ("organ", "distribution", "issued", "adopted", "session")
_KEPT: Final = 100


class Reading(NamedTuple):
    """What a line is: its token type, its label, and where its text starts in the line."""

    type: str
    label: str | None = None
    start: int = 0


class Tag(NamedTuple):
    """An explicit tag at the start of a line; `end` is where the line goes on."""

    name: str
    value: str | None
    end: int


# ------------------------------------------------------------------------- what a line means


def natural(context: str, level: int, line: str, *, gap: bool) -> Reading:
    """What a bare line of the body is taken for.

    `context` is the type of the last block at level 0 (empty at the start), `line` comes
    without its indentation, `gap` tells of two blank lines above it.
    """
    if line == NOTE_RULE and not level:
        return Reading("")  # the rule above the footnotes, whatever stands above it
    if gap:
        return Reading("PART" if _PART.match(line) else "ANNEX")
    if line.startswith(BAR):
        return Reading("TABLE")
    if line.startswith("[") and (note := _labelled("FOOTNOTE", _NOTE, line)):
        return note
    if level:
        return _labelled("ITEM", _POINT, line) or Reading("CONTINUATION")
    title = _TITLE.match(line) if not context else None
    if title and ("/" in title[1] or "(" in title[1]):  # else it is the label of a paragraph
        return Reading("TITLE", title[1], title.end())
    return (
        _labelled("OPERATIVE", _NUMBERED, line)
        or _labelled("ITEM", _POINT, line)
        or Reading("SECTION" if _SECTION.match(line) else _by_end(context, line))
    )


def _labelled(type_: str, pattern: re.Pattern[str], line: str) -> Reading | None:
    found = pattern.match(line)
    return Reading(type_, found[1], found.end()) if found else None


def _by_end(context: str, line: str) -> str:
    """The type of a line without label, by its last character and its length."""
    end = _last(line)
    in_preamble = context in {"OPENING", "PREAMBULAR"}
    if end in _COMMAS:
        opens = context in {"", "TITLE", "PART", "SECTION", "ANNEX", "HEADING"}
        return "OPENING" if opens and len(line) < _SHORT_OPENING else "PREAMBULAR"
    if in_preamble and end in _HALTS:
        return "PREAMBULAR"
    if end in _STOPS:
        # a preamble leads to something: the only paragraph needs no number
        return "OPERATIVE" if in_preamble else "TEXT"
    if end in _HALTS or len(line) > _SHORT_HEADING:
        return "TEXT"
    return "ADOPTION" if _YEAR.search(line) and context not in {"", "TITLE"} else "HEADING"


def _last(line: str) -> str:
    """The last character before any markers."""
    for _ in range(4):
        if not line.endswith("]"):
            break
        cut = line.rfind("[")
        if cut <= 0:
            break
        line = line[:cut]
    return line[-1:] or "."


#: What follows what in a masthead, where the line itself does not tell. The other fields stand
#: anywhere between these.
_NEXT_FIELD: Final = {
    "publisher": "organ",
    "organ": "session",
    "session": "agenda_item",
    "agenda_item": "agenda_title",
    "agenda_title": "agenda_title",
}


def natural_field(above: Sequence[str], line: str) -> str:
    """The kind that a bare line of the masthead is taken for; `above` are the kinds above it."""
    previous = above[-1] if above else ""
    if "/" in line and " " not in line:
        return "symbol"
    if line.startswith("["):
        return "proponent"
    if _JOB.match(line):
        return "job"
    if _DISTRIBUTION.match(line) and previous not in {"agenda_item", "agenda_title"}:
        return "distribution"
    if _YEAR.search(line):
        return "issued" if previous in {"symbol", "distribution"} else "adopted"
    return next((_NEXT_FIELD[kind] for kind in reversed(above) if kind in _NEXT_FIELD), "publisher")


def natural_footnote(line: str) -> Reading:
    """The marker of a bare line among the footnotes; without one the type is empty."""
    return _labelled("FOOTNOTE", _FOOTNOTE, line) or Reading("")


# -------------------------------------------------------------------------- tags and escapes


def tag(name: str, value: str | None = None) -> str:
    """`{item: (a)}`, or `{item}` where there is no value."""
    if value is None:
        return f"{{{name}}}"
    return f"{{{name}: {_SPECIAL_VALUE.sub(_escaped, value)}}}"


def read_tag(line: str) -> Tag | None:
    """The tag at the start of a line, its value unescaped."""
    found = _TAG.match(line) if line.startswith("{") else None
    if found is None:
        return None
    value = found["value"]
    return Tag(found["name"], None if value is None else unescape(value), found.end())


def escape(text: str) -> str:
    """The text so that nothing in it is taken for a tag or a marker."""
    return _SPECIAL.sub(_escaped, text)


def escape_cell(text: str) -> str:
    """A cell's text so that nothing in it is taken for a tag, a marker or the cell's end."""
    return _SPECIAL_CELL.sub(_escaped, text)


def unescape(text: str) -> str:
    """Takes the backslashes away again."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def marker(printed: str) -> str:
    """A footnote marker as it stands in a line: `[1]`, an unusual one as `[{1 bis}]`."""
    if _PLAIN_MARKER.fullmatch(printed):
        return f"[{printed}]"
    return f"[{{{_SPECIAL_VALUE.sub(_escaped, printed)}}}]"


def linked_marker(printed: str, footnote: int | None) -> str:
    """A marker that says which footnote it means, counted from 1: `[{1}:3]`, `[{1}:~]` for none."""
    link = NONE if footnote is None else footnote + 1
    return f"[{{{_SPECIAL_VALUE.sub(_escaped, printed)}}}:{link}]"


def read_link(written: str | None) -> int | None:
    """The link of a marker: a footnote's number from 1, 0 for none, None where it says nothing."""
    if written is None:
        return None
    return 0 if written == NONE else int(written)


def note_line(printed: str | None, body: str) -> str:
    """A footnote's line right behind its paragraph: `[1]: See A/91/207.`."""
    if printed is not None and _PLAIN_MARKER.fullmatch(printed):
        return f"[{printed}]: {body}".rstrip(" ")
    return f"{tag('footnote', printed)} {body}".rstrip(" ")


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]


# ---------------------------------------------------------------------------- standard forms


def standard(kind: str, text: str, language: str) -> str | None:
    """The standard form of a masthead field as its text tells it (`Field.value`), or None."""
    if kind == "symbol":
        return " ".join(text.split())
    if kind not in _SAID:
        return None
    return (_known if len(text) <= _KEPT else _said)(kind, text, language)


def _said(kind: str, text: str, language: str) -> str | None:
    """What the words of a field say in the standard form."""
    match kind:
        case "organ":
            return organ_name(text, language)
        case "distribution":
            found = _DISTRIBUTIONS.search(text.lower())
            return str(found.lastgroup).capitalize() if found else None
        case "session":
            number = read_session(text, language)
            return None if number is None else str(number)
        case _:
            return read_date(text, language)


#: Many documents have the same fields.
_known: Final = lru_cache(maxsize=512)(_said)


def standard_adoption(text: str, language: str) -> tuple[int | None, str | None]:
    """Meeting and date of closing lines, as their text tells them."""
    return read_meeting(text, language), read_date(text, language)


def optional(value: str | None) -> str:
    """A value that may be None, for a tag."""
    if value is None:
        return NONE
    return f"={value}" if value.startswith((NONE, "=")) else value


def read_optional(value: str) -> str | None:
    """The inverse of `optional`."""
    if value == NONE:
        return None
    return value.removeprefix("=")
