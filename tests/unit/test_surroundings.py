"""What stands around a figure's words: its period, its parties and its notes are looked up in the text."""

import pytest
from conftest import each_case

from cited.intake.reading.grammar import read_text
from cited.intake.texts import Places
from cited.intake.verifying import named, surroundings
from cited.intake.verifying.printed_dates import other_year
from cited.intake.verifying.surroundings import Place, Surroundings
from cited.ledger.store.mentions import Gazetteer
from cited.ledger.store.names import Area

LINES = [
    "In May 2015 the mills of Norway met those of Sweden; on March 22, 2016 they signed.",
    "",
    "In 2017, Norway sold 63 million tonnes to Poland.[1] Sweden bought 12 ships.[2]",
    "",
    "The World Trade Organization and the Acme Trust had lent them 40 boats over three years, and that was all.",
    "",
    "[1] Office of Norway. Sales reached 63 million tonnes.",
]
SOLD = {
    "line": "3",
    "printed": "63 million tonnes",
    "period": "2017",
    "actor": "Norway",
    "counterpart": "Poland",
    "notes": "1",
}
LENT = {
    "line": "5",
    "printed": "40 boats",
    "period": "",
    "actor": "WTO; Acme Trust",
    "counterpart": "Norway",
    "notes": "",
}


def wrong(row, **cells):
    """The columns that the text does not bear out, and what was expected, in one text each."""
    readings = read_text(LINES)
    number = int(row["line"])
    start = Places(LINES).start(number, row["printed"], 1)
    quantity = next(one for one in readings[number - 1].quantities if one.start < start + 5 and start < one.end)
    place = Place(number, start, start + len(row["printed"]), quantity)
    found = Surroundings(LINES, readings, {"1", "2"}).faults({**row, **cells}, place)
    return [f"{column}: {expected}" for column, expected in found]


@each_case("row", [SOLD, LENT])
def test_what_the_text_bears_out_is_no_fault(row):
    assert wrong(row) == []


@each_case("period", ["2018", "2015", "2015/2016", "2016-03-22", "2016/..", "2017-05", ""])
def test_a_period_that_the_sentence_does_not_say_is_named_with_the_one_that_it_says(period):
    assert wrong(SOLD, period=period) == ["period: expected 2017, as the sentence says"]


@each_case("period", ["2017", "2015/2017"])
def test_a_period_may_add_an_end_that_is_printed_near(period):
    assert wrong(SOLD, period=period) == []


@each_case("period", ["2015-05", "2016-03-22", "2016-03", "2015", "2015-05/2016-03-22", "2016/.."])
def test_where_the_sentence_says_none_a_period_is_printed_near(period):
    assert wrong(LENT, period=period) == []


@each_case(
    "period",
    [
        "2014",
        "2016-04",
        "2016-03-21",
        "2015-05/2016-03-21",
        "2015/2018",
        "2017-05",
        "2015-03-22",
        "2015-03-22/2016-03-22",
    ],
)
def test_where_nothing_near_says_it_a_period_is_named_with_the_years_that_are(period):
    assert wrong(LENT, period=period) == [
        "period: expected dates that the text prints near the words: 2015, 2016, 2017"
    ]


def test_what_a_text_prints_pages_away_is_not_near(monkeypatch):
    far = ["In 1998 it began.", *["The sea was calm and grey that day."] * 90]
    monkeypatch.setitem(globals(), "LINES", [*far, *LINES])
    row = {**LENT, "line": str(int(LENT["line"]) + 91)}
    assert wrong(row, period="1998") == ["period: expected dates that the text prints near the words: 2015, 2016, 2017"]
    assert wrong(row, period="2015") == []


@pytest.mark.parametrize(("column", "party"), [("actor", "Denmark"), ("counterpart", "Acme Bank"), ("actor", "WHO")])
def test_a_party_that_the_text_does_not_name_is_named_with_those_that_it_does(column, party, monkeypatch):
    monkeypatch.setattr(
        "cited.ledger.store.names.names",
        lambda kind: [{"name": name, "code": code} for name, code in (("Norway", "NOR"), ("Poland", "POL"))],
    )
    assert wrong(SOLD, **{column: party}) == [
        f"{column}: expected a party that the text names near the words: Norway, Poland"
    ]


@each_case(("notes", "expected"), [("2", "1"), ("9", "1"), ("1 9", "1")])
def test_a_note_that_does_not_follow_is_named_with_the_one_that_does(notes, expected):
    assert wrong(SOLD, notes=notes) == [f"notes: expected {expected}, the note marker that follows"]


def test_a_note_that_follows_in_the_sentence_and_has_its_work_is_missed():
    assert wrong(SOLD, notes="") == ["notes: expected 1, the note marker of the sentence"]
    assert wrong(LENT, notes="1") == ["notes: expected nothing: no note marker follows the words"]


def test_words_in_a_note_have_that_note():
    noted = {**SOLD, "line": "7", "period": "", "counterpart": ""}
    assert wrong(noted) == []
    assert wrong(noted, notes="2") == ["notes: expected 1, the note marker that follows"]
    assert wrong(noted, notes="") == ["notes: expected 1, the note marker of the sentence"]


@pytest.fixture
def places():
    parties = [(code, name) for name, code in CODES.items() if code]
    return Gazetteer(parties, [Area("XWO", (), ("*",)), Area("XEU", (), ("SWE", "POL"))])


CODES = {"Norway": "NOR", "Sweden": "SWE", "Poland": "POL", "European Union": "XEU", "Acme Trust": "", "world": "XWO"}


@pytest.mark.parametrize(
    ("line", "actor", "counterpart", "expected"),
    [
        ("Norway sold 5 ships.", "Norway", "", ""),
        ("Norway sold 5 ships.", "Sweden", "", "expected a party that the sentence names: Norway"),
        # One of the two is enough: a sentence says “it” of the other.
        ("It sold 5 ships to Poland.", "Norway", "Poland", ""),
        ("It sold 5 ships to Poland.", "Norway", "Sweden", "expected a party that the sentence names: Poland"),
        # A sentence that names nobody, or the world, is of whom the text is about.
        ("Norway is big. It sold 5 ships.", "Sweden", "", ""),
        ("It sold 5 ships to the world.", "Norway", "", ""),
        ("Norway sold 5 ships.", "world", "", ""),
        # A group is its members, as far as a sentence goes.
        ("The European Union sold 5 ships.", "Sweden", "", ""),
        ("Poland sold 5 ships.", "European Union", "", ""),
        # Examples, brackets and currencies name nobody whose figure it is.
        ("It sold 5 ships to many, including Poland.", "Norway", "", ""),
        ("It sold 5 ships (mainly to Poland).", "Norway", "", ""),
        # A party without a code may be called anything.
        ("Norway borrowed 5 ships.", "Acme Trust", "", ""),
        ("Norway sold 5 ships.", "", "", ""),
    ],
)
def test_a_sentence_that_names_parties_names_one_of_the_rows(places, line, actor, counterpart, expected):
    row = {"actor": actor, "counterpart": counterpart}
    assert named.fault(row, line, line.index("5"), places, CODES) == expected


@pytest.mark.parametrize(
    ("end", "near", "text", "said", "year"),
    [
        ("2018-03-22", "On March 22 they met.", "", "2018-08-10", ""),
        ("2017-03-22", "On March 22 they met.", "", "2018-08-10", "2018"),
        ("2019-03", "In March they met.", "", "2018-08-10", "2018"),
        ("2017-12", "In December they met.", "", "2018-01-10", ""),
        ("2018-12", "In December they met.", "", "2018-01-10", "2017"),
        # The first day of a year or a month in which the words were written.
        ("2015-10", "In October they met.", "", "2016~", ""),
        ("2014-10", "In October they met.", "", "2016~", "2015"),
        # A year that is printed near, or with the date anywhere, may be meant; a year alone is looked up elsewhere.
        ("2017-03-22", "The year 2017. On March 22 they met.", "", "2018-08-10", ""),
        ("2017-03-22", "On March 22 they met.", "It began on March 22, 2017.", "2018-08-10", ""),
        ("2017", "They met.", "", "2018-08-10", ""),
        ("2017-03-22", "On March 22 they met.", "", "", ""),
        ("2016-02-29", "On February 29 they met.", "", "2015-12-01", ""),
    ],
)
def test_a_date_that_is_printed_without_a_year_is_of_the_year_nearest_to_the_words(end, near, text, said, year):
    assert other_year(end, near, near + text, said) == year


@pytest.mark.parametrize(
    ("period", "read", "expected"),
    [
        ("2010/2014", "2010/2014", ""),
        ("2011/2014", "2010/2014", "expected 2010/2014, as the sentence says"),
        ("2014/..", "2013/..", "expected 2013/.., as the sentence says"),
        ("2010-05/2014-06", "2010/2014", ""),
        ("2009/2014", "2014", ""),
    ],
)
def test_a_range_that_the_sentence_says_is_no_other_range_of_its_kind(period, read, expected):
    near = "2009, May 2010, 2011, 2013 and June 2014"
    assert surroundings._period(period, read, near) == expected
