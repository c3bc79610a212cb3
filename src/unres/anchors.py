"""Which footnote a marker means: markers repeat, and they start anew."""

from __future__ import annotations

from collections.abc import Sequence


def targets(
    anchored: Sequence[tuple[int, Sequence[str]]], footnotes: Sequence[str | None]
) -> list[tuple[int | None, ...]]:
    """For each text with markers, the indexes of the footnotes that its markers mean.

    `anchored` has for each text, in reading order, its scope (the body, an annex, a table:
    any number) and its markers; `footnotes` are the footnotes' own markers, None where lost.
    A marker without footnote gives None.

    Markers start anew in annexes, in tables, on the pages of old resolutions. Where a marker
    stands as often as it has footnotes, they go together one by one. Else its second standing
    in one scope repeats the first, and another scope goes on to the next footnote, as long as
    there is one.
    """
    found: dict[str, list[int]] = {}
    for index, footnote in enumerate(footnotes):
        if footnote is not None:
            found.setdefault(footnote, []).append(index)
    counts: dict[str, int] = {}
    for _, markers in anchored:
        for marker in markers:
            counts[marker] = counts.get(marker, 0) + 1
    seen: dict[str, tuple[int, int]] = {}  # marker -> how many it has used, scope of the last
    result: list[tuple[int | None, ...]] = []
    for scope, markers in anchored:
        indexes: list[int | None] = []
        for marker in markers:
            known = found.get(marker)
            if not known:
                indexes.append(None)
                continue
            used, last = seen.get(marker, (0, None))
            if scope != last or counts[marker] == len(known):
                used = min(used + 1, len(known))
            seen[marker] = used, scope
            indexes.append(known[used - 1])
        result.append(tuple(indexes))
    return result
