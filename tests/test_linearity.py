"""The work grows no faster than the text, whatever the text: counted in lines of Python run.

A count is the same on every machine, as no time is. What a pattern or a string method does
inside is not counted; `tests/benchmarks/hostile.py` times that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

import unres
from unres.exchange.json import to_json
from unres.exchange.outline import records

sys.path.append(str(Path(__file__).parent / "benchmarks"))

from hostile_texts import CASES, text

PACKAGE = str(Path(unres.__file__).parent)
SMALL, FACTOR = 1500, 4
#: Some stages look at texts below a size, or look closer: a few steps there are not smooth.
ROOM = 1.4
#: Each has something over and over that a stage pairs, nests, counts or looks back from.
CHOSEN = (
    *("label", "label and text a line", "point", "points of points", "lists within lists"),
    *("labels in sequence", "labels backwards", "openings", "adoptions", "annexes", "citations"),
    *("square brackets", "braces a line", "clean marks", "page feed and word", "pages of a head"),
    *("page of total a line", "markers and footnotes in sequence", "footnotes backwards"),
    *("star notes", "hyphens at line ends of two", "lost hyphens", "table rows", "wide gaps"),
    *("Chinese points", "Arabic in visual order", "Arabic letters apart", "Arabic points"),
    *("headings of Markdown", "broken words all different", "script a line"),
    *("letters off their words", "hyphens off their words", "footnotes without markers"),
    *("noise of labels", "noise of markers", "noise of all scripts"),
)  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """How many lines of the package are run, each as often as it is run."""
    count = 0

    def on_line(_frame: FrameType, event: str, _arg: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return on_line

    def on_call(frame: FrameType, _event: str, _arg: object) -> Callable[..., object] | None:
        return on_line if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def counted(source: str) -> dict[str, int]:
    trees = []
    found = {"parse": steps(lambda: trees.append(unres.parse(source)))}
    tree = trees[0]
    found["check"] = steps(lambda: unres.check(tree))
    found["render"] = steps(lambda: unres.render(tree))
    found["outline"] = steps(lambda: list(records(tree, "x")))
    found["json"] = steps(lambda: to_json(tree))
    return found


def too_many(small: dict[str, int], large: dict[str, int]) -> dict[str, float]:
    """The steps that grew faster than the text, and how much faster."""
    return {
        step: round(large[step] / small[step] / FACTOR, 2)
        for step in small
        if large[step] > ROOM * FACTOR * max(small[step], 500)
    }


@pytest.mark.parametrize("name", CHOSEN)
def test_steps_grow_no_faster_than_the_text(name):
    counted(text(name, 400))  # what is made once is made here
    assert too_many(counted(text(name, SMALL)), counted(text(name, SMALL * FACTOR))) == {}


def test_a_step_that_grows_with_the_square_is_found(monkeypatch):
    program = (
        "def slow(tree):\n for a in tree.source:\n  for b in tree.source:\n   pass\n return []"
    )
    names: dict[str, Callable[[object], object]] = {}
    exec(compile(program, f"{PACKAGE}/slow.py", "exec"), names)
    monkeypatch.setattr(unres, "check", names["slow"])
    found = too_many(*(counted("rest " * n) for n in (40, 40 * FACTOR)))
    assert found.keys() == {"check"}
    assert found["check"] == pytest.approx(FACTOR, rel=0.1)


def test_steps_are_those_of_the_package_alone():
    assert steps(lambda: [n * n for n in range(50)]) == 0
    assert steps(lambda: unres.parse("1. Decides to rest;")) > 50


def test_all_chosen_are_cases():
    assert set(CHOSEN) <= set(CASES)
