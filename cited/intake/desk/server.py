"""The desk's server: this machine only, one token, no other origin, a limit on every wait."""

import hmac
import json
import secrets
import signal
from collections.abc import Callable
from types import FrameType
from urllib.parse import parse_qs, urlsplit

from cited import messages, project
from cited.intake.desk import names, page, state, store
from cited.intake.desk.cells import Refused
from cited.intake.desk.edits import Conflict
from cited.local_server import HOST, LocalHandler, LocalServer

# A connection that says nothing for so many seconds is closed, and any after so many.
SILENT_SECONDS, WHOLE_SECONDS = 10, 60
# So many requests at once, and so many bytes in one.
MOST_REQUESTS, MOST_BYTES = 32, 1_000_000


class Server(LocalServer):
    """Serves the desk of one document; `address` is the URL of its page, with the token."""

    # Two desks at one port would answer each other's pages.
    allow_reuse_address = False

    def __init__(self, source: str, port: int = 0):
        """Listen on a port of this machine, 0 for any; raises InputError where it is taken."""
        super().__init__(port, Handler, MOST_REQUESTS, WHOLE_SECONDS)
        self.source = source
        self.token = secrets.token_urlsafe(24)
        self.address = f"http://{HOST}:{self.server_port}/?token={self.token}"


class Handler(LocalHandler):
    """Answers with the page, with rows as JSON, and does edits."""

    server: Server
    timeout = SILENT_SECONDS
    server_version, sys_version = "desk", ""

    def do_GET(self) -> None:
        """The page, its rows, or the version of the files."""
        path = urlsplit(self.path)
        if not self._admitted(parse_qs(path.query).get("token", [""])[0] if path.path == "/" else ""):
            return
        answers = {"/": self._page, "/state": self._state, "/version": self._version}
        self._answer(answers.get(path.path))

    def do_POST(self) -> None:
        """An edit, or its undoing."""
        if not self._admitted(""):
            return
        answers = {"/edit": self._edit, "/undo": self._undo, "/name": self._name}
        self._answer(answers.get(urlsplit(self.path).path))

    def _admitted(self, token: str) -> bool:
        """Whether a request comes from the desk's own page: host, origin and token."""
        if self.headers.get("Host") not in self.server.hosts:
            self._send(403, {"error": "this desk answers to 127.0.0.1 alone"})
        elif not self.server.is_own(self):
            self._send(403, {"error": "another page asks; this desk answers its own alone"})
        elif not hmac.compare_digest((token or self.headers.get("X-Token", "")).encode(), self.server.token.encode()):
            self._send(403, {"error": "the token is missing or wrong; open the address that `make review` printed"})
        else:
            return True
        return False

    def _answer(self, function: Callable[[], None] | None) -> None:
        if function is None:
            return self._send(404, {"error": "nothing is here"})
        try:
            function()
        except Conflict as error:
            self._send(409, {"error": str(error), "now": error.now, **self._fresh()})
        except Refused as error:
            self._send(422, {"error": str(error), **self._fresh()})
        except project.InputError as error:
            self._send(422, {"error": str(error)})
        except ValueError as error:
            self._send(400, {"error": str(error)})
        except OSError as error:
            if not isinstance(error, ConnectionError | TimeoutError):
                self._send(500, {"error": f"{messages.describe_os_error(error)}; nothing was saved"})
        return None

    def _page(self) -> None:
        text = page.page(store.load(self.server.source), self.server.token)
        content = text.encode("utf-8", "surrogatepass")
        self.send(content, "text/html; charset=utf-8", Content_Security_Policy=page.header())

    def _state(self) -> None:
        self._send(200, {"state": state.state(store.load(self.server.source))})

    def _version(self) -> None:
        self._send(200, {"version": store.load(self.server.source).version})

    def _edit(self) -> None:
        at = store.apply(self.server.source, self._body())
        self._send(200, {"at": at, **self._fresh()})

    def _undo(self) -> None:
        self._body()
        said = "undone" if store.undo(self.server.source) else "nothing to undo"
        self._send(200, {"said": said, **self._fresh()})

    def _name(self) -> None:
        wanted = self._body()
        names.add(*(str(wanted.get(key, "")) for key in ("kind", "name", "code")))
        self._send(200, {"said": "the name is added", "offered": state.offered(), **self._fresh()})

    def _fresh(self) -> dict[str, object]:
        return {"state": state.state(store.load(self.server.source))}

    def _body(self) -> dict[str, object]:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            raise ValueError(f"expected a body of at most {MOST_BYTES} bytes, with its length")
        if self.headers.get_content_type() != "application/json":
            raise ValueError("expected JSON")
        try:
            body = json.loads(self.rfile.read(int(length)).decode("utf-8"))
        except RecursionError:
            raise ValueError("expected JSON that is not nested without end") from None
        if not isinstance(body, dict):
            raise ValueError("expected an object of JSON")
        return body

    def _send(self, status: int, body: dict[str, object]) -> None:
        text = json.dumps(body, ensure_ascii=False)
        self.send(text.encode("utf-8", "surrogatepass"), "application/json; charset=utf-8", status)


def serve(server: Server, announcement: str) -> None:
    """Print the announcement and serve until Ctrl-C, or until the system asks the command to end.

    Who reads the announcement may end the command at once: what ends it is heard before it is printed.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, end)
    try:
        print(announcement, flush=True)
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
