"""The house style of notebooks is advice of `cited check`: it names file, cell, line and what to do, and fails nothing."""

import json

from conftest import THEME, each_case, notebook

from cited.__main__ import main
from cited.commands import advice

SOUND = [
    ("markdown", "# What is said of 3 years?\n\nAs printed, by <time>2015</time>; see `figures(first=2015)`."),
    ("parameters", "years: int = 3  # how many"),
    ("setup", "from cited.ledger import figures\nfrom cited.page import sources, table\n\nfound = figures()\nyears, found\n"),
    ("markdown", "## How many?\n\n1. $x^2$ and [a page](https://example.org/2015)."),
    ("code", "table(found.head(10), 'First')"),
    ("code", "sources()"),
]  # fmt: skip


def cells(*pairs: tuple[str, str]) -> list[dict]:
    """The cells of a notebook from (kind, source), of which `setup` is a tag as well."""
    kinds = [kind for kind, _ in pairs]
    made = json.loads(notebook([("code" if kind == "setup" else kind, source) for kind, source in pairs]))["cells"]
    for kind, cell in zip(kinds, made, strict=True):
        cell["metadata"] |= {"tags": ["setup"]} if kind == "setup" else {}
    return made


def changed(at: int, *cell: str) -> list[dict]:
    return cells(*SOUND[:at], *([tuple(cell)] if cell else []), *SOUND[at + 1 :])


def test_a_notebook_in_the_style_of_the_house_is_left_alone():
    assert list(advice.of_cells(cells(*SOUND))) == []


@each_case(
    ("made", "place", "said"),
    [
        (changed(0, "markdown", "# Totals\n\nAs printed."), (1, 1), "the title “Totals” is not a question"),
        (changed(0, "markdown", "# Why?"), (1, 1), "nothing below the title"),
        (changed(0), (1, 1), "no title; begin with a Markdown cell"),
        (changed(2, "code", "found = 1"), (1, 1), "no cells with the tag `setup`"),
        (cells(*SOUND[:3], ("setup", "found"), *SOUND[3:]), (4, 1), "2 cells with the tag `setup`"),
        (changed(3, "markdown", "Some prose."), (1, 1), "no headings"),
        (changed(3, "markdown", "## They are:"), (4, 1), "the heading “They are:” ends with a mark"),
        (changed(3, "markdown", "## How many?\n\nThere are 1,417."), (4, 3), "1,417 typed into prose"),
        (changed(4, "code", "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\na + b + c + d + e"), (5, 1), "6 lines; split the cell"),
        (changed(4, "code", "found = found\nimport pandas"), (5, 2), "an import; move it to the cell"),
        (
            changed(2, "setup", "from cited.page import *\nyears = found = 1\n"),
            (3, 1),
            "`from cited.page import *`; import by name",
        ),
        (changed(4, "code", "\ndef total():\n    return 1"), (5, 2), "`total` is defined here; move it to a module"),
        (changed(4, "code", "%time x = 1"), None, ""),
        (changed(4, "code", "found[found['low'] > 2015]"), (5, 1), "2015 typed into code; declare it"),
        (cells(*SOUND[:5], *[("code", "key_finding('A')")] * 2, SOUND[5]), (7, 1), "a second key finding"),
        (cells(*SOUND[:5]), (5, 1), "the last cell with code does not list the sources"),
    ],
)
def test_a_departure_is_named_by_cell_and_line_with_what_to_do(made, place, said):
    found = list(advice.of_cells(made))
    assert len(found) == (place is not None), found
    for cell, line, text in found:
        assert ((cell, line), text[: len(said)]) == (place, said)


def test_check_prints_advice_and_keeps_every_rule_all_the_same(project, capsys):
    long = "import pandas as pd\n\n" + "".join(f"x{number} = {number}\n" for number in range(6)) + "pd.Series([x1])"
    project.write("notebooks/theme.ipynb", notebook([*THEME[:-1], ("code", long), THEME[-1]]))
    assert main(["tidy"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "  notebooks/theme.ipynb, cell 7, line 1: 9 lines; split the cell" in "\n".join(said)
    assert said[-1].endswith("keep every rule.")


def test_a_notebook_that_cannot_be_read_is_the_check_s_affair(project):
    project.write("notebooks/theme.ipynb", "{}")
    assert advice.advice() == []


def test_notebooks_of_a_project_without_a_ledger_have_a_style_of_their_own(project, monkeypatch):
    assert advice.advice()
    monkeypatch.setattr(advice.project, "has_ledger", lambda: False)
    assert advice.advice() == []
