"""Sections of an executed notebook that have nothing to show: left out of the page, and named in one sentence."""

import re
from copy import copy

from markupsafe import Markup

HEADING = re.compile(r"##\s+(.+)")
# What a cell's output is when it says that there is nothing: this class is the page's contract with its notebooks.
NOTHING = re.compile(r'\s*(<p class="nothing">.*</p>\s*)?', re.DOTALL)
SAID = '<p class="nothing">For these parameters nothing is held on: {}</p>'


def filled(notebook):
    """Return the notebook without the sections in which every output is empty or says that there is nothing.

    A section is a heading of the second level and what follows. In the others the outputs that say so go too: what
    is shown answers their question. Before the last section, the list of sources, one sentence names what was left
    out. What stands before the first heading stays as it is.
    """
    sections = [[]]
    for cell in notebook["cells"]:
        if _heading(cell):
            sections.append([])
        sections[-1].append(cell)
    kept, dropped = [sections[0]], []
    for section in sections[1:]:
        shown = [cell for cell in section if cell["cell_type"] == "code"]
        if shown and all(map(_empty, shown)):
            dropped.append(_heading(section[0]))
        else:
            kept.append([cell for cell in section if not (cell in shown and cell["outputs"] and _empty(cell))])
    if dropped:
        questions = Markup("; ").join(Markup("<q>{}</q>").format(question) for question in dropped)
        kept.insert(max(1, len(kept) - 1), [_sentence(notebook, SAID.format(questions))])
    found = copy(notebook)
    found["cells"] = [cell for section in kept for cell in section]
    return found


def _heading(cell) -> str:
    match = HEADING.match(_source(cell)) if cell["cell_type"] == "markdown" else None
    return match[1].strip() if match else ""


def _empty(cell) -> bool:
    """Tell whether all that a code cell shows says that there is nothing; a cell that shows nothing at all is one."""
    return all(NOTHING.fullmatch(_html(output)) for output in cell["outputs"])


def _html(output) -> str:
    if "data" not in output:
        return output.get("output_type", "other")
    html = output["data"].get("text/html")
    return "".join(html) if html is not None else "other"


def _source(cell) -> str:
    return "".join(cell["source"])


def _sentence(notebook, html: str):
    cell = copy(next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"))
    cell["source"] = html
    if "id" in cell:
        cell["id"] = "left-out"
    return cell
