"""A desk in a browser for tests: its process, its windows, and keys pressed in them."""

import csv
import os
import re
import subprocess
import sys
import time

from conftest import REPOSITORY, limited

SECONDS = 20


def environment():
    """Return the environment in which tests run a command of this repository in another folder."""
    made = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    made.pop("CITED_TEXTS", None)
    return made


class Desk:
    """A desk that serves a draft of a project, and its windows."""

    def __init__(self, folder, chromium, source="note"):
        self.folder, self.chromium, self.source = folder, chromium, source
        self.environment = environment()
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cited", "review", self.source],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        with limited(self.process):
            said = (re.search(r"http://\S+", line) for line in self.process.stdout)
            self.address = next(filter(None, said))[0]

    def window(self, **options):
        page = self.chromium.new_context(**options).new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and page.faults.append(message.text))
        page.goto(self.address)
        return page

    def rows(self, table="figures"):
        with (self.folder / f"data/{table}/{self.source}.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def row(self, figure):
        return next(row for row in self.rows() if row["figure"] == figure)

    def stop(self):
        self.process.kill()
        self.process.wait(SECONDS)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def until(page, expression, argument=None):
    """Wait until an expression is true; the page's policy admits no evaluation of its own."""
    end = time.monotonic() + SECONDS
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"{argument or expression}, not within {SECONDS} s: {_status(page)}"
        time.sleep(0.05)


def saved(page, words="saved"):
    """Wait until the page says so."""
    until(page, "words => document.getElementById('status').textContent === words", words)


def _status(page):
    return page.evaluate("['status', 'counted', 'faults'].map((id) => document.getElementById(id)?.textContent)")
