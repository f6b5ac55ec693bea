"""A new notebook with its entry in the catalogue, which publishes at once."""

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from cited import files, project
from cited.notebook_json import Cell, CellMetadata, Metadata, Notebook
from cited.press.publish import in_words
from cited.press.reports import catalogue, plan

KERNEL: Metadata = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
# Returns a notebook as a script whose lines `# %%` begin its cells, for a question and the years in it by parameter.
Text = Callable[[str, dict[str, str]], str]
# What a keyboard has between two years, with blanks or without; print has a dash there.
RANGE = re.compile(r"(?<=\b\d{4}) ?[-—−–] ?(?=\d{4}\b)")
# What begins a cell: its kind if it is not code, and its tag if it has one.
CELL = re.compile(r'^# %%(?: \[(markdown)\])?(?: tags=\["(\w+)"\])?\n', re.MULTILINE)
# The notebook of a project whose data the press knows nothing of: they stand in it, to be replaced.
PLAIN = """\
# %% [markdown]
# # {}
# %% tags=["parameters"]
most: int = 3  # how many rows are shown
# %% tags=["setup"]
import pandas as pd

# Read your own data here, and say under the title what a reader should know of them.
rows = pd.DataFrame({{"name": ["one", "two", "three"], "value": [1, 2, 3]}})
# %% [markdown]
# ## What are the values?
# %%
rows.head(most)
# %% [markdown]
# ## How do they compare?
# %%
rows.head(most).plot.barh(x="name", y="value", legend=False);
"""


def notebook(name: str, question: str, text: Text | None) -> tuple[Path, Path]:
    """Write `notebooks/<name>.ipynb` and its entry in the catalogue; return where both are.

    `text` writes the notebook of a project that traces its numbers, where years of the question become parameters;
    without it the notebook has data of its own. Raises InputError for a name or a question that cannot be taken, and
    writes nothing then.
    """
    path, question = Path("notebooks") / f"{name}.ipynb", RANGE.sub("–", question.strip())
    years = _years(question) if text else {}
    if faults := [*_name_faults(name), *_question_faults(question, years, traced=text is not None)]:
        raise project.InputError(*faults)
    script = text(question, {name: year for year, name in years.items()}) if text else PLAIN.format(question)
    content = (json.dumps(_content(script), ensure_ascii=False, indent=1) + "\n").encode()
    with files.locked("data"):
        if (project.root() / path).exists() and not _begun(name, path, content):
            raise project.InputError(f"NAME: {path} is there already; expected a new name")
        seen = files.read(project.root() / project.CATALOGUE)
        title = in_words.YEAR.sub(lambda year: f"{{{years[year[1]]}}}" if years else year[1], question)
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


def _question_faults(question: str, years: dict[str, str], *, traced: bool) -> Iterator[str]:
    if not question:
        yield f"QUESTION: “{question}”; expected the question that the notebook asks"
    elif len(question.splitlines()) > 1:
        yield f"QUESTION: “{question}”; expected one line"
    elif set("{}") & set(question):
        yield f"QUESTION: “{question}”; expected no braces, which name a parameter in the catalogue"
    elif traced and any(map(str.isnumeric, in_words.YEAR.sub("", question))):
        yield (
            f"QUESTION: “{question}”; expected no digit but years, as any other would lead to no source: "
            "say it in words, and a range of years as 2014–2016"
        )
    elif "" in years.values():
        yield f"QUESTION: “{question}” names {len(years)} years; expected one, or the first and the last"


def _years(question: str) -> dict[str, str]:
    """Return the parameter that stands for each year of a question; none for what stands between first and last."""
    years = sorted(set(in_words.YEAR.findall(question)))
    if len(years) < 2:
        return dict.fromkeys(years, "year")
    return {**dict.fromkeys(years, ""), years[0]: "first", years[-1]: "last"}


def _content(script: str) -> Notebook:
    """Return the notebook that a script stands for; the lines of its text begin with `# `."""
    _, *parts = CELL.split(script)
    made = []
    for number, (kind, tag, source) in enumerate(zip(parts[::3], parts[1::3], parts[2::3], strict=True), start=1):
        text = source.strip("\n")
        tags = CellMetadata(tags=[tag]) if tag else CellMetadata()
        if kind:
            text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
        lines = text.splitlines(keepends=True)
        cell = Cell(cell_type=kind or "code", id=f"cell-{number}", metadata=tags, source=lines)
        if not kind:
            cell["execution_count"], cell["outputs"] = None, []
        made.append(cell)
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
