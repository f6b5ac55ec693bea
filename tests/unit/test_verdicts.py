"""Verdicts: what is claimed, what the statistics say, and which of them decides."""

import csv
import inspect
import math
import re
from pathlib import Path

import pandas as pd
import pytest
from conftest import each_case

from cited.ledger import converted, distinct, figures, forecasts, observations, unchecked, verdicts
from cited.ledger.agreement import manners
from cited.ledger.agreement.claims import (
    COARSE,
    INSIDE,
    LAST,
    OUTSIDE,
    OVERSTATES,
    ROUNDS,
    UNDERSTATES,
    Statistic,
    claim,
    compare,
    compare_part,
    deviation,
    implied,
)
from cited.ledger.agreement.hedges import Scale
from cited.ledger.agreement.measures import measure
from cited.ledger.agreement.sensitivity import CHANGES, sensitivity
from cited.ledger.agreement.ties import edition, finding, vintage
from cited.ledger.agreement.verdicts import MISQUOTED, UNEXPLAINED, judge, select
from cited.ledger.agreement.verdicts import findings as tied
from cited.ledger.frames import statistics
from cited.ledger.frames.money import rate
from cited.ledger.rules import approval, approved_rows
from cited.ledger.store import periods, tables
from cited.ledger.store.outcomes import RULE, UNCHECKED, UNDECIDED, Outcome
from cited.page import audited, intervals, line, ratios, summary
from cited.page.comparing import claims
from cited.page.wording.outcomes import why
from cited.page.wording.verdicts import verdicts as words_of

AGREES, ROUNDED, DIFFERS = Outcome.AGREES, Outcome.ROUNDED, Outcome.DIFFERS
DATE, DEFINITION = Outcome.OTHER_DATE, Outcome.OTHER_DEFINITION
REPOSITORY = Path(__file__).resolve().parents[2]


def figure(printed, low, high=None, hedge="", unit="persons"):
    """A figure's cells, high being low where it is not given; an empty string leaves an end open."""
    high = low if high is None else high
    return {"printed": printed, "low": str(low), "high": str(high), "hedge": hedge, "unit": unit}


def found(outcome, definition="same", date="own", distance=1.0, check="a", vintage="known"):
    """A finding, as far as the verdict looks at it."""
    cells = {"check": check, "outcome": outcome, "definition": definition, "date": date, "distance": distance}
    return {**cells, "vintage": vintage}


ALMOST = figure("almost $1.3 trillion", 1300000000000, hedge="almost", unit="USD")
BILLION = figure("1.5 billion Chinese applications", 1500000000, unit="applications")


@each_case(
    ("claimed", "value", "precision", "expected"),
    [
        (figure("$3.3 trillion", 3.3e12), 3310e9, 1e9, (AGREES, INSIDE)),
        (figure("$3.3 trillion", 3.3e12), 3388e9, 1e9, (DIFFERS, OUTSIDE)),
        (ALMOST, 1270e9, 1e8, (AGREES, INSIDE)),
        (ALMOST, 1307e9, 1e8, (ROUNDED, ROUNDS)),
        (ALMOST, 1151.9e9, 1e8, (DIFFERS, OUTSIDE)),
        (figure("276 113 migrants", 276113), 276000, 1000, (ROUNDED, COARSE)),
        (figure("276 113 migrants", 276113), 276000, 1, (DIFFERS, OUTSIDE)),
        (figure("63, 928", 63928), 63927, 1, (ROUNDED, LAST)),
        # One apart in the last digit is more than half a per cent of so few.
        (figure("151 cases", 151), 150, 1, (DIFFERS, OUTSIDE)),
        (figure("63, 928", 63928), 63926, 1, (DIFFERS, OUTSIDE)),
        (figure("13", 13, unit="countries"), 12, 1, (DIFFERS, OUTSIDE)),
        (figure("more than 80,000", 80000, "", "more than"), 81171, 1, (AGREES, INSIDE)),
        (figure("hundreds of thousands", 100000, "", "order of magnitude"), 500000, 1, (AGREES, INSIDE)),
        (figure("double digit", 10, "", "order of magnitude", "percent"), 9.65, 0.01, (DIFFERS, OUTSIDE)),
        (figure("a third", 33.333333, hedge="little more than", unit="percent"), 36.7, 0.1, (ROUNDED, COARSE)),
        (figure("40-50 per cent", 40, 50, "range", "percent"), 50, 10, (AGREES, INSIDE)),
        (BILLION, 1497178, 1, (DIFFERS, OUTSIDE)),
        (figure("millions of masks", 1000000, "", "order of magnitude"), 1000000, 1, (DIFFERS, OUTSIDE)),
        (figure("more than 80,000", 80000, "", "more than"), 160000, 1, (AGREES, UNDERSTATES)),
        (figure("more than 80,000", 80000, "", "more than"), 159999, 1, (AGREES, INSIDE)),
        (figure("less than 20", "", 20, "less than"), 10, 1, (AGREES, OVERSTATES)),
        (figure("less than 20", "", 20, "less than"), 11, 1, (AGREES, INSIDE)),
        # Half of the statistic's last digit and no more, and of a coarse one no more than five per cent of it.
        (figure("276 113 migrants", 276113), 276800, 1000, (DIFFERS, OUTSIDE)),
        (figure("40 per cent", 40, unit="percent"), 50, 40, (DIFFERS, OUTSIDE)),
    ],
)
def test_a_statistic_agrees_agrees_when_rounded_or_differs(claimed, value, precision, expected):
    assert compare(claim(claimed), Statistic(value, precision)) == expected


@each_case(
    ("claimed", "value", "words"),
    [
        (figure("6077", 6077), 6077, "none"),
        (figure("6077", 6077), 6820, "10.9 per cent below"),
        (figure("63, 928", 63928), 63927, "0.0016 per cent above"),
        (BILLION, 1497178, "a factor of a thousand above"),
        (figure("20 million", 20000000), 66950000, "a factor of 3.3 below"),
        (figure("447,000", 447000), 13000, "a factor of 34 above"),
        (figure("19.3 percent", 19.3, unit="percent"), 17.35, "2.0 percentage points above"),
        (figure("40-50 per cent", 40, 50, "range", "percent"), 45, "none"),
        (figure("$50-$60 billion", 50e9, 60e9, "range", "USD"), 75e9, "20.0 per cent below"),
        (figure("more than 80,000", 80000, "", "more than"), 81171, "none"),
        (figure("more than 80,000", 80000, "", "more than"), 64000, "25.0 per cent above"),
        (figure("2205", 2205), 2000, "10.3 per cent above"),
        (figure("1,100", 1100), 100, "a factor of 11 above"),
        (figure("2000", 2000), 1000, "a factor of 2.0 above"),
        (figure("5 percent", 5, unit="percent"), -2, "on the other side of zero, above"),
    ],
)
def test_the_deviation_is_said_in_words(claimed, value, words):
    assert deviation(claim(claimed), Statistic(value, 1), claimed["unit"]) == words


@each_case(
    ("claimed", "how", "value", "words"),
    [
        (figure("between 70 and 74", 70, 74, "range", "years"), "level", 60, "10 years above"),
        (figure("65", 65, unit="years"), "level", 66, "1 year below"),
        (figure("second", 2, unit="rank"), "rank", 5, "3 places below"),
        (figure("ten years", 10, unit="years"), "count", 8, "25.0 per cent above"),
    ],
)
def test_an_age_or_a_rank_is_off_by_years_or_places_and_a_duration_by_its_share(claimed, how, value, words):
    assert deviation(claim(claimed), Statistic(value, 1), claimed["unit"], how) == words


def test_a_statistic_of_another_definition_that_comes_nearer_stands_beside_one_that_differs():
    far, near = found(DIFFERS, distance=1.2), found(DIFFERS, "other", distance=0.07, check="c")
    verdict, decides, against = judge([far, near])
    assert (verdict, decides["check"], against["check"]) == (DIFFERS, "a", "c")
    assert judge([found(DIFFERS), found(DIFFERS, "other", distance=2.0, check="b")])[2] is None


def test_without_the_clause_of_the_last_digit_one_apart_differs():
    one = claim(figure("63, 928", 63928))
    assert compare(one, Statistic(63927, 1), Scale(last_digit=False)) == (DIFFERS, OUTSIDE)


def test_two_currencies_claim_a_rate_end_by_end_as_imprecise_as_both():
    dollars = claim(figure("$50-$60 billion", 50e9, 60e9, "range", "USD"))
    yen = claim(figure("about ¥5.2-¥6.3 trillion", 5.2e12, 6.3e12, "range", "JPY"))
    rate = implied(yen, dollars)
    # 5.2 over 52.5 and 6.3 over 57.
    assert rate.bounds == pytest.approx((99.048, 110.526), abs=0.001)
    assert rate.ends == (104, 105)
    assert rate.digit == pytest.approx(2)
    assert compare(rate, Statistic(105.35, 0.01)) == (AGREES, INSIDE)
    assert compare(rate, Statistic(110.65, 0.01)) == (ROUNDED, ROUNDS)
    assert compare(rate, Statistic(112, 0.01)) == (DIFFERS, OUTSIDE)


def test_a_rate_is_within_what_either_end_of_both_amounts_allows_also_where_the_larger_is_the_lower():
    dollars = claim(figure("$50-$60 billion", 50e9, 60e9, "range", "USD"))
    yen = claim(figure("¥5.5-¥6.0 trillion", 5.5e12, 6e12, "range", "JPY"))
    rate = implied(yen, dollars)
    assert rate.ends == (100, 110)
    # 5.95 over 63 and 5.55 over 47.5.
    assert rate.rounded == pytest.approx((94.444, 116.842), abs=0.001)


def test_a_hedge_bends_the_rate_of_one_amount_to_its_own_side_alone():
    yen = claim(figure("almost ¥5 trillion", 5e12, None, "almost", "JPY"))
    # 4.75 to 5 over 52.5 to 47.5.
    assert implied(yen, claim(figure("$50 billion", 50e9))).bounds == pytest.approx((90.476, 105.263), abs=0.001)


@each_case(("low", "high"), [(5e12, ""), ("", 5e12)])
def test_an_end_that_both_amounts_leave_open_makes_no_rate(low, high):
    hedge = "more than" if low else "less than"
    one = claim(figure(f"{hedge} ¥5 trillion", low, high, hedge, "JPY"))
    other = claim(figure(f"{hedge} $50 billion", low and 50e9, high and 50e9, hedge, "USD"))
    rate = implied(one, other)
    assert not any(math.isnan(end) for end in (*rate.bounds, *rate.rounded, *rate.ends))
    assert 100 in rate.ends


def test_a_range_that_repeats_an_amount_without_an_upper_end_makes_a_rate_of_any_low_size():
    yen = claim(figure("¥5-¥6 trillion", 5e12, 6e12, "range", "JPY"))
    rate = implied(yen, claim(figure("more than $50 billion", 50e9, "", "more than", "USD")))
    assert rate.ends == (0, 100)
    assert rate.bounds.lower == 0
    # 5 over 47.5, of which 50 may be the rounding.
    assert rate.bounds.upper == pytest.approx(105.263, abs=0.001)


def made(how, unit, *parts, period="2014", base_period="", digit=1):
    """The statistic that a check makes of one or two observations."""
    check = {"how": how, "period": period, "base_period": base_period}
    return measure(check, {"unit": unit}, *parts, digit=digit)


def test_a_difference_and_a_change_have_the_imprecision_of_both_parts():
    peak, low = Statistic(3993e9, 1e9), Statistic(2998e9, 1e9)
    assert made("difference", "USD", peak, low) == (995e9, 2e9)
    change = made("ratio", "percent", Statistic(280, 10), Statistic(107, 1))
    # 161.68, of which the last digits are none of the parts'.
    assert change.value == 160
    assert change.precision == pytest.approx(261.68 * (10 / 280 + 1 / 107), abs=0.01)
    assert made("ratio", "times", Statistic(3, 1), Statistic(2, 1)).value == 1.5
    assert made("level", "USD", peak) == peak


@each_case(
    ("cases", "outcome"), [("33505", Outcome.DIFFERS), ("38499", Outcome.DIFFERS), ("38501", Outcome.NOT_CHECKED)]
)
def test_a_whole_is_no_less_than_what_was_counted_in_a_part_of_its_time_and_more_proves_nothing(cases, outcome):
    figure = {"figure": "a-1", "low": cases, "high": cases, "hedge": "", "printed": cases}
    assert compare_part(claim(figure), Statistic(39_000, 1_000))[0] == outcome


def test_words_that_reach_the_count_of_a_part_are_not_less_than_it():
    some = {"figure": "a-1", "low": "38000", "high": "38000", "hedge": "about", "printed": "some 38,000"}
    assert claim(some).bounds == (36_000, 40_000)
    assert compare_part(claim(some), Statistic(39_000, 1_000))[0] == Outcome.NOT_CHECKED


def test_a_count_of_a_part_that_is_not_more_leaves_a_figure_unchecked_and_another_statistic_to_decide():
    part = found(Outcome.NOT_CHECKED) | {"how": "part"}
    assert judge([part])[0] == Outcome.NOT_CHECKED
    assert judge([part, found(Outcome.AGREES)])[0] == Outcome.AGREES


def test_a_statement_that_a_figure_quotes_decides_nothing_whatever_it_says():
    quoted = found(Outcome.AGREES, definition="quoted")
    assert judge([quoted])[0] == Outcome.NOT_CHECKED
    assert judge([quoted, found(Outcome.DIFFERS)])[0] == Outcome.DIFFERS
    assert judge([quoted | {"outcome": Outcome.DIFFERS}, found(Outcome.AGREES)])[0] == Outcome.AGREES


def test_a_value_of_another_thing_and_of_a_time_after_the_words_decides_nothing_however_alike():
    later = found(Outcome.AGREES, "other", "other") | {"after": True}
    assert judge([later])[0] == Outcome.NOT_CHECKED
    assert judge([later, found(Outcome.DIFFERS)])[0] == Outcome.DIFFERS
    assert judge([found(Outcome.AGREES, "other", "other") | {"after": False}])[0] == Outcome.OTHER_DEFINITION
    assert judge([found(Outcome.AGREES, date="other") | {"after": True}])[0] == Outcome.NEAREST_DATE


def test_each_power_of_ten_has_its_name_in_a_deviation():
    claimed = claim(figure("15 million", 15000000))
    said = [deviation(claimed, Statistic(1.5 * 10**power, 1), "persons") for power in (6, 5, 4, 1)]
    assert said == [f"a factor of {name} above" for name in ("ten", "a hundred", "a thousand", "a million")]
    assert deviation(claimed, Statistic(1500, 1), "persons") == "a factor of 10,000 above"


def test_half_a_coarse_digit_must_reach_the_nearer_end_of_what_is_claimed_and_no_further():
    claimed = claim(figure("about 50", 50, hedge="about"))
    assert compare(claimed, Statistic(44, 20))[0] == ROUNDED
    assert compare(claimed, Statistic(40, 20))[0] == DIFFERS


def test_a_later_revision_by_one_per_cent_exactly_still_confirms_the_first_print():
    assert judge([found(DIFFERS, vintage="later", distance=math.log1p(0.01))])[0] == AGREES
    assert judge([found(DIFFERS, vintage="later", distance=math.log1p(0.0101))])[0] == Outcome.NOT_CHECKED


def test_an_age_is_a_level_and_years_that_pass_are_counted():
    tie = {"how": "count", "series": "ages", "base_series": "", "period": "2015"}
    series = {"ages": {"title": "Age of retirement", "unit": "years", "kind": "standing"}}
    assert list(manners.faults(tie, {"unit": "years", "period": ""}, series)) == [
        ("how", "expected level: the figure is in years")
    ]
    series["ages"]["title"] = "Years in force"
    assert list(manners.faults(tie, {"unit": "years", "period": ""}, series)) == []


def test_pages_say_in_a_readers_words_why_each_undecided_figure_is_not_checked():
    assert [reason for reason in UNDECIDED.values() if why(reason) == reason] == []


def test_a_value_counts_as_after_the_words_only_where_it_is_not_of_the_figures_own_time(repository):
    after = {row["check"] for row in tied() if row["after"]}
    assert "iom-2016-56-a" in after
    forecasts = tied(basis=["forecast"])
    assert forecasts and not any(row["after"] for row in forecasts if row["date"] == "own")


def test_a_statement_that_a_figure_quotes_is_no_statistic_that_was_tried(repository):
    definitions = [row["definition"] for row in tied(figure=["iom-2016-58"])]
    assert "quoted" in definitions
    assert select(figure=["iom-2016-58"])[0]["tries"] == len(definitions) - definitions.count("quoted")


def test_of_other_dates_the_nearest_in_time_decides_and_not_the_one_that_agrees():
    near = found(Outcome.DIFFERS, date="other") | {"apart": 10}
    far = found(Outcome.AGREES, date="other") | {"apart": 900}
    assert judge([far, near])[0] == Outcome.NOT_CHECKED
    assert judge([far | {"apart": 5}, near])[0] == Outcome.NEAREST_DATE
    # A count from after the words is nobody's who wrote them, however near it is.
    assert judge([far, near | {"after": True}])[0] == Outcome.NEAREST_DATE
    assert judge([far | {"apart": 5, "after": True}, near])[0] == Outcome.NOT_CHECKED
    assert judge([far | {"apart": 5, "after": True}, near | {"after": True}])[0] == Outcome.NEAREST_DATE


@each_case("hedge", ["", "almost", "about"])
def test_a_rate_is_made_of_the_two_numbers_printed_whatever_bends_the_first(hedge):
    dollars = {
        "figure": "a-2",
        "repeats": "a-1",
        "unit": "USD",
        "low": "360",
        "high": "360",
        "hedge": "",
        "printed": "$360",
    }
    euros = {"figure": "a-1", "unit": "EUR", "low": "310", "high": "310", "hedge": hedge, "printed": "310 euros"}
    check = {"figure": "a-2", "series": "s", "period": "2018", "base_series": "", "base_period": "", "how": "ratio"}
    figures = {"a-2": dollars, "a-1": euros}
    # Both are rounded to ten: 355 over 315, and 365 over 305.
    for held, outcome in ((1.12, DIFFERS), (1.142, AGREES), (1.18, AGREES), (1.21, DIFFERS)):
        assert finding(check, figures, {("s", "2018"): Statistic(held, 0.001)})["outcome"] == outcome


def test_a_statistic_on_the_other_side_of_zero_is_further_than_any():
    check = {"figure": "f", "series": "s", "period": "2018", "base_series": "", "base_period": "", "how": "level"}
    cells = {"figure": "f", "repeats": "", "period": "2018", **figure("0.5 per cent", 0.5, unit="percent")}
    apart = [finding(check, {"f": cells}, {("s", "2018"): Statistic(at, 0.1)})["distance"] for at in (50, -0.5)]
    assert 0 < apart[0] < apart[1] == math.inf


@each_case(
    ("unit", "digit", "period", "base", "value"),
    [
        ("days", 1, "2018-06-22/2018-06-23", "", 2),
        ("days", 1, "2018-06-15", "2018-06-12", 3),
        # From the end of the first event to the beginning of the second.
        ("days", 1, "2018-05-07/2018-05-09", "2018-05-01/2018-05-04", 3),
        ("months", 1, "2018-05-07/2018-05-08", "2018-03-25/2018-03-28", 1),
        ("years", 1, "2018-03-25/2018-03-28", "2011-05-20/2011-05-26", 7),
        ("years", 0.5, "2018-06-22", "2014-11-29", 3.5),
    ],
)
def test_a_duration_is_told_to_the_last_digit_that_the_figure_prints(unit, digit, period, base, value):
    check = {"how": "duration", "period": period, "base_period": base}
    assert measure(check, {"unit": unit}, Statistic(1, 1), None, digit) == (value, digit)


@each_case(
    ("hedge", "day", "value"),
    [
        ("", "2018-02-10", 1),
        ("", "2018-02-20", 2),
        ("about", "2018-02-20", 2),
        # More than a month: one is over; less than two: the second has begun.
        ("more than", "2018-02-20", 1),
        ("at least", "2018-02-20", 1),
        ("less than", "2018-02-10", 2),
        ("up to", "2018-02-10", 2),
    ],
)
def test_a_duration_of_more_or_less_counts_the_units_that_are_over_or_begun(hedge, day, value):
    check = {"how": "duration", "period": day, "base_period": "2018-01-01"}
    assert measure(check, {"unit": "months", "hedge": hedge}, Statistic(1, 1)) == (value, 1)


@each_case(
    ("hedge", "number", "day", "value"),
    [
        ("little more than", "1", "2018-01-30", 0),
        ("little more than", "1", "2018-02-10", 1),
        ("little more than", "1", "2018-02-20", 2),
        ("almost", "2", "2018-02-10", 1),
        ("almost", "2", "2018-02-20", 2),
        ("almost", "2", "2018-03-05", 3),
    ],
)
def test_a_little_more_or_almost_a_time_is_within_half_a_unit_and_not_on_its_other_side(hedge, number, day, value):
    check = {"how": "duration", "period": day, "base_period": "2018-01-01"}
    figure = {"unit": "months", "hedge": hedge, "low": number, "high": number}
    assert measure(check, figure, Statistic(1, 1)) == (value, 1)


def test_many_months_are_counted_by_the_mean_month():
    check = {"how": "duration", "period": "2019-12-01", "base_period": "2015-01-01"}
    assert measure(check, {"unit": "months"}, Statistic(1, 1)).value == 59


def test_what_could_be_known_decides_and_a_later_revision_only_where_nothing_else_is_held():
    later = found(DIFFERS, distance=0.05, check="b", vintage="later")
    assert judge([found(AGREES), later])[:2] == (AGREES, found(AGREES))
    assert judge([found(DIFFERS), found(AGREES, check="b", vintage="later")])[0] == DIFFERS
    assert judge([found(AGREES, vintage="later")])[0] == AGREES
    assert judge([later])[0] == Outcome.NOT_CHECKED


def test_a_first_print_that_is_not_held_holds_within_a_hundredth_of_its_revision():
    assert judge([found(DIFFERS, distance=0.0024, vintage="later")])[0] == AGREES
    assert judge([found(DIFFERS, distance=0.011, vintage="later")])[0] == Outcome.NOT_CHECKED
    assert judge([found(DIFFERS, distance=0.0024)])[0] == DIFFERS


def test_a_later_revision_decides_both_ways_and_leaves_open_what_revisions_explain():
    far = found(DIFFERS, distance=0.11, vintage="later")
    verdict, decides, _ = judge([far])
    assert (verdict, decides["rule"]) == (DIFFERS, UNEXPLAINED)
    assert judge([found(DIFFERS, distance=0.09, vintage="later")])[0] == Outcome.NOT_CHECKED
    assert judge([far, found(AGREES, date="other", check="b")])[0] == Outcome.OTHER_DATE
    strict = Scale(revision=0)
    assert judge([found(DIFFERS, distance=0.0024, vintage="later")], scale=strict)[0] == DIFFERS


def test_an_announcement_contradicts_the_figure_that_repeats_it_and_never_confirms_it():
    assert judge([found(AGREES, "announced")])[0] == Outcome.CANNOT_BE_CHECKED
    verdict, decides, _ = judge([found(DIFFERS, "announced")])
    assert (verdict, decides["rule"]) == (DIFFERS, MISQUOTED)
    assert judge([found(AGREES, "announced"), found(AGREES, check="b")])[:2] == (AGREES, found(AGREES, check="b"))
    assert judge([found(AGREES, "announced"), found(DIFFERS, check="b")])[0] == DIFFERS


def test_what_differs_only_at_another_date_or_definition_proves_nothing():
    assert judge([found(DIFFERS, date="other")])[0] == Outcome.NOT_CHECKED
    assert judge([found(DIFFERS, "other")])[0] == Outcome.NOT_CHECKED


@each_case(
    ("copy", "revised", "period", "expected"),
    [
        ("2019", "yes", "2005", "later"),
        ("2008", "yes", "2005", "known"),
        # Of a month the first day counts.
        ("2008-08-15", "yes", "2005", "later"),
        ("2019", "no", "2005", "known"),
        ("2008-08-01", "yes", "2005", "known"),
        ("unknown", "yes", "2005", "later"),
        ("", "yes", "2005", "later"),
        ("unknown", "no", "2005", "known"),
        # Out three months after its end, and not before the words.
        ("2008", "no", "2007", "known"),
        ("2008", "no", "2008-06", "known"),
        ("2008", "no", "2008-08", "later"),
        ("unknown", "no", "2020", "later"),
    ],
)
def test_an_edition_younger_than_the_words_and_a_value_not_yet_out_came_later(copy, revised, period, expected):
    assert vintage({"vintage": copy, "revised": revised}, period, "2008-08") == expected


@each_case(
    ("base", "date", "expected"),
    [
        ("", "", ("known", False)),
        # The later of two values says whether their difference could be known, and a first print revises nothing.
        ("counted", "", ("later", False)),
        ("counted", "own", ("known", False)),
        ("revised", "", ("later", True)),
        ("revised", "own", ("later", True)),
    ],
)
def test_of_two_values_the_later_one_dates_what_they_make(base, date, expected):
    series = {
        "counted": {"vintage": "unknown", "revised": "no"},
        "revised": {"vintage": "2019", "revised": "yes"},
    }
    check = {"series": "counted", "period": "2005", "base_series": base, "base_period": "2010", "date": date}
    made = edition(check, series, "2008-08")
    assert (made["vintage"], made["revises"]) == expected


def test_a_first_print_from_after_the_words_decides_as_it_stands_and_a_revision_only_where_it_is_near_or_far():
    late = found(Outcome.DIFFERS, vintage="later", distance=0.05)
    assert judge([late | {"revises": False}])[0] == Outcome.DIFFERS
    assert judge([late | {"revises": True}])[0] == Outcome.NOT_CHECKED


def test_the_own_date_and_definition_decides_where_it_agrees():
    verdict, decides, against = judge([found(ROUNDED), found(AGREES, "other", check="b")])
    assert (verdict, decides["check"], against) == (ROUNDED, "a", None)


def test_another_date_is_shown_with_the_own_date_that_differs():
    verdict, decides, against = judge([found(DIFFERS), found(AGREES, date="other", check="b")])
    assert (verdict, decides["check"], against["check"]) == (DATE, "b", "a")


def test_another_definition_is_shown_with_what_does_not_agree():
    verdict, decides, against = judge(
        [found(DIFFERS, date="other"), found(AGREES, "other", check="b"), found(DIFFERS, "other", check="c")]
    )
    assert (verdict, decides["check"], against["check"]) == (DEFINITION, "b", "a")


def test_the_nearest_of_the_own_definition_says_by_how_much_it_differs():
    verdict, decides, _ = judge(
        [found(DIFFERS, distance=2.0), found(DIFFERS, distance=1.0, check="b"), found(DIFFERS, "other", distance=0.1)]
    )
    assert (verdict, decides["check"]) == (DIFFERS, "b")


def test_a_forecast_is_neither_right_nor_wrong():
    assert judge([found(DIFFERS, vintage="later")], "forecast")[0] == Outcome.FORECAST
    assert judge([found(AGREES)], "forecast")[0] == Outcome.FORECAST


def test_an_own_date_that_contradicts_is_told_apart_from_one_that_is_not_held():
    near = found(AGREES, date="other", check="b")
    assert judge([found(DIFFERS), near])[0] == Outcome.OTHER_DATE
    assert judge([found(DIFFERS, vintage="later"), near])[0] == Outcome.OTHER_DATE
    assert judge([near])[0] == Outcome.NEAREST_DATE


def test_every_verdict_has_its_rule_in_words():
    assert set(RULE) == set(Outcome)


@pytest.fixture
def repository(monkeypatch):
    """The project's own tables."""
    monkeypatch.chdir(REPOSITORY)


def test_every_figure_has_one_verdict_in_reading_order(repository):
    assert [row["figure"] for row in select()] == [row["figure"] for row in tables.rows("figures")]


def test_a_figure_without_a_statistic_says_why(repository):
    row = next(row for row in select() if row["verdict"] in UNCHECKED and not row["tries"])
    assert row["rule"] == row["reason"] != ""
    assert row["statistic"] == row["deviation"] == row["series"] == ""


def test_what_later_revisions_say_of_a_forecast_is_its_outcome(repository):
    forecasts = [row for row in select() if row["verdict"] == Outcome.FORECAST]
    assert forecasts and {row["revised"] for row in forecasts} == {""}


def test_the_forecasts_that_missed_are_those_outside_of_what_their_words_claim(repository):
    held = verdicts()
    outside = [figure for figure, rule in forecasts(held)["rule"].items() if rule == OUTSIDE]
    assert outside and list(forecasts(held, missed=True).index) == outside


def test_a_choice_of_figures_has_the_same_verdicts(repository):
    every = {row["figure"]: row for row in select()}
    chosen = select(theme="visas")
    assert chosen and all(every[row["figure"]] == row for row in chosen)


def test_frames_have_their_columns_where_nothing_is_chosen(repository):
    assert statistics.verdicts(theme="visas", first=1800, last=1801, actor="China").empty
    assert "verdict" in statistics.verdicts(actor=[]).columns
    assert "outcome" in statistics.findings(actor=[]).columns
    assert "at" in statistics.observations(series=[]).columns
    assert statistics.series(series=[]).empty


def test_observations_come_in_the_order_of_time(repository):
    frame = statistics.observations(series="fx-reserves-chn", first=2014, last=2014)
    assert list(frame["period"]) == ["2014-03", "2014-06", "2014-12"]
    assert frame["value"].iloc[1] == 3993e9


def test_statistics_are_numbers_or_missing(repository):
    frame = statistics.verdicts(source="iom-2016")
    assert frame.loc["iom-2016-35", "statistic"] == 1497178
    assert math.isnan(frame.loc["iom-2016-45", "statistic"])
    assert set(statistics.findings(source="iom-2016")["outcome"]) <= {AGREES, ROUNDED, DIFFERS}


@each_case(
    ("period", "kind", "at"),
    [
        ("2014", "flow", 2014.5),
        ("2014", "end of period", 2015.0),
        ("2014-12", "end of period", 2015.0),
        ("2010/2018", "flow", 2014.5),
        ("2020-12-31", "point", 2020.9986),
        ("2013-21", "end of period", 2013 + 151 / 365),
    ],
)
def test_a_value_is_drawn_at_the_end_or_in_the_middle_of_its_period(period, kind, at):
    assert periods.moment(period, kind) == pytest.approx(at, abs=0.0001)


def test_a_ledger_without_checks_says_of_no_figure_that_it_is_not_checked(project):
    assert words_of(["north-2020-1"]) == {}


def test_a_value_computed_of_two_says_by_which_rule(repository, monkeypatch):
    monkeypatch.setattr(claims, "Derived", lambda _value, rule, *_: rule)
    computed = [row | {"statistic": float(row["statistic"])} for row in tied() if row["base_series"]]
    said = {row["how"]: claims.value(pd.Series(row)).partition(" (")[0] for row in computed}
    assert said == {
        "ratio": "one period as a share of another",
        "difference": "the difference between two periods",
        "duration": "the time between two events",
    }


def test_the_verdict_of_every_tied_figure_and_every_cell_is_the_approved_one(repository):
    assert approved_rows.changed() == [] and approved_rows.unapproved() == {}
    assert not (changed := approval.changes()), (
        "\n\n".join(["verdicts that nobody has approved:", *changed])
        + "\n\nLook at each with its statistic in front of you; then approve them all with: make approve"
    )


def test_the_remaining_checks_are_neither_the_one_that_decides_nor_the_one_beside_it(repository):
    (row,) = select(figure="ishmael-2020-1")
    assert (row["check"], row["against"]) == ("ishmael-2020-1-b", "ishmael-2020-1-a")
    assert row["others"] == "ishmael-2020-1-c; ishmael-2020-1-d"


def test_what_is_done_to_a_verdict_that_was_asked_for_changes_no_later_one(repository):
    (row,) = select(figure="ishmael-2020-1")
    given = {**row}
    row["verdict"] = "right"
    assert select(figure="ishmael-2020-1") == [given]


def test_what_a_later_revision_says_of_a_figure_that_nothing_checks_is_in_the_figures_own_unit(repository):
    assert words_of(["pickings-2018-15"])["pickings-2018-15"]["later"] == "changed to 24.33 million people"


def test_the_sensitivity_counts_distinct_figures_that_were_checked(repository):
    once = {row["figure"]: row["verdict"] for row in select() if not row["repeats"]}
    checked = [figure for figure, outcome in once.items() if outcome not in UNCHECKED]
    for row in sensitivity():
        assert (row["checked"], row["changed"]) == (len(checked), len(row["figures"]))
        assert set(row["figures"]) <= set(once)


def test_what_is_halved_or_doubled_is_what_the_rule_page_says():
    assert [tuple(scale) for scale in CHANGES.values()] == [
        (0.5, 1, True, 1),
        (2, 1, True, 1),
        (1, 0.5, True, 1),
        (1, 2, True, 1),
        (1, 1, False, 1),
        (1, 1, True, 0),
        (1, 1, True, 2),
    ]


def test_a_count_of_a_part_is_not_drawn_as_the_published_figure_of_the_whole_and_a_change_is(repository):
    themes = ["trafficking", "migration"]
    judged = verdicts(theme=themes)
    # As if the counts were of what the figures count, so that they decide.
    for figure in ("iom-2016-36", "iom-2016-59"):
        (found,) = (row for row in tied(figure=[figure]) if row["definition"] != "quoted")
        told = ("check", "series", "period", "how", "base_series", "base_period", "deviation", "rule")
        judged.loc[figure, list(told)] = [found[name] for name in told]
        judged.loc[figure, ["statistic", "verdict"]] = [float(found["statistic"]), "differs"]
    drawn = inspect.unwrap(ratios)(figures(theme=themes), judged, "Off").html
    assert "trafficking-police-cases-chn" not in drawn
    assert "Cited: 138%" in drawn


def test_the_title_of_lines_says_of_a_forecast_neither_that_it_is_right_nor_that_it_is_wrong(repository):
    drawn = line(observations(series="share-60-over-chn"), "Aged sixty and over", figures=figures(figure="iom-2016-10"))
    assert "19.3 percent" in drawn.html
    title = re.search(r'class="title"[^>]*>([^<]*)<', drawn.html)[1]
    assert title == "Forecast: “19.3 percent”; the later figure is 18.7% in 2020"


def test_a_figure_whose_own_date_a_person_says_has_the_rate_of_that_date(repository):
    (step,) = converted(figures(figure="ishmael-2020-3"), currency="EUR").steps
    assert step.observations == rate("USD", "EUR", "2014-06", "end of period").observations
    assert step.observations != rate("USD", "EUR", "2014", "end of period").observations
    # A difference has two dates, neither of which is the amount's.
    assert len(converted(figures(figure="ishmael-2020-27"), currency="EUR").unconverted) == 1


def test_a_figure_and_the_statistic_that_decides_it_are_converted_at_one_rate(repository):
    judged = verdicts(figure="ishmael-2020-1")
    assert judged["period"].tolist() == ["2011-06"]
    (step,) = converted(figures(figure="ishmael-2020-1"), currency="EUR").steps
    held = observations(series="treasury-holdings-chn")
    official = converted(held[held["period"] == "2011-06"], currency="EUR")
    assert [step.observations] == [one.observations for one in official.steps]


def test_the_sentence_that_leads_the_front_page_counts_what_the_approved_verdicts_say(repository):
    once = {row["figure"] for row in tables.rows("figures") if not row["repeats"]}
    with (REPOSITORY / approval.FILE).open(encoding="utf-8", newline="") as file:
        approved = [row["verdict"] for row in csv.DictReader(file) if row["figure"] in once]
    right = approved.count("agrees") + approved.count("agrees when rounded")
    near = sum(approved.count(f"agrees {end}") for end in ("at another date", "at the nearest date held"))
    near += approved.count("agrees by another definition")
    wrong, checked = approved.count("differs"), right + near + approved.count("differs")
    said = " ".join(summary(verdicts()).striptags().split())
    assert said.startswith(
        f"Of {checked} distinct figures checked against published statistics, {right} are right "
        f"({math.floor(100 * right / checked + 0.5)}%), {near} fit a different date or definition and {wrong} are wrong."
    )
    assert said.endswith("Five forecasts are counted separately.") and approved.count("forecast") == 5
    left = approved.count("not checked") + approved.count("cannot be checked")
    assert len(unchecked(distinct(verdicts()))) == left


def test_doubtful_figures_are_counted_once_however_often_they_are_repeated(repository):
    ids = ["ishmael-2020-13", "ishmael-2020-15", "ishmael-2020-27", "ishmael-2020-32"]
    assert audited(figures(), figures(figure=ids))["part"].striptags() == "2 of the 166 distinct figures"


def test_a_chart_of_intervals_counts_a_repeated_figure_once(repository):
    reserves = figures(figure=["ishmael-2020-2", "ishmael-2020-27", "ishmael-2020-32"])
    drawn = intervals(reserves, "Reserves", judged=verdicts(figure=list(reserves.index)))
    assert "Both figures compared here are right" in drawn.html


def test_statistics_that_another_thread_has_read_meanwhile_do_not_pass_for_these(monkeypatch):
    from types import SimpleNamespace

    from cited.ledger.agreement import ties

    theirs = SimpleNamespace(read=["rows of another state"])

    class Last(list):
        def __setitem__(self, place, _):
            super().__setitem__(place, [theirs])

    rows = {
        "series": [{"series": "a"}],
        "observations": [{"series": "a", "period": "2020", "value": 1, "precision": 1}],
    }
    monkeypatch.setattr(ties, "_last", Last())
    monkeypatch.setattr(ties.tables, "files", lambda name: [name])
    monkeypatch.setattr(ties.tables, "read", rows.get)
    assert [*ties._statistics().published] == [("a", "2020")]
    assert theirs.read == ["rows of another state"]
