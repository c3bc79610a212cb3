"""The commands. Everything heavy is imported when a command needs it: `--help` is quick.

A command belongs to `main` once its module is imported: name it here.
"""

from unres.cli.batch import batch
from unres.cli.check import check
from unres.cli.group import main
from unres.cli.reading import clean, outline, parse
from unres.cli.report import report

__all__ = ["batch", "check", "clean", "main", "outline", "parse", "report"]
