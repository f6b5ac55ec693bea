"""Notebooks merge cell by cell, the catalogue entry by entry: git is told once, in the project's own configuration."""

import subprocess
from pathlib import Path

# How long git may take to set one, in seconds.
SECONDS = 60
DRIVER = ".venv/bin/python -m cited.merging.driver"
# `.gitattributes` gives notebooks and the catalogue these drivers; git runs them from the top of the work tree.
DRIVERS = {
    "merge.jupyternotebook.name": "notebooks, cell by cell",
    "merge.jupyternotebook.driver": f"{DRIVER} notebook %O %A %B %L %P",
    "merge.catalogue.name": "the catalogue, entry by entry",
    "merge.catalogue.driver": f"{DRIVER} catalogue %O %A %B %L %P",
    "diff.jupyternotebook.command": ".venv/bin/git-nbdiffdriver diff",
}


def configure(root: Path) -> bool:
    """Set the drivers in the project's repository; tell whether there is one."""
    if not (root / ".git").exists():
        return False
    try:
        for name, value in DRIVERS.items():
            subprocess.run(
                ["git", "config", "--local", name, value], cwd=root, check=True, capture_output=True, timeout=SECONDS
            )
    except (OSError, subprocess.SubprocessError):
        # Without git there is nothing to merge; a repository of another user may not be written to.
        return False
    return True
