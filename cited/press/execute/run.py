"""One report: its notebook run by papermill, and its page put in place when it is whole.

papermill runs here, and so does publishing; the cells run in a process of their own, which cannot spoil either.
"""

import contextlib
import functools
import hashlib
import importlib
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from cited import files, folders, parameters, private, project, reads
from cited.nearest import suggestion
from cited.press.execute.limits import Running
from cited.press.execute.results import CellFault, Result, explain
from cited.press.publish import code_faults, freedom, orphans, pictures, render, static, styles
from cited.press.reports.report import Report

# What papermill and nbconvert import at their heads, for notebooks at an address, a command's help and pictures to be
# embedded: a tenth of the time of all imports.
LATE = ("requests", "click", "bs4")
# nbconvert's own server of slides, for which it imports a framework of the web.
SERVER = "nbconvert.postprocessors.serve"
# What Python says of a name that nothing has defined yet.
UNDEFINED = re.compile(r"NameError: name '(\w+)' is not defined")
# What pandas says of a column that a frame does not have.
NO_COLUMN = re.compile(r"(?:KeyError: |\w+: '(?:DataFrame|Series)' object has no attribute )'(\w+)'")
# Without them a page would stand for good, whatever becomes of what it was made from.
NOTES_GONE = "a cell took away or changed {}, which says what the report reads; expected cells to leave .build/ alone"
# Their first line: where it is not there any more, somebody has emptied them.
NOTES = b'{"notes": "what a report reads"}\n'
# Executed in a kernel before the notebook's first cell; a forked process does the same.
STARTUP = "from cited import observe; observe.begin(); del observe"


def run(report: Report, fork: bool, strange: str = "") -> Result:
    """Run and publish one report; the page that stands there is replaced only by a whole new one.

    Its notebook is run as it was when the build was planned. `fork` says that its cells run in a fork of this process,
    which writes from now on into the report's log.
    """
    started, root = time.monotonic(), project.root()
    result = Result(str(report.page))
    work = root / ".build" / "runs" / report.path
    noted, copy, log = (work / name for name in ("reads.jsonl", "notebook.ipynb", "log.txt"))
    try:
        with files.named(copy), folders.opened(copy, make=True):
            for path in (noted, copy, log):
                files.remove(path)
            _write_to(log)
            copy.write_bytes(report.content)
        with noted.open("wb", buffering=0) as notes:
            notes.write(NOTES)
            executed = execute(report, work, fork)
            result.read = _noted(noted, os.fstat(notes.fileno()))
        if shown := static.settle(executed):
            raise RuntimeError("; ".join(shown))
        embedded = styles.embedded(executed, root / "notebooks") | pictures.embedded(executed, root / "notebooks")
        # Of files outside the project a build knows nothing.
        own = {Path(path): known for path, known in embedded.items() if Path(path).is_relative_to(root)}
        result.read.files |= {path.relative_to(root).as_posix(): known for path, known in own.items()}
        html = render.page(executed, report, result.read.calls)
        if project.has_ledger() and (untraced := orphans.find(html)):
            raise RuntimeError(
                f"digits that lead to no source: {'; '.join(map(repr, untraced[:5]))}; expected every number on a "
                "page to come from `table`, a chart or `sentence`"
            )
        if unknown := orphans.unknown(html, strange):
            raise RuntimeError(f"the page names what the data do not have: {'; '.join(unknown[:5])}")
        files.write(root / report.page, html, lasting=False)
        result.digest = hashlib.sha256(html.encode()).hexdigest()
    except Exception as error:
        result.fault = "\n".join([explain(error, report), *_also(error, report)])
    result.seconds = time.monotonic() - started
    return result


def _noted(path: Path, begun: os.stat_result) -> reads.Noted:
    """Return what a report has noted in a file, which must still be the one that was begun."""
    try:
        if os.path.samestat(begun, path.stat()) and path.read_bytes().startswith(NOTES):
            return reads.Noted(path)
    except (OSError, ValueError, LookupError, TypeError):
        pass
    raise RuntimeError(NOTES_GONE.format(path.relative_to(project.root())))


def _write_to(log: Path) -> None:
    """Let standard output and error of this process go into a file."""
    with log.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)


def _also(error: Exception, report: Report) -> list[str]:
    """Return what else is wrong with a notebook in which a cell has failed: in its prose, and in the code after it."""
    if not isinstance(error, CellFault):
        return []
    notebook = json.loads(report.content)
    faults = freedom.prose_faults(notebook)
    if error.cell:
        missing = UNDEFINED.match(str(error))
        cells = [*static.numbered(notebook["cells"])]
        faults += code_faults.after(cells, error.cell, missing[1] if missing else "")
        if (lost := NO_COLUMN.fullmatch(str(error))) and (near := suggestion(lost[1], parameters.columns())):
            faults.append(f"cell {error.cell}: no column is called “{lost[1]}”{near}")
    return [f"notebooks/{report.notebook}.ipynb, {fault}" for fault in faults]


def execute(report: Report, work: Path, fork: bool) -> Any:
    """Return the executed notebook; papermill runs it in the project's `notebooks/` with the report's parameters.

    Raises CellFault where a cell raises an error, its process dies, the notebook ends before its last cell, or the
    report meets one of its limits.
    """
    (papermill, engines), running = tools(), Running(report.limits)
    # Imported already, by `tools`.
    from cited.press.execute import engine

    os.environ[reads.VARIABLE] = str(work / "reads.jsonl")
    with running, contextlib.chdir(project.root() / "notebooks"):
        # papermill itself would write the executed notebook to the end, a tenth of this process's time, for nobody.
        prepared = papermill.execute_notebook(
            str(work / "notebook.ipynb"),
            None,
            report.values,
            engine_name="press",
            language=engine.language(json.loads(report.content)["metadata"]),
            prepare_only=True,
        )
        kernel = engines.nb_kernel_name("press", prepared)
        executed = engines.execute_notebook_with_engine(
            "press", prepared, kernel, progress_bar=False, running=running, fork=fork
        )
        papermill.raise_for_execution_errors(executed, None)
    if executed.metadata.papermill.get("exception"):
        raise running.fault("SystemExit: the notebook ended here; expected its cells to run to the last")
    return executed


@contextlib.contextmanager
def _late(*names: str) -> Iterator[None]:
    """Give what imports modules meanwhile modules that load the real ones when they are used afterwards.

    What is taken out of one meanwhile, as `from bs4 import BeautifulSoup` does, loads it when it is called.
    """
    importing = True

    def loader(name: str) -> Callable[[str], Any]:
        def real(what: str) -> Any:
            return getattr(importlib.import_module(name), what)

        def of(what: str) -> Any:
            return (lambda *given, **named: real(what)(*given, **named)) if importing else real(what)

        return of

    late = {name: ModuleType(name) for name in names if name not in sys.modules}
    for name, module in late.items():
        module.__getattr__ = loader(name)  # type: ignore[method-assign]  # https://peps.python.org/pep-0562/
    sys.modules.update(late)
    try:
        yield
    finally:
        importing = False
        for name in late:
            del sys.modules[name]


@functools.cache
def tools() -> tuple[Any, Any]:
    """Import papermill and build the exporter, once a process; return `papermill.execute` and all engines."""
    with private.without_modules(*private.UNASKED, SERVER), _late(*LATE):
        from papermill import execute
        from papermill.engines import papermill_engines

        from cited.press.execute import engine

        render.warm()

    class PressEngine(engine.ForkedEngine):
        """Runs cells in a fork of this process, or in an ordinary kernel, under a report's limits."""

        @classmethod
        def execute_managed_notebook(  # type: ignore[override]  # papermill hands on what `execute` gives it
            cls, nb_man: Any, kernel_name: str, running: Running, fork: bool, **options: Any
        ) -> Any:
            running.notebook, ours = nb_man.nb, engine.runs(kernel_name)
            try:
                if fork and ours:
                    return super().execute_managed_notebook(nb_man, kernel_name, running.fork, **options)
                if ours:
                    lines = f"--IPKernelApp.exec_lines={STARTUP}"
                    options["extra_arguments"] = [lines, "--HistoryManager.enabled=False"]
                running.thread.start()
                return engine.ordinary(nb_man, kernel_name, **options)
            finally:
                # papermill would report them as what ended the notebook.
                static.allow_errors(nb_man.nb)

    papermill_engines.register("press", PressEngine)
    # The kernels of this machine are looked up once.
    engine.runs("python3")
    return execute, papermill_engines
