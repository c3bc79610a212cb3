"""Elements as they are made: names, identifiers, texts with their markers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from unres.exchange.akn.names import AKN, UNRES
from unres.nodes import Footnote, NoteRef

#: What no XML 1.0 document may hold (Extensible Markup Language 1.0, 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(_FORBIDDEN.pattern + r"|\\")
_WORDS = re.compile(r"[^\W_]+")

#: The names of elements in identifiers (Akoma Ntoso Naming Convention 1.0, table A.1).
_ALIASES = {
    "attachment": "att",
    "blockList": "list",
    "component": "cmp",
    "documentRef": "dref",
    "listIntroduction": "intro",
    "paragraph": "para",
    "section": "sec",
    "wrapUp": "wrapup",
}
#: The longest number in an identifier, in code points.
_LONGEST = 40
#: Elements with a text, which no white space may enter.
_TEXTS = frozenset(("p", "num", "heading", "subheading", "listIntroduction", "docketNumber"))


class Wrap(NamedTuple):
    """A stretch of a text that gets an element of its own; offsets in code points."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child."""
    child = etree.SubElement(parent, f"{{{AKN}}}{tag}", attributes)
    if text is not None:
        append(child, text)
    return child


def note_hint(element: Element, attribute: str, value: str) -> None:
    """Says on an element what Akoma Ntoso has no word for; `inline.hint` reads it."""
    element.set(f"{{{UNRES}}}{attribute}", escape(value))


def escape(value: str) -> str:
    """A value as an attribute can hold it."""
    return _ESCAPED.sub(lambda m: "\\\\" if m[0] == "\\" else f"\\x{ord(m[0]):x};", value)


def append(element: Element, text: str) -> None:
    """Adds a text at the end of an element; what no XML may hold becomes an empty `inline`."""
    at = 0
    for odd in _FORBIDDEN.finditer(text):
        _append(element, text[at : odd.start()])
        inline = add(element, "inline", name="character")
        note_hint(inline, "code", f"{ord(odd[0]):x}")
        at = odd.end()
    _append(element, text[at:] if at else text)


def _append(element: Element, text: str) -> None:
    if not text:
        return
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def indent(element: Element, depth: int = 0) -> None:
    """Sets each element on a line of its own, except inside texts."""
    if not len(element) or etree.QName(element).localname in _TEXTS:
        return
    inner = "\n" + "  " * (depth + 1)
    element.text = inner
    for child in element:
        indent(child, depth + 1)
        child.tail = inner
    element[-1].tail = inner[:-2]


class Names:
    """Identifiers by the Akoma Ntoso Naming Convention, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: Counter[str] = Counter()

    def of(self, parent: str, tag: str, number: str | None = None) -> str:
        """The identifier of an element: `sec_II__para_3`; counted where it has no number."""
        base = f"{parent}__" if parent else ""
        base += _ALIASES.get(tag, tag)
        words = "-".join(_WORDS.findall(number or ""))[:_LONGEST]
        name = f"{base}_{words}" if words else ""
        while not name or name in self._taken:
            stem = f"{base}_{words}" if words else base
            self._counts[stem] += 1
            name = f"{stem}_{self._counts[stem]}"
        self._taken.add(name)
        return name


class Notes:
    """The footnotes: each is written at its first anchor, or in the meta data if it has none."""

    def __init__(self, footnotes: Sequence[Footnote], anchored: Iterable[int]) -> None:
        self.footnotes = footnotes
        known = range(len(footnotes))
        self._anchored = {index for index in anchored if index in known}
        self._done: set[int] = set()
        #: The notes with their indexes, in the order in which they are read back.
        self._written: list[tuple[int, Element]] = []

    def loose(self) -> list[int]:
        """The notes without an anchor in the text."""
        return [i for i in range(len(self.footnotes)) if i not in self._anchored]

    def anchor(self, parent: Element, ref: NoteRef, *, inside: bool = False) -> None:
        """Writes a marker: with its note, if this is the first; `inside` a note never."""
        index = ref.footnote
        if index is None or index not in range(len(self.footnotes)):
            add(parent, "noteRef", href="#lost", marker=escape(ref.marker), placement="bottom")
        elif inside or index in self._done:
            href = f"#{self._name(index)}"
            add(parent, "noteRef", href=href, marker=escape(ref.marker), placement="bottom")
        else:
            self._done.add(index)
            self._write(add(parent, "authorialNote"), index, ref.marker)

    def write_loose(self, meta: Element, before: int) -> None:
        """Writes the notes without an anchor, in the meta data, as its child number `before`."""
        loose = self.loose()
        if not loose:
            return
        notes = etree.Element(f"{{{AKN}}}notes", source="#unres")
        meta.insert(before, notes)
        for index in loose:
            self._write(add(notes, "note"), index, self.footnotes[index].marker or "")

    def settle(self) -> None:
        """Counts the notes where they are not written in their own order."""
        if [index for index, _ in self._written] == list(range(len(self._written))):
            return
        for index, element in self._written:
            note_hint(element, "index", str(index))

    def _name(self, index: int) -> str:
        return f"authorialNote_{index + 1}" if index in self._anchored else f"note_{index + 1}"

    def _write(self, element: Element, index: int, marker: str) -> None:
        self._written.append((index, element))
        footnote = self.footnotes[index]
        element.set("marker", escape(marker))
        element.set("placement", "bottom")
        element.set("eId", self._name(index))
        if footnote.marker != marker:
            note_hint(element, "marker", optional(footnote.marker))
        paragraph = add(element, "p")
        at = 0
        for ref in footnote.notes:
            append(paragraph, footnote.text[at : ref.offset])
            self.anchor(paragraph, ref, inside=True)
            at = ref.offset
        append(paragraph, footnote.text[at:])


def prose(
    element: Element, text: str, refs: Sequence[NoteRef], notes: Notes, wraps: Iterable[Wrap] = ()
) -> None:
    """Writes a text with its markers, and with elements about some stretches of it."""
    offsets = [ref.offset for ref in refs]
    events: list[tuple[int, int, NoteRef | Wrap]] = []
    events += [(ref.offset, number, ref) for number, ref in enumerate(refs)]
    events += [
        (wrap.start, len(refs), wrap)  # behind the marker that stands there too
        for wrap in wraps
        if wrap.start < wrap.end and not any(wrap.start < o < wrap.end for o in offsets)
    ]
    at = 0
    for start, _, event in sorted(events, key=lambda e: e[:2]):
        append(element, text[at:start])
        at = max(at, start)
        if isinstance(event, Wrap):
            add(element, event.tag, text[event.start : event.end], **event.attributes)
            at = event.end
        else:
            notes.anchor(element, event)
    append(element, text[at:])


def optional(value: str | None) -> str:
    """A value that may be None, as a hint."""
    if value is None:
        return "~"
    return f"={value}" if value.startswith(("~", "=")) else value


def read_optional(value: str) -> str | None:
    """The inverse of `optional`."""
    return None if value == "~" else value.removeprefix("=")
