"""A comparison as one HTML page that needs nothing else: the whole text, with what changed marked.

What is the same in both is folded away; each change can be linked to. Old words are struck out
(`del`), new ones underlined (`ins`): the colours only repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from unres.comparison import Change, Difference, Passage, Stretch
from unres.exchange.changes import TOLD, lines, manner, name, sentences, summary
from unres.exchange.noted import shown
from unres.exchange.styles import CHANGES
from unres.languages import LANGUAGES

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PLACES = {"masthead": "Masthead", "title": "Title", "body": "Text", "footnotes": "Footnotes"}
#: A list of more changes is folded.
_OPEN_LIST = 30


def to_page(found: Difference, old: str, new: str) -> str:
    """The comparison of two files as a page, `old` and `new` being their names."""
    return "".join(_page(found, old, new))


def _page(found: Difference, old: str, new: str) -> Iterator[str]:
    told = manner(found)
    yield (
        '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(_symbols(found))}: changes</title>\n"
        f"<style>\n{CHANGES}</style>\n</head>\n<body>\n<main>\n<header>\n"
        f"<h1>{_escaped(_symbols(found))}: changes</h1>\n<dl>\n"
        f"<div><dt>Old</dt><dd><bdi>{_escaped(old)}</bdi></dd></div>\n"
        f"<div><dt>New</dt><dd><bdi>{_escaped(new)}</bdi></dd></div>\n</dl>\n"
        f'<p class="summary">{_escaped(summary(found))}</p>\n'
    )
    if told:
        yield f"<p>{_escaped(told)}</p>\n"
    yield "</header>\n"
    yield from _list(found)
    numbers = iter(range(1, len(found.rows) + 1))
    for place, rows in groupby(found.rows, lambda row: row.place):
        yield f"<section>\n<h2>{_PLACES[place]}</h2>\n"
        for is_same, group in groupby(rows, lambda row: row.status == "same"):
            if is_same:
                yield from _folded(list(group), found)
            else:
                for change in group:
                    yield from _change(change, next(numbers), found)
        yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _symbols(found: Difference) -> str:
    old, new = found.symbols
    return " and ".join(dict.fromkeys(filter(None, (old, new)))) or "Two resolutions"


def _escaped(text: str) -> str:
    return escape(shown(text), quote=False)


def _list(found: Difference) -> Iterator[str]:
    changes = found.changes
    if not changes:
        return
    opened = " open" if len(changes) <= _OPEN_LIST else ""
    yield f'<nav aria-label="Changes"><details{opened}><summary>All changes</summary>\n<ol>\n'
    for number, change in enumerate(changes, 1):
        yield (
            f'<li><a href="#change-{number}">{_escaped(name(change))}</a> '
            f"{TOLD[change.status]}</li>\n"
        )
    yield "</ol>\n</details></nav>\n"


def _folded(rows: Sequence[Change], found: Difference) -> Iterator[str]:
    """Passages that are the same: there, but out of the way."""
    count = f"{len(rows)} passage{'' if len(rows) == 1 else 's'} the same"
    yield f'<details class="same"><summary>{count}</summary>\n'
    for row in rows:
        if found.mode == "skeleton":
            yield from _beside(row, found)
        else:
            yield _text(_labelled(row.new[0]), found.languages[1])
    yield "</details>\n"


def _change(change: Change, number: int, found: Difference) -> Iterator[str]:
    where = lines(change)
    yield (
        f'<article class="{change.status}" id="change-{number}">\n'
        f"<h3>{_escaped(name(change))} <small>{TOLD[change.status]}"
        f"{f', {where}' if where else ''}</small></h3>\n"
    )
    told = sentences(change)
    if told:
        yield f"<ul>{''.join(f'<li>{_escaped(sentence)}</li>' for sentence in told)}</ul>\n"
    if change.status in {"split", "joined"} or found.mode == "skeleton":
        yield from _beside(change, found)
    elif change.status == "lost":
        yield _text(f"<del>{_labelled(change.old[0])}</del>", found.languages[0])
    elif change.status == "added":
        yield _text(f"<ins>{_labelled(change.new[0])}</ins>", found.languages[1])
    else:
        yield _text(_relabelled(change.old[0], change.new[0], _words(change)), found.languages[1])
    yield "</article>\n"


def _beside(change: Change, found: Difference) -> Iterator[str]:
    """Old and new side by side; one below the other where the page is narrow."""
    yield '<div class="beside">\n'
    for group, language in zip((change.old, change.new), found.languages, strict=True):
        yield "<div>\n"
        yield from (_text(_labelled(passage), language) for passage in group)
        yield "</div>\n"
    yield "</div>\n"


def _text(inner: str, language: str) -> str:
    known = LANGUAGES.get(language)
    direction = known.direction if known else "ltr"
    return f'<p lang="{escape(language)}" dir="{direction}">{inner}</p>\n'


def _labelled(passage: Passage) -> str:
    return f"{_label(passage)}{_escaped(passage.text)}"


def _label(passage: Passage) -> str:
    """The label as it stands before the text; a title's number has a full stop."""
    if not passage.label:
        return ""
    return f"<bdi>{_escaped(passage.label)}{'.' if passage.kind == 'title' else ''}</bdi> "


def _relabelled(old: Passage, new: Passage, words: str) -> str:
    """The words below the label, or below both where it changed."""
    if old.label == new.label:
        return f"{_label(new)}{words}"
    before = f"<del>{_escaped(old.label)}</del> " if old.label else ""
    after = f"<ins>{_escaped(new.label)}</ins> " if new.label else ""
    return f"{before}{after}{words}"


def _words(change: Change) -> str:
    if not change.words:
        return _escaped(change.new[0].text)
    return "".join(map(_stretch, change.words))


def _stretch(stretch: Stretch) -> str:
    if stretch.same:
        return _escaped(stretch.new)
    old = f"<del>{_escaped(stretch.old)}</del>" if stretch.old else ""
    new = f"<ins>{_escaped(stretch.new)}</ins>" if stretch.new else ""
    return old + new
