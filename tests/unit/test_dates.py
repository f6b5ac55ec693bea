"""Which observation is a figure's own: by its period, the date of its words, and the kind of the series."""

import csv
from datetime import timedelta

import pytest
from conftest import REPOSITORY, each_case

from cited.ledger.agreement import dates
from cited.ledger.store import periods
from cited.ledger.store.periods import Period, moment

YEARS = ["2012", "2013", "2014", "2015"]


@each_case(
    ("period", "stated", "kind", "held", "own"),
    [
        # With a period.
        ("2014", "2020", "flow", YEARS, "2014"),
        ("2014", "2020", "flow", ["2014-06", "2010/2014"], ""),
        ("2009/2013", "2016", "flow", ["2009-04/2011-07", "2009/2013"], "2009/2013"),
        ("2012", "2020", "end of period", ["2012-06", "2012-12", "2013-12"], "2012-12"),
        ("2012", "2020", "end of period", ["2012-06"], ""),
        ("2014", "2020", "point", ["2014", "2014-03-01"], "2014"),
        ("2014", "2020", "point", ["2014-03-01", "2014-06-01", "2015-01-01"], "2014-06-01"),
        ("2020-03-24", "2020", "point", ["2020-03-23", "2020-03-24"], "2020-03-24"),
        ("2008", "2009", "standing", ["1989", "2009"], "1989"),
        # A census speaks for ten years: to the day.
        ("2008", "2009", "census", ["1999", "2009"], "1999"),
        ("2008", "2009", "census", ["1989", "2009"], ""),
        ("2009-06-15", "2010", "census", ["1999-06-15"], "1999-06-15"),
        ("2009-06-16", "2010", "census", ["1999-06-15"], ""),
        ("2014", "2020", "standing", ["2012", "2014-06-15"], "2014-06-15"),
        ("2018-03-22", "2018-08", "standing", ["2018-06-15"], ""),
        ("2018-03-22", "2018-08", "standing", ["2018"], "2018"),
        # Open: ends with the words.
        ("2010/..", "2020-04", "flow", ["2010/2012", "2010/2018", "2012/2015", "2010/2021"], "2010/2018"),
        ("2010-06/..", "2020-04", "flow", ["2010-01/2017", "2010-06/2015", "2012/2019"], "2010-06/2015"),
        ("1991/..", "2008-08", "standing", ["1989", "2009"], "1989"),
        ("1991/..", "2008-08", "census", ["1989", "2009"], ""),
        ("1991/..", "2008-08", "census", ["1989", "1999"], "1999"),
        ("2010-06/..", "2020-04", "point", ["2010", "2021"], "2010"),
        ("2010-06/..", "2020-04", "end of period", ["2009-12", "2021-12"], ""),
        # Without a period.
        ("", "2016", "flow", YEARS, "2014"),
        ("", "2016-04", "flow", YEARS, "2015"),
        ("", "2020-04-01", "average", ["2014/2019", "2019"], "2014/2019"),
        ("", "2016-01-15", "end of period", ["2015-11", "2015-12"], "2015-11"),
        ("", "2020-03-30", "point", ["2020-03-28", "2020-04-02"], "2020-03-28"),
        ("", "2008-08", "flow", ["2001"], ""),
        ("", "2008-08", "standing", ["1989", "2009"], "1989"),
        ("", "2008-08", "census", ["1989", "1999", "2009"], "1999"),
        ("", "2008-08", "census", ["1989", "2009"], ""),
        ("", "2008-08", "standing", ["1999", "2008"], "2008"),
    ],
)
def test_the_own_observation_follows_from_the_rule(period, stated, kind, held, own):
    assert dates.own(dates.Timed(period, stated), kind, held) == own


@each_case(
    ("period", "how", "first", "held", "base"),
    [
        ("2014", "ratio", "2014", ["2012", "2013", "2014"], "2013"),
        ("2014", "ratio", "2014", ["2012", "2014"], ""),
        ("2020-03-24", "difference", "2020-03-24", ["2020-03-22", "2020-03-23"], "2020-03-23"),
        ("2014-03", "difference", "2014-03", ["2014-02", "2013-03"], "2014-02"),
        ("2014-03", "difference", "2014-03", ["2014-02-22/2014-02-28"], ""),
        ("2018-03-25/2018-06-20", "duration", "2018-06-19", ["2018-03-25/2018-03-28", "2018-05-07"], "2018-03-25/2018-03-28"),
        ("2018", "duration", "2018-06-19", ["2018-03-25/2018-03-28", "2018-05-07"], "2018-05-07"),
        # What begins on the day itself is not before it.
        ("2015", "duration", "2015-05-06", ["1975-05-06", "2015-05-06/2015-05-08"], "1975-05-06"),
        ("", "duration", "2015-05-06", ["1975-05-06", "2015-05-06/2015-05-08"], "1975-05-06"),
        ("../2015", "duration", "2015-05-06", ["1975-05-06", "2015-05-06/2015-05-08"], "1975-05-06"),
    ],
)  # fmt: skip
def test_the_second_observation_follows_from_the_rule(period, how, first, held, base):
    assert dates.second(dates.Timed(period, "2020-04"), how, first, held) == base


def test_two_years_is_how_old_the_last_known_value_may_be():
    assert dates.own(dates.Timed("", "2016-01-01"), "point", ["2014-01-01"]) == "2014-01-01"
    assert dates.own(dates.Timed("", "2016-01-02"), "point", ["2014-01-01"]) == ""


@each_case(
    ("period", "day"),
    [("2015", "2016-03-30"), ("2015-11", "2015-12-30"), ("2015-02", "2015-03-30"), ("2015-11-03", "2015-11-03")],
)
def test_a_value_is_out_some_time_after_its_period(period, day):
    assert dates.out(Period.parse(period)).isoformat() == day


@each_case(
    ("text", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2013-21", "2013-03-01", "2013-05-31"),
        ("2013-24", "2013-12-01", "2014-02-28"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("2020-04~", "2020-04-01", "2020-04-30"),
        ("2009/2013", "2009-01-01", "2013-12-31"),
        ("../2012", "0001-01-01", "2012-12-31"),
        ("2010/..", "2010-01-01", "9999-12-31"),
    ],
)
def test_a_period_has_its_first_and_its_last_day(text, first, last):
    assert tuple(day.isoformat() for day in Period.parse(text)) == (first, last)


@each_case(
    ("period", "kind", "at"),
    [
        ("2014-12", "end of period", 2015),
        ("2014", "end of period", 2015),
        ("2014", "flow", 2014.5),
        ("2014", "point", 2014.5),
    ],
)
def test_a_stock_is_drawn_at_the_end_of_its_period_and_all_else_in_the_middle(period, kind, at):
    assert moment(period, kind) == at


@each_case("text", ["2013/2012", "2019-02-30", "2020-13", "soon", "", "2020-", "20"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError):
        Period.parse(text)


def second(figure, check, held):
    """Return the second value that the rule in words names: read from `RULE`, without the package's code."""
    if check["how"] == "duration":
        start = figure["period"].partition("/")
        started = [held_period for held_period in held if start[1] and touches(held_period, start[0])]
        before = [held_period for held_period in held if held_period[:10] < check["period"][:10]]
        return (started or before or [""])[-1]
    first = Period.parse(check["period"]).first
    return next(
        (
            one
            for one in held
            if Period.parse(one).last + timedelta(days=1) == first and len(one) == len(check["period"])
        ),
        "",
    )


def touches(period, start):
    one, other = Period.parse(period), Period.parse(start)
    return one.first <= other.last and other.first <= one.last


def test_the_second_value_of_every_tie_is_the_one_that_the_rule_names():
    def table(name):
        with (REPOSITORY / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    figures = {
        row["figure"]: row
        for path in (REPOSITORY / "data/figures").glob("*.csv")
        for row in table(f"figures/{path.stem}")
    }
    held = {}
    for row in table("observations"):
        held.setdefault(row["series"], []).append(row["period"])
    paired = [row for row in table("checks") if row["base_series"] and not row["departure"]]
    assert paired
    assert {row["check"]: row["base_period"] for row in paired} == {
        row["check"]: second(figures[row["figure"]], row, sorted(held[row["base_series"]])) for row in paired
    }


@each_case(
    ("period", "stated", "held", "days"),
    [
        ("2014", "2016", "2014-06", 0),
        ("2014", "2016", "2015-01-01", 1),
        ("2014", "2016", "2013", 1),
        ("2010/..", "2016-01-11", "2016-01-21", 10),
        ("", "2008-08", "2008-08-11", 10),
        ("", "2008-08", "2008-07-22", 10),
    ],
)
def test_an_observation_is_so_many_days_from_the_time_of_which_a_figure_speaks(period, stated, held, days):
    assert dates.apart(dates.Timed(period, stated), held) == days


def test_two_dates_that_are_one_day_are_a_day():
    assert Period.parse("2020-03-24/2020-03-24").days == 1
    with pytest.raises(ValueError, match="end is before the beginning"):
        Period.parse("2020-03-24/2020-03-23")


@each_case(
    ("one", "other", "touches", "covers"),
    [
        ("2014", "2014-12-31/2015", True, False),
        ("2014", "2015-01-01", False, False),
        ("2014", "2014-01-01", True, True),
        ("2014", "2014-12-31", True, True),
        ("2014-02", "2014", True, False),
    ],
)
def test_periods_touch_where_they_share_a_day_and_cover_what_has_no_other(one, other, touches, covers):
    first, second = Period.parse(one), Period.parse(other)
    assert (first.touches(second), second.touches(first), first.covers(second)) == (touches, touches, covers)


def test_periods_of_one_length_are_those_of_as_many_days_give_or_take_a_fifth():
    lengths = [Period.parse(one).length for one in ("2014-03-01", "2015-02", "2015-03", "2015", "2016")]
    assert lengths == [0, 7, 7, 12, 12]


@each_case(
    ("period", "year", "exists"),
    [
        ("2014-12/2016", "2014", True),
        ("195X", "", True),
        ("../2016", "", True),
        ("2014-13", "2014", False),
        ("201", "", False),
    ],
)
def test_a_period_has_the_year_that_it_begins_with_and_exists_where_a_calendar_has_it(period, year, exists):
    assert (periods.year(period), periods.exists(period)) == (year, exists)
