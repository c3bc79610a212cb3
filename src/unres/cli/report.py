"""`unres report`: a collection as one page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unres.cli.group import CLEAN, UNUSABLE, complain, main

if TYPE_CHECKING:
    from unres.report import Collection


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="ROWS...")
@click.option("-o", "--output", metavar="PAGE", help="Write there, not to standard output.")
@click.option("--title", default="A collection of resolutions", help="What the page is called.")
@click.option(
    "--worst",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="How many of the least complete documents are listed.",
)
@click.option(
    "--views",
    metavar="DIR",
    help="Link them to their pages in DIR; a page that is not there is made, as by `unres view`.",
)
def report(
    files: tuple[str, ...], output: str | None, title: str, worst: int, views: str | None
) -> None:
    """Show what a collection of dumps holds, and how whole it is, as one page.

    ROWS are files that `unres batch --rows documents` wrote: .parquet or .jsonl. The page is
    HTML, needs nothing else and shows: documents by organ, year and language; how complete
    they are; which damage is commonest; which documents are the least complete. The extra
    `report` is needed.

    \b
      unres batch dumps/ -o all.parquet
      unres report all.parquet -o report.html
      unres report all.parquet -o report.html --views views/ --worst 200
      unres report 2024.jsonl 2025.jsonl --title "Two sessions" -o report.html
    """  # noqa: D301 (\b keeps lines apart)
    from unres.report import ReportError  # noqa: PLC0415
    from unres.report import report as written  # noqa: PLC0415

    try:
        page = written(
            files, title=title, worst=worst, link=_linking(views, output), tell=_telling(output)
        )
        if output is None:
            click.echo(page, nl=False)
        else:
            Path(output).write_text(page, encoding="utf-8", newline="\n")
    except ReportError as error:
        complain(str(error))
        sys.exit(UNUSABLE)
    except OSError as error:
        complain(f"{error.filename}: {(error.strerror or str(error)).lower()}")
        sys.exit(UNUSABLE)
    sys.exit(CLEAN)


def _linking(
    views: str | None, output: str | None
) -> Callable[[Collection], Mapping[str, str]] | None:
    """What finds or makes the pages of single documents, if they are asked for."""
    if views is None:
        return None
    from unres.report.views import draw, pages  # noqa: PLC0415

    beside = Path(output).parent if output else Path()
    return lambda found: pages(found.worst, Path(views), beside, draw)


def _telling(output: str | None) -> Callable[[str], None]:
    """Says what is being done, if a person looks at the terminal and the page goes elsewhere."""
    if output is None or not sys.stderr.isatty():
        return lambda _step: None
    return lambda step: click.echo(f"unres: {step} …", err=True)
