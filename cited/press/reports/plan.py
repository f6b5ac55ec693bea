"""The plan: the state of everything that a build reads, by content alone, and how each report is made from it."""

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from cited import files, project, reads

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from cited.notebook_json import Notebook
    from cited.press.reports.report import Report

# What of intake decides nothing that a page shows, and what Python has compiled.
ASIDE = ("desk", "statistics", "template", "__pycache__")
PACKAGE = Path(__file__).resolve().parent.parent.parent


class State:
    """What a build reads, as it was at one moment.

    `software`, `data` (with the software: all that decides whether the data keep every rule), `read` (all that a
    traced function can read) and `inputs` (all) are digests; `files` has the one of each file of the data, by its path
    in the project, and `sources` the content of the catalogue, of each notebook and of what documents the project.
    """

    def __init__(self) -> None:
        """Read it."""
        root = project.root()
        self.software = software()
        rows = [path for path in _files(root / "data") if path.endswith((".csv", ".json", ".md"))]
        self.files = {path.removeprefix(f"{root}{os.sep}"): reads.digest_of(path) for path in sorted(rows)}
        self.data = _combined(self.files, self.software)
        self.sources = sources()
        # The rules of intake stand in what the ledger knows of an audit.
        modules = [path for path in _files(PACKAGE / "intake", ASIDE) if path.endswith((".py", ".csv"))]
        rules = {path: reads.digest_of(path) for path in sorted(modules)}
        made = {name: hashlib.sha256(content).hexdigest() for name, content in self.sources.items()}
        # What its documentation shows beside its words.
        made |= {path: reads.digest_of(path) for path in sorted(_files(root / "docs")) if not path.endswith(".md")}
        texts = _texts()
        self.texts = _combined(texts, "")
        self.read = _combined({**rules, **texts}, self.data)
        self.inputs = _combined(made, self.read)

    def agrees(self, witnessed: dict[str, str]) -> bool:
        """Tell whether what was read of the data, by its digests, is what this state has."""
        return all(self.files.get(path, digest) == digest for path, digest in witnessed.items())


def sources() -> dict[str, bytes]:
    """Return the content of the catalogue, of each notebook and of each file of `docs/`, by its path in the project."""
    root = project.root()
    paths = [path for path in (root / project.CATALOGUE, *project.notebooks()) if path.is_file()]
    paths += sorted((root / "docs").glob("*.md"))
    return {str(path.relative_to(root)): files.read(path) for path in paths}


def software() -> str:
    """Return the digest of what runs every report: the package, its templates, the pinned requirements, Python.

    `cited.intake` and `cited.commands` are left out: they never work on a page.
    """
    modules = [path for path in _files(PACKAGE, ("intake", "commands", "__pycache__")) if not path.endswith(".pyc")]
    pins = str(PACKAGE.parent / "requirements.txt")
    return _combined({path: reads.digest_of(path) for path in sorted([*modules, pins])}, sys.version)


def fingerprint(report: "Report", software: str) -> str:
    """Return the digest of how a report is made: cells, parameters, titles, software; all but the data."""
    made = [report.path, report.title, report.answers, report.values, report.around, report.cells, software]
    return reads.digest(made)


def cells(notebook: "Notebook") -> str:
    """Return the digest of what of a notebook can change its pages: not outputs, counts or ids."""
    shown = [
        {
            "cell_type": cell["cell_type"],
            "source": cell["source"],
            "attachments": cell.get("attachments"),
            "tags": cell["metadata"].get("tags", []),
        }
        for cell in notebook["cells"]
    ]
    return reads.digest([shown, notebook["metadata"].get("kernelspec", {}).get("name")])


def _combined(digests: dict[str, str], more: str) -> str:
    text = "\n".join(f"{name}\0{digest}" for name, digest in digests.items())
    return hashlib.sha256(f"{text}\n{more}".encode()).hexdigest()


def _files(folder: Path, apart: Iterable[str] = ()) -> list[str]:
    """Return every file below a folder, but not in folders of these names."""
    paths: list[str] = []
    # In a fraction of the time that `rglob` and its paths take, which is felt where nothing is to be done.
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in apart]
        paths += [f"{place}{os.sep}{name}" for name in names]
    return paths


def _texts() -> dict[str, str]:
    """Return the digests of the documents' texts, by their path: a page can show the words around a figure."""
    paths = [path for folder in project.text_folders() if folder.is_dir() for path in sorted(folder.iterdir())]
    return {str(path): reads.digest_of(path) for path in paths if path.is_file()}
