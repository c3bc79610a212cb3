"""Many files: one function over all of them, on all cores, results in the order given.

A file that cannot be read spoils nothing but its own result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from attrs import frozen

#: Below this many files, starting processes costs more than it saves.
MANY = 8
#: What a folder is searched for.
SUFFIXES = (".txt", ".md")
#: The name of standard input on a command line.
STDIN = "-"


class UnusableError(Exception):
    """A file that holds nothing to work on; the message says why, for a person."""


@frozen
class Outcome:
    """What became of one file."""

    #: As it was given.
    file: str
    #: What the function gave; None where it failed.
    text: str | None
    #: Why it failed, in one line; None where it did not.
    error: str | None = None
    #: How many errors, warnings and infos were found in it (`check`).
    found: tuple[int, int, int] = (0, 0, 0)


def expand(paths: Sequence[str]) -> list[str]:
    """The files that the paths mean: a folder means all `.txt` and `.md` below it, sorted."""
    files: list[str] = []
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            inside = (p for p in Path(path).rglob("*") if p.suffix.lower() in SUFFIXES)
            files += sorted(str(p) for p in inside if p.is_file())
        else:
            files.append(path)
    return files


def each(
    files: Sequence[str], work: Callable[[str], Outcome], *, cores: int | None = None
) -> Iterator[Outcome]:
    """The outcome of every file, in the order given, each as soon as it is there.

    Many files are shared among processes: `work` must be a function of a module (or a
    `functools.partial` of one). `cores` is all of the machine's by default.
    """
    cores = cores or os.cpu_count() or 1
    if len(files) < MANY or cores == 1 or STDIN in files:
        yield from (attempt(file, work) for file in files)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (not needed for few)

    with ProcessPoolExecutor(min(cores, len(files))) as pool:
        # Small bundles keep the order's waiting short, and the cost of sending low.
        bundle = max(1, min(16, len(files) // (cores * 4)))
        try:
            yield from pool.map(partial(_attempt_with, work), files, chunksize=bundle)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def attempt(file: str, work: Callable[[str], Outcome]) -> Outcome:
    """Run one file's work; what goes wrong becomes one line, never a traceback.

    `UNRES_DEBUG=1` in the environment lets errors through.
    """
    try:
        return work(file)
    except OSError as error:
        return Outcome(file, None, f"{file}: {(error.strerror or str(error)).lower()}")
    except UnusableError as error:
        return Outcome(file, None, f"{file}: {error}")
    except Exception as error:
        if os.environ.get("UNRES_DEBUG"):
            raise
        reason = " ".join(str(error).split())
        return Outcome(file, None, f"{file}: {type(error).__name__}: {reason}")


def _attempt_with(work: Callable[[str], Outcome], file: str) -> Outcome:
    return attempt(file, work)
