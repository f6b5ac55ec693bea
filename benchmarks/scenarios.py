"""What the bench measures besides whole builds: nothing to do, one change, a save, many figures."""

import contextlib
import csv
import json
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import peers, synthetic
from benchmarks.measure import LONGEST, Measured, inherited, middle, run
from benchmarks.synthetic import Set

ENVIRONMENT = {"PYTHONPATH": str(peers.PACKAGE)}
BUILD = [sys.executable, "-m", "cited", "build"]
CHECK = [sys.executable, "-m", "cited", "check"]
# The commit that this engine is held against, and where `make peers` lays it out.
BEFORE, EARLIER = "f960212", Path(".build/before")
# How long a page may take to appear after a save, in seconds, before the bench gives up.
PATIENCE = 60
# How long a person takes from one save to the next at least, in seconds.
PAUSE = 1
# How long a process that was told to end may take, in seconds.
ENDING = 60
# How often what takes a moment is measured.
OFTEN = 9


def nothing(made: Set) -> tuple[Measured, Measured]:
    """Return what a build takes that has nothing to do, and what starting Python takes."""
    python = [sys.executable, "-c", "pass"]
    # The first finds the files in no cache and the modules not compiled.
    taken = [[run(command, made.root, ENVIRONMENT) for command in (BUILD, python)] for _ in range(1 + OFTEN)][1:]
    again, started = zip(*taken, strict=True)
    return middle(list(again)), middle(list(started))


def changed(made: Set, jobs: int, change: Callable[[Set, int], None], times: int) -> tuple[Measured, Measured, int]:
    """Change something again and again in a set; return what the build takes, the floor of the pages, their number."""
    run([*BUILD, "--jobs", str(jobs)], made.root, ENVIRONMENT)
    taken = []
    for number in range(times):
        before = {report.path: (made.root / report.page).stat().st_mtime_ns for report in made.reports}
        change(made, number)
        taken.append(run([*BUILD, "--jobs", str(jobs)], made.root, ENVIRONMENT))
        paths = tuple(r.path for r in made.reports if (made.root / r.page).stat().st_mtime_ns != before[r.path])
        if not paths:
            raise RuntimeError("the change has touched no page")
    floor = middle([peers.floor(made, jobs, False, paths) for _ in range(times)])
    return middle(taken), floor, len(paths)


def row(made: Set, number: int) -> None:
    """Change what is remarked on one figure: all else of a row has to agree with other tables."""
    path = made.root / "data/figures/asean-2024.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    one = next(row for row in rows if row["theme"] == "trade" and row["remark"])
    one["remark"] += f" So it is in edition {'abcdefghij'[number]}."
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def notebook(made: Set, number: int) -> None:
    """Change the first report's notebook."""
    _save(made, made.reports[0].notebook, number)


def save(made: Set, times: int) -> Measured:
    """Return what it takes from saving the first report's notebook to its page, while the set is watched (median)."""
    name, page = made.reports[0].notebook, made.root / made.reports[0].page
    taken = []
    with _watching(made, 1):
        # The first only warms it.
        for number in range(1 + times):
            # Until the next build is prepared, as it is when a person saves.
            time.sleep(PAUSE)
            before, started = page.stat().st_mtime_ns, time.perf_counter()
            _save(made, name, number)
            while page.stat().st_mtime_ns == before:
                if time.perf_counter() > started + PATIENCE:
                    raise RuntimeError(f"no new page {PATIENCE} seconds after a save")
                time.sleep(0.002)
            taken.append(Measured(time.perf_counter() - started))
    return middle(taken[1:])


def watched_row(made: Set, jobs: int, times: int) -> tuple[Measured, Measured, int]:
    """Return what it takes from saving a changed row to the last page that shows it, while the set is watched.

    And the floor of these pages, and their number.
    """
    pages = [made.root / report.page for report in made.reports]
    taken: list[Measured] = []
    paths: tuple[str, ...] = ()
    with _watching(made, jobs):
        # The first only warms it.
        for number in range(1 + times):
            time.sleep(PAUSE)
            before = {page: page.stat().st_mtime_ns for page in pages}
            started = time.perf_counter()
            row(made, number + times)
            last = _settled(pages, before, started)
            taken.append(Measured(last - started))
            paths = tuple(
                report.path
                for report, page in zip(made.reports, pages, strict=True)
                if page.stat().st_mtime_ns != before[page]
            )
    floor = middle([peers.floor(made, jobs, False, paths) for _ in range(times)])
    return middle(taken[1:]), floor, len(paths)


def _settled(pages: list[Path], before: dict[Path, int], started: float) -> float:
    """Return when the last of some pages was written anew: none follows for two seconds."""
    seen, last = dict(before), 0.0
    while not last or time.perf_counter() < last + 2:
        now = {page: page.stat().st_mtime_ns for page in pages}
        if now != seen:
            seen, last = now, time.perf_counter()
        if not last and time.perf_counter() > started + PATIENCE:
            raise RuntimeError(f"no new page {PATIENCE} seconds after a save")
        time.sleep(0.002)
    return last


@contextlib.contextmanager
def _watching(made: Set, jobs: int) -> Iterator[None]:
    """Watch a set until the end, which begins when its pages are served."""
    watching = subprocess.Popen(
        [sys.executable, "-m", "cited", "watch", "--jobs", str(jobs)],
        cwd=made.root,
        env={**inherited(), **ENVIRONMENT},
        stdout=subprocess.PIPE,
        text=True,
    )
    limit = threading.Timer(LONGEST, watching.kill)
    limit.start()
    try:
        next(line for line in watching.stdout or () if "http://" in line)
        yield
    finally:
        limit.cancel()
        watching.terminate()
        watching.communicate(timeout=ENDING)


def against(root: Path, folder: Path, jobs: int, times: int) -> tuple[Measured, Measured, int]:
    """Return what this project's reports take from nothing, those of an earlier commit in turn, and how many there are.

    `make peers` lays that commit out in `.build/before`, with its own requirements.
    """
    then = root / EARLIER
    if not (then / ".venv").is_dir():
        raise RuntimeError(f"{EARLIER} is not there; `make peers` makes it")
    now = folder / "now"
    for name in ("data", "docs", "notebooks", "reports"):
        shutil.copytree(root / name, now / name, ignore=shutil.ignore_patterns("texts", "*.html", "figure"))
    found: tuple[list[Measured], list[Measured]] = ([], [])
    for _ in range(times):
        for place, python, package, taken in (
            (now, sys.executable, peers.PACKAGE, found[0]),
            (then, str(then / ".venv/bin/python"), then, found[1]),
        ):
            shutil.rmtree(place / ".build", ignore_errors=True)
            for page in (place / "reports").rglob("*.html"):
                page.unlink()
            build = [python, "-m", "cited", "build", "--jobs", str(jobs)]
            taken.append(run(build, place, {"PYTHONPATH": str(package)}))
    return middle(found[0]), middle(found[1]), len(list((now / "reports").rglob("*.html")))


def million(folder: Path, rows: int, times: int) -> Iterator[tuple[str, Measured]]:
    """Give what checking a ledger of so many figures takes, and one report over one document, there and here.

    From nothing it is measured until its page stands, and until all is published.
    """
    for name, count in (("small ledger", 0), (f"{rows} figures", rows)):
        made = synthetic.make("own", 1, folder / name.replace(" ", "-"))
        if count:
            synthetic.ledger(count, made.root)
        _over_one(made, "asean-2024")
        # Apart: looking at the memory of so large a process holds it up.
        memory = run(CHECK, made.root, ENVIRONMENT, memory=True).memory
        yield f"{name}, check", Measured(run(CHECK, made.root, ENVIRONMENT).seconds, memory)
        page, whole = _first_page(made)
        yield f"{name}, one report from nothing", page
        yield f"{name}, one report from nothing and all data published", whole
        taken = []
        for number in range(times):
            _save(made, "source", number)
            taken.append(run(BUILD, made.root, ENVIRONMENT))
        yield f"{name}, one notebook changed", middle(taken)


def _first_page(made: Set) -> tuple[Measured, Measured]:
    """Return what a build takes from nothing until the first report's page stands, and what it takes in all."""
    page, seen = made.root / made.reports[0].page, []

    def look() -> None:
        started = time.perf_counter()
        while not page.exists() and time.perf_counter() < started + LONGEST:
            time.sleep(0.01)
        seen.append(Measured(time.perf_counter() - started))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    whole = run(BUILD, made.root, ENVIRONMENT)
    looking.join(ENDING)
    return seen[0], whole


def _save(made: Set, name: str, mark: object) -> None:
    """Change a notebook by a comment in its last cell."""
    path = made.root / f"notebooks/{name}.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    last = next(cell for cell in reversed(content["cells"]) if cell["cell_type"] == "code")
    last["source"] = [re.sub(r"\s+# saved .*", "", "".join(last["source"])) + f"  # saved {mark}"]
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _over_one(made: Set, source: str) -> None:
    text = f"""\
reports:
  - {{path: bench/a00, notebook: source, title: One, answers: Nothing., parameters: {{source: {source}}}}}
"""
    (made.root / "reports/catalogue.yml").write_text(text, encoding="utf-8")
