"""The documented exit statuses: each line of it by a command that ends so, with its message."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psutil
import pytest
from conftest import REPOSITORY, THEME, limited, notebook
from test_faults import start

PAGE = (REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| ([012]) \| (.+) \|$", PAGE, flags=re.MULTILINE)


def interrupt(project) -> tuple[int, str]:
    project.write("notebooks/theme.ipynb", notebook([*THEME[:2], ("code", "import time; time.sleep(60)")]))
    build = start(project)
    with limited(build):
        build.stdout.readline()
        time.sleep(0.5)
        os.killpg(build.pid, signal.SIGINT)
        return build.wait(timeout=60), build.communicate(timeout=60)[0]


def cited(*arguments: str, **files: str):
    """Return a function that puts files in place and runs a command: its status and what it says."""

    def run(project) -> tuple[int, str]:
        for path, content in files.items():
            project.write(path.replace("__", "/"), content)
        result = project.cited(*arguments)
        return result.returncode, result.stdout + result.stderr

    return run


# For each line of the table a word of it, a command, and the message with which it ends so.
COMMANDS = [
    ("everything", cited("build", "reports/reserves.html"), "1 of 1 reports built; open reports/index.html"),
    ("everything", cited("check"), "keep every rule"),
    ("everything", cited("tidy"), ""),
    ("a report failed", cited("build", "reports/reserves.html", **{"notebooks__theme.ipynb": notebook([*THEME[:2], ("code", "1 / 0")])}), "ZeroDivisionError"),
    ("the system refused", cited("build", **{".build": "no folder"}), "move it away; what was finished is kept, and the next run continues from there."),
    ("interrupted", interrupt, "Interrupted; what was finished is kept, and the next run continues from there."),
    ("bad input", cited("build", **{"reports__catalogue.yml": "reports: []"}), "1 problem in the input; nothing was changed."),
    ("bad input", cited("build", **{"reports__catalogue.yml": "reports: [1, 2]"}), "2 problems in the input; nothing was changed."),
    ("bad input", cited("build", "reports/nothing.html"), "no such report"),
    ("bad input", cited("buld"), "did you mean “build”?"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "command", "message"), COMMANDS, ids=[f"{c[0]}-{c[2][:20]}" for c in COMMANDS])
def test_a_command_ends_with_the_status_that_is_documented(project, line, command, message):
    (promised,) = {status for status, meaning in LINES if meaning.startswith(line)}
    status, said = command(project)
    assert (status, message in said) == (int(promised), True), said
    assert "Traceback" not in said


def test_every_line_of_the_table_is_tried():
    # `make audit` is tried in test_intake_audit, `make weigh` in test_site, `make advisories` in test_advisories.
    tried = {line for line, *_ in COMMANDS} | {"`make audit`", "`make weigh`"}
    assert [meaning for _, meaning in LINES if not meaning.startswith(tuple(tried))] == []


def test_an_ordinary_kernel_s_sockets_are_its_owner_s_alone(project):
    asks = "import os, stat; from ipykernel.kernelapp import IPKernelApp as App; app = App.instance()\n"
    asks += "print(app.transport, oct(os.stat(os.path.dirname(app.ip)).st_mode & 0o777))"
    project.write("notebooks/theme.ipynb", notebook([*THEME[:2], ("code", asks)]))
    # The words are shown with an orphan digit, so the build says them.
    result = project.cited("build", "--no-fork", "reports/reserves.html")
    assert "ipc 0o700" in result.stdout, result.stdout


def _listening(process: psutil.Process) -> list[str]:
    """The addresses at which a process listens; none for a child of the lab that has ended meanwhile."""
    try:
        return [at.laddr.ip for at in process.net_connections("tcp") if at.status == psutil.CONN_LISTEN]
    except psutil.NoSuchProcess:
        return []


def _refused(address: str) -> bool:
    """Tell whether nobody listens there yet: the server prints its address a moment before it opens the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(address.rpartition(":")[2].strip("/")))) != 0


def test_the_lab_listens_on_this_machine_only_and_asks_for_its_token(tmp_path):
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path)}
    environment.pop("JUPYTER_TOKEN", None)
    lab = subprocess.Popen(
        [sys.executable, "-m", "cited", "lab", "--", "--no-browser", "--allow-root", "--ServerApp.port_retries=200"],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        with limited(lab):
            said = (re.search(r"(http://127\.0\.0\.1:\d+/)\S*token=(\w+)", line) for line in lab.stdout)
            found = next(filter(None, said))
        deadline = time.monotonic() + 60
        while _refused(found[1]) and time.monotonic() < deadline:
            time.sleep(0.1)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"{found[1]}api/contents", timeout=60)
        with urllib.request.urlopen(f"{found[1]}api/contents?token={found[2]}", timeout=60) as answer:
            assert answer.status == 200
        server = [psutil.Process(lab.pid), *psutil.Process(lab.pid).children(recursive=True)]
        listening = [address for process in server for address in _listening(process)]
        assert set(listening) == {"127.0.0.1"}
    finally:
        os.killpg(lab.pid, signal.SIGKILL)
        lab.communicate(timeout=60)
