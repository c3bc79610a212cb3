"""A comparison as text for a person: in colours on a terminal, plain in a pipe.

    1 changed, 1 lost; 37 passages the same.

    ~ operative paragraph 7 — changed (line 73 → 70)
        … in the agenda of its [-ninetyfifth-] {+ninety-fifth+} session, …
    - footnote 2 — lost (line 90)
        Ibid., annex II.

Plain, what is only in the old text stands in `[-…-]`, what is only in the new one in `{+…+}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from unres.comparison import Change, Difference, Passage, Stretch
from unres.exchange.changes import TOLD, lines, manner, name, sentences, summary
from unres.exchange.noted import shown

_SIGNS = {"changed": "~", "moved": ">", "split": "<", "joined": "&", "added": "+", "lost": "-"}
_COLOURS = {"changed": 33, "moved": 36, "split": 35, "joined": 35, "added": 32, "lost": 31}
_BOLD, _DIM = 1, 2
_INDENT = "    "
#: How much of what both texts share is shown beside a change, in characters.
_AROUND = 60

_Paint = Callable[[str, int], str]


def to_text(found: Difference, old: str, new: str, *, colours: bool = False) -> str:
    """The comparison of two files, `old` and `new` being their names; ends with a line feed."""
    paint = _painted if colours else _unpainted
    told = [
        f"{paint(f'--- {shown(old)}', 31)}{_symbol(found.symbols[0])}",
        f"{paint(f'+++ {shown(new)}', 32)}{_symbol(found.symbols[1])}",
        *filter(None, (manner(found),)),
        paint(summary(found), _BOLD),
    ]
    for change in found.changes:
        told.append("")
        told += _change(change, paint, _coloured if colours else _bracketed)
    return "\n".join(told) + "\n"


def _symbol(symbol: str | None) -> str:
    return f"  ({shown(symbol)})" if symbol else ""


def _painted(text: str, colour: int) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _unpainted(text: str, _colour: int) -> str:
    return text


def _change(change: Change, paint: _Paint, words: Callable[[Stretch], str]) -> Iterator[str]:
    sign = paint(_SIGNS[change.status], _COLOURS[change.status])
    where = lines(change)
    place = paint(f" ({where})", _DIM) if where else ""
    yield f"{sign} {paint(shown(name(change)), _BOLD)} — {TOLD[change.status]}{place}"
    yield from (f"{_INDENT}{shown(sentence)}" for sentence in sentences(change))
    if change.words:
        yield _INDENT + "".join(_stretches(change.words, words))
        return
    whole = change.status in {"added", "lost"}
    for passage in _told(change):
        text = shown(passage.text)
        yield _INDENT + (paint(text, _COLOURS[change.status]) if whole else _short(text))


def _told(change: Change) -> Iterator[Passage]:
    """The passages whose text is shown below a change."""
    if change.status == "joined":
        yield from change.old
    elif change.status == "split" or not change.old:
        yield from change.new
    else:
        yield from change.old
        if change.new and "text" not in change.aspects and change.new[0].text != change.old[0].text:
            yield from change.new  # another language


def _stretches(found: Sequence[Stretch], words: Callable[[Stretch], str]) -> Iterator[str]:
    """The words of a change: what both have is shortened far from a difference."""
    for index, stretch in enumerate(found):
        if not stretch.same:
            yield words(stretch)
            continue
        text = shown(stretch.new)
        head = text[:_AROUND] if index else ""
        tail = text[-_AROUND:] if index + 1 < len(found) else ""
        yield (
            text
            if len(text) <= len(head) + len(tail) + 3
            else (
                f"{head.rpartition(' ')[0] or head}{' … ' if head and tail else '…'}"
                f"{tail.partition(' ')[2] or tail}"
            )
        )


def _short(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"{text[: 2 * _AROUND].rpartition(' ')[0]} …"


def _bracketed(stretch: Stretch) -> str:
    return f"[-{shown(stretch.old)}-]" if stretch.old else f"{{+{shown(stretch.new)}+}}"


def _coloured(stretch: Stretch) -> str:
    # Struck out and underlined: colour alone is not seen by everyone.
    if stretch.old:
        return f"\x1b[31;9m{shown(stretch.old)}\x1b[0m"
    return f"\x1b[32;4m{shown(stretch.new)}\x1b[0m"
