"""The page of `unres view` in headless Chromium: pointing, clicking, keys, colours, access.

Skipped where Chromium or the extra `browser` is absent.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import unres

playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra `browser`")

FIXTURES = Path(__file__).parent.parent / "fixtures"
LIGHTS = "extracted/lighthouses.en.classic.pdftotext"
ARABIC = "extracted/libraries.ar.classic-drawn.pdftotext-layout"
CHINESE = "extracted/libraries.zh.modern.pymupdf"
DAMAGED = "damaged/lost-glyph-replaced.ru"
ONE_LINE = "damaged/one-line.en"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PHONE = {"width": 390, "height": 780}
DESK = {"width": 1360, "height": 860}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent"),
]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The page of a fixture or of a text, as a file's address; each written once."""
    folder = tmp_path_factory.mktemp("pages")
    written = {}

    def address(of):
        if of not in written:
            path = FIXTURES / of / "source.txt" if "\n" not in of else None
            res = unres.read(path) if path else unres.parse(of)
            page = folder / f"{len(written)}.html"
            page.write_text(unres.to_view(res, name="dump.txt"), encoding="utf-8", newline="\n")
            written[of] = page.as_uri()
        return written[of]

    return address


class Tab:
    """One page of the browser, used by many tests: a new one for each costs more than the test."""

    def __init__(self, browser, viewport, scheme):
        self.page = browser.new_page(viewport=viewport, color_scheme=scheme)
        self.page.set_default_timeout(8000)
        self.told = []
        self.address = ""
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("dialog", lambda dialog: self.told.append(dialog.message) or dialog.dismiss())
        self.page.on("request", self.requested)

    def requested(self, request):
        if request.url.split("#")[0] not in ("about:blank", self.address):
            self.told.append(request.url)

    def show(self, address, hash_):
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self.address = address
        self.page.goto(address + hash_)
        return self.page


@pytest.fixture(scope="module")
def tabs(browser):
    """The tabs so far, by their size and colour scheme."""
    return {}


@pytest.fixture
def show(browser, pages, tabs):
    """Shows pages; when the test ends, none may have complained or asked for anything."""

    def view(of, *, hash_="", viewport=DESK, scheme="light"):
        key = (*viewport.values(), scheme)
        if key not in tabs:
            tabs[key] = Tab(browser, viewport, scheme)
        return tabs[key].show(pages(of), hash_)

    yield view
    for tab in tabs.values():
        tab.page.evaluate("try { localStorage.clear() } catch {}")
        told, tab.told = tab.told, []
        assert told == []


def source(of):
    return unres.read(FIXTURES / of / "source.txt").source


def classed(page, name):
    """The numbers of pieces and of rows that have a class now."""
    script = "(e) => e.map((x) => Number(x.dataset.n))"
    pieces = page.locator(f"#dump .{name}").evaluate_all(script)
    rows = page.locator(f"#tree [role=treeitem].{name}").evaluate_all(script)
    return set(pieces), set(rows)


def row(page, text):
    return page.locator("[role=treeitem]", has_text=text).last


def in_sight(page, selector):
    return page.evaluate(
        """(selector) => {
          const box = document.querySelector(selector).getBoundingClientRect();
          const pane = document.querySelector(selector).closest(".scroll").getBoundingClientRect();
          return box.top >= pane.top - 1 && box.top < pane.bottom && box.height > 0;
        }""",
        selector,
    )


# -- what is shown --

UNSEEN = """() => {
  const walker = document.createTreeWalker(document.getElementById("dump"), NodeFilter.SHOW_TEXT);
  const bare = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() && !node.parentElement.closest(".l span")) bare.push(node.data);
  }
  return bare;
}"""
UNITS = """() => {
  const text = document.getElementById("dump").textContent;
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}"""
HOSTILE = source(LIGHTS).replace(
    "Recalling",
    "<script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\"> "
    "</script> --> & &amp; \x00\x07 \x00\U000f0000 \ud800 \U0001f600 \ufffe\ue001 "
    "\u2028 \u202eevil\u202c \r Recalling",
    1,
)


@pytest.mark.parametrize("of", [LIGHTS, ARABIC, CHINESE, ONE_LINE, HOSTILE])
def test_the_pane_s_text_is_the_source_and_all_of_it_is_coloured(show, of):
    page = show(of)
    text = source(of) if "\n" not in of else of
    units = b"".join(unit.to_bytes(2, "little") for unit in page.evaluate(UNITS))
    assert units == text.encode("utf-16-le", "surrogatepass")
    assert page.evaluate(UNSEEN) == []
    ink = page.evaluate("getComputedStyle(document.body).color")
    inks = page.locator(".l span").evaluate_all("(e) => e.map((x) => getComputedStyle(x).color)")
    assert ink not in inks


def test_a_hostile_dump_is_shown_and_runs_nothing(show):
    page = show(HOSTILE)
    assert "owned" not in page.title()
    assert page.locator("img").count() == 0
    assert "<script>document.title" in page.locator("#dump").inner_text()
    drawn = page.locator("#dump .c").evaluate_all(
        "(e) => e.map((x) => getComputedStyle(x, '::before').content)"
    )
    assert {'"NUL BEL"', '"U+D800"', '"U+FFFE"', '"U+E001"', '"LS"', '"RLO"', '"CR"'} <= set(drawn)


def test_the_policy_stops_what_is_not_the_page_s_own(browser, pages):
    page = browser.new_page()
    page.goto(pages(LIGHTS))
    stopped = page.evaluate(
        """async () => {
          const told = [];
          const tell = (event) => told.push(event.effectiveDirective);
          document.addEventListener("securitypolicyviolation", tell);
          const script = document.createElement("script");
          script.textContent = "document.title = 'owned'";
          document.body.append(script);
          const image = document.createElement("img");
          image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
          document.body.append(image);
          await fetch("data:,x").catch(() => {});
          await new Promise((done) => setTimeout(done, 50));
          return told;
        }"""
    )
    assert {"script-src-elem", "img-src", "connect-src"} <= set(stopped)
    assert "owned" not in page.title()
    page.close()


def test_an_override_does_not_reorder_what_follows(show):
    page = show("The General Assembly,\n1. Decides \u202e to meet;\n")
    left = page.evaluate(
        """() => {
          const node = document.querySelector("#line-2 .c").nextSibling;
          const at = (i) => { const r = document.createRange(); r.setStart(node, i);
            r.setEnd(node, i + 1); return r.getBoundingClientRect().left; };
          return [at(1), at(node.data.length - 1)];
        }"""
    )
    assert left[0] < left[1]


def test_right_to_left_dumps_stand_on_the_right(show):
    page = show(ARABIC)
    box = page.locator("#line-13").bounding_box()
    piece = page.locator("#line-13 span").first.bounding_box()
    assert piece["x"] + piece["width"] > box["x"] + box["width"] * 0.6
    number = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('#line-13'), '::before').right)"
    )
    assert number == 0
    sign = page.evaluate(
        """() => {
          const style = getComputedStyle(document.querySelector("#node-2"), "::before");
          return parseFloat(style.right) < parseFloat(style.left);
        }"""
    )
    assert sign


# -- one side shows the other --


def test_pointing_at_the_dump_shows_the_row(show):
    page = show(LIGHTS)
    page.hover("#line-28 span")
    pieces, rows = classed(page, "lit")
    assert len(pieces) == 1
    assert pieces == rows
    assert "Recognizing that a lighthouse" in page.locator("[role=treeitem].lit").inner_text()
    assert "lines 27–29" in page.locator("#detail").inner_text()
    page.mouse.move(5, 5)
    assert classed(page, "lit") == (set(), set())


def test_pointing_at_a_row_shows_all_its_pieces_and_no_other(show):
    page = show(LIGHTS)
    row(page, "Has been dark for more").hover()
    page.wait_for_timeout(300)  # a row that is far away is brought after a moment
    texts = page.locator("#dump .lit").all_inner_texts()
    assert texts == ["(i)", "Has been dark for more than 12 months;"]
    assert in_sight(page, "#dump .lit")


def test_pointing_at_a_group_shows_all_below_it(show):
    page = show(LIGHTS)
    row(page, "To relight, before the end").hover()
    assert len(classed(page, "lit")[0]) == 3  # (b), (i), (ii)
    page.locator("#node-0").hover()
    pieces, _ = classed(page, "lit")
    assert pieces == set(
        page.evaluate("[...document.querySelectorAll('#dump [data-n]')].map((e) => +e.dataset.n)")
    )


def test_a_marker_in_the_dump_and_in_the_tree(show):
    page = show(LIGHTS)
    page.hover("#line-22 .marker")
    assert page.locator("sup.lit").inner_text() == "1"
    page.click("#line-22 .marker")
    page.click("#detail a:has-text('footnote 1')")
    assert page.locator("#dump .kept").inner_text() == "1 A/93/214."
    page.click("#detail a:has-text('marker 1')")
    assert page.locator("#dump .kept").inner_text() == "1"


def test_clicking_the_dump_keeps_and_shows_the_row(show):
    page = show(LIGHTS, hash_="#line-92")
    page.click("#line-92 span")
    pieces, rows = classed(page, "kept")
    assert pieces == rows
    assert in_sight(page, "[role=treeitem].kept")
    assert page.locator("[role=treeitem][aria-selected=true]").count() == 1
    assert page.evaluate("location.hash") == f"#node-{pieces.pop()}"
    page.keyboard.press("Escape")
    assert classed(page, "kept") == (set(), set())


def test_clicking_a_row_keeps_it_and_shows_the_dump(show):
    page = show(LIGHTS)
    last = page.locator("#tree .operative").last
    last.click()
    assert in_sight(page, "#dump .kept")
    assert classed(page, "kept")[0] == {int(last.get_attribute("data-n"))}
    last.click()
    assert classed(page, "kept") == (set(), set())


def test_a_row_in_a_closed_group_is_shown_by_the_group_and_opened_by_a_click(show):
    page = show(LIGHTS)
    assert page.locator("#tree .furniture").first.is_hidden()
    page.hover("#dump .furniture >> nth=0")
    assert "Page furniture" in page.locator("[role=treeitem].group.lit").inner_text()
    page.click("#dump .furniture >> nth=0")
    assert page.locator("#tree .furniture").first.is_visible()


# -- findings and addresses --


def test_a_finding_leads_to_its_place_and_its_mark_back(show):
    page = show(DAMAGED)
    page.click("#finding-1 a")
    assert in_sight(page, "#line-49")
    assert page.locator(".l.sought").get_attribute("id") == "line-49"
    assert page.locator("#dump u.error").inner_text() == "\ufffd"
    assert page.evaluate("location.hash") == "#finding-1"
    page.evaluate("location.hash = '#line-2'")
    page.wait_for_selector("#line-2.sought")
    assert page.locator("#found .now").count() == 0
    page.locator("#line-49 a.m").click()
    page.wait_for_selector("#finding-1.now")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_addresses_into_the_page(show, viewport):
    page = show(DAMAGED, hash_="#line-88", viewport=viewport)
    assert in_sight(page, "#line-88.sought")
    page = show(DAMAGED, hash_="#finding-1", viewport=viewport)
    assert in_sight(page, "#line-49.sought")
    assert page.locator("#finding-1.now").count() == 1
    assert page.evaluate("scrollY + document.body.scrollTop") == 0


def test_the_findings_are_one_stop_and_walked_with_arrows(show):
    page = show("damaged/docling-markdown.en")
    page.focus("#finding-1 a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#finding-2"
    assert page.locator("#finding-2.now").count() == 1
    assert page.locator("#found a[tabindex='0']").count() == 1


def test_severities_can_be_left_out(show):
    page = show(DAMAGED)
    page.click("[data-severity=error]")
    assert page.locator("#finding-1").is_hidden()
    assert page.locator("#line-49 a.m").is_hidden()


# -- search --


def found(page):
    return page.locator("#hits").inner_text()


def look_for(page, words):
    page.fill("#query", words)
    page.wait_for_timeout(150)  # the search waits for the end of typing


def test_search_counts_and_goes_round(show):
    page = show(LIGHTS)
    look_for(page, "lights")
    total = source(LIGHTS).lower().count("lights")
    assert found(page) == f"1 of {total}"
    for expected in [*range(2, total + 1), 1]:
        page.press("#query", "Enter")
        assert found(page) == f"{expected} of {total}"
    page.click("#previous")
    assert found(page) == f"{total} of {total}"
    assert page.evaluate("CSS.highlights.get('hit').size") >= total
    assert page.evaluate("CSS.highlights.get('now').size") == 1
    look_for(page, "no such words")
    assert found(page) == "no match"
    page.press("#query", "Escape")
    assert found(page) == ""


def test_search_finds_a_phrase_over_the_end_of_a_line(show):
    page = show(LIGHTS)
    look_for(page, "17 december 2038")
    assert found(page).startswith("1 of ")
    assert page.evaluate("String([...CSS.highlights.get('now')][0].startContainer.data)").endswith(
        "17 December"
    )


def test_search_finds_in_the_tree_what_a_page_cut(show):
    page = show("extracted/libraries.en.classic-drawn.pdftotext-layout")
    words = "in line with article 9 of the Covenant"
    look_for(page, words)
    page.click("[data-scope=tree]")
    assert found(page) == "1 of 1"
    row_found = page.evaluate("[...CSS.highlights.get('now')][0].startContainer.data")
    assert words in row_found
    page = show(LIGHTS)
    look_for(page, "whatever flag that ship flies, and that")
    assert found(page) == "1 of 1"


def test_search_treats_signs_as_signs(show):
    page = show(LIGHTS)
    look_for(page, "(i)")
    assert found(page) == f"1 of {source(LIGHTS).lower().count('(i)')}"


# -- keys --


def active(page):
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_every_part_is_reached_with_the_tab_key(show):
    page = show(DAMAGED)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(active(page))
        if reached[-1].startswith("node-"):
            break
    stations = ["query", "next", "dark", "dump", "split", "open", "node-0"]
    assert [name for name in reached if name in stations] == stations
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_tree_is_walked_with_arrows(show):
    page = show(LIGHTS)
    page.focus("#node-0")
    steps = [("ArrowDown", "node-1"), ("ArrowDown", "node-2"), ("ArrowLeft", "node-1")]
    for key, expected in steps:
        page.keyboard.press(key)
        assert active(page) == expected
    page.keyboard.press("ArrowLeft")
    assert page.locator("#node-1").get_attribute("aria-expanded") == "false"
    assert page.locator("#node-2").is_hidden()
    page.keyboard.press("ArrowDown")
    assert page.locator(f"#{active(page)}").get_attribute("class").startswith("title")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    assert page.locator("#node-2").is_visible()
    page.keyboard.press("ArrowRight")
    assert active(page) == "node-2"
    assert classed(page, "lit")[0] == {2}
    page.keyboard.press("End")
    assert "Page furniture" in page.locator(":focus").inner_text()
    page.keyboard.press("*")
    assert page.locator(":focus").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Home")
    assert active(page) == "node-0"
    page.keyboard.type("dec")
    assert "Decides that the aims" in page.locator(":focus").inner_text()
    assert page.locator("[role=treeitem][tabindex='0']").count() == 1


def test_arrows_are_mirrored_in_a_right_to_left_tree(show):
    page = show(ARABIC)
    page.focus("#node-0")
    page.keyboard.press("ArrowLeft")
    assert active(page) == "node-1"
    page.keyboard.press("ArrowRight")
    assert page.locator("#node-1").get_attribute("aria-expanded") == "false"


def test_enter_goes_from_one_side_to_the_other(show):
    page = show(LIGHTS)
    page.focus("#dump")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("#dump .kept").inner_text() == "General Assembly"
    assert "General Assembly" in page.locator("#said").inner_text()
    page.keyboard.press("ArrowUp")
    assert page.locator("#dump .kept").inner_text() == "United Nations"
    page.keyboard.press("Enter")
    assert page.locator(":focus").inner_text().strip() == "publisher United Nations"
    page.keyboard.press("Enter")
    assert active(page) == "dump"
    page.keyboard.press("/")
    assert active(page) == "query"


def test_the_panes_are_widened_with_keys(show):
    page = show(LIGHTS)
    before = page.locator("#left").bounding_box()["width"]
    page.focus("#split")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#left").bounding_box()["width"] < before
    assert page.locator("#split").get_attribute("aria-valuenow") == "52"


# -- what the reader sets --


def test_the_legend_greys_out_and_filters(show):
    page = show(LIGHTS)
    coloured = "getComputedStyle(document.querySelector('#line-18 span')).color"
    before = page.evaluate(coloured)
    page.click("[data-kind=preamble]")
    preamble = page.locator("#tree .preamble")
    assert not any(preamble.nth(i).is_visible() for i in range(preamble.count()))
    assert page.evaluate(coloured) != before
    page.click("#all")
    assert page.evaluate(coloured) == before
    assert preamble.first.is_visible()
    page.click("[data-kind=item]", modifiers=["Shift"])
    pressed = page.locator("[data-kind][aria-pressed=true]")
    assert pressed.evaluate_all("(e) => e.map((x) => x.dataset.kind)") == ["item"]


def test_the_theme_is_the_system_s_until_it_is_switched(show):
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = show(LIGHTS), show(LIGHTS, scheme="dark")
    assert light.evaluate(paper) != dark.evaluate(paper)
    assert dark.locator("#dark").get_attribute("aria-pressed") == "true"
    expected = dark.evaluate(paper)
    light.click("#dark")
    assert light.evaluate(paper) == expected


def test_long_lines_can_stay_unwrapped(show):
    page = show(ONE_LINE)
    height = page.locator("#line-1").bounding_box()["height"]
    page.click("#wrap")
    assert page.locator("#line-1").bounding_box()["height"] < height / 10


def test_a_phone_shows_one_pane_at_a_time(show):
    page = show(DAMAGED, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for name, visible in {"tree": "#tree", "found": "#finding-1", "dump": "#dump"}.items():
        page.click(f"#show [data-to={name}]")
        panes = ["#tree", "#finding-1", "#dump"]
        assert [pane for pane in panes if page.locator(pane).is_visible()] == [visible]
    page.click("#show [data-to=tree]")
    page.locator("#tree .title").click()
    page.click("#detail a")
    assert page.locator("#dump").is_visible()
    page.click("#line-49 a.m")
    assert page.locator("#finding-1.now").count() == 1


def test_paper_holds_all_of_both_sides_and_no_controls(show):
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument(show(DAMAGED).pdf())
    text = " ".join("".join(p.get_textpage().get_text_range() for p in document).split())
    dump, tree = text.split("U301", 1)  # the finding stands between the two
    assert "Организация Объединенных Наций" in dump
    assert "A/93/5/Add.19." in dump
    assert "page 3" in dump
    assert "publisher Организация Объединенных Наций" in tree
    assert "A/93/5/Add.19." in tree
    assert not [word for word in ("Wrap", "Open all", "Keys", "Search") if word in text]


# -- colours and access --

CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const seen = (colour, under) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const layer of [under, colour]) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = rgb.map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const paper = getComputedStyle(document.body).backgroundColor;
    const behind = style.backgroundImage === "none" ? style.backgroundColor
      : style.backgroundImage.match(/(oklab|oklch|color|rgb)a?\\([^)]*\\)/)[0];
    const two = [light(seen(style.color, paper)), light(seen(behind, paper))].sort((a, b) => b - a);
    return (two[0] + 0.05) / (two[1] + 0.05);
  };
  const kinds = [...document.querySelectorAll("[data-kind]")].map((b) => b.dataset.kind);
  const piece = document.createElement("span"), row = document.createElement("div"), out = {};
  document.querySelector(".l").append(piece);
  document.querySelector("#tree .k").append(row);
  row.setAttribute("role", "treeitem");
  for (const kind of kinds) for (const state of ["", "lit", "kept"]) {
    piece.className = row.className = `${kind} ${state}`;
    out[`${kind} ${state}`] = ratio(piece);
    out[`${kind} ${state} sign`] = ratio(row, "::before");
    out[`${kind} ${state} row`] = ratio(row);
  }
  return out;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_can_be_read_in_every_state(show, scheme):
    page = show("damaged/plain.en", scheme=scheme)
    page.evaluate(
        """(kinds) => { for (const kind of kinds) {
          const button = document.createElement("button");
          button.dataset.kind = kind;
          document.getElementById("legend").append(button);
        } }""",
        ["table", "text", "unparsed", "furniture", "heading", "item", "adoption"],
    )
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) >= 100
    assert {name: round(ratio, 2) for name, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(
    ("of", "viewport", "scheme"),
    [
        (DAMAGED, DESK, "light"),
        (DAMAGED, DESK, "dark"),
        (ARABIC, DESK, "dark"),
        (CHINESE, PHONE, "light"),
        (HOSTILE, DESK, "light"),
    ],
    ids=["light", "dark", "arabic", "phone", "hostile"],
)
def test_axe_finds_nothing(show, of, viewport, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = show(of, viewport=viewport, scheme=scheme)
    page.keyboard.press("/")
    look_for(page, "1")
    if viewport is DESK:
        page.locator("#tree .preamble").first.click()
    violations = axe.run(page).response["violations"]
    told = [
        (one["id"], node["target"], node["failureSummary"])
        for one in violations
        for node in one["nodes"]
    ]
    assert told == []
