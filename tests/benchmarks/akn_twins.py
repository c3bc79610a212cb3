"""How far a tree from Akoma Ntoso and a tree from a dump of the same document agree.

    python tests/benchmarks/akn_twins.py ../shared [--show 20]

Two comparisons, both by blocks (kind, label and text) and by footnotes:

- twins: every dump of the corpus that has the symbol and the language of an Akoma Ntoso file;
- printed: every Akoma Ntoso file printed as plain text, by a printer that knows nothing of the
  reader (paragraphs in document order, wrapped, notes last), and read as a dump.
"""

from __future__ import annotations

import argparse
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

import unres
from unres.exchange.outline import records

_IGNORED = re.compile(r"[\s\u00ad\u200b-\u200f\u2011\u2060-]+")
_BLOCKS = {"p", "subheading", "heading", "listIntroduction"}
WIDTH = 90


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--show", type=int, default=0, help="blocks in which they differ")
    given = parser.parse_args()
    files = sorted((given.shared / "akn").rglob("*.xml"))
    trees = {file: unres.from_akn(file) for file in files}
    print("twins: dump, blocks agreed of all, notes agreed of all")
    for file, dump in twins(trees, given.shared / "corpus"):
        compare(dump.name, trees[file], unres.read(dump), given.show)
    print("printed: organ/language, blocks agreed of all, notes agreed of all")
    totals: dict[str, Counter[str]] = {}
    for file, tree in trees.items():
        group = "/".join(file.parts[-3:-1])
        dump = unres.parse(printed(file))
        totals.setdefault(group, Counter()).update(agreement(tree, dump, given.show))
    for group, total in sorted(totals.items()):
        print(line(group, total))
    print(line("all", sum(totals.values(), Counter())))


def twins(trees: dict[Path, unres.Resolution], corpus: Path) -> Iterator[tuple[Path, Path]]:
    """The dumps of the same document in the same language."""
    known = {(tree.symbol, tree.language): file for file, tree in trees.items()}
    for dump in sorted([*corpus.rglob("*.txt"), *corpus.rglob("*.md")]):
        symbol = dump.name.partition(".")[0].replace("_", "/")
        file = known.get((symbol, dump.parent.name))
        if file is not None:
            yield file, dump


def compare(name: str, tree: unres.Resolution, dump: unres.Resolution, show: int) -> None:
    """Print how far two trees agree."""
    print(line(name, agreement(tree, dump, show)))


def line(name: str, total: Counter[str]) -> str:
    """A row of the table."""
    blocks = total["agreed"] / max(total["blocks"], 1)
    notes = total["notes agreed"] / max(total["notes"], 1)
    return (
        f"{name:44} {blocks:6.1%} of {total['blocks']:5}  {notes:6.1%} of {total['notes']:4}"
        f"  text {total['same text'] / max(total['blocks'], 1):6.1%}"
    )


def agreement(tree: unres.Resolution, dump: unres.Resolution, show: int) -> Counter[str]:
    """Blocks and notes of both, and how many of them agree."""
    mine, theirs = list(blocks(tree)), list(blocks(dump))
    total: Counter[str] = Counter()
    total["blocks"] = len(mine)
    pairs = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    for kind, a, b, c, d in pairs:
        if kind == "equal":
            total["agreed"] += b - a
        elif total["shown"] < show:
            total["shown"] += 1
            print("   akn", [(*x[:2], x[2][:50]) for x in mine[a:b][:3]])
            print("  dump", [(*x[:2], x[2][:50]) for x in theirs[c:d][:3]])
    texts = Counter(text for *_, text in theirs)
    total["same text"] = sum((Counter(text for *_, text in mine) & texts).values())
    own = Counter(plain(note.text) for note in tree.footnotes)
    total["notes"] = sum(own.values())
    found = Counter(plain(note.text) for note in dump.footnotes)
    total["notes agreed"] = sum((own & found).values())
    return total


def blocks(res: unres.Resolution) -> Iterator[tuple[str, str | None, str]]:
    """The blocks of a tree as the outline has them, texts without white space."""
    for record in records(res, "-"):
        if record["kind"] not in ("resolution", "footnote"):
            yield record["kind"], record["label"], plain(record["text"])


def plain(text: str) -> str:
    """A text without what extractors lose: spaces, hyphens, forms of letters."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def printed(file: Path) -> str:
    """The document as plain text, paragraph by paragraph, footnotes last."""
    root = etree.parse(file, etree.XMLParser(remove_comments=True)).getroot()
    paragraphs: list[str] = []
    for element in root.iter():
        if tag(element) in _BLOCKS and not any(tag(e) in (*_BLOCKS, "authorialNote", "meta")
                                               for e in element.iterancestors()):  # fmt: skip
            number = label(element)
            paragraphs += [f"{number} {text}".strip() for text in text_of(element).split("\n")]
    jobs = [" ".join(e.itertext()) for e in root.iter("{*}docketNumber")]
    notes = [numbered(e) for e in root.iter("{*}authorialNote")]
    wrapped = [textwrap.fill(" ".join(p.split()), WIDTH) for p in paragraphs if p.strip()]
    return "\n\n".join([*wrapped, "_" * 18, *notes, *jobs])


def numbered(note: etree._Element) -> str:
    """A note with its number, which Arabic files leave to the brackets."""
    text = " ".join("".join(text_of(p) for p in note).split())
    marker = note.get("marker")
    return f"({marker}) {text[2:]}" if text.startswith("()") else f"{marker} {text}"


def tag(element: etree._Element) -> str:
    """The name of an element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def label(element: etree._Element) -> str:
    """The number that is printed before a paragraph, if it is the first of its element."""
    holder = element.getparent()
    first = holder is not None and holder.index(element) == 0
    while first and holder is not None and tag(holder) in ("content", "intro", "list"):
        first = holder.getprevious() is None or tag(holder.getprevious()) == "num"
        number = holder.getprevious()
        if number is not None and tag(number) == "num":
            return "".join(number.itertext()).strip()
        holder = holder.getparent()
    number = element.getprevious()
    return "".join(number.itertext()).strip() if number is not None and tag(number) == "num" else ""


def text_of(element: etree._Element) -> str:
    """The text of an element, markers as digits."""
    parts = [element.text or ""]
    for child in element:
        name = tag(child)
        if name == "authorialNote":
            while parts and not parts[-1].strip():
                parts.pop()
            parts.append(child.get("marker", ""))
        elif name == "eol":
            parts.append("\n")
        else:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(part if part == "\n" else re.sub(r"\s+", " ", part) for part in parts)


if __name__ == "__main__":
    main()
