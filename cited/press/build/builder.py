"""The build: plans what is stale, has it run several at once, and ends with a status."""

import contextlib
import os
from collections.abc import Iterator

from cited import files, messages, project
from cited.press.build.cache import BuildCache
from cited.press.build.data import Data
from cited.press.build.rounds import DONE, FAILED, ROUNDS, rebuild, say
from cited.press.reports import plan

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from cited.press.execute.cluster import Cluster
    from cited.press.execute.pool import Pool
    from cited.press.reports.report import Report

# The lock that a build holds, and how long it waits for another one to end, in seconds.
LOCK, WAIT_SECONDS = "build", 3600


def build(pages: list[str], jobs: int, data: Data, fork: bool = True, scheduler: str = "") -> int:
    """Build the reports of these pages (none named: all) that are not up to date; return the status.

    The faults of the data and those of the catalogue raise InputError before anything
    is built. A report that fails leaves its page as it was and does not stop the others; the status is then 1.
    `fork` False starts ordinary kernels. `scheduler` is the address of a dask.distributed
    cluster that runs the reports in place of this machine.
    """
    root = project.root()
    os.chdir(root)
    with files.locked(LOCK, WAIT_SECONDS):
        cache, state = BuildCache(say), plan.State()
        if not pages and cache.up_to_date(state, data.history()):
            say(messages.up_to_date(len(cache.reports), every=True))
            if cache.lacking:
                say(cache.lacking)
            return DONE
        with closing(pool(data, fork, scheduler)) as running:
            return rebuild(pages, jobs, data, cache, state, running, ROUNDS)


def single(report: "Report", data: Data, fork: bool = True) -> int:
    """Build one report that need not be in the catalogue, whatever is known of it; return the status."""
    root = project.root()
    os.chdir(root)
    with files.locked(LOCK, WAIT_SECONDS), closing(pool(data, fork)) as running:
        running.open(report.path)
        for result in running.run([report], 1):
            say(result.fault or f"{result.page}  {result.seconds:.1f} s")
            return FAILED if result.fault else DONE
    return FAILED


def pool(data: Data, fork: bool = True, scheduler: str = "") -> "Pool | Cluster":
    """Return what runs reports: processes of this machine, or a cluster."""
    # Imported only now: a build that has nothing to do must not wait for it.
    from cited.press.execute.pool import Pool
    from cited.press.execute.warm import Settings

    settings = Settings(fork, data.imports, data.prepare, data.strange)
    if not scheduler:
        return Pool(settings)
    from cited.press.execute.cluster import Cluster

    return Cluster(settings, scheduler)


@contextlib.contextmanager
def closing(running: "Pool | Cluster") -> "Iterator[Pool | Cluster]":
    """Close what runs reports at the end, and at once when something stops the build."""
    try:
        yield running
    except BaseException:
        running.close(now=True)
        raise
    running.close()
