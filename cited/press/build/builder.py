"""The build: plans, runs what is stale several at once, says how each report went, and ends with a status."""

import contextlib
import fcntl
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cited import project
from cited.press.build import plan

DONE, FAILED = 0, 1


class Data:
    """What the press asks of the data, of which it knows nothing else; whatever has these functions will do."""

    # No typing.Protocol: importing it takes a tenth of the time of a build that has nothing to do.

    def faults(self) -> list[str]:
        """Return what is wrong in the data, one sentence a fault."""
        raise NotImplementedError

    def files(self) -> dict[str, bytes]:
        """Return the files to be published beside the pages, by their path below `reports/data/`."""
        raise NotImplementedError


def build(pages: list[str], jobs: int, data: Data, fork: bool = True, scheduler: str = "") -> int:
    """Build the reports of these pages (none named: all) that are not as their sources are; return the status.

    The faults of the data and those of the catalogue raise InputError before anything
    is built. A report that fails leaves its page as it was and does not stop the others; the status is then 1.
    `fork` False starts every kernel in the ordinary way. `scheduler` is the address of a dask.distributed
    cluster that runs the reports in place of this machine.
    """
    root = project.root()
    os.chdir(root)
    with alone(root):
        memory, state = plan.Memory(), plan.state()
        if not pages and memory.fresh(state):
            say(f"Nothing changed: all {len(memory.reports)} reports are as their sources are.")
            return DONE
        with closing(crew(root, fork, scheduler)) as workers:
            return renew(pages, jobs, data, memory, state, workers)


def crew(root: Path, fork: bool = True, scheduler: str = ""):
    """Return what runs reports: this machine's workers, or a cluster's."""
    # Imported only now: a build that has nothing to do must not wait for it.
    if scheduler:
        from cited.press.execute.cluster import Cluster

        return Cluster(root, scheduler)
    from cited.press.execute.workers import Workers

    return Workers(root, fork)


def renew(pages: list[str], jobs: int, data: Data, memory: plan.Memory, state: plan.State, workers) -> int:
    """Build with these workers what the memory does not know as it should be; return the status as `build` does."""
    reports = checked(data.faults if state.data != memory.checked else list)
    memory.checked = state.data
    chosen = _chosen(reports, pages)
    stale = _stale(chosen, memory, state.software)
    failed = _run(stale, memory, jobs, workers) if stale else []
    from cited.press.site import site

    standing = [str(report.page) for report in reports]
    if not memory.publishes(state):
        memory.published = {"data": state.data, "files": site.publish_data(data.files())}
    site.write(reports, list(memory.published["files"]))
    complete = not failed and all(page in memory.reports for page in standing)
    site.remove(memory.close(standing, state.inputs if complete and not pages else memory.sound))
    if failed:
        lost = f"{len(failed)} of {len(chosen)} reports failed: {', '.join(failed)}"
        say(f"{lost}; their last good pages stand and say so.")
        return FAILED
    if not stale:
        say(f"Nothing changed: {'all' if not pages else 'the'} {len(chosen)} reports are as their sources are.")
    else:
        say(f"{len(stale)} of {len(chosen)} reports built; open reports/index.html")
    return DONE


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def checked(check: Callable[[], list[str]]) -> list:
    """Return the reports of the catalogue; raises InputError with its faults and those that `check` finds, at once."""
    from cited.press.build import catalogue

    faults, reports = list(check()), []
    try:
        reports = catalogue.load()
    except project.InputError as error:
        faults += error.faults
    if faults:
        raise project.InputError(*dict.fromkeys(faults))
    return reports


def _chosen(reports: list, pages: list[str]) -> list:
    from cited.press.build.parameters import nearest

    known = {str(report.page): report for report in reports}
    if unknown := [page for page in pages if page not in known]:
        raise project.InputError(
            *(
                f"{page}: no such report; expected a page of reports/catalogue.yml{nearest(page, known)}"
                for page in unknown
            )
        )
    return [known[page] for page in pages] if pages else reports


def _stale(reports: list, memory: plan.Memory, tools: str) -> list[tuple]:
    from cited.press.build import catalogue

    recipes = [(report, plan.recipe(report, catalogue.notebook(report.notebook), tools)) for report in reports]
    return [(report, recipe) for report, recipe in recipes if not memory.current(report, recipe)]


def _run(stale: list[tuple], memory: plan.Memory, jobs: int, workers) -> list[str]:
    from cited.press.publish import notice

    started, failed = time.monotonic(), []
    recipes = {str(report.page): recipe for report, recipe in stale}
    say(f"{len(stale)} reports to build, {min(workers.at_once(jobs), len(stale))} at once")
    said = set()
    for number, result in enumerate(workers.run([report for report, _ in stale], jobs), start=1):
        for note in {*workers.notes, *result.notes} - said:
            said.add(note)
            say(f"Kernels start in the ordinary way, more slowly: {note}.")
        head = f"[{number:{len(str(len(stale)))}}/{len(stale)}] {result.page}"
        if result.fault:
            failed.append(result.page)
            notice.put(project.root() / result.page, result.fault)
            say(f"{head}  failed after {result.seconds:.1f} s\n{result.fault}")
            continue
        memory.keep(
            result.page,
            recipe=recipes[result.page],
            reads=result.reads,
            files=result.files,
            digest=result.digest,
        )
        say(f"{head}  {result.seconds:.1f} s")
    say(f"{len(stale) - len(failed)} built in {time.monotonic() - started:.1f} s")
    return failed


@contextlib.contextmanager
def closing(workers):
    """Close the workers at the end, and at once when something stops the build."""
    try:
        yield workers
    except BaseException:
        workers.close(now=True)
        raise
    workers.close()


@contextlib.contextmanager
def alone(root: Path):
    """Hold the project's build lock; a second build waits for the first and says so."""
    (root / ".build").mkdir(exist_ok=True)
    with (root / ".build" / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is running; waiting for it to end.", file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
