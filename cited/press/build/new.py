"""A new notebook with its entry in the catalogue, which publishes at once."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cited import files, project
from cited.press.publish import freedom
from cited.press.reports import catalogue, plan

MEANINGS = {"year": "year shown", "first": "first year shown", "last": "last year shown"}
# Its kind, its tag if any, and its source.
Cell = tuple[str, str, str]
KERNEL = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}


# The theme of the first page for a question, between two years (0: no limit), and whether a chart of it can be drawn.
Choose = Callable[[str, int, int], tuple[str, bool]]


def notebook(name: str, question: str, choose: Choose | None) -> tuple[Path, Path]:
    """Write `notebooks/<name>.ipynb` and its entry in the catalogue; return where both are.

    `choose` is asked for the theme of a project with a ledger; without it the notebook has data of its own. Years of
    the question become parameters. Raises InputError, and writes nothing, for a name or question that cannot be taken.
    """
    path, question = Path("notebooks") / f"{name}.ipynb", question.strip()
    years = _years(question) if choose else {}
    if faults := [*_name_faults(name), *_question_faults(question, years, ledger=choose is not None)]:
        raise project.InputError(*faults)
    cells = _cells(question, years, choose) if choose else _plain_cells(question)
    content = (json.dumps(_content(cells), ensure_ascii=False, indent=1) + "\n").encode()
    with files.locked("data"):
        if (project.root() / path).exists() and not _begun(name, path, content):
            raise project.InputError(f"NAME: {path} is there already; expected a new name")
        seen = files.read(project.root() / project.CATALOGUE)
        title = freedom.YEAR.sub(lambda year: f"{{{years[year[1]]}}}" if years else year[1], question)
        entry = _entry(seen.decode(), name, title)
        # What the catalogue would say of it is said before it is there.
        catalogue.load({**plan.sources(), str(path): content, str(project.CATALOGUE): entry.encode()})
        files.write(project.root() / path, content)
        try:
            files.write(project.root() / project.CATALOGUE, entry, seen=seen)
        except BaseException:
            files.remove(project.root() / path)
            raise
    return path, project.CATALOGUE


def _name_faults(name: str) -> Iterator[str]:
    if not project.NAME.fullmatch(name):
        yield f"NAME: “{name}”; expected lower-case words and hyphens, as aid-per-recipient"
    elif fault := project.long_name(name, "NAME:"):
        yield fault


def _begun(name: str, path: Path, content: bytes) -> bool:
    """Tell whether a command that was killed has written this notebook and not yet its entry."""
    return files.read(project.root() / path) == content and all(one.notebook != name for one in catalogue.load())


def _question_faults(question: str, years: dict[str, str], *, ledger: bool) -> Iterator[str]:
    if not question:
        yield f"QUESTION: “{question}”; expected the question that the notebook asks"
    elif set("{}") & set(question):
        yield f"QUESTION: “{question}”; expected no braces, which name a parameter in the catalogue"
    elif ledger and any(map(str.isnumeric, freedom.YEAR.sub("", question))):
        yield (
            f"QUESTION: “{question}”; expected no digit but years, as any other would lead to no source: "
            "say it in words, and a range of years as 2014–2016"
        )
    elif "" in years.values():
        yield f"QUESTION: “{question}” names {len(years)} years; expected one, or the first and the last"


def _years(question: str) -> dict[str, str]:
    """Return the parameter that stands for each year of a question; none for what stands between first and last."""
    years = sorted(set(freedom.YEAR.findall(question)))
    if len(years) < 2:
        return dict.fromkeys(years, "year")
    return {**dict.fromkeys(years, ""), years[0]: "first", years[-1]: "last"}


def _cells(question: str, years: dict[str, str], choose: Choose) -> list[Cell]:
    names = {name: year for year, name in years.items()}
    first, last = (names.get("year") or names.get(name, "0") for name in ("first", "last"))
    theme, drawn = choose(question, int(first), int(last))
    limits = "".join(f", {name}={'year' if 'year' in names else name}" for name in ("first", "last") if names)
    declared = [f'theme: str = "{theme}"  # theme shown; one of figures.theme']
    declared += [f"{name}: int = {year}  # {MEANINGS[name]}" for name, year in names.items()]
    imported = f"count, {'intervals' if drawn else 'counts'}, sentence, sources, table"
    selecting = "figures, verdicts, without_repeats" if drawn else "figures"
    setup = (
        f"from cited.ledger import {selecting}\nfrom cited.page import {imported}\n\n"
        f"chosen = figures(theme=theme{limits})"
    )
    chart = 'intervals(without_repeats(chosen), "As printed, and as published", judged=judged)'
    if drawn:
        setup += "\njudged = verdicts(theme=theme)"
    else:
        # No unit has figures enough for a scale of its own.
        chart = 'counts(chosen, "Figures by unit", by="unit")'
    return [
        ("markdown", "", f"# {question}\n\nAs printed in the documents; what a number leaves out stands here."),
        ("code", "parameters", "\n".join(declared)),
        ("code", "", "from cited.page import panel\n\npanel()"),
        ("code", "setup", setup),
        ("code", "", 'sentence("The documents print {n}.", n=count(chosen, "figure"))'),
        ("markdown", "", "## Which figures are there?"),
        ("code", "", 'table(chosen, "Figures, as printed")'),
        ("markdown", "", "## How do they compare?"),
        ("code", "", chart),
        ("markdown", "", "## Sources"),
        ("code", "", "sources()"),
    ]


def _plain_cells(question: str) -> list[Cell]:
    """Return the cells of a notebook where there is no ledger: its data stand in it, to be replaced."""
    data = 'rows = pd.DataFrame({"name": ["one", "two", "three"], "value": [1, 2, 3]})'
    return [
        ("markdown", "", f"# {question}\n\nWhat a reader should know first stands here."),
        ("code", "parameters", "most: int = 3  # how many rows are shown"),
        ("code", "setup", f"import pandas as pd\n\n# Read your own data here.\n{data}"),
        ("markdown", "", "## Which values are there?"),
        ("code", "", "rows.head(most)"),
        ("markdown", "", "## How do they compare?"),
        ("code", "", 'rows.head(most).plot.barh(x="name", y="value", legend=False);'),
    ]


def _content(cells: list[Cell]) -> dict[str, Any]:
    made = []
    for number, (kind, tag, source) in enumerate(cells, start=1):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {"tags": [tag]} if tag else {}}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append({**cell, "source": source.splitlines(keepends=True)})
    return {"cells": made, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}


def _entry(text: str, name: str, question: str) -> str:
    """Return the text of the catalogue with an entry added at the end of its list; every comment stays."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
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
