"""The pages of single documents that a report links to: found in a folder, or made there."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from unres.report.collection import Document, ReportError

#: The page of a dump: from its bytes and its name, as HTML.
Draw = Callable[[bytes, str], str]

_UNSAFE = re.compile(r"[^\w.-]+")
_STEM = 60


def pages(
    documents: Sequence[Document], folder: Path, beside: Path, draw: Draw
) -> Mapping[str, str]:
    """The addresses of documents' pages, by file, as seen from the folder `beside`.

    A page that `folder` has already, under our name or as `STEM.html` of `unres view`, is linked
    to. Otherwise it is made, where the dump is still there and still the same; a dump that is
    not has no page. Raises OSError where the folder cannot be written.
    """
    links = {}
    stems = Counter(Path(document.file).stem for document in documents)
    for document in documents:
        alone = stems[Path(document.file).stem] == 1
        places = _places(document, folder) if alone else [folder / _name(document)]
        page = next((place for place in places if place.is_file()), None)
        if page is None:
            page = _made(document, folder, draw)
        if page is not None:
            links[document.file] = _address(page, beside)
    return links


def draw(data: bytes, name: str) -> str:
    """The page of a dump, as `unres view` makes it. Raises ReportError without its extra."""
    from unres.checks import check  # noqa: PLC0415 (not needed for a report without pages)
    from unres.parse import read  # noqa: PLC0415

    try:
        from unres.exchange.view import ViewError, to_view  # noqa: PLC0415
    except ImportError as error:
        raise ReportError(f"pages of documents need unres.exchange.view: {error}") from None
    res = read(data)
    try:
        return to_view(res, check(res), name=name)
    except ViewError as error:
        raise ReportError(str(error)) from None


def _places(document: Document, folder: Path) -> list[Path]:
    """Where a document's page may be, if no other has its stem."""
    return [folder / _name(document), folder / f"{Path(document.file).stem}.html"]


def _name(document: Document) -> str:
    """A file name that no other document has: the stem, and the start of the file's hash."""
    stem = _UNSAFE.sub("_", document.file.removesuffix(Path(document.file).suffix))[-_STEM:]
    digest = hashlib.sha256(f"{document.file}\0{document.sha256}".encode()).hexdigest()
    return f"{stem.strip('._') or 'page'}-{digest[:8]}.html"


def _made(document: Document, folder: Path, draw: Draw) -> Path | None:
    try:
        data = Path(document.file).read_bytes()
    except (OSError, ValueError):  # gone, in an archive, no name of a file
        return None
    if hashlib.sha256(data).hexdigest() != document.sha256:
        return None  # its findings are no longer those of the row
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / _name(document)
    page.write_text(draw(data, document.file), encoding="utf-8", newline="\n")
    return page


def _address(page: Path, beside: Path) -> str:
    """A relative address where there is one."""
    import os.path  # noqa: PLC0415 (pathlib has no way upwards before Python 3.12)

    try:
        relative = os.path.relpath(page.resolve(), beside.resolve())
    except ValueError:  # another drive
        return page.resolve().as_uri()
    return quote(Path(relative).as_posix())
