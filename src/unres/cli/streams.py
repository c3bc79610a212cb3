"""What goes to the terminal: text, progress, complaints."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

import click
from attrs import evolve

from unres import batch
from unres.batch import Outcome
from unres.cli.group import CLEAN, UNUSABLE, complain


def warm(files: Sequence[str]) -> None:
    """Import the parser before processes are started: they then need not."""
    if len(files) >= batch.MANY:
        import unres.parse  # noqa: F401, PLC0415


def progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """A bar on standard error while many files run, if a person looks at it."""
    if total < batch.MANY or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from outcomes
        return
    with click.progressbar(outcomes, length=total, file=sys.stderr) as bar:
        yield from bar


def written(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Write each outcome as it comes: text to standard output, an error to standard error."""
    for outcome in outcomes:
        if outcome.error is not None:
            complain(outcome.error)
        elif outcome.text:
            sys.stdout.write(outcome.text)
        say(outcome)
        # The text is out: what is kept for the summary holds none of it.
        yield evolve(outcome, text=None)


def say(outcome: Outcome) -> None:
    """What the work on one file says beside its text, to standard error."""
    if said := getattr(outcome, "said", ""):
        click.echo(said, nl=False, err=True)


def finish(outcomes: Iterable[Outcome]) -> NoReturn:
    """Write all, then exit: 2 where a file could not be used."""
    failed = sum(outcome.error is not None for outcome in written(outcomes))
    sys.exit(UNUSABLE if failed else CLEAN)
