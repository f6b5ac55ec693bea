"""The one place where the project writes, reads and removes files: whole or not at all, and never through a link."""

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

from cited import folders, project

# The name of a file that is being written: short, since its own name may be as long as a file system allows.
PART = ".cited-{process}-{number}.part"
LOCK_SECONDS = 60
# No document or table that a person gives is larger, in bytes.
LARGEST = 500_000_000
POLL_SECONDS = 0.1
_numbers = itertools.count(1)
# The locks that this process holds: what takes one within one waits for nobody.
_held: set[Path] = set()


def write(
    path: Path, content: str | bytes, like: Path | None = None, seen: bytes | None = None, lasting: bool = True
) -> bool:
    """Write a file whole or not at all, text as UTF-8; tell whether its content is new.

    The content goes into a file beside it, which then takes its place and keeps its mode, or that of the file `like`
    which stands beside it. Folders are made where
    there are none. `seen` is what the content was made from: somebody else's save since then is not overwritten.
    What is not `lasting` a build would make again, and knows by its digest: where the power fails it may be lost, and
    nobody waits for the disk.
    Raises InputError for such a save and where a folder on the way is a link, and OSError, with the file's name,
    where the system refuses; what stood there then stands unchanged.
    """
    data = content.encode() if isinstance(content, str) else content
    with named(path), folders.opened(path, make=True) as folder:
        mode = _mode(folder, (like or path).name)
        if mode is not None and like is None:
            try:
                if _content(folder, path.name) == data:
                    return False
            except PermissionError:
                if seen is not None:
                    raise
                # Nobody here has read it, and its mode would keep the next reader out, too.
                mode = None
        part = PART.format(process=os.getpid(), number=next(_numbers))
        try:
            with open(part, "xb", opener=_opener(folder)) as file:
                if mode is not None:
                    os.fchmod(file.fileno(), mode)
                file.write(data)
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            if seen is not None and (mode is None or _content(folder, path.name) != seen):
                raise changed(path)
            os.replace(part, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            if lasting:
                os.fsync(folder)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(part, dir_fd=folder)
    return True


def changed(path: Path) -> project.InputError:
    """Return the fault of a file that somebody has saved while a command was about to write it."""
    name = path.relative_to(project.root())
    return project.InputError(f"{name}: changed while this command ran; run the command again, on the file as it is")


def read(path: Path) -> bytes:
    """Return what a file of the project holds; raises InputError where it, or a folder on the way, is a link."""
    with named(path), folders.opened(path) as folder:
        if folders.is_link(folder, path.name):
            raise folders.refused(path)
        return _content(folder, path.name)


def check_given(path: Path) -> None:
    """Raise InputError where a path that the user gives leads to something without end, as a pipe, or is huge.

    What is not there, or may not be read, is left to who reads it.
    """
    with contextlib.suppress(OSError):
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise project.InputError(f"{path}: a pipe, a device or a socket; expected a file")
        if status.st_size > LARGEST:
            raise project.InputError(f"{path}: {status.st_size:,} bytes; expected a file of at most {LARGEST:,}")


def remove(path: Path) -> None:
    """Remove a file, or a folder with all it holds; a link goes, never what it leads to. What is not there is gone.

    Raises InputError where a folder on the way is a link.
    """
    with named(path), contextlib.suppress(FileNotFoundError), folders.opened(path) as folder:
        _remove(folder, path.name)


def move(path: Path, place: Path) -> None:
    """Let a file take the place of another in the same folder."""
    with named(place), folders.opened(place) as folder:
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
    with named(path):
        while (lock := _try(path)) is None:
            if time.monotonic() > end:
                raise OSError(
                    errno.EBUSY, f"held by {_holder(path)} for over {seconds:g} seconds; wait for it or end it"
                )
            if not waited:
                print(f"Waiting for {_holder(path)} to finish.", file=sys.stderr, flush=True)
                waited = True
            time.sleep(POLL_SECONDS)
    _held.add(path)
    try:
        yield
    finally:
        _held.discard(path)
        os.close(lock)


def sweep(folder: Path, pattern: str = "") -> None:
    """Remove from a folder, with `**/` from all below it too, what killed processes left half written there."""
    for path in folder.glob(pattern + PART.format(process="*", number="*")):
        process = path.name.split("-")[1]
        if not (process.isdecimal() and _lives(int(process))):
            remove(path)


def _try(path: Path) -> int | None:
    """Return the open lock, which names this process; nothing where another one holds it."""
    with folders.opened(path, make=True) as folder:
        lock = os.open(path.name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666, dir_fd=folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Somebody may have removed the file meanwhile, as `make clean` does, and hold a new one.
        if os.fstat(lock).st_ino != os.stat(path, follow_symlinks=False).st_ino:  # noqa: PTH116
            raise BlockingIOError
        os.ftruncate(lock, 0)
        words = " ".join(map(os.path.basename, sys.argv))[:80]
        # A full disk has no room for a name; the lock is held all the same.
        with contextlib.suppress(OSError):
            os.write(lock, f"process {os.getpid()} ({words})".encode(errors="backslashreplace"))
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


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Let an error of the system name the whole path, not only what was opened within a folder."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
