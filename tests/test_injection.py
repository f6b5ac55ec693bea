"""What stands in the ledger is text: on the page, in its downloads, in the index; never markup, script or formula."""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cited.press import browser

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# As a measure, an actor, a remark: markup, an end of script, quotes, a formula, text that runs from right to left.
MEASURE = "<script>alert(1)</script>"
ACTOR = "=HYPERLINK(\"a\")&'b'"
REMARK = '</script><img src=x onerror=alert(2)> "quoted" & \u05e2\u05d1\u05e8\u05d9\u05ea \u202eabc'


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    from conftest import SOUTH, Project

    made = Project(tmp_path_factory.mktemp("planted") / "project")
    row = SOUTH.splitlines()[1].split(",")
    row[4], row[6] = MEASURE, '"' + ACTOR.replace('"', '""') + '"'
    row[-1] = '"' + REMARK.replace('"', '""') + '"'
    made.write(
        "data/figures/south-2021.csv", "\n".join([SOUTH.splitlines()[0], ",".join(row), SOUTH.splitlines()[2]]) + "\n"
    )
    result = made.cited("build")
    assert result.returncode == 0, result.stdout + result.stderr
    return made


def test_no_page_has_markup_of_the_ledger(planted):
    for name, content in planted.pages().items():
        html = content.decode()
        assert MEASURE not in html, name
        assert "<img src=x" not in html, name
        data = re.findall(r'<script type="application/[^"]+"[^>]*>(.*?)</script>', html, flags=re.DOTALL)
        assert all("<" not in block for block in data), name


@pytest.fixture(scope="module")
def tab(planted):
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
    if not browser.path():
        pytest.skip("no Chromium on this machine; install the package chromium")
    with browser.started() as chromium:
        opened = chromium.new_page(accept_downloads=True)
        opened.complaints = []
        opened.on("console", lambda message: opened.complaints.append(message.text))
        opened.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        opened.goto((planted.root / "reports/theme/aid.html").as_uri())
        yield opened
        assert opened.complaints == []


def test_the_page_and_the_card_show_the_text(tab):
    row = tab.locator('tr[data-figure="south-2021-1"]').first
    assert row.locator("th").inner_text() == MEASURE
    assert ACTOR in row.inner_text()
    row.locator("a.figure").click()
    assert REMARK in tab.locator(".card").inner_text()
    assert tab.locator("img").count() == 0
    tab.keyboard.press("Escape")


def _download(tab, title: str) -> bytes:
    with tab.expect_download() as waiting:
        tab.locator(".tools button", has_text=title).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_csv_has_the_text_and_no_formula(tab):
    rows = list(csv.DictReader(io.StringIO(_download(tab, "CSV").decode("utf-8-sig"))))
    assert rows[0]["What"] == MEASURE
    assert rows[0]["Whose"] == "'" + ACTOR


def test_xlsx_has_the_text_as_text(tab):
    with zipfile.ZipFile(io.BytesIO(_download(tab, "XLSX"))) as book:
        table = ElementTree.fromstring(book.read("table.xml"))
        notes = "".join(ElementTree.fromstring(book.read("notes.xml")).itertext())
    assert not list(table.iter(f"{SHEET}f"))
    cells = {"".join(cell.itertext()): cell.get("t") for cell in table.iter(f"{SHEET}c")}
    assert cells[ACTOR] == "inlineStr"
    assert cells[MEASURE] == "inlineStr"
    assert REMARK in notes


def test_search_shows_the_text(tab, planted):
    tab.goto((planted.root / "reports/index.html").as_uri())
    tab.locator("#search").fill("script alert")
    assert MEASURE in tab.locator(".results").inner_text()
