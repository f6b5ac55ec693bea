"""What a notebook reads besides the ledger: files that it opens, lists, checks for, imports or passes to programs.

Python says so to audit hooks and, where it does not, by calls of `os.stat`. Libraries that read files by themselves, as
pyarrow and DuckDB do, are seen only where they ask Python for the file first.
"""

import functools
import importlib.machinery
import importlib.util
import os
import shlex
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cited import project, reads

PROGRAMS = {
    "subprocess.Popen": (0, 1, 2),
    "os.exec": (0, 1, None),
    "os.posix_spawn": (0, 1, None),
    "os.system": (0, 0, None),
}


class Observer:
    """Notes what is read of a project: each file once, with what it holds before it is read."""

    def __init__(self, root: Path, note: Callable[[dict[str, str]], None]):
        """Prepare to note what lies in a project's folder and is neither software nor what the build writes."""
        self.root, self.note = str(root), note
        package = Path(__file__).resolve().parent
        apart = (package, *(root / name for name in (".venv", ".build", ".git", "reports")))
        self.apart = tuple(f"{path}{os.sep}" for path in apart)
        self.seen: set[tuple[str, str]] = set()

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note what an audit event says is read."""
        if event == "open":
            self.opened(*arguments)
        elif event in ("os.listdir", "os.scandir"):
            # What Python lists to find a module changes with every file; the module itself is noted.
            # `sys._getframe` is documented for CPython; `inspect`, which calls it, takes longer to import.
            if not sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):
                self.see("folder", "." if arguments[0] is None else arguments[0])
        elif event == "sqlite3.connect":
            self.see("file", arguments[0])
        elif event in PROGRAMS:
            program, words, folder = PROGRAMS[event]
            self._program(arguments[program], arguments[words], None if folder is None else arguments[folder])

    def see(self, kind: str, given: Any) -> None:
        """Note a file or folder, if it is one of the project's."""
        try:
            path = os.path.abspath(os.fsdecode(given))  # noqa: PTH100 resolve() would open files itself
        except (TypeError, ValueError):
            # A descriptor, or no path at all.
            return
        if path.endswith(".pyc"):
            try:
                path = importlib.util.source_from_cache(path)
            except ValueError:
                return
        if not path.startswith(f"{self.root}{os.sep}") or f"{path}{os.sep}".startswith(self.apart):
            return
        if reads.is_inside():
            kind = "witness"
        if (kind, path) in self.seen:
            return
        self.seen.add((kind, path))
        with reads.inside():
            digest = reads.listing(Path(path)) if kind == "folder" else reads.digest_of(Path(path))
        self.note({kind: os.path.relpath(path, self.root), "digest": digest})

    def opened(self, path: Any, mode: str | None, flags: int) -> None:
        """Note a file that is opened to be read."""
        reading = "r" in mode or "+" in mode if mode else (flags & os.O_ACCMODE) != os.O_WRONLY
        if reading and not (mode and mode.startswith(("w", "x"))):
            self.see("file", path)

    def _program(self, program: Any, words: Any, folder: Any) -> None:
        given = [program, *([words] if isinstance(words, str | bytes) else words or [])]
        for word in _words(given):
            path = os.path.join(os.fsdecode(folder or os.curdir), word)  # noqa: PTH118
            if os.path.isfile(path):  # noqa: PTH113
                self.see("file", path)


def begin() -> None:
    """Note from now on what this process reads, where `CITED_READS` says; modules are compiled from their source."""
    observer = Observer(project.root(), reads.note)
    for name in ("stat", "lstat", "access"):
        _ask(name, observer)
    # A compiled module is taken by the time of its source, which says nothing of its content.
    folders = [path for path in sys.path_importer_cache if f"{path}{os.sep}".startswith(observer.root)]
    for path in folders:
        if not f"{path}{os.sep}".startswith(observer.apart):
            del sys.path_importer_cache[path]
    sys.path_hooks.insert(0, functools.partial(_finder, observer))
    sys.addaudithook(observer.hook)


class Witness(dict[str, str]):
    """The digest of each file of the project that this process opens from now on, by its path, until `end`."""

    def __init__(self, root: Path) -> None:
        """Begin."""
        super().__init__()
        self.watching = True
        # By thread, whether it opens what it only digests: that is no reading.
        self.own = threading.local()
        self.observer = Observer(root, self._add)
        sys.addaudithook(self._hook)

    def end(self) -> None:
        """Note nothing more."""
        self.watching = False

    def _add(self, note: dict[str, str]) -> None:
        self[note.get("file") or note["witness"]] = note["digest"]

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and self.watching and not getattr(self.own, "digests", False):
            self.own.digests = True
            try:
                self.observer.seen.clear()
                self.observer.opened(*arguments)
            finally:
                self.own.digests = False


class _Source(importlib.machinery.SourceFileLoader):
    """Loads a module from its source alone."""

    def path_stats(self, path: Any) -> Any:
        """Say that nothing is known by which a compiled module could be held for that of the source."""
        raise OSError


class _Finder(importlib.machinery.FileFinder):
    """Finds modules of the project, and notes those that are not there."""

    observer: Observer

    def find_spec(self, fullname: str, target: Any = None) -> Any:
        """Return the module's specification, or None."""
        spec = super().find_spec(fullname, target)
        if spec is None:
            path = os.path.join(self.path, fullname.rpartition(".")[2])  # noqa: PTH118
            for missing in (path, f"{path}.py"):
                self.observer.see("file", missing)
        return spec


def _finder(observer: Observer, path: str) -> _Finder:
    if not f"{path}{os.sep}".startswith(f"{observer.root}{os.sep}") or f"{path}{os.sep}".startswith(observer.apart):
        raise ImportError
    extensions = importlib.machinery.ExtensionFileLoader, importlib.machinery.EXTENSION_SUFFIXES
    finder = _Finder(path, extensions, (_Source, importlib.machinery.SOURCE_SUFFIXES))
    finder.observer = observer
    return finder


def _ask(name: str, observer: Observer) -> None:
    """Note what a function of `os` is asked for; no audit event reports it."""
    original = getattr(os, name)

    @functools.wraps(original)
    def ask(path: Any, *arguments: Any, **options: Any) -> Any:
        if not reads.is_inside():
            observer.see("file", path)
        return original(path, *arguments, **options)

    setattr(os, name, ask)
    for able in (os.supports_fd, os.supports_dir_fd, os.supports_follow_symlinks, os.supports_effective_ids):
        if original in able:
            able.add(ask)


def _words(given: list[Any]) -> Iterator[str]:
    """Give all that may name a file in what a program is given, also in a line for a shell."""
    for text in map(os.fsdecode, filter(None, given)):
        yield text
        try:
            words = shlex.split(text)
        except ValueError:
            words = text.split()
        for word in words:
            yield word
            yield word.rpartition("=")[2]
