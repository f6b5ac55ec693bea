"""What is computed of data once, as long as they do not change."""

import pytest

from cited.ledger.store.data_cache import cached, unchanging


def test_a_question_is_answered_once_while_the_data_are_held_and_anew_afterwards():
    asked = []

    def ask():
        asked.append(1)
        return len(asked)

    with unchanging():
        assert [cached("rows", ask), cached("rows", ask)] == [1, 1]
        with unchanging():
            assert cached("rows", ask) == 1
    assert cached("rows", ask) == 2


def test_an_answer_is_forgotten_also_where_the_work_fails():
    with pytest.raises(ValueError), unchanging():
        cached("rows", lambda: 1)
        raise ValueError
    assert cached("rows", lambda: 2) == 2
