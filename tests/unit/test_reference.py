"""The reference of the notebook API is whole, up to date, and its examples run."""

import pytest
from conftest import REPOSITORY

from cited.commands import reference

EXAMPLES = [(room, name, code) for room, shown in reference.examples().items() for name, code in shown.items()]


@pytest.fixture(autouse=True)
def repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


def test_every_public_name_has_a_docstring_and_an_example():
    assert reference.missing() == []


def test_the_reference_shows_every_name_with_its_docstring_and_its_example():
    text = reference.text()
    assert (REPOSITORY / "docs/api.md").read_text(encoding="utf-8") == text, "run `make reference`"
    assert all(f"\n### {name}\n" in text for _, name, _ in EXAMPLES)
    assert "    page.rule()" in text
    assert "Example:" not in text


@pytest.mark.parametrize(("room", "name", "code"), EXAMPLES, ids=[f"{room}.{name}" for room, name, _ in EXAMPLES])
def test_the_example_of_a_name_runs(room, name, code):
    exec(compile(f"from cited import ledger, page\n{code.strip()}\n", f"{room}.{name}", "exec"), {})
