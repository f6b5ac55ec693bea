"""Where the project's folders are: the one module that knows."""

import json
import os
from pathlib import Path

TYPE_CHECKING = False  # true to a type checker; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import Any

MARK = Path("data/datapackage.json")
# The documents' texts are their publishers' and not in the repository: they are looked for here and in the
# folders that this environment variable names, separated as in PATH.
TEXTS = Path("data/texts")
TEXTS_VARIABLE = "CITED_TEXTS"


class InputError(Exception):
    """Bad input: its lines say what is wrong, where, and what was expected; the command ends with status 2."""

    def __init__(self, *faults: str):
        super().__init__("\n".join(faults))
        self.faults = faults


def root() -> Path:
    """Return the project's folder: the nearest at or above the working directory with `data/datapackage.json`.

    So a notebook finds the same data from JupyterLab, which runs it in `notebooks/`, as from make.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return folder
    raise InputError(f"{here}: neither this folder nor one above it has {MARK}; run from inside the project")


def load_json(path: Path) -> "Any":
    """Return what a JSON file of the project holds.

    Raises ValueError for what is no JSON in UTF-8: also a key that stands twice, a constant that JSON has not, half a
    character, or what is nested without end; InputError where the file is a link.
    """
    from cited import files

    return parse_json(files.read(path))


def parse_json(content: bytes) -> "Any":
    """Return the value of JSON; raises ValueError as `load_json` does."""
    try:
        value = json.loads(content.decode(), object_pairs_hook=_once, parse_constant=_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("half a character (a lone surrogate); expected whole characters") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _once(pairs: "list[tuple[str, Any]]") -> "dict[str, Any]":
    """Return a JSON object in which each key stands once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"key {next(name for name in names if names.count(name) > 1)!r} stands twice")
    return found


def _constant(name: str) -> None:
    raise ValueError(f"{name}; expected a number that JSON has")


def notebooks() -> list[Path]:
    """Return the notebooks of `notebooks/`, in order; what an editor keeps beside them begins with a point."""
    return sorted(path for path in (root() / "notebooks").glob("*.ipynb") if not path.name.startswith("."))


def text_folders() -> list[Path]:
    """Return the folders where documents' texts are looked for; a relative one counts from the project's folder."""
    named = [Path(name) for name in os.environ.get(TEXTS_VARIABLE, "").split(os.pathsep) if name]
    return [root() / folder for folder in (TEXTS, *named)]
