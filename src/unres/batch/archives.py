"""Archives: the members of zip and tar files, one after the other, never unpacked to disk.

Reads zip; tar, plain or packed with gzip, bzip2, xz or Zstandard; archives in archives; and
single files that are packed. No member, however it is packed, takes more memory than the
largest document may have, and no archive unpacks to more than `RATIO` times its size.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Protocol, TypeAlias, cast

from attrs import define, field, frozen

from unres.batch.files import UnusableError
from unres.batch.partition import fits
from unres.batch.rows import reason

#: How a single packed file's name ends.
PACKED = ("gz", "bz2", "xz", "zst")
#: How an archive's name ends.
ARCHIVES = (
    ".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tzst", *(f".tar.{packing}" for packing in PACKED),
)  # fmt: skip
#: Text packs to a fifth, near copies of it to a hundredth; what packs better is a trap.
RATIO = 1000
#: How deep archives in archives are looked into.
DEPTH = 3
#: Reads at most so many bytes of a member.
Read: TypeAlias = Callable[[int], bytes]


class Search(Protocol):
    """What is looked for."""

    @property
    def max_bytes(self) -> int:
        """The largest member that is read."""

    def wants(self, name: str) -> bool:
        """Whether a member is a document."""

    def opens(self, name: str) -> bool:
        """Whether a member is an archive to look into."""


@frozen
class Member:
    """A member of an archive, read."""

    #: Its path inside, with `!/` after an inner archive; empty where the archive itself is bad.
    name: str
    data: bytes | None = field(default=None, repr=False)
    size: int = 0
    #: How far the outermost file has been read, in bytes.
    place: int = 0
    #: Why it could not be read.
    error: str | None = None


def is_archive(name: str) -> bool:
    """Whether a name is an archive's."""
    return name.lower().endswith(ARCHIVES)


def is_packed(name: str) -> bool:
    """Whether a name is that of a single file, packed."""
    return name.lower().endswith(tuple(f".{p}" for p in PACKED)) and not is_archive(name)


def members(path: str, search: Search) -> Iterator[Member]:
    """The members of an archive that are looked for, read, in its order; never raises.

    A member that cannot be read has an `error`; so has the last one, without a name, where
    the archive cannot be read or breaks off.
    """
    try:
        with Path(path).open("rb") as file:
            size = Path(path).stat().st_size
            walk = _Walk(search, file.tell, max(size * RATIO, search.max_bytes))
            yield from walk.into(path, file, "", 1)
            if walk.error is not None:
                yield Member("", place=size, error=walk.error)
    except Exception as error:
        yield Member("", error=reason(error))


def unpacked(path: str, max_bytes: int) -> bytes:
    """The bytes of a single packed file. Raises OSError and UnusableError."""
    with Path(path).open("rb") as file:
        return _unpack(path, file, max_bytes)


def _unpack(name: str, file: IO[bytes], max_bytes: int) -> bytes:
    try:
        data = _plain(name, file).read(max_bytes + 1)
    except (EOFError, lzma.LZMAError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise UnusableError(f"cannot be unpacked: {reason(error)}") from None
    fits(len(data), max_bytes)
    return data


def _plain(name: str, file: IO[bytes]) -> IO[bytes]:
    """A packed file's bytes as they were."""
    ending = name.lower().rsplit(".", 1)[-1]
    opener = _OPENERS.get(_SHORT.get(ending, ending))
    return cast("IO[bytes]", opener(file)) if opener else file


def _zstandard(file: IO[bytes]) -> object:
    """By the standard library from Python 3.14 on, else by Arrow."""
    with suppress(ImportError):
        return import_module("compression.zstd").ZstdFile(file)
    with suppress(ImportError):
        return import_module("pyarrow").input_stream(file, compression="zstd")
    raise UnusableError("Zstandard needs the extra arrow: pip install 'unres[arrow]'")


_OPENERS: dict[str, Callable[[IO[bytes]], object]] = {
    "gz": lambda file: gzip.GzipFile(fileobj=file),
    "bz2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
    "zst": _zstandard,
}
_SHORT = {"tgz": "gz", "tbz2": "bz2", "txz": "xz", "tzst": "zst"}


@define
class _Walk:
    """One archive and those inside it."""

    search: Search
    #: How far the outermost file is read.
    tell: Callable[[], int]
    #: How many bytes may still be unpacked.
    left: int
    #: Why the outermost archive was left.
    error: str | None = None

    def into(self, name: str, file: IO[bytes], within: str, depth: int) -> Iterator[Member]:
        """The members of one archive; `within` stands before their names."""
        found = _zipped(file) if name.lower().endswith(".zip") else _taped(name, file)
        try:
            for inner, size, read in found:
                if self.search.opens(inner):
                    yield from self._inner(inner, size, read, within, depth)
                elif self.search.wants(inner):
                    yield self._member(inner, size, read, within)
                self._within_ratio()
        except Exception as error:
            said = f"cannot be read as an archive: {reason(error)}"
            if not within:
                self.error = said
            else:
                yield Member(within.removesuffix("!/"), place=self.tell(), error=said)

    def _member(self, name: str, size: int, read: Read, within: str) -> Member:
        try:
            data = self._data(size, read)
            if is_packed(name):
                data = _unpack(name, io.BytesIO(data), self.search.max_bytes)
                self.left -= len(data)
        except Exception as error:
            return Member(within + name, None, size, self.tell(), reason(error))
        return Member(within + name, data, len(data), self.tell())

    def _inner(self, name: str, size: int, read: Read, within: str, depth: int) -> Iterator[Member]:
        if depth == DEPTH:
            said = f"archives are looked into {DEPTH} deep"
            yield Member(within + name, None, size, self.tell(), said)
            return
        try:
            data = self._data(size, read)
        except Exception as error:
            yield Member(within + name, None, size, self.tell(), reason(error))
            return
        yield from self.into(name, io.BytesIO(data), f"{within}{name}!/", depth + 1)

    def _within_ratio(self) -> None:
        if self.left <= 0:
            raise UnusableError(f"unpacks to more than {RATIO} times its size")

    def _data(self, size: int, read: Read) -> bytes:
        fits(size, self.search.max_bytes)
        data = read(self.search.max_bytes + 1)
        self.left -= len(data)
        fits(len(data), self.search.max_bytes)  # its head may have lied
        if len(data) < size:
            raise UnusableError("breaks off")
        return data


def _zipped(file: IO[bytes]) -> Iterator[tuple[str, int, Read]]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield info.filename, info.file_size, _from_zip(archive, info)


def _from_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Read:
    def read(most: int) -> bytes:
        if info.flag_bits & 1:
            raise UnusableError("is locked with a password")
        with archive.open(info) as member:
            return member.read(most)

    return read


def _taped(name: str, file: IO[bytes]) -> Iterator[tuple[str, int, Read]]:
    """Read as a stream: a packed tar cannot be read in any other way without unpacking it."""
    with tarfile.open(fileobj=_plain(name, file), mode="r|") as archive:
        while (info := archive.next()) is not None:
            if info.isreg():
                yield info.name, info.size, _from_tar(archive, info)
            archive.members.clear()  # type: ignore[attr-defined]  # else all heads are kept


def _from_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Read:
    def read(most: int) -> bytes:
        member = archive.extractfile(info)
        assert member is not None  # a regular file has content
        return member.read(most)

    return read
