"""The pages about formats show what the program does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema

import unres

DOCS = Path(__file__).parents[1] / ".github" / "docs"


def shown(page, marker, language):
    """The fenced block behind a marker on a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"<!-- {marker} -->\n```{language}\n(.*?)```\n", text, re.DOTALL)
    assert found, f"{page} has no block behind <!-- {marker} -->"
    return found[1]


def test_the_example_of_clean_text_is_clean():
    text = shown("clean-text.md", "example", "text")
    tree = unres.parse(text)
    assert unres.render(tree) == text
    assert [p.label for p in tree.operative] == ["1.", "2."]
    assert [note.marker for note in tree.footnotes] == ["1", "*"]
    folded = unres.render(tree, width=48, notes="paragraph")
    assert shown("clean-text.md", "folded example", "text").strip() in folded


def test_the_example_of_json_is_what_is_written():
    tree = unres.parse(shown("json.md", "text", "text"))
    written = unres.to_json(tree, positions=False)
    assert json.loads(shown("json.md", "json", "json")) == json.loads(written)
    jsonschema.validate(json.loads(written), unres.json_schema())
