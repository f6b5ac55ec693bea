"""Numbers of the ledger keep their figures and statistics through ordinary pandas work, and are never counted twice."""

import pickle
import re

import numpy as np
import pandas as pd
import pytest
from conftest import each_case

from cited.ledger import UnknownName, figures, traced_column, without_repeats
from cited.ledger.frames import statistics
from cited.ledger.frames.frames import largest
from cited.ledger.frames.totals import totals
from cited.ledger.traced import pandas_hooks, reductions
from cited.ledger.traced.origins import ProvenanceError, of_figure, of_statistic
from cited.ledger.traced.traced import TracedArray
from cited.page import table
from cited.page.tables.traced import amount_in_words, value

pandas_hooks.install()


def frame() -> pd.DataFrame:
    made = [of_figure(f"aid-{number}", f"aid-{number}", "masks") for number in range(1, 5)]
    held = [of_statistic("cases", str(year), "persons") for year in (2019, 2020, 2021, 2022)]
    values = {"amount": TracedArray([10, 20, 30, np.nan], made), "cases": TracedArray([1, 2, 4, 8], held)}
    return pd.DataFrame({"recipient": ["Italy", "Spain", "Italy", "Spain"], "year": [1, 1, 2, 2], **values})


def names(column) -> list[tuple[str, ...]]:
    return [tuple(source.name for source in origin.sources) if origin else () for origin in column.array.origins]


@each_case(
    ("work", "values", "sources"),
    [
        (lambda f: f[f["year"] == 2]["cases"], [4, 8], [("cases@2021",), ("cases@2022",)]),
        (lambda f: f.sort_values("cases", ascending=False)["cases"].head(1), [8], [("cases@2022",)]),
        (lambda f: pd.concat([f.iloc[:1], f.iloc[2:3]])["amount"], [10, 30], [("aid-1",), ("aid-3",)]),
        (lambda f: f.iloc[:2].merge(pd.DataFrame({"recipient": ["Spain"]}))["amount"], [20], [("aid-2",)]),
        (lambda f: f.groupby("recipient")["amount"].sum(), [40, 20], [("aid-1", "aid-3"), ("aid-2",)]),
        (lambda f: f.groupby("recipient")["amount"].mean(), [20, 20], [("aid-1", "aid-3"), ("aid-2",)]),
        (lambda f: f.groupby("recipient")["amount"].count(), [2, 1], [("aid-1", "aid-3"), ("aid-2",)]),
        (lambda f: f.groupby("recipient")["amount"].min(), [10, 20], [("aid-1",), ("aid-2",)]),
        (lambda f: f.groupby("recipient")["amount"].max(), [30, 20], [("aid-3",), ("aid-2",)]),
        (lambda f: f.groupby("recipient").size(), [2, 2], [("aid-1", "aid-3"), ("aid-2", "aid-4")]),
        (lambda f: f.groupby("recipient").agg(n=("amount", "count"))["n"], [2, 1], [("aid-1", "aid-3"), ("aid-2",)]),
        (lambda f: (f["amount"] / f["cases"]).head(2), [10, 10], [("aid-1", "cases@2019"), ("aid-2", "cases@2020")]),
        (lambda f: (2 * f["cases"]).head(1), [2], [("cases@2019",)]),
        (lambda f: f["cases"].rolling(2).mean().iloc[1:2], [1.5], [("cases@2019", "cases@2020")]),
        (lambda f: f.groupby("recipient")["cases"].rolling(2).sum().dropna().tail(1), [10], [("cases@2020", "cases@2022")]),
        (lambda f: f["cases"].ewm(alpha=0.5, adjust=False).mean().iloc[1:2], [1.5], [("cases@2019", "cases@2020")]),
        (lambda f: f.groupby("recipient")["cases"].ewm(alpha=0.5, adjust=False).mean().tail(1), [5], [("cases@2020", "cases@2022")]),
        (lambda f: f.groupby("recipient")["cases"].agg(["max"])["max"], [4, 8], [("cases@2021",), ("cases@2022",)]),
        (lambda f: f.merge(f[["cases"]], on="cases")["cases"].head(1), [1], [("cases@2019",)]),
        (lambda f: f["cases"].cumsum().iloc[1:2], [3], [("cases@2019", "cases@2020")]),
        (lambda f: f["cases"].diff().tail(1), [4], [("cases@2022", "cases@2021")]),
        (lambda f: f.pivot(index="year", columns="recipient", values="cases")["Spain"], [2, 8], [("cases@2020",), ("cases@2022",)]),
        (lambda f: f.pivot_table(index="recipient", values="amount", aggfunc="sum")["amount"], [40, 20], [("aid-1", "aid-3"), ("aid-2",)]),
        (lambda f: f.set_index(["recipient", "year"])["cases"].unstack()[2], [4, 8], [("cases@2021",), ("cases@2022",)]),
        (lambda f: f["amount"].map(lambda value: value / 2).head(1), [5], [("aid-1",)]),
        (lambda f: f["amount"].round(-1).abs().head(1), [10], [("aid-1",)]),
        (lambda f: traced_column([f["amount"].sum(), f["cases"].max()]), [60, 8], [("aid-1", "aid-2", "aid-3"), ("cases@2022",)]),
    ],
)  # fmt: skip
def test_pandas_work_keeps_values_and_sources(work, values, sources):
    column = work(frame())
    assert isinstance(column.array, TracedArray)
    assert column.tolist() == values
    assert names(column) == sources


def test_a_cell_a_row_and_a_total_know_their_sources_and_units():
    held = frame()
    assert held.iloc[0]["amount"].origin.figures == ("aid-1",)
    total = held["amount"].sum()
    assert (total, total.origin.figures, total.origin.unit) == (60, ("aid-1", "aid-2", "aid-3"), "masks")
    ratio = total / held["cases"].sum()
    assert ratio.origin.unit == "masks per persons"
    assert ratio.origin.observed == ("cases@2019", "cases@2020", "cases@2021", "cases@2022")
    assert (held["amount"] / held["amount"].sum() * 100).array.origins[0].unit == "percent"
    assert pickle.loads(pickle.dumps(total)).origin == total.origin


def test_amounts_of_two_units_are_never_added_up():
    held = frame()
    mixed = pd.concat([held["amount"], held["cases"]])
    for calculate in (mixed.sum, mixed.mean, mixed.max, lambda: held["amount"] + held["cases"]):
        with pytest.raises(ProvenanceError, match=r"masks .* and persons"):
            calculate()


def test_a_figure_is_never_added_twice():
    held = frame()["amount"]
    with pytest.raises(ProvenanceError, match="aid-1 would be counted twice"):
        pd.concat([held, held]).sum()


def test_a_total_and_its_part_are_never_added_up_but_compared():
    held = frame()["amount"]
    total, part = held.sum(), held.iloc[0]
    for calculate in (
        lambda: total + part,
        lambda: total + total,
        lambda: held + held,
        lambda: sum([total, part]),
        lambda: held + held.iloc[0],
    ):
        with pytest.raises(ProvenanceError, match="aid-1 would be counted twice"):
            calculate()
    assert sum([held.iloc[0], held.iloc[1]]).origin.figures == ("aid-1", "aid-2")
    assert (total - part, part / total) == (50, 10 / 60)


def test_the_two_ends_of_a_range_have_a_middle():
    held = [of_figure(name, name, "masks") for name in ("aid-1", "aid-2")]
    low, high = TracedArray([1, 5], held), TracedArray([3, 5], held)
    middle = pd.Series(low + high) / 2
    assert middle.tolist() == [2, 5]
    assert middle.array.origins[0].figures == ("aid-1",)
    assert ((low[0] + high[0]) / 2) == 2


def test_amounts_in_two_units_are_not_compared():
    held = frame()
    for compare in (
        lambda: held["amount"] > held["cases"],
        lambda: held["amount"].iloc[0] < held["cases"].iloc[0],
        lambda: held["amount"] >= held["cases"].iloc[0],
    ):
        with pytest.raises(ProvenanceError, match=r"compared: amounts in masks .* and persons"):
            compare()
    assert (held["amount"] > 15).tolist()[:2] == [False, True]


def test_a_repeated_statement_is_never_added_twice(project):
    project.change("data/figures/north-2020.csv", "-3,5,$11-$13 million", "-3,5,€10-€12 million once more")
    project.change("data/figures/north-2020.csv", "11000000,13000000,range,USD", "10000000,12000000,range,EUR")
    amounts = figures(unit="EUR")
    with pytest.raises(ProvenanceError, match="north-2020-3 states again what north-2020-2 states"):
        amounts["low"].sum()
    assert without_repeats(amounts)["low"].sum() == 10_000_000


def test_one_amount_in_two_currencies_is_never_added_up(project):
    with pytest.raises(ProvenanceError, match=r"EUR \(north-2020-2\) and USD \(north-2020-3\)"):
        figures(theme="trade").groupby("theme")["low"].sum()


@pytest.mark.parametrize("skipna", [True, False])
@pytest.mark.parametrize("how", ["cumsum", "cummin", "cummax"])
def test_running_numbers_are_those_of_pandas_and_lead_to_what_they_are_made_of(how, skipna):
    plain = pd.Series([3.0, 1.0, np.nan, 1.0, 7.0, 2.0])
    held = [of_statistic("cases", str(year), "persons") for year in range(2001, 2007)]
    running = getattr(pd.Series(TracedArray(plain, held)), how)(skipna=skipna)
    pd.testing.assert_series_equal(running.astype(float), getattr(plain, how)(skipna=skipna))
    # The smallest so far is the smallest of these.
    made = ["1", "1 2", "", "1 2 4", "1 2 4 5", "1 2 4 5 6"]
    years = [" ".join(name[-1] for name in group) for group in names(running)]
    assert years == (made if skipna else [*made[:2], "", "", "", ""])


def test_long_running_sums_and_wide_windows_share_their_sources():
    count = 1000
    column = pd.Series(TracedArray(np.ones(count), [of_statistic("cases", str(n), "persons") for n in range(count)]))
    for calculate in (column.cumsum, column.rolling(count, min_periods=1).sum, column.expanding().sum):
        last = calculate().array.origins[-1]
        assert len(last.sources) == count and last.sources[0].name == "cases@0" and last.rule.endswith("sum")
        # All of them together: as tuples of their own they would be of count * count / 2 sources.
        assert len(pickle.dumps(calculate().array.origins)) < 300 * count


def test_windows_are_checked_one_by_one_where_a_statement_stands_twice():
    twice = pd.concat([frame()["cases"].iloc[:3], frame()["cases"].iloc[:1]])
    assert twice.rolling(3).sum().tolist()[2:] == [7, 7]
    with pytest.raises(ProvenanceError, match="cases@2019 would be counted twice"):
        twice.rolling(4).sum()
    with pytest.raises(ProvenanceError, match="cases@2019 would be counted twice"):
        twice.cumsum()


def test_what_leads_to_no_source_takes_the_sources_of_the_windows_it_stands_in():
    column = frame()["cases"]
    column.iloc[1] = 5
    assert names(column.cumsum()) == [("cases@2019",), (), (), ()]
    assert names(column.rolling(2).sum()) == [(), (), (), ("cases@2021", "cases@2022")]


def test_numbers_typed_into_a_column_lead_to_no_source():
    column = frame()["amount"].fillna(0)
    assert column.array.origins[3] is None
    assert column.sum().origin is None


def test_plain_numbers_come_by_astype_and_calculations_without_a_rule_are_refused():
    held = frame()["cases"]
    assert held.astype(float).dtype == float
    with pytest.raises(TypeError, match="no rule says"):
        held.prod()


def test_columns_of_plain_numbers_are_pandas_own():
    plain = pd.DataFrame({"group": ["a", "a", "b"], "value": [1.0, 2.0, 3.0]})
    assert plain["value"].rolling(2).mean().dtype == float
    assert plain.groupby("group")["value"].count().dtype == np.int64
    assert plain.groupby("group").size().tolist() == [2, 1]


@each_case(
    ("work", "values", "rule", "unit"),
    [
        (lambda f: (f["amount"] / f["amount"].shift()) ** 0.5, [2**0.5, 1.5**0.5], "the first divided by the second, then to the power of a constant", ""),
        (lambda f: np.log(f["amount"] / f["amount"].shift()), [np.log(2), np.log(1.5)], "the first divided by the second, then natural logarithm", ""),
        (lambda f: f["amount"].iloc[1:] // 15, [1, 2], "whole times a constant", "masks"),
        (lambda f: f["amount"].iloc[1:] % 15, [5, 0], "remainder by a constant", "masks"),
        (lambda f: (f["cases"].iloc[1:3] * 0.6).round(), [1, 2], "times a constant, then rounded", "persons"),
        (lambda f: (1 - f["amount"] / f["amount"].shift()).abs(), [1, 0.5], "the first divided by the second, then less a constant, then without its sign", ""),
        (lambda f: np.maximum(f["amount"], f["amount"].shift()).iloc[1:], [20, 30], "", "masks"),
        (lambda f: traced_column([np.float64(2) * f["amount"].iloc[1], np.floor(f["amount"].iloc[2] / 4)]), [40, 7], "", "masks"),
    ],
)  # fmt: skip
def test_powers_remainders_and_functions_of_numpy_keep_sources_and_say_what_they_did(work, values, rule, unit):
    column = work(frame()).dropna()
    assert column.tolist() == pytest.approx(values)
    origins = [origin for origin in column.array.origins if origin]
    assert len(origins) == len(values)
    assert {origin.unit for origin in origins} == {unit}
    assert not rule or {origin.rule for origin in origins} == {rule}


@each_case(
    ("work", "named"),
    [
        (lambda f: f["amount"] ** 2, "a power of masks has no unit"),
        (lambda f: f["amount"] + 5e6, "masks (aid-1) + 5000000: a typed number has no source"),
        (lambda f: 100 - f["amount"].iloc[0], "masks (aid-1) - 100: a typed number has no source"),
        (lambda f: f["amount"] / f["amount"] + 77, "a ratio (aid-1) + 77: a typed number has no source"),
        (lambda f: 2 ** f["amount"], "**: no rule"),
        (lambda f: f["amount"].iloc[0] ** 2, "a power of masks has no unit"),
        (lambda f: f["amount"] % f["amount"], "%: no rule"),
        (lambda f: np.sqrt(f["amount"]), "sqrt: of masks it has no unit"),
        (lambda f: np.sqrt(f["amount"].iloc[0]), "sqrt: of masks it has no unit"),
        (lambda f: np.sin(f["amount"]), "sin: no rule"),
        (lambda f: np.hypot(f["amount"], f["amount"]), "hypot: no rule"),
        (lambda f: np.multiply.reduce(f["amount"].array), "multiply.reduce: no rule"),
        (lambda f: np.maximum(f["amount"], 15), "maximum with a constant: no rule"),
    ],
)  # fmt: skip
def test_what_no_rule_explains_is_refused_by_name(work, named):
    with pytest.raises(ProvenanceError, match=re.escape(named)):
        work(frame())


def test_a_sum_says_what_the_words_of_its_figures_leave_of_it():
    made = [of_figure(f"aid-{n}", f"aid-{n}", "masks", hedge) for n, hedge in enumerate(("at least", "", "about"))]
    column = pd.Series(TracedArray([10, 20, 30], made))
    assert column[:2].sum().origin.hedge == "at least"
    assert column[1:2].sum().origin.hedge == ""
    assert column.sum().origin.hedge == "about"
    assert (-column[:2].sum()).origin.hedge == (-column[0]).origin.hedge == "at most"
    assert (column[1] / column[0]).origin.hedge == "at most"
    assert amount_in_words(column[:2].sum(), "masks") == "at least 30 masks"


def test_totals_take_each_statement_once_and_keep_what_the_words_leave_open():
    rows = [
        ("millions of masks", "order of magnitude", 1e6, np.nan, "masks", "", "Italy"),
        ("more than 10 masks", "more than", 10, np.nan, "masks", "", "Spain"),
        ("20 masks", "", 20, 20, "masks", "", "Italy"),
        ("2 kits", "", 2, 2, "kits", "", "Italy"),
        ("about 5 boats", "about", 5, 5, "boats", "", "Italy"),
        ("up to 3 boats", "up to", np.nan, 3, "boats", "", "Italy"),
    ]
    columns = ["printed", "hedge", "low", "high", "unit", "repeats", "counterpart"]
    made = pd.DataFrame(rows, columns=columns, index=pd.Index([f"aid-{n}" for n in range(6)], name="figure"))
    for end in ("low", "high"):
        made[end] = TracedArray(made[end], [of_figure(name, name, unit) for name, unit in made["unit"].items()])
    # Words that bend a number count by their bounds, and what has no least adds nothing to it.
    assert totals(made)["at_least"].tolist() == [2_000_030, 2, 4.5]
    assert totals(made)["at_most"].tolist() == [np.inf, 2, 8.5]
    by = totals(made, "counterpart")
    assert [*by.index] == [("Italy", "masks"), ("Spain", "masks"), ("Italy", "kits"), ("Italy", "boats")]
    assert [amount_in_words(number, "") for number in by["at_least"].array][:3] == [
        "at least 2,000,020",
        "at least 10",
        "2",
    ]
    assert value(by["at_most"].iloc[1]) == "no limit stated"
    with pytest.raises(UnknownName, match="no column “counterpar”; did you mean “counterpart”"):
        totals(made, "counterpar")


def test_two_editions_of_one_statistic_are_never_added_up():
    one, other = (of_statistic(name, "2050", "persons", "population") for name in ("pop-2019", "pop-2022"))
    column = pd.Series(TracedArray([10, 12], [one, other]))
    with pytest.raises(ProvenanceError, match=r'pop-2022@2050 is another edition of pop-2019@2050.*"series"'):
        column.sum()
    assert (column[1] - column[0], column.max()) == (2, 12)


def test_states_of_one_stock_are_not_added_up_over_time_and_those_of_several_are():
    def states(*names, summed=False):
        made = [of_statistic(*name.split("@"), "persons", summed=summed) for name in names]
        return pd.Series(TracedArray(range(1, 1 + len(names)), made))

    over_time = states("pop-a@2019", "pop-a@2020", "pop-a@2021")
    adding = [pd.Series.sum, pd.Series.cumsum, lambda s: s.rolling(2).sum(), lambda s: s[0] + s[1], lambda s: s + s[1]]
    for add in adding:
        with pytest.raises(ProvenanceError, match="pop-a@2019 and pop-a@2020 are states of one stock"):
            add(over_time)
    assert (over_time.mean(), over_time[1] - over_time[0], over_time.max()) == (2, 1, 3)
    assert states("pop-a@2019", "pop-b@2019", "pop-c@2020").sum() == 6
    assert states("births@2019", "births@2020", summed=True).sum() == 3


@each_case(
    ("title", "other", "same"),
    [
        ("Population of Rus", "Population of Rus, by the projection of 2022", True),
        ("Arrivals, as first printed", "Arrivals, as later revised", True),
        ("Deaths in Ita, running total", "Deaths in Ita, running total, by the national office", True),
        ("Population of Rus", "Population of Rus, women", False),
        ("First aid, paid out by the fund", "First aid, paid out by the bank", False),
    ],
)
def test_titles_tell_editions_of_one_statistic_from_parts_of_it(title, other, same):
    row = {"area": "RUS", "partner": "", "unit": "persons", "kind": "point", "publisher": "A", "code": ""}
    # Whoever publishes it under whatever code, a title of one thing states it once.
    of_other = {**row, "title": other, "publisher": "B", "code": "total"}
    assert (statistics._stated({**row, "title": title}) == statistics._stated(of_other)) is same


def test_heads_of_a_pivot_keep_the_letters_of_names():
    shown = table(pd.DataFrame({"recipient": ["Italy"], "ASEAN": [""], "at_least": [""]}), "Aid").html
    assert re.findall(r"<th scope=\"col\"[^>]*>([^<]*)<", shown) == ["Recipient", "ASEAN", "At least"]


@each_case(
    ("shown", "named"),
    [
        (lambda rows: table(rows, "The 3 largest"), "“The 3 largest” has a typed digit"),
        (lambda rows: table(rows, "Aid", headings={"recipient": "Top 3"}), "“Aid”, heading “Top 3” has a typed digit"),
        (lambda rows: table(rows, "Aid of <cite>3,993</cite>"), "<cite>3,993</cite> is not a name"),
    ],
)
def test_a_digit_typed_in_a_title_or_a_heading_is_refused_where_it_is_typed(shown, named):
    with pytest.raises(ValueError, match=re.escape(named)):
        shown(pd.DataFrame({"recipient": ["Italy"]}))


def test_an_open_end_is_no_smallest_middle_number_and_a_spread_is_of_all_or_of_a_sample():
    at_least = of_figure("a-1", "a-1", "masks", "at least")
    open_end = np.array([np.nan])
    assert [reductions.opened(how, open_end, [at_least])[0] for how in ("mean", "median", "min")] == [-np.inf] * 3
    assert np.isnan(reductions.opened("sum", open_end, [at_least])[0])
    plain = [of_figure("a-1", "a-1", "masks"), of_figure("a-2", "a-2", "masks")]
    assert reductions.reduced("std", np.array([1.0, 3.0]), plain, ddof=0)[0] == 1
    assert reductions.reduced("std", np.array([1.0, 3.0]), plain)[0] == pytest.approx(2**0.5)


def test_the_largest_figure_is_that_with_the_highest_end():
    frame = pd.DataFrame({"unit": ["USD"] * 3, "low": [10.0, 11, 9], "high": [12.0, 11, np.nan]}, index=[*"abc"])
    assert largest(frame, "USD").name == "a"
    assert largest(frame.assign(low=[10.0, 11, 13]), "USD").name == "c"


def of_figures(*held):
    """A column of figures, each given by its number, its unit and its hedge."""
    made = [of_figure(f"f-{at}", f"f-{at}", unit, hedge) for at, (_, unit, hedge) in enumerate(held)]
    return pd.Series(TracedArray([number for number, *_ in held], made))


@each_case(
    ("column", "work", "said"),
    [
        ([(15.5, "percent", "")], lambda s: 1 / s, "a constant divided by percent"),
        ([(15.5, "percent", "")], lambda s: s / 1000, "rescaled by a thousand: percent"),
        ([(1.8e6, "masks", "at least")], lambda s: s.round(-6), "at least 1800000, which is not at least 2000000"),
        ([(1.2e6, "masks", "at most")], lambda s: round(s[0], -6), "at most 1200000, which is not at most 1000000"),
        ([(2, "masks", "at least"), (1, "masks", "at least")], lambda s: s[0] / s[1], "are both at least so much"),
        (
            [(2, "masks", "at most"), (1, "masks", "at most")],
            lambda s: s - s[::-1].set_axis([0, 1]),
            "both at most so much",
        ),
        ([(1.8e6, "masks", "at least")], lambda s: s % 7, "the remainder of what is known as at least"),
        ([(1.8e6, "masks", "")], lambda s: s % 1e6, "rescaled by a million"),
        ([(2, "masks", ""), (3, "USD", "")], lambda s: s.idxmax(), "cannot be taken together"),
        ([(2, "rank", ""), (9, "rank", "")], lambda s: s.sum(), "ranks have no sum"),
    ],
)
def test_what_no_source_could_say_of_a_number_is_refused(column, work, said):
    with pytest.raises(ProvenanceError, match=said):
        work(of_figures(*column))


def test_a_percentage_over_a_hundred_is_a_plain_share_and_a_rate_turns_round():
    share = of_figures((15.5, "percent", ""))[0] / 100
    assert (share, share.origin.unit) == (0.155, "")
    assert (1 / of_figures((4.0, "USD per EUR", ""))[0]).origin.unit == "EUR per USD"
    assert np.floor(of_figures((1.8, "masks", "at least")))[0] == 1


def test_a_missing_number_is_left_out_of_a_sum_unless_asked_otherwise():
    column = TracedArray([1.0, float("nan"), 2.0], [of_figure("a", "a", "USD"), None, of_figure("b", "b", "USD")])
    assert float(column._reduce("sum")) == 3
    assert np.isnan(float(column._reduce("sum", skipna=False)))
