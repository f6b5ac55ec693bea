"""`cited watch`, for real: a save becomes a page and a reload, and the built page knows nothing of it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import types
import urllib.error
import urllib.request
from html import unescape
from pathlib import Path

import psutil
import pytest
from conftest import REPOSITORY, limited

from cited.press.build import watch
from cited.press.site import serve


@pytest.fixture
def watching(project):
    """A project that is watched: the project, the process, and the address of its pages."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cited", "watch", "--jobs", "1"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with limited(process):
        address = next(found[0] for line in process.stdout if (found := re.search(r"http://127.0.0.1:\d+/", line)))
        yield project, process, address
        process.kill()
        process.communicate(timeout=60)


def get(address: str) -> str:
    """Return what the server answers, within a minute."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def test_a_save_is_a_page_and_a_reload_and_an_interrupt_ends_all(watching):
    project, process, address = watching
    page = get(address + "theme/trade.html")
    events = re.search(r'EventSource\("/(.*?)"\)', page)[1]
    with urllib.request.urlopen(address + events, timeout=60) as stream:
        project.change("notebooks/theme.ipynb", "As printed.", "As a document prints it.")
        assert any(line == b"data: changed\n" for line in stream)
    assert "As a document prints it." in get(address + "theme/trade.html")
    project.change("data/figures/north-2020.csv", ",4000000000,4000000000,", ",5000000000,4000000000,")
    assert any("north-2020.csv" in line for line in process.stdout)
    assert any(line.startswith("Nothing was built") for line in process.stdout)
    assert "EventSource" not in (project.root / "reports/theme/trade.html").read_text()
    family = psutil.Process(process.pid).children(recursive=True)
    assert family
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert psutil.wait_procs(family, timeout=3)[1] == []


def test_what_keeps_a_build_from_beginning_stands_on_the_page_at_once_until_it_is_mended(watching):
    project, _, address = watching
    page = get(address + "theme/trade.html")
    good = (project.root / "reports/catalogue.yml").read_text()
    with urllib.request.urlopen(address + re.search(r'EventSource\("/(.*?)"\)', page)[1], timeout=60) as stream:
        project.write("reports/catalogue.yml", "reports: [\n  - path: {")
        assert any(line == b"data: changed\n" for line in stream)
    page = get(address + "theme/trade.html")
    assert re.search(r'<body[^>]*>\s*<p class="stale" role="alert"><strong>Nothing was built', page)
    assert "catalogue.yml" in page
    with urllib.request.urlopen(address + re.search(r'EventSource\("/(.*?)"\)', page)[1], timeout=60) as stream:
        project.write("reports/catalogue.yml", good)
        assert any(line == b"data: changed\n" for line in stream)
    assert "Nothing was built" not in get(address + "theme/trade.html")


def test_saves_are_seen_after_git_has_made_the_folder_of_notebooks_anew(watching):
    project, _, address = watching
    page = get(address + "theme/trade.html")
    with urllib.request.urlopen(address + re.search(r'EventSource\("/(.*?)"\)', page)[1], timeout=60) as stream:
        (project.root / "notebooks").rename(project.root / "gone")
        shutil.copytree(project.root / "gone", project.root / "notebooks")
        project.change("notebooks/theme.ipynb", "As printed.", "As it stands there.")
        assert any(line == b"data: changed\n" for line in stream)
    page = get(address + "theme/trade.html")
    with urllib.request.urlopen(address + re.search(r'EventSource\("/(.*?)"\)', page)[1], timeout=60) as stream:
        project.change("notebooks/theme.ipynb", "As it stands there.", "As it stands there now.")
        assert any(line == b"data: changed\n" for line in stream)


def test_a_project_is_served_at_the_same_port_at_every_start(tmp_path):
    (tmp_path / "reports").mkdir()
    first = watch._server(tmp_path, 0)
    other = watch._server(tmp_path, 0)
    first.close()
    again = watch._server(tmp_path, 0)
    for server in (other, again):
        server.close()
    assert again.port == first.port != other.port


def test_a_page_is_served_to_this_machine_under_its_own_name_only(tmp_path):
    (tmp_path / "index.html").write_text("<body>Page</body>")
    server = serve.Server(tmp_path)
    try:
        assert "Page" in get(server.address)
        request = urllib.request.Request(server.address, headers={"Host": "elsewhere.example:80"})
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(server.address + "../" + Path(__file__).name)
    finally:
        server.close()


def test_the_policy_of_the_served_copy_admits_the_reload_and_nothing_else():
    policy = (
        '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;none&#39;">'
    )
    page = serve.live(f"{policy}<body></body>", "/events?page=/a.html")
    (content,) = re.findall(r'content="([^"]*)"', page)
    rules = unescape(content).split("; ")
    assert rules[0] == "default-src 'none'"
    assert re.fullmatch(r"script-src 'sha256-[\w+/=]+'", rules[1])
    assert rules[2] == "connect-src 'self'"


@pytest.fixture
def served(project):
    """A server of the project's reports, with one page."""
    project.write("reports/index.html", "<body>Page</body>")
    server = serve.Server(project.root / "reports")
    yield project, server
    server.close()


def answer(server, request: str) -> bytes:
    """Return all that the server answers to a request as it is written."""
    with socket.create_connection((serve.HOST, server.port), timeout=30) as connection:
        connection.sendall(request.replace("HOST", f"{serve.HOST}:{server.port}").encode())
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ("GET / HTTP/1.0\r\nHost: HOST\r\n\r\n", 200),
        ("HEAD / HTTP/1.0\r\nHost: HOST\r\n\r\n", 200),
        ("HEAD / HTTP/1.0\r\nHost: elsewhere.example:80\r\n\r\n", 403),
        ("GET / HTTP/1.0\r\n\r\n", 403),
        ("GET /folder/ HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET /folder HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET /link.txt HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET /linked/secret.txt HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET /%00 HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET /events?page=%00&digest=0 HTTP/1.0\r\nHost: HOST\r\n\r\n", 200),
        ("GET /..%2f..%2fetc/passwd HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET /%2e%2e/data/sources.csv HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET //etc/passwd HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("GET /.hidden HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        (f"GET /{'n' * 5000} HTTP/1.0\r\nHost: HOST\r\n\r\n", 404),
        ("POST / HTTP/1.0\r\nHost: HOST\r\n\r\n", 501),
    ],
)
def test_the_server_gives_pages_only_and_lists_and_follows_nothing(served, tmp_path, capfd, request_, status):
    project, server = served
    (tmp_path / "secret.txt").write_text("secret")
    project.write("reports/folder/page.txt", "text")
    project.write("reports/.hidden", "secret")
    (project.root / "reports/link.txt").symlink_to(tmp_path / "secret.txt")
    (project.root / "reports/linked").symlink_to(tmp_path)
    said = answer(server, request_)
    assert said.split()[1] == str(status).encode(), said
    assert b"secret" not in said
    assert capfd.readouterr().err == ""


def test_a_browser_that_connects_and_asks_for_nothing_is_let_go(served, monkeypatch):
    monkeypatch.setattr(serve._Handler, "timeout", 0.2)
    with socket.create_connection((serve.HOST, served[1].port), timeout=30) as connection:
        connection.sendall(b"GET / HT")
        assert connection.recv(100) == b""


def test_ctrl_c_ends_the_watch_also_where_python_dropped_what_its_handler_raised(project):
    running = types.SimpleNamespace(interrupted=False)
    saves = watch._saves(project.root, running)
    next(saves)
    running.interrupted = True
    with pytest.raises(KeyboardInterrupt):
        next(saves)
