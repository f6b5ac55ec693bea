"""What a cell may show besides the project's own tables and charts: nothing vanishes, and nothing passes as traced.

An output that brings no manifest leads to no source. With the tag `untraced` its cell is published with a visible mark;
without, it fails the report where it shows a number. Formulas, in Markdown or shown by a cell, are set as MathML.
"""

import html
import re
from collections.abc import Callable, Mapping
from copy import deepcopy

from cited import html_contract, marked, project
from cited.manifest import MIME
from cited.nearest import nearest
from cited.notebook_json import Cell, Data, Notebook, text
from cited.press.publish import code_faults, formulas, in_words, orphans, plots
from cited.press.publish.formulas import CODE
from cited.press.publish.static import IMAGES, PLOTS, numbered

TAG = "untraced"
UNTRACED = f'<section class="untraced" {html_contract.UNTRACED}>'
MARK = '<p class="untraced-mark"><strong>Untraced:</strong> the numbers below lead to no source.</p>'


class Untraced(RuntimeError):
    """A cell shows numbers that lead to no source; the message names cell and line and says what to do."""


class Unclosed(RuntimeError):
    """A cell shows HTML in which the rest of the page would be lost; the message names cell and line."""


def prepared(notebook: Notebook, values: Mapping[str, object]) -> Notebook:
    """Return an executed notebook whose every output a page can show; `values` are the report's parameters.

    Raises Untraced where a cell without the tag shows what leads to no source, Unclosed where its HTML leaves open what
    the rest of the page would vanish in; the message has a line for each cell with a fault.
    """
    made = deepcopy(notebook)
    known = in_words.years(made, values)
    faults: list[Untraced | Unclosed] = []
    for number, cell in numbered(made["cells"]):
        try:
            if cell["cell_type"] == "markdown":
                _prose(cell, number, lambda year: known.get(year, year))
            elif cell["cell_type"] == "code":
                _code(cell, number)
        except (Untraced, Unclosed) as fault:
            faults.append(fault)
    if faults:
        raise type(faults[0])("\n".join(map(str, faults)))
    return made


def prose_faults(notebook: Notebook) -> list[str]:
    """Return what is wrong with the prose of a notebook, a line for each cell, whatever its code shows.

    What is known before a cell runs; not years, which the report's own may be.
    """
    faults = []
    for number, cell in numbered(notebook["cells"]):
        if cell["cell_type"] == "markdown":
            try:
                _prose(deepcopy(cell), number, in_words.as_time)
            except (Untraced, Unclosed) as fault:
                faults.append(str(fault))
    return faults


def _code(cell: Cell, number: int) -> None:
    tagged = TAG in cell["metadata"].get("tags", [])
    parts, kept = [], []
    for output in cell["outputs"]:
        data = output.get("data", {})
        if MIME in data:
            _require_sources(cell, number, text(data.get("text/html", "")))
        if MIME in data or output["output_type"] == "error":
            kept.append(output)
            continue
        if output["output_type"] == "stream":
            shown = f"<pre>{html.escape(text(output['text']))}</pre>" if output.get("name") == "stdout" else ""
        else:
            shown = _shown(data)
            _require_closed(shown, _place(cell, number))
        if tagged:
            parts.append(shown)
            continue
        if shown:
            _check(cell, number, data, shown)
            if output["output_type"] != "stream" and "text/html" not in data and not set(IMAGES) & set(data):
                output["data"] = {"text/html": shown}
        kept.append(output)
    if content := "\n".join(filter(None, parts)):
        shown = f"{UNTRACED}{MARK}{content}</section>"
        kept.append({"output_type": "display_data", "data": {"text/html": shown}, "metadata": {}})
    cell["outputs"] = kept


def _check(cell: Cell, number: int, data: Data, shown: str) -> None:
    if not project.has_ledger():
        # Where there are no sources, nothing needs to lead to one.
        return
    place = _place(cell, number)
    advice = f"show it with {code_faults.advice(''.join(cell['source']), shown)}, or {_tagging(cell)}"
    if any(kind in data for kind in (*IMAGES, *PLOTS)) or "<img" in shown.lower():
        raise Untraced(f"{place}: a picture whose numbers lead to no source; {advice}")
    if (latex := text(data.get("text/latex", ""))) and in_words.AS_FORMULA.search(latex.strip().strip("$")):
        raise Untraced(f"{place}: the formula says a value, which leads to no source; {advice}")
    if orphaned := orphans.find(shown) or in_words.read(shown):
        numbers = ", ".join(map(in_words.quoted, orphaned[:3]))
        raise Untraced(f"{place}: {numbers} leads to no source; {advice}")
    for said, _ in marked.faults(shown):
        raise Untraced(f"{place}: {said}, or {_tagging(cell)}")


def _tagging(cell: Cell) -> str:
    """Return what to do where numbers are to stay without a source: to give the tag, or to write it rightly."""
    for tag in cell["metadata"].get("tags", []):
        if nearest(tag, [TAG]):
            return f"write the tag `{tag}` of the cell as `{TAG}`"
    return f"give the cell the tag `{TAG}`"


def _require_sources(cell: Cell, number: int, shown: str) -> None:
    """Raise Untraced, with cell and line, where a table, a chart or a sentence shows a digit that was typed."""
    if project.has_ledger() and (orphaned := orphans.find(shown)):
        raise Untraced(
            f"{_place(cell, number)}: {', '.join(map(repr, orphaned[:3]))} leads to no source; expected words in "
            "titles and headings, a name such as G20 as <cite>G20</cite>, and every number from the ledger"
        )


def _require_closed(shown: str, place: str) -> None:
    if lost := orphans.unclosed(shown):
        raise Unclosed(
            f"{place}: HTML with {lost}: the page after it would be lost; expected HTML that stands by itself"
        )


def _place(cell: Cell, number: int) -> str:
    """Return where a cell's output comes from, in words: its number and its last line."""
    lines = "".join(cell["source"]).rstrip().split("\n")
    return f"cell {number}, line {len(lines)} (`{lines[-1].strip()[:60]}`)"


def _shown(data: Data) -> str:
    """Return an output as HTML: what nothing else can show as its data, or in words."""
    for kind in IMAGES:
        if kind in data:
            source = text(data[kind])
            if kind == "image/svg+xml":
                from urllib.parse import quote

                return f'<img alt="chart" src="data:image/svg+xml,{quote(source)}">'
            return f'<img alt="chart" src="data:{kind};base64,{"".join(source.split())}">'
    for kind in PLOTS:
        if kind in data:
            return plots.tables(data[kind])
    if "text/html" in data:
        return text(data["text/html"])
    if "text/latex" in data:
        return formulas.formula(text(data["text/latex"]).strip().strip("$"), block=True)
    if "text/markdown" in data:
        return formulas.markdown(text(data["text/markdown"]))
    return f"<pre>{html.escape(text(data.get('text/plain', '')))}</pre>" if data.get("text/plain") else ""


def _prose(cell: Cell, number: int, dated: Callable[[str], str]) -> None:
    """Set formulas, mark the years that the report speaks of, and name a digit that leads nowhere."""
    source = "".join(cell["source"])
    if "<" in source:
        _require_closed(formulas.markdown(source), f"cell {number}")
    parts = CODE.split(source)
    tagged = TAG in cell["metadata"].get("tags", [])
    if not tagged and project.has_ledger() and (value := next(filter(in_words.says_value, parts[::2]), "")):
        formula = next(match[0] for match in formulas.FORMULA.finditer(value) if in_words.says_value(match[0]))
        raise Untraced(
            f"cell {number}, line {in_words.line_of(formula, source)}: {formula!r} says a value, "
            f"which leads to no source; put it there by `sentence`, or {_tagging(cell)}"
        )
    for at in range(0, len(parts), 2):
        parts[at] = formulas.placed(parts[at])
        pieces = re.split(r"(<[^>]*>|\]\([^)]*\))", parts[at])
        for place in range(0, len(pieces), 2):
            inside = any(
                piece.startswith(("<code", "<time", "<math", "<cite")) for piece in pieces[max(0, place - 1) : place]
            )
            if not inside:
                pieces[place] = in_words.YEAR.sub(lambda match: dated(match[1]), pieces[place])
        parts[at] = "".join(pieces)
    cell["source"] = "".join(parts)
    if tagged:
        cell["source"] = f"{UNTRACED}\n{MARK}\n\n{cell['source']}\n\n</section>"
        return
    if not project.has_ledger():
        return
    for line, written in enumerate(text(cell["source"]).split("\n"), start=1):
        plain = CODE.sub("", re.sub(r"\]\([^)]*\)|^\s*(\d+\.|#+|[-*])\s", "", written))
        if unknown := [piece for piece in orphans.find(plain) if in_words.YEAR.search(piece)]:
            raise Untraced(
                f"cell {number}, line {line}: the year in {unknown[0]!r} is neither a parameter nor a period shown; "
                "write it as <time>2014</time>, or put it there by `sentence`"
            )
    _require_names(cell, number)


def _require_names(cell: Cell, number: int) -> None:
    """Raise Untraced, with cell and line, for a digit in prose: of a name, or of a number that code must put there."""
    source = text(cell["source"])
    if not project.has_ledger() or not in_words.possible(source):
        return
    shown = formulas.markdown(source)
    for said, at in marked.faults(CODE.sub(lambda code: " " * len(code[0]), source)):
        raise Untraced(f"cell {number}, line {source.count(chr(10), 0, at) + 1}: {said}, or {_tagging(cell)}")
    if code := in_words.AS_CODE.search(source):
        raise Untraced(
            f"cell {number}, line {in_words.line_of(code[0], source)}: {code[0]!r} is a number, "
            f"and no code; put it there by `sentence`, or {_tagging(cell)}"
        )
    if numbers := in_words.read(shown):
        word, line = in_words.first(numbers[0], source)
        quoted = in_words.quoted(numbers[0])
        raise Untraced(
            f"cell {number}, line {line}: “{word}” in {quoted} is a number in words, which leads to "
            f"no source; put it there by `sentence`, write a name as <cite>…</cite>, or {_tagging(cell)}"
        )
    if orphaned := orphans.find(shown):
        word, line = in_words.digits(orphaned[0], source)
        raise Untraced(
            f"cell {number}, line {line}: “{word}” in {orphaned[0][:80]!r} leads to no source; write a name as "
            f"<cite>{word}</cite>, put a number there by `sentence`, or {_tagging(cell)}"
        )
