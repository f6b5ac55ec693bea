"""Every rule of the tables of `data/`, checked at once: the files, their schema, and what no schema can say."""

import contextlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cited import files, project
from cited.ledger.rules import cells, checks, columns, naming, rules, schema, statistic_rules
from cited.ledger.store import reasons, tables, terms
from cited.ledger.store.descriptor import Schema
from cited.ledger.store.faults import Fault

# A row of so many bytes is not a row of a table; Python's reader of CSV takes no longer cell.
LONGEST = 131_072
# Tables to whose rows no other row is held, or that pass over those which cannot be read.
OF_ROWS = ("data/figures/", "data/numbers/", "data/checks.csv", "data/relations.csv")


def faults() -> list[str]:
    """Return what is wrong in the tables, one sentence a fault: file, row, column, value, what was expected.

    Rows are counted as an editor shows the file's lines, the header being row 1. An empty list is a sound ledger.
    """
    return file_faults() or row_faults()


def row_faults() -> list[str]:
    """Return the faults of rows, in tables whose files as a whole have none, as `faults` does."""
    proof = columns.Proof(resources())
    others = [resource for resource in resources() if resource[0] not in proof.files]
    broken = cells.faults(others)
    damaged = {(fault.file, fault.row, fault.column) for fault in broken}
    broken += [fault for fault in schema.faults(others) if fault[:3] not in damaged]
    if any(not fault.file.startswith(OF_ROWS) and not _leads_nowhere(fault) for fault in broken):
        # What other rows are held to cannot be read: what would follow from that is not their fault.
        return list(dict.fromkeys(str(fault) for fault in broken if not _leads_nowhere(fault)))
    # A reference that leads nowhere does not hide a row's other faults; a broken row does.
    of_figures = rules.faults({(fault.file, fault.row) for fault in broken if not _leads_nowhere(fault)}, proof.files)
    # What a rule says of a cell says more than that it leads nowhere.
    named_cells = {fault[:3] for fault in of_figures}
    broken = [fault for fault in broken if not (_leads_nowhere(fault) and fault[:3] in named_cells)] + of_figures
    broken += checks.faults({(fault.file, fault.row) for fault in broken}, proof.rows)
    broken += statistic_rules.faults({(fault.file, fault.row) for fault in broken})
    broken += reasons.faults([path for path, _ in others])
    if not any(fault.row < 2 for fault in broken):
        broken += naming.faults(proof.files) + terms.faults()
    return list(dict.fromkeys(map(str, broken)))


def _leads_nowhere(fault: Fault) -> bool:
    """Tell whether a fault is a reference to a row that is not there: the row itself can be read."""
    return fault.expected.startswith("expected a `")


def file_faults() -> list[str]:
    """Return what is wrong in the descriptor or a file as a whole, as `faults` does: it hides all else."""
    try:
        paths = [path for path, _ in resources()]
    except project.InputError as error:
        return list(error.faults)
    broken = [fault for path in paths for fault in _file_faults(path)]
    return list(dict.fromkeys(map(str, broken + _stray_faults(paths))))


def resources() -> list[tuple[Path, Schema]]:
    """Return the files of every table, each with its schema."""
    return [
        (path, resource["schema"])
        for resource in tables.package()["resources"]
        for path in tables.files(resource["name"])
    ]


def faults_with(changed: Mapping[Path, str]) -> list[str]:
    """Return what would be wrong in the tables, as `faults` does, if these files of the project held these texts."""
    root = project.root()
    with tempfile.TemporaryDirectory() as folder:
        # The documents' texts are not tables, and may be large.
        shutil.copytree(root / "data", Path(folder, "data"), ignore=shutil.ignore_patterns("texts", ".*"))
        for path, text in changed.items():
            Path(folder, path.relative_to(root)).write_text(text, encoding="utf-8", newline="")
        with contextlib.chdir(folder):
            return faults()


def _stray_faults(known: list[Path]) -> list[Fault]:
    """A fault for each stray CSV file beside the tables, drafts excepted: nobody would read it."""
    data = project.root() / "data"
    try:
        sources = tables.read(next(path for path in known if path == data / "sources.csv"))
    except (OSError, ValueError, StopIteration):
        return []
    drafts = {row.get("source") for row in sources if row.get("draft")}
    folders = {path.parent for path in known} | {data / "figures"}
    return [
        Fault(
            str(path.relative_to(project.root())),
            0,
            "",
            "a file that is not a table",
            f"expected one that {project.MARK} names, or the draft of a document of data/sources.csv: move it away",
        )
        for folder in sorted(folders)
        for path in sorted(folder.glob("*.csv"))
        # An editor's own files begin with a point.
        if path not in known and not path.name.startswith(".") and (folder == data or path.stem not in drafts)
    ]


def _file_faults(path: Path) -> list[Fault]:
    file = str(path.relative_to(project.root()))
    try:
        content = files.read(path)
        content.decode("utf-8")
    except PermissionError:
        raise
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
    header = content.partition(b"\n")[0].decode()
    if "," not in header and (other := next((sign for sign in ";\t|" if sign in header), "")):
        name = {";": "semicolons", "\t": "tabs", "|": "bars"}[other]
        return [Fault(file, 1, "", f"cells between {name}", "expected commas between them")]
    start = 0
    while start + LONGEST < len(content):
        # The last end of a row that comes before a row would be too long: from there on again.
        end = content.rfind(b"\n", start, start + LONGEST + 1)
        if end < 0:
            row, length = content.count(b"\n", 0, start) + 1, len(content[start:].partition(b"\n")[0])
            return [Fault(file, row, "", f"a row of {length:,} bytes", f"expected no row longer than {LONGEST:,}")]
        start = end + 1
    return []
