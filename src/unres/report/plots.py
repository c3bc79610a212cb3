"""The plots of a report, drawn by matplotlib as SVG that stands inside the page.

Every colour is a variable of the page's style sheet, so that a plot is light or dark with it.
The same figures give the same bytes.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, TypeAlias

from unres.languages import LANGUAGES
from unres.report.collection import Code, Year

SEVERITIES = ("error", "warning", "info")

#: Width and height of a plot, in inches of 72 units.
_WIDE, _HIGH = 9.0, 3.0
_LINE = 0.30
#: There is room for so many bars side by side, though there be fewer.
_PLACES = 12
#: A plot knows its colours by number, and the page by name.
_INKS = (
    "ink", "faint", "rule", "accent", *SEVERITIES, "ar", "en", "es", "fr", "ru", "zh", "none",
)  # fmt: skip
_NUMBERS = {name: f"#0101{number:02x}" for number, name in enumerate(_INKS, 1)}
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: it can be read, searched and set in the page's font
    "svg.hashsalt": "unres",
    "text.parse_math": False,  # a dollar is a dollar
    "font.size": 9,
    "text.color": _NUMBERS["ink"],
    "axes.edgecolor": _NUMBERS["rule"],
    "axes.labelcolor": _NUMBERS["faint"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": _NUMBERS["faint"],
    "ytick.color": _NUMBERS["faint"],
    "xtick.labelcolor": _NUMBERS["ink"],
    "ytick.labelcolor": _NUMBERS["ink"],
    "grid.color": _NUMBERS["rule"],
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}
_IDS = re.compile(r'(\bid="|href="#|url\(#)')
_START = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_VIEW_BOX = re.compile(r'viewBox="[^"]*"')
#: What XML cannot hold.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Axes: TypeAlias = Any
Draw: TypeAlias = Callable[[Axes], None]


def ink(name: str | None) -> str:
    """The name of the colour that a language, a severity or an ink has; one for all others."""
    return name if name in _INKS else "none"


def stacked(
    name: str,
    title: str,
    description: str,
    layers: Mapping[str | None, Mapping[int, int]],
    labels: Mapping[int, str],
    *,
    width: float = 0.86,
) -> str:
    """Bars side by side, each a pile of one layer a language; `labels` marks places on the axis."""

    def draw(axes: Axes) -> None:
        places = sorted({place for layer in layers.values() for place in layer}.union(labels))
        below = dict.fromkeys(places, 0)
        for language, layer in layers.items():
            heights = [layer.get(place, 0) for place in places]
            axes.bar(
                places,
                heights,
                width,
                bottom=list(below.values()),
                color=_NUMBERS[ink(language)],
                label=LANGUAGES[language].name if language in LANGUAGES else "unknown",
            )
            below = {p: below[p] + layer.get(p, 0) for p in places}
        axes.set_xticks(list(labels), list(labels.values()))
        room = max(0.6, (_PLACES - len(places)) / 2)
        axes.set_xlim(places[0] - room, places[-1] + room)
        _count(axes.yaxis)
        axes.set_ylabel("documents")
        axes.legend(ncols=len(layers), loc="lower right", bbox_to_anchor=(1, 1), handlelength=1)

    return _svg(name, title, description, draw, _HIGH)


def bars(
    name: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, int, str]],
    label: str,
    *,
    key: Sequence[str] = (),
) -> str:
    """Bars below each other, the first on top: what each is, how much, and its colour's name.

    `key` are the names of colours that are told beside the plot.
    """

    def draw(axes: Axes) -> None:
        places = range(len(rows))
        drawn = axes.barh(
            places, [n for _, n, _ in rows], 0.72, color=[_NUMBERS[ink(c)] for _, _, c in rows]
        )
        axes.bar_label(drawn, [f"{n:,}" for _, n, _ in rows], padding=3, color=_NUMBERS["ink"])
        axes.set_yticks(places, [_short(what) for what, _, _ in rows])
        axes.invert_yaxis()
        axes.margins(x=0.08)
        _count(axes.xaxis)
        axes.set_xlabel(label)
        if key:
            from matplotlib.patches import Patch  # noqa: PLC0415 (an extra)

            patches = [Patch(color=_NUMBERS[colour], label=colour) for colour in key]
            axes.legend(handles=patches, loc="lower right")

    return _svg(name, title, description, draw, 0.8 + _LINE * len(rows))


def diagnostics(name: str, title: str, description: str, codes: Sequence[Code]) -> str:
    """The documents that each diagnostic was found in, in the colour of its severity."""
    rows = [(f"{code.code} {code.name}", code.documents, code.severity) for code in codes]
    key = [severity for severity in SEVERITIES if any(c.severity == severity for c in codes)]
    return bars(name, title, description, rows, "documents", key=key)


def ranges(name: str, title: str, description: str, years: Sequence[Year]) -> str:
    """Of each year the median of completeness, on a line through the middle half."""

    def draw(axes: Axes) -> None:
        when = [year.year for year in years]
        axes.vlines(
            when,
            [100 * year.lower for year in years],
            [100 * year.upper for year in years],
            color=_NUMBERS["accent"],
            alpha=0.35,
            linewidth=5,
            label="middle half",
        )
        axes.plot(
            when,
            [100 * year.median for year in years],
            "o",
            color=_NUMBERS["accent"],
            markersize=4,
            label="median",
        )
        axes.set_ylim(0, 104)
        axes.grid(axis="y")
        axes.set_ylabel("completeness, %")
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.legend(ncols=2, loc="lower right", bbox_to_anchor=(1, 1))

    return _svg(name, title, description, draw, _HIGH)


def _count(axis: Any) -> None:  # noqa: ANN401 (matplotlib has no types to name)
    """Whole numbers, with commas, and lines to read them by."""
    axis.set_major_formatter("{x:,.0f}")
    axis.get_major_locator().set_params(integer=True)
    axis.axes.grid(axis=axis.axis_name)


def _short(text: str) -> str:
    return text if len(text) <= 36 else f"{text[:35]}…"  # noqa: PLR2004 (what a margin holds)


def _svg(name: str, title: str, description: str, draw: Draw, height: float) -> str:
    """A plot as an element of the page, with a title and a description to be read out."""
    from matplotlib import rc_context  # noqa: PLC0415 (an extra)
    from matplotlib.figure import Figure  # noqa: PLC0415

    written = io.StringIO()
    with rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of scripts its own font lacks: the page's has them
        figure = Figure(figsize=(_WIDE, height))
        draw(figure.subplots())
        about = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(written, format="svg", metadata=about, transparent=True)
    return _framed(name, title, description, written.getvalue())


def _framed(name: str, title: str, description: str, drawn: str) -> str:
    start = _START.search(drawn)
    box = _VIEW_BOX.search(start[0]) if start else None
    if start is None or box is None:
        raise ValueError("matplotlib wrote no SVG that is known here")
    inside = _METADATA.sub("", drawn[start.end() :])
    inside = _IDS.sub(rf"\g<1>{name}-", inside)
    for ink_name, number in _NUMBERS.items():
        inside = inside.replace(number, f"var(--{ink_name})")
    whole = (
        f'<svg role="img" aria-labelledby="{name}-title {name}-description" {box[0]}>'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>{inside}'
    )
    return _CONTROLS.sub("\ufffd", whole)
