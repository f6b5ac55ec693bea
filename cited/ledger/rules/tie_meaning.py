"""Whether a tie compares like with like: parties, units, and what the figure and the series measure."""

import re
from collections.abc import Iterator, Mapping

from cited import project
from cited.ledger.agreement import manners
from cited.ledger.agreement.ties import ANNOUNCED, QUOTED, SAME
from cited.ledger.frames.relations import factor
from cited.ledger.rules.series_agreement import EDITION
from cited.ledger.store import names, tables
from cited.ledger.store.faults import Fault
from cited.ledger.store.periods import Period, exists
from cited.ledger.store.reasons import is_reason
from cited.nearest import suggestion

# Who publishes a series of which only reports are known.
PRESS = "press"
# Definitions by which a statistic means what the figure means.
MEANT = (SAME, ANNOUNCED, QUOTED)
TABLE, FILE = "measures", "data/measures.csv"
PERSONS = "persons"
# A remark by which figure and statistic may mean two things, so that nobody can say they mean one.
_DOUBTED = re.compile(
    r"\b(?:may|might|could|probably|possibly) (?:well )?(?:differ|count|mean|measure)\b"
    r"|\b(?:definitions?|counts) differ\b",
    re.IGNORECASE,
)
# A measure of how another changed.
_CHANGE_IN = re.compile(
    r"(?:(?:annual|yearly|monthly) )?(?:change|growth|increase|decrease|decline|rise|fall) (?:in|of) "
)
# What two editions of one statistic have alike, besides their titles.
_ALIKE = ("publisher", "area", "partner", "unit")


def measured() -> dict[str, int]:
    """Return the first year of which a series that measures the same has a value, by measure of data/measures.csv."""
    first: dict[str, int] = {}
    for row in tables.rows("observations"):
        if exists(row["period"]):
            year = Period.parse(row["period"]).first.year
            first[row["series"]] = min(year, first.get(row["series"], year))
    earliest: dict[str, int] = {}
    for row in tables.rows(TABLE) if tables.has(TABLE) else ():
        if row["definition"] == SAME and row["series"] in first:
            earliest[row["measure"]] = min(first[row["series"]], earliest.get(row["measure"], first[row["series"]]))
    return earliest


class Meaning:
    """Whether each tie means what it says, by its series, by data/measures.csv, and by the figure's other ties."""

    def __init__(self, series: Mapping[str, tables.Row]) -> None:
        """Take the rows of series.csv by their ids; data/measures.csv is read, where the package has it."""
        self._series = series
        self._definitions: dict[tuple[str, str], str] | None = None
        if tables.has(TABLE):
            self._definitions = {(row["measure"], row["series"]): row["definition"] for row in tables.rows(TABLE)}
        self._used: set[tuple[str, str]] = set()
        self._same: dict[str, tuple[int, str]] = {}

    def faults(self, row: tables.Row, figures: Mapping[str, tables.Row], number: int) -> Iterator[tuple[str, str]]:
        """Give the faults of one tie, in row `number`, which names a figure and series that are there."""
        figure = figures[row["figure"]]
        yield from _comparable(row, figures, self._series)
        if self._definitions is not None:
            yield from self._related(row, figure["measure"], self._definitions)
        if row["definition"] == SAME:
            first, other = self._same.setdefault(row["figure"], (number, row["series"]))
            if not _is_edition(self._series[other], self._series[row["series"]]):
                yield (
                    "definition",
                    f"expected other: row {first} ties {other} as the same, and {row['series']} is neither that series "
                    "nor another edition of it; of two statistics that are called the same the better would decide",
                )

    def measuring(self, figure: tables.Row) -> list[str]:
        """Return the series that measure what a figure measures, of its parties, by data/measures.csv."""
        # A city has the code of its country, whose statistics are not the city's.
        if any(names.party(names.code(actor)) != actor for actor in names.several(figure["actor"])):
            return []
        return [
            name
            for (measure, name), definition in (self._definitions or {}).items()
            if (measure, definition) == (figure["measure"], SAME)
            and name in self._series
            and self._series[name]["unit"] == figure["unit"]
            and not names.strange(figure, self._series[name])
        ]

    def unused(self) -> list[Fault]:
        """Return a fault for each row of data/measures.csv that no tie uses, so that it says nothing, and for each
        that says another thing of a change than of what changes."""
        file = project.within(tables.files(TABLE)[0]) if self._definitions else ""
        expected = (
            "expected a tie of data/checks.csv between a figure of this measure and this series: "
            "`make tie FIGURE=id` makes one"
        )
        definitions = self._definitions or {}
        parted = [
            Fault(
                file,
                number,
                "definition",
                definition,
                f"expected {of}, as {series} has it beside {what}, which changes",
            )
            for number, ((measure, series), definition) in enumerate(definitions.items(), start=2)
            if (what := _CHANGE_IN.sub("", measure)) != measure
            and (of := definitions.get((what, series), definition)) != definition
        ]
        return parted + [
            Fault(file, number, "measure", measure, f"{expected} ({series})")
            for number, (measure, series) in enumerate(self._definitions or (), start=2)
            if (measure, series) not in self._used
        ]

    def _related(
        self, row: tables.Row, measure: str, definitions: Mapping[tuple[str, str], str]
    ) -> Iterator[tuple[str, str]]:
        """The table of measures says what each series of the tie means to the figure's measure."""
        for column in ("series", "base_series"):
            name = row[column]
            if not name:
                continue
            self._used.add((measure, name))
            meaning = definitions.get((measure, name))
            if meaning is None:
                known = [of for of, one in definitions if one == name]
                of = f"; it has the series for {', '.join(known)}" if known else ""
                near = "" if known else suggestion(name, [one for of, one in definitions if of == measure])
                yield (
                    column,
                    f"expected a series that {FILE} has for the figure’s measure, {measure}{of}{near}; where it "
                    f"does measure that, a new row there: {measure},{name},{row['definition']}",
                )
            elif meaning != row["definition"]:
                yield (
                    "definition",
                    f"expected {meaning}, as {FILE} has it of {name} beside {measure}; a figure that means something "
                    "else has another measure",
                )


def _is_edition(one: tables.Row, other: tables.Row) -> bool:
    """Tell whether two series are one, or editions of one statistic by one publisher."""
    titles = {EDITION.sub("", row["title"]) for row in (one, other)}
    return one["series"] == other["series"] or (
        len(titles) == 1 and all(one[column] == other[column] for column in _ALIKE)
    )


def _comparable(
    row: tables.Row, figures: Mapping[str, tables.Row], series: Mapping[str, tables.Row]
) -> Iterator[tuple[str, str]]:
    """Like is tied with like: units, rates and dates."""
    figure, unit = figures[row["figure"]], series[row["series"]]["unit"]
    if row["how"] != "duration" and series[row["series"]]["publisher"] == PRESS:
        # Reports date an event; they repeat a count.
        yield "series", f"expected a series of who counted; of {row['series']} only reports are known (press)"
    if row["how"] == "ratio" and not row["base_series"]:
        original = figures.get(figure["repeats"])
        wanted = original and f"{figure['unit']} per {original['unit']}"
        # What is repeated may be a row that is broken: that is named there.
        if unit != wanted and (original or not figure["repeats"]):
            yield (
                "series",
                f"expected the rate that the figure makes with the one it repeats, {wanted or 'but it repeats none'}",
            )
    elif (
        row["how"] != "ratio"
        and row["definition"] in MEANT
        and row["how"] not in ("count", "duration")
        and unit != figure["unit"]
    ):
        # A count may call the same things by another noun: countries that are members.
        yield "series", f"expected a series in {figure['unit']}, the figure’s unit; its unit is {unit}"
    if row["how"] == "count" and row["definition"] in MEANT and not manners.is_counted(unit):
        yield "series", f"expected a series of things counted, as {figure['unit']} are; its unit is {unit}"
    counted = row["how"] == "count" and row["definition"] == SAME
    if counted and (figure["unit"] == PERSONS) is not (unit == PERSONS):
        # Who crosses a border twice is two crossings.
        yield "definition", f"expected other: {unit} are another thing than {figure['unit']}; or a series of these"
    elif counted and not factor(figure["unit"], unit) and not is_reason(row["remark"]):
        yield "remark", f"expected why {unit} are what the figure counts, which are {figure['unit']}"
    if row["definition"] == SAME and (doubt := _DOUBTED.search(row["remark"])):
        yield "definition", f"expected other: by the remark the two {doubt[0].lower()}"
    like = row["definition"] in MEANT and (row["how"] != "ratio" or row["base_series"])
    if like and (strange := names.strange(figure, series[row["series"]])):
        known = "; ".join(filter(None, (figure["actor"], figure["counterpart"])))
        yield "series", f"expected a series of the figure’s parties ({known}); this is of {', '.join(strange)}"
    yield from manners.faults(row, figure, series)
