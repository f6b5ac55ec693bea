"""Counts of figures with the grammar that goes with them."""

import re

import pandas as pd
import pytest

from cited.page.sentences import sentence
from cited.page.tally import portion, summary


def some(number, verdict="agrees", repeats="", revised="", vintage="known"):
    """So many verdicts alike."""
    frame = pd.DataFrame({"verdict": [verdict] * number})
    frame = frame.assign(rule="", repeats=repeats, revised=revised, vintage=vintage)
    frame.index = [f"{verdict}-{repeats}{revised}{vintage}-{n}" for n in range(number)]
    return frame


def text(html):
    return re.sub("<[^>]+>", "", str(html))


@pytest.mark.parametrize(
    ("part", "whole", "said", "begun", "of_them"),
    [
        (3, 9, "3 of the 9 visas", "3 of the 9 visas are new, belong", "3 of them"),
        (1, 9, "1 of the 9 visas", "1 of the 9 visas is new, belongs", "1 of them"),
        (0, 9, "none of the 9 visas", "None of the 9 visas is new, belongs", "none of them"),
        (9, 9, "all 9 visas", "All 9 visas are new, belong", "all of them"),
        (2, 2, "both visas", "Both visas are new, belong", "all of them"),
        (1, 1, "the only visa", "The only visa is new, belongs", "1 of them"),
        (0, 1, "no visa", "No visa is new, belongs", "none of them"),
    ],
)
def test_a_portion_is_said_as_people_say_it_with_its_verb(part, whole, said, begun, of_them):
    found = portion(some(part), some(whole), "visa")
    assert text(found) == said
    assert text(found.of_them) == of_them
    assert text(sentence("{n} {n.are} new, belong{n.s}", n=found).html) == begun


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([some(1)], "The only figure that a published statistic can check is right."),
        ([some(2, "differs")], "Neither figure that a published statistic can check is right."),
        ([some(3, "differs")], "None of the 3 figures that a published statistic can check is right."),
        ([some(3)], "All 3 figures that a published statistic can check are right."),
        ([some(1, "not checked")], "The only figure shown cannot be checked against official statistics."),
        ([some(2, "cannot be checked")], "None of the 2 figures shown can be checked against official statistics."),
        (
            [some(1), some(1, "agrees at another date"), some(2, "differs"), some(4, "not checked")],
            "Of 4 distinct figures that a published statistic can check, 1 is right (25 per cent), "
            "1 fits a different date or definition and 2 are wrong.",
        ),
        (
            [some(2), some(1, "differs"), some(5, repeats="agrees-0"), some(1, "forecast"), some(3, "not checked")],
            "Of 3 distinct figures that a published statistic can check, 2 are right (67 per cent) "
            "and 1 is wrong. 1 forecast is counted separately.",
        ),
        (
            [some(1), some(2, vintage="later"), some(1, "differs", revised="changed: 7"), some(2, "forecast")],
            "Of 4 distinct figures that a published statistic can check, 3 are right (75 per cent) "
            "and 1 is wrong. Of those checked, 2 rest on numbers published only after the document "
            "and 1 is set against a number revised since. 2 forecasts are counted separately.",
        ),
        (
            [some(1, vintage="later", revised="changed: 7"), some(1, revised="confirmed")],
            "Both figures that a published statistic can check are right. Of those checked, 1 rests on a number "
            "published only after the document and 1 is set against a number revised since.",
        ),
    ],
)
def test_a_summary_says_how_many_hold(parts, said):
    assert text(summary(pd.concat(parts))) == said


def test_of_nothing_there_is_nothing_to_say():
    assert portion(some(0), some(0)) is None
    assert summary(some(0)) is None
