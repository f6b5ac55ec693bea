"""The command: its table of contents, its statuses, and that make calls nothing else."""

import errno
import importlib
import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import REPOSITORY, each_case, notebook

from cited import commands, folders, init, install, project
from cited.__main__ import main
from cited.commands import completion, development
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


def test_a_page_that_no_report_makes_is_not_called_another_where_nothing_is_built(tmp_path, monkeypatch, capsys):
    init.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    assert main(["mail", "reports/figure/port-2024-1.html", "--to", "a.html"]) == 2
    assert "PAGE: “reports/figure/port-2024-1.html”: not built; run make first" in capsys.readouterr().err


def test_verdicts_are_approved_in_a_file_beside_the_data(tmp_path, monkeypatch, capsys):
    init.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    before = set(Path().iterdir())
    assert main(["approve"]) == 0
    assert set(Path().iterdir()) - before == {Path("approved-verdicts.csv"), Path("approved-rows.csv")}
    assert capsys.readouterr().out.endswith("Approved, in approved-verdicts.csv and approved-rows.csv: look at each.\n")
    assert main(["check"]) == 0
    themes = Path("data/themes.csv")
    with themes.open("a", encoding="utf-8") as file:
        file.write("other,quay*,\n")
    assert main(["check"]) == 0
    assert "nobody has approved yet, which `make approve` does: 1 of data/themes.csv\n" in capsys.readouterr().out
    themes.write_text(themes.read_text(encoding="utf-8").replace("ship*", "vessel*"), encoding="utf-8")
    assert main(["check"]) == 2
    assert "data/themes.csv, row 2, column `words`: “cargo*; freight*; tonne*; vessel*" in capsys.readouterr().err


def _changed(file: str, old: str, new: str) -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def _approved(tmp_path, monkeypatch, capsys) -> None:
    """The working directory is a new project whose rows are approved."""
    init.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    assert main(["approve"]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("_approved")
def test_nothing_is_approved_while_the_data_break_a_rule(capsys):
    before = Path("approved-rows.csv").read_bytes()
    _changed("data/themes.csv", "ship*", "vessel*")
    _changed("data/figures/port-2024.csv", "4200000,4200000", "4300000,4300000")
    assert main(["approve"]) == 2
    assert "data/figures/port-2024.csv, row 2, column `" in capsys.readouterr().err
    assert Path("approved-rows.csv").read_bytes() == before


@pytest.mark.usefixtures("_approved")
def test_a_named_row_is_approved_and_the_others_stay_to_be_looked_at(capsys):
    _changed("data/themes.csv", "ship*", "vessel*")
    _changed("data/synonyms.csv", "freight; goods", "freight; wares")
    _changed("data/observations.csv", "table 4,high", "table 5,high")
    with Path("data/themes.csv").open("a", encoding="utf-8") as file:
        file.write("other,quay*,\n")
    assert main(["approve", "cargo", "port-employees-xln"]) == 0
    said = capsys.readouterr().out
    assert [said.count(word) for word in ("vessel", "wares", "table 5", "other")] == [1, 1, 2, 0]
    assert main(["check"]) == 0
    assert "approved yet, which `make approve` does: 1 of data/themes.csv\n" in capsys.readouterr().out


@pytest.mark.usefixtures("_approved")
def test_a_row_that_is_gone_is_asked_for_until_it_is_named(capsys):
    _changed("data/synonyms.csv", "cargo,freight; goods\n", "")
    _changed("data/themes.csv", "ship*", "vessel*")
    assert main(["approve", "employment"]) == 0
    assert "No verdict and no cell" in capsys.readouterr().out
    assert main(["check"]) == 2
    assert "data/synonyms.csv: “cargo”; expected this row, which was approved" in capsys.readouterr().err
    assert main(["approve", "cargo"]) == 0
    assert main(["check"]) == 0


@pytest.mark.usefixtures("_approved")
def test_the_verdict_of_a_named_figure_alone_is_approved(capsys):
    _changed("data/observations.csv", "2023-12,1348", "2023-12,1448")
    assert main(["approve", "port-2024-1"]) == 0
    assert "No verdict and no cell" in capsys.readouterr().out
    assert main(["approve", "port-2024-3", "port-employees-xln 2023-12"]) == 0
    assert "port-2024-3 “1,350 persons”, because of: " in capsys.readouterr().out
    assert main(["check"]) == 0


@pytest.mark.usefixtures("_approved")
def test_a_row_that_is_in_no_table_cannot_be_approved(capsys):
    assert main(["approve", "emploiment"]) == 2
    assert "ROWS: no row “emploiment” in any table; did you mean “employment”?" in capsys.readouterr().err


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


@each_case("makefile", ["Makefile", "cited/init/new-project/Makefile"])
def test_make_calls_the_command_of_each_target_and_nothing_else_but_what_makes_the_environment(makefile):
    text = (REPOSITORY / makefile).read_text(encoding="utf-8")
    recipes = dict(re.findall(r"^([a-z]+):[^\n]*\n((?:\t.*\n)+)", text, flags=re.MULTILINE))
    for target in ("environment", "help"):
        recipes.pop(target, None)
    named = {target: "build" if target == "all" else target for target in recipes}
    called = re.compile(r'\t@(?:set -f; )?(?:\$\(CITED\)|"\$\(CITED\)"|"\$\$PYTHON" -m cited) ([a-z]+)\b.*\n')
    assert {target: called.fullmatch(recipe)[1] for target, recipe in recipes.items()} == named
    assert len(named) > 20


def test_a_new_project_has_every_make_target_that_a_message_names():
    makefile = (REPOSITORY / "cited/init/new-project/Makefile").read_text()
    has = set(re.findall(r"^([a-z]+):.*##", makefile, flags=re.MULTILINE))
    code = "".join(path.read_text() for path in (REPOSITORY / "cited").rglob("*.py"))
    named = set(re.findall(r"make ([a-z]+) [A-Z]+=", code)) | set(re.findall(r"`make ([a-z]+)", code))
    # What only the repository has: its code, its benchmarks.
    assert named - has - {"advisories", "bench", "peers", "pins", "reference", "scripts", "soak", "test"} == set()
    assert {"tie", "series", "review", "audit"} <= named and "help" in has


def test_the_code_of_a_project_without_any_and_tools_that_are_missing_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "root", lambda: tmp_path)
    (said,) = development.code_faults()
    assert "the project has no code of its own" in said
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


def test_a_text_that_may_not_be_read_is_named_and_not_taken_for_one_that_is_not_here(project, monkeypatch):
    monkeypatch.delenv("CITED_TEXTS", raising=False)
    for name in ("a.txt", "b.txt"):
        project.write(f"data/texts/{name}", "words")
    # Root reads everything.
    monkeypatch.setattr(folders.project.os, "access", lambda path, _: not str(path).endswith("a.txt"))
    assert folders.project.text_faults() == [
        f"{project.root / 'data/texts/a.txt'}: may not be read, so it counts as a text that is not here (chmod u+r)."
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


def test_a_notebook_without_parameters_is_said_to_declare_none(project):
    project.write("notebooks/plain.ipynb", notebook([("markdown", "# What is it?")]))
    with pytest.raises(InputError, match="notebook plain declares none"):
        adhoc.report("plain", {"theme": "aid"})


@each_case(
    ("kind", "text", "value"),
    [
        ("list[int]", "2014, 2015,", [2014, 2015]),
        ("list[str]", "aid, ,trade", ["aid", "trade"]),
        ("list[str]", '["aid, and more"]', ["aid, and more"]),
        ("bool", " Yes", True),
        ("float", "1.5", 1.5),
        ("str", "2014", "2014"),
    ],
)
def test_a_value_on_the_command_line_is_read_by_the_type_of_its_parameter(kind, text, value):
    read = adhoc.value(SimpleNamespace(type=kind, default=None), text)
    assert (type(read), read) == (type(value), value)


def words(*typed: str) -> list[str]:
    return [word for word, _ in completion.words(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["tie", "north-2020-"], ["north-2020-1", "north-2020-2", "north-2020-3"]),
        (["tie", "--choice", "res"], ["reserves-nor"]),
        (["tie", "--definition", "o"], ["other"]),
        (["tie", "--definition", "other", "south-2021-2"], ["south-2021-2"]),
        (["tie", "south-2021-1", ""], []),
        (["series", "--publisher", "Customs"], ["Customs of Norland"]),
        (["series", "--area=N"], ["--area=NOR"]),
        (["series", "--area", "N"], ["NOR"]),
        (["series", "download.csv", ""], []),
        (["build", "reports/theme/"], ["reports/theme/trade.html", "reports/theme/aid.html"]),
        (["build", "reports/theme/aid.html", "reports/res"], ["reports/reserves.html"]),
        (["mail", "reports/r"], ["reports/reserves.html"]),
        (["report", ""], ["theme"]),
        (["report", "theme", ""], ["theme=", "first="]),
        (["report", "--", "theme", "theme=a"], ["theme=aid"]),
        (["report", "theme", "first=2"], []),
        (["review", ""], ["draft-2022"]),
        (["review", "--port", ""], []),
        (["diff", "--since", "HE"], ["HEAD"]),
        (["diff", "--s"], ["--since"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["weigh", ""], []),
        (["no-command", ""], []),
        (["con"], ["confirm"]),
    ],
    ids=" ".join,
)
def test_what_is_typed_is_completed_by_the_project_s_own_words(checked, typed, expected):
    with (checked.root / "data/sources.csv").open("a", encoding="utf-8") as sources:
        sources.write(f"draft-2022,Draft 2022,D. Draft,New,unknown,2022,essay,en,unknown,{'c' * 64},9,,,yes\n")
    assert words(*typed) == expected


def test_a_word_that_bash_has_split_is_completed_from_the_sign_on(project, capsys):
    main(["--complete", "report", "theme", "theme", "=", "t"])
    assert capsys.readouterr().out == "trade\ttrade\n"


def test_nothing_completes_outside_a_project_or_where_the_catalogue_is_damaged(project, tmp_path, monkeypatch, capsys):
    project.write("reports/catalogue.yml", "reports: 1")
    assert main(["--complete", "build", ""]) == 0
    monkeypatch.chdir(tmp_path)
    assert main(["--complete", "tie", ""]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_parts_of_the_bench_complete_where_there_is_one(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    assert words("bench", "gram") == ["grammar"]


@pytest.mark.parametrize("command", [["test"], ["soak"], ["pins"], ["scripts"], ["peers"], ["bench"]], ids=" ".join)
def test_a_command_on_the_repository_s_own_code_says_where_that_is_not_there(project, command, capsys):
    assert main(command) == 2
    assert "of the repository, not of the package" in capsys.readouterr().err


def test_cleaning_removes_what_builds_made_and_nothing_else(project):
    project.write("reports/reserves.html", "")
    project.write("reports/figure/north-2020-1.html", "")
    project.write(".build/plan.json", "{}")
    project.write(".build/command", "/usr/bin/cited")
    kept = {path for path in project.root.rglob("*") if path.is_file()} - {
        project.root / "reports/reserves.html",
        project.root / "reports/figure/north-2020-1.html",
        project.root / ".build/plan.json",
    }
    assert main(["clean"]) == 0
    assert {path for path in project.root.rglob("*") if path.is_file()} == kept
    assert not (project.root / "reports/figure").exists()


def test_pins_are_resolved_below_the_comments_that_stood_there(project, monkeypatch):
    project.write("requirements.txt", "# Pinned.\nold==1\n")
    assert main(["pins"]) == 2  # a project that only has pins
    project.write("pyproject.toml", "")

    def run(command, **_options) -> bool:
        if "compile" in command:
            Path(command[-1]).write_text("new==2\n", encoding="utf-8")
        return True

    monkeypatch.setattr(install, "ran", run)
    (project.root / ".build").mkdir()
    assert main(["pins"]) == 0
    assert (project.root / "requirements.txt").read_text(encoding="utf-8") == "# Pinned.\nnew==2\n"
    monkeypatch.setattr(install, "ran", lambda _command, **_options: False)
    assert main(["pins"]) == 1
    assert (project.root / "requirements.txt").read_text(encoding="utf-8") == "# Pinned.\nnew==2\n"


@pytest.mark.parametrize("package", ["", '{"name": "walks", "resources": [{"name": "steps", "path": "steps.csv"}]}'])
@pytest.mark.parametrize(
    "arguments",
    ["diff", "series a.csv", "tie a-1", "approve", "look a.txt", "draft a.txt", "review a", "confirm a", "audit"],
)
def test_a_command_on_a_ledger_says_where_there_is_none(tmp_path, monkeypatch, capsys, arguments, package):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/catalogue.yml").write_text("reports: []", encoding="utf-8")
    if package:
        (tmp_path / "data").mkdir()
        (tmp_path / "data/datapackage.json").write_text(package, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(arguments.split()) == 2
    assert (
        "this project has notebooks and a catalogue only, and no ledger; `cited init FOLDER`" in capsys.readouterr().err
    )


@pytest.mark.parametrize("command", ["advisories", "licences"])
def test_a_command_on_the_pins_says_where_there_are_none(project, command, capsys):
    assert main([command]) == 2
    assert "requirements.txt: no such file; expected the pins" in capsys.readouterr().err


@pytest.mark.parametrize("part", ["9/5", "0/5", "1/21", "x"])
def test_a_part_of_the_soak_that_is_none_is_refused_before_anything_runs(monkeypatch, capsys, part):
    monkeypatch.chdir(REPOSITORY)
    assert main(["soak", "--part", part]) == 2
    assert f"PART: “{part}”; expected a fraction from 1/1 to 20/20" in capsys.readouterr().err
