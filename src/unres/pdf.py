"""PDF files: their text, page by page, as a dump has it. Needs the extra `pdf` (pypdfium2)."""

from __future__ import annotations

#: What every PDF begins with (ISO 32000-1, 7.5.2), after a few bytes at most.
SIGNATURE = b"%PDF-"
_HEAD = 1024


class PdfError(ValueError):
    """A PDF that cannot be read; the message says why, in one line."""


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF's."""
    return SIGNATURE in data[:_HEAD]


def extract(data: bytes) -> str:
    """The text of a PDF, its pages parted by form feeds.

    A page without text (a scan) is an empty one. Raises PdfError where the extra is not
    installed, or where the file is damaged or locked.
    """
    try:
        import pypdfium2  # noqa: PLC0415 (an extra: most dumps are text)
    except ImportError:
        raise PdfError("a PDF needs the extra: pip install 'unres[pdf]'") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise PdfError("a PDF that is locked with a password") from None
        raise PdfError(f"a PDF that cannot be opened: {error}") from None
    try:
        pages = [_page(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise PdfError(f"a PDF of which a page cannot be read: {error}") from None
    finally:
        document.close()
    return "\f".join(pages)


def _page(page: object) -> str:
    text = page.get_textpage()  # type: ignore[attr-defined]  # the extra has no types
    return str(text.get_text_range()).replace("\r\n", "\n")
