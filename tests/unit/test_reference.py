"""The reference of the notebook API is whole, up to date, and its examples run."""

import pytest
from conftest import REPOSITORY

from cited.commands import reference

EXAMPLES = [
    (room, name, code)
    for room, found in reference.tomllib.loads((REPOSITORY / reference.EXAMPLES).read_text(encoding="utf-8")).items()
    for name, code in found.items()
]


@pytest.fixture(autouse=True)
def repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


def test_every_public_name_has_a_docstring_and_an_example():
    assert reference.missing() == []


def test_the_page_is_what_the_docstrings_say():
    assert (REPOSITORY / reference.PAGE).read_text(encoding="utf-8") == reference.text(), "run `cited reference`"


@pytest.mark.parametrize(("room", "name", "code"), EXAMPLES, ids=[f"{room}.{name}" for room, name, _ in EXAMPLES])
def test_the_example_of_a_name_runs(room, name, code):
    exec(compile(f"from cited import ledger, page\n{code.strip()}\n", f"{room}.{name}", "exec"), {})
