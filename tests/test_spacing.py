"""Stray spaces and hyphens are mended in the tree where the document proves it."""

from __future__ import annotations

import pytest

import unres

_EN = """A/RES/91/4

91/4. Keeping of lights

The General Assembly,

Recalling the international plan and the international survey of small-scale lights,

{}

1. Decides to keep the international plan on lights;

2. Requests the keepers to report to it.
"""


def _preamble(dump: str) -> str:
    return unres.parse(dump).preamble[-1].text


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Noting the small -scale lights,", "Noting the small-scale lights,"),
        ("Noting the small - scale lights,", "Noting the small-scale lights,"),
        ("Noting small- scale, small -scale ones,", "Noting small-scale, small-scale ones,"),
        ("Noting the small-\nscale lights,", "Noting the small-scale lights,"),
        ("Noting the years 2031 -2040,", "Noting the years 2031-2040,"),
        ("Noting the internationa l report,", "Noting the international report,"),
        ("Noting the inter national d report,", "Noting the inter national d report,"),
        ("Noting small -scale sur vey lights,", "Noting small-scale survey lights,"),
        ("Noting the ( d ) survey , and lights,", "Noting the (d) survey, and lights,"),
    ],
)  # fmt: skip
def test_what_the_document_proves_is_mended(printed: str, meant: str) -> None:
    assert _preamble(_EN.format(printed)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Noting short- and long-term lights, and small-scale ones,",
        "Noting the forum -as it was called by keepers,",
        "Noting a light - any light - at sea,",
        "Noting vitamin d and the survey,",
        "Noting that keepers may be away, and that maybe lights go out,",
    ],
)
def test_what_is_not_certain_stays(text: str) -> None:
    dump = _EN.format(text)
    assert _preamble(dump) == text
    assert not [r for r in unres.parse(dump).repairs if r.name == "spurious-space"]


def test_every_mended_space_is_a_repair_at_its_place() -> None:
    res = unres.parse(_EN.format("Noting the small -scale lights and the small - scale lights,"))
    repairs = [r for r in res.repairs if r.name == "spurious-space"]
    assert [res.source[r.span.start : r.span.end] for r in repairs] == [
        "small -scale",
        "small - scale",
    ]
    assert [d.severity for d in unres.check(res) if d.name == "spurious-space"] == ["info", "info"]


def test_markers_stay_at_their_words() -> None:
    dump = _EN.format("Noting the small -scale lights1 of the coast,") + "\n__________\n1 A/91/7.\n"
    block = unres.parse(dump).preamble[-1]
    (note,) = block.notes
    assert block.text[: note.offset] == "Noting the small-scale lights"


_FR = """A/RES/91/4

91/4. Garde des feux

L'Assemblée générale ,

Rappelant la résolution du 1 er mai 2031 et la feuille n o 7 du XXI e siècle ;

Notant les feux
;

1. Décide de garder les feux ;

2. Prie les gardiens de faire rapport ;

3. Salue les gardiens.
"""


def test_french_sets_raised_letters_close_and_its_signs_apart() -> None:
    res = unres.parse(_FR)
    assert res.opening is not None
    assert res.opening.text == "L'Assemblée générale,"
    first, second = [p.text for p in res.preamble]
    assert first == "Rappelant la résolution du 1er mai 2031 et la feuille no 7 du XXIe siècle ;"
    assert second == "Notant les feux ;"


def test_a_soft_hyphen_at_a_line_end_is_none() -> None:
    text = _preamble(_EN.format("Noting the interna\u00ad\ntional report,"))
    assert text == "Noting the international report,"


def test_soft_hyphens_inside_of_lines_are_the_fonts_hyphens() -> None:
    dump = _EN.format("Noting the small-scale, well-kept lights of 2031-2040,")
    assert unres.parse(dump.replace("-", "\u00ad")) == unres.parse(dump)


def test_a_document_that_parts_words_parts_all() -> None:
    head = "Noting the interna-\ntional survey of the coas-\ntal lights, and small-\nscale ones,"
    assert _preamble(_EN.format(head)) == (
        "Noting the international survey of the coastal lights, and small-scale ones,"
    )


def test_a_word_known_in_two_halves_keeps_its_hyphen() -> None:
    text = _preamble(_EN.format("Noting the light-\nkeeping survey,"))
    assert text == "Noting the light-keeping survey,"


def test_spaces_between_ideographs_are_no_ones() -> None:
    text = (
        "大会，\n\n回 顾 潮 汐 ， 并重 申 2031 年 A 决议，\n\n1. 注意到灯塔；\n\n附件\n\n一 总则\n"
    )
    tree = unres.parse(text)
    assert tree.preamble[0].text == "回顾潮汐，并重申 2031 年 A 决议，"
    assert [text[r.span.start : r.span.end] for r in tree.repairs] == ["回 顾 潮 汐 ， 并", "重 申"]
    assert {r.name for r in tree.repairs} == {"spurious-space"}
    assert "一 总则" in unres.render(tree)


#: A text so long that it is judged in stretches.
_LONG = "".join(
    f"{n}. Requests the keepers of tower {n} to report{' to it on the lights' * 10};\n\n"
    for n in range(1, 901)
)


@pytest.mark.parametrize(
    ("beside", "meant"),
    [("an international survey", "international"), ("a survey", "inter-national")],
)
def test_a_volume_is_judged_by_the_words_near_by(beside: str, meant: str) -> None:
    """What the first documents of a volume say tells nothing of the last ones."""
    first = "A/RES/91/4\n\n91/4. Keeping of lights\n\nThe General Assembly,\n\n"
    first += "Noting international use,"
    last = f"901. Welcomes {beside} of lights;\n\n902. Requests inter-\nnational work."
    dump = f"{first}\n\n{_LONG}{last}\n"
    assert unres.parse(dump).operative[-1].text == f"Requests {meant} work."
