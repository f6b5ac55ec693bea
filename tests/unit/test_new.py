"""A new notebook: years of its question are parameters, its chart is one that can be drawn, nothing needs a ledger."""

import json

import pytest

from cited.page.lab import first_notebook
from cited.press.build import new, tidy
from cited.press.reports import catalogue
from cited.project import InputError


def made(project, question, text=first_notebook.text):
    new.notebook("mine", question, text)
    cells = json.loads((project.root / "notebooks/mine.ipynb").read_text(encoding="utf-8"))["cells"]
    report = next(each for each in catalogue.load() if each.path == "mine")
    return ["".join(cell["source"]) for cell in cells], report


@pytest.mark.parametrize(
    ("question", "title", "values", "selected"),
    [
        ("Who sent aid?", "Who sent aid?", {}, "figures(theme=theme)"),
        ("Who sent aid in 2020?", "Who sent aid in {year}?", {"year": 2020}, "theme=theme, first=year, last=year)"),
        (
            "Aid, 2014–2016?",
            "Aid, {first}–{last}?",
            {"first": 2014, "last": 2016},
            "theme=theme, first=first, last=last)",
        ),
        ("More in 2016 than in 2014?", "More in {last} than in {first}?", {"first": 2014, "last": 2016}, "last=last)"),
    ],
)
def test_years_of_the_question_are_parameters(project, monkeypatch, question, title, values, selected):
    asked = []
    monkeypatch.setattr(first_notebook, "theme_of", lambda _, *limits: (asked.append(limits), ("aid", True))[1])
    cells, report = made(project, question)
    assert cells[0].startswith(f"# {question}\n") and selected in cells[3]
    assert (report.title, report.values) == (title, {"theme": "aid", **values})
    years = list(values.values()) or [None]
    assert asked == [(years[0], years[-1])]


@pytest.mark.parametrize("question", ["Aid, 2014-2016?", "Aid, 2014 - 2016?", "Aid, 2014—2016?"])
def test_years_may_be_typed_with_the_hyphen_that_a_keyboard_has(project, question):
    cells, report = made(project, question)
    assert cells[0].startswith("# Aid, 2014–2016?\n") and report.title == "Aid, {first}–{last}?"


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("How did the G20 act?", "expected no digit but years"),
        ("Aid in 2014-16?", "a range of years as 2014–2016"),
        ("Aid in 2012, 2014 and 2016?", "names 3 years; expected one, or the first and the last"),
        ("What of {donor}?", "expected no braces"),
        ("Who sent aid?\n# %%\nimport os", "expected one line"),
    ],
)
def test_a_question_that_no_page_could_show_is_refused(project, question, message):
    with pytest.raises(InputError, match=message):
        made(project, question)
    assert not (project.root / "notebooks/mine.ipynb").exists()


def test_a_name_that_the_catalogue_cannot_take_changes_nothing(project):
    before = (project.root / "reports/catalogue.yml").read_bytes()
    with pytest.raises(InputError, match="expected lower-case words, digits and hyphens, folders by `/`, not `index`"):
        new.notebook("index", "Why?", None)
    assert (project.root / "reports/catalogue.yml").read_bytes() == before
    assert not (project.root / "notebooks/index.ipynb").exists()


def test_where_no_unit_has_figures_enough_the_chart_counts_them(project, monkeypatch):
    monkeypatch.setattr(first_notebook, "theme_of", lambda *asked: ("aid", False))
    cells, _ = made(project, "Who?")
    assert "intervals" not in "".join(cells) and cells[8].startswith("counts(chosen,")


def test_the_first_theme_of_which_a_chart_can_be_drawn_is_chosen(project):
    # No theme of this ledger has three figures of one unit.
    assert first_notebook.theme_of("How many cases had Sudland?", None, None) == ("health", False)
    assert first_notebook.theme_of("", None, None) == ("aid", False)
    rows = "".join(
        f"south-2021-{n},{n},{n} ships,1,ships,trade,Sudland,,{n},{n},,ships,2020,actual,,,plain,,,\n"
        for n in (3, 4, 5)
    )
    path = project.root / "data/figures/south-2021.csv"
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    from cited.ledger.store import tables

    tables.forget()
    assert first_notebook.theme_of("", None, None) == ("trade", True)
    assert first_notebook.theme_of("", 2021, 2021)[1] is False


def test_an_entry_is_added_to_a_list_in_one_line_and_changes_nothing_of_one_in_many(project):
    path = project.root / "reports/catalogue.yml"
    written = path.read_text(encoding="utf-8").rstrip("\n") + "  # the last\n"
    path.write_text(written, encoding="utf-8")
    made(project, "Who sent aid?")
    assert path.read_text(encoding="utf-8").startswith(written)
    assert json.loads((project.root / "notebooks/mine.ipynb").read_text(encoding="utf-8"))["nbformat_minor"] == 5
    (project.root / "notebooks/mine.ipynb").unlink()
    path.write_text("reports: [{path: a, notebook: theme, title: A, answers: A}]\n", encoding="utf-8")
    made(project, "Who sent aid?")
    assert [report.path for report in catalogue.load()] == ["a", "mine"]


def test_without_a_ledger_the_notebook_has_data_of_its_own(project, monkeypatch):
    monkeypatch.setattr(new.project, "has_ledger", lambda: False)
    cells, report = made(project, "How many in 2020, of the G20?", None)
    assert "cited" not in "".join(cells) and report.title == "How many in 2020, of the G20?"
    assert "pd.DataFrame" in cells[2] and cells[6].startswith("rows.head(most).plot")


def test_a_command_that_was_killed_between_notebook_and_entry_is_run_again(project):
    catalogued = (project.root / "reports/catalogue.yml").read_bytes()
    made(project, "Who sent aid?")
    (project.root / "reports/catalogue.yml").write_bytes(catalogued)
    assert made(project, "Who sent aid?")[1].title == "Who sent aid?"
    with pytest.raises(InputError, match="is there already; expected a new name"):
        made(project, "Who sent aid?")


def test_a_notebook_of_this_name_without_an_entry_that_asks_something_else_stays(project):
    project.write("notebooks/mine.ipynb", "mine")
    with pytest.raises(InputError, match="is there already; expected a new name"):
        made(project, "Who sent aid?")
    assert (project.root / "notebooks/mine.ipynb").read_text() == "mine"


@pytest.mark.parametrize("drawn", [True, False])
def test_a_new_notebook_is_formatted_also_where_lines_are_as_short_as_usual(project, monkeypatch, drawn):
    project.write("ruff.toml", "line-length = 88\n")
    monkeypatch.setattr(first_notebook, "theme_of", lambda *asked: ("aid", drawn))
    made(project, "Who sent aid?")
    assert not [fault for fault in tidy.style_faults() if "mine.ipynb" in fault]


def test_the_style_of_a_project_without_notebooks_is_that_of_no_other_file(project):
    (project.root / "notebooks/theme.ipynb").unlink()
    project.write("helper.py", "import os,sys\n")
    assert tidy.style_faults() == []
