"""What changed since the last edition: from git's memory of the data, as a page and as a feed."""

import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import CHECKS, OBSERVATIONS, SERIES, add_tables

from cited import history
from cited.ledger.store import editions, tables
from cited.manifest import Change, Edition
from cited.page.wording import changes_in_words
from cited.press.site import changes

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def no_variables_of_git(monkeypatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


def git(folder: Path, *words: str) -> str:
    run = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True, timeout=60)
    return run.stdout.strip()


def commit(project, day: str) -> None:
    """Commit all files of a project at noon of a day."""
    moment = f"{day}T12:00:00+0000"
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Data", "--date", moment]):
        environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_COMMITTER_DATE": moment, "HOME": str(project.root)}
        subprocess.run(["git", *words], cwd=project.root, check=True, env=environment, timeout=60)


def test_an_edition_is_a_day_s_last_commit_and_says_what_a_reader_sees_change(project):
    commit(project, "2021-01-01")
    project.change("data/figures/south-2021.csv", ",masks,aid", ",gloves,aid")
    commit(project, "2021-01-03")
    newest, first = editions.editions()
    assert (newest.day, newest.first, first.day, first.first) == ("2021-01-03", False, "2021-01-01", True)
    [change] = newest.changes
    assert (change.of, change.kind, change.column, change.old, change.new) == (
        "south-2021-1",
        "changed",
        "measure",
        "masks",
        "gloves",
    )


def test_an_edition_says_which_figures_are_compared_with_other_published_data(project):
    other = CHECKS.replace("south-2021-1,masks-nor", "south-2021-1,reserves-nor")
    for day, rows in (("2021-01-01", CHECKS[: CHECKS.index("south")]), ("2021-01-03", CHECKS), ("2021-01-04", other)):
        add_tables(project.root, series=SERIES, observations=OBSERVATIONS, checks=rows)
        commit(project, day)
    told = [[(one.of, one.kind, one.new) for one in edition.changes] for edition in editions.editions()[:2]]
    assert told == [
        [("south-2021-1", "compared", "compared with other published data")],
        [("south-2021-1", "compared", "comparison with published data added")],
    ]
    assert changes.summary(editions.editions()[0]) == "Comparisons changed for 1 figure."
    every = [
        Change(str(at), "x", "compared", became) for at, became in enumerate(("added", "added", "changed", "removed"))
    ]
    every += [Change("f", "x", "dropped"), Change("s", "x", "statistic", "value", "", "1 value removed")]
    assert changes.summary(Edition("2021-01-05", False, tuple(every))) == (
        "1 figure removed; comparisons added for 2 figures, changed for 1, removed for 1; published values changed in 1 series."
    )


def test_what_is_not_committed_is_of_no_edition(project):
    commit(project, "2021-01-01")
    project.change("data/figures/south-2021.csv", ",masks,aid", ",gloves,aid")
    assert [edition.changes for edition in editions.editions()] == [()]


def test_git_is_asked_again_only_when_it_has_another_commit(project, monkeypatch):
    commit(project, "2021-01-01")
    first = history.latest()
    assert first == git(project.root, "rev-parse", "HEAD")
    with monkeypatch.context() as patched:
        patched.setattr(history, "git", lambda *_: b"asked")
        assert history.latest() == first
        for torn in ("", "x\n", f"{first}\n", f"{first} {project.root}\nx\n", "\0"):
            (project.root / history.ASKED).write_text(torn, encoding="utf-8")
            assert history.latest() == "asked"
    themes = [",aid,", ",health,"]
    for day, words in (
        ("2021-01-02", ["pack-refs", "--all"]),
        ("2021-01-03", ["checkout", "-q", "--detach"]),
        ("2021-01-04", ["checkout", "-q", "-b", "other"]),
    ):
        project.change("data/figures/south-2021.csv", *themes)
        themes.reverse()
        commit(project, day)
        git(project.root, *words)
        assert history.latest() == git(project.root, "rev-parse", "HEAD")
    git(project.root, "reset", "-q", "--hard", first)
    assert history.latest() == first


def test_a_commit_of_something_else_is_no_new_state_of_the_data(project):
    commit(project, "2021-01-01")
    first = history.latest()
    (project.root / "other.txt").write_text("Other", encoding="utf-8")
    commit(project, "2021-01-02")
    assert (history.latest(), history.latest()) == (first, first)


def test_in_a_worktree_git_itself_is_asked(project, tmp_path, monkeypatch):
    commit(project, "2021-01-01")
    git(project.root, "worktree", "add", "-q", str(tmp_path / "second"))
    monkeypatch.setattr("cited.project.root", lambda: tmp_path / "second")
    assert history.latest() == git(project.root, "rev-parse", "HEAD")
    assert not (tmp_path / "second" / history.ASKED).exists()


def test_without_git_there_is_neither_page_nor_feed(project):
    assert editions.editions() == []
    assert changes.files([], [], {}) == {}


def test_the_feed_has_an_entry_for_each_edition_with_its_day_and_no_markup_of_the_data():
    made = Edition(
        "2021-01-03", False, (Change("a-1", "<b>5</b>", "added"), Change("s", "T", "statistic", new="2 values added"))
    )
    files = changes.files([made, Edition("2021-01-01", True)], [], {"title": "C", "author": "A"})
    feed = ElementTree.fromstring(files[changes.FEED])
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}updated").text for entry in entries] == ["2021-01-03T00:00:00Z", "2021-01-01T00:00:00Z"]
    assert "&lt;b&gt;5&lt;/b&gt;" in entries[0].find(f"{ATOM}content").text
    assert "1 figure added; published values changed in 1 series." in files[changes.PAGE].decode()
    assert "<b>5</b>" not in files[changes.PAGE].decode()
    assert files == changes.files([made, Edition("2021-01-01", True)], [], {"title": "C", "author": "A"})


def test_a_commit_alone_brings_a_new_edition_onto_the_page_of_changes(built):
    built.change("data/figures/south-2021.csv", ",masks,aid", ",gloves,aid")
    commit(built, "2021-01-01")
    assert built.cited("build").returncode == 0
    idle = built.cited("build")
    assert idle.stdout.startswith("Nothing changed")
    page = built.root / "reports/changes.html"
    assert 'Edition of <time datetime="2021-01-01">1 January 2021</time>' in page.read_text(encoding="utf-8")
    built.change("data/figures/south-2021.csv", ",gloves,aid", ",masks,aid")
    commit(built, "2021-01-03")
    assert built.cited("build").returncode == 0
    html = page.read_text(encoding="utf-8")
    assert "3 January 2021" in html
    assert "what is measured was gloves, now masks" in html


def test_an_entry_of_the_feed_keeps_its_id_when_more_is_committed_on_its_day_and_links_lead_to_the_site():
    whole = {"title": "C", "author": "A", "home": "https://example.org/c/"}

    def feed(*told: Change):
        return ElementTree.fromstring(changes.files([Edition("2021-01-03", False, told)], [], whole)[changes.FEED])

    first, second = feed(Change("a-1", "5", "added")), feed(Change("a-1", "5", "added"), Change("a-2", "6", "added"))
    assert first.findtext(f"{ATOM}entry/{ATOM}id") == second.findtext(f"{ATOM}entry/{ATOM}id")
    assert first.get("{http://www.w3.org/XML/1998/namespace}base") == "https://example.org/c/"


@pytest.mark.parametrize(
    ("column", "old", "new", "said"),
    [
        ("status", "plain", "doubtful", "now marked as probably wrong in the document"),
        ("period", "2006", "", "date was 2006, now not stated"),
        ("high", "12", "", "upper end was 12, now no limit"),
    ],
)
def test_a_change_is_told_in_a_reader_s_words(column, old, new, said):
    assert changes.sentence(Change("a-1", "five", "changed", column, old, new)) == said


def test_a_series_that_is_gone_is_called_as_it_was_called(project):
    add_tables(project.root, series=SERIES, observations=OBSERVATIONS, checks=CHECKS)
    commit(project, "2021-01-01")
    title = tables.rows("series")[0]["title"]
    for name in ("series", "observations", "checks"):
        (project.root / f"data/{name}.csv").write_text(
            (project.root / f"data/{name}.csv").read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"
        )
    commit(project, "2021-01-03")
    told = [(change.what, change.new) for change in editions.editions()[0].changes if change.kind == "statistic"]
    assert title in {what for what, _ in told}
    assert all(re.fullmatch(r"\d+ values? removed", said) for _, said in told)


def test_changes_of_periods_and_numbers_are_told_in_words():
    def made(column: str, old: str, new: str) -> Change:
        return Change("a-1", "five", "changed", column, old, new)

    [edition] = changes_in_words.in_words(
        [
            Edition(
                "2021-01-03",
                False,
                (
                    made("period", "2018-03-28/2018-05-07", ""),
                    made("low", "350000000000", "3.5"),
                    made("high", "", "all"),
                    made("unit", "2018", "2019"),
                ),
            )
        ]
    )
    assert [(change.old, change.new) for change in edition.changes] == [
        ("28 March – 7 May 2018", ""),
        ("350 billion", "3.5"),
        ("", "all"),
        ("2018", "2019"),
    ]
