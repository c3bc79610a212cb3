"""Sources: the documents that paths mean, one after the other and none of them held.

A path is a file, a folder (all documents below it), a glob, an archive, or `-` (standard
input). Nothing is unpacked to disk. Names are those given; a member of an archive is
`dumps.zip!/a/b.txt`. What cannot be read is a document too, with its `error`.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from fnmatch import translate
from functools import cache
from glob import has_magic, iglob
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import TypeAlias, TypeVar

from attrs import field, frozen

from unres.batch import archives
from unres.batch.files import STDIN, UnusableError
from unres.batch.partition import MAX_BYTES, fits
from unres.batch.rows import reason

_T = TypeVar("_T")
#: Whether a text matches.
Matches: TypeAlias = Callable[[str], re.Match[str] | None]

#: What folders and archives are searched for, beside archives: dumps, PDFs, packed dumps.
PATTERNS = (
    "*.txt",
    "*.md",
    "*.pdf",
    *(f"*.{t}.{p}" for t in ("txt", "md") for p in archives.PACKED),
)
#: A larger folder is read in the order that the system gives: its names are not all held.
_SORTED = 100_000


@frozen
class Document:
    """A document that is still to be read."""

    name: str
    #: Where its bytes are; None where they are here, in `data`.
    path: str | None = None
    data: bytes | None = field(default=None, repr=False)
    #: How large it is, in bytes.
    size: int = 0
    #: When it, or its archive, was changed; in nanoseconds since 1970. None for standard input.
    modified: int | None = None
    #: How many bytes of disk are read with it: what a progress bar counts.
    weight: int = 0
    #: Why it cannot be read; None where nothing is known against it.
    error: str | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """What is sent to the process that reads it; attrs' own way takes five times as long."""
        about = (self.size, self.modified, self.weight, self.error)
        return Document, (self.name, self.path, self.data, *about)


@frozen
class Search:
    """What is looked for in folders and archives, and how much is read."""

    #: Names must match one of these; None is `PATTERNS`, and archives in folders besides.
    include: tuple[str, ...] | None = None
    #: Names must match none of these.
    exclude: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES

    def wants(self, name: str) -> bool:
        """Whether a file in a folder, or a member of an archive, is a document to be read.

        A pattern is matched against the last part of the name, or against all of it where
        the pattern has a slash. Case does not count. `._name` and `__MACOSX` are no documents.
        """
        plain = _lower(name)
        last = _last(plain)
        if last.startswith("._") or ("__macosx" in plain and "__macosx" in plain.split("/")):
            return False
        if not _among(plain, last, self.include or PATTERNS):
            return False
        return not _among(plain, last, self.exclude)

    def opens(self, name: str) -> bool:
        """Whether a file in a folder or an archive is an archive to look into."""
        plain = _lower(name)
        last = _last(plain)
        return archives.is_archive(last) and not _among(plain, last, self.exclude)


def documents(paths: Iterable[str], search: Search) -> Iterator[Document]:
    """The documents that the paths mean, in order; a folder's sorted by name."""
    for path in paths:
        for place in _meant(path, search):
            if place.path is not None and archives.is_archive(place.path):
                yield from _members(place, search)
            else:
                yield place


def weights(paths: Iterable[str], search: Search) -> Iterator[int]:
    """How many bytes of disk all that the paths mean is, piece by piece; opens nothing."""
    for path in paths:
        yield from (place.weight for place in _meant(path, search))


def load(document: Document, max_bytes: int) -> bytes:
    """A document's bytes. Raises OSError and UnusableError."""
    if document.error is not None:
        raise UnusableError(document.error)
    if document.data is not None:
        return document.data
    assert document.path is not None
    if archives.is_packed(document.path):
        return archives.unpacked(document.path, max_bytes)
    fits(document.size, max_bytes)
    with Path(document.path).open("rb") as file:
        data = file.read(max_bytes + 1)  # it may have grown
    fits(len(data), max_bytes)
    return data


def _meant(path: str, search: Search) -> Iterator[Document]:
    """The files that a path means; archives are one file each."""
    if path == STDIN:
        yield _standard_input(search.max_bytes)
    elif Path(path).is_dir():
        yield from _below(path, search)
    elif has_magic(path) and not Path(path).exists():
        found = _in_order(iglob(path, recursive=True), str)  # noqa: PTH207 (also absolute ones)
        first = next(found, None)
        if first is None:
            yield Document(path, error="no file matches")
            return
        for match in chain((first,), found):
            # `a/**` means the folders too, whose files it means already.
            if not ("**" in path and Path(match).is_dir()):
                yield from _meant(match, search)
    else:
        yield _file(path)


def _standard_input(max_bytes: int) -> Document:
    data = sys.stdin.buffer.read(max_bytes + 1)
    try:
        fits(len(data), max_bytes)
    except UnusableError as error:
        return Document(STDIN, size=len(data), error=str(error))
    return Document(STDIN, data=data, size=len(data))


def _file(path: str) -> Document:
    try:
        about = os.stat(path)  # noqa: PTH116 (to make a Path of each of many takes as long again)
    except (OSError, ValueError) as error:  # ValueError: a null in the name
        return Document(path, error=reason(error))
    size, modified = about.st_size, about.st_mtime_ns
    if not stat.S_ISREG(about.st_mode):
        return Document(path, modified=modified, error="is no file")
    return Document(path, path, size=size, modified=modified, weight=size)


def _members(archive: Document, search: Search) -> Iterator[Document]:
    """The documents of an archive; what its bytes weigh is shared among them as they come."""
    done = 0
    assert archive.path is not None
    for member in archives.members(archive.path, search):
        step, done = max(0, member.place - done), max(done, member.place)
        yield Document(
            f"{archive.name}!/{member.name}" if member.name else archive.name,
            data=member.data,
            size=member.size,
            modified=archive.modified,
            weight=step,
            error=member.error,
        )


def _below(folder: str, search: Search) -> Iterator[Document]:
    """The documents below a folder, sorted; links to folders are not followed."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        below: list[str] = []
        try:
            with os.scandir(here) as found:
                for entry in _in_order(found, lambda entry: entry.name):
                    if entry.is_dir(follow_symlinks=False):
                        below.append(entry.path)
                    elif search.wants(entry.path) or search.opens(entry.path):
                        yield _file(entry.path)
        except OSError as error:  # a folder that cannot be entered
            yield Document(here, error=reason(error))
        waiting += reversed(below)


def _in_order(found: Iterator[_T], key: Callable[[_T], str]) -> Iterator[_T]:
    """Sorted, where they are not too many to be held."""
    first = list(islice(found, _SORTED))
    if len(first) < _SORTED:
        return iter(sorted(first, key=key))
    return chain(first, found)


def _lower(name: str) -> str:
    return name.lower().replace(os.sep, "/")


def _last(plain: str) -> str:
    """The last part of a name; a PurePosixPath of each of many names takes longer than its stat."""
    return plain.rsplit("/", 1)[-1]


def _among(plain: str, last: str, patterns: tuple[str, ...]) -> bool:
    """Whether a name, whose last part is `last`, matches one of some patterns."""
    of_last, of_all = _prepared(patterns)
    return of_last(last) is not None or any(PurePosixPath(plain).match(p) for p in of_all)


@cache
def _prepared(patterns: tuple[str, ...]) -> tuple[Matches, tuple[str, ...]]:
    """What the last part of a name is held against, and the patterns that have a slash."""
    lower = [pattern.lower() for pattern in patterns]
    plain = "|".join(translate(pattern) for pattern in lower if "/" not in pattern)
    return re.compile(plain or r"(?!)").match, tuple(p for p in lower if "/" in p)
