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
from conftest import make

from cited.press.site import browser

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
pytestmark = pytest.mark.skipif(not browser.path(), reason="no Chromium on this machine; install the package chromium")

SECONDS = 90
NAME = "people-by-country"
CELLS = [
    ("""\
import plotly.graph_objects as go
from cited.ledger import without_repeats
from cited.page import bars

moved = without_repeats(figures(theme="migration", unit="persons"))
totals = moved.groupby("actor")["low"].sum()""", ()),
    ('table(totals, "People by country", headings={"actor": "Country", "low": "At least"})', ()),
    ('bars(totals, "People by country")', ()),
    ('go.Figure(go.Bar(x=["people"], y=[300]))', ("untraced",)),
]  # fmt: skip
TYPO = 'figures(theme="migratoin")'
# The contrast of each text with the ground that it stands on, by the formula of WCAG 2.2, and the text.
CONTRASTS = """
() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (colour) => colour.slice(0, 3).map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = rgb(getComputedStyle(node).backgroundColor);
      if (colour.length == 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const shown = [...document.querySelectorAll(".cited-output :is(td, th, p, caption, text, figcaption, summary)")];
  return shown.filter((node) => node.textContent.trim() && node.getClientRects().length).map((node) => {
    const style = getComputedStyle(node);
    const ink = node.namespaceURI.endsWith("svg") ? style.fill : style.color;
    return [ratio(light(rgb(ink)), light(ground(node))), node.textContent.trim().slice(0, 40)];
  });
}
"""


@pytest.fixture(scope="module")
def lab(clone):
    """The address of a JupyterLab that `make lab` serves from a clone, with a new notebook of the clone."""
    catalogue = (clone / "reports/catalogue.yml").read_bytes()
    made = make(clone, "notebook", f"NAME={NAME}", "QUESTION=Who moved where?")
    assert made.returncode == 0, made.stdout + made.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"--no-browser --port={port} --IdentityProvider.token= --LabApp.news_url="
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
        log.close()
        # Other tests look at the clone as it is in the repository.
        for path in (clone / "notebooks").glob(f"**/{NAME}*.ipynb"):
            path.unlink()
        shutil.rmtree(clone / "notebooks/.ipynb_checkpoints", ignore_errors=True)
        (clone / "reports/catalogue.yml").write_bytes(catalogue)
        make(clone)


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
        _wait(lambda: self.js("panel.sessionContext.session?.kernel?.status") == "idle", "the kernel is idle")

    def js(self, expression: str):
        """Return the value of an expression on the open notebook: `panel`, `model`, `app`."""
        return self.tab.evaluate(
            "() => { const app = window.jupyterapp, panel = app.shell.currentWidget, model = panel?.content?.model;"
            f" return {expression}; }}"
        )

    def command(self, name: str, **given):
        """Run a command of JupyterLab, as its menus do; return once it has ended."""
        self.tab.evaluate(
            "async ([name, given]) => { await window.jupyterapp.commands.execute(name, given); }", [name, given]
        )

    def append(self, source: str, tags: tuple[str, ...] = ()) -> None:
        """Type a new cell below the last."""
        self.js("void (panel.content.activeCellIndex = panel.content.widgets.length - 1)")
        self.command("notebook:insert-cell-below")
        self.command("notebook:enter-edit-mode")
        self.tab.keyboard.insert_text(source)
        if tags:
            self.js(f"panel.content.activeCell.model.setMetadata('tags', {json.dumps(tags)})")

    def run_all(self) -> list:
        """Run every cell; return the outputs of each, without the numbers that count the runs."""
        self.command("notebook:run-all-cells")
        return self.outputs()

    def outputs(self) -> list:
        found = self.js("model.toJSON().cells.map(cell => cell.outputs ?? [])")
        for one in (one for cell in found for one in cell if "application/vnd.plotly.v1+json" in one.get("data", {})):
            # Plotly's own extension keeps a picture there once it has drawn.
            one["data"].pop("image/png", None)
        return [
            [{key: value for key, value in one.items() if key != "execution_count"} for one in cell] for cell in found
        ]

    def contrasts(self) -> list:
        """Return the contrast of every text of the outputs: what is not in sight is not drawn, so the tab is high."""
        return self.tab.evaluate(CONTRASTS)


def errors(outputs: list) -> list:
    return [one["evalue"] for cell in outputs for one in cell if one["output_type"] == "error"]


@pytest.fixture(scope="module")
def notebook(lab, chromium):
    """The new notebook, open in JupyterLab, with cells typed below those that it has, run once."""
    tab = chromium.new_page(viewport={"width": 1280, "height": 4600})
    opened = Lab(tab, lab, NAME)
    for source, tags in CELLS:
        opened.append(source, tags)
    opened.run_all()
    return opened


def test_all_cells_run_twice_with_equal_outputs(notebook):
    first = notebook.run_all()
    assert errors(first) == []
    assert sum(bool(outputs) for outputs in first) >= 8
    assert notebook.run_all() == first
    assert notebook.tab.get_by_text("Javascript Error").count() == 0


def test_a_typo_is_an_error_with_the_nearest_name(notebook):
    notebook.append(TYPO)
    notebook.command("notebook:run-cell")
    assert "did you mean “migration”?" in errors(notebook.outputs())[0]
    notebook.command("notebook:delete-cell")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_tables_and_charts_are_read_by_day_and_by_night(notebook, theme, tmp_path):
    notebook.command("apputils:change-theme", theme=theme)
    dark = str(theme.endswith("Dark")).lower()
    _wait(lambda: notebook.tab.locator(f'body[data-jp-theme-light="{dark}"]').count() == 0, theme)
    notebook.tab.wait_for_timeout(500)
    pictures = Path(os.environ.get("CITED_PICTURES", tmp_path))
    notebook.tab.screenshot(path=pictures / f"{theme}.png")
    found = notebook.contrasts()
    assert len(found) > 50
    assert [one for one in found if one[0] < 4.5] == []
    title = notebook.tab.locator(".cited-output [data-figure]").first.get_attribute("title")
    assert re.search(r"^\w+ \d{4}, line \d+: ", title, re.MULTILINE), title


def test_the_parameter_panel_runs_the_cells_below_with_what_is_chosen(notebook):
    form = notebook.tab.locator(".cited-parameters")
    assert form.get_by_text("theme shown; one of figures.theme").count() == 1
    form.locator("select").select_option("tariffs")
    form.get_by_role("button").click()
    said = notebook.tab.locator(".cited-output .said").first
    _wait(lambda: "13 figures" in said.inner_text(), "the cells below have run")
    assert errors(notebook.outputs()) == []


def test_what_was_written_in_jupyterlab_is_published(notebook, clone):
    notebook.command("docmanager:save")
    made = make(clone, f"reports/{NAME}.html")
    assert made.returncode == 0, made.stdout + made.stderr
    page = (clone / f"reports/{NAME}.html").read_text(encoding="utf-8")
    assert "<h1" in page and "Who moved where?" in page
    assert page.count("People by country") >= 2
    assert "data-untraced" in page and "<td>300</td>" in page
    assert re.search(r'data-figures="iom-2016-\d+ iom-2016-\d+', page)
    # Of the form and of the look in JupyterLab nothing is left.
    assert not [word for word in ("cited-parameters", "cited-output", "widget-view", "Run below") if word in page]
