"""Diagnostics: the table of codes, and what one finding is.

A finding holds a code and its arguments; the sentence is derived from both, so that
messages stay in one place and programs can read the arguments.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from attrs import evolve, field, frozen

from unres.spans import LineIndex, Span

Severity: TypeAlias = Literal["error", "warning", "info"]
Family: TypeAlias = Literal["numbering", "footnotes", "characters", "pages", "structure", "wording"]


@frozen
class Code:
    """One kind of damage. Codes are never reused; names are fixed."""

    #: `U` and three digits; the first digit tells the family.
    code: str
    name: str
    family: Family
    #: What a finding has unless its check says otherwise.
    severity: Severity
    #: What is wrong, for a table of codes: one line.
    summary: str
    #: The sentence of a finding; `{0}`, `{1}` are its arguments.
    message: str
    #: The sentence where the damage was mended on the way (severity `info`).
    mended: str | None = None
    #: Whether the name is kept for a check that is still to come.
    reserved: bool = field(default=False, kw_only=True)


_CODES = (
    # -- numbering --
    Code(
        "U101", "missing-number", "numbering", "error",
        "a paragraph has lost its number",
        "this paragraph has lost its number: it should be {0}{1}",
        "this paragraph had lost its number {0}, recovered from the sequence",
    ),
    Code(
        "U102", "duplicate-number", "numbering", "error",
        "two paragraphs have one number",
        "paragraph {0} follows another paragraph {0}",
    ),
    Code(
        "U103", "numbering-order", "numbering", "error",
        "the numbers of paragraphs run backwards",
        "paragraph {0} follows paragraph {1}",
    ),
    Code(
        "U104", "numbering-gap", "numbering", "error",
        "the numbers of paragraphs skip: text is lost",
        "paragraph {0} follows {1}",
    ),
    Code(
        "U105", "misread-number", "numbering", "error",
        "a number was misread (l for 1, O for 0)",
        "{0} should read {1}",
        "{0} was read as {1}, which the sequence asks for",
    ),
    # -- footnotes --
    Code(
        "U201", "missing-footnote", "footnotes", "error",
        "a footnote marker without a footnote",
        "the text of footnote {0} is lost{1}",
    ),
    Code(
        "U202", "unanchored-footnote", "footnotes", "warning",
        "a footnote that no marker refers to",
        "no marker in the text refers to footnote {0}{1}",
        "the marker of footnote {0} was placed from the sequence",
    ),
    Code(
        "U203", "unmarked-footnote", "footnotes", "warning",
        "a footnote without its own number",
        "a footnote has lost its number",
        "footnote {0} had lost its number, recovered from the sequence",
    ),
    Code(
        "U204", "footnote-order", "footnotes", "warning",
        "the numbers of footnotes run backwards",
        "footnote {0} follows footnote {1}",
    ),
    # -- characters --
    Code(
        "U301", "lost-glyph", "characters", "error",
        "a character is lost: U+FFFD, (cid:n), glyph<...>, or a hole between ideographs",
        "a character is lost: {0}",
    ),
    Code(
        "U302", "mojibake", "characters", "error",
        "text decoded with the wrong encoding",
        "this text was decoded with the wrong encoding: {0}",
        "text in the wrong encoding was decoded again: {0}",
    ),
    Code(
        "U303", "control-character", "characters", "warning",
        "a control character stands in the text",
        "control character {0} in the text",
    ),
    Code(
        "U304", "spurious-space", "characters", "info",
        "a space inside a word",
        "a space inside a word: {0}",
    ),
    Code(
        "U305", "visual-order", "characters", "error",
        "lines stand in visual order: right-to-left text is reversed",
        "lines of right-to-left text are reversed",
        "lines of right-to-left text stood reversed and were turned",
    ),
    Code(
        "U306", "broken-font", "characters", "error",
        "the font gave no or wrong characters",
        "the characters of this text make no words: {0}",
    ),
    Code(
        "U307", "undecodable-bytes", "characters", "error",
        "bytes that the encoding does not know",
        "{0} undecodable bytes in {1}",
        "undecodable bytes were replaced by U+FFFD",
    ),
    Code(
        "U308", "joined-word", "characters", "info",
        "a word broken over two lines was joined",
        "a word broken over two lines was joined: {0}",
    ),
    # -- pages --
    Code(
        "U401", "page-gap", "pages", "error",
        "a page is missing",
        "page {0} follows page {1}",
    ),
    Code(
        "U402", "duplicate-page", "pages", "error",
        "a page stands twice",
        "page {0} stands twice",
    ),
    Code(
        "U403", "page-order", "pages", "error",
        "pages are out of order",
        "page {0} follows page {1}",
    ),
    Code(
        "U404", "interleaved-columns", "pages", "error",
        "the lines of two columns are mixed",
        "the lines of two columns are mixed",
        "the lines of two columns were taken apart",
    ),
    Code(
        "U405", "displaced-text", "pages", "info",
        "a label or a number stood in another place than on the page",
        "displaced text was put in its place: {0}",
    ),
    # -- structure --
    Code(
        "U501", "missing-masthead", "structure", "warning",
        "nothing of the head of the first page is there",
        "the masthead is missing: no organ, symbol, session or line of adoption",
    ),
    Code(
        "U502", "missing-title", "structure", "warning",
        "there is no title",
        "the title is missing",
    ),
    Code(
        "U503", "missing-opening", "structure", "warning",
        "there is no opening formula",
        "the opening formula is missing",
    ),
    Code(
        "U504", "missing-adoption", "structure", "warning",
        "the closing lines (plenary meeting and date) are missing",
        "the plenary meeting and date after the last paragraph are missing",
    ),
    Code(
        "U505", "truncated", "structure", "error",
        "the text breaks off",
        "the text breaks off: {0}",
    ),
    Code(
        "U506", "symbol-conflict", "structure", "error",
        "two places of one document give different symbols",
        "{0} here, but {1} in the {2}",
    ),
    Code(
        "U507", "mixed-language", "structure", "warning",
        "a part is in another language",
        "this text is in {0}, the document in {1}{2}",
    ),
    Code(
        "U508", "unparsed", "structure", "warning",
        "text that fits nowhere",
        "this text fits nowhere in a resolution",
    ),
    # -- wording --
    Code(
        "U601", "paragraph-end", "wording", "info",
        "a paragraph ends with the wrong punctuation",
        "{0} ends with {1}",
    ),
    Code(
        "U602", "date-mismatch", "wording", "warning",
        "two places of one document give different dates of adoption",
        "{0} here, but {1} in the {2}",
    ),
    Code(
        "U900", "mended", "structure", "info",
        "something without a name of its own was mended on the way",
        "mended: {0}",
    ),
)  # fmt: skip

#: Every code by its name.
CODES: dict[str, Code] = {code.name: code for code in _CODES}


@frozen
class Diagnostic:
    """One finding: what is wrong with a dump, and where."""

    code: str
    name: str
    severity: Severity
    #: Where, in code points of the source; an empty span stands between two characters.
    span: Span
    message: str
    #: What the message was made of.
    args: tuple[str, ...] = ()
    #: What would mend it, as text for a person; None where nothing safe is known.
    fix: str | None = field(default=None)

    def shifted(self, offset: int) -> Diagnostic:
        """The same in a text in which another of that many code points stands before."""
        return evolve(self, span=Span(self.span.start + offset, self.span.end + offset))


class Place(NamedTuple):
    """A span as an editor shows it: all from 1, the end column one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


def diagnose(name: str, span: Span, *args: str, severity: Severity | None = None) -> Diagnostic:
    """A finding by the name of its code; raises KeyError where no code has the name."""
    code = CODES[name]
    level = severity or code.severity
    template = code.mended if level == "info" and code.mended else code.message
    return Diagnostic(code.code, name, level, span, sentence(template, args, code.summary), args)


def sentence(template: str, args: tuple[str, ...], default: str) -> str:
    """The template filled with the arguments, or the default where there are too few."""
    try:
        return template.format(*args)
    except IndexError:
        return default


def table() -> str:
    """The codes as a table in Markdown, as the README shows them."""
    rows = ["| code | name | severity | what is wrong |", "|---|---|---|---|"]
    for code in CODES.values():
        severity = "*reserved*" if code.reserved else code.severity
        summary = code.summary.replace("<", "&lt;")
        rows.append(f"| {code.code} | `{code.name}` | {severity} | {summary} |")
    return "\n".join(rows)


def place(span: Span, index: LineIndex) -> Place:
    """Where a span stands, as lines and columns."""
    start, end = index.position(span.start), index.position(max(span.start, span.end))
    return Place(start.line, start.column, end.line, end.column)
