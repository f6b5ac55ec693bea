"""Charts: what they draw, what they say, and that every one leads back to figures and statistics."""

import math
import re
import sys
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest
from conftest import CHECKS, OBSERVATIONS, REPOSITORY, SERIES, each_case

from cited.ledger import converted, events, figures, observations, one, per, verdicts
from cited.ledger.frames import own
from cited.ledger.store.periods import moment
from cited.page import bars, chronology, claim_context, claims, counts, intervals, line, parts, ratios, timeline
from cited.page.charts import headlines, labels, marks, placing, plots, rows, scales
from cited.page.comparing.claim_words import years
from cited.page.comparing.ratios import finding
from cited.page.sentences.sentences import sentence
from cited.page.tracing import state
from cited.press.publish import orphans

MORE = """\
reserves-nor,2015-12,3500000000,100000000,https://example.org/reserves,high,
reserves-nor,2016-12,3000000000,100000000,https://example.org/reserves,high,
"""


@pytest.fixture(autouse=True)
def charted(checked):
    """A page that has shown nothing yet, in a project whose statistics make a line."""
    state.current().reset()
    checked.write("data/observations.csv", OBSERVATIONS + MORE)


def of_units(*units: str, unit: str = "USD"):
    """The first figure of a unit as often as there are units, each row with an id and a unit of its own."""
    row = figures(unit=unit).iloc[:1]
    names = [f"north-2020-{number}" for number, _ in enumerate(units, start=1)]
    return pd.concat([row] * len(units)).set_axis(names).assign(unit=units)


@pytest.fixture
def any_figure(monkeypatch):
    """The list of sources takes figures that only a test has."""
    for module in ("charts.chart", "charts.canvas", "comparing.ratios"):
        monkeypatch.setattr(sys.modules[f"cited.page.{module}"], "ledger_figures", lambda figure: of_units("USD"))
    monkeypatch.setattr(own, "figures", lambda frame: frame)


def plot(series: str, **asked) -> str:
    """A line chart with figures set on it, as HTML."""
    return line(observations(series=series), "T", figures=figures(**asked)).html


def test_a_line_leads_to_its_figures_and_statistics():
    html = line(observations(series="reserves-nor"), "Reserves", figures=figures(figure="north-2020-1")).html
    frame = re.search(r"<figure[^>]*>", html)[0]
    assert 'data-figures="north-2020-1"' in frame
    assert 'data-series="reserves-nor@2013-12 reserves-nor@2016-12"' in frame
    assert re.findall(r'<a href="#s-reserves-nor" data-series="([^"]*)"', html)[1] == "reserves-nor@2014-12"
    assert "Cited in <cite>North 2020</cite>" in html
    assert "Data: <cite>Bank of Norland, Reserves</cite>" in html
    assert orphans.find(html) == []


def test_a_cited_figure_stands_at_the_moment_of_its_statistic_with_what_it_claims():
    html = plot("reserves-nor", figure="north-2020-1")
    mark = re.search(r'<a href="#north-2020-1" data-figure.*?</a>', html)[0]
    official = re.search(r'data-series="reserves-nor@2014-12" aria-label="Published.*?<svg x="([\d.]+%)"', html)[1]
    assert f'<line x1="{official}" y1=' in mark
    assert 'class="claimed"' in mark
    assert "almost $4 billion</text>" in mark


def test_the_list_of_sources_has_a_figure_that_was_divided_as_it_is_printed():
    intervals(per(figures(figure="north-2020-1"), observations(series="masks-nor"), "a mask"), "Divided")
    assert state.current().figures["north-2020-1"]["low"] == 4e9


def test_every_value_is_a_link_with_its_words_and_gaps_stay_open():
    html = plot("reserves-nor", figure="north-2020-1")
    assert 'href="#s-reserves-nor" data-series="reserves-nor@2015-12" aria-label=' in html
    assert re.search(r'd="M\d+ \d+L', html)
    assert scales.gaps([2001.0, 2002.0, 2004.0], years=True) == [False, True]


def test_one_or_two_values_are_a_table():
    assert "<table " in plot("masks-nor", figure="north-2020-1")


def test_a_figure_of_another_unit_is_left_to_the_tables():
    html = line(observations(series="masks-nor"), "Masks", figures=figures(figure="north-2020-1")).html
    assert "data-figures" not in html


def test_a_figure_that_a_series_of_another_noun_checks_is_drawn_on_its_line(checked):
    checked.change("data/series.csv", ",NOR,,masks,point", ",NOR,,parcels,point")
    more = "masks-nor,2020-02,900000,1,https://example.org/m,high,\nmasks-nor,2020-04,2900000,1,https://example.org/m,high,\n"
    checked.write("data/observations.csv", OBSERVATIONS + more)
    drawn = line(observations(series="masks-nor"), "Parcels", figures=figures(theme="aid"))
    assert 'data-figure="south-2021-1"' in drawn.html
    assert "published figure it is checked against" in drawn.html


def test_series_of_two_units_stop_the_chart_with_both_named():
    with pytest.raises(ValueError, match=r"“Both” has the units USD, masks; expected series of one unit on a chart"):
        line(observations(series=["masks-nor", "reserves-nor"]), "Both")


def test_labels_keep_clear_of_each_other():
    placer = labels.LabelPlacer()
    sides = [placer.put(50, 50, "almost $4 billion"), placer.put(52, 50, "some $4.1 billion")]
    assert sides[0] != sides[1]
    assert labels.spread({"a": 50.0, "b": 51.0}) == {"a": 50.0, "b": 56.5}


def test_a_row_shows_the_statistic_that_decides_its_verdict(any_figure):
    found = of_units(*["masks"] * 3, unit="masks")
    judged = verdicts().reindex(figures(unit="masks").index[:1].repeat(3)).set_axis(found.index)
    html = intervals(found, "All", judged=judged).html
    assert 'data-series="masks-nor@2020-03"' in html
    assert ">1.9 million masks</span>" in html


def test_bars_of_converted_amounts_are_no_more_exact_than_a_rate(checked):
    path = checked.root / "data/observations.csv"
    rates = "".join(f"rate-nor,{year}-12-31,1.09,0.01,https://example.org,high,\n" for year in range(2013, 2017))
    path.write_text(path.read_text(encoding="utf-8") + rates, encoding="utf-8")
    html = bars(converted(observations(series="reserves-nor"), currency="EUR").frame, "Reserves").html
    assert "<b>€3.578 billion</b>" in html
    assert "Down from a peak of €3.578 billion in December 2014 to €2.752 billion in December 2016" in re.sub(
        "<[^>]+>", "", html
    )


def test_charts_and_tables_of_nothing_are_sentences():
    nothing = figures(theme="tourism")
    for shown in (
        line(observations(series=[]), "T"),
        bars(observations(series=[]), "T"),
        parts(nothing, verdicts(), "T"),
        ratios(nothing, verdicts(), "T"),
        timeline(events(first=1800, last=1801), "T"),
    ):
        assert shown.html == '<p class="nothing">Nothing to draw.</p>'
    assert "holds no figure with theme" in claims(nothing, verdicts(), "T").html


def test_a_claim_stands_beside_its_statistic_and_verdict():
    html = claims(figures(), verdicts(), "Claims").html
    row = html[html.index('<tr id="north-2020-1" data-figure="north-2020-1">') :]
    row = row[: row.index("</tr>")]
    assert 'data-series="reserves-nor@2014-12"><a class="statistic" href="#s-reserves-nor">$3.9 billion</a>' in row
    assert "✓ right as printed" in row
    assert "2.6% higher" in row
    assert "a figure of speech" in html and "rhetorical" not in html
    # The check has no remark, and no empty one is shown.
    assert "<cite></cite>" not in row
    assert orphans.find(html) == []


def test_a_spreadsheet_has_a_rate_in_its_own_unit_and_how_many_times_it_the_printed_one_is():
    html = claims(figures(), verdicts(), "Claims").html
    row = html[html.index('<tr id="north-2020-3" data-figure="north-2020-3">') :]
    exports = re.findall(r'data-export="([^"]*)"', row[: row.index("</tr>")])
    assert "1.09|USD per EUR" in exports
    assert "" not in exports, "what gives a spreadsheet nothing says nothing"


def test_a_sentence_tells_claim_statistic_and_difference():
    found = figures()
    said = sentence("{claim}, {statistic}, {off}, {verdict}", **claim_context(one(found, unit="masks"), verdicts()))
    assert re.sub("<[^>]+>", "", said.html) == (
        "more than 1.8 million masks, 1.9 million masks (March 2020), in line with, right as printed"
    )
    assert sentence("{claim} and {off}", **claim_context(None, verdicts())).html == ""


def test_a_difference_is_told_in_its_own_currency_and_what_it_is_with_each_end_converted(checked):
    path = checked.root / "data/observations.csv"
    rates = (
        "rate-nor,2013-12-31,2,0.01,https://example.org,high,\nrate-nor,2014-12-31,1,0.01,https://example.org,high,\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + rates, encoding="utf-8")
    tie = "north-2020-1-a,north-2020-1,reserves-nor,2014-12,"
    checked.change("data/checks.csv", f"{tie},,level", f"{tie}reserves-nor,2013-12,difference")
    figure = one(figures(figure="north-2020-1"), unit="USD")

    def told(currency):
        frame = converted(observations(series="reserves-nor"), currency=currency).frame
        said = sentence("{claim} is {off} {statistic}.", **claim_context(figure, verdicts(), amounts=frame))
        return re.sub("<[^>]+>", "", said.html).partition(" is ")[2]

    assert told("") == told("USD") == "5 times $800 million (rise from December 2013 to December 2014)."
    assert "$800 million (rise from December 2013 to December 2014); converted at the rate" in told("EUR")
    assert told("EUR").endswith("of each date, €2.35 billion.")


def test_a_statistic_is_told_converted_where_the_page_converts_it(checked):
    rate = "rate-nor,2014-12-31,2,0.01,https://example.org/rates,high,\n"
    checked.change("data/observations.csv", "rate-nor,2015-06-01", f"{rate}rate-nor,2015-06-01")
    frame = converted(observations(series="reserves-nor", first=2014), currency="EUR").frame
    figure = one(figures(figure="north-2020-1"), unit="USD")
    told = sentence("{claim}, {statistic}", **claim_context(figure, verdicts(), amounts=frame)).html
    assert "€1.95 billion" in re.sub("<[^>]+>", "", told)


def test_parts_count_each_kind_of_outcome(any_figure):
    found = of_units("masks", "masks", "people", "USD")
    judged = verdicts().reindex(["north-2020-1"] * 4).set_axis(found.index)
    html = parts(found, judged, "Outcomes", by="unit").html
    assert 'aria-label="masks: 2 right"' in html
    assert "2</a> right" in html
    assert html.count('<div class="row">') == 3


def test_a_timeline_has_figures_works_and_documents_in_order():
    found = events()
    assert found["first"].is_monotonic_increasing
    assert set(found["kind"]) == {"figure", "work cited", "document"}
    html = chronology(found, "Chronology").html
    assert '<tr data-figure="north-2020-1">' in html
    assert "<cite>Cold cash</cite>" in html
    assert orphans.find(html + timeline(found, "Timeline").html) == []


def test_many_events_share_a_lane_and_few_have_a_row(monkeypatch):
    found = events()
    rows = timeline(found, "T").html.count('<div class="row">')
    monkeypatch.setattr(sys.modules["cited.page.charts.timeline"], "ROWS_TO", 1)
    html = timeline(found, "T").html
    assert html.count('<div class="row">') < rows == len(found)
    # Dots keep inside of their lane, and those of a stack apart.
    heights = [float(number) for number in re.findall(r'<circle[^>]* cy="([\d.]+)%"', html)]
    assert all(8 < height < 92 for height in heights)


def test_dots_at_one_date_are_stacked_in_a_taller_lane(monkeypatch):
    monkeypatch.setattr(sys.modules["cited.page.charts.timeline"], "ROWS_TO", 1)
    found = events()
    stacked = pd.concat([found[found["figure"] != ""].iloc[:1]] * 4, ignore_index=True)
    html = timeline(stacked, "T").html
    heights = sorted({float(number) for number in re.findall(r'<circle[^>]* cy="([\d.]+)%"', html)})
    assert 'class="track tall"' in html
    assert len(heights) == 4
    assert min(later - before for before, later in pairwise(heights)) > 14


def test_the_highest_of_many_stacked_dots_stays_in_its_lane(monkeypatch):
    monkeypatch.setattr(sys.modules["cited.page.charts.timeline"], "ROWS_TO", 1)
    found = events()
    stacked = pd.concat([found[found["figure"] != ""].iloc[:1]] * 40, ignore_index=True)
    heights = [float(number) for number in re.findall(r'<circle[^>]* cy="([\d.]+)%"', timeline(stacked, "T").html)]
    assert len(set(heights)) == 40
    assert 4 < min(heights) < 25
    assert max(heights) < 96


def stated(low, high, lower, upper, *, hedge=False, basis="actual"):
    return {"low": low, "high": high, "lower": lower, "upper": upper, "hedge": "about" * hedge, "basis": basis}


def test_what_is_claimed_upright_ends_where_its_numbers_stand():
    scale = scales.numbers([0, 100])
    low, high = 100 - scale.percent(40), 100 - scale.percent(60)
    drawn = marks.claim(stated(40, 60, 40, 60), 50, scale, across=False)
    assert drawn == marks.straight(50, low, 50, high, "range")


def test_a_unit_of_one_or_two_figures_has_no_panel_but_stands_in_the_caption(any_figure):
    html = intervals(of_units("USD", "USD", "USD", "masks"), "T").html
    assert html.count('<div class="panel">') == 1
    assert html.count('<div class="row">') == 3
    assert re.search(r'same unit: “<a class="figure" data-figure="north-2020-4"', html)


@pytest.mark.parametrize("units", [("USD",), ("USD", "USD", "masks", "masks")])
def test_figures_of_which_no_unit_has_three_are_a_table(any_figure, units):
    html = intervals(of_units(*units), "T").html
    assert "<figure" not in html
    assert html.count("<tr data-figure=") == len(units)


def test_a_table_of_computed_numbers_leads_to_the_statistics_they_are_made_of():
    held = observations(series="masks-nor")
    html = intervals(per(figures(unit="masks"), held, "times the output"), "Output").html
    assert "<table " in html
    assert re.search(r'class="computed" [^>]*data-series="masks-nor@2020-03">0.9', html)
    assert orphans.find(html) == []


def test_one_or_two_multiples_are_a_sentence():
    html = ratios(figures(), verdicts(), "T").html
    assert html.startswith('<p data-figures="south-2021-1 north-2020-1" ')
    assert "% above the published figure.</p>" in html or "% below the published figure.</p>" in html
    assert orphans.find(html) == []


def test_outcomes_of_one_or_two_groups_are_a_table():
    html = parts(figures(), verdicts(), "Outcomes").html
    assert "<figure" not in html
    assert ">Figures<" in html
    assert ">Right<" in html
    assert re.search(r">North 2020<.*?>2</a>.*?>2</a>", html, re.DOTALL)
    assert orphans.find(html) == []


def claimed(low: float, high: float, hedge: str, lower: float, upper: float) -> list[str]:
    """The marks that the legend explains for one figure."""
    row = {"low": [low], "high": [high], "hedge": [hedge], "lower": [lower], "upper": [upper], "basis": ""}
    return [kind for kind, _ in marks.claimed(pd.DataFrame(row))]


def test_the_legend_explains_the_dot_of_an_open_figure_and_the_bare_interval_of_an_order_of_magnitude():
    none, ever = float("nan"), float("inf")
    assert claimed(100, none, "order of magnitude", 200, 1000) == ["claimed"]
    assert claimed(100, none, "more than", 100, ever) == ["hollow", "open"]
    assert claimed(1, 2, "range", 1, 2) == ["range"]
    assert claimed(1, 1, "", 0.5, 1.5) == ["cited"]


def test_no_tick_stands_at_the_place_of_another_day_and_labels_stay_inside_the_plot():
    days = scales.time([2020 + 78.5 / 366, 2020 + 84.5 / 366]).ticks()
    assert len({round(tick.at, 3) for tick in days}) == len(days)
    assert days[0].at > 0
    assert [scales.Tick(at, "2015", 1).side for at in (0, 50, 100)] == ["start", "middle", "end"]
    assert scales.Tick(100, "40", 1).side == "middle"


LINES = [
    ("a", "2012", 2012.5, 1_000.0),
    ("a", "2014", 2014.5, 2_971_169.0),
    ("b", "2012", 2013.0, 1_500.0),
    ("b", "2013", 2014.0, 1_700.0),
]


@each_case(
    ("drawn", "title"),
    [
        (LINES, "Larger: counted in December, 1,500 people in 2012, 50% above counted in June (1,000)"),
        (LINES[1:], "Counted in December: up from 1,500 people in 2012 to 1,700 people in 2013"),
        (LINES[:2], "Up from 1,000 people in 2012 to 2.971 million people in 2014"),
        ([*LINES[:2], ("a", "2020-03-24", 2020.2, 700.0)], "Down from a peak of 2.971 million people in 2014 to 700 people on 24 March 2020"),
    ],
)  # fmt: skip
def test_the_title_of_lines_says_how_far_the_highest_is_from_the_next_when_all_were_last_counted_or_how_the_longest_went(
    drawn, title
):
    names = {"a": "counted in June", "b": "counted in December"}
    frame = pd.DataFrame(drawn, columns=["series", "period", "at", "value"])
    assert headlines.finding(frame, {name: names[name] for name in dict.fromkeys(frame["series"])}, "persons") == title


def test_the_title_of_ratios_names_no_figure_whose_words_reach_the_published_one():
    frame = pd.DataFrame(
        [("millions", 0.02, math.nan, 0.03, 20), ("about 9", 0.9, 0.9, 0.8, 1.0), ("63", 1.5, 1.5, 1.4, 1.6)],
        columns=["printed", "low", "high", "lower", "upper"],
    )
    assert finding(frame.assign(verdict="differs")) == "Largest error: “63” is 50% above the published figure"
    assert finding(frame.iloc[:2].assign(verdict="agrees")) == "The words of both figures reach the published figure"
    assert finding(frame.assign(verdict="agrees")) == "None of the three figures compared here is wrong"


@each_case(
    ("first", "last", "said"),
    [
        (2014, 2014, "This page covers 2014, and figures without a date."),
        (2013, 2014, "This page covers 2013 to 2014, and figures without a date."),
        (2013, None, "This page covers the years from 2013, and figures without a date."),
        (None, 2014, "This page covers the years to 2014, and figures without a date."),
        (2015, 2014, "Nothing lies between 2015 and 2014: the first year is later than the last."),
        (None, None, ""),
    ],
)
def test_the_years_that_a_page_covers_are_said_in_words(first, last, said):
    assert re.sub("<[^>]+>", "", str(years(first, last).html)) == said


def test_the_largest_error_is_that_of_the_largest_factor_above_or_below():
    frame = pd.DataFrame([("3", 1.5, 1.5, 1.4, 1.6), ("4", 0.8, 0.8, 0.7, 0.9)])
    frame.columns = ["printed", "low", "high", "lower", "upper"]
    assert finding(frame.assign(verdict="differs")) == "Largest error: “3” is 50% above the published figure"


@each_case(
    ("moments", "sample"),
    [([2000, 2001, 2002], "line k1"), ([2000, 2001, 2010, 2020], "dots k1"), ([2000], "dots k1")],
)
def test_a_legend_shows_a_line_where_most_of_its_values_are_joined_and_else_a_point(moments, sample):
    frame = pd.DataFrame({"series": "a", "at": [float(one) for one in moments]})
    drawn = SimpleNamespace(observations=frame, time=SimpleNamespace(years=True), kinds={"a": "k1"})
    drawn._line = lambda name: f"line {drawn.kinds[name]}"
    assert plots.Plot._sample(drawn, "a") == sample


def test_the_title_of_ratios_says_no_more_of_a_figure_without_a_limit_than_its_words_do():
    more = pd.DataFrame([("more than 15", 1.0748, math.nan, 1.0748, math.inf, "differs")])
    more.columns = ["printed", "low", "high", "lower", "upper", "verdict"]
    assert finding(more) == "Largest error: “more than 15” is at least 7.4% above the published figure"


def test_a_forecast_is_no_error_and_is_named_by_itself():
    frame = pd.DataFrame(
        [("20 million", 0.3, 0.3, 0.29, 0.31, "forecast"), ("63", 1.5, 1.5, 1.4, 1.6, "differs")],
        columns=["printed", "low", "high", "lower", "upper", "verdict"],
    )
    assert finding(frame) == (
        "Largest error: “63” is 50% above the published figure; "
        "furthest forecast: “20 million” is 30% of the later figure"
    )
    assert finding(frame.iloc[:1]) == "Furthest forecast: “20 million” is 30% of the later figure"


def test_what_is_counted_has_whole_ticks():
    nine = scales.numbers([2, 9])
    assert nine.ticks(4) == [0, 2.5, 5, 7.5]
    assert nine.ticks(4, whole=True) == [0, 5]
    assert scales.numbers([900]).ticks(4, whole=True) == scales.numbers([900]).ticks(4) == [0, 250, 500, 750]


def test_a_narrow_axis_of_some_years_names_more_than_one():
    ticks = scales.time([2011.4, 2018.9]).ticks()
    assert [tick.label for tick in ticks if tick.level == 1] == ["2012", "2014", "2016", "2018"]


@each_case(
    "drawn",
    [
        lambda seen, title: line(seen, title),
        lambda seen, title: bars(seen, title),
        lambda seen, title: line(seen.set_index("period")["value"], title),
        lambda seen, title: bars(seen.set_index("period")["value"], title),
    ],
)
def test_a_digit_typed_in_the_title_of_a_chart_is_refused(drawn):
    seen = observations(series="reserves-nor")
    with pytest.raises(ValueError, match="has a typed digit"):
        drawn(seen, "Reserves of 7.7 trillion in 1955")
    assert "<cite>G20</cite>" in drawn(seen, "Reserves of <cite>G20</cite>").html


def test_words_for_an_order_of_magnitude_are_drawn_as_their_interval_and_no_number_in_it():
    scale = scales.Scale(0, 1000)
    assert "<circle" not in marks.claim(stated(100, math.nan, 200, 1000, hedge=True), 50, scale, across=True)
    assert "<circle" in marks.claim(stated(100, math.nan, 100, math.inf, hedge=True), 50, scale, across=True)


def test_a_label_keeps_clear_of_the_line_that_its_mark_stands_on():
    placer = labels.LabelPlacer()
    placer.line(50, 50, 100, 50)
    assert placer.put(50, 50, "$3.3 trillion")[0] != "start"


def test_a_label_is_not_put_beside_the_mark_of_another_figure_nor_beside_a_point_of_a_line():
    for taken in ({"figures": [(50, 50), (62, 50)]}, {"points": [(62, 50)]}):
        placer = labels.LabelPlacer(sizes=((300, 230),), **taken)
        assert placer.put(50, 50, "63, 928")[:2] == ("end", -9)
    alone = labels.LabelPlacer(sizes=((300, 230),), figures=[(50, 50)], points=[(50, 50), (51, 50)])
    assert alone.put(50, 50, "63, 928")[:2] == ("start", 9)


def test_a_label_is_not_tied_to_its_mark_across_that_of_another_figure():
    crowd = [(x, y) for x in range(0, 100, 2) for y in range(0, 100, 4) if abs(y - 50) < 15]
    placer = labels.LabelPlacer(marks=crowd, figures=[(50, 50), (50, 40)], sizes=((720, 330),))
    side = placer.put(50, 50, "63, 928")
    assert labels.is_tied(side)
    assert side[2] > 0


def test_a_label_stands_at_one_place_for_each_width_where_none_has_room_at_all_of_them(collection):
    statistics = observations(
        series=["natural-decrease-rus", "natural-decrease-national-rus", "population-decrease-rus"]
    )
    drawn = line(statistics, "Loss", figures=figures(figure="pickings-2018-14")).html
    widths = re.findall(r'<text [^>]*class="name \w+([^"]*)">almost 700,000', drawn)
    assert sorted(" ".join(widths).split()) == ["p1", "p2", "p3"]
    assert len(widths) > 1


def test_a_label_stays_inside_of_the_plot_of_the_narrowest_phone_beside_an_axis_of_long_numbers():
    far = labels.LabelPlacer(sizes=labels.FAR_SLIM)
    assert far.put(60, 28, "Deaths top 16,500")[0] != "start"


def test_counts_say_in_their_title_how_many_figures_have_the_most_frequent_value_or_none(any_figure):
    found = of_units(*["USD"] * 5)

    def title(*hedges: str) -> str:
        return counts(found.assign(hedge=hedges), "By hedge", by="hedge", none="no hedge").manifest.charts[0].finding

    assert title("", "", "", "about", "almost") == "3 of 5 figures have no hedge"
    assert title("about", "about", "about", "", "almost") == "About: 3 of 5 figures"


def test_the_axis_of_counted_figures_has_no_halves():
    assert scales.Scale(0, 2).ticks(4, whole=True, least=1) == [0, 1, 2]


def test_a_day_is_named_where_its_value_is_drawn_and_a_month_where_it_begins():
    days = scales.time([moment("2020-03-20", "point"), moment("2020-03-24", "point")])
    at = {tick.label: tick.at for tick in days.ticks()}
    assert list(at) == ["20 Mar", "21 Mar", "22 Mar", "23 Mar", "24 Mar"]
    assert at["24 Mar"] == pytest.approx(days.percent(moment("2020-03-24", "point")))
    months = scales.time([2020.0, 2020.9])
    assert months.ticks()[1].at == pytest.approx(months.percent(2020 + 31 / 366))


def test_a_sum_of_years_is_no_point_on_a_line_of_years(checked):
    checked.change("data/series.csv", ",NOR,,masks,point", ",NOR,,masks,flow")
    rows = "".join(f"masks-nor,{year},{year}00,1,https://example.org/m,high,\n" for year in ("2017", "2018", "2019"))
    checked.write("data/observations.csv", OBSERVATIONS + rows + rows.replace("2017,201700", "2017/2019,605400"))
    masks = observations(series="masks-nor")
    assert list(placing.alike(masks)["period"].unique()) == ["2017", "2018", "2019"]
    assert list(placing.alike(masks, "2017/2019")["period"]) == ["2017/2019"]
    assert "2017/2019" not in line(masks, "Masks").html


def test_a_figure_stands_beside_the_statistic_of_its_period_that_decides_at_whatever_moment_others_are_drawn(checked):
    average = "kept-nor,Reserves kept,NOR,,USD,average,Bank of Norland,Reserves,,2016,unknown,,,,\n"
    checked.write("data/series.csv", SERIES + average)
    head, _, values = OBSERVATIONS.replace("2014-12,3900000000", "2014,5900000000").partition("\n")
    values = f"kept-nor,2014,3950000000,10000000,https://example.org/m,high,\n{values}"
    checked.write("data/observations.csv", f"{head}\n{values}")
    ties = "north-2020-1-a,north-2020-1,reserves-nor,2014,,,level,same,,,,\n"
    ties += "north-2020-1-b,north-2020-1,kept-nor,2014,,,level,other,,,Gold is left out.,\n"
    checked.write("data/checks.csv", CHECKS.partition("\n")[0] + "\n" + ties)
    assert verdicts(figure="north-2020-1")["check"].iloc[0] == "north-2020-1-b"
    assert placing.placed(figures(figure="north-2020-1"), "USD")["at"].iloc[0] == 2014.5


def test_of_two_statistics_of_its_own_date_a_figure_stands_at_the_one_that_agrees():
    row = figures(figure="north-2020-1").iloc[0]
    ties = [("2014-03", "differs"), ("2014-06", "agrees"), ("2014-09", "differs")]
    checks = pd.DataFrame(ties, columns=["period", "outcome"], index=list("abc"))
    checks = checks.assign(date="own", definition="same", series="reserves-nor")
    assert placing._at(row, checks, {"reserves-nor": "end of period"}, "b") == moment("2014-06", "end of period")


def test_of_an_order_of_magnitude_where_it_begins_is_what_is_compared():
    frame = pd.DataFrame({"low": [1.0, 1.08], "high": [math.nan, 1.08], "lower": [2.0, 1.04], "upper": [1000, 1.12]})
    named = frame.assign(printed=["millions", "13"], verdict="differs")
    assert finding(named) == "Largest error: “millions” is at least twice the published figure"


def test_a_line_is_not_named_where_a_mark_at_its_height_would_take_the_name():
    placer = labels.LabelPlacer(marks=[(88, 20), (95, 21)])
    assert placer.beyond(88, 20)
    assert not placer.beyond(95, 21)
    assert not placer.beyond(88, 40)


@pytest.fixture
def collection(monkeypatch):
    """The repository's own collection."""
    monkeypatch.chdir(REPOSITORY)


def test_a_chart_of_forecasts_says_how_far_the_furthest_lies_from_what_came_later(collection):
    said = figures(figure=["pickings-2018-16"])
    html = line(
        observations(series=["population-20-29-rus", "women-20-29-rus"]), "In their twenties", figures=said
    ).html
    assert "The forecast “10 million” is 47% below the later figure" in html
    assert html.count(marks.SQUARE) == 1
    assert ">later figure</li>" in html
    assert "cited forecast" in html
    assert "Later: " in html


def test_forecasts_stand_in_a_panel_of_their_own_and_are_counted_aside(collection):
    people, judged = figures(theme="population", actor="China"), verdicts(theme="population")
    html = ratios(people, judged, "How far").html
    panels = html.split('<div class="panel">')[1:]
    assert ["times the later figure" in panel for panel in panels] == [False, True]
    assert 'class="forecast"' not in panels[0]
    assert panels[1].count('<g class="forecast">') == panels[1].count("– later: ") == 2
    shown = figures(figure=["iom-2016-10", "iom-2016-11", "iom-2016-9"])
    assert "cited forecast" in intervals(shown, "Shares", judged=judged).html


def test_a_lone_forecast_of_a_share_is_told_with_the_later_figure(collection):
    html = line(observations(series="share-60-over-un-chn"), "Share", figures=figures(figure="iom-2016-11")).html
    assert "Forecast: “38.6 percent”; the later figure is 34.62% in 2050" in html


def test_a_repeated_figure_alone_on_a_chart_is_what_its_message_is_about(collection):
    html = line(observations(series="gdp-growth-chn"), "Growth", figures=figures(figure="ishmael-2020-15")).html
    assert "“double-digit” is right as printed" in html


def test_a_charts_message_calls_every_statistic_published_whoever_published_it(collection):
    world = observations(series="covid-deaths-world-first")
    said = line(world, "Deaths", figures=figures(figure=["ishmael-2020-38"])).html
    assert "“Deaths top 16,500” is right as printed: published data show 18,625 people" in said
    china = observations(series="covid-deaths-national-chn")
    said = line(china, "Deaths", figures=figures(figure=["ishmael-2020-36"])).html
    assert "“3200” is wrong: published data show 3,281 people" in said
    assert "Gaps are days without data." in said
    said = line(observations(series="fdi-chn-asean"), "Investment", figures=figures(theme="investment")).html
    assert "is right as printed: published data show $17.3 billion" in said
    assert "Gaps are years without data." in said


def test_the_axis_of_rows_is_named_by_what_it_counts(collection):
    shown = figures(measure="change in visa applications")
    html = intervals(shown, "Changes", judged=verdicts(theme="visas")).html
    assert '<div class="row axis"><p>per cent</p>' in html


def test_an_amount_on_a_chart_in_another_currency_says_what_it_comes_to(collection):
    held = figures(figure=["ishmael-2020-1"])
    bonds = observations(series="treasury-holdings-chn")
    cited, lent = (converted(frame, currency="EUR").frame for frame in (held, bonds))
    html = line(lent, "Bonds", figures=cited).html
    assert re.search(r'<text [^>]*class="name [^>]*>almost \$1.3 trillion \(€9\d\d billion\)</text>', html)
    assert "“almost $1.3 trillion” (€" in html
    html = line(converted(bonds, base=2020).frame, "Bonds", figures=converted(held, base=2020).frame).html
    assert ">almost $1.3 trillion ($1.5 trillion)</text>" in html
    assert "(" not in re.search(r'class="name [^>]*>([^<]*)', line(bonds, "Bonds", figures=held).html)[1]


def test_a_figure_that_nothing_decides_is_told_with_what_each_line_has_for_its_period(collection):
    crossings = observations(series=["border-detections-eu", "border-detections-revised-eu"])
    html = line(crossings, "Crossings", figures=figures(figure="iom-2016-58")).html
    said = "Cited: “276 113 migrants”; published: 280,000 detections (first print) and 282,933 (later print) in 2014"
    assert said in html


def test_the_legend_names_no_line_that_lies_wholly_under_what_decides(collection):
    away = observations(series=["floating-population-chn", "migrant-workers-away-chn"])
    counted = away[(away["series"] != "migrant-workers-away-chn") | (away["period"] == "2013")]
    html = line(counted, "Away", figures=figures(measure="floating population")).html
    legend = html[: html.index("</ul>")]
    assert "against (migrant workers, outside their township)" in legend
    assert legend.count("migrant workers") == 1


def test_the_legend_shows_a_point_for_a_series_of_which_no_values_are_joined(collection):
    apart = observations(series="population-20-29-rus").iloc[::3]
    html = line(apart, "Apart").html
    assert '<g class="dots' in html[: html.index("</ul>")]


def test_a_wide_axis_has_finer_ticks_between_those_of_a_narrow_one():
    shares, _ = rows.number_ticks(scales.numbers([1.6]), "percent")
    assert [tick.label for tick in shares if tick.level == 1] == ["0", "0.5", "1", "1.5"]
    assert [tick.label for tick in shares if tick.level == 3] == ["0.25", "0.75", "1.25"]


def test_an_axis_whose_numbers_have_two_digits_at_most_names_all_of_them_on_a_phone_too():
    days, _ = rows.number_ticks(scales.numbers([9]), "days")
    assert [tick.label for tick in days if tick.level == 1] == [str(day) for day in range(10)]


def test_a_logarithmic_axis_of_two_powers_of_ten_has_numbers_between_them_on_wide_plots():
    cases, said = rows.number_ticks(scales.numbers([200, 33_505]), "cases")
    assert "logarithmic" in said
    assert {"1,000", "10,000"} <= {tick.label for tick in cases}
    assert len(cases) >= 4


def test_an_axis_of_ranks_begins_with_the_first():
    for scale in (scales.numbers([1, 2], first=scales.first_of("rank")), scales.around([1.0, 9.0], 1)):
        ticks, _ = rows.number_ticks(scale, "rank")
        assert (ticks[0].label, ticks[0].at) == ("1", 0)
        assert all(tick.label.isdigit() for tick in ticks)
    assert scales.numbers([4]).low == scales.first_of("days") == 0


def test_the_only_line_of_a_chart_is_whole_and_each_of_several_is_broken_in_its_own_way(collection):
    assert ' lone"' in line(observations(series="fx-reserves-chn"), "Reserves").html
    both = observations(series=["treasury-holdings-chn", "treasury-holdings-jpn"])
    assert "lone" not in line(both, "Bonds").html


def test_a_label_lies_over_no_line_where_a_wide_plot_has_room_beside_them(collection):
    names = ("natural-decrease-rus", "natural-decrease-national-rus", "population-decrease-rus")
    html = line(observations(series=names), "Loss", figures=figures(figure="pickings-2018-14")).html
    label = next(one for one in re.findall(r"<text ([^>]*)>almost 700,000", html) if "p3" in one)
    x, y = (float(re.search(rf' {axis}="([\d.]+)%"', f" {label}")[1]) for axis in "xy")
    dx, dy = (float(one[1]) if (one := re.search(rf'{axis}="(-?[\d.]+)"', label)) else 0 for axis in ("dx", "dy"))
    side = re.search(r'class="name (\w+)', label)[1]
    left, top, right, bottom = labels._box(x, y, (side, dx, dy), "almost 700,000 people a year", (900, 344))
    for path in re.findall(r'<path d="([^"]+)" class="line ', html):
        spots = [(letter, float(at), float(high)) for letter, at, high in re.findall(r"([ML])(\d+) (\d+)", path)]
        for (_, at, high), (letter, to_at, to_high) in pairwise(spots):
            for step in range(101) if letter == "L" else ():
                on_x = (at + (to_at - at) * step / 100) * 0.9
                on_y = (high + (to_high - high) * step / 100) * 0.344
                assert not (left < on_x < right and top < on_y < bottom), (on_x, on_y)
