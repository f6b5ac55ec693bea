"""The commands on published statistics: series, tie."""

import argparse
import sys
from pathlib import Path

from cited import project
from cited.commands import DONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cited.intake.statistics.model import FoundSeries

# Up to so many series of a file are taken without asking of which areas.
FEW = 12
SERIES_OPTIONS = ("title", "unit", "kind", "publisher", "dataset", "vintage", "licence", "address")


def series(options: argparse.Namespace) -> int:
    """Import what a file holds and print it, with the verdicts that change."""
    from cited.intake.statistics import editions, formats, rows, stated, writing
    from cited.ledger.agreement.verdicts import select

    if not options.file:
        raise project.InputError("FILE: nothing; expected a publisher’s file: make series FILE=reserves.csv")
    path = Path(options.file)
    name, series = formats.load(path, options.decimal)
    chosen = _chosen(series, options.area)
    given = {key: getattr(options, key) for key in SERIES_OPTIONS}
    if options.area not in ("", "all") and not any(one.area or one.area_name for one in chosen):
        given["area"] = options.area
    if missing := stated.settle(chosen, given):
        raise project.InputError(*missing)
    if options.series not in ("", editions.NEW) and len(chosen) > 1:
        raise project.InputError(
            f"SERIES: {options.series} is one series, {len(chosen)} of the file are taken; choose one by AREA="
        )
    print(f"{path.name}: {name}; {len(series)} series, {len(chosen)} taken")
    made = rows.drafted(
        chosen, options.name, stated=[key for key in SERIES_OPTIONS if given.get(key)], same=options.series
    )
    before = {row["figure"]: row for row in select()}
    if made.series or made.observations or made.corrected:
        writing.write(made)
    print("\n".join(made.messages))
    changed = [line for row in select() if (line := _changed(before.get(row["figure"], {}), row))]
    print("\n".join(changed) if changed else "No verdict changes.")
    corrected = f", {rows.count_of(len(made.corrected), 'series')} corrected" if made.corrected else ""
    added = f"{rows.count_of(len(made.series), 'series')} and {rows.count_of(len(made.observations), 'observation')}"
    print(f"{added} added to data/{corrected}.")
    return DONE


def _chosen(series: "list[FoundSeries]", areas: str) -> "list[FoundSeries]":
    """Return the series of the areas asked for; without any, all of a few, else those of parties of the figures."""
    from cited.intake.statistics import reading
    from cited.ledger.store import names, tables
    from cited.nearest import suggestion

    if areas == "all" or (not areas and len(series) <= FEW):
        return series
    coded = [(reading.area(one.area, one.area_name), one) for one in series]
    if areas:
        wanted = areas.replace(",", " ").split()
        if not any(code for code, _ in coded):
            return series
        known = {code for code, _ in coded} | {one.area for one in series}
        if unknown := [area for area in wanted if area not in known]:
            raise project.InputError(
                *(f"AREA: “{area}” is not in the file{suggestion(area, known)}" for area in unknown)
            )
        return [one for code, one in coded if code in wanted or one.area in wanted]
    parties = {name for row in tables.rows("figures") for name in (row["actor"], row["counterpart"])}
    codes = {names.code(name) for name in parties}
    return [one for code, one in coded if code and code in codes] or series


def _changed(old: dict[str, str], new: dict[str, str]) -> str:
    columns = [column for column in ("verdict", "deviation", "revised") if old.get(column, "") != new[column]]
    parts = [f"{column} {old.get(column) or 'empty'} → {new[column] or 'empty'}" for column in columns]
    return f"{new['figure']}: {', '.join(parts)}" if parts else ""


def tie(options: argparse.Namespace) -> int:
    """Offer the statistics that could check a figure, and write the row of the one that is chosen."""
    from cited.intake.statistics import tie

    figure = tie.figure(options.figure)
    offers = tie.offers(figure)
    print(f"{figure['figure']}: {figure['printed']} ({figure['measure']}, {figure['period'] or 'no date'})")
    print("\n".join(tie.offer_lines(offers, figure["figure"])))
    choice = options.choice or (_ask() if offers and sys.stdin.isatty() else "")
    if not choice:
        print(
            f"Nothing was written; CHOICE=1 takes the first, CHOICE=series@period any, DEFINITION=other one that means "
            f"something else: make tie FIGURE={options.figure}"
        )
        return DONE
    made = tie.chosen(choice, offers, figure["unit"])
    check = tie.write(figure, made, options.definition, options.remark)
    print(f"data/checks.csv: {check['check']} ties {check['series']}@{check['period']}")
    print(tie.verdict(figure["figure"]))
    if warning := tie.misfit(figure, made, options.definition):
        print(warning, file=sys.stderr)
    return DONE


def _ask() -> str:
    return input("Which one? A number, or nothing to leave it: ").strip()
