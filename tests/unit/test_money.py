"""Money: other currencies and constant prices, by the rates and prices that the ledger holds, or not at all."""

import pytest
from conftest import add_tables

from cited.ledger import bounds, converted, figures, observations
from cited.ledger.frames.known import UnknownName
from cited.ledger.frames.money import price, rate

SERIES = """\
series,title,area,partner,unit,kind,publisher,dataset,code,vintage,licence,remark,address,revised,limits
consumer-prices-usa,Consumer prices,USA,,index points,average,Bureau,Prices,,2020,unknown,,,,
rate-day,Dollars for a euro,XEA,USA,USD per EUR,point,Bank,Rates,,2020,unknown,,,,
rate-mean,Dollars for a euro in the mean of a year,XEA,USA,USD per EUR,average,Bank,Rates,,2020,unknown,,,,
reserves-nor,Reserves of Norland,NOR,,USD,end of period,Bank,Reserves,,2020,unknown,,,,
"""
OBSERVATIONS = """\
series,period,value,precision,where_read,confidence,remark
consumer-prices-usa,2014,200,1,https://example.org/prices,high,
consumer-prices-usa,2020,250,1,https://example.org/prices,high,
rate-day,2019-06-01,1.4,0.01,https://example.org/rates,high,
rate-day,2019-05-31,1.5,0.01,https://example.org/rates,high,
rate-mean,2018,1.25,0.01,https://example.org/rates,high,
rate-mean,2017,1.1,0.01,https://example.org/rates,high,
rate-mean,2020,1.25,0.01,https://example.org/rates,high,
reserves-nor,2014-12,4000,1000,https://example.org/reserves,high,
reserves-nor,2013-12,3000,1000,https://example.org/reserves,high,
"""


@pytest.fixture
def held(project):
    """A project that holds rates, prices and a series of reserves."""
    prices = "kind,name,code,label,remark\nprices,consumer-prices-usa,USD,,\n"
    add_tables(project.root, series=SERIES, observations=OBSERVATIONS, names=prices)
    return project


def test_a_flow_has_the_mean_rate_of_its_year_and_names_it(held):
    assert rate("EUR", "USD", "2018") == (1.25, ("rate-mean@2018",), "EUR into USD at the rate of")
    assert rate("USD", "EUR", "2017").factor == pytest.approx(1 / 1.1)


def test_a_period_of_two_years_has_the_rate_and_the_prices_of_the_year_in_which_it_ends(held):
    assert rate("EUR", "USD", "2016-07/2017-06").observations == ("rate-mean@2017",)
    held.change("data/observations.csv", "rate-mean,2017,", "rate-mean,2016-07/2017-06,")
    assert rate("EUR", "USD", "2017").observations == ("rate-mean@2016-07/2017-06",)
    held.change("data/observations.csv", "reserves-nor,2013-12", "reserves-nor,2013/2014")
    frame = observations(series="reserves-nor")
    assert sorted(map(float, converted(frame, base=2020).frame["value"])) == [3750, 5000]


def test_a_stock_has_the_rate_of_its_day_or_of_the_working_days_before(held):
    assert rate("EUR", "USD", "2019-06-01", "point").observations == ("rate-day@2019-06-01",)
    assert rate("EUR", "USD", "2019-06-08", "point").factor == 1.4
    assert rate("EUR", "USD", "2019-06-09", "point") is None
    # Of two working days the nearer.
    assert rate("EUR", "USD", "2019-06-05", "point").factor == 1.4
    assert rate("EUR", "USD", "2019-05-31", "point").factor == 1.5
    assert rate("EUR", "USD", "2019-05-30", "point") is None


def test_a_day_has_no_rate_of_a_month_and_rather_a_day_than_the_mean_of_its_year(held):
    held.change("data/observations.csv", "rate-day,2019-06-01,1.4", "rate-day,2019-04,1.9")
    assert rate("EUR", "USD", "2019-05-03", "point") is None
    held.change("data/observations.csv", "rate-day,2019-05-31,1.5", "rate-day,2018-06-01,1.5")
    assert rate("EUR", "USD", "2018-06-03", "point").factor == 1.5


def test_a_flow_has_no_rate_of_a_month_and_of_two_as_good_the_first(held):
    held.change("data/observations.csv", "rate-mean,2018,1.25", "rate-mean,2018-06,1.9")
    assert rate("EUR", "USD", "2018") is None
    held.change("data/observations.csv", "rate-mean,2018-06,1.9", "rate-mean,2017-01/2017-12,1.9")
    assert rate("EUR", "USD", "2017").factor == 1.9


def test_a_stock_in_the_prices_of_a_year_has_the_mean_rate_of_that_year(held):
    held.change("data/observations.csv", "rate-day,2019-06-01,1.4", "rate-day,2020-12-31,2")
    frame = observations(series="reserves-nor")
    assert converted(frame, currency="EUR", base=2020).frame["value"].tolist() == [4000]


def test_a_figure_whose_date_a_person_chose_has_the_rate_of_that_date(held):
    tie = "check,figure,series,period,base_series,base_period,how,definition,date,reason,remark,departure\n"
    tie += "north-2020-1-a,north-2020-1,reserves-nor,2013-12,,,level,same,own,,,It speaks of the year before.\n"
    add_tables(held.root, checks=tie)
    held.change("data/observations.csv", "rate-day,2019-06-01,1.4", "rate-day,2013-12-31,2")
    assert converted(figures(figure="north-2020-1"), currency="EUR").frame["low"].tolist() == [2e9]


def test_no_rate_is_made_up(held):
    assert rate("EUR", "JPY", "2018") is None
    assert rate("EUR", "USD", "2014") is None
    assert rate("EUR", "USD", "2018/..") is None
    assert rate("USD", "USD", "").factor == 1


def test_prices_need_both_years(held):
    assert price("USD", 2014, 2020) == (1.25, ("consumer-prices-usa@2020",), "USD in the prices of")
    assert price("USD", 2013, 2020) is None
    assert price("EUR", 2014, 2020) is None


def test_an_amount_is_converted_with_what_its_words_claim(held):
    money = converted(figures(figure="north-2020-1"), currency="EUR", base=2020)
    row = money.frame.iloc[0]
    assert (row["low"], row["unit"]) == (4e9, "EUR of 2020")
    assert (row["lower"], row["upper"]) == (3.8e9, 4e9)
    assert [step.observations for step in money.steps] == [("consumer-prices-usa@2020",), ("rate-mean@2020",)]


def test_what_cannot_be_converted_is_left_and_said_to_be(held):
    money = converted(figures(), currency="EUR", base=2020)
    assert list(money.frame.index) == ["north-2020-1"]
    assert set(money.unconverted.index) == set(figures().index) - {"north-2020-1"}


def test_published_amounts_are_converted_too(held):
    money = converted(observations(series="reserves-nor"), base=2020)
    assert money.frame["value"].tolist() == [5000]
    assert money.frame["unit"].tolist() == ["USD of 2020"]
    assert money.unconverted["period"].tolist() == ["2013-12"]


def test_amounts_without_a_currency_or_year_stay_as_they_are(held):
    money = converted(observations(series="reserves-nor"))
    assert money.frame["value"].tolist() == [3000, 4000]
    assert (money.steps, len(money.unconverted)) == ([], 0)


def test_bounds_are_those_of_the_hedge_and_stay_when_they_are_there(project):
    found = bounds(figures(figure=["north-2020-1", "south-2021-1"]))
    assert found["lower"].tolist() == [3.8e9, 1.8e6]
    assert found["upper"].tolist() == [4e9, float("inf")]
    assert bounds(found) is found


def test_a_currency_that_the_ledger_does_not_have_is_named_with_the_nearest(project):
    add_tables(project.root, names="kind,name,code,label,remark\nunit,USD,USD,,\nunit,EUR,EUR,,\n")
    with pytest.raises(UnknownName, match="no unit “USDD”; did you mean “USD”"):
        converted(figures(figure="north-2020-1"), currency="USDD")
