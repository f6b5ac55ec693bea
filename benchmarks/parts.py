"""The parts of the bench: each gives its measurements one after the other, as they are made."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers, scenarios, synthetic, two_workers
from benchmarks.measure import Measured, middle
from benchmarks.results import FLOOR, LOOP, OURS, PARALLEL, QUARTO, UNFORKED, Row

# What of ours and of the floor takes less, in seconds, is measured three times, and the median counts.
SHORT, TIMES = 20, 3


class Size(NamedTuple):
    """How much a bench does: numbers of reports built from nothing, and of those in the other parts; figures."""

    counts: tuple[int, ...]
    changed: int
    many: tuple[int, ...]
    rows: int
    times: int


FULL = Size(counts=(1, 24, 100), changed=24, many=(100, 1000), rows=1_000_000, times=TIMES)
QUICK = Size(counts=(1, 2), changed=2, many=(2,), rows=20_000, times=1)
# How many reports are built at once when memory is measured, and by which ways: others hold their processes longer.
HELD, HOLDERS = 6, (OURS, UNFORKED, LOOP, PARALLEL)


def own(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure the project's own reports from nothing, every way; then say which ways are not there."""
    yield from _builds("own", size, jobs, folder, root)
    for way in peers.ways(root):
        if reason := way.missing(root):
            yield Row("reports", "own", way.name, 0, note=reason)
    yield Row("reports", "own", "Quarto", 0, note=QUARTO)


def plain(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure plain notebooks of three tables and two charts from nothing, every way."""
    yield from _builds("plain", size, jobs, folder, root)


def memory(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure the most memory that each way holds at once."""
    count = min(HELD, size.changed)
    made = synthetic.make("own", count, folder / "own")
    for way in peers.ways(root):
        if way.name in HOLDERS and not way.missing(root):
            try:
                taken = way.build(made, jobs, True)
                yield Row("memory", "own", way.name, count, taken.seconds, taken.memory)
            except RuntimeError as error:
                yield Row("memory", "own", way.name, count, note=_reason(error))


def changes(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure what a build takes when nothing, one row or one notebook has changed, and a save while watching."""
    made = synthetic.make("own", size.changed, folder / "own")
    peers.press(made, jobs)
    count = len(made.reports)
    again, python = scenarios.nothing(made)
    yield Row("nothing to do", "own", OURS, count, again.seconds)
    yield Row("nothing to do", "own", "python -c pass", count, python.seconds)
    for what, change in (("one row changed", scenarios.row), ("one notebook changed", scenarios.notebook)):
        taken, floor, touched = scenarios.changed(made, jobs, change, size.times)
        yield Row(what, "own", OURS, touched, taken.seconds, note=f"of {count} reports")
        yield Row(what, "own", FLOOR, touched, floor.seconds, note="of the same pages")
    taken, floor, touched = scenarios.watched_row(made, jobs, size.times)
    yield Row("one row changed, watched", "own", OURS, touched, taken.seconds, note=f"of {count} reports")
    yield Row("one row changed, watched", "own", FLOOR, touched, floor.seconds, note="of the same pages")
    for kind in ("own", "plain"):
        watched = synthetic.make(kind, 1, folder / f"watched-{kind}")
        peers.press(watched, 1)
        yield Row("warm save to page", kind, OURS, 1, scenarios.save(watched, size.times).seconds)


def before(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure all of the project's own reports from nothing, and those of an earlier commit by its own software."""
    now, then, count = scenarios.against(root, folder, jobs, size.times)
    yield Row("all own reports", "own", OURS, count, now.seconds)
    yield Row("all own reports", "own", f"commit {scenarios.BEFORE}", count, then.seconds)


def many(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure whether time and memory stay in proportion with many reports."""
    for count in size.many:
        made = synthetic.make("plain", count, folder / f"plain-{count}")
        taken = peers.press(made, jobs, memory=True)
        yield Row("many reports", "plain", OURS, count, taken.seconds, taken.memory)


def million(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure a ledger of very many figures: its check, and a report over one document of it."""
    for what, taken in scenarios.million(folder, size.rows, size.times):
        yield Row(what, "own", OURS, 1, taken.seconds, taken.memory)


def cluster(size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    """Measure a cluster of two workers on this machine against a build without one."""
    made = synthetic.make("own", size.changed, folder / "own")
    here = middle([peers.press(made, jobs) for _ in range(size.times)])
    yield Row("local build", "own", OURS, size.changed, here.seconds)
    try:
        there = two_workers.build(made, root, size.times)
        yield Row("cluster of two local workers", "own", OURS, size.changed, there.seconds)
    except RuntimeError as error:
        yield Row("cluster of two local workers", "own", "dask.distributed", size.changed, note=_reason(error))


PARTS = {
    "own": own,
    "plain": plain,
    "memory": memory,
    "changes": changes,
    "before": before,
    "many": many,
    "million": million,
    "cluster": cluster,
}


def _builds(kind: str, size: Size, jobs: int, folder: Path, root: Path) -> Iterator[Row]:
    for count in size.counts:
        made = synthetic.make(kind, count, folder / f"{kind}-{count}")
        ways = [way for way in peers.ways(root) if count <= way.most and not way.missing(root)]
        taken: dict[str, list[Measured]] = {way.name: [] for way in ways}
        failed: dict[str, str] = {}
        # In turn, so that whatever else the machine does falls on all alike.
        for _ in range(size.times):
            for way in ways:
                found = taken[way.name]
                if way.name not in failed and (not found or (way.name in (OURS, FLOOR) and found[0].seconds < SHORT)):
                    try:
                        found.append(way.build(made, jobs, False))
                    except RuntimeError as error:
                        failed[way.name] = _reason(error)
        for name, found in taken.items():
            if name in failed:
                yield Row("reports", kind, name, count, note=failed[name])
            else:
                yield Row("reports", kind, name, count, middle(found).seconds, note=f"{len(found)} runs")


def _reason(error: RuntimeError) -> str:
    return " ".join(str(error).split())[-200:]
