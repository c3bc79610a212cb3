"""Fixes: what is mended, what is refused, and that nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from attrs import evolve
from hypothesis import given, settings
from samples import INTACT as DUMP
from trees import SCRAPS

import unres
from unres.diagnostics import diagnose
from unres.edits import Edit, Fix, Shift, apply, disjoint, words_outside
from unres.repair import KINDS, numbers, offers, repair
from unres.repair.kinds import Kind
from unres.repair.proof import State, astray, mended
from unres.spans import Span


def names(repaired):
    return [m.fix.name for m in repaired.fixed]


def damaged(old, new):
    assert old in DUMP
    return DUMP.replace(old, new, 1)


#: What each fix mends, as data: see the head of the file.
FIXES = yaml.safe_load((Path(__file__).parent / "checks" / "fixes.yml").read_text("utf-8"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_fix_has_cases(kind):
    assert FIXES[kind.name]


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(name, case, id=f"{name}: {title}")
        for name, cases in FIXES.items()
        for title, case in cases.items()
    ],
)
def test_what_is_damaged_is_mended(name, case):
    whole = case.get("text", DUMP)
    text = whole
    for right, wrong in case.get("damage", {}).items():
        assert right in text
        text = text.replace(right, wrong, 1)
    if case.get("reversed"):
        text = "".join(line[::-1] + "\n" for line in text.splitlines())
    mended_text = whole
    for right, mended_piece in case.get("mended", {}).items():
        mended_text = mended_text.replace(right, mended_piece, 1)
    unsafe = case.get("unsafe", False)
    if unsafe:
        assert repair(text).text is text
    repaired = repair(text, unsafe=unsafe)
    assert set(names(repaired)) == {name}
    assert repair(repaired.text, unsafe=unsafe).text == repaired.text
    if case.get("same") == "tree":
        assert repaired.resolution == unres.parse(text)
    else:
        assert repaired.text == mended_text
    assert repaired.found == unres.check(repaired.resolution)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("the ques-\ntion of ocean noise,1", "the question\nof ocean noise,1"),
        ("the ques\u00ad\n  tion of ocean noise,1", "the question\n  of ocean noise,1"),
        ("the Secretary-\nGeneral, ocean noise,1", "the Secretary-General,\nocean noise,1"),
        ("the ques-\r\ntion of ocean noise,1", "the question\r\nof ocean noise,1"),
    ],
)
def test_a_word_cut_at_a_line_end_is_one_and_the_tree_the_same(wrong, right):
    text = damaged("the question of ocean noise,1", wrong)
    repaired = repair(text)
    assert repaired.text == text.replace(wrong, right)
    read = repaired.resolution.preamble[0].text
    assert read.endswith(("the question of ocean noise,", "the Secretary-General, ocean noise,"))


def test_a_cut_word_that_stands_nowhere_else_is_left_alone():
    text = damaged("northern seas", "nor-\nthern seas")
    assert repair(text).text is text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("internationa l and international waters", "international and international waters"),
        ("i nternational and international waters", None),
        ("the Secretary -General’s waters", "the Secretary-General’s waters"),
        ("the seventy -ninth waters", None),
        ("a broad stretch abroad of waters", None),
        ("ten per cent, one percent of waters", None),
        ("in to and into waters, in the sea and to it", None),
    ],
)
def test_a_space_is_closed_only_where_the_document_proves_it(wrong, right):
    text = damaged("international waters", wrong)
    assert repair(text).text == (text.replace(wrong, right) if right else text)


def test_furniture_that_proves_a_missing_page_stays():
    text = damaged("its\nnext", "its\n2/9\n\fA/RES/81/9\nnext").replace(
        "3. Decides", "5/9\n\fA/RES/81/9\n3. Decides"
    )
    assert "page-gap" in {d.name for d in unres.check(unres.parse(text))}
    repaired = repair(text)
    assert repaired.text is text
    (refused,) = repaired.refused
    assert (refused.fix.name, refused.reason) == ("misplaced-furniture", "it would hide page-gap")


# -- the proof --


def refusal(name, edit, text=DUMP, **kind):
    """Why a fix of one edit is refused, None where it holds."""
    fix = Fix(name, (edit,), "what")
    made = Kind(name, kind.pop("propose", lambda _res, _found: ()), **kind)
    after = mended(State.of(unres.parse(text)), [fix], made)
    return after if isinstance(after, str) else None


def at(text, piece, new):
    start = text.index(piece)
    return Edit(start, start + len(piece), new)


def test_a_fix_that_leaves_the_damage_is_refused():
    text = damaged("concern", "con\x07cern")
    reason = refusal("control-character", at(text, "\x07", "\x02"), text)
    assert reason == "the damage would still be there"


def test_a_fix_that_brings_other_damage_is_refused():
    reason = refusal("misread-number", at(DUMP, "2.", "9."))
    assert reason == "it would bring numbering-gap" or "numbering-order" in reason


def test_a_fix_that_is_read_in_another_way_is_refused_where_it_must_not_be():
    edit = at(DUMP, "whales", "seals")
    assert refusal("joined-word", edit) is None
    reason = refusal("joined-word", edit, same="tree")
    assert reason == "the text would be read in another way"


def test_a_fix_that_a_second_run_would_make_again_is_refused():
    edit = at(DUMP, "whales", "whales whales")
    again = Fix("joined-word", (edit,), "what")
    reason = refusal("joined-word", edit, propose=lambda _res, _found: [again])
    assert reason == "a second run would change it again"


def test_text_that_becomes_furniture_is_missed():
    before = unres.parse(DUMP)
    last = before.body[-1]
    furniture = unres.Furniture(kind="noise", text=last.text, span=last.span, runs=last.runs)
    after = evolve(before, body=before.body[:-1], furniture=(furniture,))
    assert astray(before, before, []) is None
    assert astray(before, after, []).startswith("40th plenary meeting")


def test_one_bad_fix_does_not_spoil_the_others():
    text = damaged("concern", "con\x07cern").replace("measured", "mea\x07sured")
    repaired = repair(text.replace("noise to", "noise\x07to"))
    assert names(repaired) == ["control-character"] * 2
    assert repaired.text.count("\x07") == 1


def test_only_what_is_wanted_is_mended():
    text = damaged("concern", "con\x07cern")
    assert repair(text, names={"mojibake"}).text is text
    assert repair(text, names={"control-character"}).text == DUMP


def test_letters_in_the_place_of_a_lost_number_are_that_number():
    text = damaged("2. Invites", "Z. Invites")
    res = unres.parse(text)
    start = text.index("Z.")
    lost = diagnose("missing-number", Span(start, start + 8), "2")
    (fix,) = numbers.missing(res, [lost])
    assert (apply(text, fix.edits), fix.safe) == (DUMP, True)


def test_an_offer_says_what_would_be_done():
    res = unres.parse(damaged("2. Invites", "Z. Invites"))
    found = unres.check(res)
    told = {d.name: fix.what for d, fix in offers(res, found).items()}
    assert told == {"misread-number": "2 for Z"}


@settings(max_examples=60, deadline=None)
@given(SCRAPS)
def test_a_second_run_changes_nothing(source):
    once = repair(source, unsafe=True)
    assert repair(once.text, unsafe=True).text == once.text


def test_every_kind_says_what_it_does():
    for kind in KINDS:
        assert kind.propose.__doc__


# -- edits --


def test_edits_are_made_all_at_once():
    assert apply("abcdef", [Edit(0, 1, "xyz"), Edit(3, 5, "")]) == "xyzbcf"
    with pytest.raises(ValueError, match="overlap"):
        apply("abc", [Edit(0, 2, ""), Edit(1, 3, "")])


def test_offsets_move_with_the_edits_before_them():
    edits = [Edit(1, 3, "x"), Edit(4, 4, "yy")]
    shift = Shift(edits)
    new = apply("abcdef", edits)
    assert [new[shift(at)] for at in (0, 3, 5)] == ["a", "d", "f"]
    assert [new[slice(*span)] for span in shift.ranges()] == ["x", "yy"]


def test_fixes_that_meet_are_made_one_after_the_other():
    first, meets, apart = (Fix("n", (Edit(a, a + 2, ""),), "") for a in (0, 1, 5))
    assert disjoint([apart, meets, first]) == [first, apart]


def test_words_beside_an_edit_count_as_its_own():
    assert words_outside("one two three", [Span(5, 6)]) == ["one", "three"]
    assert words_outside("one two", [Span(3, 4)]) == []
