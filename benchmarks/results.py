"""What the bench found, as CSV, as a chart and as a Markdown table with ratios."""

import csv
import os
import platform
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import psutil

OURS, FLOOR, UNFORKED = "cited", "floor: warm processes", "cited, kernels not forked"
LOOP, PARALLEL = "papermill and nbconvert, one after the other", "papermill and nbconvert, under make -j"
# Between these lines of docs/benchmarks.md stand the tables of the last bench.
BEGIN, END = "<!-- written by make bench -->\n", "<!-- end -->\n"
QUARTO = "its program is not on the package registries"
FILES = ("bench.csv", "bench.svg", "table.md")


@dataclass(frozen=True)
class Row:
    """One number: what was measured, on which set, how, for how many reports; seconds, bytes, or why not."""

    what: str
    set: str
    way: str
    reports: int
    seconds: float | None = None
    memory: int = 0
    note: str = ""
    part: str = ""
    day: str = ""


@dataclass(frozen=True)
class Aim:
    """One aim: what is compared, what was found, what is wanted, and whether that is reached."""

    what: str
    found: str
    wanted: str
    reached: bool


def load(folder: Path) -> list[Row]:
    """Return what an earlier bench has written into a folder; nothing where it has not."""
    path = folder / FILES[0]
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Row(
            what=row["what"],
            set=row["set"],
            way=row["way"],
            reports=int(row["reports"]),
            seconds=float(row["seconds"]) if row["seconds"] else None,
            memory=int(row["memory"]),
            note=row["note"],
            part=row["part"],
            day=row["day"],
        )
        for row in rows
    ]


def write(rows: list[Row], aims: list[Aim], folder: Path) -> None:
    """Write the table of numbers, the chart and the Markdown into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILES[0]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    _chart(rows, folder / FILES[1])
    (folder / FILES[2]).write_text(markdown(rows, aims), encoding="utf-8")


def publish(text: str, page: Path) -> None:
    """Put the tables into a page of the documentation, in place of those of an earlier bench."""
    if page.is_file():
        before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        if begin and end:
            page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def markdown(rows: list[Row], aims: list[Aim]) -> str:
    """Return the tables: whole builds, everything else, the aims; and what could not be run."""
    cores, memory = os.cpu_count(), psutil.virtual_memory().total / 2**30
    where = f"{platform.machine()}, {cores} processors, {memory:.0f} GiB, Python {platform.python_version()}"
    days = " and ".join(sorted({row.day for row in rows}))
    parts = [
        f"Measured on {days} with `make bench`: {where}; two reports at once. Seconds; in brackets, "
        "how many times ours. Ours and the floor are the median of three runs, the others one run."
    ]
    if aims:
        parts += ["", "| aim | found | wanted | |", "| --- | --- | --- | --- |"]
        parts += [f"| {a.what} | {a.found} | {a.wanted} | {'reached' if a.reached else 'missed'} |" for a in aims]
    for kind in dict.fromkeys(row.set for row in rows if row.what == "reports" and row.seconds is not None):
        parts += _builds(rows, kind)
    parts += ["", "| what | reports | seconds | memory | |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        if row.what != "reports" and row.seconds is not None:
            held = f"{row.memory / 2**20:.0f} MiB" if row.memory else ""
            name = f"{row.what}, {row.set}" + ("" if row.way == OURS else f": {row.way}")
            parts.append(f"| {name} | {row.reports} | {row.seconds:.2f} | {held} | {row.note} |")
    missing = dict.fromkeys(f"- {row.way}: {row.note}" for row in rows if row.seconds is None)
    return "\n".join([*parts, *(["", "Not measured:", "", *missing] if missing else []), ""])


def seconds(rows: list[Row], what: str, way: str = OURS, reports: int = 0, kind: str = "") -> float | None:
    """Return the seconds of a measurement, or None where there is none; what is not named may be anything."""
    return next(
        (
            row.seconds
            for row in rows
            if (row.what, row.way) == (what, way) and reports in (0, row.reports) and kind in ("", row.set)
        ),
        None,
    )


def _builds(rows: list[Row], kind: str) -> list[str]:
    whole = [row for row in rows if row.what == "reports" and row.set == kind and row.seconds is not None]
    counts = sorted({row.reports for row in whole})
    lines = [
        "",
        f"| reports from nothing, {kind} notebooks | {' | '.join(map(str, counts))} |",
        f"| --- |{' --- |' * len(counts)}",
    ]
    for way in dict.fromkeys(row.way for row in whole):
        cells = []
        for count in counts:
            taken, ours = (seconds(whole, "reports", name, count) for name in (way, OURS))
            ratio = f" ({taken / ours:.2f})" if taken and ours and way != OURS else ""
            cells.append("" if taken is None else f"{taken:.1f}{ratio}")
        lines.append(f"| {way} | {' | '.join(cells)} |")
    return lines


def _chart(rows: list[Row], path: Path) -> None:
    """Draw how long each way takes to as many reports as the slow way was measured with, the fastest first."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    whole = [row for row in rows if row.what == "reports" and row.seconds]
    kinds = list(dict.fromkeys(row.set for row in whole))
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "bench", "font.family": "sans-serif"}):
        figure = Figure(figsize=(8, 2.6 * max(1, len(kinds))), layout="constrained")
        for number, kind in enumerate(kinds, start=1):
            most = max((row.reports for row in whole if (row.set, row.way) == (kind, LOOP)), default=0)
            drawn = [row for row in whole if (row.set, row.reports) == (kind, most)]
            drawn.sort(key=lambda row: -(row.seconds or 0))
            axes = figure.add_subplot(len(kinds), 1, number)
            colours = ["#1f5f8b" if row.way == OURS else "#b9b4a8" for row in drawn]
            bars = axes.barh([row.way for row in drawn], [row.seconds or 0 for row in drawn], color=colours)
            axes.bar_label(bars, fmt="%.1f s", padding=4)
            axes.set_title(f"{most} reports from nothing, {kind} notebooks: seconds", loc="left")
            axes.margins(x=0.12)
            axes.xaxis.set_visible(False)
            axes.spines[:].set_visible(False)
            axes.tick_params(left=False)
        figure.savefig(path, metadata={"Date": None}, facecolor="white")
