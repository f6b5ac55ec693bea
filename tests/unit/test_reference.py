"""The reference of the notebook API is whole, up to date, and its examples run."""

import ast
import collections.abc
import importlib
import pkgutil
import re
import textwrap

import pytest
from conftest import REPOSITORY, each_case

from cited import ledger, page
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


# What stands in signatures and belongs to another package.
OTHERS = {
    "DataFrame": "pandas",
    "Series": "pandas",
    "Markup": "markupsafe",
    "VBox": "ipywidgets",
    "Manifest": "cited.manifest",
}
DEFINED = re.compile(r"^(?:def |class )([A-Za-z]\w*)|^([A-Z]\w*)\b.* = ", flags=re.MULTILINE)


def test_every_name_that_the_reference_shows_can_be_imported_from_the_room_that_shows_it():
    # As `make reference` writes it, which the test above sees to.
    text = (REPOSITORY / "docs/api.md").read_text(encoding="utf-8")
    exported = {*ledger.__all__, *page.__all__}
    signatures = " ".join(re.findall(r"^### \w+\n\n`(.*)`$", text, flags=re.MULTILINE))
    types = set(re.findall(r"\b[A-Z]\w+", signatures)) - exported - {"None", "False", "True"}
    assert types - set(vars(collections.abc)) <= set(OTHERS)
    assert all(hasattr(importlib.import_module(package), name) for name, package in OTHERS.items())
    prose = re.sub(r"^    .*", "", text, flags=re.MULTILINE)
    shown = {*re.findall(r"`([A-Z]\w*)`", prose), *re.findall(r"\bsee `(\w+)`", prose)}
    modules = [
        path.read_text(encoding="utf-8")
        for room in ("ledger", "page")
        for path in (REPOSITORY / "cited" / room).rglob("*.py")
    ]
    defined = {name for module in modules for pair in DEFINED.findall(module) for name in pair if name}
    assert sorted((shown & defined) - exported) == []
    assert "rate" in defined and "COLUMNS" in defined
    for name in re.findall(r"`(cited(?:\.\w+)+)`", prose):
        assert pkgutil.resolve_name(name)


def test_the_list_of_modules_is_up_to_date():
    assert (REPOSITORY / "docs/modules.md").read_text(encoding="utf-8") == reference.modules(), "run `make reference`"


def test_the_list_of_commands_is_up_to_date_and_has_every_argument():
    listed = reference.listed()
    assert (REPOSITORY / "docs/commands.md").read_text(encoding="utf-8") == listed, "run `make reference`"
    assert "| `--name NAME` | what the id begins with" in listed and "| `[reports/<report>.html ...]` |" in listed


def test_every_module_is_listed_with_what_it_is_for():
    # As `make reference` writes it, which the test above sees to.
    text = (REPOSITORY / "docs/modules.md").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n") if line.startswith("| `")]
    assert any(row.startswith("| `nearest` | The known name nearest") for row in rows)
    assert [row for row in rows if row.endswith("|  |")] == []


@each_case(("room", "name", "code"), EXAMPLES)
def test_the_example_of_a_name_runs(room, name, code):
    exec(compile(f"from cited import ledger, page\n{code.strip()}\n", f"{room}.{name}", "exec"), {})


def calls(code: str) -> bool:
    """Tell whether a text is Python that calls a public name of the rooms."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return False
    named = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return bool(named & {*ledger.__all__, *page.__all__})


def in_prose() -> list[str]:
    """Return the Python that the guides show, in blocks and within lines."""
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(REPOSITORY.glob("docs/*.md")) if path.stem != "api"
    )
    blocks = [textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n)+", text, flags=re.MULTILINE)]
    return [code.strip() for code in [*blocks, *re.findall(r"`([^`\n]+)`", text)] if calls(code)]


@each_case("code", in_prose())
def test_the_python_that_the_guides_show_runs(code):
    held = ledger.figures(theme="reserves")
    known = {name: getattr(room, name) for room in (ledger, page) for name in room.__all__}
    exec(compile(code, "docs", "exec"), known | {"held": held, "a": held["low"].head(1), "b": held["low"].tail(1)})


def test_the_guides_show_python():
    assert len(in_prose()) > 2
