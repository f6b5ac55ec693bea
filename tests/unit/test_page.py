"""The page: numbers in words, tables, sentences, charts, and the list of sources they lead to."""

import re
from xml.etree import ElementTree

import pytest

from cited.ledger import exchange_rates, figures, sources, works
from cited.page import Computed, chart, listing, provenance, state, words
from cited.page.sentences import sentence
from cited.page.table import count, matrix, rates, table
from cited.page.table import works as table_of_works


@pytest.fixture(autouse=True)
def _new_page():
    state.current().reset()


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1.3e12, 1.3e12, "1.3 trillion"),
        (696.71e9, 696.71e9, "696.71 billion"),
        (63928, 63928, "63,928"),
        (700000, 700000, "700,000"),
        (17.5, 17.5, "17.5"),
        (40, 50, "40–50"),
        (5e10, 6e10, "50–60 billion"),
        (800000, 1.2e6, "800,000–1.2 million"),
        (1.8e6, float("nan"), "1.8 million or more"),
        (float("nan"), 20, "20 or less"),
    ],
)
def test_a_number_is_written_without_losing_a_digit(low, high, expected):
    assert words.interval(low, high) == expected


@pytest.mark.parametrize(
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
    assert '<th scope="col">' in html


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
    assert count(figures(theme="trade"), "figure").text == "2 figures"
    assert count(figures(theme="aid"), "figure").text == "1 figure"


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


def test_a_chart_is_drawn_for_wide_and_narrow_screens_and_says_its_finding(project):
    html = chart.intervals(figures(), "All").html
    drawings = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        ElementTree.fromstring(drawing)
        assert "style=" not in drawing
        assert not re.search(r"#[0-9a-f]{6}(?![\w)-])", re.sub(r"var\([^)]*\)", "", drawing)), "a colour of its own"
    assert 'role="img" aria-label="All. ' in html
    assert 'data-figures="north-2020-1 ' in html


def test_a_chart_draws_a_range_an_open_end_and_a_hedge_as_what_they_are(project):
    def marks(figure):
        axes = chart._draw(figures(figure=figure), {figure: "label"}, 680).axes[0]
        dots = [line for line in axes.lines if line.get_marker() == "o"]
        bars = [line for line in axes.lines if line.get_linewidth() > 5]
        arrows = [text for text in axes.texts if text.arrow_patch is not None]
        return len(dots), len(bars), len(arrows)

    assert marks("north-2020-1") == (1, 0, 0)
    assert marks("north-2020-2") == (0, 1, 0)
    assert marks("south-2021-1") == (0, 0, 1)
    hedged, plain = (
        chart._draw(figures(figure=f), {f: ""}, 680).axes[0].lines[-1] for f in ("north-2020-1", "south-2021-2")
    )
    assert hedged.get_markerfacecolor() != plain.get_markerfacecolor()


def test_the_same_chart_is_the_same_text(project):
    first, second = (re.findall(r"<svg.*?</svg>", chart.intervals(figures(), "All").html, re.DOTALL) for _ in range(2))
    assert len(first) == 2
    assert first == second


def test_two_charts_on_a_page_share_no_id(project):
    html = chart.intervals(figures(), "One").html + chart.intervals(figures(), "Two").html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
