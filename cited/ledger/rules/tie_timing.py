"""Whether the ties of a figure are to its own date, by the rule of `cited.ledger.agreement.dates`."""

from collections.abc import Iterator

from cited.ledger.agreement import dates
from cited.ledger.agreement.manners import PAIRED
from cited.ledger.agreement.ties import OTHER, OWN, SAME, vintage
from cited.ledger.store import tables
from cited.ledger.store.faults import Fault
from cited.ledger.store.periods import Period


class Timing:
    """Whether the ties of each figure are to its own date, by the rule, and to one such date of a definition."""

    def __init__(self, series: dict[str, tables.Row], observed: set[tuple[str, str]]) -> None:
        """Take the rows of series.csv by their ids, and which observations (series, period) are held."""
        self._series = series
        self._held: dict[str, list[str]] = {}
        for name, period in sorted(observed):
            self._held.setdefault(name, []).append(period)
        self._documents = {row["source"]: row["date"] for row in tables.rows("sources")}
        self._own: dict[tuple[str, str, str], int] = {}
        self._wanted: dict[tuple[str, str], tuple[int, str]] = {}
        self._tied: set[tuple[str, str, str]] = set()
        self._has_own: set[str] = set()
        self._set_aside: list[tuple[int, str, str]] = []

    def faults(self, row: tables.Row, figure: tables.Row, number: int) -> Iterator[tuple[str, str]]:
        """Give the faults of one tie, in row `number`."""
        stated = figure["stated"] or self._documents[figure["figure"].rpartition("-")[0]]
        one, own = self._series[row["series"]], self.own(figure, row["series"])
        computed = OWN if row["period"] == own else OTHER
        if row["date"] == computed:
            yield "date", f"expected nothing: the rule of dates says {computed} as well"
        yield from self._second(row, figure, stated)
        yield from _typed(row, figure, stated)
        self._tied.add((row["figure"], row["series"], row["period"]))
        if (row["date"] or computed) == OWN:
            self._has_own.add(row["figure"])
        elif row["date"] == OTHER:
            self._set_aside.append((number, row["figure"], row["period"]))
        if not row["date"] and own and row["how"] not in PAIRED:
            self._wanted.setdefault((row["figure"], row["series"]), (number, own))
        if (row["date"] or computed) == OWN:
            kind = row["series"] if row["definition"] != SAME else vintage(one, row["period"], stated)
            first = self._own.setdefault((row["figure"], row["definition"], kind), number)
            if first != number:
                yield "period", f"expected one tie to the figure’s own date of this definition; row {first} is one"

    def own(self, figure: tables.Row, series: str) -> str:
        """Return the period of a series that is a figure's own date, empty where it holds none."""
        stated = figure["stated"] or self._documents[figure["figure"].rpartition("-")[0]]
        timed = dates.Timed(figure["period"], stated)
        return dates.own(timed, self._series[series]["kind"], self._held.get(series, []))

    def untied(self, file: str) -> list[Fault]:
        """Return the ties to another date of a series that has the figure’s own, which is not tied."""
        missing = [
            Fault(file, number, "period", None, f"expected a tie to {series}@{own}, the own date of {figure}, as well")
            for (figure, series), (number, own) in self._wanted.items()
            if (figure, series, own) not in self._tied
        ]
        alone = "expected another tie of the figure that is of its own date, where this one is set aside"
        return missing + [
            Fault(file, number, "date", OTHER, f"{alone}: {period} is that of {figure} by the rule")
            for number, figure, period in self._set_aside
            if figure not in self._has_own
        ]

    def _second(self, row: tables.Row, figure: tables.Row, stated: str) -> Iterator[tuple[str, str]]:
        """The second value is the one that the rule says, unless the row says why not."""
        if not row["base_series"] or row["departure"]:
            return
        periods = self._held[row["base_series"]]
        base = dates.second(dates.Timed(figure["period"], stated), row["how"], row["period"], periods)
        if base and base != row["base_period"]:
            yield "base_period", f"expected {base}, the second value by the rule of dates; or the reason in `departure`"


def _typed(row: tables.Row, figure: tables.Row, stated: str) -> Iterator[tuple[str, str]]:
    """A date that is typed as the figure's own is neither before the time of which it speaks nor after its words."""
    if row["date"] != OWN or not figure["period"]:
        return
    of, period = Period.parse(figure["period"]), Period.parse(row["period"])
    if not of.open and (period.last < of.first or period.first > max(of.last, Period.parse(stated).last)):
        yield "date", f"expected other: {row['period']} lies outside of {figure['period']}, of which the figure speaks"
