"""Suggestions: which held series could check a figure, and that its value has no say in it."""

import pytest
from conftest import add_tables
from intake_project import build

from cited.ledger.store.mentions import mentions
from cited.ledger.store.terms import near, terms
from cited.ledger.suggesting.event_times import events
from cited.ledger.suggesting.series_index import series_index
from cited.ledger.suggesting.suggest import suggest

SERIES = """\
series,title,area,partner,unit,kind,publisher,dataset,code,vintage,licence,remark,address,revised,limits
fx-reserves-chn,"Foreign exchange reserves of China, without gold",CHN,,USD,end of period,SAFE,Reserves,,unknown,unknown,,,,
trade-chn-ita,Trade in goods between China and Italy,CHN,ITA,USD,flow,Customs,Trade,,unknown,unknown,,,,
deaths-ita,"Deaths from the disease reported in Italy, running total",ITA,,persons,point,WHO,Situation,,unknown,unknown,,,,
deaths-esp,"Deaths from the disease reported in Spain, running total",ESP,,persons,point,WHO,Situation,,unknown,unknown,,,,
population-ita-revised,"Population of Italy, as later revised",ITA,,persons,point,UN,Prospects,,2022-07,unknown,,,yes,
visas-schengen,Fingerprints taken of an applicant for a Schengen visa,XSC,,fingerprints,standing,Council,Rules,,unknown,unknown,,,,
summits-chn-ita,Summits of China and Italy,CHN,ITA,events,point,press,Reports,,unknown,unknown,,,,
masks-ita,Masks from China on the way to Italy,ITA,CHN,masks,point,Embassy of China,Announcement of March 2020,,unknown,unknown,,,,
members-npb,Members of the NPB,XWO,,members,standing,Northern Port Bank,Membership,,unknown,unknown,,,,
tourists-world,Tourists who crossed a border,XWO,,persons,flow,UN,Tourism,,unknown,unknown,,,,
jpy-per-usd,Yen for a US dollar,JPN,USA,JPY per USD,point,ECB,Rates,,unknown,unknown,,,,
"""
OBSERVATIONS = """\
series,period,value,precision,where_read,confidence,remark
fx-reserves-chn,2011-12,3181000000000,1000000000,x,high,
fx-reserves-chn,2012-12,3312000000000,1000000000,x,high,
fx-reserves-chn,2013-12,3821000000000,1000000000,x,high,
trade-chn-ita,2012,41700000000,100000000,x,high,
deaths-ita,2020-03-23,6077,1,x,high,
deaths-ita,2020-03-24,6820,1,x,high,
deaths-esp,2020-03-24,2991,1,x,high,
population-ita-revised,2018,60400000,1,x,high,
visas-schengen,2014-05,10,1,x,high,
summits-chn-ita,2018-03-25/2018-03-28,1,1,x,high,
summits-chn-ita,2018-05-07,1,1,x,high,
masks-ita,2020-03-12,1800000,100000,x,high,
members-npb,2019,100,1,x,high,
tourists-world,2018,1400000000,1,x,high,
jpy-per-usd,2018-06-15,110.5,0.1,x,high,
"""
NAMES = """\
kind,name,code,label,remark
party,China,CHN,,
party,Italy,ITA,,
party,Spain,ESP,,
party,Schengen area,XSC,,
party,world,XWO,,
"""
AREAS = """\
code,forms,members,remark
BEL,Belgian; Belgians,,
NGA,Nigerians,,
NLD,Dutch,,
USA,US,,
XEU,EU,BEL; ITA; NLD,
XSC,Schengen,BEL; ITA; NLD,
XWO,globally,*,
"""


@pytest.fixture
def held(tmp_path, monkeypatch):
    """A project with five series and nothing else."""
    build(tmp_path)
    add_tables(tmp_path, series=SERIES, observations=OBSERVATIONS, names=NAMES, areas=AREAS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def figure(printed, low, unit, period="", hedge="", high=None):
    return {
        "printed": printed,
        "low": low,
        "high": low if high is None else high,
        "unit": unit,
        "period": period,
        "hedge": hedge,
    }


RESERVES = "China’s reserves of $3.3 trillion in 2012 had grown further."


def test_the_series_of_the_same_unit_area_date_and_words_comes_first(held):
    first, *_ = suggest(figure("$3.3 trillion", "3300000000000", "USD", "2012"), RESERVES)
    assert (first.series, first.period, first.outcome) == ("fx-reserves-chn", "2012-12", "agrees")
    assert "China" in first.why and "reserves" in first.why


@pytest.mark.parametrize("value", ["1", "41700000000", "3300000000000", "99000000000000"])
def test_the_value_does_not_change_the_order(held, value):
    found = suggest(figure("$3.3 trillion", value, "USD", "2012"), RESERVES)
    assert [(one.series, one.score) for one in found] == [
        (one.series, one.score) for one in suggest(figure("$3.3 trillion", "3300000000000", "USD", "2012"), RESERVES)
    ]


def test_the_area_nearest_to_the_figure_decides_between_like_series(held):
    words = "Italy reported 6,820 deaths, while Spain had 2,991 deaths on 24 March 2020."
    assert suggest(figure("6,820 deaths", "6820", "persons", "2020-03-24"), words)[0].series == "deaths-ita"
    assert suggest(figure("2,991 deaths", "2991", "persons", "2020-03-24"), words)[0].series == "deaths-esp"


def test_new_deaths_are_the_change_of_the_running_total(held):
    one = suggest(figure("743 new deaths", "743", "persons", "2020-03-24"), "Italy reports 743 new deaths.")[0]
    assert (one.how, one.base_period, one.statistic, one.outcome) == ("difference", "2020-03-23", "743", "agrees")


def test_another_date_that_agrees_says_that_the_own_one_is_held_and_differs_and_a_tie_is_offered_to_the_own_one(held):
    row = figure("$3.8 trillion", "3800000000000", "USD", "2012")
    words = "China’s reserves of $3.8 trillion in 2012 had grown further."
    first = suggest(row, words)[0]
    assert (first.period, first.outcome) == ("2013-12", "agrees at another date")
    assert first.why.endswith("its own date, 2012-12, is held and differs")
    own = suggest(row, words, own_date=True)[0]
    assert (own.period, own.outcome, own.date) == ("2012-12", "differs", "own")
    assert own.why.endswith("of the figure’s own date")


def test_a_figure_without_a_date_is_not_said_to_have_one(held):
    words = "China held $3.2 trillion in foreign exchange reserves."
    cells = figure("$3.2 trillion", "3200000000000", "USD")
    assert "the figure has no date" in suggest(cells, words, stated="2015-06")[0].why
    dated = suggest(cells | {"period": "2014-12"}, words, stated="2015-06")[0].why
    assert "the figure has no date" not in dated


def test_the_observation_of_another_day_is_said_to_be_of_another_day(held):
    one = suggest(figure("6,077 deaths", "6077", "persons", "2020-03-24"), "Italy had 6,077 deaths.")[0]
    assert (one.period, one.date, one.outcome) == ("2020-03-23", "other", "agrees at another date")


def test_the_same_amount_in_another_currency_is_checked_by_the_exchange_rate(held):
    dollars = figure("$50 billion", "50000000000", "USD")
    yen = figure("¥5.5 trillion", "5500000000000", "JPY", "2018-06-15")
    one = suggest(yen, "about $50 billion (¥5.5 trillion)", original=dollars)[0]
    assert (one.series, one.how, one.outcome) == ("jpy-per-usd", "ratio", "agrees")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (figure("10 fingerprints", "10", "fingerprints"), "Each applicant leaves 10 fingerprints."),
        (figure("$5 billion", "5000000000", "USD"), "The new stadium cost $5 billion."),
        (figure("30 percent", "30", "percent"), "Applications in China rose by some 30 percent."),
    ],
)
def test_a_figure_that_no_series_fits_gets_no_suggestion(held, cells, words):
    assert suggest(cells, words) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("EU-China dialogue", ["XEU", "CHN"]),
        ("the Italians and Dutch traders", ["ITA", "NLD"]),
        ("US bonds, none of us", ["USA"]),
        ("South Korea’s exports to Nigerians", ["KOR", "NGA"]),
    ],
)
def test_areas_are_found_by_name_adjective_and_people(held, text, codes):
    assert [mention.code for mention in mentions(text)] == codes


def test_what_texts_call_an_area_and_which_group_it_is_of_stand_in_the_table(held):
    words = "For a Belgian visa the fingerprints of 10 fingers are taken."
    cells = figure("10 fingers", "10", "fingers")
    assert [one.series for one in suggest(cells, words, stated="2016-03")] == ["visas-schengen"]
    table = held / "data/areas.csv"
    table.write_text(AREAS.replace("BEL; ITA", "ITA"))
    assert suggest(cells, words, stated="2016-03") == []
    assert [mention.code for mention in mentions("a Nordish port")] == []
    table.write_text(AREAS + "XNO,Nordish,,\n")
    assert [mention.code for mention in mentions("a Nordish port")] == ["XNO"]


def test_the_world_is_meant_where_a_sentence_names_no_area_and_a_project_has_it(held):
    (held / "data/series.csv").write_text(
        SERIES + "deaths-world,Deaths from the disease,XWO,,persons,point,WHO,S,,unknown,unknown,,,\n"
    )
    (held / "data/observations.csv").write_text(OBSERVATIONS + "deaths-world,2020-03-24,18000,1,x,high,\n")
    cells = figure("18,000 deaths", "18000", "persons", "2020-03-24")
    words = "The disease has caused 18,000 deaths."
    assert suggest(cells, words)[0].series == "deaths-world"
    (held / "data/areas.csv").write_text(AREAS.replace("XWO,globally,*,\n", ""))
    assert "deaths-world" not in [one.series for one in suggest(cells, words)]


def test_words_of_one_meaning_compare_and_amounts_are_no_words():
    assert [term.word for term in terms("reported fatalities")][-1] == terms("deaths")[0].word
    assert terms("those who died")[-1].word == terms("death")[0].word
    assert [term.word for term in terms("20 million aged 20 to 29")] == ["elderly", "20", "29"]


def test_which_words_are_one_is_the_collection_s_and_changes_with_its_table(held):
    assert terms("fatalities")[0].word != terms("deaths")[0].word
    assert terms("died")[0].word == terms("deaths")[0].word
    add_tables(held, synonyms="word,words\ndeath,fatality; toll\n")
    assert terms("fatalities")[0].word == terms("toll")[0].word == terms("died")[0].word
    (held / "data/synonyms.csv").write_text("word,words\ntoll,charge\n")
    assert terms("fatalities")[0].word != terms("deaths")[0].word
    assert terms("charges")[0].word == terms("toll")[0].word


def test_a_word_beyond_another_number_says_less_of_a_figure():
    words = "13,000 trafficked children and 30,000 trafficked women"
    place = words.index("30,000")
    found = near(words, place, place + len("30,000 trafficked women"))
    assert found[terms("women")[0].word] > found[terms("children")[0].word]


def test_a_unit_alone_is_no_reason_to_suggest_a_series(held):
    words = "The district of Norland has 245,300 inhabitants."
    assert suggest(figure("245,300 inhabitants", "245300", "persons"), words, stated="2020-05") == []


@pytest.mark.parametrize(
    ("printed", "unit", "words"),
    [
        ("14 clinics", "clinics", "In Italy 14 clinics treated people for years."),
        ("300 people", "persons", "In Italy 300 people were evacuated in 2018."),
        ("14 clinics", "clinics", "In Italy 14 clinics reported deaths of people from the disease."),
    ],
)
def test_words_of_any_title_and_persons_for_things_are_no_reason(held, printed, unit, words):
    assert suggest(figure(printed, "14", unit, "2018"), words) == []


@pytest.mark.parametrize("words", ["Italy has 60 million people.", "The population of Italy was 60 million people."])
def test_a_population_is_told_by_those_who_live_there(held, words):
    found = suggest(figure("60 million people", "60000000", "persons", "2018"), words)
    assert found[0].series == "population-ita-revised"


def test_one_word_in_common_is_no_reason_where_no_area_is_named(held):
    cells = figure("1.3 billion tourists", "1300000000", "persons", "2018")
    assert suggest(cells, "The museums drew 1.3 billion tourists in 2018.") == []
    [one] = suggest(cells, "In 2018 some 1.3 billion tourists crossed a border.")
    assert one.series == "tourists-world"


def test_a_rule_of_a_group_is_suggested_for_a_member(held):
    words = "For a Belgian visa the fingerprints of 10 fingers are taken."
    one = suggest(figure("10 fingers", "10", "fingers"), words, stated="2016-03")[0]
    assert (one.series, one.outcome) == ("visas-schengen", "agrees")


@pytest.mark.parametrize(
    ("printed", "low", "unit", "words", "period", "found"),
    [
        ("40 days", "40", "days", "China and Italy met again for a summit after 40 days, on 7 May 2018.", "2018-05-07",
         ("2018-05-07", "2018-03-25/2018-03-28", "agrees")),
        ("four days", "4", "days", "The summit of China and Italy was held over four days.", "2018-03",
         ("2018-03-25/2018-03-28", "", "agrees")),
        ("40 days", "40", "days", "The summit of China and Italy came 40 days later.", "2019", None),
        ("40 days", "40", "days", "40 days later China and Italy met for another summit.", "",
         ("2018-05-07", "2018-03-25/2018-03-28", "agrees")),
        ("a month", "1", "months", "A month after the summit of China and Italy the US dollar cost more yen.", "2018-06-15",
         ("2018-06-15", "2018-05-07", "agrees")),
    ],
)  # fmt: skip
def test_a_time_is_counted_between_the_dates_of_events_or_as_long_as_one_lasted(
    held, printed, low, unit, words, period, found
):
    one = suggest(figure(printed, low, unit, period), words, stated="2018-08")[0]
    assert one.how == "duration"
    assert (one.period, one.base_period, one.outcome) == (found or ("", "", ""))


def test_a_vague_claim_without_a_date_is_held_against_the_highest_value(held):
    words = "China recorded reserves of trillions of dollars."
    one = suggest(figure("trillions of dollars", "1000000000000", "USD", hedge="order of magnitude", high=""), words)[0]
    assert (one.series, one.period, one.outcome) == ("fx-reserves-chn", "2013-12", "agrees")


def test_a_loss_is_from_the_highest_value_to_the_last_before_the_words(held):
    (held / "data/observations.csv").write_text(
        OBSERVATIONS + "fx-reserves-chn,2017-01,2821000000000,1000000000,x,high,\n"
    )
    words = "How China lost $1 trillion of its reserves"
    one = suggest(figure("$1 trillion", "1000000000000", "USD"), words, stated="2017-02-07")[0]
    assert (one.period, one.base_period, one.outcome) == ("2013-12", "2017-01", "agrees")


def test_those_countries_are_the_ones_named_before(held):
    words = "More than 8,000 deaths were reported in those two countries."
    before = ("It had spread from China to Italy and Spain.",)
    asked = figure("8,000 deaths", "8000", "persons", "2020-03-24", "more than", "")
    names = {one.series for one in suggest(asked, words, around=before)[:2]}
    assert names == {"deaths-ita", "deaths-esp"}


def test_a_city_is_a_word_of_a_title_its_country_is_none(held):
    (held / "data/names.csv").write_text(NAMES + "party,Milan,ITA,,\n")
    (held / "data/series.csv").write_text(
        SERIES.replace("reported in Spain", "reported in Milan").replace(",ESP,,persons", ",ITA,,persons")
    )
    one = suggest(figure("2991", "2991", "persons", "2020-03-24"), "Milan reported 2991 deaths.")[0]
    assert one.series == "deaths-esp"


def test_what_the_document_could_not_know_does_not_contradict_it(held):
    words = "Italy has a population of 59 million."
    one = suggest(figure("59 million", "59000000", "persons", "2018"), words, stated="2019-05")[0]
    assert (one.series, one.outcome) == ("population-ita-revised", "not checked")
    later = suggest(figure("59 million", "59000000", "persons", "2018"), words, stated="2023-05")[0]
    assert later.outcome == "differs"


def test_a_people_is_who_is_counted_wherever_it_lives():
    assert [mention.people for mention in mentions("Italians in Italy, Italian trade")] == [True, False, False]


@pytest.mark.parametrize(("low", "outcome"), [("1800000", "cannot be checked"), ("900000", "differs")])
def test_what_was_announced_proves_no_amount_but_a_figure_may_misquote_it(held, low, outcome):
    one = suggest(figure("masks", low, "masks", "2020-03-12"), "China has sent these masks to Italy.")[0]
    assert (one.series, one.definition, one.outcome) == ("masks-ita", "announced", outcome)
    assert "announced, not counted" in one.why


def test_the_short_name_of_a_body_says_of_whom_a_series_is_where_no_area_is_named(held):
    cells = figure("100 members", "100", "members", "2019")
    assert [one.series for one in suggest(cells, "In 2019 the NPB reached 100 members.")] == ["members-npb"]
    assert suggest(cells, "In 2019 the bank reached 100 members.") == []


def test_a_time_since_another_event_is_counted_from_the_last_of_its_series_before(held):
    index = series_index().series
    summits, masks = index["summits-chn-ita"], index["masks-ita"]
    alone = summits._replace(periods=summits.periods[1:])
    told = ("", " later, they met")
    since = events(masks, told, None, None, lambda day: [alone])
    assert (since.period, since.base.row["series"], since.base_period) == (
        "2020-03-12",
        "summits-chn-ita",
        "2018-05-07",
    )
    assert events(masks, told, None, None, lambda day: []) is None
