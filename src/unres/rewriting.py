"""Rewriting: a dump's file as it is read and as it is written back, in its own encoding."""

from __future__ import annotations

import difflib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from attrs import field, frozen

from unres import dump
from unres.batch import STDIN, UnusableError
from unres.exchange.akn import is_xml
from unres.nodes import Resolution
from unres.parse import read_all

_PDF = b"%PDF-"


@frozen
class ReadFile:
    """A file that was read."""

    #: The resolutions in it: one, unless it is a volume. Their sources joined are its text.
    trees: tuple[Resolution, ...] = field(repr=False)
    encoding: str
    #: The byte order mark that it begins with.
    mark: bytes = b""
    #: Why it cannot be written back; None where it can.
    reason: str | None = None

    @property
    def source(self) -> str:
        """The whole text."""
        return "".join(tree.source for tree in self.trees)


def read_file(file: str) -> ReadFile:
    """Read a file, or standard input. Raises OSError; UnusableError where it is no dump."""
    data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    try:
        trees = tuple(read_all(data))
    except ValueError as error:  # a PDF or XML that cannot be read
        raise UnusableError(str(error)) from None
    if data.startswith(_PDF):
        return ReadFile(trees, "utf-8", reason="a PDF cannot be mended")
    if is_xml(data):
        return ReadFile(trees, "utf-8", reason="Akoma Ntoso cannot be mended")
    found = dump.decode(data)
    mark = next((m for m, _ in dump.BYTE_ORDER_MARKS if data.startswith(m)), b"")
    reason = None
    source = "".join(tree.source for tree in trees)
    if found.damage or mark + source.encode(found.encoding, "replace") != data:
        reason = f"holds bytes that {found.encoding} does not know"
    return ReadFile(trees, found.encoding, mark, reason)


def rewrite(file: str, old: ReadFile, text: str) -> None:
    """Write a file's new text, whole or not at all; a text that is not new is not written.

    Standard input has no file. Raises OSError; UnusableError where the encoding cannot hold it.
    """
    if file == STDIN or text == old.source:
        return
    try:
        data = old.mark + text.encode(old.encoding)
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        raise UnusableError(
            f"U+{ord(char):04X} cannot be written in {old.encoding}; nothing was changed"
        ) from None
    path = Path(file).resolve()  # a link stays one
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(data)
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def diff(file: str, old: str, new: str) -> str:
    """The change as a unified diff; empty where there is none."""
    if old == new:
        return ""
    lines = difflib.unified_diff(_lines(old), _lines(new), file, file, n=2)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    """The lines with their ends: of line feeds only, as everywhere."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines
