"""The commands for those who write notebooks: lab, tidy."""

import argparse
import os
import sys

from cited import project
from cited.commands import DONE


def lab(options: argparse.Namespace) -> int:
    """Become JupyterLab, listening on this machine only, which asks for its token."""
    root = project.root()
    os.chdir(root)
    command = ["-m", "jupyter", "lab", "--ip=127.0.0.1", f"--notebook-dir={root}", *options.arguments, "notebooks"]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *command])


def tidy(_options: argparse.Namespace) -> int:
    from cited.press.build import hygiene

    for path in project.notebooks():
        if hygiene.clean(path):
            print(f"{path.relative_to(project.root())}: outputs and metadata removed")
    return DONE
