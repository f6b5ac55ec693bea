"""Whatever public function of the page a notebook gives rows to: what is not the ledger's own is refused by name."""

import inspect
import re
import sys
from types import SimpleNamespace

import pandas as pd
import pytest
from conftest import REPOSITORY

from cited import ledger, page
from cited.ledger import UnknownName
from cited.ledger.traced.origins import ProvenanceError
from cited.page import argument_checks

FUNCTIONS = {name: getattr(page, name) for name in page.__all__ if inspect.isfunction(getattr(page, name))}
TAKING = [
    (name, parameter)
    for name, function in FUNCTIONS.items()
    for parameter in inspect.signature(function).parameters
    if parameter in argument_checks.ROLES
]
# The columns by which a row is found again: changed, they name another row of the ledger or none.
KEYS = {
    "observations": {"series", "period"},
    "observation": {"series", "period"},
    "amounts": {"series", "period"},
    "events": {"kind", "source", "figure", "note"},
    "relations": {"kind", "figure", "other"},
    "implied": {"original"},
    "cited": {"source"},
    "source": {"source"},
}
# What a function is given beside rows.
OTHERS = {"title": "T", "text": "{x}", "by": "theme", "rows": "measure", "columns": "theme"}


@pytest.fixture(scope="module")
def rows():
    """What a notebook reads for each parameter: a frame, or a row of one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(REPOSITORY)
        figures, judged = ledger.figures(theme="reserves"), ledger.verdicts(theme="reserves")
        statistics = ledger.observations(series="treasury-holdings-chn")
        works = ledger.works()
        found = {
            **dict.fromkeys(("figures", "part", "whole", "damaged"), figures),
            **{"figure": figures.iloc[0], "values": figures.iloc[0], "judged": judged},
            **{"observations": statistics, "amounts": statistics, "observation": statistics.iloc[0]},
            **{"events": ledger.events(source="suwa-2018"), "relations": ledger.relations(source="iom-2016")},
            **{"implied": ledger.exchange_rates(ledger.figures(theme="tariffs"))},
            **{"cited": works[works["source"] == "suwa-2018"], "source": ledger.sources().iloc[0]},
        }
        assert {*found} == {*argument_checks.ROLES}
        yield found


def given(function, rows):
    names = inspect.signature(function).parameters
    others = {
        name: [given] if "list" in str(names[name].annotation) else given
        for name, given in OTHERS.items()
        if name in names
    }
    return {name: rows.get(name, others.get(name)) for name in names if name in rows or name in OTHERS}


def call(function, arguments):
    values = arguments.pop("values", None)
    return function(**arguments, **({} if values is None else {"x": values}))


def changed(cell):
    """Return another cell of the same type; a text that is no word of any row."""
    return float(cell) * 1.5 + 1 if isinstance(cell, int | float) and not isinstance(cell, bool) else "999 others"


def changes(held):
    """Give each column and the rows with one cell of it changed, which are otherwise the ledger's own."""
    for column in held.columns if isinstance(held, pd.DataFrame) else held.index:
        if isinstance(held, pd.Series):
            yield column, pd.Series({**held, column: changed(held[column])}, name=held.name, dtype=object)
            continue
        cells = [*held[column]]
        at = next((place for place, cell in enumerate(cells) if cell == cell and cell not in ("", None)), None)
        if at is not None:
            yield column, held.assign(**{column: [*cells[:at], changed(cells[at]), *cells[at + 1 :]]})


def assert_refused(name, parameter, column, other, rows):
    """A function refuses rows with one changed cell, and names itself, the row, the column and both cells."""
    with pytest.raises((ProvenanceError, UnknownName), match=rf"^{name}: ") as raised:
        call(FUNCTIONS[name], given(FUNCTIONS[name], rows | {parameter: other}))
    if column not in KEYS.get(parameter, ()):
        said = rf"\S+.*, column {column}: “.*”, where the ledger has “.*”; expected the ledger's columns as they are"
        assert re.search(said, str(raised.value)), (name, parameter, column, raised.value)


def test_a_changed_cell_is_refused_with_function_row_column_and_both_cells(rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    whole = set()
    for name, parameter in TAKING:
        held = rows[parameter]
        if (name, parameter) == ("claim_context", "judged"):
            # It is held to the verdict that it shows.
            held = held.loc[[rows["figure"].name]]
        changed_rows = [*changes(held)]
        assert len(changed_rows) > 2
        # One check looks at the columns of all that take rows under this name: the others are tried with a cell or two.
        for column, other in changed_rows if parameter not in whole else changed_rows[::6]:
            assert_refused(name, parameter, column, other, rows)
        whole.add(parameter)


@pytest.mark.parametrize("parameter", [*argument_checks.ROLES])
def test_what_the_ledger_has_passes_the_checks_of_arguments(parameter, rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    argument_checks.ROLES[parameter]({"x": rows[parameter]} if parameter == "values" else rows[parameter])


def test_a_function_with_rows_under_a_name_of_which_nothing_is_known_is_no_part_of_the_page():
    def shown(sums: pd.DataFrame) -> None:
        """Never called."""

    with pytest.raises(LookupError, match="shown, parameter sums: takes rows; expected one of figures, "):
        argument_checks.guarded(shown)


def test_every_public_function_that_takes_rows_checks_its_arguments():
    taking = {
        name
        for name, function in FUNCTIONS.items()
        for parameter in inspect.signature(function).parameters.values()
        if re.search("DataFrame|Series", str(parameter.annotation))
    }
    assert {name for name, _ in TAKING} >= taking and len(taking) > 25
    assert [name for name in FUNCTIONS if not hasattr(FUNCTIONS[name], "__wrapped__")] == []


@pytest.mark.parametrize(
    ("work", "said"),
    [
        # Merged, joined, concatenated, looked up: the ways in which a column comes to hold something else.
        (lambda f, j: page.wall(f, j.iloc[:0]), "has no row among the verdicts"),
        (lambda f, j: page.claims(f, j.assign(verdict="agrees"), "T"), "column verdict: “agrees”"),
        (lambda f, j: page.counts(f.join(j[["verdict"]].replace("agrees", "x")), "T", by="verdict"), "column verdict"),
        (
            lambda f, j: page.table(j.assign(deviation="none")[["verdict", "deviation"]], "T"),
            "column deviation: “none”",
        ),
        (lambda f, j: page.table(j["verdict"].map(str.upper), "T"), "column verdict: “"),
        (lambda f, j: page.table(f.assign(printed="many")[["actor", "printed"]], "T"), "column printed: “many”"),
        (
            lambda f, j: page.table(f.assign(period="1999")[["low", "period"]].reset_index(), "T"),
            "column period: “1999”",
        ),
        (
            lambda f, j: page.table(f[["low"]].set_axis([*f.index[1:], f.index[0]]).rename_axis("figure"), "T"),
            "one of its own",
        ),
        (lambda f, j: page.summary(pd.concat([j, j.tail(1).assign(statistic=7.0)])), "column statistic: “7.0”"),
        (lambda f, j: page.table(f.astype({"line": float}), "T"), r"column line: “\d+\.0”"),
        (
            lambda f, j: page.table(f.merge(f[["line"]].assign(line=1), on="figure", suffixes=("_x", "")), "T"),
            "column line",
        ),
        (
            lambda f, j: page.sentence("{x.n}", x=f.assign(n="999 masks").iloc[0]),
            "“999 masks” has digits that are no words",
        ),
        (lambda f, j: page.counts(f.assign(n="999 masks"), "T", by="n"), "“999 masks”, row of .*: it has a number"),
        (lambda f, j: page.table(f.assign(n="1999")[["low", "n"]], "T"), "“1999” has digits that are no words of it"),
    ],
)
def test_however_a_column_came_to_hold_something_else_it_is_refused(work, said, rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    with pytest.raises((ProvenanceError, UnknownName), match=said):
        work(rows["figures"], rows["judged"])


def test_a_value_is_drawn_and_listed_at_its_own_time(rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    values = rows["observations"].tail(6).set_index("period")["value"]
    assert page.line(values, "T").html and page.line(values.diff().dropna(), "T").html
    for shown in (page.line, page.table):
        with pytest.raises(ProvenanceError, match=r"is of another time; expected each number at a period of its own"):
            shown(values.shift(3).dropna(), "T")


def test_a_keyword_that_a_function_does_not_have_is_answered_with_the_nearest(rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    with pytest.raises(TypeError, match=r"table: no argument “heading”; it has .*; did you mean “headings”"):
        page.table(rows["figures"], "T", heading={"number": "N"})


def test_a_typed_statistic_or_parameter_is_the_one_that_it_names(rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    row, value = rows["observation"], float(rows["observation"]["value"])
    for text in (f"{value:,.0f}", f"{value / 1e9:.1f} billion", f"USD {value:.0f}"):
        assert page.Statistic(text, row["series"], row["period"]).text == text
    with pytest.raises(
        ProvenanceError, match=r"Statistic: treasury-holdings-chn@\S+ is \$.*, and “7 trillion” is given"
    ):
        page.Statistic("7 trillion", row["series"], row["period"])
    with pytest.raises(UnknownName, match="has no value of “1066”"):
        page.Statistic("7 trillion", row["series"], "1066")
    shell = SimpleNamespace(user_ns={"first": 2014})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    assert page.Parameter("first", 2014).value == 2014
    for shown in (lambda: page.Parameter("first", 1999), lambda: page.years(1999, 2016)):
        with pytest.raises(ValueError, match="parameter first: 1999 is given, where the notebook has 2014"):
            shown()


def test_a_document_given_by_its_cells_and_a_series_called_by_a_number_in_words_are_the_ledgers_own(rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    cells = rows["source"].to_dict()
    assert str(page.document(cells)) == str(page.document(rows["source"]))
    with pytest.raises((ProvenanceError, UnknownName), match=r"^document: "):
        page.document(cells | {"author": "Somebody"})
    held = ledger.series(series="abortions-per-births-rus")
    assert "a hundred births" in page.table(held[["title", "publisher"]], "T").html


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (lambda f, o: ledger.converted(o.assign(value=o["value"] * 2), base=2015), "its values were computed"),
        (lambda f, o: ledger.converted(f.assign(high=f["high"] * 2), base=2015), "column high: “"),
        (lambda f, o: ledger.per(f.assign(low=f["low"] * 2), o, "USD per person"), "column low: “"),
        (lambda f, o: ledger.per(f, o.assign(value=o["value"] * 2), "USD per person"), "its values were computed"),
        (lambda f, o: ledger.totals(f.assign(hedge="")), "column hedge: “”"),
        (lambda f, o: ledger.totals(f.assign(unit="EUR")), "column unit: “EUR”"),
        (lambda f, o: ledger.totals(f.assign(low=f["high"] * float("nan"))), "column low: “no number”"),
        (lambda f, o: ledger.totals(ledger.bounds(f).assign(upper=5e14)), "column upper: “5e.14 USD”"),
        (lambda f, o: ledger.largest(f.assign(high=f["low"] * 3), "USD"), "column high: “"),
        (lambda f, o: ledger.without_repeats(f.assign(repeats="")), "column repeats: “”"),
        (lambda f, o: ledger.totals(f.drop(columns="repeats")), "figures has no column “repeats”"),
        (lambda f, o: ledger.totals(5), "figures: 5 is no frame of pandas"),
    ],
)
def test_what_the_ledgers_own_functions_calculate_with_is_the_ledgers(work, said, rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    figures, statistics = rows["figures"], rows["observations"]
    if said.startswith("column repeats"):
        figures = ledger.figures(theme="tariffs")
    with pytest.raises((ProvenanceError, UnknownName, TypeError), match=said):
        work(figures, statistics)


def test_what_the_ledgers_own_functions_made_they_take_again(rows, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    debt = ledger.figures(theme="debt")
    money = ledger.converted(ledger.bounds(debt), currency="USD").frame
    assert len(ledger.totals(money)) and len(ledger.without_repeats(ledger.bounds(debt)))
    shares = ledger.per(rows["figures"], rows["observations"].iloc[:1], "USD per USD")
    assert len(ledger.without_repeats(shares)) == len(ledger.without_repeats(rows["figures"]))


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (lambda a, r, s: page.bars(s.shift(1), "T"), "is of another time"),
        (lambda a, r, s: page.bars(pd.Series(s.array[::-1], index=s.index), "T"), "is of another time"),
        (
            lambda a, r, s: page.table(s.iloc[:2].rename_axis("year").set_axis([1901, 1902]).rename_axis("year"), "T"),
            "another time",
        ),
        (lambda a, r, s: page.bars(pd.Series(s.array[:3], index=["Japan", "Italy", "Spain"]), "T"), "index “Japan”"),
        (lambda a, r, s: page.table(s.iloc[:3].to_frame("Japan"), "T"), "heading “Japan”"),
        (lambda a, r, s: page.table(a.assign(z=a["low"].array[::-1])[["measure", "z"]], "T"), "measure “"),
        (
            lambda a, r, s: page.table(
                a.replace({"actor": "China"}, "Japan").groupby(["actor", "unit"])["low"].sum(), "T"
            ),
            "actor “Japan”",
        ),
        (lambda a, r, s: page.bars(a.assign(unit="USD").groupby("unit")["low"].count(), "T"), "unit “USD”"),
        (lambda a, r, s: page.table(r.assign(verdict="agrees").groupby("verdict").size(), "T"), "verdict “agrees”"),
        (lambda a, r, s: page.bars(r.assign(told="agrees").groupby("told").size(), "T"), "told “agrees”"),
    ],
)
def test_a_word_or_a_time_beside_a_number_is_that_of_its_sources(work, said, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    values = ledger.observations(series="treasury-holdings-chn").set_index("period")["value"]
    with pytest.raises(ProvenanceError, match=said):
        work(ledger.figures(theme="aid"), ledger.verdicts(theme="reserves"), values)


def test_the_ledgers_words_and_ones_of_ones_own_stand_beside_a_number(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    aid, judged = ledger.figures(theme="aid"), ledger.verdicts(theme="reserves")
    values = ledger.observations(series="treasury-holdings-chn").set_index("period")["value"]
    parties = aid.assign(counterpart=aid["counterpart"].str.split("; ")).explode("counterpart")
    shown = [
        page.table(parties.groupby(["counterpart", "unit"])["low"].sum(), "T"),
        page.table(aid.groupby(["actor", "unit"])["low"].sum().unstack(), "T"),
        page.table(aid.assign(actor="everybody").groupby(["actor", "unit"])["low"].sum(), "T"),
        page.table((values / values.max()).to_frame("share").assign(area="China"), "T"),
        page.table(judged.groupby("verdict").size(), "T"),
        page.bars(pd.Series(values.array[:3], index=["China", "the same", "again"]), "T"),
        page.bars(values.rolling(3).mean().dropna(), "T"),
    ]
    assert all(len(fragment.html) for fragment in shown)


@pytest.mark.parametrize(
    "text",
    [
        *("{x.number}%", "{x.number}bn", "{x.number}m", "€{x.number} of", "{x.number} euros", "−{x}", "minus {x}"),
        *("{x.number}{y.number}", "{x.number},{x.number}", "{total}k", "{x} per cent", "{a} {b} of it"),
    ],
)
def test_a_sentence_makes_no_other_number_of_a_value(text, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    masks, dollars = ledger.figures(theme="aid", unit="masks"), ledger.figures(unit="USD")
    values = {"x": dollars.iloc[0], "y": masks.iloc[0], "total": masks["low"].sum(), "a": "five", "b": "thousand"}
    with pytest.raises(ValueError, match="makes another number of a value, by “"):
        page.sentence(text, **{name: value for name, value in values.items() if "{" + name in text})


@pytest.mark.parametrize(
    "text", ["{x.number} dollars", "{x}–{x}", "– {x}, {x}. {x}", "{p.number}%", "{p.number} per cent", "({x})"]
)
def test_a_figures_own_unit_may_stand_beside_its_number(text, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    values = {"x": ledger.figures(unit="USD").iloc[0], "p": ledger.figures(unit="percent").iloc[0]}
    assert page.sentence(text, **{name: value for name, value in values.items() if "{" + name in text}).html


def test_a_sentence_shows_every_number_that_it_is_given_and_no_place_or_open_end_as_one(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    masks = ledger.figures(theme="aid", unit="masks")
    with pytest.raises(ValueError, match=r"“\{a\}” does not show b, which is given"):
        page.sentence("{a}", a=masks["low"].sum(), b=masks["low"].max())
    with pytest.raises(AttributeError, match="line: it counts the document's own lines; expected `place`"):
        page.sentence("{x.line} tanks", x=masks.iloc[0])
    assert "no limit stated" in page.sentence("{x.high}", x=masks.iloc[0]).html


def test_a_frame_that_the_notebook_has_emptied_says_so_and_stays_on_the_page(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    aid = ledger.figures(theme="aid")
    for frame in (aid.iloc[:0], aid.iloc[:0][["actor", "low"]], aid.iloc[:0].groupby("actor")["low"].sum()):
        shown = page.table(frame, "T")
        assert re.sub("<[^>]+>", "", shown.html) == "None of the ledger’s figures with theme aid is selected here."
        assert not shown.manifest.empty


@pytest.mark.parametrize("asked", [5, float("nan")])
def test_what_is_no_name_is_refused_in_words(asked, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    calls = [
        lambda: ledger.figures(actor=asked),
        lambda: ledger.observations(series=asked),
        lambda: ledger.figures(between=asked),
    ]
    for call_ in calls:
        with pytest.raises(TypeError, match=f"{asked}; expected a "):
            call_()
    judged = ledger.verdicts(theme="reserves").drop(columns="against")
    with pytest.raises(UnknownName, match=r"claims: .* has no column “against”"):
        page.claims(ledger.figures(theme="reserves"), judged, "T")


def test_a_count_is_of_what_it_counts_and_a_portion_of_its_whole(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    aid = ledger.figures(theme="aid")
    masks = aid[aid["unit"] == "masks"]
    for noun in ("thousand tank", "per cent", "dozen", "million", "5"):
        with pytest.raises(ValueError, match=f"noun “{noun}” makes another number of a count"):
            page.count(masks, noun)
    with pytest.raises(ValueError, match="is none of the whole; expected a part of it"):
        page.portion(aid, masks)
    assert len(masks) == 2 and page.count(masks, "gift").text == "two gifts" and page.portion(masks, aid)


def test_a_line_says_whether_its_numbers_are_published_or_computed(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    values = ledger.observations(series="treasury-holdings-chn")
    of_both = [page.line(frame, "T").html for frame in (values, values.assign(value=values["value"] * 2))]
    published, computed = (re.sub("<svg.*?</svg>", "", html, flags=re.DOTALL) for html in of_both)
    assert "<li>published data</li>" in published and "(computed)" not in published
    assert "<li>computed of published data</li>" in computed and "(computed)</p>" in computed


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda figures: page.table(), "table: missing a required argument: 'figures'"),
        (lambda figures: page.table(figures, None), "table: title: None; expected a text"),
        (
            lambda figures: page.table(figures, "T", columns="unit"),
            "table: columns: “unit”; expected a list of texts, [“unit”]",
        ),
        (
            lambda figures: page.intervals(figures, "T", label="unit"),
            "intervals: label: “unit”; expected a list of texts, [“unit”]",
        ),
        (lambda figures: page.key_finding(3), "key_finding: text: 3; expected a text"),
        (lambda figures: page.period("x"), "period: “x”; expected a period of EDTF, as 2014-06 or 2014/2016"),
        (lambda figures: page.timeline(figures, "T"), "timeline: events has no column “figure”"),
        (lambda figures: ledger.totals(figures, by="unti"), "totals: by: no column “unti”; did you mean “unit”?"),
        (lambda figures: ledger.figures(first="x"), "figures: first: “x”; expected a whole number"),
        (
            lambda figures: ledger.events(kinds="figure"),
            "events: kinds: “figure”; expected a list of texts or None, [“figure”]",
        ),
        (
            lambda figures: ledger.converted(figures, currency="XYZ"),
            "currency: no unit “XYZ”; expected one of data/names.csv",
        ),
        (
            lambda figures: page.Derived("999 tonnes", "made up"),
            "“999 tonnes” is computed from nothing; expected the ids",
        ),
        (
            lambda figures: page.Computed("999", (), "made up"),
            "“999” is computed from nothing; expected the ids of its",
        ),
        (lambda figures: page.period(2012), "period: edtf: 2012; expected a text"),
        (lambda figures: page.table(None, "T"), "table: figures: None is no frame of pandas; expected what the ledger"),
        (lambda figures: page.timeline(None, "T"), "(`one` and `latest` give None where there is nothing)"),
        (lambda figures: page.show(figures), "show: observation: a frame; expected one row of it"),
        (lambda figures: ledger.latest(figures), "latest: observations has no column “at”; expected the columns that"),
        (lambda figures: ledger.latest(None), "latest: observations: None is no frame of pandas"),
        (lambda figures: ledger.per_case(figures, ["cvid-cases"]), "“cvid-cases”"),
        (
            lambda figures: ledger.in_period(ledger.observations(series="fx-reserves-chn"), "2014-13"),
            "in_period: period: “2014-13”; expected a period of EDTF",
        ),
        (lambda figures: ledger.one(figures, unit=3), "one: unit: 3; expected a text"),
        (lambda figures: ledger.series_like("fx", 3), "series_like: stems: 3; expected a text"),
        (lambda figures: ledger.figures(theme=figures["theme"]), "; expected a text or a list of texts or None"),
        (
            lambda figures: ledger.figures("aid"),
            "figures: too many arguments without a name; it takes figure=, source=",
        ),
        (lambda figures: page.sources(figures), "sources: too many arguments without a name; it takes none"),
        (lambda figures: ledger.verdicts(outcome="x"), "verdicts: no argument “outcome”; it has figure, "),
        (
            lambda figures: page.sentence("{a!r}", a=figures.iloc[0]),
            "“{a!r}”: {a} says how a value is written; expected `{name}` or `{name.column}`",
        ),
        (lambda figures: page.sentence("{a:>9}", a=figures.iloc[0]), "{a} says how a value is written"),
        (lambda figures: page.sentence("{a[low]}", a=figures.iloc[0]), "{a[low]} says how a value is written"),
        (lambda figures: page.sentence("All {.", a=figures.iloc[0]), "“All {.”: expected '}' before end of string"),
    ],
)
def test_an_argument_of_another_kind_is_refused_by_name_with_what_was_expected(asked, message, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    with pytest.raises((TypeError, ValueError), match=re.escape(message)):
        asked(ledger.figures(theme="aid"))


def test_no_kind_of_event_gives_none_and_none_given_every_one(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    assert ledger.events(kinds=[]).empty
    assert {*ledger.events()["kind"]} == {"figure", "work cited", "document"}
