from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unres.dump import Dump, decode, read_bytes
from unres.spans import Position

TEXTS = {
    "en": (
        "The General Assembly,\r\n\r\nRecalling its resolution 70/999 on the “lighthouse "
        "keepers’ charter”,\r\n\r\n1.  Calls upon States – all of them – to keep a light;\r\n\f"
    ),
    "fr": (
        "L’Assemblée générale,\n\nRappelant sa résolution 70/999 relative à la création d’un "
        "réseau côtier,\n\n1.  Prie les États d’entretenir un feu là où ils le peuvent;\n\f"
    ),
    "es": (
        "La Asamblea General,\n\nRecordando su resolución 70/999, relativa a los niños de las "
        "montañas,\n\n1.  Exhorta a los países a que actúen según sus medios;\n\f"
    ),
    "ru": (
        "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 70/999 о маяках,\n\n"
        "1.  призывает государства поддерживать огни;\n\f"
    ),
    "ar": (
        "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 70/999 بشأن المنارات،\n\n"
        "1 - تهيب بالدول أن تبقي الأنوار مضاءة؛\n\f"
    ),
    "zh": ("大会，\n\n回顾其关于灯塔看守人的第70/999号决议，\n\n1. 促请各国保持灯火；\n\f"),
    "zh-hant": ("大會，\n\n回顧其關於燈塔看守人的第70/999號決議，\n\n1. 促請各國保持燈火；\n\f"),
}
LEGACY = {
    "en": ("windows-1252",),
    "fr": ("windows-1252",),
    "es": ("windows-1252",),
    "ru": ("windows-1251", "koi8-r"),
    "ar": ("windows-1256",),
    "zh": ("gb18030",),
    "zh-hant": ("big5", "gb18030"),
}
UNICODE = ("utf-8", "utf-16-le", "utf-16-be")
PLAIN = [(language, encoding) for language in TEXTS for encoding in (*UNICODE, *LEGACY[language])]


@pytest.mark.parametrize(("language", "encoding"), PLAIN)
@pytest.mark.parametrize("times", [1, 400])
def test_encoding_is_told_from_the_text(language: str, encoding: str, times: int) -> None:
    text = TEXTS[language] * times
    dump = decode(text.encode(encoding))
    assert dump == Dump(text=text, encoding=encoding)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_read_and_dropped(language: str, encoding: str) -> None:
    dump = decode(TEXTS[language].encode(encoding))
    assert dump.text == TEXTS[language]
    assert not dump.damage


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("大会，", "gb18030"),
        ("大會，", "big5"),
        ("Ассамблея", "koi8-r"),
        ("Ассамблея", "windows-1251"),
        ("ГЕНЕРАЛЬНАЯ АССАМБЛЕЯ\n", "windows-1251"),
        ("ГЕНЕРАЛЬНАЯ АССАМБЛЕЯ\n", "koi8-r"),
        ("меры", "utf-16-le"),
        ("الجمعية العامة", "windows-1256"),
        ("ÉTATS MEMBRES", "windows-1252"),
        ("Página 2", "windows-1252"),
        ("A/RES/70/999", "utf-16-be"),
    ],
)
def test_one_line_is_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_encoding_is_found_behind_a_long_ascii_part() -> None:
    text = "Item 7\n" * 20_000 + TEXTS["fr"]
    assert decode(text.encode("windows-1252")).text == text


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh"])
def test_utf8_with_a_bad_byte_stays_utf8(language: str) -> None:
    text = TEXTS[language] * 3
    at = len(TEXTS[language]) + 2
    dump = decode(text[:at].encode() + b"\xff" + text[at:].encode())
    assert dump.text == text[:at] + "\ufffd" + text[at:]
    assert dump.encoding == "utf-8"
    assert dump.damage == ((at, at + 1),)


@pytest.mark.parametrize("bad", [b"\xff", b"\xfe\xff", b"\x81"])
def test_stray_bytes_in_ascii_are_damage_and_no_letters(bad: bytes) -> None:
    dump = decode(b"The General Assembly,\n\nNoting with " + bad + b" concern the fog,\n")
    assert dump.encoding == "utf-8"
    assert dump.damage == ((35, 35 + len(bad)),)
    assert dump.text[35] == "\ufffd"


def test_neighbouring_bad_bytes_are_one_damage() -> None:
    dump = decode("决议".encode() * 40 + b"\xff\xff\xfe" + "大会".encode())
    assert dump.damage == ((80, 83),)


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_truncated_last_character_is_damage(language: str) -> None:
    text = TEXTS[language].rstrip() + TEXTS[language][0]
    dump = decode(text.encode()[:-1])
    assert dump.text == text[:-1] + "\ufffd"
    assert dump.damage == ((len(text) - 1, len(text)),)


def test_truncated_utf16_is_damage() -> None:
    dump = decode(TEXTS["ru"].encode("utf-16")[:-1])
    assert dump.damage == ((len(TEXTS["ru"]) - 1, len(TEXTS["ru"])),)


def test_replacement_character_of_the_source_is_no_damage() -> None:
    dump = decode("Noting the \ufffd report,".encode())
    assert dump.text == "Noting the \ufffd report,"
    assert not dump.damage


def test_mark_before_text_that_it_does_not_belong_to() -> None:
    dump = decode(b"\xff\xfeThe General Assembly,\nRecalling nothing in particular,\n")
    assert dump.text.endswith("The General Assembly,\nRecalling nothing in particular,\n")
    assert dump.damage == ((0, 2),)


def test_only_a_leading_mark_is_dropped() -> None:
    assert decode("\ufeff大会\ufeff，".encode()).text == "大会\ufeff，"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("control", ["\0", "\x04", "\x06"])
def test_controls_in_utf8_are_kept(language: str, control: str) -> None:
    text = TEXTS[language].replace("70", f"70{control}")
    assert decode(text.encode()) == Dump(text=text)


@given(st.binary(max_size=200))
@example(b"")
@example(b"\0")
@example(b"\xff\xfe\0")
@example(b"\xef\xbb\xbf\xff")
@settings(deadline=None)
def test_any_bytes_decode(data: bytes) -> None:
    dump = decode(data)
    dump.text.encode()  # no lone surrogate is left
    assert all(set(dump.text[start:end]) == {"\ufffd"} for start, end in dump.damage)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_in_utf8_is_untouched(text: str) -> None:
    # Only control characters alone can look like the high halves of UTF-16.
    text = text.translate(dict.fromkeys((0, 4, 6)))
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


def test_places_count_lines_columns_and_pages_from_one() -> None:
    dump = decode(b"one\r\ntwo\fthree\n\ffour")
    assert dump.pages == (0, 9, 16)
    assert dump.place(0) == (1, 1, 1)
    assert dump.place(dump.text.index("two")) == (2, 1, 1)
    assert dump.place(dump.text.index("\f")) == (2, 4, 1)
    assert dump.place(dump.text.index("three")) == (2, 5, 2)
    assert dump.place(dump.text.index("four")) == (3, 2, 3)
    assert dump.position(dump.text.index("four")) == Position(3, 2)


def test_read_bytes_takes_a_path_or_bytes(tmp_path) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(b"one\r\n")
    assert read_bytes(path) == read_bytes(str(path)) == read_bytes(b"one\r\n") == b"one\r\n"
    with pytest.raises(OSError, match=r"gone\.txt"):
        read_bytes(tmp_path / "gone.txt")
