"""The house style of notebooks: advice on what reads better, which keeps no notebook from being published."""

import ast
import re
from collections.abc import Iterator

from cited import parameters, project
from cited.notebook_json import Cell
from cited.press.reports import notebook

# A cell of so many lines shows one thing; one that declares parameters or sets up may have more.
MOST_LINES = 5
# A smaller number counts, shifts or rounds; a larger one is a year or an amount, which a reader may want to change.
LARGEST = 100
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
# What of Markdown may have a number: code, formulas, marked dates, tags and where links lead.
APART = re.compile(
    r"```.*?```|`[^`\n]+`|\$\$.+?\$\$|\$(?!\s)[^$\n]+?\$|<time[^>]*>[^<]*</time>|<[^>]+>|\]\([^)\n]*\)", re.DOTALL
)
NUMBER = re.compile(r"\d[\d.,]*")

Advice = Iterator[tuple[int, str]]


def advice() -> list[str]:
    """Return what would bring the notebooks closer to the house style, a line each: file, cell, line, what to do.

    A notebook that cannot be read is left out: the check names it. The style is that of notebooks over a ledger; where
    there is none, others have their own.
    """
    if not project.has_ledger():
        return []
    advice = []
    for path in project.notebooks():
        try:
            cells = notebook.load(path)["cells"]
        except project.InputError:
            continue
        name = path.relative_to(project.root())
        advice += [f"{name}, cell {cell}, line {line}: {text}" for cell, line, text in sorted(of_cells(cells))]
    return advice


def of_cells(cells: list[Cell]) -> Iterator[tuple[int, int, str]]:
    """Yield each advice on a notebook's cells: the number of the cell, the line in it, and what to do."""
    numbered = [(number, cell, "".join(cell["source"])) for number, cell in enumerate(cells, start=1)]
    prose = [(number, source) for number, cell, source in numbered if cell["cell_type"] == "markdown"]
    code = [(number, source) for number, cell, source in numbered if cell["cell_type"] == "code"]
    apart = {tag: [number for number, cell, _ in numbered if tag in _tags(cell)] for tag in ("parameters", "setup")}
    yield from ((1, 1, text) for text in _opening(numbered))
    if not any("\n## " in f"\n{source}" for _, source in prose):
        yield 1, 1, "no headings; put `## ` and a question or a noun above each part"
    if (many := len(apart["setup"])) != 1:
        text = f"{many or 'no'} cell{'s' if many != 1 else ''} with the tag `setup`"
        yield (apart["setup"] or [1])[-1], 1, f"{text}; give it to the one cell that imports and selects"
    values = _values([source for number, source in code if number in apart["parameters"]])
    for number, source in prose:
        yield from ((number, line, text) for line, text in _prose(source, values))
    for number, source in code:
        if number not in apart["parameters"]:
            ready = number in apart["setup"]
            below = bool(apart["setup"]) and number > apart["setup"][0]
            yield from ((number, line, text) for line, text in _code(source, ready, below))
    stated = [number for number, source in code if re.search(r"^\s*key_finding\(", source, re.MULTILINE)]
    for number in stated[1:]:
        yield number, 1, f"a second key finding; state one for each notebook, as cell {stated[0]} does"
    if code and code[-1][1].strip() != "sources()":
        yield code[-1][0], 1, "the last cell with code does not list the sources; end with a cell `sources()`"


def _tags(cell: Cell) -> list[str]:
    return cell["metadata"].get("tags", [])


def _opening(numbered: list[tuple[int, Cell, str]]) -> Iterator[str]:
    if not numbered or numbered[0][1]["cell_type"] != "markdown" or not numbered[0][2].startswith("# "):
        yield "no title; begin with a Markdown cell, `# ` and the question that the notebook answers"
        return
    title, _, rest = numbered[0][2].partition("\n")
    if not title.rstrip().endswith("?"):
        yield f"the title “{title[2:].strip()}” is not a question; ask what the notebook answers, with a question mark"
    if not rest.strip():
        yield "nothing below the title; say first what a reader must know, as what the numbers leave out"


def _values(sources: list[str]) -> set[str]:
    """Return the values of the parameters as texts: prose may name them."""
    declared = [one for source in sources for one in parameters.parse(source, "", plain=True)[0].values()]
    return {str(item) for one in declared for item in (one.default if isinstance(one.default, list) else [one.default])}


def _prose(source: str, values: set[str]) -> Advice:
    # Blanked out, so that lines stay where they are.
    plain = APART.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    for line, text in enumerate(plain.split("\n"), start=1):
        heading = HEADING.fullmatch(text.strip())
        if heading and heading[2].endswith((".", ":", "!")):
            yield line, f"the heading “{heading[2]}” ends with a mark; write a question or a noun without it"
        text = re.sub(r"^\s*\d+[.)]\s", "", text)
        typed = [number for match in NUMBER.findall(text) if (number := match.rstrip(".,")) not in values]
        if typed:
            advised = "let `sentence(...)` take it from the ledger; write a date as `<time>…</time>`"
            yield line, f"{', '.join(typed)} typed into prose; {advised}"


def _code(source: str, ready: bool, below: bool) -> Advice:
    lines = len(source.strip().split("\n"))
    if lines > MOST_LINES and not ready:
        yield 1, f"{lines} lines; split the cell into some of {MOST_LINES} or fewer, or move work into a module"
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # A magic of Jupyter, or what the check names.
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and below:
            yield node.lineno, "an import; move it to the cell with the tag `setup`"
        if isinstance(node, ast.ImportFrom) and any(one.name == "*" for one in node.names):
            yield node.lineno, f"`from {node.module} import *`; import by name: some names stand in both rooms"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, f"`{node.name}` is defined here; move it to a module beside the notebook"
        elif isinstance(node, ast.Constant) and _is_large(node.value):
            yield node.lineno, f"{node.value!r} typed into code; declare it in the cell with the tag `parameters`"


def _is_large(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > LARGEST
