"""The commands. Everything heavy is imported when a command needs it: `--help` is quick.

A command belongs to `main` once its module is imported: name it here.
"""

from unres.cli.batch import batch
from unres.cli.check import check
from unres.cli.cleaning import clean
from unres.cli.diff import diff
from unres.cli.group import main
from unres.cli.reading import outline, parse, schema
from unres.cli.report import report
from unres.cli.view import view

__all__ = [
    "batch",
    "check",
    "clean",
    "diff",
    "main",
    "outline",
    "parse",
    "report",
    "schema",
    "view",
]
