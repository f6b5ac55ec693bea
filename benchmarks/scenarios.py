"""What the bench measures besides whole builds: nothing to do, one change, a save, many figures, a cluster."""

import contextlib
import csv
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import peers, synthetic
from benchmarks.measure import Measured, inherited, middle, run
from benchmarks.synthetic import Set

ENVIRONMENT = {"PYTHONPATH": str(peers.PACKAGE)}
BUILD = [sys.executable, "-m", "cited", "build"]
CHECK = [sys.executable, "-m", "cited", "check"]
# How long a page may take to appear after a save, in seconds, before the bench gives up.
PATIENCE = 60
# How long a person takes from one save to the next at least, in seconds.
PAUSE = 1
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
    floor = middle([peers.floor(made, jobs, False, paths) for _ in range(times)])
    return middle(taken), floor, len(paths)


def row(made: Set, number: int) -> None:
    """Change one figure."""
    path = made.root / "data/figures/asean-2024.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    one = next(row for row in rows if row["theme"] == "trade" and not row["repeats"])
    one["measure"] += f" {'abcdefg'[number]}"
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
    watching = subprocess.Popen(
        [sys.executable, "-m", "cited", "watch", "--jobs", "1"],
        cwd=made.root,
        env={**inherited(), **ENVIRONMENT},
        stdout=subprocess.PIPE,
        text=True,
    )
    taken = []
    try:
        next(line for line in watching.stdout or () if "http://" in line)
        # The first only warms it.
        for number in range(1 + times):
            # Until the next kernel is warm, as it is when a person saves.
            time.sleep(PAUSE)
            before, started = page.stat().st_mtime_ns, time.perf_counter()
            _save(made, name, number)
            while page.stat().st_mtime_ns == before:
                if time.perf_counter() > started + PATIENCE:
                    raise RuntimeError(f"no new page {PATIENCE} seconds after a save")
                time.sleep(0.002)
            taken.append(Measured(time.perf_counter() - started))
        return middle(taken[1:])
    finally:
        watching.terminate()
        watching.communicate()


def million(folder: Path, rows: int, times: int) -> Iterator[tuple[str, Measured]]:
    """Give what checking a ledger of so many figures takes, and one report over one document, there and here."""
    for name, count in (("small ledger", 0), (f"{rows} figures", rows)):
        made = synthetic.make("own", 1, folder / name.replace(" ", "-"))
        if count:
            synthetic.ledger(count, made.root)
        _over_one(made, "asean-2024")
        yield f"{name}, check", run(CHECK, made.root, ENVIRONMENT, memory=True)
        yield f"{name}, one report from nothing", run(BUILD, made.root, ENVIRONMENT, memory=True)
        taken = []
        for number in range(times):
            _save(made, "source", number)
            taken.append(run(BUILD, made.root, ENVIRONMENT))
        yield f"{name}, one notebook changed", middle(taken)


def cluster(made: Set, times: int) -> Measured:
    """Return what the set takes on a cluster of two workers on this machine; raises RuntimeError without dask."""
    taken = []
    with _cluster(made.root / ".cluster") as address:
        for _ in range(times):
            made.forget()
            taken.append(run([*BUILD, "--scheduler", address], made.root, ENVIRONMENT))
    return middle(taken)


@contextlib.contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    try:
        import distributed
    except ImportError:
        raise RuntimeError("dask.distributed is not installed; python -m pip install dask[distributed]") from None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    commands = [scheduler, *([*worker, "--local-directory", str(folder / str(number))] for number in range(2))]
    started = [
        subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        with distributed.Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()


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
