"""Files, as a command line names them, to trees."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from unres import batch
from unres.batch import STDIN

if TYPE_CHECKING:
    from unres.nodes import Resolution

T = TypeVar("T")


def read(file: str) -> Resolution:
    """The tree of a file, or of standard input; every complaint is one line."""
    from unres.parse import read  # noqa: PLC0415

    return _read(file, read)


def read_all(file: str) -> list[Resolution]:
    """The trees of a file: one, unless it is a volume. Their sources joined are its text."""
    from unres.parse import read_all  # noqa: PLC0415

    return _read(file, read_all)


def _read(file: str, parser: Callable[[bytes], T]) -> T:
    from pathlib import Path  # noqa: PLC0415

    from unres.exchange.akn import AknError  # noqa: PLC0415
    from unres.pdf import PdfError  # noqa: PLC0415

    data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    try:
        return parser(data)
    except (PdfError, AknError) as error:
        raise batch.UnusableError(str(error)) from None
