"""The ledger: what is selected, and as what it comes back."""

import math

import pytest
from conftest import each_case

from cited import project as folders
from cited.ledger import UnknownName, exchange_rates, figures, largest, sources, works
from cited.ledger.agreement import hedges
from cited.ledger.frames import frames
from cited.ledger.store import codes, outcomes, periods, tables


def test_everything_comes_back_in_reading_order_when_nothing_is_asked(project):
    assert list(figures().index) == ["north-2020-1", "north-2020-2", "north-2020-3", "south-2021-1", "south-2021-2"]


def test_an_open_end_is_not_a_number(project):
    row = figures(theme="aid").iloc[0]
    assert (row["low"], math.isnan(row["high"])) == (1800000.0, True)


def test_a_cell_that_names_several_is_found_by_each(project):
    assert list(figures(counterpart="Estland").index) == ["south-2021-1"]
    assert list(figures(counterpart="Norland").index) == ["south-2021-1"]


def test_a_list_selects_any_of_its_values(project):
    assert len(figures(theme=["aid", "trade"])) == 3


def test_between_finds_a_pair_whoever_is_actor(project):
    assert list(figures(between=["Norland", "Sudland"]).index) == ["north-2020-2", "north-2020-3", "south-2021-1"]


@each_case(
    ("period", "first", "last", "expected"),
    [
        ("2014", 2014, 2014, True),
        ("2014", 2015, 0, False),
        ("2009/2013", 2013, 2020, True),
        ("2010/..", 2030, 2040, True),
        ("2010/..", 0, 2009, False),
        ("2016~", 2016, 2016, True),
        ("", 2014, 2014, True),
    ],
)
def test_a_period_counts_when_it_touches_the_years(period, first, last, expected):
    assert periods.within(period, first, last) is expected


def test_a_choice_without_figures_keeps_its_columns_and_what_was_asked(project):
    empty = figures(theme="tourism", first=1999)
    assert empty.empty
    assert "printed" in empty.columns
    assert empty.attrs["filters"] == {"theme": "tourism", "first": 1999}


def test_the_largest_figure_is_found_within_one_unit(project):
    assert largest(figures(), "USD").name == "north-2020-1"
    assert largest(figures(theme="aid"), "USD") is None
    with pytest.raises(UnknownName, match="the ledger has no “UDS”; did you mean “USD”"):
        largest(figures(), "UDS")


def test_an_amount_in_two_currencies_implies_a_rate(project):
    rates = exchange_rates(figures(theme="trade"))
    assert list(rates.index) == ["north-2020-3"]
    assert rates.iloc[0]["pair"] == "USD per EUR"
    assert rates.iloc[0]["low"] == pytest.approx(13 / 12)
    assert rates.iloc[0]["high"] == pytest.approx(1.1)


def test_works_and_documents_are_selected_by_document(project):
    assert list(works(source="north-2020").index) == ["north-2020-note-1"]
    assert sources(source="south-2021").iloc[0]["label"] == "South 2021"


def test_the_project_is_found_from_its_notebooks_folder(project, monkeypatch):
    monkeypatch.chdir(project.root / "notebooks")
    assert folders.root() == project.root


def test_outside_a_project_the_message_says_what_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(folders.InputError, match=r"data/datapackage\.json"):
        folders.root()


@each_case(
    ("table", "column", "names", "others"),
    [
        ("figures", "status", codes.Status, set()),
        ("figures", "basis", codes.Basis, set()),
        # The word of a person who knows better than a rule.
        ("numbers", "class", codes.NumberClass, {"figure"}),
        ("checks", "reason", outcomes.Reason, set()),
    ],
)
def test_codes_are_those_that_the_schema_knows(table, column, names, others):
    known = next(field for field in tables.schema(table)["fields"] if field["name"] == column)
    assert set(known["constraints"]["enum"]) == {*names, *others}


def test_between_years_that_end_before_they_begin_there_is_no_figure_and_no_undated_one(project):
    project.change("data/figures/north-2020.csv", "USD,2014,", "USD,,")
    assert "north-2020-1" in figures(first=2015).index
    assert figures(first=2015, last=2010).empty


def test_the_schema_has_no_hedge_that_the_package_does_not_know():
    # A project need not use every hedge that the package knows.
    known = next(field for field in tables.schema("figures")["fields"] if field["name"] == "hedge")
    assert set(known["constraints"]["enum"]) <= set(hedges.Hedge)


def test_what_repeats_a_repetition_states_what_the_first_printing_states(project):
    path = project.root / "data/figures/north-2020.csv"
    text = path.read_text(encoding="utf-8")
    last = text.splitlines()[-1].replace("north-2020-3", "north-2020-4", 1).replace("north-2020-2", "north-2020-3")
    path.write_text(f"{text}{last}\n", encoding="utf-8")
    assert frames.originals(figures=["north-2020-4", "north-2020-1"]) == {
        "north-2020-4": "north-2020-2",
        "north-2020-1": "north-2020-1",
    }
