"""The built site as a folder for any web server."""

import shutil
from pathlib import Path

from cited import project
from cited.press.reports import catalogue

# What people write, and what is made for one question, stay here.
APART = ("catalogue.yml", "example.png", "adhoc", "docx")
# A server that would run names with a leading underscore through a generator is told not to.
MARK = ".nojekyll"


def publish(to: str) -> tuple[int, Path]:
    """Copy the site into a folder, which then holds nothing else; return how many files, and where.

    Raises InputError where a report of the catalogue is not built, and where the folder holds what no site holds.
    """
    reports = project.root() / "reports"
    target = Path(to).expanduser().resolve()
    missing = [str(report.page) for report in catalogue.load() if not (project.root() / report.page).is_file()]
    if missing or not (reports / "index.html").is_file():
        raise project.InputError(f"{', '.join(missing) or 'reports/index.html'}: not built; run make first")
    if target == project.root() or target in project.root().parents or target.is_relative_to(project.root() / "data"):
        raise project.InputError(f"TO: {to}; expected a folder of its own for the site")
    if target.is_relative_to(reports):
        raise project.InputError(f"TO: {to}; expected a folder outside reports/")
    if target.exists() and any(target.iterdir()) and not (target / MARK).is_file():
        raise project.InputError(f"TO: {to} holds other files; expected an empty folder or an earlier site")
    wanted = {
        path.relative_to(reports): path
        for path in sorted(reports.rglob("*"))
        if path.is_file() and path.relative_to(reports).parts[0] not in APART and not path.name.startswith(".")
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / MARK).touch()
    for name, path in wanted.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.is_file() or place.read_bytes() != path.read_bytes():
            shutil.copyfile(path, place)
    for path in sorted(target.rglob("*"), reverse=True):
        if ".git" in path.relative_to(target).parts or path.name == MARK:
            continue
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return len(wanted), target
