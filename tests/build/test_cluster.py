"""A build on a dask.distributed cluster, for real: two workers, one of which is killed."""

import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, limited

from cited import project as folders
from cited.press.execute.cluster import Cluster, Project, archive
from cited.press.execute.warm import Settings
from cited.press.reports import catalogue


def start(*arguments: str) -> subprocess.Popen:
    """Start a command of dask in a process that knows nothing of this project."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(
        command, env=environment, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


@pytest.fixture
def workers_of(tmp_path):
    """The address of a scheduler, and its two workers."""
    pytest.importorskip("distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    port = address.partition(":")[2]
    started = [start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")]
    for number in range(2):
        folder = ["--local-directory", str(tmp_path / str(number)), "--no-dashboard", "--no-nanny", "--nthreads", "1"]
        started.append(start("distributed.cli.dask_worker", f"tcp://{address}", *folder))
    yield f"tcp://{address}", started[1:]
    for process in started:
        process.kill()
        process.wait(60)


def test_the_pages_are_those_of_a_local_build_also_when_a_worker_dies(built, workers_of):
    address, workers = workers_of
    local = built.pages()
    for page in local:
        (built.root / "reports" / page).unlink()
    (built.root / ".build/plan.json").unlink()
    import distributed

    with distributed.Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    build = subprocess.Popen(
        [sys.executable, "-m", "cited", "build", "--scheduler", address],
        cwd=built.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with limited(build):
        said = build.stdout.readline()
    assert "3 reports to build, 2 at once" in said
    workers[0].kill()
    said += build.communicate(timeout=120)[0]
    assert build.returncode == 0, said
    assert built.pages() == local
    assert "Nothing changed" in built.cited("build").stdout


def test_a_worker_keeps_its_warm_process_from_report_to_report_and_forgets_the_project(project):
    plugin = Project(archive(project.root), pickle.dumps(Settings()))
    plugin.setup(None)
    for report in catalogue.load():
        answer, page = plugin.run(pickle.dumps((0, report)), str(report.page), 120)
        number, result = pickle.loads(answer)
        assert (number, result.fault, result.note, page.endswith(b"</html>")) == (0, "", "", True)
    ((_, process),), folder = plugin.idle, plugin.folder.name
    plugin.teardown(None)
    assert process.returncode == 0
    assert not Path(folder).exists()


def test_without_dask_the_option_says_how_to_install_it(project, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(folders.InputError, match=r"python -m pip install dask\[distributed\]"):
        Cluster(Settings(), "tcp://127.0.0.1:1")


def test_a_scheduler_that_is_not_there_is_bad_input(project):
    pytest.importorskip("distributed")
    with pytest.raises(folders.InputError, match="expected a running scheduler"):
        Cluster(Settings(), "tcp://127.0.0.1:1")
