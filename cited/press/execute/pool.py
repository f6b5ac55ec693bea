"""The process that runs a build's reports, seen from the build: started, given reports, replaced, ended."""

import contextlib
import os
import pkgutil
import signal
import socket
import struct
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Pipe
from types import FrameType
from typing import Any

from cited import project
from cited.press.execute import processes
from cited.press.execute.results import Call, Result, lost
from cited.press.execute.warm import CLOSE, ENVIRONMENT, OPEN, START, Settings
from cited.press.reports.report import Report

# How long a process may take to end its reports when the build is interrupted, in seconds.
GRACE_SECONDS = 2
# How long a message that has begun may take to come whole, in seconds; it comes at once.
MESSAGE_SECONDS = 20
# How long a report may take at most to be published, in seconds; it takes less than one.
PUBLISHING_SECONDS = 120


class Warm:
    """A process of `cited.press.execute.warm`, with the reports that it runs by their number."""

    def __init__(self, settings: Settings):
        """Start it; returns before it has imported what it needs."""
        self.connection, other = Pipe()
        with socket.socket(fileno=os.dup(self.connection.fileno())) as same:
            same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", MESSAGE_SECONDS, 0))
        # By number: the report, and when it must have ended.
        self.running: dict[int, tuple[Report | Call, float]] = {}
        self.status: int | None = None
        (project.root() / ".build").mkdir(exist_ok=True)
        # Ctrl-C goes to every process of the terminal: the build hears it and ends this one in good order.
        with other, (project.root() / ".build" / "warm.txt").open("wb") as log:
            command, environment = [sys.executable, "-P", "-c", START], {**os.environ, **ENVIRONMENT}
            self.process = processes.start(command, env=environment, stdin=other.fileno(), stdout=log, stderr=log)
        self.tell(settings)

    def tell(self, message: object) -> None:
        """Send a message; if the process has ended, nothing is sent."""
        with contextlib.suppress(OSError):
            self.connection.send(message)

    def take(self, number: int, report: Report | Call) -> None:
        """Hand it a report."""
        self.running[number] = report, time.monotonic() + report.limits.seconds + PUBLISHING_SECONDS
        self.tell((number, report))

    def results(self) -> list[Result]:
        """Return what it says next: a result, or those of all its reports when it has ended."""
        try:
            number, result = self.connection.recv()
        except (EOFError, OSError):
            self.end()
            ended, self.running = self.running, {}
            return [lost(report, self.status) for report, _ in ended.values()]
        del self.running[number]
        return [result]

    def late(self) -> bool:
        """Tell whether a report takes longer than its own limits and publishing can."""
        return any(time.monotonic() > deadline for _, deadline in self.running.values())

    def ended(self) -> bool:
        """Tell whether it has ended."""
        if self.status is None:
            self.status = processes.waited(self.process, 0)
        return self.status is not None

    def end(self) -> None:
        """Hang up: it ends its reports and itself, for which it is given some seconds."""
        self.connection.close()
        if self.status is None:
            self.status = processes.end(self.process, GRACE_SECONDS)


class Pool:
    """Runs reports, several at once, in processes that a warm process forks."""

    def __init__(self, settings: Settings):
        """Start the warm process, which imports while the build still plans."""
        self.settings = settings
        # The state of the sources for which a build is prepared in the warm process; nothing where none is.
        self.state = ""
        # Whether the warm process may still be importing: it has given no result.
        self.imports = True
        # What a killed process leaves behind comes to this one.
        self.others = processes.children(os.getpid())
        processes.adopt()
        self.interrupted, self.handler = False, signal.getsignal(signal.SIGINT)
        if self.handler is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupt)
        self.warm = Warm(self.settings)

    def open(self, state: str) -> None:
        """Have the warm process fork and prepare a build while this one still plans; one of the same state stays."""
        if self.warm.ended():
            self._replace()
        if state != self.state:
            self.forget()
            self.warm.tell(OPEN)
            self.state = state

    def forget(self) -> None:
        """Have the next build prepared anew, whatever its state is."""
        if self.state:
            self.warm.tell(CLOSE)
            self.state = ""

    def at_once(self, jobs: int) -> int:
        """Return how many reports run at once when that many are asked for."""
        return jobs

    def run(self, reports: Sequence[Report | Call], jobs: int) -> Iterator[Result]:
        """Run reports, several at once, and yield each one's result as it ends."""
        waiting = deque(enumerate(reports))
        while waiting or self.warm.running:
            while waiting and len(self.warm.running) < jobs:
                self.warm.take(*waiting.popleft())
            if self._ready():
                self.imports = False
                yield from self.warm.results()
                if self.warm.status is not None:
                    self._replace()

    def call(self, function: str, given: list[tuple[object, ...]]) -> list[Any]:
        """Return what a function (`module:function`) gives for each of some arguments, all called side by side.

        It is called here where nothing is forked, and where it failed, so that its error is raised here.
        """
        calls = [Call(function, arguments, str(number)) for number, arguments in enumerate(given)]
        results = self.run(calls, len(calls)) if self.settings.fork and not self.warm.ended() else iter(())
        made = {result.page: result.value for result in results if not result.fault}
        return [made[one.page] if one.page in made else pkgutil.resolve_name(function)(*one.arguments) for one in calls]

    def close(self, now: bool = False) -> None:
        """End all processes; without `now` they have nothing left to do."""
        if self.imports and not self.warm.running:
            # Nothing was asked of it: nobody needs what it still imports.
            processes.kill([self.warm.process])
        self.warm.end()
        processes.sweep(self.others)
        processes.adopt(False)
        signal.signal(signal.SIGINT, self.handler)

    def _ready(self) -> bool:
        """Tell whether the process has something to say, or has ended; raises KeyboardInterrupt on Ctrl-C."""
        # What was raised in a destructor or a hook of fork is lost; it is looked at again every second.
        ready = self.warm.connection.poll(1)
        if self.interrupted:
            raise KeyboardInterrupt
        if self.warm.late():
            processes.kill([self.warm.process])
        return ready

    def _replace(self) -> None:
        self.warm.end()
        self.warm = Warm(self.settings)
        if self.state:
            self.warm.tell(OPEN)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt, and remember it: Python drops what is raised in a destructor or a hook of fork."""
        self.interrupted = True
        raise KeyboardInterrupt
