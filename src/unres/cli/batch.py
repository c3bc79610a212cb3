"""`unres batch`: many dumps, on all cores, to rows."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unres.cli.group import main

if TYPE_CHECKING:
    from unres.batch.columns import Kind

_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def _bytes(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """A number of bytes: `64M`."""
    text = value.upper().removesuffix("B").removesuffix("I")
    unit = text[-1:] if text[-1:] in _UNITS else ""
    digits = text.removesuffix(unit)
    if not (digits.isascii() and digits.isdecimal() and int(digits)):
        raise click.BadParameter(f"{value} is no size such as 500K, 64M or 1G", ctx, param)
    return int(digits) * _UNITS[unit]


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o", "--output", "out", required=True, metavar="OUT", help="OUT.jsonl or OUT.parquet."
)
@click.option(
    "--rows",
    type=click.Choice(["documents", "blocks"]),
    default="documents",
    show_default=True,
    help="One row a document (what it is, how whole, what was found) or one a block.",
)
@click.option("--cores", type=click.IntRange(min=1), help="Processes; all cores by default.")
@click.option("--resume", is_flag=True, help="Go on with OUT: skip what is done and unchanged.")
@click.option("--retry-errors", is_flag=True, help="With --resume: read again what has an error.")
@click.option("--force", is_flag=True, help="Begin OUT anew if it is there.")
@click.option("--files-from", metavar="FILE", help="More paths, one a line; - is standard input.")
@click.option(
    "--include", multiple=True, metavar="GLOB", help="In folders and archives: only these names."
)
@click.option(
    "--exclude", multiple=True, metavar="GLOB", help="In folders and archives: not these names."
)
@click.option(
    "--max-size",
    callback=_bytes,
    metavar="SIZE",
    default="64M",
    show_default=True,
    help="Larger documents are not read.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="The longest that one document may take.",
)
@click.option(
    "--checkpoint",
    type=click.FloatRange(min=0),
    default=5.0,
    show_default=True,
    metavar="SECONDS",
    help="How much work a crash may cost.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Run on a dask cluster, such as tcp://10.0.0.1:8786; `local` starts one here.",
)
@click.option(
    "--shared-files",
    is_flag=True,
    help="With --scheduler: its workers see the same files by the same paths.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def batch(  # noqa: PLR0913 (one an option)
    paths: tuple[str, ...],
    *,
    out: str,
    rows: Kind,
    cores: int | None,
    resume: bool,
    retry_errors: bool,
    force: bool,
    files_from: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    max_size: int,
    time_limit: float | None,
    checkpoint: float,
    scheduler: str | None,
    shared_files: bool,
    quiet: bool,
) -> None:
    """Read many dumps on all cores, and write what they hold as rows.

    A PATH is a file, a folder, a glob, a zip or tar archive, a PDF (with the extra pdf); names
    in archives are written `dumps.zip!/a/b.txt`. Nothing is unpacked to disk, and memory is
    bounded. A document that cannot be read is a row with its error, and ends nothing.

    \b
      unres batch dumps/ -o dumps.jsonl
      unres batch dumps/ more.zip 'years/20*/*.pdf' -o all.parquet
      unres batch dumps/ -o blocks.parquet --rows blocks --exclude 'draft*'
      find /data -name '*.txt' | unres batch --files-from - -o all.parquet
      unres batch dumps/ -o all.parquet --resume       after a crash, or with new files
      unres batch dumps/ -o all.parquet --scheduler tcp://10.0.0.1:8786

    Beside OUT stands OUT.done, by which --resume knows what is done: a file is, as long as its
    size and time of change are the same. Parquet needs the extra arrow, --scheduler the extra dask.

    Exit status 0: finished (also where some documents have errors: the summary counts them);
    2: nothing could be read, or OUT could not be written; 130: interrupted, and OUT holds
    what was done.
    """  # noqa: D301 (\b keeps lines apart)
    from unres.batch.sources import Search  # noqa: PLC0415
    from unres.batch.work import Options  # noqa: PLC0415
    from unres.cli import batching  # noqa: PLC0415

    if resume and force:
        raise click.UsageError("--resume and --force exclude each other")
    if retry_errors and not resume:
        raise click.UsageError("--retry-errors is for --resume")
    if not paths and files_from is None:
        raise click.UsageError("no PATH is given")
    if time_limit is not None and scheduler is not None:
        raise click.UsageError("--time-limit is for processes here, not for a cluster")
    if time_limit is not None and not hasattr(signal, "SIGALRM"):
        raise click.UsageError("--time-limit needs a system with SIGALRM")
    task = batching.Task(
        paths=paths,
        files_from=files_from,
        out=Path(out),
        options=Options(rows, batching.form_of(out), max_size, time_limit),
        search=Search(include or None, exclude, max_size),
        mode="resume" if resume else "force" if force else "new",
        checkpoint=checkpoint,
        retry=retry_errors,
        cores=cores,
        scheduler=scheduler,
        shared_files=shared_files,
        quiet=quiet,
    )
    sys.exit(batching.ran(task))
