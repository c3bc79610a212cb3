"""Dates, sessions, meetings, agenda items and organs in six languages, and the lexicon itself."""

from __future__ import annotations

import re
import time

import pytest
from lark import Lark
from lark.exceptions import UnexpectedInput

from unres.grammar import Lexicon, grammar_path, lexicon, read
from unres.languages import LANGUAGES
from unres.words import (
    agenda_items,
    ordinal,
    organ_name,
    plain,
    read_date,
    read_meeting,
    read_session,
)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Distr.: General 3 May 2031", "2031-05-03"),
        ("en", "May 3, 2031", "2031-05-03"),
        ("en", "3\u00a0May  2031", "2031-05-03"),
        ("en", "31 February 2031", None),
        ("en", "in May of that year", None),
        ("fr", "le 1er septembre 2031", "2031-09-01"),
        ("fr", "3 aout 2031", "2031-08-03"),
        ("es", "3 de mayo de 2031", "2031-05-03"),
        ("ru", "3 мая 2031 года", "2031-05-03"),
        ("ru", "3 May 2031", "2031-05-03"),
        ("zh", "2031 年 5 月 3 日大会决议", "2031-05-03"),
        ("zh", "二〇三一年十一月二十三日", "2031-11-23"),
        ("ar", "3 أيار/مايو 2031", "2031-05-03"),
        ("ar", "٢١ كانون الثاني/يناير ٢٠٣١", "2031-01-21"),
        ("ar", "قرار اتخذته الجمعية العامة في21\n كـانون الأول ديسمبر\n/2031", "2031-12-21"),
        ("ar", "29\n 2031\nDecember", "2031-12-29"),
    ],
)
def test_date(language, text, expected):
    assert read_date(text, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_named(language, month):
    names = {
        "en": "January February March April May June July August September October November "
        "December",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "zh": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "ar": "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    }
    name = names[language].split()[month - 1]
    text = f"2031年{name}9日" if language == "zh" else f"9 {name} 2031"
    assert read_date(text, language) == f"2031-{month:02}-09"


@pytest.mark.parametrize(
    "name",
    ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب/أغسطس", "أيلول",
     "تشرين الأول", "تشرين الثاني", "كانون الأول"],
)  # fmt: skip
def test_levantine_months_keep_their_order(name):
    found = read_date(f"9 {name} 2031", "ar")
    assert found is not None
    months = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب/أغسطس",
              "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"]  # fmt: skip
    assert int(found[5:7]) == months.index(name) + 1


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Seventy-third session", 73),
        ("en", "EIGHTH SESSION", 8),
        ("en", "Tenth emergency special session", 10),
        ("en", "One hundred and third session", 103),
        ("en", "XXVIth session", 26),
        ("en", "2031 session", None),
        ("fr", "Soixante-treizième session", 73),
        ("fr", "Quatre-vingt-dix-septième session", 97),
        ("fr", "Quatre-vingtième session", 80),
        ("fr", "Vingt et unième session", 21),
        ("fr", "Dixième session extraordinaire d’urgence", 10),
        ("es", "Septuagésimo tercer período de sesiones", 73),
        ("es", "Decimoquinto período extraordinario de sesiones", 15),
        ("es", "Undécimo período extraordinario de sesiones de emergencia", 11),
        ("es", "56º período de sesiones", 56),
        ("ru", "Семьдесят третья сессия", 73),
        ("ru", "Пятидесятая сессия", 50),
        ("ru", "Сто двадцатая сессия", 120),
        ("ru", "Одиннадцатая чрезвычайная специальная сессия", 11),
        ("zh", "第七十三届会议", 73),
        ("zh", "第一百二十届会议", 120),
        ("zh", "第十一届紧急特别会议", 11),
        ("ar", "الدورة الثالثة والسبعون", 73),
        ("ar", "الدورة الثمانون", 80),
        ("ar", "الدورة الاستثنائية الثانية عشرة", 12),
        ("ar", "الدورة المائة والعشرون", 120),
    ],
)
def test_session(language, text, expected):
    assert read_session(text, language) == expected
    assert lexicon(language).SESSION.match(plain(text))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "45th plenary meeting", 45),
        ("en", "50th (resumed) plenary meeting", 50),
        ("en", "at its 9299th meeting, held on 3 May 2031", 9299),
        ("fr", "1084e séance plénière", 1084),
        ("fr", "1084 e  seance  pleniere,", 1084),
        ("es", "37a sesión plenaria", 37),
        ("es", "Tercera sesión plenaria", 3),
        ("ru", "45\u2011e пленарное заседание", 45),
        ("zh", "第 45 次全体会议(续会)", 45),
        ("ar", "الجلسة العامة 45", 45),
        ("ar", "الجلسة العامة الثالثة والثلاثون", 33),
        ("en", "a meeting of experts", None),
    ],
)
def test_meeting(language, text, expected):
    assert read_meeting(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Agenda items 13 and 117", ["13", "117"]),
        ("Agenda item 97 (a)", ["97 (a)"]),
        ("Agenda item 97 (a) and (b)", ["97 (a)", "97 (b)"]),
        ("Item 12 of the agenda", ["12"]),
        ("Points 13 a) et 117 de l’ordre du jour", ["13 a)", "117"]),
        ("Tema 103 e) del programa", ["103 e)"]),
        ("Temas 13 y 117 del programa", ["13", "117"]),
        ("Пункт 19 f) повестки дня", ["19 f)"]),
        ("议程项目 98(b)", ["98 (b)"]),
        ("البند 103 (أ أ) من جدول الأعمال", ["103 (أ أ)"]),
        ("البند17( ) ه من جدول الأعمال", ["17 (ه)"]),
    ],
)
def test_agenda_items(text, expected):
    assert agenda_items(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The Economic and Social Council,", "Economic and Social Council"),
        ("fr", "Résolution adoptée par l’Assemblée générale", "General Assembly"),
        ("es", "Consejo de Seguridad", "Security Council"),
        ("ru", "Резолюция, принятая Генеральной Ассамблеей", "General Assembly"),
        ("ru", "Human Rights Council", "Human Rights Council"),
        ("zh", "人权理事会", "Human Rights Council"),
        ("ar", "إن الجمعية العامـة،", "General Assembly"),
        ("en", "A quiet afternoon", None),
    ],
)
def test_organ(language, text, expected):
    assert organ_name(text, language) == expected


def test_the_numbers_of_parts():
    assert ordinal("Première partie", "fr") == 1


OPENINGS = {
    "en": ["The General Assembly,", "The Security Council", "The Commission on Lighthouses,"],
    "fr": ["L'Assemblée  générale,", "L’Assemblée générale", "Le Conseil de sécurité :"],
    "es": ["La Asamblea General,", "El Consejo Económico y Social,"],
    "ru": ["Генеральная Ассамблея,", "Совет Безопасности,"],
    "zh": ["大会，", "大會，", "经济及社会理事会，"],
    "ar": ["إن الجمعية العامة،", "،إن الجمعية العامة", "إن مجلس الأمن ،"],
}
#: Wrapped lines that only look alike.
NO_OPENINGS = {
    "en": ["The General Assembly decided,", "the report of the General Assembly,"],
    "fr": ["L’Assemblée générale ayant décidé,"],
    "es": ["La Asamblea General decide,"],
    "ru": ["Генеральной Ассамблеей,", "Генеральная Ассамблея постановила,"],
    "zh": ["大会主席，"],
    "ar": ["قرار الجمعية العامة،"],
}
ANNEXES = {
    "en": ["Annex", "ANNEX II", "Appendix B"],
    "fr": ["Annexe I", "Appendice"],
    "es": ["Anexo II"],
    "ru": ["Приложение", "Приложение II"],
    "zh": ["附件", "附件一"],
    "ar": ["المرفق", "المرفق الأول"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_opening_formulas(language):
    opening = lexicon(language).OPENING
    assert all(opening.fullmatch(line) for line in OPENINGS[language])
    assert not any(opening.fullmatch(line) for line in NO_OPENINGS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_annex_headings(language):
    annex = lexicon(language).ANNEX
    assert all(annex.match(line) for line in ANNEXES[language])
    assert not any(annex.match(f"{line} – 1, 2, 3 …, 4") for line in ANNEXES[language])


@pytest.mark.parametrize(
    ("language", "leads", "others"),
    [
        ("en", ["Recalling its decision", "Deeply concerned at", "Mindful of", "Also noting",
                "Have agreed as follows"],
         ["including the lamps", "have agreed", "United Nations lamps", "and noting", "lamps"]),
        ("fr", ["Rappelant sa", "Se félicitant de", "Profondément préoccupée", "Consciente de",
                "Sont convenus de ce"],
         ["notamment les", "Assemblée générale", "ayant trait", "Résolution 90/2"]),
        ("es", ["Recordando su", "Profundamente preocupada por", "Consciente de", "Convencida de",
                "Han convenido en lo"],
         ["incluida la", "Unidas para"]),
        ("ru", ["ссылаясь на", "вновь подтверждая", "с глубокой тревогой отмечая", "будучи"],
         ["включая лампы", "международная торговля", "которая", "отмечая при этом", "обращаясь"]),
        ("zh", ["回顾其决定", "又注意到", "深信"], ["以及各国", "包括", "支持各国"]),
        ("ar", ["وإذ تشير", "إذ تعيد", "واقتناعا منها"], ["والدول", "بما في ذلك"]),
    ],
)  # fmt: skip
def test_leads_have_a_shape(language, leads, others):
    lead = lexicon(language).LEAD
    assert [text for text in leads if not lead.match(text)] == []
    assert [text for text in others if lead.match(text)] == []


def test_the_first_signs_of_chinese_leads_are_those_of_their_verbs():
    first, _, verbs = lexicon("zh").source("LEAD_VERB").partition("))")
    heads = [re.match(r"\[[^\]]+|[^)]", verb) for verb in re.split(r"\||\(\?:", verbs)]
    signs = {sign for head in heads if head for sign in head[0]}
    assert signs == set(first.removeprefix("(?:(?=")) - {"]"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lark_reads_a_lexicon_as_this_reader_does(language):
    words = lexicon(language)
    rules = "start: " + " | ".join(words.names)
    parser = Lark(f"{rules}\n{read(f'lexicon/{language}.lark')}", parser="earley", lexer="dynamic")
    by_lark = {t.name: re.compile(t.pattern.to_regexp()) for t in parser.terminals}
    assert set(by_lark) == set(words.names)
    samples = [*OPENINGS[language], *ANNEXES[language], "9 May 2031", "Distr.: General", "Ibid.",
               "45th plenary meeting", "not a lamp"]  # fmt: skip
    for name, pattern in by_lark.items():
        for sample in samples:
            one = re.sub(r"\s+", " ", sample.replace("\u2019", "'"))  # as the literals are typed
            assert bool(words[name].fullmatch(one)) == bool(pattern.fullmatch(one)), (name, one)


def test_every_language_has_every_terminal_the_layout_asks_for():
    asked = [
        "PUBLISHER", "ORGAN", "DISTRIBUTION", "DATE", "ISSUED", "SESSION", "AGENDA_ITEM", "ADOPTED",
        "PROPONENT", "OPENING", "MEETING", "ANNEX", "PART", "MONTH", "IBID", "NOTICE", "LEAD",
        "OPERATIVE_LEAD", "RESOLUTION", "DECISION", "NUMERAL",
    ]  # fmt: skip
    missing = [(code, name) for code in LANGUAGES for name in asked if name not in lexicon(code)]
    assert missing == []


def test_a_space_stands_for_any_white_space_and_an_apostrophe_for_any():
    words = Lexicon("xx", 'LAMP: "the keeper\'s lamp"i // a sample\nLAMPS: LAMP ("," LAMP)*\n')
    assert words.LAMP.fullmatch("The\u00a0 keeper\u2019s lamp")
    assert words["LAMPS"].fullmatch("the keeper's lamp,the keeper's lamp")
    with pytest.raises(AttributeError, match="LANTERN"):
        _ = words.LANTERN
    with pytest.raises(KeyError):
        _ = words["LANTERN"]


def test_a_broken_lexicon_says_where():
    with pytest.raises(ValueError, match="line 2"):
        Lexicon("xx", 'LAMP: "a"\n§\n')


def test_grammar_files_are_found():
    assert grammar_path("symbol.lark").is_file()
    with pytest.raises(FileNotFoundError):
        read("lexicon/xx.lark")
    with pytest.raises(UnexpectedInput):
        Lark(read("symbol.lark"), parser="lalr").parse("?")


@pytest.mark.parametrize("unit", ["seventy ", "soixante ", "1 (a) ", "1 ( ) ", "XX", "3 May "])
def test_hostile_fields_take_bounded_time(unit):
    line = unit * 20_000
    begun = time.perf_counter()
    for read_field in (read_date, read_session, read_meeting, organ_name):
        for language in ("en", "fr"):
            read_field(line, language)
    agenda_items(line)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("language", "month", "others"),
    [
        ("en", "Dec. 2031", ["Decision 3", "Marching", "Mayors"]),
        ("fr", "mai 2031", ["Maintien", "marsouins"]),
        ("es", "mayo de 2031", ["mayorales"]),
        ("ru", "мая 2031", ["маяки", "Майоров"]),
    ],
)
def test_a_month_is_a_whole_word(language, month, others):
    pattern = lexicon(language).MONTH
    assert pattern.match(month)
    assert [text for text in others if pattern.match(text)] == []
