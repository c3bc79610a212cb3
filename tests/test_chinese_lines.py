"""Chinese lines that an extractor broke at their signs. Each dump is of our own invention."""

from __future__ import annotations

import unres
from unres.nodes import Heading, walk

_HEAD = """联合国 A/RES/91/4

大会 Distr.: General
9 January 2037

第九十一届会议
议程项目 21

2036年12月17日大会决议

91/4. 沿海各国灯塔的看守、灯油的储存和看守人员的休假

大会，
回顾其关于灯塔看守人员休假办法和灯油储存规则的各项决议以及各国在这些决议
通过以后为执行这些决议所采取的各项措施，并且注意到秘书长关于这些措施的最
近一次报告所载的各项结论和建议，
{}
注意到秋天的风暴损坏了七座灯塔的窗户和楼梯以及看守人员的住处，而且灯光对
在夜间航行的船只来说必不可少，没有任何其他办法可以取代，
回顾沿海各国在最近一次关于灯塔看守问题的会议上通过的政治宣言以及其中关于各
国应当在日落之前点亮每一座灯塔并且在日出之后才把灯熄灭的承诺，又回顾秘书长
为此设立的信托基金以及各国和各国际组织为灯塔看守人员和沿海居民提供的捐款、
灯油、旧灯和其他各种物资，并且赞赏地注意到海洋博物馆把收藏的旧灯借给灯塔使
用并派人照料，
1. 促请各国保护灯塔以及灯塔看守人员的住处不受风暴和海浪的破坏，并且每年
向秘书长报告所采取的措施，
{}
2. 请秘书长向大会第九十二届会议报告本决议的执行情况。
2036年12月17日
第58次全体会议
"""


def _parsed(listed: str = "", numbered: str = "并报告其结果；") -> unres.Resolution:
    return unres.parse(_HEAD.format(listed or "深信灯塔必不可少，", numbered))


def test_a_line_that_ends_inside_a_list_is_no_heading():
    listed = (
        "欢迎《灯塔看守人员公约》、\n"
        "《沿海居民点灯行动纲领》和《海鸟保护计划》以及各国为了执行它们所\n通过的各项法律，"
    )
    res = _parsed(listed)
    assert not [node.text for node in walk(res) if isinstance(node, Heading)]
    assert res.preamble[1].text == listed.replace("\n", "")


def test_the_heading_of_a_section_may_be_printed_in_many_pieces():
    pieces = (
        "灯塔看守人员的住处和灯油的储存以及其他事项所需经费的估计",
        "数：",
        "专题三(看守处、",
        "灯油处和其",
        "他各处)",
    )
    numbered = "\n".join(("并报告其结果；", "一", *pieces, "回顾其第90/3号决议，"))
    headings = [node.text for node in walk(_parsed(numbered=numbered)) if isinstance(node, Heading)]
    assert headings == ["一", "".join(pieces)]


def test_a_comma_ends_no_numbered_paragraph():
    """Even where what follows could be an opening formula: it ends in the name of an organ."""
    numbered = "跟进落实保护灯塔和灯塔看守人员小组委员会\n在灯塔方面开展的工作；"
    res = _parsed(numbered=numbered)
    assert res.operative[0].text.endswith(numbered.replace("\n", ""))
    assert len(res.operative) == 2


def test_the_last_ideograph_of_a_running_head_is_no_text():
    cut = "住处不受风暴和海浪的破坏，并且每年\n"
    head = "A/RES/91/4\n沿海各国灯塔的看守、灯油的储存和看守人员的休\n假\n"
    dump = _HEAD.format("深信灯塔必不可少，", "并报告其结果；")
    res = unres.parse(dump.replace(cut, f"{cut}\n22-05578 (C)\n\f{head}"))
    assert res.operative[0].text == _parsed().operative[0].text


def test_a_name_that_ends_in_a_number_bears_no_marker_where_a_sign_does():
    numbered = "以实现目标2 所载各项指标；2\n"
    dump = _HEAD.format("深信灯塔1 必不可少，", numbered)
    res = unres.parse(dump + "__________________\n1 见A/90/21。\n2 见A/91/7。\n")
    (note,) = res.operative[0].notes
    assert res.operative[0].text[: note.offset].endswith("指标；")


def test_a_note_may_stand_on_the_page_below_its_marker():
    """Its page had no room for it, and no rule is printed above it."""
    first = "深信灯塔必不可少，1 并感谢灯塔看守人员，2"
    dump = _HEAD.format(first, "并报告其结果；")
    cut = "注意到秋天的风暴"
    dump = dump.replace(cut, f"1 见A/90/21。\n22-05578 (C)\n\f{cut}")
    cut = "2. 请秘书长"
    dump = dump.replace(cut, f"2 见A/91/7。\n22-05578 2/3\n\f{cut}")
    res = unres.parse(dump)
    assert [note.text for note in res.footnotes] == ["见A/90/21。", "见A/91/7。"]
    assert "A/91/7" not in res.operative[0].text


def test_notes_printed_apart_from_their_numbers_may_be_broken_at_their_signs():
    first = "深信《灯塔公约》1 和《灯油规则》2 以及《海鸟保护计划》3 必不可少，"
    dump = _HEAD.format(first, "并报告其结果；")
    foot = "联合国，\n《条约汇编》\n，第7卷，第9号。\n第90/3号决议。\n3\n见A/91/7。\n1\n2\n"
    cut = "注意到秋天的风暴"
    res = unres.parse(dump.replace(cut, f"{foot}\n2/3\n22-05578\n\f{cut}"))
    assert [note.marker for note in res.footnotes] == ["1", "2", "3"]
    assert res.footnotes[0].text == "联合国，《条约汇编》，第7卷，第9号。"
