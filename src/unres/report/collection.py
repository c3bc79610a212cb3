"""A collection in figures: what the rows of many documents say together.

DuckDB reads the files, only the columns that are asked for, in bounded memory. Every figure is
a count, or made of whole numbers: threads may add in any order and the sum is the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from unres.batch.columns import COLUMNS
from unres.diagnostics import CODES
from unres.report import queries

#: What DuckDB may hold in memory; what does not fit goes to disk.
MEMORY = "400MB"
FORMATS = (".parquet", ".jsonl", ".ndjson")


class ReportError(Exception):
    """No report can be made; the message says why, in one line."""


@frozen
class Totals:
    """The whole collection in single figures."""

    documents: int
    unreadable: int
    #: Symbols of documents, each counted once whatever its languages and dumps.
    resolutions: int
    #: Documents whose completeness is 1.
    whole: int
    #: Documents without errors and warnings.
    clean: int
    #: Of all that could be read, from 0 to 1; None where there is none.
    completeness: float | None
    pages: int
    characters: int
    unparsed: int
    bytes: int
    #: Documents whose file is, byte for byte, another's too, the first of each not counted.
    repeated: int
    #: Documents of a symbol and language of which there is another dump, the first not counted.
    versions: int
    first_year: int | None
    last_year: int | None


@frozen
class Group:
    """The documents that have something in common: an organ, a language."""

    name: str | None
    documents: int
    #: Documents whose completeness is 1.
    whole: int
    #: The mean, from 0 to 1.
    completeness: float
    errors: int
    warnings: int
    pages: int


@frozen
class Year:
    """How complete the documents of a year are: quartiles of their completeness."""

    year: int
    documents: int
    lower: float
    median: float
    upper: float


@frozen
class Code:
    """A diagnostic, and how far it has spread."""

    code: str
    name: str
    severity: str
    #: Documents in which it was found.
    documents: int
    #: How often it was found in all of them.
    times: int

    @property
    def meaning(self) -> str:
        """What is wrong, in the words of the table of codes; empty for a code it lacks."""
        return CODES[self.name].summary if self.name in CODES else ""


@frozen
class Document:
    """One of the least complete documents."""

    file: str
    sha256: str | None
    symbol: str | None
    title: str | None
    language: str | None
    year: int | None
    completeness: float
    errors: int
    warnings: int
    #: The parts that are missing, and the shares below 1 of what else is counted.
    lowered: tuple[str, ...]
    #: The first findings, each as `line: message`.
    findings: tuple[str, ...]


@frozen
class Failure:
    """Why documents could not be read."""

    reason: str
    documents: int
    #: The first of them, by name.
    file: str


@frozen
class Collection:
    """All figures of a report. Everything is sorted, and the same for the same rows."""

    files: tuple[str, ...]
    totals: Totals
    organs: tuple[Group, ...]
    languages: tuple[Group, ...]
    #: (year, language) -> documents
    years: dict[tuple[int, str | None], int]
    #: In how many languages there is a resolution -> how many resolutions.
    tongues: dict[int, int]
    #: (twentieths of completeness, language) -> documents; the twentieth twentieth is whole.
    completeness: dict[tuple[int, str | None], int]
    by_year: tuple[Year, ...]
    #: Part -> documents that lack it.
    missing: dict[str, int]
    codes: tuple[Code, ...]
    #: (code, severity, language) -> documents
    spread: dict[tuple[str, str, str | None], int]
    worst: tuple[Document, ...]
    failures: tuple[Failure, ...]


def gather(
    files: Sequence[str | Path],
    *,
    worst: int = 50,
    tell: Callable[[str], None] = lambda _step: None,
) -> Collection:
    """Everything that a report says of the rows in some files. Raises ReportError."""
    names = [str(file) for file in files]
    with _database(names) as run:
        tell("reading")
        totals = Totals(*_shared(run(queries.TOTALS)[0]))
        tell("counting")
        return Collection(
            files=tuple(Path(name).name for name in names),
            totals=totals,
            organs=_groups(run(queries.groups("organ"))),
            languages=_groups(run(queries.groups("language"))),
            years={(year, language): n for year, language, n in run(queries.YEARS)},
            tongues=dict(run(queries.TONGUES)),
            completeness={(part, language): n for part, language, n in run(queries.COMPLETENESS)},
            by_year=tuple(Year(*row) for row in run(queries.BY_YEAR)),
            missing=dict(run(queries.MISSING)),
            codes=tuple(Code(*row) for row in run(queries.CODES)),
            spread={tuple(key): n for *key, n in run(queries.SPREAD)},
            worst=tuple(_document(row) for row in run(queries.WORST, [worst])),
            failures=tuple(Failure(*row) for row in run(queries.FAILURES)),
        )


def _shared(row: Sequence[Any]) -> list[Any]:
    """The totals, with the sum of completeness as a share of those that were read."""
    documents, unreadable, *rest = row
    read = documents - unreadable
    rest[3] = rest[3] / read / queries.SCALE if read else None
    return [documents, unreadable, *rest]


def _groups(rows: Sequence[Sequence[Any]]) -> tuple[Group, ...]:
    return tuple(
        Group(name, n, whole, total / n / queries.SCALE, errors, warnings, pages)
        for name, n, whole, total, errors, warnings, pages in rows
    )


def _document(row: Sequence[Any]) -> Document:
    file, sha256, symbol, title, language, year, whole, errors, warnings, *shares, missing, told = (
        row
    )
    named = zip(("paragraphs", "footnotes", "characters"), shares, strict=True)
    lowered = [f"no {part}" for part in missing or ()]
    lowered += [f"{name} {percent(share)}" for name, share in named if (share or 0) < 1]
    return Document(
        file, sha256, symbol, title, language, year, whole, errors, warnings,
        tuple(lowered), _told(told),
    )  # fmt: skip


def percent(share: float | None) -> str:
    """`93.4 %`; never rounded up to 100, nor down to 0."""
    if share is None:
        return "–"
    if 0 < share < 1:
        return f"{min(max(100 * share, 0.1), 99.9):.1f} %"
    return f"{100 * share:.0f} %"


def _told(findings: Sequence[dict[str, Any]] | None) -> tuple[str, ...]:
    return tuple(f"line {found['line']}: {found['message']}" for found in findings or ())


@contextmanager
def _database(files: Sequence[str]) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """A function that runs a query over the rows of the files, named `document`."""
    try:
        import duckdb  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ReportError("a report needs the extra report: pip install 'unres[report]'") from None
    for file in files:
        _usable(file)
    with tempfile.TemporaryDirectory(prefix="unres-report-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": folder,
            "autoinstall_known_extensions": False,  # nothing is fetched
            "preserve_insertion_order": False,  # each query sorts
        }
        with duckdb.connect(str(Path(folder, "report.duckdb")), config=settings) as connection:

            def run(query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
                return connection.execute(query, values).fetchall()

            try:
                run("SET enable_progress_bar = false")  # it would be written into the page
                _load(run, files)
                yield run
            except duckdb.Error as error:
                raise ReportError(_first_line(error)) from None


def _usable(file: str) -> None:
    path = Path(file)
    if path.suffix.lower() not in FORMATS:
        raise ReportError(f"{file}: a report is made of .parquet or .jsonl files of `unres batch`")
    if not path.is_file():
        raise ReportError(f"{file}: no such file")


def _load(run: Callable[..., list[tuple[Any, ...]]], files: Sequence[str]) -> None:
    """Make `document` of all files: a view of Parquet, a table on disk of JSON Lines."""
    parts = []
    for number, file in enumerate(files):
        if file.lower().endswith(".parquet"):
            scan = f"read_parquet({_quoted(file)})"
            _hold(file, {row[0] for row in run(f"DESCRIBE SELECT * FROM {scan}")})
            parts.append(f"SELECT {queries.COLUMNS_READ} FROM {scan}")
        else:
            scan = f"read_ndjson({_quoted(file)}, columns = {queries.JSON_COLUMNS})"
            _hold(file, _first_keys(run, file))
            run(f"CREATE TABLE lines_{number} AS SELECT {queries.COLUMNS_READ} FROM {scan}")
            parts.append(f"SELECT * FROM lines_{number}")
    run(f"CREATE VIEW document AS {' UNION ALL '.join(parts)}")


def _first_keys(run: Callable[..., list[tuple[Any, ...]]], file: str) -> set[str]:
    """The names in the first line of JSON Lines; all that are needed where there is no line."""
    first = run(f"SELECT json_keys(json) FROM read_ndjson_objects({_quoted(file)}) LIMIT 1")
    return set(first[0][0] or ()) if first else set(queries.NEEDED)


def _hold(file: str, columns: set[str]) -> None:
    """Refuse a file whose rows are not of documents."""
    lacking = [name for name in queries.NEEDED if name not in columns]
    if not lacking:
        return
    if {column.name for column in COLUMNS["blocks"]} <= columns:
        raise ReportError(f"{file} holds rows of blocks: make it with --rows documents")
    raise ReportError(f"{file} was not made by `unres batch`: it has no column {lacking[0]}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
