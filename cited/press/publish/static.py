"""What cells show in a form that a page without scripts can hold; what has none is named, and fails its report."""

import json
import re
from collections.abc import Iterable, Iterator

from cited import manifest, messages
from cited.notebook_json import Cell, Data, Notebook, text
from cited.press.publish import formulas
from cited.press.publish.formulas import CODE

IMAGES = ("image/svg+xml", "image/png", "image/jpeg")
WIDGET = "application/vnd.jupyter.widget-view+json"
# What the page's template can show, beside images.
TEXTS = ("text/html", "text/markdown", "text/plain")
# What only a script in the reader's browser would draw: `freedom` lists its data instead.
PLOTS = (
    "application/vnd.plotly.v1+json",
    *(f"application/vnd.vegalite.v{edition}+json" for edition in range(2, 8)),
    *(f"application/vnd.vega.v{edition}+json" for edition in range(3, 8)),
)
# What an object is called in text where it has no other form than the one beside it.
CALLED = re.compile(r"<.*>", re.DOTALL)
SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
# What is loaded, played or drawn by a script: a page would show nothing in its place, or its source.
EMPTY = re.compile(r"<(iframe|frame|object|embed|applet|portal|video|audio|canvas)\b", re.IGNORECASE)


def settle(notebook: Notebook) -> list[str]:
    """Put each output of a notebook into the best form that a page can hold; return what has none, a phrase each.

    A formula becomes MathML, an output of which the HTML needs a script its picture; colours of a terminal go.
    """
    faults = []
    for number, cell in numbered(notebook["cells"]):
        if cell["cell_type"] == "markdown" and (empty := EMPTY.search("".join(CODE.split(text(cell["source"]))[::2]))):
            faults.append(f"cell {number} shows {_unshown(empty[1])}")
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream":
                output["text"] = messages.without_escapes(text(output["text"]))
            elif "data" in output:
                if "text/plain" in output["data"]:
                    output["data"]["text/plain"] = messages.without_escapes(text(output["data"]["text/plain"]))
                faults += [f"cell {number} shows {fault}" for fault in _settled(output["data"])]
    return faults


def numbered(cells: Iterable[Cell]) -> Iterator[tuple[int, Cell]]:
    """Give each cell with its number as JupyterLab shows them: papermill has put one in with the parameters."""
    number = 0
    for cell in cells:
        number += "injected-parameters" not in cell["metadata"].get("tags", [])
        yield number, cell


def allow_errors(notebook: Notebook) -> None:
    """Make each error that its cell allows, by the tag `raises-exception`, a line of text."""
    from nbformat.v4 import new_output

    for cell in notebook["cells"]:
        allowed = "raises-exception" in cell["metadata"].get("tags", [])
        if allowed and not cell["metadata"].get("papermill", {}).get("exception"):
            for at, output in enumerate(cell.get("outputs", [])):
                if output["output_type"] == "error":
                    line = f"{output['ename']}: {output['evalue']}\n"
                    cell["outputs"][at] = new_output("stream", name="stdout", text=line)


def _settled(data: Data) -> Iterator[str]:
    pictures = [kind for kind in IMAGES if kind in data]
    html = text(data.get("text/html", ""))
    if data.pop(WIDGET, None) is not None and not pictures and not html:
        yield "a widget, which needs a script; expected a table, a picture or text"
    elif (empty := EMPTY.search(html)) and manifest.MIME not in data:
        yield _unshown(empty[1])
    elif SCRIPT.search(html) and (pictures or any(kind in data for kind in PLOTS)):
        del data["text/html"]
    elif SCRIPT.search(html):
        yield (
            "HTML that needs a script, which pages do not run; expected a table, a picture or text: save a chart as "
            "SVG or PNG and show the file by `IPython.display.SVG` or `Image`, in a cell with the tag `untraced`"
        )
    elif "text/latex" in data and not pictures and not html:
        # What cannot be converted is shown as its text.
        source = text(data["text/latex"]).strip().strip("$").removeprefix(r"\displaystyle")
        if formula := formulas.mathml(source, block=True):
            data["text/html"] = formula
    elif "application/javascript" in data and not pictures and not html:
        yield "JavaScript, which pages do not run; expected a table, a picture or text"
    elif "application/json" in data and not pictures and not html:
        data["text/plain"] = json.dumps(data.pop("application/json"), indent=1, ensure_ascii=False)
    elif CALLED.fullmatch(text(data.get("text/plain", "")).strip()) and (others := _others(data)):
        yield f"{', '.join(others)}, which no page can hold; expected a table, a picture or text"
    elif not any(kind in data for kind in (*IMAGES, *TEXTS, *PLOTS)):
        kinds = ", ".join(sorted(data)) or "nothing"
        yield f"only {kinds}, which no page can hold; expected a table, a picture or text"


def _unshown(element: str) -> str:
    return f"<{element.lower()}>, which no page can hold; expected a table, a picture or text"


def _others(data: Data) -> list[str]:
    """Return the kinds of an output that only its name in text stands beside, none where it has a form for pages."""
    known = any(kind in data for kind in (*IMAGES, *PLOTS, "text/html", "text/markdown", "text/latex"))
    return [] if known else sorted(kind for kind in data if kind != "text/plain" and kind != manifest.MIME)
