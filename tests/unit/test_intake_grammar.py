"""The grammar: what a quantity says, and the sentences it had not seen."""

import math
import os
import re
from pathlib import Path

import pytest
from conftest import each_case
from intake_project import REPOSITORY

from benchmarks import grammar, marked
from cited.intake import parallel
from cited.intake.auditing import audit_reading
from cited.intake.drafting import draft
from cited.intake.formats import documents
from cited.intake.looking import look
from cited.intake.numbers import dispatch
from cited.intake.numbers.needed import needed, seen
from cited.intake.reading.grammar import read_line, read_text


def only(line):
    found = read_line(line).quantities
    assert len(found) == 1
    return found[0]


@each_case(
    ("line", "printed", "low", "high", "hedge", "unit"),
    [
        ("It cost almost $1.3 trillion.", "almost $1.3 trillion", 1.3e12, 1.3e12, "almost", "USD"),
        ("It cost €m 3.5 in all.", "€m 3.5", 3.5e6, 3.5e6, "", "EUR"),
        ("It cost €m 3.5 million in all.", "€m 3.5 million", 3.5e6, 3.5e6, "", "EUR"),
        ("worth $50-$60 billion", "$50-$60 billion", 50e9, 60e9, "range", "USD"),
        ("of between 40-50 per cent", "between 40-50 per cent", 40, 50, "range", "percent"),
        ("from 3.1 to 3.4 per cent", "from 3.1 to 3.4 per cent", 3.1, 3.4, "range", "percent"),
        ("more than 1.8 million masks", "more than 1.8 million masks", 1.8e6, None, "more than", "masks"),
        ("under the age of twelve", "under the age of twelve", None, 12, "less than", "years"),
        ("within 4 working days or less", "within 4 working days or less", None, 4, "up to", "days"),
        ("just over a month after", "just over a month", 1, 1, "little more than", "months"),
        ("held over two days in June", "two days", 2, 2, "", "days"),
        ("1,105 km<sup>2</sup> of land", "1,105 km<sup>2</sup>", 1105, 1105, "", "km2"),
        ("300 intensive care doctors", "300 intensive care doctors", 300, 300, "", "persons"),
        ("met for a fortnight in Oslo", "a fortnight", 2, 2, "", "weeks"),
        ("under two fortnights ago", "under two fortnights", None, 4, "less than", "weeks"),
        ("seventeen Silk Road economies", "seventeen Silk Road economies", 17, 17, "", "economies"),
        ("more than a millennium", "more than a millennium", 1000, None, "more than", "years"),
        ("the second largest source country", "second largest source country", 2, 2, "", "rank"),
        ("3,5 Mrd. € mehr", "3,5 Mrd. €", 3.5e9, 3.5e9, "", "EUR"),
        ("visit 4 countries", "4 countries", 4, 4, "", "countries"),
        ("a decline of -2.1 percent", "-2.1 percent", -2.1, -2.1, "", "percent"),
    ],
)
def test_a_quantity_says_what_is_printed(line, printed, low, high, hedge, unit):
    found = only(line)
    assert (found.printed, found.low, found.high, found.hedge, found.unit) == (printed, low, high, hedge, unit)


def test_a_change_and_a_sum_are_no_range():
    found = read_line("Exports rose by 4.5 per cent to $12.4 billion.").quantities
    assert [quantity.unit for quantity in found] == ["percent", "USD"]


def test_a_count_within_a_time_is_no_share():
    found = read_line("He will visit 4 countries in 8 days.").quantities
    assert [quantity.unit for quantity in found] == ["countries", "days"]


def test_the_nearest_year_of_the_sentence_is_the_period():
    found = read_line("In 2012 it had 5 ships. By 2014 it had 9 ships.").quantities
    assert [quantity.period for quantity in found] == ["2012", "2014"]


def test_the_same_characters_are_told_apart_by_their_occurrence():
    found = read_line("one day before, and one day after, and one day").quantities
    assert [quantity.occurrence for quantity in found] == [1, 2, 3]


def test_the_unseen_sentences_are_mostly_right():
    lines, expected = grammar.unseen(REPOSITORY / grammar.UNSEEN)
    found = [quantity for reading in read_text(lines) for quantity in reading.quantities]
    score = grammar.score(expected, found)
    assert score.found >= 0.99 * score.expected
    assert score.right >= 0.97 * score.expected
    assert score.figures >= 0.85 * score.quantities


def test_a_value_is_compared_with_the_open_end_left_open():
    lines = ["more than 60 countries"]
    expected = [marked.Expected(1, 0, 22, 60.0, None, "countries")]
    assert grammar.score(expected, read_text(lines)[0].quantities).right == 1
    assert grammar.score([expected[0]._replace(high=60.0)], read_text(lines)[0].quantities).valued == 0


def test_right_to_left_text_is_read():
    found = read_line("بلغت الصادرات ١٢٫٥ مليار دولار و 300 مليون").quantities
    assert 300 in [quantity.low for quantity in found]


def test_a_number_too_long_to_be_one_is_no_figure():
    reading = read_line("9" * 1_000)
    assert reading.quantities == []
    assert math.isinf(reading.numerals[0].value)


@pytest.fixture
def many_shares(monkeypatch):
    monkeypatch.setattr(parallel, "_LONG", 1)
    monkeypatch.setattr(parallel, "_PART", 300)
    monkeypatch.setattr(parallel.threading, "active_count", lambda: 1)
    monkeypatch.setattr(parallel.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


BOATS = [f"In 2019 it sold {number} boats for €{number} million ($7 million)." for number in range(3, 40)]


def made_of(lines):
    """What a draft, an audit and a look make of some lines."""
    looked = look.examine(documents.Document("\n".join(lines), "", ""), Path("boats.txt"))
    drafted = draft.candidates("boats", lines, [], [], "2020")
    return drafted, audit_reading.trusted(tuple(lines), frozenset()), look.rows(looked), looked.relations


def test_a_long_text_is_read_by_several_processes_as_by_one(request):
    alone = read_text(BOATS)
    request.getfixturevalue("many_shares")
    assert read_text([*BOATS, ""])[:-1] == alone


@pytest.mark.parametrize("broken", [False, True], ids=["forked", "without processes"])
def test_a_long_text_is_drafted_audited_and_looked_at_by_several_processes_as_by_one(monkeypatch, request, broken):
    alone = made_of(BOATS)
    request.getfixturevalue("many_shares")
    if broken:
        monkeypatch.setattr(parallel.multiprocessing, "get_context", lambda _: Path("/none/such").stat())
    assert made_of(BOATS) == alone


def test_what_a_share_raises_is_raised_and_the_next_work_is_shared(many_shares):
    with pytest.raises(ZeroDivisionError):
        parallel.in_shares(lambda share: [1 // one for one in share], [1, 0, 2], [200, 200, 200])
    assert parallel.in_shares(lambda share: [os.getpid() for _ in share], [1], [200]) != [os.getpid()]


@each_case(
    ("pattern", "keys"),
    [
        (r"\b(?:twenty-)?(?:first|second) half", {"twenty", "first", "second"}),
        (r"\b(?:[01]?\d|2[0-4]):\d", {"0"}),
        (r"\bpp?\. ?\d", {"p"}),
        (r"\((?:EU|EC)\)", {"("}),
        (r"\b(?!US)[A-Z]{2,} \d", {"A"}),
        (r"^\W*\d", {"^"}),
        (r"\b\w+ months", None),
        (r"(?:\b|')\d0s", None),
    ],
)
def test_what_a_rule_may_begin_with_is_known_or_it_is_looked_for_everywhere(pattern, keys):
    assert dispatch.openings(pattern) == keys


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"\bat (?:km|mile) \d", {"at km 0", "at mile 0"}),
        (r"(?<= at )\d[:.]\d\d", {" at 0:00", " at 0.00"}),
        (r"(?i:STRASSE|Platz) \d{1,3}", {"strasse 0", "platz 0"}),
        (
            r"\w+ (?:minutes?|seconds?) to midnight",
            {f" {one} to midnight" for one in ("minute", "minutes", "second", "seconds")},
        ),
        (r"\w+[a-z]*", frozenset()),
    ],
)
def test_what_a_line_must_have_for_a_rule_is_known(pattern, texts):
    assert needed(pattern) - {""} == texts


@pytest.mark.parametrize("line", ["AT KM ٣", "at\u00a0kM 7", "At Km 88"])
def test_needed_texts_are_seen_whatever_the_case_digits_and_blanks(line):
    assert re.search(r"(?i)\bat\skm\s\d", line)
    assert any(text in seen(line) for text in needed(r"\bat\skm\s\d", re.IGNORECASE))
