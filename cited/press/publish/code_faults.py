"""What is wrong with a notebook's code, known before it runs, and what to write in place of an untraced output."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from cited.nearest import suggestion
from cited.notebook_json import Cell

# What a cell may use that no cell binds: IPython's own names.
GIVEN = frozenset(["display", "get_ipython", "In", "Out", "exit", "quit", "_", "__", "___", "__name__", "__doc__"])


def after(cells: list[tuple[int, Cell]], failed: int, missing: str = "") -> list[str]:
    """Return what is wrong with the code cells from one that failed on, each by cell and line.

    `cells` are cells with their numbers, `missing` is a name that the failed one did not find. Names count as bound
    wherever a cell binds them; nothing is said of names where a cell imports all that a module has.
    """
    parsed = [(number, _parsed(cell)) for number, cell in cells if cell["cell_type"] == "code"]
    bound = {name for _, tree in parsed for name in _all_bound(tree)}
    known = bound | {*dir(builtins), *GIVEN}
    binding = [number for number, tree in parsed if number > failed and missing in _all_bound(tree)]
    faults = [f"cell {number}: “{missing}” is defined only here, below cell {failed}" for number in binding[:1]]
    for number, tree in parsed:
        if number > failed and isinstance(tree, SyntaxError):
            faults.append(f"cell {number}, line {tree.lineno}: {tree.msg}")
        elif number >= failed + (not missing) and isinstance(tree, ast.Module) and "*" not in bound:
            faults += [f"cell {number}, {fault}" for fault in dict.fromkeys(_unbound(tree, known))]
    return faults


def _parsed(cell: Cell) -> ast.Module | SyntaxError | None:
    """Return the syntax tree of a cell, or what is wrong with it; None for a cell that is no Python (`%%bash`)."""
    from IPython.core.inputtransformer2 import TransformerManager

    source = "".join(cell["source"])
    if source.lstrip().startswith("%%"):
        return None
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError):
        return None


def _all_bound(tree: ast.Module | SyntaxError | None) -> set[str]:
    return {name for node in ast.walk(tree) for name in _bound(node)} if isinstance(tree, ast.Module) else set()


def _bound(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.arg(arg=name):
            return [name]
        case ast.alias(name=name, asname=other):
            return [other or name.partition(".")[0]]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return names
    return []


def _unbound(tree: ast.Module, known: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in known:
            yield f"line {node.lineno}: nothing is called “{node.id}”{suggestion(node.id, known)}"


def advice(source: str, shown: str) -> str:
    """Return what shows the output of a cell, given both: of a frame, the very call that makes a table of it."""
    if 'class="dataframe"' not in shown and "dtype: traced" not in shown:
        return "`cited.page`"
    try:
        last = ast.parse(source).body[-1]
        frame = ast.unparse(last) if isinstance(last, ast.Expr) else "frame"
    except (SyntaxError, ValueError, IndexError, RecursionError):
        frame = "frame"
    return f'`table({frame}, "…")` of `cited.page`, a title in place of the dots'
