"""The aims: ratios of what one bench has measured, beside what is wanted."""

from benchmarks.results import FLOOR, LOOP, OURS, Aim, Row, seconds
from benchmarks.scenarios import BEFORE

MIB, GIB = 2**20, 2**30
# The loop's time to ours, at least, by kind of notebook.
FASTER = {"own": 32, "plain": 26}


def judged(rows: list[Row]) -> list[Aim]:
    """Return every aim whose measurements are there, with what was found."""
    found: list[Aim] = []

    def aim(what: str, top: float | None, bottom: float | None, *, most: float = 0, least: float = 0) -> None:
        if top is not None and bottom:
            value = top / bottom
            wanted = f"at most {most:g}" if most else f"at least {least:g}"
            found.append(Aim(what, f"{value:.3g}", wanted, value <= most if most else value >= least))

    def over_floor(what: str, most: float) -> None:
        taken, floor = seconds(rows, what), seconds(rows, what, FLOOR)
        if taken is not None and floor is not None:
            aim(f"{what}: seconds over the floor of its pages", max(0, taken - floor), 1, most=most)

    for kind in ("own", "plain"):
        loop, ours, warm = (
            {count: seconds(rows, "reports", way, count, kind) for count in (1, 24, 100)} for way in (LOOP, OURS, FLOOR)
        )
        aim(f"24 reports, {kind}: the loop's time to ours", loop[24], ours[24], least=FASTER[kind])
        aim(f"100 reports, {kind}: our time to the floor's", ours[100], warm[100], most=1.25)
        if kind == "own":
            aim("1 report, own: our time to the loop's", ours[1], loop[1], most=0.27)
    all_then = seconds(rows, "all own reports", f"commit {BEFORE}")
    aim(f"all own reports: our time to that of commit {BEFORE}", seconds(rows, "all own reports"), all_then, most=0.42)
    over_floor("one row changed", 1.3)
    over_floor("one row changed, watched", 0.2)
    aim("save to page, warm, own: seconds", seconds(rows, "warm save to page", kind="own"), 1, most=0.3)
    aim("nothing to do: seconds", seconds(rows, "nothing to do"), 1, most=0.05)
    for row in (row for row in rows if (row.what, row.way) == ("memory", OURS)):
        aim("memory of the whole tree, own, two at once: MiB", row.memory / MIB, 1, most=260)
    few, many = ([row for row in rows if row.what == "many reports" and row.reports == n] for n in (100, 1000))
    if few and many:
        aim("1000 reports: memory to that at 100", many[0].memory, few[0].memory, most=1.05)
    for check in (row for row in rows if row.what == "1000000 figures, check"):
        aim("a million figures: seconds of the check", check.seconds, 1, most=8)
        aim("a million figures: GiB of the check", check.memory / GIB, 1, most=1.2)
    first = seconds(rows, "1000000 figures, one report from nothing")
    aim("a million figures: seconds to the first report", first, 1, most=12)
    large, small = (seconds(rows, f"{name}, one notebook changed") for name in ("1000000 figures", "small ledger"))
    aim("a million figures: a report over one document, to that on the small ledger", large, small, most=1.3)
    there, here = seconds(rows, "cluster of two local workers"), seconds(rows, "local build")
    aim("two workers on dask: time to that of the local build", there, here, most=1.1)
    return found
