"""Every check against its cases, which are data in `checks/*.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from attrs import evolve
from hypothesis import given, settings
from trees import SCRAPS, grow

import unres
from unres.checks import CHECKS, check
from unres.checks.page import page
from unres.diagnostics import CODES, diagnose, place
from unres.nodes import Repair
from unres.spans import LineIndex, Span

SEED = Path(__file__).parents[2] / "shared" / "seed" / "A_RES_62_22.zh.txt"
FOLDER = Path(__file__).parent / "checks"
CASES = {
    name: cases
    for path in sorted(FOLDER.glob("*.yml"))
    if path.name != "fixes.yml"  # those of `test_repair`
    for name, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
#: A resolution with nothing wrong.
INTACT = {
    "masthead": [
        {"kind": "organ", "text": "General Assembly"},
        {"kind": "symbol", "text": "A/RES/81/9"},
    ],
    "title": "81/9. Ocean noise",
    "body": [
        {"opening": "The General Assembly,"},
        {"preambular": "Recalling the forum,[1]"},
        {"operative": "1. Requests:", "children": [{"item": "(a) A report;"}]},
        {"operative": "2. Decides to meet."},
        {"adoption": "40th plenary meeting 5 December 2026"},
    ],
    "footnotes": ["1 A/80/16."],
    "furniture": [{"kind": "running-head", "text": "A/RES/81/9"}],
}


def cases(verdict):
    return [
        pytest.param(name, case, id=f"{name}: {title}")
        for name, both in CASES.items()
        for title, case in both[verdict].items()
    ]


@pytest.mark.parametrize(("name", "case"), cases("pass"))
def test_what_is_right_is_not_reported(name, case):
    assert check(grow(case), select=[name]) == []


@pytest.mark.parametrize(("name", "case"), cases("fail"))
def test_what_is_wrong_is_reported_at_its_place(name, case):
    res = grow(case)
    found = check(res, select=[name])
    assert {d.name for d in found} == {name}
    assert [res.source[slice(*d.span)] for d in found] == case["at"]
    if "message" in case:
        assert [d.message for d in found] == case["message"]
    if "severity" in case:
        assert [d.severity for d in found] == case["severity"]


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_is_documented_and_has_cases(name):
    doc = CHECKS[name].__doc__ or ""
    assert "Wrong:" in doc
    assert "Right:" in doc
    assert CASES[name]["pass"]
    assert CASES[name]["fail"]


@pytest.mark.parametrize("code", [code for code in CODES.values() if not code.reserved])
def test_every_name_has_a_check_or_is_told_by_parsing(code):
    told = {"undecodable-bytes", "joined-word", "displaced-text", "mended"}
    assert (code.name in CHECKS) != (code.name in told)


@pytest.mark.parametrize("name", CHECKS)
def test_every_summary_is_one_line(name):
    summary = CODES[name].summary
    assert summary
    assert "\n" not in summary
    assert not summary.endswith(".")


def test_the_page_is_that_of_the_registry():
    shown = (Path(__file__).parents[1] / ".github" / "DIAGNOSTICS.md").read_text("utf-8")
    assert shown == page(), "run `python -m unres.checks.page > .github/DIAGNOSTICS.md`"


def test_codes_are_unique_and_sorted():
    codes = [code.code for code in CODES.values()]
    assert codes == sorted(set(codes))
    assert CODES["numbering-gap"].code == "U104"


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_every_message_can_be_filled(code):
    found = diagnose(code.name, Span(0, 1), "7", "5", "masthead")
    assert "{" not in found.message
    mended = diagnose(code.name, Span(0, 1), "7", "5", severity="info")
    assert "{" not in mended.message


def test_a_message_with_too_few_arguments_says_the_summary():
    assert diagnose("numbering-gap", Span(0, 1)).message == CODES["numbering-gap"].summary


def test_findings_come_in_source_order():
    res = grow(
        {
            "body": [
                {"operative": "1. Recalls the fo\ufffdum,[1]"},
                {"operative": "3. Decides to meet."},
            ]
        }
    )
    found = check(res, select=["numbering-gap", "lost-glyph", "missing-footnote"])
    assert [d.name for d in found] == ["lost-glyph", "missing-footnote", "numbering-gap"]


def test_codes_select_like_names():
    res = grow({"body": [{"operative": "2. Decides to meet."}]})
    assert [d.name for d in check(res, select=["U104"])] == ["numbering-gap"]
    assert "numbering-gap" not in {d.name for d in check(res, ignore=["U104"])}
    with pytest.raises(ValueError, match="no such check: numbering-gasp"):
        check(res, select=["numbering-gasp"])


def test_repairs_are_told_as_infos():
    res = grow({"repairs": [["joined-word", "Assem-bly"], ["turned-upside-down"]]})
    found = check(res, select=["joined-word", "mended"])
    assert [(d.severity, d.message) for d in found] == [
        ("info", "a word broken over two lines was joined: Assem-bly"),
        ("info", "mended: turned-upside-down"),
    ]


def test_a_repair_and_a_check_of_one_cause_are_one_finding():
    res = grow({"footnotes": ["(4) A/80/16."]})
    repair = Repair(name="unmarked-footnote", args=("4",), span=res.footnotes[0].span)
    found = check(evolve(res, repairs=(repair,)), select=["unmarked-footnote"])
    assert [d.severity for d in found] == ["info"]


def test_lines_that_were_turned_are_an_info():
    printed = "،ةيلامشلا تاطيحملا ءاضوض نع ةماعلا ةيعمجلا ريرقت ىلإ ريشت ذإو"
    res = grow({"language": "ar", "body": [{"text": printed}]})
    res = evolve(res, body=(evolve(res.body[0], text=printed[::-1]),))
    found = check(res, select=["visual-order"])
    assert [(d.severity, d.message) for d in found] == [
        ("info", "lines of right-to-left text stood reversed and were turned")
    ]


def test_families_select_like_names():
    res = grow({"body": [{"operative": "2. Decides to meet"}]})
    assert {d.name for d in check(res, select=["numbering"])} == {"numbering-gap"}
    assert {d.name for d in check(res, ignore=["structure", "U1", "wording"])} == set()


def test_completeness_is_one_for_an_intact_resolution_and_nothing_for_none():
    whole = grow(INTACT)
    assert unres.completeness(whole).score == 1
    assert unres.completeness(unres.parse("")).score == 0


def test_completeness_tells_what_is_missing():
    damaged = {
        **INTACT,
        "title": "",
        "body": [
            {"opening": "The General Assembly,"},
            {"preambular": "Recalling the forum,[1] and its report,[2]"},
            {"operative": "1. Requests a report;"},
            {"operative": "3. Decides to meet."},
            {"unparsed": "x" * 60},
        ],
    }
    found = unres.completeness(grow(damaged))
    assert found.missing == ("title", "adoption")
    assert found.parts == pytest.approx(3 / 5)
    assert found.paragraphs == pytest.approx(2 / 3)
    assert found.footnotes == pytest.approx(1 / 2)
    assert 0.5 < found.characters < 0.9
    assert found.score == pytest.approx(3 / 5 * 2 / 3 / 2 * found.characters)


def test_an_intact_resolution_has_no_findings():
    assert check(grow(INTACT)) == []


@pytest.mark.skipif(not SEED.exists(), reason="../shared is absent")
def test_the_seed_has_its_damage_and_no_other():
    res = unres.read(SEED)
    found = [(d.name, res.source[slice(*d.span)]) for d in check(res) if d.severity != "info"]
    assert found == [
        ("missing-masthead", "6"),
        ("missing-footnote", "1"),
        ("missing-footnote", "2"),
        ("missing-footnote", "3"),
        ("lost-glyph", " "),
        ("truncated", "纽"),
    ]
    infos = [d.args for d in check(res, select=["unmarked-footnote"])]
    assert infos == [("4",)]


@settings(max_examples=80, deadline=None)
@given(SCRAPS)
def test_no_text_stops_a_check(source):
    for found in check(unres.parse(source)):
        assert 0 <= found.span.start <= found.span.end <= len(source)
        place(found.span, LineIndex(source))


def test_places_count_from_one_and_end_after_the_last_character():
    index = LineIndex("ab\ncdé\n")
    assert place(Span(3, 5), index) == (2, 1, 2, 3)
    assert place(Span(1, 4), index) == (1, 2, 2, 2)
    assert place(Span(6, 6), index) == (2, 4, 2, 4)
