"""The built site as a folder for any web server."""

import os
from pathlib import Path
from typing import NoReturn

from cited import files, messages, project
from cited.press.reports import catalogue

# What people write, and what is made for one question, stay here.
APART = ("catalogue.yml", "adhoc", "docx")
# A server that would run names with a leading underscore through a generator is told not to.
MARK = ".nojekyll"
# Folders of the project that have a use of their own.
TAKEN = ("data", "notebooks", "reports", ".build", ".git", ".venv")
# What was published: what stands in the folder beside it is somebody else's.
LIST = ".cited-site"


def publish(to: str) -> tuple[int, Path]:
    """Copy the site into a folder, which then holds nothing else; return how many files, and where.

    Raises InputError where a report of the catalogue is not built, and where the folder holds what no site holds,
    OSError where a file of the site may not be read; nothing is copied then.
    """
    if not to:
        raise project.InputError("TO: nothing; expected a folder for the site: make publish TO=folder")
    reports = project.root() / "reports"
    try:
        target = Path(to).expanduser().resolve()
    except RuntimeError as error:
        raise project.InputError(f"TO: {to}: {error}") from None
    missing = [str(report.page) for report in catalogue.load() if not (project.root() / report.page).is_file()]
    if missing or not (reports / "index.html").is_file():
        raise project.InputError(f"{messages.some(missing) or 'reports/index.html'}: not built; run make first")
    root = project.root()
    if target == root or target in root.parents or any(target.is_relative_to(root / name) for name in TAKEN):
        raise project.InputError(f"TO: {to}; expected a folder of its own for the site, outside {'/, '.join(TAKEN)}/")
    if target.exists() and not target.is_dir():
        raise project.InputError(f"TO: {to}; expected a folder, not a file")
    before = _published(target)
    if others := sorted(set(_standing(target)) - before):
        words = "expected an empty folder or an earlier site"
        raise project.InputError(f"TO: {to} holds other files, as {others[0]}; {words}")
    wanted = {
        path.relative_to(reports): path
        for path in sorted(_below(reports))
        if path.is_file() and path.relative_to(reports).parts[0] not in APART and not path.name.startswith(".")
    }
    for path in wanted.values():
        with files.named(path):
            path.open("rb").close()
    names = {MARK, LIST, *map(str, wanted)}
    # Before and after, so that what a run that is cut short leaves is known as ours.
    files.write(target / LIST, "\n".join(sorted(before | names)) + "\n")
    files.write(target / MARK, b"")
    for name, path in wanted.items():
        files.write(target / name, files.read(path))
    for gone in before - names:
        files.remove(target / gone)
    left = {target / parent for gone in before for parent in Path(gone).parents}
    for folder in sorted(left - {target}, reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    files.write(target / LIST, "\n".join(sorted(names)) + "\n")
    return len(wanted), target


def _published(target: Path) -> set[str]:
    """Return the files that an earlier run has put into a folder, by their path there; none beyond it."""
    path = target / LIST
    names = files.read(path).decode(errors="replace").splitlines() if path.is_file() else []
    return {name for name in names if name and not {"..", "/"} & {*Path(name).parts}}


def _standing(target: Path) -> list[str]:
    """Return what stands in a folder, by its path there, but not what git keeps there."""
    names = [path.relative_to(target) for path in _below(target)] if target.is_dir() else []
    return [str(name) for name in names if name.parts[0] != ".git"]


def _below(folder: Path) -> list[Path]:
    """Return all files and links below a folder; raises OSError for a folder that may not be read."""
    paths: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_refuse):
        paths += [Path(place, name) for name in names]
        paths += [path for name in folders if (path := Path(place, name)).is_symlink()]
    return paths


def _refuse(error: OSError) -> NoReturn:
    raise error
