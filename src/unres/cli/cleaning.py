"""`unres clean`: the text of dumps, put in order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import click

from unres import batch
from unres.batch import Outcome
from unres.cli.group import FILES, main
from unres.cli.inputs import read_all
from unres.cli.streams import finish, progress, warm

if TYPE_CHECKING:
    from unres.render import Notes

#: The least width, as `unres.render` has it; importing that would make `--help` slow.
_NARROWEST = 20


@main.command()
@FILES
@click.option(
    "-o", "--output", metavar="PATH", help="Write there: a file, or a folder for several."
)
@click.option(
    "--width",
    type=click.IntRange(min=_NARROWEST),
    metavar="COLUMNS",
    help="Fold lines to so many columns; as they come, a paragraph is one line.",
)
@click.option(
    "--notes",
    type=click.Choice(["end", "paragraph"]),
    default="end",
    show_default=True,
    help="Where footnotes stand: at the end, or each behind its paragraph.",
)
def clean(files: tuple[str, ...], output: str | None, width: int | None, notes: Notes) -> None:
    """Write the text of dumps, put in order.

    Wrapped lines are joined, page furniture is gone, tables are aligned. unres reads the
    result, folded or not, as the same tree; so a clean text can be kept in place of a dump.

    \b
      unres clean A_RES_81_9.txt
      unres clean A_RES_81_9.txt --width 80 --notes paragraph
      unres clean A_RES_81_9.txt -o A_RES_81_9.clean.txt
      unres clean dumps/ -o cleaned/

    The resolutions of a volume are written one after another.

    Several files, or all of a folder, need a folder to be written to; there each stands where
    it stood below the folder it was found in. What stands there already is written over, but
    never a dump that is being read.
    """  # noqa: D301 (\b keeps lines apart)
    found = [(given, name) for given in files for name in batch.expand([given])]
    names = [name for _, name in found]
    if output is None:
        if len(names) > 1:
            raise click.UsageError("several files need a folder to be written to: -o FOLDER")
        finish([batch.attempt(name, partial(_text, width, notes)) for name in names])
    alone = list(files) == names and len(names) == 1
    in_folder = not alone or _is_folder(output)
    homes = _homes(found, output) if in_folder else {names[0]: output}
    _guard(homes)
    if in_folder:
        _make_folders(homes.values())
    warm(names)
    work = partial(_save, width, notes, homes)
    finish(progress(batch.each(names, work), len(names)))


def _is_folder(path: str) -> bool:
    from pathlib import Path  # noqa: PLC0415

    return path.endswith(("/", "\\")) or Path(path).is_dir()


def _homes(found: list[tuple[str, str]], folder: str) -> dict[str, str]:
    """For each file the path below the folder to write it to; `found` has where it was found."""
    from pathlib import Path  # noqa: PLC0415

    homes = {}
    for given, name in found:
        if name == batch.STDIN:
            raise click.UsageError("standard input is cleaned alone, and not into a folder")
        inside = Path(name).relative_to(given) if name != given else Path(Path(name).name)
        # what comes out is text, whatever the dump was
        as_text = inside if inside.suffix.lower() in batch.SUFFIXES else f"{inside}.txt"
        homes[name] = str(Path(folder) / as_text)
    return homes


def _guard(homes: dict[str, str]) -> None:
    """A usage error where a dump would be written over, or one text over another."""
    from pathlib import Path  # noqa: PLC0415

    dumps = {Path(name).resolve() for name in homes if name != batch.STDIN}
    taken: dict[Path, str] = {}
    for name, home in homes.items():
        whole = Path(home).resolve()
        if whole in dumps:
            raise click.UsageError(f"{home} is a dump that is being read")
        if whole in taken:
            raise click.UsageError(f"{taken[whole]} and {name} would both be written to {home}")
        taken[whole] = name


def _make_folders(homes: Iterable[str]) -> None:
    from pathlib import Path  # noqa: PLC0415

    try:
        for folder in {Path(home).parent for home in homes}:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.UsageError(f"{error.filename}: {reason}") from None


def _text(width: int | None, notes: Notes, file: str) -> Outcome:
    from unres.render import render  # noqa: PLC0415

    texts = [render(res, width=width, notes=notes) for res in read_all(file)]
    return Outcome(file, "\n".join(texts))


def _save(width: int | None, notes: Notes, homes: dict[str, str], file: str) -> Outcome:
    """Write a file's clean text to its home; what goes wrong there is told of the home."""
    text = _text(width, notes, file).text or ""
    error = batch.attempt(homes[file], partial(_write, text)).error
    return Outcome(file, None if error else "", error)


def _write(text: str, path: str) -> Outcome:
    from pathlib import Path  # noqa: PLC0415

    Path(path).write_text(text, encoding="utf-8", newline="\n")
    return Outcome(path, "")
