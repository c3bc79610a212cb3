"""Old pages: what the reader of a scanned page misread, and how volumes were set."""

from __future__ import annotations

import pytest

import unres
from unres.grammar import lexicon
from unres.layout.formula import openings
from unres.nodes import Adoption, Item, Operative, Preambular, walk
from unres.symbols import misread_number

FRENCH = """## 9438  (XIV).  Groupe de gardiens de phares

{opening}

Ayant  examine le  rapport  du  Secretaire  general  relatif  aux phares,

Decide que  les  phares  restent  allumes.

846eme seance  pleniere,

5  decembre  2031.

## 9439  {session}.  Ecole internationale des  gardiens

L'Assemblee generale,

Rappelant sa  resolution  9297  (XIII)  du  5  decembre  2030,

{first} Prie le  Secretaire general d'ouvrir l'Ecole;

2. Remercie les gardiens.

846eme seance  pleniere,

5  decembre  2031.
"""
RUSSIAN = """2 Генеральная Ассамблея — Девяносто шестая сессия

9751 (ХХУЮ. Прием маяков в члены
Союза приморских библиотек

Генеральная Ассамблея,

получив рекомендацию Совета смотрителей от
10 февраля 2071 года,

постановляет принять маяки в члены Союза.

1834-е пленарное заседание,
21 сентября 2071 года.
9752 (ХХУ!). Прием библиотек в члены
Союза приморских маяков

Генеральная Ассамблея.

рассмотрев заявление библиотек,

постановляет принять библиотеки в члены Союза.

1834-е пленарное заседание,
21 сентября 2071 года.
"""
CONTENTS = """9204  (XII).  Depenses pour l'entretien des phares (13 decembre 2031)  [point 65]

9220  (XII).  Rapport du Conseil des marees [chap. X] (14 decembre 2031) . . . . . . 12

40

41

## 9137  {XII).  Bareme des marees

L'Assemblee generale,

Rappelant ses resolutions sur les marees,

Decide que le bareme est maintenu.
"""


def volume(opening="L'Assemblee generale,", session="(XIV)", first="1."):
    return FRENCH.format(opening=opening, session=session, first=first)


def shape(tree):
    kinds = (Preambular, Operative)
    return [(type(n).__name__, n.text) for n in walk(tree) if isinstance(n, kinds)]


NUMBERING = ("missing-number", "misread-number", "duplicate-number", "numbering-gap")
BODY = "The General Assembly,\nRecalling the tide,\n"
MISREAD = [
    ("fr", "L' Asscmblec gcnerale."),
    ("fr", "L'Assemblée E?énérale,"),
    ("fr", "L'Assemblee generate"),
    ("en", "The Gcneral Asscmb1y,"),
    ("es", "La Asamb1ea Genera!,"),
    ("ru", "Генеральная Лссамблея,"),
    ("ar", "إن الجمعبة العامة،"),
]
FOLLOWED = {
    "fr": "Rappelant la marée,",
    "en": "Recalling the tide,",
    "es": "Recordando la marea,",
    "ru": "напоминая о приливе,",
    "ar": "إذ تشير إلى المد،",
}


@pytest.mark.parametrize(("language", "line"), MISREAD)
def test_a_formula_with_few_letters_misread_is_known_by_what_follows(language, line):
    words = lexicon(language)
    assert openings.misread(line, FOLLOWED[language], words)
    assert not openings.misread(line, "", words)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "L'Agence des phares,"),
        ("fr", "Rappelant la marée haute,"),
        ("en", "The keepers of harbours,"),
        ("es", "La biblioteca de Bahía,"),
        ("ru", "Главный смотритель маяка,"),
        ("zh", "大海，"),
        ("en", ""),
    ],
)
def test_other_lines_are_no_formula(language, line):
    words = lexicon(language)
    assert not openings.misread(line, FOLLOWED.get(language, "Recalling"), words)
    assert not openings.exact(line, words)


@pytest.mark.parametrize(
    "opening", ["L' Asscmblec gcnerale.", "L'As.H 1 111h/ée J!C'llha/c·,", "L'Assembl6e gen6rale"]
)
def test_a_misread_formula_does_not_change_the_tree(opening):
    plain, misread = unres.parse_all(volume()), unres.parse_all(volume(opening))
    assert [tree.number for tree in misread] == ["9438 (XIV)", "9439 (XIV)"]
    assert [tree.title.text for tree in misread] == [tree.title.text for tree in plain]
    assert [shape(tree) for tree in misread] == [shape(tree) for tree in plain]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("9803 (VITI).", "9803 (VIII)"),
        ("9137 {XII).", "9137 (XII)"),
        ("9168 (XU).", "9168 (XII)"),
        ("9169 (Xll).", "9169 (XII)"),
        ("9752 (ХХУ!).", "9752 (XXVI)"),
        ("9754 (ХХУ\\У!).", "9754 (XXVI)"),
        ("9751 (ХХУЮ.", "9751 (XXVI)"),
        ("9217 A (lII).", "9217 A (III)"),
    ],
)
def test_a_misread_roman_numeral_is_read(printed, number):
    assert misread_number(printed)[0] == number


@pytest.mark.parametrize("printed", ["9803 keepers", "9803 (see)", "(III)", "", "12. Decides"])
def test_what_is_no_early_number_is_none(printed):
    assert misread_number(printed) is None


def test_a_numeral_beyond_reading_still_parts_a_volume():
    trees = unres.parse_all(volume(session="(XVX)"))
    assert len(trees) == 2
    assert trees[1].title.text == "Ecole internationale des gardiens"


def test_a_russian_volume_with_misread_numerals_is_parted():
    trees = unres.parse_all(RUSSIAN)
    assert [tree.number for tree in trees] == ["9751 (XXVI)", "9752 (XXVI)"]
    assert trees[0].title.text == "Прием маяков в члены Союза приморских библиотек"
    assert [len(shape(tree)) for tree in trees] == [2, 2]


@pytest.mark.parametrize("first", ["l.", "I.", "t.", "1'.", "|."])
def test_a_misread_label_begins_its_paragraph(first):
    tree = unres.parse_all(volume(first=first))[1]
    labels = [n.label for n in walk(tree) if isinstance(n, Operative)]
    assert labels == [first, "2."]
    assert shape(tree) == shape(unres.parse_all(volume())[1])


def test_a_misread_label_is_reported_and_mended():
    text = volume(first="l.").partition("## 9439")[2]
    found = unres.check(unres.parse("9439" + text))
    assert [(d.name, d.args) for d in found if d.name in NUMBERING] == [
        ("misread-number", ("l", "1"))
    ]


def test_letters_that_no_number_follows_are_no_label():
    text = volume(first="S.")
    assert "S." not in [n.label for n in walk(unres.parse_all(text)[1]) if isinstance(n, Operative)]


def test_the_title_is_below_the_contents():
    tree = unres.parse(CONTENTS)
    assert (tree.number, tree.title.text) == ("9137 (XII)", "Bareme des marees")
    assert [kind for kind, _ in shape(tree)] == ["Preambular", "Operative"]


def test_an_early_formula_below_a_short_masthead_is_no_title():
    text = (
        "A/RES/S-99/2 19 septembre 2037\n\nS-99/2. Poursuite des marées\n\n"
        "L'Assemblée générale\n\nAdopte le Programme annexé.\n\nANNEXE\n\nTABLE DES MARÉES\n"
    )
    tree = unres.parse(text)
    assert (tree.number, tree.title.text) == ("S-99/2", "Poursuite des marées")


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("92 / 31   مواعيد المد\n\nإن الجمعية العامة،\n\nإذ تشير،\n", "92/31", "مواعيد المد"),
        (f"92/31  Tide tables\n\n{BODY}", "92/31", "Tide tables"),
        (f"Resolution 92/31\nTide tables\n{BODY}", "92/31", "Tide tables"),
        ("90/28. 潮汐\nA. 潮汐表\n大会，\n回顾潮汐，\n1. 注意到潮汐；\n", "90/28", "潮汐"),
    ],
)
def test_the_number_stands_before_the_title(text, number, title):
    tree = unres.parse(text)
    assert (tree.number, tree.title.text) == (number, title)
    assert any(type(n).__name__ == "Opening" for n in walk(tree))


def test_a_number_in_the_middle_of_a_title_is_none():
    text = "Financing of the tides pursuant to\nresolution 2719 (2033)\n\nThe General Assembly,\n"
    assert unres.parse(text).number is None


TAIL = (
    "Prie le Secretaire general de tenir la liste des gardiens de tous les phares, et de la publier"
)


@pytest.mark.parametrize(
    "tail",
    [
        f"- 3. {TAIL};\n\n- 4. {TAIL}.\n\n",  # cut off before the closing lines
        f"{TAIL}.\n\n1752· séance pleniere, 21 décembre 2068.\n\n",
        f"{TAIL}.\n\n8./6cnze seance pleniere,\n\n5 dccembre 2059.\n\n",
    ],
)
def test_the_end_of_another_resolution_is_a_tree_of_its_own(tail):
    trees = unres.parse_all(tail + volume())
    assert [tree.number for tree in trees] == [None, "9438 (XIV)", "9439 (XIV)"]
    assert trees[0].source == tail
    assert [shape(tree) for tree in trees[1:]] == [shape(t) for t in unres.parse_all(volume())]


@pytest.mark.parametrize(
    ("meeting", "date"),
    [
        ("8./6cnze séance plénière,", "5 dccembre 2031."),
        ("846hn<' séance plénière,", "5  décembre  [031."),
        ("IO/e séance plénière,", "6 décembre 2031"),
    ],
)
def test_misread_closing_lines_close(meeting, date):
    text = volume().replace("846eme seance  pleniere,", meeting).replace("5  decembre  2031.", date)
    for tree, plain in zip(unres.parse_all(text), unres.parse_all(volume()), strict=True):
        closing = [n.text for n in walk(tree) if isinstance(n, Adoption)]
        assert "".join(closing).split() == f"{meeting} {date}".split()
        assert shape(tree) == shape(plain)


DRAFT = """United Nations
A/C.6/93/L.20

General Assembly
Distr.: Limited
14 November 2038
{original}

Ninety-third session
{committee}
Agenda item 121
Keepers of lights

Saltmarch: draft resolution

Lights of the coast

The General Assembly,

Recalling the tide,

1. Decides to remain seized of the matter.
"""


@pytest.mark.parametrize(
    ("original", "committee"),
    [("Original: English", "Sixth Committee"), ("Original : French", "Third Committee")],
)
def test_the_head_of_a_draft_is_read_to_its_last_line(original, committee):
    tree = unres.parse(DRAFT.format(original=original, committee=committee))
    organs = [field.text for field in tree.masthead.fields if field.kind == "organ"]
    assert organs == ["General Assembly", committee]
    assert (tree.title.text, tree.symbol) == ("Lights of the coast", "A/C.6/93/L.20")
    assert [type(n).__name__ for n in walk(tree)].count("Unparsed") == 0


def test_a_cover_page_decides_nothing():
    tree = unres.parse("RESOLUTIONS\net\nDECISIONS\nadoptees par l' Assemblee generale.\n")
    assert not any(isinstance(n, Operative) for n in walk(tree))


def test_what_stands_below_the_closing_lines_decides_nothing():
    tree = unres.parse_all(RUSSIAN + "\nт Официальные отчеты маяков, документ 5/10050.\n")[1]
    assert [kind for kind, _ in shape(tree)] == ["Preambular", "Operative"]


LOST = """The Security Council,

Recalling the tide,

23-15068 (E) 040823 Pleese recycle
*2315068*
1. Decides further that the Keeper of Lights, at the request of the coast, shall
           (a) keep the lamps, the lenses and the bells of all the towers, and those of the
    harbours as well;
           (b) further keep:
           (i) the boats;
           (ii) the flags;
2. Decides to remain seized of the matter.
"""


def test_a_list_that_is_set_in_below_an_unended_line_begins():
    labels = [n.label for n in walk(unres.parse(LOST)) if type(n).__name__ == "Item"]
    assert labels == ["(a)", "(b)", "(i)", "(ii)"]


def test_a_misread_notice_behind_a_job_number_is_furniture():
    tree = unres.parse(LOST)
    assert not any(type(n).__name__ == "Heading" for n in walk(tree))
    assert "job" in [furniture.kind for furniture in tree.furniture]


def test_a_sentence_that_says_the_words_of_the_title_keeps_them():
    text = DRAFT.format(original="Original: English", committee="Sixth Committee").replace(
        "Recalling the tide,",
        "Recalling the tide,\n\n\fA/C.6/93/L.20\n\n38-18533\n2/2\n\nNoting that the keepers "
        "welcomed the adoption of a resolution on the\nlights of the coast,",
    )
    assert "lights of the coast," in unres.parse(text).preamble[-1].text


def test_a_part_of_a_markdown_dump_is_markdown_without_a_heading():
    closing = "846e séance plénière,\n\nle 5 mai 2031.\n"
    tail = f"Rappelant les phares,\n\n- 1. {TAIL};\n\n- 2. {TAIL}.\n\n{closing}"
    tree = unres.parse(tail)
    assert [n.label for n in walk(tree) if isinstance(n, Operative)] == ["1.", "2."]
    assert tree.body[-1].text == "846e séance plénière, le 5 mai 2031."


@pytest.mark.parametrize("end", ["\\", "·", "."])
def test_the_first_paragraph_below_the_formula_may_have_lost_its_comma(end):
    text = volume().replace("5  decembre  2030,", f"5  decembre  2030{end}", 1)
    tree = unres.parse_all(text)[1]
    assert [kind for kind, _ in shape(tree)] == ["Preambular", "Operative", "Operative"]


def test_the_heads_and_feet_of_the_last_centurys_pages_are_furniture():
    text = (
        "A/RES/87/47\n\n87/47. Keepers of lights\n\nThe General Assembly,\n\nRecalling tides,\n\n"
        "/...\n\nA/RES/87/47 Page 2\n\nNoting the ebb,\n\n1. Thanks the keepers;\n\nI · ··\n\n"
        "Page 3\n\n2. Decides to meet.\n"
    )
    tree = unres.parse(text)
    kinds = {furniture.text: furniture.kind for furniture in tree.furniture}
    assert kinds["A/RES/87/47 Page 2"] == "running-head"
    assert (kinds["/..."], kinds["I · ··"], kinds["Page 3"]) == ("notice", "notice", "page-number")
    assert [kind for kind, _ in shape(tree)] == ["Preambular"] * 2 + ["Operative"] * 2


def test_letters_of_points_that_were_misread_go_on_with_the_list():
    letters = ["a)", "b)", "c)", "d)", "e)", "J)", "g)", "h)", "! )", "j)", "k)", "/)", "m)"]
    points = "\n\n".join(f"- {letter} Le phare de la baie;" for letter in letters)
    head = "## 9438 (XIV). Phares\n\nL'Assemblée générale,\n\n- 1. Décide :"
    tree = unres.parse(f"{head}\n\n{points}\n")
    items = [(n.label, n.text) for n in walk(tree) if isinstance(n, Item)]
    assert [label for label, _ in items] == letters
    assert {text for _, text in items} == {"Le phare de la baie;"}


def test_a_formula_set_in_spaced_letters_is_one():
    words = lexicon("fr")
    assert openings.misread("L 'Asse m b l ée gé n éra l e,", FOLLOWED["fr"], words)


def test_a_lead_word_whose_initial_stands_apart_begins_a_paragraph():
    text = volume().replace(
        "Rappelant sa  resolution  9297  (XIII)  du  5  decembre  2030,",
        "Rappelant les phares,\n\nN otant que la maree monte,\n\nC onsiderant qu'elle descend,",
    )
    kinds = [kind for kind, _ in shape(unres.parse_all(text)[1])]
    assert kinds == ["Preambular"] * 3 + ["Operative"] * 2


def test_of_a_title_in_two_languages_the_first_is_taken():
    text = (
        "## 9145 (I). World shortage of lamps\n\n"
        + "At its meeting the following text was read, and it was long enough to be no title. " * 9
        + "\n\n## 9145 (I). Pénurie mondiale des lampes\n\nLors de sa séance le texte a été lu.\n\n"
        "The General Assembly,\n\nRecalling the tide,\n\nUrges the keepers to wait.\n"
    )
    tree = unres.parse(text)
    assert (tree.number, tree.title.text) == ("9145 (I)", "World shortage of lamps")
