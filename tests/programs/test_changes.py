"""What changed since a commit, in a small repository."""

import csv
import shutil
import subprocess

import pytest

from cited import project as cited_project
from cited.commands import changes


@pytest.fixture
def committed(checked):
    """A project with statistics and checks, committed once."""
    who = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "First"]):
        subprocess.run(["git", *words], cwd=checked.root, check=True, capture_output=True, timeout=120)
    return checked


def test_nothing_changed_is_said_and_is_success(committed):
    result = committed.cited("diff")
    assert result.returncode == 0
    assert "Nothing changed in figures, statistics and verdicts since " in result.stdout


def test_without_a_repository_or_a_commit_it_is_said_what_is_missing(checked):
    shutil.rmtree(checked.root / ".git", ignore_errors=True)
    assert "in no repository of git; `make diff` compares" in checked.cited("diff").stderr
    subprocess.run(["git", "init", "-q"], cwd=checked.root, check=True, capture_output=True, timeout=120)
    assert "the repository has no commit yet" in checked.cited("diff").stderr


def test_an_uncommitted_change_shows_old_and_new_and_what_becomes_of_the_verdict(committed):
    committed.change("data/figures/north-2020.csv", "almost $4 billion,1", "almost $9 billion,1")
    committed.change("data/figures/north-2020.csv", "4000000000,4000000000", "9000000000,9000000000")
    _, found = changes.since()
    said = {(change.kind, change.column): (change.old, change.new) for change in found if change.of == "north-2020-1"}
    assert said["words", "printed"] == ("almost $4 billion", "almost $9 billion")
    assert said["value", "low"] == ("4000000000", "9000000000")
    assert said["verdict", "verdict"] == ("agrees", "differs")


def test_added_and_dropped_figures_and_observations_are_named_in_a_page_and_a_table(committed):
    committed.change("data/figures/south-2021.csv", "south-2021-2,9,", "south-2021-3,9,")
    committed.change("data/observations.csv", "masks-nor,2020-03,", "masks-nor,2020-04,")
    committed.change("data/checks.csv", "2020-03", "2020-04")
    short, found = changes.since("HEAD")
    table, page = changes.write(short, found)
    rows = list(csv.reader(table.open(encoding="utf-8")))
    assert ["south-2021-2", "dropped", "", "63, 928", ""] in rows
    assert ["south-2021-3", "added", "", "", "63, 928"] in rows
    assert "<td>masks-nor@2020-04</td><td>added</td>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("commit", ["nowhere", "", "--all", "HEAD:data"])
def test_an_unknown_commit_is_bad_input(committed, commit):
    with pytest.raises(cited_project.InputError, match="expected a commit"):
        changes.since(commit)


def test_without_git_the_command_says_so(committed, monkeypatch):
    monkeypatch.setenv("PATH", str(committed.root))
    assert shutil.which("git") is None
    with pytest.raises(cited_project.InputError, match="git is not there"):
        changes.since()


def test_data_that_no_rule_can_read_are_named_and_no_traceback(committed):
    committed.change("data/figures/north-2020.csv", "4000000000,4000000000", ",")
    result = committed.cited("diff")
    assert result.returncode == 2
    assert "data/figures/north-2020.csv, row 2, column `low`" in result.stderr


def test_a_tie_to_a_value_that_is_not_held_is_named_as_check_names_it(committed):
    committed.change("data/checks.csv", "reserves-nor,2014-12", "reserves-nor,2031-12")
    result = committed.cited("diff")
    assert result.returncode == 2
    assert "data/checks.csv, row 2, column `period`: “2031-12”; expected a period of reserves-nor" in result.stderr
    assert "KeyError" not in result.stderr


def test_a_commit_with_a_link_to_elsewhere_is_compared_without_it(committed):
    link = committed.root / "data/elsewhere"
    link.symlink_to("/etc/passwd")
    for words in (["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "Link"]):
        subprocess.run(["git", *words], cwd=committed.root, check=True, timeout=120)
    link.unlink()
    result = committed.cited("diff")
    assert (result.returncode, "Nothing changed in figures" in result.stdout) == (0, True), result.stderr
