"""What readers see of a verdict: outcome, official figure and difference, in words for lists and cards."""

from typing import Any

from cited.ledger import tables
from cited.ledger.manners import PART
from cited.ledger.outcomes import Outcome
from cited.ledger.verdicts import select as verdict_rows
from cited.page import differences, outcomes, words


def verdicts(figures: list[str]) -> dict[str, dict[str, Any]]:
    """Return how each figure stands, in words, by figure; none where the data have no checks.

    Keys beside those of `ledger.verdicts.select`: `look`, `title`, `publisher`, `value`, `off`, the difference,
    `later`, what revisions make of it, and `stated`, the date of the words.
    """
    if not figures or not tables.has("checks"):
        return {}
    verdicts = verdict_rows(figure=figures)
    named = {row["series"] for row in verdicts if row["series"]}
    series = {row["series"]: row for row in tables.select(table="series", series=sorted(named))} if named else {}
    rows = {row["figure"]: row for row in tables.select(table="figures", figure=figures)}
    dates = {row["source"]: row["date"] for row in tables.rows("sources")}
    return {
        row["figure"]: {
            **row,
            "look": outcomes.look(row["verdict"], row["rule"]),
            "title": series.get(row["series"], {}).get("title", ""),
            "publisher": series.get(row["series"], {}).get("publisher", ""),
            "value": value(row, rows[row["figure"]]["unit"]),
            "off": _off(row, rows[row["figure"]]),
            "later": _later(row, rows[row["figure"]]["unit"]),
            "stated": rows[row["figure"]]["stated"] or dates[rows[row["figure"]]["source"]],
        }
        for row in verdicts
    }


def _off(verdict: dict[str, Any], figure: dict[str, Any]) -> str:
    """Return how far a figure is from its official one, in words, empty where it is not."""
    if not (said := differences.said(verdict["deviation"])):
        return ""
    low, high = (float(figure[end]) if figure[end] != "" else float("nan") for end in ("low", "high"))
    official = float(verdict["statistic"])
    said = differences.too_many(differences.nearest(low, high, official), official, figure["unit"]) or said
    return differences.of_forecast(said) if verdict["verdict"] == Outcome.FORECAST else said


def _later(verdict: dict[str, Any], unit: str) -> str:
    """Return what later revisions make of a figure, in words; empty where there are none."""
    said, changed, statistic = verdict["revised"].partition(": ")
    return f"{said} to {value({**verdict, 'statistic': statistic}, unit)}" if changed else said


def value(row: dict[str, Any], unit: str) -> str:
    """Return the official figure of a verdict in words, empty where there is none."""
    if not row["statistic"]:
        return ""
    if row["how"] == "ratio" and unit != "percent":
        # Without a second value it is an exchange rate, which has a unit of its own.
        rate = "times" if row["base_series"] else tables.select(table="series", series=row["series"])[0]["unit"]
        return words.quantity(float(row["statistic"]), rate, 4)
    if row["how"] not in ("ratio", "duration"):
        # Detections are not persons, though a figure calls them so.
        unit = tables.select(table="series", series=row["series"])[0]["unit"]
    said = words.quantity(float(row["statistic"]), unit)
    return f"{said} {words.IN_PART}" if row["how"] == PART else said
