"""Where a lost footnote marker is looked for: on the page of its note, a little over its edges."""

from __future__ import annotations

import pytest

import unres
from unres.checks import doubts
from unres.nodes import NoteRef
from unres.spans import Span

FIRST = """United Nations                                   A/RES/91/4
General Assembly                                 Distr.: General

Resolution adopted by the General Assembly on 3 May 2037

91/4. Silence at sea

The General Assembly,

Recalling the report of the Secretary-General on the noise of ships,1

Alarmed by the noise,

{last}
"""
NOTES = """
__________________
1  A/91/16.
{more}
\f
A/RES/91/4                                       Silence at sea

"""
SECOND = """{first}

Grateful to the crews of the south for the report that they sent to the harbours,

Welcoming the report of the harbour masters,3

1. Takes note of the report of the Commission on Whales; 4

2. Decides to consider the question again.

__________________
{notes}
"""


def line(dump: str) -> int | None:
    """The line on which the lost marker of a dump's footnote is told to have stood."""
    found = [d for d in unres.check(unres.parse(dump)) if d.name == "unanchored-footnote"]
    return dump.count("\n", 0, found[0].span.start) + 1 if len(found) == 1 else None


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("2  Resolution 217 A (III).\n", "3  A/91/17.\n4  A/91/18."),
        ("", "2  Resolution 217 A (III).\n3  A/91/17.\n4  A/91/18."),
    ],
    ids=["the note is on the page of its marker", "the note was moved to the next page"],
)
def test_the_last_line_of_a_page_is_looked_at(before: str, behind: str) -> None:
    last = "Reaffirming the Universal Declaration of Human Rights,"
    page = FIRST.format(last=last) + NOTES.format(more=before)
    dump = page + SECOND.format(first="Mindful of the tides,", notes=behind)
    assert line(dump) == dump[: dump.index(last)].count("\n") + 1


def test_the_first_line_of_the_next_page_is_looked_at() -> None:
    first = "Reaffirming the Universal Declaration of Human Rights,"
    page = FIRST.format(last="Mindful of the tides,")
    page += NOTES.format(more="2  Resolution 217 A (III).\n")
    dump = page + SECOND.format(first=first, notes="3  A/91/17.\n4  A/91/18.")
    assert line(dump) == dump[: dump.index(first)].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("as set out in Article 1 of the Charter of the Harbours,", "1"),
        ("согласно статье 2 Устава гаваней,", "2"),
        ("ссылаясь на резолюцию 72/18 от 1\n\nдекабря 2030 года,", "1"),
        ("包括 2030 年 12 月 16 日第 75/173\n号决议，", "3"),
    ],
    ids=["an article", "its cases", "a day behind its preposition", "the end of a resolution"],
)
def test_a_number_of_the_text_is_doubted(text: str, number: str) -> None:
    at = text.index("73") + 1 if "/173" in text else text.index(f" {number}") + 1
    ref = NoteRef(marker=number, offset=at, span=Span(at, at + len(number)))
    assert doubts.doubted(text, [ref]) == {at}


def test_a_marker_behind_a_name_is_not_doubted() -> None:
    text = "Recalling the Harbour Summit 1 and its outcome,"
    at = text.index("1")
    assert not doubts.doubted(text, [NoteRef(marker="1", offset=at, span=Span(at, at + 1))])
