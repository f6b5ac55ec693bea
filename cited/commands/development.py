"""The commands on the project and its requirements: init, bench, peers, licences, advisories."""

import argparse
import subprocess
import sys
from pathlib import Path

from cited import install, project
from cited.commands import DONE, FAILED

# Notebooks have a style of their own.
NOTEBOOKS = "--extend-exclude=*.ipynb,notebooks"
# What checks the code, and for how long at most.
CODE = (
    # What notebooks import; the programs after it come with the requirements for development.
    ("python", "-c", "import cited.ledger, cited.page"),
    ("lint-imports", "--no-logo"),
    ("mypy", "--no-error-summary"),
    ("ruff", "check", "--quiet", "--output-format=concise", NOTEBOOKS, "."),
    ("ruff", "format", "--check", "--quiet", NOTEBOOKS, "."),
)
SECONDS = 600


def init(options: argparse.Namespace) -> int:
    from cited import init

    init.create(options.folder)
    print(f"{options.folder}: a project with one document, three figures and one report; run make there.")
    return DONE


def bench(options: argparse.Namespace) -> int:
    _find_benchmarks()
    from benchmarks.run import bench

    return bench(options.parts, options.quick, options.jobs)


def peers(_options: argparse.Namespace) -> int:
    """Install into .build/ what the bench measures beside the press; status 1 where something cannot be installed."""
    root = _find_benchmarks()
    from benchmarks.installing import install

    return DONE if install(root) else FAILED


def parts() -> tuple[str, ...]:
    """Return the parts of the bench."""
    _find_benchmarks()
    from benchmarks.run import KNOWN

    return KNOWN


def _find_benchmarks() -> Path:
    """Let Python find the repository's own benchmarks/, and return the repository's folder."""
    root = project.root()
    if not (root / "benchmarks/run.py").is_file():
        raise project.InputError(f"{root}: has no benchmarks/; they are part of the repository, not of the package")
    sys.path.insert(0, str(root))
    return root


def code_faults() -> list[str]:
    """Return what is wrong in the project's own code, a line each: imports between rooms, types, style.

    Where the project has no code of its own, or what checks it is not installed, that is the one line.
    """
    if missing := _missing():
        return missing
    lines = []
    for program, *arguments in CODE:
        run = subprocess.run(
            [Path(sys.prefix, "bin", program), *arguments],
            cwd=project.root(),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if run.returncode:
            output = [line for line in (run.stdout + run.stderr).splitlines() if line.strip()]
            lines += output or [f"{program}: status {run.returncode}"]
    return lines


def _missing() -> list[str]:
    """Return why the project's code cannot be looked at, a line; none where it can."""
    if not (project.root() / "pyproject.toml").is_file():
        return ["--code: no pyproject.toml, so the project has no code of its own; leave out --code"]
    missing = sorted({program for program, *_ in CODE[1:] if not Path(sys.prefix, "bin", program).is_file()})
    named = f"--code: not installed beside `cited`: {', '.join(missing)}"
    needs = "they come with the package's requirements for development, `pip install 'cited-figures[dev]'`"
    return [f"{named}; {needs}"] if missing else []


def format_code() -> int:
    """Let ruff mend and format the project's own code; status 1 where it leaves something to be mended by hand."""
    ruff = Path(sys.prefix, "bin/ruff")
    if missing := _missing():
        raise project.InputError(*missing)
    fixed = install.ran([ruff, "check", "--fix", "--quiet", NOTEBOOKS, "."], cwd=project.root())
    formatted = install.ran([ruff, "format", "--quiet", NOTEBOOKS, "."], cwd=project.root())
    return DONE if fixed and formatted else FAILED


def licences(_options: argparse.Namespace) -> int:
    """Print every pinned package with its licence, then those that are copyleft or do not state one."""
    from cited import licences

    pins = licences.pinned()
    width = max(len(f"{licence.name} {licence.version}") for licence in pins)
    for licence in pins:
        print(f"{f'{licence.name} {licence.version}'.ljust(width)}  {licence.stated}")
    for kind, chosen in (
        ("copyleft", [licence.name for licence in pins if licence.copyleft]),
        ("without a stated licence", [licence.name for licence in pins if licence.stated == licences.UNSTATED]),
    ):
        print(f"{len(chosen)} of {len(pins)} {kind}: {', '.join(chosen) or 'none'}")
    return DONE


def advisories(_options: argparse.Namespace) -> int:
    from cited import advisories

    return advisories.check()
