"""Print what `unres report` costs on collections of invented rows: seconds, peak memory, page.

usage: report.py [--rows 10000,100000,1000000]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

#: A row: one of 20,000 resolutions in six languages, the dumps of each more or less damaged.
_ROWS = """
COPY (
    SELECT
        'dumps/' || n // 1000 || '/A_RES_' || (n // 60 % 100 + 1) || '_' || (n % 300 + 1)
            || '-' || n || '.txt' AS file,
        sha256(CAST(n AS VARCHAR)) AS sha256,
        CAST(4000 + n % 90001 AS BIGINT) AS bytes,
        CASE WHEN n % 50 = 0 THEN NULL ELSE 'General Assembly' END AS organ,
        'A/RES/' || (n // 60 % 100 + 1) || '/' || (n % 300 + 1) AS symbol,
        CAST(1946 + n // 60 % 100 AS INTEGER) AS year,
        ['ar', 'en', 'es', 'fr', 'ru', 'zh'][n % 6 + 1] AS language,
        'The keeping of coastal lights in the year ' || n AS title,
        CAST(1 + n % 12 AS INTEGER) AS pages,
        CAST(3000 + n % 70001 AS BIGINT) AS characters,
        CAST(CASE WHEN n % 40 = 0 THEN n % 300 ELSE 0 END AS BIGINT) AS unparsed_characters,
        CASE WHEN n % 10 < 7 THEN 1.0 ELSE n % 997 / 997 END AS completeness,
        1.0 AS completeness_paragraphs,
        CASE WHEN n % 10 < 7 THEN 1.0 ELSE n % 997 / 997 END AS completeness_footnotes,
        1.0 AS completeness_characters,
        CASE WHEN n % 30 = 0 THEN ['masthead', 'end'] ELSE [] END AS missing,
        CAST(CASE WHEN n % 10 < 7 THEN 0 ELSE n % 9 END AS INTEGER) AS errors,
        CAST(n % 3 AS INTEGER) AS warnings,
        CASE WHEN n % 10 < 7 THEN [] ELSE [
            {'code': 'U201', 'name': 'missing-footnote', 'severity': 'error', 'count': 2},
            {'code': 'U104', 'name': 'numbering-gap', 'severity': 'error', 'count': 1}
        ] END AS codes,
        CASE WHEN n % 10 < 7 THEN [] ELSE [{
            'code': 'U201', 'name': 'missing-footnote', 'severity': 'error', 'line': n % 400,
            'column': 7, 'message': 'the text of footnote ' || n % 40 || ' is lost'
        }] END AS findings,
        CASE WHEN n % 5000 = 4999 THEN 'no such file or directory' END AS error
    FROM range(ROWS) AS numbers(n)
) TO 'PATH' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000)
"""
_PROGRAM = """
import json, sys, time
sys.path.append({folder!r})
from readers import peak
from unres.report import report
start = time.perf_counter()
page = report([{path!r}])
took = time.perf_counter() - start
assert report([{path!r}]) == page
print(json.dumps([took, peak() / 1e6, len(page) / 1e3]))
"""


def measured(path: Path) -> tuple[float, float, float]:
    """Seconds, megabytes of memory at the peak, kilobytes of the page, in a process of its own."""
    program = _PROGRAM.format(folder=str(Path(__file__).parent), path=str(path))
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return tuple(json.loads(run.stdout))


def main() -> None:
    """Print a line a size."""
    import duckdb

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="10000,100000,1000000")
    asked = parser.parse_args()
    print(f"{'rows':>10}{'MB of Parquet':>15}{'seconds':>10}{'peak MB':>10}{'page KB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in asked.rows.split(","):
            path = Path(folder, f"{rows}.parquet")
            duckdb.sql(_ROWS.replace("range(ROWS)", f"range({rows})").replace("PATH", str(path)))
            took, memory, page = measured(path)
            size = path.stat().st_size / 1e6
            print(f"{rows:>10}{size:15.1f}{took:10.1f}{memory:10.0f}{page:10.0f}", flush=True)


if __name__ == "__main__":
    main()
