"""Numbers of the ledger keep their figures and statistics through ordinary pandas work, and are never counted twice."""

import pickle

import numpy as np
import pandas as pd
import pytest

from cited.ledger import figures, pandas_hooks, traced_column, without_repeats
from cited.ledger.origins import ProvenanceError, of_figure, of_statistic
from cited.ledger.traced import TracedArray

pandas_hooks.install()


def frame() -> pd.DataFrame:
    made = [of_figure(f"aid-{number}", f"aid-{number}", "masks") for number in range(1, 5)]
    held = [of_statistic("cases", str(year), "persons") for year in (2019, 2020, 2021, 2022)]
    values = {"amount": TracedArray([10, 20, 30, np.nan], made), "cases": TracedArray([1, 2, 4, 8], held)}
    return pd.DataFrame({"recipient": ["Italy", "Spain", "Italy", "Spain"], "year": [1, 1, 2, 2], **values})


def names(column) -> list[tuple[str, ...]]:
    return [tuple(source.name for source in origin.sources) if origin else () for origin in column.array.origins]


@pytest.mark.parametrize(
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
        (lambda f: (2 * f["cases"] - 1).head(1), [1], [("cases@2019",)]),
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
    made = {
        "cumsum": ["1", "1 2", "", "1 2 4", "1 2 4 5", "1 2 4 5 6"],
        "cummin": ["1", "2", "", "2", "2", "2"],
        "cummax": ["1", "1", "", "1", "5", "5"],
    }[how]
    years = [" ".join(name[-1] for name in group) for group in names(running)]
    assert years == (made if skipna else [*made[:2], "", "", "", ""])


def test_long_running_sums_and_wide_windows_share_their_sources():
    count = 3000
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
