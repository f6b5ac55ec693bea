"""Processes and their descendants: started, found, measured and ended, even those that have left their parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, BinaryIO

LINUX = sys.platform.startswith("linux")
PROC = Path("/proc")
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
MEGABYTE = 1_000_000
# How often a local end is looked for, in seconds.
POLL_SECONDS = 0.001
# How long a killed process may take to go, in seconds: one that waits for a dead disk takes no signal.
GONE_SECONDS = 10
# Of what a process that has ended has written to standard error, so many bytes are looked at.
LAST_BYTES = 2000
# How often a process that starts others faster than they are found is looked for again.
ROUNDS = 1000


def start(command: list[str], **options: Any) -> int:
    """Start a program in a session of its own, with the options of `subprocess.Popen`; return its process."""
    started = subprocess.Popen(command, start_new_session=True, **options)
    # Waited for by its id, as a forked one is.
    started.returncode = 0
    return started.pid


def fork(run: Callable[[], object]) -> int:
    """Return the process forked from this one, which must have one thread: it calls `run`, and ends."""
    if process := os.fork():
        return process
    status = 1
    try:
        run()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def adopt(adopting: bool = True) -> None:
    """Make this process the parent of every orphan that its descendants leave, so that none is lost sight of.

    Only Linux can; elsewhere a process that makes itself a daemon outlives the kernel that started it.
    """
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(adopting), 0, 0, 0)


def die_with(parent: int) -> None:
    """Have the system kill this process when the process that has started it ends; Linux alone can."""
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def children(process: int) -> list[int]:
    """Return the ids of a process's children, zombies included; none when it has ended."""
    ids: list[int] = []
    if not LINUX:
        import psutil

        with contextlib.suppress(psutil.Error):
            ids = [child.pid for child in psutil.Process(process).children()]
        return ids
    with contextlib.suppress(OSError):
        # Each thread has its own children. psutil would look at every process of the machine, twenty times a second.
        for thread in (PROC / str(process) / "task").iterdir():
            ids += map(int, (thread / "children").read_text().split())
    return ids


def descendants(process: int) -> list[int]:
    """Return the ids of all processes below a process, the nearest first."""
    below = children(process)
    for child in below:
        below += children(child)
    return below


def megabytes(processes: Iterable[int], most: float) -> float:
    """Return how much memory processes hold together; exact only where they may hold more than `most`.

    What they share, as forked processes share what is imported, is counted in part for each (Linux's PSS). That takes
    milliseconds to find out; the resident sizes, which count it whole, take microseconds and are never less.
    """
    # Imported here: the build itself measures nothing, and starts its warm process so much sooner.
    import psutil

    together, total = [*processes], 0.0
    for size in ("rss", "pss") if LINUX else ("rss",):
        total = 0.0
        for process in together:
            with contextlib.suppress(psutil.Error):
                one = psutil.Process(process)
                total += getattr(one.memory_info() if size == "rss" else one.memory_full_info(), size) / MEGABYTE
        if total <= most:
            break
    return total


def kill(processes: Iterable[int]) -> None:
    """Kill processes that may have ended."""
    for process in processes:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)


def waited(process: int, seconds: float = GONE_SECONDS) -> int | None:
    """Return the exit status of a child once it has ended, minus a signal's number; None if it runs on after `seconds`.

    It is 0 where somebody else has waited for it.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            ended, status = os.waitpid(process, os.WNOHANG)
        except ChildProcessError:
            return 0
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > deadline:
            return None
        time.sleep(POLL_SECONDS)


def end(process: int, seconds: float) -> int:
    """Return the exit status of a child that is killed if it has not ended after `seconds`.

    One that the system cannot end is left behind, as killed.
    """
    status = waited(process, seconds)
    if status is None:
        kill([process])
        status = waited(process)
    return -signal.SIGKILL if status is None else status


def last_words(error: BinaryIO) -> str:
    """Return the last line that a process has written to a file, which tells why it has ended; "" for none."""
    error.seek(max(0, error.seek(0, os.SEEK_END) - LAST_BYTES))
    lines = error.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def sweep(keep: Collection[int] = ()) -> None:
    """Kill the orphans that this process has adopted, and what they have started; its children in `keep` stay."""
    if not LINUX:
        # Where it adopts none, all its children are its own.
        return
    for _ in range(ROUNDS):
        orphans = [child for child in children(os.getpid()) if child not in keep]
        if not orphans:
            return
        kill(orphans)
        for orphan in orphans:
            # What it has started is this process's next orphan.
            waited(orphan)
