"""Data that are held: what is asked of them at each word of a text."""

import pytest

from cited.ledger.store.held import held, once


def test_a_question_is_answered_once_while_the_data_are_held_and_anew_afterwards():
    asked = []

    def ask():
        asked.append(1)
        return len(asked)

    with held():
        assert [once("rows", ask), once("rows", ask)] == [1, 1]
        with held():
            assert once("rows", ask) == 1
    assert once("rows", ask) == 2


def test_an_answer_is_forgotten_also_where_the_work_fails():
    with pytest.raises(ValueError), held():
        once("rows", lambda: 1)
        raise ValueError
    assert once("rows", lambda: 2) == 2
