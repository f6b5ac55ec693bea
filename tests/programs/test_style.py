"""Style of the notebooks' code: check names what tidy mends and no more; tidy mends all that check names."""

import json
import os
import re

import pytest
from conftest import REPOSITORY, THEME, notebook

from cited.__main__ import main
from cited.commands import development

# Cells that are not in style, and what check says of each, none where only a person could mend it.
CELLS = [
    ("import os", "cell 8, line 1: `os` imported but unused; make tidy mends it"),
    ("x=1", "not formatted; make tidy formats it"),
    ("found = [ 1,2 ]; found", "not formatted"),
    ("import json, csv\nprint(json, csv)", "make tidy mends it"),
    ("l = 2\ntry:\n    print(l)\nexcept:\n    y = 1", ""),
    (f"title = '{'a ' * 80}'".replace("'", '"'), ""),
    ("%time x = 1\n!ls", ""),
    ("%%bash\nls   -l", ""),
    ("from cited.page import *", ""),
]


@pytest.mark.parametrize(("source", "said"), CELLS)
def test_check_names_what_tidy_mends_and_nothing_else(project, capsys, source, said):
    project.write("notebooks/theme.ipynb", notebook([*THEME, ("code", source)]))
    assert main(["check"]) == (2 if said else 0)
    assert said in capsys.readouterr().err
    assert main(["tidy"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0, capsys.readouterr().err
    capsys.readouterr()
    assert main(["tidy"]) == 0
    assert capsys.readouterr().out.count("theme.ipynb") == 0


def test_a_cell_that_is_no_python_is_named_and_left_to_its_author(project, capsys):
    project.write("notebooks/theme.ipynb", notebook([*THEME, ("code", "x = (1")]))
    before = (project.root / "notebooks/theme.ipynb").read_bytes()
    assert main(["check"]) == 2
    assert re.search(r"notebooks/theme.ipynb, cell 8, line \d: .*; expected Python\n", capsys.readouterr().err)
    assert main(["tidy"]) == 0
    assert (project.root / "notebooks/theme.ipynb").read_bytes() == before


def test_a_disk_that_refuses_leaves_a_notebook_that_is_to_be_formatted_as_it_was(project, monkeypatch, capsys):
    project.write("notebooks/theme.ipynb", notebook([*THEME, ("code", "x=1")]))
    before = (project.root / "notebooks/theme.ipynb").read_bytes()

    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert main(["tidy"]) == 1
    assert "No space left on device; make room" in capsys.readouterr().err
    assert (project.root / "notebooks/theme.ipynb").read_bytes() == before
    json.loads(before)


def test_everything_is_checked_before_the_one_verdict_which_comes_last(project, monkeypatch, capsys):
    monkeypatch.setattr(development, "CODE", (("ruff", "check", "--quiet", "--output-format=concise", "."),))
    project.write("engine.py", "import os\n")
    project.write("pyproject.toml", "")
    assert main(["check", "--code"]) == 2
    said = capsys.readouterr()
    assert "keep every rule" not in said.out
    assert "engine.py:1:8: F401" in said.err
    assert said.err.splitlines()[-1] == "Not every rule is kept: the project’s own code; see above."
    project.change("reports/catalogue.yml", "notebook: theme", "notebook: them")
    assert main(["check", "--code"]) == 2
    said = capsys.readouterr()
    assert "did you mean “theme”?" in said.err and "engine.py:1:8: F401" in said.err
    assert said.err.splitlines()[-1].startswith("Not every rule is kept: 1 in data, catalogue and notebooks; the")
    project.change("reports/catalogue.yml", "notebook: them\n", "notebook: theme\n")
    project.write("engine.py", "")
    assert main(["check", "--code"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "The data, 3 reports of the catalogue, notebooks and code keep every rule."


def test_make_check_is_that_one_command():
    recipe = re.search(r"^check: .*\n((?:\t.*\n)*)", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)[1]
    assert recipe == "\t@$(CITED) check --code\n"
