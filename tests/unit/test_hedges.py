"""What a hedge and a printed number commit to."""

import math

import pytest
from conftest import each_case

from cited.ledger.agreement import hedges
from cited.ledger.agreement.hedges import Hedge

TRILLION = 10**12


def test_a_bare_number_reaches_half_a_unit_of_its_last_digit():
    assert hedges.interval(15.5, 15.5, Hedge.NONE, "15.5 percent") == pytest.approx((15.45, 15.55))


def test_about_reaches_two_units_on_both_sides():
    assert hedges.interval(447000, 447000, Hedge.ABOUT, "around 447,000 people") == (445000, 449000)


def test_a_round_number_reaches_no_further_than_its_ceiling():
    assert hedges.interval(50e9, 50e9, Hedge.ABOUT, "about $50 billion") == (45e9, 55e9)


def test_almost_lies_only_below():
    assert hedges.interval(4 * TRILLION, 4 * TRILLION, Hedge.ALMOST, "almost $4 trillion") == (3.8e12, 4e12)


def test_almost_a_loss_is_nearer_to_zero():
    assert hedges.interval(-40, -40, Hedge.ALMOST, "almost -40 per cent") == (-40, -38)


def test_little_more_than_lies_only_above():
    lower, upper = hedges.interval(33.333333, 33.333333, Hedge.LITTLE_MORE, "little over a third")
    assert lower == 33.333333
    assert upper == pytest.approx(36.67, abs=0.01)
    assert hedges.interval(13250, 13250, Hedge.LITTLE_MORE, "just over 13,250") == (13250, 13270)


@each_case("hedge", ["more than", "at least"])
def test_more_than_and_at_least_are_open_above(hedge):
    assert hedges.interval(60, None, Hedge(hedge), "more than 60 countries") == (60, math.inf)


@each_case("hedge", ["less than", "up to"])
def test_less_than_and_up_to_are_open_below(hedge):
    assert hedges.interval(None, 12, Hedge(hedge), "under the age of twelve") == (-math.inf, 12)


def test_an_open_end_may_be_nan_as_in_a_frame():
    assert hedges.interval(60, math.nan, Hedge.MORE, "more than 60") == (60, math.inf)


def test_a_range_reaches_from_end_to_end():
    assert hedges.interval(50e9, 60e9, Hedge.RANGE, "$50-$60 billion") == (50e9, 60e9)
    assert hedges.interval(None, 60e9, Hedge.RANGE, "up to $50-$60 billion") == (-math.inf, 60e9)
    assert hedges.interval(50e9, None, Hedge.RANGE, "more than $50-$60 billion") == (50e9, math.inf)


@each_case(
    ("low", "printed", "bounds"),
    [
        (1e5, "hundreds of thousands", (2e5, 1e6)),
        (1e4, "tens of thousands", (2e4, 1e5)),
        (1e6, "millions of masks", (2e6, 1e9)),
        (1e3, "thousands of migrants", (2e3, 1e6)),
        (1e9, "billions of dollars", (2e9, 1e12)),
        (100, "hundreds of people", (200, 1000)),
        (10, "double digit", (10, 100)),
    ],
)
def test_an_order_of_magnitude_reaches_from_two_of_it_to_the_next_word(low, printed, bounds):
    assert hedges.interval(low, None, Hedge.MAGNITUDE, printed) == bounds


def test_almost_counts_one_unit_of_the_last_digit():
    assert hedges.interval(1300, 1300, Hedge.ALMOST, "almost 1,300") == (1235, 1300)
    assert hedges.interval(13250, 13250, Hedge.ALMOST, "almost 13,250") == (13240, 13250)


def test_a_ceiling_of_five_per_cent_stops_a_bare_round_number():
    assert hedges.interval(4, 4, Hedge.NONE, "four themes") == (3.8, 4.2)


def test_widths_and_ceilings_can_be_scaled_to_see_what_hangs_on_them():
    double, strict = hedges.Scale(units=2), hedges.Scale(ceilings=0.5)
    assert hedges.interval(447000, 447000, Hedge.ABOUT, "around 447,000", double) == (443000, 451000)
    assert hedges.interval(50e9, 50e9, Hedge.ABOUT, "about $50 billion", strict) == (47.5e9, 52.5e9)


def test_every_width_says_where_it_is_from():
    assert all(width.source for width in hedges.WIDTHS.values())
    assert all(reach.below and reach.above and reach.source for reach in hedges.reaches())


def test_every_hedge_of_the_ledger_has_its_reach_in_words():
    told = {reach.words: reach for reach in hedges.reaches()}
    assert {str(hedge) for hedge in hedges.Hedge} - {"", "order of magnitude"} <= set(told)
    assert told["hundreds of thousands"][1:3] == ("from 200,000", "to 1,000,000")
    assert told["double digit"][1:3] == ("from 10", "to 100")
    assert told["tens of millions"][1:3] == ("from 20,000,000", "to 100,000,000")
    assert told["billions"][1:3] == ("from 2,000,000,000", "to 1,000,000,000,000")
    assert (told["no hedge"].most, told["about"].most) == ("5%", "10%")
    assert {reach.below for reach in hedges.reaches()} >= {
        "nothing",
        "1 unit of the last digit",
        "0.5 units of the last digit",
    }


@each_case(
    ("value", "printed", "unit"),
    [
        (63928, "63, 928", 1),
        (696.71e9, "USD 696.71 billion", 10**7),
        (10, "10.0 per cent", 0.1),
        (3.5, "3,5 Prozent", 0.1),
        (1300, "about 1,300 items", 100),
        (12, "a dozen officers", 1),
        (3.5, "three and half years", 0.5),
        (7.5, "7.5 per cent", 0.1),
        (100 / 3, "a third", math.inf),
        (0, "zero", math.inf),
        (3, "30.0 or 3", 1),
    ],
)
def test_the_unit_is_the_worth_of_the_last_significant_digit(value, printed, unit):
    assert hedges.unit(value, printed) == pytest.approx(unit)


def test_a_figure_without_a_number_is_refused():
    with pytest.raises(ValueError, match="neither low nor high"):
        hedges.interval(None, math.nan, Hedge.NONE, "some")


def test_an_unknown_hedge_and_a_bare_word_are_refused():
    with pytest.raises(TypeError, match="no Hedge; expected Hedge"):
        hedges.interval(1, 1, "about", "about one")
    with pytest.raises(ValueError, match="not a hedge of the ledger"):
        Hedge("perhaps")


@each_case(
    ("low", "high", "hedge", "printed", "ends"),
    [
        (1e6, math.nan, "order of magnitude", "millions of masks", (2e6, math.nan)),
        (10, math.nan, "order of magnitude", "double digit", (10, math.nan)),
        (1.8e6, math.nan, "more than", "more than 1.8 million", (1.8e6, math.nan)),
        (4e9, 4e9, "almost", "almost $4 billion", (4e9, 4e9)),
    ],
)
def test_a_magnitude_states_two_of_it_and_every_other_figure_its_number(low, high, hedge, printed, ends):
    assert hedges.stated(low, high, Hedge(hedge), printed) == pytest.approx(ends, nan_ok=True)


def test_a_number_in_words_has_the_last_digit_of_its_value():
    assert hedges.unit(20, "twenty") == 10
    assert hedges.unit(300, "three hundred") == 100
    assert hedges.unit(12, "a dozen") == 1


def test_the_published_rule_says_from_where_to_where_each_word_of_a_magnitude_reaches():
    told = [(reach.words, reach.below, reach.above) for reach in hedges.reaches() if reach.below.startswith("from")]
    assert told == [
        ("double digit", "from 10", "to 100"),
        ("hundreds", "from 200", "to 1,000"),
        ("thousands", "from 2,000", "to 1,000,000"),
        ("tens of thousands", "from 20,000", "to 100,000"),
        ("hundreds of thousands", "from 200,000", "to 1,000,000"),
        ("millions", "from 2,000,000", "to 1,000,000,000"),
        ("tens of millions", "from 20,000,000", "to 100,000,000"),
        ("hundreds of millions", "from 200,000,000", "to 1,000,000,000"),
        ("billions", "from 2,000,000,000", "to 1,000,000,000,000"),
    ]
