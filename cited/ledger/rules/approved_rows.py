"""The approved rows: a checksum of every cell that a person has looked at, so that no edit goes unseen.

No rule can tell `to` from `from`, or one plausible value from another: that a cell is another than it was can be told.
"""

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from cited import files, project
from cited.ledger.store import tables
from cited.ledger.store.faults import Fault

FILE = Path("approved-rows.csv")
COLUMNS = ("file", "row", "cells")
GONE = "; put it back or, if it is right without, run `make approve`"
LOOK = "; correct it or, if the new one is right, run `make approve`"
# The sums of a row's cells, by its file and its key there.
Sums = dict[tuple[str, str], list[str]]


def changed(names: Sequence[str] = ()) -> list[Fault]:
    """Return a fault for each cell that is another than the approved one, and for each approved row that is gone.

    None for rows that nobody has approved yet, and none where the project has approved no rows. With names, only of
    rows of these names.
    """
    approved, faults = {row: sums for row, sums in _approved().items() if meant(row[1], names)}, list[Fault]()
    for (file, key), number, row in _rows() if approved else ():
        now = _sums(row)
        old = approved.pop((file, key), now)
        if len(old) != len(now):
            faults.append(Fault(file, number, "", key, f"expected the columns that were approved{LOOK}"))
        elif old != now:
            expected = f"expected the cell of {key} as it was approved{LOOK}"
            differing = [name for name, *sums in zip(row, old, now, strict=True) if sums[0] != sums[1]]
            faults += [Fault(file, number, name, row[name], expected) for name in differing]
    return faults + [Fault(file, 0, "", key, f"expected this row, which was approved{GONE}") for file, key in approved]


def unapproved(names: Sequence[str] = ()) -> dict[str, list[str]]:
    """Return the keys of each file's rows that nobody has approved yet, files without any left out.

    Empty where the project has approved no rows. With names, only rows of these names.
    """
    approved, new = _approved(), dict[str, list[str]]()
    for (file, key), _, _ in _rows() if approved else ():
        if (file, key) not in approved and meant(key, names):
            new.setdefault(file, []).append(key)
    return new


def approve(names: Sequence[str] = ()) -> None:
    """Approve every row of every table as it is now, or those of these names alone."""
    approved, sums = _approved(), dict[tuple[str, str], list[str]]()
    for row, _, cells in _rows():
        old = approved.pop(row, [])
        sums[row] = _sums(cells) if meant(row[1], names) else old
    # What is gone and was not named stays, and `make check` goes on to ask for it.
    sums |= {row: old for row, old in approved.items() if not meant(row[1], names)}
    with io.StringIO() as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*row, " ".join(of_cells)) for row, of_cells in sums.items() if of_cells)
        files.write(project.root() / FILE, file.getvalue())


def meant(key: str, names: Sequence[str]) -> bool:
    """Tell whether a row's key is one of these names, or begins with one (`population`: all observations of it).

    Without names every row is meant.
    """
    return not names or any(f"{key} ".startswith(f"{name} ") for name in names)


def keys() -> list[str]:
    """Return the key of each row that is held or approved, and its first word alone, which names all that begin so."""
    known = [*(key for (_, key), _, _ in _rows()), *(key for _, key in _approved())]
    return list(dict.fromkeys(name for key in known for name in (key, key.partition(" ")[0])))


def _rows() -> Iterator[tuple[tuple[str, str], int, tables.Row]]:
    """Give each row of each table: its file and key there, its number in the file, its cells."""
    for resource in tables.package()["resources"]:
        schema = resource["schema"]
        keys = schema.get("primaryKey") or [schema["fields"][0]["name"]]
        for path in tables.files(resource["name"]):
            file = path.relative_to(project.root()).as_posix()
            for number, row in enumerate(tables.read(path), start=2):
                yield (file, " ".join(row[key] for key in keys)), number, row


def _sums(row: tables.Row) -> list[str]:
    """Return a checksum of each cell: short, since a slip has to be found and not a forger."""
    return [f"{zlib.crc32((cell or '').encode()) & 0xFFFF:x}" for cell in row.values()]


def _approved() -> Sums:
    path = project.root() / FILE
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["row"]): row["cells"].split(" ") for row in csv.DictReader(file)}
