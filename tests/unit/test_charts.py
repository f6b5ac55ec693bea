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
    line,
    lines,
    parts,
    ratios,
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


def drawn(series: str, **asked):
    """The axes of a line chart, as the wide drawing has it."""
    found = observations(series=series)
    unit = found["series"].map({"reserves-nor": "USD", "masks-nor": "masks"}).iloc[0]
    placed = lines._placed(figures(**asked), unit)
    return lines._draw(found, placed, unit, {series: "Norland"}, 680).axes[0]


def test_a_line_leads_to_its_figures_and_statistics():
    html = line(observations(series="reserves-nor"), "Reserves", figures=figures(figure="north-2020-1")).html
    frame = re.search(r"<figure[^>]*>", html)[0]
    assert 'data-figures="north-2020-1"' in frame
    assert 'data-series="reserves-nor@2013-12 reserves-nor@2014-12 reserves-nor@2015-12' in frame
    assert "Cited in: <cite>North 2020</cite>" in html
    assert "Statistics: <cite>Bank of Norland, Reserves</cite>" in html
    assert orphans.find(html) == []


def test_a_cited_figure_stands_at_the_moment_of_its_statistic_with_what_it_claims():
    axes = drawn("reserves-nor", figure="north-2020-1")
    claimed = next(mark for mark in axes.lines if mark.get_linewidth() == 4)
    assert claimed.get_xdata().tolist() == [2015, 2015]
    assert claimed.get_ydata().tolist() == [3.8e9, 4e9]


def test_the_list_of_sources_has_a_converted_figure_as_it_is_printed():
    found = figures(figure="north-2020-1")
    for end in ("low", "high"):
        found = found.assign(**{end: 1.0})
    intervals(found, "Converted")
    assert state.current().figures["north-2020-1"]["low"] == 4e9


def test_few_values_are_dots_without_a_line():
    assert drawn("masks-nor").lines[0].get_linestyle() == "None"
    assert drawn("reserves-nor").lines[0].get_linestyle() == "-"


def test_a_figure_of_another_unit_is_left_to_the_tables():
    html = line(observations(series="masks-nor"), "Masks", figures=figures(figure="north-2020-1")).html
    assert "data-figures" not in html


def test_series_of_two_units_stop_the_chart_with_both_named():
    with pytest.raises(ValueError, match=r"“Both” has the units USD, masks; expected series of one unit on a chart"):
        line(observations(series=["masks-nor", "reserves-nor"]), "Both")


def test_no_two_labels_of_a_chart_overlap():
    axes = drawn("reserves-nor", figure=["north-2020-1"])
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts if text.get_text()]
    assert len(boxes) >= 3
    assert not any(one.overlaps(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def test_a_row_shows_the_statistic_that_decides_its_verdict():
    html = intervals(figures(figure="south-2021-1"), "Masks", judged=verdicts()).html
    assert 'data-series="masks-nor@2020-03"' in html
    assert "(published: 1.9 million)" in html


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
    assert 'data-series="reserves-nor@2014-12">3.9 billion USD</a>' in row
    assert "agrees" in row
    assert "2.6 per cent above" in row
    assert "announcement" in html
    assert orphans.find(html) == []


def test_a_sentence_tells_claim_statistic_and_difference():
    found = figures()
    said = sentence("{claim}, {statistic}, {off}, {verdict}", **claim_context(one(found, unit="masks"), verdicts()))
    assert re.sub("<[^>]+>", "", said.html) == (
        "more than 1.8 million masks, 1.9 million masks (March 2020), in line with, agrees"
    )
    assert sentence("{claim} and {off}", **claim_context(None, verdicts())).html == ""


def test_shares_count_what_holds():
    html = parts(figures(), verdicts(), "Holds").html
    assert 'aria-label="Holds. North 2020: both hold; South 2021: the only one holds."' in html


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
    rows = re.search(r'viewBox="0 0 680 ([\d.]+)"', timeline(found, "T").html)[1]
    monkeypatch.setattr(sys.modules["cited.page.timeline"], "ROWS_TO", 1)
    lanes = re.search(r'viewBox="0 0 680 ([\d.]+)"', timeline(found, "T").html)[1]
    assert float(lanes) < float(rows)
