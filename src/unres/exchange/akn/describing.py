"""The meta data: FRBR identification, references, presentation, as the United Nations has them."""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen
from lxml import etree
from lxml.etree import _Element as Element

from unres.exchange.akn.making import add, append
from unres.exchange.akn.names import AKN4UN, LANGUAGES
from unres.nodes import Resolution
from unres.words import ordinal

#: Where no date is known; the UN writes the same.
UNKNOWN = "0001-01-01"

#: English name -> path in URIs, eId, concept.
_ORGANS = {
    "General Assembly": ("unga", "ga", "generalAssembly"),
    "Security Council": ("unsc", "sc", "securityCouncil"),
    "Human Rights Council": ("unga-hrc", "hrc", "humanRightsCouncil"),
    "Economic and Social Council": ("unecosoc", "ecosoc", "economicAndSocialCouncil"),
    "Trusteeship Council": ("untc", "tc", "trusteeshipCouncil"),
}
_UN = ("un", "un", "unitedNations")
#: What symbols begin with, the longer first.
_PREFIXES = {
    "A/HRC/": "Human Rights Council",
    "A/": "General Assembly",
    "S/": "Security Council",
    "E/": "Economic and Social Council",
    "T/": "Trusteeship Council",
}
#: `94/9 A-B`
_LETTERED = re.compile(r"(\d+)/(\d+) ?([A-Z](?:-[A-Z])?)")
#: The Main Committees by their number, as the UN names them in `refersTo`.
_COMMITTEES = ("first", "second", "third", "fourth", "fifth", "sixth")
_UNSAFE = re.compile(r"[^0-9A-Za-z]+")

_REFERENCES = (
    ("TLCOrganization", "unres", "/akn/ontology/organization/unres", "unres"),
    ("TLCOrganization", "un", "/akn/ontology/organization/un", "United Nations"),
    ("TLCConcept", "dateOfIssuance", "/akn/ontology/concept/un/dateOfIssuance", "Date of issuance"),
    ("TLCConcept", "adoptionDate", "/akn/ontology/concept/un/adoptionDate", "Date of adoption"),
    ("TLCConcept", "symbol", "/akn/ontology/reference/un/symbol", "Symbol"),
    ("TLCRole", "publisher", "/akn/ontology/role/un/publisher", "Publisher"),
    ("TLCRole", "issuingBody", "/akn/ontology/role/un/issuingBody", "Issuing body"),
    ("TLCRole", "author", "/akn/ontology/role/un/author", "Author"),
    ("TLCRole", "issuer", "/akn/ontology/role/un/issuer", "Issuer"),
    ("TLCRole", "editor", "/akn/ontology/role/un/editor", "Editor"),
    ("TLCConcept", "generalDistribution", "/akn/ontology/concept/un/generalDistribution",
     "General distribution"),
    ("TLCTerm", "resolutionTitle", "/akn/ontology/reference/un/resolutionTitle",
     "Resolution title"),
    ("TLCTerm", "publicationJobNumber", "/akn/ontology/reference/un/publicationJobNumber",
     "Job number"),
)  # fmt: skip


def day(value: str | None) -> str | None:
    """A date in its standard form, or None for any other text."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None


@frozen
class Work:
    """What identifies a resolution, worked out once for all its parts."""

    #: Path of the work, without an end: `/akn/un/statement/deliberation/unga/2038-12-17/93-41`.
    path: str
    #: The same without the letters of parts: each part adds its own.
    stem: str
    language: str
    adopted: str
    issued: str
    #: The organ's identifier among the references.
    organ: str


def work(res: Resolution) -> Work:
    """The identity of a resolution, by the standard values of its masthead."""
    closing = res.adoption
    adopted = day(res.masthead.value("adopted")) or day(closing.date if closing else None)
    path, organ, _ = _organ(res)
    base = f"/akn/un/statement/deliberation/{path}/{adopted or UNKNOWN}"
    return Work(
        path=f"{base}/{_number(res)}",
        stem=f"{base}/{_number(res, letters=False)}",
        language=LANGUAGES.get(res.language, "und"),
        adopted=adopted or UNKNOWN,
        issued=day(res.masthead.value("issued")) or adopted or UNKNOWN,
        organ=organ,
    )


def describe(document: Element, of: Work, part: str = "", below: str = "main") -> Element:
    """The `meta` of a document: of the whole, of a part (`A`), or of an annex (`below`)."""
    meta = add(document, "meta")
    identification = add(meta, "identification", source="#unres")
    path = f"{of.stem}{part}" if part else of.path
    expression = f"{path}/{of.language}@"
    element = add(identification, "FRBRWork")
    _properties(element, f"{path}/!{below}", f"{path}/", of.adopted, "adoption", of.organ, "author")
    add(element, "FRBRcountry", value="un")
    element = add(identification, "FRBRExpression")
    _properties(
        element, f"{expression}/!{below}", f"{expression}/", of.issued, "publication", of.organ,
        "issuer",
    )  # fmt: skip
    add(element, "FRBRlanguage", language=of.language)
    element = add(identification, "FRBRManifestation")
    _properties(
        element, f"{expression}/!{below}.xml", f"{expression}.xml", of.issued, "markup", "unres",
        "editor",
    )  # fmt: skip
    return meta


def _properties(
    element: Element, this: str, uri: str, when: str, name: str, author: str, role: str
) -> None:
    add(element, "FRBRthis", value=this)
    add(element, "FRBRuri", value=uri)
    add(element, "FRBRdate", date=when, name=name)
    add(element, "FRBRauthor", **{"href": f"#{author}", "as": f"#{role}"})


def committee(text: str, language: str) -> str | None:
    """The identifier of the Main Committee that a proponent's line names, or None."""
    number = ordinal(text.partition("/")[0], language)
    if number is None or number not in range(1, len(_COMMITTEES) + 1):
        return None
    return f"{_COMMITTEES[number - 1]}Committee"


def _number(res: Resolution, *, letters: bool = True) -> str:
    """The resolution's number as a part of a path: `75/127` is `75-127`, `94/9 A-B` `94-9A-B`."""
    symbol = res.symbol or ""
    found = symbol.partition("/RES/")[2] or symbol.partition("/DEC/")[2] or res.number or symbol
    lettered = _LETTERED.fullmatch(found)
    if lettered:
        return f"{lettered[1]}-{lettered[2]}" + (lettered[3] if letters else "")
    return _UNSAFE.sub("-", found).strip("-") or "unnumbered"


def _organ(res: Resolution) -> tuple[str, str, str]:
    """The organ that adopted, by the symbol, else by the masthead: path, identifier, concept."""
    symbol = res.symbol or ""
    for prefix, organ in _PREFIXES.items():
        if symbol.startswith(prefix):
            return _ORGANS[organ]
    return _ORGANS.get(res.masthead.value("organ") or "", _UN)


def refer(meta: Element, res: Resolution) -> None:
    """The `references`: all that `refersTo` and `href` in the document mean."""
    references = add(meta, "references", source="#unres")
    found = _organ(res)
    _, organ, concept = found
    if found != _UN:
        shown = next(known for known, what in _ORGANS.items() if what == found)
        href = f"/akn/ontology/organization/un/{concept}"
        add(references, "TLCOrganization", eId=organ, href=href, showAs=shown)
    lines = [field.text for field in res.masthead.fields if field.kind == "proponent"]
    for name in dict.fromkeys(committee(line, res.language) for line in lines):
        if name is not None:
            named = f"{name.removesuffix('Committee').capitalize()} Committee"
            href = f"/akn/ontology/organization/un/{name}"
            add(references, "TLCOrganization", eId=name, href=href, showAs=named)
    for tag, name, href, shown_as in _REFERENCES:
        add(references, tag, eId=name, href=href, showAs=shown_as)


def present(meta: Element, jobs: list[str]) -> None:
    """The `presentation`: what the foot of the first page prints."""
    presentation = add(meta, "presentation", source="#unres")
    page = etree.SubElement(presentation, f"{{{AKN4UN}}}footerFirstPage")
    left = etree.SubElement(page, f"{{{AKN4UN}}}footerFirstPageLeft")
    for job in jobs:
        code = etree.SubElement(left, f"{{{AKN4UN}}}internalCode")
        append(add(code, "docketNumber", refersTo="#publicationJobNumber"), job)
