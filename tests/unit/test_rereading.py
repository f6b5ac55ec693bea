"""A value is what its words say: changed values, hedges and units are noticed, and a reason must be needed."""

import csv
import random

import pytest
from conftest import REPOSITORY, each_case

from cited.intake.reading import grammar
from cited.intake.verifying import rereading
from cited.ledger.rules import check, reading_order

ROW = {"printed": "almost $4 billion", "low": "4000000000", "high": "4000000000", "hedge": "almost", "unit": "USD"}


def found(**cells):
    """The columns in which a row is not what its words say."""
    return [column for column, _ in rereading.row_faults({**ROW, "reading": "", **cells})]


def test_a_row_that_is_what_its_words_say_has_no_fault():
    assert found() == []


@each_case(
    ("cells", "columns"),
    [
        ({"low": "400000000"}, ["low"]),
        ({"high": ""}, ["high"]),
        ({"hedge": "about"}, ["hedge"]),
        ({"unit": "EUR"}, ["unit"]),
        ({"printed": "four themes", "low": "40", "high": "4", "hedge": "", "unit": "themes"}, ["low"]),
        (
            {"printed": "more than 1.8 million masks", "low": "1800000", "hedge": "more than", "unit": "masks"}
            | {"high": "1800000"},
            ["high"],
        ),
    ],
)
def test_a_value_that_the_words_do_not_say_is_named(cells, columns):
    assert found(**cells) == columns


@each_case(("printed", "value", "unit"), [("13", "13", "countries"), ("ninth", "9", "rank"), ("20%", "20", "percent")])
def test_a_bare_number_is_read_without_its_line(printed, value, unit):
    cells = {"printed": printed, "low": value, "high": value, "hedge": "", "unit": unit}
    assert found(**cells) == []
    assert found(**cells | {"high": value + "0"}) == ["high"]


def test_a_reason_excuses_the_columns_that_it_names_and_no_others():
    cells = {"printed": "sixteen times", "low": "16", "high": "16", "hedge": "", "unit": "wars"}
    assert found(**cells) == ["unit"]
    assert found(**cells, reading="unit: times that a war was fought") == []
    assert found(**cells | {"low": "61"}, reading="unit: times that a war was fought") == ["low"]
    assert found(**cells, reading="they are wars") == ["reading"]
    assert found(**cells, reading="unit: x") == ["reading"]


def test_a_reason_that_is_not_needed_is_named_where_the_line_is_there():
    row = {**ROW, "reading": "unit: dollars of what year?"}
    quantity = grammar.read(ROW["printed"], f"It has {ROW['printed']} in reserves.")
    assert [column for column, _ in rereading.row_faults(row, quantity)] == ["reading"]


def test_no_value_of_the_ledger_can_change_unnoticed():
    chance = random.Random(11)
    for path in sorted((REPOSITORY / "data/figures").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                column = chance.choice([end for end in ("low", "high") if row[end]])
                spoiled = {**row, column: f"{float(row[column]) * chance.choice((0.1, 0.5, 1.01, 10)):.6f}"}
                assert column in [name for name, _ in rereading.row_faults(spoiled)], row["figure"]


def test_a_changed_value_is_named_by_file_row_and_column(project):
    project.change("data/figures/north-2020.csv", ",4000000000,4000000000,", ",400000000,400000000,")
    low, _high = map(str, rereading.faults())
    assert low.startswith("data/figures/north-2020.csv, row 2, column `low`: “400000000”; expected 4000000000")


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("figures/south-2021.csv", ",Sudland,,63928", ",Sud\u00a0land,,63928", ["row 3", "`actor`", "U+00A0"]),
        ("figures/south-2021.csv", "in the number.", "in the\u200bnumber.", ["row 3", "`remark`", "U+200B"]),
        ("sources.csv", "A. North", "A.\x07 North", ["row 2", "`author`", "U+0007"]),
        (
            "figures/south-2021.csv",
            "Repaired: printed",
            "#REF! printed",
            ["row 3", "`remark`", "error of a spreadsheet"],
        ),
        ("figures/south-2021.csv", ",cases,health", ",cafe\u0301s,health", ["row 3", "`measure`", "one character"]),
        ("figures/south-2021.csv", ",63928,63928,", ",6.3928E+04,63928,", ["row 3", "`low`", "plain decimal"]),
    ],
)
def test_a_cell_that_a_spreadsheet_or_a_page_damaged_is_named(project, file, old, new, parts):
    project.change(f"data/{file}", old, new)
    faults = check.faults()
    assert any(all(part in fault for part in [f"data/{file}", *parts]) for fault in faults), faults


def test_what_a_document_prints_so_is_no_damage(project):
    project.change("data/sources.csv", "Ice and money", "Ice\u00a0and #REF! cafe\u0301s")
    assert check.faults() == []


def test_a_figure_that_stands_twice_is_named(project):
    path = project.root / "data/figures/south-2021.csv"
    row = path.read_text(encoding="utf-8").splitlines()[2]
    project.write("data/figures/south-2021.csv", path.read_text(encoding="utf-8") + row.replace("-2,9", "-3,9") + "\n")
    assert [fault for fault in check.faults() if "row 4, column `printed`" in fault and "row 3 has these" in fault]


def test_a_row_with_a_wrong_line_is_named_itself_and_not_the_one_after_it():
    rows = [(number, {**ROW, "line": line}) for number, line in enumerate(["3", "7", "7", "9", "8", "8"], start=2)]
    [fault] = reading_order.faults("data/figures/a.csv", "a", rows)
    assert (fault.row, fault.value) == (5, "9")
    assert fault.expected == ("expected reading order: row 4 above stands in line 7 and row 6 below stands in line 8")


def test_of_two_rows_that_changed_places_the_later_one_is_named():
    rows = [(number, {**ROW, "line": line}) for number, line in enumerate(["9", "3"], start=2)]
    assert [(fault.row, fault.expected) for fault in reading_order.faults("data/figures/a.csv", "a", rows)] == [
        (3, "expected reading order: row 2 above stands in line 9")
    ]


def test_where_the_text_is_at_hand_a_wrong_line_is_told_from_the_one_that_has_the_words(monkeypatch):
    monkeypatch.setattr(reading_order.texts, "lines", lambda source: ["Of 7 ships", "and 5 boats", "two left."])
    rows = [
        (number, {**ROW, "line": line, "printed": printed})
        for number, (line, printed) in enumerate([("1", "7 ships"), ("3", "5 boats"), ("2", "boats")], start=2)
    ]
    assert [(fault.row, fault.expected) for fault in reading_order.faults("data/figures/a.csv", "a", rows)] == [
        (4, "expected reading order: row 3 above stands in line 3")
    ]
    rows.append((5, {**ROW, "line": "2", "printed": "and"}))
    [fault] = reading_order.faults("data/figures/a.csv", "a", rows)
    assert (fault.row, fault.value) == (3, "3")
    assert fault.expected.endswith("below stands in line 2; its words do not stand in line 3 but in line 2")


def test_a_row_that_repeats_none_of_the_file_is_named_once_with_the_nearest(project):
    project.change("data/figures/south-2021.csv", ",actual,,,repaired,", ",actual,,south-2021-11,repaired,")
    told = [fault for fault in check.faults() if "column `repeats`" in fault]
    assert len(told) == 1 and "expected the id of an earlier row; did you mean “south-2021-1”?" in told[0]


def test_a_note_that_the_document_has_not_is_named(project):
    project.change("data/figures/north-2020.csv", "2014,actual,1,", "2014,actual,3,")
    assert [fault for fault in check.faults() if "row 2, column `notes`: “3”; expected a note of the" in fault]


@each_case(("unit", "columns"), [("arrivals", []), ("USD", ["unit"])])
def test_a_guessed_unit_gives_way_to_a_persons_but_things_are_no_money(unit, columns):
    quantity = grammar.Quantity(1, 0, 12, "10.6 million", 1, 1.06e7, 1.06e7, "", "persons", "", guessed=("unit",))
    row = {**ROW, "printed": "10.6 million", "low": "10600000", "high": "10600000", "hedge": "", "unit": unit}
    assert [column for column, _ in rereading.row_faults({**row, "reading": ""}, quantity)] == columns
