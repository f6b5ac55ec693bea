"""What a number without a noun counts, where no rule says it: weighed, marked as a guess, the same each time."""

import csv

from conftest import REPOSITORY, each_case

from cited.intake.reading.antecedents import weights
from cited.intake.reading.grammar import read_text

# The text of a paragraph, a number in it that stands alone, and what it counts.
COUNTED = [
    ("The harbour has 212 berths. Only 48 are in use.", "48", "berths"),
    ("The council visited 31 farms in May; it found fault with nine.", "nine", "farms"),
    ("In 2021 they sold 254 tractors; in 2023, 170.", "170", "tractors"),
    ("The board makes four proposals. The ministry accepts three of them in full.", "three", "proposals"),
    ("Landings came to 5,500 tonnes in 2019. In 2022, 640 were landed.", "640", "tonnes"),
]


def units(*lines):
    return {one.printed: (one.unit, one.guessed) for reading in read_text(list(lines)) for one in reading.quantities}


@each_case(("text", "printed", "unit"), COUNTED)
def test_a_number_without_a_noun_goes_on_with_what_was_counted_before_it_as_a_guess(text, printed, unit):
    said, guessed = units(text)[printed]
    assert said == unit and "unit" in guessed


def test_an_index_a_ratio_and_the_size_of_a_sample_count_nothing_that_stands_before_them():
    text = "The fleet has 31 ships. The index stood at 1,669. The sample was small (n = 40), the odds ratio 1.44."
    assert [units(text)[printed][0] for printed in ("1,669", "40", "1.44")] == ["", "", ""]


def test_a_noun_at_the_number_is_never_replaced():
    assert units("Of 40 bids, nine ships came second.")["nine ships"] == ("ships", ())


def test_a_small_sum_that_goes_on_with_a_large_one_has_its_currency_and_its_scale():
    read = read_text(["The deficit was USD 19 billion: exports came to 52 and imports to 71."])[0].quantities
    assert [(one.low, one.unit) for one in read] == [(19e9, "USD"), (52e9, "USD"), (71e9, "USD")]


def test_a_number_that_goes_on_with_a_measure_has_its_scale():
    read = read_text(["The dam holds 1,016 million cubic metres when full; on Tuesday it had 304."])[0].quantities
    assert (read[1].low, read[1].unit, read[1].guessed) == (304e6, "m3", ("unit",))


def test_whose_dollars_a_sum_is_in_is_a_guess_but_not_what_it_counts():
    front = ["Ottawa, Canada. The Canadian ministry told Canadians of Ontario:", ""]
    told = "Transfers to Quebec rose to $697 million, and transfers to others are expected to reach $26 million."
    read = read_text([*front, told])[2].quantities
    assert [one.unit for one in read] == ["CAD", "CAD"]


def test_one_before_a_verb_counts_no_verb():
    read = units("Three offices had not looked, and one kept no record of it.")
    assert read["one"][0] == "offices"


def test_lines_without_latin_words_are_read_by_rules_alone():
    assert units("人口为14亿3千万。")["14亿3千万"][1] == ()


def test_every_weight_is_one_whole_number_and_the_table_is_in_order():
    with (REPOSITORY / "cited/intake/reading/antecedents.csv").open(encoding="utf-8", newline="") as file:
        clues = [row["clue"] for row in csv.DictReader(file)]
    assert clues == sorted(set(clues)) and len(clues) == len(weights())


def test_a_line_with_many_numbers_without_a_noun_is_a_list_that_rules_alone_read():
    text = "The harbour has 212 berths. Only 48 are in use. " + "Then 7. " * 80
    assert units(text)["48"][1] == ()
