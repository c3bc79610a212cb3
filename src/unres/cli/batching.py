"""A batch run as a command: what was asked for is opened, run, told and closed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from pathlib import Path

import click
from attrs import frozen

from unres.batch.encoding import Form
from unres.batch.files import STDIN, UnusableError
from unres.batch.interrupts import Interrupts
from unres.batch.output import Mode, Output
from unres.batch.processes import Processes, StartError
from unres.batch.run import Pool, Progress, peeked, run
from unres.batch.sources import Document, Search, documents, weights
from unres.batch.work import Options, Work
from unres.cli.bar import shown, summary
from unres.cli.group import CLEAN, UNUSABLE, complain

#: As shells say it of what SIGINT ended.
INTERRUPTED = 130


@frozen(kw_only=True)
class Task:
    """What was asked for."""

    paths: tuple[str, ...]
    #: A file with more paths, one a line.
    files_from: str | None
    out: Path
    options: Options
    search: Search
    mode: Mode
    checkpoint: float
    #: Whether documents that have an error are read again.
    retry: bool
    #: How many processes; None is one a core.
    cores: int | None
    #: The address of a dask scheduler; None is processes here.
    scheduler: str | None
    shared_files: bool
    quiet: bool

    def given(self) -> Iterator[str]:
        """All paths, one after the other."""
        yield from self.paths
        if self.files_from is not None:
            with click.open_file(self.files_from, errors="surrogateescape") as file:
                yield from (path for line in file if (path := line.rstrip("\r\n")))

    def weights(self) -> Iterable[int] | None:
        """The bytes of all inputs, one by one; None where they can be read only once."""
        once = STDIN in (*self.paths, self.files_from)
        return None if once else weights(self.given(), self.search)


def ran(task: Task) -> int:
    """Run it; the exit status. Raises UsageError with what stands against it."""
    with ExitStack() as open_things:
        try:
            # First of all, for they start while the rest is opened.
            processes = None if task.scheduler else open_things.enter_context(_processes(task))
            found = peeked(documents(task.given(), task.search))
            output = Output(
                task.out, task.options, task.mode, checkpoint=task.checkpoint, retry=task.retry
            )
        except (UnusableError, StartError, OSError) as error:
            raise click.UsageError(_told(error, task.out)) from None
        open_things.enter_context(closing(output))
        try:
            return _run(task, found, output, processes)
        except KeyboardInterrupt:
            complain(f"interrupted; --resume goes on with {task.out}")
            return INTERRUPTED
        except (UnusableError, StartError, OSError) as error:
            kept = "what was done is kept, and --resume goes on"
            raise click.UsageError(f"{_told(error, task.out)}; {kept}") from None


def _run(task: Task, found: Iterator[Document], output: Output, processes: Processes | None) -> int:
    """Read, write, tell."""
    begun = time.monotonic()
    progress, interrupts = Progress(), Interrupts()
    try:
        with (
            interrupts.caught(),
            closing(processes or _cluster(task)) as pool,
            shown(task.weights, quiet=task.quiet) as move,
        ):
            for progress in run(found, output, pool, interrupts.shield):
                move(progress)
    except KeyboardInterrupt:
        complain(f"interrupted: putting {task.out} in order (interrupt again to leave it)")
        output.finish()
        complain(f"{task.out} holds {output.count():,} documents; --resume goes on with it")
        return INTERRUPTED
    output.finish()
    if not task.quiet:
        click.echo(summary(progress, time.monotonic() - begun), err=True)
    return UNUSABLE if progress.documents and progress.failed == progress.documents else CLEAN


def _processes(task: Task) -> AbstractContextManager[Processes]:
    return closing(Processes(Work(task.options), task.cores or _cores()))


def _cluster(task: Task) -> Pool:
    from unres.batch.distributed import Cluster  # noqa: PLC0415 (an extra)

    cores, address = task.cores or _cores(), task.scheduler
    assert address is not None
    return Cluster(Work(task.options), address, cores=cores, shared=task.shared_files)


def _cores() -> int:
    """The cores that this process may use; a container may be given fewer than there are."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def form_of(out: str) -> Form:
    """The format that an output's name means. Raises UsageError."""
    suffix = Path(out).suffix.lower()
    if suffix == ".jsonl":
        return "jsonl"
    if suffix == ".parquet":
        return "parquet"
    raise click.UsageError(f"OUT is to end with .jsonl or .parquet, not {out}")


def _told(error: Exception, out: Path) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or out}: {(error.strerror or str(error)).lower()}"
    return str(error)
