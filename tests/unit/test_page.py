"""The page: numbers in words, tables, sentences, charts, and the list of sources they lead to."""

import re

import pytest
from conftest import each_case

from cited.ledger import exchange_rates, figures, observations, per, sources, works
from cited.page import Computed
from cited.page.charts import chart, marks, scales
from cited.page.sentences.sentences import sentence
from cited.page.tables.table import count, matrix, rates, table
from cited.page.tables.table import works as table_of_works
from cited.page.tracing import listing, provenance, state
from cited.page.wording import differences, words


@pytest.fixture(autouse=True)
def _new_page():
    state.current().reset()


@each_case(
    ("low", "high", "expected"),
    [
        (1.3e12, 1.3e12, "1.3 trillion"),
        (696.71e9, 696.71e9, "696.71 billion"),
        (63928, 63928, "63,928"),
        (700000, 700000, "700,000"),
        (17.5, 17.5, "17.5"),
        (40, 50, "40–50"),
        (5e10, 6e10, "50–60 billion"),
        (800000, 1.2e6, "800,000 to 1.2 million"),
        (1.8e6, float("nan"), "1.8 million or more"),
        (float("nan"), 20, "20 or less"),
    ],
)
def test_a_number_is_written_without_losing_a_digit(low, high, expected):
    assert words.interval(low, high) == expected


@each_case(
    ("period", "expected"),
    [
        ("2012", "2012"),
        ("2020-03-24", "24 March 2020"),
        ("2009/2013", "2009–2013"),
        ("2010/..", "since 2010"),
        ("2016~", "about 2016"),
        ("2019-24", "winter 2019"),
        ("", ""),
    ],
)
def test_a_period_is_written_in_words(period, expected):
    assert words.plain(period) == expected


def test_a_table_shows_a_figure_as_printed_and_as_a_number_and_where_it_stands(project):
    html = table(figures(figure="north-2020-1"), "Held")._repr_html_()
    assert '<tr data-figure="north-2020-1">' in html
    assert '<a class="figure" href="#north-2020-1">almost $4 billion</a>' in html
    assert '<td data-value="4000000000">4 billion</td>' in html
    assert "<cite>North 2020</cite></th>" in html
    assert "<cite>line\u00a03, note\u00a01</cite>" in html
    assert '<th scope="col" data-name="' in html


def test_a_choice_that_leaves_nothing_says_so_in_words(project):
    found = figures(theme="tourism", actor="Norland", first=2001)
    for shown in (table(found, "T"), chart.intervals(found, "T"), matrix(found, "T", rows="period", columns="measure")):
        text = re.sub("<[^>]+>", "", shown.html)
        assert text == "The ledger holds no figure with theme tourism, actor Norland and a period from 2001."


def test_text_from_the_ledger_is_never_markup(project):
    project.change("data/figures/south-2021.csv", ",masks,aid", ",<script>alert(1)</script>,aid")
    found = figures(theme="aid")
    for shown in (table(found, "T"), chart.intervals(found, "T"), listing.sources()):
        assert "<script>" not in shown.html
        assert "&lt;script&gt;" in shown.html


def test_a_matrix_puts_every_printing_in_its_cell(project):
    html = matrix(figures(theme="trade"), "Trade", rows="period", columns="measure").html
    assert "€10-€12 million</a>; <a" in html


def test_a_sentence_takes_its_number_from_the_ledger(project):
    said = sentence("Held: {top}, {top.measure} of {top.actor} ({top.period}).", top=figures().iloc[0])
    assert 'data-figure="north-2020-1"' in said.html
    assert re.sub("<[^>]+>", "", said.html) == "Held: almost $4 billion, foreign exchange reserves of Norland (2014)."


def test_a_typed_digit_in_a_sentence_is_refused(project):
    with pytest.raises(ValueError, match="typed digit"):
        sentence("Norland held 4 billion.")


@pytest.mark.parametrize("value", [4, 4.5, "4 billion"])
def test_a_bare_number_in_a_sentence_is_refused(project, value):
    with pytest.raises(TypeError, match="leads to no source"):
        sentence("Norland held {amount}.", amount=value)


def test_a_sentence_with_nothing_to_say_is_empty(project):
    assert sentence("The largest is {top}.", top=None).html == ""


def test_a_computed_value_names_its_figures(project):
    html = Computed("2", ("a-1", "a-2"), "number of these figures").__html__()
    assert 'data-figures="a-1 a-2"' in html


def test_a_count_is_computed_from_its_figures(project):
    assert count(figures(theme="trade"), "figure").text == "two figures"
    assert count(figures(theme="aid"), "figure").text == "one figure"


def test_implied_rates_lead_to_both_figures(project):
    html = rates(exchange_rates(figures(theme="trade")), "Rates").html
    assert 'data-figures="north-2020-2 north-2020-3"' in html
    assert "1.08–1.1" in html


def test_the_works_of_a_document_are_cited(project):
    html = table_of_works(works(source="north-2020"), "Works").html
    assert "<cite>Cold cash</cite>" in html
    assert "no notes" in table_of_works(works(source="south-2021"), "Works").html


def test_the_list_of_sources_has_what_was_shown_and_no_more(project):
    table(figures(theme=["reserves", "aid"]), "T")
    html = listing.sources().html
    assert re.findall(r'<li id="([^"]+)"', html) == ["north-2020-1", "south-2021-1"]
    assert "B. West" in html
    assert "Sun &amp; &lt;trade&gt;" in html


def test_a_document_is_cited_without_an_unknown_publisher(project):
    assert "unknown" not in provenance.document(sources(source="south-2021").iloc[0])


def test_a_chart_is_drawn_once_in_the_page_s_colours_and_says_its_finding(checked):
    html = chart.intervals(per(figures(), observations(series="masks-nor"), "times the output"), "All").html
    for drawing in re.findall(r"<svg.*?</svg>", re.sub(r"<svg x=[^>]*>(.*?)</svg>", r"\1", html), flags=re.DOTALL):
        assert "style=" not in drawing
        assert not re.search(r"#[0-9a-f]{6}", drawing), "a colour of its own"
    assert '<p class="title" id="c' in html
    assert 'data-figures="north-2020-1 ' in html
    assert len(re.findall(r'<a href="#[^"]+" data-figure="[^"]+" aria-label="Computed: ', html)) == len(figures())


def stated(low, high, lower, upper, *, hedge=False):
    return {"low": low, "high": high, "lower": lower, "upper": upper, "hedge": "about" * hedge, "basis": "actual"}


def test_a_chart_draws_a_range_an_open_end_and_a_hedge_as_what_they_are():
    scale, nan, inf = scales.Scale(0, 100), float("nan"), float("inf")
    plain = marks.claim(stated(20, 20, 20, 20), 50, scale, across=True)
    assert plain == '<circle cx="20%" cy="50%" class="cited"/>'
    hedged = marks.claim(stated(20, 20, 18, 20, hedge=True), 50, scale, across=True)
    assert '<line x1="18%" y1="50%" x2="20%" y2="50%" class="claimed"/>' in hedged
    assert 'class="hollow"' in hedged
    assert marks.claim(stated(20, 40, 20, 40, hedge=True), 50, scale, across=True).count("range") == 1
    opened = marks.claim(stated(20, nan, 20, inf, hedge=True), 50, scale, across=True)
    assert '<svg x="100%" y="50%"><path d="M-8-5L0 0L-8 5"' in opened


def test_the_same_chart_is_the_same_text(project):
    first, second = (chart.intervals(figures(), "All").html for _ in range(2))
    assert first == second


def test_a_chart_of_one_or_two_rows_is_a_table(project):
    assert "<table " in chart.intervals(figures(theme="trade"), "Trade").html


@each_case(
    ("value", "unit", "said"),
    [
        (3.993e12, "USD", "$3.993 trillion"),
        (-5e9, "EUR", "−€5 billion"),
        (3e12, "USD of 2020", "$3 trillion at 2020 prices"),
        (61.2, "percent", "61.2%"),
        (2, "rank", "2nd"),
        (11, "rank", "11th"),
        (1497178, "applications", "1,497,178 applications"),
        (1, "countries", "1 country"),
        (3.005653e12, "EUR", "€3.00565 trillion"),
        (106.7, "JPY per USD", "106.7 yen per US dollar"),
        (14.2309, "percent", "14.23%"),
        (-77.8, "percent", "−77.8%"),
        (0.00423, "percent", "0.0042%"),
    ],
)
def test_a_quantity_is_written_as_english_has_it(value, unit, said):
    assert words.quantity(value, unit) == said


@each_case(
    ("deviation", "said"),
    [
        ("none", ""),
        ("0.0016 per cent above", "0.0016% too high"),
        ("8.33 per cent below", "8.3% too low"),
        ("a factor of 3.42 above", "3.4 times the published figure"),
        ("a factor of 2.0 above", "twice the published figure"),
        ("a factor of a thousand below", "a thousandth of the published figure"),
        ("a factor of 3.3 below", "30% of the published figure"),
        ("10 years above", "10 years too old"),
        ("1 place above", "1 place too low"),
        ("2 places below", "2 places too high"),
        ("0.3 percentage points above", "0.3 percentage points too high"),
    ],
)
def test_a_difference_has_two_significant_digits(deviation, said):
    assert differences.in_words(deviation) == said


def test_small_counts_differ_by_so_many():
    def said(printed, official, deviation):
        return differences.in_words(deviation, low=printed, high=printed, official=official, unit="countries")

    assert said(13, 12, "8.3 per cent above") == "one too many"
    assert said(9, 12, "25 per cent below") == "three too few"
    assert said(1300, 1200, "8.3 per cent above") == "8.3% too high"


def test_only_an_error_is_too_high_and_an_open_end_is_further_off_still():
    said = {form: differences.in_words("7.4 per cent above", form) for form in differences.Form}
    assert [*said.values()] == ["7.4% too high", "7.4% higher", "7.4% higher", "7.4% above"]
    assert differences.in_words("a factor of 4.0 below", differences.Form.LATER) == "a quarter of the later figure"
    assert differences.in_words("7.4 per cent above", low=1504, official=1400) == "at least 7.4% too high"
    # What is at least 58.78 is not at least 59.
    points = differences.in_words("58.78 percentage points above", low=200, official=141.22, unit="percent")
    assert points == "at least 58 percentage points too high"
    assert differences.in_words("7.5 per cent above", low=15e6, official=13_956_000) == "at least 7.4% too high"
    assert differences.in_words("a factor of 3.46 above", low=346, official=100).startswith("at least 3.4 times")
    assert differences.in_words("a factor of 3.46 below", high=100, official=346).startswith("at most 29% of")
    assert differences.in_words("a factor of 2.2 above", low=22e6, high=22e6, official=1e7).startswith("2.2 times")
    assert (
        differences.in_words("a factor of 3.0 below", high=20, official=60) == "at most a third of the published figure"
    )


def test_an_axis_of_a_century_has_a_year_between_its_ends_on_the_narrowest_plot():
    ticks = scales.time([2000.5, 2099.9]).ticks()
    assert [tick.label for tick in ticks if tick.level == 1] == ["2000", "2050", "2100"]


def test_a_year_stands_where_it_begins_and_coarser_ticks_are_among_finer():
    ticks = scales.time([2000.5, 2017.9]).ticks()
    places = {tick.label: tick for tick in ticks}
    low, high = (moment for moment in (places["2000"].at, places["2015"].at))
    assert places["2010"].at == pytest.approx(low + (high - low) * 10 / 15)
    assert [tick.label for tick in ticks if tick.level == 1] == ["2000", "2005", "2010", "2015"]


def test_annual_values_of_one_year_have_a_year_on_the_axis():
    assert next(tick.label for tick in scales.time([2015.5], ["2015"]).ticks()) == "2015"


def test_a_logarithmic_axis_is_named_by_powers_of_ten():
    scale = scales.numbers([3, 40_000])
    assert scale.logarithmic
    assert scale.ticks(4)[0] in (10, 100)


def test_two_charts_on_a_page_share_no_id(project):
    html = chart.intervals(figures(), "One").html + chart.intervals(figures(), "Two").html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_differences_sort_by_how_far_off_they_are():
    told = [
        "none",
        "1.7 per cent above",
        "3 percentage points below",
        "50 per cent below",
        "100 percentage points below",
        "120 percentage points below",
    ]
    told += ["a factor of 2.5 above"]
    assert sorted([*told, "a factor of a thousand above"], key=differences.size) == [
        *told,
        "a factor of a thousand above",
    ]


def test_a_power_of_ten_in_words_is_so_many_times_the_published_figure():
    powers = {
        "ten": "10",
        "a hundred": "100",
        "a thousand": "1,000",
        "a million": "1 million",
        "a billion": "1 billion",
    }
    for word, times in powers.items():
        assert differences.in_words(f"a factor of {word} above") == f"{times} times the published figure"


def test_a_matrix_has_the_words_of_periods_and_not_their_markup():
    html = matrix(figures(), "T", rows="period", columns="measure").html
    assert "<time" in html
    assert "&lt;time" not in html


def test_a_column_in_which_no_row_has_anything_is_left_out(project):
    found = figures()
    assert "With or to whom" in table(found, "T").html
    assert "With or to whom" not in table(found[found["counterpart"] == ""], "T").html


@each_case(
    ("text", "status", "said"),
    [
        ("Doubtful: probably million.", "doubtful", "Probably million."),
        ("Repaired: a blank.", "doubtful", "Repaired: a blank."),
        ("A round number.", "plain", "A round number."),
    ],
)
def test_a_remark_does_not_repeat_the_status_that_stands_beside_it(text, status, said):
    assert words.remark(text, status) == said
