"""What a figure's own page says of the official figure: when it is of, where it was read, why its date was chosen."""

import re

import pytest

from cited.page import copies
from cited.page.records import claims
from cited.press.publish import orphans


def plain(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("where", "links", "shown"),
    [
        ("https://www.example.org/a?b=1", ["https://www.example.org/a?b=1"], "example.org"),
        ("https://a.org/x ; http://b.org/y (table 8)", ["https://a.org/x", "http://b.org/y"], "a.org; b.org (table 8)"),
        (
            "north/ice@1a2b3c4:data/cold cash.csv:7-9",
            ["https://github.com/north/ice/blob/1a2b3c4/data/cold%20cash.csv#L7"],
            "north/ice@1a2b3c4:data/cold cash.csv:7-9",
        ),
        ("derived from rate-nor and nothing-nor", [], "derived from “Dollars for a euro” and nothing-nor"),
        ("derived from https://a.org/x", ["https://a.org/x"], "derived from a.org"),
        ("annual <report>, page 7", [], "annual &lt;report&gt;, page 7"),
    ],
)
def test_each_place_where_a_value_was_read_is_a_link_of_its_own(checked, where, links, shown):
    html = str(copies.copy(where))
    assert re.findall('href="([^"]*)"', html) == links
    assert re.sub("<[^>]+>", "", html) == shown


def test_a_statistic_of_two_values_names_both_with_their_periods_and_copies(checked):
    tie = "north-2020-1-a,north-2020-1,reserves-nor,2014-12,,,level,same,,,,"
    both = "north-2020-1-a,north-2020-1,reserves-nor,2014-12,reserves-nor,2013-12,difference,same,own,,,It lost most."
    checked.change("data/checks.csv", tie, both)
    (claim,) = claims(["north-2020-1"])
    assert "(December 2014 less December 2013)" in claim.verdict
    assert 'data-series="reserves-nor@2014-12 reserves-nor@2013-12"' in claim.body
    assert claim.body.count('<a href="https://example.org/reserves"') == 2
    assert "Its date is chosen by a person, not by the rule: It lost most." in plain(claim.body)
    assert orphans.find(claim.body) == []


def test_a_second_value_read_elsewhere_makes_the_page_again(checked):
    tie = "north-2020-1-a,north-2020-1,reserves-nor,2014-12,,,level,same,,,,"
    checked.change("data/checks.csv", tie, tie.replace(",,,level", ",masks-nor,2020-03,difference"))
    before = claims(["north-2020-1"])
    assert claims(["north-2020-1"], before) == before
    checked.change("data/observations.csv", "example.org/masks", "example.org/other")
    assert claims(["north-2020-1"], before)[0].made != before[0].made
