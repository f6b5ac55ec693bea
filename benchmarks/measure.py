"""How long a command takes, and how much memory it and everything that it starts hold."""

import contextlib
import os
import signal
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

# How often memory is looked at, in seconds; a look takes some milliseconds, so times are measured without it.
LOOK = 0.1
# Nothing that the bench runs takes longer, in seconds.
LONGEST = 3600


@dataclass(frozen=True)
class Measured:
    """What a command took: seconds of the clock, and at most so many bytes of memory (PSS), 0 where not measured."""

    seconds: float
    memory: int = 0


def run(command: list[str], folder: Path, environment: dict[str, str], memory: bool = False) -> Measured:
    """Run a command to its end; raises RuntimeError with the end of what it said when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**inherited(), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    watch = Watch(process.pid) if memory else None
    try:
        said, _ = process.communicate(timeout=LONGEST)
        seconds = time.perf_counter() - started
    finally:
        # Also what a command has left behind, as MyST does its Jupyter server.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise RuntimeError(said.strip()[-300:] or f"status {process.returncode}")
    return Measured(seconds, watch.end() if watch else 0)


def inherited() -> dict[str, str]:
    """Return the environment without what would reach a build of the bench: make's own variables, the documents.

    Nor what would have Python compile every module at every start.
    """
    apart = ("MAKE", "MFLAGS", "CITED_", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if not name.startswith(apart)}


def middle(found: list[Measured]) -> Measured:
    """Return the median of several measurements by its seconds, with the largest memory."""
    return Measured(statistics.median_low([one.seconds for one in found]), max(one.memory for one in found))


class Watch:
    """Looks at the proportional set size of a process and all below it until `end`, which returns the most."""

    def __init__(self, process: int):
        """Start looking."""
        self.root, self.most, self.over = psutil.Process(process), 0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def end(self) -> int:
        """Stop looking; return the most bytes seen at once."""
        self.over.set()
        self.thread.join(LONGEST)
        return self.most

    def _look(self) -> None:
        while not self.over.wait(LOOK):
            self.most = max(self.most, _memory(self.root))


def _memory(root: psutil.Process) -> int:
    total, family = 0, []
    with contextlib.suppress(psutil.Error):
        family = [root, *root.children(recursive=True)]
    for process in family:
        with contextlib.suppress(psutil.Error):
            total += process.memory_full_info().pss
    return total
