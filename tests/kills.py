"""Commands killed at random moments: a few times in the suite, five hundred times in all by `make soak`."""

import os
import random
import signal
import subprocess
import sys
import time
import uuid

import psutil
from conftest import PART, REPOSITORY

# `make soak PART=2/5` makes the second fifth of these.
SOAK = {"build": 300, "draft": 40, "confirm": 40, "tidy": 40, "audit": 40, "watch": 20, "pdf": 20}
assert sum(SOAK.values()) == 500
MARK = "CITED_TEST_MARK"
# How long processes may take to notice that their builder is gone, in seconds; a build twice as long to end.
PATIENCE = 60


def numbers(name: str, usual: int) -> list[int]:
    """Return the numbers of the kills that a test makes, by which its random moments are drawn."""
    if not (part := os.environ.get(PART)):
        return list(range(usual))
    first, parts = map(int, part.split("/"))
    assert 1 <= first <= parts <= 20, f"PART={part}; expected 1/1 to 20/20"
    return list(range(SOAK[name]))[first - 1 :: parts]


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
        output = process.communicate(timeout=PATIENCE * 2)[0]
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
