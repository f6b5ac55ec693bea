"""Counts of figures with the grammar that goes with them."""

import re

import pandas as pd
import pytest

from cited.page import portion, summary


def some(number, verdict="agrees"):
    frame = pd.DataFrame({"verdict": [verdict] * number, "repeats": [""] * number})
    frame = frame.assign(rule="", revised="")
    frame.index = [f"{verdict}-{n}" for n in range(number)]
    return frame


def text(html):
    return re.sub("<[^>]+>", "", str(html))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (3, 9, "3 of the 9 visas"),
        (0, 9, "none of the 9 visas"),
        (9, 9, "all 9 visas"),
        (2, 2, "both visas"),
        (1, 1, "the only visa"),
        (0, 1, "no visa"),
    ],
)
def test_a_portion_is_said_as_people_say_it(part, whole, said):
    assert text(portion(some(part), some(whole), "visa")) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([some(1)], "The only figure that a published statistic can check is right as printed."),
        ([some(2, "differs")], "Neither figure that a published statistic can check is right."),
        ([some(3, "differs")], "None of the 3 figures that a published statistic can check is right."),
        ([some(3)], "All 3 figures that a published statistic can check are right as printed."),
        (
            [some(1), some(1, "agrees at another date"), some(2, "differs"), some(4, "not checked")],
            "Of 4 figures that a published statistic can check, 1 is right as printed (25 per cent), "
            "1 fits a different date or definition and 2 are wrong.",
        ),
    ],
)
def test_a_summary_says_how_many_hold(parts, said):
    assert text(summary(pd.concat(parts))) == said


def test_of_nothing_there_is_nothing_to_say():
    assert portion(some(0), some(0)) is None
    assert summary(some(2, "not checked")) is None
