"""Real dumps as Markdown, as HTML, and compared: all that the tree says is there."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from shown import blocks
from test_html import check_page
from test_markdown import Page, body_notes

import unres

SHARED = Path(__file__).parents[2] / "shared" / "corpus"
#: One dump in so many: all of them take a minute.
_EACH = 12

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent"),
]


def test_pages_show_all_of_a_dump():
    dumps = sorted(SHARED.glob("*/*/*.txt"))[::_EACH]
    assert dumps
    for dump in dumps:
        tree = unres.read(dump)
        check_page(tree)
        page = Page(unres.to_markdown(tree))
        assert page.blocks == list(blocks(tree)), dump
        assert len(page.references) == len(body_notes(tree)), dump
        assert unres.diff(tree, tree).equal, dump


def test_two_dumps_of_one_document_are_nearly_the_same():
    found = defaultdict(list)
    for dump in sorted((SHARED / "real").glob("*/*.txt")):
        found[dump.parent.name, dump.name.partition(".")[0]].append(dump)
    pairs = [dumps[:2] for dumps in found.values() if len(dumps) > 1][::_EACH]
    assert pairs
    for pair in pairs:
        counts = unres.diff(*map(unres.read, pair)).counts
        assert counts["same"] > 0.7 * sum(counts.values()), pair
