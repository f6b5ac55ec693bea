"""How the words of a figure are read, and how the passage around it is shown."""

import math

from conftest import each_case

from cited.page.wording import reading
from cited.page.wording.quoted import passage


@each_case(
    ("low", "high", "unit", "said"),
    [
        (3.8e12, 4e12, "USD", "$3.8–4 trillion"),
        (100, math.inf, "km2", "100 km² or more"),
        (math.nan, 20, "percent", "20% or less"),
        (1.8e6, math.nan, "persons", "1.8 million people or more"),
        (2, 2, "rank", "2nd"),
        (1, 2, "rank", "1st or 2nd"),
        (8e5, 1.2e6, "USD", "$800,000 to $1.2 million"),
        (1, 1, "months", "1 month"),
        (1, 1.1, "months", "1–1.1 months"),
    ],
)
def test_an_amount_has_its_unit_as_english_writes_it(low, high, unit, said):
    assert reading.amount(low, high, unit) == said


def test_words_that_need_no_reading_are_not_said_twice():
    assert reading.is_plain("59 months", "59 months", "", "months")
    assert not reading.is_plain("roughly four-fifths", "72–88%", "about", "percent")
    assert reading.sentence("59 months", "59 months", True, True, "actual") == (
        "The words give one number, without a hedge."
    )
    assert reading.sentence("some 20 cases", "19–21 cases", False, True, "forecast") == (
        "“some 20 cases” is read as 19–21 cases. It is a forecast."
    )


@each_case(
    ("parts", "shown"),
    [
        (["Here's the [list](#). *Out of it*, **all**"], ["Here's the list. Out of it, all"]),
        (["since *", "1991", "* [here](https://example.org/a)"], ["since ", "1991", " here"]),
        (["note [5] (2*3*4) and a * b * c"], ["note [5] (2*3*4) and a * b * c"]),
        (["over ", "100 km<sup>2</sup>"], ["over ", "100 km²"]),
    ],
)
def test_a_passage_is_shown_without_the_marks_of_its_file(parts, shown):
    assert [text for text, _ in passage([(text, "") for text in parts])] == shown
