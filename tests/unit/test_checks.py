"""Broken checks: figures neither tied nor excused, ties to what is not there, statistics without an origin."""

import csv

import pytest
from conftest import REPOSITORY, add_tables

from cited.intake.statistics.tie import offer_lines
from cited.ledger.rules import approval, approved_rows, check, columns, tie_meaning


def test_a_series_that_breaks_a_rule_is_named_itself_and_not_what_is_tied_to_it(checked):
    checked.change(
        "data/series.csv", "reserves-nor,Reserves of Norland,NOR,,USD,end of period", "reserves-nor,,NOR,,,ends"
    )
    faults = check.faults()
    assert faults and all(fault.startswith("data/series.csv, row 2") for fault in faults), faults


def test_figures_that_are_all_tied_or_excused_have_no_fault(checked):
    assert check.faults() == []


def test_a_figure_neither_tied_nor_excused_is_named(checked):
    checked.change("data/checks.csv", "south-2021-2-a,south-2021-2,,,,,,,,rhetorical,A manner of speaking.,\n", "")
    assert check.faults() == [
        "data/figures/south-2021.csv, row 3, column `figure`: “south-2021-2”; "
        "expected a row of data/checks.csv that ties it to a statistic or says why none checks it"
    ]


@pytest.mark.parametrize("table", ["checks", "figures/north-2020"])
def test_of_a_table_whose_header_is_broken_nothing_but_the_header_is_named(checked, table):
    header = (checked.root / f"data/{table}.csv").read_text(encoding="utf-8").partition("\n")[0]
    checked.change(f"data/{table}.csv", header, header.replace("figure,", "figur,", 1))
    faults = check.faults()
    assert faults and all(fault.startswith(f"data/{table}.csv, row 1,") for fault in faults), faults


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("south-2021-2-a,south-2021-2,", "south-2021-9-a,south-2021-9,", ["row 7", "`figure`", "“south-2021-9”"]),
        (",reserves-nor,2014-12,", ",reserves-sud,2014-12,", ["row 2", "`series`", "“reserves-sud”"]),
        (
            ",reserves-nor,2014-12,",
            ",reserves-nor,2014-06,",
            ["row 2", "`period`", "“2014-06”", "of reserves-nor", "2013-12, 2014-12"],
        ),
        (",level,same,,", ",height,same,,", ["row 2", "`how`", "“height”", "level, difference, ratio"]),
        (",,rhetorical,", ",,too hard,", ["row 7", "`reason`", "“too hard”", "no statistic held"]),
        (
            ",same,,,,\nnorth-2020-1-b",
            ",same,,rhetorical,,\nnorth-2020-1-b",
            ["row 2", "`reason`", "“rhetorical”"],
        ),
        (
            "north-2020-1-b,north-2020-1,reserves-nor,2013-12,,,level,other,,,Gold",
            "north-2020-1-b,north-2020-1,,,,,,,,rhetorical,Gold",
            ["row 3", "`reason`", "not both"],
        ),
        (",,no statistic held,", ",,,", ["row 4", "`reason`", "nothing", "the reason why none"]),
        ("north-2020-1-b", "north-2020-3-b", ["row 3", "`check`", "north-2020-1-a"]),
        ("2013-12,,,level,other,,,Gold", "2014-12,,,level,other,,,Gold", ["row 3", "`figure`", "row 2"]),
        (",Gold is left out.", ",", ["row 3", "`remark`", "what differs"]),
        (",level,same,,,,\nnorth-2020-1-b", ",level,same,other,,,\nnorth-2020-1-b", ["row 2", "`date`", "`departure`"]),
        (",level,same,,,,\nnorth-2020-1-b", ",level,same,,,,Why\nnorth-2020-1-b", ["row 2", "`departure`", "no date"]),
        (
            ",level,same,,,,\nnorth-2020-1-b",
            ",level,same,own,,,The words say so.\nnorth-2020-1-b",
            ["row 2", "`date`", "the rule of dates says own as well"],
        ),
        (
            "2013-12,,,level,other,,,Gold is left out.,",
            "2013-12,,,level,same,own,,Gold is left out.,The words say so.",
            ["row 3", "`period`", "one tie to the figure’s own date", "row 2"],
        ),
        (
            "2014-12,,,level,same",
            "2014-12,,,duration,same",
            ["row 2", "`how`", "a figure in days, weeks, months, years"],
        ),
        ("2014-12,,,level,same,", "2014-12,,,difference,same,", ["row 2", "`base_series`"]),
        ("2014-12,,,level", "2014-12,reserves-nor,2013-12,level", ["row 2", "`how`", "difference or ratio"]),
        ("2014-12,,,level", "2014-12,reserves-nor,,difference", ["row 2", "`base_period`", "both or neither"]),
        (
            "reserves-nor,2014-12,,,level",
            "masks-nor,2020-03,,,level",
            ["row 2", "`series`", "expected a series in USD"],
        ),
        ("rate-nor,2015-06-01", "reserves-nor,2014-12", ["row 5", "`series`", "USD per EUR"]),
        ("2020-03,,,count", "2020-03,,,rank", ["row 6", "`how`", "expected count"]),
        ("2014-12,,,level,same,", "2014-12,,,,same,", ["row 2", "`how`", "nothing"]),
        (",,,,,,,,no statistic held,,", ",,,,,,,,definition unclear,,", ["row 4", "`remark`", "what is unclear"]),
        ("2014-12,,,level,same,", "2014-12,,,level,announced,", ["row 2", "`remark`", "the definition is announced"]),
        (",Gold is left out.", ",x", ["row 3", "`remark`", "what differs, in words"]),
        (",rhetorical,A manner of speaking.", ",rhetorical,", ["row 7", "`remark`", "why nothing is counted"]),
        (",rhetorical,A manner of speaking.", ",rhetorical,n/a", ["row 7", "`remark`", "why nothing is counted"]),
        (",same,,,,\nnorth-2020-1-b", ",same,other,,,tbd\nnorth-2020-1-b", ["row 2", "`departure`", "“tbd”"]),
    ],
)
def test_a_broken_check_is_named(checked, old, new, parts):
    checked.change("data/checks.csv", old, new)
    faults = check.faults()
    assert any(all(part in fault for part in ["data/checks.csv", *parts]) for fault in faults), faults


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("series", "Bank of Norland,Reserves", ",Reserves", ["row 2", "`publisher`", "nothing"]),
        ("series", "Bank of Norland,Reserves", "Bank of Norland,", ["row 2", "`dataset`", "nothing"]),
        ("series", ",USD,end of", ",USD billion,end of", ["row 2", "`unit`", "“USD billion”"]),
        ("series", "Bank of Norland", "Bank of\u00a0Norland", ["row 2", "`publisher`", "U+00A0"]),
        ("series", "Norland,NOR,", "Norland,Norland,", ["row 2", "`area`", "“Norland”", "ISO 3166-1"]),
        ("observations", "https://customs.example.org/masks", "", ["row 2", "`where_read`", "nothing"]),
        ("observations", "1900000", "1.9 million", ["row 2", "`value`", "plain decimal number"]),
        ("observations", "reserves-nor,2014-12", "reserves-nor,2013-12", ["row 5", "row 4 has it"]),
        (
            "observations",
            "masks-nor,2020",
            "masks-sud,2020",
            ["row 2", "`series`", "“masks-sud”", "of data/series.csv; did you mean “masks-nor”?"],
        ),
    ],
)
def test_a_statistic_without_origin_or_sense_is_named(checked, file, old, new, parts):
    checked.change(f"data/{file}.csv", old, new)
    faults = check.faults()
    assert any(all(part in fault for part in [f"data/{file}.csv", *parts]) for fault in faults), faults


def tie(remark="", how="count", definition="same"):
    row = dict.fromkeys(("base_series", "base_period", "date", "reason", "departure"), "")
    return {
        **row,
        "figure": "f-1",
        "series": "s",
        "period": "2014",
        "how": how,
        "definition": definition,
        "remark": remark,
    }


@pytest.mark.parametrize(
    ("unit", "counted", "definition", "remark", "wrong"),
    [
        ("persons", "detections", "same", "Detections are what the text means.", ["definition"]),
        ("detections", "persons", "same", "Who is detected is a person.", ["definition"]),
        ("persons", "detections", "other", "Detections, not persons.", []),
        ("persons", "persons", "same", "", []),
        # Other things may have two nouns, for a reason.
        ("forums", "meetings", "same", "", ["remark"]),
        ("forums", "meetings", "same", "Each forum is a meeting.", []),
        ("cases", "cases", "same", "The two may differ in what is a case.", ["definition"]),
        ("cases", "cases", "other", "The two may differ in what is a case.", []),
        ("cases", "cases", "same", "The text says many.", []),
    ],
)
def test_people_are_counted_by_people_and_what_may_differ_is_not_the_same(
    checked, unit, counted, definition, remark, wrong
):
    figure = {"figure": "f-1", "unit": unit, "actor": "", "counterpart": "", "period": "2014", "repeats": ""}
    series = {
        "series": "s",
        "unit": counted,
        "area": "",
        "partner": "",
        "publisher": "Office",
        "kind": "flow",
        "title": "T",
    }
    row = tie(remark, definition=definition)
    assert [column for column, _ in tie_meaning._comparable(row, {"f-1": figure}, {"s": series})] == wrong


def test_a_change_is_of_the_definition_that_what_changes_has(related):
    path = related.root / "data/measures.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "change in foreign exchange reserves,gold-nor,same\n", encoding="utf-8"
    )
    assert any(
        "row 6, column `definition`: “same”; expected other, as gold-nor has it beside" in one for one in check.faults()
    )


MEASURES = """\
measure,series,definition
foreign exchange reserves,reserves-nor,same
foreign exchange reserves,gold-nor,other
trade volume,rate-nor,same
masks,masks-nor,same
"""
GOLD = "gold-nor,Gold of Norland,NOR,,USD,end of period,Mint of Norland,Gold,,2016,unknown,,,,\n"


@pytest.fixture
def related(checked):
    """The same project, in which a table says which series measure what figures measure."""
    checked.change("data/series.csv", "rate-nor,", f"{GOLD}rate-nor,")
    values = "gold-nor,2014-12,3900000000,100000000,https://mint.example.org/gold,high,\n"
    checked.change("data/observations.csv", "masks-nor,", f"{values}masks-nor,")
    tie = "north-2020-1-b,north-2020-1,gold-nor,2014-12,,,level,other,,,Gold alone.,\n"
    path = checked.root / "data/checks.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], tie, *lines[3:]]), encoding="utf-8")
    add_tables(checked.root, measures=MEASURES)
    assert check.faults() == []
    return checked


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        # Moved to what has the unit and the area, and means another thing.
        ("checks", "1,reserves-nor,2014-12,,,level,same", "1,masks-nor,2020-03,,,level,same", "row 2, column `series`: “masks-nor”; expected a series that data/measures.csv has for the figure’s measure, foreign exchange reserves; it has the series for masks"),
        ("figures/north-2020", "1,foreign exchange reserves", "1,trade volume", "row 2, column `series`: “reserves-nor”; expected a series that"),
        ("checks", "level,other,,,Gold alone.", "level,same,,,", "row 3, column `definition`: “same”; expected other, as data/measures.csv has it"),
        ("measures", "reserves-nor,same", "reserves-nor,announced", "row 2, column `definition`: “same”; expected announced"),
        ("measures", "reserves,gold-nor,other", "reserve,gold-nor,other", "row 3, column `series`: “gold-nor”; expected a series"),
    ],
)  # fmt: skip
def test_a_tie_is_to_a_series_of_the_figures_measure_and_definition(related, file, old, new, said):
    related.change(f"data/{file}.csv", old, new)
    assert any(fault.startswith(f"data/checks.csv, {said}") for fault in check.faults()), check.faults()


def test_a_row_of_measures_that_no_tie_uses_is_named(related):
    path = related.root / "data/measures.csv"
    path.write_text(path.read_text(encoding="utf-8") + "cases,masks-nor,same\n", encoding="utf-8")
    assert [fault.split(": ")[0] for fault in check.faults()] == ["data/measures.csv, row 6, column `measure`"]


@pytest.mark.parametrize(
    ("publisher", "title", "faults"),
    [
        ("Bank of Norland", "Reserves of Norland, as later revised", 0),
        ("Mint of Norland", "Reserves of Norland, as later revised", 1),
        ("Bank of Norland", "Gold of Norland", 1),
    ],
)
def test_the_same_is_one_statistic_or_editions_of_it_and_never_another_bodys(related, publisher, title, faults):
    related.change("data/series.csv", "Gold of Norland,NOR", f'"{title}",NOR')
    related.change("data/series.csv", "Mint of Norland", publisher)
    related.change("data/checks.csv", "level,other,,,Gold alone.", "level,same,,,")
    related.change("data/measures.csv", "gold-nor,other", "gold-nor,same")
    said = [fault for fault in check.faults() if "row 3, column `definition`" in fault]
    assert len(said) == faults, check.faults()


NAMES = """\
kind,name,code,label,remark
party,Norland,NOR,,
party,Sudland,SUD,,
party,Estland,EST,,
party,euro area,XEA,,
unit,USD,USD,US dollars,
unit,EUR,EUR,euros,
unit,masks,,,
unit,persons,,,
series,reserves-nor,,Held,
"""
AREAS = """\
code,forms,members,remark
NOR,Norlanders,,
XNL,North,NOR; XEA,
XWO,,*,
"""

THEMES = "theme,words,between\naid,aid; mask*,to\nreserves,reserve*,\ntrade,import*,\nhealth,case*,\n"
SYNONYMS = "word,words\ntrade,export; import\ndeath,toll\n"


@pytest.fixture
def named(checked):
    """The same project, whose names are controlled."""
    add_tables(checked.root, names=NAMES, areas=AREAS, themes=THEMES, synonyms=SYNONYMS)
    return checked


def test_names_that_the_table_has_are_no_fault(named):
    assert check.faults() == []


def test_a_unit_of_two_words_with_per_is_one_name_where_the_table_has_it(named):
    named.change("data/figures/south-2021.csv", ",persons,2020", ",masks per head,2020")
    assert any("“head”" in fault for fault in check.faults())
    named.change("data/names.csv", "unit,masks,", "unit,masks per head,,,\nunit,masks,")
    assert not any("masks per head" in fault or "“head”" in fault for fault in check.faults())


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("figures/south-2021", ",Sudland,,63928", ",Sudlnd,,63928", ["row 3", "`actor`", "“Sudlnd”", "mean “Sudland”"]),
        ("figures/south-2021", "Norland; Estland", "Norland; Ostland", ["row 2", "`counterpart`", "“Ostland”"]),
        (
            "figures/south-2021",
            "Norland; Estland",
            "Norland; Sudland",
            ["row 2", "`counterpart`", "“Sudland”", "actor"],
        ),
        ("figures/south-2021", ",persons,2020", ",them,2020", ["row 3", "`unit`", "“them”", "data/names.csv"]),
        ("series", "USD per EUR", "USD per EUX", ["row 3", "`unit`", "mean “EUR”"]),
        ("series", "Norland,NOR,", "Norland,NOW,", ["row 2", "`area`", "mean “NOR”"]),
        ("names", "series,reserves-nor", "series,reserves-now", ["row 10", "`name`", "mean “reserves-nor”"]),
        ("areas", "NOR,Norlanders", "NOX,Norlanders", ["row 2", "`code`", "mean “NOR”"]),
        ("areas", "NOR; XEA", "NOR; XEB", ["row 3", "`members`", "“XEB”", "ISO 3166-1"]),
        ("areas", "NOR; XEA", "NOR, XEA", ["row 3"]),
        ("areas", "XWO,,*,", "XEA,,XNL,", ["row 3", "`members`", "“XEA”", "expected no group that XNL belongs to"]),
        ("themes", "aid,aid", "aids,aid", ["row 2", "`theme`", "mean “aid”"]),
        ("themes", "aid; mask*", "", ["row 2", "`words`"]),
        ("themes", "aid; mask*", "aid; mask*; aid", ["row 2", "`words`", "“aid”", "row 2 has it already"]),
        ("synonyms", "death,toll", "death,import", ["row 3", "`words`", "import", "row 2 has it already"]),
        ("synonyms", "death,toll", "Death,toll", ["row 3", "`word`", "“Death”"]),
        ("names", "series,reserves-nor", "prices,reserves-now", ["row 10", "`name`", "mean “reserves-nor”"]),
        ("names", "series,reserves-nor", "unofficial,Bank of Norlan", ["row 10", "`name`", "mean “Bank of Norland”"]),
        ("names", "series,reserves-nor,", "series,reserves-nor,NOR", ["row 10", "`code`", "a series has no code"]),
        ("names", "unit,EUR,EUR", "unit,EUR,USD", ["row 7", "`code`", "expected EUR"]),
        ("names", "party,Sudland,SUD,", "party,Sudland,SUD,Held", ["row 3", "`label`", "series reserves-nor"]),
    ],
)
def test_an_unknown_name_is_named_with_the_nearest_known_one(named, file, old, new, parts):
    named.change(f"data/{file}.csv", old, new)
    faults = check.faults()
    assert any(all(part in fault for part in [f"data/{file}.csv", *parts]) for fault in faults), faults


def test_a_count_of_which_only_reports_are_known_confirms_no_figure(checked):
    checked.change("data/series.csv", "Customs of Norland", "press")
    [fault] = check.faults()
    assert all(part in fault for part in ["data/checks.csv, row 6, column `series`", "“masks-nor”", "only reports"])


def test_no_figure_of_the_ledger_is_checked_by_a_statistic_that_nobody_is_named_for():
    with (REPOSITORY / "data/series.csv").open(encoding="utf-8", newline="") as file:
        nameless = {row["series"] for row in csv.DictReader(file) if row["publisher"] == "unknown"}
    with (REPOSITORY / "data/checks.csv").open(encoding="utf-8", newline="") as file:
        assert nameless.isdisjoint(row["series"] for row in csv.DictReader(file))


@pytest.mark.parametrize(
    ("file", "old", "new", "strange"),
    [
        ("names.csv", "party,Norland,NOR", "party,Norland,NLD", "NOR"),
        ("series.csv", "Reserves of Norland,NOR,,", "Reserves of Norland,NOR,XEA,", "euro area"),
    ],
)
def test_a_statistic_of_others_than_the_figures_parties_checks_nothing(named, file, old, new, strange):
    assert check.faults() == []
    named.change(f"data/{file}", old, new)
    wanted = (
        f"column `series`: “reserves-nor”; expected a series of the figure’s parties (Norland); this is of {strange}"
    )
    # That of another definition may be of anybody.
    assert [fault.split(",")[1] for fault in check.faults() if wanted in fault] == [" row 2"]


def test_a_statistic_of_the_whole_world_is_of_every_party(named):
    named.change("data/names.csv", "party,Estland,EST,,", "party,Estland,EST,,\nparty,world,XWO,,")
    named.change("data/series.csv", "Reserves of Norland,NOR,,", "Reserves of the world,XWO,NOR,")
    assert check.faults() == []


def test_an_own_date_that_is_held_and_not_tied_is_named(checked):
    checked.change(
        "data/checks.csv", "north-2020-1-b,north-2020-1,reserves-nor,2013-12,,,level,other,,,Gold is left out.,\n", ""
    )
    checked.change("data/checks.csv", "reserves-nor,2014-12", "reserves-nor,2013-12")
    [fault] = check.faults()
    assert "data/checks.csv, row 2, column `period`" in fault
    assert "reserves-nor@2014-12, the own date of north-2020-1" in fault


def test_an_own_date_is_tied_whatever_the_definition(related):
    value = "gold-nor,2013-12,3700000000,100000000,https://mint.example.org/gold,high,\n"
    related.change("data/observations.csv", "gold-nor,2014-12", f"{value}gold-nor,2014-12")
    related.change("data/checks.csv", "gold-nor,2014-12", "gold-nor,2013-12")
    [fault] = check.faults()
    assert "gold-nor@2014-12, the own date of north-2020-1" in fault


def test_a_package_without_statistics_has_nothing_to_tie(project):
    assert check.faults() == []


def test_every_area_that_is_no_country_is_explained_in_the_readme():
    text = (REPOSITORY / "data/README.md").read_text(encoding="utf-8")
    with (REPOSITORY / "data/series.csv").open(encoding="utf-8", newline="") as file:
        codes = {code for row in csv.DictReader(file) for code in f"{row['area']}; {row['partner']}".split("; ")}
    groups = {code for code in codes if code.startswith("X")}
    assert groups
    assert {code for code in groups if f"| `{code}` |" not in text} == set()


def test_statistics_stand_in_a_stable_order():
    for table, keys in (("series", ["series"]), ("observations", ["series", "period"])):
        with (REPOSITORY / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = [[row[key] for key in keys] for row in csv.DictReader(file)]
        assert rows == sorted(rows)


def test_a_value_that_the_project_computed_is_never_said_to_be_the_publishers_own_number():
    with (REPOSITORY / "data/observations.csv").open(encoding="utf-8", newline="") as file:
        derived = [
            row
            for row in csv.DictReader(file)
            if row["where_read"].startswith("derived from") or row["remark"].startswith("Derived")
        ]
    assert derived
    assert [row["series"] for row in derived if row["confidence"] == "high"] == []


def test_a_verdict_that_is_another_than_the_approved_one_is_named(checked):
    assert approval.faults() == []
    approval.approve()
    assert approval.faults() == []
    checked.change("data/checks.csv", "rhetorical,A manner", "no statistic held,A manner")
    assert [str(fault).split("; correct")[0] for fault in approval.faults()] == [
        "approved-verdicts.csv, row 6, column `verdict`: “cannot be checked”; expected not checked, as the tables have "
        "it now of south-2021-2, “63, 928” (not checked)"
    ]
    approval.approve()
    assert approval.faults() == []


def test_a_value_of_a_tie_that_decides_nothing_is_approved_too_since_pages_show_it(checked):
    approval.approve()
    checked.change("data/observations.csv", "2013-12,3100000000", "2013-12,3600000000")
    assert [(fault.column, fault.value) for fault in approval.faults()] == [
        ("tied", "north-2020-1-a 3900000000; north-2020-1-b 3100000000")
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("figures/north-2020", "reserves,reserves,Norland,,", "reserves,reserves,Sudland,,", "actor"),
        ("figures/north-2020", "foreign exchange reserves,res", "gold reserves,res", "measure"),
        (
            "observations",
            "https://customs.example.org/masks,high",
            "https://customs.example.org/masks,low",
            "confidence",
        ),
        ("observations", "2013-12,3100000000", "2013-12,3600000000", "value"),
        ("series", "Customs of Norland,Imports", "Customs of Norlnad,Imports", "publisher"),
        ("checks", "masks-nor,2020-03,,,count,same,,,", "masks-nor,2020-03,,,count,same,,,All goods.", "remark"),
    ],
)
def test_a_cell_that_is_another_than_the_approved_one_is_named(checked, table, old, new, column):
    approved_rows.approve()
    checked.change(f"data/{table}.csv", old, new)
    assert [(fault.file, fault.column) for fault in approved_rows.changed()] == [(f"data/{table}.csv", column)]


def test_an_approved_row_that_is_gone_is_named_and_so_is_one_that_is_new(checked):
    assert (approved_rows.changed(), approved_rows.unapproved()) == ([], {})
    approved_rows.approve()
    checked.change("data/checks.csv", "south-2021-2-a,south-2021-2,", "south-2021-2-b,south-2021-2,")
    assert [str(fault).split("; put")[0] for fault in approved_rows.changed()] == [
        "data/checks.csv: “south-2021-2-a”; expected this row, which was approved"
    ]
    assert approved_rows.unapproved() == {"data/checks.csv": ["south-2021-2-b"]}
    approved_rows.approve()
    assert not approved_rows.unapproved()
    assert (approved_rows.changed(), approved_rows.unapproved()) == ([], {})


def test_rows_approved_with_other_columns_are_named_whole(checked):
    approved_rows.approve()
    path = checked.root / approved_rows.FILE
    path.write_text(
        path.read_text(encoding="utf-8").replace("data/sources.csv,south-2021,", "data/sources.csv,south-2021,0 "),
        encoding="utf-8",
    )
    assert [(fault.column, fault.value) for fault in approved_rows.changed()] == [("", "south-2021")]


def test_a_figure_is_not_excused_where_a_series_of_its_measure_has_its_own_date(related):
    lines = (related.root / "data/checks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    excuse = "north-2020-1-a,north-2020-1,,,,,,,,no statistic held,,\n"
    related.write("data/checks.csv", "".join([lines[0], excuse, *lines[3:]]))
    add_tables(related.root, names=NAMES)
    said = [fault for fault in check.faults() if "data/checks.csv, row 2, column `reason`" in fault]
    assert ["expected a tie to reserves-nor@2014-12, which measures the same" in fault for fault in said] == [True]


def test_a_city_is_excused_where_only_a_series_of_its_country_is_held(related):
    lines = (related.root / "data/checks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    excuse = "north-2020-1-a,north-2020-1,,,,,,,,no statistic held,,\n"
    related.write("data/checks.csv", "".join([lines[0], excuse, *lines[3:]]))
    related.change("data/figures/north-2020.csv", "reserves,reserves,Norland,,", "reserves,reserves,Northport,,")
    add_tables(related.root, names=NAMES + "party,Northport,NOR,,\n")
    assert [fault for fault in check.faults() if "column `reason`" in fault] == []


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        ("reserves-nor,2014-12,reserves-nor,2013-12,difference,other,,,Another thing.,", ""),
        ("reserves-nor,2014-12,reserves-nor,2013-12,difference,other,,,Another thing.,The words say so.", ""),
        ("reserves-nor,2014-12,reserves-nor,2013-12,difference,other,other,,Another thing.,The words say so.", "row 2, column `date`: “other”; expected another tie"),
        ("reserves-nor,2013-12,,,level,same,own,,,The words say so.", "row 2, column `date`: “own”; expected other: 2013-12 lies outside of 2014"),
    ],
)  # fmt: skip
def test_a_chosen_date_is_within_the_time_that_a_figure_speaks_of(checked, tie, said):
    lines = (checked.root / "data/checks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    checked.write("data/checks.csv", "".join([lines[0], f"north-2020-1-a,north-2020-1,{tie}\n", *lines[3:]]))
    found = [fault.removeprefix("data/checks.csv, ") for fault in check.faults()]
    assert [fault.startswith(said) for fault in found] == [True] * bool(said), found


def test_the_second_value_is_the_one_of_the_rule_or_a_reason_says_why_not(checked):
    values = "".join(
        f"reserves-nor,{month},3100000000,100000000,https://example.org/reserves,high,\n"
        for month in ("2014-10", "2014-11")
    )
    checked.change("data/observations.csv", "reserves-nor,2014-12", f"{values}reserves-nor,2014-12")
    tie = "reserves-nor,2014-12,reserves-nor,2014-10,difference,other,,,Another thing.,"
    lines = (checked.root / "data/checks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    checked.write("data/checks.csv", "".join([lines[0], f"north-2020-1-a,north-2020-1,{tie}\n", *lines[3:]]))
    assert [fault.split("; or")[0] for fault in check.faults()] == [
        "data/checks.csv, row 2, column `base_period`: “2014-10”; expected 2014-11, the second value by the rule of dates"
    ]
    checked.change("data/checks.csv", "Another thing.,", "Another thing.,The words count from October.")
    assert check.faults() == []


def test_a_word_of_two_themes_is_named_since_only_one_can_have_it(named):
    named.change("data/themes.csv", "trade,import*", "trade,import*; mask*")
    [fault] = [fault for fault in check.faults() if "`words`" in fault]
    assert fault.startswith("data/themes.csv, row 4, column `words`: “mask*”; row 2 has it already")


def test_a_theme_of_figures_without_a_row_of_words_is_named_once_by_rows_and_by_columns(named, monkeypatch):
    rows = THEMES.partition("\n")[2]
    named.change("data/themes.csv", rows, "")
    expected = [
        f"data/themes.csv, column `theme`: “{theme}”; expected a row for this theme of figures, with the words by which a "
        "draft guesses it"
        for theme in ("reserves", "trade", "aid", "health")
    ]
    assert check.faults() == expected
    monkeypatch.setattr(columns, "LARGE", 0)
    assert check.faults() == expected


def test_a_value_that_is_no_number_is_named_once_and_held_to_no_other_rule(checked):
    checked.change("data/observations.csv", "reserves-nor,2013-12,3100000000,", "reserves-nor,2013-12,many,")
    told = [fault for fault in check.faults() if fault.startswith("data/observations.csv")]
    assert len(told) == 1 and "column `value`: “many”; expected a plain decimal number" in told[0]


def test_to_what_a_figure_is_tied_stands_above_what_could_check_it(checked):
    nothing = "No series that is held fits; import one with `make series FILE=`."
    tied = "It is tied to reserves-nor@2014-12 and reserves-nor@2013-12 already."
    assert offer_lines([], "north-2020-1") == [tied, nothing]
    assert offer_lines([], "south-2021-2") == ["It is not checked so far: rhetorical.", nothing]


def test_a_page_of_nobody_known_or_with_numbers_of_several_publishers_is_of_no_high_confidence(checked):
    assert check.faults() == []
    checked.change("data/observations.csv", "https://customs.example.org", "https://example.org")
    retold = [fault for fault in check.faults() if "column `confidence`" in fault]
    assert len(retold) == 4, retold
    assert any("row 3" in one and "“high”" in one and "example.org has numbers of Customs" in one for one in retold)
    checked.change("data/observations.csv", "https://example.org/masks", "https://customs.example.org/masks")
    checked.change("data/series.csv", "Customs of Norland", "unknown")
    (fault,) = [fault for fault in check.faults() if "column `confidence`" in fault]
    assert "nobody knows whose page it is" in fault
    checked.change(
        "data/observations.csv", "https://customs.example.org/masks,high", "https://customs.example.org/masks,medium"
    )
    assert not [fault for fault in check.faults() if "column `confidence`" in fault]
