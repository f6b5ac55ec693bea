"""Numbers in our own remarks: those that the tables have, and no others."""

import pytest

from cited.intake.verifying import remarks


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        # As a statistic has it, in full or rounded, and of the year that is named.
        ("The bank had 3.9 billion dollars at the end of 2014.", []),
        ("The bank had 3.1 billion dollars at the end of 2013.", []),
        ("The bank had 3 billion dollars in 2013 and 3,900,000,000 in 2014.", []),
        ("The bank had 3.1 billion dollars at the end of 2014.", ["not “3.1 billion dollars”"]),
        ("The bank had 3.2 billion dollars.", ["not “3.2 billion dollars”"]),
        # What the document prints elsewhere, where a line says so.
        ("It is more than 1.8 million masks.", []),
        ("Line 9 has 63,928 persons.", []),
        ("Line 7 has 63,928 persons.", ["line 7 has 1800000"]),
        ("Line 8 has 63,928 persons.", ["line 8 has no figure"]),
        # Words count what the remark lists; a name is no number, nor is a year.
        ("The two years before 2020 had fewer of the masks (masks19-count).", []),
        # Nobody reads numbers of a language that he does not know.
        ("Die Bank und das Amt hatten mit 3,7 Milliarden von den Masken die meisten.", []),
    ],
)
def test_a_number_in_a_remark_is_one_that_the_document_or_a_statistic_has(checked, remark, words):
    checked.change("data/figures/south-2021.csv", ",plain,,,", f',plain,"{remark}",,')
    found = [str(fault) for fault in remarks.faults()]
    assert len(found) == len(words), found
    for fault, said in zip(found, words, strict=True):
        assert fault.startswith("data/figures/south-2021.csv, row 2, column `remark`")
        assert said in fault


def test_remarks_and_departures_of_ties_are_read_as_well(checked):
    checked.change("data/checks.csv", "Gold is left out.,", "Gold of 0.2 billion dollars is left out.,")
    (fault,) = remarks.faults()
    assert (fault.file, fault.row, fault.column) == ("data/checks.csv", 3, "remark")


def test_remarks_without_a_digit_are_not_read(checked, monkeypatch):
    monkeypatch.setattr(remarks, "by_figure", None)
    assert remarks.faults() == []


def test_a_large_table_without_a_digit_in_its_remarks_is_not_read_by_rows(checked, monkeypatch):
    checked.change(
        "data/figures/south-2021.csv", "Repaired: printed with a blank in the number.", "Repaired: one blank."
    )
    monkeypatch.setattr(remarks.columns, "LARGE", 1)
    monkeypatch.setattr(remarks.tables, "read", None)
    assert remarks.faults() == []
