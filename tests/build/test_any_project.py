"""The press prints any notebook project: without a ledger, its package or anything else of ours."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import notebook

from cited import project
from cited.__main__ import main
from cited.page.lab import panel

CELLS = [
    ("markdown", "# How far in 3 days?"),
    ("parameters", 'name: str = "nobody"  # who walks\ndays: int = 3  # how long'),
    ("code", "import pandas as pd\nimport walk\npd.DataFrame({'km': [walk.SPEED * days]}, index=[name])"),
    ("code", "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"),
]
CATALOGUE = (
    "reports:\n  - {path: 'walks/{name}', notebook: walk, title: A walk, answers: How far., each: {name: [ann, bob]}}\n"
    "  - {path: plain, notebook: plain, title: A plain notebook, answers: Nothing.}\n"
    "  - {path: terms, notebook: terms, title: The terms, answers: What holds., front: true}\n"
)
PLAIN = [("markdown", "# As it comes"), ("code", "print(6 * 7)")]
# Its HTML looks like a page's own findings and figure.
LIKE = (
    '<p class="finding">Clauses of old</p><p class="said">Clauses and conditions</p><i id="a-1" data-figure="a-1">1</i>'
)
TERMS = [("markdown", "# What holds?"), ("code", f"from IPython.display import HTML\nHTML({LIKE!r})")]
PRESS = """
import sys

for name in ("cited.ledger", "cited.page", "cited.intake"):
    sys.modules[name] = None
from cited.press.build.builder import build
from cited.press.build.data import Data

sys.exit(build([], 2, Data()))
"""


@pytest.mark.parametrize("package", ["", '{"name": "walks", "resources": [{"name": "steps", "path": "steps.csv"}]}'])
def test_a_project_of_three_notebooks_and_a_catalogue_is_published(tmp_path, package):
    if package:
        (tmp_path / "data").mkdir()
        (tmp_path / "data/datapackage.json").write_text(package)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "notebooks/walk.ipynb").write_text(notebook(CELLS))
    (tmp_path / "notebooks/plain.ipynb").write_text(notebook(PLAIN))
    (tmp_path / "notebooks/terms.ipynb").write_text(notebook(TERMS))
    (tmp_path / "notebooks/walk.py").write_text("SPEED = 30\n")
    (tmp_path / "reports/catalogue.yml").write_text(CATALOGUE)
    options = {"cwd": tmp_path, "capture_output": True, "text": True, "timeout": 300, "check": False}
    first = subprocess.run([sys.executable, "-c", PRESS], **options)
    assert first.returncode == 0, first.stdout + first.stderr
    page = (tmp_path / "reports/walks/ann.html").read_text()
    index = (tmp_path / "reports/index.html").read_text()
    assert f"<title>{tmp_path.name}</title>" in index and f'index.html">{tmp_path.name}</a>' in page
    assert "Cited figures" not in index + page
    assert "<th>ann</th>" in page and "<td>90</td>" in page and "data:image/png;base64" in page
    index = (tmp_path / "reports/index.html").read_text()
    assert "walks/bob.html" in index and "terms.html" in index and "Clauses" not in index
    assert "Clauses and conditions" in (tmp_path / "reports/terms.html").read_text()
    assert "42" in (tmp_path / "reports/plain.html").read_text()
    again = subprocess.run([sys.executable, "-m", "cited", "build"], **options)
    assert again.stdout == "Nothing changed: all 4 reports are up to date.\n", again.stderr
    run = subprocess.run([sys.executable, "-m", "cited", "report", "--out=carl", "--", "walk", "days=5"], **options)
    assert (run.returncode, run.stderr) == (0, "")
    assert "<td>150</td>" in (tmp_path / "reports/adhoc/carl.html").read_text()
    (tmp_path / "notebooks/walk.py").write_text("SPEED = 40\n")
    assert "2 of 4 reports built" in subprocess.run([sys.executable, "-m", "cited", "build"], **options).stdout


def test_papermills_own_notebooks_are_published_and_no_page_speaks_of_data_that_there_are_not(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    cells = [
        ("parameters", "n = 3\nnames = ['ann']\nmore = None\nby = {'a': 1.5}\nspan = (2010, 2016)"),
        ("code", "print(n * 14, names, more, by)"),
    ]
    content = json.loads(notebook(cells))
    del content["metadata"]["kernelspec"]["language"]
    (tmp_path / "notebooks/bare.ipynb").write_text(json.dumps(content))
    (tmp_path / "reports/catalogue.yml").write_text(
        "reports:\n  - {path: bare, notebook: bare, title: Bare, answers: Nothing., parameters: {n: 4}}\n"
    )
    options = {"cwd": tmp_path, "capture_output": True, "text": True, "timeout": 300, "check": False}
    run = subprocess.run([sys.executable, "-m", "cited", "build"], **options)
    assert run.returncode == 0, run.stdout + run.stderr
    page, index = (tmp_path / "reports/bare.html").read_text(), (tmp_path / "reports/index.html").read_text()
    assert "56 [&#39;ann&#39;] None {&#39;a&#39;: 1.5}" in page and "N: 4" in page
    for text in (page, index, (tmp_path / "reports/references.bib").read_text()):
        assert not re.search(
            r"unknown|version (?!<code>)|links to its source|under <cite>|data/README|single figure", text
        )
    assert not (tmp_path / "reports/figure").exists()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("n = f(3)", "line 1: n = f(3); expected `name = literal`"),
        ("n = {1, 2}", "line 1: n = {1, 2}; expected `name = literal`"),
        ("n: int = 'a'", "parameter n: the default 'a'; expected int"),
        ("n = 3", "parameter n: 'a'; expected int, as 3"),
    ],
)
def test_a_parameter_of_a_project_without_a_ledger_that_is_wrong_is_named(tmp_path, monkeypatch, capsys, source, said):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "notebooks/bare.ipynb").write_text(notebook([("parameters", source)]))
    (tmp_path / "reports/catalogue.yml").write_text(
        "reports:\n  - {path: bare, notebook: bare, title: Bare, answers: Nothing., parameters: {n: a}}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert main(["check"])
    assert said in capsys.readouterr().err


def test_a_command_on_data_says_that_a_data_package_is_no_ledger(tmp_path, monkeypatch, capsys):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/datapackage.json").write_text('{"resources": [{"name": "steps", "path": "steps.csv"}]}')
    monkeypatch.chdir(tmp_path)
    assert main(["audit"]) == 2
    assert (
        "data/datapackage.json: none of its tables is called figures or sources; this project"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("text", ["", "{", "[]", '{"resources": []}', '{"resources": [{"name": "sources"}]}'])
def test_a_data_package_that_may_be_a_damaged_ledger_is_none_of_another_project(tmp_path, monkeypatch, text):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/datapackage.json").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert project.has_ledger()


@pytest.mark.parametrize("command", ["audit", "approve", "tie x-1", "draft {0}", "series {0}"])
def test_a_command_on_data_says_that_a_project_has_none_and_writes_nothing(tmp_path, monkeypatch, capsys, command):
    (tmp_path / "project/notebooks").mkdir(parents=True)
    (tmp_path / "project/reports").mkdir()
    (tmp_path / "project/notebooks/walk.ipynb").write_text(notebook(CELLS))
    (tmp_path / "project/reports/catalogue.yml").write_text(CATALOGUE)
    (tmp_path / "table.csv").write_text("date,value\n2020,1\n")
    monkeypatch.chdir(tmp_path / "project")
    assert main(command.format(tmp_path / "table.csv").split()) == 2
    assert "data/datapackage.json: no such file; this project has notebooks" in capsys.readouterr().err
    assert not Path("data").exists()


def test_the_check_of_a_project_without_data_is_of_its_catalogue_and_notebooks(tmp_path, monkeypatch, capsys):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "notebooks/walk.ipynb").write_text(notebook([*CELLS[:2], ("code", "print(name, days)")]))
    (tmp_path / "notebooks/plain.ipynb").write_text(notebook(PLAIN))
    (tmp_path / "notebooks/terms.ipynb").write_text(notebook(PLAIN))
    (tmp_path / "reports/catalogue.yml").write_text(CATALOGUE)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith("The 4 reports of the catalogue and notebooks keep every rule.\n")


def test_the_panel_of_a_project_without_a_ledger_has_parameters_without_types(tmp_path, monkeypatch):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/catalogue.yml").touch()
    monkeypatch.chdir(tmp_path)
    declared = panel._declared(["import pandas", "n = 3\nspan = (2010, 2016)\nby = {'a': 1}", "panel()"])
    assert {name: (one.type, one.default) for name, one in declared.items()} == {
        "n": ("int", 3),
        "span": ("list[int]", [2010, 2016]),
    }
