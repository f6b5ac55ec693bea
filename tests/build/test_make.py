"""What is given to make reaches the commands as it was given; the environment changes only for a whole new one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, make

from cited import install

# Stands in for the command: it prints each argument, and what the environment has of them.
COMMAND = """#!/bin/sh
printf '[%s]' "$@"
"""
HOSTILE = [
    "report`touch X`.txt",
    'x"; touch X; "',
    "x'; touch X; '",
    "a$$(touch X)",
    "a$(touch X)",
    "a$(shell touch X)",
    "a${TEXT}",
    "a\ntouch X",
    "--help",
    "*",
]


@pytest.fixture
def bare(tmp_path) -> Path:
    """A folder with the Makefile, an environment as it leaves it, and a command that prints what it is given."""
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/cited").write_text(COMMAND)
    (tmp_path / ".venv/bin/cited").chmod(0o755)
    for name, mark in install.MARKS.items():
        (tmp_path / name).touch()
        (tmp_path / ".venv" / mark).touch()
    (tmp_path / ".venv" / install.PLACE).write_text(str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("target", "variable", "shown"),
    [
        ("draft", "TEXT", "[draft][--][{}]"),
        ("look", "TEXT", "[look][--][{}]"),
        ("confirm", "SOURCE", "[confirm][--][{}]"),
        ("diff", "SINCE", "[diff][--since={}]"),
        ("all", "JOBS", "[build][--jobs][{}]"),
        ("report", "donor", "[report][--out=][--][][donor={}]"),
    ],
)
def test_a_value_given_to_make_is_no_word_of_a_shell_or_of_make(bare, target, variable, shown, value):
    result = make(bare, target, f"{variable}={value}")
    assert (result.returncode, result.stdout) == (0, shown.format(value)), result.stderr
    assert not (bare / "X").exists()


@pytest.mark.parametrize("variable", ["CITED_TEXTS", "BIN", "CITED", "ARGS"])
@pytest.mark.parametrize("value", ["a$(shell touch X)", "a;touch X", "`touch X`"])
def test_no_variable_of_make_runs_what_it_is_given(bare, variable, value):
    assert make(bare, "lab", f"{variable}={value}").returncode == 0
    assert not (bare / "X").exists()


@pytest.mark.parametrize("name", ["a b", "a;touch X;", "a`touch X`", "first year"])
def test_a_name_that_no_variable_can_have_is_refused_before_anything_is_made(bare, name):
    result = make(bare, "report", "NOTEBOOK=aid", f"{name}=1")
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{name}=1: no variable and no parameter has such a name" in result.stderr
    assert not (bare / "X").exists()


@pytest.mark.parametrize("value", [value for value in HOSTILE if "\n" not in value])
def test_a_report_named_to_make_is_no_word_of_a_shell_or_of_make(bare, value):
    result = make(bare, f"reports/{value}.html", "JOBS=1")
    assert (result.returncode, result.stdout) == (0, f"[build][--jobs][1][--][reports/{value}.html]"), result.stderr
    assert not (bare / "X").exists()


def fake(bare: Path, monkeypatch, whole: bool = True) -> list[list[str]]:
    """Let the commands that make an environment do nothing but leave a program in it; return those that were run."""
    ran, really = [], install.ran

    def run(command, **options):
        if command[1] == "-c":
            # An environment is asked for its pins, which changes nothing.
            return really(command, **options)
        ran.append([str(word) for word in command])
        if command[1:3] == ["-m", "venv"]:
            (command[3] / "bin").mkdir(parents=True)
            (command[3] / "bin/tool").write_text(f"#!{command[3]}/bin/python\n")
        return whole or command[1:3] == ["-m", "venv"]

    monkeypatch.setattr(install, "ran", run)
    monkeypatch.chdir(bare)
    (bare / "data").mkdir()
    (bare / "data/datapackage.json").write_text("{}")
    return ran


def test_pins_that_are_written_again_as_they_were_install_nothing(bare, monkeypatch):
    ran = fake(bare, monkeypatch)
    (bare / install.PINS).write_text("# a comment decides nothing\n\n")
    assert install.main() == 0
    assert ran == []
    assert (bare / ".venv" / install.MARKS[install.PINS]).read_text().startswith("# a comment")


def test_new_pins_make_a_whole_environment_that_then_takes_the_place_of_the_old(bare, monkeypatch):
    ran = fake(bare, monkeypatch)
    (bare / install.PINS).write_text("one==1\n")
    assert install.main() == 0
    assert (bare / ".venv/bin/tool").read_text() == f"#!{bare}/.venv/bin/python\n"
    assert not (bare / ".venv/bin/cited").exists()
    assert [command[1:3] for command in ran] == [["-m", "venv"], ["-m", "pip"], ["-m", "pip"]]
    assert "--no-index" in ran[-1]
    assert sorted(path.name for path in bare.glob(".venv*")) == [".venv"]


def test_pins_that_cannot_be_installed_leave_the_environment_as_it_was(bare, monkeypatch, capsys):
    fake(bare, monkeypatch, whole=False)
    (bare / install.PINS).write_text("one==1\n")
    assert install.main() == 1
    assert "needs the network; .venv is as it was" in capsys.readouterr().err
    assert (bare / ".venv/bin/cited").read_text() == COMMAND
    assert sorted(path.name for path in bare.glob(".venv*")) == [".venv"]


def test_an_environment_that_was_whole_when_the_install_was_killed_takes_its_place(bare, monkeypatch):
    ran = fake(bare, monkeypatch)
    (bare / ".venv").rename(bare / ".venv.new")
    assert install.main() == 0
    assert (ran, (bare / ".venv/bin/cited").read_text()) == ([], COMMAND)


def test_an_environment_of_a_copied_checkout_is_made_anew(bare, monkeypatch):
    ran = fake(bare, monkeypatch)
    (bare / ".venv" / install.PLACE).write_text("/elsewhere")
    assert install.main() == 0
    assert len(ran) == 3


def test_a_changed_description_of_the_package_needs_no_network(bare, monkeypatch):
    ran = fake(bare, monkeypatch)
    (bare / install.PROJECT).write_text("[project]\n")
    assert install.main() == 0
    assert [command[3] for command in ran] == ["install"]
    assert "--no-index" in ran[0]


def test_an_environment_that_has_every_pin_is_taken_as_it_is(bare, monkeypatch):
    ran = fake(bare, monkeypatch)
    shutil.rmtree(bare / ".venv")
    (bare / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (bare / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    shutil.copy(REPOSITORY / install.PINS, bare)
    assert install.main() == 0
    assert ran == []


@pytest.mark.parametrize(
    "name", ['a"b', "a$(touch X)", "a`b`", "a{b}", "a\\b", "a:b", "a\nb", "a\x1b[31mb", b"a\xffb", "a'b"]
)
def test_a_checkout_in_a_path_that_programs_would_misread_is_refused_at_once(bare, name):
    path = bytes(bare.parent) + b"/" + (name if isinstance(name, bytes) else name.encode())
    shutil.copytree(bare, Path(path.decode(errors="surrogateescape")))
    checkout = Path(path.decode(errors="surrogateescape"))
    (checkout / "data").mkdir()
    (checkout / "data/datapackage.json").write_text("{}")
    shutil.copytree(REPOSITORY / "cited", checkout / "cited", ignore=shutil.ignore_patterns("__pycache__"))
    before = sorted(checkout.rglob("*"))
    result = subprocess.run(
        ["make", "--no-print-directory"], cwd=checkout, capture_output=True, check=False, timeout=120
    )
    said = result.stderr.decode()
    assert result.returncode == 2
    assert "the path of the project has the character" in said
    assert "\x1b" not in said
    assert [path for path in sorted(checkout.rglob("*")) if "__pycache__" not in path.parts] == before
