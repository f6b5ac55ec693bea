"""Faults that nobody chose: killed processes, two builds at once, a disk that is full. The next build needs no help."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
import uuid

import pytest
from conftest import REPOSITORY, THEME, notebook
from kills import gone, start

from cited.__main__ import main


def test_two_builds_at_once_wait_for_each_other(built, _built):
    for page in built.pages():
        (built.root / "reports" / page).unlink()
    builds = [start(built), start(built)]
    outputs = [build.communicate(timeout=120)[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], outputs
    assert any("Waiting for process" in output for output in outputs)
    assert built.pages() == _built.pages()


def test_a_kernel_that_dies_is_told_and_costs_no_other_page(built):
    dying = ("code", "import os, signal\nif theme == 'aid':\n    os.kill(os.getpid(), signal.SIGKILL)")
    built.write("notebooks/theme.ipynb", notebook([*THEME[:3], dying, *THEME[3:]]))
    result = built.cited("build")
    assert result.returncode == 1
    assert "1 of 3 reports failed: reports/theme/aid.html" in result.stdout
    assert "died" in result.stdout.lower()


@pytest.fixture
def small_disk():
    """A function that puts a file system of eight megabytes in place of a folder; skips where none may be mounted."""
    folders = []

    def mount(folder):
        folder.rename(folder.with_name("old"))
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]
        if subprocess.run(command, capture_output=True, check=False, timeout=120).returncode:
            pytest.skip("no file system may be mounted here")
        folders.append(folder)
        return folder

    yield mount
    for folder in folders:
        subprocess.run(["umount", "-l", folder], check=True, timeout=120)


def fill(folder, but=0):
    room = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    (folder / "filler").write_bytes(b"0" * (room - but))


def test_a_full_disk_under_what_a_build_remembers_ends_with_one_and_make_completes_afterwards(built, small_disk):
    built.change("notebooks/theme.ipynb", "As printed.", "As they are printed.")
    before, data = built.pages(), {path: path.read_bytes() for path in (built.root / "data").rglob("*.csv")}
    fill(memory := small_disk(built.root / ".build"))
    result = built.cited("build")
    said = result.stdout + result.stderr
    assert (result.returncode, "Traceback" in said) == (1, False), said
    assert re.search(rf"{memory}/\S+: No space left on device; make room on the disk", said), said
    assert built.pages().keys() == before.keys()
    assert {path: path.read_bytes() for path in data} == data
    (memory / "filler").unlink()
    assert built.cited("build").returncode == 0
    assert b"As they are printed." in built.pages()["reserves.html"]
    assert "Nothing changed" in built.cited("build").stdout


def test_a_full_folder_for_temporary_files_costs_no_report_and_no_output_of_a_program(
    built, small_disk, tmp_path, monkeypatch
):
    program = ("code", "import os\nos.system('echo what a program says');")
    built.write("notebooks/theme.ipynb", notebook([*THEME[:3], program, *THEME[3:]]))
    (tmp_path / "temporary").mkdir()
    fill(temporary := small_disk(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(temporary))
    result = built.cited("build")
    assert result.returncode == 0, result.stdout + result.stderr
    assert b"what a program says" in built.pages()["reserves.html"]


def test_a_full_disk_ends_with_one_and_a_message_and_make_completes_afterwards(built, small_disk, _built):
    reports = small_disk(built.root / "reports")
    (reports / "catalogue.yml").write_bytes((built.root / "old/catalogue.yml").read_bytes())
    fill(reports, but=8192)
    result = built.cited("build")
    assert result.returncode == 1, result.stdout
    assert "No space left on device" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    (reports / "filler").unlink()
    assert built.cited("build").returncode == 0
    assert built.pages() == _built.pages()


@pytest.fixture
def locked(tmp_path):
    """A function that makes a folder read-only, also for root, until the test ends; skips where none may be mounted."""
    folders = []

    def lock(folder):
        bound = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False, timeout=120)
        if bound.returncode:
            pytest.skip("no folder may be mounted here, and permissions do not bind root")
        folders.append(folder)
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True, timeout=120)

    yield lock
    for folder in folders:
        subprocess.run(["umount", "-l", folder], check=True, timeout=120)


@pytest.mark.parametrize("folder", ["reports", ".build", ".build/runs"])
def test_a_read_only_folder_ends_with_one_and_what_to_do_and_nothing_is_lost(built, locked, folder, _built):
    built.change("notebooks/theme.ipynb", "As printed.", "As they are printed.")
    (built.root / ".build/runs").mkdir(exist_ok=True)
    locked(built.root / folder)
    result = built.cited("build", "reports/reserves.html")
    said = result.stdout + result.stderr
    assert result.returncode == 1, said
    assert "Read-only file system; mount its file system for writing, or work in a copy of the project" in said
    assert f"{folder}/" in said
    assert "Traceback" not in said
    left = built.pages()
    assert {page for page in left if left[page] != _built.pages()[page]} <= {"reserves.html"}
    assert left["reserves.html"].split(b"<main")[1] == _built.pages()["reserves.html"].split(b"<main")[1]


def test_an_audit_that_may_not_write_its_result_ends_with_one_and_what_to_do(project, locked, capsys):
    locked(project.root / "data")
    assert main(["audit"]) == 1
    said = capsys.readouterr().err
    assert "data/" in said
    assert "Read-only file system; mount its file system for writing" in said


@pytest.mark.parametrize("name", ["reports/theme", ".build", ".build/runs", ".build/runs/theme", ".build/ipython"])
def test_a_file_in_the_place_of_a_folder_ends_with_one_and_what_to_do(project, name):
    project.write(name, "no folder")
    result = project.cited("build", "reports/theme/aid.html")
    said = result.stdout + result.stderr
    assert (result.returncode, "Traceback" in said) == (1, False), said
    assert re.search(rf"{project.root / name}: .*; a file stands where a folder is to be: move it away", said), said


@pytest.mark.parametrize("name", [".build/runs/theme", ".build/ipython/profile_default/startup"])
def test_nothing_is_written_through_a_link_that_stands_deep_in_what_a_build_makes(project, tmp_path, name):
    (tmp_path / "outside").mkdir()
    place = project.root / name
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "outside")
    result = project.cited("build", "reports/theme/aid.html")
    said = result.stdout + result.stderr
    assert (result.returncode, "Traceback" in said) == (1 if "runs" in name else 2, False), said
    assert f"{name}: a link, to {tmp_path / 'outside'}; expected a file or folder of the project itself" in said
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("name", ["log.txt", "notebook.ipynb", "reads.jsonl"])
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
def test_whatever_stands_where_a_report_is_run_makes_room(project, tmp_path, name, kind):
    (tmp_path / "mine").write_text("mine")
    place = project.root / ".build/runs/theme/aid" / name
    place.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / ("mine" if kind == "link" else "nothing"))
    result = project.cited("build", "reports/theme/aid.html")
    assert result.returncode == 0, result.stdout + result.stderr
    assert ((tmp_path / "mine").read_text(), (tmp_path / "nothing").exists()) == ("mine", False)


def test_a_process_for_reports_that_does_not_start_ends_the_build_with_one_and_says_why(built, tmp_path):
    built.change("notebooks/theme.ipynb", "As printed.", "As they are printed.")
    before = built.pages()
    (tmp_path / "papermill.py").write_text("raise RuntimeError('no such pins')")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(REPOSITORY)])}
    command = [sys.executable, "-m", "cited", "build"]
    build = subprocess.run(command, cwd=built.root, env=environment, capture_output=True, text=True, timeout=120)
    assert (build.returncode, built.pages()) == (1, before), build.stderr
    assert "The process that runs reports did not start: RuntimeError: no such pins (more in " in build.stderr


def test_a_file_size_limit_ends_with_one_and_a_message(built, _built):
    for page in built.pages():
        (built.root / "reports" / page).unlink()

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    build = start(built, preexec_fn=limit)
    output = build.communicate(timeout=120)[0]
    assert build.returncode == 1, output
    assert "File too large" in output
    assert "Traceback" not in output
    assert built.cited("build").returncode == 0
    assert built.pages() == _built.pages()


def test_an_interrupt_ends_the_build_with_one_and_the_next_goes_on(built, _built):
    for page in built.pages():
        (built.root / "reports" / page).unlink()
    mark = uuid.uuid4().hex
    build = start(built, mark=mark)
    time.sleep(1.5)
    build.send_signal(signal.SIGINT)
    output = build.communicate(timeout=30)[0]
    assert (build.returncode, "Interrupted" in output) in ((1, True), (0, False)), output
    assert gone(mark)
    assert built.cited("build").returncode == 0
    assert built.pages() == _built.pages()
