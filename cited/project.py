"""Where the project's folders are: the one module that knows."""

from pathlib import Path

MARK = Path("data/datapackage.json")


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
