"""Limits, for real: a report that takes too much is ended with a message, and costs nothing but itself."""

import contextlib
import os
import signal
import time
import uuid
from pathlib import Path

import psutil
import pytest
from conftest import THEME, notebook, soaking
from kills import family, gone, start

from cited import project as folders
from cited.press.reports import catalogue
from cited.press.reports.report import Limits

# What a report does, its limits, and what the build says of it.
GREEDY = {
    "loops": ("while True: pass", "seconds: 0.5", "ended at its limit of 0.5 seconds; set limits: {seconds: ...}"),
    "asks": (
        "much = bytearray(2 * 10**9)",
        "memory_megabytes: 900",
        "ended at its limit of 900 megabytes of memory",
    ),
    "takes": (
        "import subprocess, sys, time\n"
        "for _ in range(4):\n"
        "    subprocess.Popen([sys.executable, '-c', 'import time; held = b\"x\" * 10**8; time.sleep(60)'])\n"
        "time.sleep(60)",
        "memory_megabytes: 400",
        "ended at its limit of 400 megabytes of memory; set limits: {memory_megabytes: ...}",
    ),
    "prints": (
        "print('x' * 2 * 10**8)",
        "output_megabytes: 2",
        "ended at its limit of 2 megabytes of output; set limits: {output_megabytes: ...}",
    ),
    "chatters": ("while True: print('x' * 1000, flush=True)", "output_megabytes: 1", "limit of 1 megabytes of output"),
    "wails": ("raise ValueError('x' * 10**7)", "output_megabytes: 3", "limit of 3 megabytes of output"),
}
# Starts a process that leaves its parent, its session and its group, once by fork alone and once as a program.
DAEMON = """\
import os, subprocess, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        time.sleep(300)
    os._exit(0)
nested = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'], start_new_session=True)"
subprocess.run([sys.executable, "-c", nested], start_new_session=True, check=True);
"""
KINDS = pytest.mark.parametrize("arguments", [(), ("--no-fork",)], ids=["forked", "ordinary"])


def entry(name: str, limits: str = "") -> str:
    limits = f", limits: {{{limits}}}" if limits else ""
    return f"  - {{path: {name}, notebook: {name}, title: A, answers: A, parameters: {{theme: aid}}{limits}}}\n"


def peaks(builder: int) -> list[int]:
    """Return the most memory, in megabytes, that the builder and its reports' own processes have held until now."""
    found = []
    with contextlib.suppress(psutil.Error, OSError):
        family = [psutil.Process(builder), *psutil.Process(builder).children(recursive=True)]
        # The cells' processes lead a group of their own.
        for process in [
            process for process in family if process.pid == builder or os.getpgid(process.pid) != process.pid
        ]:
            status = Path(f"/proc/{process.pid}/status").read_text().splitlines()
            found += [int(line.split()[1]) // 1000 for line in status if line.startswith("VmHWM")]
    return found


def commands(mark: str) -> list[list[str]]:
    """Return the command lines of the living processes that a build started."""
    found = []
    for process in family(mark):
        with contextlib.suppress(psutil.Error):
            found.append(process.cmdline())
    return found


@pytest.mark.soak
@KINDS
def test_a_report_over_its_limit_is_ended_with_a_message_and_the_others_go_on(project, arguments):
    entries = entry("good") + entry("daemon")
    # Ordinary kernels have a process of their own to start for each.
    greedy = GREEDY if soaking() or not arguments else {name: GREEDY[name] for name in ("loops",)}
    project.write("notebooks/good.ipynb", notebook(THEME))
    project.write("notebooks/daemon.ipynb", notebook([*THEME[:3], ("code", DAEMON), *THEME[3:]]))
    for name, (code, limits, _) in greedy.items():
        project.write(f"notebooks/{name}.ipynb", notebook([*THEME[:2], ("code", code)]))
        project.write(f"reports/{name}.html", "<body>the last good page</body>")
        entries += entry(name, limits)
    project.write("reports/catalogue.yml", "limits: {memory_megabytes: 3000}\nreports:\n" + entries)
    mark, most = uuid.uuid4().hex, 0
    with start(project, "--jobs", "2", *arguments, mark=mark) as build:
        while build.poll() is None:
            most = max(most, *peaks(build.pid), 0)
            time.sleep(0.05)
        said = build.stdout.read()
    assert build.returncode == 1, said
    assert f"{len(greedy)} of {len(greedy) + 2} reports failed" in said, said
    for name, (_, _, message) in greedy.items():
        assert f"notebooks/{name}.ipynb, cell 3, with theme='aid', first=None: " in said
        assert message in said
        html = project.pages()[f"{name}.html"].decode()
        assert "the last good page" in html
        assert "This page is of an earlier build." in html
    assert len(said) < 20_000
    assert {"good.html", "daemon.html"} <= set(project.pages())
    # A kernel of papermill's own hands over what a cell prints in one message.
    assert 0 < most < (500 if not arguments else 2500), "the builder swells with what a notebook prints"
    assert gone(mark), commands(mark)


@pytest.mark.parametrize("victim", ["builder", "warm", "build", "report"])
def test_a_daemon_that_a_notebook_started_ends_with_the_build_whatever_is_killed(project, victim):
    project.write("notebooks/daemon.ipynb", notebook([THEME[1], ("code", DAEMON + "time.sleep(300)")]))
    project.write("reports/catalogue.yml", "reports:\n" + entry("daemon"))
    mark = uuid.uuid4().hex
    build = start(project, "--jobs", "1", *(["--no-fork"] if victim == "builder" else []), mark=mark)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if any("import time; time.sleep(300)" in command for command in commands(mark)):
            break
        time.sleep(0.05)
    else:
        pytest.fail("no daemon started")
    line = [psutil.Process(build.pid)]
    while len(line) < 4 and (children := line[-1].children()):
        line.append(children[0])
    line[["builder", "warm", "build", "report"].index(victim)].send_signal(signal.SIGKILL)
    build.communicate(timeout=60)
    assert gone(mark), commands(mark)


def test_a_temporary_folder_with_a_long_name_has_ordinary_kernels_too(project, tmp_path, monkeypatch):
    folder = tmp_path / ("y" * 150)
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    result = project.cited("build", "--no-fork", "reports/reserves.html")
    assert result.returncode == 0, result.stdout


def test_a_report_s_limits_come_before_those_for_all_and_these_before_the_defaults(project):
    project.change("reports/catalogue.yml", "reports:\n", "limits: {seconds: 30, output_megabytes: 1.5}\nreports:\n")
    project.change("reports/catalogue.yml", "{theme: reserves}\n", "{theme: reserves}\n    limits: {seconds: 5}\n")
    known = {report.path: report.limits for report in catalogue.load()}
    assert known["reserves"] == Limits(5, output_megabytes=1.5)
    assert known["theme/aid"] == Limits(30, output_megabytes=1.5)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("[5]", "limits: [5]; expected a mapping with seconds, memory_megabytes, output_megabytes, page_kilobytes"),
        ("{second: 5}", "limits, 'second'; expected one of seconds, memory_megabytes, output_megabytes, page_kilobytes; did you mean “seconds”?"),
        ("{seconds: 0}", "limits, seconds: 0; expected a number above 0, as 600"),
        ("{seconds: -1}", "limits, seconds: -1; expected a number above 0"),
        ("{seconds: ten}", "limits, seconds: 'ten'; expected a number above 0"),
        ("{seconds: true}", "limits, seconds: True; expected a number above 0"),
        ("{output_megabytes: .nan}", "limits, output_megabytes: nan; expected a number above 0"),
        ("{memory_megabytes: .inf}", "limits, memory_megabytes: inf; expected a number above 0"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("whose", ["all", "one"])
def test_a_wrong_limit_is_named(project, given, message, whose):
    if whose == "all":
        project.change("reports/catalogue.yml", "reports:\n", f"limits: {given}\nreports:\n")
    else:
        project.change("reports/catalogue.yml", "{theme: reserves}\n", f"{{theme: reserves}}\n    limits: {given}\n")
    with pytest.raises(folders.InputError) as raised:
        catalogue.load()
    place = "reports/catalogue.yml: " if whose == "all" else "reports/catalogue.yml, report 2 (reserves): "
    assert any(fault.startswith(place + message) for fault in raised.value.faults), raised.value.faults


def test_a_misspelt_key_at_the_head_of_the_catalogue_is_named(project):
    project.change("reports/catalogue.yml", "reports:\n", "limit: {seconds: 5}\nreports:\n")
    with pytest.raises(
        folders.InputError, match="key 'limit'; expected one of limits, reports, pages; did you mean “limits”"
    ):
        catalogue.load()


def test_a_changed_limit_rebuilds_no_page(built):
    built.change("reports/catalogue.yml", "reports:\n", "limits: {seconds: 30}\nreports:\n")
    result = built.cited("build")
    assert (result.returncode, "Nothing changed" in result.stdout) == (0, True)
