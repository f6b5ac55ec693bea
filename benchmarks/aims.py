"""The aims: ratios of what one bench has measured, beside what is wanted."""

from benchmarks.results import FLOOR, OURS, Aim, Row, seconds

LOOP, PARALLEL = "papermill and nbconvert, one after the other", "the same under make -j"
GIB = 2**30


def judged(rows: list[Row]) -> list[Aim]:
    """Return every aim whose measurements are there, with what was found."""
    found: list[Aim] = []

    def aim(what: str, top: float | None, bottom: float | None, *, most: float = 0, least: float = 0) -> None:
        if top is not None and bottom:
            value = top / bottom
            wanted = f"at most {most:g}" if most else f"at least {least:g}"
            found.append(Aim(what, f"{value:.3g}", wanted, value <= most if most else value >= least))

    for kind in ("plain", "own"):
        loop, parallel, ours, warm = (
            {count: seconds(rows, "reports", way, count, kind) for count in (1, 24, 100)}
            for way in (LOOP, PARALLEL, OURS, FLOOR)
        )
        aim(f"24 reports, {kind}: the loop's time to ours", loop[24], ours[24], least=12)
        aim(f"24 reports, {kind}: the time of make -j to ours", parallel[24], ours[24], least=5)
        aim(f"100 reports, {kind}: our time to the floor's", ours[100], warm[100], most=1.3)
        aim(f"1 report, {kind}: our time to the loop's", ours[1], loop[1], most=0.45)
    nothing = seconds(rows, "nothing to do")
    aim("nothing to do: seconds", nothing, 1, most=0.15)
    aim("nothing to do: our time to that of python -c pass", nothing, seconds(rows, "nothing to do", PASS), most=3)
    row, floor = seconds(rows, "one row changed"), seconds(rows, "one row changed", FLOOR)
    over = None if row is None or floor is None else max(0, row - floor)
    aim("one row changed: seconds over the floor of its pages", over, 1, most=0.7)
    for kind in ("plain", "own"):
        aim(f"warm save to page, {kind}: seconds", seconds(rows, "warm save to page", kind=kind), 1, most=0.5)
    few, many = ([row for row in rows if row.what == "many reports" and row.reports == n] for n in (100, 1000))
    if few and many:
        per_report = [row.seconds / row.reports if row.seconds else None for row in (many[0], few[0])]
        aim("1000 reports: seconds a report to those at 100", *per_report, most=1.1)
        aim("1000 reports: memory to that at 100", many[0].memory, few[0].memory, most=1.1)
    for check in (row for row in rows if row.what == "1000000 figures, check"):
        aim("a million figures: seconds of the check", check.seconds, 1, most=60)
        aim("a million figures: GiB of the check", check.memory / GIB, 1, most=2)
    large, small = (seconds(rows, f"{name}, one notebook changed") for name in ("1000000 figures", "small ledger"))
    aim("a million figures: a report over one document, to that on the small ledger", large, small, most=2)
    there, here = seconds(rows, "cluster of two local workers"), seconds(rows, "local build")
    aim("two workers on dask: time to that of the local build", there, here, most=1.25)
    return found


PASS = "python -c pass"
