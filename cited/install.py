"""Make the virtual environment that requirements.txt describes: `python3 -m cited.install`, as `make` calls it.

The new environment is made beside the old one and takes its place when it is whole: without a network, or with a full
disk, the old one stays. What decides is what the files say, not when they were written. Needs nothing but Python.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NEEDED = (3, 11)
# How long one step of an installation may take, in seconds: a slow network brings the pins in minutes.
SECONDS = 3600
PINS, PROJECT = "requirements.txt", "pyproject.toml"
# Kept in the environment: what it was made from, which `make` compares with the files themselves, and where.
MARKS = {PINS: ".requirements", PROJECT: ".pyproject"}
PLACE = ".place"
# What programs that pip writes into an environment, or a shell, would read as something else than a path.
HOSTILE = re.compile(r"[\"'`$\\{}%:\x00-\x1f\x7f\ud800-\udfff]")
# Asked in the environment itself; where that has no `packaging` yet, it is not settled.
SETTLED = """
import importlib.metadata, json, sys
from packaging.requirements import Requirement
import cited
wanted = [Requirement(text) for text in json.load(sys.stdin)]
def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
due = [pin for pin in wanted if not pin.marker or pin.marker.evaluate()]
sys.exit(not all(pin.specifier.contains(version(pin.name) or "0", prereleases=True) for pin in due))
"""


def main() -> int:
    """Make or renew the environment of the project in the working directory; return the status."""
    if sys.version_info < NEEDED:
        version = ".".join(map(str, sys.version_info[:3]))
        wanted = ".".join(map(str, NEEDED))
        print(
            f"{sys.executable}: Python {version}; expected {wanted} or later: make PYTHON=python{wanted}",
            file=sys.stderr,
        )
        return 2
    # Not before: an older Python cannot read it.
    from cited import files, merging, messages, project

    try:
        root = project.root()
        if fault := path_fault(root):
            print(fault, file=sys.stderr)
            return 2
        with files.locked("environment", seconds=1800):
            status = _renew(root)
            merging.configure(root)
            return status
    except project.InputError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{messages.describe_os_error(error)}; the environment is as it was.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the environment is as it was.", file=sys.stderr)
        return 1


def path_fault(root: Path) -> str:
    """Return what is wrong with the project's own path, "" where nothing is: no program has then been written."""
    if character := HOSTILE.search(str(root)):
        shown = str(root).encode("utf-8", "backslashreplace").decode()
        shown = re.sub(r"[\x00-\x1f\x7f]", lambda match: ascii(match[0])[1:-1], shown)
        return (
            f"{shown}: the path of the project has the character {character[0]!a}; expected none that a shell reads as "
            "something else (quotes, $, `, \\, {, }, %, a colon, control characters, bytes that are no UTF-8): "
            "move or rename the folder"
        )
    return ""


def _renew(root: Path) -> int:
    environment, new, old = (root / name for name in (".venv", ".venv.new", ".venv.old"))
    if not environment.exists() and (new / PLACE).exists():
        # Killed between the two renames: what was whole takes its place.
        new.rename(environment)
    if _mark(environment, PINS) != _pins(root) and not _settled(root, environment):
        print("Installing the pinned requirements into .venv", flush=True)
        if not _make(root, new):
            shutil.rmtree(new, ignore_errors=True)
            stays = "; .venv is as it was" if environment.exists() else ""
            print(f"The requirements could not be installed, which needs the network{stays}.", file=sys.stderr)
            return 1
        (new / PLACE).write_text(str(root), encoding="utf-8")
        shutil.rmtree(old, ignore_errors=True)
        if os.path.lexists(environment):
            environment.rename(old)
        new.rename(environment)
        shutil.rmtree(old, ignore_errors=True)
        _own(environment, new)
        _install_package(root, environment)
    elif _mark(environment, PROJECT) not in (None, [(root / PROJECT).read_text(encoding="utf-8")]):
        _install_package(root, environment)
    for name, mark in MARKS.items():
        shutil.copyfile(root / name, environment / mark)
    (environment / PLACE).write_text(str(root), encoding="utf-8")
    (environment / ".installed").touch()
    return 0


def _pins(root: Path) -> list[str]:
    """Return the pins with their hashes; comments and empty lines decide nothing."""
    return _lines((root / PINS).read_text(encoding="utf-8"))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _mark(environment: Path, name: str) -> list[str] | None:
    """Return what the environment in this place was made from; None for one that was made elsewhere."""
    with contextlib.suppress(OSError):
        if _made_here(environment):
            text = (environment / MARKS[name]).read_text(encoding="utf-8")
            return _lines(text) if name == PINS else [text]
    return None


def _made_here(environment: Path, unless: bool = False) -> bool:
    """Tell whether an environment says that it was made in this place; `unless` where it does not say."""
    with contextlib.suppress(OSError):
        return (environment / PLACE).read_text(encoding="utf-8") == str(environment.parent)
    return unless


def _settled(root: Path, environment: Path) -> bool:
    """Tell whether an environment has every pin, as one has that somebody made in another way."""
    python = environment / "bin/python"
    if not python.exists() or not _made_here(environment, unless=True):
        return False
    pins = [line.rstrip(" \\") for line in _pins(root) if not line.startswith("--hash")]
    given = json.dumps(pins)
    return ran([python, "-c", SETTLED], input=given, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _make(root: Path, new: Path) -> bool:
    """Make an environment with every pin; tell whether it is whole."""
    shutil.rmtree(new, ignore_errors=True)
    return ran([sys.executable, "-m", "venv", new]) and ran([*_pip(new), "--require-hashes", "-r", root / PINS])


def _install_package(root: Path, environment: Path) -> None:
    """Install the package itself, in place; it needs nothing from the network."""
    if not ran([*_pip(environment), "--no-deps", "--no-build-isolation", "--no-index", "-e", root]):
        raise OSError(f"{root / PROJECT}: the package could not be installed")


def _pip(environment: Path) -> list[str | Path]:
    return [environment / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def beside(place: Path, *arguments: str, with_own: bool = False, folder: Path | None = None) -> bool:
    """Make an environment apart from the project's, install what pip is told, and tell whether it is whole.

    `with_own` lets it see what is installed beside this Python, too; `folder` is where pip runs, if not here.
    """
    if not ran([sys.executable, "-m", "venv", "--clear", place]):
        return False
    if with_own:
        packages = Path(sysconfig.get_path("purelib"))
        theirs = place / packages.relative_to(sys.prefix)
        (theirs / "project.pth").write_text(f"{packages}\n", encoding="utf-8")
    return ran([*_pip(place), *arguments], cwd=folder)


def _own(environment: Path, new: Path) -> None:
    """Let the environment's programs name its place in place of the one where it was made."""
    for program in (environment / "bin").iterdir():
        if program.is_file() and not program.is_symlink() and bytes(new) in (content := program.read_bytes()):
            program.write_bytes(content.replace(bytes(new), bytes(environment)))


def ran(command: Sequence[str | Path], **options: Any) -> bool:
    """Run a program with a limit of time, and tell whether it ended well."""
    try:
        return subprocess.run(command, check=False, timeout=SECONDS, **options).returncode == 0
    except subprocess.TimeoutExpired:
        print(f"{command[0]}: no end after {SECONDS} seconds; ended", file=sys.stderr)
        return False


if __name__ == "__main__":
    sys.exit(main())
