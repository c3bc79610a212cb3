"""The tree drawn for a person."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from test_outline import DATA
from trees import grow

from unres.exchange.drawing import drawn


def plain(data, width=70):
    return drawn(grow(data), Console(width=width, file=StringIO()))


def test_the_drawing_shows_the_structure():
    lines = [line.rstrip() for line in plain(DATA).splitlines()]
    assert lines[0] == "Resolution 81/9  English"
    assert "├── 1. Requests:" in lines
    assert "│   ├── (a) A report;" in lines
    assert "│   │   └── (i) In spring;" in lines
    assert "├── Preamble  1 paragraph" in lines
    assert "│   └── Recalling the forum,[1] held in spring," in lines
    assert lines[-1] == "└── Furniture  1 page-number"


def test_every_node_takes_one_line_of_the_width():
    lines = plain({"body": [{"operative": "1. " + "Requests a report " * 20}]}, 40).splitlines()
    assert max(map(len, lines)) == 40
    assert lines[-1].startswith("└── 1. Requests")
    assert lines[-1].endswith("…")


def test_brackets_in_the_text_are_no_markup():
    assert "[red]not red[/red]" in plain({"body": [{"unparsed": "[red]not red[/red]"}]})


def test_colours_only_on_a_terminal():
    assert "\x1b" not in plain(DATA)
    assert "\x1b" in drawn(grow(DATA), Console(width=70, force_terminal=True, file=StringIO()))


def test_an_empty_tree_can_be_drawn():
    assert plain({}).splitlines()[0].startswith("Resolution without number")
