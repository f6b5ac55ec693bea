"""The processes of a build, for real: what each trap of forking does, and what is left when something is killed."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest
from conftest import REPOSITORY, notebook

from cited.press.execute import processes, warm
from cited.press.execute.cell_process import CellProcess
from cited.press.execute.pool import Pool
from cited.press.execute.results import Call


@pytest.fixture
def process(tmp_path, monkeypatch):
    """A process that runs cells in a folder: a function that runs code in it and returns what it printed."""
    monkeypatch.chdir(tmp_path)
    started = CellProcess()

    def run(code: str) -> str:
        printed = ""
        started.ask(code=code)
        while message := started.answer(60):
            content = message["content"]
            if message["msg_type"] == "stream":
                printed += content["text"]
            if message["msg_type"] == "execute_reply":
                assert content["status"] == "ok", content
                return printed.strip()
        pytest.fail("the process has ended")

    run.process = started
    yield run
    if not started.outputs[0].closed:
        started.close()


@pytest.mark.parametrize(
    "code",
    [
        "from cited.press.execute import run; run.tools(); import chardet; assert 'urllib3' not in sys.modules; "
        "import bs4, papermill.iorw as io, requests; assert io.requests.Session is requests.Session; "
        "assert bs4.BeautifulSoup('<p class=a>x</p>', 'lxml').select('p.a')",
        "from cited.press.publish import contents; contents.rendered('# A title', contents.Outline())",
    ],
    ids=["a report", "a page of prose"],
)
def test_what_nobody_asks_for_is_not_imported_and_can_be_afterwards(code):
    asked = f"import sys; {code}; assert 'nbconvert' in sys.modules and 'rfc3987_syntax' not in sys.modules"
    subprocess.run([sys.executable, "-c", asked], check=True, timeout=120)


def test_a_process_flushes_its_files_and_runs_its_exit_handlers(process, tmp_path):
    process(
        "import atexit, threading, time\n"
        "held = open('open.txt', 'w'); held.write('written')\n"
        "class Ring: pass\n"
        "ring = Ring(); ring.ring, ring.file = ring, open('ring.txt', 'w'); ring.file.write('written')\n"
        "atexit.register(lambda: open('handler.txt', 'w').write('written'))\n"
        "threading.Thread(target=time.sleep, args=[60]).start()"
    )
    process.process.close()
    assert process.process.status == 0
    for name in ("open.txt", "ring.txt", "handler.txt"):
        assert (tmp_path / name).read_text() == "written"


def test_a_program_that_opens_standard_output_anew_cannot_empty_it(process):
    said = process("import os; os.system('echo one'); os.system('echo two > /dev/stdout'); os.system('echo three')")
    assert "one" in said and "three" in said
    assert "two" in said or "Operation not permitted" in said


def test_what_is_printed_while_standard_output_is_closed_is_no_less_shown(process):
    process("import os\nsaved = os.dup(1)\nos.close(1)\nelsewhere = open('elsewhere.txt', 'wb', buffering=0)")
    assert process("print('by Python', elsewhere.fileno(), elsewhere.write(b'no output'))") == "by Python 1 9"
    assert process("os.dup2(saved, 1)\nos.system('echo by a program');") == "by a program"


def test_a_process_that_a_cell_forks_and_lets_run_on_is_asked_for_no_cell_and_ends(process):
    process("import os\nif os.fork() == 0:\n    print('the child')")
    process("if os.fork() == 0:\n    raise ValueError('wrong')")
    said = [process(f"print('cell {letter}')") for letter in "abcd"]
    assert [words.replace("the child\n", "") for words in said] == [f"cell {letter}" for letter in "abcd"]
    assert process("print(sorted(os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(2)))") == "[0, 1]"


@pytest.mark.parametrize("code", ["import os; os.system('yes | head -c 1000000')", "print('é' * 500_000)"])
def test_what_is_put_out_is_measured_as_it_is_written(process, code):
    process(code)
    assert 1_000_000 <= process.process.put_out < 1_700_000


def test_a_process_that_does_not_end_is_ended(process, monkeypatch):
    monkeypatch.setattr("cited.press.execute.cell_process.GRACE_SECONDS", 0.2)
    process("import atexit, time; atexit.register(time.sleep, 60)")
    process.process.close()
    assert process.process.status == -signal.SIGKILL


def test_a_process_leads_its_group_adopts_what_it_starts_and_has_no_file_of_the_press(process):
    code = "import os; print(os.getpgid(0) == os.getpid(), sorted(map(int, os.listdir('/proc/self/fd')))[:3])"
    assert process(code) == "True [0, 1, 2]"
    process(
        "child = os.fork()\nif child == 0:\n    os.setsid()\n    if os.fork() == 0:\n        import time; time.sleep(60)\n"
        "    os._exit(0)\nprint(os.waitpid(child, 0)[1])"
    )
    found = psutil.Process(process.process.process).children(recursive=True)
    assert len([child for child in found if child.status() != psutil.STATUS_ZOMBIE]) == 1
    process.process.close()
    assert psutil.wait_procs(found, timeout=5)[1] == []


def test_a_process_that_cannot_be_killed_is_left_behind(monkeypatch):
    killed = []
    monkeypatch.setattr(os, "waitpid", lambda _process, _options: (0, 0))
    monkeypatch.setattr(processes, "kill", killed.extend)
    monkeypatch.setattr(processes.waited, "__defaults__", (0,))
    assert processes.end(1, 0) == -signal.SIGKILL
    assert killed == [1]


def test_a_child_for_which_somebody_else_has_waited_has_ended():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait(60)
    assert processes.waited(child.pid, 0) == 0


def test_a_process_with_threads_does_not_fork():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert "threads" in warm.unsafe()
    finally:
        stop.set()
        thread.join(60)


def test_what_the_warm_process_imports_starts_no_thread():
    code = (
        "from cited.commands.reports import Data; from cited.press.execute import warm\n"
        "warm._import(warm.Settings(True, Data.imports, Data.prepare)); print(warm.unsafe())\n"
        "import sys; print([name for name in sys.modules if name.startswith('matplotlib_inline.backend')])"
    )
    environment = {**os.environ, **warm.ENVIRONMENT}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert said.stdout.split("\n")[:2] == ["", "[]"]


SLEEPS = "import os, pathlib, time; pathlib.Path('../slow.txt').write_text(str(os.getpid())); time.sleep(2)"
SLOW = [("parameters", 'theme: str = "trade"  # theme; one of figures.theme'), ("code", SLEEPS)]


class Running:
    """A build of the small project with one slow report, as a process, and the processes under it."""

    def __init__(self, project, *arguments: str):
        project.write("notebooks/slow.ipynb", notebook(SLOW))
        catalogue = (project.root / "reports/catalogue.yml").read_text()
        slow = "  - {path: slow, notebook: slow, title: Slow, answers: Nothing., parameters: {theme: aid}}\n"
        project.write("reports/catalogue.yml", catalogue.replace("reports:\n", "reports:\n" + slow))
        command = [sys.executable, "-m", "cited", "build", "--jobs", "2", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=project.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )
        # Until the slow report says in which process its cells run.
        self.slow, deadline = project.root / "slow.txt", time.monotonic() + 60
        while not (self.slow.is_file() and self.slow.read_text()) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        self.all = psutil.Process(self.process.pid).children(recursive=True)

    def find(self, kind: str) -> psutil.Process:
        """Return a process of the slow report's line: the warm one, the build's, the report's, its cells'."""
        cells = psutil.Process(int(self.slow.read_text()))
        return dict(zip(("cells", "report", "build", "warm"), [cells, *cells.parents()], strict=False))[kind]

    def end(self) -> str:
        """Wait for the build; return what it said."""
        return self.process.communicate(timeout=60)[0]

    def left(self) -> list[psutil.Process]:
        """Return the processes of the build that still run some moments after its end."""
        left = []
        for process in psutil.wait_procs(self.all, timeout=3)[1]:
            with contextlib.suppress(psutil.NoSuchProcess):
                # What has ended and waits for init to take notice runs no more.
                if process.status() != psutil.STATUS_ZOMBIE:
                    left.append(process)
        return left


@pytest.mark.parametrize("kind", ["cells", "report", "build", "warm"])
def test_a_killed_process_costs_its_reports_and_no_others(project, kind):
    build = Running(project)
    build.find(kind).kill()
    said = build.end()
    assert build.process.returncode == 1, said
    assert ".html  failed after" in said
    assert {"cells": "Kernel died", "report": "signal 9", "build": "ended with", "warm": "signal 9"}[kind] in said
    assert len([page for page in project.pages() if page != "index.html"]) >= (3 if kind in ("cells", "report") else 2)
    assert build.left() == []


@pytest.mark.parametrize("arguments", [(), ("--no-fork",)])
def test_an_interrupt_ends_everything_and_the_next_build_goes_on(project, arguments):
    build = Running(project, *arguments)
    os.killpg(build.process.pid, signal.SIGINT)
    assert "Interrupted" in build.end()
    assert build.process.returncode == 1
    assert build.left() == []
    if not arguments:
        assert "reports built" in project.cited("build").stdout
        assert {"slow.html", "reserves.html", "theme/trade.html", "theme/aid.html"} <= set(project.pages())


LOST = """
import signal
import sys

from cited import __main__ as cited
from cited.press.execute.pool import Pool


class Lost:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)


def give(pool, *task, give=Pool._give):
    give(pool, *task)
    Lost()


Pool._give = give
sys.exit(cited.main(["build"]))
"""


def test_an_interrupt_that_python_drops_ends_the_build_all_the_same(project):
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", LOST]
    build = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, timeout=60)
    assert "Exception ignored in: <function Lost.__del__" in build.stderr
    assert (build.returncode, "Interrupted" in build.stderr) == (1, True), build.stdout


STOPPED = """
import sys

from cited import __main__ as cited
from cited.press.execute import pool

pool.PUBLISHING_SECONDS = 1
sys.exit(cited.main(["build"]))
"""


def test_a_report_whose_process_is_stopped_is_ended_after_its_limit_and_named(project):
    stops = ("code", "import os, signal, time; os.kill(os.getppid(), signal.SIGSTOP); time.sleep(60)")
    project.write("notebooks/stops.ipynb", notebook([SLOW[0], stops]))
    entry = "reports:\n  - {path: stops, notebook: stops, title: A, answers: A, parameters: {theme: aid}}\n"
    project.write("reports/catalogue.yml", "limits: {seconds: 3}\n" + entry)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", STOPPED]
    build = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, timeout=60)
    assert build.returncode == 1, build.stderr
    assert "hung or was stopped, and was killed long after the report's limit of 3 seconds" in build.stdout


def test_no_process_outlives_its_builder(project):
    build = Running(project)
    build.process.kill()
    build.end()
    assert build.left() == []


@pytest.fixture
def pool(tmp_path, monkeypatch):
    """A pool of a project without data, ended at the end."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "catalogue.yml").write_text("reports: []\n")
    monkeypatch.chdir(tmp_path)
    started = Pool(warm.Settings())
    started.open("one state")
    yield started
    started.close(now=True)


def test_a_report_runs_while_those_after_it_are_still_being_chosen(pool, tmp_path):
    def chosen():
        yield Call("os:mkdir", (str(tmp_path / "first"),), "first")
        deadline = time.monotonic() + 60
        while not (tmp_path / "first").is_dir():
            # The pool is asked for nothing meanwhile.
            assert time.monotonic() < deadline, "the first waits for the second"
            time.sleep(0.01)
        yield Call("os:getpid", (), "second")

    assert sorted(result.page for result in pool.run(chosen(), 2)) == ["first", "second"]


def test_what_nobody_waits_for_any_more_is_no_result_of_what_is_asked_next(pool):
    with contextlib.closing(pool.run([Call("time:sleep", (0.3,), page) for page in ("one", "two")], 2)) as results:
        assert next(results).page in ("one", "two")
    pool.open("another state")
    assert [result.page for result in pool.run([Call("os:getpid", (), "new")], 1)] == ["new"]
