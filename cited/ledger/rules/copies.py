"""What is wrong with what observations say of the copies in which they were read: publisher and confidence."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from cited import project
from cited.ledger.store import names, tables, where_read
from cited.ledger.store.faults import Fault

# A file of a repository, as `where_read` names one: owner/repository@commit:file.
_FILE = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]+:[^:\s]+")
UNKNOWN = ("", "unknown")
# The publisher of what only reports of it are known, and the confidence of what its publisher's own page prints.
PRESS, HIGH = "press", "high"


def faults(path: Path, held: Mapping[str, tables.Row]) -> Iterator[Fault]:
    """Give what is wrong in a table of observations; a remark on a row lets it stand.

    `held` has the rows of series.csv by their ids.
    """
    yield from _otherwise(path, held)
    yield from _retold(path, held)


def _otherwise(path: Path, held: Mapping[str, tables.Row]) -> Iterator[Fault]:
    """Values that claim another confidence, or publisher, than others that were read in the same copy."""
    copies: dict[tuple[str | None, ...], tuple[int, str | None]] = {}
    publishers: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(tables.read(path), start=2):
        if row.get("remark"):
            continue
        copy = row.get("series"), row.get("where_read")
        first, confidence = copies.setdefault(copy, (number, row.get("confidence")))
        if confidence != row.get("confidence"):
            expected = f"expected {confidence}, as row {first} has it of the same copy; or a remark that says why"
            yield Fault(project.within(path), number, "confidence", row.get("confidence"), expected)
        file, publisher = _FILE.match(copy[1] or ""), held.get(copy[0] or "", {}).get("publisher", "")
        if file and publisher:
            first, other = publishers.setdefault(file[0], (number, publisher))
            if not {*names.several(other)} & {*names.several(publisher)}:
                reason = f"expected a copy of {publisher}; by row {first} this file is one of {other}"
                yield Fault(project.within(path), number, "where_read", copy[1], f"{reason}; or a remark that says why")


def _retold(path: Path, held: Mapping[str, tables.Row]) -> Iterator[Fault]:
    """Values of high confidence that were read on a page of nobody known, or on one that retells several publishers.

    A page of the publisher's own is what `high` means; what only reports print, `press`, is whoever's reports it.
    """
    high, known = list[tuple[int, list[str], str]](), dict[str, dict[str, int]]()
    for number, row in enumerate(tables.read(path), start=2):
        publisher = held.get(row.get("series") or "", {}).get("publisher", "")
        hosts = where_read.hosts(row.get("where_read") or "") if publisher not in ("", PRESS) else []
        for host in hosts:
            known.setdefault(host, {}).setdefault(publisher, number)
        if hosts and row.get("confidence") == HIGH and not row.get("remark"):
            high.append((number, hosts, publisher))
    for number, hosts, publisher in high:
        expected = "expected medium or low: nobody knows whose page it is" if publisher in UNKNOWN else ""
        for host, other, at in ((one, *pair) for one in hosts for pair in known[one].items()):
            if not {*names.several(other)} & {*names.several(publisher)}:
                expected = f"expected medium or low: by row {at}, {host} has numbers of {other} too, so it retells them"
        if expected:
            yield Fault(project.within(path), number, "confidence", HIGH, f"{expected}; or a remark that says why")
