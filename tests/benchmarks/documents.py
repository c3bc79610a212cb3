"""Invented resolutions of any size, as a page extractor would dump them.

Deterministic: the same language and size give the same text. Pages end with a footnote block,
a page number and a form feed, and begin with a running head, so paragraphs are cut as they
are in real dumps. Annexes restart the numbering: a long document is many annexes.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

SYMBOL = "A/RES/70/999"
PAGE = 46
PARAGRAPHS = 40


class Words(NamedTuple):
    """What a language needs to make up a resolution."""

    masthead: str
    title: str
    opening: str
    leads: tuple[str, ...]
    acts: tuple[str, ...]
    phrases: tuple[str, ...]
    annex: str
    note: str
    #: Joins phrases; ends a preambular, an operative and the last paragraph.
    marks: tuple[str, str, str, str]
    #: Characters a line holds, and how a paragraph is cut into lines of that width.
    width: int
    wrap: Callable[[str, int], list[str]]
    #: Stands between words.
    space: str


def _wrap_anywhere(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


WORDS = {
    "en": Words(
        masthead=(
            "United Nations                                        A/RES/70/999\n"
            "General Assembly                          Distr.: General\n"
            "                                          3 February 2016\n\n"
            "Seventieth session\nAgenda item 9\n\n"
            "Resolution adopted by the General Assembly on 22 December 2015\n\n"
            "[on the report of the Second Committee (A/70/499)]\n\n"
        ),
        title="70/999. Lighthouses and the safety of small harbours",
        opening="The General Assembly,",
        leads=("Recalling", "Noting with satisfaction", "Convinced of", "Deeply concerned about"),
        acts=("Requests", "Calls upon", "Also encourages", "Takes note of"),
        phrases=(
            "the keeping of lights along coasts that fog hides for most of the year",
            "its resolution 69/998 of 19 December 2014",
            "the well-being of keepers and their families in far-off stations",
            "the report of the Secretary-General on harbours (A/70/499)",
            "small States whose only road is the sea",
            "an exchange of lamps, lenses and experience among neighbours",
            "the need for long-term repair of piers, buoys and bells",
        ),
        annex="Annex",
        note="See resolution 69/998, paragraphs 4 to 7.",
        marks=(", and of ", ",", ";", "."),
        width=95,
        wrap=textwrap.wrap,
        space=" ",
    ),
    "zh": Words(
        masthead=(
            "联合国                                        A/RES/70/999\n"
            "大  会                          Distr.: General\n"
            "                                          3 February 2016\n\n"
            "第七十届会议\n议程项目9\n\n"
            "2015年12月22日大会决议\n\n[根据第二委员会的报告(A/70/499)通过]\n\n"
        ),
        title="70/999. 灯塔与小型港口的安全",
        opening="大会，",
        leads=("回顾", "满意地注意到", "深信", "深为关切"),
        acts=("请", "促请", "又鼓励", "注意到"),
        phrases=(
            "终年多雾的海岸上应当有灯火长明",
            "其2014年12月19日第69/998号决议",
            "偏远灯站看守人及其家属的福祉",
            "秘书长关于港口的报告(A/70/499)",
            "以海为唯一道路的小国",
            "邻国之间交流灯具、透镜和经验",
            "码头、浮标和雾钟需要长期维修",
        ),
        annex="附件",
        note="见第69/998号决议，第4至7段。",
        marks=("、", "，", "；", "。"),
        width=44,
        wrap=_wrap_anywhere,
        space="",
    ),
}


def document(language: str, size: int) -> str:
    """A dump in `en` or `zh` of at least `size` bytes of UTF-8, by less than a page more."""
    words = WORDS[language]
    pages, done = [words.masthead], len(words.masthead.encode())
    lines = _lines(words, random.Random(language))
    for number in count(1):
        page = _page(words, lines, number)
        pages.append(page)
        done += len(page.encode())
        if done >= size:
            return "".join(pages)
    raise AssertionError


def _page(words: Words, lines: Iterator[str], number: int) -> str:
    head = f"{words.title[8:]}                    {SYMBOL}\n\n" if number > 1 else ""
    # Every page has a marker in its first line and a note for it at its foot.
    first = next(line for line in lines if line)
    rest = "\n".join(next(lines) for _ in range(PAGE))
    rule = "_" * 15
    return f"{head}{first} {number}\n{rest}\n{rule}\n{number} {words.note}\n\n{number}/16\n\f"


def _lines(words: Words, chance: random.Random) -> Iterator[str]:
    for paragraph in _paragraphs(words, chance):
        yield from words.wrap(paragraph, words.width)
        yield ""


def _paragraphs(words: Words, chance: random.Random) -> Iterator[str]:
    def sentence(leads: tuple[str, ...], end: str) -> str:
        phrases = words.marks[0].join(chance.choices(words.phrases, k=chance.randint(1, 5)))
        return f"{chance.choice(leads)}{words.space}{phrases}{end}"

    yield words.title
    yield words.opening
    for _ in range(12):
        yield sentence(words.leads, words.marks[1])
    for annex in count():
        if annex:
            yield f"{words.annex} {annex}"
        for number in range(1, PARAGRAPHS):
            yield f"{number}. {sentence(words.acts, words.marks[2])}"
            if number % 8 == 0:
                for letter in "abc":
                    yield f"({letter}) {sentence(words.acts, words.marks[2])}"
        yield f"{PARAGRAPHS}. {sentence(words.acts, words.marks[3])}"
