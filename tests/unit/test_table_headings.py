"""What a cell of a table says, by its row, its column, its section and its caption."""

from conftest import each_case

from cited.intake.reading import column_kinds
from cited.intake.reading.grammar import read_text


def cells(text):
    """Value, unit and period of each figure in a table, row by row."""
    found = [one for reading in read_text(text.splitlines()) for one in reading.quantities]
    return [f"{one.low:g} {one.unit} {one.period}".strip() for one in found]


@each_case(
    ("head", "period"), [("Q1 24", "2024-01/2024-03"), ("H2 ’23", "2023-07/2023-12"), ("Q3-22", "2022-07/2022-09")]
)
def test_a_quarter_of_a_short_year_heads_a_column(head, period):
    text = f"| Port | {head} |\n| --- | --- |\n| Wik | 40 |\n| Oster | 50 |"
    assert cells(text) == [f"40  {period}", f"50  {period}"]


def test_a_year_ended_in_december_is_that_year():
    text = "Income for the year ended 31 December (US$ thousand)\n| | 2023 |\n| Fees | 41 |\n| Costs | (18) |"
    assert cells(text) == ["41000 USD 2023", "-18000 USD 2023"]


def test_a_row_set_further_in_has_the_unit_of_the_row_that_it_is_part_of():
    text = "Labour force (thousands)\n\nAll   8,120   8,144\nJobless rate (%)   7.8   7.7\n  Youth   19.4   19.0"
    assert cells(text)[2:] == ["7.8 percent", "7.7 percent", "19.4 percent", "19 percent"]


def test_people_are_no_money_in_a_table_of_money_and_cents_are_hundredths_of_it():
    text = "US$ million\n| | 2023 |\n| --- | --- |\n| Sales | 120 |\n| Employees, period end | 1,460 |\n| Visitors per day | 40 |"
    assert cells(text) == ["1.2e+08 USD 2023", "1460 persons 2023", "40 persons 2023"]
    text = "| | 2023 |\n| --- | --- |\n| Earnings per share, US cents | 38.6 |\n| Dividend per share (pence) | 12.5 |"
    assert cells(text) == ["0.386 USD 2023", "0.125 GBP 2023"]


def test_of_which_has_the_unit_of_the_row_above():
    text = "| Item | 2023 |\n| --- | --- |\n| Power (GWh) | 120 |\n| of which: wind | 40 |\n| Staff | 12 |"
    assert cells(text)[:2] == ["120 GWh 2023", "40 GWh 2023"]


def test_cells_in_bold_are_cells_and_actuals_are_no_unit():
    text = "Outlay (Rs crore)\n\n| Scheme | 2022-23 Actuals |\n| --- | --- |\n| Roads | 15 |\n| **Total** | **16** |"
    assert cells(text) == ["1.5e+08 INR 2022/2023", "1.6e+08 INR 2022/2023"]


def test_a_column_that_is_summed_with_others_has_their_unit():
    text = "Cargo (million tonnes)\n| Port | Dry bulk | Containers | Total |\n| --- | --- | --- | --- |\n"
    text += "| Wik | 8.1 | 20.3 | 28.4 |"
    assert cells(text) == ["8.1e+06 tonnes", "2.03e+07 tonnes", "2.84e+07 tonnes"]


def test_a_column_in_local_currency_counts_no_loans():
    text = "Number of loans\n| Country | US$ million | Local currency, bn |\n| --- | --- | --- |\n| Besso | 155 | 2 |"
    assert cells(text) == ["1.55e+08 USD", "2e+09"]


def test_first_days_of_months_are_months_and_numbers_like_years_head_nothing():
    text = "| Month | Index |\n| --- | --- |\n| 2023-10-01 | 131 |\n| 2023-11-01 | 132 |\n| 2023-12-01 | 133 |"
    assert cells(text) == ["131  2023-10", "132  2023-11", "133  2023-12"]
    text = "| Sector | Men, EUR | Women, EUR |\n| Industry | 1720 | 1515 |\n| Works | 1388 | 1402 |"
    assert cells(text) == ["1720 EUR", "1515 EUR", "1388 EUR", "1402 EUR"]


def test_a_column_of_units_has_no_figures():
    text = "| Item | Unit | 2023 |\n| --- | --- | --- |\n| Cement | '000 t | 214 |\n| Staff | persons | 12 |"
    assert cells(text) == ["214000 tonnes 2023", "12 persons 2023"]


def test_staff_in_thousands_in_a_table_of_wages_are_persons():
    text = "Wages, EUR\n| Sector | 2023 |\n| --- | --- |\n| Works | 1577 |\n| Employees (thousands) | 11.5 |"
    assert cells(text) == ["1577 EUR 2023", "11500 persons 2023"]


def test_a_month_that_is_provisional_is_that_month():
    text = "| Item | 2024 | |\n| | May | Jun. (p) |\n| --- | --- | --- |\n| Assets, EUR | 12 | 13 |"
    assert cells(text) == ["12 EUR 2024-05", "13 EUR 2024-06"]


def test_a_ratio_and_the_number_of_employees_are_no_money():
    text = "in EUR thousand\n| Item | 2023 |\n| --- | --- |\n| Revenue | 184 |\n| Velocity (ratio) | 3.1 |\n| Employees | 64 |"
    assert cells(text) == ["184000 EUR 2023", "3.1  2023", "64 persons 2023"]


def test_what_a_row_is_called_is_no_unit_in_a_table_of_per_cent():
    text = "Tariffs, per cent\n| Group | Average | Maximum |\n| --- | --- | --- |\n| Dairy products | 21.4 | 110 |"
    assert cells(text) == ["21.4 percent", "110 percent"]


def test_the_day_on_which_a_site_opened_is_not_that_of_its_staff():
    text = "| Site | Opened | Floor (m2) | Staff |\n| --- | --- | --- | --- |\n| Hull | 2021-09-15 | 8,150 | 41 |"
    assert cells(text) == ["8150 m2", "41 persons"]


def test_staff_in_full_time_equivalents_are_no_money():
    text = "EUR thousand\n| Item | 2023 |\n| --- | --- |\n| Rents | 184 |\n| Staff (full-time equivalents) | 1,204 |"
    assert cells(text) == ["184000 EUR 2023", "1204 persons 2023"]


def test_a_scale_of_a_unit_is_read_where_more_follows_it():
    for caption in ("in thousands of euros, January–September", "In thousands of euros except ratios"):
        text = f"Budget of Dorvan\n{caption}\n\n| Item | Plan |\n| Taxes | 18,200.0 |\n| Fees | 2,350.0 |"
        assert [cell.split()[:2] for cell in cells(text)] == [["1.82e+07", "EUR"], ["2.35e+06", "EUR"]]


def test_a_table_called_people_counts_the_households_of_a_column():
    text = "People\n\n| District | Population | Households |\n| Quay | 8,755 | 3,980 |\n| Mill | 402 | 177 |"
    assert cells(text) == ["8755 persons", "3980 households", "402 persons", "177 households"]


def test_the_power_of_a_measure_is_no_figure_of_a_caption():
    text = "PM10 means, µg/m3\n\n| Station | June 2024 |\n| Quay | 41.2 |\n| Mill | 36.6 |"
    assert cells(text) == ["41.2 µg/m3 2024-06", "36.6 µg/m3 2024-06"]


def test_what_a_column_is_is_found_once_and_not_for_each_of_its_cells():
    before = column_kinds.kind.cache_info().misses
    rows = [f"| Wik | {1900 + number} | {10 + number} |" for number in range(30)]
    assert len(cells("\n".join(["| Port | Ships | Boats |", "| Fenn | 17 | 40 |", *rows]))) == 62
    assert column_kinds.kind.cache_info().misses == before + 3


@each_case(
    ("scale", "value"), [("R million", "1.204e+09 ZAR"), ("EUR 000", "1.204e+06 EUR"), ("K million", "1.204e+09 ZMW")]
)
def test_a_scale_follows_a_currency_of_one_letter_and_a_code(scale, value):
    text = f"Trade with neighbours ({scale})\n\n| Flow | 2022 |\n| Exports | 1,204 |\n| Imports | 980 |"
    assert cells(text)[0] == f"{value} 2022"


def test_a_month_under_a_caption_of_a_quarter_is_of_its_year():
    text = "Receipts, first quarter of 2024 (EUR)\n\n| Month | Fees |\n| January | 184.2 |\n| May | 165.5 |"
    assert cells(text) == ["184.2 EUR 2024-01", "165.5 EUR 2024-01/2024-03"]


@each_case(
    ("head", "cell", "expected"),
    [
        ("Change on month (US$/bbl)", "-4.1", "-4.1 USD"),
        ("Change on month", "-4.1", "-4.1"),
        ("Week of 2 Sep", "75.1", "75.1"),
        ("Births", "331", "331 births"),
        ("Simple average MFN applied", "13.5", "13.5 percent"),
        ("Net rent (CHF)", "1'238.5", "1238.5 CHF"),
    ],
)
def test_the_header_of_a_column_says_what_its_numbers_are(head, cell, expected):
    assert cells(f"| Place | {head} |\n| --- | --- |\n| Wik | {cell} |") == [expected]


def test_months_of_imports_are_months_in_a_section_of_per_cent():
    text = "External sector (in percent of GDP)\n| | 2023 |\n| --- | --- |\n| In months of imports | 3.2 |\n| Debt | 40.1 |"
    assert cells(text) == ["3.2 months 2023", "40.1 percent 2023"]


def test_tariffs_of_a_hundred_per_cent_count_no_duties():
    text = "Duties (per cent)\n| | Final bound duties | |\n| Group | AVG | Max |\n| --- | --- | --- |\n| Fish | 62.5 | 100 |"
    assert cells(text) == ["62.5 percent", "100 percent"]


def test_what_follows_the_total_of_a_weight_is_counted():
    text = "Dispatches (tonnes)\n| Road | Grain | Pulses | Total | Trucks |\n| --- | --- | --- | --- | --- |\n| A | 9 | 3 | 12 | 2 |"
    assert cells(text) == ["9 tonnes", "3 tonnes", "12 tonnes", "2 trucks"]


def test_a_caption_of_two_things_gives_each_column_the_unit_of_its_own():
    text = "Households (in thousands) and rent (CHF per month)\n| Size | 2023 | Net rent 2023 |\n| --- | --- | --- |\n| One | 12.5 | 900 |"
    assert cells(text) == ["12500 households 2023", "900 CHF 2023"]


def test_a_table_without_a_time_takes_the_one_that_the_front_says_the_document_covers():
    front = "Situation report\nReporting period: 3–9 March 2024\n\nRain has ended.\n\n"
    assert cells(front + "| Camp | Tents |\n| --- | --- |\n| A | 40 |") == ["40 tents 2024-03-03/2024-03-09"]
    assert cells(front + "| Camp | Tents planned |\n| --- | --- |\n| A | 40 |") == ["40 tents"]
    assert cells(front + "| Camp | Tents | Beds 2023 |\n| --- | --- | --- |\n| A | 40 | 8 |") == [
        "40 tents",
        "8 beds 2023",
    ]


def test_the_year_of_a_sheet_and_of_its_title_is_one():
    assert cells("Visas 2023\nVisas by place, 2023\n\n| | Visas |\n| --- | --- |\n| A | 40 |") == ["40 visas 2023"]


def test_the_letters_of_notes_are_no_scales():
    table = "| Port | Ships (m) | Crews |\n| --- | --- | --- |\n| Wik | 40 | 7 |\n"
    assert cells(table) == ["4e+07 ships", "7 crews"]
    assert cells(table.replace("Crews", "Crews (l)").replace("Wik", "Wik (k)")) == ["40 ships", "7 crews"]
    assert cells(table + "\n(m) At anchor.") == ["40 ships", "7 crews"]


def test_a_summary_of_five_years_is_a_heading():
    assert cells("Five-year summary") == []
    assert cells("A five-year record high came in May.") == ["5 years"]


@each_case(
    ("unit", "cell", "expected"),
    [
        ("100 million yuan", "40", "4e+09 CNY"),
        ("10 thousand tonnes", "40", "400000 tonnes"),
        ("Unit: 10,000 tons", "40", "400000 tons"),
        ("Per cent change from 2014–18 to 2019–23", "40", "40 percent 2014/2023"),
        ("Change latest year", "40", "40"),
        ("Net migration (thousands)", "40.5", "40500 persons"),
    ],
)
def test_scales_of_tens_and_changes_are_read_in_a_header(unit, cell, expected):
    assert cells(f"| Place | {unit} |\n| --- | --- |\n| Wik | {cell} |") == [expected]


def test_a_column_headed_by_a_currency_alone_is_in_it_at_the_scale_that_the_caption_gives_it():
    text = (
        "Unit: 100 million USD; 10 million SDR\n| | 2024.01 | | 2024.02 | |\n| Item | USD | SDR | USD | SDR |\n"
        "| SDRs | 5.34 | 4.02 | 1 | 2 |"
    )
    assert cells(text) == ["5.34e+08 USD 2024-01", "4.02e+07 XDR 2024-01", "1e+08 USD 2024-02", "2e+07 XDR 2024-02"]


def test_months_of_a_year_with_a_point_head_columns():
    text = "| Item | 2024.01 | 2024.02 |\n| Ships | 5 | 4 |"
    assert cells(text) == ["5 ships 2024-01", "4 ships 2024-02"]


def test_times_below_the_rule_of_a_table_head_its_columns():
    text = "Trade, 2019–23\n| Place | Share (%) | |\n| --- | --- | --- |\n| | 2019–23 | 2014–18 |\n| Wik | 9.1 | 8.2 |"
    assert cells(text) == ["9.1 percent 2019/2023", "8.2 percent 2014/2018"]


def test_a_part_without_a_noun_is_of_what_its_whole_is():
    text = "Claims and decisions\n| | 2023 |\n| --- | --- |\n| Cases waiting | 40 |\n| of which more than six months | 30 |"
    assert cells(text) == ["40 cases 2023", "30 cases 2023"]


def test_a_caption_in_money_and_per_cent_is_in_money_where_a_row_says_no_other():
    text = "Flows (billions of dollars and per cent)\n| | 2023 |\n| --- | --- |\n| World | 16 |\n| Share of all (%) | 54.2 |"
    assert cells(text) == ["1.6e+10 USD 2023", "54.2 percent 2023"]


def test_a_row_of_units_in_a_header_goes_over_the_columns_beside_them():
    text = "| | May 2023 | May 2024 | April to May | Year to May |\n| | USD million | | % change | |\n| Wik | 41 | 42 | 1.5 | 4.8 |"
    assert [one.split(" 20")[0] for one in cells(text)] == ["4.1e+07 USD", "4.2e+07 USD", "1.5 percent", "4.8 percent"]


def test_the_number_of_a_part_is_no_note_glued_to_its_letter():
    assert [read_text([f"Part A.{end}"])[0].classes for end in ("1 Tariffs", "2. Ports")] == [["label"], ["label"]]
