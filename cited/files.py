"""The one place where the project writes, opens and removes files: whole or not at all, and never through a link.

A folder of the project may not be a link, wherever it leads: a build that followed `reports/data -> ../data` would
remove data, and one that followed `reports/theme -> /elsewhere` would overwrite what is there. Folders outside the
project, which the user names, are used as they are.
"""

import contextlib
import errno
import fcntl
import itertools
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cited import project

# The name of a file that is being written: short, since its own name may be as long as a file system allows.
PART = ".cited-{process}-{number}.part"
LOCK_SECONDS = 60
POLL_SECONDS = 0.1
_numbers = itertools.count(1)
# The locks that this process holds: what takes one within one waits for nobody.
_held: set[Path] = set()


def write(path: Path, content: str | bytes, like: Path | None = None) -> bool:
    """Write a file whole or not at all, text as UTF-8; tell whether its content is new.

    The content goes into a file beside it, which then takes its place and keeps its mode, or that of the file `like`
    which stands beside it. Folders are made where
    there are none. Raises InputError where a folder on the way is a link, and OSError, with the file's name,
    where the system refuses; what stood there then stands unchanged.
    """
    data = content.encode() if isinstance(content, str) else content
    with _named(path), _folder(path, make=True) as folder:
        mode = _mode(folder, (like or path).name)
        if mode is not None and like is None and _content(folder, path.name) == data:
            return False
        part = PART.format(process=os.getpid(), number=next(_numbers))
        try:
            with open(part, "xb", opener=_opener(folder)) as file:
                if mode is not None:
                    os.fchmod(file.fileno(), mode)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            os.fsync(folder)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(part, dir_fd=folder)
    return True


def read(path: Path) -> bytes:
    """Return what a file of the project holds; raises InputError where it, or a folder on the way, is a link."""
    with _named(path), _folder(path) as folder:
        if _is_link(folder, path.name):
            raise _refused(path)
        return _content(folder, path.name)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all it holds; a link goes, never what it leads to. What is not there is gone.

    Raises InputError where a folder on the way is a link.
    """
    with _named(path), contextlib.suppress(FileNotFoundError), _folder(path) as folder:
        _remove(folder, path.name)


def move(path: Path, place: Path) -> None:
    """Let a file take the place of another in the same folder."""
    with _named(place), _folder(place) as folder:
        os.replace(path.name, place.name, src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)


def lock_file(name: str) -> Path:
    """Return the file that is locked while something of this name goes on."""
    return project.root() / ".build" / f"{name}.lock"


@contextlib.contextmanager
def locked(name: str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold a lock of the project, as everything that writes in `data/` holds the one called `data`.

    Waits for another process that holds it, and says so; raises OSError, which names that process, where it is still
    held after so many seconds. Within a lock that this process holds it is free. The lock ends with the process that
    holds it, however that ends.
    """
    path, waited, end = lock_file(name), False, time.monotonic() + seconds
    if path in _held:
        yield
        return
    with _named(path):
        while (lock := _try(path)) is None:
            if time.monotonic() > end:
                raise OSError(
                    errno.EBUSY, f"held by {_holder(path)} for over {seconds:g} seconds; wait for it or end it"
                )
            if not waited:
                print(f"Waiting for {_holder(path)} to end.", file=sys.stderr, flush=True)
                waited = True
            time.sleep(POLL_SECONDS)
    _held.add(path)
    try:
        yield
    finally:
        _held.discard(path)
        os.close(lock)


def sweep(folder: Path) -> None:
    """Remove from a folder what processes that have been killed left half written there."""
    for path in folder.glob(PART.format(process="*", number="*")):
        process = path.name.split("-")[1]
        if not (process.isdecimal() and _lives(int(process))):
            remove(path)


def _try(path: Path) -> int | None:
    """Return the open lock, which names this process; nothing where another one holds it."""
    with _folder(path, make=True) as folder:
        lock = os.open(path.name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666, dir_fd=folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Somebody may have removed the file meanwhile, as `make clean` does, and hold a new one.
        if os.fstat(lock).st_ino != os.stat(path, follow_symlinks=False).st_ino:  # noqa: PTH116
            raise BlockingIOError
        os.ftruncate(lock, 0)
        os.write(lock, f"process {os.getpid()} ({' '.join(map(os.path.basename, sys.argv))[:80]})".encode())
    except (BlockingIOError, FileNotFoundError):
        os.close(lock)
        return None
    except BaseException:
        os.close(lock)
        raise
    return lock


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace") or "another process"
    return "another process"


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextlib.contextmanager
def _folder(path: Path, make: bool = False) -> Iterator[int]:
    """Open the folder in which a file stands, each folder below the project's own without following links."""
    start, names = _way(path)
    folder = os.open(start, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for number, name in enumerate(names, start=1):
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(name, dir_fd=folder)
            try:
                flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
                inner = os.open(name, flags, dir_fd=folder)
            except OSError:
                if _is_link(folder, name):
                    raise _refused(start.joinpath(*names[:number])) from None
                raise
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


def _way(path: Path) -> tuple[Path, tuple[str, ...]]:
    """Return a folder that is trusted, and the names of those that lead from it to the folder of a file."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 resolve() would follow links
    try:
        root = project.root()
    except (project.InputError, OSError):
        root = path.parent
    if path.is_relative_to(root) and path != root:
        return root, path.parent.relative_to(root).parts
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.parent, ()


def _is_link(folder: int, name: str) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _mode(folder: int, name: str) -> int | None:
    """Return the mode of the file that stands there; nothing for none, or for a link, which is replaced."""
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    return stat.S_IMODE(status.st_mode) if stat.S_ISREG(status.st_mode) else None


def _content(folder: int, name: str) -> bytes:
    # Without waiting for a writer, should it be a pipe.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, dir_fd=folder), "rb") as file:
        return file.read()


def _remove(folder: int, name: str) -> None:
    try:
        os.unlink(name, dir_fd=folder)
    except (IsADirectoryError, PermissionError) as error:
        try:
            inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
        except NotADirectoryError:
            raise error from None
        try:
            for entry in os.listdir(inner):  # noqa: PTH208 of an open folder
                _remove(inner, entry)
        finally:
            os.close(inner)
        os.rmdir(name, dir_fd=folder)


def _opener(folder: int) -> Callable[[str, int], int]:
    return lambda name, flags: os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666, dir_fd=folder)


def _refused(path: Path) -> project.InputError:
    leads = os.readlink(path)  # noqa: PTH115 as it is written, not as a path
    with contextlib.suppress(project.InputError, ValueError):
        path = path.relative_to(project.root())
    return project.InputError(
        f"{path}: a link, to {leads}; expected a file or folder of the project itself, which is not written or "
        "published through links: put it there in place of the link"
    )


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let an error of the system name the whole path, not only what was opened within a folder."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
