"""The texts that fuzzing found to break a promise, each cut down and named after the symptom.

They are mended; `tests/test_fuzz.py` sees that they stay so.
"""

from __future__ import annotations

FINDINGS = {
    # A run that ended among the spaces a tab stands for went on behind the tab.
    "tab-within-a-line-of-two-runs": "ة\ufeff\tة\n3/1- ن",
    "tab-behind-a-displaced-label": "\u202bالن\nc)\t\n(c) ",
    "tab-at-a-line-end": "تبم\n3\t\n;\n91-12345\u202b(E)",
    "tabs-between-markers": "，3. 5\t2，\t6\t并5.",
    # The only line was the number of the title and, of so many pages, that of the page.
    "number-of-title-and-page": "94/118",
    # A marker behind the last line's lost hyphen stood one character behind the text's end.
    "marker-behind-a-lost-hyphen": (
        "\f1 A/RES/94/118" + " " * 66 + "الأمم المتحدة\f" + "а) " * 19 + "а)\ndwor\ufffe\f3"
    ),
    # The space before a line of nothing but a lost hyphen stayed at the paragraph's end.
    "lost-hyphen-on-a-line-of-its-own": "1.D\n\ufffe",
    # A soft hyphen that stood by itself left its space at the text's beginning.
    "soft-hyphen-by-itself": "\xad .",
    "soft-hyphen-between-spaces": "1. Decides to rest \xad by night;\n",
    # A line of nothing but signs of direction has no first letter to compare with a formula's.
    "signs-of-direction-above-a-formula": "\u200f\nThe General Assembly,\n",
}
