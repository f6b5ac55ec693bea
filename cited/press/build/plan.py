"""The plan: which reports must be built again, by content alone, and the memory that knows what was built from what."""

import contextlib
import hashlib
import json
import os
import sys
from collections import namedtuple
from collections.abc import Iterable
from pathlib import Path

from cited import project, reads
from cited.files import write

MEMORY = Path(".build/plan.json")
# What was built since that was written, a line each: a build of thousands does not write it all again for each page.
JOURNAL = Path(".build/plan.jsonl")
PACKAGE = Path(__file__).resolve().parent.parent.parent
# What of a notebook's cell can change its page; not outputs, counts or ids.
CELL = ("cell_type", "source")
# The digests of everything that a build reads: the software, that and the data, and all. (typing takes too long.)
State = namedtuple("State", ["software", "data", "inputs"])


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files, names and content, in hexadecimal; a missing file counts as missing."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b"missing"
        total.update(f"{path}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal; nothing where there is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def software() -> str:
    """Return the digest of what runs every report: the package, its templates, the pinned requirements, Python.

    `cited.intake` and `cited.commands` are left out: they never work on a page.
    """
    files = [path for path in _files(PACKAGE, ("intake", "commands", "__pycache__")) if path.suffix != ".pyc"]
    pins = PACKAGE.parent / "requirements.txt"
    return hashlib.sha256(f"{digest([*files, pins])} {sys.version}".encode()).hexdigest()


def state() -> State:
    """Return the digests of everything that a build reads: software, catalogue, notebooks and data.

    The one of the data, with the software, is of all that decides whether the data keep every rule.
    """
    root, tools = project.root(), software()
    rows = digest(path for path in _files(root / "data") if path.suffix in (".csv", ".json", ".md"))
    data = hashlib.sha256(f"{rows} {tools}".encode()).hexdigest()
    # The rules of intake stand in what the ledger knows of an audit.
    intake = (PACKAGE / "intake").glob("*.py")
    files = digest([root / "reports/catalogue.yml", *project.notebooks(), *intake])
    return State(tools, data, hashlib.sha256(f"{files} {data} {_texts()}".encode()).hexdigest())


def _files(folder: Path, apart: tuple[str, ...] = ()) -> list[Path]:
    """Return every file below a folder, but not in folders of these names."""
    found = []
    # In half the time that `rglob` takes, which is felt where nothing is to be done.
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in apart]
        found += [Path(place, name) for name in names]
    return found


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
            self.published = dict(content["published"])
        except (OSError, ValueError, KeyError, TypeError):
            self.sound, self.checked, self.reports, self.published = "", "", {}, {}
        self.journal = project.root() / JOURNAL
        if self.journal.exists():
            self.sound = ""
            for line in self.journal.read_text(encoding="utf-8").splitlines():
                # The last line is torn where a build was killed.
                with contextlib.suppress(ValueError):
                    self.reports.update(json.loads(line))

    def fresh(self, state: State) -> bool:
        """Tell whether all was built from exactly these inputs and every page still stands as it was built.

        A file that a notebook read by itself is an input of its page.
        """
        return bool(self.sound) and self.sound == state.inputs and all(map(self._stands, self.reports))

    def publishes(self, state: State) -> bool:
        """Tell whether the published data are those of this state and stand as they were written."""
        return self.published.get("data") == state.data and all(
            digest_of(project.root() / "reports" / name) == known
            for name, known in self.published.get("files", {}).items()
        )

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
        for page in gone:
            del self.reports[page]
        self.sound = sound
        self._write()
        return gone

    def _stands(self, page: str) -> bool:
        built = self.reports[page]
        return digest_of(project.root() / page) == built["digest"] and all(
            digest([Path(file)]) == known for file, known in built["files"].items()
        )

    def _write(self) -> None:
        content = {"sound": self.sound, "checked": self.checked, "reports": self.reports}
        content["published"] = self.published
        write(self.path, json.dumps(content, ensure_ascii=False, indent=1))
        self.journal.unlink(missing_ok=True)
