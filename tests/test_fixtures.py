"""Fixtures against their truth, which is derived from the masters and never from the parser.

`fixtures/README.md` tells how they are made. The goldens at the end are what the parser gave
when they were last written (`pytest tests/test_fixtures.py -k golden --force-regen`): they
show what a change does. The truth says whether that is right.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

import unres
from unres.exchange.outline import records
from unres.nodes import Resolution
from unres.spans import LineIndex

pytest.importorskip("unres.parse")

FIXTURES = Path(__file__).parent.parent / "fixtures"
ALL = sorted(p.parent for p in FIXTURES.glob("*/*/source.txt"))
WITH_TABLE = [p for p in ALL if '"table"' in (p / "source.gold.json").read_text("utf-8")]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
#: What a fixture does not give: `folder/name`, then aspect, then the reason.
BEYOND: dict[str, dict[str, str]] = {
    name: dict.fromkeys(entry["aspects"], entry["reason"])
    for name, entry in yaml.safe_load((FIXTURES / "beyond.yml").read_text("utf-8")).items()
}
#: Goldens show what is right: what the parser cannot yet read has none.
GOLDEN = [p for p in ALL if p.parent.name == "damaged" and f"damaged/{p.name}" not in BEYOND]

#: Signs that an extractor adds or drops without changing what is said.
_UNSAID = re.compile(
    "[\\s\u00ad\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2010-\u2015-]+"
)


def said(text: str | None) -> str:
    """A text without spaces, hyphens and marks of direction."""
    return _UNSAID.sub("", unicodedata.normalize("NFKC", text or ""))


def case(folder: Path, aspect: str):
    """A folder as a test case; where the aspect is lost the test is expected to fail."""
    name = f"{folder.parent.name}/{folder.name}"
    reason = BEYOND.get(name, {}).get(aspect)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(folder, id=name, marks=marks)


def cases(folders: list[Path], aspect: str) -> list:
    return [case(folder, aspect) for folder in folders]


def truth(folder: Path) -> dict:
    return json.loads((folder / "source.gold.json").read_text(encoding="utf-8"))


#: Whose symptom is in spaces and hyphens: these have to be right as well.
VERBATIM = [
    p
    for p in ALL
    if p.name.partition(".")[0]
    in (
        "doubled-spaces",
        "hyphen-of-a-compound-at-line-end",
        "kashida",
        "plain",
        "soft-hyphens",
        "stray-spaces",
        "words-parted-at-line-ends",
    )
]

_trees: dict[Path, Resolution] = {}
_outlines: dict[Path, list[dict]] = {}


def tree(folder: Path) -> Resolution:
    """A fixture as the parser reads it, made once."""
    if folder not in _trees:
        _trees[folder] = unres.read(folder / "source.txt")
    return _trees[folder]


def outline(folder: Path) -> list[dict]:
    """The outline records of a fixture, made once."""
    if folder not in _outlines:
        _outlines[folder] = list(records(tree(folder), "source.txt"))
    return _outlines[folder]


def anchors(block: dict) -> list[tuple[str, int]]:
    return [(n["marker"], len(said(block["text"][: n["offset"]]))) for n in block["notes"]]


class Seen(NamedTuple):
    """A block as the oracle sees it: a table's cells are another test's concern."""

    part: str
    kind: str
    label: str
    text: str
    notes: list[tuple[str, int]]


def seen(part: str, block: dict) -> Seen:
    return Seen(part, block["kind"], said(block["label"]), said(block["text"]), anchors(block))


def headings_joined(blocks: list[Seen]) -> list[Seen]:
    """Whether `I` and the heading below it are one or two is a matter of taste."""
    out: list[Seen] = []
    for block in blocks:
        if out and out[-1][:2] == block[:2] == (block.part, "heading"):
            out[-1] = out[-1]._replace(text=out[-1].text + block.text)
        else:
            out.append(block)
    return out


def wanted_blocks(folder: Path) -> list[Seen]:
    gold = truth(folder)
    parts = [("body", gold["blocks"]), *(("annex", annex) for annex in gold["annex"])]
    found = [seen(part, b) for part, blocks in parts for b in blocks if b["kind"] != "table"]
    return headings_joined(found)


def got_blocks(folder: Path) -> list[Seen]:
    other = ("resolution", "footnote", "table")
    return headings_joined([seen(r["part"], r) for r in outline(folder) if r["kind"] not in other])


@pytest.mark.parametrize("folder", cases(ALL, "blocks"))
def test_blocks_are_those_of_the_master(folder):
    assert got_blocks(folder) == wanted_blocks(folder)


@pytest.mark.parametrize("folder", cases(VERBATIM, "verbatim"))
def test_spaces_and_hyphens_are_those_of_the_master(folder):
    kinds = ("preambular", "operative", "item", "text")
    got = [r["text"] for r in outline(folder) if r["kind"] in kinds and r["part"] == "body"]
    assert got == [b["text"] for b in truth(folder)["blocks"] if b["kind"] in kinds]


@pytest.mark.parametrize("folder", cases(ALL, "footnotes"))
def test_footnotes_are_those_of_the_master(folder):
    gold = truth(folder)
    blocks = [*gold["blocks"], *(b for annex in gold["annex"] for b in annex)]
    page = said((folder / "source.txt").read_bytes().decode("utf-8", "replace"))
    if "1256" in folder.name:
        page = said((folder / "source.txt").read_bytes().decode("cp1256"))
    called = [*gold["title_notes"], *(n for b in blocks for n in b["notes"])]
    want = [(n["marker"], said(n["text"])) for n in called]
    want = [(marker, text) for marker, text in want if text[:12] in page or "ar" in folder.name]
    got = [(r["marker"], said(r["text"])) for r in outline(folder) if r["kind"] == "footnote"]
    assert got == want


@pytest.mark.parametrize("folder", cases(ALL, "fields"))
def test_fields_are_those_of_the_master(folder):
    gold, head = truth(folder), outline(folder)[0]
    session = gold["session_number"]
    want = {
        "language": gold["language"],
        "organ": "General Assembly",
        "symbol": gold["symbol"],
        "number": gold["number"],
        "title": said(gold["title"]),
        "title_notes": anchors({"text": gold["title"], "notes": gold["title_notes"]}),
        "session": int(session) if session else None,
        "agenda_items": [re.findall(r"\d+", item) for item in gold["agenda_items"]],
        "issued": gold["issued"],
        "adopted": gold["adopted"],
        "adopted_line": said(gold["adopted_line"]),
        "proponent": said(gold["proponent"]),
        "meeting": gold["meeting"],
        "job": (gold["job"] or "").split(" ")[0],
    }
    got = {name: head.get(name) for name in want}
    got["title_notes"] = anchors({"text": head["title"] or "", "notes": head["notes"]})
    for name in ("title", "adopted_line", "proponent"):
        got[name] = said(head[name])
    got["agenda_items"] = [re.findall(r"\d+", item) for item in head["agenda_items"]]
    got["job"] = (head["job"] or "").split(" ")[0]
    page = (folder / "source.txt").read_text("utf-8", "replace").replace("\u00ad", "-")
    if want["job"] not in page:
        want["job"] = ""
    assert got == want


@pytest.mark.parametrize("folder", cases(ALL, "findings"))
def test_a_check_names_what_is_damaged_and_nothing_else(folder):
    gold, found = truth(folder), unres.check(tree(folder))
    named = {d.name for d in found}
    grave = {d.name for d in found if d.severity in ("error", "warning")}
    assert set(gold["findings"]) - named == set()
    assert grave - {*gold["findings"], *gold["tolerated"]} == set()


@pytest.mark.parametrize("folder", cases(WITH_TABLE, "table"))
def test_a_table_keeps_its_words(folder):
    """Between the paragraph that announces the table and the next there is the table, no more."""
    gold = truth(folder)
    table = next(k for k, b in enumerate(gold["blocks"]) if b["kind"] == "table")
    before, after = (said(gold["blocks"][k]["text"]) for k in (table - 1, table + 1))
    texts = [(r["kind"], said(r.get("text"))) for r in outline(folder)]
    first, last = ([t for _, t in texts].index(x) for x in (before, after))
    between = "".join(t for _, t in texts[first + 1 : last])
    words = said("".join(cell for row in json.loads(gold["blocks"][table]["text"]) for cell in row))
    assert sorted(between) == sorted(words)


@pytest.mark.parametrize("name", ["lighthouses", "libraries"])
def test_the_masters_of_a_document_have_one_skeleton(name):
    skeletons = []
    for language in LANGUAGES:
        path = FIXTURES / "masters" / f"{name}.{language}.yml"
        master = yaml.safe_load(path.read_text(encoding="utf-8"))
        # In Chinese a marker stands behind the comma and may change places with a word:
        # what counts is which block holds which notes.
        skeletons.append([(b[0], re.findall(r"\{(\d)\}", str(b[-1]))) for b in master["body"]])
    assert all(skeleton == skeletons[0] for skeleton in skeletons)


def test_a_document_has_the_same_skeleton_in_all_languages():
    def skeleton(language: str) -> list[tuple]:
        found = outline(FIXTURES / "damaged" / f"plain.{language}")
        blocks = [r for r in found if r["kind"] not in ("resolution", "footnote")]
        rows = [(r["part"], r["kind"], r["level"], len(r["notes"])) for r in blocks]
        # whether a heading and the one below it are one or two is a matter of taste
        pairs = zip([None, *rows], rows, strict=False)
        return [row for above, row in pairs if row[1] != "heading" or row != above]

    found = {language: skeleton(language) for language in LANGUAGES}
    assert {k: v for k, v in found.items() if v != found["en"]} == {}


def test_the_fixtures_are_as_their_masters_say():
    command = [sys.executable, str(FIXTURES / "make.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def as_yaml(records: list[dict]) -> str:
    """The outline as a person reads it: one block an entry, nothing that is empty, no positions."""
    kept = [
        {k: v for k, v in r.items() if k not in ("span", "line", "file") and v not in (None, [])}
        for r in records
    ]
    dump = [yaml.safe_dump([r], allow_unicode=True, sort_keys=False, width=96) for r in kept]
    return "".join(dump)


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda p: p.name)
def test_golden_tree(folder, file_regression):
    text = as_yaml(outline(folder))
    file_regression.check(text, encoding="utf-8", fullpath=folder / "tree.yml")


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda p: p.name)
def test_golden_diagnostics(folder, file_regression):
    res = tree(folder)
    lines = LineIndex(res.source)
    text = "".join(
        f"{lines.line(d.span.start)}: {d.severity} {d.name}: {d.message}\n"
        for d in unres.check(res)
    )
    file_regression.check(text, encoding="utf-8", fullpath=folder / "diagnostics.txt")


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda p: p.name)
def test_golden_clean_text(folder, file_regression):
    text = unres.render(tree(folder))
    file_regression.check(text, encoding="utf-8", fullpath=folder / "clean.txt")
