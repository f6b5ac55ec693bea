"""One report: papermill runs its notebook in a kernel of its own, nbconvert publishes it, the page moves into place."""

import contextlib
import hashlib
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from cited import reads
from cited.press import orphans, plan, publish
from cited.press.catalogue import Report

# Executed in the kernel before the notebook's first cell.
WATCH = "import cited.reads; cited.reads.watch()"


@dataclass
class Result:
    """How a report's run ended: what it read and its page's digest, or what went wrong."""

    page: str
    seconds: float = 0
    fault: str = ""
    reads: list[dict] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    digest: str = ""


def run(report: Report, root: Path) -> Result:
    """Run and publish one report; the page that stands there is replaced only by a whole new one."""
    started = time.monotonic()
    result = Result(str(report.page))
    work = root / ".build" / "runs" / report.path
    work.mkdir(parents=True, exist_ok=True)
    noted = work / "reads.jsonl"
    noted.unlink(missing_ok=True)
    os.chdir(root / "notebooks")
    os.environ[reads.VARIABLE] = str(noted)
    # A person's own IPython start-up files must not reach a report.
    os.environ["IPYTHONDIR"] = str(root / ".build" / "ipython")
    try:
        with _logged(work / "log.txt"), tempfile.TemporaryDirectory(prefix="cited-") as private:
            executed = execute(report, root, work / "executed.ipynb", Path(private))
        result.reads, files = reads.load(noted)
        result.files = {path: plan.digest([Path(path)]) for path in files}
        html = publish.page(executed, report, result.reads)
        if found := orphans.find(html):
            raise RuntimeError(
                f"digits that lead to no source: {'; '.join(map(repr, found[:5]))}; expected every number on a page "
                "to come from `table`, a chart or `say`"
            )
        plan.write(root / report.page, html)
        result.digest = hashlib.sha256(html.encode()).hexdigest()
    except Exception as error:
        result.fault = explain(error, report)
    result.seconds = time.monotonic() - started
    return result


@contextlib.contextmanager
def _logged(path: Path):
    """Send what this process and the kernel it starts write to standard output and error into a file."""
    saved = [os.dup(1), os.dup(2)]
    with path.open("wb") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    try:
        yield
    finally:
        for stream, copy in zip((1, 2), saved, strict=True):
            os.dup2(copy, stream)
            os.close(copy)


def execute(report: Report, root: Path, output: Path, private: Path):
    """Return the executed notebook; papermill runs it with the report's parameters in a new kernel.

    The kernel is spoken to over sockets in the folder `private`, which only their owner can open.
    """
    import papermill
    from traitlets.config import Config

    return papermill.execute_notebook(
        str(root / "notebooks" / f"{report.notebook}.ipynb"),
        str(output),
        parameters=report.values,
        progress_bar=False,
        log_output=False,
        request_save_on_cell_execute=False,
        config=Config({"KernelManager": {"transport": "ipc", "connection_file": str(private / "kernel.json")}}),
        extra_arguments=[f"--IPKernelApp.exec_lines={WATCH}"],
    )


def explain(error: Exception, report: Report) -> str:
    """Return what went wrong in a report: notebook, cell, parameters and error, for a person to act on."""
    values = ", ".join(f"{name}={value!r}" for name, value in report.values.items())
    place = f"notebooks/{report.notebook}.ipynb"
    if hasattr(error, "ename"):
        place += f", cell {error.cell_index + 1}"
        source = "\n".join(f"    {line}" for line in error.source.splitlines()[:10])
        return f"{place}, with {values}: {error.ename}: {error.evalue}\n{source}"
    return f"{place}, with {values}: {type(error).__name__}: {error}"
