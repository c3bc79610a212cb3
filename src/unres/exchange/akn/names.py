"""The vocabulary: name spaces, and what the United Nations calls the parts of a resolution."""

from __future__ import annotations

from typing import Any, Final

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN: Final = "http://un.org/akn4un"
#: What Akoma Ntoso has no word for: attributes of other name spaces are allowed everywhere.
UNRES: Final = "urn:unres:akn"
XML: Final = "http://www.w3.org/XML/1998/namespace"
NAMESPACES: Final[dict[Any, str]] = {None: AKN, "akn4un": AKN4UN, "unres": UNRES}

#: ISO 639-1 and 639-2, as FRBRlanguage has it.
LANGUAGES: Final = {
    "ar": "ara",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "ru": "rus",
    "zh": "zho",
}
#: All that a language may be called, with the bibliographic codes of ISO 639-2.
CODES: Final = {long: short for short, long in LANGUAGES.items()} | {"fre": "fr", "chi": "zh"}

#: The value of a hint where the tree has None.
NONE: Final = "~"
