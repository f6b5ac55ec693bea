"""A new project, laid out by `cited init`: from the repository, and from the wheel alone."""

import contextlib
import csv
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from conftest import REPOSITORY

from cited import init, project
from cited.__main__ import main
from cited.ledger.rules import check


def run(command: list[object], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "CITED", "PYTHON"))}
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_new_project_keeps_every_rule_and_its_document_is_audited(tmp_path, monkeypatch, capsys):
    assert main(["init", str(tmp_path / "new")]) == 0
    monkeypatch.chdir(tmp_path / "new")
    assert check.faults() == []
    assert main(["audit"]) == 0
    assert "1 of 1 documents audited" in capsys.readouterr().out


def test_a_folder_under_git_and_the_working_directory_may_be_filled(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    assert (tmp_path / project.MARK).is_file()


@pytest.mark.parametrize("there", ["notes.txt", ".venv/pyvenv.cfg", "data/sources.csv"])
def test_a_folder_that_holds_anything_is_bad_input_and_stays_as_it_is(tmp_path, capsys, there):
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert "expected a new or an empty folder" in capsys.readouterr().err
    assert files(tmp_path) == [there]


def test_a_folder_that_cannot_be_filled_is_left_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(init, "_schema", lambda _root: (_ for _ in ()).throw(OSError("no space")))
    with pytest.raises(OSError, match="no space"):
        init.create(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_alone_lays_out_a_project_that_make_builds(tmp_path):
    # In a copy: building leaves folders behind.
    given = ["data/datapackage.json", "data/areas.csv"]
    for name in ("cited", *given, "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        copy = tmp_path / "repository" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy)(REPOSITORY / name, copy)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path]
    built = run(command, tmp_path / "repository")
    assert built.returncode == 0, built.stdout[-2000:]
    assert "is absent from the `packages` configuration" not in built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    tracked = subprocess.run(
        ["git", "ls-files", "cited"], cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=120
    )
    packed = zipfile.ZipFile(wheel)
    assert set(tracked.stdout.split()) - set(packed.namelist()) == set()
    with (REPOSITORY / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        documents = [value for row in csv.DictReader(file) for value in (row["source"], row["author"], row["title"])]
    given_away = "".join(packed.read(name).decode() for name in packed.namelist() if name.startswith("cited/init/"))
    assert [name for name in (*documents, "five") if name in given_away] == []
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env/bin/python"
    installed = run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], tmp_path)
    assert installed.returncode == 0, installed.stderr
    # What the package needs is taken from the environment of the tests: nothing is fetched.
    packages = sysconfig.get_path("purelib", vars={"base": tmp_path / "env"})
    Path(packages, "requirements.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    shown = run([tmp_path / "env/bin/cited", "--help"], tmp_path)
    assert (shown.returncode, "build every report" in shown.stdout) == (0, True), shown.stderr
    where = run([python, "-c", "import cited; print(cited.__file__)"], tmp_path).stdout
    assert Path(where.strip()).is_relative_to(tmp_path / "env")
    assert run([tmp_path / "env/bin/cited", "init", "new"], tmp_path).returncode == 0
    environment = {"PATH": "/usr/bin:/bin", "JUPYTER_PATH": f"{sys.prefix}/share/jupyter"}
    made = run(["make"], tmp_path / "new", **environment)
    assert made.returncode == 0, made.stdout + made.stderr
    page = (tmp_path / "new/reports/port.html").read_text(encoding="utf-8")
    assert all(f'data-figure="port-2024-{number}"' in page for number in (1, 2, 3))
    looked = run([tmp_path / "env/bin/cited", "look", "data/texts/port-2024.txt"], tmp_path / "new")
    assert (looked.returncode, looked.stderr) == (0, "")
    again = run(["make"], tmp_path / "new", **environment)
    assert again.stdout.startswith("Nothing changed")


@pytest.mark.parametrize("refused", [1, 5, 12])
def test_a_disk_that_refuses_a_file_leaves_the_folder_and_those_above_it_as_they_were(tmp_path, monkeypatch, refused):
    calls = []

    def refuse(_):
        calls.append(1)
        if len(calls) >= refused:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    monkeypatch.chdir(tmp_path)
    assert main(["init", "a/b"]) == 1
    assert list(tmp_path.iterdir()) == []
    (tmp_path / ".git").mkdir()
    assert main(["init", "."]) == 1
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


def test_what_a_killed_command_has_begun_is_no_hindrance(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / init.BEGUN / "data").mkdir(parents=True)
    assert main(["init", "."]) == 0
    assert not (tmp_path / init.BEGUN).exists()


@pytest.mark.parametrize(
    "given", ["", "/", "fifo", "fifo/new", "link", "nowhere", "nowhere/new", "full/mine/new", "x" * 300]
)
def test_what_is_no_folder_of_its_own_is_bad_input(tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("fifo")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").touch()
    (tmp_path / "link").symlink_to("full")
    (tmp_path / "nowhere").symlink_to("gone")
    with contextlib.ExitStack() as stack:
        if not given:
            stack.enter_context(pytest.raises(SystemExit, match="2"))
        assert main(["init", "--", given]) == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["fifo", "full", "link", "mine", "nowhere"]


def test_a_home_folder_that_no_shell_has_put_in_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["init", "--", "~/new"]) == 0
    assert (tmp_path / "new/data/sources.csv").is_file() and not (tmp_path / "~").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["NAEM=x"], "no variable NAEM; make help names"),
        (["notebook", "NAEM=x"], "no variable NAEM; make help names"),
        (["no-name=x"], "no variable no-name; make help names"),
    ],
)
def test_a_variable_that_no_target_of_a_new_project_takes_is_named(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "new"]) == 0
    made = run(["make", *words], tmp_path / "new")
    assert made.returncode == 2 and said in made.stderr and not (tmp_path / "new/reports/index.html").exists()


def test_a_report_named_to_make_is_no_word_of_a_shell(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "new"]) == 0
    made = run(["make", "reports/$(touch X)`touch Y`;touch Z.html"], tmp_path / "new", PATH="/usr/bin:/bin")
    assert "no such report" in made.stderr
    assert not [path for path in (tmp_path / "new").rglob("*") if path.name in "XYZ"]


def test_a_copy_of_a_project_says_which_engine_it_needs_and_is_built_by_one_that_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "new"]) == 0
    shutil.rmtree("new/.build")
    version = metadata.version("cited-figures")
    assert Path("new/requirements.txt").read_text(encoding="utf-8") == f"cited-figures=={version}\n"
    made = run(["make"], tmp_path / "new", PATH="/usr/bin:/bin")
    assert made.returncode == 2
    assert "cited: no such command; install the engine that requirements.txt names" in made.stderr
    assert run(["make", "help"], tmp_path / "new", PATH="/usr/bin:/bin").returncode == 0
    named = Path(sys.executable).parent / "cited"
    assert run(["make", "audit", f"CITED={named}"], tmp_path / "new", PATH="/usr/bin:/bin").returncode == 0
