"""PDFs, read with the extra."""

from __future__ import annotations

import sys

import pytest

import unres
from unres import pdf


def one_page(line: str, trailer: bytes = b"") -> bytes:
    """A PDF of one line, written by hand: no tool is needed to make it."""
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer\n<< /Size 6 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        trailer,
        start,
    )


#: What locks a PDF: keys that no password of ours opens (ISO 32000-1, 7.6.3).
LOCK = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
    b"11" * 32,
    b"22" * 32,
)


def test_a_pdf_is_read_where_a_dump_is():
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    res = unres.read(one_page("93/41. International Year of Lighthouses"))
    assert res.number == "93/41"


def test_a_damaged_pdf_is_one_clear_line():
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    with pytest.raises(pdf.PdfError, match="cannot be opened"):
        pdf.extract(b"%PDF-1.4 and no more")


def test_a_locked_pdf_is_one_clear_line():
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    with pytest.raises(pdf.PdfError, match="is locked with a password"):
        pdf.extract(one_page("93/41. Lighthouses", LOCK))


def test_without_the_extra_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(pdf.PdfError, match=r"unres\[pdf\]"):
        pdf.extract(b"%PDF-1.4")
