"""The command: its table of contents, its statuses, and that make calls nothing else."""

import errno
import importlib
import os
import re
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

from cited import commands, folders, init, project
from cited.__main__ import main
from cited.commands import development
from cited.press.build import adhoc
from cited.project import InputError

MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", commands.every())
def test_every_command_has_a_function_a_make_target_and_a_help(name, capsys):
    module, function = commands.every()[name].function.split(":")
    assert callable(getattr(importlib.import_module(f"cited.commands.{module}"), function))
    assert name in ("build", "completion") or re.search(rf"^{name}:", MAKEFILE, flags=re.MULTILINE)
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert commands.every()[name].summary.split()[0].capitalize() in capsys.readouterr().out


def test_the_help_lists_every_command_below_its_group(capsys):
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    for title, group in commands.COMMANDS.items():
        assert f"\n{title}\n" in printed
        for command in group:
            assert re.search(rf"^  {command.name} +{command.summary}$", printed, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "arguments", [["pdf"], ["docx"], ["weigh"], ["publish", "site"], ["mail", "reports/port.html", "--to", "a.html"]]
)
def test_a_command_on_built_pages_asks_for_a_build_where_there_is_none(tmp_path, monkeypatch, capsys, arguments):
    init.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    assert main(arguments) == 2
    assert "built; run make first" in capsys.readouterr().err


@pytest.mark.parametrize("closed", ["data", "data/figures/port-2024.csv"])
def test_a_folder_or_file_that_may_not_be_read_is_bad_input_and_named(tmp_path, monkeypatch, capsys, closed):
    init.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    place, access = tmp_path / "new" / closed, os.access

    def refuse() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "new/data/figures/port-2024.csv"))

    # Root may read everything.
    monkeypatch.setattr(folders, "check", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: access(path, mode) and Path(path) != place)
    assert main(["check"]) == 2
    assert f"{place}: Permission denied; give yourself leave to read it" in capsys.readouterr().err


def test_who_reads_the_beginning_of_what_a_command_prints_is_told_of_no_fault(tmp_path, monkeypatch, capsys):
    init.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")

    def refuse() -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(folders, "check", refuse)
    with pytest.raises(BrokenPipeError):
        main(["check"])
    assert capsys.readouterr().err == ""


def test_a_folder_that_may_not_be_written_to_is_no_bad_input(tmp_path, monkeypatch, capsys):
    init.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")

    def refuse() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "new/.build/look/note.html"))

    monkeypatch.setattr(folders, "check", refuse)
    assert main(["check"]) == 1
    assert "note.html: Permission denied; give yourself leave to write there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "no command “biuld”; did you mean “build”?"),
        (["--jobs"], "no command “--jobs”"),
        ([], "expected a command"),
    ],
)
def test_a_command_line_without_a_known_command_is_bad_input(arguments, message, capsys):
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--cod"], "unrecognized arguments: --cod; did you mean “--code”?"),
        (["build", "--nofork", "reports/aid.html"], "did you mean “--no-fork”?"),
        (["report"], "the following arguments are required: NOTEBOOK\n"),
        (["draft"], "the following arguments are required: TEXT\n"),
        (["series", "--kind", ""], "choose from 'point', 'end of period', 'flow', 'average'"),
    ],
)
def test_an_option_that_is_unknown_or_shortened_and_an_argument_that_is_missing_are_named(arguments, message, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5"])
def test_a_number_of_jobs_below_one_is_bad_input(jobs, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["build", f"--jobs={jobs}"])
    assert ended.value.code == 2
    assert "expected how many reports run at once" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "status", "message"),
    [
        (project.InputError("a.csv, row 2: wrong"), 2, "a.csv, row 2: wrong\n1 problem in the input"),
        (PermissionError(13, "Permission denied", "a.csv"), 1, "a.csv: Permission denied; give yourself leave"),
        (KeyboardInterrupt(), 1, "Interrupted"),
    ],
)
def test_what_stops_a_command_becomes_a_message_and_a_status(raised, status, message, monkeypatch, capsys):
    def stop(_command, _options):
        raise raised

    monkeypatch.setattr(commands.Command, "run", stop)
    assert main(["check"]) == status
    assert message in capsys.readouterr().err


def test_make_calls_the_command_and_the_tools_of_developers_only():
    recipes = re.findall(r"^\t@?(\S+ \S+ \S*)", MAKEFILE, flags=re.MULTILINE)
    called = [recipe for recipe in recipes if recipe.startswith("$(BIN)")]
    tools = ("$(BIN)/ruff", "$(BIN)/python -m pytest", "$(BIN)/python -m pip", "$(BIN)/lint-imports", "$(BIN)/mypy")
    assert [recipe for recipe in called if not recipe.startswith(tools)] == []


def test_a_new_project_has_every_make_target_that_a_message_names():
    makefile = (REPOSITORY / "cited/init/new-project/Makefile").read_text()
    has = set(re.findall(r"^([a-z]+):.*##", makefile, flags=re.MULTILINE))
    code = "".join(path.read_text() for path in (REPOSITORY / "cited").rglob("*.py"))
    named = set(re.findall(r"make ([a-z]+) [A-Z]+=", code)) | set(re.findall(r"`make ([a-z]+)", code))
    # What only the repository has: its code, its benchmarks.
    assert named - has - {"advisories", "bench", "peers", "reference", "scripts"} == set()
    assert {"tie", "series", "review", "audit"} <= named and "help" in has


def test_the_code_of_a_project_without_any_and_tools_that_are_missing_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "root", lambda: tmp_path)
    (said,) = development.code_faults()
    assert "the project has no code to check" in said
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (said,) = development.code_faults()
    assert "not installed beside `cited`: lint-imports, mypy, ruff; they come with" in said


def test_a_folder_of_texts_that_is_none_is_named_and_costs_nothing(project, monkeypatch, capsys):
    (project.root / "a file.txt").write_text("")
    (project.root / "texts").mkdir()
    monkeypatch.setenv("CITED_TEXTS", os.pathsep.join(["a file.txt", "/nowhere/at all", "texts", ""]))
    assert main(["completion", "bash"]) == 0
    named = capsys.readouterr().err.splitlines()
    expected = "expected a folder with the documents' texts, separated from others by a colon. No text is read from it."
    assert named == [
        f"CITED_TEXTS: {project.root / 'a file.txt'} is a file; {expected}",
        f"CITED_TEXTS: /nowhere/at all is not there; {expected}",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", f"--out={'x' * 300}", "theme"],
        ["report", f"--out=folder/{'x' * 201}", "theme"],
        ["notebook", "x" * 300, "Why so long?"],
    ],
    ids=["page", "page in a folder", "notebook"],
)
def test_a_name_that_no_file_system_takes_is_refused_before_anything_is_made(project, arguments, capsys):
    before = sorted(project.root.rglob("*"))
    assert main(arguments) == 2
    assert "characters; expected at most 200" in capsys.readouterr().err
    assert sorted(project.root.rglob("*")) == before


def test_a_report_of_long_values_has_a_name_that_file_systems_take():
    names = {adhoc._name("theme", {"theme": "x" * 300, "first": first}) for first in ("1", "2")}
    assert len(names) == 2
    assert {len(name) for name in names} == {129}


@pytest.mark.parametrize(
    ("notebook", "given", "said"),
    [
        ("", {"NOTEBOK": "theme"}, "NOTEBOOK is missing; .*; NOTEBOK is not a variable; did you mean “NOTEBOOK”?"),
        ("theme", {"OUT": "x"}, "“OUT” is a variable of make; expected --out x"),
        ("theme", {"OUTT": "x"}, "“OUTT”: notebook theme declares theme, first; did you mean “OUT”?"),
        ("theme", {"thme": "aid"}, "“thme”: notebook theme declares theme, first; did you mean “theme”?"),
    ],
)
def test_a_misspelt_variable_of_a_report_is_answered_with_the_nearest(project, notebook, given, said):
    with pytest.raises(InputError, match=said.replace("?", r"\?")):
        adhoc.report(notebook, given)
