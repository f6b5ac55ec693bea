"""Reports on a dask.distributed cluster: the same list, the same pages; what is needed travels by content.

The project's software, data, notebooks and catalogue go to the cluster as one archive. A worker of the
cluster needs Python with the pinned requirements, and nothing of the project. Whoever can reach a scheduler
can run anything on its workers: a cluster is to be one's own.
"""

import hashlib
import io
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cited import files, project
from cited.press.execute import messages, remote
from cited.press.execute.explain import explain
from cited.press.execute.pool import PUBLISHING_SECONDS
from cited.press.execute.results import Result, called
from cited.press.execute.warm import ENVIRONMENT
from cited.press.reports import plan
from cited.press.reports.catalogue import Report

HOW = "install it with: python -m pip install dask[distributed]"
# How long a scheduler may take to answer, in seconds.
WAIT = 5
# How often a report may lose its worker before it is given up.
TRIES = 3


class Cluster:
    """Runs reports on a cluster, with the face of `cited.press.execute.pool.Pool`."""

    def __init__(
        self,
        root: Path,
        address: str,
        imports: tuple[str, ...] = (),
        prepare: tuple[str, ...] = (),
        strange: str = "",
    ):
        """Connect to the scheduler and send the project; raises InputError when one of both is not possible."""
        try:
            import distributed
        except ImportError:
            raise project.InputError(f"--scheduler {address}: dask.distributed is not installed; {HOW}") from None
        import cloudpickle

        self.root, self.notes = root, list[str]()
        # The cluster does not have this package: these modules travel by their content, not by name.
        for module in (remote, messages):
            cloudpickle.register_pickle_by_value(module)
        warm = {"fork": True, "imports": imports, "prepare": prepare, "strange": strange}
        self.settings = {"warm": warm, "environment": ENVIRONMENT}
        try:
            self.client = distributed.Client(address, timeout=WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise project.InputError(f"--scheduler {address}: {error}; expected a running scheduler") from None
        content = archive(root)
        self.name = hashlib.sha256(content).hexdigest()
        self.content = self.client.scatter(content, broadcast=True, hash=True)

    def call(self, function: str, given: list[tuple[Any, ...]]) -> list[Any]:
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
                remote.run,
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
        for future in as_completed(futures, loop=self.client.loop):
            report = futures.pop(future)
            try:
                answer, page = future.result(timeout=PUBLISHING_SECONDS)
                _, result = pickle.loads(answer)
                if not isinstance(result, Result):
                    raise RuntimeError(f"the process that built the report ended with {result}")
            except Exception as error:
                yield Result(str(report.page), fault=explain(error, report))
                continue
            if not result.fault:
                files.write(self.root / report.page, page)
            yield result

    def close(self, now: bool = False) -> None:
        """Let the workers forget the project, and leave the cluster."""
        try:
            if not now:
                self.client.run(remote.forget, self.name)
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
