"""Time and peak memory of `unres.parse` by size, beside other readers and PDF extractors.

Not part of the test run: `pytest tests/benchmarks/bench_parse.py tests/benchmarks/bench_import.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from documents import document
from readers import READERS, megabytes, peak_of, seconds

KILO = 1000
SIZES = (10, 100, 1000, 10_000)
SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "typeset"


def rounds(size: int) -> int:
    """Enough for a stable minimum, and no longer than needed."""
    return max(3, min(20, 2000 // size))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("reader", READERS)
def test_time_by_size(benchmark, language: str, size: int, reader: str) -> None:
    text = document(language, size * KILO)
    benchmark.group = f"{language} {size:>6} KB"
    read = READERS[reader]()
    tree = benchmark.pedantic(read, (text,), rounds=rounds(size), warmup_rounds=1)
    benchmark.extra_info["MB/s"] = round(megabytes(text) / benchmark.stats.stats.min, 2)
    assert tree


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_time_on_real_texts(benchmark, language: str, reader: str) -> None:
    dumps = sorted((SHARED / language).glob("*.txt"))
    text = "\f".join(dump.read_text(encoding="utf-8") for dump in dumps)
    benchmark.group = f"{language} corpus"
    assert benchmark.pedantic(READERS[reader](), (text,), rounds=3, warmup_rounds=1)


def _seconds(text: str, times: int) -> float:
    return seconds([text], names=["unres"], times=times)["unres"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_time_grows_linearly(language: str, capsys) -> None:
    small, large = document(language, 100 * KILO), document(language, 10_000 * KILO)
    growth = (_seconds(large, 3) / megabytes(large)) / (_seconds(small, 10) / megabytes(small))
    with capsys.disabled():
        print(f"\n{language}: a megabyte of 10 MB takes {growth:.2f} times that of 100 KB")
    assert growth < 1.5


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES[1:])
def test_peak_memory(language: str, size: int, tmp_path: Path, capsys) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(document(language, size * KILO).encode())
    share = {reader: peak_of(reader, path) / path.stat().st_size for reader in READERS}
    with capsys.disabled():
        figures = ", ".join(f"{reader} {value:.1f}" for reader, value in share.items())
        print(f"\n{language} {size} KB: peak memory / input: {figures}")
    # Of small inputs the allocator's own steps are the larger part.
    if size >= 1000:
        assert share["unres"] <= 8


@pytest.fixture(scope="session")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An English document of about 100 KB, set as a PDF."""
    typst = pytest.importorskip("typst")
    folder = tmp_path_factory.mktemp("pdf")
    text = document("en", 100 * KILO).replace("\f", "")
    (folder / "dump.txt").write_text(text, encoding="utf-8")
    (folder / "dump.typ").write_text(
        '#set page("a4")\n#set text(10pt)\n'
        '#for line in read("dump.txt").split("\\n") [#line #linebreak()]\n'
    )
    typst.compile(str(folder / "dump.typ"), output=str(folder / "dump.pdf"))
    return folder / "dump.pdf"


def by_pdftotext(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()


def by_pdfium(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document_:
        return "\f".join(page.get_textpage().get_text_range() for page in document_)


EXTRACTORS = {"pdftotext": by_pdftotext, "pypdfium2": by_pdfium}


@pytest.fixture(params=EXTRACTORS)
def extractor(request: pytest.FixtureRequest) -> str:
    if request.param == "pdftotext" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    return request.param


def test_extracting(benchmark, extractor: str, pdf: Path) -> None:
    benchmark.group = f"PDF by {extractor}"
    text = benchmark.pedantic(EXTRACTORS[extractor], (pdf,), rounds=3, warmup_rounds=1)
    assert "General Assembly" in text


def test_reading_what_was_extracted(benchmark, extractor: str, pdf: Path) -> None:
    benchmark.group = f"PDF by {extractor}"
    text = EXTRACTORS[extractor](pdf)
    assert benchmark.pedantic(READERS["unres"](), (text,), rounds=3, warmup_rounds=1)
