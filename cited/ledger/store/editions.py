"""The editions of the data, as git remembers them, and what changed from each to the next."""

import csv
import io
import itertools
import tarfile
from typing import NamedTuple

from cited import history
from cited.ledger.store import tables
from cited.manifest import Change, Edition

# What is read of a commit, beside the figures.
TABLES = ("data/observations.csv", "data/series.csv", "data/checks.csv")
# So many editions are told, the newest first.
TOLD = 6
# What of a figure a reader sees; its other columns are the ledger's own housekeeping.
COLUMNS = ("printed", "low", "high", "unit", "hedge", "measure", "actor", "counterpart", "period", "basis", "status")
# What of a check says with what a figure is compared, and how; its other columns say why.
COMPARED = ("series", "period", "base_series", "base_period", "how", "definition")
Rows = dict[str, dict[str, str]]
# What becomes of a series' values, in words.
KINDS = {"added": "added", "changed": "corrected", "dropped": "removed"}


class _State(NamedTuple):
    """The data of a commit: rows by figure, by `series@period` and by series, and each figure's comparisons."""

    figures: Rows
    observed: Rows
    series: Rows
    checks: dict[str, set[tuple[str, ...]]]


def editions() -> list[Edition]:
    """Return the editions of the data, the newest first, each with what changed since the one before.

    An edition is what was committed in `data/` by the end of a day (of the committer, in UTC); what is not committed is
    of none. Rows are compared as they stand, so that editions with columns of an older kind can be read too; outcomes
    are not, since the present rules may not judge older data, but with what each figure is compared. Without git there
    are none. The same commit has the same.
    """
    days = _days()
    if not days:
        return []
    states = {commit: _state(commit) for _, commit in days[: TOLD + 1]}
    listed = [
        Edition(day, False, (*_figures(states[before], states[commit]), *_statistics(states[before], states[commit])))
        for (day, commit), (_, before) in itertools.pairwise(days[: TOLD + 1])
    ]
    if len(days) <= TOLD:
        listed.append(Edition(days[-1][0], True, ()))
    return listed


def _days() -> list[tuple[str, str]]:
    """Return the last commit of each day on which data were committed, the newest first: (day, commit)."""
    if not history.latest():
        return []
    listed = history.git("log", "--format=%cd %H", "--date=format-local:%Y-%m-%d", "--", *history.PATHS)
    commits: dict[str, str] = {}
    for line in (listed or b"").decode().splitlines():
        day, commit = line.split()
        commits.setdefault(day, commit)
    return sorted(commits.items(), reverse=True)


def _state(commit: str) -> _State:
    """Return the data as a commit has them."""
    state = _State({}, {}, {}, {})
    with tarfile.open(fileobj=io.BytesIO(history.git("archive", "--format=tar", commit, "data") or b"")) as members:
        for member in members.getmembers():
            if not member.isfile() or not member.name.endswith(".csv"):
                continue
            if not member.name.startswith("data/figures/") and member.name not in TABLES:
                continue
            with members.extractfile(member) or io.BytesIO() as file:
                rows = list(csv.DictReader(io.StringIO(file.read().decode("utf-8", "replace"))))
            if member.name == "data/observations.csv":
                state.observed.update({f"{row.get('series', '')}@{row.get('period', '')}": row for row in rows})
            elif member.name == "data/series.csv":
                state.series.update({row["series"]: row for row in rows if row.get("series")})
            elif member.name == "data/checks.csv":
                for row in rows:
                    if row.get("figure") and row.get("series"):
                        compared = tuple(row.get(column) or "" for column in COMPARED)
                        state.checks.setdefault(row["figure"], set()).add(compared)
            else:
                state.figures.update({row["figure"]: row for row in rows if row.get("figure")})
    return state


def _figures(before: _State, after: _State) -> list[Change]:
    old, new = before.figures, after.figures
    changes = [Change(name, row.get("printed", ""), "dropped") for name, row in old.items() if name not in new]
    for name, row in new.items():
        printed = row.get("printed", "")
        if name not in old:
            changes.append(Change(name, printed, "added"))
            continue
        columns = [one for one in COLUMNS if one in row and one in old[name] and row[one] != old[name][one]]
        changes += [Change(name, printed, "changed", one, old[name][one], row[one]) for one in columns]
        was, now = before.checks.get(name, set()), after.checks.get(name, set())
        if was != now:
            changes.append(Change(name, printed, "compared", _became(was, now), new=_compared(was, now)))
    return changes


def _became(was: set[tuple[str, ...]], now: set[tuple[str, ...]]) -> str:
    """Return what became of a figure's comparison with published data: `added`, `removed` or `changed`."""
    return "added" if not was else "changed" if now else "removed"


def _compared(was: set[tuple[str, ...]], now: set[tuple[str, ...]]) -> str:
    """Return in words how what a figure is compared with has changed."""
    if not was:
        return "comparison with published data added"
    if not now:
        return "comparison with published data removed"
    if was < now:
        return "compared with more published data"
    return "compared with other published data" if now - was else "compared with fewer published data"


def _statistics(before: _State, after: _State) -> list[Change]:
    """Return for each series how many of its values were added, changed and dropped."""
    old, new = before.observed, after.observed
    counts: dict[str, dict[str, int]] = {}
    for name in (*old, *(one for one in new if one not in old)):
        kind = "added" if name not in old else "dropped" if name not in new else "changed"
        if kind != "changed" or old[name].get("value") != new[name].get("value"):
            series = counts.setdefault(name.partition("@")[0], {})
            series[kind] = series.get(kind, 0) + 1
    # As it is called today, or was called last.
    today = {row["series"]: row for row in tables.rows("series")} if counts else {}
    titles = {name: row.get("title") or name for name, row in (before.series | after.series | today).items()}
    return [
        Change(series, titles.get(series, series), "statistic", "value", "", _counted(each))
        for series, each in sorted(counts.items())
    ]


def _counted(each: dict[str, int]) -> str:
    """Return in words how many values were added, corrected and removed: `1 value removed, 2 added`."""
    counts = [f"{number} {KINDS[kind]}" for kind, number in each.items()]
    first = next(iter(each.values()))
    return ", ".join(counts).replace(f"{first} ", f"{first} value{'' if first == 1 else 's'} ", 1)
