"""The progress of a batch on a terminal, and the line that sums it up."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from unres.batch.run import Progress


@contextmanager
def shown(
    weights: Callable[[], Iterable[int] | None], *, quiet: bool
) -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error, if a person looks at it; gives the function that moves it.

    `weights` gives the bytes of all inputs one by one, and is run beside; None where they
    cannot be known, and the bar then tells no time left.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _progress: None
        return
    bar = _bar()
    task = bar.add_task("", total=None, said="")
    stop = threading.Event()
    threading.Thread(target=_total, args=(bar, weights(), stop), daemon=True).start()
    begun = time.monotonic()

    def move(progress: Progress) -> None:
        rate = progress.documents / max(time.monotonic() - begun, 1e-6)
        said = f"{progress.documents:,} documents, {rate:,.0f}/s"
        if progress.failed:
            said += f", {progress.failed:,} failed"
        bar.update(task, completed=progress.weight, said=said)

    with bar:
        try:
            yield move
        finally:
            stop.set()


def summary(progress: Progress, seconds: float) -> str:
    """What was done, in one line."""
    many = f"{progress.documents:,} document{'s' * (progress.documents != 1)}"
    told = [f"{many} to {progress.rows:,} row{'s' * (progress.rows != 1)}"]
    told.append(f"{progress.failed:,} with an error")
    if progress.skipped:
        told.append(f"{progress.skipped:,} skipped (done before, or given twice)")
    rate = progress.documents / max(seconds, 1e-6)
    speed = progress.bytes / 1e6 / max(seconds, 1e-6)
    told.append(f"{seconds:,.1f} s, {rate:,.0f} documents/s, {speed:,.1f} MB/s")
    return "; ".join(told)


def _bar() -> Bar:
    from rich.console import Console  # noqa: PLC0415 (only where a person looks)
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[said]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _total(bar: Bar, weights: Iterable[int] | None, stop: threading.Event) -> None:
    """Sum up what there is to read; the bar has no end until it is known."""
    if weights is None:
        return
    total = 0
    for weight in weights:
        if stop.is_set():
            return
        total += weight
    bar.update(bar.task_ids[0], total=total)
