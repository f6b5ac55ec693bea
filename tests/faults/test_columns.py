"""A large ledger is looked at by columns first: whatever is wrong in it, the same is said as by rows."""

import csv
import io

import pytest
from bad_inputs import TABLES
from conftest import add_tables, soaking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cited import project as place
from cited.intake.verifying import rereading
from cited.ledger.rules import check, columns, screen, screen_columns
from cited.ledger.store import tables

FIGURES, CHECKS = "data/figures/north-2020.csv", "data/checks.csv"
# What people and programs leave in cells, beside what other cells hold.
CELLS = [
    *("", " ", "0", "1", "01", "-5", "3.50", "1e9", "NaN", "٣", "4000000000.0", "a\u00a0b", "a\u200bb", "a\tb", "\x1c"),
    *(" x", "x ", 'a "b"', "a,b", "é", "range", "about", "plain", "doubtful", "USD", "JPY per USD", "Dollars", "trade"),
    *(
        "2014",
        "2014-13",
        "2014/2012",
        "2014/..",
        "north-2020-1",
        "north-2020-2",
        "north-2020-99",
        "south-2021-1",
        "1 2",
    ),
    *(
        "Norland",
        "Sudland; Norland",
        "Atlantis",
        "no statistic held",
        "same",
        "level",
        "own",
        "north-2020-1-a",
        "unit: x",
    ),
]


def by(columns_first: bool) -> list[str]:
    """Return what is wrong with the rows of files that are whole: what is said of the others is said in one way alone."""
    columns.LARGE = 0 if columns_first else 1 << 40
    tables.forget()
    return check.row_faults() or list(map(str, rereading.faults()))


NAMES = """\
kind,name,code,label,remark
party,Norland,NOR,,
party,Sudland,,,
party,Estland,,,
party,Euro area,XEA,,
unit,USD,,,
unit,EUR,,,
unit,masks,,,
unit,persons,,,
"""


@pytest.fixture
def whole(checked):
    """A project that has every table for which there are rules."""
    add_tables(checked.root, names=NAMES)
    return checked


@pytest.fixture(autouse=True)
def _size(monkeypatch):
    monkeypatch.setattr(columns, "LARGE", columns.LARGE)


def test_a_sound_ledger_is_proven_by_columns(whole):
    columns.LARGE = 0
    proof = columns.Proof(check.resources())
    assert {path.name for path in proof.files} == {"north-2020.csv", "south-2021.csv", "checks.csv"}
    assert by(True) == []


def of_rows(bad) -> bool:
    """Tell whether a bad input stands in a table, which is read by columns, and not in the descriptor or beside it."""
    return bad.message[0] in (FIGURES, CHECKS) and bad.name not in ("file missing", "a table as a link")


@pytest.mark.parametrize("bad", list(filter(of_rows, TABLES)), ids=lambda bad: bad.name)
def test_every_kind_of_fault_is_told_alike(bad, whole):
    bad.change(whole)
    columns.LARGE = 0
    tables.forget()
    if screen.doubtful(check.resources()) or check.file_faults():
        assert len(columns.Proof(check.resources()).files) < 3
        return
    said = []
    for columns_first in (True, False):
        try:
            said.append(by(columns_first))
        except place.InputError as error:
            said.append(list(error.faults))
    assert said[0] == said[1] != []


@pytest.mark.soak
@settings(
    max_examples=300 if soaking() else 60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    file=st.sampled_from([FIGURES, CHECKS]),
    row=st.integers(0, 5),
    column=st.integers(0, 19),
    cell=st.sampled_from(CELLS),
    again=st.booleans(),
)
def test_any_changed_cell_is_told_alike(whole, file, row, column, cell, again):
    path = whole.root / file
    before = path.read_text(encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(before))
    changed = rows[row % len(rows)]
    changed[column % len(header)] = cell
    if again:
        rows.append(rows[0])
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([header, *rows])
    try:
        path.write_text(buffer.getvalue(), encoding="utf-8")
        columns.LARGE = 0
        tables.forget()
        # What breaks the schema is told by frictionless, which takes its time: never is such a file proven.
        assert not screen.doubtful(check.resources()) or path not in columns.Proof(check.resources()).files
        assert screen.doubtful(check.resources()) or by(True) == by(False)
    finally:
        path.write_text(before, encoding="utf-8")


def test_rows_of_other_documents_are_still_looked_at_when_one_is_at_fault(whole):
    whole.change(FIGURES, "north-2020-2,5", "north-2020-1,5")
    columns.LARGE = 0
    assert {path.name for path in columns.Proof(check.resources()).files} == {"south-2021.csv", "checks.csv"}


def test_a_file_that_is_written_otherwise_is_looked_at_by_rows(project):
    path = project.root / FIGURES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n", 1))
    assert screen_columns.frame(path) is None


def test_quotes_that_a_cell_does_not_need_change_nothing(whole):
    path = whole.root / FIGURES
    before = screen_columns.frame(path)
    whole.change(FIGURES, "north-2020-1,", '"north-2020-1",')
    columns.LARGE = 0
    assert screen_columns.frame(path).equals(before)
    assert path in columns.Proof(check.resources()).files
    assert by(True) == by(False) == []
