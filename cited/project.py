"""Where the project's folders are: the one module that knows."""

import functools
import json
import os
import re
import unicodedata
from pathlib import Path

MARK = Path("data/datapackage.json")
# The tables that make a data package a ledger.
LEDGER = ("figures", "sources")
# A name that a person gives: of a document, a notebook.
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# A project without data of ours has only this.
CATALOGUE = Path("reports/catalogue.yml")
# The documents' texts are their publishers' and not in the repository: they are looked for here and in the
# folders that this environment variable names, separated as in PATH.
TEXTS = Path("data/texts")
TEXTS_VARIABLE = "CITED_TEXTS"
# File systems take names of 255 bytes; a page's has an ending, and others are made from it.
LONGEST_NAME = 200


class InputError(Exception):
    """Bad input: its lines say what is wrong, where, and what was expected; the command ends with status 2."""

    def __init__(self, *faults: str):
        super().__init__("\n".join(faults))
        self.faults = faults


def root() -> Path:
    """Return the project's folder: the nearest at or above the working directory with a data package or a catalogue.

    So a notebook finds the same data from JupyterLab, which runs it in `notebooks/`, as from make.
    """
    return _above(os.getcwd())  # noqa: PTH109 a text is found again in less time


@functools.lru_cache(maxsize=8)
def _above(working: str) -> Path:
    here = Path(working)
    for folder in (here, *here.parents):
        if (folder / MARK).is_file() or (folder / CATALOGUE).is_file():
            return folder
    missing = f"neither this folder nor one above it has {MARK} or {CATALOGUE}"
    raise InputError(f"{here}: {missing}; run from inside the project")


def within(path: Path) -> str:
    """Return a file's path in the project as text, with slashes."""
    return path.relative_to(root()).as_posix()


def has_ledger() -> bool:
    """Tell whether the project's data package is a ledger, to which every number on a page must lead.

    A package of other tables alone is the project's own affair; one that cannot be read may be a damaged ledger.
    """
    try:
        return is_ledger(*descriptor_state())
    except OSError:
        return False


def descriptor_state() -> tuple[Path, int, int]:
    """Return the descriptor's path, time and size: while they stay, what was read of it stays. Raises OSError."""
    path = _mark(root())
    stamp = path.stat()
    return path, stamp.st_mtime_ns, stamp.st_size


# It is needed with every row that is read; a path that is made anew is parsed and hashed anew.
@functools.lru_cache(maxsize=8)
def _mark(folder: Path) -> Path:
    return folder / MARK


@functools.lru_cache(maxsize=4)
def is_ledger(path: Path, _time: int, _size: int) -> bool:
    """Tell whether the descriptor in this state is that of a ledger."""
    if path.with_name("figures").is_dir():
        return True
    try:
        resources = json.loads(path.read_bytes())["resources"]
        return any(resource["name"] in LEDGER for resource in resources) or not resources
    except (OSError, ValueError, TypeError, KeyError):
        return True


def notebooks() -> list[Path]:
    """Return the notebooks of `notebooks/`, in order; what an editor keeps beside them begins with a point."""
    return sorted(path for path in (root() / "notebooks").glob("*.ipynb") if not path.name.startswith("."))


def text_folders() -> list[Path]:
    """Return the folders where documents' texts are looked for; a relative one counts from the project's folder."""
    named = [Path(name) for name in os.environ.get(TEXTS_VARIABLE, "").split(os.pathsep) if name]
    return [root() / folder for folder in (TEXTS, *named)]


def text_faults() -> list[str]:
    """Return a sentence for each name in the variable that is not a folder, and for each text that may not be read."""
    folders = [folder for folder in text_folders() if folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)]
    texts = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    named = [folder for folder in text_folders()[1:] if not folder.is_dir()]
    return [
        f"{TEXTS_VARIABLE}: {folder} is {'a file' if folder.exists() else 'not there'}; expected a folder with the "
        "documents' texts, separated from others by a colon. No text is read from it."
        for folder in named
    ] + [
        f"{path}: may not be read, so it counts as a text that is not here (chmod u+r)."
        for path in texts
        if not os.access(path, os.R_OK)
    ]


def long_name(path: str, what: str) -> str | None:
    """Return what is wrong where a folder or file of a path has a longer name than file systems take, else None."""
    if (longest := max(map(len, path.split("/")))) > LONGEST_NAME:
        return f"{what} {path[:20]}…: a name of {longest} characters; expected at most {LONGEST_NAME}"
    return None


def slug(text: str) -> str:
    """Return a text as part of an id or a file's name: lower-case letters and digits, with hyphens between them.

    >>> slug("Réserves – end of 2014")
    'reserves-end-of-2014'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
