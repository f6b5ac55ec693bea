"""The front of a document: byline, institute and date stand where it prints them."""

from conftest import each_case

from cited.intake.reading import front

FRONT = [
    "Harbours after the storm",
    "By Anna Miller and John Smith",
    "Institute of Port Studies | 14 May 2021",
    "",
    "Text.",
]


def test_author_institute_and_date_are_those_of_the_front():
    assert front.author(FRONT) == "Anna Miller and John Smith"
    assert front.publisher(FRONT) == "Institute of Port Studies"
    assert front.date(FRONT) == "2021-05-14"


@each_case(
    "line",
    ["Next update: 13 June 2020", "1 Accessed 3 May 2019.", "[2] Report of 4 April 2018", "By 2030 it will be done."],
)
def test_a_next_update_a_note_and_a_target_are_no_date_of_the_document(line):
    assert front.date(["A title", line]) == ""
    assert front.author(["A title", line]) == ""


def test_a_document_of_a_day_to_come_is_of_that_day_and_not_of_one_that_it_plans_for():
    assert front.date(["A title", "Plans by 31 May 2097", "Institute of Ports, 14 May 2096"]) == "2096-05-14"


def test_the_day_until_which_a_text_is_embargoed_is_its_date():
    assert front.date(["A title", "Embargoed until 00:01 GMT, Wednesday 26 March 2025"]) == "2025-03-26"
