"""The folders of the project, opened without following a link: what is written, published and removed lies in them.

A folder of the project may not be a link, wherever it leads: a build that followed `reports/data -> ../data` would
remove data, and one that followed `reports/theme -> /elsewhere` would overwrite what is there. Folders outside the
project, which the user names, are used as they are.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from cited import project

# The folders in which nothing may be a link. An editor's own, as the lock of Emacs, begin with a point.
FOLDERS = ("data", "data/figures", "data/numbers", "notebooks", "reports", "reports/data", ".build")
# What is called so is a file.
NAMED = (".csv", ".ipynb", ".json", ".jsonl", ".lock", ".md", ".txt", ".yml")


def check() -> None:
    """Raise InputError where one of the project's folders, or what stands in it, is a link or no file, naming each.

    The texts of documents may lie elsewhere: they are known by their checksum and not published. A pipe would keep
    whoever opens it waiting.
    """
    root = project.root()
    faults: list[str] = []
    for folder in FOLDERS:
        if (root / folder).is_symlink():
            faults += refused(root / folder).faults
            continue
        with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if not entry.name.startswith(".") and f"{folder}/{entry.name}" != str(project.TEXTS):
                    faults += _faults(entry, folder)
    if faults:
        raise project.InputError(*dict.fromkeys(faults))


def _faults(entry: os.DirEntry[str], folder: str) -> tuple[str, ...]:
    if entry.is_symlink():
        return refused(Path(entry.path)).faults
    if entry.is_dir():
        named = entry.name.endswith(NAMED)
        return (f"{folder}/{entry.name}: a folder; expected a file: move the folder away",) if named else ()
    if entry.is_file():
        return ()
    return (f"{folder}/{entry.name}: a pipe, a device or a socket; expected a file or folder: move it away",)


@contextlib.contextmanager
def opened(path: Path, make: bool = False) -> Iterator[int]:
    """Open the folder in which a file stands, as a descriptor; `make` makes the folders that are not there.

    Raises InputError where one below the project's own is a link.
    """
    start, names = _way(path)
    if make:
        start.mkdir(parents=True, exist_ok=True)
    folder = os.open(start, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for number, name in enumerate(names, start=1):
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(name, dir_fd=folder)
            try:
                inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            except OSError as error:
                error.filename = str(start.joinpath(*names[:number]))
                if is_link(folder, name):
                    raise refused(Path(error.filename)) from None
                raise
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


def is_link(folder: int, name: str) -> bool:
    """Tell whether a name in an open folder is a link."""
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return False


def absolute(path: Path | str) -> str:
    """Return a path from the root, links as they are; where the working folder is gone, none in the project."""
    try:
        return os.path.abspath(path)  # noqa: PTH100 resolve() would follow links
    except OSError:
        return os.path.join(os.sep, path)  # noqa: PTH118


def refused(path: Path) -> project.InputError:
    """Return the error that names a link, and where it leads."""
    leads = os.readlink(path)  # noqa: PTH115 as it is written
    with contextlib.suppress(project.InputError, ValueError):
        path = path.relative_to(project.root())
    return project.InputError(
        f"{path}: a link, to {leads}; expected a file or folder of the project itself, which is not written or "
        "published through links: put it there in place of the link"
    )


def _way(path: Path) -> tuple[Path, tuple[str, ...]]:
    """Return a folder that is trusted, and the names of those that lead from it to the folder of a file."""
    path = Path(absolute(path))
    try:
        root = project.root()
    except (project.InputError, OSError):
        root = path.parent
    if path.is_relative_to(root) and path != root:
        return root, path.parent.relative_to(root).parts
    return path.parent, ()
