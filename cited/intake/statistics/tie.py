"""Tying a figure to the statistic that checks it: offers, the choice, and its row of checks.csv."""

from typing import NamedTuple

from cited import project
from cited.intake.statistics import rows, writing
from cited.ledger.agreement import manners
from cited.ledger.agreement.ties import ANNOUNCED, OTHER, SAME
from cited.ledger.agreement.verdicts import select
from cited.ledger.rules import checks
from cited.ledger.store import tables
from cited.ledger.store.outcomes import Reason
from cited.ledger.suggesting.context import context
from cited.ledger.suggesting.series_index import series_index
from cited.ledger.suggesting.suggest import Suggestion, suggest
from cited.nearest import suggestion

Row = dict[str, str]


# What a tie to an announcement says where the person says nothing.
REPEATED = "The statistic is the announcement that the text repeats, no count."


class Choice(NamedTuple):
    """A statistic that is to check a figure, with its base where two make one."""

    series: str
    period: str
    base_series: str
    base_period: str
    how: str
    date: str
    definition: str = SAME


def figure(name: str) -> Row:
    """Return a figure's row; raises InputError with the nearest id for one that the ledger does not have."""
    figures = {row["figure"]: row for row in tables.rows("figures")}
    if not name:
        raise project.InputError("FIGURE: nothing; expected a figure’s id: make tie FIGURE=<id>")
    if name not in figures:
        raise project.InputError(
            f"FIGURE: the ledger has no “{name}”{suggestion(name, figures)}; expected a figure’s id, as on its page"
        )
    return figures[name]


def offers(row: Row) -> list[Suggestion]:
    """Return the statistics that could check a figure, by unit, area, period and words, the best first.

    Of a series that has the figure's own date that one is offered, whatever it says: no other is chosen for its value.
    """
    documents = {source["source"]: source["date"] for source in tables.rows("sources")}
    original = next((other for other in tables.rows("figures") if other["figure"] == row["repeats"]), None)
    sentence = " ".join(filter(None, (row["measure"], row["actor"], row["counterpart"], row["printed"])))
    stated = row.get("stated") or documents.get(row["source"], "")
    return suggest(row, sentence, stated=stated, original=original, own_date=True)


def offer_lines(offers: list[Suggestion], figure: str = "") -> list[str]:
    """Return the offers as lines of text, numbered, and to what a figure is tied already, or why it is not checked."""
    checks = [row for row in tables.rows("checks") if row["figure"] == figure]
    ties = {(row["series"], row["period"]) for row in checks}
    offered = {(one.series, one.period) for one in offers}
    others = [f"{row['series']}@{row['period']}" for row in checks if (row["series"], row["period"]) not in offered]
    told = [f"It is not checked so far: {row['reason']}." for row in checks if row["reason"]]
    tied_already = told or [f"It is tied to {' and '.join(others)} already." for _ in others[:1]]
    if not offers:
        return [*tied_already, "No series that is held fits; import one with `make series FILE=`."]
    return tied_already + [
        f"{number}. {one.series}@{one.period}"
        f"{f' with {one.base_series}@{one.base_period} ({one.how})' if one.base_series else ''}: "
        f"{one.statistic}, {one.outcome}; {one.why}{'; tied already' if (one.series, one.period) in ties else ''}"
        for number, one in enumerate(offers, start=1)
    ]


def chosen(choice: str, offers: list[Suggestion], unit: str) -> Choice:
    """Return what a choice means: the number of an offer, or any `series@period`; raises InputError for neither.

    `unit` is that of the figure.
    """
    if choice.isdecimal() and 1 <= int(choice) <= len(offers):
        one = offers[int(choice) - 1]
        return Choice(one.series, one.period, one.base_series, one.base_period, one.how, one.date, one.definition)
    series, at, period = choice.partition("@")
    if not at:
        numbers = f"a number from 1 to {len(offers)}, or " if offers else ""
        raise project.InputError(f"CHOICE: “{choice}”; expected {numbers}series@period")
    if series not in (known := {row["series"]: row["title"] for row in tables.rows("series")}):
        raise project.InputError(f"CHOICE: data/series.csv has no “{series}”{suggestion(series, known)}")
    if offered := next(
        (one for one in offers if (one.series, one.period, one.base_series) == (series, period, "")), None
    ):
        # By its name or by its number: an offer is the same.
        return Choice(series, period, "", "", offered.how, offered.date, offered.definition)
    return Choice(series, period, "", "", manners.plain(unit, known[series]), "own")


def write(row: Row, choice: Choice, definition: str = "", remark: str = "") -> Row:
    """Add the tie to checks.csv, in the place of the figure's excuse if it has one; return its row.

    Raises InputError, and changes nothing, where the row breaks a rule.
    """
    every = [check for check in tables.rows("checks") if check["figure"] == row["figure"]]
    tied = [check for check in every if check["series"]]
    ends = (choice.series, choice.period, choice.base_series, choice.base_period)
    for check in tied:
        if (check["series"], check["period"], check["base_series"], check["base_period"]) == ends:
            raise project.InputError(f"CHOICE: {choice.series}@{choice.period} is tied already, by {check['check']}")
    definition = definition or choice.definition
    if definition == ANNOUNCED == choice.definition:
        remark = remark or REPEATED
    letter = chr(max((ord(check["check"][-1]) for check in tied), default=ord("a") - 1) + 1)
    excused = [check for check in every if not check["series"]]
    if definition == OTHER and not remark:
        raise project.InputError('REMARK: nothing; say what the statistic means otherwise: REMARK="…"')
    # What a reader must know stays, where nobody says something else; why there was nothing to tie does not.
    kept = (check["remark"] for check in excused if check["reason"] == Reason.NONE_HELD)
    remark = remark or " ".join(filter(None, kept))
    made = {
        "check": f"{row['figure']}-{letter}",
        "figure": row["figure"],
        **choice._asdict(),
        "date": choice.date if "date" in checks.TIE else "",
        "definition": definition,
        "remark": remark,
    }
    related = _related(row["measure"], made)
    writing.write(rows.Import(checks=[made], measures=related), without={check["check"] for check in excused})
    return made


def _related(measure: str, check: Row) -> list[Row]:
    """Return the rows of data/measures.csv that a tie needs and the package does not have yet."""
    if not tables.has("measures"):
        return []
    held = {(row["measure"], row["series"]) for row in tables.rows("measures")}
    named = dict.fromkeys(filter(None, (check["series"], check["base_series"])))
    return [
        {"measure": measure, "series": name, "definition": check["definition"]}
        for name in named
        if (measure, name) not in held
    ]


def misfit(row: Row, choice: Choice, definition: str = "same") -> str:
    """Return a warning where a figure's measure shares no word with its series' title, as if the series means another.

    Nothing for a tie that says so itself, and for rates and durations, whose series are of other things.
    """
    if definition == "other" or choice.how in ("ratio", "part", "duration"):
        return ""
    known = series_index()
    series = known.series[choice.series]
    named = context(row, row["measure"], known.places, -1, (), "", "", frozenset())
    if any(word in named.words for word in series.words):
        return ""
    return (
        f"Warning: nothing in “{series.row['title']}” speaks of “{row['measure']}”, which the figure measures; "
        "if the series means something else, tie it with DEFINITION=other, else choose another that `make tie` offers"
    )


def verdict(figure: str) -> str:
    """Return the verdict on a figure as a line of text."""
    (row,) = select(figure=figure)
    off = f", {row['deviation']}" if row["deviation"] not in ("", "none") else ""
    return f"{figure}: {row['verdict']}{off} ({row['rule']})"
