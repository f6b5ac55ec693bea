"""Published statistics as a page shows them: the attributes, links and words that lead back to their series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from cited.ledger.frames import own_rows
from cited.ledger.store import names as ledger_names
from cited.ledger.store import tables
from cited.ledger.traced.origins import ProvenanceError
from cited.page.tables.cells import Html, Number, Row, render
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment, Statistic
from cited.page.wording import unit_words, words


@dataclass(frozen=True)
class Derived:
    """A value computed from figures, statistics or both, as text, with what it is computed from and the rule.

    It leads to an entry of its own in the page's list of sources, or to the one `at` which the list explains it. The
    rule is taken at its word. Raises ProvenanceError for a number that is computed from nothing.
    """

    text: str
    rule: str
    figures: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    at: str = ""

    def __post_init__(self) -> None:
        provenance.require_sources(self.text, self.figures, self.observed)

    def __html__(self) -> Markup:
        entry = self.at or provenance.computed(self.rule, self.figures, self.observed)
        return Markup('<a class="computed" href="#{}"{}>{}</a>').format(
            entry, provenance_attributes(self.figures, self.observed), self.text
        )


def provenance_attributes(figures: Sequence[str] = (), observed: Sequence[str] = ()) -> Markup:
    """Return the attributes that lead an element back to figures and statistics (`series@period`), a blank before each.

    An element that leads to neither keeps an empty list of figures, as a value computed from nothing has it.
    """
    if not len(figures) and not len(observed):
        return Markup(' data-figures=""')
    attributes = Markup(' data-figures="{}"').format(" ".join(figures)) if len(figures) else Markup()
    return attributes + (Markup(' data-series="{}"').format(" ".join(observed)) if len(observed) else Markup())


def ends(observed: Sequence[str]) -> list[str]:
    """Return the first and the last of the statistics (`series@period`) of each series, in the order given.

    What stands for many marks, each of which names its own statistic, need not name them all again.
    """
    periods: dict[str, list[str]] = {}
    for one in observed:
        series, _, period = one.partition("@")
        periods.setdefault(series, []).append(period)
    kept = {f"{series}@{period}" for series, dates in periods.items() for period in (min(dates), max(dates))}
    return [one for one in dict.fromkeys(observed) if one in kept]


def entry(series: str, period: str) -> str:
    """Note that the page shows a statistic; return the id under which its list of sources explains the series."""
    return provenance.series_entry(series, period)


def names(observations: pd.DataFrame) -> list[str]:
    """Return the names of all observations of a frame, `series@period`."""
    return [f"{series}@{period}" for series, period in zip(observations["series"], observations["period"], strict=True)]


def show(observation: pd.Series | None) -> Markup | None:
    """Return an observation for a sentence: its value with unit and period; None if there is none.

    The value is in its series' unit, to six digits; in another unit, as `ledger.converted` gives it, to four.
    """
    if (row := observation) is None:
        return None
    unit = row["unit"] if "unit" in row else known(row["series"])["unit"]
    shown = words.quantity(row["value"], unit, 4 if "unit" in row else 6)
    value = Statistic(shown, row["series"], row["period"])
    return Markup("{} ({})").format(value, words.period(row["period"]))


def number(value: float) -> str:
    """Return a computed number in words, to six significant digits: none of the noise of binary fractions."""
    return words.number(float(f"{value:.6g}"))


def known(series: str) -> dict[str, str]:
    """Return the row of series.csv of a series."""
    return tables.select(table="series", series=series)[0]


def short(series: str) -> str:
    """Return what charts call a series: its label in `data/names.csv`, else the name of its area."""
    return ledger_names.label(series) or ledger_names.party(known(series)["area"])


def units(observations: pd.DataFrame) -> set[str]:
    """Return the units of observations: their own after a conversion, else those of their series."""
    if "unit" in observations:
        return set(observations["unit"])
    return {known(name)["unit"] for name in dict.fromkeys(observations["series"])}


def origins(observed: Iterable[str]) -> list[str]:
    """Return who publishes some statistics (`series@period`) and where, each once."""
    rows = [known(name) for name in dict.fromkeys(one.partition("@")[0] for one in observed)]
    return list(dict.fromkeys(origin for row in rows for origin in _origins(row)))


def _origins(row: dict[str, str]) -> list[str]:
    """Return each publisher of a series with its data set, or those that share one together."""
    publishers, sets = (row[name].split(tables.SEPARATOR) for name in ("publisher", "dataset"))
    if len(publishers) != len(sets):
        publishers, sets = ([str(words.joined(filter(None, named)).unescape())] for named in (publishers, sets))
    return [_origin(*pair) for pair in zip(publishers, sets, strict=True)]


def _origin(publisher: str, dataset: str) -> str:
    """Return a publisher with its data set; what has no name of its own, as the press, stands after it."""
    if publisher[:1].islower() and dataset:
        return f"{dataset} ({publisher})"
    return ", ".join(filter(None, (publisher, dataset)))


def published(observations: pd.DataFrame, title: str) -> Fragment:
    """Return observations as a table of their own, each value linked to its entry in the list of sources.

    The table has a row for each: series, period, value, unit. Without observations it is a sentence that says so.
    Raises ProvenanceError for values that were computed, which no publisher states.
    """
    if observations.empty:
        return provenance.nothing("No published statistic is held for this.")
    if made(observations) is not None:
        raise ProvenanceError(
            f"“{title}”: its values were computed, and no publisher states them; expected a table of their own, "
            'as `table(frame.set_index(["series", "period"])["value"], …)`'
        )
    return listed(observations, title, linked=True)


def made(observations: pd.DataFrame) -> pd.Series | None:
    """Return the numbers that a notebook computed of observations, by what charts call the series, or None for none."""
    computed = own_rows.observations(observations)
    if computed is None:
        return None
    return computed.rename(index={name: short(name) for name in set(observations["series"])}, level="series")


def listed(observations: pd.DataFrame, title: str, *, linked: bool = False) -> Fragment:
    """Return observations as a table: series, period, value, unit."""
    rows: list[Row] = []
    for _, row in observations.iterrows():
        series = known(row["series"])
        ids = (number(row["value"]), row["series"], row["period"])
        shown = Statistic(*ids) if linked else Markup('<span data-series="{1}@{2}">{0}</span>').format(*ids)
        name = unit_words.named(row["unit"] if "unit" in row else series["unit"])
        unit: str | Html = name
        if any(character.isnumeric() for character in name):
            unit = Markup('<span data-series="{1}@{2}">{0}</span>').format(unit, *ids[1:])
        value = Number(shown, f"{row['value']:.12g}")
        rows.append(("", [Markup("<cite>{}</cite>").format(series["title"]), words.period(row["period"]), value, unit]))
    heads = [("series", "Statistic"), ("period", "Period"), ("value", "Value"), ("unit", "Unit")]
    return render(title, heads, [("", rows)])
