"""Broken rows: each is named by file, row, column, value and what was expected."""

from pathlib import Path

import pytest

from cited.ledger.rules import check

FIGURES = "data/figures/north-2020.csv"
HEADER = "figure,line,printed,occurrence,measure"


def test_a_sound_ledger_has_no_fault(project):
    assert check.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        (
            ",4000000000,4000000000,almost",
            ",four,4000000000,almost",
            ["row 2", "`low`", "“four”", "plain decimal number"],
        ),
        (",reserves,Norland", ",reserve,Norland", ["row 2", "`theme`", "“reserve”", "did you mean “reserves”?"]),
        ("north-2020-2,5", "north-2020-1,5", ["row 3", "`figure`", "“north-2020-1”", "row 2 has it"]),
        ("north-2020-2,5", ",5", ["row 3", "`figure`", "nothing", "expected a value"]),
        ("north-2020-3,5", "west-2020-3,5", ["row 4", "`figure`", "“west-2020-3”", "north-2020-<number>"]),
        (
            ",north-2020-2,plain",
            ",north-2020-9,plain",
            ["row 4", "`repeats`", "“north-2020-9”", "an earlier row; did you mean “north-2020-"],
        ),
        ("USD,2014,", "USD,in 2014,", ["row 2", "`period`", "“in 2014”", "EDTF"]),
        ("USD,2014,", "Dollars,2014,", ["row 2", "`unit`", "“Dollars”", "ISO 4217"]),
        ("north-2020-1,3,", "north-2020-1,0,", ["row 2", "`line`", "“0”"]),
        ("north-2020-1,3,", "north-2020-1,41,", ["row 2", "`line`", "“41”", "at most 40"]),
        ("north-2020-1,3,", "north-2020-1,6,", ["row 3", "`line`", "reading order"]),
        ("almost $4 billion", "", ["row 2", "`printed`", "nothing", "expected a value"]),
        (",4000000000,4000000000,almost", ",,,almost", ["row 2", "`low`", "a number in low, in high or in both"]),
        (",10000000,12000000,range", ",12000000,10000000,range", ["row 3", "`low`", "no more than high"]),
        (",10000000,12000000,range", ",10000000,12000000,about", ["row 3", "`hedge`", "`range`"]),
        ("1,,plain,,,\n", "1,,doubtful,,,\n", ["row 2", "`remark`", "why the figure is doubtful"]),
        ("1,,plain,,,\n", "1,,doubtful,Probably million.,,\n", ["row 2", "`remark`", "`Doubtful: ` and what"]),
        ("1,,plain,,,\n", "1,,repaired,Doubtful: probably million.,,\n", ["row 2", "`remark`", "`Repaired: `"]),
        ("1,,plain,,,\n", "1,,doubtful,Doubtful: x,,\n", ["row 2", "`remark`", "why the figure is doubtful"]),
        ("1,,plain,,,\n", "1,,plain,Doubtful: probably million.,,\n", ["row 2", "`status`", "expected doubtful"]),
        ("1,,plain,,,\n", "1,,plain,?,,\n", ["row 2", "`remark`", "“?”", "in words"]),
        ("foreign exchange reserves", "?", ["row 2", "`measure`", "“?”", "in the field’s words"]),
        (
            "1,trade volume,trade,Norland,Sudland,10",
            "1,trade volume,aid,Norland,Sudland,10",
            ["row 4", "`theme`", "expected aid, as row 3"],
        ),
        ("foreign exchange", "foreign\ue000exchange", ["row 2", "`measure`", "U+E000 (a character for private use)"]),
        ("almost $4", "almost\u202e$4", ["row 2", "`printed`", "U+202E (right-to-left override)"]),
        ("almost $4", "almost\ufdd0$4", ["row 2", "`printed`", "U+FDD0 (no assigned character)"]),
        ("almost $4", "almost\u0378$4", ["row 2", "`printed`", "U+0378 (no assigned character)"]),
        ("1,,plain,,,\n", "1,,certain,,,\n", ["row 2", "`status`", "“certain”", "plain, repaired, doubtful"]),
        (HEADER, "figure,line,printed,measure", ["row 1", "`occurrence`"]),
        ("1,,plain,,,\n", "1\n", ["row 2", "`repeats`", "the row has too few"]),
        ("1,,plain,,,\n", "1,,plain,,,,extra\n", ["row 2", "the row has too many"]),
        ("\n", "\r\n", ["row 1", "a carriage return"]),
        (HEADER, "\ufeff" + HEADER, ["row 1", "byte order mark"]),
    ],
)
def test_a_broken_row_is_named(project, old, new, parts):
    project.change(FIGURES, old, new)
    faults = [fault for fault in check.faults() if fault.startswith(FIGURES)]
    assert any(all(part in fault for part in parts) for fault in faults), faults


@pytest.mark.parametrize("new", ["1\n", "1,,plain,,,,extra\n"])
def test_a_row_with_too_few_or_too_many_cells_is_named_once(project, new):
    # What its cells hold is shifted, and so is wrong in every column.
    project.change(FIGURES, "1,,plain,,,\n", new)
    project.change(FIGURES, ",4000000000,4000000000,almost,USD,2014,", ",almost,USD,2014,4000000000,4000000000,")
    assert len([fault for fault in check.faults() if fault.startswith(FIGURES)]) == 1


def test_figures_of_a_document_that_is_in_no_table_are_named(project):
    Path("data/figures/north-2020.csv").rename("data/figures/nord-2020.csv")
    assert any("nord-2020" in fault for fault in check.faults())


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        # Another thing, another side, another value in the same unit: none is a repetition.
        ("1,trade volume,trade,Norland,Sudland,11", "1,exports,trade,Norland,Sudland,11", ["trade volume in `measure`"]),
        ("Sudland,11000000", "Estland,11000000", ["Sudland in `counterpart`"]),
        ("range,USD,2015,", "range,USD,2016,", ["2015 in `period`"]),
        ("range,USD,2015,actual,,north", "range,EUR,2015,actual,,north", ["10000000 in `low`"]),
        # The same again without saying so.
        ("11000000,13000000,range,USD,2015,actual,,north-2020-2", "10000000,12000000,range,EUR,2015,actual,,", ["north-2020-2, which says the same"]),
    ],
)  # fmt: skip
def test_a_row_repeats_what_says_the_same_and_nothing_else(project, old, new, parts):
    project.change(FIGURES, old, new)
    faults = [fault for fault in check.faults() if fault.startswith(f"{FIGURES}, row 4, column `repeats`")]
    assert any(all(part in fault for part in parts) for fault in faults), check.faults()


def test_a_row_repeats_one_of_a_time_without_an_end_if_it_has_the_same(project):
    project.change(FIGURES, "range,EUR,2015,", "range,EUR,2015/..,")
    project.change(FIGURES, "range,USD,2015,", "range,USD,2015/..,")
    assert not [fault for fault in check.faults() if "`repeats`" in fault]


def test_the_same_of_another_year_is_no_repetition(project):
    project.change(
        FIGURES, "11000000,13000000,range,USD,2015,actual,,north-2020-2", "10000000,12000000,range,EUR,2016,actual,,"
    )
    assert check.faults() == []


def test_a_figure_of_an_unknown_document_is_named(project):
    project.change("data/sources.csv", "north-2020,North", "nord-2020,North")
    project.change("data/works.csv", "north-2020,1", "nord-2020,1")
    assert any("north-2020-1" in fault and "a document of sources.csv" in fault for fault in check.faults())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", f"{FIGURES}: nothing; expected a header line; the file is empty"),
        (HEADER.replace(",", ";"), f"{FIGURES}, row 1: “cells between semicolons”; expected commas between them"),
    ],
)
def test_a_file_without_a_header_or_commas_is_named_with_the_row_if_it_has_one(project, text, said):
    (project.root / FIGURES).write_text(text, encoding="utf-8")
    assert check.faults() == [said]


def test_a_file_in_another_encoding_is_named_with_its_row(project):
    path = project.root / FIGURES
    path.write_bytes(path.read_bytes().replace("€10-€12".encode(), b"\x8010"))
    assert check.faults() == [f"{FIGURES}, row 3: “byte 0x80”; expected the file saved as UTF-8"]


def test_a_missing_file_is_named(project):
    (project.root / FIGURES).unlink()
    assert check.faults()[0].startswith(f"{FIGURES}: “No such file")


def test_all_faults_are_told_at_once(project):
    project.change(FIGURES, ",reserves,Norland", ",reserve,Norland")
    project.change("data/figures/south-2021.csv", ",aid,", ",help,")
    assert len(check.faults()) == 2


def test_a_broken_descriptor_is_named(project):
    project.write("data/datapackage.json", "{")
    assert check.faults()[0].startswith("data/datapackage.json: ")
