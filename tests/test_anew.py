"""Documents of a corpus set anew, by `fixtures/anew.py`: a parser meets them as new dumps."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import unres

pytest.importorskip("typst")
pytest.importorskip("pypdfium2")

ROOT = Path(__file__).parents[1]
BLOCKS = [
    ("opening", None, "The General Assembly,", []),
    ("preambular", None, "Recalling its resolution 90/4 on lights,", [("1", 40)]),
    ("operative", "1.", "Decides that keepers shall:", []),
    ("item", "(a)", "Light the lamps at dusk;", []),
    ("item", "(i)", "Those of the north first;", []),
    ("operative", "2.", "Requests the keepers to report to it.", []),
]


def _record(**changes: Any) -> dict[str, Any]:
    blocks = [
        {
            "kind": kind,
            "label": label,
            "text": text,
            "notes": [
                {"marker": marker, "offset": offset, "text": "A/90/7."} for marker, offset in notes
            ],
        }
        for kind, label, text, notes in BLOCKS
    ]
    return {
        "language": "en",
        "symbol": "A/RES/91/4",
        "agenda_item": "Agenda item 12",
        "agenda_title": "Keeping of lights",
        "session": "Ninety-first session",
        "distribution": "Distr.: General",
        "issued_text": "18 December 2036",
        "authorities": ["United Nations", "General Assembly"],
        "adopted_line": "Resolution adopted by the General Assembly on 10 December 2036",
        "proponent": "[on the report of the Fourth Committee (A/91/16, para. 7)]",
        "number": "91/4",
        "title": "Keeping of lights",
        "title_notes": [],
        "conclusion_parts": ["41st plenary meeting", "10 December 2036"],
        "job": "36-16937 (E)",
        "annex": [],
        "style": "classic",
        "extractor": "pypdfium2",
        "blocks": blocks,
        **changes,
    }


def _anew(records: list[dict[str, Any]], folder: Path) -> tuple[list[Path], str]:
    corpus = folder / "corpus"
    corpus.mkdir()
    for n, record in enumerate(records):
        (corpus / f"light_{n}.classic.pypdfium2.gold.json").write_text(json.dumps(record))
    command = [sys.executable, str(ROOT / "fixtures/anew.py"), str(corpus), str(folder / "out")]
    run = subprocess.run([*command, "--each", "3"], capture_output=True, text=True, check=True)
    return sorted((folder / "out").rglob("*.txt")), run.stdout


def test_a_document_is_set_as_it_was_not_and_reads_as_its_record(tmp_path: Path) -> None:
    dumps, said = _anew([_record()], tmp_path)
    assert len(dumps) == 3
    assert said.startswith("3 dumps")
    for dump in dumps:
        assert "classic" not in dump.name or "pypdfium2" not in dump.name
        told = json.loads(dump.with_name(dump.name.replace(".txt", ".gold.json")).read_text())
        assert f".{told['style']}-" in dump.name
        assert dump.name.endswith(f".{told['extractor']}.txt")
        tree = unres.parse(dump.read_text(encoding="utf-8"))
        assert tree.number is not None
        assert [block.text for block in tree.operative] == [BLOCKS[2][2], BLOCKS[5][2]]
        assert tree.preamble[0].text == BLOCKS[1][2]


def test_what_the_styles_cannot_hold_is_told(tmp_path: Path) -> None:
    dumps, said = _anew([_record(job=None), _record(title_notes=[{"marker": "*"}])], tmp_path)
    assert not dumps
    assert "no job (1)" in said
    assert "its footnotes are not counted through its paragraphs (1)" in said
