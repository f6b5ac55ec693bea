"""The processes that run a build's reports, seen from the build: started, handed reports, replaced, ended."""

import contextlib
import json
import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any

from cited.press.execute import messages, processes
from cited.press.execute.explain import explain
from cited.press.execute.results import Call, Result, called
from cited.press.execute.warm import CLOSE, ENVIRONMENT, OPEN, Settings
from cited.press.reports.catalogue import Report

# How long a process may take to end its reports when the build is interrupted, in seconds.
GRACE_SECONDS = 2
# How long a report may take at most to be published, in seconds; it takes less than one.
PUBLISHING_SECONDS = 300


class Warm:
    """A process of `cited.press.execute.warm`, with the reports that it runs by their number."""

    def __init__(self, settings: Settings):
        """Start it; returns before it has imported what it needs."""
        self.connection, other = socket.socketpair()
        # By number: the report, and when it must have ended.
        self.running: dict[int, tuple[Report | Call, float]] = {}
        (settings.root / ".build").mkdir(exist_ok=True)
        # Ctrl-C goes to every process of the terminal: the build hears it and ends this one in good order.
        with other, (settings.root / ".build" / "warm.txt").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "cited.press.execute.warm"],
                env={**os.environ, **ENVIRONMENT},
                stdin=other.fileno(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        # A message that has begun comes whole at once.
        self.connection.settimeout(GRACE_SECONDS * 10)
        self.tell(json.dumps({**asdict(settings), "root": str(settings.root)}).encode())

    def tell(self, message: bytes) -> None:
        """Send a message; one that has ended is not told."""
        with contextlib.suppress(OSError):
            messages.send(self.connection, message)

    def take(self, number: int, report: Report | Call) -> None:
        """Hand it a report."""
        self.running[number] = report, time.monotonic() + report.limits.seconds + PUBLISHING_SECONDS
        self.tell(pickle.dumps((number, report)))

    def results(self) -> list[Result]:
        """Return what it says next: a result, or those of all its reports when it has ended."""
        try:
            said = messages.receive(self.connection)
        except TimeoutError:
            said = None
        if said is None:
            how = self.ended()
            lost, self.running = self.running, {}
            return [_lost(report, how) for report, _ in lost.values()]
        number, result = pickle.loads(said)
        report, _ = self.running.pop(number)
        return [result if isinstance(result, Result) else _lost(report, result)]

    def late(self) -> bool:
        """Tell whether a report takes longer than its own limits and publishing can."""
        return any(time.monotonic() > deadline for _, deadline in self.running.values())

    def end(self) -> None:
        """Hang up: it ends its reports and itself."""
        self.connection.close()

    def ended(self) -> str:
        """Return how it ended, for which it is given some seconds."""
        status = processes.end(self.process, GRACE_SECONDS)
        return f"signal {-status}" if status < 0 else f"status {status}"


class Pool:
    """Runs reports, so many at once: in forks of one warm process, or in one process each that forks nothing."""

    def __init__(
        self,
        root: Path,
        fork: bool = True,
        imports: tuple[str, ...] = (),
        prepare: tuple[str, ...] = (),
        strange: str = "",
    ):
        """Start the warm process, which imports while the build still plans; `Settings` says what the names are."""
        self.settings = Settings(root, fork and sys.platform.startswith("linux"), imports, prepare, strange)
        self.notes: list[str] = []
        # The state of the sources for which a build is prepared in the warm process; nothing where none is.
        self.state = ""
        self.warm: list[Warm] = []
        # What a killed process leaves behind comes to this one.
        self.others, self.adopted = processes.children(os.getpid()), processes.adopts()
        processes.adopt()
        self.interrupted, self.handler = False, signal.getsignal(signal.SIGINT)
        if self.handler is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupt)
        if self.settings.fork:
            self.warm.append(Warm(self.settings))
        elif fork:
            self.notes.append(f"forking is not safe on {sys.platform}")

    def open(self, state: str) -> None:
        """Have the warm process fork and prepare a build while this one still plans; one of the same state stays."""
        for warm in [*self.warm]:
            if warm.process.poll() is not None:
                self._replace(warm)
        if self.settings.fork and state != self.state:
            for warm in self.warm:
                if self.state:
                    warm.tell(CLOSE)
                warm.tell(OPEN)
            self.state = state

    def forget(self) -> None:
        """Have the next build prepared anew, whatever its state is."""
        if self.state:
            for warm in self.warm:
                warm.tell(CLOSE)
            self.state = ""

    def at_once(self, jobs: int) -> int:
        """Return how many reports run at once when so many are asked for."""
        return jobs

    def run(self, reports: Sequence[Report | Call], jobs: int) -> Iterator[Result]:
        """Run reports, so many at once, and give each one's result as it ends."""
        waiting = deque(enumerate(reports))
        most = jobs if self.settings.fork else 1
        wanted = 1 if self.settings.fork else min(jobs, len(reports))
        self.warm += [Warm(self.settings) for _ in range(wanted - len(self.warm))]
        while True:
            for warm in self.warm:
                while waiting and len(warm.running) < most:
                    warm.take(*waiting.popleft())
            if not any(warm.running for warm in self.warm):
                break
            for warm in self._ready():
                yield from warm.results()
                if warm.process.returncode is not None:
                    self._replace(warm)

    def call(self, function: str, given: list[tuple[Any, ...]]) -> list[Any]:
        """Return what a function (`module:function`) gives for each of some arguments, all called side by side.

        It is called here where nothing is forked, and where it failed, so that its error is raised here.
        """
        calls = [Call(function, arguments, str(number)) for number, arguments in enumerate(given)]
        results = self.run(calls, len(calls)) if self.settings.fork and all(map(_alive, self.warm)) else iter(())
        found = {result.page: result.value for result in results if not result.fault}
        return [found[one.page] if one.page in found else called(function)(*one.arguments) for one in calls]

    def close(self, now: bool = False) -> None:
        """End all processes; without `now` they have nothing left to do."""
        for warm in self.warm:
            warm.end()
        for warm in self.warm:
            warm.ended()
        self.warm = []
        processes.sweep(self.others)
        processes.adopt(self.adopted)
        signal.signal(signal.SIGINT, self.handler)

    def _ready(self) -> list[Warm]:
        """Return the processes that have something to say, or have ended; raises KeyboardInterrupt on Ctrl-C."""
        if self.interrupted:
            raise KeyboardInterrupt
        with selectors.DefaultSelector() as selector:
            for warm in self.warm:
                if warm.running:
                    selector.register(warm.connection, selectors.EVENT_READ, warm)
            # What was raised in a destructor or a hook of fork is lost; it is looked at again every second.
            found = [key.data for key, _ in selector.select(1)]
        if self.interrupted:
            raise KeyboardInterrupt
        for warm in self.warm:
            if warm.late():
                warm.process.kill()
        return found

    def _replace(self, ended: Warm) -> None:
        ended.end()
        at = self.warm.index(ended)
        self.warm[at] = Warm(self.settings)
        if self.state:
            self.warm[at].tell(OPEN)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt, and remember it: Python drops what is raised in a destructor or a hook of fork."""
        self.interrupted = True
        raise KeyboardInterrupt


def _alive(warm: Warm) -> bool:
    return warm.process.poll() is None


def _lost(report: Report | Call, how: Any) -> Result:
    if isinstance(report, Call):
        return Result(report.page, fault=str(how))
    fault = explain(RuntimeError(f"the process that built the report ended with {how}"), report)
    return Result(str(report.page), fault=fault)
