"""The commands. Everything heavy is imported when a command needs it: `--help` is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import click
from attrs import evolve

from unres import batch
from unres.batch import STDIN, Outcome

if TYPE_CHECKING:
    from unres.checking import Form
    from unres.nodes import Resolution

CLEAN, FOUND, UNUSABLE = 0, 1, 2

_FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...")


class _Main(click.Group):
    """A group whose every error is one line on standard error."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401 (click's own)
        """Run and exit; never a traceback, except with `UNRES_DEBUG=1`."""
        try:
            sys.exit(self._run(*args, **kwargs))
        except BrokenPipeError:
            # The reader of the pipe has gone: say nothing, at the end of the process neither.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(CLEAN)
        except click.ClickException as error:
            command = (
                error.ctx.command_path
                if isinstance(error, click.UsageError) and error.ctx
                else "unres"
            )
            _complain(f"{error.format_message()} (see `{command} --help`)")
        except (KeyboardInterrupt, click.Abort):
            _complain("interrupted")
        except Exception as error:
            if os.environ.get("UNRES_DEBUG"):
                raise
            reason = " ".join(str(error).split())
            _complain(f"{type(error).__name__}: {reason} (UNRES_DEBUG=1 shows where)")
        sys.exit(UNUSABLE)

    def _run(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 (as above)
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except SystemExit as stop:
            status = stop.code
        # Here, where a closed pipe is still caught; not when the interpreter ends.
        sys.stdout.flush()
        return status if isinstance(status, int) else CLEAN


def _complain(line: str) -> None:
    click.echo(f"unres: {line}", err=True)


@click.group(
    cls=_Main,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Run `unres COMMAND --help` for examples of each.",
)
@click.version_option(package_name="unres", prog_name="unres")
def main() -> None:
    """Read text dumps of United Nations resolutions.

    A dump is the text that a program pulled out of a PDF: page heads in the middle of
    sentences, footnotes between paragraphs, numbers lost. unres finds the resolution in it.

    \b
      unres parse A_RES_81_9.txt            see the tree
      unres outline *.txt > all.jsonl       a flat record of each, for programs
      unres check folder/                   what is damaged, and where
      unres clean A_RES_81_9.txt            the text, put in order
      pdftotext A_RES_81_9.pdf - | unres parse -

    A folder means all .txt and .md files below it; `-` is standard input.
    """  # noqa: D301 (\b keeps lines apart)


@main.command()
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "json", "text"]),
    default="tree",
    show_default=True,
    help="tree: drawn for a person; json: every node with its position; text: clean text.",
)
@click.option("--source", is_flag=True, help="json: hold the text that was read as well.")
def parse(file: str, form: str, source: bool) -> None:
    """Show the tree of one dump.

    \b
      unres parse A_RES_81_9.txt
      unres parse A_RES_81_9.txt --format json | jq '.title'
    """  # noqa: D301 (\b keeps lines apart)
    _finish([batch.attempt(file, partial(_show, form, source))])


@main.command()
@_FILES
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
    _warm(names)
    _finish(_progress(batch.each(names, partial(_outline, furniture)), len(names)))


@main.command()
@_FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "sarif", "github"]),
    default="text",
    show_default=True,
    help="text: with the line and a caret; jsonl: one object a finding; sarif: for code "
    "scanning; github: annotations in a workflow.",
)
@click.option("--select", multiple=True, metavar="NAME", help="Only these: code, name or family.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Not these: code, name or family.")
@click.option("-q", "--quiet", is_flag=True, help="Errors and warnings only, no repairs.")
@click.option("--statistics", is_flag=True, help="Count the findings, do not show them.")
@click.option("--fix", is_flag=True, help="Mend the files; what proves itself only.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Fixes too that are a judgement.")
def check(  # noqa: PLR0913 (one an option)
    files: tuple[str, ...],
    *,
    form: Form,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
    statistics: bool,
    fix: bool,
    diff: bool,
    unsafe: bool,
) -> None:
    """Say what is damaged in each dump, and where; mend what can be mended.

    Errors: text or structure is lost or contradictory. Warnings: probably damaged.
    Infos: mended on the way. Exit status 0: no error and no warning; 1: some (with --diff:
    something would change); 2: a file could not be used.

    \b
      unres check A_RES_81_9.txt
      unres check dumps/ --quiet --statistics
      unres check dumps/ --select numbering,U201 --ignore numbering-gap
      unres check dumps/ --format sarif > findings.sarif
      unres check dumps/ --diff
      unres check - --fix < A_RES_81_9.txt > mended.txt

    A line of each fix made or refused goes to standard error. Settings stand in `unres.toml`
    or below [tool.unres] in `pyproject.toml`, in the dump's folder or above: `select`, `ignore`.
    """  # noqa: D301 (\b keeps lines apart)
    from unres import checking  # noqa: PLC0415
    from unres.settings import Settings, SettingsError, beside  # noqa: PLC0415

    if fix and diff:
        raise click.UsageError("--fix and --diff exclude each other")
    names = batch.expand(files)
    if fix and batch.STDIN in names and (len(names) > 1 or form != "text"):
        raise click.UsageError("standard input is mended alone, and the mended text written out")
    settings = Settings(_words(select) or None, _words(ignore))
    try:
        for file in names:
            settings.over(beside(file)).names()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    options = checking.Options(
        form=form,
        settings=settings,
        mending="fix" if fix else "diff" if diff else "no",
        unsafe=unsafe,
        quiet=quiet,
        colours=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        counted=statistics,
    )
    _warm(names)
    work = partial(checking.examine, options)
    told = _progress(batch.each(names, work), len(names))
    as_log = form == "sarif" and not statistics and not diff
    outcomes = _log(told) if as_log else list(_written(told))
    if statistics:
        click.echo(checking.statistics(outcomes, form), nl=False)
    if form == "text" and (line := checking.summary(outcomes, options.mending)):
        click.echo(line, err=True)
    if any(outcome.error for outcome in outcomes):
        sys.exit(UNUSABLE)
    sys.exit(FOUND if any(any(o.found[:2]) for o in outcomes) else CLEAN)


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
    _finish([outcome])


# -- what each command does with one file --


def _read(file: str) -> Resolution:
    from pathlib import Path  # noqa: PLC0415

    from unres.parse import read  # noqa: PLC0415
    from unres.pdf import PdfError  # noqa: PLC0415

    data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    try:
        return read(data)
    except PdfError as error:
        raise batch.UnusableError(str(error)) from None


def _show(form: str, source: bool, file: str) -> Outcome:
    res = _read(file)
    if form == "json":
        from unres.exchange.json import to_json  # noqa: PLC0415

        return Outcome(file, to_json(res, source=source) + "\n")
    if form == "text":
        from unres.render import render  # noqa: PLC0415

        return Outcome(file, render(res))
    from unres.exchange.drawing import drawn  # noqa: PLC0415

    return Outcome(file, drawn(res))


def _save(text: str, path: str) -> Outcome:
    from pathlib import Path  # noqa: PLC0415

    Path(path).write_text(text, encoding="utf-8", newline="\n")
    return Outcome(path, "")


def _outline(furniture: bool, file: str) -> Outcome:
    import json  # noqa: PLC0415
    from itertools import chain  # noqa: PLC0415

    from unres.exchange import outline as flat  # noqa: PLC0415

    res = _read(file)
    found = chain(flat.records(res, file), flat.furniture(res) if furniture else ())
    write = json.JSONEncoder(ensure_ascii=False).encode
    return Outcome(file, "".join(f"{write(record)}\n" for record in found))


# -- what goes to the terminal --


def _warm(files: Sequence[str]) -> None:
    """Import the parser before processes are started: they then need not."""
    if len(files) >= batch.MANY:
        import unres.parse  # noqa: F401, PLC0415


def _words(values: Sequence[str]) -> tuple[str, ...]:
    """The values of an option that is given several times, or with commas."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """A bar on standard error while many files run, if a person looks at it."""
    if total < batch.MANY or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from outcomes
        return
    with click.progressbar(outcomes, length=total, file=sys.stderr) as bar:
        yield from bar


def _written(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Write each outcome as it comes: text to standard output, an error to standard error."""
    for outcome in outcomes:
        if outcome.error is not None:
            _complain(outcome.error)
        elif outcome.text:
            sys.stdout.write(outcome.text)
        _say(outcome)
        # The text is out: what is kept for the summary holds none of it.
        yield evolve(outcome, text=None)


def _say(outcome: Outcome) -> None:
    if said := getattr(outcome, "said", ""):
        click.echo(said, nl=False, err=True)


def _log(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Write the findings of all files as one SARIF log, each as it comes."""
    from unres.checks import CHECKS  # noqa: PLC0415
    from unres.exchange import sarif  # noqa: PLC0415

    sys.stdout.write(sarif.head({name: check.__doc__ for name, check in CHECKS.items()}))
    done: list[Outcome] = []
    comma = ""
    for outcome in outcomes:
        if outcome.error is not None:
            _complain(outcome.error)
        elif outcome.text:
            sys.stdout.write(f"{comma}{outcome.text}")
            comma = ",\n"
        _say(outcome)
        done.append(evolve(outcome, text=None))
    sys.stdout.write(sarif.tail(successful=not any(o.error for o in done)))
    return done


def _finish(outcomes: Iterable[Outcome]) -> NoReturn:
    """Write all, then exit: 2 where a file could not be used."""
    failed = sum(outcome.error is not None for outcome in _written(outcomes))
    sys.exit(UNUSABLE if failed else CLEAN)
