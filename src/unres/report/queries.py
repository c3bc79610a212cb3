"""The questions that a report asks of the rows, in SQL. Each answer is sorted to the last row."""

from __future__ import annotations

from unres.batch.columns import COLUMNS, written

#: The columns that a report reads; others are never taken off the disk.
NEEDED = (
    "file", "sha256", "bytes", "organ", "symbol", "year", "language", "title", "pages",
    "characters", "unparsed_characters", "completeness", "completeness_paragraphs",
    "completeness_footnotes", "completeness_characters", "missing", "errors", "warnings",
    "codes", "findings", "error",
)  # fmt: skip
#: Sums are made of whole millionths: those of floats depend on the order of threads.
SCALE = 1_000_000

_FINDING = 3
_TYPES = {column.name: column.type for column in COLUMNS["documents"]}


def _sql_type(kind: object) -> str:
    """A type of `columns` as DuckDB writes it."""
    if isinstance(kind, list):
        return f"{_sql_type(kind[0])}[]"
    if isinstance(kind, dict):
        inner = ", ".join(f'"{name}" {_sql_type(of)}' for name, of in kind.items())
        return f"STRUCT({inner})"
    names = {"string": "VARCHAR", "int32": "INTEGER", "int64": "BIGINT", "double": "DOUBLE"}
    return names.get(str(kind), written(kind).upper())


COLUMNS_READ = ", ".join(
    f'CAST("{name}" AS {_sql_type(_TYPES[name])}) AS "{name}"' for name in NEEDED
)
JSON_COLUMNS = "{" + ", ".join(f"'{name}': '{_sql_type(_TYPES[name])}'" for name in NEEDED) + "}"

_WHOLE = "count(*) FILTER (completeness >= 1)"
_POINTS = f"CAST(coalesce(sum(CAST(round(completeness * {SCALE}) AS BIGINT)), 0) AS BIGINT)"


def _sum(column: str) -> str:
    return f"CAST(coalesce(sum({column}), 0) AS BIGINT)"


TOTALS = f"""
SELECT
    count(*),
    count(error),
    count(DISTINCT hash(symbol)) FILTER (symbol IS NOT NULL),
    {_WHOLE},
    count(*) FILTER (errors = 0 AND warnings = 0),
    {_POINTS},
    {_sum("pages")},
    {_sum("characters")},
    {_sum("unparsed_characters")},
    {_sum("bytes")},
    count(sha256) - count(DISTINCT hash(sha256)) FILTER (sha256 IS NOT NULL),
    count(symbol) - count(DISTINCT hash(symbol, language)) FILTER (symbol IS NOT NULL),
    min(year),
    max(year)
FROM document
"""

YEARS = """
SELECT year, language, count(*) FROM document
WHERE year IS NOT NULL AND error IS NULL GROUP BY ALL ORDER BY ALL
"""

TONGUES = """
SELECT languages, count(*) FROM (
    SELECT count(DISTINCT language) AS languages FROM document
    WHERE symbol IS NOT NULL AND error IS NULL GROUP BY hash(symbol)
) GROUP BY ALL ORDER BY ALL
"""

COMPLETENESS = """
SELECT CAST(floor(least(greatest(completeness, 0), 1) * 20) AS INTEGER), language, count(*)
FROM document WHERE error IS NULL AND completeness IS NOT NULL GROUP BY ALL ORDER BY ALL
"""

BY_YEAR = """
SELECT
    year, count(*),
    quantile_disc(completeness, 0.25),
    quantile_disc(completeness, 0.5),
    quantile_disc(completeness, 0.75)
FROM document WHERE year IS NOT NULL AND error IS NULL AND completeness IS NOT NULL
GROUP BY year ORDER BY year
"""

MISSING = """
SELECT part, count(*) AS documents
FROM (SELECT unnest(missing) AS part FROM document)
GROUP BY part ORDER BY documents DESC, part
"""

CODES = f"""
SELECT found.code, found.name, found.severity, count(*) AS documents, {_sum("found.count")}
FROM (SELECT unnest(codes) AS found FROM document)
GROUP BY found.code, found.name, found.severity ORDER BY documents DESC, found.code
"""

SPREAD = """
SELECT found.code, found.severity, language, count(*)
FROM (SELECT unnest(codes) AS found, language FROM document) GROUP BY ALL ORDER BY ALL
"""

#: Found by file first: the wide columns are read of these rows only.
WORST = f"""
SELECT
    file, sha256, symbol, title, language, year, completeness, errors, warnings,
    completeness_paragraphs, completeness_footnotes, completeness_characters, missing,
    list_slice(findings, 1, {_FINDING})
FROM document WHERE error IS NULL AND completeness < 1
ORDER BY completeness, errors DESC, warnings DESC, file, sha256 LIMIT ?
"""

FAILURES = """
SELECT error, count(*) AS documents, min(file) FROM document
WHERE error IS NOT NULL GROUP BY error ORDER BY documents DESC, error LIMIT 20
"""


def groups(column: str) -> str:
    """The documents that were read, by the values of a column: most first."""
    return f"""
SELECT
    {column}, count(*) AS documents, {_WHOLE}, {_POINTS},
    {_sum("errors")}, {_sum("warnings")}, {_sum("pages")}
FROM document WHERE error IS NULL GROUP BY {column} ORDER BY documents DESC, {column}
"""
