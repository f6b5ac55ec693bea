"""`make advisories`: the pinned requirements against published advisories, by pip-audit in an environment of its own.

Needs the network, so it is no part of the tests. Status 0: every pin was checked and none has an advisory; else 1.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from cited import files, project

TOOL = "pip-audit==2.10.1"
FOLDER = Path(".build/advisories")
# How long installing the tool may take, and how long it may, in seconds: the network may be slow.
SECONDS = 900
NOTHING = "nothing is known of the pins"


def check() -> int:
    """Check the pins, print what is published about them, and return the status."""
    pins = project.root() / "requirements.txt"
    if not pins.is_file():
        raise project.InputError(f"{pins.name}: no such file; expected the pins that advisories are looked up for")
    return _check(project.root() / FOLDER, pins)


def _check(folder: Path, pins: Path) -> int:
    tool = folder / "bin/pip-audit"
    if not tool.exists():
        venv.create(folder, clear=True, with_pip=True)
        command = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TOOL]
        if _ran(command).returncode:
            print(f"{TOOL} could not be installed, which needs the network; {NOTHING}.", file=sys.stderr)
            return 1
    given = folder / "requirements.txt"
    # The project itself is not among what is published.
    lines = [line for line in pins.read_text(encoding="utf-8").splitlines() if not line.startswith(("-e", "#"))]
    files.write(given, "\n".join(lines) + "\n")
    command = [
        str(tool),
        "--requirement",
        str(given),
        "--no-deps",
        "--disable-pip",
        "--progress-spinner=off",
        "--format=json",
    ]
    result = _ran(command, capture_output=True)
    try:
        audited = json.loads(result.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = (result.stderr.strip().splitlines() or ["no word from it"])[-1]
        print(f"The advisories could not be read, which needs the network; {NOTHING}.\n{reason}", file=sys.stderr)
        return 1
    if audited and all("skip_reason" in pin for pin in audited):
        reason = audited[0]["skip_reason"]
        print(f"The advisories could not be read, which needs the network; {NOTHING}.\n{reason}", file=sys.stderr)
        return 1
    unknown = [f"{pin['name']}: not checked: {pin['skip_reason']}" for pin in audited if "skip_reason" in pin]
    advised = [
        f"{pin['name']} {pin['version']}: {advisory['id']}, "
        + (f"mended in {', '.join(advisory['fix_versions'])}" if advisory["fix_versions"] else "not mended yet")
        for pin in audited
        for advisory in pin.get("vulns", [])
    ]
    if unknown or advised:
        print(*unknown, *advised, sep="\n", file=sys.stderr)
        checked = f"{len(lines) - len(unknown)} of {len(lines)} pins checked, {len(advised)} advisories"
        print(f"{checked}; CONTRIBUTING.md says how to update the pins.", file=sys.stderr)
        return 1
    print(f"No advisory is published for any of the {len(lines)} pins.")
    return 0


def _ran(command: list[str], **options: Any) -> "subprocess.CompletedProcess[str]":
    """Return how a program ended; status 1 where it has not after some time."""
    try:
        return subprocess.run(command, check=False, text=True, timeout=SECONDS, **options)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"no end after {SECONDS} seconds")
