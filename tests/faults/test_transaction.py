"""What is written together in data/ stands whole or not at all: killed at every step, refused, edited meanwhile."""

import json
import os
import subprocess
import sys

import pytest
from conftest import REPOSITORY
from intake_project import enter

from cited import files, transaction
from cited.__main__ import main
from cited.intake import files as tables
from cited.intake.drafting import confirm, draft
from cited.ledger.rules import check

TEXT = "# Note\n\nThey sent 300 doctors and $12.4 million in 2022.\n"
# The calls by which a file takes its place: a process is killed before each of them in turn.
STEPS = ("replace", "fsync", "unlink", "mkdir")


@pytest.fixture
def drafted(tmp_path, monkeypatch):
    """A project with a draft that a person has filled."""
    enter(tmp_path, monkeypatch, TEXT)
    draft.draft(tmp_path / "note.md")
    path = tmp_path / "data/figures/note.csv"
    filled = [
        row | {"measure": "exports", "theme": "trade", "actor": "China", "unit": row["unit"] or "USD"}
        for row in tables.load(path).rows
    ]
    files.write(path, tables.table(list(filled[0]), filled))
    return tmp_path


def data(folder) -> dict[str, bytes]:
    found = sorted(path for path in (folder / "data").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def killed_at(step: int, command) -> bool:
    """Run a command in a child that dies before the `step`-th call that changes a folder; tell whether it died."""
    if child := os.fork():
        # Bounded: the child is killed, or ends by itself; and the test has a limit.
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    try:
        calls = 0

        def counted(original):
            def call(*given, **named):
                nonlocal calls
                calls += 1
                if calls == step:
                    os._exit(9)
                return original(*given, **named)

            return call

        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))
        command()
    finally:
        os._exit(0)


@pytest.mark.parametrize("name", ["draft", "confirm"])
def test_a_command_killed_at_any_step_is_done_or_undone_when_the_next_one_starts(drafted, tmp_path, name, capsys):
    commands = {"confirm": lambda: confirm.confirm("note"), "draft": lambda: draft.draft(tmp_path / "other.md")}
    (tmp_path / "other.md").write_text("They sent 17 lorries.\n")
    before, ended, step = data(drafted), set(), 0
    while killed_at(step := step + 1, commands[name]):
        transaction.recover()
        assert check.faults() == []
        after = data(drafted)
        ended.add(after == before)
        if after != before:
            confirmed = {row["source"] for row in tables.sources() if not row["draft"]}
            described = next(
                r for r in json.loads(after["data/datapackage.json"])["resources"] if r["name"] == "figures"
            )
            assert (confirmed == {"note"}) == (described["path"] == ["figures/note.csv"]) == (name == "confirm")
            for path in set(after) - set(before):
                (drafted / path).unlink()
            for path, content in before.items():
                (drafted / path).write_bytes(content)
    assert ended == {True, False}
    assert step > 10
    assert "it is finished now: data/sources.csv" in capsys.readouterr().err or name == "draft"


@pytest.mark.parametrize("refused", range(1, 5))
def test_a_disk_that_refuses_at_any_file_leaves_data_as_they_were(drafted, monkeypatch, capsys, refused):
    before, calls = data(drafted), []

    def refuse(file):
        calls.append(file)
        if len(calls) == refused:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert main(["confirm", "note"]) == 1
    assert "No space left on device; make room on the disk" in capsys.readouterr().err
    assert data(drafted) == before


def test_a_table_that_is_edited_while_a_draft_is_confirmed_stays_as_edited(drafted, monkeypatch, capsys):
    path, original = drafted / "data/sources.csv", check.faults_with
    edited = path.read_bytes().replace(b"note,Note,", b"note,My note,")
    assert edited != path.read_bytes()

    def meanwhile(changed):
        path.write_bytes(edited)
        return original(changed)

    with monkeypatch.context() as patched:
        patched.setattr(check, "faults_with", meanwhile)
        assert main(["confirm", "note"]) == 2
    assert "data/sources.csv: changed while this command ran; run the command again" in capsys.readouterr().err
    assert path.read_bytes() == edited
    assert main(["confirm", "note"]) == 0


def test_what_is_edited_after_a_kill_is_kept_and_named(drafted, capsys):
    assert killed_at(10**6, lambda: None) is False
    step = 0
    before = data(drafted)
    while not (drafted / transaction.JOURNAL).exists():
        for path, content in before.items():
            (drafted / path).write_bytes(content)
        assert killed_at(step := step + 1, lambda: confirm.confirm("note"))
    (drafted / "data/figures/note.csv").write_bytes(before["data/figures/note.csv"] + b"mine\n")
    transaction.recover()
    assert "data/figures/note.csv: edited since; your edit is kept" in capsys.readouterr().err
    assert (drafted / "data/figures/note.csv").read_bytes().endswith(b"mine\n")
    assert not list(drafted.rglob("*.part"))


@pytest.mark.parametrize(
    "journal",
    [
        "{",
        "[1]",
        '[{"path": "../outside", "part": "../outside", "before": "", "after": ""}]',
        '[{"path": "data/sources.csv", "part": "data/../../outside", "before": "", "after": ""}]',
        '[{"path": "data/sources.csv", "part": "data/sources.csv", "before": "", "after": ""}]',
    ],
)
def test_a_journal_that_somebody_else_wrote_is_refused_and_moves_nothing(drafted, capsys, journal):
    (drafted.parent / "outside").write_text("mine")
    (drafted / transaction.JOURNAL).write_text(journal)
    before = data(drafted)
    assert main(["check"]) == 2
    assert "not a journal that `cited` has written" in capsys.readouterr().err
    assert (data(drafted), (drafted.parent / "outside").read_text()) == (before, "mine")


def test_four_drafts_at_once_lose_no_row_of_the_sources(drafted):
    for number in range(4):
        (drafted / f"paper{number}.md").write_text(f"They sent {number + 3}00 doctors.\n")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "cited", "draft", f"paper{number}.md"],
            cwd=drafted,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    said = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    assert {row["source"] for row in tables.sources()} == {"note", *(f"paper{number}" for number in range(4))}


@pytest.mark.parametrize("command", [["draft", "note.md"], ["confirm", "note"]])
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text.replace("\n", ",surplus\n").replace(",surplus", "", 1), "“surplus”, beyond the last column"),
        (lambda text: text.rstrip("\n").rpartition(",")[0].rpartition(",")[0] + "\n", ": nothing; expected"),
        (lambda text: text.replace("\n", ",line\n", 1), "row 1: column `line` twice"),
        (lambda text: text.replace("plain", '"plain', 1), "quotes closed"),
        (lambda text: text.replace("plain", "x" * 200_000, 1), "no cell longer than 131,072 characters"),
    ],
)
def test_a_table_with_cells_that_a_rewriting_would_lose_is_bad_input(drafted, capsys, command, change, expected):
    path = drafted / "data/figures/note.csv"
    path.write_text(change(path.read_text()))
    before = data(drafted)
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "data/figures/note.csv, row " in said
    assert expected in said
    assert data(drafted) == before


def test_a_column_of_the_analysts_own_is_kept_by_drafting_and_not_dropped_by_confirming(drafted, capsys):
    path = drafted / "data/figures/note.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([f"{lines[0]},mine", *(f"{line},kept {n}" for n, line in enumerate(lines[1:]))]) + "\n")
    sources = drafted / "data/sources.csv"
    sources.write_text(sources.read_text().replace("\n", ",desk\n", 1).replace("draft\n", "draft,me\n"))
    (drafted / "other.md").write_text("They sent 17 lorries.\n")
    draft.draft(drafted / "note.md")
    draft.draft(drafted / "other.md")
    assert [row["mine"] for row in tables.rows("figures", "note")] == ["kept 0", "kept 1"]
    assert [row["desk"] for row in tables.sources()] == ["me", ""]
    before = data(drafted)
    assert main(["confirm", "note"]) == 2
    assert "row 1: “mine”, a column of your own" in capsys.readouterr().err
    assert data(drafted) == before
