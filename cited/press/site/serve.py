"""The local server of `make watch`: the pages as built, with a script that reloads one when it has been built anew.

The script is in the served copy only, and the copy's Content-Security-Policy admits it by its hash.
"""

import base64
import hashlib
import html
import json
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

HOST = "127.0.0.1"
POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
# A browser that has gone is noticed after so many seconds.
PULSE = 15


class Server:
    """Serves a folder on this machine only, until it is closed; `address` is the URL of its first page."""

    def __init__(self, folder: Path, port: int = 0):
        """Start serving on a port, 0 for any; raises OSError where it is taken."""
        self.changed = threading.Condition()
        self.server = ThreadingHTTPServer((HOST, port), lambda *given: _Handler(self, folder, *given))
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.address = f"http://{HOST}:{self.port}/"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def reload(self) -> None:
        """Let every open page whose file has changed reload."""
        with self.changed:
            self.changed.notify_all()

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, owner: Server, folder: Path, *given):
        self.owner = owner
        super().__init__(*given, directory=str(folder))

    def do_GET(self):
        if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
            # Another site's name that leads to this machine: that site's scripts are not to read the pages.
            return self.send_error(403)
        path = Path(self.translate_path(self.path))
        if urlsplit(self.path).path == "/events":
            return self._events()
        if path.is_dir() and self.path.endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            return self._page(path)
        return super().do_GET()

    def _page(self, path: Path) -> None:
        content = path.read_bytes()
        place = f"/{path.relative_to(self.directory).as_posix()}"
        served = live(content.decode(), f"/events?page={quote(place)}&digest={_digest(content)}").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(served)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(served)

    def _events(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        path = Path(self.translate_path(quote(asked.get("page", "/"))))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            self.wfile.write(b"retry: 300\n\n")
            with self.owner.changed:
                while path.is_file() and _digest(path.read_bytes()) == asked.get("digest"):
                    self.wfile.write(b": here\n\n")
                    self.owner.changed.wait(PULSE)
            if path.is_file():
                self.wfile.write(b"data: changed\n\n")
        except OSError:
            # The browser has left the page.
            pass

    def log_message(self, *_):
        """Say nothing: the terminal is the build's."""


def live(page: str, events: str) -> str:
    """Return a page with the script that reloads it at an event, and with a policy that admits just that."""
    script = f"new EventSource({json.dumps(events)}).onmessage = () => location.reload()"
    token = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = POLICY.sub(lambda found: found[1] + _admit(found[2], token) + found[3], page)
    head, end, tail = page.rpartition("</body>")
    return f"{head}<script>{script}</script>{end}{tail}"


def _admit(policy: str, token: str) -> str:
    rules = {rule.split()[0]: rule.split()[1:] for rule in html.unescape(policy).split(";") if rule.strip()}
    for name, source in (("script-src", f"'sha256-{token}'"), ("connect-src", "'self'")):
        rules[name] = [known for known in rules.get(name, []) if known != "'none'"] + [source]
    return html.escape("; ".join(" ".join((name, *sources)) for name, sources in rules.items()))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
