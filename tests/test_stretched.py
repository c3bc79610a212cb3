"""Stretched lines: widths tell paragraphs where a comma and a lead word cannot."""

from __future__ import annotations

import re

import pytest

from unres.grammar import lexicon
from unres.layout import lines as cut
from unres.layout import widths
from unres.layout.body.paragraphs import Segmenter
from unres.layout.measure import stretched
from unres.layout.rows import regard

#: Ideographs on a line, and the indent of a paragraph's first one.
MEASURE, INDENT = 40, 2
PREAMBLE = (
    "大会，",
    "回顾其关于灯塔看守人员休假办法和灯油储存规则的各项决议，"
    "注意到海鸟每年两次在灯塔上筑巢，回顾灯塔对海鸟迁徙十分重要，"
    "并申明各灯塔应当为此作出安排，",
    "注意到秋天的风暴损坏了七座灯塔的窗户，强调灯光对夜间航行的船只必不可少，"
    "而且没有任何其他办法可以取代灯光，认识到看守人员为此付出了很大的努力，",
    "欢迎沿海居民修复灯塔的努力，重申每一座灯塔都应当在日落之前点亮，"
    "表示赞赏海洋博物馆把收藏的旧灯借给灯塔使用并派人照料，",
    "深信只要看守人员与沿海居民同心协力就没有一盏灯会熄灭，"
    "希望各港口和各船只对这项工作给予支持和配合，鼓励它们捐赠灯油，",
)


#: Lines without a comma, so that there is a measure; and one that is full to its comma.
FULL = "回顾" + "每一座灯塔的看守人员和沿海居民都点灯" * 10 + "，"
FULL_TO_COMMA = "回顾" + "灯塔的灯和" * 7 + "，" + "注意到" + "灯塔的灯和" * 9 + "，"
TEXT = (*PREAMBLE, *(FULL, FULL_TO_COMMA, *PREAMBLE[1:]) * 2)


def set_lines(paragraph):
    """The lines of a paragraph as they are set."""
    first = MEASURE - INDENT
    rest = paragraph[first:]
    return [paragraph[:first], *(rest[i : i + MEASURE] for i in range(0, len(rest), MEASURE))]


def in_pieces(line):
    """A stretched line as some extractors print it: broken behind its commas."""
    return re.findall("[^\uff0c]+\uff0c?|\uff0c", line)


def in_lines(line):
    return [line]


def see(rows):
    for row in rows:
        widths.see(row)
    regard(rows, {}, wide=True)


def told(paragraphs, broken):
    """The rows of a text and whether each begins one of its paragraphs."""
    texts, begins = [], []
    for paragraph in paragraphs:
        *full, last = set_lines(paragraph)  # the last line is not stretched
        pieces = [*(piece for line in full for piece in broken(line)), last]
        texts += pieces
        begins += [True] + [False] * (len(pieces) - 1)
    rows = cut.split("\n".join(texts))
    see(rows)
    return rows, begins


@pytest.mark.parametrize("broken", [in_lines, in_pieces])
def test_widths_tell_the_paragraphs(broken):
    rows, begins = told(TEXT, broken)
    stretched.weigh(rows)
    behind_comma = [n for n in range(1, len(rows)) if rows[n - 1].ends]
    wrong = [rows[n].text for n in behind_comma if (rows[n].starts > 0) != begins[n]]
    assert wrong == []
    assert any(not begins[n] for n in behind_comma)


@pytest.mark.parametrize("broken", [in_lines, in_pieces])
def test_a_lead_word_behind_a_comma_begins_no_paragraph_inside_a_line(broken):
    rows, _ = told(TEXT, broken)
    blocks = Segmenter(rows, lexicon("zh")).run()
    assert ["".join(row.text for row in block.rows) for block in blocks] == [*TEXT]


def test_the_measure_is_the_width_of_a_full_line():
    rows, _ = told(TEXT, in_lines)
    for row in rows:
        widths.keep_set_width(row)
    assert widths.measure(rows) == 2 * MEASURE


def test_a_page_of_first_and_last_lines_has_the_measure_of_the_others():
    """Its widest lines are first ones, which lack their indent: they are not full."""
    rows, _ = told([FULL] * 6, in_lines)
    # a first line and a last one, and first lines that are the last as well
    short = ["回顾" + "灯塔的灯和" * 9 + "，", "注意到" + "灯塔的灯" * 8 + "和，"]
    page, begins = told(short * 8, in_lines)
    for row in page:
        row.page = 1
    stretched.weigh([*rows, *page])
    assert [row.starts > 0 for row in page[1:]] == begins[1:]


def test_lines_without_a_measure_tell_nothing():
    ragged = "\n".join("灯" * n + "，" for n in range(3, 40, 3))
    rows = cut.split(ragged)
    see(rows)
    stretched.weigh(rows)
    assert {row.starts for row in rows} == {0.0}


def test_no_rows():
    stretched.weigh([])
