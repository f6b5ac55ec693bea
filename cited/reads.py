"""What a report read from the ledger, so that its page is rebuilt exactly when that would read differently.

A traced function is a pure function of the project's files. While a report runs, each call is noted with its arguments
and a digest of its result; later the plan calls it again and compares. Files that a notebook reads by itself are noted
by `cited.observe`, with a digest of what they held then.
"""

import functools
import hashlib
import importlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import Any, ParamSpec, TypeVar

    P = ParamSpec("P")
    R = TypeVar("R")

# Names the file to which the process of a report appends its reads, one JSON object a line.
VARIABLE = "CITED_READS"
# What a file held that is seen to have changed while it was read: no file's digest, so its page is built again.
CHANGED = "changed"
# A file of fewer bytes is read at once to be digested.
SMALL = 1_000_000
# The file that it named when a notebook began, which may clear the environment.
_place = ""
# True while a traced function runs: what it opens is its own affair, its result is what counts. Other threads go on.
_inside = ContextVar("_inside", default=False)
# The calls that this process has noted: the file of the notes, the function, its arguments.
_noted: set[tuple[str, str, str]] = set()
# A notebook may change the module `json`; this is the encoder as it was.
_encode = json.JSONEncoder().encode
_in_order = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(value: object) -> str:
    """Return the SHA-256 of a JSON value, in hexadecimal; the order of keys does not matter."""
    return hashlib.sha256(_in_order(value).encode(errors="surrogatepass")).hexdigest()


def digest_of(path: Path | str) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal; `folder` for a folder, nothing where no file stands."""
    try:
        # A pipe without waiting for who writes into it.
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return ""
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            return "folder" if stat.S_ISDIR(status.st_mode) else ""
        if status.st_size < SMALL:
            # Python's file objects take as long again, which an idle build would wait for a thousand times.
            content = os.read(file, status.st_size + 1)
            if len(content) == status.st_size:
                return hashlib.sha256(content).hexdigest()
            os.lseek(file, 0, os.SEEK_SET)
        with open(file, "rb", buffering=0, closefd=False) as large:
            return hashlib.file_digest(large, "sha256").hexdigest()
    except OSError:
        return ""
    finally:
        os.close(file)


def listing(path: Path | str) -> str:
    """Return the digest of the names in a folder; nothing where there is none."""
    try:
        return digest(sorted(os.listdir(path)))  # noqa: PTH208 a name is enough
    except (OSError, ValueError):
        return ""


def begin() -> None:
    """Append what is read from now on to the file that `CITED_READS` names now, whatever becomes of the variable."""
    global _place
    _place = os.environ.get(VARIABLE, "")


def traced(function: "Callable[P, R]") -> "Callable[P, R]":
    """Decorate a function of keyword arguments: its calls are noted where `CITED_READS` names a file."""

    @functools.wraps(function)
    def call(*_none: "P.args", **arguments: "P.kwargs") -> "R":
        with inside():
            result = function(*_none, **arguments)
        # A repeated call gives the same: what it reads is noted as changed where it is not.
        if not _inside.get() and (path := _place or os.environ.get(VARIABLE)):
            name = f"{function.__module__}:{function.__name__}"
            call_key = path, name, _encode(arguments)
            if call_key not in _noted:
                _noted.add(call_key)
                note({"function": name, "arguments": arguments, "digest": digest(result)})
        return result

    call.traced = True  # type: ignore[attr-defined]  # by which `_now` knows what may be called again
    return call


@contextmanager
def inside() -> Iterator[None]:
    """Let what is read for a while be a traced function's own affair."""
    outer = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(outer)


def is_inside() -> bool:
    """Tell whether a traced function runs."""
    return _inside.get()


def note(entry: Mapping[str, object]) -> None:
    """Note what was read, where `CITED_READS` names a file."""
    if path := _place or os.environ.get(VARIABLE):
        with inside(), open(path, "ab", buffering=0) as file:  # noqa: PTH123 a notebook may change pathlib
            file.write(f"{_encode(entry)}\n".encode())


class Noted:
    """What a report has noted: calls of traced functions, files and folders by their path, each with its digest."""

    def __init__(self, path: Path | None = None):
        """Read the notes in a file; there are none where there is no file."""
        lines = path.read_text(encoding="utf-8").splitlines() if path and path.exists() else []
        notes = [json.loads(line) for line in dict.fromkeys(lines)]
        self.calls = [entry for entry in notes if "function" in entry]
        self.files = _each(notes, "file")
        self.folders = _each(notes, "folder")
        # What traced functions have opened: the state of the data that they have read.
        self.witnessed = _each(notes, "witness")


def holds(call: dict[str, object], packages: tuple[str, ...]) -> bool:
    """Tell whether a noted call of a traced function of these packages would read the same now.

    A call of anything else is not made, and does not hold: notes may come from anywhere.
    """
    return bool(_now(call["function"], _encode(call["arguments"]), packages) == call["digest"])


def forget() -> None:
    """Ask every call anew from now on: what it reads may have changed."""
    _now.cache_clear()


@functools.cache
def _now(name: str, arguments: str, packages: tuple[str, ...]) -> str:
    module, _, function = name.partition(":")
    if not any(module == package or module.startswith(f"{package}.") for package in packages):
        return ""
    try:
        known = getattr(importlib.import_module(module), function)
        return digest(known(**json.loads(arguments))) if getattr(known, "traced", False) else ""
    except Exception:
        # Notes of another version of the package, or of what the data do not have any more.
        return ""


def _each(notes: "list[dict[str, Any]]", kind: str) -> dict[str, str]:
    digests: dict[str, str] = {}
    for known in notes:
        if kind in known:
            name = known[kind]
            digests[name] = known["digest"] if digests.get(name, known["digest"]) == known["digest"] else CHANGED
    return digests
