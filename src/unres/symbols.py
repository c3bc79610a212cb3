"""Document symbols and resolution numbers: `A/86/77/Add.1`, `91/22`, `9217 A (III)`.

`SYMBOL` and `NUMBER` find them at the cost of a regular expression; `read_symbol` takes one
apart with `grammars/symbol.lark`, which is loaded when first needed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from unres.grammar import load

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

_DASHES: Final = "\u002d\u2010-\u2015\u2212"
_SPECIAL: Final = rf"E?S\s?[{_DASHES}]\s?"
_DASH: Final = re.compile(f"[{_DASHES}]")
_SPACE: Final = re.compile(r"\s+")
_DIGIT: Final = re.compile(r"\d")
_MODERN: Final = re.compile(r"(?:E?S-)?\d+/\d+(?: [A-Z](?:-[A-Z])?)?")
#: One document with two symbols: `A/86/77-E/2031/66`.
_JOINT: Final = re.compile(r"(?<=[\d)])-(?=[A-Z]{1,8}/)")
_MIXED_CASE: Final = {"ADD": "Add", "REV": "Rev", "CORR": "Corr", "AMEND": "Amend", "SUB": "Sub"}
_ADDITIONS: Final = frozenset({"ADDITION", "VOLUME_NOTE"})
_WORD: Final = re.compile(r"[A-Z]+")
_ROMAN: Final = re.compile(r"[IVXLC]+|[A-Z]")
#: No symbol is longer, in code points.
_LONGEST: Final = 80
#: Cyrillic capitals that look like Latin ones: a part letter is often typed with them.
_LOOKALIKES: Final = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")

#: One step of a path. Only a word takes a dot: in `91/22. 5 May` the symbol has ended.
_STEP: Final = (
    rf"(?:{_SPECIAL}\d+|\d+"
    r"|[A-Za-z]+(?:-[A-Z]{2,8})?(?:\.\s?\d+|\.[A-Za-z][A-Za-z0-9]*)*(?:\(\d{1,2}\))?)"
)
_PARTS: Final = rf"[A-ZА-Я](?:\s?[{_DASHES},]\s?[A-ZА-Я])?(?!\w)"
#: A letter that may be a word of the title ("A", "E", "I", "O", "Y") must end the number.
_TITLE_PARTS: Final = (
    rf"(?:[A-Z]\s?[{_DASHES},]\s?[A-Z](?!\w)"
    r"|[B-DF-HJ-NP-XZВГДЖ](?![\w'\u2019])"
    r"|[AEIOYА](?=\s*(?:\.|$|\n)))"
)

#: A document symbol, anywhere: the organ's letters, then steps of which one holds a digit.
SYMBOL: Final[re.Pattern[str]] = re.compile(
    rf"(?<![A-Za-z0-9/.])[A-Z]{{1,8}}/(?=[{_DASHES}A-Za-z./()]{{0,30}}\d)"
    rf"{_STEP}(?:/{_STEP})*"
    rf"(?:\s?\((?:\d{{4}}|(?:E?S-)?[IVXLC]+)\)(?:\s?[A-Z](?![\w.]))?"
    rf"|\s{_PARTS}(?:\s?\([IVXLC]+\)|(?=\s*(?:$|[\n.,;)\]]))))?"
)

#: A resolution's number where a title begins: `91/22`, `89/75 G`, `ES-19/1`, `9217 A (III)`.
NUMBER: Final[re.Pattern[str]] = re.compile(
    rf"(?:(?:{_SPECIAL})?\d{{1,4}}\s{{0,2}}/\s{{0,2}}\d{{1,4}}(?!\d)(?:\s{{0,3}}{_TITLE_PARTS})?"
    rf"|\d{{1,5}}\s{{0,3}}(?:{_PARTS}\s{{0,3}})?"
    rf"\(\s?(?:(?:{_SPECIAL})?[IVXLC]{{1,8}}|(?:19|20)\d\d)\s?\)(?:\s?{_TITLE_PARTS})?)"
)

#: The same where the reader of a scanned page took its Roman numeral for other signs:
#: `9217 (VITI)`, `9217 {Xll)`, `9217 (ХХУ!)`.
_MISREAD: Final[re.Pattern[str]] = re.compile(
    rf"(\d{{1,5}})\s{{0,3}}(?:({_PARTS})\s{{0,3}})?[({{\[]\s?"
    r"([IVXLCl1!|/\\TU\u0425\u0423\u041f\u042e\u0428\u0413\u041d]{1,9})\s?[)}\]]?"
)
#: Which signs a Roman numeral is taken for. Bracket and numeral may become one.
_ROMAN_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("l1!|/T\u0413\u042e", "I"),
        **dict.fromkeys("U\u041f\u041d", "II"),
        "\\": "", "\u0425": "X", "\u0423": "V", "\u0428": "III",
    }
)  # fmt: skip
_NUMERAL: Final = re.compile(r"(?=.)X{0,4}(?:IX|IV|V?I{0,3})")
_REPEATED: Final = re.compile("V+")

#: Organ of a resolution -> what stands before its number.
_PREFIXES: Final = {
    "General Assembly": "A/RES/",
    "Human Rights Council": "A/HRC/RES/",
    "Economic and Social Council": "E/RES/",
    "Security Council": "S/RES/",
}


@frozen
class Symbol:
    """A document symbol or a resolution number, taken apart."""

    #: The symbol in its standard form: `A/RES/91/22`, `91/22`, `9217 A (III)`.
    canonical: str
    #: As it was given.
    as_printed: str
    #: The organ's letters (`A`, `S`, `E`), None where only a number stands.
    organ: str | None = None
    #: What stands between organ and numbers: `RES`, `HRC/RES`, `C.3`, `CONF.192`. None where
    #: nothing does.
    series: str | None = None
    #: Session or volume: `91`, `ES-19`, `III`, `S-VI`. None where there is none.
    session: str | None = None
    #: The document's or resolution's own number: `22`, `L.17`, `1325`. None where there is none.
    number: str | None = None
    #: Part letters: `("A", "B")`.
    parts: tuple[str, ...] = ()
    #: The year that stands in the symbol, None where none does.
    year: int | None = None
    #: `("Add.1", "Rev.1")`, `("(Part I)",)`, in printed order.
    additions: tuple[str, ...] = ()
    #: The document's other symbols where it has several: `A/86/77-E/2031/66`.
    also: tuple[str, ...] = ()


def misread_number(text: str) -> tuple[str | None, int] | None:
    """The early resolution's number that a line begins with, where its numeral was misread.

    The number as it should read, None where the numeral is beyond reading, and where it ends
    in `text`; None where the line begins with no such number.
    """
    found = _MISREAD.match(text)
    if not found:
        return None
    numeral = _REPEATED.sub("V", found[3].translate(_ROMAN_SIGNS))
    part = f" {found[2]}" if found[2] else ""
    number = f"{found[1]}{part} ({numeral})" if _NUMERAL.fullmatch(numeral) else None
    return number, found.end()


def read_symbol(text: str) -> Symbol | None:
    """A symbol or number taken apart, or None where the text is not one.

    White space may stand anywhere; the whole text must be the symbol.
    """
    return _read(text.strip())


@lru_cache(maxsize=4096)
def _read(text: str) -> Symbol | None:
    plain = _DASH.sub("-", text).upper().rstrip(".").translate(_LOOKALIKES)
    plain, *others = _JOINT.split(plain)
    if len(plain) > _LONGEST or not _DIGIT.search(plain):
        return None
    from lark.exceptions import UnexpectedInput  # noqa: PLC0415 - see the module's docstring

    try:
        tree = _parser().parse(plain)
    except UnexpectedInput:
        return None
    read = _document(tree, text) if tree.data == "document" else _number(tree, text)
    others = [other.canonical for other in map(_read, others) if other is not None]
    return evolve(read, also=tuple(others)) if others else read


@cache
def _parser() -> Lark:
    return load("symbol.lark", parser="lalr")


def _tokens(tree: Tree[Token]) -> list[tuple[str, str]]:
    """Kind and standard form of each token, part letters left out."""
    return [
        (token.type, _standard(str(token))) for token in tree.children if not hasattr(token, "data")
    ]


def _standard(token: str) -> str:
    """Without inner white space, and in the case in which symbols are written."""
    if token.startswith("("):
        return _WORD.sub(lambda m: m[0] if _ROMAN.fullmatch(m[0]) else m[0].capitalize(), token)
    token = _SPACE.sub("", token)
    head, dot, digits = token.partition(".")
    if dot and head == "RES":
        return f"Res.{digits}"
    return _MIXED_CASE.get(head, head) + dot + digits


def _parts(tree: Tree[Token]) -> tuple[tuple[str, ...], str]:
    """The part letters, and how they are written: `A-B`, `A, B`, `A and B`."""
    letters: list[str] = []
    written = ""
    for parts in tree.find_data("parts"):
        for token in parts.children:
            text = str(token)
            written += {"AND": " and ", "TO": " to ", ",": ", "}.get(text, text)
            if len(text) == 1 and text.isalpha():
                letters.append(text)
    return tuple(letters), written


def _document(tree: Tree[Token], printed: str) -> Symbol:
    """A symbol with its organ. Series are the codes, numbers what comes last."""
    tokens = _tokens(tree)
    organ, elements = tokens[0][1], [t for t in tokens[1:] if t[0] not in {"VOLUME", "YEAR"}]
    qualifier = next((t for t in tokens if t[0] in {"VOLUME", "YEAR"}), None)
    letters, written = _parts(tree)
    additions = tuple(value for kind, value in elements if kind in _ADDITIONS)
    codes, numbers = _sort([t for t in elements if t[0] not in _ADDITIONS])
    number = numbers.pop() if numbers else None
    session, year = None, None
    for value in numbers:
        if len(value) == len("2031") and value.isdigit():
            year = int(value)
        else:
            session = session or value
    canonical = organ + "".join(
        f" {value}" if kind == "VOLUME_NOTE" else f"/{value}" for kind, value in elements
    )
    if qualifier and qualifier[0] == "VOLUME":
        session = qualifier[1]
        canonical += f"({session}){written}"
    elif qualifier:
        year = int(qualifier[1])
        canonical += f" ({year}){written}"
    elif written:
        canonical += f" {written}"
    return Symbol(
        canonical=canonical, as_printed=printed, organ=organ, series="/".join(codes) or None,
        session=session, number=number, parts=letters, year=year, additions=additions,
    )  # fmt: skip


def _sort(elements: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Codes and numbers. A code with a number of its own that comes last (`L.7`) is a number."""
    codes = [value for kind, value in elements[:-1] if kind == "CODE"]
    numbers = [value for kind, value in elements[:-1] if kind != "CODE"]
    kind, value = elements[-1] if elements else ("CODE", "")
    (codes if kind == "CODE" and "." not in value else numbers).append(value)
    return codes, numbers


def _number(tree: Tree[Token], printed: str) -> Symbol:
    """A resolution's number alone."""
    tokens = _tokens(tree)
    letters, written = _parts(tree)
    ending = f" {written}" if written else ""
    if tokens[-1][0] in {"VOLUME", "YEAR"}:
        number, qualifier = tokens[0][1], tokens[-1][1]
        early = tokens[-1][0] == "VOLUME"
        return Symbol(
            canonical=f"{number}{ending} ({qualifier})", as_printed=printed,
            session=qualifier if early else None, number=number, parts=letters,
            year=None if early else int(qualifier),
        )  # fmt: skip
    session, number = tokens[0][1], tokens[1][1]
    return Symbol(
        canonical=f"{session}/{number}{ending}", as_printed=printed, session=session,
        number=number, parts=letters,
    )  # fmt: skip


def complete(number: str, organ: str | None) -> str | None:
    """The symbol that a resolution's number has: `91/22` of the General Assembly is A/RES/91/22.

    `organ` is the English name. None where the organ has no such series or the number is none.
    """
    prefix = _PREFIXES.get(organ or "")
    if prefix is None:
        return None
    modern = _MODERN.fullmatch(number.strip())
    if modern is not None and number.isascii():  # all recent resolutions: no parser is needed
        return prefix + modern[0]
    read = read_symbol(number)
    if read is None or read.organ is not None:
        return None
    if read.session and read.canonical.endswith(")"):
        letters = "-".join(read.parts)
        return f"{prefix}{read.number}({read.session}){letters}"
    return prefix + read.canonical
