"""What in a text gets an element: lead phrases, documents named, meeting and date of adoption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unres.exchange.akn.making import Wrap
from unres.grammar import Lexicon
from unres.nodes import Node, Opening, Operative, Preambular

#: `(A/93/447/Add.3, para. 12)`
_DOCUMENTS = re.compile(r"[(（]([^()（）]*\w/[^()（）]*)[)）]")
#: How lead phrases are printed.
_CLASSES = {"ar": "bold italic", "zh": "bold"}


def lead_wrap(node: Node, lexicon: Lexicon) -> Wrap | None:
    """The lead phrase of a paragraph, where it can be told: `Recalling also`."""
    if isinstance(node, Opening):
        end = len(node.text.rstrip(",，، "))
    elif isinstance(node, Preambular):
        end = _lead(node.text, lexicon.LEAD, lexicon.LEAD_REST)
    elif isinstance(node, Operative):
        end = _lead(node.text, lexicon.OPERATIVE_LEAD, lexicon.LEAD_REST)
    else:
        return None
    if not end:
        return None
    return Wrap(0, end, "span", {"class": _CLASSES.get(lexicon.language, "italic")})


def _lead(text: str, lead: re.Pattern[str], rest: re.Pattern[str]) -> int:
    """Where the lead phrase ends; 0 where there is none."""
    found = lead.match(text)
    if found is None:
        return 0
    more = rest.match(text, found.end())
    return len(text[: (more or found).end()].rstrip())


def proponent_wraps(text: str) -> Iterator[Wrap]:
    """An element for the documents that a proponent's line names in brackets."""
    found = _DOCUMENTS.search(text)
    if found is not None:
        yield Wrap(*found.span(1), "inline", {"name": "originating document"})


def closing_wraps(text: str, day: str | None, lexicon: Lexicon) -> Iterator[Wrap]:
    """Elements for the meeting and, where its standard form is known, the date of adoption."""
    meeting = lexicon.MEETING.search(text)
    when = lexicon.DATE.search(text)
    apart = meeting is None or when is None or meeting.end() <= when.start()
    if meeting is not None:
        yield Wrap(*meeting.span(), "inline", {"name": "adoptionMeeting"})
    if when is not None and day is not None and apart:
        yield Wrap(*when.span(), "docDate", {"date": day, "refersTo": "#adoptionDate"})
