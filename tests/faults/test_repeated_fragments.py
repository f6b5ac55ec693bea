"""Fragments repeated without end are read in time linear in their number, counted by the functions that are called."""

import cProfile

import pytest

from cited.intake.language import sentences
from cited.intake.reading.quantities import read_line

FRAGMENTS = [
    *("5\u0301 ", "from 5 to ", "5 per ", "a million ", "one hundred ", "5, ", "5–", "(5) ", "half a ", "1/2 ", "5. "),
    *("to 5 ", "in 2020 ", "a year earlier ", "of which 5 ", "5 x 10^6 ", "and a half ", "May 5 ", "€5 ", "5¹ ", "5% "),
]
# A line is read in parts, so that twice as many fragments may be one part more than twice as many.
MOST = 2.5


def calls(text: str) -> int:
    """How many functions are called to read a line."""
    with cProfile.Profile() as profile:
        read_line(text)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_twice_as_many_fragments_take_twice_as_many_steps(fragment):
    read_line(fragment * 50)
    once = calls(fragment * 100)
    assert calls(fragment * 200) < MOST * once
    assert once < 1000 * 100


@pytest.mark.parametrize(
    "words", ["It has 5 million tonnes of coal and twelve thousand ships ", "about 3.5 per cent of the "]
)
def test_a_long_line_is_cut_where_no_number_is_parted_from_its_words(words):
    line = words * 400
    whole = {quantity.printed for quantity in read_line(words * 2).quantities}
    assert len(sentences.pieces(line)) > 1
    assert {quantity.printed for quantity in read_line(line).quantities} <= whole


def test_a_text_without_a_place_to_cut_is_cut_all_the_same():
    line = "5 6 " * 4000
    assert [part for start, end in sentences.pieces(line) for part in line[start:end].split()] == line.split()
