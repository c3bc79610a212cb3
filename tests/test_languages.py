"""Which language a text is in, and digits of other scripts."""

from __future__ import annotations

import time

import pytest

from unres.languages import LANGUAGES, ascii_digits, detect

SENTENCES = {
    "ar": "وإذ تشير إلى أهمية المنارات في سلامة الملاحة البحرية في جميع أنحاء العالم،",
    "en": "Recalling the importance of lighthouses for the safety of those at sea,",
    "es": "Recordando la importancia de los faros para la seguridad de las personas en el mar,",
    "fr": "Rappelant l’importance des phares pour la sécurité des personnes dans les mers,",
    "ru": "ссылаясь на значение маяков для безопасности людей на море,",
    "zh": "回顾灯塔对海上人员安全的重要性，",
}
ENGLISH_MASTHEAD = "United Nations\nA/RES/91/22\nGeneral Assembly\nDistr.: General\n3 May 2031\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_is_enough(language):
    assert detect(SENTENCES[language]) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_english_masthead_does_not_decide(language):
    assert detect(ENGLISH_MASTHEAD + (SENTENCES[language] + "\n") * 4) == language


def test_the_majority_decides():
    assert detect(SENTENCES["fr"] * 3 + SENTENCES["en"]) == "fr"
    assert detect(SENTENCES["fr"] + SENTENCES["en"] * 3) == "en"
    assert detect((SENTENCES["en"] + "\n") * 300 + (SENTENCES["ru"] + "\n") * 3000) == "ru"


def test_few_signs_are_all_counted():
    assert detect("灯lamp and lights" * 3) == "en"


def test_visual_order_and_presentation_forms_are_arabic():
    assert detect(SENTENCES["ar"][::-1]) == "ar"
    assert detect("\ufee3\ufee8\ufe8e\ufead\ufe93 \ufe8d\ufedf\ufe92\ufea4\ufeae") == "ar"


@pytest.mark.parametrize("text", ["", "   \n", "91/22", "\x00\ufffd", "***"])
def test_nothing_to_tell_is_english(text):
    assert detect(text) == "en"


def test_long_texts_cost_no_more_than_short_ones():
    text = SENTENCES["en"] * 100_000
    begun = time.perf_counter()
    assert detect(text) == "en"
    assert time.perf_counter() - begun < 0.1


def test_digits():
    assert ascii_digits("٢٠٣١ ２０３１ ۲۰۳۱ 2031") == "2031 2031 2031 2031"
    assert ascii_digits("第七届") == "第七届"


def test_records():
    assert set(LANGUAGES) == {"ar", "en", "es", "fr", "ru", "zh"}
    assert LANGUAGES["ar"].direction == "rtl"
    assert all(code == record.code for code, record in LANGUAGES.items())
