"""The quick look at tables passes a sound ledger, and nothing in which frictionless would find a fault."""

import copy
import csv
import io
import itertools
import random

import pytest

from cited.ledger.rules import check, schema, screen

# One column of each type, each held to what a column of that type may be held to; and a reference to the table itself.
SCHEMA = {
    "fields": [
        {
            "name": "id",
            "type": "string",
            "description": "letters",
            "constraints": {"required": True, "pattern": "^[a-z]+$"},
        },
        {"name": "line", "type": "integer", "constraints": {"required": True, "minimum": 1}},
        {"name": "value", "type": "number", "constraints": {"minimum": 0}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["one", "two"]}},
        {"name": "same", "type": "string"},
    ],
    "primaryKey": ["id"],
    "foreignKeys": [{"fields": ["same"], "reference": {"fields": ["id"]}}],
    "missingValues": [""],
}
CELLS = (
    "",
    "a",
    "b",
    "c",
    "A",
    "1",
    "01",
    "-1",
    "+1",
    "1.0",
    "1e3",
    "-0.1",
    "NaN",
    " a",
    "a ",
    "one",
    "ten",
    "٣",
    "9" * 5000,
)
ROWS = [["a", "1", "0.5", "one", ""], ["b", "20", "", "", "a"]]


def written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[field["name"] for field in SCHEMA["fields"]], *rows])
    return text.getvalue()


def looked(project, text: str, described: dict = SCHEMA) -> bool:
    """Whether the quick look passes a table of these rows."""
    project.write("data/table.csv", text)
    return not screen.doubtful([(project.root / "data/table.csv", described)])


def named(project) -> list:
    """What frictionless finds in that table."""
    table = [(project.root / "data/table.csv", SCHEMA)]
    return schema.named(table, table)


def test_a_sound_ledger_is_passed(project):
    assert screen.doubtful(check.resources()) == []
    assert looked(project, written(ROWS))


def test_only_the_table_that_is_broken_is_looked_at_closely(project):
    project.change("data/figures/north-2020.csv", "USD,2014,", "Dollars,2014,")
    assert [path.name for path, _ in screen.doubtful(check.resources())] == ["north-2020.csv"]


@pytest.mark.parametrize(
    ("at", "cell"),
    [
        ((0, 0), ""),
        ((0, 0), "A"),
        ((0, 0), "b"),
        ((0, 1), "0"),
        ((0, 1), "1.5"),
        ((0, 2), "-0.5"),
        ((0, 2), "much"),
        ((0, 3), "three"),
        ((1, 4), "c"),
    ],
)
def test_a_broken_cell_is_not_passed(project, at, cell):
    rows = copy.deepcopy(ROWS)
    rows[at[0]][at[1]] = cell
    assert not looked(project, written(rows))
    assert named(project)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "id,line\n",
        "id,line,value,same,kind\n",
        "id,line,value,kind,same\na,1\n",
        'id,line,value,kind,same\n"a"b,1,,,\n',
        'id,line,value,kind,same\n"a,1,,,\n',
    ],
)
def test_a_broken_line_is_not_passed(project, text):
    assert not looked(project, text)


@pytest.mark.parametrize(
    "change",
    [
        {"primaryKey": "id"},
        {"primaryKey": ["value"]},
        {"foreignKeys": [{"fields": ["same"], "reference": {"resource": "others", "fields": ["id"]}}]},
        {"foreignKeys": [{"fields": ["line"], "reference": {"fields": ["line"]}}]},
        {"missingValues": ["", "a"]},
        {"fields": [{"name": "id", "type": "date"}, *SCHEMA["fields"][1:]]},
        {"fields": [{"name": "id", "type": "string", "constraints": {"maxLength": 0}}, *SCHEMA["fields"][1:]]},
        {"fields": [{"name": "id", "type": "string", "constraints": {"pattern": "["}}, *SCHEMA["fields"][1:]]},
        {"fields": [{"name": "id", "type": "string", "constraints": {"minimum": 1}}, *SCHEMA["fields"][1:]]},
        {"fields": None},
    ],
)
def test_a_schema_that_says_something_else_is_not_passed(project, change):
    assert not looked(project, written(ROWS), {**SCHEMA, **change})


def test_what_is_passed_has_no_fault_for_frictionless(project):
    chance, passed = random.Random(1), 0
    for row, column, cell in itertools.product(range(2), range(5), CELLS):
        rows = copy.deepcopy(ROWS)
        rows[row][column] = cell
        if chance.random() < 0.3:
            rows[row][(column + 1) % 5] = chance.choice(CELLS)
        if looked(project, written(rows)):
            passed += 1
            assert not named(project)
    assert passed > 5
