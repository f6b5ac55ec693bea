"""Whether the ties of a figure are to its own date, by the rule of `cited.ledger.dates`."""

from collections.abc import Iterator

from cited.ledger import dates, tables
from cited.ledger.faults import Fault
from cited.ledger.manners import PAIRED
from cited.ledger.ties import OTHER, OWN, SAME, vintage


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

    def faults(self, row: tables.Row, figure: tables.Row, number: int) -> Iterator[tuple[str, str]]:
        """Give the faults of one tie, in row `number`."""
        stated = figure["stated"] or self._documents[figure["figure"].rpartition("-")[0]]
        one = self._series[row["series"]]
        own = dates.own(dates.Timed(figure["period"], stated), one["kind"], self._held[row["series"]])
        computed = OWN if row["period"] == own else OTHER
        if row["date"] == computed:
            yield "date", f"expected nothing: the rule of dates says {computed} as well"
        self._tied.add((row["figure"], row["series"], row["period"]))
        if row["definition"] == SAME and not row["date"] and own and row["how"] not in PAIRED:
            self._wanted.setdefault((row["figure"], row["series"]), (number, own))
        if (row["date"] or computed) == OWN:
            kind = row["series"] if row["definition"] != SAME else vintage(one, row["period"], stated)
            first = self._own.setdefault((row["figure"], row["definition"], kind), number)
            if first != number:
                yield "period", f"expected one tie to the figure’s own date of this definition; row {first} is one"

    def untied(self, file: str) -> list[Fault]:
        """Return the ties to another date of a series that has the figure’s own, which is not tied."""
        return [
            Fault(file, number, "period", None, f"expected a tie to {series}@{own}, the own date of {figure}, as well")
            for (figure, series), (number, own) in self._wanted.items()
            if (figure, series, own) not in self._tied
        ]
