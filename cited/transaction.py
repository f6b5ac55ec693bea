"""Several files of `data/` written together: all of them or none, however the command ends.

Each new file is written beside the one that it replaces. One rename, that of the journal, then decides: without the
journal nothing has changed, with it the next command finishes what is left, which takes no room on the disk.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from cited import files, project, strict_json

JOURNAL = Path("data/.cited-journal.json")
# The folders in which a killed command may have left a file half written; those in reports/ the build looks after.
FOLDERS = ("data", "data/figures", "data/numbers", "data/texts", "notebooks")


# One file of a transaction: its `path`, the `part` in which it waits, and the SHA-256 of what was there `before` and is
# there `after`, "" for no file.
Step = dict[str, str]


def write(contents: Mapping[Path, str | bytes], seen: Mapping[Path, bytes]) -> None:
    """Write files of the project together, all or none; the caller holds the lock of `data`.

    `seen` has what the command has read of files that it replaces. Raises InputError where one of them has changed
    since, and OSError where the system refuses; nothing has then been written.
    """
    root, steps = project.root(), []
    for path, known in seen.items():
        if _content(path) != known:
            raise files.changed(path)
    try:
        for number, (path, content) in enumerate(contents.items()):
            data = content.encode() if isinstance(content, str) else content
            before, after = _digest(_content(path)), _digest(data)
            if before == after:
                continue
            part = path.with_name(files.PART.format(process=os.getpid(), number=f"t{number}"))
            steps.append(Step(path=project.within(path), part=project.within(part), before=before, after=after))
            with files.named(path):
                files.write(part, data, like=path)
        files.write(root / JOURNAL, json.dumps(steps, indent=1) + "\n")
    except BaseException:
        for step in steps:
            files.remove(root / step["part"])
        raise
    _finish(steps)


def recover() -> None:
    """Finish what an interrupted command has decided but not yet done, and say so; remove what it left half written."""
    journal = project.root() / JOURNAL
    if os.path.lexists(journal):
        with files.locked("data"):
            # Not where the command that wrote it was alive and has finished meanwhile.
            if journal.exists():
                _recover(_steps(journal))
    for folder in FOLDERS:
        files.sweep(project.root() / folder)


def _steps(journal: Path) -> list[Step]:
    """Return the steps of a journal; raises InputError for one that this module has not written."""
    try:
        steps = strict_json.load(journal)
        known = all(set(step) == {"path", "part", "before", "after"} for step in steps)
        known = known and all(
            re.fullmatch(r"data/(\w[\w.-]*/)?\w[\w.-]*", step["path"])
            and step["part"].rpartition("/")[0] == step["path"].rpartition("/")[0]
            and re.fullmatch(r"\.cited-\d+-t\d+\.part", step["part"].rpartition("/")[2])
            for step in steps
        )
    except (ValueError, TypeError, AttributeError):
        known = False
    if not known:
        raise project.InputError(
            f"{JOURNAL}: not a journal that `cited` has written; expected none: compare data/ with the last commit, "
            "then remove this file"
        )
    read: list[Step] = steps
    return read


def _recover(steps: list[Step]) -> None:
    kept = _finish(steps)
    names = ", ".join(step["path"] for step in steps)
    print(f"An interrupted command had not finished writing; it is finished now: {names}.", file=sys.stderr)
    for name in kept:
        print(f"{name}: edited since; your edit is kept, look whether it fits the other files.", file=sys.stderr)


def _finish(steps: list[Step]) -> list[str]:
    """Put the new files in their places and remove the journal; return the names of those that somebody has edited."""
    root, kept = project.root(), []
    for step in steps:
        path, part = root / step["path"], root / step["part"]
        digest = _digest(_content(path))
        if digest == step["before"] and part.exists():
            files.move(part, path)
        else:
            if digest != step["after"]:
                kept.append(step["path"])
            files.remove(part)
    files.remove(root / JOURNAL)
    return kept


def _content(path: Path) -> bytes:
    try:
        return files.read(path)
    except FileNotFoundError:
        return b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""
