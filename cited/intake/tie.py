"""Tying a figure to the statistic that checks it: offers, the choice, and its row of checks.csv."""

from typing import NamedTuple

from cited import project
from cited.intake.statistics import rows, writing
from cited.ledger import checks, tables
from cited.ledger.suggest import Suggestion, suggest
from cited.ledger.verdicts import select
from cited.nearest import suggestion

Row = dict[str, str]


class Choice(NamedTuple):
    """A statistic that is to check a figure, with its base where two make one."""

    series: str
    period: str
    base_series: str
    base_period: str
    how: str
    date: str


def figure(name: str) -> Row:
    """Return a figure's row; raises InputError with the nearest id for one that the ledger does not have."""
    held = {row["figure"]: row for row in tables.rows("figures")}
    if name not in held:
        raise project.InputError(f"FIGURE: the ledger has no “{name}”{suggestion(name, held)}")
    return held[name]


def offers(row: Row) -> list[Suggestion]:
    """Return the statistics that could check a figure, by unit, area, period and words, the best first."""
    documents = {source["source"]: source["date"] for source in tables.rows("sources")}
    original = next((other for other in tables.rows("figures") if other["figure"] == row["repeats"]), None)
    sentence = " ".join(filter(None, (row["measure"], row["actor"], row["counterpart"], row["printed"])))
    return suggest(row, sentence, stated=row.get("stated") or documents.get(row["source"], ""), original=original)


def told(offers: list[Suggestion]) -> list[str]:
    """Return the offers as lines of text, numbered."""
    if not offers:
        return ["No series that is held fits; import one with `make series FILE=`."]
    return [
        f"{number}. {one.series}@{one.period}"
        f"{f' with {one.base_series}@{one.base_period} ({one.how})' if one.base_series else ''}: "
        f"{one.statistic}, {one.outcome}; {one.why}"
        for number, one in enumerate(offers, start=1)
    ]


def chosen(choice: str, offers: list[Suggestion]) -> Choice:
    """Return what a choice means: the number of an offer, or any `series@period`; raises InputError for neither."""
    if choice.isdecimal() and 1 <= int(choice) <= len(offers):
        one = offers[int(choice) - 1]
        return Choice(one.series, one.period, one.base_series, one.base_period, one.how, one.date)
    series, at, period = choice.partition("@")
    if not at:
        raise project.InputError(f"CHOICE: “{choice}”; expected a number from 1 to {len(offers)}, or series@period")
    return Choice(series, period, "", "", "level", "own")


def write(row: Row, choice: Choice, definition: str = "same", remark: str = "") -> Row:
    """Add the tie to checks.csv, in the place of the figure's excuse if it has one; return its row.

    Raises InputError, and changes nothing, where the row breaks a rule.
    """
    held = [check for check in tables.rows("checks") if check["figure"] == row["figure"]]
    tied = [check for check in held if check["series"]]
    letter = chr(max((ord(check["check"][-1]) for check in tied), default=ord("a") - 1) + 1)
    made = {
        "check": f"{row['figure']}-{letter}",
        "figure": row["figure"],
        **choice._asdict(),
        "date": choice.date if "date" in checks.TIE else "",
        "definition": definition or "same",
        "remark": remark,
    }
    excuses = {check["check"] for check in held if not check["series"]}
    writing.write(rows.Import(checks=[made]), without=excuses)
    return made


def verdict(figure: str) -> str:
    """Return the verdict on a figure as a line of text."""
    (row,) = select(figure=figure)
    off = f", {row['deviation']}" if row["deviation"] not in ("", "none") else ""
    return f"{figure}: {row['verdict']}{off} ({row['rule']})"
