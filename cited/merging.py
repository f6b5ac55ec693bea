"""Notebooks merge cell by cell: git is told once, in the project's own configuration, who merges and compares them."""

import subprocess
from pathlib import Path

# How long git may take to set one, in seconds.
SECONDS = 60
# `.gitattributes` gives notebooks these drivers; git runs them from the top of the work tree.
DRIVERS = {
    "merge.jupyternotebook.name": "notebooks, cell by cell",
    "merge.jupyternotebook.driver": ".venv/bin/git-nbmergedriver merge %O %A %B %L %P",
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
