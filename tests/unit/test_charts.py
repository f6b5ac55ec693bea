"""Charts: what they draw, what they say, and that every one leads back to figures and statistics."""

import json
import re
import sys

import pytest
from conftest import REPOSITORY
from test_checks import CHECKS, OBSERVATIONS, SERIES

from cited.ledger import events, figures, observations, one, verdicts
from cited.page import (
    bars,
    chronology,
    claim_context,
    claims,
    intervals,
    labels,
    line,
    parts,
    ratios,
    scales,
    state,
    timeline,
)
from cited.page.sentences import sentence
from cited.press.publish import orphans

MORE = """\
reserves-nor,2015-12,3500000000,100000000,https://example.org/reserves,high,
reserves-nor,2016-12,3000000000,100000000,https://example.org/reserves,high,
"""


@pytest.fixture(autouse=True)
def checked(project, monkeypatch):
    """A project with statistics and checks, and a page that has shown nothing yet."""
    state.current().reset()
    package = json.loads((project.root / "data/datapackage.json").read_text(encoding="utf-8"))
    full = json.loads((REPOSITORY / "data/datapackage.json").read_text(encoding="utf-8"))
    package["resources"] += [r for r in full["resources"] if r["name"] in ("series", "observations", "checks")]
    project.write("data/datapackage.json", json.dumps(package))
    project.write("data/series.csv", SERIES)
    project.write("data/observations.csv", OBSERVATIONS + MORE)
    project.write("data/checks.csv", CHECKS)
    return project


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
    assert "Official data: <cite>Bank of Norland, Reserves</cite>" in html
    assert orphans.find(html) == []


def test_a_cited_figure_stands_at_the_moment_of_its_statistic_with_what_it_claims():
    html = plot("reserves-nor", figure="north-2020-1")
    mark = re.search(r'<a href="#north-2020-1" data-figure.*?</a>', html)[0]
    official = re.search(r'data-series="reserves-nor@2014-12" aria-label="Official.*?<svg x="([\d.]+%)"', html)[1]
    assert f'<line x1="{official}" y1=' in mark
    assert 'class="claimed"' in mark
    assert "almost $4 billion</text>" in mark


def test_the_list_of_sources_has_a_converted_figure_as_it_is_printed():
    found = figures(figure="north-2020-1")
    for end in ("low", "high"):
        found = found.assign(**{end: 1.0})
    intervals(found, "Converted")
    assert state.current().figures["north-2020-1"]["low"] == 4e9


def test_every_value_is_a_link_with_its_words_and_gaps_stay_open():
    html = plot("reserves-nor", figure="north-2020-1")
    assert 'href="#s-reserves-nor" data-series="reserves-nor@2015-12" aria-label=' in html
    assert re.search(r'd="M\d+ \d+L', html)
    assert scales.gaps([2001.0, 2002.0, 2004.0], years=True) == [False, True]


def test_one_or_two_values_are_a_table():
    assert "<table>" in plot("masks-nor", figure="north-2020-1")


def test_a_figure_of_another_unit_is_left_to_the_tables():
    html = line(observations(series="masks-nor"), "Masks", figures=figures(figure="north-2020-1")).html
    assert "data-figures" not in html


def test_series_of_two_units_stop_the_chart_with_both_named():
    with pytest.raises(ValueError, match=r"“Both” has the units USD, masks; expected series of one unit on a chart"):
        line(observations(series=["masks-nor", "reserves-nor"]), "Both")


def test_labels_keep_clear_of_each_other():
    placer = labels.LabelPlacer()
    sides = [placer.put(50, 50, "almost $4 billion"), placer.put(52, 50, "some $4.1 billion")]
    assert sides[0] != sides[1]
    assert labels.spread({"a": 50.0, "b": 51.0}) == {"a": 50.0, "b": 56.5}


def test_a_row_shows_the_statistic_that_decides_its_verdict():
    html = intervals(figures(), "All", judged=verdicts()).html
    assert 'data-series="masks-nor@2020-03"' in html
    assert ">1.9 million masks</span>" in html


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
    row = html[html.index('<tr data-figure="north-2020-1">') :]
    row = row[: row.index("</tr>")]
    assert 'data-series="reserves-nor@2014-12">$3.9 billion</a>' in row
    assert "✓ right as printed" in row
    assert "2.6% too high" in row
    assert "announcement" in html
    assert orphans.find(html) == []


def test_a_sentence_tells_claim_statistic_and_difference():
    found = figures()
    said = sentence("{claim}, {statistic}, {off}, {verdict}", **claim_context(one(found, unit="masks"), verdicts()))
    assert re.sub("<[^>]+>", "", said.html) == (
        "more than 1.8 million masks, 1.9 million masks (March 2020), in line with, right as printed"
    )
    assert sentence("{claim} and {off}", **claim_context(None, verdicts())).html == ""


def test_parts_count_each_kind_of_outcome():
    html = parts(figures(), verdicts(), "Outcomes").html
    assert 'aria-label="North 2020: 2 right"' in html
    assert "2</a> right" in html


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
    monkeypatch.setattr(sys.modules["cited.page.timeline"], "ROWS_TO", 1)
    assert timeline(found, "T").html.count('<div class="row">') < rows == len(found)
