"""`unres parse`, `unres schema`, `unres outline`: what a dump holds."""

from __future__ import annotations

from functools import partial

import click

from unres import batch
from unres.batch import Outcome
from unres.cli.formats import FORMATS, writer
from unres.cli.group import FILES, main
from unres.cli.inputs import read_all
from unres.cli.streams import finish, progress, warm

#: A file of these formats holds one document.
_ALONE = ("akn", "html")


@main.command()
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="tree",
    show_default=True,
    help="tree: drawn for a person; json: every node with its position; text: clean text; "
    "akn: Akoma Ntoso, as the United Nations marks up resolutions; "
    "markdown, html: pages to read.",
)
@click.option("--source", is_flag=True, help="json: hold the text that was read as well.")
@click.option("--no-positions", is_flag=True, help="json: leave out where each node stood.")
def parse(file: str, form: str, source: bool, no_positions: bool) -> None:
    """Show the tree of one dump.

    \b
      unres parse A_RES_81_9.txt
      unres parse A_RES_81_9.txt --format json | jq '.title'
      unres parse A_RES_81_9.txt --format json --no-positions > A_RES_81_9.json
      unres parse A_RES_81_9.txt --format html > A_RES_81_9.html
      unres parse A_RES_81_9.txt --format akn > A_RES_81_9.xml
      unres parse A_RES_81_9.xml

    Of a volume the trees of all its resolutions are shown, one after another.

    A PDF or an Akoma Ntoso file is read wherever a dump is. `unres schema` prints the JSON
    Schema of the format json.
    """  # noqa: D301 (\b keeps lines apart)
    finish([batch.attempt(file, partial(_show, form, source, not no_positions))])


@main.command()
def schema() -> None:
    """Print the JSON Schema of `unres parse --format json`.

    \b
      unres schema > resolution.schema.json
    """  # noqa: D301 (\b keeps lines apart)
    from importlib.resources import files  # noqa: PLC0415

    shipped = files("unres.exchange").joinpath("resolution.schema.json")
    click.echo(shipped.read_text(encoding="utf-8"), nl=False)


@main.command()
@FILES
@click.option("--furniture", is_flag=True, help="Add page heads, page numbers and rules.")
def outline(files: tuple[str, ...], furniture: bool) -> None:
    """Write a flat record of each dump, as JSON Lines.

    First one line for the document (kind "resolution": symbol, title, dates ...), then one
    for each block in reading order (opening, preambular, operative, item, heading, text,
    table), then one for each footnote. A volume gives those of each of its resolutions.

    \b
      unres outline A_RES_81_9.txt
      unres outline dumps/ > all.jsonl
      unres outline dumps/ | jq -r 'select(.kind == "resolution") | .symbol'
    """  # noqa: D301 (\b keeps lines apart)
    names = batch.expand(files)
    warm(names)
    finish(progress(batch.each(names, partial(_outline, furniture)), len(names)))


def _show(form: str, source: bool, positions: bool, file: str) -> Outcome:
    trees = read_all(file)
    if form in _ALONE and len(trees) > 1:
        raise batch.UnusableError(f"holds {len(trees)} resolutions; {form} is written of one")
    if form == "json":
        from unres.exchange.json import to_json  # noqa: PLC0415

        written = [to_json(res, source=source, positions=positions) for res in trees]
        return Outcome(file, "".join(f"{text}\n" for text in written))
    return Outcome(file, "\n".join(map(writer(form), trees)))


def _outline(furniture: bool, file: str) -> Outcome:
    import json  # noqa: PLC0415
    from itertools import chain  # noqa: PLC0415

    from unres.exchange import outline as flat  # noqa: PLC0415

    begin = line = 0
    lines: list[str] = []
    write = json.JSONEncoder(ensure_ascii=False).encode
    for res in read_all(file):
        found = chain(flat.records(res, file), flat.furniture(res) if furniture else ())
        lines += (f"{write(flat.shifted(record, begin, line))}\n" for record in found)
        begin += len(res.source)
        line += res.source.count("\n")
    return Outcome(file, "".join(lines))
