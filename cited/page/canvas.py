"""The canvas of every chart: drawn for wide and for narrow screens in one style, framed as the page's figure."""

import hashlib
import math
import textwrap
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from markupsafe import Markup, escape
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from cited.ledger import figures as ledger_figures
from cited.ledger import tables
from cited.manifest import Chart, Manifest
from cited.page import provenance, statistic, svg, table, words
from cited.page.provenance import TEMPLATES, Fragment

STYLE = Path(__file__).with_name("cited.mplstyle")
INK, QUIET, STEM, RULE, PAPER = "#202020", "#505050", "#808080", "#e0e0e0", "#ffffff"
# What is cited has the first colour on every chart, what is published the second, further lines the others.
MARK, PUBLISHED = "#0b5c8a", "#b4501e"
OTHERS = ("#4b8f83", "#7d4f96", "#a8851c", "#505050")
# A page shows the drawing that fits its reader's screen; widths in CSS pixels, a matplotlib point each.
WIDTHS = {"wide": 680, "narrow": 340}
POINTS_PER_INCH = 72
# The average width of a letter, as a share of the size of the type; generous, since the reader's typeface is unknown.
LETTER = 0.58
# From this ratio of largest to smallest on, a linear axis would press the small ones into its corner.
LOGARITHMIC_FROM = 30
# A caption names so many publishers.
NAMED_TO = 5

_FIGURE = Markup(
    '<figure class="chart"{traces} aria-labelledby="{name}-title">\n'
    '<p class="title" id="{name}-title">{title}</p>\n'
    '<div role="img" aria-label="{title}. {finding}">\n'
    '<div class="wide">{wide}</div>\n<div class="narrow" hidden>{narrow}</div>\n</div>\n'
    "<figcaption>{caption}</figcaption>\n</figure>\n"
    '<details class="drawn">\n<summary>Data of this chart</summary>\n{data}</details>'
)


def chart(
    title: str,
    draw: Callable[[int], Figure],
    *,
    finding: str,
    caption: str | Markup = "",
    figures: pd.DataFrame | None = None,
    observations: pd.DataFrame | None = None,
    observed: tuple[str, ...] | list[str] = (),
    what: str = "numbers",
    data: Fragment | None = None,
) -> Fragment:
    """Return a chart as the page's figure: `draw` draws it for a width in pixels.

    `figures` are the cited figures it shows, `observations` the statistics, and `observed` further ones as
    `series@period`: they stand on the figure, its caption names where they come from, and tables under it hold its
    data, unless `data` is given or a table of the page shows `what` of the figures is drawn. `finding` is its
    message in one sentence for readers who do not see it.
    """
    cited, tables_below = [], Markup(data.html if data else "")
    if figures is not None and len(figures):
        cited = list(figures.index)
        # As the ledger has them: what is drawn may be converted.
        provenance.register_figures(ledger_figures(figure=cited))
        if not data:
            tables_below += TEMPLATES.globals["chart_data"](" ".join(cited), title, what).html
    if observations is not None and len(observations):
        observed = [*statistic.names(observations), *observed]
        tables_below += statistic.listed(observations, f"Statistics of the chart: {title}").html
    observed = list(dict.fromkeys(observed))
    name = "c" + hashlib.sha256("".join((title, *cited, *observed)).encode()).hexdigest()[:7]
    # From matplotlib's defaults, so that a reader's own matplotlibrc changes no page.
    with mpl.style.context(["default", STYLE]):
        drawings = {size: Markup(svg.drawing(draw(width), f"{name}{size[0]}")) for size, width in WIDTHS.items()}
    html = _FIGURE.format(
        traces=statistic.provenance_attributes(cited, observed),
        name=name,
        title=title,
        finding=finding,
        caption=Markup(" ").join(filter(None, [escape(caption), _origin(figures, observed)])),
        data=tables_below,
        **drawings,
    )
    shown = Chart(name, str(title), finding)
    return Fragment(html, Manifest(charts=(shown,), figures=tuple(cited), series=tuple(observed)))


def nothing(figures: pd.DataFrame | None = None, short: str = "Nothing to draw.") -> Fragment:
    """Return the sentence that stands where a chart or a table has nothing to show.

    It says which figures were asked for, or only the `short` sentence where the ledger holds some of them.
    """
    asked = {} if figures is None else figures.attrs.get("asked", {})
    # A part of what was asked for can be empty while the ledger holds the rest.
    if figures is not None and asked and not tables.select(table="figures", **asked):
        return table.nothing(figures)
    return provenance.nothing(short)


def figure(width: int, height: float) -> Figure:
    """Return an empty matplotlib figure of this size in pixels."""
    return Figure(figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH), dpi=POINTS_PER_INCH)


def place(figure: Figure, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """Return a rectangle of pixels as matplotlib places axes: left, bottom, width, height, as shares of the figure."""
    wide, high = figure.bbox.size
    return left / wide, bottom / high, (right - left) / wide, (top - bottom) / high


def narrow(width: int) -> bool:
    """Tell whether a drawing is for a narrow screen."""
    return width < 500


def wrap(text: str, pixels: float, size: float = 11) -> list[str]:
    """Return a text in lines that fit into a width at a size of type; at least one line."""
    return textwrap.wrap(text, max(8, int(pixels / (LETTER * size)))) or [""]


def span(text: str, size: float = 11) -> float:
    """Return about how many pixels a line of text takes."""
    return LETTER * size * max(map(len, text.split("\n")))


def scaled(unit: str, largest: float) -> tuple[float, str]:
    """Return by what the numbers of an axis are divided and what its unit is then called: `USD trillion`."""
    scale, word = next(((scale, word) for scale, word in words.SCALES if abs(largest) >= scale), (1, ""))
    return scale, f"{unit}, {word}s" if word and not unit.isupper() else f"{unit} {word}".strip()


def number_axis(
    axis, ends: pd.Series, unit: str, *, ticks: int, room: float = 3, spread: float = LOGARITHMIC_FROM
) -> str:
    """Scale an axis of numbers, from zero where it is linear; return the words of its unit, which say what it is.

    From `spread`, the largest over the smallest number, on the axis is logarithmic; `room` is how far it then goes
    on behind the largest, as a factor.
    """
    ends = ends[ends.abs() < math.inf].dropna()
    positive = ends[ends > 0]
    least, most = positive.min(), ends.max()
    set_limits = axis.axes.set_xlim if axis.axis_name == "x" else axis.axes.set_ylim
    set_scale = axis.axes.set_xscale if axis.axis_name == "x" else axis.axes.set_yscale
    logarithmic = len(positive) == len(ends) > 1 and most / least > spread
    axis.set_minor_locator(NullLocator())
    if logarithmic:
        set_scale("log")
        set_limits(least / 2, most * room)
        axis.set_major_locator(LogLocator(numticks=ticks + 1))
        axis.set_minor_locator(NullLocator())
        scale = 1
    else:
        scale, unit = scaled(unit, max(abs(most), abs(ends.min())))
        bottom = min(0, ends.min() * 1.1)
        set_limits(bottom, max(most + 0.12 * (most - bottom), bottom + 1e-9))
        axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2))
    axis.set_major_formatter(FuncFormatter(lambda value, _: words.number(float(f"{value / scale:.6g}"))))
    return unit + (", logarithmic" if logarithmic else "")


def _origin(figures: pd.DataFrame | None, observed) -> Markup:
    parts = []
    if figures is not None and len(figures):
        labels = list(dict.fromkeys(provenance.label(source) for source in figures["source"]))
        parts.append(Markup("Cited in: <cite>{}</cite>.").format(words.joined(labels)))
    if observed:
        origins = statistic.origins(observed)
        named = "; ".join(origins) if len(origins) <= NAMED_TO else "as the list of sources names them"
        parts.append(Markup("Statistics: <cite>{}</cite>.").format(named))
    return Markup('<span class="origin">{}</span>').format(Markup(" ").join(parts))
