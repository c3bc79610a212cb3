"""What each piece of evidence for the place of a lost footnote marker is worth.

A place's weight is the exponential of the sum of these, each times the figure that the evidence
gives. The figures were fitted to markers taken out of dumps in six languages: they make it likely
that the true place, or one a few lines off, has most of the weight between two markers.
"""

from __future__ import annotations

from typing import Final

#: What a note cites, and what stands before the place: a treaty, a report, a declaration or the
#: like, the number of a resolution. The kinds are those of `citations`.
_CITED: Final = {
    #              TREATY, REPORT, DECLARATION, numbered
    "treaty": (2.3, -0.4, -0.4, -0.2),
    "council": (0.0, 0.0, -0.5, 1.4),
    "records": (0.6, 1.3, -0.2, -0.4),
    "resolution": (0.0, -0.3, 1.8, -0.6),
    "conference": (0.0, 0.2, 1.0, -0.3),
    "document": (-0.5, 3.2, 1.0, -0.3),
    "symbol": (-0.2, 1.0, 0.3, 0.0),
    "other": (-0.3, 1.1, 0.4, -0.1),
}
_NAMED: Final = ("TREATY", "REPORT", "DECLARATION", "numbered")

WEIGHTS: Final[dict[str, float]] = {
    # Where in the text: see `places`.
    "clauses": -0.8,
    "to last": -0.6,
    "to next": -0.1,
    "beginning": -0.4,
    "ibid near": 1.1,
    "page before": -1.9,
    "page behind": -1.8,
    # What follows: see `_signs`.
    "comma": 1.1,
    "semicolon": 1.3,
    "closed": 0.2,
    "line end": 0.6,
    "name goes on": -0.6,
    "word goes on": -1.3,
    "joined": 1.3,
    "and": 1.3,
    "goes on": 0.5,
    # What stands before: see `_words`.
    "capitals": 2.3,
    "small word": -0.2,
    "year": 0.7,
    # What the marker left behind: see `gaps`.
    "rare gap": 1.7,
    "wide gap": 1.5,
    "odd gap": 0.7,
    "gap like others": 1.9,
    "stop like others": 2.0,
    "gap": 2.4,
    "stop below": 2.6,
    "blank line": 0.2,
    "room": 3.4,
    # What the text names, dates and numbers: see `naming`.
    "shared phrase": 1.1,
    "said again": 0.7,
    "proper name": 0.9,
    "numbered": -0.6,
    "same year": 2.3,
    "same session": 2.1,
    "same number": -1.3,
    # Known instruments: see `instruments`.
    "instrument": 2.4,
    "instrument ends": 1.5,
    "instrument first": 3.1,
    "other instrument": -1.4,
    # How the paragraph begins, and what is named in it: see `_named`.
    "preambular": 0.4,
    "naming": 0.6,
    "asking": -0.3,
    "naming: TREATY": -0.3,
    "naming: REPORT": 1.4,
    "naming: DECLARATION": -0.6,
    "asking: TREATY": 0.9,
    "asking: REPORT": 0.9,
    "asking: DECLARATION": -0.1,
    "report of the session": 2.3,
    # What the note cites, beside what the text names.
    **{
        f"{kind}: {name}": worth
        for kind, row in _CITED.items()
        for name, worth in zip(_NAMED, row, strict=True)
    },
}
