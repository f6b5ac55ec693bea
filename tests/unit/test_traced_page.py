"""What pandas makes of the ledger's frames can be shown: each number leads to what it was made of."""

import re

import pytest

from cited import ledger
from cited.ledger import figures, without_repeats
from cited.ledger.traced.origins import ProvenanceError
from cited.page import (
    bars,
    claims,
    count,
    counts,
    intervals,
    line,
    matrix,
    parts,
    published,
    ratios,
    sentence,
    sources,
    table,
)
from cited.page.tracing import state
from cited.press.publish import orphans


@pytest.fixture
def amounts(project):
    state.current().reset()
    return without_repeats(figures())


def test_a_total_by_group_is_a_table_whose_cells_lead_to_their_figures(amounts):
    totals = amounts.groupby(["actor", "unit"])["low"].agg(["sum", "count"])
    html = str(table(totals, "Totals", headings={"sum": "Together"}).html)
    assert 'data-figures="south-2021-1">at least 1.8 million masks</a>' in html
    assert "Count, figures" in html and "Together" in html
    assert orphans.find(html) == []
    assert "Number of these" in str(sources().html)


def test_a_figure_that_nothing_was_made_of_leads_to_itself(amounts):
    html = str(table(amounts.set_index("actor")[["low"]].head(1), "First").html)
    assert '<a class="figure" data-figure="north-2020-1" href="#north-2020-1">about 4 billion</a>' in html


def test_a_sentence_takes_a_total_and_a_share(amounts):
    held = amounts[amounts["unit"] == "masks"]["low"]
    text = sentence("Together {total}, of which {share}.", total=held.sum(), share=held.iloc[0] / held.sum() * 100)
    assert re.sub("<[^>]+>", "", str(text.html)) == "Together at least 1.8 million masks, of which 100%."
    assert orphans.find(str(text.html)) == []


def test_numbers_alone_keep_their_sources_in_rows_that_pandas_numbers(amounts):
    alone = amounts[["low"]].reset_index(drop=True)
    for shown in (table(alone.head(3), "Low"), bars(alone[amounts["unit"].to_numpy() == "USD"], "Low")):
        assert 'data-figure="north-2020-1"' in str(shown.html)
    windows = alone.groupby(amounts["actor"].to_numpy())["low"].rolling(1).max()
    html = str(table(windows.rename_axis(index=["actor", None]).dropna().head(2), "Windows").html)
    assert 'data-figures="north-2020-1"' in html and html.count('<th scope="col"') == 2


@pytest.mark.parametrize(
    "show",
    [
        lambda found: table(found.assign(low=[*range(len(found))]), "T"),
        lambda found: table(found.assign(low=found["low"] * 2), "T"),
        lambda found: claims(found.assign(printed="5 million masks"), ledger.verdicts(), "T"),
        lambda found: matrix(found.assign(unit="persons", period="1999"), "T", rows="period", columns="measure"),
        lambda found: sentence("{x}", x=ledger.largest(found.assign(printed="five"), "USD")),
        lambda found: table(found.set_axis([*found.index[1:], found.index[0]]), "T"),
    ],
)
def test_what_was_changed_under_a_column_of_the_ledger_is_not_shown_as_the_source_s_own(amounts, show):
    with pytest.raises(ProvenanceError, match=r"column \w+: “.*”, where the ledger has “.*”; expected the ledger's"):
        show(amounts)


def test_values_computed_of_statistics_are_shown_as_computed_and_periods_are_those_of_the_ledger(checked):
    state.current().reset()
    held = ledger.observations(series="reserves-nor")
    for shown in (bars, line):
        html = str(shown(held.assign(value=held["value"] * 2), "Twice").html)
        assert html.count('href="#computed-') == len(held) and 'href="#s-' not in html
    with pytest.raises(ProvenanceError, match="its values were computed"):
        published(held.assign(value=held["value"] * 2), "Twice")
    for shown in (bars, line, published):
        with pytest.raises(ProvenanceError, match=r"column value: “7 .*”, where the ledger has"):
            shown(held.assign(value=7.0), "Seven")
    with pytest.raises(ledger.UnknownName, match="reserves-nor has no value of “1999”"):
        published(held.assign(period="1999"), "T")


def test_figures_on_a_line_and_as_multiples_are_those_of_the_ledger(checked):
    state.current().reset()
    held, cited = ledger.observations(series="reserves-nor"), figures(theme="reserves")
    changed = cited.assign(low=cited["low"] * 2, high=cited["high"] * 2)
    assert "north-2020-1" in str(line(held, "T", figures=cited).html)
    for show in (lambda: line(held, "T", figures=changed), lambda: ratios(changed, ledger.verdicts(), "T")):
        with pytest.raises(ProvenanceError, match=r"north-2020-1, column low: .*where the ledger has"):
            show()


def test_ids_may_be_a_column_and_an_index_of_other_things_is_named(amounts):
    assert table(amounts.reset_index(), "T").html == table(amounts, "T").html
    with pytest.raises(ledger.UnknownName, match="the index of the frame has “0”, which is not a figure"):
        intervals(amounts.reset_index(drop=True), "T")


@pytest.mark.parametrize("work", [lambda n: n / 1e9, lambda n: n * 1e-6, lambda n: n // 1e12, lambda n: n.max() / 1e8])
def test_amounts_stay_as_they_are_and_a_rate_says_per_how_many(amounts, work):
    numbers = amounts[amounts["unit"] == "USD"]["low"]
    with pytest.raises(ProvenanceError, match="pages write millions and billions by themselves; leave the amount as"):
        work(numbers)
    masks = amounts[amounts["unit"] == "masks"]["low"].iloc[0]
    assert (numbers.iloc[0] / masks * 1e6).origin.unit == "USD per million masks"


def test_an_end_without_limit_is_none_of_what_is_made_of_it(amounts):
    open_above = amounts[(amounts["unit"] == "masks") & amounts["high"].isna()]
    assert len(open_above)
    for made in (open_above["high"].max(), open_above["high"].mean(), open_above.groupby("unit")["high"].sum().iloc[0]):
        assert re.sub("<[^>]+>", "", str(sentence("{x}", x=made).html)) == "no limit stated"
    with pytest.raises(ProvenanceError, match=r"standard deviation: .* is known as at least so much"):
        open_above["low"].std()


def test_a_figure_in_two_rows_is_counted_once_or_refused_and_totals_keep_its_groups(amounts):
    import pandas as pd

    twice = pd.concat([amounts, amounts])
    assert count(twice, "figure") == count(amounts, "figure")
    with pytest.raises(ProvenanceError, match="count: north-2020-1 would be counted twice"):
        twice.groupby("actor").size()
    assert ledger.totals(twice, by="actor").equals(ledger.totals(amounts, by="actor"))
    both = twice.assign(group=["a"] * len(amounts) + ["b"] * len(amounts))
    assert len(ledger.totals(both, by="group")) == 2 * len(ledger.totals(amounts))


def test_words_with_digits_are_the_ledger_s_own_or_refused_by_column(amounts):
    said = amounts.assign(note="999 masks", typed=amounts["low"].map("{:,.0f}".format))
    for shown in (
        lambda: table(said[["actor", "low", "note"]], "T"),
        lambda: table(said[["actor", "typed"]], "T"),
        lambda: table(said.groupby("typed")[["high"]].count(), "T"),
        lambda: bars(said.groupby("note")["low"].count(), "T"),
    ):
        with pytest.raises(
            ProvenanceError, match=r"column (note|typed).*: “.*” has digits that (are no words of it|lead to no source)"
        ):
            shown()
    assert "almost $4 billion" in table(amounts[["printed", "period"]], "T").html


def test_columns_of_one_name_are_refused(amounts):
    import pandas as pd

    with pytest.raises(ValueError, match="several columns are called “low”; expected a name for each"):
        table(pd.concat([amounts["low"], amounts["low"]], axis=1), "Twice")


@pytest.mark.parametrize(
    "work",
    [
        lambda f: f["actor"].value_counts(),
        lambda f: f["low"].ewm(alpha=0.5).std(),
        lambda f: f["low"].rolling(2, min_periods=1).quantile(0.5),
        lambda f: f["low"].rank(),
        lambda f: f.groupby("figure")["low"].apply(lambda part: float(part.max())),
    ],
)
def test_what_loses_its_sources_is_refused_with_what_to_do_instead(amounts, work):
    with pytest.raises(
        ProvenanceError, match=r"leads to no source; expected a number made of .* instead of `value_counts`"
    ):
        table(work(amounts), "T")


def test_bars_and_lines_of_made_numbers_lead_to_their_sources(amounts):
    counted = amounts.groupby("figure")["low"].count()
    html = str(bars(counted, "Figures").html)
    assert html.count("<rect") == len(counted) and orphans.find(html) == []
    dated = amounts[amounts["unit"].isin(["USD", "EUR", "masks"])].drop_duplicates("period")
    numbers = dated.assign(share=dated["low"] / dated["low"]).set_index("period")["share"]
    html = str(line(numbers, "Shares").html)
    assert html.count('href="#computed-') == len(numbers) and orphans.find(html) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda found: ledger.one(found, unit="mask"), "did you mean “masks”"),
        (lambda found: ledger.one(found, mesure="masks"), "no column “mesure”; did you mean “measure”"),
        (lambda found: intervals(found, "T", label=["mesure"]), "label: no column “mesure”; did you mean “measure”"),
        (lambda found: parts(found, found, "T", by="sorce"), "by: no column “sorce”; did you mean “source”"),
        (lambda found: claims(found, found, "T", group="them"), "group: no column “them”; did you mean “theme”"),
        (lambda found: figures(last=20130), "last: 20130; expected a year, or None"),
        (
            lambda found: table(found, "T", headings={"numbr": "N"}),
            "headings: no column “numbr”; did you mean “number”",
        ),
        (
            lambda found: table(found, "T", columns=("measure", "acto")),
            "columns: no column “acto”; did you mean “actor”",
        ),
        (lambda found: table(found.groupby("actor")["low"].count(), "T", headings={"lwo": "N"}), "did you mean “low”"),
        (lambda found: matrix(found, "T", rows="perod", columns="measure"), "rows: no column “perod”"),
        (lambda found: counts(found, "T", by="hedg"), "by: no column “hedg”; did you mean “hedge”"),
        (lambda found: sentence("In all {totl}.", total=found["line"].sum()), "{totl}; did you mean “total”"),
        (lambda found: claims(found, found.iloc[:0], "T"), "has no row among the verdicts"),
        (lambda found: ledger.in_period(found, "201x"), "201x"),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_the_nearest(amounts, call, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        call(amounts)


def test_nothing_and_an_open_end_are_said_in_words(amounts):
    none = amounts[amounts["unit"] == "ships"]["low"].sum()
    open_end = amounts[amounts["hedge"] == "more than"]["high"].iloc[0]
    text = str(sentence("Ships: {none}; at most: {most}.", none=none, most=open_end).html)
    assert "Ships: none; at most: no limit stated." in text


def test_columns_of_the_ledgers_own_are_a_table_though_ids_have_digits(amounts):
    html = str(table(amounts[["actor", "printed"]], "T").html)
    assert 'data-figures="north-2020-1"' in html or 'data-figure="north-2020-1"' in html
    assert orphans.find(html) == []


def test_names_with_digits_stand_in_sentences(amounts, project):
    text = str(sentence("Aid against <cite>COVID-19</cite> came to {n}.", n=amounts["low"].iloc[0]).html)
    assert "<cite>COVID-19</cite>" in text and orphans.find(text) == []
    with pytest.raises(ValueError, match="a name such as G20 as <cite>G20</cite>"):
        sentence("Aid against COVID-19.")
    assert "&lt;b&gt;" in str(sentence("A <b> of {n}.", n=amounts["low"].iloc[0]).html)


@pytest.mark.parametrize("show", [table, bars])
def test_typed_numbers_are_refused_by_name(amounts, show):
    with pytest.raises(ProvenanceError, match=r"column n: .*no source"):
        show(amounts.groupby("actor")[["low"]].count().assign(n=[3.0, 4.0]), "Typed")


def test_numbers_of_two_units_are_no_chart(amounts):
    with pytest.raises(ValueError, match="EUR, USD, masks, persons"):
        bars(amounts.set_index("actor")["low"], "Mixed")


def test_an_empty_result_is_said_in_words(amounts):
    assert "nothing" in str(table(amounts.iloc[:0].groupby("actor")[["low"]].sum(), "None").html).lower()
