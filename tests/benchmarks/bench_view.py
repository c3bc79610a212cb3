"""What the page of `unres view` costs: to write, and to use in headless Chromium.

Not part of the test run: `pytest -s tests/benchmarks/bench_view.py`. Figures are CPU seconds
and, in the browser, its own performance entries (ms); other work on the machine moves the latter.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import unres
from unres.exchange.view import to_view

sys.path.insert(0, str(Path(__file__).parent))

from documents import document

CHROMIUM = shutil.which("chromium")
FLAT = str.maketrans({"\n": " ", "\f": " "})
TEXTS = {
    "en 400 KB": lambda: document("en", 400_000),
    "zh 400 KB": lambda: document("zh", 400_000),
    "en 400 KB, one line": lambda: document("en", 400_000).translate(FLAT),
    "en 400 KB, damaged": lambda: document("en", 400_000).replace("harbour", "harb\ufffdur"),
    "en 4 MB": lambda: document("en", 4_000_000),
}
#: The least of so many loads and steps is told: other work on the machine only adds.
ROUNDS = 5
LOAD = """() => {
  const [entry] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return { "first paint": Math.round(paint.startTime), loaded: Math.round(entry.loadEventEnd) };
}"""
#: Each runs in the page and gives its name and how long it kept the page busy, frame included.
STEPS = """async () => {
  const out = {};
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const time = async (name, work) => {
    await frame();
    const begin = performance.now();
    work();
    await frame();
    out[name] = Math.round(performance.now() - begin);
  };
  const middle = begins ? begins[begins.length >> 1] : (index(), begins[begins.length >> 1]);
  const n = Number(middle.dataset.n);
  await time("point at a piece", () => middle.dispatchEvent(
    new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" })));
  await time("bring its row", () => bringRow(n));
  await time("point at the whole", () => point(0, tree));
  await time("keep a row", () => keep(n, tree));
  await time("next piece", () => step(1));
  query.value = "lights";
  await time("search", search);
  await time("next match", () => turn(sides[scope].now + 1));
  await time("far match", () => turn(sides[scope].matches.length >> 1));
  await time("close all", () => setOpen(rows.slice(1), false));
  await time("open all", () => setOpen(rows, true));
  await time("grey out a kind", () => kindButtons[3].click());
  await time("switch the theme", () => dark.click());
  return out;
}"""


def least(work: Callable[[], object], times: int = 3) -> float:
    """CPU seconds, the least of some."""
    taken = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def least_of(rounds: list[dict[str, int]]) -> dict[str, int]:
    """The least of each figure."""
    return {name: min(each[name] for each in rounds) for name in rounds[0]}


@pytest.mark.parametrize("name", TEXTS)
def test_writing_costs_less_than_reading(name: str, capsys) -> None:
    text = TEXTS[name]()
    res = unres.parse(text)
    found = unres.check(res)
    page = to_view(res, found)
    reading = least(lambda: unres.check(unres.parse(text)))
    writing = least(lambda: to_view(res, found))
    with capsys.disabled():
        print(
            f"\n{name}: parse and check {reading:.3f} s, page {writing:.3f} s"
            f" ({writing / reading:.0%}), {len(found)} findings,"
            f" {len(page.encode()) / len(text.encode()):.1f} bytes a byte of dump"
        )
    assert writing < reading


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent")
@pytest.mark.parametrize("name", list(TEXTS)[:4])
def test_in_chromium(name: str, tmp_path: Path, capsys) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    page = tmp_path / "page.html"
    page.write_text(unres.to_view(unres.parse(TEXTS[name]())), encoding="utf-8", newline="\n")
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        shown = browser.new_page(viewport={"width": 1360, "height": 860})
        loads, steps = [], []
        for _ in range(ROUNDS):
            shown.goto("about:blank")
            shown.goto(page.as_uri())
            shown.wait_for_timeout(500)
            loads.append(shown.evaluate(LOAD))
            steps.append(shown.evaluate(STEPS))
        browser.close()
    load, step = least_of(loads), least_of(steps)
    with capsys.disabled():
        print(f"\n{name}: {load}\n  {step}")
    assert max(step.values()) > 0
