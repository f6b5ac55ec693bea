"""The floor: the same cells in processes that are warm already, their exporter built; nothing can be faster.

Run as a script in a set's folder: `floor.py <jobs> <path of a report>...`; prints the seconds it took.
"""

import ast
import copy
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

if TYPE_CHECKING:
    from cited.press.reports.report import Report


def main(jobs: int, paths: list[str]) -> float:
    """Run and publish the reports of these paths, so many at once; return the seconds."""
    from cited.press.execute import run
    from cited.press.reports import catalogue

    run.tools()
    import matplotlib.backends.backend_svg
    import matplotlib.pyplot  # noqa: F401

    import cited.ledger
    import cited.page  # noqa: F401

    reports = [report for report in catalogue.load() if report.path in paths]
    notebooks = {report.path: nbformat.read(f"notebooks/{report.notebook}.ipynb", 4) for report in reports}
    _report(reports[0], copy.deepcopy(notebooks[reports[0].path]))
    started = time.perf_counter()
    children = []
    for job in range(jobs):
        if not (child := os.fork()):
            for report in reports[job::jobs]:
                _report(report, copy.deepcopy(notebooks[report.path]))
            os._exit(0)
        children.append(child)
    # Bounded: the bench ends this process with its group when a measurement takes too long.
    if any(os.waitpid(child, 0)[1] for child in children):
        sys.exit("a report failed")
    return time.perf_counter() - started


def _report(report: "Report", notebook: Any) -> None:
    from cited.page.tracing import state
    from cited.press.publish import render

    names: dict[str, Any] = {"__name__": "__main__"}
    state.current().reset()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body[-1] if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        if last:
            tree.body.pop()
        exec(compile(tree, report.path, "exec"), names)
        if "parameters" in cell.metadata.get("tags", []):
            names.update(report.values)
        shown = eval(compile(ast.Expression(last.value), report.path, "eval"), names) if last else None
        if bundle := getattr(shown, "_repr_mimebundle_", None):
            data = bundle()
            cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
    page = Path("reports") / f"{report.path}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render.page(notebook, report, []), encoding="utf-8")


if __name__ == "__main__":
    print(main(int(sys.argv[1]), sys.argv[2:]))
