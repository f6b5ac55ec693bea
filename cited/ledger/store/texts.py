"""The words around a figure: from the documents' texts, where they are at hand, recognised by their checksums."""

import contextlib
import functools
import hashlib
import re
from pathlib import Path
from typing import TypedDict

from cited import project
from cited.ledger.store import tables
from cited.reads import traced

# Characters kept on each side of a figure, before the cut moves to the nearest word.
AROUND = 80


class Passage(TypedDict):
    """The words around figures of a line: pairs of a text and the id of the figure that it prints, or nothing."""

    line: int
    parts: list[list[str]]


@traced
def passages(*, source: str, figures: list[str]) -> list[Passage] | None:
    """Return the words around figures of a document, in reading order, or None where its text is not at hand.

    Each passage has its `line` and `parts`: pairs of a text and the id of the figure that it prints, which is
    empty for the words between. Passages of a line that touch are one. A figure that is not found where the
    ledger says has no passage.
    """
    text = _text(tables.select(table="sources", source=source)[0]["sha256"])
    if text is None:
        return None
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for row in tables.select(table="figures", source=source, figure=figures):
        number = int(row["line"])
        line = text[number - 1] if number <= len(text) else ""
        start = _place(line, row["printed"], int(row["occurrence"]))
        if start >= 0:
            spans.setdefault(number, []).append((start, start + len(row["printed"]), row["figure"]))
    return [
        Passage(line=number, parts=_parts(text[number - 1], group))
        for number, places in sorted(spans.items())
        for group in _groups(text[number - 1], sorted(places))
    ]


def missing() -> list[str]:
    """Return the short names of the documents whose texts are not at hand: no page can show their sentences."""
    return [row["label"] for row in tables.rows("sources") if _text(row["sha256"]) is None]


def lines(source: str) -> list[str] | None:
    """Return the lines of a document's text, or None where it is not at hand or the ledger has no such document."""
    checksum = next((row["sha256"] for row in tables.rows("sources") if row["source"] == source), "")
    return _text(checksum) if checksum else None


def _text(checksum: str) -> list[str] | None:
    for folder in project.text_folders():
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            # A file that cannot be read, as those of a system's own folders, is not a document's text.
            with contextlib.suppress(OSError):
                if path.is_file() and not path.name.startswith("."):
                    stamp = path.stat()
                    if _checksum(path, stamp.st_mtime_ns, stamp.st_size) == checksum:
                        return _lines(path, checksum)
    return None


@functools.lru_cache(maxsize=256)
def _checksum(path: Path, _time: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.lru_cache(maxsize=16)
def _lines(path: Path, _checksum: str) -> list[str]:
    return path.read_bytes().decode("utf-8", errors="replace").split("\n")


def _place(line: str, printed: str, occurrence: int) -> int:
    start = -1
    for _ in range(occurrence):
        start = line.find(printed, start + 1)
        if start < 0:
            break
    return start


def _groups(line: str, spans: list[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
    groups = [spans[:1]]
    for span in spans[1:]:
        if _before(line, span[0]) <= _after(line, max(end for _, end, _ in groups[-1])):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _parts(line: str, group: list[tuple[int, int, str]]) -> list[list[str]]:
    first, last = _before(line, group[0][0]), _after(line, max(end for _, end, _ in group))
    parts, position = [], first
    for start, end, figure in group:
        # Figures may share words ("15 or 20 per cent"): each character is shown once.
        parts += [[line[position : max(start, position)], ""], [line[max(start, position) : end], figure]]
        position = max(position, end)
    parts.append([line[position:last], ""])
    parts[0][0] = ("… " if first else "") + parts[0][0].lstrip()
    parts[-1][0] = parts[-1][0].rstrip() + (" …" if last < len(line.rstrip()) else "")
    return [[re.sub(r"\s+", " ", text), figure] for text, figure in parts if text]


def _before(line: str, start: int) -> int:
    if start <= AROUND:
        return 0
    cut = line.find(" ", start - AROUND, start)
    return cut + 1 if cut >= 0 else start


def _after(line: str, end: int) -> int:
    if end + AROUND >= len(line):
        return len(line)
    cut = line.rfind(" ", end, end + AROUND)
    return cut if cut >= 0 else end
