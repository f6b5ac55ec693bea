"""Sections of an executed notebook that have nothing to show: left out of the page, and named in one sentence."""

import re
from copy import copy

from markupsafe import Markup, escape

from cited import manifest
from cited.notebook_json import Cell, Notebook

HEADING = re.compile(r"##\s+(.+)")
OMITTED = '<p class="nothing">Left out for lack of data: {}</p>'


def filled(notebook: Notebook) -> Notebook:
    """Return the notebook without the sections in which every output is empty or says that there is nothing.

    A section is a heading of the second level and what follows. In the others the outputs that say so go too: what
    is shown answers their question, but the titles of charts and tables among them are not lost. Before the last
    section, the list of sources, one sentence names what was left out. Of what stands before the first heading,
    findings come first, then the other sentences, then the rest.
    """
    sections: list[list[Cell]] = [[]]
    for cell in notebook["cells"]:
        if _heading(cell):
            sections.append([])
        sections[-1].append(cell)
    kept, dropped = [sorted(sections[0], key=_rank)], list[Markup]()
    for section in sections[1:]:
        shown = [cell for cell in section if cell["cell_type"] == "code"]
        if shown and all(map(_empty, shown)):
            dropped.append(escape(_heading(section[0])))
            continue
        silent = [cell for cell in shown if cell["outputs"] and _empty(cell)]
        kept.append([cell for cell in section if cell not in silent])
        dropped += [Markup(title) for cell in silent for title in manifest.of_outputs(cell["outputs"]).missing]
    if dropped:
        questions = Markup("; ").join(Markup("<q>{}</q>").format(title) for title in dict.fromkeys(dropped))
        kept.insert(max(1, len(kept) - 1), [_sentence(notebook, OMITTED.format(questions))])
    shortened = copy(notebook)
    shortened["cells"] = [cell for section in kept for cell in section]
    return shortened


def _rank(cell: Cell) -> int:
    """Return where a cell before the first heading stands: what was found goes before how it was done."""
    shows = manifest.of_outputs(cell.get("outputs", []))
    return 0 if shows.findings else 1 if shows.sentences else 2


def _heading(cell: Cell) -> str:
    match = HEADING.match("".join(cell["source"])) if cell["cell_type"] == "markdown" else None
    return match[1].strip() if match else ""


def _empty(cell: Cell) -> bool:
    """Tell whether all that a code cell shows says that there is nothing; a cell that shows nothing at all is one."""
    return all(manifest.of_outputs([output]).empty for output in cell["outputs"])


def _sentence(notebook: Notebook, html: str) -> Cell:
    cell = copy(next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"))
    cell["source"] = html
    if "id" in cell:
        cell["id"] = "left-out"
    return cell
