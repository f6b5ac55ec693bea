"""What a row says against its text: the other way round, denied, to come; titles, relations, works that do not fit."""

import pytest
from conftest import REPOSITORY, each_case

from cited.intake.reading.grammar import read_text
from cited.intake.verifying import citing, direction, rereading
from cited.intake.verifying.spoken import faults as spoken
from cited.ledger.rules import check, relation_rules, statistic_rules
from cited.ledger.store import tables
from cited.ledger.store.mentions import gazetteer
from cited.nearest import nearest


@pytest.fixture
def repository(monkeypatch):
    """The project's own tables, whose parties the sentences name."""
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("China’s exports to Russia came to 5 billion.", "China", "Russia"),
        ("In May China exported 5 cranes to Russia.", "China", "Russia"),
        ("Russia’s imports of grain from China were 5 tons.", "Russia", "China"),
        ("Last year Russia imported 5 tons from China.", "Russia", "China"),
        ("Investment from China to Italy reached 5 billion.", "China", "Italy"),
        ("Aid of 5 aircraft went to Italy from Russia.", "Russia", "Italy"),
        ("Imports from China to Italy came to 5 billion.", "Italy", "China"),
        ("Russia sent 5 aircraft to Italy.", "Russia", "Italy"),
        ("China will donate more than 5 cranes to the Russian army.", "China", "Russia"),
        ("Italy received 5 aircraft from Russia.", "Russia", "Italy"),
        ("In May 5 masks have been sent to Italy.", "China", "Italy"),
        ("Kim visited China 5 times.", "North Korea", "China"),
        ("They announced tariffs on 5 goods imported from China.", "United States", "China"),
    ],
)
def test_a_direction_that_the_sentence_has_the_other_way_is_named(repository, sentence, first, second):
    def wrong(actor, counterpart):
        row = {"actor": actor, "counterpart": counterpart}
        return [column for column, _ in direction.faults(row, sentence, sentence.index("5"), gazetteer())]

    assert wrong(first, second) == []
    assert wrong(second, first) == ["actor"]


@pytest.mark.parametrize(
    "sentence",
    [
        "China and Russia traded 5 billion.",
        "From China, Italy and Russia 5 aircraft came.",
        "China’s exports to Russia and Russia’s exports to China came to 5 billion.",
        "China’s exports to Italy came to 5 billion.",
        "The road goes from China to Kazakhstan; Russia sold China 5 cranes.",
        "Tariffs on China and visits to Russia cost 5 billion.",
        "Visits to China, and duties on Russia, cost 5 billion; Russia sent 5 cranes to China, and China 5 to Russia.",
    ],
)
def test_a_sentence_that_says_both_ways_or_neither_contradicts_nobody(repository, sentence):
    for actor, counterpart in (("China", "Russia"), ("Russia", "China"), ("China; Italy", "Russia"), ("China", "")):
        row = {"actor": actor, "counterpart": counterpart}
        assert not [*direction.faults(row, sentence, sentence.index("5"), gazetteer())]


def test_a_direction_is_told_of_one_actor_and_one_counterpart_alone(repository):
    said = "Russia’s exports to China came to 5 billion."
    for actor, counterpart in (("China; Italy", "Russia"), ("China", "Russia; Italy")):
        row = {"actor": actor, "counterpart": counterpart}
        assert not [*direction.faults(row, said, said.index("5"), gazetteer())]


def test_a_swapped_direction_is_a_fault_of_the_rows_of_a_text(repository):
    row = {"figure": "a-1", "line": "1", "printed": "$5 billion", "occurrence": "1", "low": "5000000000"}
    row |= {"high": "5000000000", "hedge": "", "unit": "USD", "actor": "Russia", "counterpart": "China"}
    found = [*rereading.faults_of("data/figures/a.csv", [row], ["China’s exports to Russia were $5 billion."])]
    assert [fault.column for fault in found] == ["actor"]
    assert "expected China, and Russia as counterpart" in str(found[0])


@each_case(
    ("line", "basis", "wrong"),
    [
        ("By then it will have 30 ships.", "actual", ["basis"]),
        ("By then it will have 30 ships.", "forecast", []),
        ("It will be 30 ships.", "actual", ["basis"]),
        ("It had never held 30 ships.", "actual", ["basis"]),
        ("It has not yet reached 30 ships.", "actual", ["basis"]),
        ("It has 30 ships.", "actual", []),
        ("It never sold them, and had 30 ships.", "actual", []),
        ("It had never held 30 ships.", "estimate", ["basis"]),
    ],
)
def test_what_will_have_been_or_had_never_been_is_no_figure_of_what_was(line, basis, wrong):
    (quantity,) = read_text([line])[0].quantities
    row = {"printed": "30 ships", "stated": "", "period": "", "basis": basis}
    assert [column for column, _ in spoken(row, line, quantity, line, "2019-05-03")] == wrong


@each_case(
    ("line", "hedge", "wrong"),
    [
        ("It had never held more than 30 ships.", "more than", ["basis", "hedge"]),
        ("It had never held more than 30 ships.", "up to", ["basis"]),
        ("It had held more than 30 ships.", "more than", []),
    ],
)
def test_a_limit_that_is_denied_is_the_other_limit(line, hedge, wrong):
    (quantity,) = read_text([line])[0].quantities
    row = {"printed": "30 ships", "stated": "", "period": "", "basis": "actual", "hedge": hedge}
    assert [column for column, _ in spoken(row, line, quantity, line, "2019-05-03")] == wrong


def series(title, unit):
    return {"title": title, "unit": unit, "kind": "point"}


@pytest.mark.parametrize(
    ("title", "unit", "wrong"),
    [
        ("Masks promised to Africa", "testing kits", True),
        ("Masks promised to Africa", "USD", True),
        ("People in Norland", "percent", True),
        ("Masks and gloves sent", "gloves and masks", False),
        ("Masks sold, value", "USD", False),
        ("Cases confirmed", "persons", False),
        ("Members of the forum", "countries", False),
        ("Trade in goods", "USD", False),
        ("Summits of two countries", "events", False),
    ],
)
def test_a_title_that_begins_with_what_is_counted_is_in_that_unit(repository, title, unit, wrong):
    assert bool([*statistic_rules._counts(unit, title)]) == wrong


def figure(name, unit, measure):
    return {"figure": name, "repeats": "", "unit": unit, "measure": measure, "theme": "aid", "actor": "", "low": "5"}


@each_case(
    ("kind", "unit", "one", "other", "wrong"),
    [
        ("growth", "percent", "change in irregular entries", "irregular entries", False),
        ("growth", "percent", "change in visa applications", "testing kits", True),
        ("share", "percent", "share of masks", "masks", False),
        ("share", "percent", "share of the world", "masks of the armies", True),
        ("part", "persons", "elderly people", "doctors", True),
        ("part", "persons", "elderly migrants", "migrants", False),
    ],
)
def test_a_relation_joins_measures_of_one_thing(kind, unit, one, other, wrong):
    whole = "persons" if kind == "part" else "masks"
    found = relation_rules.impossible(kind, figure("a-1", unit, one), figure("a-2", whole, other))
    assert bool([expected for _, expected in found if "share no word" in expected]) == wrong


def test_a_figure_counted_one_by_one_is_no_ratio_and_a_ratio_no_count(checked):
    tie = "north-2020-1-a,north-2020-1,reserves-nor,2014-12,,,level,same,,,,"
    checked.change("data/checks.csv", tie, tie.replace("level", "count"))
    assert any("column `how`: “count”; expected level" in fault for fault in check.faults())


TEXT = ["Ice", "Two things.[1] Three things.[2]", "Notes", "[1] B. West, Cold cash, 2018.", "[2] See the map."]
WORK = dict.fromkeys(("author", "title", "publisher", "translation", "date", "repeats", "remark"), "")


def works(*names):
    rows = [{**WORK, "work": name, "source": "f", "note": name[7:].rstrip("ab"), "line": ""} for name in names]
    return lambda table: rows if table == "works" else []


@each_case(
    ("remark", "lost"),
    [
        ("Words of Ann Bly: a guess.", ""),
        ("Doubtful: Words of Ann Cole: a guess.", "cole"),
        ("The words of Ann Cole: a guess.", ""),
    ],
)
def test_whom_a_remark_names_as_having_said_a_figure_stands_in_the_text(remark, lost):
    said = [*citing.speaker_faults({"remark": remark}, ["As Ann Bly", "wrote, 12 came."])]
    assert said == [f"expected a name that the text prints; it has no “{lost}”"] * bool(lost)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["f-note-1", "f-note-2"], []),
        (["f-note-1a", "f-note-1b", "f-note-2"], []),
        (["f-note-1"], ["note 2 of f, with which line 5 of the text begins"]),
        (["f-note-1b", "f-note-2"], ["with the letters a, b"]),
        (["f-note-1", "f-note-1b", "f-note-2"], ["with the letters a, b"]),
        (["f-note-1", "f-note-1a", "f-note-2"], ["with the letters a, b"]),
    ],
)
def test_a_note_of_the_text_without_a_row_and_a_work_left_out_are_named(monkeypatch, rows, said):
    monkeypatch.setattr(tables, "rows", works(*rows))
    found = [str(fault) for fault in citing._lacking({"f": TEXT})]
    assert len(found) == len(said)
    assert all(words in fault for words, fault in zip(said, found, strict=True))


@each_case(
    ("cells", "column"),
    [
        ({}, None),
        ({"date": "2018-03-25"}, "date"),
        ({"date": "2019-03-24"}, "date"),
        ({"date": "2019-03"}, "date"),
        ({"date": ""}, "date"),
        ({"title": "SHIPS"}, "title"),
        ({"author": "ann Bly"}, "author"),
        ({"title": ""}, "title"),
        ({"title": "", "remark": "No title is printed."}, None),
        ({"line": ""}, "line"),
    ],
)
def test_a_work_has_the_year_the_title_and_the_line_of_its_note(cells, column):
    row = {**WORK, "work": "f-note-1", "source": "f", "note": "1", "line": "3", "author": "Ann Bly", "title": "Ships"}
    text = ["Ships are built.[1] They sail.[2]", "Notes", "[1] Ann Bly. Ships. March 25, 2019.", "[2] See above."]
    assert [one for one, _ in citing.work_faults({**row, "date": "2019-03-25", **cells}, text)] == [column] * bool(
        column
    )


@pytest.mark.parametrize(("text", "right"), [("Ships\n5 came.\n", "2"), ("Ships\n5 came.", "2"), ("Ships\n\n", "2")])
def test_a_document_has_as_many_lines_as_line_feeds_and_an_unended_last_line_make(text, right):
    row = {"source": "f", "title": "Ships", "author": "", "publisher": "", "date": "2019"}
    for lines in ("1", "2", "3"):
        faults = dict(citing.source_faults({**row, "lines": lines}, text.split("\n")))
        assert ("lines" in faults) == (lines != right), (lines, faults)


@pytest.mark.parametrize(
    ("order", "repeats", "column"),
    [("12", "f-1", None), ("12", "", "repeats"), ("21", "f-1", "line")],
)
def test_an_amount_converted_in_brackets_repeats_the_one_before_and_rows_are_in_reading_order(
    repository, order, repeats, column
):
    lines = ["They gave $3.5 million (€3.2 million) for ships."]
    cells = {"line": "1", "occurrence": "1", "hedge": "", "basis": "actual", "period": "", "notes": "", "reading": ""}
    rows = {
        "1": {**cells, "figure": "f-1", "printed": "$3.5 million", "low": "3500000", "high": "3500000", "unit": "USD"},
        "2": {**cells, "figure": "f-2", "printed": "€3.2 million", "low": "3200000", "high": "3200000", "unit": "EUR"},
    }
    rows["1"]["repeats"], rows["2"]["repeats"] = "", repeats
    found = rereading.faults_of("data/figures/f.csv", [rows[one] for one in order], lines)
    assert [fault.column for fault in found] == [column] * bool(column)


@each_case(
    ("note", "said"),
    [
        ("[3] Ann Bly. “How ships are built.” Press, 2019.", "“How ships are built.”"),
        ("[3] A. Bly, *How ships are built*, Press.", "“How ships are built”"),
        ("[3] Ann Bly. How ships are built. Press. March 25, 2020.", "March 25, 2020"),
        ("[3] The office called it a “ship” on March 11, 2020, and meant a boat.", ""),
        ("[3] The office named the ship on March 11, 2020.", ""),
        ("[3] See above.", ""),
    ],
)
def test_a_note_that_prints_a_title_or_a_date_alone_cites_a_work(note, said):
    row = {**WORK, "work": "f-note-3", "source": "f", "note": "3", "line": "1", "remark": "cites no work"}
    found = [expected for column, expected in citing.work_faults(row, [note]) if column == "title"]
    assert len(found) == bool(said)
    assert all(said in expected for expected in found)


def test_a_marker_is_as_printed_and_stands_in_the_text():
    row = {**WORK, "work": "f-note-0100", "source": "f", "note": "0100", "line": ""}
    assert ("note", "expected the marker as the document prints it, 100") in [*citing.id_faults(row)]
    assert [column for column, _ in citing.work_faults(row, TEXT)] == ["note"]
    assert [column for column, _ in citing.work_faults({**row, "note": "2"}, TEXT)] == ["line"]


@each_case(
    ("name", "near"),
    [("Chna", "China"), ("Korea", "North Korea"), ("Wu", ""), ("Syria", ""), ("Iran", ""), ("EU", ""), ("masks", "")],
)
def test_what_is_offered_for_an_unknown_name_is_near(name, near):
    assert nearest(name, ["China", "North Korea", "Yiwu", "Asia", "France", "Europe", "European Union"]) == near


@pytest.mark.parametrize(
    ("printed", "hedge", "said"),
    [
        ("almost $4 trillion", "almost", ""),
        (
            "$4 trillion",
            "almost",
            "column `printed`: “$4 trillion”; expected the word that hedges it as well: “almost $4",
        ),
        ("$4 trillion", "", "column `hedge`: nothing; expected almost, as “almost $4 trillion” says"),
    ],
)
def test_the_word_that_bends_a_number_belongs_to_what_is_printed(repository, printed, hedge, said):
    row = {"figure": "a-1", "line": "1", "printed": printed, "occurrence": "1", "unit": "USD", "hedge": hedge}
    row |= {"low": "4000000000000", "high": "4000000000000"}
    found = [*rereading.faults_of("data/figures/a.csv", [row], ["Reserves were almost $4 trillion in May."])]
    assert len(found) == bool(said)
    assert all(said in str(fault) for fault in found)
