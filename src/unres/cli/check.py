"""`unres check`: say what is damaged, and mend it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click
from attrs import evolve

from unres import batch
from unres.batch import Outcome
from unres.cli.group import CLEAN, FILES, FOUND, UNUSABLE, complain, main
from unres.cli.streams import progress, say, warm, written

if TYPE_CHECKING:
    from unres.checking import Form


@main.command()
@FILES
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
    warm(names)
    work = partial(checking.examine, options)
    told = progress(batch.each(names, work), len(names))
    as_log = form == "sarif" and not statistics and not diff
    outcomes = _log(told) if as_log else list(written(told))
    if statistics:
        click.echo(checking.statistics(outcomes, form), nl=False)
    if form == "text" and (line := checking.summary(outcomes, options.mending)):
        click.echo(line, err=True)
    if any(outcome.error for outcome in outcomes):
        sys.exit(UNUSABLE)
    sys.exit(FOUND if any(any(o.found[:2]) for o in outcomes) else CLEAN)


def _words(values: Sequence[str]) -> tuple[str, ...]:
    """The values of an option that is given several times, or with commas."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _log(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Write the findings of all files as one SARIF log, each as it comes."""
    from unres.checks import CHECKS  # noqa: PLC0415
    from unres.exchange import sarif  # noqa: PLC0415

    sys.stdout.write(sarif.head({name: check.__doc__ for name, check in CHECKS.items()}))
    done: list[Outcome] = []
    comma = ""
    for outcome in outcomes:
        if outcome.error is not None:
            complain(outcome.error)
        elif outcome.text:
            sys.stdout.write(f"{comma}{outcome.text}")
            comma = ",\n"
        say(outcome)
        done.append(evolve(outcome, text=None))
    sys.stdout.write(sarif.tail(successful=not any(o.error for o in done)))
    return done
