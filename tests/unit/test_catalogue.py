"""Parameters and the catalogue: every fault is found before a kernel starts, all at once, with the nearest name."""

import json

import pytest
from conftest import THEME, each_case, notebook

from cited import project as folders
from cited.page.lab import panel
from cited.parameters import Parameter
from cited.press.build import adhoc, tidy
from cited.press.reports import catalogue


def faults() -> list[str]:
    """Return the faults of the catalogue in the working directory."""
    with pytest.raises(folders.InputError) as raised:
        catalogue.load()
    return list(raised.value.faults)


def test_each_makes_one_report_for_each_value(project):
    reports = catalogue.load()
    assert [report.path for report in reports] == ["theme/trade", "theme/aid", "reserves"]
    assert reports[0].values == {"theme": "trade", "first": None}


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("parameters: {theme", "parameters: {them", ["(reserves)", "parameter 'them'", "did you mean “theme”?"]),
        ("{theme: reserves}", "{theme: reserve}", ["'reserve'", "figures.theme", "did you mean “reserves”?"]),
        ("{theme: reserves}", "{theme: 4}", ["parameter theme: 4; expected str"]),
        ("{theme: reserves}", "{theme: reserves, first: soon}", ["parameter first: 'soon'; expected int"]),
        ("{theme: reserves}", "{theme: reserves, first: true}", ["parameter first: True; expected int"]),
        ("{theme: reserves}", "[reserves]", ["parameters: ['reserves']; expected a mapping"]),
        ("each: {theme: [trade, aid]}", "each: {theme: trade}", ["each, theme: 'trade'; expected a list"]),
        ("front: true", "front: soon", ["front: 'soon'; expected true or false"]),
        ("path: reserves", "path: theme/aid", ["2 reports have the path theme/aid"]),
        ("path: reserves", "path: ../../reserves", ["'../../reserves'; expected lower-case words"]),
        ("path: reserves", "path: index", ["'index'; expected lower-case words"]),
        ("path: reserves", "path: changes", ["'changes'; expected another name: reports/changes.html is what make"]),
        *(
            ("path: reserves", f"path: {taken}/aid", [f"'{taken}/aid'; expected another folder: reports/{taken}/ is"])
            for taken in ("adhoc", "data", "docx", "figure")
        ),
        ("path: theme/{theme}", "path: theme", ["each, theme: 2 reports with one path; expected {theme} in `path`"]),
        ("path: reserves", "path: 7", ["path: 7; expected a text"]),
        ("    title: Reserves\n", "", ["title: nothing; expected a text"]),
        (
            "path: reserves",
            "path: reserves/{frist}",
            ["{frist}", "expected a parameter of theme; did you mean “first”?"],
        ),
        ("answers: What was held.", "answer: What was held.", ["key 'answer'", "did you mean “answers”?"]),
        ("title: Reserves", "title: Reserves of {actor}", ["{actor}", "expected a parameter of theme"]),
        (
            "notebook: theme\n    title: Reserves",
            "notebook: them\n    title: Reserves",
            ["notebook 'them'", "did you mean “theme”?"],
        ),
        ("reports:", "report:", ["no list `reports`"]),
        ("reports:", "reports: [", ["line 2"]),
        ("reports:", "reports: !!python/object/apply:os.getcwd []\nold:", ["line 1", "a value without a tag"]),
    ],
)
def test_a_fault_of_the_catalogue_is_named(project, old, new, parts):
    project.change("reports/catalogue.yml", old, new)
    found = faults()
    assert any(all(part in fault for part in parts) for fault in found), found


def test_years_that_end_before_they_begin_are_a_fault_of_the_catalogue(project):
    project.change(
        "notebooks/theme.ipynb",
        "first: int | None = None ",
        "last: int = 2010  # last year\\nfirst: int | None = None ",
    )
    project.change("reports/catalogue.yml", "{theme: reserves}", "{theme: reserves, first: 2016}")
    (said,) = faults()
    assert "parameters first: 2016, last: 2010; expected years in order" in said


def test_null_is_a_value_of_a_parameter_that_may_be_none_and_of_no_other(project):
    project.change(
        "reports/catalogue.yml", "parameters: {theme: reserves}", "parameters: {theme: reserves, first: null}"
    )
    assert catalogue.load()[1].values["first"] is None
    project.change("reports/catalogue.yml", "{theme: reserves, first: null}", "{theme: null}")
    with pytest.raises(folders.InputError, match="parameter theme: None; expected str, as 'trade'"):
        catalogue.load()


def test_an_empty_text_that_stood_for_all_is_answered_by_what_does_now(project):
    project.change("reports/catalogue.yml", "parameters: {theme: reserves}", "parameters: {theme: ''}")
    (said,) = faults()
    assert "parameter theme: ''; expected a value of figures.theme, or None for all, as `str | None = None`" in said


def test_an_empty_field_of_the_panel_is_none_where_a_parameter_may_be_that_and_no_number_stays_a_fault():
    years = Parameter("first", "int | None", None, "first year")
    assert [panel._value(years, text) for text in ("", "2011", "soon")] == [None, 2011, "soon"]
    assert years.fault("soon") == "'soon'; expected int | None, as None"


@each_case("text", ["", "null", "None"])
def test_nothing_on_the_command_line_is_none_where_a_parameter_may_be_that(text):
    years = Parameter("first", "int | None", 2014, "first year")
    assert adhoc.value(years, text) is None and adhoc.value(years, "2011") == 2011
    assert adhoc.value(Parameter("name", "str", "a", "a name"), text) == text


def test_of_a_notebook_without_parameters_it_is_said_which_tag_no_cell_has(project):
    project.change("notebooks/theme.ipynb", '"parameters"', '"parameter"')
    assert all("none, as no cell of it has the tag `parameters`" in fault for fault in faults())


def test_all_faults_are_listed_at_once(project):
    project.change("reports/catalogue.yml", "{theme: reserves}", "{them: reserves, first: soon}")
    project.change("reports/catalogue.yml", "[trade, aid]", "[trade, ade]")
    assert len(faults()) == 3


def test_a_missing_catalogue_is_named(project):
    (project.root / "reports/catalogue.yml").unlink()
    assert faults() == ["reports/catalogue.yml: no such file; expected the list of reports"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([THEME[1], THEME[1]], "2 cells with the tag `parameters`; expected one, or none"),
        ([("parameters", 'theme = "trade"  # theme')], "expected `name: type = literal  # comment`"),
        ([("parameters", "theme: str = 'trade'")], "expected `name: type = literal  # comment`"),
        ([("parameters", "theme: str = str(4)  # theme")], "expected `name: type = literal  # comment`"),
        ([("parameters", "theme: date = 'trade'  # theme")], "type date; expected one of str, int"),
        ([("parameters", "theme: int = 'trade'  # theme")], "the default 'trade'; expected int"),
        ([("parameters", "theme: str = ")], "parameters cell, line 1"),
    ],
)
def test_a_notebook_with_a_wrong_parameters_cell_is_named(project, cells, expected):
    project.write("notebooks/theme.ipynb", notebook(cells))
    assert any(fault.startswith("notebooks/theme.ipynb") and expected in fault for fault in faults()), faults()


def test_a_notebook_without_a_parameters_cell_declares_none(project):
    project.write("notebooks/theme.ipynb", notebook([THEME[0], *THEME[2:]]))
    assert any("parameter 'theme'; notebook theme declares none" in fault for fault in faults())


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"cells": 4}'])
def test_a_file_that_is_no_notebook_is_named(project, text):
    project.write("notebooks/theme.ipynb", text)
    assert any("expected a Jupyter notebook" in fault for fault in faults())


def test_a_choice_may_come_from_several_columns_and_may_be_empty(project):
    declared = "party: str | None = None  # a party; one of figures.actor or figures.counterpart, or None for all"
    project.write("notebooks/theme.ipynb", notebook([("parameters", declared)]))
    project.write(
        "reports/catalogue.yml",
        "reports:\n  - {path: a, notebook: theme, title: A, answers: A, parameters: {party: Estland}}\n"
        "  - {path: b, notebook: theme, title: B, answers: B, parameters: {party: Westland}}\n",
    )
    assert [fault.split(";")[0] for fault in faults()] == [
        "reports/catalogue.yml, report 2 (b): parameter party: 'Westland'"
    ]


def test_a_document_is_called_by_its_label_and_a_list_is_read_out(project):
    declared = 'source: str = "north-2020"  # document; one of sources.source\nyears: list[int] = [1, 2, 3]  # years'
    project.write("notebooks/theme.ipynb", notebook([("parameters", declared)]))
    project.write("reports/catalogue.yml", "reports:\n  - {path: a, notebook: theme, title: A, answers: A}\n")
    (report,) = catalogue.load()
    assert report.labels == {"source": "North 2020", "years": "1, 2 and 3"}
    assert report.values["source"] == "north-2020"


def test_outputs_counts_and_metadata_are_told_and_taken_out(project):
    path = project.root / "notebooks/theme.ipynb"
    project.change(
        "notebooks/theme.ipynb", '"execution_count": null, "outputs": []', '"execution_count": 3, "outputs": []'
    )
    assert any("has outputs or a count" in fault for fault in tidy.output_faults())
    assert tidy.strip(path)
    assert tidy.output_faults() == []
    # Its editor's own way to write JSON is left as it is.
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert not tidy.strip(path)


def test_a_notebook_without_a_kernel_name_is_told(project):
    project.change("notebooks/theme.ipynb", '"name": "python3"', '"nom": "python3"')
    assert any("no kernel name" in fault for fault in tidy.output_faults())


def test_what_an_editor_keeps_beside_a_notebook_is_no_notebook(project):
    (project.root / "notebooks/.#theme.ipynb").symlink_to("somebody@host.1234")
    assert [path.name for path in folders.notebooks()] == ["theme.ipynb"]
    assert len(catalogue.load()) == 3
