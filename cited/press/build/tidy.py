"""Notebooks as they are committed: without outputs, counts or an editor's metadata, their code in one style.

ruff finds what of the style `cited tidy` fixes, and syntax errors; where it is not installed, as beside a wheel, there
is no style to keep.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from cited import files, project
from cited.notebook_json import CellMetadata, Metadata, Notebook
from cited.press.reports import notebook

METADATA = frozenset({"kernelspec", "language_info"})
CELL_METADATA = frozenset({"tags"})
RUFF = Path(sys.prefix) / "bin/ruff"
UNFORMATTED = re.compile(r"^unformatted: .*\n *--> (.+):cell (\d+):", re.MULTILINE)
SECONDS = 60


def faults() -> list[str]:
    """Return what of the notebooks may not be committed as it is, one sentence a fault; style comes last."""
    return output_faults() or style_faults()


def output_faults() -> list[str]:
    """Return what a notebook of `notebooks/` must not hold when it is committed, one sentence a fault."""
    broken = []
    for path in project.notebooks():
        name = path.relative_to(project.root())
        try:
            broken += [f"{name}{fault}" for fault in _faults(notebook.load(path))]
        except project.InputError as error:
            broken += error.faults
    return broken


def strip(path: Path) -> bool:
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


def style_faults() -> list[str]:
    """Return what `mend` would change in the notebooks' code, and what no Python is, one sentence a fault."""
    paths = project.notebooks()
    if not paths or not RUFF.is_file():
        return []
    breaches = []
    for fault in json.loads(_ruff("check", "--output-format=json", *paths) or "[]"):
        broken = fault["code"] in (None, "invalid-syntax")
        if broken or (fault["fix"] or {}).get("applicability") == "safe":
            advice = "expected Python" if broken else "make tidy mends it"
            place = f"{_name(fault['filename'])}, cell {fault['cell']}, line {fault['location']['row']}"
            breaches.append(f"{place}: {fault['message']}; {advice}")
    for path, cell in UNFORMATTED.findall(_ruff("format", "--check", *paths)):
        breaches.append(f"{_name(path)}, cell {cell}: not formatted; make tidy formats it")
    return breaches


def mend(path: Path) -> bool:
    """Mend the style of a notebook's code; tell whether there was anything to mend."""
    if not RUFF.is_file():
        return False
    seen = files.read(path)
    content = before = seen.decode()
    for step in (["check", "--fix"], ["format"]):
        content = _ruff(*step, "--stdin-filename", path, "-", given=content) or content
    # Its own way to write JSON is no matter of style.
    return json.loads(content) != json.loads(before) and files.write(path, content, seen=seen)


def _ruff(command: str, *arguments: str | Path, given: str | None = None) -> str:
    """Return what ruff prints; it writes no file but its cache."""
    run = subprocess.run(
        [RUFF, command, "--cache-dir", project.root() / ".build/ruff", *arguments],
        cwd=project.root(),
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return run.stdout


def _name(path: str) -> str:
    return Path(project.root(), path).relative_to(project.root()).as_posix()
