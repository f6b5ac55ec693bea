"""Numerals: what counts as one, and what it says."""

from itertools import pairwise

import pytest
from conftest import each_case

from cited.intake.numbers.numerals import numerals


@each_case(
    ("text", "value"),
    [
        ("1,105", 1105),
        ("276 113", 276113),
        ("63, 928", 63928),
        ("1.234,5", 1234.5),
        ("2,7", 2.7),
        ("17.5", 17.5),
        ("1 224", 1224),
        ("１２", 12),
        ("١٢٫٥", 12.5),
        ("7½", 7.5),
        ("2/3", 2 / 3),
        ("€310bn", 310e9),
        ("1.25m", 1.25e6),
        ("4,500 crore", 45e9),
        ("3亿", 3e8),
        ("two hundred and fifty", 250),
        ("twenty-three", 23),
        ("one and a half", 1.5),
        ("half a million", 500000),
        ("a dozen", 12),
        ("four-fifths", 0.8),
        ("hundreds of thousands", 100000),
        ("tens of millions", 1e7),
        ("double-digit", 10),
        ("twice", 2),
        ("doubling", 2),
        ("fivefold", 5),
        ("twenty-first", 21),
        ("15 th", 15),
        ("12<sup>th</sup>", 12),
    ],
)
def test_one_expression_is_one_numeral_with_its_value(text, value):
    found = numerals(text)
    assert len(found) == 1
    assert found[0].value == pytest.approx(value)
    assert found[0].end == len(text)


@each_case("text", ["6-7%", "25- 29", "1 out of 3", "two to three", "17+1"])
def test_both_ends_of_a_range_are_numerals(text):
    assert len(numerals(text)) == 2


@each_case("text", ["institutions12", "ACJSTIC-12", "北京市14号", "Woods[35]and", "rule²", "x١٢"])
def test_digits_glued_to_words_are_found(text):
    assert len(numerals(text)) == 1


@each_case("text", ["someone", "tent", "often", "bone", "a word", "headquarters", "scores a coup"])
def test_words_that_only_contain_a_number_word_are_none(text):
    assert numerals(text) == []


def test_numerals_stand_in_order_and_do_not_overlap():
    found = numerals("a few hundred of the 1,105 in two decades, a third, Phase II (iv)")
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert len(found) == 7
