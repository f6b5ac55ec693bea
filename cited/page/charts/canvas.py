"""The frame of every chart: its finding, what it shows, the plot, the legend and the sources."""

import hashlib

import pandas as pd
from markupsafe import Markup, escape

from cited.ledger import figures as ledger_figures
from cited.ledger.store import tables
from cited.manifest import Chart, Manifest
from cited.page.charts import marks
from cited.page.tables import absent, statistic
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import names, words

# A caption names so many publishers.
NAMED_TO = 5
# A chart, or a panel of one unit, of fewer rows than this says no more than a table or a sentence.
LEAST = 3

_FIGURE = Markup(
    '<figure class="chart" id="{name}"{traces} aria-labelledby="{name}-title">\n'
    '<p class="title" id="{name}-title">{finding}</p>\n<p class="sub">{title}</p>\n{legend}{plot}\n'
    "<figcaption>{caption}</figcaption>\n</figure>"
)


def chart(
    title: str,
    plot: Markup,
    *,
    finding: str,
    unit: str = "",
    legend: Markup | str = "",
    caption: str | Markup = "",
    figures: pd.DataFrame | None = None,
    observed: tuple[str, ...] | list[str] = (),
    counted: bool = False,
) -> Fragment:
    """Return a chart as the page's figure: its title is the finding, its subtitle what is drawn and in which unit.

    `figures` are the cited figures it shows, `observed` the statistics as `series@period`: they stand on the figure,
    of a series the first and the last; `counted` says that the marks only count the figures. The caption names where
    they come from, and each mark of the `plot` leads to one of them. Raises ValueError for a digit typed in the title.
    """
    headed, cited = names.heading(title), list[str]()
    if figures is not None and len(figures):
        cited = list(figures.index)
        # As the ledger has them: what is drawn may be converted.
        provenance.register_figures(ledger_figures(figure=cited), counted=counted)
    observed = list(dict.fromkeys(observed))
    name = "c" + hashlib.sha256("".join((title, *cited, *observed)).encode()).hexdigest()[:7]
    html = _FIGURE.format(
        traces=statistic.provenance_attributes(cited, statistic.ends(observed)),
        name=name,
        finding=finding,
        title=Markup(", ").join(filter(None, [headed, unit])),
        legend=legend,
        plot=plot,
        caption=Markup(" ").join(filter(None, [escape(caption), _origin(figures, observed)])),
    )
    shown = Chart(name, headed.striptags(), finding)
    return Fragment(html, Manifest(charts=(shown,), figures=tuple(cited), series=tuple(observed)))


def nothing(title: str, figures: pd.DataFrame | None = None, short: str = "Nothing to draw.") -> Fragment:
    """Return the sentence that stands where a chart or a table has nothing to show.

    It names the conditions, or is only the `short` sentence where the ledger holds some of them; then a page
    names the `title` among what it leaves out.
    """
    filters = {} if figures is None else figures.attrs.get("filters", {})
    # A part of what was selected can be empty while the ledger holds the rest.
    if figures is not None and filters and not tables.select(table="figures", **filters):
        return absent.figures(figures)
    return provenance.nothing(short, names.heading(title))


def legend(entries: list[tuple[str, str]]) -> Markup:
    """Return a legend: (class of the mark, what it is) each."""
    if not entries:
        return Markup()
    items = [
        Markup('<li><svg aria-hidden="true">{}</svg>{}</li>').format(_sample(kind), said) for kind, said in entries
    ]
    return Markup('<ul class="legend">{}</ul>\n').format(Markup("").join(items))


def _sample(kind: str) -> Markup:
    if kind in ("cited", "hollow", "work"):
        return Markup('<circle cx="11" cy="6" class="{}"/>').format(kind)
    if kind.startswith("dots"):
        return Markup('<g class="{}"><circle cx="11" cy="6"/></g>').format(kind)
    if kind == "official":
        return Markup('<path d="M11 0L17 6L11 12L5 6z" class="official"/>')
    if kind == marks.FORECAST:
        return Markup('<g class="forecast"><path d="M6 1H16V11H6z" class="cited"/></g>')
    if kind == "open":
        return Markup('<path d="M0 6H20M14 1L20 6L14 11" class="claimed"/>')
    if kind.startswith("fill"):
        return Markup('<rect x="3" y="1" width="16" height="10" class="{}"/>').format(kind)
    return Markup('<path d="M0 6H22" class="{}"/>').format(kind)


def _origin(figures: pd.DataFrame | None, observed: list[str]) -> Markup:
    parts = []
    if figures is not None and len(figures):
        labels = list(dict.fromkeys(provenance.label(source) for source in figures["source"]))
        parts.append(Markup("Cited in <cite>{}</cite>.").format(words.joined(labels)))
    if observed:
        origins = statistic.origins(observed)
        named = "; ".join(origins) if len(origins) <= NAMED_TO else f"{len(origins)} data sets, listed under Sources"
        parts.append(Markup("Data: <cite>{}</cite>.").format(named))
    return Markup('<span class="origin">{}</span>').format(Markup(" ").join(parts))
