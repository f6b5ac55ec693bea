"""Processes and what they have started: found, measured and ended, also those that have left their parent."""

import contextlib
import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NoReturn

PROC = Path("/proc")
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_GET_CHILD_SUBREAPER = 1, 36, 37
MEGABYTE = 1_000_000
# How often a local end is looked for, in seconds.
MOMENT = 0.005
# How long a killed process may take to go, in seconds: one that waits for a dead disk takes no signal.
GONE_SECONDS = 10
# How often a process that starts others faster than they are found is looked for again.
ROUNDS = 1000


def adopt(adopting: bool = True) -> None:
    """Make this process the parent of every orphan that its descendants leave, so that none is lost sight of.

    Only Linux can; elsewhere a process that makes itself a daemon outlives the kernel that started it.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(adopting), 0, 0, 0)


def die_with(parent: int) -> None:
    """Have the system kill this process when the process that has started it ends; Linux alone can."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def end_with(connection: socket.socket) -> NoReturn:
    """End this process and all that it has started once the other end of a connection is closed.

    A report that runs here keeps this process from hearing that the command which asked for it has been killed.
    """
    waiting = select.poll()
    waiting.register(connection, getattr(select, "POLLRDHUP", 0))
    waiting.poll()
    while below := descendants(os.getpid()):
        kill(below)
        for process in children(os.getpid()):
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process, os.WNOHANG)
        time.sleep(MOMENT)
    os._exit(0)


def adopts() -> bool:
    """Tell whether this process is the parent of its descendants' orphans."""
    if not sys.platform.startswith("linux"):
        return False
    answer = ctypes.c_int()
    ctypes.CDLL(None).prctl(PR_GET_CHILD_SUBREAPER, ctypes.byref(answer), 0, 0, 0)
    return bool(answer.value)


def children(process: int) -> list[int]:
    """Return the ids of a process's children, zombies included; none when it has ended."""
    if not sys.platform.startswith("linux"):
        import psutil

        with contextlib.suppress(psutil.Error):
            return [child.pid for child in psutil.Process(process).children()]
        return []
    processes: list[int] = []
    with contextlib.suppress(OSError):
        # Each thread has its own children.
        for thread in (PROC / str(process) / "task").iterdir():
            processes += map(int, (thread / "children").read_text().split())
    return processes


def descendants(process: int) -> list[int]:
    """Return the ids of all processes below a process, the nearest first."""
    processes = children(process)
    for child in processes:
        processes += children(child)
    return processes


def alive(process: int) -> bool:
    """Tell whether a process runs: it exists and is no zombie."""
    if not sys.platform.startswith("linux"):
        import psutil

        return psutil.pid_exists(process)
    try:
        return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def megabytes(processes: Iterable[int], most: float) -> float:
    """Return how much memory processes hold together; exact only where they may hold more than `most`.

    What they share, as forked kernels share what is imported, is counted in part for each (Linux's PSS). That takes
    milliseconds to find out; the resident sizes, which count it whole, take microseconds and are never less.
    """
    processes = list(processes)
    if not sys.platform.startswith("linux"):
        import psutil

        size = 0
        for process in processes:
            with contextlib.suppress(psutil.Error):
                size += psutil.Process(process).memory_info().rss
        return size / MEGABYTE
    resident = sum(map(_resident, processes)) / MEGABYTE
    return resident if resident <= most else sum(map(_shared_out, processes)) / MEGABYTE


def kill(processes: Iterable[int]) -> None:
    """Kill processes that may have ended."""
    for process in processes:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)


def reaped(process: int, seconds: float = GONE_SECONDS) -> int | None:
    """Return the wait status of a child once it has ended, None where it has not after so many seconds.

    Raises ChildProcessError where somebody else has waited for it.
    """
    deadline = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return status
        if time.monotonic() > deadline:
            return None
        time.sleep(MOMENT)


def end(process: "subprocess.Popen[bytes]", seconds: float) -> int:
    """Return the status of a process that is given so many seconds to end and is then killed.

    One that the system cannot end is left behind, as killed.
    """
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(GONE_SECONDS)
    return -signal.SIGKILL


def sweep(keep: Collection[int] = ()) -> None:
    """Kill the orphans that this process has adopted, and what they have started; its children in `keep` stay.

    A process that adopts none has none to kill: all its children are its own.
    """
    if not adopts():
        return
    for _ in range(ROUNDS):
        orphans = [child for child in children(os.getpid()) if child not in keep]
        if not orphans:
            return
        kill(orphans)
        for orphan in orphans:
            # What it has started is this process's next orphan.
            with contextlib.suppress(ChildProcessError):
                reaped(orphan)


def _resident(process: int) -> int:
    with contextlib.suppress(OSError):
        return int((PROC / str(process) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _shared_out(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in (PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
