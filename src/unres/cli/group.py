"""The group that all commands belong to: its errors, its help, its exit statuses."""

from __future__ import annotations

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from typing import Any, NoReturn

import click

CLEAN, FOUND, UNUSABLE = 0, 1, 2

FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...")


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
            complain(f"{error.format_message()} (see `{command} --help`)")
        except (KeyboardInterrupt, click.Abort):
            complain("interrupted")
        except Exception as error:
            if os.environ.get("UNRES_DEBUG"):
                raise
            reason = " ".join(str(error).split())
            complain(f"{type(error).__name__}: {reason} (UNRES_DEBUG=1 shows where)")
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


def complain(line: str) -> None:
    """One line on standard error."""
    click.echo(f"unres: {line}", err=True)


def _kind() -> str:
    """Which of its two builds this is: the first thing to ask where a speed is in doubt."""
    found = find_spec("unres.spans")
    compiled = found is not None and (found.origin or "").endswith(tuple(EXTENSION_SUFFIXES))
    return "compiled" if compiled else "pure Python"


@click.group(
    cls=_Main,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Run `unres COMMAND --help` for examples of each.",
)
@click.version_option(
    package_name="unres", prog_name="unres", message=f"%(prog)s %(version)s ({_kind()})"
)
def main() -> None:
    """Read text dumps of United Nations resolutions.

    A dump is the text that a program pulled out of a PDF: page heads in the middle of
    sentences, footnotes between paragraphs, numbers lost. unres finds the resolution in it.

    \b
      unres parse A_RES_81_9.txt            see the tree
      unres outline *.txt > all.jsonl       a flat record of each, for programs
      unres check folder/                   what is damaged, and where
      unres clean A_RES_81_9.txt            the text, put in order
      unres diff first.txt second.txt       what is different in two dumps
      unres view A_RES_81_9.txt --open      the dump and its tree, side by side
      unres batch folder/ -o all.parquet    many at once, as rows
      pdftotext A_RES_81_9.pdf - | unres parse -

    A folder means all .txt and .md files below it; `-` is standard input.
    """  # noqa: D301 (\b keeps lines apart)
