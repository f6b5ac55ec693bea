"""Merging of notebooks and of the catalogue: what two people wrote is kept, or the conflict is said."""

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from cited import merging
from cited.merging import cells, driver, entries
from cited.merging.threeway import Sides

REPOSITORY = Path(__file__).parents[2]
FIRST = [("a", "# Q?"), ("b", "x = 1"), ("c", "y = 2\nz = 3"), ("d", "End")]
EDITS = {
    "nothing": FIRST,
    "one": [*FIRST[:2], ("n", "mine()"), *FIRST[2:]],
    "two": [*FIRST[:2], ("m", "table(x)"), ("o", "why"), *FIRST[2:]],
    "first": [("p", "before"), *FIRST],
    "last": [*FIRST, ("q", "after")],
    "changed": [*FIRST[:1], ("b", "x = 7"), *FIRST[2:]],
    "other": [*FIRST[:1], ("b", "x = 8"), *FIRST[2:]],
    "moved": [FIRST[0], FIRST[2], FIRST[1], FIRST[3]],
    "turned": FIRST[::-1],
    "removed": [FIRST[0], *FIRST[2:]],
    "nearly gone": [("d", "End"), ("r", "all new")],
}


def notebook(content: list[tuple[str, str]], ids: bool = True) -> str:
    made = [
        {"cell_type": "code", "id": name, "metadata": {}, "outputs": [], "execution_count": None, "source": [source]}
        for name, source in content
    ]
    for cell in made if not ids else ():
        del cell["id"]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def sources(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


@pytest.mark.parametrize("ids", [True, False])
def test_what_either_side_wrote_is_kept_and_a_conflict_is_said(ids):
    for (ours, mine), (theirs, other) in itertools.product(EDITS.items(), repeat=2):
        made, clean = cells.merged(Sides(*(notebook(one, ids) for one in (FIRST, mine, other))))
        kept = "\n".join(sources(made))
        written = {source for _, source in [*mine, *other]} - set(dict(FIRST).values())
        assert all(source in kept for source in written), (ours, theirs)
        assert clean or ours != theirs
        assert not clean or "<<<<<<<" not in kept
        if "nothing" in (ours, theirs):
            changed = other if ours == "nothing" else mine
            assert (clean, sources(made)) == (True, [source for _, source in changed])


def test_cells_that_two_people_put_at_one_place_stand_one_after_the_other():
    made, clean = cells.merged(Sides(*(notebook(EDITS[name]) for name in ("nothing", "one", "two"))))
    assert (clean, sources(made)) == (True, ["# Q?", "x = 1", "mine()", "table(x)", "why", "y = 2\nz = 3", "End"])


@pytest.mark.parametrize(
    ("ours", "theirs", "between"),
    [
        ("changed", "other", "<<<<<<< ours\nx = 7\n=======\nx = 8\n>>>>>>> theirs"),
        ("changed", "removed", "<<<<<<< ours\nx = 7\n=======\n>>>>>>> theirs"),
        ("removed", "changed", "<<<<<<< ours\n=======\nx = 7\n>>>>>>> theirs"),
    ],
)
def test_what_both_changed_stands_in_its_cell_between_markers(ours, theirs, between):
    made, clean = cells.merged(Sides(*(notebook(EDITS[name]) for name in ("nothing", ours, theirs))))
    assert (clean, sources(made)[1]) == (False, between)


def test_settings_are_merged_by_name_and_tags_are_joined():
    base = {"tags": ["a", "b"], "kept": 1, "one": 1}
    ours, theirs = {"tags": ["a", "b", "mine"], "kept": 1, "one": 2}, {"tags": ["b", "theirs"], "kept": 2}
    assert cells.values(base, ours, theirs) == ({"tags": ["b", "mine", "theirs"], "kept": 2, "one": 2}, False)


HEAD = "# Comment\npages:\n  - path: api\n    file: docs/api.md\n\nreports:\n  - path: one\n    notebook: one\n"
MINE = "\n  - path: mine\n    notebook: x\n    title: T\n"
THEIRS = "\n  # Of them.\n  - path: theirs\n    notebook: x\n    title: T\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (HEAD + MINE, HEAD + THEIRS, (HEAD + MINE + THEIRS, True)),
        (
            HEAD + MINE,
            HEAD.replace("notebook: one", "notebook: two"),
            (HEAD.replace("notebook: one", "notebook: two") + MINE, True),
        ),
        (HEAD.replace("# Comment", "# Mine"), HEAD + THEIRS, (HEAD.replace("# Comment", "# Mine") + THEIRS, True)),
        (HEAD, HEAD + THEIRS, (HEAD + THEIRS, True)),
    ],
)
def test_two_reports_added_to_the_catalogue_both_stand_in_it(ours, theirs, expected):
    assert entries.merged(Sides(HEAD, ours, theirs)) == expected


def test_one_entry_changed_by_both_is_a_conflict():
    made, clean = entries.merged(
        Sides(HEAD, *(HEAD.replace("notebook: one", f"notebook: {name}") for name in ("two", "three")))
    )
    assert not clean and "<<<<<<< ours\n    notebook: two\n=======\n    notebook: three\n>>>>>>> theirs\n" in made


def test_what_is_no_notebook_is_merged_as_text_and_says_so(tmp_path, capsys):
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, ("a\n", "b\n", "c\n"), strict=True):
        path.write_text(text)
    assert driver.main(["notebook", *map(str, paths), "7", "x.ipynb"]) == 1
    assert paths[1].read_text() == "<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n"
    assert "x.ipynb: merged as plain text" in capsys.readouterr().err


def test_git_merges_two_insertions_at_one_place_and_two_new_reports(tmp_path):
    def git(*words: str) -> subprocess.CompletedProcess:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run(["git", *identity, *words], cwd=tmp_path, capture_output=True, text=True, timeout=120)

    def commit(branch: str, cells: str, catalogue: str) -> None:
        git("checkout", "-q", "-B", branch, *(["main"] if branch != "main" else []))
        (tmp_path / "x.ipynb").write_text(cells)
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports/catalogue.yml").write_text(catalogue)
        git("add", ".")
        git("commit", "-q", "-m", branch)

    git("init", "-q", "-b", "main")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / ".git/info/exclude").write_text(".venv\n")
    (tmp_path / ".gitattributes").write_bytes((REPOSITORY / ".gitattributes").read_bytes())
    assert merging.configure(tmp_path)
    commit("main", notebook(FIRST), HEAD)
    commit("theirs", notebook(EDITS["two"]), HEAD + THEIRS)
    commit("ours", notebook(EDITS["one"]), HEAD + MINE)
    run = git("merge", "-q", "theirs", "-m", "both")
    assert run.returncode == 0, run.stdout + run.stderr
    assert sources((tmp_path / "x.ipynb").read_text())[2:5] == ["mine()", "table(x)", "why"]
    assert (tmp_path / "reports/catalogue.yml").read_text() == HEAD + MINE + THEIRS
