"""The style of the notebooks' code: what `cited tidy` fixes, and syntax errors; ruff finds both.

Where ruff is not installed, as beside a wheel, there is no style to keep.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from cited import files, project

RUFF = Path(sys.prefix) / "bin/ruff"
UNFORMATTED = re.compile(r"^unformatted: .*\n *--> (.+):cell (\d+):", re.MULTILINE)
SECONDS = 60


def faults() -> list[str]:
    """Return what `mend` would change in the notebooks' code, and what no Python is, one sentence a fault."""
    paths = project.notebooks()
    if not paths or not RUFF.is_file():
        return []
    breaches = []
    for fault in json.loads(_ruff("check", "--output-format=json", *paths) or "[]"):
        broken = fault["code"] in (None, "invalid-syntax")
        if broken or (fault["fix"] or {}).get("applicability") == "safe":
            advice = "expected Python" if broken else "make tidy mends it"
            place = f"{_name(fault['filename'])}, cell {fault['cell']}, line {fault['location']['row']}"
            breaches.append(f"{place}: {fault['message']}; {advice}")
    for path, cell in UNFORMATTED.findall(_ruff("format", "--check", *paths)):
        breaches.append(f"{_name(path)}, cell {cell}: not formatted; make tidy formats it")
    return breaches


def mend(path: Path) -> bool:
    """Mend the style of a notebook's code; tell whether there was anything to mend."""
    if not RUFF.is_file():
        return False
    seen = files.read(path)
    content = before = seen.decode()
    for step in (["check", "--fix"], ["format"]):
        content = _ruff(*step, "--stdin-filename", path, "-", given=content) or content
    # Its own way to write JSON is no matter of style.
    return json.loads(content) != json.loads(before) and files.write(path, content, seen=seen)


def _ruff(command: str, *arguments: str | Path, given: str | None = None) -> str:
    """Return what ruff prints; it writes no file but its cache."""
    run = subprocess.run(
        [RUFF, command, "--cache-dir", project.root() / ".build/ruff", *arguments],
        cwd=project.root(),
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return run.stdout


def _name(path: str) -> str:
    return Path(project.root(), path).relative_to(project.root()).as_posix()
