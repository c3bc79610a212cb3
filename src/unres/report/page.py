"""The page of a report: figures, plots with the tables behind them, lists of documents.

It stands alone: no script, no address of anywhere else, and a policy that forbids both. All
that comes from rows is escaped by the template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from unres.languages import LANGUAGES
from unres.report import plots
from unres.report.collection import Collection, ReportError, percent

if TYPE_CHECKING:
    from jinja2 import Template

#: How many bars a plot of organs or diagnostics has.
_BARS = 15
_TWENTY = 20
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def page(found: Collection, *, title: str, links: Mapping[str, str]) -> str:
    """The report as HTML; `links` gives the address of a document's page by its file."""
    return _template().render(
        title=title,
        found=found,
        totals=found.totals,
        links=links,
        plots=_plots(found),
        years=_years(found),
        quality=_quality(found),
        spread=_spread(found),
        tongues=[LANGUAGES[code] for code in _tongues(found) if code],
        style=resources.files(__package__).joinpath("page.css").read_text("utf-8"),
    )


def _tongues(found: Collection) -> list[str | None]:
    """The languages that occur, in the order of the table of languages; unknown ones last."""
    there = {group.name for group in found.languages}
    return [*(code for code in LANGUAGES if code in there), *([None] if None in there else [])]


def _plots(found: Collection) -> dict[str, str]:
    """Every plot that has something to show, by name."""
    made: dict[str, str] = {}
    tongues = _tongues(found)
    if len({year for year, _ in found.years}) > 1:
        made["years"] = _plot_years(found, tongues)
    if len(found.organs) > 1:
        made["organs"] = plots.bars(
            "organs",
            "Documents by organ",
            _told((group.name or "unknown", group.documents) for group in found.organs[:_BARS]),
            [
                (group.name or "unknown", group.documents, "accent")
                for group in found.organs[:_BARS]
            ],
            "documents",
        )
    if found.completeness:
        made["completeness"] = _plot_completeness(found, tongues)
    if len(found.by_year) > 2:  # noqa: PLR2004 (two points are no course)
        made["by_year"] = plots.ranges(
            "by-year",
            "Completeness by year",
            _told((year.year, f"{year.median:.0%}") for year in found.by_year),
            found.by_year,
        )
    if found.missing:
        rows = [(part, n, "accent") for part, n in found.missing.items()]
        made["missing"] = plots.bars(
            "missing", "Parts that are missing", _told(found.missing.items()), rows, "documents"
        )
    if found.codes:
        codes = found.codes[:_BARS]
        made["codes"] = plots.diagnostics(
            "codes",
            "The commonest diagnostics",
            _told((code.name, code.documents) for code in codes),
            codes,
        )
    return made


def _plot_years(found: Collection, tongues: Sequence[str | None]) -> str:
    years = sorted({year for year, _ in found.years})
    step = max(1, (years[-1] - years[0]) // 12)
    labels = {year: str(year) for year in range(years[0], years[-1] + 1, step)}
    layers = {
        code: {year: n for (year, language), n in found.years.items() if language == code}
        for code in tongues
    }
    layers = {code: layer for code, layer in layers.items() if layer}
    told = _told((year, sum(layer.get(year, 0) for layer in layers.values())) for year in years)
    return plots.stacked("years", "Documents by year and language", told, layers, labels)


def _plot_completeness(found: Collection, tongues: Sequence[str | None]) -> str:
    layers = {
        code: {part: n for (part, language), n in found.completeness.items() if language == code}
        for code in tongues
    }
    labels = {part: f"{part * 5}" for part in range(0, _TWENTY, 4)} | {_TWENTY: "whole"}
    told = _told((f"{row['from']} to {row['to']}", row["all"]) for row in _quality(found))
    return plots.stacked(
        "completeness", "Documents by completeness, in %", told, layers, labels, width=0.9
    )


def _told(rows: Iterable[tuple[object, object]]) -> str:
    """A plot's figures in one sentence, for who cannot see it."""
    return "; ".join(f"{what}: {n:,}" if isinstance(n, int) else f"{what}: {n}" for what, n in rows)


def _years(found: Collection) -> list[dict[str, Any]]:
    """The table behind the plot of years."""
    medians = {year.year: year for year in found.by_year}
    rows = []
    for year in sorted({year for year, _ in found.years}):
        counts = {code: found.years.get((year, code), 0) for code in _tongues(found)}
        rows.append(
            {
                "year": year,
                "counts": list(counts.values()),
                "all": sum(counts.values()),
                "quality": medians.get(year),
            }
        )
    return rows


def _quality(found: Collection) -> list[dict[str, Any]]:
    """The table behind the plot of completeness."""
    rows = []
    for part in sorted({part for part, _ in found.completeness}):
        counts = [found.completeness.get((part, code), 0) for code in _tongues(found)]
        bounds = (f"{part * 5} %", f"{part * 5 + 5} %") if part < _TWENTY else ("whole", "")
        rows.append({"from": bounds[0], "to": bounds[1], "counts": counts, "all": sum(counts)})
    return rows


def _spread(found: Collection) -> list[list[tuple[int, float]]]:
    """Of each code, in each language: documents, and their share of the language's."""
    every = {group.name: group.documents for group in found.languages}
    return [
        [
            (n := found.spread.get((code.code, code.severity, tongue), 0), n / every[tongue])
            for tongue in _tongues(found)
        ]
        for code in found.codes
    ]


def _template() -> Template:
    try:
        from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ReportError("a report needs the extra report: pip install 'unres[report]'") from None
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    filters: dict[str, Callable[..., str]] = {
        "n": lambda number: f"{number:,}",
        "percent": percent,
        "plain": _plain,
        "language": _language,
    }
    environment.filters |= filters
    source = resources.files(__package__).joinpath("page.html").read_text("utf-8")
    return environment.from_string(source)


def _language(code: str | None) -> str:
    language = LANGUAGES.get(code or "")
    return language.name if language else _plain(code) or "unknown"


def _plain(text: str | None) -> str:
    """A text without what HTML cannot hold."""
    return _CONTROLS.sub("\ufffd", text or "")
