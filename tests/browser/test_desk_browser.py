"""The desk in a browser, by keyboard alone: a draft is gone through, in two windows, beside an editor, and killed."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from desk_windows import SECONDS, Desk, environment, press, saved, until
from intake_project import build

from cited.press.site import browser

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
pytestmark = pytest.mark.skipif(not browser.path(), reason="no Chromium on this machine; install the package chromium")

TEXT = """# Trade note

Exports rose by 4.5 per cent to $12.4 billion in 2022; 1,200 buses and 300 trams were sold.
The forum has 17 countries, 13 of whom are members, see Article 5.
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    """A project with one draft, and the page of a look at its document."""
    folder = tmp_path_factory.mktemp("drafted") / "project"
    folder.mkdir()
    build(folder)
    (folder / "note.md").write_text(TEXT)
    for command in ("draft", "look"):
        run = [sys.executable, "-m", "cited", command, "note.md"]
        subprocess.run(run, cwd=folder, env=environment(), check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture
def desk(drafted, tmp_path, chromium):
    """A project with one draft, and its desk."""
    shutil.copytree(drafted, tmp_path / "project")
    made = Desk(tmp_path / "project", chromium)
    yield made
    made.stop()


def test_a_draft_is_gone_through_by_keyboard_alone(desk):
    page = desk.window(viewport={"width": 1280, "height": 800})
    # From doubt to doubt: the row, its mark in the text and back.
    press(page, "n", "n")
    assert page.locator("mark.here").text_content() == "$12.4 billion"
    assert page.evaluate("document.activeElement.dataset.id") == "note-2"
    # Guesses look otherwise than what was read.
    assert page.locator(".card.here .guessed span").first.text_content() == "measure"
    # Fill what is missing, cell by cell; each is saved as it is left.
    press(page, "e")
    page.locator(".card.here [name=measure]").press("Control+a")
    page.keyboard.type("exports of goods")
    press(page, "Enter", "Enter")
    page.keyboard.type("China")
    press(page, "Enter", "Escape")
    saved(page)
    assert desk.row("note-2") | {"measure": "exports of goods", "actor": "China"} == desk.row("note-2")
    # Accept, and be at the next doubt.
    press(page, "a")
    saved(page)
    assert desk.row("note-2")["draft"] == "accepted"
    assert page.evaluate("document.activeElement.dataset.id") == "note-3"
    # Merge two rows, split them again at the caret.
    press(page, "m")
    saved(page)
    assert [row["printed"] for row in desk.rows()][2] == "1,200 buses and 300 trams"
    press(page, "s", "Enter")
    until(page, "document.querySelectorAll('.card').length === 6")
    saved(page)
    assert [row["printed"] for row in desk.rows()][2:4] == ["1,200 buses", "300 trams"]
    # No figure but a label; then a figure again, by undo.
    press(page, "j", "j", "x")
    page.locator("dialog[open] [data-digit='3']").wait_for()
    press(page, "3")
    page.locator(".card.none").wait_for()
    saved(page)
    assert desk.rows("numbers")[0]["class"] == "label"
    press(page, "u")
    saved(page, "undone")
    assert desk.rows("numbers") == []
    # Add a span that no row has, selected by keyboard in its line.
    press(page, "j", "+")
    page.locator("dialog[open] textarea").wait_for()
    press(page, "Control+End", "ArrowLeft", "Shift+ArrowLeft", "Shift+Control+ArrowLeft", "Enter")
    until(page, "document.querySelectorAll('.card').length === 7")
    saved(page)
    # A rule calls it a label; the person's word counts.
    assert desk.rows()[-1]["printed"] == "Article 5"
    assert desk.rows("numbers")[0] | {"printed": "Article 5", "class": "figure"} == desk.rows("numbers")[0]
    assert page.faults == []


def test_what_confirm_needs_is_counted_until_nothing_is_needed(desk):
    page = desk.window()
    counted = page.locator("#counted")
    assert "6 without actor" in counted.text_content()
    press(page, "n")
    # Accepting a row leads to the next doubt.
    for figure in ("note-1", "note-2", "note-3", "note-4", "note-5", "note-6"):
        until(page, "id => document.activeElement.dataset.id === id", figure)
        press(page, "e")
        while (name := page.evaluate("document.activeElement.name")) in ("measure", "theme", "actor"):
            if name == "theme":
                press(page, "t", "r", "a", "d")
            elif not page.evaluate("document.activeElement.value"):
                page.keyboard.type({"measure": "exports", "actor": "China"}[name])
            press(page, "Enter")
        press(page, "Escape", "a")
        saved(page)
    until(page, "document.getElementById('counted').textContent.includes('make confirm')")
    ended = subprocess.run(
        [sys.executable, "-m", "cited", "confirm", "note"],
        cwd=desk.folder,
        env=desk.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert {row["actor"] for row in desk.rows()} == {"China"}


def test_two_windows_and_an_editor_lose_nothing_and_say_conflicts(desk):
    one, two = desk.window(), desk.window()
    for page in (one, two):
        press(page, "n", "e")
        page.locator(".card.here [name=measure]").wait_for()
    one.evaluate("document.querySelector('[name=actor]').focus()")
    one.keyboard.type("China")
    press(one, "Enter")
    saved(one)
    # The other window types another actor over what it has seen: the conflict is said, both are shown.
    two.evaluate("document.querySelector('[name=actor]').focus()")
    # Whether the window has already shown what the first one saved, or not yet.
    press(two, "Control+a")
    two.keyboard.type("Chile")
    two.evaluate("document.querySelector('[name=actor]').dataset.was = ''")
    press(two, "Enter")
    two.locator("dialog[open]").wait_for()
    assert "China" in two.locator("dialog").text_content() and "Chile" in two.locator("dialog").text_content()
    assert desk.row("note-1")["actor"] == "China"
    press(two, "Enter", " ")
    assert desk.row("note-1")["actor"] == "China"
    press(two, "Tab", "Tab", "Enter")
    saved(two)
    assert desk.row("note-1")["actor"] == "Chile"
    # An editor writes another cell: both windows show it, and keep on.
    path = desk.folder / "data/figures/note.csv"
    path.write_text(path.read_text().replace("$12.4 billion,1,", "$12.4 billion,1,earnings", 1))
    until(one, "document.getElementById('rows').textContent.includes('earnings')")
    # A file that an editor has broken is said, and not written over.
    broken = path.read_text() + "note-9,3\n"
    path.write_text(broken)
    until(one, "document.getElementById('status').textContent.includes('row 8')")
    assert path.read_text() == broken


def test_what_is_typed_while_another_window_saves_goes_nowhere_else(desk):
    one, two = desk.window(), desk.window()
    for page in (one, two):
        press(page, "n", "e")
        page.locator(".card.here [name=remark]").focus()
    before = desk.rows()
    two.keyboard.type("exports were ")
    one.keyboard.type("a text")
    press(one, "Enter")
    saved(one)
    until(two, "document.getElementById('status').textContent.includes('changed elsewhere')")
    two.keyboard.type("much as in the annual report")
    assert two.evaluate("document.querySelector('dialog').open") is False
    assert two.evaluate("document.activeElement.value") == "exports were much as in the annual report"
    press(two, "Enter")
    two.locator("dialog[open]").wait_for()
    assert "exports were much as in the annual report" in two.locator("dialog").text_content()
    assert desk.rows() == [row | {"remark": "a text"} if row["figure"] == "note-1" else row for row in before]


def test_what_is_typed_into_a_row_that_goes_is_shown_to_be_copied(desk):
    one, two = desk.window(), desk.window()
    press(two, "n", "e")
    two.locator(".card.here [name=remark]").focus()
    two.keyboard.type("as in the annual report")
    others = [row for row in desk.rows() if row["figure"] != "note-1"]
    press(one, "n", "x", "5")
    saved(one)
    two.locator("dialog[open]").wait_for()
    two.keyboard.type(" and more")
    assert two.locator("dialog textarea").input_value() == "as in the annual report"
    assert desk.rows() == others


def test_edits_survive_a_kill_and_the_page_says_that_the_desk_has_ended(desk):
    page = desk.window()
    for index in range(6):
        press(page, "n", "e")
        page.evaluate("document.querySelector('[name=remark]').focus()")
        page.keyboard.type(f"seen {index}")
        press(page, "Enter", "Escape")
        if index < 5:
            saved(page)
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait(SECONDS)
    until(page, "document.getElementById('status').textContent.includes('has ended')")
    found = desk.rows()
    assert len(found) == 6
    assert sum(row["remark"].startswith("seen") for row in found) >= 5
    desk.start()
    again = desk.window()
    until(again, "document.querySelectorAll('.card').length === 6")
    assert {path.suffix for path in (desk.folder / "data/figures").iterdir()} == {".csv"}


def test_the_desk_ends_by_itself_on_ctrl_c(desk):
    desk.window()
    desk.process.send_signal(signal.SIGINT)
    assert desk.process.wait(SECONDS) == 0


def test_the_desk_and_a_look_fit_their_window(desk):
    for width in (360, 1280):
        page = desk.window(viewport={"width": width, "height": 800})
        press(page, "n", "e")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto((desk.folder / ".build/look/note.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_a_reader_out_of_the_desk_and_of_a_look(desk, scheme):
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def violations(page):
        page.evaluate(axe)
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
        return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']][:3]}" for one in found]

    found = {}
    page = desk.window(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    found["rows"] = violations(page)
    press(page, "n", "e")
    page.locator(".card.here [name=measure]").wait_for()
    found["a row that is edited"] = violations(page)
    press(page, "Escape", "x")
    page.locator("dialog[open]").wait_for()
    found["a dialog"] = violations(page)
    page.goto((desk.folder / ".build/look/note.html").as_uri())
    found["look"] = violations(page)
    page.set_viewport_size({"width": 360, "height": 800})
    found["look, narrow"] = violations(page)
    assert found == {place: [] for place in found}
