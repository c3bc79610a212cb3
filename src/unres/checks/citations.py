"""What a footnote cites, and by which words the text names such a thing.

A footnote gives the source of what the text names just before its marker: a convention's
volume in the Treaty Series, a report's symbol, the resolution that holds a declaration. So
the words of the text tell where a lost marker stood. The words themselves are in the lexicons.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from unres.grammar import lexicon

#: The terminals that name a kind of document in the text.
KINDS: Final = ("TREATY", "REPORT", "DECLARATION")
#: The report of the Human Rights Council to the Assembly is Supplement No. 53 of every session.
_COUNCIL: Final = re.compile(r"\bA/\d{2,3}/53(?!\d)")
#: `Supplement No. 46 (A/78/46)`: the report of a committee, in the Official Records.
_RECORDS: Final = re.compile(r"\(A/\d{1,3}/\d+[^)]{0,40}\)")
#: A document of the Assembly, mostly a report; other symbols are those of other bodies.
_REPORT: Final = re.compile(r"\bA/(\d{1,3})/\d")
_DOCUMENT: Final = re.compile(r"\b[A-Z]{1,5}/[A-Z0-9]|\bHR[IC]/")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RESOLUTION: Final = re.compile(r"(?<![\d/])\d{1,2}/\d{1,3}(?![\d/])")
#: The session of a symbol of the General Assembly, or of a resolution's number.
_SESSION: Final = re.compile(r"\bA/(\d{1,2})/|(?<![\d/])(\d{2})/\d+(?!/)")
#: What a note cites stands at its beginning: no more is looked at, in code points.
_LONGEST: Final = 2000
#: The first session of the General Assembly began in 1946, and each goes on into the next year.
_FIRST: Final = 1945


class Cited(NamedTuple):
    """What is known of the thing that a footnote cites."""

    #: What it is in: a treaty series, a resolution, a conference's report, the report of the
    #: Human Rights Council (it holds resolutions), other records, a document, another symbol.
    kind: str
    #: The years that the note says, and those of the session it says.
    years: frozenset[str]
    session: frozenset[str]
    #: The numbers of resolutions in it.
    numbers: frozenset[str]
    #: The session of the document of the Assembly that it cites, if any.
    report: str | None


def cited(note: str, language: str) -> Cited:
    """What a footnote's text cites."""
    note = note[:_LONGEST]
    found = _SESSION.search(note)
    first = _FIRST + int(found[1] or found[2]) if found else 0
    report = _REPORT.search(note)
    return Cited(
        _kind(note, language),
        frozenset(_YEAR.findall(note)),
        frozenset((str(first), str(first + 1)) if first else ()),
        frozenset(_RESOLUTION.findall(note)),
        report[1] if report else None,
    )


def ibid(said: Cited, note: str, language: str) -> Cited:
    """What a note cites that says `Ibid.`, by what it says itself and by the note it means."""
    return said._replace(kind=_kind(note[:_LONGEST], language)) if said.kind == "other" else said


def _kind(note: str, language: str) -> str:
    if _COUNCIL.search(note):
        return "council"
    if _RECORDS.search(note):
        return "records"
    of = lexicon(language)
    if of.TREATY_SERIES.search(note):
        return "treaty"
    if of.RESOLUTION.search(note) or of.DECISION.search(note):
        return "resolution"
    found = _DOCUMENT.search(note)
    if found is None:
        return "other"
    if found[0].startswith("A/C") and "CONF" in note:
        return "conference"
    return "document" if _REPORT.search(note) else "symbol"
