"""The reference of what notebooks import: every public name with its signature, its docstring and an example."""

import argparse
import importlib
import inspect
import re
import tomllib
from pathlib import Path
from typing import Any

from cited import files, project
from cited.commands import DONE

EXAMPLES, PAGE = Path("docs/examples.toml"), Path("docs/api.md")
ROOMS = {"ledger": "cited.ledger", "page": "cited.page"}
HEAD = """\
# Notebook API

Every name that a notebook imports from `cited.ledger` and `cited.page`. `make reference` writes this page from the
docstrings and from `docs/examples.toml`; the tests run every example. Each begins with
`from cited import ledger, page`.
"""


def write(_options: argparse.Namespace) -> int:
    """Write docs/api.md anew."""
    files.write(project.root() / PAGE, text())
    print(PAGE)
    return DONE


def text() -> str:
    """Return the reference as Markdown."""
    parts = [HEAD]
    for room, examples in loaded().items():
        module = importlib.import_module(ROOMS[room])
        parts.append(f"## {ROOMS[room]}\n\n{inspect.getdoc(module)}\n")
        parts += [_entry(name, getattr(module, name), examples.get(name, "")) for name in module.__all__]
    return "\n".join(parts)


def loaded() -> dict[str, dict[str, str]]:
    """Return the examples of each room, by name."""
    content: dict[str, dict[str, str]] = tomllib.loads((project.root() / EXAMPLES).read_text(encoding="utf-8"))
    return {room: {name: code.strip() for name, code in content.get(room, {}).items()} for room in ROOMS}


def missing() -> list[str]:
    """Return the public names that have no docstring or no example, and the examples of no name."""
    gaps = []
    for room, examples in loaded().items():
        module = importlib.import_module(ROOMS[room])
        gaps += [f"{room}.{name}: no docstring" for name in module.__all__ if not inspect.getdoc(getattr(module, name))]
        gaps += [f"{room}.{name}: no example" for name in module.__all__ if not examples.get(name)]
        gaps += [f"{room}.{name}: no such name" for name in examples if name not in module.__all__]
    return gaps


def _entry(name: str, thing: Any, example: str) -> str:
    called = f"{name}{_signature(thing)}" if callable(thing) else name
    indented = "\n".join(f"    {line}".rstrip() for line in example.split("\n"))
    return f"### {name}\n\n`{called}`\n\n{inspect.getdoc(thing)}\n\n{indented}\n"


def _signature(thing: Any) -> str:
    try:
        signature = inspect.signature(thing)
    except ValueError:
        return ""
    # The empty annotation stays what it is: it is not written.
    parameters = [
        one if one.annotation is one.empty else one.replace(annotation=_Written(one.annotation))
        for one in signature.parameters.values()
    ]
    return str(signature.replace(parameters=parameters, return_annotation=_Written(signature.return_annotation)))


class _Written:
    """An annotation as a reference shows it: without quotes, and without the modules in which a type stands."""

    def __init__(self, annotation: object) -> None:
        self.text = re.sub(r"\b(?:\w+\.)+(?=[A-Z])", "", inspect.formatannotation(annotation).strip("'"))

    def __repr__(self) -> str:
        return self.text
