"""A published table is safe in a spreadsheet, and in the package it is as the ledger has it."""

import io
import zipfile

from conftest import each_case

from cited import spreadsheet
from cited.press.site import site


@each_case(
    "cell", ['=HYPERLINK("http://a.example";1)', "@SUM(1)", "+1+cmd|' /C calc'!A0", "-5 per cent", "\t=1", " =1"]
)
def test_a_cell_that_a_spreadsheet_would_calculate_begins_with_an_apostrophe(cell):
    quoted = '"' + cell.replace('"', '""') + '"'
    assert spreadsheet.safe(f"a,b\n1,{quoted}\n".encode()).decode().splitlines()[1].replace('"', "").startswith("1,'")


def test_the_first_cell_of_a_table_is_no_formula_either():
    assert spreadsheet.safe(b"=1,b\n") == b"'=1,b\n"


@each_case("text", ["a,b\n-5,1\n", "a\n-1.5\n", "a\nplain = text\n", "a\n2-3\n", 'a\n"x, =1"\n', "a\n+3\n"])
def test_numbers_and_texts_are_left_as_they_are(text):
    assert spreadsheet.safe(text.encode()) == text.encode()


def test_the_package_has_the_ledgers_own_cells_and_the_tables_beside_it_safe_ones(project):
    raw = b"figure,printed\na-1,=1+1\n"
    site.publish_data({"figures/a.csv": raw})
    beside = (project.root / "reports/data/figures/a.csv").read_bytes()
    package = zipfile.ZipFile(io.BytesIO((project.root / "reports" / site.PACKAGE).read_bytes()))
    assert (beside, package.read("cited-figures/figures/a.csv")) == (b"figure,printed\na-1,'=1+1\n", raw)
