"""Titles of charts: each says what is drawn shows, whatever is drawn; and the names of units, parties and editions."""

from pathlib import Path

import pandas as pd
import pytest
from conftest import each_case

from cited.page.charts import headlines
from cited.page.charts.chart import _finding as of_figures
from cited.page.charts.timeline import _finding as of_events
from cited.page.tracing import copies
from cited.page.tracing.officials import Official
from cited.page.wording import unit_words, words

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def repository(monkeypatch):
    """The project's own tables."""
    monkeypatch.chdir(REPOSITORY)


def row(period: str, value: float) -> pd.Series:
    return pd.Series({"period": period, "value": value})


@each_case(
    ("first", "second", "of", "unit", "title"),
    [
        (("China", row("2014", 3.9e12)), ("Japan", row("2014", 1.261e12)), 5, "USD",
         "Largest: China, $3.9 trillion in 2014, 3.1 times Japan ($1.261 trillion)"),
        (("later print", row("2014", 282933)), ("first print", row("2014", 280000)), 2, "detections",
         "Larger: later print, 282,933 detections in 2014, 1% above first print (280,000)"),
        (("national count", row("2020", 18.7)), ("UN", row("2020", 17.35)), 2, "percent",
         "Higher: national count, 18.7% in 2020, 1.4 percentage points above UN (17.35%)"),
        (("A", row("2020", 5)), ("B", row("2020", 5)), 2, "masks", "A and B are level at 5 masks in 2020"),
        (("A", row("2020", 5)), ("B", row("2020", 0)), 3, "masks", "Largest: A, 5 masks in 2020, ahead of B (0)"),
        (("members", row("2020-07-28", 103)), ("members", row("2019-07-13", 100)), 3, "members",
         "Members: 103 members on 28 July 2020, up from 100 on 13 July 2019"),
    ],
)  # fmt: skip
def test_the_title_of_several_values_says_how_far_the_highest_is_from_the_next(first, second, of, unit, title):
    assert headlines.leading(first, second, of, unit) == title


def test_the_title_of_several_lines_that_lie_close_at_the_top_says_from_where_to_where_all_lie():
    editions = [("a", "2022", 132.9), ("a", "2050", 135.8), ("b", "2050", 132.9), ("c", "2050", 107.8)]
    frame = pd.DataFrame(editions, columns=["series", "period", "value"])
    frame = frame.assign(at=frame["period"].astype(float))
    named = {"a": "2019 edition", "b": "2022 edition", "c": "2006 edition"}
    said = headlines.finding(frame, named, "masks")
    assert said == "From 107.8 masks (2006 edition) to 135.8 (2019 edition) in 2050"


NO = float("nan")
HEDGES = {"millions": "order of magnitude"}


def drawn(*rows: tuple[str, float, float, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["printed", "low", "high", "unit", "actor"])
    return frame.assign(
        repeats="", measure="rise", period="", hedge=[HEDGES.get(one, "") for one in frame["printed"]]
    ).set_index(pd.Index([f"f-{n}" for n in range(len(rows))]))


@each_case(
    ("rows", "computed", "title"),
    [
        ([("20%", 20, 20, "percent", "A"), ("50%", 50, 50, "percent", "B")], False,
         "“50%” (B) is the largest, 2.5 times the smallest, “20%” (A)"),
        ([("20%", 20, 20, "percent", "A"), ("more than 200%", 200, NO, "percent", "B")], False,
         "“more than 200%” (B) is the largest, at least 10 times the smallest, “20%” (A)"),
        ([("over 2", 2, NO, "masks", "A"), ("9", 9, 9, "masks", "B")], False,
         "One of the two figures states no upper limit"),
        ([("two", 2, 2, "masks", "A"), ("2", 2, 2, "masks", "A")], False, "All two are alike: “two”"),
        ([("nine-day", 9, 9, "days", "A"), ("a month", 1, 1, "months", "B")], False, "Up to 9 days and 1 month"),
        ([("millions", 1e6, NO, "masks", "A"), ("1.8 million", 1.8e6, 1.8e6, "masks", "B")], False,
         "“millions” (A) is the largest, at least 11% above the smallest, “1.8 million” (B)"),
        ([("some", 1.72, NO, "per cent of output", "A"), ("few", 0.8, 0.8, "per cent of output", "A")], True,
         "Largest: “some”, at least 1.72 per cent of output"),
    ],
)  # fmt: skip
def test_the_title_of_figures_that_nothing_checks_says_how_the_largest_stands_to_the_smallest(rows, computed, title):
    assert of_figures(drawn(*rows), None, [], ["measure", "actor", "period"], computed=computed) == title


def test_the_title_of_one_figure_that_is_checked_has_the_published_one_to_four_digits_where_it_is_computed():
    figures = drawn(("more than 200%", 200, NO, "percent", "B"), ("20%", 20, 20, "percent", "A"))
    judged = pd.DataFrame({"verdict": ["differs"]}, index=["f-0"])
    tied = {"f-0": Official((141.2213,), ("a@2015", "a@2014"))}
    said = of_figures(figures, judged, tied, ["measure"], computed=False)
    assert said == "“more than 200%” is wrong: published data show 141.2%"


@each_case(
    ("years", "title"),
    [
        ([2018, 2018, 2011], "Two of the three dated events fall in 2018"),
        ([2018, 2018, 2018], "All three dated events fall in 2018"),
        ([2011, 2018, 2020], "Three dated events lie between 2011 and 2020"),
        ([2018] * 20 + [2019], "20 of the 21 dated events fall in 2018"),
    ],
)
def test_the_title_of_a_timeline_says_in_which_year_most_lies_or_from_when_to_when_all_lie(years, title):
    assert of_events(pd.Series(years, dtype=float)) == title


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("USD", "US dollars"),
        ("JPY per USD", "yen per US dollar"),
        ("USD of 2020", "US dollars at 2020 prices"),
        ("percent", "per cent"),
        ("persons", "people"),
        ("km2", "km²"),
        ("masks a day", "masks a day"),
    ],
)
def test_a_unit_is_named_in_words(unit, name):
    assert unit_words.named(unit) == name


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("aid", "China and Japan to Italy"),
        ("tariffs", "China and Japan on Italy"),
        ("diplomacy", "China and Japan – Italy"),
    ],
)
def test_the_word_between_two_sides_says_which_way_a_theme_goes(theme, said):
    assert words.parties({"theme": theme, "actor": "China; Japan", "counterpart": "Italy"}) == said


def test_an_edition_and_a_licence_are_written_as_readers_know_them_and_what_is_unknown_is_left_out():
    assert [copies.edition(one) for one in ("2019-06", "2024", "unknown", "third")] == [
        "June 2019",
        "2024",
        "",
        "third",
    ]
    codes = ("CC-BY-3.0-IGO", "CC-BY-SA-4.0", "unknown", "public domain")
    assert [copies.licence(one) for one in codes] == ["CC BY 3.0 IGO", "CC BY-SA 4.0", "", "public domain"]
