"""Three documents on their whole way: look, draft, desk by keyboard alone, confirm, publication; each wait has a limit."""

import csv
import subprocess
import sys

import made_documents
import pytest
from conftest import soaking
from desk_windows import Desk, environment, press, saved, until

from cited.press.site import browser

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
pytestmark = pytest.mark.skipif(not browser.path(), reason="no Chromium on this machine; install the package chromium")
REPORT = """
  - path: {source}
    notebook: port
    title: {source} in figures
    answers: What the document says of itself.
    parameters: {{document: {source}}}
"""
# So many rows a document of these may have: the walk through it ends.
MOST = 30


@pytest.fixture(scope="module")
def chromium():
    with browser.started() as started:
        yield started


def cited(folder, *arguments, status=0):
    """Run a command in a project; return what it printed."""
    ended = subprocess.run(
        [sys.executable, "-m", "cited", *map(str, arguments)], cwd=folder, env=environment(), capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode == status, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def cell(page, column, value):
    """Set a cell of the row that the desk is at, by keyboard alone."""
    press(page, "e")
    names = page.evaluate("[...document.querySelectorAll('.card.here [name]')].map((input) => input.name)")
    steps = names.index(column) - names.index(page.evaluate("document.activeElement.name"))
    press(page, *(["Tab"] * steps if steps > 0 else ["Shift+Tab"] * -steps))
    assert page.evaluate("document.activeElement.name") == column
    if page.evaluate("document.activeElement.tagName") == "SELECT":
        # On a slow machine letters come too far apart for one search in the list, as a person's may: who sees that types again.
        for _ in range(10):
            press(page, *value)
            if page.evaluate("document.activeElement.value") == value:
                break
            page.wait_for_timeout(1500)
        assert page.evaluate("document.activeElement.value") == value
    else:
        press(page, "Control+a")
        page.keyboard.type(value)
    press(page, "Enter", "Escape")
    if page.evaluate("document.activeElement.name"):
        press(page, "Escape")
    saved(page)


def at(page, figure):
    """Go to a row, from doubt to doubt or row to row."""
    for _ in range(MOST):
        if page.evaluate("document.activeElement.dataset.id") == figure:
            return
        press(page, "j")
    raise AssertionError(f"{figure} is not reached")


def complete(page, desk, corrections):
    """Fill, correct, name and accept every row, from doubt to doubt."""
    for _ in range(MOST):
        press(page, "n")
        if page.evaluate("document.getElementById('status').textContent") == "no open row is left":
            return
        figure = page.evaluate("document.activeElement.dataset.id")
        row = desk.row(figure)
        wanted = {"measure": row["measure"] or "share of cargo", "theme": row["theme"] or "other", "actor": "Lindenau"}
        for column, value in (wanted | corrections.get(figure, {})).items():
            if row[column] != value:
                cell(page, column, value)
        for _ in range(4):
            if (
                "unknown" not in page.locator(".card.here").text_content()
                and not page.locator(".card.here [data-key=w]").count()
            ):
                break
            press(page, "w")
            page.locator("dialog[open] [data-digit='1']").wait_for()
            press(page, "1")
            saved(page, "the name is added")
        press(page, "a")
        saved(page)
    raise AssertionError("doubts are left")


def classed_and_added_again(page, desk, figure, printed, line):
    """Make a row no figure, and add its words as a figure, selected by keyboard in their line; return the new id."""
    at(page, figure)
    press(page, "x")
    page.locator("dialog[open] [data-digit='3']").wait_for()
    press(page, "3")
    saved(page)
    assert [row["class"] for row in desk.rows("numbers") if row["printed"] in printed] != []
    before = {row["figure"] for row in desk.rows()}
    press(page, "+")
    page.locator("dialog[open] textarea").wait_for()
    text = page.evaluate("document.querySelector('dialog textarea').value")
    assert str(line) == page.evaluate("document.querySelector('dialog input').value")
    start = text.index(printed)
    press(page, "Control+Home", *["ArrowRight"] * start, *["Shift+ArrowRight"] * len(printed), "Enter")
    saved(page)
    (new,) = {row["figure"] for row in desk.rows()} - before
    assert desk.row(new)["printed"] == printed
    return new


def published(folder, source, chromium):
    """Confirm and publish a document; return its page in a window, and its rows."""
    told = cited(folder, "confirm", source)
    assert "confirmed" in told
    cited(folder, "audit")
    catalogue = folder / "reports/catalogue.yml"
    catalogue.write_text(catalogue.read_text() + REPORT.format(source=source))
    cited(folder, "build")
    with (folder / f"data/figures/{source}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    page = chromium.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.set_default_timeout(20_000)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder / f"reports/{source}.html").as_uri())
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    return page, rows


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    cited(tmp_path, "init", folder)
    return folder


def walk(project, path, chromium):
    """Look at a document and draft it; return its desk and a window."""
    before = {file: file.read_bytes() for file in (project / "data").rglob("*") if file.is_file()}
    told = cited(project, "look", path)
    assert "figures" in told and (project / f".build/look/{path.stem}.html").is_file()
    assert {file: file.read_bytes() for file in (project / "data").rglob("*") if file.is_file()} == before
    cited(project, "draft", path)
    desk = Desk(project, chromium, path.stem)
    return desk, desk.window(viewport={"width": 1280, "height": 800})


MAKERS = {
    "harbour": lambda folder, _chromium: made_documents.html(folder),
    "fisheries": made_documents.pdf,
    "hospitals": lambda folder, _chromium: made_documents.docx(folder),
}
CATCH = {"measure": "catch", "unit": "tonnes", "theme": "other"}
CORRECTIONS = {
    "harbour": {
        "harbour-1": {"measure": "cargo handled"},
        "harbour-2": {"measure": "cargo handled"},
        "harbour-7": {"measure": "cost of a quay"},
        "harbour-8": {"measure": "cost of a quay", "repeats": "harbour-7"},
        "harbour-9": {"measure": "waiting time of ships"},
    },
    # One measure has one theme, also where the draft guesses another.
    "fisheries": {f"fisheries-{number}": CATCH for number in (1, 2, 10, 11)}
    | {"fisheries-8": {"measure": "share of fuel"}, "fisheries-3": {"measure": "growth of landings"}}
    # A row of the table says what the text has said before.
    | {"fisheries-10": CATCH | {"repeats": "fisheries-2"}},
    "hospitals": {
        "hospitals-4": {"measure": "share of the budget"},
        "hospitals-5": {"measure": "nurses", "unit": "nurses"},
        "hospitals-6": {"measure": "nurses", "unit": "nurses"},
        "hospitals-7": {"measure": "length of stay"},
    },
}


# The suite goes through one of them.
@pytest.mark.soak
@pytest.mark.parametrize("source", MAKERS if soaking() else ["harbour"])
def test_a_document_goes_from_look_to_page_by_keys_alone(source, project, chromium):
    desk, page = walk(project, MAKERS[source](project, chromium), chromium)
    try:
        drafted = [row["printed"] for row in desk.rows()]
        corrections = dict(CORRECTIONS[source])
        if source == "harbour":
            # Two amounts become one and two again.
            at(page, "harbour-7")
            press(page, "m")
            saved(page)
            assert len(desk.rows()) == len(drafted) - 1
            press(page, "u")
            saved(page, "undone")
        if source == "hospitals":
            new = classed_and_added_again(page, desk, "hospitals-7", "six days", 13)
            corrections[new] = {"measure": "length of stay", "unit": "days"}
        assert sorted(row["printed"] for row in desk.rows()) == sorted(drafted)
        complete(page, desk, corrections)
        if source == "hospitals":
            # Notes cite works: rows that a person writes, as the guide says.
            with (project / "data/works.csv").open("a") as file:
                file.writelines(f"hospitals-note-{note},hospitals,{note},,,,,,,,cites no work\n" for note in (1, 2))
        until(page, "document.getElementById('counted').textContent.includes('make confirm')")
        assert page.faults == []
    finally:
        desk.stop()
    page, rows = published(project, source, chromium)
    for row in rows:
        assert page.locator(f"[data-figure='{row['figure']}']").count(), row
    assert {row["actor"] for row in rows} == {"Lindenau"}
    wanted = {figure: cells["measure"] for figure, cells in corrections.items() if "measure" in cells}
    assert {row["figure"]: row["measure"] for row in rows if row["figure"] in wanted} == {
        figure: measure for figure, measure in wanted.items() if figure in {row["figure"] for row in rows}
    }
