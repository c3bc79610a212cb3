"""Files, as a command line names them, to trees."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from unres import batch
from unres.batch import STDIN

if TYPE_CHECKING:
    from unres.nodes import Resolution


def read(file: str) -> Resolution:
    """The tree of a file, or of standard input; every complaint is one line."""
    from pathlib import Path  # noqa: PLC0415

    from unres.exchange.akn import AknError  # noqa: PLC0415
    from unres.parse import read  # noqa: PLC0415
    from unres.pdf import PdfError  # noqa: PLC0415

    data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    try:
        return read(data)
    except (PdfError, AknError) as error:
        raise batch.UnusableError(str(error)) from None
