"""Closing lines: the plenary meeting and the date below a resolution, misread ones as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unres import words

if TYPE_CHECKING:
    from unres.grammar import Lexicon

#: No closing line (plenary meeting, date) is longer, in code points.
LONGEST: Final = 70
#: What was the number of a meeting, with a sign in it that no word has: `8./6cnze`, `846hn<'`.
_NUMBER: Final = re.compile(r"(?=[^\W_]*[\d/<>\\])[^\s,;]{2,9}(?: \S)?(?= )")
#: A date by its build alone, stop and year's word included: `21 dccembre [971.`
_DATE: Final = re.compile(
    r"(?:le\s+)?\d{1,2}\S{0,2}\s+[^\W\d]{3,12}\s+\S?\d{3,4}(?:\s[^\W\d]{1,5})?\s?[.,]?"
)


def meets(text: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with the plenary meeting; its number may be misread."""
    text = words.plain(text)
    if lexicon.MEETING.match(text):
        return True
    found = _NUMBER.match(text)
    return found is not None and lexicon.MEETING.match("1" + text[found.end() :]) is not None


def dates(text: str, lexicon: Lexicon) -> bool:
    """Whether a whole line is the date below a meeting; its month may be misread."""
    text = words.plain(text)
    return bool(_DATE.fullmatch(text) or lexicon.DATE.fullmatch(text))
