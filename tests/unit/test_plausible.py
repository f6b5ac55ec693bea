"""False rows: relations that no two figures have, statistics that cannot be, ties and names that do not fit."""

import pytest
from conftest import add_tables, each_case

from cited.ledger.agreement import manners
from cited.ledger.rules import check, digits, naming, observation_rules, relation_rules
from cited.ledger.store.periods import Period

RELATIONS = "relation,kind,figure,other,remark\nnorth-2020-3-a,same,north-2020-3,north-2020-2,\n"


def figure(name="f-1", low="10", unit="persons", **cells):
    return {"figure": name, "low": low, "high": low, "unit": unit, "theme": "t", "actor": "a", "measure": "m", **cells}


OTHER = figure("f-2", "40")


@each_case(
    ("kind", "first", "second", "said"),
    [
        ("part", figure(), OTHER, ""),
        ("share", figure(unit="percent"), OTHER, ""),
        ("growth", figure(unit="percent", low="138"), OTHER, ""),
        ("part", OTHER, OTHER, "other: expected another figure"),
        ("share", figure(), OTHER, "figure: expected a percentage"),
        ("growth", figure(), OTHER, "figure: expected a percentage"),
        ("share", figure(unit="percent"), figure("f-2", unit="percent"), "other: expected an amount or a count"),
        ("share", figure(unit="percent", low="138"), OTHER, "figure: expected a percentage of a whole"),
        ("share", figure(unit="percent", low="50", high="138"), OTHER, "figure: expected a percentage of a whole"),
        ("growth", figure(unit="percent", low="-100"), OTHER, "figure: expected a rate above -100"),
        ("growth", figure(unit="percent", low="-150", high="-50"), OTHER, "figure: expected a rate above -100"),
        ("same", figure(low="-150"), figure("f-2", low="-150"), ""),
        ("part", figure(low="30"), figure("f-2", "20", high="40"), ""),
        # A cell without a number is a fault of another rule.
        ("share", figure(unit="percent", low=""), OTHER, ""),
        ("change", figure(), figure("f-2", ""), ""),
        ("part", figure(low="41"), OTHER, "figure: expected no more than the whole, f-2"),
        ("part", figure(low="2"), figure("f-2", low="1"), "figure: expected no more than the whole, f-2"),
        ("change", figure(), figure("f-2", "0"), "other: expected a figure that is not 0"),
        ("part", figure(unit="masks"), OTHER, "other: expected a figure in masks"),
        ("same", figure(theme="aid"), OTHER, "other: expected a figure with the `theme` of f-1"),
        ("share", figure(unit="percent", actor="b"), OTHER, "other: expected a figure with the `actor` of f-1"),
        (
            "change",
            figure(period="2008"),
            figure("f-2", "40", period="2008"),
            "other: expected a figure of an earlier time",
        ),
        ("change", figure(measure="births"), OTHER, "other: expected a figure with the `measure` of f-1"),
        ("part", figure(repeats="f-2"), OTHER, "kind: expected same"),
        ("part", figure(repeats="f-0"), figure("f-2", "40", repeats="f-0"), "kind: expected same"),
        ("same", figure(repeats="f-2"), OTHER, ""),
    ],
)
def test_two_figures_say_together_only_what_they_can(kind, first, second, said):
    found = [f"{column}: {expected}" for column, expected in relation_rules.impossible(kind, first, second)]
    assert (found[0] if found else "").startswith(said)
    assert bool(found) is bool(said)


@pytest.mark.parametrize(
    ("series", "column", "said"),
    [
        (
            "rate-nor",
            "where_read",
            "expected a copy of Bank of Norland; by row 2 this file is one of Customs of Norland",
        ),
        ("rates-nor", "series", "expected a `series` of data/series.csv"),
    ],
)
def test_a_file_in_which_values_were_read_is_of_one_publisher_where_the_publishers_are_known(
    checked, series, column, said
):
    checked.change(
        "data/observations.csv", "https://customs.example.org/masks,high", "port/data@0123abc:all.csv:7,medium"
    )
    checked.change("data/observations.csv", "https://example.org/rates,high", "port/data@0123abc:all.csv:9,medium")
    checked.change("data/observations.csv", "rate-nor,", f"{series},")
    found = [fault for fault in check.faults() if fault.startswith("data/observations.csv, row 3")]
    assert len(found) == 1 and f"column `{column}`" in found[0] and said in found[0], found


def test_a_relation_stands_once_under_the_id_of_one_of_its_figures(project):
    add_tables(project.root, relations=RELATIONS.replace("3-a,same", "1-a,same") + RELATIONS.splitlines()[1] + "\n")
    faults = [fault.partition("data/relations.csv, ")[2][:25] for fault in check.faults()]
    assert faults[0].startswith("row 2, column `relation`"), check.faults()
    assert any(fault.startswith("row 3, column `figure`") for fault in faults)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("observations", "3900000000,100000000", "3900000000,100000000000", "row 5, column `precision`"),
        ("observations", "1900000,100000", "1900000,10000000", "row 2, column `precision`"),
        (
            "series",
            "masks,point,Customs of Norland,Imports,,unknown,unknown,,,,",
            "events,point,Customs of Norland,Imports,,unknown,unknown,,,yes,",
            "row 4, column `revised`",
        ),
        ("observations", "1.09,0.01", "1.09,0.1", "row 3, column `precision`"),
        ("observations", "1900000,100000", "2000000,1", "row 2, column `precision`"),
        ("observations", "masks-nor,2020-03,", "masks-nor,2999-03,", "row 2, column `period`"),
        ("observations", "reserves-nor,2014-12,", "reserves-nor,2017-12,", "row 5, column `period`"),
        ("observations", "reserves-nor,2014-12,", "reserves-nor,2014-12-31,", "row 5, column `period`"),
        ("observations", "reserves-nor,2014-12,", "masks-nor,2014-12,", "row 5, column `series`"),
        ("series", "USD per EUR,point", "USD per EUR,flow", "row 3, column `kind`"),
        (
            "series",
            "Masks that arrived,NOR,,masks,point",
            "Masks, running total,NOR,,masks,flow",
            "row 4, column `kind`",
        ),
        ("series", "Reserves of Norland", "Share of Norland", "row 2, column `unit`"),
        ("series", "arrived,NOR,,masks,point", "arrived,NOR,,events,flow", "row 4, column `kind`"),
        ("series", "arrived,NOR,,masks,point", "arrived,NOR,,rank,point", "row 4, column `unit`"),
        ("series", "Norland,Rates,,", "Norland,Rates,A.1,", "row 4, column `code`"),
        ("series", "Masks that arrived,NOR,", "Masks from Italy to Norway,NOR,SWE", "row 4, column `partner`"),
        ("observations", "masks-nor,2020-03", "masks-nor,0220-03", "row 2, column `period`"),
        ("observations", "1900000,100000", "1900001,0.5", "row 2, column `precision`"),
        ("observations", "3900000000,100000000", "39000000000,100000000", "row 5, column `value`"),
        ("figures/north-2020", "EUR,2015,", "EUR,2015/2015,", "row 3, column `period`"),
        ("observations", "https://customs.example.org/masks", "asdf", "row 2, column `where_read`"),
        ("observations", "https://customs.example.org/masks", "htps://example.org/masks", "row 2, column `where_read`"),
        ("observations", "https://customs.example.org/masks", "https://[customs", "row 2, column `where_read`"),
        ("observations", "https://customs.example.org/masks", "https://example/masks", "row 2, column `where_read`"),
        ("observations", "https://customs.example.org/masks", "derived from mask-nor", "row 2, column `where_read`"),
    ],
)
def test_a_statistic_that_cannot_be_is_named(checked, file, old, new, said):
    if file == "series" and "running" in new:
        new = new.replace("Masks, running total", '"Masks, running total"')
    if "A.1" in new:
        checked.change("data/series.csv", "Imports,,", "Imports,A.1,")
    checked.change(f"data/{file}.csv", old, new)
    assert any(fault.startswith(f"data/{file}.csv, {said}") for fault in check.faults()), check.faults()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("2015-12,3500000000,100000000,https://example.org/reserves,medium,", "row 6, column `confidence`"),
        ("2015-12,3500000000,100000000,https://example.org/reserves,medium,Rounded", ""),
        ("2015-12,3500000,100000,https://example.org/reserves,high,", "row 6, column `value`"),
        ("2015-12,3500000,100000,https://example.org/reserves,high,Stands out: only half a year", ""),
        (
            "2015-12,39000000000,1000000000,https://e.org,high,\nreserves-nor,2016-12,4000000000,100000000,https://e.org,high,",
            "row 6",
        ),
    ],
)
def test_a_value_of_another_scale_or_a_copy_that_is_better_than_itself_needs_a_remark(checked, more, said):
    path = checked.root / "data/observations.csv"
    path.write_text(path.read_text(encoding="utf-8") + f"reserves-nor,{more}\n", encoding="utf-8")
    checked.change("data/series.csv", ",2016,", ",2017,")
    found = [fault for fault in check.faults() if fault.startswith("data/observations.csv")]
    assert [fault.startswith(f"data/observations.csv, {said}") for fault in found] == [True] * bool(said), found


def test_a_projection_may_be_of_a_time_to_come(checked):
    checked.change("data/observations.csv", "masks-nor,2020-03,", "masks-nor,2999-03,")
    checked.change("data/series.csv", "Masks that arrived", "Projection of masks")
    assert not [fault for fault in check.faults() if fault.startswith("data/observations.csv")]


def test_series_of_one_edition_are_all_revised_or_none(checked):
    last = "masks-nor,Masks that arrived,NOR,,masks,point,Bank of Norland,Reserves,,2016,unknown,,,yes,\n"
    path = checked.root / "data/series.csv"
    path.write_text("".join([*path.read_text(encoding="utf-8").splitlines(keepends=True)[:3], last]), encoding="utf-8")
    assert any("series.csv, row 4, column `revised`" in fault for fault in check.faults()), check.faults()


def test_the_same_of_two_areas_is_of_one_unit_and_kind(checked):
    add_tables(checked.root, names=NAMES)
    more = "masks-est,Masks that arrived,EST,,persons,flow,Customs of Norland,Imports,,unknown,unknown,,,,\n"
    path = checked.root / "data/series.csv"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    said = [fault for fault in check.faults() if fault.startswith("data/series.csv, row 5, column `")]
    assert [*dict.fromkeys(fault.split("`")[1] for fault in said)] == ["unit", "kind"], said


@each_case(
    ("unit", "title", "how"),
    [
        ("rank", "Rank of Norland", "rank"),
        ("percent", "Share of masks", "level"),
        ("USD", "Reserves", "level"),
        ("years", "Retirement age of men", "level"),
        ("years", "Years of storage", "count"),
        ("masks", "Masks", "count"),
    ],
)
def test_how_a_statistic_is_compared_follows_from_the_unit(unit, title, how):
    assert manners.plain(unit, title) == how


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2014-12,,,level,same", "2014-12,,,count,same", "row 2, column `how`"),
        ("2020-03,,,count,same", "2020-03,,,rate,same", "row 6, column `how`"),
        ("2014-12,,,level,same", "2014-12,masks-nor,2020-03,difference,same", "row 2, column `base_series`"),
        ("2014-12,,,level,same", "2014-12,rate-nor,2015-06-01,ratio,same", "row 2, column `base_period`"),
        (",,no statistic held,", ",,announcement,", "row 4, column `reason`"),
        (",,no statistic held,", ",,definition unclear,", "row 4, column `remark`"),
    ],
)
def test_a_tie_or_an_excuse_that_does_not_fit_its_figure_is_named(checked, old, new, said):
    checked.change("data/checks.csv", old, new)
    assert any(fault.startswith(f"data/checks.csv, {said}") for fault in check.faults()), check.faults()


NAMES = """\
kind,name,code,label,remark
party,Norland,NOR,,
party,Sudland,ZZS,,
party,Estland,EST,,
party,Nordic League,XNL,,
unit,USD,USD,US dollars,
unit,EUR,EUR,euros,
unit,masks,,,
unit,persons,,,
"""


@pytest.mark.parametrize(
    ("names", "forms", "said"),
    [
        ("", "NOR,Northerner,\nEST,Northerner,\n", "data/areas.csv, row 3, column `forms`: “Northerner”"),
        ("", "NOR,estland,\n", "data/areas.csv, row 2, column `forms`: “estland”"),
        ("", "XNL,,NOR; XNL\n", "data/areas.csv, row 2, column `members`: “XNL”"),
        ("", "XNL,,NOR; NOR\n", "data/areas.csv, row 2, column `members`: “NOR”"),
        ("", "XNL,,NOR; NRO\n", "data/areas.csv, row 2, column `members`: “NRO”"),
        ("unit,kits,,euros,\n", "", "data/names.csv, row 10, column `label`: “euros”"),
        ("unit,masks,,Masks,\n", "", "data/names.csv, row 10, column `name`: “masks”"),
    ],
)
def test_a_name_belongs_to_one(project, names, forms, said):
    areas = "code,forms,members\n" + forms
    add_tables(
        project.root, names=NAMES + names, areas=areas.replace("\n", ",\n").replace("members,", "members,remark")
    )
    assert any(str(fault).startswith(said) for fault in naming.faults()), naming.faults()


def test_documents_have_short_names_of_their_own(project):
    add_tables(project.root, names=NAMES)
    project.change("data/sources.csv", "south-2021,South 2021", "south-2021,North 2020")
    assert any("sources.csv, row 3, column `label`" in str(fault) for fault in naming.faults())


@pytest.mark.parametrize(
    "where",
    [
        "annual report, page 7",
        "masks.xml",
        "unknown",
        "north/masks@1a2b:masks.csv:7",
        "https://example.org/a ; http://b.example.org:80/c (table 8)",
        "derived from rate-nor and the mid-year mean of https://example.org/of-nor",
    ],
)
def test_a_value_may_be_read_at_any_place_that_a_stranger_finds(checked, where):
    if where.startswith("derived"):
        checked.change("data/series.csv", "Norland,Imports", "Norland,Imports (derived)")
    checked.change(
        "data/observations.csv", "https://customs.example.org/masks", where if "," not in where else f'"{where}"'
    )
    assert not [fault for fault in check.faults() if "where_read" in fault]


def test_a_loss_is_what_was_there_less_what_is_left():
    row = {"how": "difference", "series": "s", "period": "2010", "base_series": "s", "base_period": "2015"}
    series = {"s": {"unit": "USD", "title": "Reserves", "kind": "average"}}
    assert [*manners.faults(row, figure(unit="USD", period="2010"), series)] == []


@each_case(
    ("period", "kind", "said"),
    [
        ("2010-01/2010-06", "flow", ""),
        ("2010-01/2010-06", "average", "expected a series of a flow"),
        ("2010", "flow", "expected a period within the figure’s"),
        ("2009-12/2010-06", "flow", "expected a period within the figure’s"),
    ],
)
def test_a_part_is_a_flow_within_the_time_of_the_figure(period, kind, said):
    row = {"how": "part", "series": "s", "period": period, "base_series": ""}
    series = {"s": {"unit": "USD", "title": "Aid", "kind": kind}}
    faults = [*manners.faults(row, figure(unit="USD", period="2010"), series)]
    assert [column for column, _ in faults] == (["how"] if said else [])
    assert all(expected.startswith(said) for _, expected in faults)


@each_case(
    ("how", "base", "faults"),
    [
        ("ratio", "s", []),
        ("ratio", "t", [("base_series", "expected a series in USD, as the first")]),
        ("difference", "t", [("base_series", "expected a series in USD, as the first; its unit is EUR")]),
    ],
)
def test_two_values_are_compared_in_one_unit(how, base, faults):
    row = {"how": how, "series": "s", "period": "2015", "base_series": base, "base_period": "2014"}
    series = {
        "s": {"unit": "USD", "title": "Aid", "kind": "flow"},
        "t": {"unit": "EUR", "title": "Aid", "kind": "flow"},
    }
    assert [*manners.faults(row, figure(unit="percent" if how == "ratio" else "USD"), series)] == faults


RUNNING = "cases-nor,Cases,NOR,,persons,point,Police of Norland,Tracker,,unknown,unknown,,,,{}\n"
COUNTS = "".join(
    f"cases-nor,2020-03-{day},{value},1,https://police.example.org/cases,high,{{}}\n".replace("{}", "{" + str(at) + "}")
    for at, (day, value) in enumerate(((20, 1000), (21, 1100), (22, 1210), (23, 1331), (24, 1464)))
)


def course(checked, limits: str, old: str, new: str, remark: str = "") -> list[str]:
    """The faults of five smooth values in a series with these limits, one of them changed."""
    add_row(checked, "series", RUNNING.format(limits))
    add_row(checked, "observations", COUNTS.replace(old, new).format(*[remark] * 5))
    return [fault.split("data/observations.csv, ")[1] for fault in check.faults() if "data/observations.csv" in fault]


def test_a_flow_s_months_are_compared_with_months_and_its_years_with_years():
    def values(*pairs):
        return [observation_rules.Value(0, {}, Period.parse(period), value) for period, value in pairs]

    held = values(*((str(year), 1200.0 + year) for year in range(2014, 2020)), ("2017-06", 100.0))
    assert not list(observation_rules.standing_out({"unit": "masks", "kind": "flow"}, held))
    standing_out = observation_rules.standing_out({"unit": "masks", "kind": "point"}, held)
    assert [one.value for one, _ in standing_out] == [100]


@each_case(
    ("unit", "title", "value", "said"),
    [
        ("percent", "Share of masks", "0", ""),
        ("percent", "Share of masks", "100", ""),
        ("percent", "Share of masks", "101", "expected 0 to 100: it is a share"),
        ("percent", "Growth of exports", "101", ""),
        ("rank", "Rank of Norland", "1", ""),
        ("rank", "Rank of Norland", "0", "expected a rank of 1 or more"),
        ("events", "Visits", "0.5", "expected a whole number: events are counted one by one"),
    ],
)
def test_a_share_lies_between_nothing_and_all_and_the_first_rank_is_one(unit, title, value, said):
    row = {"value": value, "precision": "", "period": "2020", "where_read": "page 1", "remark": ""}
    series = {
        "unit": unit,
        "title": title,
        "kind": "flow",
        "dataset": "Trade",
        "vintage": "",
        "limits": "",
        "remark": "",
    }
    assert "".join(why for column, why in observation_rules._observation(row, series) if column == "value") == said


def test_a_series_whose_id_ends_with_the_code_of_another_area_is_named(checked):
    add_tables(checked.root, names=NAMES)
    checked.change("data/series.csv", "masks-nor,Masks that arrived,NOR", "masks-nor,Masks that arrived,EST")
    assert any("row 4, column `area`: “EST”; expected NOR, with which the id" in fault for fault in check.faults())


def add_row(checked, table: str, rows: str) -> None:
    path = checked.root / f"data/{table}.csv"
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")


@pytest.mark.parametrize(
    ("limits", "old", "new", "said"),
    [
        ("", ",1210,1,", ",-1210,1,", "row 8, column `value`: “-1210”; expected zero or more: persons of this series"),
        ("none", ",1210,1,", ",-1210,1,", "row 8, column `value`: “-1210”; expected a value like its neighbours’"),
        ("", ",1000,1,", ",0,1,", ""),
        ("none", ",1464,1,", ",-146,1,", ""),
        ("none", ",1210,1,", ",-600,1,", ""),
        ("", ",1210,1,", ",2420,1,", "row 8, column `value`: “2420”; expected a value like its neighbours’, 1331"),
        ("", ",1210,1,", ",600,1,", "row 8, column `value`: “600”; expected a value like its neighbours’, 1100"),
        ("", ",1464,1,", ",4400,1,", "row 10, column `value`: “4400”; expected a value like its neighbours’, 1331"),
        ("", ",1210,1,", ",1095,1,", ""),
        ("never falls", ",1210,1,", ",1095,1,", "row 8, column `value`: “1095”; expected 1100, the value of 2020-03-21, or"),
        ("", ",1210,1,", ",1210,0,", "row 8, column `precision`: “0”; expected more than 0"),
        ("", ",1210,1,", ",1210,0.001,", "row 8, column `precision`: “0.001”; expected 1 or more: no value of cases-nor"),
    ],
)  # fmt: skip
def test_a_value_keeps_to_the_limits_of_its_series_and_to_its_neighbours(checked, limits, old, new, said):
    found = course(checked, limits, old, new)
    assert [fault.startswith(said) for fault in found] == [True] * bool(said), found


def test_a_value_is_held_against_the_next_three_on_either_side_however_those_further_off_move(checked):
    values = enumerate((100, 800, 2400, 950, 1000, 1050, 2420, 1155, 1200), start=11)
    rows = (f"cases-nor,2020-03-{day},{value},1,https://police.example.org/cases,high,\n" for day, value in values)
    add_row(checked, "series", RUNNING.format(""))
    add_row(checked, "observations", "".join(rows))
    assert any("2420" in fault and "a value like its neighbours’, 1155" in fault for fault in check.faults())


def test_what_is_computed_may_be_more_precise_than_the_digits_that_it_happens_to_have():
    rows = [{"value": value, "precision": "0.001"} for value in ("40", "41")]
    series = {"series": "mean-nor", "unit": "percent", "dataset": "Census (derived)"}
    assert [*digits.faults(series, rows, "(derived)")] == []
    assert len([*digits.faults({**series, "dataset": "Census"}, rows, "(derived)")]) == 2


@pytest.mark.parametrize(("remark", "faults"), [("Stands out: a backlog was counted", 0), ("Rounded by the office", 1)])
def test_a_value_stands_out_for_a_reason_only(checked, remark, faults):
    assert len(course(checked, "", ",1210,1,", ",2420,1,", remark)) == faults


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Reserves,,2016,", "Reserves,,2999,", "row 2, column `vintage`: “2999”; expected no later than"),
        ("Reserves,,2016,", "Reserves of 2018,,2016,", "row 2, column `vintage`: “2016”; expected 2018 or later"),
        ("Reserves,,2016,unknown,,,,", "Reserves,,2016-13,unknown,,,yes,", "row 2, column `vintage`: “2016-13”; expected a date that exists"),
        ("Reserves,,2016,unknown,,,,", "Reserves,,x,unknown,,,yes,", "row 2, column `vintage`: “x”; expected "),
        ("Masks that arrived,", '"Masks, running total",', "row 4, column `limits`: nothing; expected never falls"),
        ("end of period,Bank of Norland,Reserves,,2016,unknown,,,,", "flow,Bank of Norland,Reserves,,2016,unknown,,,,never falls", "row 2, column `limits`: “never falls”; expected nothing"),
    ],
)  # fmt: skip
def test_a_series_says_of_itself_what_can_be(checked, old, new, said):
    checked.change("data/series.csv", old, new)
    assert any(fault.startswith(f"data/series.csv, {said}") for fault in check.faults()), check.faults()


TWO = """\
exports-nor,Exports of Norland,NOR,,USD,flow,Customs,Trade,,unknown,CC-BY-4.0,,https://e.org/trade,,
imports-nor,Imports of Norland,NOR,,USD,flow,Customs,Trade,,unknown,CC-BY-4.0,,https://e.org/trade,,
"""


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("USD,flow,Customs,Trade,,unknown,CC-BY-4.0,,https://e.org/trade,,\nimports", "USD,flow,Customs,Trade,,unknown,public domain,,https://e.org/trade,,\nimports", "licence"),
        ("https://e.org/trade,,\nimports", "https://e.org/other,,\nimports", "address"),
        ("flow,Customs,Trade,,unknown,CC-BY-4.0,,https://e.org/trade,,\nimports", "flow,Mint,Trade,,unknown,CC-BY-4.0,,https://e.org/trade,,\nimports", "publisher"),
        ("CC-BY-4.0,,https://e.org/trade,,\nimports", "unknown,,,,\nimports", ""),
        ("Imports of Norland,NOR", "Imports of Sweden,NOR", "area"),
        ("Imports of Norland", "?", "title"),
        ("Customs,Trade,,unknown,CC-BY-4.0,,https://e.org/trade,,\nimports", "Customs,7,,unknown,CC-BY-4.0,,https://e.org/trade,,\nimports", "dataset"),
    ],
)  # fmt: skip
def test_series_that_have_much_in_common_agree(checked, old, new, column):
    assert old in TWO
    add_row(checked, "series", TWO.replace(old, new))
    said = [fault.split("`")[1] for fault in check.faults() if "data/series.csv, row" in fault]
    assert said == [column] * bool(column), check.faults()


def test_the_values_of_a_series_stand_in_the_order_of_time(checked):
    checked.change("data/observations.csv", "reserves-nor,2014-12", "reserves-nor,2012-12")
    assert any("row 5, column `period`: “2012-12”; expected the values of a series in the" in f for f in check.faults())


@pytest.mark.parametrize(
    ("how", "value", "precision", "said"),
    [
        ("mean of cases-nor", "1221", "1", ""),
        ("mean of cases-nor", "1212", "1", "expected 1221, the mean of cases-nor, within the precision"),
        ("number of cases-nor and deaths-nor", "2", "1", ""),
        ("number of cases-nor and deaths-nor", "7", "1", "expected 2, the number of cases-nor and deaths-nor"),
        ("product of cases-nor@2020-03-20 and cases-nor@2020-03-21", "1100000", "2100", ""),
        ("product of cases-nor@2020-03-20 and cases-nor@2020-03-21", "1200000", "2100", "expected 1100000"),
    ],
)
def test_what_is_computed_is_computed_again(checked, how, value, precision, said):
    found = derived(checked, f"derived from the {how}", value, precision, "low")
    assert [said in fault for fault in found] == [True] * bool(said), found


def test_what_is_computed_is_of_the_time_of_its_latest_part(checked):
    how = "derived from the product of cases-nor@2020-03-20 and cases-nor@2020-03-21"
    [fault] = derived(checked, how, "1100000", "1000000", "low", period="2020-03-20")
    assert "column `period`: “2020-03-20”; expected 2020-03-21, that of the latest part of the product" in fault


def test_what_is_computed_of_sure_parts_is_no_print_itself(checked):
    derived(checked, "derived from the mean of cases-nor", "1221", "1", "high")
    checked.change("data/observations.csv", ",low,", ",high,")
    found = [fault for fault in check.faults() if fault.startswith("data/observations.csv, row 12")]
    assert len(found) == 1 and "column `confidence`: “high”; expected medium" in found[0], found


def derived(checked, how, value, precision, confidence, remark="", period="2020-03"):
    """The faults of a value that is computed of those of two series."""
    more = "deaths-nor,2020-03-24,50,1,https://example.org/deaths,low,\n"
    more += f'all-nor,{period},{value},{precision},"{how}",{confidence},"{remark}"\n'
    series = [RUNNING.format("").replace("cases", name) for name in ("cases", "deaths")]
    series.append(RUNNING.format("").replace("cases", "all").replace("Tracker", "Tracker (derived)"))
    add_row(checked, "series", "".join(series))
    add_row(checked, "observations", COUNTS.format(*[""] * 5) + more)
    return [fault for fault in check.faults() if fault.startswith("data/observations.csv, row 12")]


@pytest.mark.parametrize(
    ("how", "cells", "column"),
    [
        ("derived from the sum of cases-nor and deaths-nor", ("1514", "2", "low"), ""),
        ("derived from the sum of cases-nor and deaths-nor", ("1541", "2", "low"), "value"),
        ("derived from the sum of cases-nor and deaths-nor", ("1514", "1", "low"), "precision"),
        ("derived from the sum of cases-nor and deaths-nor", ("1514", "1.9", "low"), "precision"),
        ("derived from the product of cases-nor and deaths-nor", ("73200", "1514", "low"), ""),
        ("derived from the product of cases-nor and deaths-nor", ("73200", "1500", "low"), "precision"),
        ("derived from the sum of cases-nor and deaths-nor", ("1514", "2", "medium"), "confidence"),
        ("derived from the mean of cases-nor", ("1221", "1", "high"), "confidence"),
        ("https://example.org/a", ("698400", "100", "high", "Derived: 772.4 divided by 1.106"), ""),
        ("https://example.org/a", ("708400", "100", "high", "Derived: 772.4 divided by 1.106"), "value"),
        ("https://example.org/a", ("783800000", "100000", "high", "66.6 per cent of 1,176.9 million"), ""),
        ("https://example.org/a", ("793800000", "100000", "high", "66.6 per cent of 1,176.9 million"), "value"),
        ("https://example.org/a", ("25289", "1", "high", "145,155 in the Union less 119,866 in one state"), ""),
        ("https://example.org/a", ("26289", "1", "high", "145,155 in the Union less 119,866 in one state"), "value"),
        ("https://example.org/a", ("178200000", "100000", "high", "Exports 81.6 and imports 96.6"), ""),
        ("https://example.org/a", ("188200000", "100000", "high", "Exports 81.6 and imports 96.6"), "value"),
        (
            "https://example.org/a",
            ("17228", "1", "high", "The sum of 9,298 in one, 3,004 in two and 4,926 in three"),
            "",
        ),
        ("https://example.org/a", ("17228", "1", "high", "The sum of 9,298 in one and 3,004 in two"), "value"),
    ],
)
def test_what_is_computed_is_no_surer_than_its_parts(checked, how, cells, column):
    found = derived(checked, how, *cells)
    assert [fault.split("`")[1] for fault in found] == [column] * bool(column), found


def test_a_computed_value_is_of_a_series_that_says_so(checked):
    checked.change("data/observations.csv", "https://customs.example.org/masks", "derived from rate-nor")
    assert any("row 2, column `where_read`" in fault and "(derived)" in fault for fault in check.faults())


@pytest.mark.parametrize(
    ("title", "unit", "revised", "column"),
    [
        ("Masks that arrived, as later revised", "masks", "yes", ""),
        ("Masks that arrived, as later revised", "masks", "no", "revised"),
        ("Masks that arrived, as first printed", "masks", "yes", "revised"),
        ("Masks that arrived, as later revised", "EUR", "yes", "unit"),
    ],
)
def test_editions_count_one_thing_and_say_which_they_are(checked, title, unit, revised, column):
    row = f'masks-later-nor,"{title}",NOR,,{unit},point,Customs of Norland,Imports,,2020,unknown,,,{revised},\n'
    add_row(checked, "series", row)
    found = [fault for fault in check.faults() if fault.startswith("data/series.csv, row 5")]
    assert [fault.split("`")[1] for fault in found] == [column] * bool(column), found


@pytest.mark.parametrize(("title", "code", "column"), [("Growth of exports", "", "limits"), ("Exports", "x", "code")])
def test_a_series_that_may_fall_below_zero_and_a_code_say_so(checked, title, code, column):
    add_row(checked, "series", f"exports-nor,{title},NOR,,USD,flow,Customs,Trade,{code},unknown,unknown,,,,\n")
    assert [f.split("`")[1] for f in check.faults() if f.startswith("data/series.csv, row 5")] == [column]


@pytest.mark.parametrize(
    ("publisher", "remark", "faults"), [("Customs of Norland", "", 0), ("Mint", "", 1), ("Mint", "Quoted there.", 0)]
)
def test_values_read_in_one_file_are_of_one_publisher(checked, publisher, remark, faults):
    add_row(checked, "series", f"gold-nor,Gold,NOR,,USD,point,{publisher},Trade,,unknown,unknown,,,,\n")
    add_row(checked, "observations", f"gold-nor,2020-03,1900000,100000,owner/data@0a1b2c:masks.csv:4,high,{remark}\n")
    checked.change("data/observations.csv", "https://customs.example.org/masks", "owner/data@0a1b2c:masks.csv:3")
    assert sum("`where_read`" in fault for fault in check.faults()) == faults, check.faults()
