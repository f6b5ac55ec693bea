"""A new project: a folder with one invented document of three figures, a statistic, a notebook and a report.

Its files lie in `project/` beside this module; of the tables only the columns that hold anything. What a table's
header must have, and what follows from the text, is filled in here, so that a new column needs no change there.
"""

import csv
import hashlib
import io
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from cited import project

FILES = Path(__file__).with_name("project")
# The schema: in a wheel it lies beside this module, in the repository it is that of the repository's own data.
SCHEMAS = (Path(__file__).with_name("datapackage.json"), FILES.parents[2] / project.MARK)
# Names that a file cannot have in the package, or is not to have any effect by.
NAMES = {"gitignore": ".gitignore"}
# What may be in the folder already.
ALLOWED = frozenset({".git", ".gitkeep"})
COMMAND = Path(".build/command")


def create(folder: Path) -> None:
    """Lay out a new project in a folder that is new or empty; raises InputError where it is neither.

    A folder that could not be filled is left as it was.
    """
    if folder.exists() and (not folder.is_dir() or {entry.name for entry in folder.iterdir()} - ALLOWED):
        raise project.InputError(f"{folder}: is not empty; expected a new or an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".cited-") as made:
        _fill(Path(made))
        for entry in Path(made).iterdir():
            shutil.move(entry, folder / entry.name)


def _fill(root: Path) -> None:
    for path in sorted(FILES.rglob("*")):
        if path.is_file():
            target = root / path.relative_to(FILES).with_name(NAMES.get(path.name, path.name))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    schema = _schema(root)
    (root / project.MARK).write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for resource in schema["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        for path in paths:
            _complete(root / "data" / path, columns)
    # So that make finds the command that laid this out, wherever that is; the folder is not for git.
    (root / COMMAND).parent.mkdir()
    (root / COMMAND).write_text(f"{Path(sys.executable).parent / 'cited'}\n", encoding="utf-8")


def _schema(root: Path) -> dict[str, Any]:
    """Return the schema of the tables, described as the new project's own."""
    path = next(path for path in SCHEMAS if path.is_file())
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    schema |= {
        "name": "figures",
        "title": "Figures that a document cites",
        "description": "Every quantity that the documents print, with the place it stands in and what it means.",
        "version": "0.1.0",
        "contributors": [{"title": "unknown", "roles": ["creator"]}],
    }
    for resource in schema["resources"]:
        if isinstance(resource["path"], list):
            name = resource["name"]
            resource["path"] = sorted(f"{name}/{table.name}" for table in (root / "data" / name).glob("*.csv"))
    return schema


def _complete(path: Path, columns: list[str]) -> None:
    """Write a table anew with every column of its schema; a table that is not there gets its header only."""
    rows = []
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    if "sha256" in columns:
        for row in rows:
            text = (path.parent / f"texts/{row['source']}.txt").read_bytes()
            row |= {"sha256": hashlib.sha256(text).hexdigest(), "lines": str(text.count(b"\n"))}
    with io.StringIO() as buffer:
        writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
