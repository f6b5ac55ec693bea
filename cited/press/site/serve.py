"""The local server of `make watch`: the pages as built, with a script that reloads one when it has been built anew.

The script is in the served copy only, and the copy's Content-Security-Policy admits it by its hash.
"""

import base64
import contextlib
import functools
import hashlib
import html
import json
import mimetypes
import re
import threading
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from cited import files, project
from cited.local_server import HOST, LocalHandler, LocalServer
from cited.press.publish import notice

POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
# A browser that has gone is noticed after so many seconds.
PULSE = 15
# So many connections at once, and no longer than so many seconds each; a page asks again for its events.
MOST, WHOLE_SECONDS = 100, 600


class Server:
    """Serves a folder on this machine only, until it is closed; `address` is the URL of its first page."""

    def __init__(self, folder: Path, port: int = 0):
        """Start serving on a port, 0 for any; raises InputError where it is taken."""
        self.changed = threading.Condition()
        # What kept the newest build from beginning, in words: every page that is open says so at once.
        self.fault = ""
        self.server = LocalServer(port, functools.partial(_Handler, self, folder), MOST, WHOLE_SECONDS)
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


class _Handler(LocalHandler):
    # A browser that connects and asks for nothing is let go after so many seconds.
    timeout = PULSE

    def __init__(self, owner: Server, folder: Path, *given: Any):
        self.owner, self.folder = owner, folder
        super().__init__(*given)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        visit = self.headers.get("Sec-Fetch-Dest") == "document"
        if self.headers.get("Host", "") not in self.owner.server.hosts or not (visit or self.owner.server.is_own(self)):
            # Another site's name that leads to this machine, or a page of another site that frames or loads these.
            self.send_error(403)
        elif address.path == "/events" and self.command == "GET":
            self._events({name: values[0] for name, values in parse_qs(address.query).items()})
        elif (path := self._path(address.path)) is None or (content := self._content(path)) is None:
            self.send_error(404)
        elif path.suffix == ".html":
            place = quote(f"/{path.relative_to(self.folder).as_posix()}")
            events = f"/events?page={place}&digest={self._state(content)}"
            page = noted(content.decode(errors="replace"), self.owner.fault)
            self.send(live(page, events).encode(), "text/html; charset=utf-8")
        else:
            self.send(content, mimetypes.guess_type(path.name)[0] or "application/octet-stream")

    do_HEAD = do_GET

    def _path(self, path: str) -> Path | None:
        """Return the file that an address leads to, as far as it is one of the folder; None for anything else."""
        names = unquote(path).split("/")[1:] or [""]
        if names[-1] == "":
            names[-1] = "index.html"
        # No way up, no file that is hidden, nothing that the system would cut off.
        if any(not name or name.startswith(".") or "\0" in name for name in names):
            return None
        return self.folder.joinpath(*names)

    def _content(self, path: Path) -> bytes | None:
        """Return what a file holds; None for what is no file, or leads elsewhere."""
        try:
            return files.read(path)
        except (OSError, project.InputError):
            return None

    def _events(self, query: dict[str, str]) -> None:
        path = self._path(query.get("page", "/"))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        with contextlib.suppress(OSError):  # the browser has left the page
            self.wfile.write(b"retry: 300\n\n")
            with self.owner.changed:
                while path and self._state(self._content(path) or b"") == query.get("digest"):
                    self.wfile.write(b": here\n\n")
                    self.owner.changed.wait(PULSE)
            if path and self._content(path) is not None:
                self.wfile.write(b"data: changed\n\n")

    def _state(self, content: bytes) -> str:
        """Return the digest of what a browser shows of a page."""
        return hashlib.sha256(content + self.owner.fault.encode()).hexdigest()


def noted(page: str, fault: str) -> str:
    """Return a page that says at its top, and wherever its reader has scrolled to, what is wrong."""
    lines = "<br>".join(map(html.escape, fault.splitlines()))
    said = f'<p class="stale" role="alert"><strong>Nothing was built.</strong> <code>{lines}</code></p>'
    return notice.at_top(page, said) if fault else page


def live(page: str, events: str) -> str:
    """Return a page with the script that reloads it at an event, and with a policy that admits just that."""
    script = f"new EventSource({json.dumps(events)}).onmessage = () => location.reload()"
    token = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = POLICY.sub(lambda match: match[1] + _admit(match[2], token) + match[3], page)
    head, end, tail = page.rpartition("</body>")
    return f"{head}<script>{script}</script>{end}{tail}"


def _admit(policy: str, token: str) -> str:
    rules = {rule.split()[0]: rule.split()[1:] for rule in html.unescape(policy).split(";") if rule.strip()}
    for name, source in (("script-src", f"'sha256-{token}'"), ("connect-src", "'self'")):
        rules[name] = [known for known in rules.get(name, []) if known != "'none'"] + [source]
    return html.escape("; ".join(" ".join((name, *sources)) for name, sources in rules.items()))
