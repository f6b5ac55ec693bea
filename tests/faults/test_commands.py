"""Every command that writes: interrupted, refused by the disk, killed, a link in the way, a hostile name given to it."""

import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

import pytest
from conftest import REPOSITORY, Project
from kills import numbers

from cited import commands, files, private, project, transaction
from cited.__main__ import command, main
from cited.intake import files as tables
from cited.intake.drafting import confirm, draft
from cited.ledger.rules import check
from cited.press.site import browser

TEXT = "# Note\n\nThey sent 300 doctors and $12.4 million in 2022.\n"
# What each command that writes is given, in a project with a drafted document, and the least that it writes.
WRITING = {
    "draft": (["draft", "other.md"], "data/sources.csv"),
    "confirm": (["confirm", "note"], "data/sources.csv"),
    "audit": (["audit"], "data/audit.json"),
    "tidy": (["tidy"], "notebooks/theme.ipynb"),
    "look": (["look", "other.md"], ".build/look"),
    "review": (["review", "note", "--page-only"], ".build/review"),
    "diff": (["diff"], ".build/changes.csv"),
    "series": (["series", "--area=SWE", "cases.csv"], "data/series.csv"),
    "tie": (["tie", "--choice=held-of-the-disease-swe@2020-03-24", "south-2021-2"], "data/checks.csv"),
    "approve": (["approve"], "approved-verdicts.csv"),
    "notebook": (["notebook", "aid-sent", "Who sent aid?"], "reports/catalogue.yml"),
    "init": (["init", "new/one"], "new/one/data/datapackage.json"),
    "build": (["build"], "reports/references.bib"),
    "docx": (["docx"], "reports/docx"),
    "publish": (["publish", "public"], "public/index.html"),
    "mail": (["mail", "reserves", "--to=mine.html"], "mine.html"),
    "report": (["report", "theme", "theme=aid", "--out=mine"], "reports/adhoc/mine.html"),
    "pdf": (["pdf"], "reports/reserves.pdf"),
}
# Their files are written by processes of their own, or by a browser: they meet a real limit below.
ELSEWHERE = ("report", "pdf")
INSIDE = [name for name in WRITING if name not in ELSEWHERE]
# What the others write: nothing; or what `build` writes, as watching does; or what is measured or asked of the network.
OTHERS = {"weigh", "check", "licences", "reference", "completion", "watch", "lab", "bench", "advisories"}
# What writes or runs parts of the repository itself, and what removes only what builds have made.
OTHERS |= {"test", "soak", "peers", "pins", "scripts", "clean"}
HOSTILE = "\x1b[31m`touch X`$(touch X)'\";\u202e\nfake.md"


@pytest.fixture(scope="module")
def _drafted(tmp_path_factory) -> Path:
    """A project in a repository, with a draft that a person has filled and a notebook that is not tidy."""
    made = Project(tmp_path_factory.mktemp("drafted") / "project")
    made.change("notebooks/theme.ipynb", '"execution_count": null', '"execution_count": 1')
    described = json.loads((made.root / project.MARK).read_text())
    every = json.loads((REPOSITORY / project.MARK).read_text())["resources"]
    empty = [table for table in every if table["name"] in ("series", "observations", "checks")]
    for table in empty:
        names = [field["name"] for field in table["schema"]["fields"]]
        made.write(f"data/{table['path']}", tables.table(names, []))
    excuses = [
        {"check": f"{figure}-a", "figure": figure, "reason": "no statistic held", "remark": "No such count was found."}
        for figure in ("north-2020-1", "north-2020-2", "north-2020-3", "south-2021-1", "south-2021-2")
    ]
    made.write("data/checks.csv", tables.table([field["name"] for field in empty[-1]["schema"]["fields"]], excuses))
    described["resources"] += empty
    made.write(str(project.MARK), json.dumps(described))
    for row in ("north-2020", "south-2021"):
        made.write(f"data/numbers/{row}.csv", "line,printed,occurrence,class,remark\n")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@a.example"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"]):
        subprocess.run([*git, *words], cwd=made.root, check=True, timeout=120)
    (made.root / "note.md").write_text(TEXT)
    (made.root / "other.md").write_text("They sent 17 lorries.\n")
    made.write("cases.csv", "period,Cases of the disease (persons)\n2020-03-25,64000\n")
    made.write("held.csv", "period,Held of the disease (persons)\n2020-03-24,63928\n")
    assert made.cited("build").returncode == 0
    (made.root / "reports/references.bib").unlink()
    with contextlib.chdir(made.root):
        assert main(["series", "--area=SWE", "held.csv"]) == 0
        draft.draft(made.root / "note.md")
        path = made.root / "data/figures/note.csv"
        cells = {"measure": "aid sent", "theme": "trade", "actor": "Norland"}
        filled = [row | cells | {"unit": row["unit"] or "USD"} for row in tables.load(path).rows]
        files.write(path, tables.table(list(filled[0]), filled))
    return made.root


@pytest.fixture
def drafted(_drafted, tmp_path, monkeypatch) -> Path:
    """A copy of that project for each test, as the working directory."""
    root = tmp_path / "project"
    shutil.copytree(_drafted, root)
    monkeypatch.chdir(root)
    monkeypatch.delenv(project.TEXTS_VARIABLE, raising=False)
    return root


def kept(root: Path) -> dict[str, bytes]:
    """Return every file that a command must not lose, with its content."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and not {".build", ".git"} & {*path.parts})
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_every_command_is_held_to_what_follows_or_writes_nothing():
    assert {*commands.every()} == {*WRITING} | OTHERS


@pytest.mark.parametrize("name", INSIDE)
def test_a_command_that_writes_does_so(drafted, name):
    arguments, written = WRITING[name]
    before = (drafted / written).stat().st_mtime_ns if (drafted / written).exists() else 0
    assert main(arguments) == 0
    assert (drafted / written).stat().st_mtime_ns > before


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize(
    "refusal", [OSError(28, "No space left on device"), OSError(30, "Read-only file system"), KeyboardInterrupt()]
)
def test_a_command_that_is_refused_the_disk_or_interrupted_ends_with_one_and_loses_nothing(
    drafted, monkeypatch, capsys, name, refusal
):
    before = kept(drafted)

    def refuse(_):
        raise refusal

    monkeypatch.setattr(os, "fsync", refuse)
    assert main(WRITING[name][0]) == 1
    said = capsys.readouterr().err
    assert ("Interrupted" if isinstance(refusal, KeyboardInterrupt) else refusal.strerror) in said
    assert "Traceback" not in said
    assert kept(drafted) == before


def test_a_draft_whose_review_page_the_disk_refuses_stands_and_says_how_to_make_the_page(drafted, monkeypatch, capsys):
    def refuse(_source):
        raise OSError(28, "No space left on device", ".build/review/other.html")

    monkeypatch.setattr("cited.intake.desk.page.write", refuse)
    assert main(["draft", "other.md"]) == 0
    printed = capsys.readouterr()
    assert " drafted" in printed.out and "review page" not in printed.out
    assert "no review page: .build/review/other.html: No space left on device; make room on the disk" in printed.err
    assert "make review SOURCE=other writes the page" in printed.err and "Traceback" not in printed.err
    assert (drafted / "data/figures/other.csv").is_file()


@pytest.mark.parametrize("name", WRITING)
def test_a_limit_on_the_size_of_files_ends_with_one_and_loses_nothing(drafted, name):
    if name == "pdf" and not browser.path():
        pytest.skip("no Chromium on this machine; install the package chromium")
    before = kept(drafted)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    started = [sys.executable, "-m", "cited", *WRITING[name][0]]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        started, env=environment, capture_output=True, text=True, timeout=120, check=False, preexec_fn=limit
    )
    said = run.stdout + run.stderr
    assert run.returncode == 1, said
    assert "Traceback" not in said
    assert "File too large; raise the limit on the size of files (ulimit -f)" in said or name in ELSEWHERE
    assert kept(drafted) == before


@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize("place", ["data", "data/figures", "notebooks", "reports/data", ".build"])
def test_a_command_that_finds_a_link_in_the_way_ends_with_two_and_writes_nothing(
    drafted, tmp_path, capsys, name, place
):
    outside = tmp_path / "outside"
    if (drafted / place).exists():
        shutil.move(drafted / place, outside)
    else:
        outside.mkdir()
    (drafted / place).symlink_to(outside)
    before = kept(drafted), kept(outside)
    assert main(WRITING[name][0]) == 2
    said = capsys.readouterr().err
    assert f"{place}: a link, to {outside}; expected" in said
    assert (kept(drafted), kept(outside)) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["draft", HOSTILE],
        ["draft", "note.md", HOSTILE],
        ["look", HOSTILE],
        ["review", HOSTILE],
        ["confirm", HOSTILE],
        ["diff", "--since", HOSTILE],
        ["diff", "--since", "--upload-pack=touch X"],
        ["build", f"reports/{HOSTILE}.html"],
        ["build", "reports/../../x.html"],
        ["build", "--jobs", HOSTILE],
        ["series", HOSTILE],
        ["tie", HOSTILE],
        ["draft", "\udcff.md"],
        ["draft", "/dev/zero", "zero"],
        ["series", "/dev/zero"],
        ["tie", "--choice", HOSTILE, "south-2021-2"],
        ["notebook", HOSTILE, "Why?"],
        ["notebook", "../../x", "Why?"],
        ["notebook", "x", "How did the G20 act?"],
        ["report", HOSTILE],
        ["report", "../theme"],
        ["report", "theme", f"theme={HOSTILE}"],
        ["report", "theme", "--out", HOSTILE],
        ["report", "theme", "--out=../../x"],
        ["publish", "data"],
        ["publish", "notebooks/site"],
        ["publish", ".git/site"],
        ["publish", "~nobody-of-this-name/site"],
        ["publish", "note.md"],
        ["publish", ".."],
        ["pdf", HOSTILE],
        ["docx", HOSTILE],
        ["init", "."],
        ["init", "data/new"],
        ["init", "a\x1b[31mb"],
        ["mail", "reports/../../x.html"],
        ["mail", "reserves", "--to=data/sources.csv"],
        ["mail", "reserves", "--to=data/x.html"],
        ["mail", "reserves", "--to=notebooks/theme.ipynb"],
        ["mail", "reserves", "--to=.git/config"],
        ["mail", "reserves", "--to=/dev/null"],
        ["mail", "reserves", "--to=mine.html", '--site=https://x.example/"><script>'],
        ["init", "note.md"],
        ["watch", HOSTILE],
        ["watch", "--port", "99999999"],
        ["build", "--jobs", "9" * 5000],
        [HOSTILE],
    ],
    ids=ascii,
)
def test_a_hostile_name_is_bad_input_and_reaches_neither_a_shell_nor_the_terminal(drafted, arguments):
    before = kept(drafted)
    status, said = forked(arguments)
    assert status == 2, said
    assert not {"\x1b", "\u202e"} & {*said}
    assert "\nfake" not in said
    assert "Traceback" not in said
    assert kept(drafted) == before


def forked(arguments: list[str]) -> tuple[int, str]:
    """Run a command as `cited` does, in a fork of this process, and return its status and all that it says.

    Starting Python for each would take longer than all that these commands do.
    """
    output, given = os.pipe()
    if child := os.fork():
        os.close(given)
        try:
            # The limit of the test is raised here.
            with os.fdopen(output, "rb") as said:
                text = said.read().decode()
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            # Bounded: it has closed its output, which it does when it ends, or it is killed.
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return status, text
    status = 1
    try:
        os.dup2(given, 1)
        os.dup2(given, 2)
        sys.stdout, sys.stderr = (os.fdopen(number, "w") for number in (1, 2))
        sys.argv = ["cited", *arguments]
        # What pytest has registered for its own end is none of the command's.
        private.run_exit_handlers = lambda: None
        command()
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


@pytest.mark.parametrize("arguments", [["draft", HOSTILE], [HOSTILE]], ids=ascii)
def test_a_hostile_name_is_refused_in_the_same_words_where_python_is_started_for_it(drafted, arguments):
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    started = [sys.executable, "-m", "cited", *map(os.fsencode, arguments)]
    run = subprocess.run(started, env=environment, capture_output=True, timeout=120, check=False)
    assert (run.returncode, (run.stdout + run.stderr).decode()) == forked(arguments)


@pytest.mark.parametrize("name", ["draft", "confirm", "tidy", "audit"])
def test_kills_of_a_command_leave_what_the_next_run_completes(drafted, name):
    arguments, kills, durations = WRITING[name][0], numbers(name, 6), []
    chance = random.Random(f"{name} {kills}")
    before = kept(drafted)
    began = time.monotonic()
    assert run(arguments, None) == 0
    durations.append(time.monotonic() - began)
    whole = kept(drafted)
    for _ in kills:
        for path in {*kept(drafted)} - {*before}:
            (drafted / path).unlink()
        for path, content in before.items():
            (drafted / path).write_bytes(content)
        run(arguments, chance.uniform(0, durations[0]))
        with contextlib.chdir(drafted):
            transaction.recover()
            # What is there is the one or the other, whatever has been written of it.
            assert all(content in (before.get(path), whole.get(path)) for path, content in kept(drafted).items())
        # A command that had done all of it says so, or does it again.
        status = run(arguments, None)
        assert status == 0 or (name == "confirm" and status == 2 and kept(drafted) == whole)
        assert kept(drafted) == whole
        assert not list(drafted.rglob("*.part"))


def run(arguments: list[str], seconds: float | None) -> int:
    """Run a command in a child, killed after so many seconds; return its status, or less than 0 where it was killed."""
    if child := os.fork():
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        # Bounded: the child is killed, or ends by itself; and the test has a limit.
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        status = main(arguments)
    finally:
        os._exit(status)


def test_confirming_and_checking_find_the_same_ledger(drafted):
    assert confirm.confirm("note").figures == 2
    assert check.faults() == []
