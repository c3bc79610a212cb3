"""Plain pages and pages of changes in headless Chromium: access, width, links, direction.

Skipped where Chromium or the extra `browser` is absent.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import unres
from unres.comparison import diff
from unres.exchange.changes_page import to_page

playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra `browser`")

FIXTURES = Path(__file__).parent.parent / "fixtures"
ENGLISH = "extracted/libraries.en.modern.pymupdf"
ARABIC = "damaged/plain.ar"
CHINESE = "extracted/libraries.zh.modern.pymupdf"
DAMAGED = "damaged/lost-footnotes.es"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1200, "height": 860}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent"),
]


def tree(of):
    return unres.read(FIXTURES / of / "source.txt")


def page_of(of: str, other: str | None = None) -> str:
    """The page of a fixture, or that of two compared."""
    return to_page(diff(tree(of), tree(other)), of, other) if other else unres.to_html(tree(of))


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens a page; fails where the browser complains about it."""
    opened, complaints = [], []

    def shown(text, viewport=DESK, scheme="light"):
        path = tmp_path / f"{len(opened)}.html"
        path.write_text(text, encoding="utf-8", newline="\n")
        page = browser.new_page(viewport=viewport, color_scheme=scheme)
        opened.append(page)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield shown
    assert complaints == []
    for page in opened:
        page.close()


PAGES = {
    "english": (ENGLISH,),
    "arabic": (ARABIC,),
    "lost footnotes": (DAMAGED,),
    "two dumps": (ARABIC, "extracted/libraries.ar.modern.pypdf"),
    "two languages": (ENGLISH, CHINESE),
}


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("english", "light"),
        ("english", "dark"),
        ("arabic", "dark"),
        ("lost footnotes", "light"),
        ("two dumps", "dark"),
        ("two languages", "light"),
    ],
)
def test_axe_finds_nothing(show, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = show(page_of(*PAGES[name]), PHONE if scheme == "dark" else DESK, scheme)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    found = axe.run(page).response
    assert len(found["passes"]) > 15
    violations = found["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == []


@pytest.mark.parametrize("name", ["english", "arabic", "two dumps", "two languages"])
def test_nothing_is_wider_than_a_phone(show, name):
    page = show(page_of(*PAGES[name]), PHONE)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(("of", "side"), [(ENGLISH, "left"), (ARABIC, "right")])
def test_labels_stand_where_the_lines_begin(show, of, side):
    page = show(page_of(of))
    labels = page.evaluate(
        f"[...document.querySelectorAll('.operative > li > p > .label')]"
        f".map(e => Math.round(e.getBoundingClientRect().{side}))"
    )
    edge = page.evaluate(
        f"Math.round(document.querySelector('.opening').getBoundingClientRect().{side})"
    )
    assert len(labels) > 2
    assert set(labels) == {edge}


def test_a_marker_leads_to_its_footnote_and_back(show):
    page = show(page_of(ENGLISH), PHONE)
    page.click("#note-3-ref")
    assert page.evaluate("document.querySelector(':target').id") == "note-3"
    page.click("#note-3 [role=doc-backlink]")
    assert page.evaluate("document.querySelector(':target').id") == "note-3-ref"


def test_a_script_in_a_dump_is_text(show):
    text = "1. <script>document.title = 'hacked'</script><img src=x onerror='document.title = 1'>"
    page = show(unres.to_html(unres.parse(f"The General Assembly,\n\n{text}\n")))
    assert "hacked" not in page.title()
    assert "<script>" in page.inner_text("main")
