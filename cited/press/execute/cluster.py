"""Reports on a dask.distributed cluster: the same list, the same pages; what is needed travels by content.

The project's software, data, notebooks and catalogue go to each worker as one archive, in a worker plugin. A worker
needs Python with the pinned requirements, and nothing of the project: `Project`, which runs there, travels by its
content too, and so uses the standard library alone. Whoever can reach a scheduler can run anything on its workers: a
cluster is to be one's own.
"""

import contextlib
import hashlib
import io
import os
import pickle
import pkgutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from cited import files, project
from cited.press.execute.pool import PUBLISHING_SECONDS
from cited.press.execute.results import Result, explain
from cited.press.execute.warm import ENVIRONMENT, OPEN, START, Settings
from cited.press.reports import plan
from cited.press.reports.report import Report

HOW = "install it with: python -m pip install dask[distributed]"
# How long a scheduler may take to answer, in seconds.
WAIT = 5
# How often a report may lose its worker before it is given up.
TRIES = 3
# How long a warm process of a worker may take to end, in seconds.
GRACE_SECONDS = 10


class Cluster:
    """Runs reports on a cluster, with the face of `cited.press.execute.pool.Pool`."""

    # Ctrl-C reaches the command itself, which closes it.
    interrupted = False

    def __init__(self, settings: Settings, address: str):
        """Connect to the scheduler and send the project; raises InputError when one of both is not possible."""
        try:
            import distributed
        except ImportError:
            raise project.InputError(f"--scheduler {address}: dask.distributed is not installed; {HOW}") from None
        import cloudpickle

        self.root, self.imports = project.root(), False
        cloudpickle.register_pickle_by_value(sys.modules[__name__])
        try:
            self.client = distributed.Client(address, timeout=WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise project.InputError(f"--scheduler {address}: {error}; expected a running scheduler") from None
        content = archive(self.root)
        self.name = f"cited-{hashlib.sha256(content).hexdigest()}"
        plugin = type("Plugin", (Project, distributed.WorkerPlugin), {})
        self.client.register_plugin(plugin(content, pickle.dumps(settings)), self.name)

    def call(self, function: str, given: list[tuple[object, ...]]) -> list[Any]:
        """Return what a function (`module:function`) gives for each of some arguments, called here."""
        return [pkgutil.resolve_name(function)(*arguments) for arguments in given]

    def open(self, state: str) -> None:
        """Do nothing: each worker begins when it has its first report."""

    def forget(self) -> None:
        """Do nothing: each build sends the project anew."""

    def at_once(self, jobs: int) -> int:
        """Return how many reports run at once: the cluster decides, not `jobs`."""
        return sum(worker["nthreads"] for worker in self.client.scheduler_info(n_workers=-1)["workers"].values())

    def run(self, reports: Iterable[Report], jobs: int) -> Iterator[Result]:
        """Run reports on all workers, whatever `jobs` is, put the pages in place, and give each result as it ends."""
        from distributed import as_completed, get_worker

        name = self.name
        futures = {
            self.client.submit(
                # A function without a name travels by its content whatever it travels in; dask sends others by name.
                lambda *given: get_worker().plugins[name].run(*given),
                pickle.dumps((0, report)),
                str(report.page),
                report.limits.seconds + PUBLISHING_SECONDS,
                pure=False,
                retries=TRIES,
            ): report
            for report in reports
        }
        # Each report at its limit, one after the other, and each worker lost so often: no cluster takes longer.
        most = sum(report.limits.seconds + PUBLISHING_SECONDS for report in futures.values()) * (TRIES + 1)
        try:
            for future in as_completed(futures, loop=self.client.loop, timeout=most):
                yield self._result(future, futures.pop(future))
        except TimeoutError:
            silent = RuntimeError(f"no word from the cluster in {most:g} seconds")
            yield from (Result(str(report.page), fault=explain(silent, report)) for report in futures.values())

    def _result(self, future: Any, report: Report) -> Result:
        """Return the result of a report that has ended, its page put in place."""
        try:
            answer, page = future.result(timeout=PUBLISHING_SECONDS)
            result: Result = pickle.loads(answer)[1]
        except Exception as error:
            return Result(str(report.page), fault=explain(error, report))
        if not result.fault:
            files.write(self.root / report.page, page)
        return result

    def close(self, now: bool = False) -> None:
        """Let the workers forget the project, and leave the cluster."""
        try:
            if not now:
                self.client.unregister_worker_plugin(self.name)
        finally:
            self.client.close()


def archive(root: Path) -> bytes:
    """Return what runs a report, as a zip archive whose bytes depend on nothing else."""
    package = {path: Path("cited") / path.relative_to(plan.PACKAGE) for path in plan.PACKAGE.rglob("*")}
    pins = plan.PACKAGE.parent / "requirements.txt"
    own = [root / "reports/catalogue.yml", *(root / "notebooks").rglob("*"), *(root / "data").rglob("*")]
    texts = {path: project.TEXTS / path.name for folder in project.text_folders() for path in folder.glob("*")}
    paths = {**package, pins: Path(pins.name), **texts, **{path: path.relative_to(root) for path in own}}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for path, name in sorted(paths.items(), key=lambda pair: pair[1]):
            if path.is_file() and "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts:
                file.writestr(zipfile.ZipInfo(name.as_posix()), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


class Project:
    """A worker's plugin: a project in a folder of its own, and the warm processes in it that have nothing to do."""

    def __init__(self, content: bytes, settings: bytes):
        """Hold the project's archive and the pickled settings of its warm processes, on the way to the worker."""
        self.content, self.settings = content, settings

    def setup(self, worker: object) -> None:
        """Unpack the archive."""
        self.folder = tempfile.TemporaryDirectory(prefix="cited-")
        with zipfile.ZipFile(io.BytesIO(self.content)) as file:
            file.extractall(self.folder.name)
        self.idle: list[tuple[Connection, subprocess.Popen[bytes]]] = []

    def run(self, report: bytes, page: str, seconds: float) -> tuple[bytes, bytes]:
        """Run a pickled report; return its pickled result and its page. A worker's threads call it side by side.

        Raises RuntimeError when the process that runs it ends or is late; the cluster then tries elsewhere.
        """
        try:
            connection, process = self.idle.pop()
        except IndexError:
            connection, process = self._start()
        answer = b""
        with contextlib.suppress(EOFError, OSError):
            connection.send_bytes(report)
            answer = connection.recv_bytes() if connection.poll(seconds) else b""
        if not answer:
            status = self._end(connection, process)
            raise RuntimeError(f"the process that ran the report ended with status {status}")
        self.idle.append((connection, process))
        path = Path(self.folder.name, page)
        return answer, path.read_bytes() if path.is_file() else b""

    def teardown(self, worker: object) -> None:
        """End the processes and remove the folder."""
        for connection, process in self.idle:
            self._end(connection, process)
        self.folder.cleanup()

    def _start(self) -> tuple[Connection, subprocess.Popen[bytes]]:
        connection, other = Pipe()
        inherited = {name: value for name, value in os.environ.items() if name != "CITED_TEXTS"}
        with other:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", START],
                cwd=self.folder.name,
                env={**inherited, **ENVIRONMENT, "PYTHONPATH": self.folder.name},
                stdin=other.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        connection.send_bytes(self.settings)
        connection.send(OPEN)
        return connection, process

    def _end(self, connection: Connection, process: "subprocess.Popen[bytes]") -> int | None:
        """End a warm process, with what it runs; return its status, None where the system cannot end it."""
        connection.close()
        for _ in range(2):
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(GRACE_SECONDS)
            process.kill()
        return None
