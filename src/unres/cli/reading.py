"""`unres parse`, `unres outline`, `unres clean`: what a dump holds."""

from __future__ import annotations

from functools import partial

import click

from unres import batch
from unres.batch import Outcome
from unres.cli.formats import FORMATS, writer
from unres.cli.group import FILES, main
from unres.cli.inputs import read
from unres.cli.streams import finish, progress, warm


@main.command()
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="tree",
    show_default=True,
    help="tree: drawn for a person; json: every node with its position; text: clean text; "
    "markdown, html: pages to read.",
)
@click.option("--source", is_flag=True, help="json: hold the text that was read as well.")
def parse(file: str, form: str, source: bool) -> None:
    """Show the tree of one dump.

    \b
      unres parse A_RES_81_9.txt
      unres parse A_RES_81_9.txt --format json | jq '.title'
      unres parse A_RES_81_9.txt --format html > A_RES_81_9.html
    """  # noqa: D301 (\b keeps lines apart)
    finish([batch.attempt(file, partial(_show, form, source))])


@main.command()
@FILES
@click.option("--furniture", is_flag=True, help="Add page heads, page numbers and rules.")
def outline(files: tuple[str, ...], furniture: bool) -> None:
    """Write a flat record of each dump, as JSON Lines.

    First one line for the document (kind "resolution": symbol, title, dates ...), then one
    for each block in reading order (opening, preambular, operative, item, heading, text,
    table), then one for each footnote.

    \b
      unres outline A_RES_81_9.txt
      unres outline dumps/ > all.jsonl
      unres outline dumps/ | jq -r 'select(.kind == "resolution") | .symbol'
    """  # noqa: D301 (\b keeps lines apart)
    names = batch.expand(files)
    warm(names)
    finish(progress(batch.each(names, partial(_outline, furniture)), len(names)))


@main.command()
@click.argument("file")
@click.option("-o", "--output", metavar="PATH", help="Write there, not to standard output.")
def clean(file: str, output: str | None) -> None:
    """Write the text of one dump, put in order.

    Wrapped lines are joined, page furniture is gone; unres reads the result as the same tree.

    \b
      unres clean A_RES_81_9.txt
      unres clean A_RES_81_9.txt -o A_RES_81_9.clean.txt
    """  # noqa: D301 (\b keeps lines apart)
    outcome = batch.attempt(file, partial(_show, "text", False))
    if output is not None and outcome.text is not None:
        outcome = batch.attempt(output, partial(_save, outcome.text))
    finish([outcome])


def _show(form: str, source: bool, file: str) -> Outcome:
    res = read(file)
    if form == "json" and source:
        from unres.exchange.json import to_json  # noqa: PLC0415

        return Outcome(file, to_json(res, source=True) + "\n")
    return Outcome(file, writer(form)(res))


def _save(text: str, path: str) -> Outcome:
    from pathlib import Path  # noqa: PLC0415

    Path(path).write_text(text, encoding="utf-8", newline="\n")
    return Outcome(path, "")


def _outline(furniture: bool, file: str) -> Outcome:
    import json  # noqa: PLC0415
    from itertools import chain  # noqa: PLC0415

    from unres.exchange import outline as flat  # noqa: PLC0415

    res = read(file)
    found = chain(flat.records(res, file), flat.furniture(res) if furniture else ())
    write = json.JSONEncoder(ensure_ascii=False).encode
    return Outcome(file, "".join(f"{write(record)}\n" for record in found))
