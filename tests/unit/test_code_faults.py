"""Where a cell fails, mistakes in the cells behind it are named too."""

import pytest
from conftest import each_case

from cited.press.execute import run
from cited.press.execute.results import CellFault
from cited.press.publish import code_faults
from cited.press.reports import catalogue


def faults(*sources, failed=1):
    return code_faults.after([(at, {"cell_type": "code", "source": s}) for at, s in enumerate(sources, 1)], failed)


@each_case(
    ("source", "said"),
    [
        ("x = 1\ntabel(x)", "cell 2, line 2: nothing is called “tabel”; did you mean “table”?"),
        ("if x\n    y = 1", "cell 2, line 1: expected ':'"),
    ],
)
def test_a_misspelt_name_and_a_syntax_error_behind_a_failing_cell_are_named_by_cell_and_line(source, said):
    assert faults("from a import table, x\nfail()", source) == [said]
    assert faults("from a import table, x\nfail()", source, failed=2) == []


@each_case(
    "source",
    [
        "%matplotlib inline\n!ls\ndisplay(len([n for n in range(3)]))",
        "%%bash\necho $nothing",
        "def f(a, *b, **c):\n    global g\n    return a, b, c, g",
        "match 1:\n    case [first, *others] | {'a': first, **others}:\n        print(first, others)",
        "try:\n    import os.path as p\nexcept Exception as error:\n    print(error, p)\nwith open('x') as file:\n    (line := file)",
        "later()",
    ],
)
def test_what_is_bound_anywhere_is_no_mistake(source):
    assert faults("fail()", source, "def later():\n    pass") == []


def test_a_name_that_a_cell_did_not_find_is_looked_for_below_and_among_those_like_it():
    cells = [
        (at, {"cell_type": "code", "source": source})
        for at, source in enumerate(["from a import table", "show(1)\ntabel(1)", "from b import show"], 1)
    ]
    said = "cell 3: “show” is defined only here, below cell 2"
    assert code_faults.after(cells, 2, "show")[0] == said
    assert code_faults.after(cells, 2, "tabel") == ["cell 2, line 2: nothing is called “tabel”; did you mean “table”?"]


def test_nothing_is_said_of_names_where_all_of_a_module_is_imported():
    assert faults("from numpy import *", "arange(3)") == []


@pytest.mark.parametrize(
    ("what", "near"),
    [
        ("KeyError: 'lov'", "low"),
        ("NoAttribute: 'DataFrame' object has no attribute 'untis'", "unit"),
        ("KeyError: 'qqqqqqqq'", ""),
        ("KeyError: 7", ""),
    ],
)
def test_a_column_that_a_frame_does_not_have_is_answered_with_the_nearest_of_the_data(project, what, near):
    said = run._also(CellFault(what, 3, ""), catalogue.load()[0])
    assert [line.endswith(f"; did you mean “{near}”?") for line in said if "no column" in line] == [True] * bool(near)
