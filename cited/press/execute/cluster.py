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

from cited import project
from cited.press.build import plan
from cited.press.build.catalogue import Report
from cited.press.execute.explain import explain
from cited.press.execute.run import Result

REMOTE = Path(__file__).with_name("remote.py")
HOW = "install it with: python -m pip install dask[distributed]"
# How long a scheduler may take to answer, in seconds.
WAIT = 5
# How often a report may lose its worker before it is given up.
TRIES = 3


class Cluster:
    """Runs reports on a cluster, with the face of `cited.press.execute.workers.Workers`."""

    def __init__(self, root: Path, address: str):
        """Connect to the scheduler and send the project; raises InputError when one of both is not possible."""
        try:
            import distributed
        except ImportError:
            raise project.InputError(f"--scheduler {address}: dask.distributed is not installed; {HOW}") from None
        self.root, self.notes, self.remote = root, [], {"__name__": "__main__"}
        # The cluster does not have this package: functions of a main module travel whole, not by name.
        exec(compile(REMOTE.read_text(encoding="utf-8"), REMOTE.name, "exec"), self.remote)
        try:
            self.client = distributed.Client(address, timeout=WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise project.InputError(f"--scheduler {address}: {error}; expected a running scheduler") from None
        content = archive(root)
        self.name = hashlib.sha256(content).hexdigest()
        self.content = self.client.scatter(content, broadcast=True, hash=True)

    def at_once(self, jobs: int) -> int:
        """Return how many reports run at once: the cluster decides, not `jobs`."""
        return sum(worker["nthreads"] for worker in self.client.scheduler_info(n_workers=-1)["workers"].values())

    def run(self, reports: list[Report], jobs: int) -> Iterator[Result]:
        """Run reports on all workers, whatever `jobs` is, put the pages in place, and give each result as it ends."""
        from distributed import as_completed

        futures = {
            self.client.submit(
                self.remote["run"], self.name, self.content, pickle.dumps(report), pure=False, retries=TRIES
            ): report
            for report in reports
        }
        for future in as_completed(futures, loop=self.client.loop):
            report = futures.pop(future)
            try:
                result, page, root = pickle.loads(future.result())
            except Exception as error:
                yield Result(str(report.page), fault=explain(error, report))
                continue
            if not result.fault:
                plan.write(self.root / report.page, page)
                local = [str(self.root / Path(path).relative_to(root)) for path in result.files]
                result.files = {path: plan.digest([Path(path)]) for path in local}
            yield result

    def close(self, now: bool = False) -> None:
        """Let the workers forget the project, and leave the cluster."""
        try:
            if not now:
                self.client.run(self.remote["forget"], self.name)
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
