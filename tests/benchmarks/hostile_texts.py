"""Texts that are made to be slow to read: one thing over and over, to any size."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count, islice

#: What is repeated, by name. Each is a shape that some stage has a pattern or a loop for.
UNITS = {
    "label": "1. ",
    "label a line": "1.\n",
    "label and text a line": "1. Decides to rest;\n",
    "point": "(a)",
    "point a line": "(a) x;\n",
    "points": "(a) x;\n(b) y;\n(c) z;\n",
    "points of points": "(a) x:\n(i) y;\n(ii) z;\n",
    "sections": "I\n\nOf keepers\n\n1. Rest;\n\n",
    "annexes": "Annex\n\nOf keepers\n\n",
    "openings": "The General Assembly,\n\nRecalling it,\n\n1. Decides to rest;\n\n",
    "adoptions": "40th plenary meeting\n2 February 2037\n\n",
    "fields": "Distr.: General\n",
    "agenda items": "Agenda item 9\n",
    "titles": "91/14. Lighthouses\n",
    "symbols": "A/RES/91/14 ",
    "symbol a line": "A/RES/91/14\n",
    "organ letters": "A/RES/",
    "citations": "its resolution 91/14 of 2 February 2037, ",
    "open brackets": "(",
    "open square brackets": "[",
    "square brackets": "[]",
    "round brackets": "()",
    "closing brackets": ")",
    "braces": "{",
    "braces a line": "{item: (a)} x\n",
    "page feeds": "\f",
    "page feed and word": "x\f",
    "page feed and line end": "\f\n",
    "pages of a number": "1\f",
    "pages of a head": "A/RES/91/14\n\nText of keepers\n\f",
    "pages to and fro": "1/999\n\nOf keepers\n\f999/999\n\nOf lamps\n\f",
    "page of total a line": "1/2\n",
    "digits": "1",
    "digit a word": "1 ",
    "digit a line": "1\n",
    "years": "20201 ",
    "markers": "Summit,1 and ",
    "markers a line": "Summit,1 and\n",
    "bracketed markers": "Summit[1] and\n",
    "stars": "*",
    "star a line": "*\n",
    "footnotes": "____\n1 See A/91/207.\n",
    "footnotes of a page": "Summit,1 and\n____\n1 See A/91/207.\n\f",
    "star notes": "____\n* x\n",
    "rules": "____________________\n",
    "underscores": "_",
    "equal signs": "=",
    "clean marks": "====================\n",
    "dots": ".",
    "leaders": "x . . . . 1\n",
    "commas": ",",
    "semicolons": ";\n",
    "hyphens": "-",
    "hyphen a line": "-\n",
    "hyphens at line ends": "ques-\n",
    "hyphens at line ends of two": "ques-\ntion high-\nlevel ",
    "lost hyphens": "wor\ufffe\nd ",
    "soft hyphens": "wor\u00ad",
    "one long word": "a",
    "letter a line": "a\n",
    "words": "rest ",
    "words of capitals": "REST ",
    "names": "Keeper ",
    "stretched words": "R e s t  ",
    "blanks": " ",
    "blank lines": "\n",
    "blank and feed": "\n\n\f",
    "tabs": "\t",
    "tabs and words": "rest\t",
    "wide gaps": "rest      of        it\n",
    "no-break spaces": "\u00a0",
    "carriage returns": "\r",
    "carriage returns and words": "rest\r",
    "line ends of DOS": "rest\r\n",
    "line separators": "rest\u2028",
    "NULs": "\0",
    "NULs and words": "re\0st\n",
    "replacement signs": "\ufffd",
    "replacement signs and words": "re\ufffdst\n",
    "glyph names": "(cid:123)",
    "combining marks": "\u0301",
    "combined letters": "e\u0301",
    "signs of direction": "\u202b\u202c",
    "signs of direction a line": "\u202b1\u202c\n",
    "zero-width signs": "\u200e\u200f",
    "byte order marks": "\ufeff",
    "table rows": "a | b | c\n",
    "pipes": "|",
    "columns": "a   1   2\n",
    "Roman numerals": "IVXLC",
    "Roman numeral a line": "II\n",
    "Roman sections": "II. Keepers\n",
    "quotes": '"',
    "French quotes": "« x » ",
    "English quotes": "“x” ",
    "quotation unended": "“x\n",
    "apostrophes": "l’x ",
    "headings of Markdown": "# x\n",
    "lists of Markdown": "- x\n",
    "image comments": "<!-- image -->\n",
    "comment starts": "<!-- ",
    "escapes": "\\_",
    "entities": "&amp;",
    "mojibake": "Ã©",
    "Chinese": "大会",
    "Chinese a line": "大会，\n",
    "Chinese numerals": "一、",
    "Chinese numeral a line": "一、灯\n",
    "Chinese points": "㈠ 灯；\n",
    "Chinese stops": "。",
    "Chinese with holes": "大 会 ",
    "Arabic": "الجمعية العامة ",
    "Arabic a line": "الجمعية العامة،\n",
    "Arabic in visual order": "،ةماعلا ةيعمجلا\n",
    "Arabic shapes": "\ufe8d\ufedf\ufea0\ufee4\ufecc\ufef4\ufe94 ",
    "Arabic shapes a line": "\ufe8d \ufe8e\n",
    "Arabic points": "(أ) ضوء؛\n",
    "Arabic digits": "١٢٣ ",
    "Arabic letters apart": "ا ل ج م ع ي ة\n",
    "Arabic broken font": "ا\ufffdل\u0640",
    "kashidas": "ـ",
    "Russian": "Генеральная Ассамблея ",
    "Russian points": "а) свет;\n",
    "French": "L’Assemblée générale,\n",
    "Spanish": "La Asamblea General,\n",
    "scripts in turn": "rest свет ضوء 灯 ",
    "script a line": "rest\nсвет\nضوء\n灯\n",
    "surrogates": "\udc80",
    "beyond the BMP": "\U00020000",
    "emoji": "\U0001f300\u200d",
}


def _numbers(end: str) -> Callable[[], str]:
    return lambda: "".join(islice((f"{k}{end}" for k in count(1)), 300_000))


def _depth() -> str:
    """Lists within lists: each point's text begins the next list."""
    labels = ("(a)", "(i)", "a.", "(1)", "1.", "A.", "I.")
    return "".join(f"{labels[k % 7]} x:\n" for k in range(200_000))


def _words() -> str:
    """Words no two of which are the same."""
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    lines = (
        " ".join("".join(chance.choices(letters, k=6)) for _ in range(12)) for _ in range(9000)
    )
    return "\n".join(lines) + "\n"


def _hyphenated() -> str:
    """Broken words no two of which are the same."""
    return _words().replace(" ", "-\n")


def _letters_off() -> str:
    """Words no two of which are the same, each with its last letter off; a paragraph a line."""
    return "".join(f"The {word[:-1]} {word[-1]} rests.\n\n" for word in _words().split())


def _noise(signs: str) -> Callable[[], str]:
    return lambda: "".join(random.Random(2).choices(signs, k=400_000))


#: Texts of parts that change.
MADE: dict[str, Callable[[], str]] = {
    "labels in sequence": _numbers(". Decides to rest;\n"),
    "labels in sequence on one line": _numbers(". Decides to rest; "),
    "numbers in sequence": _numbers("\n"),
    "markers in sequence": lambda: "".join(f"Summit,{k} and\n" for k in range(1, 100_000)),
    "footnotes in sequence": lambda: "____\n" + "".join(f"{k} See it.\n" for k in range(1, 99_999)),
    "markers and footnotes in sequence": lambda: "".join(
        f"Summit,{k} and\n____\n{k} See it.\n\f" for k in range(1, 60_000)
    ),
    "labels backwards": lambda: "".join(f"{k}. Decides;\n" for k in range(99_999, 0, -1)),
    "footnotes backwards": lambda: "".join(
        f"Summit,{k} and\n____\n{k} See it.\n\f" for k in range(60_000, 0, -1)
    ),
    "lists within lists": _depth,
    "words all different": _words,
    "broken words all different": _hyphenated,
    "letters off their words": _letters_off,
    "hyphens off their words": lambda: (
        "1. " + "".join(f"w{k:x}x -y{k:x}z " for k in range(200_000))
    ),
    "footnotes without markers": lambda: "".join(
        f"Taking note of the report, and\n____\n{k} See report A/91/{k}.\n\f"
        for k in range(1, 60_000)
    ),
    "noise of labels": _noise("1234567890.()abivx \n"),
    "noise of markers": _noise("1,2 3a.\n[]*"),
    "noise of brackets": _noise("()[]{}"),
    "noise of spaces": _noise(" \n\t\f\r\u00a0"),
    "noise of Arabic": _noise("ابتثجح دذ١٢()،\n\u202b\u202c"),
    "noise of all scripts": _noise("aбب灯1. \n,;/"),
    "Latin letters": _noise("abcdefghijklmnopqrstuvwxyz"),
    "Chinese signs": _noise("".join(map(chr, range(0x4E00, 0x5E00)))),
    "any code points": _noise("".join(map(chr, range(1, 0x3000)))),
}
CASES = (*UNITS, *MADE)


def text(name: str, size: int) -> str:
    """The text of a case: `size` bytes of UTF-8, give or take one character."""
    unit = UNITS.get(name) or MADE[name]()
    width = len(unit.encode("utf-8", "surrogatepass"))
    whole = unit * (size // width + 1)
    return whole[: len(whole) * size // (width * (size // width + 1))]
