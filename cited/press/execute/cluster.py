"""Reports on a dask.distributed cluster: the same list, the same pages; what is needed travels by content.

The project's software, data, notebooks and catalogue go to the cluster as one archive. A worker of the cluster needs
Python with the pinned requirements, and nothing of the project: what runs there, below `Place`, travels by its content
too, and so uses the standard library alone. Whoever can reach a scheduler can run anything on its workers: a cluster
is to be one's own.
"""

import hashlib
import io
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import types
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Any, TypedDict

from cited import files, project
from cited.press.execute.pool import PUBLISHING_SECONDS
from cited.press.execute.results import Result, called, explain, lost
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

    def __init__(self, settings: Settings, address: str):
        """Connect to the scheduler and send the project; raises InputError when one of both is not possible."""
        try:
            import distributed
        except ImportError:
            raise project.InputError(f"--scheduler {address}: dask.distributed is not installed; {HOW}") from None
        import cloudpickle

        self.root, self.imports = settings.root, False
        cloudpickle.register_pickle_by_value(sys.modules[__name__])
        self.settings = {"warm": asdict(settings), "environment": ENVIRONMENT}
        try:
            self.client = distributed.Client(address, timeout=WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise project.InputError(f"--scheduler {address}: {error}; expected a running scheduler") from None
        content = archive(self.root)
        self.name = hashlib.sha256(content).hexdigest()
        self.content = self.client.scatter(content, broadcast=True, hash=True)

    def call(self, function: str, given: list[tuple[object, ...]]) -> list[Any]:
        """Return what a function (`module:function`) gives for each of some arguments, called here."""
        return [called(function)(*arguments) for arguments in given]

    def open(self, state: str) -> None:
        """Do nothing: each worker begins when it has its first report."""

    def forget(self) -> None:
        """Do nothing: each build sends the project anew."""

    def at_once(self, jobs: int) -> int:
        """Return how many reports run at once: the cluster decides, not `jobs`."""
        return sum(worker["nthreads"] for worker in self.client.scheduler_info(n_workers=-1)["workers"].values())

    def run(self, reports: list[Report], jobs: int) -> Iterator[Result]:
        """Run reports on all workers, whatever `jobs` is, put the pages in place, and give each result as it ends."""
        from distributed import as_completed

        futures = {
            self.client.submit(
                # A function without a name travels by its content whatever it travels in; dask sends others by name.
                lambda *given: run_on_worker(*given),
                self.name,
                self.content,
                self.settings,
                pickle.dumps((0, report)),
                str(report.page),
                report.limits.seconds + PUBLISHING_SECONDS,
                pure=False,
                retries=TRIES,
            ): report
            for report in reports
        }
        # Each report at its limit, one after the other, and each worker lost so often: no cluster takes longer.
        most = sum(report.limits.seconds + PUBLISHING_SECONDS for report in reports) * (TRIES + 1)
        try:
            for future in as_completed(futures, loop=self.client.loop, timeout=most):
                yield self._result(future, futures.pop(future))
        except TimeoutError:
            yield from (lost(report, f"no word from the cluster in {most:g} seconds") for report in futures.values())

    def _result(self, future: Any, report: Report) -> Result:
        """Return the result of a report that has ended, its page put in place."""
        try:
            answer, page = future.result(timeout=PUBLISHING_SECONDS)
            _, result = pickle.loads(answer)
            if not isinstance(result, Result):
                return lost(report, result)
        except Exception as error:
            return Result(str(report.page), fault=explain(error, report))
        if not result.fault:
            files.write(self.root / report.page, page)
        return result

    def close(self, now: bool = False) -> None:
        """Let the workers forget the project, and leave the cluster."""
        try:
            if not now:
                self.client.run(forget_on_worker, self.name)
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


class Place(TypedDict):
    """A project on a worker: its unpacked folder, and the warm processes that have nothing to do."""

    folder: "tempfile.TemporaryDirectory[str]"
    idle: "list[Node]"
    lock: threading.Lock


class Node:
    """A warm process in an unpacked project, which forks a process for each report."""

    def __init__(self, root: str, settings: dict[str, Any]):
        """Start it; `settings` are those of a warm process but for the folder."""
        self.connection, other = Pipe()
        environment = {name: value for name, value in os.environ.items() if name != "CITED_TEXTS"}
        with other:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", START],
                cwd=root,
                env={**environment, **settings["environment"], "PYTHONPATH": root},
                stdin=other.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.connection.send({**settings["warm"], "root": Path(root)})
        self.connection.send(OPEN)

    def run(self, report: bytes, seconds: float) -> bytes | None:
        """Return the pickled result of a pickled report, or None if it has not arrived within `seconds`."""
        try:
            self.connection.send_bytes(report)
            return self.connection.recv_bytes() if self.connection.poll(seconds) else None
        except (EOFError, OSError):
            return None

    def end(self) -> int | None:
        """End it, with what it runs; return its status, None where the system cannot end it."""
        self.connection.close()
        for _ in range(2):
            try:
                return self.process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return None


def run_on_worker(
    name: str, content: bytes, settings: dict[str, object], report: bytes, page: str, seconds: float
) -> tuple[bytes, bytes]:
    """Run a pickled report in the project of an archive; return its pickled result and its page.

    Raises RuntimeError when the process that runs it ends; the cluster then tries elsewhere.
    """
    kept = _kept()
    with kept.lock:
        places: dict[str, Place] = kept.places
        if name not in places:
            folder = tempfile.TemporaryDirectory(prefix="cited-")
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                file.extractall(folder.name)
            places[name] = {"folder": folder, "idle": [], "lock": threading.Lock()}
    place = places[name]
    root = place["folder"].name
    with place["lock"]:
        node = place["idle"].pop() if place["idle"] else Node(root, settings)
    answer = node.run(report, seconds)
    if answer is None:
        raise RuntimeError(f"the process that ran the report ended with status {node.end()}")
    with place["lock"]:
        place["idle"].append(node)
    path = Path(root, page)
    return answer, path.read_bytes() if path.is_file() else b""


def forget_on_worker(name: str) -> None:
    """End the processes of a project and remove it from the worker."""
    place = _kept().places.pop(name, None)
    if place:
        for node in place["idle"]:
            node.end()
        place["folder"].cleanup()


def _kept() -> types.ModuleType:
    """Return the module that keeps this worker's projects: this one arrives anew with every task."""
    module = sys.modules.setdefault("_cited_projects", types.ModuleType("_cited_projects"))
    vars(module).setdefault("lock", threading.Lock())
    vars(module).setdefault("places", {})
    return module
