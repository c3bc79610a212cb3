"""`unres diff`: what is different in two dumps of a resolution."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from unres import batch
from unres.batch import STDIN, Outcome
from unres.cli.group import CLEAN, FOUND, UNUSABLE, complain, main
from unres.cli.inputs import read

if TYPE_CHECKING:
    from unres.comparison import Difference
    from unres.nodes import Resolution

_IGNORABLE = ["spaces", "case", "punctuation", "labels", "structure", "notes", "masthead"]


@main.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "jsonl"]),
    default="text",
    show_default=True,
    help="text: in colours on a terminal; html: one page with the whole text; "
    "jsonl: one object a change.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="NAME",
    help=f"Do not compare these: {', '.join(_IGNORABLE)}. May be given several times, or with "
    "commas.",
)
@click.option("-o", "--output", metavar="PATH", help="Write there, not to standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Write nothing: the exit status tells.")
def diff(
    old: str, new: str, *, form: str, ignore: tuple[str, ...], output: str | None, quiet: bool
) -> None:
    """Compare two resolutions: what B has added, lost, moved or changed against A.

    Compared are paragraphs, not lines: page heads, line ends and the order in which a program
    wrote the page make no difference. Footnotes, their markers, the masthead and the title are
    compared too. Two dumps in different languages are compared by their build: paragraphs,
    labels, levels, numbers of footnotes.

    \b
      unres diff first.txt second.txt
      unres diff A_RES_81_9.en.txt A_RES_81_9.fr.txt
      unres diff dump.txt official.xml --ignore spaces,masthead
      unres diff old.txt new.txt --format html -o changes.html

    Exit status 0: no difference; 1: some; 2: a file could not be used. `-` is standard input.
    """  # noqa: D301 (\b keeps lines apart)
    ignored = _names(ignore)
    if old == new == STDIN:
        raise click.UsageError("standard input can be one of the two only")
    trees = [_tree(file) for file in (old, new)]
    first, second = trees
    if first is None or second is None:
        sys.exit(UNUSABLE)
    from unres.comparison import diff as compared  # noqa: PLC0415

    found = compared(first, second, ignored)
    if not quiet:
        _write(_shown(found, old, new, form, output is None), output)
    sys.exit(CLEAN if found.equal else FOUND)


def _names(ignore: tuple[str, ...]) -> list[str]:
    names = [name.strip() for value in ignore for name in value.split(",") if name.strip()]
    for name in names:
        if name not in _IGNORABLE:
            raise click.UsageError(
                f"--ignore does not know {name!r}: choose from {', '.join(_IGNORABLE)}"
            )
    return names


def _tree(file: str) -> Resolution | None:
    """The tree of a file; None, and one line on standard error, where it cannot be read."""
    found: list[Resolution] = []

    def work(name: str) -> Outcome:
        found.append(read(name))
        return Outcome(name, "")

    outcome = batch.attempt(file, work)
    if outcome.error is not None:
        complain(outcome.error)
    return found[0] if found else None


def _shown(found: Difference, old: str, new: str, form: str, to_terminal: bool) -> str:
    if form == "jsonl":
        from unres.exchange.changes_records import to_jsonl  # noqa: PLC0415

        return to_jsonl(found, old, new)
    if form == "html":
        from unres.exchange.changes_page import to_page  # noqa: PLC0415

        return to_page(found, old, new)
    from unres.exchange.changes_text import to_text  # noqa: PLC0415

    colours = to_terminal and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return to_text(found, old, new, colours=colours)


def _write(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    from pathlib import Path  # noqa: PLC0415

    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        complain(f"{output}: {(error.strerror or str(error)).lower()}")
        sys.exit(UNUSABLE)
