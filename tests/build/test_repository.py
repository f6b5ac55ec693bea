"""The repository itself, as a new user has it: its commands, its documentation, and `make` for real."""

import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import REPOSITORY, make, soaking
from ruamel.yaml import YAML
from test_build import built_names

from cited.press.reports import catalogue

MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")


def pages(folder: Path) -> dict[str, bytes]:
    """Return the content of the reports' pages, by path."""
    root = folder / "reports"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.html"))}


def test_make_publishes_every_report_of_the_catalogue_and_the_index(clone, monkeypatch):
    monkeypatch.chdir(clone)
    assert {"index.html", *(f"{report.path}.html" for report in catalogue.load())} <= set(pages(clone))


def test_make_again_builds_nothing(clone):
    assert make(clone).stdout.startswith("Nothing changed")


def test_touched_files_build_nothing(clone):
    for pattern in ("notebooks/*.ipynb", "data/figures/*.csv"):
        for path in clone.glob(pattern):
            path.touch()
    assert make(clone).stdout.startswith("Nothing changed")


def test_one_changed_value_rebuilds_the_pages_that_show_it_and_no_others(clone):
    before = pages(clone)
    path = clone / "data/figures/asean-2024.csv"
    row = next(line for line in path.read_text(encoding="utf-8").splitlines() if "10.6 million" in line)
    shown = {page for page, html in before.items() if f'data-figure="{row.split(",")[0]}"'.encode() in html}
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(row, row.replace(",10600000,10600000,", ",10600001,10600001,")), encoding="utf-8")
    result = make(clone)
    reports = {page for page in shown if page != "index.html" and not page.startswith("figure/")}
    assert set(built_names(result)) == reports
    after = pages(clone)
    assert reports == {p for p in before if before[p] != after[p] and p != "index.html" and not p.startswith("figure/")}
    path.write_text(text, encoding="utf-8")
    assert make(clone).returncode == 0
    assert pages(clone) == before


def test_make_of_one_page_after_deleting_it_builds_exactly_that_one(clone):
    (clone / "reports/aid/masks.html").unlink()
    assert built_names(make(clone, "reports/aid/masks.html")) == ["aid/masks.html"]


def test_bad_input_fails_make_with_the_command_s_status_named(clone):
    path = clone / "reports/catalogue.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{donor: China}", "{donr: China}"), encoding="utf-8")
    result = make(clone)
    path.write_text(text, encoding="utf-8")
    assert result.returncode == 2
    assert "Error 2" in result.stderr
    assert "did you mean “donor”?" in result.stderr


def test_help_lists_every_target():
    targets = set(re.findall(r"^\.PHONY: (\w+)", MAKEFILE, flags=re.MULTILINE)) - {"FORCE", "environment"}
    listed = make(REPOSITORY, "help").stdout
    assert all(re.search(rf"^make {target}\s", listed, flags=re.MULTILINE) for target in targets), listed


def test_every_dependency_says_its_job():
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", project, flags=re.DOTALL | re.MULTILINE)[1]
    for line in block.splitlines():
        assert re.fullmatch(r'    "[^"]+",  # \w.+', line), line


def test_every_requirement_is_pinned_with_its_hashes():
    text = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in filter(None, text.splitlines()):
        pinned = re.fullmatch(r"[\w.-]+==[\w.+!-]+( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+", line)
        assert line.startswith("#") or pinned, line


@pytest.mark.soak
@pytest.mark.parametrize(
    "tool",
    [
        ["nbconvert", "--to", "notebook", "--execute", "--output", "{out}", "{path}"],
        ["papermill", "--no-progress-bar", "--cwd", "notebooks", "{path}", "{out}"],
    ],
    ids=["nbconvert", "papermill"],
)
def test_every_notebook_runs_unchanged_in_the_tools_that_people_know(tmp_path, tool):
    def run(path: Path) -> subprocess.CompletedProcess:
        words = [word.format(path=path, out=tmp_path / f"{path.stem}.out.ipynb") for word in tool[1:]]
        command = [str(Path(sys.executable).parent / f"{'jupyter-' * (tool[0] == 'nbconvert')}{tool[0]}"), *words]
        return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)

    notebooks = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
    if not soaking():
        # The first in one of the two, the last in the other.
        notebooks = notebooks[:1] if tool[0] == "papermill" else notebooks[-1:]
    with ThreadPoolExecutor(2) as pool:
        for result in pool.map(run, notebooks):
            assert result.returncode == 0, result.stderr[-2000:]
    assert len(list(tmp_path.glob("*.out.ipynb"))) == len(notebooks)


def test_the_workflow_runs_the_same_script_on_every_python_that_is_supported():
    workflow = (REPOSITORY / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert "- run: .ci/run" in workflow
    versions = re.findall(r'"(3\.\d+)"', re.search(r"python: \[(.*)\]", workflow)[1])
    package = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert package["requires-python"] == f">={versions[0]}"
    named = [name.split(" :: ")[-1] for name in package["classifiers"] if re.search(r":: 3\.\d+$", name)]
    assert versions == named


@pytest.mark.parametrize("path", sorted((REPOSITORY / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_forms_and_workflows_are_sound_yaml(path):
    assert isinstance(YAML(typ="safe").load(path), dict)
