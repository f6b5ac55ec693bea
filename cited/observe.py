"""What a notebook reads besides the ledger: files that it opens, lists, asks for, imports, names or gives to programs.

Python says so to audit hooks and, where it does not, by calls of `os.stat`. Libraries and programs that read files by
themselves, as polars, lxml and a shell do, tell nobody: a file or folder of the project counts as read where the code
has its name in a text, as in `read_csv("aid.csv")` or in a cell of `%%bash`.
"""

import contextlib
import functools
import glob
import importlib.util
import os
import re
import sys
import threading
import urllib.parse
from collections.abc import Callable, Iterable, Iterator
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from cited import folders, project, reads

PROGRAMS = {
    "subprocess.Popen": (0, 1, 2),
    "os.exec": (0, 1, None),
    "os.posix_spawn": (0, 1, None),
    "os.system": (0, 0, None),
}
HEARD = frozenset({"open", "os.listdir", "os.scandir", "exec", "sqlite3.connect", *PROGRAMS})
# What can stand around a file's name in a line for a shell, in a query or in code.
APART = re.compile(r"[\s'\"`()\[\]{},;<>|&=]+")
QUOTED = re.compile(r"'([^'\n]+)'|\"([^\"\n]+)\"")
# The longest name and path that a file of Linux or macOS can have. IPython asks whether the HTML and the pictures that
# a cell shows are files, and each would be remembered as one that is missing; nor is a missing one of several lines.
NAME_LETTERS, PATH_LETTERS = 255, 4096
# What ipykernel calls the code of cells: files in a folder of this name, with the process's number.
CELL = "ipykernel_"


class Observer:
    """Notes what is read of a project: each file once, with what it holds before it is read."""

    def __init__(self, root: Path, note: Callable[[dict[str, str]], None]):
        """Prepare to note what lies in a project's folder and is neither software nor what the build writes."""
        self.root, self.note = str(root), note
        apart = (Path(__file__).resolve().parent, *(root / name for name in (".venv", ".build", ".git", "reports")))
        self.apart, self.catalogue = tuple(f"{path}{os.sep}" for path in apart), str(root / project.CATALOGUE)
        self.seen: set[tuple[str, str]] = set()

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note what an audit event says is read."""
        if event not in HEARD:
            return  # nearly all of them, as `id()` is one
        if event == "open":
            self.opened(*arguments)
        elif event in ("os.listdir", "os.scandir"):
            # What Python lists to find a module changes with every file; the module itself is noted.
            # `sys._getframe` is documented for CPython; `inspect`, which calls it, takes longer to import.
            if not sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):
                self.see("folder", "." if arguments[0] is None else arguments[0])
        elif event in ("exec", "sqlite3.connect"):
            (self._code if event == "exec" else self._database)(arguments[0])
        else:
            program, words, folder = PROGRAMS[event]
            self._program(arguments[program], arguments[words], None if folder is None else arguments[folder])

    def see(self, kind: str, given: Any) -> None:
        """Note a file or folder, if it is one of the project's."""
        try:
            path = folders.absolute(os.fsdecode(given))
        except (TypeError, ValueError):
            return  # a descriptor, or no path at all
        if not path.startswith(self.root):
            path = os.path.join(_real(os.path.dirname(path)), os.path.basename(path))  # noqa: PTH118, PTH119, PTH120
        if path.endswith(".pyc"):
            try:
                path = importlib.util.source_from_cache(path)
            except ValueError:
                return
        too_long = len(path) > PATH_LETTERS or any(len(name) > NAME_LETTERS for name in Path(path).parts)
        if too_long or (path != self.root and not self.is_own(path)):
            return
        kind = "witness" if reads.is_inside() else kind
        if (kind, path) in self.seen:
            return
        self.seen.add((kind, path))
        with reads.inside():
            digest = reads.listing(path) if kind == "folder" else reads.digest_of(path)
        if digest or "\n" not in path:
            self.note({kind: os.path.relpath(path, self.root), "digest": digest})

    def is_own(self, path: str) -> bool:
        """Tell whether a path lies in the project's folder and is neither software nor what the build writes."""
        apart = path != self.catalogue and f"{path}{os.sep}".startswith(self.apart)
        return path.startswith(f"{self.root}{os.sep}") and not apart

    def opened(self, path: Any, mode: str | None, flags: int) -> None:
        """Note a file that is opened to be read."""
        reading = "r" in mode or "+" in mode if mode else (flags & os.O_ACCMODE) != os.O_WRONLY
        if reading and not (mode and mode.startswith(("w", "x"))):
            self.see("file", path)

    def _program(self, program: Any, words: Any, folder: Any) -> None:
        given = filter(None, [program, *([words] if isinstance(words, str | bytes) else words or [])])
        self._named(map(os.fsdecode, given), os.fsdecode(folder or os.curdir))

    def _code(self, code: CodeType) -> None:
        """Note what is named in the texts of a cell, or of a module of the project."""
        if CELL in code.co_filename or self.is_own(folders.absolute(code.co_filename)):
            self._named(_texts(code), os.curdir)

    def _database(self, given: Any) -> None:
        """Note a database of SQLite, given by its path or as a URI, with its write-ahead log."""
        with contextlib.suppress(TypeError):
            text = os.fsdecode(given)
            path = urllib.parse.unquote(urllib.parse.urlsplit(text).path) if text.startswith("file:") else text
            for part in (path, f"{path}-wal"):
                self.see("file", part)

    def _named(self, texts: Iterable[str], folder: str) -> None:
        """Note the files that texts name, all that lies in the folders that they name, and what their patterns find."""
        with reads.inside():
            words = {word for text in texts for word in (text, *APART.split(text), *sum(QUOTED.findall(text), ()))}
            paths = (folders.absolute(os.path.join(folder, word)) for word in words if any(map(str.isalnum, word)))  # noqa: PTH118
            own = [path for path in paths if self.is_own(path)]
            files = [path for path in own if os.path.isfile(path)]  # noqa: PTH113
            listed: list[str] = []
            for top in filter(os.path.isdir, own):
                for place, _, names in os.walk(top):
                    listed.append(place)
                    files += [os.path.join(place, name) for name in names]  # noqa: PTH118
            for pattern in filter(glob.has_magic, own):
                files += (found := glob.glob(pattern, recursive=True))  # noqa: PTH207
                # What is new beside what is found may be found, too; so may the first, but not of prose.
                while "*" in pattern and (found or not re.search(r"\s", pattern.removeprefix(self.root))):
                    pattern = os.path.dirname(pattern)  # noqa: PTH120
                    listed += glob.glob(pattern, recursive=True) or [pattern]  # noqa: PTH207
        for path in files:
            self.see("file", path)
        for path in listed:
            self.see("folder", path)


def begin() -> None:
    """Note from now on what this process reads, where `CITED_READS` says; modules are compiled from their source."""
    reads.begin()
    observer = Observer(project.root(), reads.note)
    for name in ("stat", "lstat", "access"):
        _ask(name, observer)
    _modules(observer)
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


@functools.cache
def _real(folder: str) -> str:
    """Return the folder to which links on the way lead: a project can be reached by several paths."""
    with reads.inside():
        return os.path.realpath(folder)


def _modules(observer: Observer) -> None:
    """Load the project's modules from their source alone, and note those that are not found."""
    compiled, find = SourceFileLoader.path_stats, FileFinder.find_spec

    def path_stats(self: SourceFileLoader, path: Any) -> Any:
        # A compiled module is taken by the time of its source, which says nothing of its content.
        if observer.is_own(folders.absolute(path)):
            raise OSError
        return compiled(self, path)

    def find_spec(self: FileFinder, fullname: str, target: Any = None) -> Any:
        spec = find(self, fullname, target)
        path = os.path.join(self.path, fullname.rpartition(".")[2])  # noqa: PTH118
        # What is not there, and would be taken in place of what is: a package, of a module; either, of a bare folder.
        others = [spec.origin] if spec and spec.origin else [f"{path}.py", os.path.join(path, "__init__.py")]  # noqa: PTH118
        for looked in (path, *others):
            observer.see("file", looked)
        return spec

    for kind, function in ((SourceFileLoader, path_stats), (FileFinder, find_spec)):
        setattr(kind, function.__name__, function)
    # What lies in a folder is known by the folder's time.
    importlib.invalidate_caches()


def _ask(name: str, observer: Observer) -> None:
    """Note what a function of `os` is called with; no audit event reports it."""
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


def _texts(code: CodeType) -> Iterator[str]:
    """Give the texts that stand in code, also in its tuples, lists and sets, and as bytes."""
    waiting: list[object] = [code]
    while waiting:
        constant = waiting.pop()
        if isinstance(constant, CodeType):
            waiting += constant.co_consts
        elif isinstance(constant, tuple | frozenset):
            waiting += constant
        elif isinstance(constant, str | bytes):
            yield os.fsdecode(constant)
