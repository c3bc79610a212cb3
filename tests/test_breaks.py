"""Where paragraphs and headings begin, by phenomenon: each dump is of our own invention."""

from __future__ import annotations

import pytest

import unres
from unres.exchange.outline import records

_HEAD = {
    "en": "A/RES/91/4\n\n91/4. Keeping of lights\n\nThe General Assembly,\n",
    "es": "A/RES/91/4\n\n91/4. Cuidado de los faros\n\nLa Asamblea General,\n",
    "fr": "A/RES/91/4\n\n91/4. Entretien des phares\n\nL’Assemblée générale,\n",
    "ru": "A/RES/91/4\n\n91/4. Содержание маяков\n\nГенеральная Ассамблея,\n",
}


def _blocks(dump: str) -> list[tuple[str, str]]:
    other = ("resolution", "footnote")
    return [
        (r["kind"], r["text"]) for r in records(unres.parse(dump), "") if r["kind"] not in other
    ]


def _starts(dump: str, *kinds: str) -> list[str]:
    """The first two words of each block, or of those of some kinds."""
    return [
        " ".join(text.split()[:2]) for kind, text in _blocks(dump) if not kinds or kind in kinds
    ]


_LONG = {
    "en": "the reports of the keepers of the northern coast, which tell of ships that were lost",
    "es": "los informes de los guardianes de la costa del norte, que hablan de barcos perdidos",
    "fr": "les rapports des gardiens de la côte du nord, qui parlent de navires perdus en mer",
    "ru": "доклады смотрителей северного побережья, в которых говорится о погибших судах и о",
}

_LEADS = {"en": "Recalling", "es": "Recordando", "fr": "Rappelant", "ru": "ссылаясь на"}


def _full(language: str, many: int = 6) -> str:
    """A preambular paragraph of full lines: they tell how long a line is."""
    lines = [f"{_LEADS[language]} {_LONG[language]}"[:84], *[_LONG[language]] * many]
    return "\n".join(lines) + "\nends here,\n"


# -- blank lines ------------------------------------------------------------------------------

_PAGES = (
    _HEAD["en"]
    + """
Recalling its resolution 90/2 on the keeping of lights,

Noting with concern that many lights of the northern coast have gone dark,

Reaffirming that keepers are helped by the Charter of Saltmarch, the Laws of the Sea,
\fA/RES/91/4
Keeping of lights

Harbour Compacts of the northern ports and by the customs of all keepers,

Welcoming the offer of the Commonwealth of Saltmarch,

Aware of the dangers of the night,

1. Decides to keep the lights;

2. Requests the keepers to report.
"""
)


def test_the_blank_line_below_a_running_head_begins_no_paragraph() -> None:
    assert _starts(_PAGES, "preambular")[2:4] == ["Reaffirming that", "Welcoming the"]


# -- the preamble -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lead", "after"),
    [
        ("en", "Noting", "Recognizing that the keepers of the lights on these coasts need boats,"),
        ("es", "Observando", "Reconociendo que los guardianes de los faros necesitan barcas,"),
        ("fr", "Notant", "Considérant que les gardiens des phares ont besoin de bateaux,"),
        ("ru", "отмечая", "признавая, что смотрителям маяков нужны лодки для работы,"),
    ],
)
def test_a_preambular_paragraph_that_lacks_its_comma_ends(language, lead, after) -> None:
    lines = f"{_LONG[language]}\n" * 6
    dump = f"{_full(language)}{lead} {lines}ends here\n{after}\n"
    found = _blocks(_HEAD[language] + dump)
    assert [text.endswith("ends here") for _, text in found[2:]] == [True, False]


def test_what_is_noted_in_doing_so_goes_on_with_the_paragraph() -> None:
    text = f"выражая признательность за {_LONG['ru']}\n{_LONG['ru']} командах,\n"
    dump = _HEAD["ru"] + _full("ru") + text + "отмечая при этом стойкость смотрителей маяков,\n"
    assert _starts(dump) == ["Генеральная Ассамблея,", "ссылаясь на", "выражая признательность"]


def test_a_quotation_that_a_short_line_announces_is_a_block() -> None:
    dump = (
        _HEAD["ru"]
        + _full("ru")
        + f"постановляет просить о том, чтобы\n{_LONG['ru']}\nследующий вопрос:\n"
        + f"«Исходя, в частности, из правил содержания маяков, из {_LONG['ru']}"[:84]
        + f"\n{_LONG['ru']}\nобязанности смотрителей маяков?»\n"
    )
    assert _blocks(dump)[-1][1].startswith("«Исходя")


def test_points_of_a_list_in_the_preamble_need_no_lead_word() -> None:
    dump = _HEAD["es"] + (
        f"{_full('es')}"
        "Teniendo presentes estos fines:\n"
        "Encender los faros de todas las costas que los barcos pasan de noche y en la niebla y\n"
        "guardarlos después,\n"
        "Prestar ayuda a los barcos perdidos en los mares del norte y en niebla,\n"
        "Mejorar las lámparas de los faros más antiguos,\n"
        f"Observando {_LONG['es']},\n"
        "1. Decide mantener los faros;\n2. Pide a los guardianes que informen.\n"
    )
    assert _starts(dump)[3:6] == ["Encender los", "Prestar ayuda", "Mejorar las"]


_PRINCIPLES = """
1. утверждает принципы содержания маяков, содержащиеся в приложении;
2. просит смотрителей представить доклад.
41-е пленарное заседание
3 мая 2031 года
Приложение
Принципы содержания маяков
ссылаясь на доклады смотрителей северного побережья, в которых говорится о погибших судах,
сознавая необходимость усиления защиты маяков побережья в связи с бурями, включая зимние,
считая, что защита маяков требует от смотрителей, судов и портов принятия таких мер, которые
помогают всем судам,
Часть первая
Введение
Принцип 1
Сфера охвата
Настоящие принципы применяются к защите маяков до, во время и после бури, в том числе зимой,
и не затрагивают:
a) норм об ответственности смотрителей;
b) норм об ответственности судов.
Принцип 2
Должная осмотрительность со стороны портов и смотрителей
Портам следует принимать надлежащие меры, направленные на обеспечение того, чтобы суда были
в безопасности.
"""


def test_an_annexed_text_has_a_preamble_and_headings_below_it() -> None:
    dump = _HEAD["ru"] + f"ссылаясь на {_LONG['ru']} командах,\n" + _PRINCIPLES
    found = _starts(dump)[5:]
    assert found[1:4] == ["ссылаясь на", "сознавая необходимость", "считая, что"]
    assert "Часть первая" in found
    assert "Настоящие принципы" in found
    assert "Портам следует" in found


def _set_paragraphs(first: int, margin: int) -> str:
    """Preambular paragraphs with so many spaces before their first lines and before the others."""
    lines = f"\n{' ' * margin}".join([_LONG["fr"]] * 3)
    return f"{' ' * first}Rappelant la résolution 90/2 et\n{' ' * margin}{lines},\n" * 4


# -- labels -----------------------------------------------------------------------------------


def test_a_label_that_closes_a_bracket_is_none() -> None:
    dump = _HEAD["fr"] + (
        "Rappelant sa résolution 90/2,\n"
        "1. Prie les gardiens d’appliquer les articles 15, 16 (par. 1), 17, 23, 25 et 27 (par.\n"
        "1) du Pacte des phares et de ne pas éteindre leurs feux avant le matin ;\n"
        "2. Décide de rester saisie de la question.\n"
    )
    assert [kind for kind, _ in _blocks(dump)] == ["opening", "preambular", *["operative"] * 2]


_SET_IN = """
            1. Approuve le programme des phares, qui comprend les points suivants et aucun autre :
               1.1. Renforcer la garde des phares de toutes les côtes que les navires longent la
               nuit ; améliorer les lampes des phares les plus anciens du nord ;
               étudier les feux des autres côtes ; réparer les tours que la mer a touchées et que
               nul n’a relevées ; et nommer des gardiens.
               1.2. Publier la liste des phares.
            2. Invite les gardiens à faire rapport sur les phares de la côte du nord, sur ceux du
       sud et sur ceux des îles, ainsi que sur les navires qui les longent ;
            3. Prie les ports d’aider les gardiens à relever les tours que la mer a touchées et que
       nul n’a relevées depuis dix ans ;
            4. Demande aux navires de signaler les feux éteints qu’ils voient la nuit en mer, sur
       toutes les côtes qu’ils longent ;
            5. Décide de rester saisie de la question.
"""


def test_a_point_set_in_as_a_whole_goes_on_behind_its_semicolon() -> None:
    assert _starts(_HEAD["fr"] + _set_paragraphs(12, 7) + _SET_IN, "text") == []


def test_behind_a_point_that_ended_with_some_room_a_heading_begins() -> None:
    heading = (
        "Objetivo general 2: Ayudar a todos los barcos y velar por que lleguen a los puertos,\n"
        "de noche y en la niebla, contribuyendo con ello a la seguridad de las costas"
    )
    dump = _HEAD["es"] + _full("es") + (
        f"1. Aprueba {_LONG['es']}:\n"
        "1.1.\nPublicar la lista de los faros y la de los guardianes de la\ncosta del norte;\n"
        "1.2.\nPublicar la lista de los faros de la costa y de sus lámparas.\n"
        f"{heading}\n2.1.\nAyudar a los barcos perdidos.\n"
        "2. Decide volver sobre la cuestión.\n"
    )  # fmt: skip
    assert any(text.startswith("Objetivo general") for _, text in _blocks(dump))


# -- headings ---------------------------------------------------------------------------------

_CENTRED = """\
     1. Approuve les transferts que l’annexe indique, et nul autre transfert de gardiens ou
 de lampes ;
     2. Prie les gardiens de faire rapport sur les phares de la côte du nord et sur ceux des
 îles ;
     3. Décide de rester saisie de la question.
                                      41e séance plénière
                                          3 mai 2031
                                            Annexe
Bureau des phares – Division des feux de la côte du nord – Service des lampes et des tours de
                        garde – Groupe des gardiens de nuit
     Transfert de deux postes de gardien du Service des lampes au Bureau des tours et des
 phares des îles, et de trois postes de gardien du Service des tours au Bureau des feux de la
 côte du nord
                                          Transferts
Bureau des phares – Division des feux de la côte du sud – Service des lampes et des tours de
 garde et des îles – Section de la formation des gardiens
     Transfert de trois postes de gardien du Service des lampes au Bureau des tours et des
 phares des îles.
"""


def test_centred_headings_are_parted_from_the_text_around_them() -> None:
    blocks = _blocks(_HEAD["fr"] + _set_paragraphs(5, 1) + _CENTRED)[-5:]
    assert [text.split(" ")[0] for _, text in blocks] == [
        "Bureau", "Transfert", "Transferts", "Bureau", "Transfert"
    ]  # fmt: skip
    assert [kind for kind, _ in blocks] == ["heading", "text", "heading", "heading", "text"]


def test_the_first_line_of_a_centred_heading_may_fill_the_measure() -> None:
    text = """\
     6. Approuve les transferts que l’annexe indique, et nul autre transfert de gardiens ou
 de lampes ;
Budget des phares de la côte du nord et des îles pour la période du printemps au mois de
                                  Décembre 2031
     7. Décide de rester saisie de la question.
"""
    blocks = _blocks(_HEAD["fr"] + _set_paragraphs(5, 1) + text)[-3:]
    assert [kind for kind, _ in blocks] == ["operative", "heading", "operative"]
    assert blocks[1][1].startswith("Budget")
    assert blocks[1][1].endswith("Décembre 2031")


def test_a_long_title_below_a_number_is_a_heading() -> None:
    title = (
        "Cumplimiento del Acuerdo de Puerto Halvard sobre la aplicación de las disposiciones\n"
        "relativas a los faros de las costas del norte y a los guardianes de los faros de las\n"
        "islas"
    )
    dump = _HEAD["es"] + (
        f"Recordando {_LONG['es']},\n"
        f"I\nFaros\n1. Pide {_LONG['es']};\n2. Decide mantener los faros;\n"
        f"II\n{title}\n3. Pide {_LONG['es']};\n4. Decide volver sobre la cuestión.\n"
    )
    assert ("heading", " ".join(title.split())) in _blocks(dump)


def test_the_title_of_an_annex_ends_where_it_has_room() -> None:
    dump = _HEAD["fr"] + (
        f"Rappelant {_LONG['fr']},\n"
        f"1. Adopte la déclaration qui porte sur {_LONG['fr']} ;\n"
        f"2. Prie {_LONG['fr']}\nde rester.\n"
        "41e séance plénière\n3 mai 2031\nAnnexe\n"
        "Notre engagement commun à garder les phares de la côte du nord et de celles des îles\n"
        "et à nommer des gardiens pour chacun de ces phares avant l’hiver\n"
        "Nous, gardiens des phares du nord, réunis à Port Halvard du 2 au 4 juin 2031 à la fin de\n"
        "l’hiver, avons convenu de ce qui suit.\n"
    )
    assert _starts(dump)[-2:] == ["Notre engagement", "Nous, gardiens"]


def test_below_a_numbered_heading_a_title_ends_before_a_capital() -> None:
    dump = (
        _HEAD["ru"]
        + _full("ru")
        + (
            "1. принимает принципы, которые содержатся в приложении.\nПриложение\n"
            "Ссылаясь на доклады смотрителей,\nотмечая хартию огней,\n"
            "Принцип 1\nСодержание маяков северного побережья и островов, лежащих у него\n"
            "Смотрителям и капитанам следует включать положения о содержании маяков в свои согла-\n"
            "шения.\nПринцип 2\nОхраняемые маяки\n"
            "Маяк, имеющий важное значение для судов, которые проходят мимо этих берегов, вклю-\n"
            "чая и те, которые погасли, находится под защитой смотрителей этого побережья.\n"
        )
    )
    assert _starts(dump)[-8:] == [
        "Ссылаясь на", "отмечая хартию", "Принцип 1", "Содержание маяков", "Смотрителям и",
        "Принцип 2", "Охраняемые маяки", "Маяк, имеющий",
    ]  # fmt: skip


@pytest.mark.parametrize("end", [":", ";"])
def test_a_bullet_begins_a_block(end) -> None:
    dump = (
        _HEAD["ru"]
        + "1. предлагает портам: a) зажечь огни, а именно"
        + end
        + ("\n• огни маяков;\n• огни пристаней;\n2. постановляет вернуться к этому вопросу.\n")
    )
    assert _starts(dump)[-3:-1] == ["• огни", "• огни"]


def test_between_two_points_of_a_list_no_text_stands() -> None:
    dump = (
        _HEAD["ru"]
        + _full("ru")
        + (
            "1. призывает порты:\na) вести журнал огней;\nхранить его в сухом месте;\n"
            "b) содержать смотрителей;\nи просит их писать о том, что они видели.\n"
            "2. постановляет вернуться к этому вопросу.\n"
        )
    )
    texts = [text for _, text in _blocks(dump)]
    assert "вести журнал огней; хранить его в сухом месте;" in texts
    assert "содержать смотрителей;" in texts


_LIGHTS = (
    "A/RES/91/4\n\n91/4. 灯塔的看守\n\n大会，\n"
    "通过关于看守北方各海岸灯塔和任命灯塔看守人的以下声明：\n"
    "看守北方海岸灯塔并任命灯塔看守人\n"
    "在港口举行看守人大会之际，我们各灯塔的看守人和各港口的代表于本月二日齐聚海\n"
    "岸会馆，\n"
)
_ZH_LINES = (
    "重申北方海岸灯塔看守人大会通过的声明和各港口提供了一个保护夜间船只的综合框\n"
    "架，为保护北方海岸的船只奠定了牢固基础，并重申我们承诺全面有效地加以落实这个\n"
    "框架；\n"
)


def test_widths_tell_a_chinese_heading_from_the_text_below_it() -> None:
    dump = _LIGHTS + "".join(f"{n}.\n{_ZH_LINES}" for n in range(1, 6))
    assert [text[:4] for _, text in _blocks(dump)][1:4] == ["通过关于", "看守北方", "在港口举"]


# -- running heads ----------------------------------------------------------------------------

_TURNED = """A/RES/91/4

91/4. Le droit à la lumière

L’Assemblée générale,
Rappelant sa résolution 90/2,
1. Invite les ports à respecter le droit de tous les navires, sur toutes les côtes, d’avoir
{}
2. Décide de rester saisie de la question.
"""


@pytest.mark.parametrize("feed", ["", "\f"])
def test_below_a_whole_head_nothing_is_one(feed) -> None:
    end = f"{feed}A/RES/91/4 Le droit à la lumière\ndroit\nà la lumière ;"
    paragraph = _blocks(_TURNED.format(end))[2][1]
    assert paragraph.endswith("à la lumière ;")


def test_a_title_at_the_top_of_a_page_is_a_head_without_its_symbol() -> None:
    dump = _PAGES.replace("\fA/RES/91/4\nKeeping", "\fKeeping")
    dump += "\fA/RES/91/4\nKeeping of lights\n\n3. Decides to come back to the matter.\n"
    assert not any("Keeping of lights" in text for _, text in _blocks(dump))


_NARROW_HEAD = """Report on the lights that are
kept by night on the coasts that
ships pass, on those that are not,
and on what keepers say of both
in the years from 2031 on and in
those before
"""


@pytest.mark.parametrize("head", ["A/RES/91/4\n" + _NARROW_HEAD, _NARROW_HEAD + "A/RES/91/4\n"])
@pytest.mark.parametrize("feed", ["", "\f"])
def test_a_narrow_head_may_spell_a_long_title_in_many_lines(feed, head) -> None:
    title = " ".join(_NARROW_HEAD.split())
    pages = [
        f"A/RES/91/4\n\n91/4. {title}\n\nThe General Assembly,\nRecalling its resolution 90/2,\n"
        "1. Invites the keepers of all\n",
        "lights to report;\n2. Calls upon\n",
        "ships to pass by night;\n3. Decides to come back to the matter.\n",
    ]
    found = [text for kind, text in _blocks((feed + head).join(pages)) if kind == "operative"]
    assert found[:2] == [
        "Invites the keepers of all lights to report;",
        "Calls upon ships to pass by night;",
    ]


# -- stretched lines --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lead"), [("ru", "с глубоким удовлетворением отмечая"), ("fr", "Prenant note")]
)
def test_the_lead_of_a_paragraph_may_fall_into_words(language, lead) -> None:
    words = "\n".join(lead.split())
    dump = _HEAD[language] + _full(language) + words + "\n" + _LONG[language] + "\nends there,\n"
    assert [text.split()[0] for kind, text in _blocks(dump) if kind == "preambular"] == [
        _LEADS[language].split()[0],
        lead.split()[0],
    ]


# -- the foot of a page -----------------------------------------------------------------------

_UNRULED = """A/RES/91/4

91/4. Keeping of lights

The General Assembly,
Recalling its resolutions on keep{}
1. Welcomes the lighting of lamps and recalls with great satis{}
"""


@pytest.mark.parametrize(
    "foot",
    [
        "1/3 38-21704\fKeeping of lights A/RES/91/4",
        "38-21704 (E)\fA/RES/91/4",
        "1\n\fA/RES/91/4",
        "__________________\n1A/90/21.\n1/3\n\fA/RES/91/4",
    ],
)
def test_a_hyphen_with_the_foot_of_the_page_glued_to_it_parts_a_word(foot) -> None:
    dump = _UNRULED.format(
        f"\ufffe{foot}\ners of light\ufffehouses,",
        "\ufffe38-21704 2/3\fA/RES/91/4 Keeping of lights\nfaction how keep\ufffeers keep them;",
    )
    found = _blocks(dump + "2. Invites the keepers to paint their lighthouses.\n")
    assert ("preambular", "Recalling its resolutions on keepers of lighthouses,") in found
    assert any(text.endswith("great satisfaction how keepers keep them;") for _, text in found)


def test_a_note_may_stand_on_the_page_behind_its_marker() -> None:
    dump = _UNRULED.format(
        "ers1 and\n1 A/90/21.\n1/3\n\fA/RES/91/4\nof all lights,",
        "faction the report on lamps2\n2/3\n\fA/RES/91/4\nand on oil;",
    )
    dump += "2 A/90/22.\n3/3"
    res = unres.parse(dump)
    assert [note.text for note in res.footnotes] == ["A/90/21.", "A/90/22."]
    assert res.operative[0].text.endswith("the report on lamps and on oil;")
    assert [note.marker for note in res.operative[0].notes] == ["2"]


def test_a_note_goes_on_with_the_number_that_it_begins_with() -> None:
    dump = _UNRULED.format(
        "ers1 and\n1Report of the meeting of keepers, Port Halvard,\n1 to 3 May 2031 (A/90/21).\n"
        "1/2\n\fA/RES/91/4\nof all lights,",
        "faction the report on lamps.",
    )
    res = unres.parse(dump)
    assert [note.text[:6] for note in res.footnotes] == ["Report"]
    assert res.preamble[0].text == "Recalling its resolutions on keepers and of all lights,"


_LAST_PAGE = """A/RES/91/4

91/4. Report on the keeping of lights in the ports of the north

The General Assembly,
Recalling its resolution 90/2,
1. Invites the keepers to write the
\fA/RES/91/4
report on the keeping of lights
that they owe;
2. Decides to include in the agenda the item “Report on
\fA/RES/91/4
the keeping of
lights in the ports of the north”.
"""


def test_a_sentence_below_a_symbol_may_say_words_of_the_title() -> None:
    texts = [text for kind, text in _blocks(_LAST_PAGE) if kind == "operative"]
    assert texts[0].endswith("to write the report on the keeping of lights that they owe;")
    assert texts[1].endswith("Report on the keeping of lights in the ports of the north”.")


_SCRAMBLED = """A/RES/91/4

91/4. Keeping of lights in the ports of the north

The General Assembly,
Recalling its resolution 90/2,
1. Invites the keepers to write about
\fA/RES/91/4

lights in
Keeping of
ports of
the

the north

lights that they keep;
2. Decides to come back to the matter.
"""


def test_a_stretched_head_in_disorder_is_known_by_its_letters() -> None:
    texts = [text for kind, text in _blocks(_SCRAMBLED) if kind == "operative"]
    assert texts[0].endswith("to write about lights that they keep;")


def test_a_resolution_number_alone_on_its_line_is_not_how_pages_are_numbered() -> None:
    pages = [
        "A/RES/91/4\n\n91/4. Keeping of lights\n\nThe General Assembly,\nRecalling its resolution\n"
        "70/2\nof 3 May 2015,\n1. Invites the keepers of all lights to report;\n1\n",
        "A/RES/91/4\n2. Calls upon ships to pass by night;\n2\n",
        "A/RES/91/4\n3. Decides to come back to the matter.\n3\n",
    ]
    res = unres.parse("\f".join(pages))
    assert not res.footnotes
    assert [f.kind for f in res.furniture].count("page-number") == len(pages)
