"""What a notebook read of the ledger, so that a page is rebuilt exactly when that would read differently.

A traced function is a pure function of the project's files. While a report runs, each call is noted with
its arguments and a digest of its result; later the plan calls it again and compares.
"""

import functools
import hashlib
import importlib
import json
import os
import sys
from pathlib import Path

from cited import project

# Names the file to which the kernel of a report appends its reads, one JSON object a line.
VARIABLE = "CITED_READS"
# True while a traced function runs: what it opens is its own affair, its result is what counts.
_quiet = False


def digest(value) -> str:
    """Return the SHA-256 of a JSON value, in hexadecimal; the order of keys does not matter."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def traced(function):
    """Decorate a function of keyword arguments: its calls are noted where `CITED_READS` names a file."""

    @functools.wraps(function)
    def call(**arguments):
        global _quiet
        outer, _quiet = _quiet, True
        try:
            result = function(**arguments)
        finally:
            _quiet = outer
        if not _quiet:
            name = f"{function.__module__}:{function.__name__}"
            _note({"function": name, "arguments": arguments, "digest": digest(result)})
        return result

    return call


def watch() -> None:
    """Note from now on every file of the project that is opened for reading outside a traced function."""
    root, package = project.root(), Path(__file__).resolve().parent
    apart = (package, root / ".venv", root / ".build", root / "reports")

    def hook(event, arguments):
        if event != "open" or _quiet or not isinstance(arguments[0], str):
            return
        mode = arguments[1] or "r"
        path = Path(os.path.abspath(arguments[0]))  # noqa: PTH100 resolve() would open files itself
        if "r" in mode and path.is_relative_to(root) and not any(map(path.is_relative_to, apart)):
            _note({"file": str(path)})

    sys.addaudithook(hook)


def load(path: Path) -> tuple[list[dict], list[str]]:
    """Return the reads and the files noted in a file, each once, in order; none where there is no file."""
    if not path.exists():
        return [], []
    notes = [json.loads(line) for line in dict.fromkeys(path.read_text(encoding="utf-8").splitlines())]
    return [note for note in notes if "function" in note], [note["file"] for note in notes if "file" in note]


def holds(read: dict) -> bool:
    """Tell whether a noted read would read the same now."""
    module, name = read["function"].split(":")
    function = getattr(importlib.import_module(module), name)
    return digest(function(**read["arguments"])) == read["digest"]


def _note(note: dict) -> None:
    global _quiet
    if not (path := os.environ.get(VARIABLE)):
        return
    outer, _quiet = _quiet, True
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(note, ensure_ascii=False) + "\n")
    finally:
        _quiet = outer
