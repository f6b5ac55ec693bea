"""The reference: every name that notebooks import, every module, every command."""

import argparse
import importlib
import inspect
import re
import textwrap
import tomllib
from pathlib import Path
from typing import Any, ForwardRef

import cited
from cited import commands, files, project
from cited.commands import DONE, arguments
from cited.ledger.store import tables

EXAMPLES = Path("docs/examples.toml")
ROOMS = {"ledger": "cited.ledger", "page": "cited.page"}
EXAMPLE = "Example:\n"
MODULES = """\
# Modules

Every module of the package, by folder, from the beginning of its docstring; `make reference` writes this page."""
COMMANDS = """\
# Commands

Every command of the program `cited` with its arguments, as `cited <command> --help` has them; `make help` lists
the targets that call them. `make reference` writes this page."""
HEAD = """\
# Notebook API

Every name that a notebook imports from `cited.ledger` and `cited.page`, from the docstrings. The tests run every
example; each begins with `from cited import ledger, page`. Examples ask for themes and units of this repository's
documents: in another project put your own.
"""


def show(options: argparse.Namespace) -> int:
    """Print the reference of names, or that of modules or of commands; or write all three."""
    if options.write:
        for path, made in WRITTEN.items():
            files.write(project.root() / path, made())
            print(path)
        return DONE
    print(modules() if options.modules else listed() if options.commands else text(), end="")
    return DONE


def modules() -> str:
    """Return every module of the package with how its docstring begins, as Markdown: a table for each folder."""
    root = Path(cited.__file__).parent
    parts = [MODULES]
    for folder in sorted({path.parent for path in root.rglob("*.py")}):
        parts.append(f"## {folder.relative_to(root.parent).as_posix()}/\n\n| module | what it is for |\n| --- | --- |")
        for path in sorted(folder.glob("*.py")):
            # Every module begins with its docstring: to parse them all takes a second.
            beginning = path.read_text(encoding="utf-8").split('"""', 2)[1].partition("\n\n")[0]
            parts[-1] += f"\n| `{path.stem}` | {' '.join(beginning.split()).replace('|', '&#124;')} |"
    return "\n\n".join(parts) + "\n"


def listed() -> str:
    """Return every command with its arguments, as Markdown: a table for each."""
    parts = [COMMANDS]
    for title, group in commands.COMMANDS.items():
        parts.append(f"## {title}")
        for command in group:
            parts.append(f"### {command.name}\n\n{command.summary[:1].upper()}{command.summary[1:]}.")
            if command.arguments:
                rows = "\n".join(map(_argument, command.arguments))
                parts.append(f"| argument | meaning |\n| --- | --- |\n{rows}")
    return "\n\n".join(parts) + "\n"


def _argument(argument: arguments.Argument) -> str:
    settings = argument.settings
    named: str = settings.get("metavar", argument.names[0].lstrip("-").upper())
    if argument.names[0].startswith("-"):
        called = argument.names[-1] if "action" in settings else f"{argument.names[-1]} {named}"
    else:
        called = {"*": f"[{named} ...]", "?": f"[{named}]"}.get(settings.get("nargs", ""), named)
    choices = f"; one of {', '.join(settings['choices'])}" if "choices" in settings else ""
    return f"| `{called}` | {settings['help']}{choices} |"


def text() -> str:
    """Return the reference as Markdown."""
    parts = [HEAD]
    for room, shown in examples().items():
        module = importlib.import_module(ROOMS[room])
        parts.append(f"## {ROOMS[room]}\n\n{inspect.getdoc(module)}\n")
        parts += [_entry(name, getattr(module, name), shown.get(name, "")) for name in module.__all__]
    return "\n".join(parts)


def examples() -> dict[str, dict[str, str]]:
    """Return the examples of each room, by name: of the docstrings, and those that a project has in docs/."""
    path = project.root() / EXAMPLES
    own: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    shown = {}
    for room in ROOMS:
        module = importlib.import_module(ROOMS[room])
        parts = {name: _documented(getattr(module, name))[1] for name in module.__all__}
        shown[room] = {name: code for name, code in parts.items() if code} | own.get(room, {})
    return {room: {name: code.strip() for name, code in named.items()} for room, named in shown.items()}


def missing() -> list[str]:
    """Return the public names that have no docstring or no example, and the examples of no name."""
    gaps = []
    for room, shown in examples().items():
        module = importlib.import_module(ROOMS[room])
        undocumented = [name for name in module.__all__ if not _documented(getattr(module, name))[0]]
        gaps += [f"{room}.{name}: no docstring" for name in undocumented]
        gaps += [f"{room}.{name}: no example" for name in module.__all__ if not shown.get(name)]
        gaps += [f"{room}.{name}: no such name" for name in shown if name not in module.__all__]
    return gaps


def _documented(thing: object) -> tuple[str, str]:
    """Return the docstring of a thing without its example, and the example; both may be empty."""
    words, _, example = (inspect.getdoc(thing) or "").partition(EXAMPLE)
    return words.strip(), textwrap.dedent(example).strip()


def _entry(name: str, thing: object, example: str) -> str:
    called = f"{name}{_signature(thing)}" if callable(thing) else name
    indented = "\n".join(f"    {line}".rstrip() for line in example.split("\n"))
    return f"### {name}\n\n`{called}`\n\n{_documented(thing)[0]}\n\n{indented}\n"


def _signature(thing: Any) -> str:
    # Notebooks do not call a class that has the constructor of another.
    if isinstance(thing, type) and not {"__init__", "__new__"} & vars(thing).keys():
        return ""
    signature = inspect.signature(thing)
    named = [each for one in signature.parameters.values() for each in _keywords(one)]
    # The empty annotation stays what it is: it is not written.
    parameters = [
        one if one.annotation is one.empty else one.replace(annotation=_Written(one.annotation)) for one in named
    ]
    # What a class returns is itself.
    returned = signature.empty if isinstance(thing, type) else _Written(signature.return_annotation)
    return str(signature.replace(parameters=parameters, return_annotation=returned))


def _keywords(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """Return a parameter as a caller gives it: keywords that a TypedDict declares, each by its name."""
    if "Unpack[" not in str(parameter.annotation):
        return [parameter]
    keys = tables.Filters.__annotations__
    return [
        inspect.Parameter(name, parameter.KEYWORD_ONLY, default=None, annotation=kind) for name, kind in keys.items()
    ]


class _Written:
    """An annotation as a reference shows it: without quotes, and without the modules in which a type stands."""

    def __init__(self, annotation: object) -> None:
        written = annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else annotation
        text = written if isinstance(written, str) else inspect.formatannotation(written)
        self.text = re.sub(r"\b(?:\w+\.)+(?=[A-Z])", "", text)

    def __repr__(self) -> str:
        return self.text


# Every reference by the page that has it.
WRITTEN = {"docs/api.md": text, "docs/modules.md": modules, "docs/commands.md": listed}
