"""German texts: number words, units and hedges of a table are read, and what is not read is said on the page."""

from pathlib import Path

import pytest
from conftest import each_case

from cited.intake.formats import documents
from cited.intake.looking import look, lookpage
from cited.intake.reading import german
from cited.intake.reading.grammar import read, read_text

FRAME = "Das ist die Lage in der Stadt und in dem Land, mit der wir uns befassen."


def quantity(words):
    """The first quantity of a line of a German text: printed, low, high, hedge and unit."""
    one = read_text([FRAME, words])[1].quantities[0]
    assert words[one.start : one.end] == one.printed
    return one.printed, one.low, one.high, one.hedge, one.unit


@each_case(
    ("words", "expected"),
    [
        ("Es kamen drei Millionen Touristen.", ("drei Millionen Touristen", 3e6, 3e6, "", "persons")),
        ("Zwölf Häfen wurden gebaut.", ("Zwölf Häfen", 12, 12, "", "ports")),
        ("Dort liegen dreiundzwanzig Staaten.", ("dreiundzwanzig Staaten", 23, 23, "", "countries")),
        ("Zweitausendfünfhundert Schiffe fuhren aus.", ("Zweitausendfünfhundert Schiffe", 2500, 2500, "", "ships")),
        ("Die Ausfuhren stiegen auf 3,2 Mrd. Euro.", ("3,2 Mrd. Euro", 3.2e9, 3.2e9, "", "EUR")),
        ("Der Haushalt beträgt 17,5 Mio. Euro.", ("17,5 Mio. Euro", 17.5e6, 17.5e6, "", "EUR")),
        ("Die Quote sank um 4,5 Prozent.", ("4,5 Prozent", 4.5, 4.5, "", "percent")),
        ("Die Flotte fing 412.000 Tonnen.", ("412.000 Tonnen", 412000, 412000, "", "tonnes")),
        ("Mehr als 300 Schiffe fuhren aus.", ("Mehr als 300 Schiffe", 300, None, "more than", "ships")),
        ("Es waren knapp zwei Milliarden Euro.", ("knapp zwei Milliarden Euro", 2e9, 2e9, "almost", "EUR")),
        ("Etwa die Hälfte der Boote ist alt.", ("Etwa die Hälfte", 50, 50, "about", "percent")),
        ("Mehr als dreieinhalb Millionen Menschen.", ("Mehr als dreieinhalb Millionen Menschen", 3.5e6, None, "more than", "persons")),
        ("Es waren knapp anderthalb Milliarden Euro.", ("knapp anderthalb Milliarden Euro", 1.5e9, 1.5e9, "almost", "EUR")),
        ("Gut eine halbe Million Gäste kam.", ("Gut eine halbe Million Gäste", 5e5, 5e5, "little more than", "persons")),
        ("Über anderthalbtausend Schiffe fuhren.", ("Über anderthalbtausend Schiffe", 1500, None, "more than", "ships")),
        ("Zwischen drei und vier Millionen Euro.", ("Zwischen drei und vier Millionen Euro", 3e6, 4e6, "range", "EUR")),
        ("Mehr als doppelt so viele Boote.", ("Mehr als doppelt so viele", 2, None, "more than", "times")),
        ("Ein gutes Viertel der Boote ist alt.", ("Ein gutes Viertel", 25, 25, "little more than", "percent")),
        ("Sieben von zehn Fischern sind alt.", ("Sieben von zehn", 70, 70, "", "percent")),
        ("Das dauerte anderthalb Jahre.", ("anderthalb Jahre", 1.5, 1.5, "", "years")),
        ("Der Preis verdoppelte sich.", ("verdoppelte", 2, 2, "", "times")),
    ],
)  # fmt: skip
def test_german_words_are_read_where_they_stand(words, expected):
    assert quantity(words) == expected


def test_fractions_and_bare_scales_are_read_as_such():
    assert quantity("Ein Drittel der Boote ist alt.")[1] == pytest.approx(100 / 3, abs=1e-5)
    assert quantity("Zwei Drittel der Boote sind alt.")[1] == pytest.approx(200 / 3, abs=1e-5)
    assert quantity("Hunderttausende Boote fuhren aus.")[3:] == ("order of magnitude", "boats")


def test_a_noun_that_the_table_does_not_have_is_no_guessed_unit():
    assert quantity("412.000 Tonnen Fisch und drei Millionen Kisten.")[4] == "tonnes"
    assert read_text([FRAME, "412.000 Tonnen Fisch und drei Millionen Kisten."])[1].quantities[1].unit == ""


@each_case("word", ["Achtung", "Hund", "Tausendfüßler", "und", "Einigung", "hundertprozentig"])
def test_words_that_only_look_like_numbers_are_none(word):
    assert german.value(word) == 0


def test_an_english_text_is_read_as_before_and_german_words_by_themselves():
    assert read_text(["The fast train was ein success in March 2019."])[0].quantities == []
    one = read("drei Millionen Touristen")
    assert (one.low, one.unit) == (3e6, "persons")


def test_the_page_of_a_german_text_says_on_top_what_is_read_and_what_is_not(project):
    result = look.examine(documents.Document(f"{FRAME}\nEs kamen drei Millionen Touristen.", "", ""), Path("de.txt"))
    html = lookpage.page(result)
    assert "The text is in German." in html and "Not read: what its sentences say together" in html
    assert html.index("The text is in German.") < html.index("Found by machine")


def test_each_level_of_a_german_change_has_its_own_year():
    line = "Die Quote sank von 450.000 Tonnen im Jahr 2015 auf 380.000 Tonnen im Jahr 2018."
    assert [one.period for one in read_text([FRAME, line])[1].quantities] == ["2015", "2018"]
