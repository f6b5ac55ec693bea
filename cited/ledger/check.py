"""Every rule of the tables of `data/`, checked at once: the files, their schema, and what no schema can say."""

import contextlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cited import project
from cited.ledger import cells, checks, naming, rules, schema, tables
from cited.ledger.faults import Fault


def faults() -> list[str]:
    """Return what is wrong in the tables, one sentence a fault: file, row, column, value, what was expected.

    Rows are counted as an editor shows the file's lines, the header being row 1. An empty list is a sound ledger.
    """
    try:
        resources = [
            (path, resource["schema"])
            for resource in tables.package()["resources"]
            for path in tables.files(resource["name"])
        ]
    except (ValueError, KeyError, TypeError) as error:
        return [f"{project.MARK}: {error}; expected a Frictionless Data Package (JSON)"]
    found = [fault for path, _ in resources for fault in _file_faults(path)]
    if not found:
        found = schema.faults(resources)
        # A reference that leads nowhere does not hide a row's other faults; a broken row does.
        found += rules.faults(
            {(fault.file, fault.row) for fault in found if not fault.expected.startswith("expected a `")}
        )
        found += checks.faults({(fault.file, fault.row) for fault in found})
        found += cells.faults(resources)
        if not any(fault.row < 2 for fault in found):
            found += naming.faults()
    return list(dict.fromkeys(map(str, found)))


def faults_with(changed: Mapping[Path, str]) -> list[str]:
    """Return what would be wrong in the tables, as `faults` does, if these files of the project held these texts."""
    root = project.root()
    with tempfile.TemporaryDirectory() as folder:
        # The documents' texts are no tables, and may be large.
        shutil.copytree(root / "data", Path(folder, "data"), ignore=shutil.ignore_patterns("texts", ".*"))
        for path, text in changed.items():
            Path(folder, path.relative_to(root)).write_text(text, encoding="utf-8", newline="")
        with contextlib.chdir(folder):
            return faults()


def _file_faults(path: Path) -> list[Fault]:
    file = str(path.relative_to(project.root()))
    try:
        content = path.read_bytes()
        content.decode("utf-8")
    except OSError as error:
        return [Fault(file, 0, "", error.strerror, "expected a CSV file, as data/datapackage.json names it")]
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return [Fault(file, row, "", f"byte {content[error.start]:#04x}", "expected the file saved as UTF-8")]
    if not content:
        return [Fault(file, 0, "", "", "expected a header line; the file is empty")]
    for mark, name, expected in (
        (b"\xef\xbb\xbf", "a byte order mark", "expected plain UTF-8, without one"),
        (b"\r", "a carriage return", "expected LF line ends"),
        (b"\0", "a NUL byte", "expected text"),
        (b"\n\n", "an empty line", "expected no empty line"),
    ):
        if mark in content:
            row = content.count(b"\n", 0, content.index(mark)) + (2 if mark == b"\n\n" else 1)
            return [Fault(file, row, "", name, expected)]
    return []
