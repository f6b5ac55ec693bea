"""Faults that nobody chose: killed processes, two builds at once, a disk that is full. The next build needs no help."""

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from conftest import REPOSITORY, THEME, Project, notebook
from kills import numbers

from cited.__main__ import main
from cited.press.site import browser

MARK = "CITED_TEST_MARK"
# How long processes may take to notice that their builder is gone, in seconds.
PATIENCE = 60


def start(project, *arguments: str, mark: str = "", name: str = "build", **options) -> subprocess.Popen:
    """Start a build, or another command, in the project as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), MARK: mark}
    environment.pop("CITED_TEXTS", None)
    command = [sys.executable, "-m", "cited", name, *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, cwd=project.root, env=environment, start_new_session=True, **pipes, **options)


def family(mark: str) -> list[psutil.Process]:
    """Return the living processes that a build started, itself included."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == mark:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def gone(mark: str) -> bool:
    """Wait until no process of a build is left; tell whether that came to pass."""
    for _ in range(PATIENCE * 20):
        if not family(mark):
            return True
        time.sleep(0.05)
    return False


def killed(project, whole: dict[str, bytes], kills: list[int], name: str = "build") -> list[str]:
    """Start so many builds, kill each or one of its processes at a random moment; return what was wrong after it."""
    chance, faults = random.Random(f"{name} {kills}"), []
    for number in kills:
        for page in chance.sample(sorted(whole), chance.randint(1, 3)):
            (project.root / "reports" / page).unlink(missing_ok=True)
        mark = uuid.uuid4().hex
        process = start(project, mark=mark, name=name)
        time.sleep(chance.uniform(0.05, 2))
        victims = family(mark)
        if victims and number % 2:
            victim = chance.choice(victims)
            with_builder = victim.pid == process.pid
        else:
            victim, with_builder = psutil.Process(process.pid), True
        try:
            victim.send_signal(signal.SIGKILL)
        except psutil.Error:
            with_builder = False
        if name == "watch" and not with_builder:
            process.send_signal(signal.SIGINT)
        output = process.communicate(timeout=60)[0]
        if not with_builder and process.returncode not in (0, 1):
            faults.append(f"kill {number}: status {process.returncode}: {output}")
        if "Traceback" in output:
            faults.append(f"kill {number}: {output}")
        if not gone(mark):
            faults.append(f"kill {number}: left {[p.cmdline() for p in family(mark)]}")
        for page, content in project.pages().items():
            # The index and the list of figures tell which pages stand; a page whose report was killed says so.
            listing = page == "index.html" or page.startswith("figure/")
            changed = content != whole[page] and not listing and b"earlier build" not in content
            if changed or not content.rstrip().endswith(b"</html>"):
                faults.append(f"kill {number}: reports/{page} is not whole")
    return faults


def test_kills_at_random_moments_corrupt_nothing_and_leave_no_process(built, _built):
    whole, other = _built.pages(), Project.__new__(Project)
    other.root = built.root.with_name("other")
    shutil.copytree(built.root, other.root)
    every = numbers("build", 24)
    with ThreadPoolExecutor(2) as pool:
        series = [pool.submit(killed, p, whole, kills) for p, kills in ((built, every[::2]), (other, every[1::2]))]
        assert [fault for one in series for fault in one.result(timeout=3600)] == []
    for project in (built, other):
        result = project.cited("build")
        assert result.returncode == 0, result.stdout + result.stderr
        assert project.pages() == whole
        assert "Nothing changed" in project.cited("build").stdout


def test_kills_of_watch_corrupt_nothing_and_leave_no_process(built, _built):
    assert killed(built, _built.pages(), numbers("watch", 20), "watch") == []
    assert built.cited("build").returncode == 0
    assert built.pages() == _built.pages()


def test_kills_of_pdf_leave_whole_files_or_none_and_no_browser(built):
    if not browser.path():
        pytest.skip("no Chromium on this machine; install the package chromium")

    def printed() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (built.root / "reports").rglob("*.pdf")}

    began = time.monotonic()
    assert built.cited("pdf").returncode == 0
    seconds, whole, kills = time.monotonic() - began, printed(), numbers("pdf", 20)
    assert len(whole) == 3
    chance = random.Random(f"pdf {kills}")
    for number in kills:
        for path in (built.root / "reports").rglob("*.pdf"):
            path.unlink()
        mark = uuid.uuid4().hex
        process = start(built, mark=mark, name="pdf")
        time.sleep(chance.uniform(0.05, seconds))
        others = [found for found in family(mark) if found.pid != process.pid]
        victim = chance.choice(others) if others and number % 2 else process
        with contextlib.suppress(psutil.Error):
            victim.send_signal(signal.SIGKILL)
        output = process.communicate(timeout=120)[0]
        assert victim is process or process.returncode in (0, 1), output
        assert "Traceback" not in output
        assert gone(mark), [found.cmdline() for found in family(mark)]
        assert printed().items() <= whole.items()
    assert built.cited("pdf").returncode == 0
    assert printed() == whole


def test_a_browser_that_never_answers_is_ended_and_its_task_named():
    if not browser.path():
        pytest.skip("no Chromium on this machine; install the package chromium")
    before = set(psutil.Process().children(recursive=True))
    told = pytest.raises(OSError, match="Chromium took longer than 2 seconds to print a page")
    with told, browser.started() as chromium, browser.limited("to print a page", 2):
        for process in set(psutil.Process().children(recursive=True)) - before:
            if "chrom" in process.name():
                process.suspend()
        chromium.new_page()
    assert not [p for p in set(psutil.Process().children(recursive=True)) - before if p.status() != "zombie"]


def test_two_builds_at_once_wait_for_each_other(built, _built):
    for page in built.pages():
        (built.root / "reports" / page).unlink()
    builds = [start(built), start(built)]
    outputs = [build.communicate(timeout=120)[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], outputs
    assert any("Another build is running" in output for output in outputs)
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


def test_a_full_disk_ends_with_one_and_a_message_and_make_completes_afterwards(built, small_disk, _built):
    reports = small_disk(built.root / "reports")
    (reports / "catalogue.yml").write_bytes((built.root / "old/catalogue.yml").read_bytes())
    room = os.statvfs(reports).f_bavail * os.statvfs(reports).f_frsize
    (reports / "filler").write_bytes(b"0" * (room - 8192))
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


@pytest.mark.parametrize("name", ["reports/theme", ".build", ".build/runs"])
def test_a_file_in_the_place_of_a_folder_ends_with_one_and_what_to_do(project, name):
    project.write(name, "no folder")
    result = project.cited("build", "reports/theme/aid.html")
    said = result.stdout + result.stderr
    assert (result.returncode, "Traceback" in said) == (1, False), said
    assert "a file stands where a folder is to be: move it away" in said


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
