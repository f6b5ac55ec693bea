"""The commands on the repository's own code: test, soak, pins, scripts; and clean.

`pins`, `scripts` and `clean` need nothing but Python: the environment may be what is broken.
"""

import argparse
import os
import re
import sys
from pathlib import Path

from cited import files, install, project
from cited.commands import DONE, FAILED

REQUIREMENTS = "requirements.txt"
SHORTENER = "minify-go==2.24.24"
COVERAGE = ("-n", "auto", "--cov", "--cov-report=")
SOAK = "CITED_SOAK"
TEST_SECONDS = "3600"
# A part of what `soak` runs, of at most so many.
PART, MOST = re.compile(r"\d{1,2}/\d{1,2}"), 20
RESOLVE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-annotate", "--no-header", "--no-emit-index-url", "--extra", "dev", "pyproject.toml"),
)


def test(options: argparse.Namespace) -> int:
    """Become pytest, in the project's folder."""
    os.chdir(_repository("tests/conftest.py"))
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *(options.arguments or COVERAGE)])


def soak(options: argparse.Namespace) -> int:
    """Run the tests that take hours; the first part also looks at every page and notebook."""
    root, part = _repository("tests/conftest.py"), options.part
    if not PART.fullmatch(part) or not 1 <= int(part.partition("/")[0]) <= int(part.partition("/")[2]) <= MOST:
        raise project.InputError(f"PART: “{part}”; expected a fraction from 1/1 to {MOST}/{MOST}")
    runs = [(part, ["tests/faults", "-k", "kills"])]
    if part.startswith("1/"):
        runs.append(("1/1", ["-m", "soak"]))
    for share, arguments in runs:
        command = [sys.executable, "-m", "pytest", *arguments, "--timeout", TEST_SECONDS]
        if not install.ran(command, cwd=root, env={**os.environ, SOAK: share}):
            return FAILED
    return DONE


def pins(_options: argparse.Namespace) -> int:
    """Write requirements.txt anew, below its own first comments: every pin, for every Python from 3.11 on."""
    root = _repository("pyproject.toml")
    place, made = root / ".build/pins", root / ".build/pins.txt"
    if not (install.beside(place, "uv") and install.ran([place / "bin/uv", *RESOLVE, "-o", made], cwd=root)):
        return FAILED
    old = (root / REQUIREMENTS).read_text(encoding="utf-8").splitlines(keepends=True)
    comments = "".join(line for line in old if line.startswith("#"))
    files.write(root / REQUIREMENTS, comments + made.read_text(encoding="utf-8"))
    return DONE


def scripts(_options: argparse.Namespace) -> int:
    root = _repository("cited/press/publish/shorten.py")
    place = root / ".build/scripts"
    program: list[str | Path] = [place / "bin/python", "cited/press/publish/shorten.py"]
    return DONE if install.beside(place, SHORTENER) and install.ran(program, cwd=root) else FAILED


def clean(_options: argparse.Namespace) -> int:
    """Remove what builds have made, all but the path of the command that a new project's Makefile asks for."""
    root = project.root()
    for folder, kept in (("reports", project.CATALOGUE.name), (".build", "command")):
        for path in (root / folder).iterdir() if (root / folder).is_dir() else ():
            if path.name != kept:
                files.remove(path)
    return DONE


def _repository(needed: str) -> Path:
    """Return the project's folder, which must have a file or folder that only the repository has."""
    root = project.root()
    if not (root / needed).exists():
        raise project.InputError(f"{root}: has no {needed}; it is part of the repository, not of the package")
    return root
