"""Each sentence of tests/kinds_of_reading.csv is read as its rows say, and has no figure besides.

`period` is `none` where the sentence gives no time; a sentence without `printed` has no figure.
"""

import csv
import itertools

from conftest import REPOSITORY, each_case

from benchmarks.marked import close
from cited.intake.reading.grammar import read_text

with (REPOSITORY / "tests/kinds_of_reading.csv").open(encoding="utf-8", newline="") as file:
    KINDS = [
        (sentence, [row for row in rows if row["printed"]])
        for sentence, rows in itertools.groupby(csv.DictReader(file), key=lambda row: row["sentence"])
    ]


@each_case(("sentence", "rows"), KINDS)
def test_a_sentence_of_each_kind_is_read_as_a_person_reads_it(sentence, rows):
    found = read_text([sentence])[0].quantities
    told = [(one.printed, one.unit, one.period or "none") for one in found]
    assert told == [(row["printed"], row["unit"], row["period"]) for row in rows]
    for one, row in zip(found, rows, strict=True):
        low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
        assert close(one.low, low) and close(one.high, high)


@each_case(
    ("sentence", "guessed"), [("Fares were 90 shillings.", ("unit",)), ("Fares in Nairobi were 90 shillings.", ())]
)
def test_shillings_of_no_country_that_is_named_are_kenyan_as_a_guess(sentence, guessed):
    assert [(one.unit, one.guessed) for one in read_text([sentence])[0].quantities] == [("KES", guessed)]


def test_a_code_without_blanks_is_no_text_however_long():
    assert read_text(["5-" * 50_000])[0].quantities == []


def test_a_cell_with_a_second_number_in_brackets_has_both_and_a_header_may_begin_with_an_empty_cell():
    lines = ["Table 2. Outlook. Annual percentage change", " | 2024 | 2025", "Output | –0.4 (0.1) | 1.5 (1.6)"]
    found = [(one.low, one.unit, one.period) for one in read_text(lines)[2].quantities]
    assert found == [(-0.4, "percent", "2024"), (0.1, "percent", "2024")] + [(n, "percent", "2025") for n in (1.5, 1.6)]


def test_a_table_of_shares_has_columns_of_counts_days_in_its_header_and_units_that_are_per_something():
    lines = ["Storage by region, per cent of capacity", "", "Region | 1 June 2024 | 1 June 2023 | Dams"]
    lines += ["North | 32.6 | 35.1 | 173", "South | 14.9 | 21.4 | 720"]
    found = [(one.low, one.unit, one.period) for one in read_text(lines)[3].quantities]
    assert found == [(32.6, "percent", "2024-06-01"), (35.1, "percent", "2023-06-01"), (173, "dams", "")]
    lines = ["Model | Price (€) | Consumption (kWh/year) | Cost (£, 2019/20 prices)", "A7 | 11,200 | 4,180 | 12"]
    found = [(one.unit, one.per, one.period) for one in read_text(lines)[1].quantities]
    assert found == [("EUR", "", ""), ("kWh", "year", ""), ("GBP", "", "")]


@each_case(
    ("head", "below", "row", "told"),
    [
        (
            "Three months ended September 30,",
            "2024 | 2023",
            "Sales | 412 | 398",
            ["2024-07/2024-09", "2023-07/2023-09"],
        ),
        ("Year to June", "2024 | 2023", "Sales | 412 | 398", ["2023-07/2024-06", "2022-07/2023-06"]),
        ("2024", "April | May", "Sales | 412 | 398", ["2024-04", "2024-05"]),
        ("As of 30 June", "2024 | 2023", "Sales | 412 | 398", ["2024-06-30", "2023-06-30"]),
    ],
)
def test_a_header_of_two_levels_gives_part_of_the_year_that_the_other_names(head, below, row, told):
    lines = ["Production (thousand tonnes)", "", f"Mine | {head} | ", f" | {below}", row]
    found = [(one.low, one.unit, one.period) for one in read_text(lines)[4].quantities]
    assert found == [(412_000, "tonnes", told[0]), (398_000, "tonnes", told[1])]


def test_a_row_per_share_is_not_in_the_millions_of_its_table_and_three_noughts_in_brackets_are_thousands():
    lines = ["(in millions of dollars, except per share data)", "", "Item | 2024", "Sales | 412.3"]
    found = [(one.low, one.unit) for one in read_text([*lines, "Earnings per share | 0.41"])[4].quantities]
    assert found == [(0.41, "USD")]
    assert read_text(["Line | Trips (000)", "North | 41"])[1].quantities[0].low == 41_000


def test_an_index_counts_nothing_and_a_column_with_a_noun_of_its_own_has_no_shares():
    lines = [" | Men | ", " | EUR | Index (2019 = 100)", "North | 2,412 | 112.4"]
    assert [one.unit for one in read_text(lines)[2].quantities] == ["EUR", ""]
    lines = ["Prices, cents per pound", "", " | 7 May 2024 | Year ago", "Santos | 318.0 | 201.0"]
    assert [one.unit for one in read_text(lines)[3].quantities] == ["cents", "cents"]
    lines = ["Spending by region, US$ million", "", "Region | 2022 | 2023 | Farms", "North | 4.1 | 3.1 | 804"]
    found = [(one.low, one.unit) for one in read_text(lines)[3].quantities]
    assert found == [(4_100_000, "USD"), (3_100_000, "USD"), (804, "farms")]
    lines = ["Table 2: Indices, 2021 = 100", "", " | Unit values | Volumes", "North | 118.2 | 99.1"]
    assert [one.unit for one in read_text(lines)[3].quantities] == ["", ""]
    lines = ["Poll: voting intention, per cent", "", "Party | 5 May 2024 | Seats 2022", "Union | 31 | 88"]
    assert [one.unit for one in read_text(lines)[3].quantities] == ["percent", "seats"]


@each_case(
    ("head", "told"),
    [
        ("May 2024 | Year ago", ["2024-05", "2023-05"]),
        ("Previous year | 2023/24", ["2022/2023", "2023/2024"]),
        ("Q2 2024 | Previous quarter", ["2024-04/2024-06", "2024-01/2024-03"]),
        ("2023/24 season | Last season", ["2023/2024", "2022/2023"]),
        ("Budget 2024 | Actual to end May", ["2024", "2024-05"]),
    ],
)
def test_a_column_of_the_time_before_is_told_by_the_column_beside_it(head, told):
    lines = [
        "Ministry of Works",
        "Oslo, 11 June 2024",
        "",
        "Cargo, thousand tonnes",
        "",
        f"Port | {head}",
        "North | 4 | 3",
    ]
    assert [one.period for one in read_text(lines)[6].quantities] == told


def test_a_column_of_this_year_or_season_is_told_by_the_title_and_names_no_unit():
    lines = ["Annual report 2023/24 (1 July 2023 to 30 June 2024)", "Oslo, 12 September 2024", ""]
    lines += ["Key figures | Current year | Prior year", "Pumps sold | 140 | 151"]
    found = [(one.low, one.unit, one.period) for one in read_text(lines)[4].quantities]
    assert found == [(140, "pumps", "2023/2024"), (151, "pumps", "2022/2023")]
    lines = [
        "Sugar season 2023-24: review",
        "Delhi, 18 October 2024",
        "",
        "Item | This season | Last season",
        "Mills | 4 | 5",
    ]
    assert [one.period for one in read_text(lines)[4].quantities] == ["2023/2024", "2022/2023"]


def test_a_day_in_a_row_s_name_is_of_the_year_of_its_column():
    lines = ["Measure | 2022 | 2023", "Officers in post, 31 December | 9,812 | 9,655"]
    assert [one.period for one in read_text(lines)[1].quantities] == ["2022-12-31", "2023-12-31"]


def test_what_stands_over_columns_names_neither_their_unit_nor_all_of_the_caption():
    lines = ["INCOME (unaudited; dollars in thousands, except per share amounts)", ""]
    lines += [" " * 20 + "Three Months Ended", " " * 20 + "Oct. 26, 2024    Oct. 28, 2023"]
    lines += ["Net sales           512,304          493,077", "Earnings per share  0.81             0.65"]
    read = read_text(lines)
    assert [(one.low, one.unit, one.period) for one in read[4].quantities] == [
        (512_304_000, "USD", "2024-10-26"),
        (493_077_000, "USD", "2023-10-28"),
    ]
    assert [one.low for one in read[5].quantities] == [0.81, 0.65]
    assert not [one for reading in read[:4] for one in reading.quantities]


def test_codes_of_a_tariff_are_no_figures_and_whole_rates_beside_broken_ones_count_nothing():
    lines = ["Rates of duty (% of value)", "", "Heading | Goods | 2024 | 2025", "8703.60 | Plug-in hybrids | 35 | 17.5"]
    found = [(one.low, one.unit) for one in read_text([*lines, "4012.20 | Used tyres | 40 | 60"])[3].quantities]
    assert found == [(35, "percent"), (17.5, "percent")]


def test_a_row_of_people_of_an_age_is_in_the_unit_of_its_table():
    lines = ["Coverage by group (%)", "", "Group | 2023 | 2024", "65 years and over | 61.2 | 63.8", "Staff | 44 | 51"]
    assert [one.unit for one in read_text(lines)[3].quantities] == ["percent", "percent"]


def test_a_column_a_year_ago_beside_no_time_has_the_caption_s_or_none():
    lines = ["Cargo in May 2024, thousand tonnes", "", "Port | Latest | A year ago", "North | 4 | 3"]
    assert [one.period for one in read_text(lines)[3].quantities] == ["2024-05", "2023-05"]
    lines = ["Cargo, thousand tonnes", "", "Port | Latest | A year ago", "North | 4 | 3"]
    assert [one.period for one in read_text(lines)[3].quantities] == ["", ""]
