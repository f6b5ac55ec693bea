"""A small project of its own for each test: three documents' worth of rows, two notebooks, three reports."""

import contextlib
import fcntl
import functools
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from cited import install, private

with private.without_modules(*private.ADDRESSES):
    import jsonschema  # noqa: F401

# Where it is set, every process that the tests start would compile the whole package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What a test's own process writes need not survive a power cut; what is to survive a kill is written by processes of its own.
os.fsync = lambda file: None

# Tests work in folders of their own, from where a relative path of the texts would lead elsewhere.
if named := os.environ.get("CITED_TEXTS"):
    os.environ["CITED_TEXTS"] = os.pathsep.join(str(Path(path).absolute()) for path in named.split(os.pathsep) if path)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell lets what it starts in the background ignore Ctrl-C, and so would all that the tests start and interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

REPOSITORY = Path(__file__).resolve().parent.parent
# The folders of tests, those whose files take longest first.
ORDER = ("browser", "build", "faults")
UNIT, MEMORY = REPOSITORY / "tests/unit", Path("/dev/shm")
# How long one process of the tests waits for another to build the project that they share, in seconds.
BUILD_SECONDS = 280

# Names a part of what `make soak` runs: 1/5 is the first fifth.
PART = "CITED_SOAK"

SOURCES = """\
source,label,author,title,publisher,date,kind,language,licence,sha256,lines,remark,address,draft
north-2020,North 2020,A. North,Ice and money,Polar Press,2020,essay,en,unknown,{0},40,,,
south-2021,South 2021,S. South,Sun & <trade>,unknown,2021-05,essay,en,unknown,{1},30,,,
""".format("a" * 64, "b" * 64)
WORKS = """\
work,source,note,line,author,title,publisher,translation,date,repeats,remark
north-2020-note-1,north-2020,1,39,B. West,Cold cash,Polar Press,,2019,,
"""
NORTH = """\
figure,line,printed,occurrence,measure,theme,actor,counterpart,low,high,hedge,unit,period,basis,notes,repeats,status,remark,stated,reading
north-2020-1,3,almost $4 billion,1,foreign exchange reserves,reserves,Norland,,4000000000,4000000000,almost,USD,2014,actual,1,,plain,,,
north-2020-2,5,€10-€12 million,1,trade volume,trade,Norland,Sudland,10000000,12000000,range,EUR,2015,actual,,,plain,,,
north-2020-3,5,$11-$13 million,1,trade volume,trade,Norland,Sudland,11000000,13000000,range,USD,2015,actual,,north-2020-2,plain,,,
"""
SOUTH = """\
figure,line,printed,occurrence,measure,theme,actor,counterpart,low,high,hedge,unit,period,basis,notes,repeats,status,remark,stated,reading
south-2021-1,7,more than 1.8 million masks,1,masks,aid,Sudland,Norland; Estland,1800000,,more than,masks,2020-03,actual,,,plain,,,
south-2021-2,9,"63, 928",1,cases,health,Sudland,,63928,63928,,persons,2020-03-24,actual,,,repaired,Repaired: printed with a blank in the number.,,
"""
SERIES = """\
series,title,area,partner,unit,kind,publisher,dataset,code,vintage,licence,remark,address,revised,limits
reserves-nor,Reserves of Norland,NOR,,USD,end of period,Bank of Norland,Reserves,,2016,unknown,,,,
rate-nor,Dollars for a euro,XEA,NOR,USD per EUR,point,Bank of Norland,Rates,,unknown,unknown,,,,
masks-nor,Masks that arrived,NOR,,masks,point,Customs of Norland,Imports,,unknown,unknown,,,,
"""
OBSERVATIONS = """\
series,period,value,precision,where_read,confidence,remark
masks-nor,2020-03,1900000,100000,https://customs.example.org/masks,high,
rate-nor,2015-06-01,1.09,0.01,https://example.org/rates,high,
reserves-nor,2013-12,3100000000,100000000,https://example.org/reserves,high,
reserves-nor,2014-12,3900000000,100000000,https://example.org/reserves,high,
"""
CHECKS = """\
check,figure,series,period,base_series,base_period,how,definition,date,reason,remark,departure
north-2020-1-a,north-2020-1,reserves-nor,2014-12,,,level,same,,,,
north-2020-1-b,north-2020-1,reserves-nor,2013-12,,,level,other,,,Gold is left out.,
north-2020-2-a,north-2020-2,,,,,,,,no statistic held,,
north-2020-3-a,north-2020-3,rate-nor,2015-06-01,,,ratio,same,,,,
south-2021-1-a,south-2021-1,masks-nor,2020-03,,,count,same,,,,
south-2021-2-a,south-2021-2,,,,,,,,rhetorical,A manner of speaking.,
"""
CATALOGUE = """\
reports:
  - path: theme/{theme}
    notebook: theme
    title: All about {theme}
    answers: What the documents say about it.
    each: {theme: [trade, aid]}
  - path: reserves
    notebook: theme
    title: Reserves
    answers: What was held.
    front: true
    parameters: {theme: reserves}
"""
THEME = [
    ("markdown", "# What is said about the theme?\n\nAs printed."),
    (
        "parameters",
        'theme: str = "trade"  # theme shown; one of figures.theme\nfirst: int | None = None  # first year; None for no limit',
    ),
    (
        "code",
        "from cited.ledger import figures\nfrom cited.page import count, intervals, sentence, sources, table\n\nfound = figures(theme=theme, first=first)",
    ),
    ("code", 'table(found, "Figures")'),
    ("code", 'intervals(found, "Figures drawn")'),
    ("code", 'sentence("There are {n}.", n=count(found, "figure"))'),
    ("code", "sources()"),
]


def notebook(cells: list[tuple[str, str]]) -> str:
    """Return a notebook as JSON from (kind, source) pairs; kind is markdown, code, parameters or untraced."""
    made = []
    for number, (kind, source) in enumerate(cells):
        cell = {"cell_type": "markdown" if kind == "markdown" else "code", "id": f"cell-{number}", "metadata": {}}
        cell["source"] = source.splitlines(keepends=True)
        if kind in ("parameters", "untraced"):
            cell["metadata"] = {"tags": [kind]}
        if kind != "markdown":
            cell.update(execution_count=None, outputs=[])
        made.append(cell)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return json.dumps({"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


@functools.cache
def _descriptor() -> str:
    """Return the descriptor of every test's project: the repository's for the tables that it begins with."""
    package = json.loads((REPOSITORY / "data/datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] in ("sources", "works", "figures")]
    for resource in package["resources"]:
        if resource["name"] == "figures":
            resource["path"] = ["figures/north-2020.csv", "figures/south-2021.csv"]
    return json.dumps(package)


@functools.cache
def _with_tables(descriptor: str, names: tuple[str, ...]) -> str:
    """Return a descriptor with the repository's schemas of some tables more."""
    package = json.loads(descriptor)
    known = json.loads((REPOSITORY / "data/datapackage.json").read_text(encoding="utf-8"))["resources"]
    package["resources"] += [resource for resource in known if resource["name"] in names]
    return json.dumps(package)


def add_tables(root: Path, **tables: str) -> None:
    """Give a project tables, each with these rows and its schema as the repository has it."""
    descriptor = root / "data/datapackage.json"
    descriptor.write_text(_with_tables(descriptor.read_text(encoding="utf-8"), tuple(tables)), encoding="utf-8")
    for name, rows in tables.items():
        (root / f"data/{name}.csv").write_text(rows, encoding="utf-8")


class Project:
    """A project in a folder of its own, and the command that builds it."""

    def __init__(self, root: Path):
        self.root = root
        (root / "data/figures").mkdir(parents=True)
        (root / "notebooks").mkdir()
        (root / "reports").mkdir()
        self.write("data/datapackage.json", _descriptor())
        self.write("data/sources.csv", SOURCES)
        self.write("data/works.csv", WORKS)
        self.write("data/figures/north-2020.csv", NORTH)
        self.write("data/figures/south-2021.csv", SOUTH)
        self.write("reports/catalogue.yml", CATALOGUE)
        self.write("notebooks/theme.ipynb", notebook(THEME))

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def cited(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run the command in the project, as make does."""
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        environment.pop("CITED_TEXTS", None)
        return subprocess.run(
            [sys.executable, "-m", "cited", *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def pages(self) -> dict[str, bytes]:
        """Return the content of every built page, by its path below reports/."""
        folder = self.root / "reports"
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.html"))}


def pytest_configure(config: pytest.Config) -> None:
    """Keep the folders of unit tests in memory, where the system has such a place: they write files, and no large ones."""
    named = [Path(config.invocation_params.dir, argument.partition("::")[0]).resolve() for argument in config.args]
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and all(UNIT in (path, *path.parents) for path in named):
        os.environ["TMPDIR"], tempfile.tempdir = str(MEMORY), None


def pytest_xdist_auto_num_workers() -> int:
    """Return two processes more than there are cores: browsers, watchers and kills have tests wait."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_finish() -> None:
    """Leave what is imported by now out of every search for garbage: that of all modules takes longer than a test."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long in one file, and end with the unit tests, so that no process is left to itself.

    Coverage, which makes a line take three times as long, is measured where the lines are reached that the floor counts.
    """
    items.sort(key=lambda item: ORDER.index(folder) if (folder := item.path.parent.name) in ORDER else len(ORDER))
    for item in items:
        if item.path.parent.name in ORDER:
            item.add_marker("no_cover")


@contextlib.contextmanager
def limited(process: subprocess.Popen, seconds: float = 240) -> Iterator[None]:
    """Kill a process that leads its group, and all in it, after so many seconds, so that nobody reads from it for ever."""

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    limit = threading.Timer(seconds, kill)
    limit.daemon = True
    limit.start()
    try:
        yield
    finally:
        limit.cancel()


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    """A project whose folder is the working directory."""
    made = Project(tmp_path / "project")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def checked(project) -> Project:
    """A project whose five figures are all tied to statistics or excused."""
    add_tables(project.root, series=SERIES, observations=OBSERVATIONS, checks=CHECKS)
    return project


@contextlib.contextmanager
def once_for_all(tmp_path_factory, worker_id: str, name: str) -> Iterator[tuple[Path, bool]]:
    """Give the folder of this name that all processes of the tests share, and whether it must be filled, under a lock."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        deadline = time.monotonic() + BUILD_SECONDS
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            assert time.monotonic() < deadline, f"{lock.name}: the first build has not ended in {BUILD_SECONDS} s"
            time.sleep(0.1)
        yield folder, not (folder / "whole").exists()
        (folder / "whole").touch()


@pytest.fixture(scope="session")
def _built(tmp_path_factory, worker_id) -> Project:
    """The project with its reports built: once for all processes that run tests, in a folder that they share."""
    with once_for_all(tmp_path_factory, worker_id, "built") as (folder, empty):
        if empty:
            made = Project(folder / "project")
            result = made.cited("build")
            assert result.returncode == 0, result.stdout + result.stderr
            return made
        made = Project.__new__(Project)
        made.root = folder / "project"
    return made


@pytest.fixture
def built(_built, tmp_path, monkeypatch) -> Project:
    """A project whose reports are built, a copy for each test."""
    made = Project.__new__(Project)
    made.root = tmp_path / "project"
    shutil.copytree(_built.root, made.root)
    monkeypatch.chdir(made.root)
    return made


def each_case(
    names: str | tuple[str, ...], cases: Iterable[object]
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Return a decorator that runs a test without fixtures on each case of a table, given as to `pytest.mark.parametrize`.

    They are one test of pytest, to which each test costs more than most of these cases; all that fail are told, each
    with its case.
    """

    def decorate(test: Callable[..., None]) -> Callable[[], None]:
        def run() -> None:
            failures: list[BaseException] = []
            for case in cases:
                try:
                    test(case) if isinstance(names, str) else test(**dict(zip(names, case, strict=True)))
                except (Exception, pytest.fail.Exception) as failure:
                    failure.add_note(f"case: {case!r}")
                    failures.append(failure)
            if failures:
                raise failures[0] if len(failures) == 1 else BaseExceptionGroup(test.__name__, failures)

        run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
        return run

    return decorate


def soaking() -> bool:
    """Tell whether a test marked `soak` has the time to look at everything, where the suite looks at a choice."""
    return bool(os.environ.get(PART))


def some_pages(site: Path) -> list[Path]:
    """Return all pages but those of figures, which one template makes: every sixth of them in the suite."""
    every = sorted(site.rglob("*.html"))
    figures = [path for path in every if path.parent.name == "figure"]
    return every if soaking() else [path for path in every if path not in figures] + figures[::6]


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run make in a clone, without this run's own make variables."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=540, check=False
    )


@pytest.fixture(scope="session")
def clone(tmp_path_factory, worker_id) -> Path:
    """A copy of the repository's files as `make` leaves it; its virtual environment is the one that runs the tests.

    It is built once; each process that runs tests has a copy of its own.
    """
    folder = tmp_path_factory.mktemp("clone of the project") / "project"
    with once_for_all(tmp_path_factory, worker_id, "cloned") as (shared, empty):
        if empty:
            _lay_out(folder)
            result = make(folder)
            assert result.returncode == 0, result.stdout + result.stderr
            shutil.copytree(folder, shared / "project", symlinks=True)
            return folder
        shutil.copytree(shared / "project", folder, symlinks=True)
    (folder / ".venv" / install.PLACE).write_text(str(folder))
    return folder


def _lay_out(folder: Path) -> None:
    """Copy the repository's files, with an environment as `make` leaves it, which then has nothing to install."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (REPOSITORY / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, folder / name)
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(Path(sys.prefix) / "bin")
    for name, mark in install.MARKS.items():
        shutil.copyfile(folder / name, folder / ".venv" / mark)
    (folder / ".venv" / install.PLACE).write_text(str(folder))


@pytest.fixture(scope="session")
def site(clone) -> Path:
    """The folder `reports/` of the repository's own files, as make builds it."""
    return clone / "reports"


@pytest.fixture(scope="module")
def chromium():
    """Chromium, started once for the tests of a module."""
    from cited.press.site import browser

    with browser.started() as started:
        yield started
