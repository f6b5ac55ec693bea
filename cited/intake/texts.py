"""The documents' texts: found by checksum, read as physical lines, and places in them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from cited import project


def by_checksum() -> dict[str, Path]:
    """Return every file in the folders of texts by its SHA-256, in hexadecimal; hidden files are left out."""
    files: dict[str, Path] = {}
    for folder in project.text_folders():
        if not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                files.setdefault(checksum(path.read_bytes()), path)
    return files


def checksum(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def lines(path: Path) -> list[str]:
    """Return a text's physical lines, without their line feeds; line n of the ledger is item n - 1.

    Raises `project.InputError` where the file is not UTF-8.
    """
    try:
        return split(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        fault = f"{path}: byte {error.start} is not UTF-8; expected the text that the ledger's lines refer to"
        raise project.InputError(fault) from None


def split(text: str) -> list[str]:
    """Return the physical lines of a text: only a line feed ends one."""
    return text.split("\n")


def number_of(lines: Sequence[str]) -> int:
    """Return how many lines a split text has: the line feed that ends the last begins no other."""
    return len(lines) - (not lines[-1])


class Places:
    """Where the characters of rows stand in a text; each line is searched once for the same characters."""

    def __init__(self, lines: list[str]):
        self._lines = lines
        self._known: dict[tuple[int, str], list[int]] = {}

    def start(self, number: int, printed: str, occurrence: int) -> int:
        """Return where the n-th occurrence of some characters begins in a line (from 1), or -1 where it has none."""
        if (number, printed) not in self._known:
            self._known[number, printed] = self._all(number, printed)
        starts = self._known[number, printed]
        return starts[occurrence - 1] if occurrence <= len(starts) else -1

    def _all(self, number: int, printed: str) -> list[int]:
        line = self._lines[number - 1] if number <= len(self._lines) else ""
        starts, position = [], line.find(printed) if printed else -1
        while position >= 0:
            starts.append(position)
            position = line.find(printed, position + 1)
        return starts
