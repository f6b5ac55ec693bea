"""What the texts bear out of documents, works and the words of figures: dates, titles, notes, and what is yet to come."""

from conftest import each_case

from cited.intake.reading.grammar import read_text
from cited.intake.verifying import citing, spoken

TEXT = [
    "Ice and money",
    "By A. North, 3 May 2019",
    "In a speech of 2017 the minister counted 40 boats. An estimated 50 mills stood idle in 2018.",
    "The port will get 12 cranes in 2020. It sold 30 cranes. Trade will reach 70 barges, and was expected to grow by 4 %.",
    "[1] B. West and C. East, Cold cash, Polar Press, 4 June 2018.",
    "[2] B. West and C. East, Cold cash, Polar Press, 4 June 2018.",
]
SOURCE = {"title": "Ice and money", "author": "A. North", "publisher": "unknown", "date": "2019-05-03", "lines": "6"}
WORK = {
    "work": "f-note-1",
    "source": "f",
    "note": "1",
    "line": "5",
    "author": "B. West and C. East",
    "title": "Cold cash",
    "publisher": "Polar Press",
    "translation": "",
    "date": "2018-06-04",
    "repeats": "",
}


def columns(faults):
    return [column for column, _ in faults]


@each_case(
    ("cells", "wrong"),
    [
        ({}, []),
        ({"title": "Ice and fish"}, ["title"]),
        ({"author": "A. South"}, ["author"]),
        ({"publisher": "Polar Review"}, ["publisher"]),
        ({"date": "2019-05-04"}, ["date"]),
        ({"date": "2018~"}, ["date"]),
        ({"date": "2019-05"}, ["date"]),
        ({"lines": "9"}, ["lines"]),
        ({"address": "https://example.org/ice"}, ["address"]),
    ],
)
def test_a_document_is_described_as_its_text_prints(cells, wrong):
    assert columns(citing.source_faults({**SOURCE, **cells}, TEXT)) == wrong


def test_a_work_is_called_after_its_document_and_its_note():
    assert columns(citing.id_faults(WORK)) == []
    assert columns(citing.id_faults({**WORK, "work": "f-note-1b"})) == []
    assert columns(citing.id_faults({**WORK, "work": "g-note-1"})) == ["work"]
    assert columns(citing.id_faults({**WORK, "date": "2020-63-27"})) == ["date"]


def test_a_date_is_inferred_of_a_year_that_the_text_prints():
    text = [TEXT[0], "By A. North", *TEXT[2:]]
    assert columns(citing.source_faults({**SOURCE, "date": "2020~"}, text)) == []
    assert columns(citing.source_faults({**SOURCE, "date": "2031~"}, text)) == ["date"]


@each_case(
    ("cells", "wrong"),
    [
        ({}, []),
        ({"title": "Warm cash"}, ["title"]),
        ({"author": "C. East"}, []),
        ({"author": "B. West and D. South"}, ["author"]),
        ({"publisher": "Polar"}, []),
        ({"publisher": "Solar Press"}, ["publisher"]),
        ({"date": "2018-06-05"}, ["date"]),
        ({"date": "2017"}, ["date"]),
        ({"line": "6"}, ["line"]),
        ({"line": "50"}, ["line"]),
        ({"line": ""}, []),
    ],
)
def test_a_work_is_described_as_its_note_prints(cells, wrong):
    assert columns(citing.work_faults({**WORK, **cells}, TEXT)) == wrong


@each_case(
    ("cells", "wrong"),
    [
        ({"repeats": "f-note-1"}, []),
        ({}, ["repeats"]),
        ({"repeats": "f-note-9"}, ["repeats"]),
        ({"repeats": "f-note-1", "title": "Warm cash"}, ["repeats"]),
        ({"repeats": "f-note-1", "title": "Ibid."}, []),
        ({"repeats": "f-note-0", "title": "Ibid."}, ["repeats"]),
        ({"title": "Warm cash"}, []),
    ],
)
def test_a_work_cited_again_repeats_the_first(cells, wrong):
    row = {**WORK, "work": "f-note-2", "note": "2", "line": "6", **cells}
    assert columns(citing.repeat_faults(row, {"f-note-0": {**WORK, "work": "f-note-0"}, "f-note-1": WORK})) == wrong


@each_case(
    ("printed", "cells", "wrong"),
    [
        ("40 boats", {"stated": "2017", "basis": "actual"}, []),
        ("40 boats", {"stated": "2017-04-01", "basis": "actual"}, []),
        ("40 boats", {"stated": "2016", "basis": "actual"}, ["stated"]),
        ("40 boats", {"stated": "2019-06", "basis": "actual"}, ["stated"]),
        ("40 boats", {"basis": "announced"}, ["basis"]),
        ("40 boats", {"basis": "estimate"}, ["basis"]),
        ("An estimated 50 mills", {"basis": "estimate", "period": "2018"}, []),
        ("An estimated 50 mills", {"basis": "actual", "period": "2018"}, ["basis"]),
        ("50 mills", {"basis": "actual", "period": "2018"}, ["basis"]),
        ("12 cranes", {"basis": "announced", "period": "2020"}, []),
        ("12 cranes", {"basis": "forecast", "period": "2020"}, []),
        ("12 cranes", {"basis": "actual", "period": "2020"}, ["basis"]),
        ("30 cranes", {"basis": "forecast"}, ["basis"]),
        ("30 cranes", {"basis": "forecast", "period": "2018"}, ["basis"]),
        ("30 cranes", {"basis": "actual"}, []),
        ("70 barges", {"basis": "actual"}, ["basis"]),
        ("70 barges", {"basis": "forecast"}, []),
        ("4 %", {"basis": "actual"}, ["basis"]),
    ],
)
def test_when_and_how_words_were_said_follows_from_the_text(printed, cells, wrong):
    number = next(number for number, line in enumerate(TEXT) if printed in line)
    start = TEXT[number].index(printed)
    quantities = read_text(TEXT)[number].quantities
    quantity = next(one for one in quantities if one.start < start + len(printed) and start < one.end)
    row = {"printed": printed, "stated": "", "period": "", **cells}
    assert columns(spoken.faults(row, TEXT[number], quantity, "\n".join(TEXT), "2019-05-03")) == wrong


def test_a_figure_in_the_title_of_a_work_was_said_when_that_was_published(project):
    project.change("data/works.csv", "north-2020,1,39,", "north-2020,1,3,")
    assert citing.faults() == []
    rows = project.root / "data/figures/north-2020.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("1,,plain,,,", "1,,plain,,2018,", 1), encoding="utf-8")
    assert [(fault.row, fault.column) for fault in citing.faults()] == [(2, "stated")]
