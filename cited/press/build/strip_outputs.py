"""Notebooks as they are committed: without outputs, counts or an editor's metadata, with the kernel's name."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from cited import files, project
from cited.notebook_json import CellMetadata, Metadata, Notebook
from cited.press.reports import notebook

METADATA = frozenset({"kernelspec", "language_info"})
CELL_METADATA = frozenset({"tags"})


def faults() -> list[str]:
    """Return what a notebook of `notebooks/` must not hold when it is committed, one sentence a fault."""
    broken = []
    for path in project.notebooks():
        name = path.relative_to(project.root())
        try:
            broken += [f"{name}{fault}" for fault in _faults(notebook.load(path))]
        except project.InputError as error:
            broken += error.faults
    return broken


def clean(path: Path) -> bool:
    """Take out of a notebook what must not be committed; tell whether there was anything."""
    seen = files.read(path)
    content = notebook.parse(seen, str(path.relative_to(project.root())))
    if not list(_faults(content)):
        return False
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
        tags = cell["metadata"].get("tags")
        cell["metadata"] = CellMetadata() if tags is None else CellMetadata(tags=tags)
    content["metadata"] = cast(Metadata, {key: value for key, value in content["metadata"].items() if key in METADATA})
    return files.write(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n", seen=seen)


def _faults(content: Notebook) -> Iterator[str]:
    if "name" not in content["metadata"].get("kernelspec", {}):
        yield ": no kernel name in its metadata; expected kernelspec.name, which papermill needs"
    for key in content["metadata"].keys() - METADATA:
        yield f": metadata {key!r}; expected only {', '.join(sorted(METADATA))}; make tidy takes it out"
    for number, cell in enumerate(content["cells"], start=1):
        if cell.get("outputs") or cell.get("execution_count"):
            yield f", cell {number}: has outputs or a count; expected none; make tidy takes them out"
        if extra := cell["metadata"].keys() - CELL_METADATA:
            yield f", cell {number}: metadata {', '.join(sorted(extra))}; expected only tags; make tidy takes it out"
