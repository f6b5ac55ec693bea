"""What a figure's own page says of the published figure: when it is of, where it was read, why its date was chosen."""

import re
from pathlib import Path

import pytest
from conftest import add_tables

from cited.page.comparing import records
from cited.page.comparing.records import claims
from cited.page.tracing import copies
from cited.page.wording import verdicts
from cited.press.publish import orphans

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def repository(monkeypatch):
    """The project's own tables."""
    monkeypatch.chdir(REPOSITORY)


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
        (
            f"north/ice@1a2b3c4{'0' * 33}:cash.csv:7",
            [f"https://github.com/north/ice/blob/1a2b3c4{'0' * 33}/cash.csv#L7"],
            "north/ice@1a2b3c4:cash.csv:7",
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
    assert "(rise from December 2013 to December 2014)" in claim.verdict
    assert 'data-series="reserves-nor@2014-12 reserves-nor@2013-12"' in claim.body
    first, second = re.findall("<dt>(?:First|Second) value</dt><dd>(.*?)</dd>", claim.body)
    assert "December 2014" in plain(first) and "December 2013" in plain(second)
    assert all('<a href="https://example.org/reserves"' in value for value in (first, second))
    assert "A person chose this date instead of the rule’s: It lost most." in plain(claim.body)
    assert orphans.find(claim.body) == []


def test_a_second_value_read_elsewhere_makes_the_page_again(checked):
    tie = "north-2020-1-a,north-2020-1,reserves-nor,2014-12,,,level,same,,,,"
    checked.change("data/checks.csv", tie, tie.replace(",,,level", ",masks-nor,2020-03,difference"))
    before = claims(["north-2020-1"])
    assert claims(["north-2020-1"], before) == before
    checked.change("data/observations.csv", "example.org/masks", "example.org/other")
    assert claims(["north-2020-1"], before)[0].made != before[0].made


def test_a_computed_statistic_is_said_to_be_computed_and_each_part_has_publisher_and_copy(repository):
    (claim,) = claims(["pickings-2018-21"])
    body = plain(claim.body)
    assert claim.verdict.startswith("Wrong. Computed from published data: 13,956,000 people")
    assert len(re.findall("<dt>Computed from</dt>", claim.body)) == 3
    assert (
        "Computed from 8.334 million people , 2001 , Ethnic Russians in Ukraine ( National statistical offices" in body
    )
    assert claim.body.count('href="https://uzel-ki.ru') == 2


def test_a_statistic_read_in_a_copy_of_low_confidence_and_an_old_census_say_so_beside_the_outcome(repository):
    (claim,) = claims(["pickings-2018-21"])
    assert "It comes from a census of 1999–2001, seven years before these words, of August 2008." in claim.verdict
    assert "It was read in a copy of low confidence." in claim.verdict
    (other,) = claims(["asean-2024-1"])
    assert "census" not in other.verdict and "confidence" not in other.verdict


@pytest.fixture
def counted(checked):
    """A project in which an office counted more than the figure says, and a minister said what it says."""
    row = "Cases in Norland{},NOR,,persons,flow,{},Reports,,unknown,unknown,,,,\n"
    rows = f"cases-nor,{row.format('', 'Police of Norland')}said-nor,{row.format(' as told', 'Government of Norland')}"
    checked.change("data/series.csv", "masks-nor,", f"{rows}masks-nor,")
    values = "cases-nor,2020-02,90000,1000,https://police.example.org/cases,high,\n"
    values += "cases-nor,2020,90000,1000,https://police.example.org/cases,high,\n"
    values += "said-nor,2020,64000,1000,https://government.example.org/speech,high,\n"
    checked.change("data/observations.csv", "masks-nor,", f"{values}masks-nor,")
    checked.change("data/figures/south-2021.csv", "persons,2020-03-24", "persons,2020")
    checked.change("data/checks.csv", "south-2021-2-a,south-2021-2,,,,,,,,rhetorical,A manner of speaking.,\n", "")
    return checked


def tie(project, *rows):
    path = project.root / "data/checks.csv"
    lines = [f"south-2021-2-{letter},south-2021-2,{row}\n" for letter, row in zip("ab", rows, strict=False)]
    path.write_text(path.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")


def test_a_statement_that_is_quoted_faithfully_stands_beside_the_statistic_that_differs(counted):
    tie(counted, "cases-nor,2020,,,count,same,,,,", "said-nor,2020,,,count,quoted,,,The minister in a speech.,")
    (claim,) = claims(["south-2021-2"])
    assert claim.verdict.startswith("Wrong. Published data show 90,000 people (2020)")
    assert "It quotes a statement faithfully: 64,000 people, by the Government of Norland." in claim.verdict
    assert "The statement it quotes 64,000 people" in plain(claim.body)
    assert orphans.find(claim.body) == []


def test_a_part_that_exceeds_the_whole_says_by_how_much_at_least(counted):
    tie(counted, "cases-nor,2020-02,,,part,same,own,,,The month is a part of the year.")
    (claim,) = claims(["south-2021-2"])
    assert "Published data show 90,000 people in a part of that time" in claim.verdict
    assert "the printed figure is at least 29% too low" in claim.verdict


def test_a_growth_computed_from_two_values_has_no_more_digits_than_a_reader_wants(counted):
    counted.change("data/figures/south-2021.csv", "persons,2020,", "percent,2020,")
    counted.change("data/observations.csv", "2020-02,90000,1000", "2020-02,39000,1")
    counted.change("data/observations.csv", "2020,90000,1000", "2020,90000,1")
    tie(counted, "cases-nor,2020,cases-nor,2020-02,ratio,same,,,,")
    (claim,) = claims(["south-2021-2"])
    assert "130.8%" in claim.verdict and "130.77%" not in plain(claim.body)


def test_when_words_were_said_stands_beside_who_said_them(repository):
    (claim,) = claims(["pickings-2018-20"])
    assert "Words of August 2008" in plain(claim.body) and claim.source["stated"] == "2008-08"


def test_how_many_times_one_value_is_another_is_said_as_such(counted):
    counted.change("data/figures/south-2021.csv", "persons,2020,", "times,2020,")
    counted.change("data/observations.csv", "2020-02,90000,1000", "2020-02,36000,1000")
    tie(counted, "cases-nor,2020,cases-nor,2020-02,ratio,same,,,,")
    (claim,) = claims(["south-2021-2"])
    assert "Computed from published data: 2.5 times (February 2020 to 2020)" in claim.verdict


def test_what_differs_by_another_definition_alone_decides_nothing_and_is_shown(repository):
    entries, police = claims(["iom-2016-58"])[0], claims(["iom-2016-36"])[0]
    assert entries.verdict.startswith("Not checked") and police.verdict.startswith("Not checked")
    assert "280,000 detections" in plain(entries.body) and "39,000 cases in a part of that time" in plain(police.body)


def test_what_was_compared_and_does_not_decide_stands_on_the_page_with_publisher_and_copy(repository):
    (claim,) = claims(["pickings-2018-7"])
    body = plain(claim.body)
    assert "Compared with 25,289,543 people, 1989" in body
    assert "Goskomstat" in body and "another date" in body and "confidence: medium" in body


def test_later_revisions_are_told_in_words_and_a_count_in_its_own_unit(repository):
    (reserves,) = claims(["asean-2024-4"])
    assert "changed to $698.4 billion" in plain(reserves.body) and "698400000000" not in plain(reserves.body)
    entries = {"revised": "changed: 282933", "series": "border-detections-eu", "how": "count", "base_series": ""}
    assert verdicts._later(entries, "persons") == "changed to 282,933 detections"


@pytest.mark.parametrize(("figure", "number"), [("suwa-2018-9", 2), ("suwa-2018-18", 1)])
def test_an_amount_that_a_rate_checks_is_drawn_beside_the_published_amount(repository, figure, number):
    (claim,) = claims([figure])
    drawn = re.search(r'<figure class="chart".*?</figure>', claim.body, re.DOTALL)[0]
    assert "diamond: published, at the rate of its date" in drawn
    assert drawn.count('class="official"') == number


def test_the_words_around_a_figure_are_asked_for_in_its_own_document(monkeypatch):
    asked = []
    monkeypatch.setattr(records.texts, "passages", lambda source, figures: asked.append((source, figures)))
    rows = [{"figure": "north-1", "source": "north"}, {"figure": "south-1", "source": "south"}]
    assert records._passages("north", rows) == {}
    assert asked == [("north", ["north-1"])]


def test_a_number_that_only_a_later_revision_confirms_is_called_so_in_every_place(repository):
    assert verdicts.verdicts(["asean-2024-4"])["asean-2024-4"]["look"].name == "right within later revisions"
    assert verdicts.verdicts(["asean-2024-6"])["asean-2024-6"]["look"].name == "right as printed"


def test_a_figures_page_says_of_a_publisher_that_it_is_not_the_body_that_counts(counted):
    tie(counted, "cases-nor,2020,,,count,same,,,,")
    (claim,) = claims(["south-2021-2"])
    assert "The published figure" in plain(claim.body) and "public body" not in plain(claim.body)
    before = [claim]
    add_tables(counted.root, names="kind,name,code,label,remark\nunofficial,Police of Norland,,,A newspaper.\n")
    (claim,) = claims(["south-2021-2"], before)
    assert claim.verdict.startswith("Wrong. Published data show 90,000 people (2020)")
    assert "Not the public body that counts or decides. A newspaper." in plain(claim.body)


def test_an_edition_and_a_licence_that_nobody_states_are_said_to_be_so(counted):
    tie(counted, "cases-nor,2020,,,count,same,,,,")
    (claim,) = claims(["south-2021-2"])
    assert plain(claim.body).count("not stated where it was read") == 2
    row = "Police of Norland,Reports,,{},{},"
    counted.change("data/series.csv", row.format("unknown", "unknown"), row.format("2021", "CC-BY-4.0"))
    (claim,) = claims(["south-2021-2"])
    assert "Edition 2021 Licence CC BY 4.0" in plain(claim.body)
    assert "not stated" not in claim.body


def test_why_a_figure_is_not_checked_stands_once_right_after_its_outcome(checked):
    (claim,) = claims(["south-2021-2"])
    outcome, _, rest = claim.body.partition("</p>")
    assert 'class="verdict"' in outcome
    assert rest.split("<div", 1)[0].strip() == "<p><cite>A manner of speaking.</cite></p>"
    assert claim.body.count("A manner of speaking.") == 1


def test_a_reason_that_stands_with_a_comparison_is_not_said_twice(repository):
    (claim,) = claims(["iom-2016-36"])
    assert claim.body.count("Cases the ministry counted as solved") == 1


@pytest.mark.parametrize(
    ("figure", "end", "mark"),
    [
        (
            "ishmael-2020-1",
            "(June 2011). Published data for its own date show $1.1519 trillion (December 2011).",
            "published",
        ),
        ("suwa-2018-7", "(3 April 2018); the printed figure is 2.5% lower.", "published"),
        ("suwa-2018-8", "(3 April 2018).", "published"),
        ("iom-2016-12", "(2050); the printed figure is 10 years older.", "the later figure"),
    ],
)
def test_what_is_right_at_a_near_date_is_off_by_something_or_nothing_and_only_a_forecast_has_a_later_figure(
    repository, figure, end, mark
):
    (claim,) = claims([figure])
    assert plain(claim.verdict).endswith(end)
    assert f"diamond: {mark}</p>" in claim.body
