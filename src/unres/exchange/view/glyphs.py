"""Characters that show nothing, made visible; and everything escaped for HTML.

A control character stays in the page where it stood, so that what is copied is the dump, but
inside an element whose picture a style sheet draws (`data-p`). Two kinds HTML cannot hold: NUL
and lone surrogates. They stand as numbers (`data-c`), and the page's script puts them back.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape

#: Everything without a shape of its own, but for line ends, tab and form feed: controls, format
#: characters, lone surrogates, private use, noncharacters, line and paragraph separators.
_HIDDEN = (
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U000e0000-\U0010ffff"
)
HIDDEN = re.compile(f"(?:\r(?!\n)|[{_HIDDEN}])+")
#: What cannot stand in the page as it is; text without it is its own HTML.
_SPECIAL = re.compile(f"[&<>\r\f{_HIDDEN}]")
#: Overrides, and controls long deprecated: they have no effect on the page. All other directional
#: controls keep theirs, which ends with their line: a line is a block of its own.
_STEERING = re.compile("[\u202d\u202e\u206a-\u206f]")
#: Directional controls that whole dumps are full of: drawn small.
_QUIET = re.compile("[\u061c\u200e\u200f\u202a-\u202c]+")
_NOT_HTML = re.compile("[\x00\ud800-\udfff]")
_SHORT = {
    "\x7f": "DEL", "\xad": "SHY", "\u061c": "‹", "\u200b": "ZWSP", "\u200c": "ZWNJ",
    "\u200d": "ZWJ", "\u200e": "›", "\u200f": "‹", "\u2028": "LS", "\u2029": "PS",
    "\u202a": "⇢", "\u202b": "⇠", "\u202c": "∙", "\u202d": "LRO", "\u202e": "RLO",
    "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\ufeff": "BOM",
}  # fmt: skip
_C0 = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB",
    "ESC", "FS", "GS", "RS", "US",
)  # fmt: skip
#: So many characters of a stretch are named for a reader who does not see it.
_NAMED = 3


def is_plain(source: str) -> bool:
    """Whether text of the dump, page breaks included, needs nothing done to it."""
    return _SPECIAL.search(source) is None


def text(source: str) -> str:
    """Text of the dump for the inside of an element: `textContent` gives it back."""
    if HIDDEN.search(source) is None:
        return _escaped(source)
    parts: list[str] = []
    at = 0
    for found in HIDDEN.finditer(source):
        parts += _escaped(source[at : found.start()]), _element(found[0])
        at = found.end()
    return "".join(parts) + _escaped(source[at:])


def _escaped(source: str) -> str:
    # A parser makes a line feed of every carriage return that is not written as a number.
    return escape(source, quote=False).replace("\r", "&#13;")


def plain(source: str) -> str:
    """Text for an attribute or a heading, not escaped: pictures stand for what shows nothing."""
    return HIDDEN.sub(lambda found: _pictures(found[0]), source)


def attribute(source: str) -> str:
    """Text for the inside of a quoted attribute, escaped; pictures stand for what shows nothing."""
    return escape(plain(source))


def picture(character: str) -> str:
    """What is drawn for a character that shows nothing: `NUL`, `BOM`, `U+E000`."""
    if character < " ":
        return _C0[ord(character)]
    return _SHORT.get(character) or f"U+{ord(character):04X}"


def _pictures(stretch: str) -> str:
    return " ".join(map(picture, stretch))


def _element(stretch: str) -> str:
    """A stretch of hidden characters as one element."""
    held = "c s" if _STEERING.search(stretch) else "c d" if _QUIET.fullmatch(stretch) else "c"
    names = ", ".join(map(_name, stretch[:_NAMED])) + (", …" if len(stretch) > _NAMED else "")
    drawn = escape(_pictures(stretch))
    shown = f'<i class="{held}" role="img" title="{escape(names)}" data-p="{drawn}"'
    if _NOT_HTML.search(stretch) is None:
        return f"{shown}>{_escaped(stretch)}</i>"
    codes = " ".join(f"{ord(character):x}" for character in stretch)
    return f'{shown} data-c="{codes}"></i>'


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
