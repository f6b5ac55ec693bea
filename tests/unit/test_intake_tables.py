"""The tables that contributors add rows to: units, and the words that hedge a number."""

import io
from importlib import resources

import pytest

from cited.intake.language import measures, unit_table
from cited.intake.units import hedges
from cited.project import InputError

HEADER = "kind,code,before,after,names,factor,source"
FIRKINS = "measure,firkins,,fkn,firkin|firkins,1,usage"


def test_each_noun_for_people_stands_in_one_row():
    nouns = (
        resources.files("cited.intake.language").joinpath("persons.csv").read_text(encoding="utf-8").splitlines()[1:]
    )
    assert nouns == sorted(set(nouns))
    assert set(nouns) <= measures.PEOPLE and not [noun for noun in nouns if noun.strip() != noun or not noun]


@pytest.fixture
def units(monkeypatch):
    """A function that gives the messages about a table of these rows."""

    def told(*rows, header=HEADER):
        table = io.StringIO("\n".join((header, *rows)))
        monkeypatch.setattr(unit_table, "_text", lambda _name: table.getvalue())
        try:
            assert len(unit_table.rows()) == len(rows)
        except InputError as error:
            return [fault.removeprefix("cited/intake/language/units.csv, ") for fault in error.faults]
        return []

    return told


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (FIRKINS.replace(",1,", ",x,"), "row 2, column `factor`: “x”; expected a number above 0"),
        (FIRKINS.replace(",1,", ",0,"), "row 2, column `factor`: “0”; expected a number above 0"),
        (FIRKINS.replace(",1,", ",nan,"), "row 2, column `factor`: “nan”; expected a number above 0"),
        (FIRKINS.replace("measure", "measur"), "row 2, column `kind`: “measur”; expected one of currency, measure,"),
        (FIRKINS.replace(",usage", ","), "row 2, column `source`: nothing; expected a value"),
        (FIRKINS.replace("fkn,firkin|firkins", ","), "row 2, column `names`: nothing; expected a value in one of"),
        (FIRKINS.replace(",usage", ""), "row 2: “measure,firkins,,fkn,firkin|firkins,1”; expected 7 cells, found 6"),
        (f"\n{FIRKINS}", "row 2: nothing; expected 7 cells, found 0"),
    ],
)
def test_a_slip_in_a_row_of_units_is_named_with_its_place(units, row, message):
    (fault,) = units(row)
    assert fault.startswith(message)


def test_a_sign_or_a_name_stands_once_but_for_a_scale_s(units):
    assert units(FIRKINS, "scale,1000,,fkn,,1000,usage") == []
    again = units(FIRKINS, "measure,casks,,fkn,Firkin,1,usage")
    assert again == [
        "row 3, column `after`: “fkn”; expected one that row 2 does not have",
        "row 3, column `names`: “Firkin”; expected one that row 2 does not have",
    ]


def test_a_table_of_units_with_other_columns_is_refused(units):
    (fault,) = units(header="kind,code")
    assert fault == f"row 1: “kind,code”; expected {HEADER}"


@pytest.mark.parametrize("words", ["well-nigh", "à peu près"])
def test_a_hedge_word_is_read_by_its_pattern_alone(words):
    assert words.split()[-1] in hedges.last_words(rf"almost|nearly|{words}")
