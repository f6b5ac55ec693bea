"""Every command that README and docs show is run: here as it is written, or by the test that is named for it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, make
from ruamel import yaml

PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted(REPOSITORY.glob("docs/*.md"))]
COMMAND = re.compile(
    r"(?:^|&& |; |\{ |RUN |run: )"
    r"((?:[A-Z_]+=\S+ )?(?:make|\.venv/bin/\S+|cited|papermill|python|pip|git|pre-commit|datasette|aws|eval)"
    r"(?= |$)[^;&#|]*)"
)
# Run here, as they are written, in a clone whose reports are built.
HERE = [
    "make help",
    "make weigh",
    "make mail PAGE=reports/aid.html TO=aid.html",
    "make report NOTEBOOK=aid recipient=France OUT=france",
    ".venv/bin/papermill notebooks/aid.ipynb out.ipynb -p recipient France",
    ".venv/bin/cited --help",
]
# Run by another test: program and task, the test's file, and words of it that do so.
ELSEWHERE = {
    "make": ("tests/conftest.py", "result = make(folder)"),
    "make test": (".ci/run", "make test"),
    "cited test": ("tests/unit/test_command.py", "def test_make_calls"),
    "cited lab": ("tests/browser/test_lab_browser.py", '["make", "lab"'),
    "make check": ("tests/build/test_statuses.py", '"check"'),
    "make clean": ("tests/build/test_analyst.py", 'make(built.root, "clean"'),
    "make lab": ("tests/browser/test_lab_browser.py", '["make", "lab"'),
    "make notebook": ("tests/browser/test_lab_browser.py", '"notebook"'),
    "make watch": ("tests/build/test_watch.py", '"watch"'),
    "make publish": ("tests/build/test_analyst.py", 'cited("publish"'),
    "make docx": ("tests/build/test_analyst.py", 'cited("docx")'),
    "make pdf": ("tests/build/test_analyst.py", 'cited("pdf")'),
    "make series": ("tests/unit/test_statistics_import.py", 'main(["series"'),
    "make tie": ("tests/unit/test_statistics_import.py", 'main(["tie"'),
    "make approve": ("tests/unit/test_statistics_import.py", 'main(["approve"'),
    "make diff": ("tests/unit/test_statistics_import.py", 'main(["diff"'),
    "make reference": ("tests/unit/test_reference.py", "reference"),
    "cited init": ("tests/build/test_init.py", '"init"'),
    ".venv/bin/cited init": ("tests/build/test_init.py", '"init"'),
    "cited tidy": ("tests/faults/test_commands.py", '["tidy"]'),
    "cited check": ("tests/build/test_statuses.py", '"check"'),
    "papermill": ("tests/build/test_conformance.py", "papermill"),
    ".venv/bin/python -m": ("tests/unit/test_docs.py", "def test_"),
    "datasette": ("tests/programs/test_exports.py", "datasette"),
    "python -m": ("tests/build/test_init.py", "wheel"),
}
# What these targets run is tested under the command's own name.
BY_COMMAND = {"audit", "look", "draft", "review", "confirm", "tidy", "licences", "init"}
# Not run by any test, and why.
NOT_RUN = {
    "make scripts": "fetches the shortener; test_assets.py says whether the short scripts are of today",
    "make advisories": "asks a service in the network",
    "systemctl enable": "needs a system that systemd has started",
    "make bench": "measures for most of an hour; test_bench.py runs its parts",
    "make soak": "kills for most of an hour; test_faults.py kills some of the same",
    "make peers": "downloads what the bench compares with",
    "make pins": "downloads",
    "pip install": "downloads",
    "pre-commit install": "changes the repository's hooks",
    ".venv/bin/coverage report": "prints what `make test` has measured",
    "git clone": "its address is a placeholder",
    "git tag": "a release is the maintainers'",
    "aws s3": "needs a store and its keys",
    "eval": "is for a person's shell; test_command.py checks what it evaluates",
    "cited completion": "is for a person's shell; test_command.py checks what it prints",
}


def documented() -> list[str]:
    found: dict[str, None] = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        code = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^    (\S.*)$", text, flags=re.MULTILINE)]
        found |= dict.fromkeys(match[1].strip() for line in code for match in COMMAND.finditer(line))
    return [line for line in found if "─" not in line and "<command>" not in line and line != "cited"]


def head(line: str) -> str:
    """Return program and task of a command: `make docx`, `cited init`, or the program alone."""
    words = [word for word in line.split() if not re.match(r"[A-Z_]+=", word)]
    two = " ".join(words[:2])
    return two if two in ELSEWHERE or two in NOT_RUN or words[0] == "make" else words[0]


@pytest.mark.parametrize("line", documented())
def test_a_documented_command_is_run_by_a_test(line):
    if line in HERE or head(line) in NOT_RUN or re.fullmatch(r"make reports/\S+\.html", line):
        return
    if head(line) in ELSEWHERE:
        file, words = ELSEWHERE[head(line)]
        assert words in (REPOSITORY / file).read_text(encoding="utf-8"), f"{file} does not run {line}"
        return
    task = head(line).split()[-1]
    assert task in BY_COMMAND, f"{line}: no test runs it; run it here, or name the test that does"
    tests = "".join(
        path.read_text(encoding="utf-8") for path in REPOSITORY.glob("tests/**/*.py") if path != Path(__file__)
    )
    assert f'"{task}"' in tests, f"{line}: no test runs {task}"


@pytest.mark.parametrize("line", [line for line in documented() if line.startswith("make")])
def test_a_documented_line_of_make_is_one_that_make_takes(line):
    run = subprocess.run(
        ["make", "-n", *shlex.split(line)[1:]], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("line", HERE)
def test_a_documented_command_does_what_it_says(clone, line):
    words = shlex.split(line)
    assert line in documented(), "no page shows it any more"
    if words[0] == "make":
        run = make(clone, *words[1:])
    else:
        run = subprocess.run(words, cwd=clone, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    for made in ("out.ipynb", "aid.html"):
        (clone / made).unlink(missing_ok=True)


def recipe(words: str) -> str:
    """Return the block of docs/publishing.md that follows the line with these words."""
    text = (REPOSITORY / "docs/publishing.md").read_text(encoding="utf-8")
    after = text[text.index(words) :].split("\n\n", 1)[1]
    lines = re.match(r"(?:(?:    .*)?\n)+", after)[0].splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines) + "\n"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_the_units_of_systemd_are_units(tmp_path):
    names = ["cited-figures.service", "cited-figures.timer", "mail-failure@.service"]
    for name in names:
        (tmp_path / name).write_text(recipe(f"`/etc/systemd/system/{name}`"), encoding="utf-8")
    units = [str(tmp_path / name) for name in names]
    run = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx on this machine")
def test_the_server_of_nginx_is_one(tmp_path):
    server = recipe("nginx:")
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{server}}}\n", encoding="utf-8")
    run = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    # Whether it may write where the system keeps its files is another question.
    assert "syntax is ok" in run.stderr, run.stderr


def test_the_workflow_publishes_what_make_publish_writes():
    workflow = yaml.YAML(typ="safe").load(recipe("GitHub Pages"))
    steps = workflow["jobs"]["publish"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == ["make && make publish TO=_site"]
    assert workflow["permissions"]["pages"] == "write" and set(workflow["on"]) == {"push"}


def test_the_line_of_cron_publishes_and_prints_only_what_fails(built, tmp_path):
    mail, line = recipe("by cron").split("\n")[:2]
    assert re.fullmatch(r"MAILTO=\S+@\S+", mail)
    times, command = re.fullmatch(r"((?:\S+ ){5})(.*)", line).groups()
    assert times == "0 3 * * * " and "%" not in command
    command = command.replace("/srv/project", shlex.quote(str(built.root))).replace(
        "/srv/cited-figures", f"{tmp_path}/site"
    )
    tool = tmp_path / "bin/make"
    tool.parent.mkdir()
    # What make does for these two, in a project without a Makefile.
    tool.write_text(
        f'#!/bin/sh\nPYTHONPATH={REPOSITORY} exec {sys.executable} -m cited ${{1:-build}} ${{2:+"${{2#TO=}}"}}\n'
    )
    tool.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tool.parent}:{os.environ['PATH']}"}

    def nightly() -> str:
        run = subprocess.run(
            ["sh", "-c", command], env=environment, capture_output=True, text=True, timeout=240, check=False
        )
        return run.stdout + run.stderr

    assert nightly() == ""
    assert (tmp_path / "site/index.html").is_file()
    built.change("data/sources.csv", "a" * 64, "none")
    assert "data/sources.csv" in nightly()
