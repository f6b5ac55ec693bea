"""The workers of a build: processes that run one report at a time, and are replaced when they are killed."""

import multiprocessing
import multiprocessing.connection
import multiprocessing.resource_tracker as resource_tracker
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from cited.press.build.catalogue import Report
from cited.press.execute import processes
from cited.press.execute.explain import explain
from cited.press.execute.forking import ADDRESS, ENVIRONMENT, Forker, NotForked
from cited.press.execute.run import Press, Result, tools

# How long a worker may take to end its kernels when the build is interrupted, in seconds.
PATIENCE = 1


class Workers:
    """A forking process for all kernels, and workers started when there is something to run."""

    def __init__(self, root: Path, fork: bool = True):
        """Start the forking process, which imports while the build still plans; `fork` False does without."""
        self.root, self.fork, self.notes, self.stay_warm = root, fork, [], False
        self.private, self.crew, self.forker = Path(tempfile.mkdtemp(prefix="cited-")), [], None
        # What a killed worker, or a killed forking process, leaves behind comes to this process.
        self.others, self.adopted = processes.children(os.getpid()), processes.adopts()
        processes.adopt()
        self.interrupted, self.handler = False, signal.getsignal(signal.SIGINT)
        if self.handler is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupt)
        if fork:
            (root / ".build").mkdir(exist_ok=True)
            try:
                environment = {**os.environ, **ENVIRONMENT}
                self.forker = Forker(root / "notebooks", environment, self.private, root / ".build" / "forker.txt")
                os.environ[ADDRESS] = self.forker.address
            except NotForked as error:
                self.notes.append(str(error))

    def warm(self, jobs: int) -> None:
        """Start so many workers, each with a kernel that waits for a report, now and after every report."""
        self.stay_warm = True
        self._start(jobs)
        for worker in self.crew:
            worker.take(None, True)

    def at_once(self, jobs: int) -> int:
        """Return how many reports run at once when so many are asked for."""
        return jobs

    def run(self, reports: list[Report], jobs: int) -> Iterator[Result]:
        """Run reports, so many at once, and give each one's result as it ends."""
        waiting = deque(reports)
        self._start(min(jobs, len(waiting)))
        while True:
            for worker in self.crew:
                if not worker.report and waiting:
                    worker.take(waiting.popleft(), self.stay_warm or bool(waiting))
            busy = [worker for worker in self.crew if worker.report]
            if not busy:
                return
            if self.interrupted:
                raise KeyboardInterrupt
            multiprocessing.connection.wait([end for worker in busy for end in worker.ends])
            for worker in busy:
                if result := worker.result():
                    if not worker.process.is_alive():
                        self.crew[self.crew.index(worker)] = self._worker()
                    yield result

    def close(self, now: bool = False) -> None:
        """End the workers and the forking process; `now` does not wait for what they are doing."""
        for worker in self.crew:
            worker.end(now)
        for worker in self.crew:
            worker.process.join(PATIENCE)
            worker.process.kill()
            worker.process.join()
        self.crew = []
        if self.forker:
            os.environ.pop(ADDRESS, None)
            self.forker.close()
        processes.sweep({*self.others, resource_tracker._resource_tracker._pid})
        processes.adopt(self.adopted)
        shutil.rmtree(self.private, ignore_errors=True)
        signal.signal(signal.SIGINT, self.handler)

    def _interrupt(self, *_):
        """Raise KeyboardInterrupt, and remember it: Python drops what is raised in a destructor or a hook of fork."""
        self.interrupted = True
        raise KeyboardInterrupt

    def _start(self, count: int) -> None:
        if self.fork and _forkable():
            # Imported once, here, and not once a worker.
            tools()
        self.crew += [self._worker() for _ in range(count - len(self.crew))]

    def _worker(self) -> "Worker":
        return Worker("fork" if self.fork and _forkable() else "spawn", self.root, self.private, self.fork)


class Worker:
    """One worker, seen from the build: what it runs, and how it ended."""

    def __init__(self, method: str, *arguments):
        """Start it by a method of multiprocessing."""
        context = multiprocessing.get_context(method)
        self.report, (self.connection, other) = None, context.Pipe()
        self.process = context.Process(target=_work, args=(other, *arguments), daemon=False)
        if method == "spawn":
            # What it starts once for all workers would let the signal in again.
            resource_tracker.ensure_running()
        # Ctrl-C goes to every process of the terminal. It waits until there is a worker, and until that ignores it.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        other.close()

    @property
    def ends(self) -> tuple:
        """What becomes ready when the worker answers or ends."""
        return self.connection, self.process.sentinel

    def take(self, report: Report | None, more: bool) -> None:
        """Hand it a report, or None to have it start a kernel; `more` says that another report may follow."""
        self.report = report
        try:
            self.connection.send((report, more))
        except OSError:
            # It has ended, which `result` finds out.
            self.process.join()

    def result(self) -> Result | None:
        """Return the result of its report, also when it died over it; None while it works."""
        try:
            if self.connection.poll():
                result, self.report = self.connection.recv(), None
                return result
        except (EOFError, OSError):
            self.process.join()
        if self.process.exitcode is None:
            return None
        report, self.report = self.report, None
        how = f"signal {-self.process.exitcode}" if self.process.exitcode < 0 else f"status {self.process.exitcode}"
        fault = explain(RuntimeError(f"the process that built the report ended with {how}"), report)
        return Result(str(report.page), fault=fault)

    def end(self, now: bool) -> None:
        """Ask it to end: at once, with its kernels, or when it has nothing to do."""
        if now:
            self.process.terminate()
        else:
            try:
                self.connection.send(None)
            except OSError:
                self.process.join()


def _forkable() -> bool:
    """Tell whether this process may fork: threads do not survive it, and only Linux's libraries are made for it."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _work(connection, root: Path, private: Path, fork: bool) -> None:
    os.chdir(root)
    # The build hears Ctrl-C and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    processes.adopt()
    press = Press(root, private, fork)

    def end(*_):
        press.kill()
        os._exit(1)

    def outlive_nobody():
        multiprocessing.connection.wait([multiprocessing.parent_process().sentinel])
        end()

    signal.signal(signal.SIGTERM, end)
    threading.Thread(target=outlive_nobody, daemon=True).start()
    while task := connection.recv():
        report, more = task
        if report:
            connection.send(press.run(report, more))
        else:
            press.warm()
    press.close()
