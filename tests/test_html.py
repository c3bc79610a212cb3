"""Plain HTML: all of the tree is on the page, once, in order, as text; no link is dead."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from shown import blocks, folded, labelled, prose, visible
from strategies import trees
from test_markdown import SPECIAL, special_trees
from test_outline import DATA
from trees import grow

from unres import nodes as n
from unres.exchange.html import to_html

#: What the page says on its own account.
CHROME = {"dt", "style", "title"}
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


class Page:
    """A page as a strict HTML5 parser reads it."""

    def __init__(self, text: str, *, fragment: bool = False) -> None:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root = parser.parseFragment(text) if fragment else parser.parse(text)
        self.elements = [e for e in self.root.iter() if isinstance(e.tag, str)]
        self.ids = [e.get("id") for e in self.elements if e.get("id")]

    def all(self, tag: str, **attributes: str):
        found = (e for e in self.elements if e.tag == tag)
        return [e for e in found if all(e.get(k.strip("_")) == v for k, v in attributes.items())]

    def texts(self, *tags: str) -> list[str]:
        """The texts of all elements of some tags that hold anything, without links and marks."""
        return [t for e in self.elements if e.tag in tags if (t := folded(text(e)))]

    def check_links(self) -> None:
        assert len(set(self.ids)) == len(self.ids)
        for link in self.all("a"):
            assert link.get("href")[0] == "#"
            assert link.get("href")[1:] in self.ids


def text(element) -> str:
    """What the element says of the tree; a marker of a lost footnote is `[m]`."""
    if element.tag == "sup":
        inner = "".join(element.itertext())
        return f"[{inner}]" if element.get("class") == "lost" else ""
    if element.tag in CHROME or element.get("role") == "doc-backlink":
        return ""
    inner = element.text or ""
    return inner + "".join(text(child) + (child.tail or "") for child in element)


def seen(tree) -> list[str]:
    return [block.text for block in blocks(tree)]


def notes(tree) -> list[str]:
    found = (labelled(f.marker, prose(f.text, f.notes)) for f in tree.footnotes)
    return [folded(visible(note)) for note in found]


def check_page(tree) -> None:
    page = Page(to_html(tree))
    page.check_links()
    (article,) = page.all("article")
    footnotes = page.all("section", role="doc-endnotes")
    mine = set(footnotes[0].iter()) if footnotes else set()
    heading = [e.text for e in mine if e.tag == "h2"]
    page.elements = [e for e in page.elements if e not in mine]
    wanted = seen(tree)
    assert page.texts("dd", "h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th") == wanted
    # Nothing stands outside of the elements that were looked at, and nothing stands twice.
    told = [*wanted, *heading, *notes(tree)]
    assert "".join(text(article).split()) == "".join("".join(told).split())


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(trees)
def test_a_page_shows_what_the_tree_says(tree):
    check_page(tree)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(special_trees())
def test_special_characters_stay_text(tree):
    check_page(tree)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt;",
    "]]>",
    "<!--",
]


@pytest.mark.parametrize("hostile", [*HOSTILE, *SPECIAL])
def test_nothing_in_a_dump_becomes_markup(hostile):
    tree = n.Resolution(
        language="en",
        masthead=n.Masthead(fields=(n.Field(kind="symbol", text=hostile, value=hostile),)),
        title=n.Title(text=hostile, number=hostile),
        body=(
            n.Operative(label=hostile, text=hostile, notes=(n.NoteRef(marker=hostile, offset=0),)),
        ),
        footnotes=(n.Footnote(marker=hostile, text=hostile),),
    )
    plain = n.Resolution(
        language="en",
        masthead=n.Masthead(fields=(n.Field(kind="symbol", text="a", value="a"),)),
        title=n.Title(text="a", number="a"),
        body=(n.Operative(label="a", text="a", notes=(n.NoteRef(marker="a", offset=0),)),),
        footnotes=(n.Footnote(marker="a", text="a"),),
    )
    got, wanted = Page(to_html(tree)), Page(to_html(plain))
    assert [e.tag for e in got.elements] == [e.tag for e in wanted.elements]
    assert {k for e in got.elements for k in e.attrib} == {
        k for e in wanted.elements for k in e.attrib
    }


@pytest.fixture(scope="module")
def page():
    return Page(to_html(grow(DATA)))


def test_the_head_is_a_list_and_a_heading(page):
    (names,) = page.all("dl")
    assert [e.text for e in names.iter("dt")][:2] == ["Organ", "Symbol"]
    assert [text(e) for e in page.all("h1")] == ["81/9. Ocean noise[*]"]
    assert page.all("title")[0].text == "A/RES/81/9 – Ocean noise"


def test_points_are_nested_lists_with_their_labels(page):
    (outer, inner) = page.all("ol", class_="points")
    assert inner in list(outer.iter())
    assert [text(e) for e in inner.iter("p")] == ["(i) In spring;"]


def test_a_paragraph_can_be_linked_to(page):
    assert {"paragraph-1", "paragraph-2", "paragraph-1-2"} <= set(page.ids)


def test_a_table_tells_its_heads(page):
    heads = page.all("th", scope="col")
    assert [e.text for e in heads] == ["Year", "Cost"]
    (frame,) = page.all("div", role="region")
    assert (frame.get("tabindex"), frame.get("aria-label")) == ("0", "Table 1")


@pytest.mark.parametrize("rows", [[["a", "b"]], [["a"], ["b"]], [["a", "b", "c"], ["d", "e"]]])
def test_a_first_row_that_cannot_be_one_is_no_head(rows):
    page = Page(to_html(grow({"body": [{"table": rows}]})))
    assert not page.all("th")
    assert len({len(list(row)) for row in page.all("tr")}) == 1


def test_markers_and_footnotes_are_linked_both_ways():
    refs = tuple(
        n.NoteRef(marker=m, offset=4, footnote=k) for m, k in [("1", 0), ("*", 1), ("1", 0)]
    )
    tree = n.Resolution(
        language="en",
        body=(n.Text(text="Text,", notes=refs),),
        footnotes=(n.Footnote(marker="1", text="a"), n.Footnote(marker="*", text="b")),
    )
    page = Page(to_html(tree))
    there = [(e.get("id"), e.get("href")) for e in page.all("a", role="doc-noteref")]
    assert there == [
        ("note-1-ref", "#note-1"), ("note-star-ref", "#note-star"), ("note-1-ref2", "#note-1"),
    ]  # fmt: skip
    back = [e.get("href") for e in page.all("a", role="doc-backlink")]
    assert back == ["#note-1-ref", "#note-1-ref2", "#note-star-ref"]


def test_a_marker_without_footnote_says_so():
    body = (n.Text(text="Text,", notes=(n.NoteRef(marker="4", offset=4),)),)
    page = Page(to_html(n.Resolution(language="fr", body=body)))
    (mark,) = page.all("sup", class_="lost")
    assert (mark.text, mark.get("title")) == ("4", "Le texte de cette note manque dans la source")
    assert not page.all("a")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("zh", "ltr"), ("en", "ltr")])
def test_the_page_tells_language_and_direction(language, direction):
    page = Page(to_html(n.Resolution(language=language, body=(n.Text(text="a"),))))
    for tag in ("html", "article"):
        (element,) = page.all(tag)
        assert (element.get("lang"), element.get("dir")) == (language, direction)


def test_fragments_fit_into_one_page():
    tree = grow(DATA)
    both = to_html(tree, fragment=True, prefix="a-") + to_html(tree, fragment=True, prefix="b-")
    page = Page(both, fragment=True)
    page.check_links()
    assert [e.tag for e in page.root] == ["article", "article"]
    assert not page.all("style")


def test_nothing_is_fetched():
    written = to_html(grow(DATA))
    assert "default-src 'none'" in written
    assert "http" not in written.replace("http-equiv", "")
