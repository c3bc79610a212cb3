"""Two trees compared: what is lost, added, moved and changed, and what is no difference."""

from __future__ import annotations

from copy import deepcopy

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from strategies import texts, trees
from trees import grow

import unres
from unres import nodes as n
from unres.comparison import IGNORABLE, diff
from unres.comparison.matching import Matcher
from unres.comparison.passages import body, footnotes, masthead, title
from unres.comparison.words import compare, stretches, tokens

WORDS = [
    "Recalling the forum of keepers that was held on the coast of Saltmarch in spring,",
    "Welcoming the offer of the harbour towns to lend their boats, oil and wicks,",
    "Noting with concern that no fewer than forty lamps have been dark since autumn,",
]
DATA = {
    "masthead": [
        {"kind": "symbol", "text": "A/RES/81/9"},
        {"kind": "issued", "text": "9 December 2026", "value": "2026-12-09"},
    ],
    "title": "81/9. Ocean noise",
    "body": [
        {"opening": "The General Assembly,"},
        *({"preambular": text} for text in WORDS),
        {
            "operative": "1. Requests every port to report,[1] before the winter begins, on:",
            "children": [
                {"item": "(a) The towers that stand on its own shore;"},
                {"item": "(b) The keepers who live in them all year;"},
            ],
        },
        {"operative": "2. Decides to consider the matter again at its next session.[2]"},
        {"adoption": "40th plenary meeting 5 December 2026"},
    ],
    "footnotes": ["1 See A/80/16, chapter two.", "2 Resolution 80/4 of the year before."],
}


def changed(edit):
    """The tree of DATA with something done to the data."""
    data = deepcopy(DATA)
    edit(data)
    return grow(data)


def only(found):
    (change,) = found.changes
    return change


def told(change) -> str:
    return "".join(
        s.new if s.same else f"[-{s.old}-]" if s.old else f"{{+{s.new}+}}" for s in change.words
    )


@pytest.fixture(scope="module")
def old():
    return grow(DATA)


def test_a_tree_is_equal_to_itself(old):
    found = diff(old, old)
    assert found.equal
    assert found.mode == "words"
    assert found.counts["same"] == 14
    assert {row.status for row in found.rows} == {"same"}


def test_a_lost_paragraph_stands_where_it_stood(old):
    found = diff(old, changed(lambda d: d["body"].pop(2)))
    change = only(found)
    assert (change.status, change.old[0].name, change.new) == ("lost", "preambular paragraph 2", ())
    names = [(row.new or row.old)[0].text for row in found.rows]
    assert names[4:7] == WORDS


def test_an_added_paragraph(old):
    new = changed(lambda d: d["body"].insert(2, {"preambular": "Aware of the moon and its tides,"}))
    change = only(diff(old, new))
    assert (change.status, change.new[0].name, change.old) == (
        "added",
        "preambular paragraph 2",
        (),
    )


def test_a_moved_paragraph_is_told_once(old):
    def edit(data):
        data["body"][1:4] = [data["body"][k] for k in (2, 3, 1)]

    change = only(diff(old, changed(edit)))
    assert (change.status, change.old[0].text, change.aspects) == ("moved", WORDS[0], ())
    assert (change.old[0].name, change.new[0].name) == (
        "preambular paragraph 1",
        "preambular paragraph 3",
    )


def test_a_short_heading_does_not_move(old):
    new = changed(lambda d: d["body"].append({"heading": "Annex"}))
    before = changed(lambda d: d["body"].insert(0, {"heading": "Annex"}))
    assert sorted(c.status for c in diff(before, new).changes) == ["added", "lost"]


def test_a_paragraph_that_moved_and_changed(old):
    def edit(data):
        data["body"][1:4] = [data["body"][k] for k in (2, 3, 1)]
        data["body"][3] = {"preambular": WORDS[0].replace("spring", "summer")}

    change = only(diff(old, changed(edit)))
    assert (change.status, change.aspects) == ("moved", ("text",))
    assert "in [-spring-]{+summer+}," in told(change)


def test_words_that_changed(old):
    new = changed(lambda d: d["body"][3].update(preambular=WORDS[2].replace("forty", "fifty old")))
    change = only(diff(old, new))
    assert (change.status, change.aspects) == ("changed", ("text",))
    assert told(change) == (
        "Noting with concern that no fewer than [-forty-]{+fifty old+} lamps have been dark since "
        "autumn,"
    )


def test_a_paragraph_cut_in_two_and_joined_again(old):
    def edit(data):
        head, tail = WORDS[0].split(" that ")
        data["body"][1:2] = [{"preambular": head}, {"text": f"that {tail}"}]

    new = changed(edit)
    change = only(diff(old, new))
    assert (change.status, len(change.old), len(change.new)) == ("split", 1, 2)
    change = only(diff(new, old))
    assert (change.status, len(change.old), len(change.new)) == ("joined", 2, 1)


def test_a_label_that_is_lost(old):
    def edit(data):
        data["body"][5] = {"operative": data["body"][5]["operative"].replace("2. ", "- ")}

    change = only(diff(old, changed(edit)))
    assert (change.status, change.aspects) == ("changed", ("label",))
    assert change.new[0].name == "operative paragraph without number (2)"


def test_a_point_read_as_text(old):
    def edit(data):
        points = data["body"][4]["children"]
        points[1] = {"text": points[1]["item"].removeprefix("(b) ")}

    assert only(diff(old, changed(edit))).aspects == ("label", "kind")


def test_a_table_divided_otherwise():
    one, other = (
        grow({"body": [{"table": rows}]}) for rows in ([["a", "b"], ["c"]], [["a"], ["b", "c"]])
    )
    assert only(diff(one, other)).aspects == ("cells",)
    assert diff(one, other, ["structure"]).equal


def marks(found):
    return [
        (m.fate, m.marker, m.now, m.elsewhere) for change in found.changes for m in change.marks
    ]


def move(data, old, new):
    for at, entry in enumerate(data["body"]):
        kind, text = next(iter(entry.items()))
        data["body"][at] = {**entry, kind: text.replace(old, new)}


def test_a_marker_that_is_lost(old):
    found = diff(old, changed(lambda d: move(d, "[1]", "")))
    assert only(found).aspects == ("notes",)
    assert marks(found) == [("lost", "1", None, None)]


def test_a_marker_at_another_word(old):
    def edit(data):
        move(data, "[1]", "")
        move(data, "every port", "every[1] port")

    change = only(diff(old, changed(edit)))
    (mark,) = change.marks
    assert (mark.fate, change.old[0].text[: mark.old], change.new[0].text[: mark.new]) == (
        "moved",
        "Requests every port to report,",
        "Requests every",
    )


def test_a_marker_in_another_paragraph(old):
    def edit(data):
        move(data, "[1]", "")
        move(data, "in spring", "in[1] spring")

    found = diff(old, changed(edit))
    assert marks(found) == [
        ("moved", "1", None, "operative paragraph 1"),
        ("moved", "1", None, "preambular paragraph 1"),
    ]


def test_footnotes_counted_otherwise(old):
    def edit(data):
        move(data, "[2]", "[3]")
        data["footnotes"][1] = data["footnotes"][1].replace("2 ", "3 ")

    found = diff(old, changed(edit))
    assert marks(found) == [("renumbered", "2", "3", None)]
    assert found.changes[1].aspects == ("label",)


def test_a_marker_stays_though_words_around_it_change(old):
    new = changed(lambda d: move(d, "Requests every port to report", "Asks all ports to report"))
    assert only(diff(old, new)).marks == ()


def test_a_footnote_whose_text_changed_and_one_that_is_lost(old):
    new = changed(lambda d: d.update(footnotes=["1 See A/80/16, chapter three."]))
    first, second = [c for c in diff(old, new).changes if c.place == "footnotes"]
    assert (first.status, told(first)) == ("changed", "See A/80/16, chapter [-two-]{+three+}.")
    assert (second.status, second.old[0].name) == ("lost", "footnote 2")


def test_masthead_and_title(old):
    def edit(data):
        data["masthead"][1]["text"] = "10 December 2026"
        data["masthead"].insert(0, {"kind": "organ", "text": "General Assembly"})
        data["title"] = "81/10. Ocean noise"

    changes = diff(old, changed(edit)).changes
    assert [(c.status, (c.new or c.old)[0].name, c.aspects) for c in changes] == [
        ("added", "masthead, organ", ()),
        ("changed", "masthead, issued", ("text",)),
        ("changed", "title", ("label",)),
    ]


def test_the_order_of_the_masthead_tells_nothing(old):
    assert diff(old, changed(lambda d: d["masthead"].reverse())).equal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Résolution", "Re\u0301solution"),
        ("quarante\u00adhuit", "quarantehuit"),
        ("a\u00a0b", "a b"),
        ("\u200fالدورة\u200f", "الدورة"),
    ],
)
def test_what_no_reader_sees_is_no_difference(one, other):
    assert diff(*(n.Resolution(language="fr", body=(n.Text(text=t),)) for t in (one, other))).equal


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("spaces", "1. The Assem bly meets.", "1. The Assembly meets."),
        ("case", "1. The ASSEMBLY meets.", "1. The Assembly meets."),
        ("punctuation", "1. The “Assembly”, meets;", '1. The "Assembly" meets.'),
        ("labels", "1. The Assembly meets.", "7. The Assembly meets."),
        ("notes", "1. The Assembly[1] meets.", "1. The Assembly meets."),
    ],
)
def test_what_may_be_ignored(name, one, other):
    trees = [grow({"body": [{"operative": text}]}) for text in (one, other)]
    assert not diff(*trees).equal
    found = diff(*trees, [name])
    assert found.equal
    assert found.ignored == (name,)
    assert not diff(*trees, set(IGNORABLE) - {name}).equal


def test_footnotes_and_masthead_may_be_ignored(old):
    new = changed(lambda d: d.update(footnotes=[], masthead=[]))
    assert {c.place for c in diff(old, new).changes} == {"masthead", "footnotes"}
    assert diff(old, new, ["notes", "masthead"]).equal


def test_an_unknown_name_cannot_be_ignored(old):
    with pytest.raises(ValueError, match="cannot ignore 'colour'"):
        diff(old, old, ["colour"])


# ------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the A/RES/62/22,", "the A / RES / 62 / 22 ,"),
        ("大会2030年，", "大 会 2030 年 ，"),
        ("مقرّراتٌ ٢٠", "مقرّراتٌ ٢٠"),
        ("ques\u00adtion", "question"),
        ("l’eau", "l ’ eau"),
    ],
)
def test_what_is_a_word(text, words):
    assert [token.key for token in tokens(text)] == words.split()


def both(one, other, ignored=()):
    found = stretches(one, other, compare(one, other, ignored), ignored)
    return "".join(
        s.new if s.same else f"[-{s.old}-]" if s.old else f"{{+{s.new}+}}" for s in found
    )


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("大会决定2030年开会", "大会决议2031年开会", "大会决[-定2030-]{+议2031+}年开会"),
        ("a Vice -Chair b", "a Vice-Chair b", "a [-Vice -Chair-]{+Vice-Chair+} b"),
        ("a Justi ce b", "a Justice b", "a [-Justi ce-]{+Justice+} b"),
        ("会 议开始", "会议开始", "[-会 议-]{+会议+}开始"),
        ("a b", "a b c", "a b{+ c+}"),
        ("", "a", "{+a+}"),
    ],
)  # fmt: skip
def test_words_side_by_side(one, other, shown):
    assert both(one, other) == shown


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_stretches_give_back_both_texts(one, other):
    for ignored in ((), ("spaces",), ("case", "punctuation")):
        found = stretches(one, other, compare(one, other, ignored), ignored)
        assert "".join(s.old for s in found) == one
        assert "".join(s.new for s in found) == other
        assert all(s.same or not (s.old and s.new) for s in found)


# ------------------------------------------------------------------------------------------- whole


def passages(tree):
    return [*masthead(tree), *title(tree), *body(tree), *footnotes(tree)]


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(trees, trees)
def test_every_passage_is_in_one_row(one, other):
    for a, b in ((one, other), (one, evolve(other, language=one.language)), (one, one)):
        found = diff(a, b)
        for tree, side in ((a, "old"), (b, "new")):
            rows = [passage for row in found.rows for passage in getattr(row, side)]
            assert sorted(rows, key=repr) == sorted(passages(tree), key=repr)
    assert found.equal


# ---------------------------------------------------------------------------------------- skeleton


SPANISH = {
    "language": "es",
    "title": "81/9. Ruido",
    "body": [
        {"opening": "La Asamblea,"},
        {"preambular": "Recordando el foro de 2026,"},
        {"preambular": "Acogiendo el ofrecimiento,"},
        {"operative": "1. Pide:[1]", "children": [{"item": "a) Uno;"}, {"item": "b) Dos;"}]},
        {"operative": "2. Decide."},
    ],
    "footnotes": ["1 Véase A/80/16."],
}
ARABIC = {
    "language": "ar",
    "title": "81/9. الضوضاء",
    "body": [
        {"opening": "إن الجمعية،"},
        {"preambular": "إذ تشير إلى المنتدى في ٢٠٢٦،"},
        {"preambular": "وإذ ترحب بالعرض،"},
        {"operative": "١- تطلب:[1]", "children": [{"item": "(أ) أولا؛"}, {"item": "(ب) ثانيا؛"}]},
        {"operative": "٢- تقرر."},
    ],
    "footnotes": ["1 انظر A/80/16."],
}


def test_two_languages_with_one_skeleton():
    found = diff(grow(SPANISH), grow(ARABIC))
    assert found.mode == "skeleton"
    assert found.equal
    assert found.counts["same"] == 9


def points(language, *labels):
    below = tuple(n.Item(label=label, text="a") for label in labels)
    return n.Resolution(language=language, body=(n.Operative(text="b", children=below),))


@pytest.mark.parametrize("other", [("’1‘", "’2‘"), ("一、", "二、"), ("(أ)", "(ب)"), ("а)", "б)")])
def test_labels_that_count_the_same_are_the_same(other):
    assert diff(points("en", "(i)", "(ii)"), points("ar", *other)).equal


def test_labels_that_count_otherwise_are_not():
    assert only(diff(points("en", "(a)", "(c)"), points("ar", "(أ)", "(ب)"))).aspects == ("label",)


@pytest.mark.parametrize(
    ("edit", "status", "name", "aspects"),
    [
        (lambda d: d["body"].pop(1), "lost", "preambular paragraph 1", ()),
        (lambda d: d["body"][3]["children"].pop(0), "lost", "operative paragraph 1 a)", ()),
        (lambda d: d["body"].pop(4), "lost", "operative paragraph 2", ()),
        (
            lambda d: d["body"][3].update(operative="١- تطلب:"),
            "changed",
            "operative paragraph 1",
            ("notes",),
        ),
        (
            lambda d: d["body"][4].update(operative="- تقرر."),
            "changed",
            "operative paragraph 2",
            ("label",),
        ),
        (lambda d: d["footnotes"].pop(), "lost", "footnote 1", ()),
        (
            lambda d: d["body"].__setitem__(2, {"text": "وإذ ترحب بالعرض،"}),
            "changed",
            "preambular paragraph 2",
            ("kind",),
        ),
    ],
)
def test_what_differs_in_the_skeleton(edit, status, name, aspects):
    data = deepcopy(ARABIC)
    edit(data)
    change = only(diff(grow(SPANISH), grow(data)))
    assert (change.status, change.old[0].name, change.aspects) == (status, name, aspects)


# -------------------------------------------------------------------------------------- large ones


def large(texts):
    nodes = tuple(n.Operative(label=f"{k}.", text=text) for k, text in enumerate(texts, 1))
    return n.Resolution(language="en", body=nodes)


def spelt(number):
    return "".join(chr(97 + int(digit)) for digit in str(number))


@pytest.mark.parametrize("kind", ["equal", "alike", "unlike"])
def test_many_paragraphs_are_no_matrix(kind, monkeypatch):
    count = 3_000
    one = {
        "equal": ["Decides so;"] * count,
        "alike": [f"Decides to light tower {k} at dusk;" for k in range(count)],
        "unlike": [f"{spelt(k)} {spelt(k + count)}." for k in range(count)],
    }[kind]
    other = {
        "equal": one[: count // 2],
        "alike": [text.replace("dusk", "dawn") for text in one[::-1]],
        "unlike": [f"x{spelt(k)} y{spelt(k)}." for k in range(count)],
    }[kind]
    weighed = []
    likeness = Matcher.likeness
    monkeypatch.setattr(
        Matcher, "likeness", lambda self, i, j: weighed.append(1) or likeness(self, i, j)
    )
    found = diff(large(one), large(other))
    assert len(weighed) <= 12 * count
    if kind == "equal":
        assert (found.counts["same"], found.counts["lost"]) == (count // 2, count // 2)
    elif kind == "unlike":
        assert (found.counts["added"], found.counts["lost"]) == (count, count)


def test_one_paragraph_among_many_equal_ones_is_found():
    one = ["Decides so;"] * 500
    other = [*one[:250], "Decides otherwise, and asks for a report;", *one[250:]]
    nodes = [tuple(n.Operative(text=text) for text in texts) for texts in (one, other)]
    found = diff(*(n.Resolution(language="en", body=body) for body in nodes))
    assert only(found).new[0].text == other[250]


def test_the_package_compares(old):
    assert unres.diff(old, old).equal
