"""Kinds of rows and columns of a table: codes, ranks, what kinds of one thing are named after, who was asked."""

from conftest import each_case
from test_table_headings import cells

from cited.intake.formats import plain
from cited.intake.language import quantifiers
from cited.intake.reading.grammar import read_text


def test_a_row_named_by_two_nouns_has_the_unit_of_the_caption():
    text = "Imports by section (EUR million)\n\n| Section | 2023 |\n| Paints, varnishes | 12.4 |"
    assert cells(text) == ["1.24e+07 EUR 2023"]


@each_case(("head", "code"), [("SITC", "0"), ("COICOP", "01"), ("Vote", "12"), ("HS chapter", "2, 4, 6")])
def test_codes_before_the_names_of_rows_are_no_figures(head, code):
    text = f"Imports (EUR million)\n\n| {head} | Section | 2023 |\n| {code} | Food | 3,412.6 |\n| 71 | Ore | 12.0 |"
    assert cells(text) == ["3.4126e+09 EUR 2023", "1.2e+07 EUR 2023"]


def test_a_column_headed_no_beside_yes_has_figures():
    text = "Firms that train (%)\n\n| Size | Yes | No |\n| Small | 31.2 | 68.8 |"
    assert cells(text) == ["31.2 percent", "68.8 percent"]


@each_case(
    "caption", ["Staff at 31 December (persons)", "Staff as at 31 December, by grade", "Staff on 31 December by sex"]
)
def test_the_day_of_a_caption_is_in_the_year_of_each_column(caption):
    assert cells(f"{caption}\n\n| Grade | 2023 |\n| Senior | 41 |") == ["41 persons 2023-12-31"]


def test_the_day_on_which_data_were_taken_is_not_that_of_a_column():
    assert cells("Staff, data as of 31 December (persons)\n\n| Grade | 2023 |\n| Senior | 41 |") == ["41 persons 2023"]


def test_an_amount_with_its_own_unit_has_the_time_of_the_caption_and_a_term_has_none():
    text = "Loans signed in 2023\n\n| Borrower | Amount | Term |\n| Port | US$ 40 million | 15 years |"
    assert cells(text) == ["4e+07 USD 2023", "15 years"]


@each_case(("cell", "ends"), [("<5", (None, 5)), ("≥75", (75, None)), ("> 10", (10, None))])
def test_a_sign_before_the_whole_number_of_a_cell_hedges_it(cell, ends):
    text = f"Share of firms, 2023 (%)\n\n| Size | Exporters |\n| Small | {cell} |"
    assert [(one.low, one.high) for line in read_text(text.split("\n")) for one in line.quantities] == [ends]


@each_case("head", ["Rank, 2023", "Ranking (2023)", "World rank 2023"])
def test_a_column_of_ranks_has_their_year(head):
    text = f"Visas issued, 2022\n\n| Nationality | {head} | Visas |\n| Turkish | 2 | 41 068 |"
    assert cells(text) == ["2 rank 2023", "41068 visas 2022"]


@each_case("row", ["Companies", "Private persons", "All applicants"])
def test_the_kinds_that_a_caption_counts_by_are_not_what_it_counts(row):
    assert cells(f"Patents by type of applicant\n\n| Kind | 2023 |\n| {row} | 204 |") == ["204 patents 2023"]


def test_a_number_of_something_is_counted_whatever_the_caption_counts():
    text = "Schools by district\n\n| Item | 2023 |\n| Number of teachers | 204 |"
    assert cells(text) == ["204 persons 2023"]


@each_case("row", ["Unweighted base (n)", "Sample size", "Number of respondents"])
def test_the_base_of_a_survey_counts_people_under_shares(row):
    text = f"Trust in courts, 2024 (% of adults)\n\n| Answer | All |\n| High | 61 |\n| {row} | 1,804 |"
    assert cells(text) == ["61 percent 2024", "1804 persons 2024"]


def test_a_note_mark_in_brackets_is_no_scale():
    text = "Pupils ('000)\n\n| Kind | 2023 |\n| General (a) | 50.1 |\n| Special (b) | 3.1 |"
    assert cells(text) == ["50100 persons 2023", "3100 persons 2023"]


def test_a_share_of_money_is_money():
    text = "Allocations (KSh million)\n\n| County | Equitable share |\n| Kwale | 8,581.3 |"
    assert cells(text) == ["8.5813e+09 KES"]


def test_a_title_in_the_first_row_is_the_caption():
    text = "| Allocations 2023/24 (KSh million) | | |\n| County | Roads | Water |\n| Kwale | 8,581.3 | 12.0 |"
    assert cells(text) == ["8.5813e+09 KES 2023/2024", "1.2e+07 KES 2023/2024"]


def test_a_title_over_values_parted_by_commas_is_the_caption():
    text = '"Loans by branch, 2023 (thousands)"\nMaterial,Central\nBooks,412.0\nFilms,61.4\n'
    lines = plain.table(text)
    assert lines == [
        "Loans by branch, 2023 (thousands)",
        "",
        "| Material | Central |",
        "| Books | 412.0 |",
        "| Films | 61.4 |",
    ]
    assert cells("\n".join(lines)) == ["412000 loans 2023", "61400 loans 2023"]


@each_case("head", ["16 days to 90 days", "Week ended Nov 13, 2024", "Change from week ended Nov 13, 2024"])
def test_lengths_of_time_in_a_header_are_no_unit(head):
    text = f"Factors supplying funds (millions of dollars)\n\n| Item | {head} | All |\n| Float | -45 | 66 |"
    assert [cell.split()[:2] for cell in cells(text)] == [["-4.5e+07", "USD"], ["6.6e+07", "USD"]]


def test_lengths_of_time_alone_head_columns():
    text = "Debt (US$ million)\n\n| Debtor | Within 15 days | 16 days to 2 years |\n| State | 41 | 66 |"
    assert cells(text) == ["4.1e+07 USD", "6.6e+07 USD"]


def test_a_summary_of_years_counts_none():
    text = "Five-year summary\n\n| | 2024 | 2023 |\n| Number of stores | 412 | 420 |\n| Dividend per share (p) | 16.5 | 15 |"
    assert cells(text)[-4:] == ["412 stores 2024", "420 stores 2023", "0.165 GBP 2024", "0.15 GBP 2023"]


def test_a_row_that_is_called_like_a_currency_or_a_scale_is_a_place():
    text = "Growth in 2023 (%)\n\n| Place | Rate |\n| Euro area | 0.5 |\n| Lac | 81 |"
    assert cells(text) == ["0.5 percent 2023", "81 percent 2023"]
    assert cells("| Province | Deaths | Houses |\n| Lac | 81 | 4,310 |") == ["81 persons", "4310 houses"]


def test_the_legend_of_a_dash_counts_nothing():
    assert not list(quantifiers.counting("– nil; .. not available."))
    assert list(quantifiers.counting("The effect was nil."))
