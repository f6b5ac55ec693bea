"""Counts of figures with the grammar that goes with them."""

import re
from unittest import mock

import pandas as pd
from conftest import each_case

from cited.ledger import verdicts
from cited.ledger.agreement.ties import OWN_COUNT
from cited.page.sentences import tally
from cited.page.sentences.sentences import sentence
from cited.page.sentences.tally import portion, summary


def some(number, verdict="agrees", repeats="", revised="", vintage="known", remark=""):
    """So many verdicts alike."""
    frame = pd.DataFrame({"verdict": [verdict] * number})
    frame = frame.assign(rule="", repeats=repeats, revised=revised, vintage=vintage, remark=remark)
    frame.index = [f"{verdict}-{repeats}{revised}{vintage}{remark}-{n}" for n in range(number)]
    return frame


def text(html):
    return re.sub("<[^>]+>", "", str(html))


@each_case(
    ("part", "whole", "said", "begun", "of_them"),
    [
        (3, 9, "three of the nine visas", "Three of the nine visas are new, belong", "three of them"),
        (1, 9, "one of the nine visas", "One of the nine visas is new, belongs", "one of them"),
        (3, 40, "3 of the 40 visas", "Three of the 40 visas are new, belong", "three of them"),
        (22, 40, "22 of the 40 visas", "Twenty-two of the 40 visas are new, belong", "22 of them"),
        (0, 9, "none of the nine visas", "None of the nine visas is new, belongs", "none of them"),
        (0, 2, "neither of the two visas", "Neither of the two visas is new, belongs", "none of them"),
        (9, 9, "all nine visas", "All nine visas are new, belong", "all of them"),
        (2, 2, "both visas", "Both visas are new, belong", "all of them"),
        (1, 1, "the only visa", "The only visa is new, belongs", "one of them"),
        (0, 1, "no visa", "No visa is new, belongs", "none of them"),
    ],
)
def test_a_portion_is_said_as_people_say_it_with_its_verb(part, whole, said, begun, of_them):
    found = portion(some(part), some(whole), "visa")
    assert text(found) == said
    assert text(found.of_them) == of_them
    assert text(sentence("{n} {n.are} new, belong{n.s}", n=found).html) == begun


@each_case(
    ("parts", "said"),
    [
        ([some(2, "differs")], "Neither figure checked against published statistics is right."),
        ([some(3, "differs")], "None of the three figures checked against published statistics is right."),
        ([some(3)], "All three figures checked against published statistics are right."),
        ([some(1, "not checked")], "The only figure shown cannot be checked against published statistics."),
        (
            [some(2, "cannot be checked")],
            "Neither of the two figures shown can be checked against published statistics.",
        ),
        (
            [some(2, remark=f"{OWN_COUNT}; not an independent one."), some(1, remark="A count. " + OWN_COUNT)],
            "All three figures checked against published statistics are right. "
            "Of those checked, two rest on the source that the document itself quotes.",
        ),
        (
            [some(1), some(1, "agrees at another date"), some(2, "differs"), some(4, "not checked")],
            "Of four distinct figures checked against published statistics, one is right, "
            "one fits a different date or definition and two are wrong: “differs” and “differs”.",
        ),
        (
            [some(2), some(1, "differs"), some(5, repeats="agrees-0"), some(1, "forecast"), some(3, "not checked")],
            "Of three distinct figures checked against published statistics, two are right "
            "and one is wrong: “differs”. One forecast is counted separately.",
        ),
        (
            [some(1), some(2, vintage="later"), some(1, "differs", revised="changed: 7"), some(2, "forecast")],
            "Of four distinct figures checked against published statistics, three are right "
            "and one is wrong: “differs”. Of those checked, two rest only on data published after the document "
            "and one on a value since revised. Two forecasts are counted separately.",
        ),
        (
            [some(1, vintage="later", revised="changed: 7"), some(1, revised="confirmed")],
            "Both figures checked against published statistics are right. Of those checked, one rests only on "
            "data published after the document and one on a value since revised.",
        ),
        (
            [some(25), some(15, "differs")],
            "Of 40 distinct figures checked against published statistics, 25 are right (63%) and 15 are wrong.",
        ),
    ],
)
def test_a_summary_says_how_many_hold_and_names_the_wrong_ones_where_they_are_few(parts, said):
    with mock.patch.object(tally, "_quoted", lambda figure: f"“{figure.partition('-')[0]}”"):
        assert text(summary(pd.concat(parts))) == said


def test_the_only_figure_is_named(checked):
    judged = verdicts(figure="north-2020-1")
    assert text(summary(judged)) == (
        "“almost $4 billion” (foreign exchange reserves, Norland), the only figure checked against published statistics, "
        "is right."
    )


def test_of_nothing_there_is_nothing_to_say():
    assert portion(some(0), some(0)) is None
    assert summary(some(0)) is None
