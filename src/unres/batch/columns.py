"""The columns of a batch's rows: their names, types and meaning, the same in every format.

A type is `"string"`, `"int32"`, `"int64"`, `"double"`, `"date"` or `"timestamp"` (UTC, in
microseconds); `[type]` is a list, and `{name: type}` a struct. Every value may be null but
`file`; a list is empty rather than null where a document was read.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import frozen

Kind: TypeAlias = Literal["documents", "blocks"]
#: As the module's docstring tells; Python has no recursive type of literals.
Type: TypeAlias = Any

#: Counts up when a column is renamed, removed or means something else; a new one may be added.
VERSION = 1


@frozen
class Column:
    """One column."""

    name: str
    type: Type
    #: What it holds, in one line for a reader; null where it does not.
    summary: str


_NOTES: Type = [{"marker": "string", "offset": "int32"}]

_FILE = (
    Column("file", "string", "the file as it was given; `dumps.zip!/a/b.txt` in an archive"),
    Column("sha256", "string", "of the file's bytes, in hexadecimal"),
    Column("bytes", "int64", "the file's size"),
    Column("modified", "timestamp", "when the file (or its archive) was last changed"),
    Column("format", "string", "`text` or `pdf`"),
)
_HEAD = (
    Column("organ", "string", "the organ's English name: `General Assembly`"),
    Column("symbol", "string", "`A/RES/93/41`; completed from organ and number"),
    Column("number", "string", "as the title prints it: `93/41`, `9217 A (III)`"),
    Column("year", "int32", "of adoption, or else of issue"),
    Column("language", "string", "`ar`, `en`, `es`, `fr`, `ru` or `zh`"),
    Column("title", "string", "without the number"),
    Column("session", "int32", "of the organ"),
    Column("issued", "date", "the day of issue"),
    Column("adopted", "date", "the day of adoption"),
    Column("meeting", "int32", "number of the plenary meeting"),
)
_MASTHEAD = (
    Column("agenda_items", ["string"], '`["13", "72 (b)"]`'),
    Column("distribution", "string", "`General`"),
    Column("adopted_line", "string", "the line of adoption above the title, as printed"),
    Column("proponent", "string", "the line below it: `[without reference to …]`"),
    Column("job", "string", "the job number: `38-21704`"),
    Column("title_notes", _NOTES, "footnote markers in the title, with their offsets"),
)
_COUNTS = (
    Column("pages", "int32", "form feeds in the text, and one"),
    Column("preambular", "int32", "preambular paragraphs of the body"),
    Column("paragraphs", "int32", "operative paragraphs of the body"),
    Column("items", "int32", "points below paragraphs, at any depth, annexes included"),
    Column("headings", "int32", "headings of sections, parts and annexes"),
    Column("tables", "int32", "tables"),
    Column("annexes", "int32", "annexes"),
    Column("footnotes", "int32", "footnotes"),
    Column("characters", "int64", "code points of the text that are not white space"),
    Column("unparsed_characters", "int64", "those that fit nowhere in a resolution"),
)
_SCORE = (
    Column("completeness", "double", "how whole the dump is, 0 to 1: the product of the next four"),
    Column("completeness_parts", "double", "the share of masthead, title, opening, adoption, end"),
    Column("completeness_paragraphs", "double", "the share of paragraphs that have their numbers"),
    Column("completeness_footnotes", "double", "the share of footnotes with number and marker"),
    Column("completeness_characters", "double", "the share of characters that fit somewhere"),
    Column("missing", ["string"], "the parts that are missing"),
)
_FOUND = (
    Column("errors", "int32", "how many findings are errors"),
    Column("warnings", "int32", "how many are warnings"),
    Column("infos", "int32", "how many are infos"),
    Column(
        "codes",
        [{"code": "string", "name": "string", "severity": "string", "count": "int32"}],
        "how often each code was found, the gravest and commonest first",
    ),
    Column(
        "findings",
        [{
            "code": "string", "name": "string", "severity": "string",
            "line": "int32", "column": "int32", "message": "string",
        }],
        "the first 20 findings: errors before warnings before infos, each in source order",
    ),
)  # fmt: skip
_ERROR = (Column("error", "string", "why the document could not be read; null where it was"),)
_SECONDS = (Column("seconds", "double", "what reading, parsing and checking took"),)
_BLOCK = (
    Column("block", "int32", "the block's place in the document, from 0"),
    Column("kind", "string", "`opening`, `preambular`, `operative`, `item`, `heading`, `text`, "
           "`table` or `footnote`; null where the document has no block"),
    Column("label", "string", 'as printed: `"1."`, `"(a)"`'),
    Column("level", "int32", "depth, from 0"),
    Column("part", "string", "`body` or `annex`"),
    Column("text", "string", "one line, without page furniture and footnote markers"),
    Column("notes", _NOTES, "footnote markers, with their offsets in `text`"),
    Column("cells", [["string"]], "a table's rows of cells"),
    Column("marker", "string", "a footnote's marker"),
    Column("start", "int64", "where the block begins in the text, in code points"),
    Column("stop", "int64", "one past its last character"),
    Column("line", "int32", "the line on which it begins, from 1"),
)  # fmt: skip

#: The columns of each kind of rows, in order.
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "documents": (
        *_FILE, *_HEAD, *_MASTHEAD, *_COUNTS, *_SCORE, *_FOUND, *_ERROR, *_SECONDS,
    ),
    "blocks": (*_FILE, *_HEAD, *_ERROR, *_BLOCK),
}  # fmt: skip


def empty(kind: Kind) -> dict[str, Any]:
    """A row of which nothing is known yet."""
    return dict.fromkeys(column.name for column in COLUMNS[kind])


def written(kind: Type) -> str:
    """A type as a reader knows it: `list<struct<marker string, offset int32>>`."""
    if isinstance(kind, str):
        return kind
    if isinstance(kind, list):
        return f"list<{written(kind[0])}>"
    return f"struct<{', '.join(f'{name} {written(inner)}' for name, inner in kind.items())}>"


def table(kind: Kind) -> str:
    """The columns as a table in Markdown, as the documentation shows them."""
    rows = ["| column | type | what it holds |", "|---|---|---|"]
    rows += [f"| `{c.name}` | {written(c.type)} | {c.summary} |" for c in COLUMNS[kind]]
    return "\n".join(rows)
