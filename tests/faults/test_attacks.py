"""Attacks on what listens, on what is exported and on what a notebook may put on a page: each with what must come of it."""

import contextlib
import csv
import io
import re
import socket
import subprocess
import threading
import time

import pytest
from intake_project import build

from cited import spreadsheet
from cited.__main__ import main
from cited.intake.desk import server as desks
from cited.intake.drafting import draft
from cited.press.site import serve

TEXT = "# Trade\n\nThey sent 300 doctors and $12.4 million in 2022.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The desk of a draft, served; and the project's folder."""
    monkeypatch.chdir(build(tmp_path))
    (tmp_path / "note.txt").write_text(TEXT)
    draft.draft(tmp_path / "note.txt")
    served = desks.Server("note")
    threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield served, tmp_path
    served.shutdown()
    served.server_close()


@pytest.fixture
def watched(tmp_path):
    """The server of `watch` over a folder with one page."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/index.html").write_text("<body>Page</body>")
    (tmp_path / "secret.txt").write_text("secret")
    served = serve.Server(tmp_path / "reports")
    yield served
    served.close()


def answered(port: int, request: bytes) -> bytes:
    """Return all that a server answers to a request as it is written, nothing where it hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:
            return b""


def posted(desk, path: str, body: bytes, **headers: str) -> bytes:
    """Return what the desk answers to a body that its own page might send."""
    given = {"Host": f"127.0.0.1:{desk.server_port}", "X-Token": desk.token, "Content-Type": "application/json"}
    lines = [f"{name}: {value}" for name, value in (given | {"Content-Length": str(len(body))} | headers).items()]
    return answered(desk.server_port, "\r\n".join([f"POST {path} HTTP/1.1", *lines, "", ""]).encode() + body)


BODIES = {
    "nested a million deep": (b"[" * 900_000, 400),
    "objects nested": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400),
    "no UTF-8": (b"\xff\xfe{}", 400),
    "a number of 5,000 digits": (b'{"do": "split", "figure": "note-1", "at": ' + b"9" * 5000 + b"}", 400),
    "not a number": (b'{"do": "split", "figure": "note-1", "at": NaN}', 422),
    "types that are none": (b'{"do": ["set"], "figure": {"a": 1}, "column": 3, "value": null}', 422),
    "a value that is a list": (b'{"do": "set", "figure": "note-1", "column": "actor", "value": ["a"]}', 422),
    "a lone surrogate": (b'{"do": "set", "figure": "note-1", "column": "actor", "value": "\\ud800"}', 422),
    "a line break in a cell": (b'{"do": "set", "figure": "note-1", "column": "actor", "value": "a\\nb,c\\n"}', 422),
    "a column that is none": (b'{"do": "set", "figure": "note-1", "column": "../../x", "value": "a"}', 422),
    "the id": (b'{"do": "set", "figure": "note-1", "column": "figure", "value": "other-1"}', 422),
    "a line below the first": (b'{"do": "add", "line": -1, "start": 0, "end": 3}', 422),
    "a place after the end": (b'{"do": "add", "line": 3, "start": 0, "end": 99999999999}', 422),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_edit_gets_an_answer_and_changes_nothing(desk, name):
    served, root = desk
    body, status = BODIES[name]
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    said = posted(served, "/edit", body)
    assert said.split()[1:2] == [str(status).encode()], said[:300]
    assert b"Traceback" not in said
    assert {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()} == before
    assert answered(served.server_port, b"GET /state HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 403")


REQUESTS = {
    "a length below nothing": ({"Content-Length": "-1"}, 400),
    "a length in other digits": ({"Content-Length": "\u0663"}, 400),
    "two lengths": ({"Content-Length": "2\r\nContent-Length: 999999999"}, 422),
    "chunks": ({"Transfer-Encoding": "chunked"}, 422),
    "a token of other letters": ({"X-Token": "\u00e9" * 32}, 403),
    "an origin with a name before ours": ({"Origin": "http://127.0.0.1.evil.example"}, 403),
    "another port of this machine": ({"Origin": "http://127.0.0.1:1"}, 403),
    "a sibling of the site": ({"Sec-Fetch-Site": "same-site"}, 403),
    "a host with a point at its end": ({"Host": "localhost."}, 403),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_that_is_not_the_pages_own_is_refused(desk, name):
    headers, status = REQUESTS[name]
    said = posted(desk[0], "/edit", b"{}", **headers)
    assert said.split()[1:2] == [str(status).encode()], said[:300]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "HEAD", "PATCH"])
def test_the_desk_knows_no_other_method(desk, method):
    served, _ = desk
    head = f"Host: 127.0.0.1:{served.server_port}\r\nX-Token: {served.token}\r\n\r\n"
    said = answered(served.server_port, f"{method} /state HTTP/1.0\r\n{head}".encode())
    assert said.split()[1] == b"501", said


def test_a_desk_that_is_kept_busy_by_slow_requests_answers_again(desk):
    served, _ = desk
    served.seconds = 0.5
    slow = [socket.create_connection(("127.0.0.1", served.server_port), timeout=30) for _ in range(40)]
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        said = answered(served.server_port, b"GET /state HTTP/1.0\r\n\r\n")
        if said.startswith(b"HTTP/1.0 403"):
            break
        time.sleep(0.1)
    assert said.startswith(b"HTTP/1.0 403")
    for connection in slow:
        connection.close()


WATCHED = {
    "an address of another machine": (
        b"GET http://elsewhere.example/index.html HTTP/1.0\r\nHost: elsewhere.example\r\n\r\n",
        b"403",
    ),
    "a way up in other letters": (b"GET /%252e%252e/secret.txt HTTP/1.0\r\nHost: HOST\r\n\r\n", b"404"),
    "a way up by backslashes": (b"GET /..\\secret.txt HTTP/1.0\r\nHost: HOST\r\n\r\n", b"404"),
    "an address of no UTF-8": (b"GET /%ff%fe HTTP/1.0\r\nHost: HOST\r\n\r\n", b"404"),
    "raw bytes": (b"GET /\xff\xfe HTTP/1.0\r\nHost: HOST\r\n\r\n", b"404"),
    "a header that is endless": (b"GET / HTTP/1.0\r\nHost: HOST\r\nX: " + b"a" * 900_000 + b"\r\n\r\n", b"431"),
    "a thousand headers": (b"GET / HTTP/1.0\r\nHost: HOST\r\n" + b"X: a\r\n" * 1000 + b"\r\n", b"431"),
    "an address that is endless": (b"GET /" + b"a" * 900_000 + b" HTTP/1.0\r\n\r\n", b"414"),
    "a version that is none": (b"GET / HTTP/9.9\r\nHost: HOST\r\n\r\n", b"HTML>"),
    "events of a page elsewhere": (b"GET /events?page=/../secret.txt&digest=0 HTTP/1.0\r\nHost: HOST\r\n\r\n", b"200"),
    "another site's frame": (b"GET / HTTP/1.0\r\nHost: HOST\r\nSec-Fetch-Site: cross-site\r\n\r\n", b"403"),
    "another site's script": (
        b"GET /data/figures.csv HTTP/1.0\r\nHost: HOST\r\nOrigin: http://evil.example\r\n\r\n",
        b"403",
    ),
}


@pytest.mark.parametrize("name", WATCHED)
def test_the_server_of_watch_gives_nothing_but_pages_to_its_own(watched, name, capfd):
    request, status = WATCHED[name]
    said = answered(watched.port, request.replace(b"HOST", f"127.0.0.1:{watched.port}".encode()))
    assert said.split()[1:2] == [status], said[:200]
    assert b"secret" not in said.partition(b"\r\n\r\n")[2]
    assert capfd.readouterr().err == ""


def test_a_client_that_says_more_than_it_may_still_reads_the_answer(watched):
    request = f"GET / HTTP/1.0\r\nHost: 127.0.0.1:{watched.port}\r\nX: ".encode() + b"a" * 100_000
    with socket.create_connection(("127.0.0.1", watched.port), timeout=30) as connection:
        connection.sendall(request)
        time.sleep(0.5)  # the server has answered by now, and would have closed
        connection.sendall(b"a" * 1000)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(65536).startswith(b"HTTP/1.0 431")


def test_events_that_are_left_open_do_not_keep_the_pages_from_being_served(watched):
    host = f"Host: 127.0.0.1:{watched.port}\r\n\r\n"
    page = answered(watched.port, f"GET / HTTP/1.0\r\n{host}".encode())
    digest = re.search(rb"digest=(\w+)", page)[1].decode()
    held: list[socket.socket] = []
    deadline = time.monotonic() + 120
    while len(held) < serve.MOST and time.monotonic() < deadline:
        connection = socket.create_connection(("127.0.0.1", watched.port), timeout=30)
        with contextlib.suppress(OSError):
            connection.sendall(f"GET /events?page=/index.html&digest={digest} HTTP/1.0\r\n{host}".encode())
            # The connection that brought the page may still be held for a moment.
            if connection.recv(100).startswith(b"HTTP/1.0 200"):
                held.append(connection)
                continue
        connection.close()
    assert len(held) == serve.MOST
    # One too many is closed at once, and holds no thread.
    assert answered(watched.port, f"GET / HTTP/1.0\r\n{host}".encode()) == b""
    held.pop().close()
    watched.reload()
    deadline, said = time.monotonic() + 20, b""
    while not said and time.monotonic() < deadline:
        watched.reload()
        said = answered(watched.port, f"GET / HTTP/1.0\r\n{host}".encode())
    assert b"Page" in said
    for connection in held:
        connection.close()


def test_a_request_that_comes_byte_by_byte_is_let_go(watched):
    watched.server.seconds = 0.5
    with socket.create_connection(("127.0.0.1", watched.port), timeout=30) as slow:
        deadline = time.monotonic() + 20
        with contextlib.suppress(OSError):
            while time.monotonic() < deadline:
                slow.sendall(b"G")
                time.sleep(0.05)
        assert time.monotonic() < deadline


FORMULAS = [
    "=1+1",
    "+A1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    '=HYPERLINK("http://x")',
    " =1",
    "\n=1",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_of_a_published_table_is_a_formula(cell):
    content = io.StringIO()
    csv.writer(content).writerow(["plain", cell])
    (row,) = csv.reader(io.StringIO(spreadsheet.safe(content.getvalue().encode()).decode(), newline=""))
    assert row == ["plain", f"'{cell}".replace("\r", " ")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("typed", ["$(touch X)", "`touch X`", "reports/'; touch X; '", "--$(touch X)"])
def test_what_is_typed_before_a_completion_runs_nothing(shell, typed, capsys, tmp_path):
    if subprocess.run(["which", shell], capture_output=True, timeout=60, check=False).returncode or shell == "zsh":
        pytest.skip(f"{shell} completes here only by hand")
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    line = {
        "bash": f"COMP_WORDS=(cited build {sh(typed)}); COMP_CWORD=2; _cited",
        "fish": f"complete -C {sh('cited build ' + typed)}",
    }
    subprocess.run(
        [shell, "-c", f"{script}\n{line[shell]}"], cwd=tmp_path, timeout=60, capture_output=True, check=False
    )
    assert list(tmp_path.iterdir()) == []


def sh(text: str) -> str:
    """Return a word as both shells take it literally."""
    return "'" + text.replace("\\", "\\\\").replace("'", "'\\''") + "'"
