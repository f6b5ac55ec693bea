"""A notebook of `notebooks/` as JSON, with the shape that everything else relies on."""

from collections.abc import Iterator
from pathlib import Path

from cited import files, project, strict_json
from cited.messages import short
from cited.notebook_json import Notebook

KINDS = ("code", "markdown", "raw")


def load(path: Path) -> Notebook:
    """Return a notebook; raises InputError, which names the cell, for anything but format 4."""
    name = path.relative_to(project.root())
    try:
        return parse(files.read(path), str(name))
    except OSError as error:
        raise project.InputError(f"{name}: {error}; expected a Jupyter notebook (JSON, nbformat 4)") from None


def parse(read: bytes, name: str) -> Notebook:
    """Return the notebook that a file of this name holds; raises InputError as `load` does."""
    try:
        content = strict_json.parse(read)
    except ValueError as error:
        raise project.InputError(f"{name}: {error}; expected a Jupyter notebook (JSON, nbformat 4)") from None
    if faults := list(_faults(content)):
        raise project.InputError(*(f"{name}{fault}" for fault in faults))
    notebook: Notebook = content
    return notebook


def _faults(content: object) -> Iterator[str]:
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        yield ": no list of cells; expected a Jupyter notebook (JSON, nbformat 4)"
        return
    if content.get("nbformat") != 4:
        yield f": nbformat {content.get('nbformat')}; expected a Jupyter notebook of nbformat 4"
    metadata = content.get("metadata")
    if not isinstance(metadata, dict) or not isinstance(metadata.get("kernelspec", {}), dict):
        yield f": metadata {short(metadata)}; expected a mapping, with kernelspec"
    for number, cell in enumerate(content["cells"], start=1):
        yield from (f", cell {number}: {fault}" for fault in _cell_faults(cell))


def _cell_faults(cell: object) -> Iterator[str]:
    if not isinstance(cell, dict):
        yield f"{short(cell)}; expected a mapping"
        return
    if cell.get("cell_type") not in KINDS:
        yield f"cell_type {short(cell.get('cell_type'))}; expected one of {', '.join(KINDS)}"
    source, metadata = cell.get("source"), cell.get("metadata")
    if not isinstance(source, str) and not (isinstance(source, list) and all(isinstance(line, str) for line in source)):
        yield f"source {short(source)}; expected a text, or a list of lines"
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else None
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield f"metadata {short(metadata)}; expected a mapping, with tags as a list of names"
