"""Cells that nothing can read as a number, a date or words are named before any other rule asks for them."""

from conftest import each_case

from cited.ledger.store import damage, plain


@each_case("cell", ["NaN", "Infinity", "１００", "1_00", "+100", "0100", "100 ", "-0", "1.10000E+11"])
def test_only_a_plain_decimal_is_a_number(cell):
    field = {"name": "value", "type": "number"}
    assert not plain.re.fullmatch(plain.number(field), cell)
    assert plain.expected_number(cell, field).startswith("expected a plain decimal number")


def test_a_number_in_other_digits_is_answered_by_the_plain_one():
    assert plain.expected_number("１_00", {"name": "value", "type": "number"}).endswith("did you mean 100?")


@each_case("cell", ["13/07/2019", "2019-7-13", "Jul-19", "43659", "2014 ", "２０１８-03-22", "2019-13-07"])
def test_a_date_of_a_spreadsheet_is_none(cell):
    assert not plain.date(cell)


def test_a_date_without_noughts_is_answered_by_the_one_with_them():
    assert plain.expected_date("2019-7-13").endswith("did you mean 2019-07-13?")


@each_case("cell", ["Chinaâ€™s", "a\ufffdb", "#REF!", "TODO", "xxx", "\u0421hina", "cafe\u0301", "=HYPERLINK(1)"])
def test_a_damaged_remark_is_named(cell):
    assert list(damage.faults(cell, "remark"))


@each_case("cell", ["China’s café", "Москва", "x", "Of 2014, = 3 in all."])
def test_words_in_any_alphabet_are_not_damaged(cell):
    assert not list(damage.faults(cell, "remark"))
