"""A new notebook with its entry in the catalogue, from a template that publishes at once."""

import io
import json
import re
from pathlib import Path
from typing import Any

from cited import files, parameters, project
from cited.press.reports import catalogue

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
KERNEL = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}


def notebook(name: str, question: str) -> tuple[Path, Path]:
    """Write `notebooks/<name>.ipynb` and its entry in the catalogue; return where both are.

    Raises InputError, and writes nothing, for a name that is none or is taken, and for a missing question.
    """
    path = Path("notebooks") / f"{name}.ipynb"
    faults = []
    if not NAME.fullmatch(name):
        faults.append(f"NAME: “{name}”; expected lower-case words and hyphens, as aid-per-recipient")
    elif fault := project.long_name(name, "NAME:"):
        faults.append(fault)
    elif (project.root() / path).exists():
        faults.append(f"NAME: {path} is there already; expected a new name")
    if not question.strip():
        faults.append(f"QUESTION: “{question}”; expected the question that the notebook asks")
    elif project.has_ledger() and any(map(str.isnumeric, question)):
        faults.append(f"QUESTION: “{question}”; expected no digit, which would lead to no source: say it in words")
    if faults:
        raise project.InputError(*faults)
    entry = _entry(name, question.strip())
    files.write(project.root() / path, json.dumps(_content(question.strip()), ensure_ascii=False, indent=1) + "\n")
    try:
        files.write(project.root() / catalogue.CATALOGUE, entry)
    except BaseException:
        files.remove(project.root() / path)
        raise
    return path, catalogue.CATALOGUE


def _content(question: str) -> dict[str, Any]:
    theme = _theme()
    cells = [
        ("markdown", [], f"# {question}\n\nAs printed in the documents; what a number leaves out stands here."),
        ("code", ["parameters"], f'theme: str = "{theme}"  # theme shown; one of figures.theme'),
        ("code", [], "from cited.page import panel\n\npanel()"),
        (
            "code",
            ["setup"],
            "from cited.ledger import figures, verdicts, without_repeats\n"
            "from cited.page import count, intervals, sentence, sources, table\n\n"
            "chosen = figures(theme=theme)\n"
            "judged = verdicts(theme=theme)",
        ),
        ("code", [], 'sentence("The documents print {n}.", n=count(chosen, "figure"))'),
        ("markdown", [], "## Which figures are there?"),
        ("code", [], 'table(chosen, "Figures, as printed")'),
        ("markdown", [], "## How do they compare?"),
        ("code", [], 'intervals(without_repeats(chosen), "Figures as printed, and as published", judged=judged)'),
        ("markdown", [], "## Sources"),
        ("code", [], "sources()"),
    ]
    made = []
    for number, (kind, tags, source) in enumerate(cells, start=1):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {"tags": tags} if tags else {}}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append({**cell, "source": source.splitlines(keepends=True)})
    return {"cells": made, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}


def _theme() -> str:
    """Return a theme that the ledger has, for the first page: the first in the alphabet."""
    return min(parameters.values("figures", "theme") or {""})


def _entry(name: str, question: str) -> str:
    """Return the catalogue with an entry added at the end of its list; every comment stays."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    path = project.root() / catalogue.CATALOGUE
    text = path.read_text(encoding="utf-8")
    made = {"path": name, "notebook": name, "title": question, "answers": question}
    with io.StringIO() as file:
        yaml.dump({"reports": [made]}, file)
        entry = file.getvalue().partition("\n")[2]
    content = yaml.load(text)
    if list(content)[-1] == "reports" and content["reports"].fa.flow_style() is not True:
        # The list is the end of the file: what stands there stays to the character.
        return text.rstrip("\n") + "\n\n" + entry
    content["reports"].append(made)
    with io.StringIO() as file:
        yaml.dump(content, file)
        return file.getvalue()
