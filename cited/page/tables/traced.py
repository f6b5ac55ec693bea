"""Numbers that know their sources, wherever pandas took them: as words and as tables."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from cited import number_words
from cited.ledger.frames import frames, known
from cited.ledger.traced.number import Traced
from cited.ledger.traced.origins import AT, Origin, ProvenanceError, of_figure
from cited.ledger.traced.traced import TracedArray
from cited.page.tables import absent, beside, statistic
from cited.page.tables.cells import Number, render
from cited.page.tables.flat import each_row, flattened, is_period
from cited.page.tables.statistic import Derived
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment, Statistic
from cited.page.wording import names, own, words

# Significant digits of what is computed: no more than the noise of binary fractions leaves.
DIGITS = 6
# What a frame of figures or of observations has; others are what pandas made of them.
FIGURES, OBSERVATIONS = {"printed", "measure", "source"}, {"series", "period", "value"}
# The columns of figures whose words may head a column of numbers.
WORDED = ("source", "measure", "theme", "actor", "counterpart", "unit", "basis", "status")
# The index of a frame of figures: the id of each.
INDEX = "figure"
PERIOD, YEAR = "period", "year"
TIMES = (PERIOD, YEAR, "date")


def is_made(frame: pd.DataFrame | pd.Series, known: set[str]) -> bool:
    """Tell whether pandas made a frame of the ledger's, so that its own columns are shown."""
    return isinstance(frame, pd.Series) or not known <= set(frame.columns)


def value(number: Traced, *, unit: bool = True) -> Markup:
    """Return a number as words that lead to what it was made of; raises ProvenanceError where it leads to nothing."""
    origin = number.origin
    if number != number or abs(number) == math.inf:
        # Of no rows at all, or an end that the words leave open.
        return Markup("no limit stated" if origin and (number == number or not origin.rule) else "none")
    if origin is None or not origin.sources:
        raise ProvenanceError(f"{float(number):g} leads to no source; {HOW}")
    shown = amount_in_words(number, origin.unit) if unit else hedged(number, words.number(rounded(number)))
    register(origin)
    if len(origin.sources) == 1 and not origin.rule:
        if origin.figures:
            return Markup('<a class="figure" data-figure="{0}" href="#{0}">{1}</a>').format(origin.figures[0], shown)
        series, _, period = origin.observed[0].partition("@")
        return Markup(Statistic(shown, series, period).__html__())
    rule = origin.rule or "as printed"
    return Markup(Derived(shown, rule, origin.figures, origin.observed).__html__())


HOW = (
    "expected a number made of columns of the ledger (`low`, `high`, `value`) by sums, means, counts or arithmetic; "
    "instead of `value_counts` and `crosstab` take `groupby(…).size()`, instead of `apply(sum)` take `sum()`, "
    "instead of `margins=True` a `concat` with `traced_column([total])`; "
    "a frame of other numbers is shown by itself in a cell with the tag `untraced`"
)


def table(frame: pd.DataFrame | pd.Series, title: str, headings: dict[str, str] | None = None) -> Fragment:
    """Return a frame that pandas made as a table: index and columns as they are, each number with its sources.

    The unit of a column stands in its heading, or in each cell where the cells have several.
    """
    flat = flattened(frame, title)
    known.require_columns("headings", headings or {}, flat.columns)
    if flat.empty:
        return (
            absent.figures(frame)
            if frame.attrs.get("filters")
            else provenance.nothing("There is nothing to list.", names.heading(title))
        )
    called = {name: (headings or {}).get(name, _heading(name)) for name in flat.columns}
    numbers = {name for name in flat.columns if isinstance(flat[name].array, TracedArray)}
    units = {name: _unit(flat[name].array) for name in numbers}
    heads = []
    for name, heading in called.items():
        shown = _headed(heading, flat[name].array, title)
        heads.append((name, Markup("{}, {}").format(shown, units[name]) if units.get(name) else shown))
    cells, words_beside = [], beside.Beside(title)
    if INDEX in flat:
        provenance.register_figures(frames.figures(figure=list(flat[INDEX])))
    for row in each_row(flat):
        words_beside.require(row, numbers)
        origins = [row[name].origin for name in numbers if row[name] == row[name] and row[name].origin]
        if INDEX in flat:
            # A row of the ledger's own: its words are those of its figure.
            origins.append(of_figure(str(row[INDEX]), str(row[INDEX]), ""))
        cells.append(("", [filled(name, row[name], title, origins, name in numbers, units) for name in flat.columns]))
    return render(title, heads, [("", cells)])


def _headed(heading: str, column: Any, title: str) -> Markup:
    """Return a heading as HTML: a period as a date, a word of the figures below it as theirs.

    Raises ValueError for any other digit: it would lead to no source.
    """
    if not any(character.isnumeric() for character in heading):
        return escape(heading)
    figures: list[str] = []
    if isinstance(column, TracedArray):
        figures = list(dict.fromkeys(name for origin in column.origins if origin for name in origin.figures))
    rows = frames.figures(figure=figures) if figures else None
    parts = []
    for part in heading.split(", "):
        if is_period(part):
            parts.append(words.period(part))
        elif rows is not None and any(
            cell.casefold() == part.casefold() for cell in rows[list(WORDED)].to_numpy().flat
        ):
            parts.append(Markup("<span{}>{}</span>").format(statistic.provenance_attributes(figures, []), part))
        else:
            parts.append(_named(part, title))
    return Markup(", ").join(parts)


def _named(heading: str, title: str) -> Markup:
    try:
        return names.heading(heading)
    except ValueError as error:
        raise ValueError(f"“{title}”, heading {error}") from None


def _heading(name: str) -> str:
    """Return the name of a column as its heading: a value of the ledger keeps its letters."""
    heading = name.replace("_", " ") if name.isidentifier() else name
    return heading[:1].upper() + heading[1:]


def filled(
    name: str, cell: Any, title: str, origins: list[Origin], traced: bool, units: dict[str, str]
) -> Markup | Number | str:
    if traced:
        if cell != cell:
            return ""
        try:
            open_end = abs(float(cell)) == math.inf
            return Number(value(cell, unit=not units[name]), ".." if open_end else f"{float(cell):.12g}")
        except ProvenanceError as error:
            raise ProvenanceError(f"“{title}”, column {name}: {error}") from None
    if isinstance(cell, bool) or cell is None or cell != cell:
        return "" if not isinstance(cell, bool) else str(cell).lower()
    if name.lower() in TIMES and is_period(cell):
        return _dated(name, str(cell), title, origins)
    if isinstance(cell, int | float):
        raise ProvenanceError(f"“{title}”, column {name}: {cell:g} leads to no source; {HOW}")
    text = str(cell)
    if not number_words.typed(text) or (not any(map(str.isnumeric, text)) and own.is_title(text)):
        return escape(text)
    if is_period(text) and origins and own.of_their_time(text, *_named_by(origins)):
        return words.period(text)
    # The words of a row are those of its figures.
    figures, observed = _named_by(origins)
    if not figures and not observed:
        raise ProvenanceError(
            f"“{title}”, column {name}: “{text}” has {_numbers_as(text)} that lead to no source; {HOW}"
        )
    if not own.words_of(text, figures, observed):
        try:
            return names.heading(text)
        except ValueError:
            of = f"column {name or 'of the index'}, row of {[*figures, *observed][0]}"
            raise ProvenanceError(
                f"“{title}”, {of}: “{text}” has {_numbers_as(text)} that are no words of it; {HOW}"
            ) from None
    return Markup("<span{}>{}</span>").format(statistic.provenance_attributes(figures, observed), text)


def _numbers_as(text: str) -> str:
    return "digits" if any(map(str.isnumeric, text)) else "numbers in words"


def _named_by(origins: list[Origin]) -> tuple[list[str], list[str]]:
    """Return the figures and the statistics that some numbers were made of, each once."""
    names = dict.fromkeys(source.name for origin in origins for source in origin.sources)
    return [name for name in names if AT not in name], [name for name in names if AT in name]


def _dated(name: str, period: str, title: str, origins: list[Origin]) -> Markup:
    """Return a period in words; raises ProvenanceError where `period` or `year` has one of no source."""
    figures, observed = _named_by(origins)
    if name == PERIOD or (name.lower() == YEAR and (observed or own.periods_of(figures))):
        require_time(title, period, figures, observed)
    return words.period(period)


def require_time(title: str, period: str, figures: list[str], observed: list[str]) -> None:
    """Raise ProvenanceError for a number at a time of which none of its sources is."""
    if (figures or observed) and not own.of_their_time(period, figures, observed):
        raise untimely(title, period, [*figures, *observed][0])


def untimely(title: str, period: str, source: str) -> ProvenanceError:
    """Return what is raised for a number that is shown at another time than that of its source."""
    return ProvenanceError(
        f"“{title}”, period {period}: {source} is of another time; expected each number at a period of its own, or a "
        'column of your own words, as `frame.rename_axis(index="shown beside")`'
    )


def _unit(array: TracedArray) -> str:
    """Return the one unit of a column, empty where it has several."""
    units = {origin.unit for origin, missing in zip(array.origins, array.isna(), strict=True) if origin and not missing}
    return units.pop() if len(units) == 1 else ""


def rounded(number: Traced) -> float:
    return float(f"{float(number):.{DIGITS}g}")


def amount_in_words(number: Traced, unit: str) -> str:
    """Return a number with its unit, and what the words of its figures leave of it: `at least 2.8 million masks`."""
    return hedged(number, words.quantity(rounded(number), unit))


def hedged(number: Traced, shown: str) -> str:
    return f"{number.origin.hedge} {shown}" if number.origin and number.origin.hedge else shown


def attributes(origin: Origin | None) -> Markup:
    return statistic.provenance_attributes(origin.figures, origin.observed) if origin else Markup()


def register(origin: Origin) -> None:
    """Note what the page's list of sources must explain."""
    if origin.figures:
        provenance.register_figures(frames.figures(figure=list(origin.figures)))
    for name in origin.observed:
        series, _, period = name.partition("@")
        provenance.series_entry(series, period)
