"""Debian's Firefox by WebDriver BiDi: Playwright drives only a Firefox of its own, which would have to be fetched."""

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# https://w3c.github.io/webdriver-bidi/: commands are JSON on a web socket, answered by their number.
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PATIENCE = 90
PREFERENCES = """
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.normandy.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""


def path() -> str | None:
    """Return the program, or None where this machine has none."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Tab:
    """The one tab of a Firefox."""

    def __init__(self, socket) -> None:
        self.socket, self.numbers = socket, itertools.count(1)
        self.complaints: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params):
        """Return the answer to a command; raises RuntimeError with Firefox's words where it refuses."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self.socket.recv())
            if said.get("method") == "log.entryAdded" and said["params"]["level"] in ("error", "warn"):
                self.complaints.append(said["params"]["text"])
            if said.get("id") == number:
                if said["type"] == "error":
                    raise RuntimeError(f"{method}: {said['message']}")
                return said["result"]

    def size(self, width: int, height: int = 900) -> None:
        self.ask("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def open(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, expression: str):
        """Return what an expression is on the page, by way of JSON."""
        found = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify({expression}))()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if found["type"] != "success":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"].get("value", "null"))

    def becomes(self, expression: str, wanted: object, seconds: float = 10) -> bool:
        """Tell whether an expression is on the page what is wanted, at once or before so many seconds are over."""
        deadline = time.monotonic() + seconds
        while (now := self.evaluate(expression)) != wanted and time.monotonic() < deadline:
            time.sleep(0.1)
        return now == wanted

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by their WebDriver values."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.ask("input.performActions", context=self.context, actions=[source])


@contextmanager
def started() -> Iterator[Tab]:
    """Start Firefox without a window, and stop it with all that it started."""
    import websocket

    with tempfile.TemporaryDirectory() as profile:
        Path(profile, "user.js").write_text(PREFERENCES, encoding="utf-8")
        log = Path(profile, "said")
        with log.open("w", encoding="utf-8") as said:
            process = subprocess.Popen(
                [str(path()), "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile],
                stdout=said,
                stderr=said,
                env={**os.environ, "MOZ_CRASHREPORTER_DISABLE": "1", "HOME": profile},
                start_new_session=True,
            )
            try:
                socket = websocket.create_connection(
                    f"{_address(log, process)}/session", timeout=PATIENCE, suppress_origin=True
                )
                yield Tab(socket)
                socket.close()
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=PATIENCE)


def _address(log: Path, process: subprocess.Popen) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if found := LISTENS.search(log.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError("Firefox did not say where it listens")
