"""The outline: records of the document, its blocks, its footnotes."""

from __future__ import annotations

import json

import pytest
from trees import grow

from unres.exchange.outline import document, furniture, records

DATA = {
    "masthead": [
        {"kind": "organ", "text": "General Assembly"},
        {"kind": "symbol", "text": "A/RES/81/9"},
        {"kind": "distribution", "text": "Distr.: General", "value": "General"},
        {"kind": "issued", "text": "9 December 2026", "value": "2026-12-09"},
        {"kind": "session", "text": "Eighty-first session", "value": "81"},
        {"kind": "agenda_item", "text": "Agenda items 72 (b) and 117"},
        {
            "kind": "adopted",
            "text": "Resolution adopted by the General Assembly on 5 December 2026",
            "value": "2026-12-05",
        },
        {"kind": "proponent", "text": "[without reference to a Main Committee (A/81/L.4)]"},
        {"kind": "job", "text": "26-10101 (E)", "value": "26-10101 (E)"},
    ],
    "title": "81/9. Ocean noise[*]",
    "body": [
        {"opening": "The General Assembly,"},
        {"preambular": "Recalling the forum,[1] held in spring,"},
        {
            "operative": "1. Requests:",
            "children": [
                {"item": "(a) A report;", "children": [{"item": "(i) In spring;"}]},
                {"text": "all in good time;"},
            ],
        },
        {"section": "II", "body": [{"operative": "2. Decides to meet."}]},
        {"table": [["Year", "Cost"], ["2027", "14"]]},
        {"unparsed": "zzz"},
        {"adoption": "40th plenary meeting 5 December 2026", "meeting": 40, "date": "2026-12-05"},
    ],
    "annexes": [{"annex": "Annex", "body": [{"operative": "1. The forum meets."}]}],
    "footnotes": ["1 A/80/16.", "? Lost."],
    "furniture": [{"kind": "page-number", "text": "2/3"}],
}


@pytest.fixture(scope="module")
def res():
    return grow(DATA)


@pytest.fixture(scope="module")
def found(res):
    return list(records(res, "some/dump.txt"))


def test_the_document_comes_first(found):
    assert found[0] == {
        "kind": "resolution",
        "file": "some/dump.txt",
        "organ": "General Assembly",
        "symbol": "A/RES/81/9",
        "number": "81/9",
        "language": "en",
        "title": "Ocean noise",
        "session": 81,
        "agenda_items": ["72 (b)", "117"],
        "distribution": "General",
        "issued": "2026-12-09",
        "adopted": "2026-12-05",
        "adopted_line": "Resolution adopted by the General Assembly on 5 December 2026",
        "proponent": "[without reference to a Main Committee (A/81/L.4)]",
        "meeting": 40,
        "job": "26-10101",
        "notes": [{"marker": "*", "offset": 11}],
    }


def test_blocks_follow_in_reading_order(found):
    blocks = [r for r in found if r["kind"] not in ("resolution", "footnote")]
    assert [(b["kind"], b["label"], b["level"], b["part"]) for b in blocks] == [
        ("opening", None, 0, "body"),
        ("preambular", None, 0, "body"),
        ("operative", "1.", 0, "body"),
        ("item", "(a)", 1, "body"),
        ("item", "(i)", 2, "body"),
        ("text", None, 1, "body"),
        ("heading", None, 0, "body"),
        ("operative", "2.", 0, "body"),
        ("table", None, 0, "body"),
        ("text", None, 0, "body"),
        ("heading", None, 0, "annex"),
        ("operative", "1.", 0, "annex"),
    ]


def test_a_block_tells_its_markers_and_its_place(res, found):
    block = found[2]
    assert block["text"] == "Recalling the forum, held in spring,"
    assert block["notes"] == [{"marker": "1", "offset": 20}]
    start, end = block["span"]
    assert res.source[start:end] == "Recalling the forum,1 held in spring,"
    assert res.source.split("\n")[block["line"] - 1] == res.source[start:end]


def test_a_table_has_rows_and_a_text(found):
    table = next(r for r in found if r["kind"] == "table")
    assert table["rows"] == [["Year", "Cost"], ["2027", "14"]]
    assert table["text"] == "Year Cost 2027 14"


def test_footnotes_come_last(found):
    notes = [r for r in found if r["kind"] == "footnote"]
    assert notes == found[-2:]
    assert [(n["marker"], n["text"]) for n in notes] == [("1", "A/80/16."), (None, "Lost.")]


def test_furniture_is_apart(res):
    (piece,) = furniture(res)
    assert (piece["kind"], piece["type"], piece["text"]) == ("furniture", "page-number", "2/3")
    assert res.source[slice(*piece["span"])] == "2/3"


def test_every_record_is_json(res, found):
    for record in [*found, *furniture(res)]:
        assert json.loads(json.dumps(record)) == record


@pytest.mark.parametrize(
    ("title", "organ", "symbol"),
    [
        ("81/9. Ocean noise", "General Assembly", "A/RES/81/9"),
        ("ES-12/3. Ocean noise", "General Assembly", "A/RES/ES-12/3"),
        ("Ocean noise", None, None),
    ],
)
def test_the_number_completes_the_symbol(title, organ, symbol):
    record = document(grow({"title": title}), "x")
    assert (record["organ"], record["symbol"]) == (organ, symbol)


def test_what_the_dump_does_not_say_is_null():
    record = document(grow({}), "x")
    empty = {"agenda_items", "notes"}
    assert {key for key, value in record.items() if value == []} == empty
    told = {"kind", "file", "language"}
    assert {key for key, value in record.items() if value is not None} == told | empty


def test_the_closing_lines_give_the_date_where_the_masthead_has_none():
    data = {"body": [{"adoption": "40th", "date": "2026-12-05", "meeting": 40}]}
    record = document(grow(data), "x")
    assert (record["adopted"], record["meeting"]) == ("2026-12-05", 40)


def test_agenda_items_are_told_in_ascii_digits():
    data = {"masthead": [{"kind": "agenda_item", "text": "البند ٧٢ من جدول الأعمال"}]}
    assert document(grow(data), "x")["agenda_items"] == ["72"]
