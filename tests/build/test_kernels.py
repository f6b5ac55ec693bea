"""The warm kernels, for real: each trap of forking a Jupyter kernel, and what is left when something is killed."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from importlib.metadata import EntryPoint
from pathlib import Path

import nbformat
import psutil
import pytest
import zmq
import zmq.asyncio
from conftest import REPOSITORY, notebook
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from jupyter_core.utils import run_sync
from nbclient import NotebookClient

from cited.press.execute import forker
from cited.press.execute.channel import Channel
from cited.press.execute.forking import ADDRESS, ENVIRONMENT, Forked, Forker, NotForked
from cited.press.execute.kernels import ForkProvisioner, Kernel


@pytest.fixture
def warm(request, tmp_path, monkeypatch):
    """A forking process for kernels in a project's `notebooks/`; closed at the end."""
    (tmp_path / "notebooks").mkdir()
    private = tmp_path / "private"
    private.mkdir()
    # The environment of the test itself, in which pytest names the phase.
    environment = {**os.environ, **ENVIRONMENT, "PYTEST_CURRENT_TEST": f"{request.node.nodeid} (call)"}
    started = Forker(tmp_path / "notebooks", environment, private, tmp_path / "forker.txt")
    monkeypatch.setenv(ADDRESS, started.address)
    yield started
    started.close()


@contextlib.contextmanager
def kernel(root: Path, fork: bool = True):
    """Start a kernel; give a function that runs code in it and returns the outputs."""
    folder = root / f"k{time.monotonic_ns()}"
    running = Kernel(root, folder, fork, "pass")
    cells = nbformat.v4.new_notebook()
    client = running.client = NotebookClient(cells, km=running.manager)
    client.start_new_kernel_client()

    def run(code: str) -> list:
        cell = nbformat.v4.new_code_cell(code)
        cells.cells.append(cell)
        return client.execute_cell(cell, len(cells.cells) - 1).outputs

    run.process = running.manager.provisioner.process
    yield run
    running.stop()
    running.close()


def text(outputs: list) -> str:
    """Return what a cell printed."""
    return "".join(output.text for output in outputs).strip()


def gone(process: int) -> bool:
    """Wait some seconds for a process to end; tell whether it has."""
    deadline = time.monotonic() + 5
    with contextlib.suppress(psutil.NoSuchProcess):
        while psutil.Process(process).status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
    return True


def test_what_papermill_is_not_to_import_can_be_imported_afterwards():
    code = "from cited.press.execute import run; run.tools(); import chardet, sys; assert 'rfc3987_syntax' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_first_figure_of_a_report_is_shown(tmp_path, warm):
    draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    pictures = []
    for fork in (True, False):
        with kernel(tmp_path, fork) as run:
            assert isinstance(run.process, Forked) is fork
            pictures.append([output.data["image/png"] for output in run(draw) if "image/png" in output.get("data", {})])
    assert len(pictures[0]) == 1
    assert pictures[0] == pictures[1]


def test_matplotlib_inline_is_not_preloaded(tmp_path, warm):
    code = "import sys; print([name for name in sys.modules if name.startswith('matplotlib_inline')])"
    with kernel(tmp_path) as run:
        run("import os")
        forked = text(run(code))
    assert "backend_inline" not in forked


def test_two_kernels_draw_different_random_numbers(tmp_path, warm):
    code = "import random, numpy; print(random.random(), numpy.random.random())"
    drawn = []
    for _ in range(2):
        with kernel(tmp_path) as run:
            drawn += text(run(code)).split()
    assert len(set(drawn)) == 4


def test_a_kernel_knows_its_parent_and_ends_with_it(tmp_path, warm):
    with kernel(tmp_path) as run:
        code = "import os; from ipykernel.kernelapp import IPKernelApp as Kernel\n"
        code += "print(os.getpid(), os.getppid(), Kernel.instance().poller.parent_pid)"
        process, *parents = map(int, text(run(code)).split())
        assert parents == [warm.process.pid] * 2
        warm.process.kill()
        assert gone(process)


def test_a_kernel_flushes_its_files_and_runs_its_exit_handlers(tmp_path, warm):
    code = (
        "import atexit, threading, time\n"
        "held = open('open.txt', 'w'); held.write('written')\n"
        "class Ring: pass\n"
        "ring = Ring(); ring.ring, ring.file = ring, open('ring.txt', 'w'); ring.file.write('written')\n"
        "atexit.register(lambda: open('handler.txt', 'w').write('written'))\n"
        "threading.Thread(target=time.sleep, args=[60]).start()"
    )
    for fork in (True, False):
        with kernel(tmp_path, fork) as run:
            run(code)
        for name in ("open.txt", "ring.txt", "handler.txt"):
            path = tmp_path / "notebooks" / name
            assert path.read_text() == "written"
            path.unlink()


def test_kernels_end_by_themselves(tmp_path, warm):
    ends = []
    for _ in range(16):
        with kernel(tmp_path) as run:
            pass
        ends.append(run.process.returncode)
    assert set(ends) == {0}


def test_a_channel_closes_while_the_kernel_hangs_up(tmp_path, monkeypatch):
    context = zmq.asyncio.Context()
    peer, socket = context.socket(zmq.ROUTER), context.socket(zmq.DEALER)
    peer.bind(f"ipc://{tmp_path}/kernel")
    channel, disable = Channel(socket, None), socket.disable_monitor
    socket.connect(f"ipc://{tmp_path}/kernel")
    time.sleep(0.2)

    def late():
        peer.close(0)
        time.sleep(0.2)
        disable()

    monkeypatch.setattr(zmq.asyncio.Socket, "disable_monitor", lambda _: late())
    closing = threading.Thread(target=channel.stop, daemon=True)
    closing.start()
    closing.join(5)
    assert not closing.is_alive()
    context.destroy(0)


def test_nothing_of_the_project_is_preloaded(tmp_path, warm):
    code = "import sys; print([name for name in sys.modules if name.split('.')[0] in ('cited', 'forker', 'launch')])"
    with kernel(tmp_path) as run:
        assert text(run(code)) == "[]"


def test_a_forking_process_serves_one_working_directory_and_environment(tmp_path, warm):
    request = {"argv": [], "env": {**os.environ, **ENVIRONMENT}, "cwd": str(tmp_path)}
    with pytest.raises(NotForked, match="works in"):
        Forked(warm.address, request, (1, 2))
    request = {**request, "env": {**request["env"], "MATPLOTLIBRC": "mine"}, "cwd": str(tmp_path / "notebooks")}
    with pytest.raises(NotForked, match=r"another environment .MATPLOTLIBRC"):
        Forked(warm.address, request, (1, 2))


def test_without_a_forking_process_a_kernel_starts_in_the_ordinary_way_and_says_so(tmp_path, warm, monkeypatch):
    monkeypatch.setattr(ForkProvisioner, "notes", [])
    warm.close()
    with kernel(tmp_path) as run:
        assert text(run("print('here')")) == "here"
        assert isinstance(run.process, subprocess.Popen)
    assert len(ForkProvisioner.notes) == 1


def test_a_process_with_threads_does_not_fork():
    assert "threads" in _unsafe_with_a_thread()


def _unsafe_with_a_thread() -> str:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        return forker.unsafe()
    finally:
        stop.set()
        thread.join()


def test_where_fork_is_not_safe_there_is_no_forking_process(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(NotForked, match="darwin"):
        Forker(tmp_path, {}, tmp_path)


def test_any_jupyter_program_can_use_the_provisioner(tmp_path, monkeypatch):
    factory = KernelProvisionerFactory.instance()
    entry = EntryPoint("cited-fork", "cited.press.execute.kernels:ForkProvisioner", factory.GROUP_NAME)
    monkeypatch.setitem(factory.provisioners, "cited-fork", entry)
    monkeypatch.setattr(ForkProvisioner, "_own", {})
    monkeypatch.delenv(ADDRESS, raising=False)
    manager = AsyncKernelManager()
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    metadata = {"kernel_provisioner": {"provisioner_name": "cited-fork"}}
    manager._kernel_spec = KernelSpec(argv=argv, display_name="Warm", language="python", metadata=metadata)
    cell = nbformat.v4.new_code_cell("import os; print(os.getppid())")
    try:
        NotebookClient(nbformat.v4.new_notebook(cells=[cell]), km=manager).execute()
        run_sync(manager.shutdown_kernel)()
        (started,) = ForkProvisioner._own.values()
        assert text(cell.outputs) == str(started.process.pid)
    finally:
        for started in ForkProvisioner._own.values():
            started.close()


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
            env={**os.environ, "PYTHONPATH": str(Path(forker.__file__).parents[2])},
        )
        # Until the slow report says which kernel it sleeps in.
        self.slow, deadline = project.root / "slow.txt", time.monotonic() + 60
        while not (self.slow.is_file() and self.slow.read_text()) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        self.all = psutil.Process(self.process.pid).children(recursive=True)

    def find(self, kind: str) -> list[psutil.Process]:
        """Return the processes of a kind: forker, workers in the order of their start, the slow report's kernel."""
        found = {"forker": [], "worker": [], "kernel": [psutil.Process(int(self.slow.read_text()))]}
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):
                forking = any(part.endswith("forker.py") for part in child.cmdline())
                found["forker" if forking else "worker"].append(child)
        return sorted(found[kind], key=lambda process: process.create_time())

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


@pytest.mark.parametrize("kind", ["kernel", "forker", "worker"])
def test_a_killed_process_costs_its_reports_and_no_others(project, kind):
    build = Running(project)
    build.find(kind)[0].kill()
    said = build.end()
    assert build.process.returncode == 1, said
    assert ".html  failed after" in said
    assert ("Kernel died" if kind != "worker" else "signal 9") in said
    assert len([page for page in project.pages() if page != "index.html"]) >= (3 if kind != "forker" else 2)
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
from cited.press.execute.workers import Worker


class Lost:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)


def take(worker, *task, take=Worker.take):
    take(worker, *task)
    Lost()


Worker.take = take
sys.exit(cited.main(["build"]))
"""


def test_an_interrupt_that_python_drops_ends_the_build_all_the_same(project):
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", LOST]
    build = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, timeout=60)
    assert "Exception ignored in: <function Lost.__del__" in build.stderr
    assert (build.returncode, "Interrupted" in build.stderr) == (1, True), build.stdout


def test_no_process_outlives_its_builder(project):
    build = Running(project)
    build.process.kill()
    build.end()
    assert build.left() == []
