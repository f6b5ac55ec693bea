"""A day in JupyterLab: a new notebook is written in it, run twice, looked at by day and by night, and published."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from conftest import REPOSITORY

from cited.press.site import browser

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
pytestmark = pytest.mark.skipif(not browser.path(), reason="no Chromium on this machine; install the package chromium")

SECONDS = 90
NAME = "aid-by-recipient"
SETUP = """\
import plotly.graph_objects as go
from cited.ledger import figures, without_repeats
from cited.page import bars, sentence, sources, table

aid = without_repeats(figures(theme="aid"))
totals = aid[aid["unit"] == "masks"].groupby("counterpart")["low"].sum()
"""
CELLS = [
    'table(totals, "Masks by recipient", headings={"counterpart": "Recipient", "low": "At least"})',
    'bars(totals, "Masks by recipient")',
    'go.Figure(go.Bar(x=["Masks"], y=[300]))',
]
TYPO = 'figures(theme="aidd")'


@pytest.fixture(scope="module")
def lab(clone):
    """The address of a JupyterLab that `make lab` serves from a clone, with a new notebook of the clone."""
    made = subprocess.run(
        ["make", "notebook", f"NAME={NAME}", "QUESTION=Who received how many masks?"],
        cwd=clone, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"--no-browser --port={port} --IdentityProvider.token= --expose-app-in-browser --LabApp.news_url="
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    environment["JUPYTER_CONFIG_DIR"] = str(clone / ".build/jupyter")
    log = (clone / ".build/lab.txt").open("w")
    server = subprocess.Popen(
        ["make", "lab", f"ARGS={options}"], cwd=clone, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(lambda: _answers(f"{address}/api/status"), f"{address} answers")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
        (clone / f"notebooks/{NAME}.ipynb").unlink()
        subprocess.run(["git", "checkout", "-q", "reports/catalogue.yml"], cwd=clone, timeout=SECONDS, check=False)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def _wait(holds, what: str, seconds: float = SECONDS):
    end = time.monotonic() + seconds
    while not (value := holds()):
        assert time.monotonic() < end, f"after {seconds} seconds not yet: {what}"
        time.sleep(0.2)
    return value


class Lab:
    """A notebook that is open in JupyterLab."""

    def __init__(self, tab, address: str, name: str):
        self.tab = tab
        tab.set_default_timeout(SECONDS * 1000)
        tab.goto(f"{address}/lab/tree/notebooks/{name}.ipynb?reset")
        tab.wait_for_selector(".jp-Notebook .jp-Cell")
        self.command("notebook:trust") if False else None
        _wait(lambda: self.js("panel.sessionContext.session?.kernel?.status") == "idle", "the kernel is idle")

    def js(self, expression: str):
        """Return the value of an expression on the open notebook: `panel`, `model`, `app`."""
        return self.tab.evaluate(
            "() => { const app = window.jupyterapp, panel = app.shell.currentWidget, model = panel?.content?.model;"
            f" return {expression}; }}"
        )

    def command(self, name: str, **given):
        self.tab.evaluate("([name, given]) => window.jupyterapp.commands.execute(name, given)", [name, given])

    def append(self, source: str, *tags: str) -> None:
        """Type a new cell below the last."""
        self.js("panel.content.activeCellIndex = panel.content.widgets.length - 1")
        self.command("notebook:insert-cell-below")
        self.command("notebook:enter-edit-mode")
        self.tab.keyboard.insert_text(source)
        if tags:
            self.js(f"panel.content.activeCell.model.setMetadata('tags', {json.dumps(tags)})")

    def run_all(self) -> list:
        """Run every cell from a new kernel's first line on; return the outputs of each."""
        self.js("panel.sessionContext.session.kernel.requestExecute({code: ''}).done.then(() => null)")
        self.command("notebook:run-all-cells")
        _wait(lambda: self.js("panel.sessionContext.session.kernel.status") == "idle", "every cell has run")
        self.tab.wait_for_timeout(500)
        return self.outputs()

    def outputs(self) -> list:
        return self.js("model.toJSON().cells.map(cell => cell.outputs ?? [])")

    def save(self) -> None:
        self.command("docmanager:save")
        _wait(lambda: not self.js("model.dirty"), "the notebook is saved")


@pytest.fixture(scope="module")
def chromium():
    with browser.started() as started:
        yield started


def test_an_analyst_writes_runs_and_publishes_a_notebook_in_jupyterlab(lab, clone, chromium, tmp_path):
    tab = chromium.new_page(viewport={"width": 1280, "height": 1600})
    notebook = Lab(tab, lab, NAME)
    notebook.append(SETUP)
    for source in CELLS[:-1]:
        notebook.append(source)
    notebook.append(CELLS[-1], "untraced")
    first = notebook.run_all()
    assert not [output for outputs in first for output in outputs if output["output_type"] == "error"], first
    second = notebook.run_all()
    tab.set_viewport_size({"width": 1280, "height": 4200})
    tab.wait_for_timeout(1500)
    print(tab.evaluate("""() => [...document.querySelectorAll('.jp-OutputArea-output *')].filter(e => /rgb\\(255, 2[012]/.test(getComputedStyle(e).backgroundColor)).map(e => e.outerHTML.slice(0,200))"""))
    print(tab.evaluate("""() => [...document.querySelectorAll('.jp-OutputArea-output')].map(e => [e.className, e.dataset.mimeType, getComputedStyle(e).backgroundColor])"""))
    pictures = Path(os.environ.get("CITED_PICTURES", tmp_path))
    tab.screenshot(path=pictures / "lab-light.png")
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    tab.wait_for_timeout(2000)
    tab.screenshot(path=pictures / "lab-dark.png")
    Path(pictures / "out.json").write_text(json.dumps([first, second]))
    notebook.save()
