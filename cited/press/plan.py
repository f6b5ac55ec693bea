"""The plan: which reports must be built again, by content alone, and the memory that knows what was built from what."""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from cited import project, reads

MEMORY = Path(".build/plan.json")
# What was built since that was written, a line each: a build of thousands does not write it all again for each page.
JOURNAL = Path(".build/plan.jsonl")
PACKAGE = Path(__file__).resolve().parent.parent
# What of a notebook's cell can change its page; not outputs, counts or ids.
CELL = ("cell_type", "source")


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files, names and content, in hexadecimal; a missing file counts as missing."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b"missing"
        total.update(f"{path}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def software() -> str:
    """Return the digest of what runs every report: the package, its templates, the pinned requirements, Python.

    `cited.intake` is left out: it works on documents and never on a page.
    """
    files = [
        path
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.is_relative_to(PACKAGE / "intake")
    ]
    pins = PACKAGE.parent / "requirements.txt"
    return hashlib.sha256(f"{digest([*files, pins])} {sys.version}".encode()).hexdigest()


def inputs() -> str:
    """Return the digest of everything that a build reads: software, catalogue, notebooks and data."""
    root = project.root()
    # The rules of intake stand in what the ledger knows of an audit.
    intake = (PACKAGE / "intake").glob("*.py")
    files = digest([root / "reports/catalogue.yml", *(root / "notebooks").glob("*.ipynb"), *intake])
    return hashlib.sha256(f"{files} {data()} {_texts()}".encode()).hexdigest()


def data() -> str:
    """Return the digest of the data and the software: of all that decides whether the data keep every rule."""
    files = [path for path in (project.root() / "data").rglob("*") if path.suffix in (".csv", ".json", ".md")]
    return hashlib.sha256(f"{digest(files)} {software()}".encode()).hexdigest()


def _texts() -> list[tuple[str, int, int]]:
    """Return names, sizes and times of the documents' texts: enough to see that a page may have to ask again."""
    paths = [path for folder in project.text_folders() if folder.is_dir() for path in sorted(folder.iterdir())]
    return [(str(path), (stamp := path.stat()).st_size, stamp.st_mtime_ns) for path in paths if path.is_file()]


def recipe(report, notebook: dict, tools: str) -> str:
    """Return the digest of how a report is made: cells, parameters, titles, software; all but the data."""
    cells = [
        {**{key: cell.get(key) for key in CELL}, "tags": cell.get("metadata", {}).get("tags", [])}
        for cell in notebook["cells"]
    ]
    kernel = notebook.get("metadata", {}).get("kernelspec", {}).get("name")
    return reads.digest([report.path, report.title, report.answers, report.values, report.around, cells, kernel, tools])


class Memory:
    """What was built from what; kept in `.build/plan.json`, which a build may lose at no cost but time."""

    def __init__(self):
        self.path = project.root() / MEMORY
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            self.sound, self.checked, self.reports = content["sound"], content["checked"], dict(content["reports"])
        except (OSError, ValueError, KeyError, TypeError):
            self.sound, self.checked, self.reports = "", "", {}
        self.journal = project.root() / JOURNAL
        if self.journal.exists():
            self.sound = ""
            for line in self.journal.read_text(encoding="utf-8").splitlines():
                # The last line is torn where a build was killed.
                with contextlib.suppress(ValueError):
                    self.reports.update(json.loads(line))

    def fresh(self) -> bool:
        """Tell whether all was built from exactly these inputs and every page still stands as it was built.

        A file that a notebook read by itself is an input of its page.
        """
        return bool(self.sound) and self.sound == inputs() and all(map(self._stands, self.reports))

    def current(self, report, recipe: str) -> bool:
        """Tell whether a report's page stands and everything it was made from is as it was."""
        built = self.reports.get(str(report.page))
        return (
            built is not None
            and built["recipe"] == recipe
            and self._stands(str(report.page))
            and all(map(reads.holds, built["reads"]))
        )

    def keep(self, page: str, **built) -> None:
        """Remember how a page was built, on disk at once, so that a killed build loses nothing finished."""
        self.reports[page] = built
        self.sound = ""
        with self.journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps({page: built}, ensure_ascii=False) + "\n")

    def close(self, pages: Iterable[str], sound: str) -> list[str]:
        """Forget all but these pages and remember the inputs they are built from; return the forgotten ones."""
        gone = sorted(set(self.reports) - set(pages))
        same = self.sound == sound and not gone and not self.journal.exists()
        for page in gone:
            del self.reports[page]
        self.sound = sound
        if not same:
            self._write()
        return gone

    def _stands(self, page: str) -> bool:
        path = project.root() / page
        built = self.reports[page]
        return (
            path.is_file()
            and hashlib.sha256(path.read_bytes()).hexdigest() == built["digest"]
            and all(digest([Path(file)]) == known for file, known in built["files"].items())
        )

    def _write(self) -> None:
        content = {"sound": self.sound, "checked": self.checked, "reports": self.reports}
        write(self.path, json.dumps(content, ensure_ascii=False, indent=1))
        self.journal.unlink(missing_ok=True)


def write(path: Path, content: str | bytes) -> bool:
    """Write a file whole or not at all, text as UTF-8; tell whether its content is new."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True
