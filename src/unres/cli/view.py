"""`unres view`: the dump and its tree side by side, in a browser."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from unres import batch
from unres.batch import STDIN, Outcome, UnusableError
from unres.cli.group import main
from unres.cli.inputs import read
from unres.cli.streams import finish

#: So much of a file is looked at to tell whether it is a page of ours.
_HEAD = 2048


@main.command()
@click.argument("file")
@click.option("-o", "--output", metavar="PATH", help="Write the page there; `-`: standard output.")
@click.option("--open", "opened", is_flag=True, help="Show the page in the browser.")
def view(file: str, output: str | None, opened: bool) -> None:
    """Write one HTML page that shows a dump beside its tree.

    Every character of the dump is coloured by what it was read as; pointing at either side
    shows the other; findings are marks in the margin, and a list. The page is one file: it
    needs no network, and asks for none.

    \b
      unres view A_RES_81_9.txt --open              look at it now
      unres view A_RES_81_9.txt                     writes A_RES_81_9.html beside the dump
      unres view A_RES_81_9.txt -o page.html
      pdftotext A_RES_81_9.pdf - | unres view - > page.html

    Without -o the page goes to standard output where that is a file or a pipe, with --open to
    a file in the temporary folder, and else beside the dump: an HTML file there that is not a
    page of unres is left alone. `page.html#line-120` shows a line, `#finding-3` a finding.
    """  # noqa: D301 (\b keeps lines apart)
    if opened and output == STDIN:
        raise click.UsageError("--open needs a file: give -o PATH, or no -o")
    finish([batch.attempt(file, partial(_view, output, opened))])


def _view(output: str | None, opened: bool, file: str) -> Outcome:
    from unres import to_view  # noqa: PLC0415
    from unres.exchange.view import ViewError  # noqa: PLC0415

    try:
        page = to_view(read(file), name="" if file == STDIN else Path(file).name)
    except ViewError as error:
        raise UnusableError(str(error)) from None
    path = _path(file, output, opened)
    if path is None:
        return Outcome(file, page)
    saved = batch.attempt(str(path), partial(_save, page))
    if saved.error is None and opened:
        _show(path)
    return saved


def _path(file: str, output: str | None, opened: bool) -> Path | None:
    """Where the page goes; None: to standard output."""
    if output is not None:
        return None if output == STDIN else Path(output)
    name = "dump" if file == STDIN else Path(file).stem
    if opened:
        import tempfile  # noqa: PLC0415

        return Path(tempfile.mkdtemp(prefix="unres-")) / f"{name}.html"
    if _piped():
        return None
    if file == STDIN:
        raise UnusableError("no place to write the page: give -o PATH")
    path = Path(file).with_suffix(".html")
    if path.exists() and not _ours(path):
        raise UnusableError(f"{path} exists and is no page of unres: give -o PATH")
    return path


def _piped() -> bool:
    """Whether standard output is a file or a pipe, not a screen."""
    return not sys.stdout.isatty()


def _ours(path: Path) -> bool:
    """Whether a file is a page that this command wrote."""
    from unres.exchange.view import GENERATOR  # noqa: PLC0415

    with path.open("rb") as page:
        return f'content="{GENERATOR}"'.encode() in page.read(_HEAD)


def _save(page: str, path: str) -> Outcome:
    Path(path).write_text(page, encoding="utf-8", newline="\n")
    click.echo(f"wrote {path}", err=True)
    return Outcome(path, "")


def _show(path: Path) -> None:
    import webbrowser  # noqa: PLC0415

    if not webbrowser.open(path.resolve().as_uri()):
        raise UnusableError(f"no browser could be started: the page is {path}")
