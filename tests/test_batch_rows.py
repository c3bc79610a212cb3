"""Rows: what one document gives, and that all formats say the same."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from dumps import DUMP

import unres
from unres.batch import parse_partition
from unres.batch.columns import COLUMNS, empty, table
from unres.batch.encoding import to_arrow, to_jsonl
from unres.batch.rows import FIRST, rows_of
from unres.exchange.outline import records

PAGE = Path(__file__).parent.parent / ".github" / "docs" / "batch.md"


def one(item, **options):
    (row,) = parse_partition([item], **options)
    return row


def test_a_document_is_one_row():
    row = one(("noise.txt", DUMP.encode()))
    assert row["file"] == "noise.txt"
    assert row["sha256"] == hashlib.sha256(DUMP.encode()).hexdigest()
    assert row["bytes"] == len(DUMP.encode())
    assert row["format"] == "text"
    assert (row["organ"], row["symbol"], row["number"]) == (
        "General Assembly",
        "A/RES/81/9",
        "81/9",
    )
    assert (row["issued"], row["adopted"]) == (date(2026, 12, 9), date(2026, 12, 5))
    assert (row["year"], row["language"], row["title"]) == (2026, "en", "Ocean noise")
    assert (row["session"], row["meeting"], row["agenda_items"]) == (81, 40, ["72"])
    counted = ("preambular", "paragraphs", "items", "annexes", "footnotes")
    assert [row[name] for name in counted] == [2, 3, 2, 0, 1]
    assert row["characters"] == sum(len(word) for word in DUMP.split())
    assert row["unparsed_characters"] == 0
    assert row["completeness"] == 1.0
    assert (row["errors"], row["warnings"], row["error"]) == (0, 0, None)
    assert row["seconds"] > 0


def test_a_damaged_document_says_what_was_found():
    text = DUMP.replace("2. Invites", "4. Invites").replace("northern", "nor\ufffdhern")
    row = one(("noise.txt", text))
    res = unres.parse(text)
    found = unres.check(res)
    assert row["errors"] == sum(d.severity == "error" for d in found) > 0
    assert sum(code["count"] for code in row["codes"]) == len(found)
    assert row["completeness"] == unres.completeness(res).score < 1
    first = next(f for f in row["findings"] if f["name"] == "lost-glyph")
    assert (first["code"], first["severity"], first["line"]) == ("U301", "error", 13)
    assert text.splitlines()[12][first["column"] - 1] == "\ufffd"


def test_a_row_holds_the_gravest_findings_only():
    lost = "".join(f"{n}. Requests that nor\ufffdhern seas be heard;\n" for n in range(1, 60))
    row = one(("many.txt", f"81/9. Noise\nThe General Assembly,\n{lost}"))
    assert row["errors"] > FIRST == len(row["findings"])
    assert {finding["severity"] for finding in row["findings"]} == {"error"}


def test_blocks_are_those_of_the_outline():
    rows = list(parse_partition([("noise.txt", DUMP)], rows="blocks"))
    _, *wanted = records(unres.parse(DUMP), "noise.txt")
    assert [row["block"] for row in rows] == list(range(len(wanted)))
    for row, record in zip(rows, wanted, strict=True):
        assert (row["kind"], row["text"]) == (record["kind"], record["text"])
        assert [row["start"], row["stop"]] == record["span"]
        assert row["symbol"] == "A/RES/81/9"
    assert [row["label"] for row in rows if row["kind"] == "item"] == ["(a)", "(b)"]
    assert rows[-1]["marker"] == "1"


@pytest.mark.parametrize("rows", COLUMNS)
@pytest.mark.parametrize(
    "content", [DUMP, "", b"%PDF-1.4 and no more", "\ud800 alone", b"\xff\xfe\x00"]
)
def test_every_row_has_the_columns_in_order(rows, content):
    for row in rows_of("name", content, rows):
        assert list(row) == [column.name for column in COLUMNS[rows]]


@pytest.mark.parametrize("rows", COLUMNS)
def test_parquet_and_json_lines_hold_the_same(rows):
    pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
    damaged = DUMP.replace("2. Invites", "4. Invites")
    table_ = "Recalls:\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    items = [("a", DUMP), ("b", damaged), ("c", b""), ("d\udce9", DUMP + table_), ("e", "\udc00")]
    found = list(parse_partition(items, rows=rows))
    kept = pa.ipc.open_stream(io.BytesIO(to_arrow(found, rows))).read_all().to_pylist()
    assert kept == found
    lines = [json.loads(line) for line in to_jsonl(found).splitlines()]
    assert lines == json.loads(json.dumps(found, default=str))


@pytest.mark.parametrize("rows", COLUMNS)
def test_a_number_too_large_for_its_column_is_none(rows):
    first, *_ = parse_partition([("a", DUMP.replace("40th", f"{10**12}th"))], rows=rows)
    assert first["meeting"] is None
    assert first["error"] is None


def test_times_are_utc_and_the_same_in_json():
    (row,) = rows_of("a", DUMP, "documents", modified=1_700_000_000_123_456_789)
    assert row["modified"] == datetime(2023, 11, 14, 22, 13, 20, 123456, tzinfo=UTC)
    assert json.loads(to_jsonl([row]))["modified"] == "2023-11-14T22:13:20.123456Z"


@pytest.mark.parametrize(
    ("item", "error"),
    [
        ("no/such/file.txt", "no such file or directory"),
        (("empty.txt", b" \n"), "holds no text"),
        (("bad.pdf", b"%PDF-1.4 and no more"), "a PDF that cannot be opened"),
        (("number", 4), "a document is bytes or text, not int"),
        (4, "TypeError"),
        (None, "TypeError"),
        ((), "ValueError"),
        (("a", b"12345678"), "larger than 7 bytes"),
    ],
)
@pytest.mark.parametrize("rows", COLUMNS)
def test_what_cannot_be_read_is_a_row_with_its_error(item, error, rows):
    row = one(item, rows=rows, max_bytes=7) if "larger" in error else one(item, rows=rows)
    assert error in row["error"]
    assert "\n" not in row["error"]
    known = {"file", "sha256", "bytes", "modified", "format", "error", "seconds"}
    assert all(row[name] is None for name in empty(rows) if name not in known)


def test_a_partition_is_lazy():
    def items():
        yield ("a", DUMP)
        raise AssertionError("was asked for more")

    assert next(parse_partition(items()))["file"] == "a"


def test_a_path_is_read_and_dated(tmp_path):
    path = tmp_path / "noise.txt"
    path.write_text(DUMP)
    for item in (path, str(path)):
        row = one(item)
        assert (row["file"], row["number"]) == (str(path), "81/9")
        assert row["modified"].timestamp() == pytest.approx(path.stat().st_mtime, abs=1e-5)


def test_unknown_rows_are_refused_at_once():
    with pytest.raises(ValueError, match="documents, blocks"):
        parse_partition([], rows="pages")


@pytest.mark.parametrize("rows", COLUMNS)
def test_the_columns_are_documented(rows):
    page = PAGE.read_text(encoding="utf-8")
    assert page.split(f"<!-- {rows} -->\n")[1].split(f"\n<!-- /{rows} -->")[0] == table(rows)
