"""A new project: a folder with one invented document of three figures, a statistic, a notebook and a report.

Its files lie in `new-project/` beside this module, a name that no package can have; of the tables only the columns
that hold anything. What a table's header must have, and what follows from the text, is filled in here, so that a new
column needs no change there.
"""

import contextlib
import csv
import hashlib
import io
import json
import os
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from cited import files, project

FILES = Path(__file__).with_name("new-project")
# The schema and the words for areas: in a wheel beside this module, in the repository those of its own data.
GIVEN = ("datapackage.json", "areas.csv")
GIVERS = (Path(__file__).parent, (FILES.parents[2] / project.MARK).parent)
# Names that a file cannot have in the package, or is not to have any effect by.
NAMES = {"gitignore": ".gitignore"}
# What may be in the folder already.
ALLOWED = frozenset({".git", ".gitkeep"})
COMMAND = Path(".build/command")
# Its own themes, and what is of none of them.
THEMES, ELSE = Path("data/themes.csv"), "other"
# What another project reads: nothing of ours is to stand there.
OWN = ("data", "notebooks", "reports")
# Here the project is laid out, whole, before it takes its place; one that a killed command has left goes.
BEGUN = ".cited-init"


def create(folder: Path) -> None:
    """Lay out a new project in a folder that is new or empty; raises InputError where it is neither.

    A folder that could not be filled is left as it was.
    """
    _refuse(folder)
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    begun, moved = folder / BEGUN, []
    try:
        files.remove(begun)
        for path, content in contents().items():
            files.write(begun / path, content)
        for entry in sorted(begun.iterdir()):
            moved.append(entry.rename(folder / entry.name))
        begun.rmdir()
    except BaseException as error:
        for path in (begun, *moved):
            files.remove(path)
        with contextlib.suppress(OSError):
            for parent in made:
                parent.rmdir()
        if isinstance(error, FileNotFoundError):
            # As in /proc.
            raise project.InputError(
                f"{folder}: {error.strerror}; expected a folder in which files can be made"
            ) from None
        raise


def _refuse(folder: Path) -> None:
    """Raise InputError where a folder can be none of a new project."""
    if not folder.name and folder != Path():
        raise project.InputError(f"{folder}: expected a new or an empty folder")
    if re.search("[\ud800-\udfff]", str(folder)):
        raise project.InputError(f"{folder}: a name that is not UTF-8; expected one that can be typed")
    if not str(folder).isprintable():
        raise project.InputError(f"{folder}: a name with control characters; expected one that can be typed")
    if fault := project.long_name(str(folder), "FOLDER"):
        raise project.InputError(fault)
    for parent in folder.absolute().parents:
        if parent.name in OWN and (parent.parent / project.MARK).exists():
            raise project.InputError(f"{folder}: within the {parent.name}/ of another project; expected another folder")
    for place in (folder, *folder.parents):
        if place.is_symlink() and not place.exists():
            raise project.InputError(f"{place}: a link that leads nowhere; expected a new or an empty folder")
        if place.exists() and not place.is_dir():
            raise project.InputError(f"{place}: is a file; expected a new or an empty folder")
    if folder.exists() and {entry.name for entry in folder.iterdir()} - ALLOWED - {BEGUN}:
        raise project.InputError(f"{folder}: is not empty; expected a new or an empty folder")


def contents() -> dict[Path, bytes]:
    """Return what every file of a new project holds, by its path there."""
    layout = {
        path.relative_to(FILES).with_name(NAMES.get(path.name, path.name)): path.read_bytes()
        for path in sorted(FILES.rglob("*"))
        if path.is_file()
    }
    giver = next(folder for folder in GIVERS if all((folder / name).is_file() for name in GIVEN))
    layout |= {Path("data", name): (giver / name).read_bytes() for name in GIVEN}
    schema = _schema(layout)
    layout[project.MARK] = f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()
    for resource in schema["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        for path in (Path("data", path) for path in paths):
            layout[path] = _completed(layout, path, columns)
    # Which engine a copy of the project needs.
    layout[Path("requirements.txt")] = f"cited-figures=={metadata.version('cited-figures')}\n".encode()
    # So that make finds the command that laid this out, wherever that is; the folder is not for git.
    layout[COMMAND] = os.fsencode(Path(sys.executable).parent / "cited") + b"\n"
    return layout


def _schema(layout: dict[Path, bytes]) -> dict[str, Any]:
    """Return the schema of the tables, described as the new project's own."""
    schema: dict[str, Any] = json.loads(layout[project.MARK])
    # When and where it is published, its own analyst says.
    schema = {key: value for key, value in schema.items() if key not in ("created", "homepage")}
    schema |= {
        "name": "figures",
        "title": "Figures that a document cites",
        "description": "Every quantity that the documents print, with the place it stands in and what it means.",
        "version": "0.1.0",
        "contributors": [{"title": "unknown", "roles": ["creator"]}],
    }
    rows = csv.DictReader(io.StringIO(layout[THEMES].decode(), newline=""))
    themes = [*(row["theme"] for row in rows), ELSE]
    for resource in schema["resources"]:
        for field in resource["schema"]["fields"]:
            if field["name"] == "theme":
                field["constraints"]["enum"] = themes
        if isinstance(resource["path"], list):
            name = resource["name"]
            tables = (path for path in layout if path.parent == Path("data", name) and path.suffix == ".csv")
            resource["path"] = sorted(path.relative_to("data").as_posix() for path in tables)
    return schema


def _completed(layout: dict[Path, bytes], path: Path, columns: list[str]) -> bytes:
    """Return a table with every column of its schema; one that is not there is its header only."""
    rows = list(csv.DictReader(io.StringIO(layout.get(path, b"").decode(), newline="")))
    if "sha256" in columns:
        for row in rows:
            text = layout[path.parent / f"texts/{row['source']}.txt"]
            row |= {"sha256": hashlib.sha256(text).hexdigest(), "lines": str(text.count(b"\n"))}
    with io.StringIO() as buffer:
        writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return buffer.getvalue().encode()
