"""The rules that say what is not a figure, and the figures they leave alone."""

from conftest import each_case

from cited.intake.classing.classes import classes
from cited.intake.numbers.numerals import numerals
from cited.intake.reading.grammar import read_line
from cited.intake.reading.note_markers import markers


def given(line, marker=0):
    found = numerals(line)
    return classes(line, found, marker)


@each_case(
    ("line", "name"),
    [
        ("on 3 March 2019", "date"),
        ("March 25-28", "date"),
        ("the 25- 29 March 2024 visit", "date"),
        ("in 2012", "date"),
        ("the 1990s", "date"),
        ("2013 -2020", "date"),
        ("between the 16th and 18th centuries", "date"),
        ("the first half of this year", "date"),
        ("at 10:30", "date"),
        ("am 5. März 2020", "date"),
        ("the 14th Congress", "ordinal"),
        ("for the first time", "ordinal"),
        ("COVID-19", "label"),
        ("the G20", "label"),
        ("5G", "label"),
        ("17+1", "label"),
        ("ACFTA 3.0", "label"),
        ("Article 241", "label"),
        ("Articles 12, 13 and 14", "label"),
        ("Phase II", "label"),
        ("the One Belt One Road project", "label"),
        ("the 2030 Agenda", "label"),
        ("growth.[31]", "note"),
        ("the end.12", "note"),
        ("institutions12 and", "note"),
        ("CO² ... the rule²", "note"),
        ("The office at 3 Harbour Street, Norport", "boilerplate"),
        ("Vol. 49, p. 50-55", "reference"),
        ("Journal 12(3), 45–67", "reference"),
        ("https://example.org/2020/17", "reference"),
        ("10.We noted", "boilerplate"),
        ("Tel: +32 (0) 2 801 13 57-58", "boilerplate"),
        ("(iv) deepening", "boilerplate"),
        ("one of the ministers", "idiom"),
        ("the two countries agreed", "idiom"),
        ("no one and both", "idiom"),
        ("once again", "idiom"),
        ("a half-baked plan", "idiom"),
    ],
)
def test_a_rule_classes_what_is_no_figure(line, name):
    found = given(line)
    assert found
    assert found[-1] == name


@each_case(
    "line",
    [
        "2000 people fled",
        "$2015 each",
        "the two-year programme",
        "the three community pillars",
        "the second largest economy",
        "ranked ninth",
        "the 15 th consecutive year",
        "one character",
        "a third of the workforce",
        "the last three years",
        "doubling in numbers",
        "fell 2020%",
        "May 5 million",
        "US-5 million",
    ],
)
def test_a_quantity_is_left_to_the_figures(line):
    assert "" in given(line)


def test_notes_under_a_heading_are_numbered_from_one():
    assert markers(["text", "Notes", "1. See the review.", "2. See the post."]) == {3: 2, 4: 2}


def test_notes_without_a_heading_need_three_in_the_second_half():
    body = ["text"] * 5
    assert markers([*body, "1 One", "", "2 Two", "", "3 Three"]) == {6: 1, 8: 1, 10: 1}
    assert markers([*body, "1 One", "", "2 Two"]) == {}


def test_the_number_of_a_note_is_a_note():
    assert given("2 See the post of 2019", marker=1) == ["note", "date"]


@each_case(
    "line",
    [
        "He lived at 221B Baker Street in London.",
        "The office is at 10B Downing.",
        "Flat 4B, room 12B and seat 14B were empty.",
        "Section 12B of the Act and Rule 10b-5 apply.",
        "A Boeing 737M, an Airbus A380M and a Tu-22M landed.",
        "The Phase 2b trials are in Table 3b.",
        "They sold the 737M model.",
    ],
)
def test_a_letter_in_a_name_is_no_scale(line):
    assert read_line(line).quantities == []


@each_case(
    ("line", "low", "unit"),
    [
        ("It cost $221B.", 221e9, "USD"),
        ("It cost 221B dollars.", 221e9, "USD"),
        ("The firm made $1.4B on Wall Street.", 1.4e9, "USD"),
        ("The debt is 221B.", 221e9, ""),
        ("Sold at 5B Yuan in May.", 5e9, "CNY"),
        ("At this stage 3M homes were lost.", 3e6, "homes"),
        ("On Platform 5M users met.", 5e6, "persons"),
        ("Some 17M Silk Road traders came.", 17e6, "persons"),
        ("US-500M deals", 500e6, "deals"),
    ],
)
def test_a_letter_behind_an_amount_is_its_scale(line, low, unit):
    assert [(one.low, one.unit) for one in read_line(line).quantities] == [(low, unit)]
