"""The process that runs a build's reports, seen from the build: started, given reports, replaced, ended."""

import contextlib
import os
import signal
import socket
import struct
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Pipe
from pkgutil import resolve_name
from types import FrameType
from typing import Any

from cited import folders, project
from cited.press.execute import processes
from cited.press.execute.results import Call, Result, lost
from cited.press.execute.warm import CLOSE, ENVIRONMENT, OPEN, START, Settings
from cited.press.reports.report import Report

# What IPython writes at its start; a link on the way would lead it out of the project.
PROFILE = ".build/ipython/profile_default/startup/README"
# How long a process may take to end its reports when the build is interrupted, in seconds.
GRACE_SECONDS = 2
# How long a message that has begun may take to come whole, in seconds; it comes at once.
MESSAGE_SECONDS = 20
# How long a report may take at most to be published, in seconds; it takes less than one.
PUBLISHING_SECONDS = 120


class Pool:
    """Runs reports, several at once, in processes that a warm process forks; one that has ended is replaced."""

    def __init__(self, settings: Settings):
        """Start the warm process, which imports while the build still plans."""
        self.settings, self.log = settings, project.root() / ".build/warm.txt"
        # The state of the sources for which a build is prepared in the warm process; nothing where none is.
        self.state = ""
        # What a killed process leaves behind comes to this one.
        self.others = processes.children(os.getpid())
        processes.adopt()
        self.interrupted, self.handler = False, signal.getsignal(signal.SIGINT)
        if self.handler is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupt)
        self._start()

    def open(self, state: str) -> None:
        """Have the warm process fork and prepare a build while this one still plans; one of the same state stays."""
        if processes.waited(self.process, 0) is not None:
            self._end()
            self._start_anew()
        if state != self.state:
            self.forget()
            self._tell(OPEN)
            self.state = state

    def forget(self) -> None:
        """Have the next build prepared anew, whatever its state is."""
        if self.state:
            self._tell(CLOSE)
            self.state = ""

    def at_once(self, jobs: int) -> int:
        """Return how many reports run at once when that many may."""
        return jobs

    def run(self, reports: Iterable[Report | Call], jobs: int) -> Iterator[Result]:
        """Run reports, several at once, while those after them are still being chosen; yield each one's result."""
        if self.running:
            # Whoever wanted these has stopped before they came.
            self._end()
            self._start_anew()
        coming, waiting, results = enumerate(reports), deque[tuple[int, Report | Call]](), list[Result]()
        chosen = False
        while not chosen or waiting or self.running:
            if not chosen and (one := next(coming, None)):
                waiting.append(one)
            else:
                chosen = True
            while waiting and len(self.running) < jobs:
                self._give(*waiting.popleft())
            if self.running and self._ready(1 if chosen else 0):
                results += self._results()
            if chosen:
                # Only now it is known how many there are.
                yield from results
                results = []

    def call(self, function: str, given: list[tuple[object, ...]]) -> list[Any]:
        """Return what a function (`module:function`) gives for each of some arguments, all called side by side.

        It is called here where nothing is forked, and where it failed, so that its error is raised here.
        """
        calls = [Call(function, arguments, str(number)) for number, arguments in enumerate(given)]
        results = (
            self.run(calls, len(calls)) if self.settings.fork and processes.waited(self.process, 0) is None else ()
        )
        made = {result.page: result.value for result in results if not result.fault}
        return [made[one.page] if one.page in made else resolve_name(function)(*one.arguments) for one in calls]

    def close(self, now: bool = False) -> None:
        """End all processes; without `now` they have nothing left to do."""
        if self.imports and not self.running:
            # It was given nothing to do: nobody needs what it still imports.
            processes.kill([self.process])
        self._end()
        processes.sweep(self.others)
        processes.adopt(False)
        signal.signal(signal.SIGINT, self.handler)

    def _start(self) -> None:
        """Start a warm process; returns before it has imported what it needs."""
        # Whether it may still be importing: it has given no result.
        self.imports = True
        self.connection, other = Pipe()
        with socket.socket(fileno=os.dup(self.connection.fileno())) as same:
            same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", MESSAGE_SECONDS, 0))
        # By number: a report that it runs, and when that must have ended.
        self.running: dict[int, tuple[Report | Call, float]] = {}
        # Ctrl-C goes to every process of the terminal: the build hears it and ends this one in good order.
        with other, folders.opened(project.root() / PROFILE, make=True), self.log.open("wb") as log:
            command, environment = [sys.executable, "-P", "-c", START], {**os.environ, **ENVIRONMENT}
            self.process = processes.start(command, env=environment, stdin=other.fileno(), stdout=log, stderr=log)
        self._tell(self.settings)

    def _tell(self, message: object) -> None:
        """Send a message; if the process has ended, nothing is sent."""
        with contextlib.suppress(OSError):
            self.connection.send(message)

    def _give(self, number: int, report: Report | Call) -> None:
        self.running[number] = report, time.monotonic() + report.limits.seconds + PUBLISHING_SECONDS
        self._tell((number, report))

    def _ready(self, seconds: int) -> bool:
        """Tell whether the process has something to say, or has ended; raises KeyboardInterrupt on Ctrl-C."""
        # What was raised in a destructor or a hook of fork is lost; it is looked at again every second.
        ready = self.connection.poll(seconds)
        if self.interrupted:
            raise KeyboardInterrupt
        if any(time.monotonic() > deadline for _, deadline in self.running.values()):
            # A report takes longer than its own limits and publishing can.
            processes.kill([self.process])
        return ready

    def _results(self) -> list[Result]:
        """Return what it says next: a result, or those of all its reports when it has ended, and is replaced."""
        try:
            number, result = self.connection.recv()
        except (EOFError, OSError):
            running, now = self.running, time.monotonic()
            status = self._end()
            with self.log.open("rb") as log:
                words = processes.last_words(log) if status > 0 else ""
            if words and self.imports:
                # Another one would end so, too.
                raise ChildProcessError(
                    f"The process that runs reports did not start: {words} (more in {self.log})"
                ) from None
            self._start_anew()
            return [lost(report, status, words, late=now > deadline) for report, deadline in running.values()]
        self.imports = False
        del self.running[number]
        return [result]

    def _end(self) -> int:
        """Hang up: it ends its reports and itself, for which it is given some seconds; return its status."""
        self.connection.close()
        return processes.end(self.process, GRACE_SECONDS)

    def _start_anew(self) -> None:
        """Start another process in place of one that has ended, and have it prepare the build that this one served."""
        self._start()
        if self.state:
            self._tell(OPEN)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt, and remember it: Python drops what is raised in a destructor or a hook of fork."""
        self.interrupted = True
        raise KeyboardInterrupt
