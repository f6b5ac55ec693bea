"""A one-off report that the catalogue does not list: a notebook with parameters given on the command line.

It is checked as the catalogue's are, and its page goes to `reports/adhoc/`, to which the index does not lead.
"""

import hashlib
import json
import re

from cited import literals, project
from cited.nearest import suggestion
from cited.parameters import Parameter
from cited.press.reports import catalogue, navigation, plan
from cited.press.reports.report import Report

FOLDER = "adhoc"
# So long a name says what a report shows; one that is longer ends in a digest of it.
LONGEST = 120
# What `make report` takes beside the parameters.
VARIABLES = ("NOTEBOOK", "OUT")
# How None is written, where a parameter may be that.
NOTHING = ("", "None", "null")
TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def report(notebook: str, given: dict[str, str], out: str = "") -> Report:
    """Return the report of a notebook with these values, as text; `out` is the page's name, else made of both.

    A list is written with commas, or as JSON. Raises InputError with every fault at once.
    """
    read, faults = catalogue.read_notebook(notebook, plan.sources())
    if not notebook:
        near = "".join(f"; {name} is not a variable{suggestion(name, VARIABLES)}" for name in given if name.isupper())
        raise project.InputError(f"NOTEBOOK is missing; expected the name of a file of notebooks/{near}")
    if read is None:
        raise project.InputError(*(fault.removeprefix(f"{project.CATALOGUE}: ") for fault in faults))
    declared = read.declared
    values, faults = {}, []
    for name, text in given.items():
        if name in VARIABLES and name not in declared:
            faults.append(f"“{name}” is a variable of make; expected --{name.lower()} {text}")
            continue
        if name not in declared:
            known = ", ".join(declared) or "none"
            faults.append(f"“{name}”: notebook {notebook} declares {known}{suggestion(name, [*declared, *VARIABLES])}")
            continue
        try:
            values[name] = value(declared[name], text)
        except ValueError as error:
            faults.append(f"{name}={text}: {error}")
    name = out.removeprefix("reports/").removeprefix(f"{FOLDER}/").removesuffix(".html")
    path = f"{FOLDER}/{name or _name(notebook, given)}"
    words = _question(notebook), "A report made for one question."
    made = Report(path, notebook, *words, values, declared, content=read.content, cells=read.cells)
    faults += list(catalogue.value_faults(made))
    if faults:
        raise project.InputError(*faults)
    return navigation.placed([made])[0]


def value(parameter: Parameter, text: str) -> object:
    """Return a parameter's value from its text; raises ValueError where the text is not of its type."""
    kind = parameter.type.removesuffix(literals.OPTIONAL)
    if literals.optional(parameter.type) and text.strip() in NOTHING:
        return None
    try:
        if kind == "bool":
            return TRUTHS[text.strip().lower()]
        if kind in ("int", "float"):
            return int(text) if kind == "int" else float(text)
        if kind.startswith("list"):
            parts = json.loads(text) if text.lstrip().startswith("[") else [part.strip() for part in text.split(",")]
            return [int(part) if kind == "list[int]" else part for part in parts if part != ""]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"expected {parameter.type}, as {parameter.default!r}") from None
    return text


def _question(notebook: str) -> str:
    """Return the notebook's own title; braces would name parameters."""
    for cell in catalogue.notebook(notebook)["cells"]:
        if cell["cell_type"] == "markdown" and (title := re.search(r"^# (.+)", "".join(cell["source"]), re.MULTILINE)):
            return title[1].replace("{", "(").replace("}", ")")
    return notebook


def _name(notebook: str, given: dict[str, str]) -> str:
    plain = "-".join([notebook, *(f"{name}-{text}" for name, text in given.items())])
    name = project.slug(plain) or notebook
    if len(name) <= LONGEST:
        return name
    return f"{name[:LONGEST]}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}"
